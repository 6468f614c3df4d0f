"""How are records in UTF-16 or UTF-32 read? Their file is cut as UTF-8, and each piece is found in its own bytes again.

The readers of records look for quotes, brackets, tags and line ends, which are one byte in all other charsets.
"""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from indexer.draft import RawDocument, Span
from indexer.readers.charset import UNITS
from indexer.readers.member import Member, Piece
from indexer.readers.streams import CHUNK

RECORDS = frozenset({"jsonl", "json", "csv", "feed", "xml", "mail", "sgml"})
"""Formats whose readers cut bytes; the others decode a file as a whole, or are no text."""


def is_wide(member: Member) -> bool:
    """Whether a member's records must be cut in its twin."""
    return member.charset in UNITS and member.format in RECORDS


def twin(member: Member) -> Member:
    """The member in UTF-8."""

    def opener() -> BinaryIO:
        return cast(BinaryIO, io.BufferedReader(Recoded(member.open(), member.charset), CHUNK))

    with opener() as stream:
        size = sum(map(len, iter(lambda: stream.read(CHUNK), b"")))
    return replace(member, charset="utf-8", size=size, opener=opener)


def placed(pieces: Iterable[Piece], member: Member, other: Member) -> Iterator[Piece]:
    """The pieces of a member's twin, which come in order, at their places in the member."""
    with other.open() as stream:
        places = _Places(stream, member)
        for piece in pieces:
            if isinstance(piece, Span):
                yield piece._replace(start=places.at(piece.start), end=places.at(piece.end))
                continue
            place = replace(piece.place, start=places.at(piece.place.start), end=places.at(piece.place.end))
            piece = replace(piece, place=place)
            yield replace(piece, recoded=True) if isinstance(piece, RawDocument) else piece


class Recoded(io.RawIOBase):
    """A stream of UTF-8 made of one in a wide charset; what is no character there is U+FFFD."""

    def __init__(self, inner: BinaryIO, charset: str) -> None:
        self._inner = inner
        self._decoder = codecs.getincrementaldecoder(charset)("replace")
        self._ready = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        while not self._ready and not self._ended:
            piece = self._inner.read(CHUNK)
            self._ended = not piece
            self._ready = self._decoder.decode(piece, final=self._ended).encode("utf-8")
        piece, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Places:
    """Goes through the UTF-8 of a member, and knows how many bytes the same characters have in the member."""

    def __init__(self, stream: BinaryIO, member: Member) -> None:
        self._stream, self._charset, self._size = stream, member.charset, member.size
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._read = self._passed = 0

    def at(self, offset: int) -> int:
        """Where the character stands in the member that stands at `offset` here; offsets may not go back."""
        while self._read < offset and (piece := self._stream.read(min(CHUNK, offset - self._read))):
            self._read += len(piece)
            self._passed += len(self._decoder.decode(piece).encode(self._charset))
        return min(self._passed, self._size)  # a last character that is cut off has fewer bytes than its stand-in
