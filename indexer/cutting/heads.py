"""Where between two bodies does the header of the one below begin?"""

from __future__ import annotations

from dataclasses import dataclass

from indexer.cutting.boundaries import Gap
from indexer.cutting.footers import shape, signs
from indexer.cutting.gaps import Page, is_outlet_line, is_paper_line, may_be_title
from indexer.cutting.headers import same
from indexer.cutting.items import Item, begins_with_dateline
from indexer.cutting.papers import is_digest, is_writer
from indexer.cutting.titles import title_of

BLOCK = 5
"""So many lines may stand glued above a headline and belong to its header."""
BOXED = 8
"""So many lines may stand between a rule and a headline and belong to its header."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where in a gap the next article's header begins, and which item is its title."""

    start: int
    title: int | None


def head_start(page: Page, gap: Gap, number: int) -> Head:
    floor = _floor(page, gap)
    title = title_of(page, gap, floor, number)
    if title is None:
        return Head(_untitled_start(page, gap, floor), None)
    start = title
    while start > floor and _leads(page, gap, start - 1, title):
        start -= 1
    counted = next((i for i in range(floor, title) if i in page.numbers), start)
    return Head(min(counted, _block_start(page, gap, floor, start)), title)


def _untitled_start(page: Page, gap: Gap, floor: int) -> int:
    """Where the header of a text without a headline begins: its header lines, with buttons and writers between them."""
    start = top = gap.end
    while top > floor:
        item = page.items[top - 1]
        meta = item.kind == "meta" and not belongs_above(page, gap, top - 1)
        if not meta and item.side != "head" and not (item.kind == "short" and is_writer(item.line.text)):
            break
        top -= 1
        start = top if meta else start
    return start


def _block_start(page: Page, gap: Gap, floor: int, start: int) -> int:
    """Where the lines begin that stand glued above a header, if one of them gives a date or an outlet."""
    items, top = page.items, start
    if start - floor <= BOXED and _is_boxed(page, gap, floor, start):
        return floor
    while (
        top > floor and start - top < BLOCK and items[top].line.blanks == 0 and items[top - 1].kind in ("meta", "short")
    ):
        top -= 1
    said = any(f.name in ("date", "outlet") for item in items[top:start] for f in item.found)
    above = any(belongs_above(page, gap, i) for i in range(top, start))
    return top if said and not above and (items[top].line.blanks > 0 or top == 0) else start


def _is_boxed(page: Page, gap: Gap, floor: int, start: int) -> bool:
    """Whether what stands between a rule and a header's first line dates the article, and so is header too."""
    items = page.items
    lines = items[floor:start]
    ruled = floor > gap.start and items[floor - 1].kind in ("rule", "end")
    return (
        ruled
        and all(item.kind in ("meta", "short") for item in lines)
        and any(item.is_date for item in lines)
        and not any(belongs_above(page, gap, i) for i in range(floor, start))
    )


def without_masthead(items: list[Item], heads: list[Head], numbered: bool = False) -> Head:
    """The first header of a page without what only the page says above it: its name, its day.

    The headers of the other articles show how many lines stand above a headline; a header that gives its outlet below
    the headline, a blank line above it, has none there.
    """
    first = _below_digest(items, heads[0], numbered)
    if first.title is None or (first.start and items[first.start - 1].kind in ("rule", "end")):
        return first
    leads = [head.title - head.start for head in heads[1:] if head.title is not None]
    if not any(item.is_date or any(f.name == "outlet" for f in item.found) for item in items[first.title + 1 :]):
        return first
    below = items[first.title + 1 : first.title + 4]
    named = any(f.name == "outlet" for item in below if item.kind == "meta" for f in item.found)
    if not leads and not (named and items[first.title].line.blanks > 0):
        return first
    start = max(first.start, first.title - max(leads, default=0))
    return Head(_glued_start(items, first.start, start), first.title)


