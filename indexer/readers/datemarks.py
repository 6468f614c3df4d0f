"""When does a web page say that its article was published? Declared, marked or printed; never when it was changed.

Each kind of statement has a weight, and the day with the most weight wins. Where only one of them speaks, it must stand
by the heading: dates elsewhere on a page are those of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lxml import etree

from indexer import dates
from indexer.readers.blocks import Line
from indexer.readers.declared import MODIFIED, PUBLISHED, Declared, folded, text_of

CHANGED = re.compile(
    r"\b(?:modifi|updat|last|revis|edited|changed|aktualis|geändert|änderung|stand\b|mis à jour|màj|maj\b|actualiz"
    r"|aggiorn|bijgewerkt|güncel|обнов|expire|event|veranstaltung|birth|geboren|born|deadline|copyright)|©|تحديث|به‌روز",
    re.I,
)
LAST = re.compile(  # the page itself was changed, not a thing that it speaks of
    r"\b(?:(?:last|date of last) (?:modified|updated?|edited|changed|revis\w+)|updated"
    r"|(?:zuletzt|letzte) \w*(?:aktualisier|änder)\w*|aktualisiert|diese seite wurde zuletzt|stand"
    r"|mis à jour|dernière (?:mise à jour|modification)|actualizad[oa]|aggiornat[oa]|ultimo aggiornamento"
    r"|última (?:actualización|modificación|atualização)|bijgewerkt|son güncelleme|обновлено|آخر تحديث)\b",
    re.I,
)
SAID = re.compile(
    r"publi|\bpost|erstellt|veröffent|geschrieben|written|created|erschienen|\bpar\b|wurde am|\bnews\b", re.I
)
TOLD = re.compile(
    r"(?:published|publié\w*|veröffentlicht|erschienen|posted|gepostet|publicado|pubblicato)\b.{0,12}\d"
    r"|wurde am \d|\bentry was posted"
    r"|(?:written|posted|submitted|created|geschrieben|gespeichert|eingetragen|verfasst|erstellt|escrito|scritto|écrit)"
    r" (?:by|von|por|da|par)\b.{2,60}\d",
    re.I,
)
PUBLISHED_CLASS = re.compile(r"\bpublished\b|\bpub-?date|publish(?:ed)?-?(?:date|at|time)\b|\bentry-date\b", re.I)
ASIDE = re.compile(
    r"comment|kommentar|relat|sidebar|widget|footer|recent|popular|teaser|promo|calend|archive|mostread|latest|trend"
    r"|more-|\bnav|menu|banner|slider|carousel|weather|recommend|upcoming|disqus|tweet|reply|ticker",
    re.I,
)
LOWER = frozenset({"nav", "footer", "aside", "form", "select"})
DIGIT = re.compile(r"\d|[٠-٩۰-۹]")
OPENING = re.compile(r"\(?(\d{1,2}\. ?(?:\d{1,2}\.|[^\W\d_]{3,9}) ?\d{4}|\d{4}-\d\d-\d\d)\)?[\s:–—-]")  # a paragraph
LONGEST = 160
PROSE = 220  # characters of a line that is running text
CLOSE = 6  # lines around it where the names of the elements do not matter
BEFORE, AFTER = 14, 22  # lines around the heading in which a printed date is the article's
UTC_TIME = re.compile(r"T(\d\d):\d\d.*(?:Z|[+-]00:?00)$|(\d\d):\d\d(?::\d\d)? (?:GMT|UTC)$")
TITLE_DAY = re.compile(r"(?<!\d)(\d{1,2})[.\-/](\d{1,2})[.\-/]((?:19|20)\d\d)(?!\d)")
JSON_LD, META, WEAK_META, MARKED, URL, PRINTED, NEAR, HEADED = 9.0, 8.0, 3.5, 7.0, 7.5, 4.5, 3.0, 2.5


@dataclass(frozen=True, slots=True)
class Mark:
    """A date as it stands, its day, and which kind of statement it is, by its weight.

    `aside`: it stands in a part of the page that belongs to other articles, by its names.
    """

    raw: str
    day: str
    weight: float
    aside: bool = False


def published(lines: Sequence[Line], said: Declared, language: str, title: str) -> str:
    """The words that give the day of publication; "" if none can be trusted."""
    marks = list(_declared(said))
    if not _settled(marks):
        marks += _printed(lines, language, title)
    best = _best(marks)
    return _local(best, marks).raw if best else ""


def changed(lines: Sequence[Line], said: Declared, language: str, title: str) -> str:
    """The words that give the day of the last change, for a page that does not tell when it was published."""
    named = [text_of(node.get("dateModified")) for node in (said.article, said.page)]
    named += [said.first(name) for name in MODIFIED]
    if found := next((raw for raw in named if _day(raw)), ""):
        return found
    at = _heading(lines, title)
    around = set(lines[at].node.iterancestors()) if at is not None else set()
    told = [line for line in lines if len(line.text) <= LONGEST and LAST.search(line.text)]
    own = [line for line in told if not _is_aside(line.node, around)] or told
    texts = [line.text for line in own]
    raws = [text[r.start : r.end] for text in texts for r in dates.find_all(text, language=language) if r.value]
    return raws[0] if raws and len({_day(raw, language) for raw in raws}) == 1 else ""


def _settled(marks: list[Mark]) -> bool:
    """Whether two kinds of declaration agree, and no other day is possible in another zone."""
    days = {m.day for m in marks}
    late = any((match := UTC_TIME.search(m.raw)) and not 5 <= int(match[1] or match[2]) < 20 for m in marks)
    return len(marks) > 1 and len(days) == 1 and not late


def _best(marks: list[Mark]) -> Mark | None:
    """The mark whose day has the most weight; where a page declares two days of publication, the first was it."""
    weights: dict[str, float] = {}
    for day, weight in {(m.day, m.weight) for m in marks}:
        weights[day] = weights.get(day, 0) + weight
    best = max(marks, key=lambda m: (weights[m.day], m.weight), default=None)
    said = min((m for m in marks if m.weight in (JSON_LD, META)), key=lambda m: m.day, default=None)
    return said if said and best and said.day < best.day and weights[best.day] > URL else best


def _local(best: Mark, marks: list[Mark]) -> Mark:
    """A time in UTC may lie on the day before or after the outlet's own: the printed day or the address tells."""
    if not UTC_TIME.search(best.raw):
        return best
    day = date.fromisoformat(best.day)
    beside = {(day + timedelta(days=n)).isoformat() for n in (-1, 1)}
    near = [m for m in marks if m.day in beside and m.weight in (URL, PRINTED)]
    same = [m for m in marks if m.day == best.day and m.weight in (URL, PRINTED)]
    return near[0] if near and not same else best


