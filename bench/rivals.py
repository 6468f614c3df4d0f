"""What do others do with the same articles? Bare tantivy with the same aggregations, and SQLite FTS5 with GROUP BY."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tantivy import Document as TantivyDocument
from tantivy import Index, Occur, SchemaBuilder
from tantivy import Query as TantivyQuery

from bench.questions import Question
from search.article import Article
from search.documents import document
from search.query import FACETS, NONE

HITS, VALUES = 20, 10
_COLUMNS = ("title", "text")


class BareTantivy:
    """The same terms in an index with no more than the library gives: ids, total, facets that may miscount, months."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        builder = SchemaBuilder().add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        for name in ("text", "text_x"):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        self._schema = builder.add_unsigned_field("month", fast=True).build()
        self._index = Index(self._schema, str(folder))
        self._searcher = self._index.searcher()

    def fill(self, articles: Iterable[Article]) -> None:
        """Take articles in, once."""
        writer = self._index.writer(128_000_000, 1)
        for held in map(document, articles):
            fields: dict[str, list[Any]] = {
                "id": [held.id],
                "text": [" ".join(held.text)],
                "text_x": [" ".join(held.text_x)],
            }
            fields |= {facet: list(held.facets.get(facet, [NONE])) for facet in FACETS}
            fields |= {"month": [held.day.year * 100 + held.day.month]} if held.day else {}
            writer.add_document(TantivyDocument.from_dict(fields, self._schema))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def page(self, question: Question, facets: bool = True) -> int:
        """Twenty ids, the total, and the seven facets and the months."""
        query = self._query(question)
        found: Any = self._searcher.search(query, HITS)
        for _, address in found.hits:
            self._searcher.doc(address)
        if facets:
            fields = (*FACETS, "month")
            self._searcher.aggregate(query, {f: {"terms": {"field": f, "size": VALUES}} for f in fields})
        return int(found.count)

    def _query(self, question: Question) -> TantivyQuery:
        schema, words = self._schema, question.words
        match question.kind:
            case "match-all":
                return TantivyQuery.all_query()
            case "phrase":
                return TantivyQuery.phrase_query(schema, "text_x", list(words))
            case "prefix":
                return TantivyQuery.regex_query(schema, "text_x", words[0] + ".*")
            case "fuzzy":
                return TantivyQuery.fuzzy_term_query(schema, "text_x", words[0], 1, False)
        occur = Occur.Should if question.kind == "or" else Occur.Must
        stems = [document(_only(word)).text[0] for word in words]
        parts = [(occur, TantivyQuery.term_query(schema, "text", stem)) for stem in stems]
        for facet, value in question.selected:
            parts.append(
                (Occur.Must, TantivyQuery.const_score_query(TantivyQuery.term_query(schema, facet, value), 0.0))
            )
        return TantivyQuery.boolean_query(parts)


class FullText5:
    """SQLite's own full-text index, with one row for each facet value of each article, counted by GROUP BY."""

    def __init__(self, file: Path) -> None:
        self._database = sqlite3.connect(file)
        self._database.execute("PRAGMA cache_size=-65536")

    def fill(self, articles: Iterable[Article]) -> None:
        """Take articles in, once."""
        run = self._database.execute
        run("CREATE VIRTUAL TABLE words USING fts5(title, text, tokenize='porter unicode61')")
        run(
            "CREATE TABLE facts(article INTEGER, facet TEXT, value TEXT, PRIMARY KEY(article, facet, value))"
            " WITHOUT ROWID"
        )
        for number, article in enumerate(articles, 1):
            run("INSERT INTO words(rowid, title, text) VALUES(?, ?, ?)", (number, article.title, article.text))
            held = dict(document(article).facets)
            held["month"] = (article.date.value[:7],) if article.date.value else ()
            rows = [(number, facet, value) for facet, values in held.items() for value in values]
            self._database.executemany("INSERT OR IGNORE INTO facts VALUES(?, ?, ?)", rows)
        self._database.commit()

    def page(self, question: Question) -> int:
        """Twenty snippets, the total, and the seven facets and the months."""
        where, values = self._where(question)
        run = self._database.execute
        hits = "SELECT rowid, snippet(words, 1, '<', '>', '', 24) FROM words"
        run(f"{hits} WHERE {where} {'ORDER BY rank' if 'MATCH' in where else ''} LIMIT {HITS}", values).fetchall()
        total = run(f"SELECT count(*) FROM words WHERE {where}", values).fetchone()[0]
        run(
            f"WITH found AS MATERIALIZED (SELECT rowid AS article FROM words WHERE {where})"
            " SELECT facet, value, count(*) AS n FROM found JOIN facts USING (article)"
            " GROUP BY facet, value ORDER BY n DESC",
            values,
        ).fetchmany(200)
        return int(total)

    def close(self) -> None:
        """Let go of the file."""
        self._database.close()

    @staticmethod
    def _where(question: Question) -> tuple[str, list[str]]:
        words = [f'"{word}"' for word in question.words]
        match question.kind:
            case "match-all":
                return "1", []
            case "phrase":
                text = f'"{" ".join(question.words)}"'
            case "prefix":
                text = f"{words[0]}*"
            case "or":
                text = " OR ".join(words)
            case _:
                text = " AND ".join(words)
        filters = " AND rowid IN (SELECT article FROM facts WHERE facet = ? AND value = ?)" * len(question.selected)
        return f"words MATCH ?{filters}", [text, *(part for pair in question.selected for part in pair)]


def _only(word: str) -> Article:
    from search.article import Source

    source = Source(corpus="", path="", sha256="", start=0, end=0, line=1)
    return Article(id="", title="", text=word, language="en", source=source)
