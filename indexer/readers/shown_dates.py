"""Which dates does a web page show, and which of them is that of its article?

It is marked as the day of publication, or stands by the heading or at the foot of the article: dates elsewhere on a
page are those of other articles.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain

from lxml import etree

from indexer import dates
from indexer.readers import maintext
from indexer.readers.beside import weight
from indexer.readers.blocks import Line
from indexer.readers.datelists import listed
from indexer.readers.datewords import CHANGED, SAID, TOLD, is_sentence, opening, own_dates
from indexer.readers.declared import folded

PUBLISHED_CLASS = re.compile(r"\bpublished\b|\bpub-?date|publish(?:ed)?[-_]?(?:date|at|time)\b|\bentry-date\b", re.I)
ASIDE = re.compile(
    r"comment|kommentar|relat|sidebar|widget|footer|recent|popular|teaser|promo|calend|archive|mostread|latest|trend"
    r"|more-|\bnav|menu|banner|slider|carousel|weather|recommend|upcoming|disqus|tweet|reply|ticker",
    re.I,
)
UNSET = frozenset({"1970-01-01", "1900-01-01", "1899-12-30"})
LOWER = frozenset({"nav", "footer", "aside", "form", "select"})
DIGIT = re.compile(r"\d|[٠-٩۰-۹]")
PUBLISH_DATA = re.compile(r"data-\w*publi", re.I)
LONGEST = 160
FOOTLINE = 40  # characters of a date at the foot, of a label
TOLD_AGO = 80  # characters of a line that tells how long ago something was
FOOT = 6  # lines below the article in which its date may stand
ALIKE = 2  # dated lines that are made alike: a list of other articles
PROSE = 220  # characters of a line that is running text
CLOSE = 6  # lines around it where the names of the elements do not matter
BEFORE, AFTER = 8, 22  # lines around the heading in which a printed date is the article's
DURATION = re.compile(r"\d+\s?[^\W\d_]+\.?")  # of reading
TITLE_DAY = re.compile(r"(?<!\d)(\d{1,2})[.\-/](\d{1,2})[.\-/]((?:19|20)\d\d)(?!\d)")
JSON_LD, META, WEAK_META, MARKED, FOLDERS, URL = 9.0, 8.0, 3.5, 7.0, 7.6, 7.5
PRINTED, NEAR, HEADED = 4.5, 3.0, 2.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A date as it stands, its day, and which kind of statement it is, by its weight.

    `aside`: it stands in a part of the page that belongs to other articles, by its names; `under`: under the heading.
    """

    raw: str
    day: str
    weight: float
    aside: bool = False
    under: bool = False


def day_of(raw: str, language: str = "und") -> str:
    """The ISO day that a string is, "" if it is none, or the zero of a clock that was not set."""
    reading = dates.parse(raw, language=language) if raw else None
    return reading.value[:10] if reading and reading.value and not _is_zero(reading.value) else ""


def _is_zero(value: str) -> bool:
    """Whether a time is the one from which programs count, or the first day of a calendar: it was never set."""
    if value[:10] in UNSET and value[10:] in ("", "T00:00:00"):
        return True
    if value[:10] not in ("1970-01-01", "1969-12-31"):
        return False
    moment = datetime.fromisoformat(value)
    return moment.tzinfo is not None and moment.timestamp() == 0


