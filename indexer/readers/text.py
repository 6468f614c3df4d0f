"""How does a plain text file become a document? As one page, whole: what stands in it is told by `indexer.pages`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "text"; its bytes are not decoded, `charset` is what they look like."""
    yield RawDocument(place=member.place(), shape="text", body=member.whole(), charset=member.charset)
