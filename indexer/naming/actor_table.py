"""Which actors does Broadsheet know, under which names, and when did they hold office?

The tables are gazetteer/actors_*.toml: a section for each type, a line for each actor. A user's own actors.toml has the
same form and wins.

    [person]
    "Bashar al-Assad" = { country = "SY", also = ["Bashar Asad"], roles = ["president 2000-07-17..2024-12-08"] }

`also` are other names, `surname` the name used alone (the last word of the name unless it is given), `roles` what
the person was, so that "President Assad" is understood; `not` are phrases that hold a name but mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

import tomli

from indexer import gazetteer
from indexer.matching import Patterns, fold
from indexer.naming.sequences import sequences
from indexer.naming.spelling import keys
from search.article import ActorType
from search.errors import UnusableInput
from search.slugs import slugged

_TYPES: dict[str, ActorType] = {kind: kind for kind in get_args(ActorType)}
_FIRST = re.compile(r"\w+")
_UNCASED = re.compile("[\u0590-\u10ff\u2e80-\ud7af]")  # letters without capitals, which no transliteration is in
_ARTICLE = re.compile(r"[ae]l-|[AE]l-|\bAl\b")
_BELOW = frozenset(("vice", "deputy", "shadow", "assistant", "under", "elect"))
LEADERS = "actors_leaders.toml"
FILES = ("actors_people.toml", LEADERS, "actors_bodies.toml", "actors_groups.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A title and the days between which its holder bore it (ISO, "" for open)."""

    title: str
    since: str = ""
    until: str = ""

    def holds(self, day: str | None) -> bool:
        """Whether the office was held on that day, or a year after it ("President Bush" in a look back)."""
        if day is None:
            return True
        year_after = f"{int(self.until[:4]) + 1}{self.until[4:]}" if self.until else ""
        return (not self.since or self.since <= day) and (not year_after or day <= year_after)

    def is_called(self, title: str) -> bool:
        """Whether a title in small letters is this office's: a vice president is no president."""
        before, found, behind = title.replace("-", " ").rpartition(self.title)
        return bool(found) and not behind and before.rpartition(" ")[0].rpartition(" ")[2] not in _BELOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """An actor of the tables; `alone` says that a surname without more speaks of a person of that name."""

    id: str
    name: str
    type: ActorType
    country: str | None = None
    also: tuple[str, ...] = ()
    surname: str = ""
    offices: tuple[Office, ...] = ()
    alone: bool = True


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ActorTable:
    """The actors by their names in a text, by the key of their names, and by surname; `surnames` may stand alone.

    `patterns` are the names that are one capitalised sequence each, and stand only in one; `others` may stand anywhere
    ("al-qaeda", "9/11 Commission", names in Arabic). `words` are the first words of `patterns`, in small letters.
    """

    patterns: Patterns[tuple[Actor | None, str]]
    others: Patterns[tuple[Actor | None, str]]
    words: frozenset[str]
    by_key: Mapping[str, Actor]
    by_surname: Mapping[str, tuple[Actor, ...]]
    surnames: frozenset[str]
    arabic_surnames: frozenset[str] = frozenset()
    actors: Mapping[str, Actor] = field(default_factory=dict)


@lru_cache(maxsize=4)
def actor_table(user_folder: Path | None = None) -> ActorTable:
    """Our actors, with the user's laid over them. Raises UnusableInput for a user's table that cannot be read."""
    known = [_actors(gazetteer.ours(name), alone=name != LEADERS) for name in FILES]
    if user_folder and (user_folder / "actors.toml").exists():
        known.append(_users(user_folder / "actors.toml"))
    actors: dict[str, Actor] = {}
    refused: set[str] = set()
    for table in known:
        for actor, phrases in table:
            actors[actor.id] = actor
            refused.update(phrases)
    return _index(actors, refused)


def _users(path: Path) -> Iterator[tuple[Actor, tuple[str, ...]]]:
    try:
        sections = tomli.loads(path.read_text(encoding="utf-8"))
    except tomli.TOMLDecodeError as fault:
        raise UnusableInput(f'"{path}" is no TOML: {fault}.') from fault
    for kind in sections:
        if kind not in _TYPES:
            raise UnusableInput(f'"{path}" has a section "{kind}". Use one of: {", ".join(_TYPES)}.')
    return _actors(sections, alone=True)


