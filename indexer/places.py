"""Which country can a word mean? The tables of the gazetteer, ready to be looked for in a text of one language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from indexer.gazetteer import City, Tables
from indexer.gazetteer.inflection import forms
from indexer.matching import Patterns, fold

HUGE = 1_500_000
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
    rule: str
    population: int = 0


Readings = tuple[Reading, ...]
REFUSED: Readings = ()
STRONG = 1_400_000  # a region that counts by itself, as a large city does
_ORDER = {"name": 0, "historic state": 1, "capital": 2, "demonym": 3, "region": 4, "institution": 5, "city": 4}


@lru_cache(maxsize=16)
def patterns(tables: Tables, language: str) -> Patterns[Readings]:
    """Everything to look for in a text of this language: English names, those of the language, cities in its script.

    A name has several readings where it can mean several countries, the likeliest first, and none where it is a
    phrase that only holds a country's name.
    """
    collected: dict[str, tuple[str, dict[Reading, None]]] = {}
    for name, reading in _readings(tables, language):
        _, readings = collected.setdefault(_key(name), (name, {}))
        readings[reading] = None
    found = {name: _likeliest_first(readings) for name, readings in collected.values()}
    for name in (*tables.refused.get("en", ()), *(tables.refused.get(language, ()) if language != "en" else ())):
        found[name] = REFUSED
    return Patterns(found)


def _key(name: str) -> str:
    plain, lower = fold(name)
    return plain if plain.isupper() and plain.isascii() and len(plain) < 6 else lower


def _likeliest_first(readings: Iterable[Reading]) -> Readings:
    """One reading a country, by its best rule and largest place, the likeliest first."""
    best: dict[str, Reading] = {}
    for reading in sorted(readings, key=lambda r: (_ORDER[r.rule], -r.population)):
        had = best.setdefault(reading.code, reading)
        best[reading.code] = had._replace(population=max(had.population, reading.population))
    found = sorted(best.values(), key=lambda r: (_ORDER[r.rule] if r.population < HUGE else 2, -r.population))
    if found[0].rule == "name":  # Brazil in Indiana and Mexico in Missouri are never meant, Georgia in the USA is
        found = [r for r in found if r.rule == "name" or (r.rule == "region" and r.population == STRONG)]
    return tuple(found)


def _readings(tables: Tables, language: str) -> Iterator[tuple[str, Reading]]:
    for code, rule, name in tables.names["en"]:
        for form in english_forms(name) if rule == "demonym" else (name,):
            yield form, Reading(code, rule)
    if language != "en":
        for code, rule, name in tables.names.get(language, ()):
            for form in forms(name, rule, language):
                yield form, Reading(code, rule)
    latin = language in LATIN
    if latin:
        for code, name, strong in tables.regions:
            yield name, Reading(code, "region", STRONG if strong else 0)
    for city in tables.cities:
        for name in city.names:
            if (
                (name < "\u0250") == latin
                and name not in tables.words["ordinary"]
                and _can_stand_alone(city, name, tables)
            ):
                yield name, Reading(city.code, "city", city.population)


def _can_stand_alone(city: City, name: str, tables: Tables) -> bool:
    """Whether a city's name is looked for at all: first names are, only when everybody knows the city."""
    return city.population > 400_000 or (len(name) > 3 and name not in tables.given)


def english_forms(demonym: str) -> tuple[str, ...]:
    """The demonym and its plural ("Iraqi", "Iraqis")."""
    if (
        demonym in _NO_PLURAL
        or demonym.endswith(("ese", "ish", "s", "men", "'s"))
        or not demonym.endswith(_ENGLISH_PLURALS)
    ):
        return (demonym,)
    return demonym, demonym + "s"


def country_of(tables: Tables, place: str) -> str | None:
    """The country of a place that stands by itself, as in a dateline: the likeliest, or None when it is not known."""
    match = patterns(tables, "en").whole(place)
    return match[0].code if match else None
