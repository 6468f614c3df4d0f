"""Which days stand above articles that have none in their headers? In a box of their own, or as headings of days."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from indexer import dates
from indexer.cutting.footers import shape
from indexer.cutting.gaps import is_paper_line
from indexer.cutting.items import Item
from indexer.dating.weekdays import without_weekdays

SHARE: Final = 0.6
"""The share of the undated articles of a page that such lines must serve."""
LEAST: Final = 2
"""So many different lines must serve them; one alone is the day of the page."""
_CLOSES: Final = ("site phrase, tail", "comment")
_LETTER: Final = re.compile(r"[^\W\d_]")


class Above(NamedTuple):
    """The line that dates an article, and one between it and the article that names a paper."""

    day: Item
    paper: Item | None = None


def days_above(found: Sequence[Item]) -> dict[int, Above]:
    """For each article without a day, the line above that gives it, where the page gives its days so."""
    starts: dict[int, int] = {}
    for i, item in enumerate(found):
        if item.article >= 0:
            starts.setdefault(item.article, i)
    dated = {item.article for item in found if item.is_date and item.role != "text"}
    undated = [n for n in starts if n not in dated]
    headings = _headings(found) if undated else []
    above = {n: said for n in undated if (said := _above(found, headings, starts[n]))}
    shapes = Counter(shape(day) for day in {id(said.day): said.day for said in above.values()}.values())
    if not shapes:
        return {}
    usual, lines = shapes.most_common(1)[0]
    own = [item for item in _over_titles(found) if shape(item) == usual]
    kept = {n: said for n, said in above.items() if shape(said.day) == usual}
    if any(said.day.article >= 0 for said in kept.values()) and not (_run_on(own) and 2 * len(kept) >= len(own)):
        return {}
    return kept if lines + len(own) >= LEAST and len(kept) >= SHARE * len(undated) else {}


def _run_on(headings: Sequence[Item]) -> bool:
    """Whether days are different ones in their order, as headings are."""
    days = [next(r.value for r in dates.find_all(item.line.text) if r.value) for item in headings if _day(item)]
    return len(set(days)) == len(headings) and list(days) in (sorted(days), sorted(days, reverse=True))


def _over_titles(found: Sequence[Item]) -> list[Item]:
    """The dated lines of headers that stand above their headlines."""
    dated, titled = list[Item](), set[int]()
    for item in reversed(found):
        if item.role == "title":
            titled.add(item.article)
        elif item.article in titled and item.is_date:
            dated.append(item)
    return dated


def _headings(found: Sequence[Item]) -> list[int]:
    """Where the headings of nothing but a day stand that may date what is far below them."""
    apart_days = _has_glued_headers(found)
    days = (i for i, item in enumerate(found) if item.is_date and _day(item) and _is_heading(item))
    return [i for i in days if found[i].article < 0 or (apart_days and _is_apart(found, i))]


def _above(found: Sequence[Item], headings: Sequence[int], start: int) -> Above | None:
    """The nearest line above an article that gives a day: in its gap, or further up a heading of nothing but a day."""
    papers: list[Item] = []
    day = None
    i = start - 1
    while day is None and i >= 0 and found[i].article < 0 and found[i].rule not in _CLOSES:
        item = found[i]
        if item.is_date and _day(item):
            day, papers = item, papers + _glued_above(found, i)
        elif is_paper_line(item):
            papers.append(item)
        i -= 1
    if day is None and (at := bisect_right(headings, i)):
        day = found[headings[at - 1]]
    return Above(day, papers[0] if len(papers) == 1 else None) if day else None


def _glued_above(found: Sequence[Item], i: int) -> list[Item]:
    """The lines named like papers in the block that ends with a line."""
    papers = []
    while i > 0 and found[i].line.blanks == 0:
        i -= 1
        papers += [found[i]] if is_paper_line(found[i]) else []
    return papers


def _is_apart(found: Sequence[Item], i: int) -> bool:
    """Whether a heading of a day stands above a headline, with a blank line between."""
    return i + 1 < len(found) and found[i + 1].role == "title" and found[i + 1].line.blanks > 0


def _has_glued_headers(found: Sequence[Item]) -> bool:
    """Whether the other header lines of a page are glued to their headlines: what is set apart then is none of them."""
    return any(item.role == "meta" and item.line.blanks == 0 and not item.is_date for item in found)


def _day(item: Item) -> bool:
    """Whether a line gives one whole day, and not an age."""
    told = [item.line.text[f.start : f.end] for f in item.found if f.name == "date"]
    return len(told) == 1 and any(reading.value for reading in dates.find_all(told[0]))


def _is_heading(item: Item) -> bool:
    """Whether a line says a day and nothing else, with a blank line above."""
    text = item.line.text
    for piece in item.found:
        text = text[: piece.start] + " " * (piece.end - piece.start) + text[piece.end :]
    return item.line.blanks > 0 and not _LETTER.search(without_weekdays(text))


def lines_of(above: Above) -> Iterable[Item]:
    """The lines that say it, in the order of the page."""
    return (above.day, above.paper) if above.paper else (above.day,)