def _declared(said: Declared) -> Iterator[Mark]:
    for node in (said.article, said.page):
        if day := _day(raw := text_of(node.get("datePublished") or node.get("dateCreated"))):
            yield Mark(raw, day, JSON_LD if node is said.article else WEAK_META)
            break
    else:
        raws = [raw for node in said.nodes if (raw := text_of(node.get("datePublished"))) and _day(raw)]
        if len({_day(raw) for raw in raws}) == 1:
            yield Mark(raws[0], _day(raws[0]), WEAK_META)
    for rank, name in enumerate(PUBLISHED):
        for raw in said.meta.get(name, [])[:1]:
            if day := _day(raw):
                yield Mark(raw, day, META if rank < 20 else WEAK_META)
    if said.url and (found := dates.resolve((), captured=None, url=said.url)).value:
        yield Mark(found.value[:10], found.value[:10], URL)


def _day(raw: str, language: str = "und") -> str:
    reading = dates.parse(raw, language=language) if raw else None
    return reading.value[:10] if reading and reading.value else ""


def _printed(lines: Sequence[Line], language: str, title: str) -> Iterator[Mark]:
    at = _heading(lines, title)
    around = set(lines[at].node.iterancestors()) if at is not None else set()
    stated = [(i, mark) for i, line in enumerate(lines) if line.stated for mark in _of_line(line, language, around)]
    marked = [mark for _, mark in stated if mark.weight == MARKED]
    if marked:
        yield replace(min(marked, key=lambda m: m.aside), aside=False)
    if at is not None and (match := TITLE_DAY.search(title)) and (day := _day(match[0], language)):
        yield Mark(match[0], day, HEADED)
    start, end = (max(0, at - BEFORE), _end(lines, at) + 1) if at is not None else (0, 0)
    near = [(i, m) for i in range(start, end) for m in _of_line(lines[i], language, around) if m.weight != MARKED]
    if at is not None and (close := _close(near, at)):
        yield Mark(close.raw, close.day, PRINTED)
        return
    every = [(line, m) for line in lines for m in _of_line(line, language, around) if m.weight != MARKED]
    yield from _anywhere(every)


