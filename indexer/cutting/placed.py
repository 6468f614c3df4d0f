"""Where in the bytes of a document do its characters stand? Exact in every charset, and where a record escapes them."""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

Escape = Callable[[str], str]


def _json(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _json_ascii(text: str) -> str:
    return json.dumps(text)[1:-1]


ESCAPES: Final[tuple[Escape, ...]] = (str, _json, _json_ascii, lambda text: _json(text).replace("/", "\\/"))
"""How a text may be written; each character by itself, so that parts of a text are written like the whole."""


def written_offsets(body: bytes, text: str, cuts: Sequence[int]) -> list[int]:
    """Which bytes of `body` are the characters `cuts` of `text`, in order and the first 0; the text's end comes last.

    None are given where the text stands there twice, or in a form that is not known: packed, in another charset.
    """
    for escape in ESCAPES:
        written = list(_encoded(escape, text, cuts))
        needle = b"".join(written)
        start = body.find(needle) if needle else -1
        if start >= 0 and body.find(needle, start + 1) < 0:
            return list(accumulate(map(len, written), initial=start))
    return []


def _encoded(escape: Escape, text: str, cuts: Sequence[int]) -> Iterator[bytes]:
    for start, end in pairwise([*cuts, len(text)]):
        yield escape(text[start:end]).encode("utf-8", "replace")


def decoded_offsets(page: str, body: bytes, charset: str, cuts: Sequence[int]) -> list[int]:
    """Where in the bytes these characters begin, exact in every charset: where encoding back differs, decoded again."""
    if page.isascii() and len(page) == len(body):
        return list(cuts)
    try:
        pieces = [len(page[a:b].encode(charset)) for a, b in pairwise([0, *cuts, len(page)])]
        if sum(pieces) == len(body):
            return list(accumulate(pieces[:-1]))
    except (UnicodeEncodeError, LookupError):
        pass
    return _decoded_again(body, charset, cuts)


def _decoded_again(body: bytes, charset: str, cuts: Sequence[int]) -> list[int]:
    decoder = codecs.getincrementaldecoder(charset)("replace")
    wanted, characters = list(cuts), 0
    found: list[int] = []
    for position in range(len(body)):
        while len(found) < len(wanted) and characters >= wanted[len(found)]:
            found.append(position)
        characters += len(decoder.decode(body[position : position + 1]))
    return [*found, *[len(body)] * (len(wanted) - len(found))]
