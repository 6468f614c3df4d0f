"""How does an XML file become records? One element with a headline and a text is one record, wherever it stands.

Which element that is, its beginning tells: the outermost one that is named like an item, else one that stands there
again and again, else the whole file. It is then cut as a stream.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import BinaryIO, Final

from lxml import etree

from indexer.draft import RawDocument
from indexer.readers.elements import is_record
from indexer.readers.formats import HTML
from indexer.readers.member import Member, Piece
from indexer.readers.streams import CHUNK, LINE_CAP
from indexer.readers.xmltree import ENCODING, name_of, tree

_HEAD: Final = 1 << 20
_ITEM: Final = re.compile(
    r"(?:\w+:)?(?:\w*(?:item|article|story|document|record)|doc|entry|post|news|row|hit|nitf|artikel|articulo|articolo"
    r"|artigo|haber|noticia|notizia|beitrag|meldung|dokument|статья|новость|مقال|خبر)",
    re.I,
)


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" an element that is an article; what stands around them is the file's frame."""
    with member.open() as stream:
        head = stream.read(_HEAD)
    found = ENCODING.search(head[:200])
    charset = found[1].decode("ascii") if found and member.charset != "utf-8" else member.charset
    name = record_name(head, charset)
    if name is None:
        yield from _no_records(member, mapping, head)
        return
    with member.open() as stream:
        yield from _records(member, Elements(stream, name.encode()), f"xml {charset}")


def _no_records(member: Member, mapping: Mapping[str, str], head: bytes) -> Iterator[Piece]:
    """XML with pages of HTML in it is read as one; nothing else is known of."""
    if HTML.search(head):
        yield from import_module("indexer.readers.html").read(member, mapping)
    else:
        reason = (
            f'"{member.path}" is XML in which no element holds a headline and a text. Save it as text and add that.'
        )
        yield member.unreadable("unknown format", reason)


def _records(member: Member, elements: Elements, charset: str) -> Iterator[Piece]:
    end = 0
    for start, stop, line, body in elements:
        if start > end:
            yield member.frame(end, start, "xml frame")
        if body is None:
            reason = f"Line {line}: the element has no end, or over {LINE_CAP >> 20} MB. Get a whole copy."
            yield member.unreadable("cut off", reason, start, stop, line)
        else:
            yield RawDocument(place=member.place(start, stop, line), shape="record", body=body, charset=charset)
        end = stop
    if end < member.size:
        yield member.frame(end, member.size, "xml frame")


def record_name(head: bytes, charset: str) -> str | None:
    """The name of the elements that are records in a file that begins so, None if none is."""
    root = tree(head, charset)
    if root is None or not is_record(root):
        return None
    named = _outermost(root)
    found = named if named is not None else _repeated(root)
    return name_of(root if found is None else found)


def _outermost(element: etree._Element) -> etree._Element | None:
    """The outermost element that is named like an item and is a record, and no list of such."""
    inner = [child for child in element if _ITEM.fullmatch(name_of(child)) and is_record(child)]
    if _ITEM.fullmatch(name_of(element)) and len(inner) < 2 and is_record(element):
        return element
    if inner and _ITEM.fullmatch(name_of(element)):
        return inner[0]
    return next((found for child in element if name_of(child) and (found := _outermost(child)) is not None), None)


def _repeated(element: etree._Element) -> etree._Element | None:
    """The outermost element that is a record and has others of its name beside it."""
    counts = Counter(map(name_of, element))
    for child in element:
        if name_of(child) and counts[name_of(child)] > 1 and is_record(child):
            return child
    return next((found for child in element if name_of(child) and (found := _repeated(child)) is not None), None)


class Elements:
    """The outermost elements of one name in a stream, with their bytes; only one is held at a time."""

    def __init__(self, stream: BinaryIO, name: bytes) -> None:
        self._stream, self._buffer = stream, b""
        self._position, self._line = 0, 1
        name = re.escape(name)
        self._token = re.compile(rb"(<!\[CDATA\[|<!--)|(<%s(?:\s[^<>]*)?>)|(</%s\s*>)" % (name, name), re.DOTALL)

    def __iter__(self) -> Iterator[tuple[int, int, int, bytes | None]]:
        """(start, end, line, bytes), None instead of the bytes for an element without an end."""
        while (start := self._next()) is not None:
            self._pass(start)
            size = self._element()
            at, line = self._position, self._line
            if size is None:
                end = at + len(self._buffer)
                while piece := self._stream.read(CHUNK):
                    end += len(piece)
                yield at, end, line, None
                return
            body = self._buffer[:size]
            self._pass(size)
            yield at, at + size, line, body

    def _more(self) -> bool:
        piece = self._stream.read(max(CHUNK, len(self._buffer)))
        self._buffer += piece
        return bool(piece)

    def _pass(self, size: int) -> None:
        self._line += self._buffer.count(b"\n", 0, size)
        self._position += size
        self._buffer = self._buffer[size:]

    def _next(self) -> int | None:
        """Where in the buffer the next element begins; what stands before is not held."""
        looked = 0
        while True:
            looked, start, _ = self._scan(looked, 0)
            if start is not None:
                return start
            keep = max(looked, len(self._buffer) - CHUNK)
            self._pass(min(keep, self._safe()))
            looked = 0
            if not self._more():
                return None

    def _safe(self) -> int:
        """How much of the buffer holds no tag that is not whole yet."""
        last = self._buffer.rfind(b"<")
        return last if last >= 0 and len(self._buffer) - last < CHUNK else len(self._buffer)

    def _element(self) -> int | None:
        """The length of the element that the buffer begins with, None if the stream ends inside it."""
        looked = depth = 0
        while True:
            looked, end, depth = self._scan(looked, depth, closing=True)
            if end is not None:
                return end
            if len(self._buffer) > LINE_CAP or not self._more():
                return None

    def _scan(self, looked: int, depth: int, closing: bool = False) -> tuple[int, int | None, int]:
        """Goes on through the buffer: how far it was looked at, the place that was sought, how deep it stands there."""
        while token := self._token.search(self._buffer, looked):
            if token[1]:
                end = self._buffer.find(b"]]>" if token[1] == b"<![CDATA[" else b"-->", token.end())
                if end < 0:
                    return token.start(), None, depth
                looked = end + 3
                continue
            looked = token.end()
            alone = token[2] is not None and token[2].endswith(b"/>")
            if token[2] is not None and not closing and not alone:
                return looked, token.start(), depth
            depth += 0 if alone else 1 if token[2] is not None else -1
            if closing and depth <= 0 and not alone:
                return looked, looked, depth
        return max(looked, self._safe()), None, depth
