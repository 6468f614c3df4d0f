"""Words of a text in a script without capitals, and what each may be in a name: Arabic and Persian.

The small words that Arabic writes onto a name (و ف ب ل ك) are left out. The words that decide stand in
gazetteer/names_arabic.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from indexer import gazetteer
from indexer.matching import fold
from search.article import ActorType

_LETTERS = r"[\u0621-\u063a\u0641-\u0652\u0670-\u06d3\u200c]+"
WORD, _RUN = re.compile(_LETTERS), re.compile(rf"{_LETTERS}(?: {_LETTERS})*")
PREFIXES = ("و", "ف", "ب", "ل", "ك")
_NEVER = frozenset(
    ("على", "إلى", "الى", "أمام", "وعلى", "وإلى", "حتى", "لدى", "متى", "الآن", "الان", "آلان", "بأن", "لأن")
)


class Token(NamedTuple):
    """A word at text[start:end]; `bare` is folded and without its prefix, where `start` already stands behind it.

    `begins` says that a name may begin with it, `known` that it is a known person's surname.
    """

    start: int
    end: int
    word: str
    bare: str
    begins: bool
    known: bool


_Reading = tuple[int, tuple[str, str, bool, bool]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Words:
    """The words of gazetteer/names_arabic.toml, folded; `lone` are given names that are nothing else."""

    given: frozenset[str]
    lone: frozenset[str]
    doubtful: frozenset[str]
    sources: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    adjectives: frozenset[str]
    nationals: frozenset[str]
    says: frozenset[str]
    stops: frozenset[str]
    heads: Mapping[str, ActorType]
    definite: frozenset[str]
    nobodies: frozenset[str]
    places: frozenset[str]


@lru_cache(maxsize=2)
def table(language: str) -> Words:
    """The words for a text in Arabic ("ar") or Persian ("fa")."""
    read = gazetteer.ours("names_arabic.toml")
    kinds: dict[str, ActorType] = {
        "government": "government", "party": "party", "igo": "igo", "armed_group": "armed_group", "company": "company",
        "media": "media", "organisation": "organisation",
    }  # fmt: skip
    stops = frozenset([*_folded(read["stops"]["words"]), *_inflected(_folded(read["stops"]["verbs"]))])
    doubtful = frozenset(_folded(read["given"]["doubtful"]))
    lists = ("arabic", "other", "persian", *(("arabic_alone",) if language == "ar" else ()))
    given = frozenset(w for name in lists for w in _folded(read["given"][name]))
    heads = {word: kinds[name] for name, text in read["heads"].items() if name in kinds for word in _folded(text)}
    given = given - (stops - doubtful) | doubtful
    places = frozenset(_places())
    return Words(
        given=given,
        lone=frozenset(w for w in given - doubtful - places if len(w) > 3) if language == "ar" else frozenset(),
        doubtful=doubtful,
        sources=frozenset(_folded(read["stops"]["sources"])),
        titles=frozenset(_folded(read["titles"]["words"] + read["titles"]["related"])),
        roles=frozenset(_folded(read["titles"]["roles"])),
        adjectives=frozenset(_folded(read["titles"]["adjectives"])),
        nationals=frozenset(f"ال{word}{ending}" for word in _nationalities() for ending in ("", "ه")),
        says=frozenset(_folded(read["says"]["words"])),
        stops=stops,
        heads=heads,
        definite=frozenset(_folded(read["heads"]["definite"])),
        places=places,
        nobodies=frozenset(" ".join(_folded(name)) for name in read["nobodies"]["names"].strip().splitlines()),
    )


def _places() -> Iterator[str]:
    """The names of countries and large cities that are one word, folded."""
    known = gazetteer.load()
    yield from (fold(name.name).plain for name in known.names["ar"] if name.rule != "demonym" and " " not in name.name)
    yield from (name for name in known.cities if "\u0600" < name[0] < "\u06ff" and " " not in name)


def _nationalities() -> Iterator[str]:
    """The demonyms of one word, folded: "French"."""
    names = [name.name for name in gazetteer.load().names["ar"] if name.rule == "demonym"]
    yield from (word for word in _folded(" ".join(name for name in names if " " not in name)) if word.endswith("ي"))


def _inflected(verbs: list[str]) -> Iterator[str]:
    """The verbs, with "and", "so" and "will" before them and the ending of "she" behind a past."""
    for verb in verbs:
        present = verb.startswith("ي")
        for form in (verb, "ت" + verb[1:], "س" + verb) if present else (verb, verb + "ت"):
            yield from (form, "و" + form, "ف" + form)


def _folded(text: str) -> list[str]:
    return fold(text.replace("\u200c", "\u0000")).plain.replace("\u0000", "\u200c").split()


def runs(text: str, surnames: frozenset[str], language: str) -> Iterator[list[Token]]:
    """Words between which nothing but a blank stands, where a name may begin with one of them."""
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        readings = [reading(word, surnames, language) for word in words]
        if any([rest[2] or rest[3] for _, rest in readings]):
            yield list(_tokens(run.start(), words, readings))


def _tokens(start: int, words: list[str], readings: list[_Reading]) -> Iterator[Token]:
    for word, (skipped, rest) in zip(words, readings, strict=True):
        end = start + len(word)
        yield Token(start + skipped, end, *rest)
        start = end + 1


@lru_cache(maxsize=60_000)
def reading(word: str, surnames: frozenset[str], language: str) -> _Reading:
    """A word's prefix to skip, the word folded, the same without the prefix; whether a name may begin with it, and
    whether it is the surname of a known person."""
    words = table(language)
    if word in _NEVER or "\u064b" in word:  # an adverb: "also"
        return 0, ("", "", False, False)
    plain = fold(word.replace("\u200c", "\u0001")).plain.replace("\u0001", "\u200c")
    skipped, bare = _without_prefix(plain, words)
    first = any(bare in known for known in (words.given, words.titles, words.heads, words.definite, words.nationals))
    begins = first or plain == "عبد" or plain in words.says
    known = _is_surname(plain, surnames, words) or (plain[0] in PREFIXES and _is_surname(plain[1:], surnames, words))
    return skipped, (plain, bare, begins, known)


def _is_surname(plain: str, surnames: frozenset[str], words: Words) -> bool:
    return plain in surnames and not any(plain in kind for kind in (words.doubtful, words.titles, words.stops))


def _without_prefix(plain: str, words: Words) -> tuple[int, str]:
    for known in (
        words.given,
        words.titles,
        words.heads,
        words.definite,
        words.stops,
        words.says,
        words.adjectives,
        words.nationals,
    ):
        if plain in known:
            return 0, plain
    if len(plain) > 3 and plain[0] in PREFIXES:
        rest = plain[1:]
        if any(
            rest in known
            for known in (words.given, words.titles, words.heads, words.definite, words.roles, words.nationals)
        ):
            return 1, rest
        whole = "ا" + plain[1:] if plain.startswith("لل") else ""
        if whole in words.titles or whole in words.definite or whole in words.nationals:
            return 1, whole
    return 0, plain
