"""What becomes of the lines between a body and the next header: its own end, its late headline, or nothing?"""

from __future__ import annotations

import itertools

from indexer.cutting.footers import signs
from indexer.cutting.found import Found
from indexer.cutting.gaps import Page, is_paper_line, may_be_title
from indexer.cutting.items import REPEATED, Item, overlap

_STOPS = (".", "!", "?", "؟", "。", "।", "۔")
"""What a sentence ends with."""


def assign_tail(page: Page, start: int, stop: int, number: int, has_title: bool) -> None:
    """What stands between a body and the next header: the body's own end, its late title, or nothing of an article."""
    tail = page.items[start:stop]
    for item in tail:
        item.put("boilerplate", rule=item.rule or ("end mark" if item.kind == "end" else item.kind))
    if number < 0:
        for item in tail:
            item.rule = item.rule if item.kind != "short" else "before the first article"
        return
    _late_title(_above(page, start, number), tail, number)
    for i, item in enumerate(tail):
        if item.role != "boilerplate" or item.article >= 0:
            continue
        direct = all(
            other.article == number or other.kind in ("rule", "end", "copyright") or other.side == "inline"
            for other in tail[:i]
        )
        signed = signs(page.items, start + i, page.footers) and not any(other.is_date for other in tail[:i])
        labelled = item.header is not None and item.header.kind == "label"
        if (item.header and item.header.kind == "credit" and item.kind == "meta") or (
            item.kind == "meta"
            and (
                signed
                or (direct and (page.footers or labelled or not item.is_date or _dates_the_page(page, stop, number)))
                or (stop == len(page.items) and number == 0 and item.header is not None and item.header.kind == "url")
            )
        ):
            item.put("meta", number)
        elif _signs_off(tail, i):
            item.found = item.found or [Found("outlet", 0, len(item.line.text))]
            item.put("meta", number)
        elif direct and item.kind in ("short", "bullet") and (_closes(item, tail, i) or _runs_on(tail, i)):
            item.put("text", number)
        elif item.kind in ("short", "bullet"):
            item.rule = "between articles"


def _signs_off(tail: list[Item], i: int) -> bool:
    """Whether a line stands between a dispatch and its end mark, and gives its day or its agency."""
    item, closed = tail[i], [j for j, other in enumerate(tail) if other.kind == "end"]
    if not closed or i > closed[-1] or any(map(_is_of_site, tail[: closed[-1]])):
        return False
    return item.is_date or is_paper_line(item)


def _is_of_site(item: Item) -> bool:
    """Whether a line is text, or a phrase of the site; what comes again below the texts may be the agency's name."""
    return item.kind == "prose" or (item.kind == "boiler" and item.rule != REPEATED)


def _dates_the_page(page: Page, stop: int, number: int) -> bool:
    """Whether a date below the only article of a page, which has none above, is its own."""
    return number == 0 and stop == len(page.items) and not any(i.is_date for i in page.items if i.article == number)


def _runs_on(tail: list[Item], i: int) -> bool:
    """Whether a short line is one of several that go on from a body without a gap, in the middle of its sentences."""
    run = list(itertools.takewhile(lambda o: o.kind == "short" and o.line.blanks == 0, tail))
    return i < len(run) and len(run) >= 2 and any(other.line.text[:1].islower() for other in run)


def _closes(item: Item, tail: list[Item], i: int) -> bool:
    """Whether a short line right below a body is its last line: a sentence, or a list that goes on from the text."""
    if item.line.text.rstrip("\"'”’»)").endswith(_STOPS) and item.line.words >= 2:
        return True
    return item.kind == "bullet" and item.line.blanks <= 1 and len(tail) - i <= 8 and item.line.words >= 5


def _above(page: Page, start: int, number: int) -> list[Item]:
    """The lines of an article that ends at a place: they are sought from there up to the article before."""
    found: list[Item] = []
    for i in range(start - 1, -1, -1):
        item = page.items[i]
        if 0 <= item.article < number:
            break
        if item.article == number:
            found.append(item)
    return found[::-1]


def _late_title(article: list[Item], tail: list[Item], number: int) -> None:
    """A headline below the body that has none above, with its bullets: it shares words with that body."""
    if any(item.role == "title" for item in article):
        return
    body = " ".join(item.line.text for item in article if item.role == "text")[:6000]
    for i, item in enumerate(tail):
        if item.kind != "short" or not may_be_title(item) or overlap(item.text, body) < 0.5 or item.line.words < 3:
            continue
        item.put("title", number)
        for other in tail[i + 1 :]:
            if other.key == item.key:
                other.put("echo", number)
            elif other.kind == "bullet":
                other.put("meta", number)
            else:
                break
        return
