"""How does a page that Safari saved become a document? Its bytes stand in a binary property list, with its address.

Only what is asked for is looked up, so that no list can be a bomb, however its objects hold each other: plistlib makes
all of them, those that overlap too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from indexer.addresses import origin
from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece

MAGIC: Final = b"bplist00"
MAIN, DATA, URL = "WebMainResource", "WebResourceData", "WebResourceURL"
CHARSET, MEDIA = "WebResourceTextEncodingName", "WebResourceMIMEType"
SHAPES: Final = {"text/html": "html", "application/xhtml+xml": "html", "": "html", "text/plain": "text"}
FRAME = "saved page around its text"
_TRAILER: Final = 32
_BYTES, _ASCII, _UTF16, _DICT = 4, 5, 6, 13
"""The sorts of objects that a saved page is made of."""
_MOST_KEYS: Final = 1000
_LONGEST: Final = 1 << 16


class BrokenList(ValueError):
    """A property list that cannot be followed; the message says why."""


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """The page, with the address from which it was saved, between what else the file holds."""
    body = member.whole()
    try:
        start, end, said = main_page(body)
    except BrokenList as error:
        reason = f'"{member.path}" is a property list, and no page that can be read: {error}. Save the page as HTML.'
        yield member.unreadable("damaged" if "damaged" in str(error) else "unknown format", reason)
        return
    media = said.get(MEDIA, "").lower()
    if media not in SHAPES:
        reason = f'"{member.path}" holds a saved file of type "{media}". Save that file itself and add it.'
        yield member.unreadable("unknown format", reason)
        return
    if start:
        yield member.frame(0, start, FRAME)
    before = origin(said.get(URL, ""))
    yield RawDocument(
        place=member.place(start, end, 1 + body.count(b"\n", 0, start)),
        shape="html" if SHAPES[media] == "html" else "text",
        body=body[start:end],
        charset=said.get(CHARSET) or None,
        fields={"url": before.url} if before.url.lower().startswith(("http:", "https:")) else {},
        captured=before.captured or None,
    )
    if end < len(body):
        yield member.frame(end, len(body), FRAME)


def main_page(body: bytes) -> tuple[int, int, dict[str, str]]:
    """The bytes [start, end) of the page in a web archive, and what is said of it. Raises BrokenList."""
    found = _List(body)
    top = found.entries(found.top)
    if MAIN not in top:
        raise BrokenList("it has no main resource")
    main = found.entries(top[MAIN])
    if DATA not in main:
        raise BrokenList("its main resource has no data")
    said = {name: found.text(main[name]) for name in (URL, CHARSET, MEDIA) if name in main}
    return (*found.place(main[DATA]), said)


class _List:
    """A binary property list (CFBinaryPList.c): objects, their offsets, and a trailer that says where those stand."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        if not body.startswith(MAGIC) or len(body) < len(MAGIC) + _TRAILER:
            raise BrokenList("it is damaged")
        trailer = body[-_TRAILER:]
        self._offset_size, self._reference_size = trailer[6], trailer[7]
        self._count, self.top, self._table = (int.from_bytes(trailer[at : at + 8], "big") for at in (8, 16, 24))

    def _number(self, at: int, size: int) -> int:
        if not 0 < size <= 8 or not 0 <= at <= len(self._body) - size:
            raise BrokenList("it is damaged")
        return int.from_bytes(self._body[at : at + size], "big")

    def _object(self, reference: int, *sorts: int) -> tuple[int, int, int]:
        """The sort of an object, where its content begins and how many parts that has."""
        if reference >= self._count:
            raise BrokenList("it is damaged")
        at = self._number(self._table + reference * self._offset_size, self._offset_size)
        sort, length = divmod(self._number(at, 1), 16)
        at += 1
        if sort not in sorts:
            raise BrokenList("it is made otherwise")
        if length == 15:  # a number follows
            size = 1 << (self._number(at, 1) & 15)
            length, at = self._number(at + 1, size), at + 1 + size
        return sort, at, length

    def place(self, reference: int) -> tuple[int, int]:
        """The bytes [start, end) of an object that is data."""
        _, at, length = self._object(reference, _BYTES)
        if at + length > len(self._body):
            raise BrokenList("it is damaged")
        return at, at + length

    def text(self, reference: int) -> str:
        """An object that is a string, as far as a name or an address is long."""
        sort, at, length = self._object(reference, _ASCII, _UTF16)
        length = min(length, _LONGEST)
        wide = sort == _UTF16
        return self._body[at : at + length * (1 + wide)].decode("utf-16-be" if wide else "ascii", "replace")

    def entries(self, reference: int) -> dict[str, int]:
        """The references of an object that is a dictionary, by their keys."""
        _, at, length = self._object(reference, _DICT)
        if length > _MOST_KEYS:
            raise BrokenList("it is made otherwise")
        size = self._reference_size
        references = [self._number(at + i * size, size) for i in range(2 * length)]
        return {self.text(key): value for key, value in zip(references[:length], references[length:], strict=True)}