def printed(lines: Sequence[Line], language: str, title: str) -> Iterator[Mark]:
    """The dates of the article as the page marks and prints them; none that may be those of others."""
    at = heading_of(lines, title)
    around = set(lines[at].node.iterancestors()) if at is not None else set()
    stated = [(i, mark) for i, line in enumerate(lines) if line.stated for mark in _of_line(line, language, around)]
    others = listed(((lines[i].node, mark.day) for i, mark in stated), around)
    marked = [mark for i, mark in stated if mark.weight == MARKED and lines[i].node not in others]
    if marked:
        yield replace(min(marked, key=lambda m: m.aside), aside=False)
    if at is not None and (match := TITLE_DAY.search(title)) and (day := day_of(match[0], language)):
        yield Mark(match[0], day, HEADED)
    start, end = (max(0, at - BEFORE), _end(lines, at) + 1) if at is not None else (0, 0)
    if at is not None and any(_hides_its_day(line, language) for line in lines[at:end]):
        return
    near = [(i, m) for i in range(start, end) for m in _of_line(lines[i], language, around) if m.weight != MARKED]
    lists = listed(((lines[i].node, m.day) for i, m in (*stated, *near)), around)
    near = [(i, m) for i, m in near if lines[i].node not in lists]
    if at is not None and (close := _close(near, at)):
        yield replace(close, weight=PRINTED, aside=False)
        return
    every = [(line, m) for line in lines for m in _of_line(line, language, around) if m.weight != MARKED]
    lists = listed(((line.node, m.day) for line, m in every), around)
    every = [(line, m) for line, m in every if line.node not in lists]
    found = (
        _anywhere(every) or _only_stated(every, around) or (_at_foot(lines, every, title) if at is not None else None)
    )
    if found:
        yield Mark(found.raw, found.day, NEAR)


def ago(lines: Sequence[Line], language: str, title: str) -> str:
    """The words that say between heading and prose how long ago the article was published; "" if there are none."""
    at = heading_of(lines, title)
    below = lines[at + 1 : at + AFTER] if at is not None else []
    prose = [i for i, line in enumerate(below) if weight(line)]
    around = set(lines[at].node.iterancestors()) if at is not None else set()
    for line in below[: prose[1] if len(prose) > 1 else len(below)]:
        if len(line.text) > TOLD_AGO or 2 * line.linked > len(line.text) or is_aside(line.node, around):
            continue
        for reading in dates.find_all(line.text, language=language):
            words = line.text[reading.start : reading.end]
            if reading.ago and not DURATION.fullmatch(words) and not CHANGED.search(line.text[: reading.start]):
                return words
    return ""


def _close(near: Sequence[tuple[int, Mark]], at: int) -> Mark | None:
    """The date by the heading: the first below it, else the last above it."""
    after = [replace(m, under=True) for i, m in near if i >= at and (not m.aside or i < at + CLOSE)]
    before = [m for i, m in near if i < at and (not m.aside or i > at - CLOSE)]
    return next(iter([*after, *before[::-1]]), None)


def _anywhere(found: Sequence[tuple[Line, Mark]]) -> Mark | None:
    """The date that a line calls the day of publication; else the only one of the page, if its element is named so.

    A lone date in plain words is more often that of a thing: of a meeting, of a report.
    """
    told = [m for line, m in found if TOLD.search(line.text)]
    rest = [(line, m) for line, m in found if not m.aside]
    return told[0] if told else _only([m for _, m in rest]) if all(line.stated for line, _ in rest) else None


def _only_stated(found: Sequence[tuple[Line, Mark]], around: set[etree._Element]) -> Mark | None:
    """The only day that time elements state in the article element of the heading, where no other date stands."""
    if not all(m.aside for _, m in found):
        return None
    own = {step for step in around if step.tag == "article"}
    return _only([m for line, m in found if line.stated and not own.isdisjoint(line.node.iterancestors())])


def _at_foot(lines: Sequence[Line], found: Sequence[tuple[Line, Mark]], title: str) -> Mark | None:
    """The date that stands nearly alone below the article, if no list of dated lines begins with it."""
    prose = [line for line in maintext.article_lines(lines, title) if weight(line)]
    last = lines.index(prose[-1]) if prose else len(lines)
    below = set(lines[last : last + FOOT])
    kinds = Counter(_made(line) for line, _ in found)
    return next(
        (
            m
            for line, m in found
            if line in below and not m.aside and len(line.text) < FOOTLINE and kinds[_made(line)] < ALIKE
        ),
        None,
    )


def _made(line: Line) -> tuple[str, str, str]:
    """How a line is made: its tag, its names, those of what holds it."""
    above = line.node.getparent()
    return line.tag, line.node.get("class") or "", (above.get("class") or "") if above is not None else ""


def _only(found: Sequence[Mark]) -> Mark | None:
    """The first of these marks, if all are of one day."""
    return found[0] if len({m.day for m in found}) == 1 else None


