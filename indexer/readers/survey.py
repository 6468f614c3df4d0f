"""What is in a stream: how long is it, what is its sum, which format has it, and where does it break?

One pass over all bytes, before anything is read as an article. Files are opened again to be read; small members of
archives stay in memory, because finding them again costs.
"""

from __future__ import annotations

import codecs
import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from indexer.draft import Unreadable
from indexer.readers.charset import SAMPLE, bom_charset, detect_charset, failing_lines, wide_charset
from indexer.readers.formats import HEAD
from indexer.readers.member import Member
from indexer.readers.packages import Unread, in_old_office
from indexer.readers.streams import CHUNK, HELD_CAP, Damage, Tolerant

HELD_FORMATS = {"text", "html", "pdf", "docx", "odt", "rtf", "webarchive", "bibtex", "feed", "sgml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The facts of a stream. `held` has all its bytes if there are few."""

    size: int
    sha256: str
    head: bytes
    held: bytes | None
    charset: str
    damage: Damage | None = None


class Utf8Watch:
    """Tells whether all bytes are UTF-8, and keeps a sample of the lines that are not."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.sample = b""

    def see(self, piece: bytes) -> None:
        if len(self.sample) >= SAMPLE or piece.isascii():
            return
        try:
            self._decoder.decode(piece)
        except UnicodeDecodeError:
            self._decoder.reset()
            self.sample += failing_lines(piece)


def survey(stream: BinaryIO | Tolerant, kept: int = 0) -> Survey:
    """Reads a stream to its end, or to where it breaks; up to `kept` bytes of it are held."""
    digest, watch, size = hashlib.sha256(), Utf8Watch(), 0
    head, pieces = b"", []
    while piece := stream.read(CHUNK):
        size += len(piece)
        digest.update(piece)
        if len(head) < HEAD:
            head += piece[: HEAD - len(head)]
        watch.see(piece)
        if size <= kept:
            pieces.append(piece)
        else:
            pieces.clear()
    return Survey(
        size=size,
        sha256=digest.hexdigest(),
        head=head,
        held=b"".join(pieces) if size <= kept else None,
        charset=bom_charset(head) or wide_charset(head) or (detect_charset(watch.sample) if watch.sample else "utf-8"),
        damage=getattr(stream, "damage", None),
    )


def members_of(
    found: Survey, path: str, format: str | Unread, captured: str | None, opener: Callable[[int], BinaryIO]
) -> Iterator[Member | Unreadable]:
    """The member that a survey describes, then what is wrong with it. `opener` is given the size to read."""
    unread = format if isinstance(format, Unread) else None
    member = Member(
        path=path,
        size=found.size,
        sha256=found.sha256,
        format=format if isinstance(format, str) else format.kind,
        captured=captured,
        charset=found.charset,
        opener=_reopened(found, opener),
    )
    damage = found.damage
    if damage and damage.kind == "bomb":
        yield member.unreadable("bomb", f'"{path}" was not read: {damage.words}. Unpack it and add what is in it.')
    elif unread or (found.size and format == "old office"):
        unread = unread or in_old_office(_start(member))
        yield member.unreadable(unread.kind, f'"{path}" is {unread.what}. {unread.advice}')
    elif found.size and format == "binary":
        yield member.unreadable(
            "binary", f'"{path}" is no text: its bytes are those of a program, picture or database.'
        )
    elif format in HELD_FORMATS and found.size > HELD_CAP:
        yield member.unreadable(
            "too large", f'"{path}" has {found.size} bytes; a {format} file may have {HELD_CAP >> 20} MB. Split it.'
        )
    elif found.size:
        yield member
    elif not damage:
        yield member.unreadable("empty", f'"{path}" is empty.')
    if damage and damage.kind != "bomb":
        reason = f'"{path}" breaks after {found.size} bytes: {damage.words}. Get a whole copy and add it again.'
        yield member.unreadable(damage.kind, reason, found.size, found.size)


def _start(member: Member) -> bytes:
    with member.open() as stream:
        return stream.read(HELD_CAP)


def _reopened(found: Survey, opener: Callable[[int], BinaryIO]) -> Callable[[], BinaryIO]:
    """How to read the bytes again: from memory if they were kept."""
    held, size = found.held, found.size
    return (lambda: opener(size)) if held is None else (lambda: io.BytesIO(held))
