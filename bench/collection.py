"""What do the speed benchmarks search? An invented collection: the same number gives the same articles.

Words by Zipf's law, 375 to an article on average; 200 outlets, 195 countries (0 to 5 an article), 50,000 actors (0 to
12), ten years. One article in ten is a near-copy of an earlier one in another outlet.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Day
from datetime import timedelta
from functools import cache
from itertools import islice

import numpy as np

from search.article import (
    ActorMention,
    ActorType,
    Article,
    ArticleDate,
    CountryMention,
    Evidence,
    Outlet,
    Source,
)

MEAN_WORDS = 375
ACTORS, OUTLETS, COUNTRIES, VOCABULARY = 50_000, 200, 195, 120_000
FIRST_DAY, DAYS = Day(2015, 1, 1), 3652
HEAD = 8
"""Words of a title."""
BLOCK = 1000
"""Articles are invented in blocks of this many, each from its own seed."""
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st")
_SYLLABLES = tuple(onset + vowel for onset in _ONSETS for vowel in "aeiou")
_ENDS = ("", "", "n", "r", "t", "l", "s", "ed", "ing", "er")
_TYPES: tuple[ActorType, ...] = ("person", "person", "organisation", "government", "company", "party")
_COPIED = 0.1


@dataclass(frozen=True, slots=True)
class _Tables:
    """What the articles are made of."""

    words: tuple[str, ...]
    shares: np.ndarray[tuple[int], np.dtype[np.float64]]
    actors: tuple[tuple[str, str, ActorType], ...]
    countries: tuple[tuple[str, str], ...]
    outlets: tuple[tuple[str, str], ...]


def articles(first: int, last: int, corpus: str = "bench") -> Iterator[Article]:
    """The articles of these numbers, from `first` up to but not `last`; both are multiples of BLOCK."""
    for block in range(first // BLOCK, last // BLOCK):
        yield from _block(block, corpus)


def word(rank: int) -> str:
    """The word of this frequency rank, from 0."""
    return tables().words[rank]


@cache
def tables() -> _Tables:
    """The vocabulary, the actors and the countries."""
    rng = np.random.default_rng(7)
    seen: dict[str, None] = {}
    while len(seen) < VOCABULARY:
        made = "".join(_SYLLABLES[i] for i in rng.integers(0, len(_SYLLABLES), rng.integers(1, 5)))
        seen[made + _ENDS[rng.integers(0, len(_ENDS))]] = None
    words = tuple(seen)
    actors = []
    for number in range(ACTORS):
        name = f"{words[number % 9000 + 100].title()} {words[number * 7 % 30_000 + 500].title()}"
        actors.append((f"{name.lower().replace(' ', '-')}-{number}", name, _TYPES[number % len(_TYPES)]))
    codes = [a + b for a in "ABCDEFGHIJKLMN" for b in "ABCDEFGHIJKLMN"][:COUNTRIES]
    countries = tuple((code, f"Land of {words[200 + i].title()}") for i, code in enumerate(codes))
    outlets = tuple((f"{name}-post", f"The {name.title()} Post") for name in words[900 : 900 + OUTLETS])
    return _Tables(words, _zipf(VOCABULARY, 1.05), tuple(actors), countries, outlets)


@cache
def _zipf(size: int, exponent: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The cumulated shares of ranks under Zipf's law."""
    weights = 1.0 / (np.arange(size) + 2.7) ** exponent
    cumulated = np.cumsum(weights)
    return np.asarray(cumulated / cumulated[-1], np.float64)


