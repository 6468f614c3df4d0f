"""Which agency filed the dispatches of a wire? "HARRAT, June 25 (Norpress) - ": of its own queue it is the outlet.

So is the one that the head of a queue and the bylines name: "By Pia Asante, Norpress".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from typing import Final

from indexer.cutting.boilerplate import is_section
from indexer.cutting.bylines import newsroom
from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.cutting.lines import folded
from indexer.cutting.papers import is_paper
from indexer.cutting.pieces import is_capital
from indexer.cutting.unnamed import is_no_name
from indexer.naming.lexicon import lexicon

_FILED: Final = re.compile(
    r"(?:[^\W\d_a-z][^()/:;!?]{1,58}?[ .]?)?\s?"
    r"(?:\((?P<round>[^\W\d_][^()\d]{1,38})\)|/\s?(?P<slashed>[^\W\d_][^/\d]{1,38}?)\s?/)"
    r"\s?\.?\s?[-–—_:ـ]{0,2}\s"
)
"""A dateline with its agency: "Tarma, 24 jun (Meridia).- ", "МОСКВА, 5 июня. /ТАСС/. "."""
_BEHIND: Final = re.compile(r"\s?(?:,|/|\||\s[-–—])\s?(?P<outlet>[^\W\d_][^,/|()\d]{2,38})")
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


def name_agency(found: Sequence[Item]) -> None:
    """Give the name behind the writers of a page as the outlet, where the line above all articles begins with it."""
    named = {item.article for item in found if any(f.name == "outlet" for f in item.found)}
    header = [item for item in found if item.role == "meta" and item.article not in named]
    bylines = [(item, said) for item in header if (said := _behind_writer(item))]
    heads = [item.key for item in takewhile(lambda item: item.article < 0, found)]
    often = Counter(folded(_agency(item.line.text, piece)) for item, piece in bylines)
    for item, piece in bylines:
        name = folded(_agency(item.line.text, piece))
        if often[name] >= _LEAST and any(f"{head} ".startswith(f"{name} ") for head in heads):
            item.found = [*item.found, piece]


def _behind_writer(item: Item) -> Found | None:
    """What may be an agency behind a writer's name or before "reporters"."""
    text = item.line.text
    if not (item.kind == "short" or (item.header and item.header.kind == "byline")):
        return None
    end = max((f.end for f in item.found if f.name == "author"), default=0)
    match = _BEHIND.fullmatch(text, end) if end else newsroom(text)
    if match is None or not is_capital(match["outlet"]) or is_no_name(match["outlet"]) or is_section(match["outlet"]):
        return None
    placed = match["outlet"].casefold() in lexicon().places
    return None if placed else Found("outlet", *match.span("outlet"))


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
