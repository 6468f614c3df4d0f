"""How does an RTF become a record? News databases (Factiva, Nexis) write their exports in it, often many articles."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.office import APART, office_fields
from indexer.readers.richtext import rich_text

_read = lru_cache(maxsize=1)(rich_text)
"""The same document is asked for its fields, its places and its end."""


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record"; a worker opens it."""
    yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset="rtf")


def rtf_fields(body: bytes) -> dict[str, str]:
    """The text, one paragraph each, with the title and author that it says of itself. Raises BrokenRecord."""
    found = _read(body)
    return office_fields("rtf", found.about, found.paragraphs)


def rtf_offsets(body: bytes, cuts: Sequence[int]) -> list[int]:
    """The bytes in which the lines begin that hold the characters `cuts` of the text, and the end of all bytes.

    None are given where two cuts are in one line.
    """
    found = _read(body)
    lengths = [len(line) + len(end) for paragraph in found.paragraphs for line, end in _lines(paragraph.text)]
    begins = list(accumulate(lengths, initial=0))
    at = [*(found.starts[bisect_right(begins, cut, hi=len(lengths)) - 1] for cut in cuts), len(body)]
    return at if all(a < b for a, b in pairwise(at)) else []


def rtf_words(body: bytes, start: int, end: int) -> str:
    """The lines that begin in these bytes."""
    found = _read(body)
    lines = [line + end for paragraph in found.paragraphs for line, end in _lines(paragraph.text)]
    return "".join(line for line, at in zip(lines, found.starts, strict=True) if start <= at < end).strip()


def _lines(text: str) -> Iterator[tuple[str, str]]:
    """The lines of a paragraph, and what ends each in the text of the document."""
    *lines, last = text.split("\n")
    yield from ((line, "\n") for line in lines)
    yield last, APART


def open_groups(body: bytes) -> int:
    """How many groups stay open at the end: those of a file that is cut off."""
    return _read(body).open
