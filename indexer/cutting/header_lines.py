"""What is each line of a header: headline, its echo, outlet, day, author, or nothing of the article?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import replace

from indexer import dates
from indexer.cutting.boilerplate import is_section
from indexer.cutting.boundaries import Gap
from indexer.cutting.found import Found
from indexer.cutting.gaps import Page, is_outlet_line, is_paper_line
from indexer.cutting.headers import same
from indexer.cutting.heads import Head
from indexer.cutting.items import Item
from indexer.cutting.papers import is_paper, is_writer, told_apart
from indexer.cutting.pieces import is_capital, pieces
from indexer.cutting.unnamed import is_no_name

_IN_BRACKETS = re.compile(r"[(\[]\s*([^\W\d_][^()\[\]]{2,40}?)\s*[)\]]")


def assign_head(page: Page, head: Head, stop: int, number: int) -> None:
    items = page.items
    gap = Gap(head.start, stop)
    verses = _verses(items, head, stop)
    below = _days(items[head.title : stop]) if head.title is not None else set()
    papers = any(is_paper_line(item) for item in items[head.start : stop])
    for i in range(head.start, stop):
        item = items[i]
        if i == head.title:
            item.put("title", number)
        elif below and head.title is not None and i < head.title and item.is_date and _names_other_day(item, below):
            item.put("boilerplate", rule="date of the page")
        elif item.kind == "short" and head.title is not None and item.key == items[head.title].key:
            item.put("echo", number)
        elif i >= verses:
            item.put("text", number)
        elif item.kind == "short" and is_outlet_line(page, gap, i):
            item.found = _named(item) if is_paper_line(item) or not papers else []
            item.put("meta", number)
        elif item.kind == "short" and i - 1 == head.title and (name := _IN_BRACKETS.fullmatch(item.line.text)):
            item.found = [Found("outlet", *name.span(1))] if is_capital(name[1]) else []
            item.put("meta", number)
        elif item.kind in ("meta", "copyright", "short"):
            item.put("meta", number)
        elif item.kind == "bullet":
            _outlet_echo(items, i, head.start)
            item.put("meta", number)
        else:
            item.put("boilerplate", rule=item.rule or item.kind)
    _outlet_after_date(items, head, stop)


def _named(item: Item) -> list[Found]:
    """The outlet that a line of its own names, without the number before it and the place behind; behind a writer's
    name stands his paper, behind a paper's its section."""
    text, start = item.line.text, len(item.line.text) - len(item.text)
    found = told_apart(text, pieces(text, start, len(text)))
    names = [f for f in found if f.name == "outlet"]
    if len(names) == 2 and text[names[0].end : names[1].start].strip(" -–—|,•·/") == "":
        signed = is_writer(text[names[0].start : names[0].end]) or is_paper(text[names[1].start : names[1].end])
        return [replace(names[0], name="author"), names[1]] if signed else [names[0]]
    if len(names) < 2 and found:
        return found
    return [] if is_no_name(item.text) or is_section(item.text) else [Found("outlet", start, len(text))]


def _verses(items: list[Item], head: Head, stop: int) -> int:
    """Where short lines begin that run into the body without a gap, a blank line above them: verses, a torn column."""
    start = stop
    floor = head.title + 1 if head.title is not None else head.start
    while start > floor and items[start - 1].kind == "short" and items[start].line.blanks == 0:
        start -= 1
    torn = any(item.line.text[:1].islower() for item in items[start + 1 : stop + 1])
    return start if stop - start >= 2 and torn and items[start].line.blanks > 0 else stop


def _names_other_day(item: Item, days: set[str]) -> bool:
    """Whether a dated line above a title that is dated below itself speaks for the page and not for the article."""
    if item.header is None or item.header.kind not in ("date", "label"):
        return False
    return not any(f.name == "outlet" for f in item.found) or days.isdisjoint(_days([item]))


def _days(items: Iterable[Item]) -> set[str]:
    """The days and ages that header lines name; days by their value, without the time."""
    return {
        (reading.value or "")[:10] or str(reading.ago or item.line.text[f.start : f.end])
        for item in items
        if item.is_date
        for f in item.found
        if f.name in ("date", "modified")
        for reading in dates.find_all(item.line.text[f.start : f.end]) or (dates.Reading(start=0, end=0),)
    }


def _outlet_echo(items: list[Item], i: int, start: int) -> None:
    """A bullet that repeats a short line of the header says that this line is the outlet."""
    for other in items[start:i]:
        if same(other.line.text, items[i].text) and other.kind == "short" and other.role == "meta":
            other.found = _named(other)


def _outlet_after_date(items: list[Item], head: Head, stop: int) -> None:
    """A short name beside the date, between title and text, is the outlet when no other line gives one."""
    header = [item for item in items[head.start : stop] if item.role == "meta"]
    if any(f.name == "outlet" for item in header for f in item.found):
        return
    for item, other in (*itertools.pairwise(header), *zip(header[1:], header, strict=False)):
        words = item.line.text.split()
        if (
            item.kind == "short"
            and other.is_date
            and len(words) <= 5
            and not is_writer(item.line.text)
            and not is_no_name(item.text)
            and not is_section(item.text)
            and all(w[0].isupper() or len(w) < 4 or not w[0].islower() for w in words)
        ):
            item.found = _named(item)
            return
