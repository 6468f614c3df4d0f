"""How does a web archive become documents? One HTTP response is one document, of whatever format its body has.

The format is ISO 28500 (WARC 1.1); records of 0.17 and 0.18 differ only in headers that are not read here. warcio
passes over the records behind one of wrong length without a word; here they are looked for, and each byte is told.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import BinaryIO

from indexer.draft import RawDocument, Shape
from indexer.readers.formats import HEAD, format_of
from indexer.readers.member import Member, Piece
from indexer.readers.streams import CHUNK, HELD_CAP

VERSION = re.compile(rb"WARC/\d+\.\d+\s*$")
CHUNK_SIZE = re.compile(rb"\s*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
LONGEST_LINE = 1 << 16
FIELD = re.compile(r"^([A-Za-z][\w-]*)\s*:\s*(.*)$")
CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
SHAPES: Mapping[str, Shape] = {"html": "html", "text": "text"}
DOCUMENT_TYPES = {"response", "resource", "conversion"}


@dataclass(frozen=True, slots=True)
class Record:
    """A record's bytes [start, end), the line of its first, its headers and content.

    `content` is None if it is over HELD_CAP, or if bytes were passed over until the next record could be found.
    """

    start: int
    end: int
    line: int
    headers: Mapping[str, str]
    content: bytes | None


class BrokenResponse(Exception):
    """An HTTP response whose body cannot be read."""


class Records:
    """The records of a stream, one after the other; bytes between two of them belong to the first."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._position = 0
        self._line = 1

    def _readline(self) -> bytes:
        line = self._stream.readline(LONGEST_LINE)
        self._position += len(line)
        self._line += line.endswith(b"\n")
        return line

    def __iter__(self) -> Iterator[Record]:
        start, line, version = 0, 1, self._readline()
        while version:
            headers = self._headers() if VERSION.match(version) else {}
            size = headers.get("content-length", "")
            content = self._content(int(size)) if size.isdigit() else None
            position, number, version = self._position, self._line, self._readline()
            while version and not VERSION.match(version):
                content = content if version.isspace() else None
                position, number, version = self._position, self._line, self._readline()
            yield Record(start, position, line, headers, content)
            start, line = position, number

    def _headers(self) -> dict[str, str]:
        return headers_in(iter(self._readline, b""))

    def _content(self, size: int) -> bytes | None:
        """The content, or None if it is too large to hold or cut off."""
        left, pieces = size, []
        while left and (piece := self._stream.read(min(left, CHUNK))):
            left -= len(piece)
            self._position += len(piece)
            self._line += piece.count(b"\n")
            if size <= HELD_CAP:
                pieces.append(piece)
        return b"".join(pieces) if size <= HELD_CAP and not left else None


def headers_in(lines: Iterator[bytes]) -> dict[str, str]:
    """The headers up to the first blank line, names in lower case."""
    headers: dict[str, str] = {}
    for line in lines:
        if line.isspace():
            break
        if found := FIELD.match(line.decode("utf-8", "replace").rstrip("\r\n")):
            headers.setdefault(found[1].lower(), found[2].strip())
    return headers


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument a record that holds a page or a text; all others are frame, named by their type."""
    with member.open() as stream:
        for record in Records(stream):
            yield _piece(member, record)


def _piece(member: Member, record: Record) -> Piece:
    kind = record.headers.get("warc-type", "")
    if kind and kind not in DOCUMENT_TYPES:
        return member.frame(record.start, record.end, f"warc {kind}")
    if record.content is None:
        reason = f"Line {record.line}: the record is cut off, has a wrong length or is over {HELD_CAP >> 20} MB."
        return member.unreadable("broken record", reason + " Get a whole copy.", record.start, record.end, record.line)
    try:
        return _document(member, record, record.content)
    except BrokenResponse as error:
        reason = f"Line {record.line}: the response cannot be read: {error}. Fetch the page again."
        return member.unreadable("broken response", reason, record.start, record.end, record.line)


def _document(member: Member, record: Record, body: bytes) -> Piece:
    http: dict[str, str] = {}
    if body.startswith(b"HTTP/"):
        status, http, body = response(body)
        if not status.startswith("2"):
            return member.frame(record.start, record.end, f"http {status}")
    if not body.strip():
        return member.frame(record.start, record.end, "empty response")
    media = http.get("content-type") or record.headers.get("content-type", "")
    shape = SHAPES.get(format_of(body[:HEAD]))
    if shape is None:
        return member.frame(record.start, record.end, f"response of type {media.partition(';')[0] or 'unknown'}")
    charset = CHARSET.search(media)
    fields = {"url": record.headers.get("warc-target-uri", "").strip("<>")}
    return RawDocument(
        place=member.place(record.start, record.end, record.line),
        shape=shape,
        body=body,
        fields={name: value for name, value in fields.items() if value},
        charset=charset[1] if charset else None,
        captured=captured(record.headers.get("warc-date"), http.get("date")),
    )


def response(content: bytes) -> tuple[str, dict[str, str], bytes]:
    """The status, the headers and the decoded body of an HTTP response. Raises BrokenResponse."""
    head, _, body = content.partition(b"\r\n\r\n") if b"\r\n\r\n" in content[:HEAD] else content.partition(b"\n\n")
    status, *lines = head.split(b"\n")
    headers = headers_in(iter(lines))
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = dechunked(body)
    return status.decode("latin-1").split(" ")[1:2][0] if b" " in status else "", headers, inflated(body, headers)


def dechunked(body: bytes) -> bytes:
    """A body without its chunk sizes; one that was stored without them, against its header, as it is."""
    pieces, position = [], 0
    while found := CHUNK_SIZE.match(body, position):
        size = int(found[1], 16)
        if not size:
            break
        pieces.append(body[found.end() : found.end() + size])
        position = found.end() + size
    return b"".join(pieces) if pieces else body


def inflated(body: bytes, headers: Mapping[str, str]) -> bytes:
    """A body without its compression, told by its bytes: many archives store it plain under the server's headers."""
    if body[:2] == b"\x1f\x8b" or (headers.get("content-encoding", "").lower() == "deflate" and body[:1] == b"\x78"):
        inflater = zlib.decompressobj(47)
        try:
            plain = inflater.decompress(body, HELD_CAP)
        except zlib.error as error:
            raise BrokenResponse(str(error)) from error
        if inflater.unconsumed_tail:
            raise BrokenResponse(f"more than {HELD_CAP >> 20} MB come out of it")
        return plain
    if headers.get("content-encoding", "").lower() in ("br", "zstd") and b"<" not in body[:1024]:
        raise BrokenResponse(f'its compression "{headers["content-encoding"]}" is not known')
    return body


def captured(stated: str | None, served: str | None) -> str | None:
    """The time of capture, ISO 8601: what the archive states, else what the server said."""
    if stated and ISO.fullmatch(stated):
        return stated
    try:
        return parsedate_to_datetime(served).isoformat() if served else None
    except ValueError:
        return None
