"""Which pieces of an article may be names of actors? The tables' scan, and the capitalised sequences of each zone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from indexer.matching import Match, Patterns, fold
from indexer.naming.actor_table import Actor, ActorTable
from indexer.naming.cases import is_cyrillic
from indexer.naming.coreference import Candidate
from indexer.naming.lexicon import DEMONYM, FIELD, GEO, GIVEN, HEAD, PLACE, STOP, THING, TIME, TITLE, lexicon
from indexer.naming.names import read
from indexer.naming.sequences import sequences
from indexer.naming.surroundings import Body, judge
from indexer.naming.unmarked_names import LANGUAGES, unmarked
from indexer.naming.wording import Part
from search.article import Zone

Known = Match[tuple[Actor | None, str]]
_WORDS = re.compile(r"\w+")
_DETERMINED = re.compile(r"\b(?:an?|its|their|his|her|my|your|our) $")
_GOES_ON = re.compile(r"(?:['’]s?|-\w+)? (?!(?:of|is|was|and|at|for|in|on|by|to|will|has|had) )[\w'’\"“]|-\w")
_AMOUNT = re.compile(r": ?\d")
_LATIN = re.compile("[A-Za-z]")
_ARTICLES = ("al ", "al-", "el ", "el-")
_DOTTED = ("TR", "AZ", "CY", None)  # where capitals may hold a dotted İ


def candidates(title: str, text: str, language: str, table: ActorTable) -> list[Candidate]:
    """The candidates of title and text, in order."""
    return _of_zone("title", title, language, table) + _of_zone("text", text, language, table)


def _of_zone(zone: Zone, text: str, language: str, table: ActorTable) -> list[Candidate]:
    if language in LANGUAGES:
        return _without_capitals(zone, text, table, language)
    others = _of_tables(text, table.others)
    if text.isupper():
        known = _merged(_of_tables(text, table.patterns), others)
        return [_known(zone, text, k) for k in known if k.end - k.start > 4]
    return _capitalised(Body(zone, text, language, table, zone == "title" and _is_headline_case(text)), others)


def _of_tables(text: str, patterns: Patterns[tuple[Actor | None, str]]) -> list[Known]:
    return [_with_article(k, text) for k in patterns.find(text) if k.value[0] is not None and _as_spelt(k, text)]


def _is_owned(text: str, start: int, end: int) -> bool:
    """Whether capitals stand for a common noun: "its ETA", "an ETA of noon", "ETA: 10.30", but not "its UN envoy"."""
    if end - start > 4 or not text[start:end].isupper():
        return False
    determined = _DETERMINED.search(text, max(0, start - 7), start) and not _GOES_ON.match(text, end)
    return bool(determined or _AMOUNT.match(text, end))


def _merged(one: list[Known], other: list[Known]) -> list[Known]:
    """Both in order, without overlap: the leftmost, of these the longest."""
    if not one or not other:
        return one or other
    kept: list[Known] = []
    for match in sorted([*one, *other], key=lambda k: (k.start, -k.end)):
        if not kept or match.start >= kept[-1].end:
            kept.append(match)
    return kept


class _Reading(NamedTuple):
    """What a sequence holds: its parts, and the tables' names in it, in order."""

    parts: tuple[Part, ...]
    known: tuple[Known, ...]


@lru_cache(maxsize=60_000)
def _reading(surface: str, table: ActorTable) -> _Reading:
    """A sequence read without its surroundings: names come again and again."""
    return _read_with(surface, _known_inside(surface, table))


def _known_inside(surface: str, table: ActorTable) -> list[Known]:
    if surface.isascii() and table.words.isdisjoint(_WORDS.findall(surface.lower())):
        return []
    return [k for k in _of_tables(surface, table.patterns) if not _is_surname_of_another(k, surface)]