class _Dice:
    """The random numbers of a block, thrown many at once and handed out one by one."""

    def __init__(self, seed: int) -> None:
        self._source = np.random.default_rng((11, seed))
        self._unit: Iterator[float] = iter(())
        self._ranks: dict[int, Iterator[int]] = {}

    def unit(self) -> float:
        """A number from 0 up to but not 1."""
        found = next(self._unit, None)
        if found is None:
            self._unit = iter(self._source.random(20_000).tolist())
            found = next(self._unit)
        return found

    def below(self, size: int) -> int:
        """A whole number from 0 up to but not `size`."""
        return int(self.unit() * size)

    def ranks(self, size: int, exponent: float, count: int) -> list[int]:
        """Ranks from 0 under Zipf's law."""
        source = self._ranks.setdefault(size, iter(()))
        found = list(islice(source, count))
        if len(found) < count:
            thrown: list[int] = np.searchsorted(_zipf(size, exponent), self._source.random(5000 + count)).tolist()
            self._ranks[size] = iter(thrown[count:])
            return thrown[:count]
        return found

    def texts(self) -> Iterator[list[str]]:
        """The words of each article of a block, those of the title first."""
        lengths = np.clip(self._source.lognormal(5.8, 0.5, BLOCK), 30, 2500).astype(int) + HEAD
        ranks = np.searchsorted(tables().shares, self._source.random(int(lengths.sum()))).tolist()
        words = list(map(tables().words.__getitem__, ranks))
        at = 0
        for length in lengths.tolist():
            yield words[at : at + length]
            at += length


def _block(block: int, corpus: str) -> Iterator[Article]:
    dice = _Dice(block)
    made: list[tuple[str, str]] = []
    for number, words in enumerate(dice.texts(), block * BLOCK):
        if made and dice.unit() < _COPIED:
            title, text = made[dice.below(len(made))]
            text = f"{text}\n\nPrinted again as number {number}."
        else:
            title, text = " ".join(words[:HEAD]).capitalize(), _prose(words[HEAD:])
        made.append((title, text))
        yield _dressed(dice, title, text, number, corpus)


def _prose(words: list[str]) -> str:
    """Sentences of 18 words, paragraphs of four sentences."""
    sentences = [" ".join(words[at : at + 18]).capitalize() + "." for at in range(0, len(words), 18)]
    return "\n\n".join([" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)])


def _dressed(dice: _Dice, title: str, text: str, number: int, corpus: str) -> Article:
    """An article with facet values, each of them with two to four words as evidence."""
    known, given = tables(), _values(dice)
    outlet_slug, outlet_name = known.outlets[given.outlet]
    return Article(
        id=hashlib.sha256(f"{number}".encode()).hexdigest()[:16],
        title=title,
        text=text,
        source=Source(
            corpus=corpus, path=f"dump-{number // 5000}.jsonl", sha256=f"{number // 5000:064}", start=number * 3000,
            end=number * 3000 + 2900, line=number + 1,
        ),
        language=given.language,
        outlet=Outlet(name=outlet_name, slug=outlet_slug),
        date=ArticleDate(value=given.day, basis="printed", raw=given.day, earliest=given.day, latest=given.day)
        if given.day
        else ArticleDate(),
        agency=given.agency,
        countries=tuple([
            CountryMention(
                code=known.countries[c][0], name=known.countries[c][1], about=i == 0, score=0.5,
                evidence=_evidence(dice, text),
            )
            for i, c in enumerate(given.countries)
        ]),
        actors=tuple([
            ActorMention(
                id=known.actors[a][0], name=known.actors[a][1], type=known.actors[a][2], evidence=_evidence(dice, text)
            )
            for a in given.actors
        ]),
        metadata=f"Published: {given.day}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Values:
    """The facet values of an article, the tables' numbers for those that have a table."""

    outlet: int
    countries: tuple[int, ...]
    actors: tuple[int, ...]
    language: str
    agency: str | None
    day: str | None


def _values(dice: _Dice) -> _Values:
    return _Values(
        outlet=dice.ranks(OUTLETS, 0.8, 1)[0],
        countries=tuple(dict.fromkeys(dice.ranks(COUNTRIES, 0.9, dice.below(6)))),
        actors=tuple(dict.fromkeys(dice.ranks(ACTORS, 0.9, dice.below(13)))),
        language="en" if dice.unit() < 0.8 else "fr",
        agency="Reuters" if dice.unit() < 0.2 else None,
        day=(FIRST_DAY + timedelta(dice.below(DAYS))).isoformat() if dice.unit() < 0.97 else None,
    )


def _evidence(dice: _Dice, text: str) -> tuple[Evidence, ...]:
    last = max(1, len(text) - 12)
    starts = [dice.below(last) for _ in range(2 + dice.below(3))]
    return tuple([Evidence(zone="text", start=s, end=s + 12, text=text[s : s + 12], rule="name") for s in starts])
