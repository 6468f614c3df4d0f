"""Which countries does the article name, and which is it about?"""

from __future__ import annotations

from collections.abc import Iterable

from indexer.draft import Hint
from indexer.gazetteer import Tables, load
from indexer.placing import datelines
from indexer.placing.aboutness import ABOUT, INDIRECT, scores
from indexer.placing.meanings import Spotted, decide, spot
from search.article import CountryMention, Dateline, Evidence, qualified

EVIDENCE_KEPT = 12  # for each country


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

    Names count in the article's own language and in English. A dateline is evidence for its country, not more. Those
    who act for a country (its leaders, its ministries) can make it the subject, and are no mention of it otherwise.
    `given` is the metadata that `dateline` was read from, where it does not stand in the text. `score` is how surely
    the article is about the country, from 0 to 1; `about` holds from 0.5.
    """
    tables = tables or load()
    head = datelines.find(text, language, tables=tables).end
    spotted = [*spot(title, "title", 0, language, tables), *spot(text, "text", head, language, tables)]
    filed = decide(spotted, dateline.country if dateline else None, tables)
    evidence = _evidence(spotted, title, text)
    named = {s.reading.code for s in spotted if s.reading and s.reading.rule not in INDIRECT} | {filed}
    if filed and dateline and (words := _given(dateline, given)):
        evidence.setdefault(filed, []).insert(0, words)
    mentions = [
        CountryMention(
            code=code,
            name=tables.labels.get(code, code),
            about=score >= ABOUT,
            score=round(score, 3),
            evidence=tuple(evidence.get(code, ())[:EVIDENCE_KEPT]),
        )
        for code, score in scores(spotted, filed, head).items()
        if (code in named or score >= ABOUT) and (code in evidence or not given)
    ]
    return tuple(sorted(mentions, key=lambda m: (-m.score, m.code)))


def _evidence(spotted: Iterable[Spotted], title: str, text: str) -> dict[str, list[Evidence]]:
    found: dict[str, list[Evidence]] = {}
    for s in spotted:
        if s.reading and len(kept := found.setdefault(s.reading.code, [])) < EVIDENCE_KEPT:
            words = (title if s.zone == "title" else text)[s.start : s.end]
            rule = qualified(s.reading.rule, "weak") if s.weak else s.reading.rule
            kept.append(Evidence(zone=s.zone, start=s.start, end=s.end, text=words, rule=rule))
    return found


def _given(dateline: Dateline, given: Hint | None) -> Evidence | None:
    """The place of a dateline that stands in the metadata."""
    at = given.value.find(dateline.place) if given else -1
    if given is None or at < 0:
        return None
    start = given.start + at
    return Evidence(zone="metadata", start=start, end=start + len(dateline.place), text=dateline.place, rule="dateline")
