"""When does a web page say that its article was published? Declared, marked or printed; never when it was changed.

Each kind of statement has a weight, and the day with the most weight wins. Where only one of them speaks, it must stand
by the heading or at the foot of the article: dates elsewhere on a page are those of other articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from indexer import dates
from indexer.readers.blocks import Line
from indexer.readers.declared import MODIFIED, PUBLISHED, Declared, text_of
from indexer.readers.shown_dates import (
    FOLDERS,
    HEADED,
    JSON_LD,
    MARKED,
    META,
    PRINTED,
    URL,
    WEAK_META,
    Mark,
    day_of,
    heading_of,
    is_aside,
    printed,
)

LAST = re.compile(  # the page itself was changed, not a thing that it speaks of
    r"\b(?:(?:last|date of last) (?:modified|updated?|edited|changed|revis\w+)|updated"
    r"|(?:zuletzt|letzte) \w*(?:aktualisier|änder)\w*|aktualisiert|diese seite wurde zuletzt|stand"
    r"|mis à jour|dernière (?:mise à jour|modification)|actualizad[oa]|aggiornat[oa]|ultimo aggiornamento"
    r"|última (?:actualización|modificación|atualização)|bijgewerkt|son güncelleme|обновлено|آخر تحديث)\b",
    re.I,
)
FOLDER_DAY = re.compile(r"/(?:19|20)\d\d/\d{1,2}/\d{1,2}(?!\d)")
WHOLE_YEAR = 365  # days after which a change is no correction: the article was written anew
PUBLISH_NAME = re.compile(r"(?<!re)(?<!un)publi|pubd")  # in the names of meta elements of all makers
TITLE_END = re.compile(r"\s[|·•]\s([^|·•]{6,20})$")  # the last part of a title that a program put together
ZONES = 2  # days by which two statements of one moment may differ
LONGEST = 160  # characters of a line that says when a page was changed
UTC_TIME = re.compile(r"T(\d\d):\d\d.*(?:Z|[+-]00:?00)$|(\d\d):\d\d(?::\d\d)? (?:GMT|UTC)$")


def published(lines: Sequence[Line], said: Declared, language: str, title: str) -> str:
    """The words that give the day of publication; "" if none can be trusted."""
    marks = list(_declared(said))
    if not _settled(marks):
        marks += printed(lines, language, title)
    best = _best(marks)
    if best is None or _contradicted(best, marks, {day_of(raw) for raw in _changes(said)}):
        return ""
    if best.weight == WEAK_META and "" < day_of(changed(lines, said, language, title), language) < best.day:
        return ""  # nothing is published after its last change: this "date" is that of a file or of a visit
    return _local(best, marks).raw


def changed(lines: Sequence[Line], said: Declared, language: str, title: str) -> str:
    """The words that give the day of the last change, for a page that does not tell when it was published."""
    if found := next((raw for raw in _changes(said) if day_of(raw)), ""):
        return found
    at = heading_of(lines, title)
    around = set(lines[at].node.iterancestors()) if at is not None else set()
    told = [line for line in lines if len(line.text) <= LONGEST and LAST.search(line.text)]
    own = [line for line in told if not is_aside(line.node, around)] or told
    texts = [line.text for line in own]
    raws = [text[r.start : r.end] for text in texts for r in dates.find_all(text, language=language) if r.value]
    return raws[0] if raws and len({day_of(raw, language) for raw in raws}) == 1 else ""


def _changes(said: Declared) -> list[str]:
    """The times of change that a page declares, as they stand; "" for one that it leaves out."""
    named = [text_of(node.get("dateModified")) for node in (said.article, said.page)]
    return named + [said.first(name) for name in MODIFIED]


def _settled(marks: list[Mark]) -> bool:
    """Whether two kinds of declaration agree, and no other day is possible in another zone."""
    days = {m.day for m in marks}
    late = any((match := UTC_TIME.search(m.raw)) and not 5 <= int(match[1] or match[2]) < 20 for m in marks)
    return len(marks) > 1 and len(days) == 1 and not late


def _best(marks: list[Mark]) -> Mark | None:
    """The mark whose day has the most weight; where a page declares two days of publication, the first was it.

    The folders of an address are made when the article is first published, so an earlier day in them goes before what
    is declared; other digits in it may be a number or the day of an event. Of two declared days that follow each other,
    one moment in two zones, the one that is shown is the outlet's.
    """
    weights: dict[str, float] = {}
    for day, weight in {(m.day, m.weight) for m in marks}:
        weights[day] = weights.get(day, 0) + weight
    best = max(marks, key=lambda m: (weights[m.day], m.weight), default=None)
    if best is None:
        return None
    first = next((m for m in marks if m.weight == FOLDERS and m.day < best.day and _apart(m, best) > 1), None)
    if first:
        return first
    said = min((m for m in marks if m.weight in (JSON_LD, META)), key=lambda m: m.day, default=None)
    shown = {m.day for m in marks if m.weight in (MARKED, PRINTED)} == {best.day}
    if said is None or said.day >= best.day or weights[best.day] <= FOLDERS:
        return best
    twice = any(m.day == best.day and m.weight in (JSON_LD, META) for m in marks)
    return best if shown and twice and _apart(said, best) == 1 else said


def _contradicted(best: Mark, marks: list[Mark], changes: set[str]) -> bool:
    """Whether linked data alone give a day, and the page another: it was written anew, or is a thread of many."""
    if best.weight != JSON_LD or any(m.day == best.day and m.weight != JSON_LD for m in marks):
        return False
    others = [m for m in marks if (_apart(m, best) > WHOLE_YEAR if m.day in changes else _rivals(m, best))]
    return bool(others) and not any(_turned(m, best) for m in marks)


def _rivals(mark: Mark, best: Mark) -> bool:
    """Whether a page shows under its heading that its day is another one; above it may stand the day of the visit."""
    return mark.under and mark.weight == PRINTED and _apart(mark, best) > ZONES


def _turned(one: Mark, other: Mark) -> bool:
    """Whether two days are one, read with the month or with the day first."""
    year, month, day = one.day.split("-")
    return other.day == f"{year}-{day}-{month}"


def _apart(one: Mark, other: Mark) -> int:
    """How many days lie between the days of two marks."""
    return abs((date.fromisoformat(one.day) - date.fromisoformat(other.day)).days)


def _local(best: Mark, marks: list[Mark]) -> Mark:
    """A time in UTC may lie on the day before or after the outlet's own: the printed day or the address tells."""
    if not UTC_TIME.search(best.raw):
        return best
    day = date.fromisoformat(best.day)
    beside = {(day + timedelta(days=n)).isoformat() for n in (-1, 1)}
    near = [m for m in marks if m.day in beside and m.weight in (FOLDERS, URL, PRINTED)]
    same = [m for m in marks if m.day == best.day and m.weight in (FOLDERS, URL, PRINTED)]
    return near[0] if near and not same else best