def _actors(sections: Mapping[str, Any], *, alone: bool) -> Iterator[tuple[Actor, tuple[str, ...]]]:
    for kind, entries in sections.items():
        for name, values in entries.items():
            yield _actor(_TYPES[kind], name, values, alone), tuple(values.get("not", ()))


def _actor(kind: ActorType, name: str, values: Mapping[str, Any], alone: bool) -> Actor:
    plain = fold(name).plain  # of plain letters a slug is made faster
    return Actor(
        id=values.get("id") or slugged(plain if plain.isascii() and "'" not in plain else name),
        name=name,
        type=kind,
        country=values.get("country"),
        also=tuple(values.get("also", ())),
        surname=values.get("surname", re.sub("^[ae]l-", "", name.split()[-1])) if kind == "person" else "",
        offices=tuple(_office(text) for text in values.get("roles", ())),
        alone=alone,
    )


def _office(text: str) -> Office:
    title, _, dates = text.rpartition(" ")
    since, _, until = dates.partition("..")
    return Office(title=title.lower(), since=since, until=until)


def _index(actors: Mapping[str, Actor], refused: Iterable[str]) -> ActorTable:
    patterns: dict[str, tuple[Actor | None, str]] = {}
    spelt: list[tuple[str, Actor]] = []
    by_surname: dict[str, tuple[Actor, ...]] = {}
    for actor in actors.values():
        for name in (actor.name, *actor.also):
            for spelling in _spellings(name):
                patterns[spelling] = actor, fold(spelling).plain
            if (" " in name or "-" in name) and not _UNCASED.match(name):
                spelt.append((name, actor))
        if actor.type == "person":
            surname = fold(actor.surname).lower
            by_surname[surname] = (*by_surname.get(surname, ()), actor)
    by_key: dict[str, Actor] = {}
    for made, (_, actor) in zip(keys([name for name, _ in spelt]), spelt, strict=True):
        by_key.setdefault(made, actor)
    patterns |= {phrase: (None, phrase) for phrase in refused}
    inside = {name for name in patterns if not _UNCASED.match(name) and _is_one_sequence(name)}
    return ActorTable(
        patterns=Patterns({name: value for name, value in patterns.items() if name in inside}),
        words=frozenset(first[0] for name in inside if (first := _FIRST.search(patterns[name][1].lower()))),
        others=Patterns({name: value for name, value in patterns.items() if name not in inside}),
        by_key=by_key,
        by_surname=by_surname,
        surnames=frozenset(name for name, bearers in by_surname.items() if any(a.alone for a in bearers)),
        arabic_surnames=_arabic_surnames(actors.values()),
        actors=actors,
    )


def _is_one_sequence(name: str) -> bool:
    """Whether the name is capitalised from end to end: plainly, as most are, or with small words and hyphens."""
    return (name.istitle() and name.replace(" ", "").isalpha()) or sequences(name) == [(0, len(name))]


_WORDS_TOO = frozenset(
    ["الله", "الثاني", "السادس", "الثالث", "الاول", "الخامس", "الاسد", "سلام", "سلمان", "نصر",
     "مرسي", "صالح", "رشيد", "هادي", "مهدي", "حسين", "حسني"]
)  # fmt: skip


def _arabic_surnames(actors: Iterable[Actor]) -> frozenset[str]:
    """Last words of names in Arabic letters, folded, but for those of three letters and less: they are words too."""
    known = [actor for actor in actors if actor.type == "person" and actor.alone]
    names = [name for actor in known for name in actor.also if " " in name]
    last = {fold(name).plain.split()[-1] for name in names if "\u0600" < name[0] < "\u06ff"}
    return frozenset(word for word in last if len(word) > 3 or word in ("بوش", "عون", "غول")) - _WORDS_TOO


def _spellings(name: str) -> Iterator[str]:
    """The name, and for one with an article its other forms: "Al Nusra", "al-Nusra", "el-Nusra"."""
    yield name.lower() if name[:1].islower() else name
    if name.endswith(" News Agency"):
        yield name.replace(" News Agency", " news agency")
    if not _ARTICLE.search(name):
        return
    words = name.replace("al-", "Al ").replace("Al-", "Al ").replace("el-", "Al ").replace("El-", "Al ").split()
    if "Al" not in words[:-1]:
        return
    for article in ("Al ", "al-", "el-", "al "):
        spelt = " ".join(words).replace("Al ", article)
        yield spelt.lower() if article[0].islower() and words[0] == "Al" else spelt
    if words[0] != "Al":
        yield " ".join(w for w in words if w != "Al")
