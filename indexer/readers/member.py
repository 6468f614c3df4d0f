"""What is a member: one file, or one file inside an archive, whose bytes can be read again and again?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import BinaryIO

from indexer.draft import Place, RawDocument, Span, Unreadable

Piece = RawDocument | Unreadable | Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One input whose decompressed bytes are `size` long and have this `sha256`.

    `path` is as a person would name it ("dump.zip!inner.txt" inside an archive). `captured` is the time in a side-car
    file. `format` is a name in `indexer.readers.FORMATS`, chosen by content. `charset` is what the bytes that are not
    UTF-8 look like, "utf-8" when there are none.
    """

    path: str
    size: int
    sha256: str
    format: str
    captured: str | None = None
    charset: str = "utf-8"
    opener: Callable[[], BinaryIO] = field(repr=False, compare=False)

    def open(self) -> BinaryIO:
        """The decompressed stream, from its first byte; the caller closes it."""
        return self.opener()

    def place(self, start: int = 0, end: int | None = None, line: int = 1) -> Place:
        """Bytes [start, end) of this member."""
        return Place(path=self.path, sha256=self.sha256, start=start, end=self.size if end is None else end, line=line)

    def unreadable(self, kind: str, reason: str, start: int = 0, end: int | None = None, line: int = 1) -> Unreadable:
        """Bytes [start, end) of this member, quarantined."""
        return Unreadable(place=self.place(start, end, line), kind=kind, reason=reason)

    def frame(self, start: int, end: int, rule: str) -> Span:
        """Bytes [start, end) that belong to the container and not to a document."""
        return Span(start=start, end=end, fate="boilerplate", rule=rule)

    def whole(self) -> bytes:
        """All bytes; only for formats that `indexer.readers` caps at HELD_CAP."""
        with self.open() as stream:
            return stream.read()


def label(name: str) -> str:
    """A file's name for people and records: control characters and broken code units are escaped."""
    text = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
