"""Which countries does the article name, and which is it about?"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from indexer import datelines
from indexer.draft import Hint
from indexer.gazetteer import Tables, load
from indexer.guards import is_person, is_weak
from indexer.places import HUGE, Reading, Readings, patterns
from search.article import CountryMention, Dateline, Evidence, Zone

LEAD = 300  # characters of the text that weigh more
ABOUT = 1.0  # the score from which the article is about a country
EVIDENCE_KEPT = 12
_RULES = {
    "name": 1.0,
    "historic state": 1.0,
    "demonym": 0.8,
    "capital": 0.8,
    "region": 0.6,
    "city": 0.5,
    "institution": 0.4,
    "dateline": 1.0,
}
_SURE = frozenset({"name", "historic state", "demonym", "capital"})


@dataclass(slots=True)
class _Spotted:
    """A word that means one of several countries, and where it stands; `code` once that is decided."""

    zone: Zone
    start: int
    end: int
    readings: Readings
    weak: bool = False
    reading: Reading | None = None


def find(
    title: str,
    text: str,
    language: str,
    *,
    dateline: Dateline | None = None,
    given: Hint | None = None,
    tables: Tables | None = None,
) -> tuple[CountryMention, ...]:
    """The countries that title and text name, the strongest first, each with the words that named it.

    Names count in the article's own language and in English. `given` is the metadata that `dateline` was read from,
    where it does not stand in the text. `about` holds from a score of 1.
    """
    tables = tables or load()
    head = datelines.find(text, language, tables=tables).end
    spotted = [*_spot(title, "title", 0, language, tables), *_spot(text, "text", head, language, tables)]
    _decide(spotted, dateline.country if dateline else None)
    kept = [s for s in spotted if s.reading]
    scores = _scores(kept, dateline.country if dateline else None)
    evidence = _evidence(kept, title, text)
    if dateline and dateline.country and given and (at := given.value.find(dateline.place)) >= 0:
        words = Evidence(
            zone="metadata",
            start=given.start + at,
            end=given.start + at + len(dateline.place),
            text=dateline.place,
            rule="dateline",
        )
        evidence.setdefault(dateline.country, []).insert(0, words)
    mentions = (
        CountryMention(
            code=code,
            name=tables.labels.get(code, code),
            about=score >= ABOUT,
            score=round(score, 2),
            evidence=tuple(evidence[code][:EVIDENCE_KEPT]),
        )
        for code, score in scores.items()
        if code in evidence
    )
    return tuple(sorted(mentions, key=lambda m: (-m.score, m.code)))


def _spot(text: str, zone: Zone, head: int, language: str, tables: Tables) -> list[_Spotted]:
    matches = patterns(tables, language).find(text)
    shouted = zone == "title" and text.isupper()
    people = {text[m.start : m.end] for m in matches if m.value and is_person(text, m.start, m.end, tables)}
    return [
        _Spotted("dateline" if start < head else zone, start, end, readings, weak=is_weak(text, start, end))
        for start, end, readings in matches
        if readings
        and not (shouted and text[start:end] == "US")
        and (text[start:end] not in people or _located(text, start))
    ]


def _located(text: str, start: int) -> bool:
    """Whether a preposition of place stands in front: then it is the place, also where a person has the same name."""
    return text[max(0, start - 5) : start].endswith((" in ", " from ", " to ", " of ", " near ", "In ", "n the "))


def _decide(spotted: list[_Spotted], dateline: str | None) -> None:
    """Chooses for every word the country that it means here, or none."""
    support: Counter[str] = Counter([dateline] if dateline else [])
    for s in spotted:
        if len({r.code for r in s.readings}) == 1 and (
            s.readings[0].rule in _SURE or (s.readings[0].rule == "region" and s.readings[0].population)
        ):
            support[s.readings[0].code] += 1
    doubtful: dict[str, set[str]] = {}
    for i, s in enumerate(spotted):
        s.reading = _chosen(s, spotted[i + 1] if i + 1 < len(spotted) else None, support)
        if s.reading and not _counts(s.reading, support):
            doubtful.setdefault(s.reading.code, set()).add(str(s.readings))
    for s in spotted:
        if s.reading and not _counts(s.reading, support) and len(doubtful[s.reading.code]) < 3:
            s.reading = None


def _chosen(s: _Spotted, after: _Spotted | None, support: Counter[str]) -> Reading:
    if len(s.readings) == 1:
        return s.readings[0]
    if (
        after
        and after.zone == s.zone
        and after.start - s.end == 2
        and s.readings[0].rule in ("city", "region", "capital")
    ):
        for reading in s.readings:
            if reading.code == after.readings[0].code:
                return reading
    first = s.readings[0]
    supported = [r for r in s.readings if support[r.code]]
    if first.rule in ("name", "demonym", "capital") and (support[first.code] or not supported):
        return first
    return max(
        supported, key=lambda r: (support[r.code], r.population), default=max(s.readings, key=lambda r: r.population)
    )


def _counts(reading: Reading, support: Counter[str]) -> bool:
    """Whether this is enough by itself; a lesser city or region wants other evidence for its country."""
    if reading.rule == "region":
        return bool(reading.population) or support[reading.code] > 0
    if reading.rule == "institution":
        return True
    return reading.rule != "city" or reading.population > HUGE or support[reading.code] > 0


def _scores(kept: Iterable[_Spotted], dateline: str | None) -> dict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for s in kept:
        if s.reading:
            zone = 3.0 if s.zone in ("title", "dateline") else 1.5 if s.start < LEAD else 1.0
            scores[s.reading.code] += zone * _RULES[s.reading.rule] * (0.3 if s.weak else 1.0) / 3
    if dateline:
        scores[dateline] += 1.0
    return dict(scores)


def _evidence(kept: Sequence[_Spotted], title: str, text: str) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for s in kept:
        if s.reading:
            words = (title if s.zone == "title" else text)[s.start : s.end]
            rule = s.reading.rule + (" -backed" if s.weak else "")
            found.setdefault(s.reading.code, []).append(
                Evidence(zone=s.zone, start=s.start, end=s.end, text=words, rule=rule)
            )
    return found
