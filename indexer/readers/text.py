"""How does a plain text file become a document? As one page, whole: what stands in it is told by `indexer.pages`."""

from __future__ import annotations

import codecs
from collections.abc import Iterator, Mapping

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece

WIDE = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "text"; its bytes are not decoded, `charset` is what they look like.

    JSON in UTF-16 is refused: as a text its braces and field names would be read as words of an article.
    """
    body = member.whole()
    if is_wide_json(body):
        reason = "JSON in UTF-16 cannot be cut into records. Save it as UTF-8 and add it."
        yield member.unreadable("wide charset", reason)
        return
    yield RawDocument(place=member.place(), shape="text", body=body, charset=member.charset)


def is_wide_json(body: bytes) -> bool:
    """Whether bytes are JSON in UTF-16: a byte order mark, then a bracket and the first quote."""
    codec = WIDE.get(body[:2])
    head = body[2:66].decode(codec, "replace") if codec else ""
    return "".join(head.split())[:2] in ('{"', "[{", '["')
