"""Which names of an article are the same actor? Surnames, and acronyms that the article explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from indexer.matching import fold
from indexer.naming.cases import stem
from indexer.naming.wording import GENERATIONS
from search.article import ActorType, Rule, Zone


@dataclass(slots=True)
class Candidate:
    """A name at zone[start:end] that may be an actor.

    `sure` says that it would be shown by itself, `backed` that the words around it speak of a body.
    """

    zone: Zone
    start: int
    end: int
    name: str
    type: ActorType
    rule: Rule
    sort: str
    sure: bool = False
    id: str = ""
    label: str = ""
    country: str | None = None
    backed: bool = False


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL = frozenset(
    ("of", "the", "and", "for", "to", "in", "on", "de", "des", "du", "la", "le", "et", "für", "und", "y", "del")
)


def expansion(text: str, start: int, acronym: str) -> int | None:
    """Where the words begin that an acronym at `start` stands for ("Syrian Democratic Forces (SDF)"), or None.

    The initials of the words right before it, small words aside, must spell it.
    """
    low = max(0, start - 120)
    words = list(_WORD.finditer(text, low, start))
    letters = [c for c in acronym if c.isalpha()]
    while words and letters:
        word = words.pop()
        initial = word.group()[0]
        if initial == letters[-1]:
            letters.pop()
            if not letters:
                return word.start()
        elif word.group().lower() not in _SMALL:
            return None
        if "\n" in text[word.end() : start]:
            return None
    return None


def surnames(persons: Iterable[Candidate]) -> dict[str, Candidate | None]:
    """The last word, and the last word with its article, of each person with two names or more.

    None where two persons share it: nobody can tell which is meant.
    """
    found: dict[str, Candidate | None] = {}
    for person in persons:
        for name in _short_names(person.label or person.name) | _short_names(person.name):
            other = found.get(name)
            if name in found and (other is None or other.id != person.id):
                found[name] = None
            else:
                found[name] = person
    return found


def first_names(persons: Iterable[Candidate]) -> dict[str, Candidate | None]:
    """The given name of each person, None where two share it: a story that is told by first names."""
    found: dict[str, Candidate | None] = {}
    for person in persons:
        name = fold(person.name.split()[0]).lower
        other = found.get(name, person)
        found[name] = person if other is not None and other.id == person.id else None
    return found


@lru_cache(maxsize=20_000)
def short_key(name: str) -> str:
    """A surname as it is compared: without article, accents and Russian endings."""
    words = [w for w in fold(name).lower.replace("al-", "").replace("el-", "").split() if w not in ("al", "el")]
    return " ".join(stem(w) for w in words)


def _short_names(name: str) -> set[str]:
    words = name.split()
    if len(words) > 2 and words[-1] in GENERATIONS:
        words.pop()
    if len(words) < 2:
        return set()
    names = {short_key(words[-1])}
    if len(words) > 2:
        names.add(short_key(" ".join(words[-2:])))
    return names


def lookup(known: Mapping[str, Candidate | None], name: str) -> Candidate | None:
    """The person of this article whom a short name means."""
    return known.get(short_key(name))