def _end(lines: Sequence[Line], at: int) -> int:
    """Where the head of the article ends: after the second paragraph of running text."""
    prose = [i for i in range(at + 1, min(at + AFTER, len(lines))) if len(lines[i].text) > PROSE]
    return prose[1] if len(prose) > 1 else min(at + AFTER, len(lines) - 1)


def heading_of(lines: Sequence[Line], title: str) -> int | None:
    """Where the heading stands that is the title, else a line that is, else the first heading of the first rank."""
    key = folded(title)
    for i, line in enumerate(lines):
        text = folded(line.text) if line.is_heading and key else ""
        if text and (text == key or (len(text) > 12 and (text in key or key in text))):
            return i
    close = (i for i, line in enumerate(lines) if abs(len(line.text) - len(title)) < 10 and not line.linked)
    plain = (i for i in close if len(key) > 12 and folded(lines[i].text) == key)
    return next(chain(plain, (i for i, line in enumerate(lines) if line.tag == "h1" and line.text)), None)


def _exact(line: Line) -> tuple[str, bool, etree._Element]:
    """The time that a line states in an attribute, whether it is called the time of publication, and where."""
    exact, declared, at = "", False, line.node
    for node in line.stated:
        prop = node.get("itemprop") or node.get("property") or ""
        mark = node.get("class") or ""
        stated = node.get("datetime") or (node.get("content") if "date" in prop.lower() else None)
        if not stated and node.get("title") and re.search(r"\bpublished\b|\bdate", mark):
            stated = node.get("title")
        if not stated:
            stated = next((value for name, value in node.items() if PUBLISH_DATA.match(name)), None)
        known = "datepublished" in prop.lower() or node.get("pubdate") is not None
        published = known or bool(PUBLISHED_CLASS.search(mark))
        if stated and not declared and (published or not (exact or CHANGED.search(f"{prop} {mark}"))):
            exact, declared, at = stated, published, node
        elif published and not stated:
            declared, at = True, node
    return exact, declared, at


def _hides_its_day(line: Line, language: str) -> bool:
    """Whether the element of the day of publication shows only how long ago that was."""
    exact, declared, _ = _exact(line) if line.stated and DIGIT.search(line.text) else ("", False, line.node)
    return declared and not exact and not any(r.value for r in dates.find_all(line.text, language=language))


def _of_line(line: Line, language: str, around: set[etree._Element]) -> Iterator[Mark]:
    """The dates of a line, but not those of other articles, of comments and of changes."""
    short = len(line.text) <= LONGEST or (len(line.text) <= 2 * LONGEST and TOLD.search(line.text))
    text = line.text if short and DIGIT.search(line.text) else ""
    exact, declared, node = _exact(line) if line.stated else ("", False, line.node)
    if not (text or exact or opening(line.text)) or "modified" in (node.get("itemprop") or "").lower():
        return
    if not (declared or exact) and (is_sentence(text) or _is_caption(line)):
        return
    weight = MARKED if declared else NEAR
    if day := day_of(exact, language):
        before = text if len(text) < 80 else ""
        if not CHANGED.search(before) or SAID.search(before):
            yield Mark(exact, day, weight, is_aside(node, around))
        return
    if not text and (first := opening(line.text)) and (day := day_of(first, language)):
        yield Mark(first, day, NEAR, is_aside(node, around))
    for reading in own_dates(text, language, _label(line)) if text else ():
        yield Mark(text[reading.start : reading.end], str(reading.value)[:10], weight, is_aside(node, around))


def _is_caption(line: Line) -> bool:
    return line.tag == "figcaption" or next(line.node.iterancestors("figcaption"), None) is not None


def _label(line: Line) -> str:
    """The words of the term or cell of which a line is the value, "" if there are none."""
    named = line.node.getprevious() if line.tag in ("dd", "td") else None
    label = " ".join("".join(named.itertext()).split()) if named is not None else ""
    return f"{label} " if len(label) < FOOTLINE else ""


def is_aside(node: etree._Element, around: set[etree._Element]) -> bool:
    """Whether a node is in a part of the page that is not the article's: one that does not hold the heading."""
    for step in (node, *node.iterancestors()):
        if step in around:
            return False
        if step.tag in LOWER or ASIDE.search(f"{step.get('class') or ''} {step.get('id') or ''}"):
            return True
    return False
