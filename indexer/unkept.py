"""Which lines that a record shows are in neither the text nor the title of its article, and what are they?

All bytes of a record are its article's, as the account says; a web page shows much else in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from indexer import pages, readers
from indexer.cleaning import clean_line
from indexer.cutting.lines import folded
from indexer.cutting.paragraphs import lines as text_lines
from indexer.draft import Draft, RawDocument
from indexer.readers import Member
from search.article import Article, Source

CELLS: Final = " | "
"""What stands between the cells of a row in a text."""
TELLING: Final = 25
"""A line of so many characters that stands inside a paragraph is a part of it; a shorter one may be a label too."""
_DENSE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Unkept:
    """A line that the record shows, and what its reader takes it for, "" if it cannot say."""

    text: str
    what: str


def unkept(member: Member, source: Source, article: Article, mapping: Mapping[str, str]) -> tuple[Unkept, ...]:
    """The lines of the record at this place of a member that its articles are without, in their order.

    None of a plain page: there the account names each line that is left out. `mapping` is as `documents` takes it.
    """
    raw = _record(member, source, mapping)
    if raw is None or raw.shape == "text":
        return ()
    prepared = [piece for piece in readers.prepare(raw) if isinstance(piece, RawDocument)]
    drafts = [draft for piece in prepared for draft in pages.split(piece).drafts]
    kept = _Kept([article.title, article.text, *_texts(drafts if len(drafts) > 1 else ())])
    shown = _mail(raw, kept) if raw.charset == "mail" else _page(raw) if raw.shape == "html" else _fields(prepared)
    return tuple(Unkept(line, what) for line, what in shown if line not in kept)


def _record(member: Member, source: Source, mapping: Mapping[str, str]) -> RawDocument | None:
    for piece in readers.documents(member, mapping):
        if isinstance(piece, RawDocument) and piece.place.end > source.start:
            return piece if piece.place.start <= source.start and source.end <= piece.place.end else None
    return None


def _texts(drafts: Iterable[Draft]) -> Iterator[str]:
    for draft in drafts:
        yield from (draft.title, draft.text)


def _page(raw: RawDocument) -> Iterator[tuple[str, str]]:
    from indexer.readers.html import shown_lines

    return shown_lines(raw.body, raw.charset)


def _mail(raw: RawDocument, kept: _Kept) -> Iterator[tuple[str, str]]:
    """The lines of both parts of a message; of its plain part alone if that has what was kept, as they say the same."""
    from indexer.readers.html import shown_lines
    from indexer.readers.mail import shown

    found = shown(raw.body)
    plain = _lines(found.text)
    yield from ((line, "plain part" if found.markup else "") for line in plain)
    if found.markup and not any(len(line) > TELLING and line in kept for line in plain):
        yield from shown_lines(found.markup, found.charset)


def _fields(prepared: Iterable[RawDocument]) -> Iterator[tuple[str, str]]:
    """The lines of the texts of records, with the rules by which they would be left out of a page of text."""
    for record in prepared:
        text = record.fields.get("text", "")
        rules = {item.line.text: item.rule for item in pages.articles(text) if item.article < 0}
        yield from ((line, rules.get(line, "")) for line in _lines(text))


def _lines(text: str) -> list[str]:
    return [line.text for line in text_lines(text)]


class _Kept:
    """The lines and the prose of an article, for asking whether it has a line."""

    def __init__(self, texts: Iterable[str]) -> None:
        lines = [line for text in texts for line in text.split("\n")]
        self._lines = {folded(part) for line in lines for part in (line, *line.split(CELLS))}
        self._prose = f" {' '.join(folded(line) for line in lines)} "

    def __contains__(self, line: str) -> bool:
        key = folded(clean_line(line))
        if not key or key in self._lines:
            return True
        return len(key) >= TELLING / (2.5 if _DENSE.search(key) else 1) and f" {key} " in self._prose
