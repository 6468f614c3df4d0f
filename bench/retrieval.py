"""How well are hits ordered? `python -m bench.retrieval DATA` asks the queries of three judged collections.

Each collection becomes an archive with a tantivy index, and each query goes the way of a reader's: its words joined by
OR, read by `search.find`. Beside it, on the same texts: BM25 (k1 1.2, b 0.75) over lower-case words, and BM25 over
Porter stems without the stop words of English. The table is kept in bench/RETRIEVAL.md.

TIME, Cranfield and CISI are small collections of the 1960s and 1970s; their judgements are public.
"""

from __future__ import annotations

import argparse
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import log1p, log2
from pathlib import Path
from typing import Any

import Stemmer

from bench.rows import Row, records, table
from search.archive import Archive
from search.article import Article, Source
from search.catchup import sync
from search.engine import open_engine
from search.find import look
from search.query import Query
from search.syntax import MOST_CHARACTERS, MOST_TERMS

KEPT = Path(__file__).with_name("RETRIEVAL.md")
SETS = ("time", "cranfield", "cisi")
DEPTH = 100
AIM = 1.10
HEAD = f"""# Retrieval

Printed by `python -m bench.retrieval DATA`. Aims: {AIM:.2f} times plain BM25, and above BM25 with stems and stop words.
A query of more than {MOST_TERMS} words is asked by its {MOST_TERMS} rarest, the most that a query may have; the
baselines get them all. MAP is over the whole ranking. Queries without a relevant document are left out.

"""
STOP_WORDS = frozenset(
    """
    a about above after again against all am an and any are as at be because been before being below between both but by
    can could did do does doing down during each few for from further had has have having he her here hers him his how i
    if in into is it its itself just me more most my no nor not now of off on once only or other our out over own same
    she should so some such than that the their them then there these they this those through to too under until up very
    was we were what when where which while who whom why will with would you your
""".split()  # noqa: SIM905  # a list of words reads better
)
_WORD = re.compile(r"\w+")
_TYPED = re.compile(r"\w+(?:[.'’]\w+)*")
Rank = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """A query and the documents that answer it, with their grades."""

    text: str
    relevant: Mapping[str, float]


class Bm25:
    """Plain BM25 over title and text as one (Robertson and Zaragoza 2009, with the idf that is never negative)."""

    def __init__(self, texts: Mapping[str, str], terms: Callable[[str], list[str]]) -> None:
        self._terms = terms
        self._held = {id: Counter(terms(text)) for id, text in texts.items()}
        self._lengths = {id: sum(held.values()) for id, held in self._held.items()}
        self._mean = sum(self._lengths.values()) / max(1, len(texts))
        self._having = Counter(term for held in self._held.values() for term in held)

    def rank(self, query: str) -> list[str]:
        """The ids of the documents that hold any of the words, best first."""
        scores: Counter[str] = Counter()
        asked = dict.fromkeys(self._terms(query))
        for id, held in self._held.items():
            norm = 1.2 * (1 - 0.75 + 0.75 * self._lengths[id] / self._mean)
            for term in asked:
                if times := held.get(term):
                    scores[id] += self._idf(term) * times * 2.2 / (times + norm)  # type: ignore[assignment]  # floats
        return [id for id, _ in scores.most_common()]

    def frequency(self, term: str) -> int:
        """In how many documents the word stands."""
        return self._having[term]

    def _idf(self, term: str) -> float:
        having = self._having[term]
        return log1p((len(self._held) - having + 0.5) / (having + 0.5))


def words(text: str) -> list[str]:
    """The words in lower case."""
    return _WORD.findall(text.lower())


def stems(text: str) -> list[str]:
    """The Porter stems of the words that are no stop words."""
    stemmer = Stemmer.Stemmer("porter", 0)
    return [stemmer.stemWord(word) for word in words(text) if word not in STOP_WORDS]


def measures(rank: Rank, queries: Sequence[Judged]) -> dict[str, float]:
    """nDCG@10, MAP and recall@100, each the mean over the queries."""
    found = [(rank(query.text), query.relevant) for query in queries]
    return {
        "nDCG@10": mean(ndcg(ids, relevant) for ids, relevant in found),
        "MAP": mean(average_precision(ids, relevant) for ids, relevant in found),
        "recall@100": mean(len({*ids[:DEPTH]} & {*relevant}) / len(relevant) for ids, relevant in found),
    }


