"""Which lines stand at the head or foot of printed pages? They come again on every page but for its number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from indexer import dates

LONGEST: Final = 160
SHEETS: Final = 3
"""A line that is wholly the same must stand on so many pages."""
NAME_WORDS: Final = 6
"""A line of so many words is more than a name."""
STEP: Final = 2
"""So far a page number may count on from one line to the next: some pages have another head on their left side."""
_DIGITS: Final = re.compile(r"\d+")
_PAGE: Final = (
    r"(?:pages?|pages?\s?no\.?|pp?\.?|pg\.?|seite|s\.|página|pág\.?|pagina|pag\.?|sayfa|sf\.?|стр\.?|страница|с\."
    r"|صفحة|ص\.?|صفحه|第)"
)
_TOTAL: Final = r"(?:\s?(?:/|of|von|de|sur|di|из|من|از)\s?\d{1,4})?\s?[页頁]?"
_BARE: Final = re.compile(rf"[-–—\[(|\s]*{_PAGE}?\s?(?P<page>\d{{1,4}}){_TOTAL}[-–—\])|\s]*", re.IGNORECASE)
_LAST: Final = re.compile(
    rf"(?P<gap>\s{{2,}}|\t|\s?[|·•–—/-]\s?|,?\s{_PAGE}\s?|\s)(?P<page>\d{{1,4}}){_TOTAL}[-–—\])|\s]*$", re.IGNORECASE
)
_GAP: Final = re.compile(r"\s{3,}|\t+")
_FIRST: Final = re.compile(
    rf"^[-–—\[(|\s]*{_PAGE}?\s?(?P<page>\d{{1,4}})(?P<total>{_TOTAL})[\])]?(?P<gap>\s{{2,}}|\t|\s?[|·•–—]\s?|\s)"
    r"(?=[^\W\d_]|(?<=\s\s)\d)",
    re.IGNORECASE,
)
"""A page number before the name that stands at the head, or before the day of the print."""


def running(texts: Sequence[str], starts: frozenset[int]) -> frozenset[int]:
    """The lines that are heads and feet of printed pages; `starts` are the lines behind a form feed."""
    groups: dict[str, list[int]] = {}
    for i, text in enumerate(texts):
        if len(text) < LONGEST and (_DIGITS.search(text, 0, 6) or _DIGITS.search(text, max(0, len(text) - 12))):
            groups.setdefault(_DIGITS.sub("0", " ".join(text.split())).casefold(), []).append(i)
    edges = _edges(starts, len(texts))
    found = {i for group in groups.values() if len(group) > 1 for i in _counted(texts, group, edges)}
    found.update(
        i for group in groups.values() if SHEETS <= len(group) >= len(starts) for i in _dated(texts, group, edges)
    )
    found.update(_numbered(texts, starts))
    if starts and len(found.intersection(edges)) > len(starts):
        found.update(i for group in _same(texts, edges) if len(group) > len(starts) for i in group)
    return frozenset(found | set(_beside(texts, sorted(found))))


def without_number(text: str) -> str:
    """The head of a page without its number, bars for the gaps between its pieces."""
    match = _place(text)
    if match and match.re is not _BARE:
        text = text[: match.start()] + text[match.end("page") :]
    return _GAP.sub(" | ", text.strip(" \t|·•–—-"))


def _edges(starts: frozenset[int], count: int) -> frozenset[int]:
    """The two first and the two last lines of each page between form feeds."""
    bounds = [0, *sorted(starts), count] if starts else []
    near = {i for first, stop in pairwise(bounds) for i in (first, first + 1, stop - 1, stop - 2)}
    return frozenset(i for i in near if 0 <= i < count)


def _counted(texts: Sequence[str], group: Sequence[int], edges: frozenset[int]) -> Sequence[int]:
    """The lines of a group, alike but for their numbers, if it is only a page number that differs and it counts on."""
    numbers = [_page_number(texts[i], printed=i in edges) for i in group]
    if any(n is None for n in numbers):
        return ()
    if any(not 0 < b - a <= STEP for a, b in pairwise([n for n in numbers if n is not None])):
        return ()
    others = {tuple(_others(texts[i])) for i in group}
    return group if len(others) == 1 else ()


def _numbered(texts: Sequence[str], starts: frozenset[int]) -> Iterator[int]:
    """First and last lines of pages whose page numbers all count with the pages, whatever words stand beside them: many
    papers have other heads on their left pages."""
    bounds = [0, *sorted(starts), len(texts)] if starts else []
    found: dict[int, dict[int, int]] = {}
    for sheet, (first, stop) in enumerate(pairwise(bounds)):
        for i in {first, stop - 1}:
            number = _page_number(texts[i], printed=True) if len(texts[i]) < LONGEST else None
            match = _place(texts[i])
            if number is not None and match and (match.re is _BARE or match["gap"] != " "):
                found.setdefault(number - sheet, {})[i] = sheet
    for lines in found.values():
        if len(set(lines.values())) >= 2:
            yield from lines


def _dated(texts: Sequence[str], group: Sequence[int], edges: frozenset[int]) -> Sequence[int]:
    """The lines of a group if they are one line with a day in it that stands at the edge of nearly all pages."""
    same = edges.issuperset(group) and len({texts[i] for i in group}) == 1
    return group if same and dates.find(texts[group[0]]) else ()


def _same(texts: Sequence[str], edges: frozenset[int]) -> Iterator[list[int]]:
    """Lines at the edges of pages that are wholly the same, and too long or dated for the mere name of an outlet."""
    groups: dict[str, list[int]] = {}
    for i in sorted(edges):
        if len(texts[i]) < LONGEST:
            groups.setdefault(texts[i], []).append(i)
    for text, group in groups.items():
        if len(text.split()) >= NAME_WORDS or dates.find(text):
            yield group


def _others(text: str) -> Iterator[str]:
    """The numbers of a line without that of its page."""
    match = _place(text)
    for number in _DIGITS.finditer(text):
        if match is None or number.start() != match.start("page"):
            yield number[0]


def _place(text: str) -> re.Match[str] | None:
    """The number of a page in a line, the one that stands best apart from its words."""
    if bare := _BARE.fullmatch(text):
        return bare
    found = [match for match in (_LAST.search(text), _FIRST.match(text)) if match]
    return min(found, key=lambda match: match["gap"] == " ", default=None)


def _page_number(text: str, *, printed: bool) -> int | None:
    """The page number of a line. Away from a form feed (`printed`) it must stand apart from the words of the line, and
    the line must say more than a number."""
    match = _place(text)
    if match is None:
        return None
    if match.re is _BARE:
        return int(match["page"]) if printed else None
    counted = match.re is _FIRST and match["total"]  # "1 of 3" says by itself what it counts
    if not printed and (match["gap"] == " " or not (counted or len(re.findall(r"[^\W\d_]{2,}", text)) >= 2)):
        return None
    at = match.start("page")
    dated = any(reading.start <= at < reading.end for reading in dates.find_all(text))
    return None if dated else int(match["page"])


def _beside(texts: Sequence[str], found: Sequence[int]) -> Iterator[int]:
    """Lines right beside those found that come again there as they are: a head of two lines, or the heads of pages
    whose feet were found, the first of them at the top of all."""
    for step, edge in ((-1, len(texts) - 1), (1, 0)):
        near = [i + step for i in found if 0 <= i + step < len(texts) and len(texts[i + step]) < LONGEST]
        said = {texts[i] for i in near}
        if len(found) > 1 and len(near) == len(found) and len(said) == 1:
            yield from near
        elif 1 < len(found) <= len(near) + 1 and said == {texts[edge]}:
            yield from (*near, edge)
