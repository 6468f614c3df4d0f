"""What is known of countries, cities and outlets before a text is read?

The tables are TOML and TSV files of this folder, which a person can edit; names.tsv, cities.tsv, regions.tsv and
first_names.tsv are made by make_tables.py. A user's own folder holds outlets.toml, countries.toml and the like, which
add to these and win.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import tomli

from indexer.matching import fold
from search.article import Rule
from search.errors import UnusableInput

HERE = Path(__file__).parent
LARGE = 500_000
ACTORS = ("actors_people.toml", "actors_bodies.toml")


class CountryName(NamedTuple):
    """A name that speaks of a country; `rule` is what it is: name, demonym, capital, historic state, institution."""

    code: str
    rule: Rule
    name: str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tables:
    """Ours and the user's, read once.

    `labels`: code -> English name. `successors`: of states that ended. `names`: language -> names. `refused`:
    language -> phrases that are no country. `cities`: folded name -> "code:people ...", the largest first. `regions`:
    (code, name, strong). `abbreviations`: short forms that stand behind a place -> code. `given`: first names.
    `figures`: leaders and public bodies of the table of actors, with their country.
    `words`: kinds of words that decide whether a place is meant. `outlets`: the user's tables first.
    """

    labels: Mapping[str, str]
    successors: Mapping[str, frozenset[str]]
    names: Mapping[str, tuple[CountryName, ...]]
    figures: tuple[CountryName, ...]
    refused: Mapping[str, tuple[str, ...]]
    cities: Mapping[str, str]
    regions: tuple[tuple[str, str, bool], ...]
    abbreviations: Mapping[str, str]
    given: frozenset[str]
    words: Mapping[str, frozenset[str]]
    outlets: tuple[Mapping[str, Any], ...]


def load(user_folder: Path | None = None) -> Tables:
    """The tables, with those of `user_folder` laid over them. Read once for each folder (about 0.2 s, 40 MB).

    Raises UnusableInput when a user's table is no TOML, with the line of the fault.
    """
    return _load(user_folder)


@lru_cache(maxsize=4)
def _load(user_folder: Path | None) -> Tables:  # a cache of `load` itself would keep load() and load(None) apart
    layers = [ours("countries.toml"), ours("demonyms.toml")]
    mine = [_toml(user_folder / "countries.toml")] if user_folder else []
    outlets = [_toml(user_folder / "outlets.toml")] if user_folder else []
    actors = [ours(name) for name in ACTORS] + ([_toml(user_folder / "actors.toml")] if user_folder else [])
    regions = ours("regions.toml")
    return Tables(
        labels=_labels([*layers, *mine]),
        successors={code: frozenset(after) for code, after in layers[0]["successors"].items()},
        names=_names([*layers, *mine]),
        figures=tuple(_figures(actors)),
        refused=_refused([*layers, *mine]),
        cities=_cities(regions["cities"]),
        regions=tuple(_regions(regions["strong"])),
        abbreviations={short: code for code, shorts in regions["abbreviations"].items() for short in shorts},
        given=frozenset(w for text in ours("given_names.toml").values() for w in text.split()),
        words={key: frozenset(text.split()) for key, text in layers[0]["words"].items()},
        outlets=tuple(entry for layer in [*outlets, ours("outlets.toml")] for entry in layer.get("outlet", ())),
    )


@cache
def ours(name: str) -> Mapping[str, Any]:
    """One of the TOML files of this folder, read once."""
    return tomli.loads((HERE / name).read_text(encoding="utf-8"))


def forget() -> None:
    """Read the user's tables again when they are asked for: a person has edited them."""
    _load.cache_clear()


def _toml(path: Path) -> Mapping[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomli.loads(path.read_text(encoding="utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UnusableInput(
            f"The table '{path}' cannot be read: {error}. Mend that line, or move the file away"
        ) from error


def rows(name: str) -> Iterator[list[str]]:
    """The lines of one of the TSV files of this folder, each as its columns."""
    for line in (HERE / name).read_text(encoding="utf-8").rstrip("\n").split("\n"):
        yield line.split("\t")


def _labels(layers: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    labels = {code: name for language, code, name in rows("names.tsv") if language == "en"}
    for layer in layers:
        labels |= layer.get("labels", {})
    return labels


def _names(layers: Sequence[Mapping[str, Any]]) -> dict[str, tuple[CountryName, ...]]:
    found: dict[str, dict[CountryName, None]] = {}
    for language, code, name in rows("names.tsv"):
        found.setdefault(language, {})[CountryName(code, "name", name)] = None
    for layer in layers:
        for table, rule in _RULES.items():
            for language, codes in layer.get(table, {}).items():
                names = found.setdefault(language, {})
                names |= {CountryName(code, rule, name): None for code, group in codes.items() for name in group}
    return {language: tuple(names) for language, names in found.items()}


_RULES: dict[str, Rule] = {
    "names": "name",
    "demonyms": "demonym",
    "capitals": "capital",
    "historic": "historic state",
    "institutions": "institution",
    "local": "local institution",
}


def _figures(layers: Sequence[Mapping[str, Any]]) -> Iterator[CountryName]:
    """Who speaks for a country: its leaders and ministries. Names that hold a country's own name are left to that."""
    for layer in layers:
        for kind in ("person", "government"):
            for name, entry in layer.get(kind, {}).items():
                leads = any(_OFFICES.match(role) for role in entry.get("roles", ()))
                if (code := entry.get("country")) and (kind == "government" or leads):
                    yield from (CountryName(code, kind, spelling) for spelling in (name, *entry.get("also", ())))


_OFFICES = re.compile(
    r"(?:vice |deputy )?(?:president|prime minister|premier|chancellor|foreign minister|defen[cs]e minister"
    r"|finance minister|secretary of state|treasury secretary|defense secretary|foreign secretary"
    r"|king|queen|emir|sultan|crown prince|supreme leader) "
)


def _refused(layers: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, ...]]:
    refused: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for language, phrases in layer.get("refuse", {}).items():
            refused[language] = (*refused.get(language, ()), *phrases)
    return refused


def _cities(more: Mapping[str, list[str]]) -> dict[str, str]:
    """Folded name -> "code:people code:people". Those by other names have no number and count as large ones."""
    cities = {name: countries for name, countries in rows("cities.tsv")}
    for code, names in more.items():
        for name in names:
            key = fold(name).lower
            if f"{code}:" not in cities.get(key, ""):
                cities[key] = f"{code}:{LARGE} {cities.get(key, '')}".strip()
    return cities


def _regions(strong: Mapping[str, list[str]]) -> Iterator[tuple[str, str, bool]]:
    known = {(code, name) for code, names in strong.items() for name in names}
    yield from ((code, name, True) for code, name in sorted(known))
    yield from ((code, name, False) for code, name in rows("regions.tsv") if (code, name) not in known)
