"""Which country can a word mean? The tables of the gazetteer, ready to be looked for in a text of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from indexer.gazetteer import CountryName, Tables
from indexer.gazetteer.inflection import forms
from indexer.languages import small_words
from indexer.matching import Candidate, Match, Patterns, Titles, fold, without_overlap
from search.article import Rule

HUGE = 1_500_000
KNOWN = 400_000
_LATIN = """
    af az bm bs ca cs cy da de en es et eu fi fr ga gl ha hr hu id ig is it ku la lb lg ln lt lv mg ms mt nb nl nn no om
    pcm pl pt ro rn rw sk sl sn so sq st sv sw tk tl tn tr ts uz vi wo xh yo zu und
"""
LATIN = frozenset(_LATIN.split())  # languages whose texts spell cities in Latin letters
_ENGLISH_PLURALS = ("an", "i", "r", "k", "t", "b", "d", "e", "o", "a", "h", "n")
_NO_PLURAL = frozenset({"Dutch", "French"})


class Reading(NamedTuple):
    """One country that a word can mean, and what the word then is."""

    code: str
    rule: Rule
    population: int = 0


Readings = tuple[Reading, ...]
REFUSED: Readings = ()
Cities = Titles[str] | Patterns[str]
STRONG = 1_400_000  # a region that counts by itself, as a large city does
_ORDER: dict[Rule, int] = {
    "name": 0,
    "historic state": 1,
    "capital": 2,
    "demonym": 3,
    "region": 4,
    "institution": 5,
    "local institution": 5,
    "city": 4,
    "person": 6,
    "government": 6,
}


class Names:
    """Everything to look for in texts of one language: English names, those of the language, cities in its script.

    A name has several readings where it can mean several countries, and none where it is a phrase that only holds a
    country's name. `readings` makes them out of the value.
    """

    def __init__(self, tables: Sequence[Patterns[Readings]], cities: Mapping[str, str], finder: Cities) -> None:
        self._tables, self._cities, self._finder = tables, cities, finder

    def find(self, text: str) -> list[Match[Readings | str]]:
        """The matches in order, without overlap. A city whose name is also a country's is the country's first."""
        folded = fold(text)
        found: list[Candidate[Readings | str]] = []
        for table in self._tables:
            found += table.candidates(folded)
        found += self._finder.candidates(folded)
        return without_overlap(found)

    def whole(self, name: str) -> Readings | str | None:
        """The value of this very name, if it is one of them."""
        for table in self._tables:
            if (value := table.whole(name)) is not None:
                return value
        return None if name[:1].islower() else self._cities.get(fold(name).lower)


Collected = dict[str, tuple[str, list[Reading]]]
"""Key -> the spelling that was met first, and all readings of it."""


@lru_cache(maxsize=16)
def patterns(tables: Tables, language: str) -> Names:
    """The names to look for in texts of this language, its own before the English ones; one text has both.

    The cities and the English names are shared by all languages of a script.
    """
    cities, finder = _city_names(tables, language in LATIN)
    english, shared = _english(tables, language in LATIN)
    own: Collected = {}
    for code, rule, name in tables.names.get(language, ()) if language != "en" else ():
        for form in forms(name, rule, language):
            if (key := _key(form)) not in own:
                if (capitals := _key(form.upper())) in english:  # "SEC" is none of "Séc"
                    own.setdefault(capitals, (english[capitals][0], [*english[capitals][1]]))
                first, known = english.get(key, (form, []))
                small = rule == "demonym" and form == form.lower()  # French "afghan", English "Afghan"
                own[key] = form if small or (known and known[0].rule == "region") else first, [*known]
            own[key][1].append(Reading(code, rule))
    refused = (*tables.refused.get(language, ()), *_small(language, own, cities)) if language != "en" else ()
    more = _patterns(own, refused, cities)
    return Names((more, shared) if len(more) else (shared,), cities, finder)


@lru_cache(maxsize=4)
def _english(tables: Tables, latin: bool) -> tuple[Collected, Patterns[Readings]]:
    """The English names, with the regions in texts of Latin letters."""
    collected: Collected = {}
    for code, rule, name in _figures(tables):
        collected.setdefault(_key(name), (name, []))[1].append(Reading(code, rule))
    for code, rule, name in tables.names["en"]:
        for form in english_forms(name) if rule == "demonym" else (name,):
            collected.setdefault(_key(form), (form, []))[1].append(Reading(code, rule))
    for code, name, strong in tables.regions if latin else ():
        collected.setdefault(_key(name), (name, []))[1].append(Reading(code, "region", STRONG if strong else 0))
    return collected, _patterns(collected, tables.refused.get("en", ()), _city_names(tables, latin)[0])


def _figures(tables: Tables) -> Iterator[CountryName]:
    """The persons and bodies that speak for a country, but those whose name says it already."""
    own = {name for _, rule, name in tables.names["en"] if rule in ("name", "demonym", "capital", "historic state")}
    for figure in tables.figures:
        words = figure.name.split()
        if own.isdisjoint([*words, *map(" ".join, pairwise(words))]):
            yield figure


def _small(language: str, own: Collected, cities: Mapping[str, str]) -> Iterator[str]:
    """The small words of a language that are a town's name somewhere: "Auch" stands at the head of many a sentence."""
    for word in small_words(language):
        if fold(word).lower in cities and _key(word) not in own:
            yield word[0].upper() + word[1:]