def _is_surname_of_another(match: Known, surface: str) -> bool:
    """Whether a known surname stands in a longer name: "Melania Trump", "Trump Organization"."""
    actor = match.value[0]
    if actor is None or " " in surface[match.start : match.end] or is_cyrillic(surface):
        return False
    kinds = lexicon().kinds
    before, behind = surface[: match.start], surface[match.end :]
    if actor.type != "person":  # "Henry Ford"
        return before.endswith(" ") and bool(kinds.get(before[:-1].rpartition(" ")[2], 0) & GIVEN)
    if before.endswith(" "):
        word = before[:-1].rpartition(" ")[2].rstrip(".")
        known = kinds.get(word, 0)
        if word[:1].isupper() and (known & GIVEN or not known & _NO_FIRST_NAME):
            return True
    word = behind[1:].partition(" ")[0] if behind.startswith(" ") else ""
    return word in ("Jr", "Sr", "Jr.", "Sr.") or bool(kinds.get(word, 0) & (HEAD | THING | GEO) and word not in _OF_HIS)


_NO_FIRST_NAME = TITLE | FIELD | DEMONYM | PLACE | HEAD | STOP | TIME
_OF_HIS = ("Administration", "Government", "Regime", "Era", "Campaign", "White", "Cabinet")


def _read_with(surface: str, known: list[Known]) -> _Reading:
    parts = read(surface, tuple((k.start, k.end) for k in known))
    inside = {part.start: part.end for part in parts if part.sort == "alias"}
    return _Reading(parts, tuple(k for k in known if k.start in inside))


def _capitalised(body: Body, others: list[Known]) -> list[Candidate]:
    """What the capitalised sequences hold, and the tables' names outside of them."""
    zone, text, table = body.zone, body.text, body.table
    found: list[Candidate] = []
    place = 0
    for start, end in sequences(text, body.language):
        surface = text[start:end]
        reading = _reading(surface, table)
        first = place
        while place < len(others) and others[place].start < end:
            if others[place].end <= start:
                found.append(_known(zone, text, others[place]))
                first = place + 1
            place += 1
        if place > first:
            shifted = [k._replace(start=max(0, k.start - start), end=k.end - start) for k in others[first:place]]
            reading = _read_with(surface, _merged(_known_inside(surface, table), shifted))
        if reading.parts:
            known = iter(reading.known)
            for part in reading.parts:
                if part.sort == "alias":
                    named = _known(zone, text, next(known), start)
                    found += [] if _is_owned(text, named.start, named.end) else [named]
                elif candidate := judge(body, start + part.start, start + part.end, part):
                    found.append(candidate)
    return found + [_known(zone, text, rest) for rest in others[place:]]


def _without_capitals(zone: Zone, text: str, table: ActorTable, language: str) -> list[Candidate]:
    """The tables' names, and between them those that the words themselves give."""
    known = _merged(table.others.find(text), table.patterns.find(text) if _LATIN.search(text) else [])
    found = [_known(zone, text, k) for k in known if k.value[0] is not None]
    for candidate in unmarked(zone, text, table.arabic_surnames, language):
        if not any(c.start < candidate.end and candidate.start < c.end for c in found):
            found.append(candidate)
    return sorted(found, key=lambda c: c.start)


def _as_spelt(match: Known, text: str) -> bool:
    """Whether the capitals are those of the table: the Islamic State is not an Islamic state."""
    actor, spelling = match.value
    name = text[match.start : match.end]
    if "İ" in name and name.isupper() and actor and actor.country not in _DOTTED:
        return False  # MİT is no MIT
    if name == spelling or spelling == spelling.lower() or name.isupper():
        return True
    return not name.isascii() and fold(name).plain == spelling


def _known(zone: Zone, text: str, match: Known, offset: int = 0) -> Candidate:
    actor = match.value[0]
    assert actor is not None
    start, end = offset + match.start, offset + match.end
    return Candidate(
        zone, start, end, text[start:end], actor.type, "alias", "alias", True, actor.id, actor.name, actor.country
    )


def _with_article(match: Known, text: str) -> Known:
    """A person's name with the article before it: "Al" of "Mr Al Assad"."""
    actor, start = match.value[0], match.start
    article = text[max(0, start - 3) : start].lower()
    if (
        actor is None
        or actor.type != "person"
        or article not in _ARTICLES
        or text[max(0, start - 4) : start - 3].isalnum()
    ):
        return match
    return match._replace(start=start - 3)


def _is_headline_case(text: str) -> bool:
    """Whether most long words are capitalised, so that a capital says nothing."""
    words = [w for w in text.split() if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.6 * len(words)
