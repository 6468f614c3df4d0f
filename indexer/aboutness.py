"""Is the article about a country, or does it only name it?"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from indexer.meanings import Spotted

LEAD = 300  # characters of the text that weigh more
ABOUT = 0.5
ANOTHER_STORY = 4  # times that another country is named, so that a dateline alone no longer makes its own the subject
Counts = Mapping[str, int]

# A logistic regression on Reuters-21578 PLACES, what weighed nothing left out and the rest rounded; "always" is set
# so that 0.5 gives the best F1. "others" counts the other countries, "length" is in words, as a share of 150.
WEIGHTS: dict[str, float] = {
    "always": -2.9,
    "title name": 2.8,
    "title demonym": 1.9,
    "lead name": 1.35,
    "lead demonym": 0.8,
    "lead capital": 0.45,
    "lead again": 0.6,
    "lead place": 0.35,
    "lead institution": 0.2,
    "body name": 1.35,
    "body demonym": 0.7,
    "body place": 0.15,
    "listed": 0.4,
    "dateline": 3.9,
    "dateline only": 1.2,
    "dateline alone": 1.25,
    "dateline, other title": 0.4,
    "other title": -0.3,
    "only country": 0.3,
    "share": 0.4,
    "others": 0.4,
    "length": -0.15,
}
_KINDS = {"name": 1.0, "demonym": 1.0, "capital": 0.8, "place": 0.5, "institution": 0.3, "weak": 0.3}
_VOLUME = {
    f"{zone} {kind}": weight * share
    for zone, weight in (("title", 3.0), ("lead", 2.0), ("body", 1.0))
    for kind, share in _KINDS.items()
}


def scores(spotted: Iterable[Spotted], dateline: str | None, length: int) -> dict[str, float]:
    """For each country how surely the article is about it, from 0 to 1; `length` is that of the text, in characters.

    A dateline is not enough against the text: a story filed in Cairo that names Sudan again and again is about Sudan.
    """
    counts = _counted(spotted, dateline)
    found = {
        code: 1 / (1 + math.exp(-sum(WEIGHTS[name] * value for name, value in of.items())))
        for code, of in features(counts, length).items()
    }
    if dateline and not any(counts[dateline][key] for key in _VOLUME):
        most = max((_named(of) for of in counts.values()), default=0)
        if most >= ANOTHER_STORY:
            found[dateline] = min(found[dateline], ABOUT - 0.1)
    return found


def _counted(spotted: Iterable[Spotted], dateline: str | None) -> dict[str, Counter[str]]:
    """For each country how often it is named, by zone and kind of word ("lead demonym")."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    if dateline:
        counts[dateline]["dateline"] = 1
    meant = [s for s in spotted if s.reading]
    listed = _listed(meant)
    for s in meant:
        if s.reading and s.zone != "dateline":
            zone = "title" if s.zone == "title" else "lead" if s.start < LEAD else "body"
            counts[s.reading.code][f"{zone} {_kind(s.reading.rule, s.weak)}"] += 1
            counts[s.reading.code]["listed"] |= id(s) in listed
        elif s.reading:
            counts[s.reading.code]["dateline"] = 1
    return counts


def _kind(rule: str, weak: bool) -> str:
    if weak:
        return "weak"
    return {"historic state": "name", "city": "place", "region": "place", "local institution": "institution"}.get(
        rule, rule
    )


def _listed(meant: Sequence[Spotted]) -> set[int]:
    """The words that stand in a list of countries: "Japan, West Germany, France"."""
    listed: set[int] = set()
    for one, other in pairwise(meant):
        if one.zone == other.zone and other.start - one.end in (1, 2, 5) and one.reading != other.reading:
            listed |= {id(one), id(other)}
    return listed


def _named(of: Counts, zones: tuple[str, ...] = ("title", "lead", "body")) -> int:
    """How often the country is named beyond doubt in these zones."""
    return sum(of.get(f"{zone} {kind}", 0) for zone in zones for kind in ("name", "demonym", "capital"))


def features(counts: Mapping[str, Counts], length: int) -> dict[str, dict[str, float]]:
    """For each country the values that WEIGHTS weigh."""
    volume = {code: sum(_VOLUME.get(key, 0) * n for key, n in of.items()) for code, of in counts.items()}
    total = sum(volume.values())
    titled = {code for code, of in counts.items() if of.get("title name") or of.get("title demonym")}
    around = {
        "always": 1.0,
        "others": math.log(len(counts)) if counts else 0.0,
        "length": math.log(max(40.0, length / 6) / 150),
    }
    return {
        code: around
        | _words(of)
        | _place_of_filing(
            bool(of.get("dateline")), volume[code], total, bool(titled - {code}) and not _named(of, ("title",))
        )
        | {
            "share": volume[code] / total if total else 0.0,
            "other title": bool(titled - {code}) and not _named(of, ("title",)),
            "only country": len(counts) == 1 and not of.get("dateline"),
        }
        for code, of in counts.items()
    }


def _words(of: Counts) -> dict[str, float]:
    """What the words of title, lead and body say for a country."""
    found: dict[str, float] = {key: min(of.get(key, 0), 1) for key in _ONCE}
    found |= {key: math.log1p(of.get(key, 0)) for key in ("body name", "body demonym", "body place")}
    found["lead again"] = min(max(_named(of, ("lead",)) - 1, 0), 2)
    return found | {key: min(of.get(key, 0), 2) for key in ("lead place", "lead institution")}


_ONCE = ("title name", "title demonym", "lead name", "lead demonym", "lead capital", "listed")


def _place_of_filing(filed: bool, volume: float, total: float, other_title: bool) -> dict[str, float]:
    """What the dateline says for its country: most where nothing else is named."""
    return {
        "dateline": filed,
        "dateline only": filed and not volume,
        "dateline alone": filed and total == volume,
        "dateline, other title": filed and other_title,
    }
