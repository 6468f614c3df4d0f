"""What kind of word is it, when it stands capitalised? One look-up a word: title, organisation noun, given name, place.

The words stand in gazetteer/name_words.toml and given_names.toml, the places in the tables of countries. FIRST are the
first names of first_names.tsv that are nothing else there: they say less than the GIVEN ones, which a person chose.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from indexer import gazetteer
from indexer.matching import fold
from indexer.naming.cases import is_cyrillic, stem
from search.article import ActorType

TITLE, HEAD, FIELD, GIVEN, DEMONYM, PLACE, GEO, SUFFIX, STOP, TIME, THING, ARABIC, FIRST = (1 << n for n in range(13))
_TYPES: dict[str, ActorType] = {
    **{kind: kind for kind in get_args(ActorType)},
    "government_ru": "government",
    "organisation_ru": "organisation",
}
LARGE_CITY = 150_000


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Lexicon:
    """The kinds of words (bits), and what an organisation noun makes.

    `places` are in small letters without accents. `links` are the small words inside an organisation's name,
    `particles` those inside a person's, `small` both where they are written small;
    `says` are verbs that stand beside a person, `openers` nouns before one.
    `capitals` are words in capitals that are no organisation, `surnames` organisation nouns that are surnames too;
    `variants` gives a given name's first spelling, `announcers` the kind of body that follows a word in small letters;
    `nobodies` are phrases that an organisation noun makes no body of, `laws` nouns behind one that do the same;
    `grounds` are places behind a given name too, `followers` organisation nouns that never lead a name;
    `compounds` are the ends of German compounds that are titles, `compound_ends` their last four letters.
    """

    kinds: Mapping[str, int]
    heads: Mapping[str, ActorType]
    places: frozenset[str]
    demonyms: Mapping[str, str]
    links: frozenset[str]
    particles: frozenset[str]
    small: frozenset[str]
    says: frozenset[str]
    openers: frozenset[str]
    capitals: frozenset[str]
    surnames: frozenset[str]
    variants: Mapping[str, str]
    announcers: Mapping[str, ActorType]
    nobodies: frozenset[str]
    laws: frozenset[str]
    grounds: frozenset[str]
    followers: frozenset[str]
    compounds: tuple[str, ...]
    compound_ends: frozenset[str]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of all languages together, read once."""
    words = gazetteer.ours("name_words.toml")
    given = gazetteer.ours("given_names.toml")
    kinds: dict[str, int] = {}
    _mark(kinds, TITLE, words["titles"].values())
    _mark(kinds, HEAD, words["heads"].values())
    _mark(kinds, SUFFIX, words["suffixes"].values())
    _mark(kinds, FIELD, words["fields"].values())
    _mark(kinds, GEO, words["places"].values())
    _mark(kinds, THING, words["things"].values())
    _mark(kinds, TIME, words["months"].values())
    _mark(kinds, STOP, words["stops"].values())
    _mark(kinds, GIVEN, given.values())
    _mark(kinds, ARABIC, [given["arabic"], given["persian"]])
    places, demonyms = _places()
    for word in [*demonyms, *(f"{d}s" for d in demonyms if not d.endswith(("s", "h")))]:
        kinds[word] = kinds.get(word, 0) | DEMONYM
    for place in places:
        if " " not in place:
            word = "-".join(part.capitalize() for part in place.split("-"))
            kinds[word] = kinds.get(word, 0) | PLACE
    _mark(kinds, PLACE, words["regions"].values())
    for (name,) in gazetteer.rows("first_names.tsv"):
        if name not in kinds and name.lower() not in places:
            kinds[name] = FIRST
    links = words["links"]
    heads = {w: _TYPES[kind] for kind, text in words["heads"].items() for w in spellings(text)}
    for word in [w for w in kinds if is_cyrillic(w) and kinds[w] & (PLACE | GIVEN | HEAD | DEMONYM)]:
        kinds[stem(word)] = kinds.get(stem(word), 0) | kinds[word]
        if word in heads:
            heads[stem(word)] = heads[word]
    compounds = tuple(w + end for w in words["compounds"]["words"].split() for end in ("", "in", "r", "n", "s"))
    return Lexicon(
        compounds=compounds,
        compound_ends=frozenset(end[-4:] for end in compounds),
        kinds=kinds,
        heads=heads,
        places=places,
        demonyms=demonyms,
        links=frozenset(links["organisation"].split()),
        particles=frozenset(links["person"].split()),
        small=frozenset([*links["organisation"].split(), *(w for w in links["person"].split() if w[0].islower())]),
        says=frozenset(words["after"]["says"].split()),
        openers=frozenset(words["openers"]["words"].split()),
        capitals=frozenset(words["capitals"]["words"].split()),
        surnames=frozenset(words["surnames"]["words"].split()),
        variants={w: line.split()[0] for line in words["variants"]["words"].splitlines() for w in line.split()},
        announcers={w: _TYPES[kind] for kind, text in words["announcers"].items() for w in text.split()},
        nobodies=frozenset(words["nobodies"]["names"].strip().splitlines()),
        **{name: frozenset(words[name]["words"].split()) for name in ("laws", "grounds", "followers")},
    )


def is_given(word: str) -> bool:
    """Whether a word is a given name."""
    return bool(lexicon().kinds.get(word, 0) & GIVEN)


def spellings(text: str) -> Iterable[str]:
    """The words of a table's line, with and without their accents."""
    return {*text.split(), *fold(text).plain.split()}


def _mark(kinds: dict[str, int], bit: int, texts: Iterable[str]) -> None:
    for text in texts:
        for word in spellings(text):
            kinds[word] = kinds.get(word, 0) | bit


def _places() -> tuple[frozenset[str], dict[str, str]]:
    """The names of countries, regions and large cities, and the demonyms with the country they mean.

    The tables of countries hold institutions too ("Bundesbank" means Germany): those are bodies, not places.
    """
    tables = gazetteer.load()
    places: set[str] = set()
    demonyms: dict[str, str] = {}
    for names in tables.names.values():
        for code, rule, name in names:
            if rule == "demonym":
                demonyms[fold(name[:1].upper() + name[1:]).plain] = code
            elif name[:1].isupper() and "institution" not in rule:
                places.add(name)
    places.update(name for _, name, _ in tables.regions)
    found = {fold(name).lower for name in places}
    for name, countries in tables.cities.items():
        largest = countries.partition(" ")[0].partition(":")[2]
        if len(name) > 3 and (not largest or int(largest) >= LARGE_CITY):
            found.add(name)
    return frozenset(found), demonyms