def _close(near: Sequence[tuple[int, Mark]], at: int) -> Mark | None:
    """The date by the heading: the first below it, else the last above it."""
    after = [m for i, m in near if i >= at and (not m.aside or i < at + CLOSE)]
    before = [m for i, m in near if i < at and (not m.aside or i > at - CLOSE)]
    return next(iter([*after, *before[::-1]]), None)


def _anywhere(found: Sequence[tuple[Line, Mark]]) -> Iterator[Mark]:
    """The date that a line calls the day of publication; else the only one of the page."""
    told = [m for line, m in found if TOLD.search(line.text)]
    rest = [m for _, m in found if not m.aside]
    if told:
        yield Mark(told[0].raw, told[0].day, NEAR)
    elif len({m.day for m in rest}) == 1:
        yield Mark(rest[0].raw, rest[0].day, NEAR)


def _end(lines: Sequence[Line], at: int) -> int:
    """Where the head of the article ends: after the second paragraph of running text."""
    prose = [i for i in range(at + 1, min(at + AFTER, len(lines))) if len(lines[i].text) > PROSE]
    return prose[1] if len(prose) > 1 else min(at + AFTER, len(lines) - 1)


def _heading(lines: Sequence[Line], title: str) -> int | None:
    """Where the heading stands that is the title, else the first of the first rank."""
    key = folded(title)
    for i, line in enumerate(lines):
        text = folded(line.text) if line.is_heading and key else ""
        if text and (text == key or (len(text) > 12 and (text in key or key in text))):
            return i
    return next((i for i, line in enumerate(lines) if line.tag == "h1" and line.text), None)


def _exact(line: Line) -> tuple[str, bool, etree._Element]:
    """The time that a line states in an attribute, whether it is called the time of publication, and where."""
    exact, declared, at = "", False, line.node
    for node in line.stated:
        prop = node.get("itemprop") or node.get("property") or ""
        mark = node.get("class") or ""
        stated = node.get("datetime") or (node.get("content") if "date" in prop.lower() else None)
        if not stated and node.get("title") and re.search(r"\bpublished\b|\bdate", mark):
            stated = node.get("title")
        known = "datepublished" in prop.lower() or node.get("pubdate") is not None
        published = known or bool(PUBLISHED_CLASS.search(mark))
        if stated and not declared and (published or not (exact or CHANGED.search(f"{prop} {mark}"))):
            exact, declared, at = stated, published, node
        elif published and not stated:
            declared, at = True, node
    return exact, declared, at


def _of_line(line: Line, language: str, around: set[etree._Element]) -> Iterator[Mark]:
    """The dates of a line, but not those of other articles, of comments and of changes."""
    short = len(line.text) <= LONGEST or (len(line.text) <= 2 * LONGEST and TOLD.search(line.text))
    text = line.text if short and DIGIT.search(line.text) else ""
    exact, declared, node = _exact(line) if line.stated else ("", False, line.node)
    if not (text or exact or OPENING.match(line.text)) or "modified" in (node.get("itemprop") or "").lower():
        return
    weight = MARKED if declared else NEAR
    if day := _day(exact, language):
        before = text if len(text) < 80 else ""
        if not CHANGED.search(before) or SAID.search(before):
            yield Mark(exact, day, weight, _is_aside(node, around))
        return
    position = 0
    if not text and (opening := OPENING.match(line.text)) and (day := _day(opening[1], language)):
        yield Mark(opening[1], day, NEAR, _is_aside(node, around))
    for reading in dates.find_all(text, language=language) if text else ():
        before, position = text[position : reading.start], reading.end
        if reading.value and not reading.ago and not CHANGED.search(before) and not dates.is_refused(text):
            yield Mark(text[reading.start : reading.end], reading.value[:10], weight, _is_aside(node, around))


def _is_aside(node: etree._Element, around: set[etree._Element]) -> bool:
    """Whether a node is in a part of the page that is not the article's: one that does not hold the heading."""
    for step in (node, *node.iterancestors()):
        if step in around:
            return False
        if step.tag in LOWER or ASIDE.search(f"{step.get('class') or ''} {step.get('id') or ''}"):
            return True
    return False
