"""In which fields does tantivy hold a document?

Nothing is stored: a document says in which row of the columns (`search.engines.columns`) the rest of it stands. Text
fields get terms joined by a space; a facet without a value gets the reserved one. The side fields are those of
`search.engines.tantivy_query`.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tantivy import Document as TantivyDocument
from tantivy import Schema, SchemaBuilder

from search.engine import Document
from search.engines.tantivy_query import facet_values, repeat
from search.engines.tantivy_rows import packed
from search.query import FACETS

FORMAT = 3
"""The version of the schema below."""
TEXTS = ("title", "text", "title_x", "text_x")


def build_schema() -> Schema:
    """The fields of the index."""
    builder = SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in ("unit", "repeats"):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("flag", tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("day", indexed=True, fast=True)
    for name in ("row", "block", "bit"):
        builder.add_unsigned_field(name, fast=True)
    return builder.build()


def as_tantivy(document: Document, row: int, schema: Schema) -> TantivyDocument:
    """The document in the fields of `build_schema`; `row` is where it stands in the columns."""
    fields: dict[str, list[Any]] = {"id": [document.id], "flag": list(_flags(document)), **packed(row)}
    if document.day:
        fields["day"] = [document.day.toordinal()]
    for name in TEXTS:
        fields[name] = [" ".join(getattr(document, name))]
    for name in FACETS:
        fields[name] = list(facet_values(document.facets.get(name, ())))
    fields["unit"] = [" ".join(_placed(document))]
    fields["repeats"] = [" ".join(_repeats(document))]
    return TantivyDocument.from_dict(fields, schema)


def _flags(document: Document) -> Iterator[str]:
    yield "every"
    if document.day is None:
        yield "undated"
    if document.has_copies:
        yield "copy"


def _placed(document: Document) -> Iterator[str]:
    """Each word with the numbers of its paragraph and of its sentence there, once; joined by a space."""
    words, begins = document.text, {0, *document.paragraphs}
    paragraph, sentence = -1, 0
    for start, end in pairwise([*sorted(begins.union(document.sentences)), len(words)]):
        paragraph, sentence = (paragraph + 1, 0) if start in begins else (paragraph, sentence + 1)
        place = f":{paragraph}.{sentence}"
        yield f"{place} ".join(set(words[start:end])) + place


def _repeats(document: Document) -> list[str]:
    """The words that stand more than once in a field, with the number of times."""
    found = []
    for field in TEXTS:
        head = repeat(field, "")
        found += [f"{head}{word}:{count}" for word, count in Tally(getattr(document, field)).items() if count > 1]
    return found