def _declared(said: Declared) -> Iterator[Mark]:
    for node in (said.article, said.page):
        if day := day_of(raw := text_of(node.get("datePublished") or node.get("dateCreated"))):
            yield Mark(raw, day, JSON_LD if node is said.article else WEAK_META)
            break
    else:
        raws = [raw for node in said.nodes if (raw := text_of(node.get("datePublished"))) and day_of(raw)]
        if len({day_of(raw) for raw in raws}) == 1:
            yield Mark(raws[0], day_of(raws[0]), WEAK_META)
    for rank, name in enumerate(PUBLISHED):
        for raw in said.meta.get(name, [])[:1]:
            if day := day_of(raw):
                yield Mark(raw, day, META if rank < 20 else WEAK_META)
    for name, raws in said.meta.items():
        if PUBLISH_NAME.search(name) and name not in PUBLISHED and (day := day_of(raws[0])):
            yield Mark(raws[0], day, WEAK_META)
    if (end := TITLE_END.search(said.title)) and (day := day_of(end[1])):
        yield Mark(end[1], day, HEADED)
    if said.url and (found := dates.resolve((), captured=None, url=said.url)).value:
        yield Mark(found.value[:10], found.value[:10], FOLDERS if FOLDER_DAY.search(said.url) else URL)