def _patterns(collected: Collected, refused: Iterable[str], cities: Mapping[str, str]) -> Patterns[Readings]:
    """The names with their readings, those of a city of the same name too; a refused one has none, and wins."""
    found: dict[str, Readings] = dict.fromkeys(refused, REFUSED)
    for key, (name, every) in collected.items():
        found.setdefault(name, _likeliest_first([*every, *readings(cities[key])] if key in cities else every))
    return Patterns(found)


@lru_cache(maxsize=4)
def _city_names(tables: Tables, latin: bool) -> tuple[Mapping[str, str], Cities]:
    cities = dict(_cities(tables, latin))
    return cities, Titles(cities) if latin else Patterns({name[0].upper() + name[1:]: cities[name] for name in cities})


@lru_cache(maxsize=4096)
def _parsed(cities: str) -> Readings:
    pairs = (pair.split(":") for pair in cities.split(" "))
    return tuple(Reading(code, "city", int(people)) for code, people in pairs)


def readings(value: Readings | str) -> Readings:
    """The readings that stand behind a value of `patterns`: cities are kept as they stand in the table."""
    return _parsed(value) if isinstance(value, str) else value


def _key(name: str) -> str:
    plain, lower = fold(name)
    return plain if plain.isupper() and plain.isascii() and len(plain) < 6 else lower


def _likeliest_first(readings: Sequence[Reading]) -> Readings:
    """One reading a country, by its best rule and largest place, the likeliest first."""
    if len(readings) == 1:
        return tuple(readings)
    best: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: (_ORDER[r.rule], -r.population)):
        had = best.setdefault(reading.code, reading)
        best[reading.code] = had._replace(population=max(had.population, reading.population))
    found = sorted(best.values(), key=lambda r: (_ORDER[r.rule] if r.population < HUGE else 2, -r.population))
    if found[0].rule == "name":  # Brazil in Indiana and Mexico in Missouri are never meant, Georgia in the USA is
        found = [r for r in found if r.rule == "name" or (r.rule == "region" and r.population == STRONG)]
    if found[0].population == STRONG and found[0].rule == "region":
        found = [r for r in found if r.population >= STRONG]
    return tuple(found)


def _cities(tables: Tables, latin: bool) -> Iterator[tuple[str, str]]:
    """The cities that are looked for: none that are ordinary words, and first names only where everybody knows them."""
    ordinary = {fold(word).lower for word in tables.words["ordinary"]}
    given = {fold(word).lower for word in tables.given}
    for name, countries in tables.cities.items():
        if (name < "\u0250") == latin and name not in ordinary:
            people = int(countries.split(" ", 1)[0].partition(":")[2])
            if people > KNOWN or (len(name) > 3 and name not in given):
                yield name, countries


def english_forms(demonym: str) -> tuple[str, ...]:
    """The demonym and its plural ("Iraqi", "Iraqis")."""
    if (
        demonym in _NO_PLURAL
        or demonym.endswith(("ese", "ish", "s", "men", "'s"))
        or not demonym.endswith(_ENGLISH_PLURALS)
    ):
        return (demonym,)
    return demonym, demonym + "s"


@lru_cache(maxsize=4096)
def country_of(tables: Tables, place: str, language: str = "en") -> str | None:
    """The country of a place that stands by itself, as in a dateline: the likeliest, or None when it is not known."""
    value = patterns(tables, language).whole(place)
    return readings(value)[0].code if value else None
