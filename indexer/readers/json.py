"""How does a JSON file become records? Its array of objects is read element by element; a lone object is one record."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from indexer.draft import RawDocument
from indexer.fields import is_part, is_whole_text, map_fields
from indexer.readers.formats import HEAD
from indexer.readers.member import Member, Piece
from indexer.readers.streams import CHUNK, LINE_CAP

# Whole strings are passed over in one step, so that brackets inside them do not count.
TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|"', re.S)
OPENING = re.compile(rb'"([^"\\]*)"\s*:\s*\[\s*\{')
NAME = re.compile(rb'"([^"\\]*)"\s*:\s*["\d\[{]')
SPACE = b" \t\r\n,"
LOOK_AHEAD = 4 << 20  # bytes in which the first object of a series must end
ARRAY_DEPTH = 4  # how deep an export may wrap its array ({"response": {"docs": [...]}})


class Elements:
    """The elements of the array that a stream stands in, each with its bytes; only one is held at a time."""

    def __init__(self, stream: BinaryIO, position: int, line: int) -> None:
        self._stream = stream
        self._buffer = b""
        self.position = position  # of the first byte that is in no element yet
        self.line = line
        self.closed = False

    def _more(self) -> bool:
        piece = self._stream.read(max(CHUNK, len(self._buffer)))  # doubling, so that a long element is not read often
        self._buffer += piece
        return bool(piece)

    def _take(self, size: int) -> tuple[int, int, int]:
        """Passes over bytes; gives their start, end and line."""
        at = (self.position, self.position + size, self.line)
        self.line += self._buffer.count(b"\n", 0, size)
        self.position += size
        self._buffer = self._buffer[size:]
        return at

    def __iter__(self) -> Iterator[tuple[int, int, int, bytes]]:
        while True:
            blank = len(self._buffer) - len(self._buffer.lstrip(SPACE))
            self._take(blank)
            if not self._buffer:
                if self._more():
                    continue
                return
            if self._buffer[:1] == b"]":
                self.closed = True
                return
            size = self._element()
            if size is None:
                return
            body = self._buffer[:size]
            yield *self._take(size), body

    def first(self) -> int | None:
        """The length of the next element, or None if the stream ends inside it."""
        self._more()
        return self._element()

    def _element(self) -> int | None:
        """The length of the element that the buffer begins with, or None if the stream ends inside it."""
        depth = looked = 0
        while True:
            for token in TOKEN.finditer(self._buffer, looked):
                found = token[0]
                if not depth and (comma := self._buffer.find(b",", looked, token.start())) >= 0:
                    return comma
                if found == b'"':  # a string that goes on behind the buffer
                    break
                looked = token.end()
                if found in b"[{":
                    depth += 1
                elif found in b"]}":
                    depth -= 1
                    if depth < 0:
                        return token.start() if found == b"]" else looked
                    if depth == 0:
                        return looked
            if depth == 0 and (comma := self._buffer.find(b",", looked)) >= 0:
                return comma
            if len(self._buffer) > LINE_CAP or not self._more():
                return None

    def rest(self) -> int:
        """Reads to the end of the stream without holding it; gives the end's position."""
        end = self.position + len(self._buffer)
        while piece := self._stream.read(CHUNK):
            end += len(piece)
        return end


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" an element; brackets, commas and what stands around the array are its frame."""
    with member.open() as stream:
        head = stream.read(HEAD)
        more = head + stream.read(LOOK_AHEAD) if member.size > HEAD else head
    begin = series_start(more)
    series = begin is not None
    begin = array_start(head, mapping) if begin is None else begin
    if begin is None:
        yield from _whole(member)
        return
    with member.open() as stream:
        stream.read(begin)
        elements = Elements(stream, begin, head.count(b"\n", 0, begin) + 1)
        end = 0
        for start, stop, line, body in elements:
            if start > end:
                yield member.frame(end, start, "json frame")
            place = member.place(start, stop, line)
            yield RawDocument(place=place, shape="record", body=body, charset=member.charset)
            end = stop
        yield from _after(member, elements, end, series)


def _after(member: Member, elements: Elements, end: int, series: bool) -> Iterator[Piece]:
    """What stands behind the last element: the end of the array, or an element without one; a series needs no end."""
    line, start = elements.line, elements.position
    size = elements.rest()
    if series and size == start:
        if start > end:
            yield member.frame(end, start, "json frame")
        return
    if not end and not elements.closed and size == start:
        reason = f"Line {line}: the array is opened, and nothing follows. Get a whole copy."
        yield member.unreadable("cut off", reason, 0, size, 1)
        return
    if start > end:
        yield member.frame(end, start, "json frame")
    if size == start and elements.closed:
        return
    if elements.closed:
        yield member.frame(start, size, "json frame")
    else:
        reason = f"Line {line}: the array is cut off, or an element is over {LINE_CAP >> 20} MB. Get a whole copy."
        yield member.unreadable("cut off", reason, start, size, line)


def _whole(member: Member) -> Iterator[Piece]:
    """A file that is one record."""
    if member.size > LINE_CAP:
        reason = f'"{member.path}" is one object of {member.size} bytes; {LINE_CAP >> 20} MB may be. Split it.'
        yield member.unreadable("too large", reason)
    else:
        yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset=member.charset)


def series_start(head: bytes) -> int | None:
    """Where the first object begins of a file that holds one after the other, None for another file.

    So write programs that add each record to a file as it comes, and those that print what a database holds.
    """
    start = len(head) - len(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if head[start : start + 1] != b"{":
        return None
    size = Elements(io.BytesIO(head[start:]), 0, 1).first()
    return start if size and head[start + size :].lstrip(SPACE)[:1] == b"{" else None


def array_start(head: bytes, mapping: Mapping[str, str]) -> int | None:
    """Where the elements of the file's array begin (behind its bracket); None if the file is one record.

    An object wraps an array of records if those have a title, or a text and a day; or a text alone, and the object has
    neither text nor title of its own before.
    """
    start = len(head) - len(head.lstrip(b"\xef\xbb\xbf \t\r\n"))
    if head[start : start + 1] == b"[":
        return start + 1
    for found in OPENING.finditer(head):
        before = head[start : found.start()]
        around = map_fields(_names(before), mapping)
        if "text" in around and is_whole_text(around["text"]):
            return None
        begin = found.end() - 1
        size = Elements(io.BytesIO(head[begin:]), 0, 1).first()
        records = map_fields(_names(head[begin : begin + size] if size else head[begin:]), mapping)
        whole = "title" in records or ("text" in records and ("date" in records or "title" not in around))
        if whole and _nested(before) <= ARRAY_DEPTH and not is_part(found[1].decode(), "title" in records):
            return begin
    return None


def _nested(before: bytes) -> int:
    """How many brackets are open; many inside an array, whose elements are another record's parts."""
    depth = 0
    for token in TOKEN.findall(before):
        depth += {b"{": 1, b"}": -1, b"[": 100, b"]": -100}.get(token, 0)
    return depth


def _names(part: bytes) -> tuple[str, ...]:
    """The names of the fields that hold something."""
    return tuple(dict.fromkeys(name.decode("utf-8", "replace") for name in NAME.findall(part)))
