"""Is the article about a country, or does it only name it?"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache

from indexer import gazetteer
from indexer.placing.meanings import Spotted

FIRST, LEAD = 200, 450  # characters behind the dateline: about the first sentence, about the first paragraphs
ABOUT = 0.5
ANOTHER_STORY = 5  # times that another country is named, so that a dateline alone no longer makes its own the subject
Counts = Mapping[str, int]

_KINDS = {
    "name": "name",
    "historic state": "name",
    "demonym": "demonym",
    "capital": "capital",
    "city": "place",
    "region": "place",
    "institution": "institution",
    "local institution": "institution",
    "person": "figure",
    "government": "figure",
}
NAMING = ("name", "demonym", "capital")  # kinds of words that name a country beyond doubt
INDIRECT = frozenset({"person", "government"})  # rules of words that speak of a country without naming it
_ZONES = ("title", "first", "lead", "body")
_NAMED = {zone: tuple(f"{zone} {kind}" for kind in NAMING) for zone in _ZONES}
_FIGURES = tuple(f"{zone} figure" for zone in _ZONES[:3])
_VOLUME = {
    f"{zone} {kind}": of_zone * of_kind
    for zone, of_zone in zip(_ZONES, (3.0, 2.0, 1.5, 1.0), strict=True)
    for kind, of_kind in {
        "name": 1.0,
        "demonym": 0.8,
        "capital": 0.7,
        "place": 0.4,
        "institution": 0.3,
        "figure": 0.5,
        "weak": 0.3,
    }.items()
}


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Feature -> weight, as bench/about_weights.py has fitted them."""
    table: dict[str, float] = gazetteer.ours("about.toml")["weights"]
    return table


def scores(spotted: Iterable[Spotted], dateline: str | None, head: int = 0) -> dict[str, float]:
    """For each country how surely the article is about it, from 0 to 1; `head` is the length of the dateline.

    A dateline is not enough against the text: a story filed in Cairo that names Sudan again and again is about Sudan.
    """
    counts = counted(spotted, dateline, head)
    weight = weights()
    found = {
        code: 1 / (1 + math.exp(-sum(weight[name] * value for name, value in of.items())))
        for code, of in features(counts).items()
    }
    if dateline and _another_story(counts, dateline):
        found[dateline] = min(found[dateline], ABOUT - 0.1)
    return found


def counted(spotted: Iterable[Spotted], dateline: str | None, head: int) -> dict[str, Counter[str]]:
    """For each country how often it is named, by zone and kind of word ("lead demonym")."""
    counts: dict[str, Counter[str]] = {dateline: Counter(["dateline"])} if dateline else {}
    for s in spotted:
        if s.reading:
            of = counts.setdefault(s.reading.code, Counter())
            if s.zone == "dateline":
                of["dateline"] = 1
            else:
                zone = s.zone if s.zone == "title" else _zone(s.start - head)
                key = f"{zone} {'weak' if s.weak else _KINDS[s.reading.rule]}"
                of[key] = of.get(key, 0) + 1
    return counts if any(not key.startswith("title ") for of in counts.values() for key in of) else _flash(counts)


def _flash(counts: Mapping[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The counts of an article of which only the headline names countries: what it names is its first sentence, too."""
    return {code: of + Counter({"first name": of["title name"]}) for code, of in counts.items()}


def _zone(behind: int) -> str:
    return "first" if behind < FIRST else "lead" if behind < LEAD else "body"


def _another_story(counts: Mapping[str, Counts], dateline: str) -> bool:
    """Whether only the dateline speaks for its country, and title and text for another."""
    if any(counts[dateline][key] for key in _VOLUME):
        return False
    titled = any(key.startswith("title ") for of in counts.values() for key in of)
    others = [of for of in counts.values() if _named(of, ("title",)) or not titled]
    return max((_named(of) for of in others), default=0) >= ANOTHER_STORY


def _named(of: Counts, zones: tuple[str, ...] = _ZONES) -> int:
    """How often the country is named beyond doubt in these zones."""
    return sum([of.get(key, 0) for zone in zones for key in _NAMED[zone]])


def features(counts: Mapping[str, Counts]) -> dict[str, dict[str, float]]:
    """For each country the values that the weights weigh, without those that are 0."""
    volume = {code: sum(_VOLUME.get(key, 0) * n for key, n in of.items()) for code, of in counts.items()}
    total, most = sum(volume.values()), max(volume.values(), default=0)
    others = math.log(len(counts)) if counts else 0.0
    return {
        code: {"always": 1.0, "others": others, "volume": math.sqrt(volume[code])}
        | {zone: 1.0 for zone in _ZONES[:3] if _named(of, (zone,))}
        | ({"figure": 1.0} if any(key in of for key in _FIGURES) else {})
        | (_filed(volume[code], total) if "dateline" in of else {"behind": 1.0} if volume[code] < most else {})
        for code, of in counts.items()
    }


def _filed(volume: float, total: float) -> dict[str, float]:
    """What the dateline says for its country: most where nothing else is named."""
    return (
        {"dateline": 1.0}
        | ({} if volume else {"dateline only": 1.0})
        | ({"dateline alone": 1.0} if volume == total else {})
    )