def ndcg(ids: Sequence[str], relevant: Mapping[str, float], depth: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002)."""
    gain = sum(relevant.get(id, 0.0) / log2(at + 2) for at, id in enumerate(ids[:depth]))
    best = sorted(relevant.values(), reverse=True)[:depth]
    return gain / sum(grade / log2(at + 2) for at, grade in enumerate(best))


def average_precision(ids: Sequence[str], relevant: Mapping[str, float]) -> float:
    """The mean of the precision at each relevant document; one that is not found counts 0."""
    hits, total = 0, 0.0
    for at, id in enumerate(ids, 1):
        if id in relevant:
            hits += 1
            total += hits / at
    return total / len(relevant)


def mean(values: Iterable[float]) -> float:
    """The mean; 0 of nothing."""
    every = list(values)
    return sum(every) / len(every) if every else 0.0


def articles(path: Path) -> list[Article]:
    """The documents of a collection as articles."""
    return [
        Article(
            id=row["id"], title=row.get("title") or "", text=row["text"], language="en",
            source=Source(corpus=path.stem, path=path.name, sha256="0" * 64, start=at, end=at + 1, line=at),
        )
        for at, row in enumerate(records(path), 1)
    ]  # fmt: skip


def judged(path: Path) -> list[Judged]:
    """The queries of a collection that have a relevant document."""
    found = [Judged(row["query"], _grades(row["relevant"])) for row in records(path)]
    return [query for query in found if query.relevant]


def _grades(relevant: Any) -> dict[str, float]:
    grades = relevant if isinstance(relevant, dict) else dict.fromkeys(relevant, 1)
    return {id: float(grade) for id, grade in grades.items() if grade > 0}


def typed(text: str, rarity: Callable[[str], int]) -> str:
    """The words of a text joined by OR, as many as a query may have, in their order."""
    every = list(dict.fromkeys(_TYPED.findall(text.lower())))
    kept = sorted(every, key=rarity)[:MOST_TERMS]
    while len(" OR ".join(kept)) > MOST_CHARACTERS:
        kept.pop()
    return " OR ".join(word for word in every if word in kept)


def evaluate(data: Path, name: str, folder: Path) -> list[Row]:
    """The rows of one collection."""
    documents = articles(data / f"ir_{name}_docs.jsonl.gz")
    queries = judged(data / f"ir_{name}_queries.jsonl.gz")
    texts = {article.id: f"{article.title} {article.text}" for article in documents}
    plain, stemmed = Bm25(texts, words), Bm25(texts, stems)
    baselines = [measures(plain.rank, queries), measures(stemmed.rank, queries)]
    with Archive.open(folder / name, create=True, write=True) as archive:
        archive.add(archive.begin_run("add", name), documents)
        with closing(open_engine("tantivy", archive.index_folder, write=True)) as engine:
            sync(archive, engine)

            def rank(text: str) -> list[str]:
                asked = Query(text=typed(text, plain.frequency))
                return engine.ids(look(asked, archive, engine).request)

            ours = measures(rank, queries)
    return [row for measure in ours for row in _rows(name, measure, ours, baselines, len(queries))]


def _rows(name: str, measure: str, ours: dict[str, float], baselines: list[dict[str, float]], n: int) -> list[Row]:
    plain, stemmed = (found[measure] for found in baselines)
    aimed = measure != "recall@100"
    return [
        Row(
            set=name, measure=measure, ours=ours[measure], n=n,
            baseline=value, baseline_name=label, target=value * factor if aimed else None,
        )
        for value, label, factor in ((plain, "plain", AIM), (stemmed, "stems, stop words", 1.0))
    ]  # fmt: skip


def main() -> None:
    """Read the arguments, print and keep the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder of the collections")
    given = parser.parse_args()
    if not given.data.is_dir():
        parser.error(f"no folder '{given.data}'")
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for name in SETS for row in evaluate(given.data, name, Path(folder))]
    print(table(rows))
    KEPT.write_text(HEAD + table(rows) + "\n")


if __name__ == "__main__":
    main()
