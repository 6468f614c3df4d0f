"""Which agency filed the dispatches of a wire? "HARRAT, June 25 (Norpress) - ": of its own queue it is the outlet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.cutting.papers import is_paper
from indexer.cutting.pieces import is_capital
from indexer.cutting.unnamed import is_no_name

_FILED: Final = re.compile(
    r"(?:[^\W\d_a-z][^()/:;!?]{1,58}?[ .]?)?\s?"
    r"(?:\((?P<round>[^\W\d_][^()\d]{1,38})\)|/\s?(?P<slashed>[^\W\d_][^/\d]{1,38}?)\s?/)"
    r"\s?\.?\s?[-–—_:ـ]{0,2}\s"
)
"""A dateline with its agency: "Tarma, 24 jun (Meridia).- ", "МОСКВА, 5 июня. /ТАСС/. "."""
_HASHES: Final = re.compile(r"(?:[#＃]\s?){3}")
_SHARE: Final = 0.5
_LEAST: Final = 2


def filed_by(found: Sequence[Item]) -> dict[int, tuple[str, Found]]:
    """For the dispatches of a wire, the dateline of each and where in it the agency stands that filed it.

    A page is a wire's where most articles have the marks of one: codes above, an end mark below.
    """
    texts: dict[int, str] = {}
    marked, number = set[int](), -1
    for item in found:
        number = item.article if item.article >= 0 else number
        if item.role == "text":
            texts.setdefault(item.article, item.line.text)
        slug = item.header is not None and item.header.kind == "slug"
        if item.kind == "end" or slug or _HASHES.fullmatch(item.line.text):
            marked.add(max(number, 0))
    if len(texts) < _LEAST or len(marked & texts.keys()) < _SHARE * len(texts):
        return {}
    filed = {number: said for number, text in texts.items() if (said := _filed(text))}
    often = Counter(_agencies(filed.values()))
    return {n: said for n, said in filed.items() if often[_agency(*said)] >= _LEAST or is_paper(_agency(*said))}


def _filed(text: str) -> tuple[str, Found] | None:
    match = _FILED.match(text[:120])
    if match is None:
        return None
    name = "round" if match["round"] else "slashed"
    if not is_capital(match[name]) or is_no_name(match[name]):
        return None
    return match[0].rstrip(" -–—:_.ـ"), Found("outlet", *match.span(name))


def _agencies(filed: Iterable[tuple[str, Found]]) -> Iterable[str]:
    return (_agency(*said) for said in filed)


def _agency(stood: str, piece: Found) -> str:
    return stood[piece.start : piece.end]