def _glued_start(items: list[Item], top: int, start: int) -> int:
    """Where the lines begin that are glued above a header and say what an article's header says, or announce it."""
    if start > top and items[start - 1].line.text[-1] in ":：" and _is_of_article(items[start - 1]):
        start -= 1
    glued = start
    while glued > top and items[glued].line.blanks == 0:
        glued -= 1
        if _is_of_article(items[glued]):
            start = glued
    return start


def _is_of_article(item: Item) -> bool:
    """Whether a line is a label, a byline, or names outlet and day together."""
    kind = item.header.kind if item.header else ""
    return kind in ("label", "byline") or {"outlet", "date"} <= {f.name for f in item.found}


def _below_digest(items: list[Item], first: Head, numbered: bool) -> Head:
    """The first header without the lines of the digest that it opens, and those above its number where all have one."""
    if first.title is None:
        return first
    top = first.start
    while top > 0 and items[top].line.blanks == 0 and items[top - 1].kind in ("short", "meta"):
        top -= 1
    above = range(top, first.title)
    counts = [i for i in above if numbered and (header := items[i].header) and header.kind == "number"]
    start = counts[-1] if counts else first.start
    if digest := [i for i in above if is_digest(items[i].line.text)]:
        below = digest[-1] + 1
        while below < first.title and items[below].line.blanks == 0:
            below += 1
        start = max(start, below if below < first.title or items[first.title].line.blanks else digest[-1] + 1)
    return Head(start, first.title)


def _floor(page: Page, gap: Gap) -> int:
    """The last end mark, rule or site phrase of a gap with something behind it; a header stands below it."""
    floor = gap.start
    for i in range(gap.start, gap.end):
        item = page.items[i]
        rest = page.items[i + 1 : gap.end]
        hard = item.kind == "end" or item.side == "tail" or (item.kind == "rule" and any(map(_may_open, rest)))
        closing = item.kind == "copyright" and not any(r.header and r.header.kind == "label" for r in rest)
        signed = gap.start > 0 and signs(page.items, i, page.footers)
        if hard or (signed and any(map(_may_open, rest))) or (closing and any(may_be_title(r) for r in rest)):
            floor = i + 1
    if any(_may_open(r) or r.is_date for r in page.items[floor : gap.end]) or begins_with_dateline(page.items[gap.end]):
        return floor
    return gap.start


def _may_open(item: Item) -> bool:
    """Whether a line below a rule may be a headline, be it of two small words: "Support us"."""
    return may_be_title(item) or (item.kind == "short" and item.line.words >= 2)


def _leads(page: Page, gap: Gap, i: int, title: int) -> bool:
    """Whether the item before a header's first line belongs to the header too."""
    item, items = page.items[i], page.items
    if item.kind == "meta":
        return not belongs_above(page, gap, i)
    if item.kind == "bullet":
        return any(same(item.text, other.line.text) for other in items[max(gap.start, i - 3) : i])
    if item.kind == "short":
        kicker = item.line.words <= 2 and item.line.text.isupper() and items[i + 1].line.blanks == 0
        named = items[i + 1].line.blanks == 0 and is_paper_line(item)
        return item.key == items[title].key or is_outlet_line(page, gap, i) or kicker or named
    return item.side == "head" and i > gap.start and _leads(page, gap, i - 1, title)


def belongs_above(page: Page, gap: Gap, i: int) -> bool:
    """Whether a header line closes the article above rather than opening the one below."""
    item, items = page.items[i], page.items
    if gap.start == 0:
        return False
    if item.header and (item.header.kind == "credit" or (item.header.kind == "byline" and item.line.text[0] in "-—")):
        return True
    if shape(item) in page.footers:
        return True
    if item.header and (item.header.kind == "url" or (item.header.kind in ("label", "date") and i == gap.start)):
        after = items[i + 1] if i + 1 < len(items) else None
        return after is not None and item.line.blanks < after.line.blanks
    return False
