"""Which country does each word of an article mean? A name can mean several; the rest of the article decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indexer.gazetteer import Tables
from indexer.placing.guards import is_person, is_weak
from indexer.placing.places import HUGE, STRONG, Reading, Readings, patterns, readings
from search.article import Zone

SURE = frozenset({"name", "historic state", "demonym", "capital"})
_PLACES = frozenset({"city", "region", "capital"})
_PREPOSITIONS = (" in ", " from ", " to ", " near ", " at ", "In ", "From ", " across ", " outside ", " of ")


@dataclass(slots=True)
class Spotted:
    """A word that can mean a country, and where it stands. `reading` is what it means, once that is decided."""

    zone: Zone
    start: int
    end: int
    readings: Readings
    weak: bool = False
    reading: Reading | None = None


def spot(text: str, zone: Zone, head: int, language: str, tables: Tables) -> list[Spotted]:
    """The words of a zone that can mean a country; `text[:head]` is the dateline. People's names are left out."""
    matches = [m for m in patterns(tables, language).find(text) if m.value]
    people = {text[m.start : m.end] for m in matches if is_person(text, m.start, m.end, tables)}
    shouted = zone == "title" and text.isupper()
    return [
        Spotted("dateline" if start < head else zone, start, end, readings(value), is_weak(text, start, end))
        for start, end, value in matches
        if not (shouted and text[start:end] == "US")
        and text[start - 1 : start] != "<"  # the name or the exchange's code of a company: <UK>, <Holland Systems>
        and not (text[start:end] in people and not text.endswith(_PREPOSITIONS, max(0, start - 9), start))
    ]


def decide(spotted: Sequence[Spotted], dateline: str | None, tables: Tables) -> str | None:
    """Gives every word its reading, or none. Returns the dateline's country as the article's time had it.

    A city or region counts when something else speaks for its country, when everybody knows it, or when three
    different ones stand for the same country. Where a former state is named and not its successor, the successor's
    cities are the former state's: Moscow beside "Soviet" is in the Soviet Union.
    """
    support, local = _support(spotted, dateline)
    former = _former(support, tables)
    doubtful: dict[str, set[Readings]] = {}
    for i, s in enumerate(spotted):
        reading = _chosen(s, spotted[i + 1] if i + 1 < len(spotted) else None, support, local)
        if reading.code in former and reading.rule in _PLACES:
            reading = reading._replace(code=former[reading.code])
        s.reading = reading
        if not _counts(reading, support):
            doubtful.setdefault(reading.code, set()).add(s.readings)
    for s in spotted:
        if s.reading and len(doubtful.get(s.reading.code, "...")) < 3 and not _counts(s.reading, support):
            s.reading = None
    return former.get(dateline, dateline) if dateline else None


def _support(spotted: Sequence[Spotted], dateline: str | None) -> tuple[Counter[str], Counter[str]]:
    """How often each country is named beyond doubt, and how often as only its own local news does."""
    support: Counter[str] = Counter([dateline] if dateline else [])
    local: Counter[str] = Counter()
    for s in spotted:
        first = s.readings[0]
        if len(s.readings) == 1:
            at_home = first.rule == "local institution" or (first.rule == "region" and first.population >= STRONG)
            if at_home:
                local[first.code] += 1
            if at_home or first.rule in SURE:
                support[first.code] += 1
    return support, local


def _former(support: Counter[str], tables: Tables) -> dict[str, str]:
    """Successor -> former state, where the article names the former one at least as often."""
    return {
        after: state
        for state, successors in tables.successors.items()
        if support[state] and len(successors) > 1  # East Germany ended in a state that stood beside it
        for after in successors
        if support[after] <= support[state]
    }


def _chosen(s: Spotted, after: Spotted | None, support: Counter[str], local: Counter[str]) -> Reading:
    """The reading that the words behind ("Paris, Texas"), the rest of the article, or its size speaks for."""
    first = s.readings[0]
    if len(s.readings) == 1:
        return first
    if after and after.zone == s.zone and after.start - s.end == 2 and first.rule in _PLACES:
        for reading in s.readings:
            if reading.code == after.readings[0].code:
                return reading
    if first.rule in SURE and first.rule != "name" and s.readings[1].rule != first.rule:
        at_home = [r for r in s.readings if local[r.code] > 1] if not support[first.code] else []
        return max(at_home, key=lambda r: local[r.code], default=first)
    supported = [r for r in s.readings if support[r.code]]
    if not supported or (first.population >= HUGE and first.rule == "city"):
        return first
    return max(supported, key=lambda r: (support[r.code], r.population))


def _counts(reading: Reading, support: Counter[str]) -> bool:
    if reading.rule in ("city", "region"):
        return reading.population >= STRONG or support[reading.code] > 0
    return True
