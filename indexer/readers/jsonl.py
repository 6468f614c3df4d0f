"""How does a JSON Lines dump become records? One line is one record; nothing is parsed before a worker does it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.streams import LINE_CAP, lines

BRACKETS = (b"[", b"]")  # of an array whose elements stand in a line each
SHORT = 8


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" a line, its `body` the line; blank lines and commas behind are boilerplate."""
    with member.open() as stream:
        for number, (start, end, line) in enumerate(lines(stream), 1):
            if line is None:
                yield member.unreadable("too large", too_large(number, end - start), start, end, number)
            elif line.isspace():
                yield member.frame(start, end, "blank line")
            elif len(line) < SHORT and line.strip() in BRACKETS:
                yield member.frame(start, end, "json frame")
            else:
                body = line.rstrip()[:-1] if line[-SHORT:].rstrip().endswith(b"},") else line
                place = member.place(start, start + len(body), number)
                yield RawDocument(place=place, shape="record", body=body, charset=member.charset)
                if len(body) < len(line):
                    yield member.frame(place.end, end, "json frame")


def too_large(number: int, size: int) -> str:
    """The reason for a line that was passed over."""
    return f"Line {number} has {size} bytes; a line may have {LINE_CAP >> 20} MB. Split the record or remove it."
