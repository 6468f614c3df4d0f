"""What do the speed benchmarks search? An invented collection: the same number gives the same articles.

Words by Zipf's law, 375 to an article on average; 200 outlets, 195 countries (0 to 5 an article), 50,000 actors (0 to
12), ten years. One article in ten is a near-copy of an earlier one in another outlet.
"""

from __future__ import annotations

import hashlib
import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import timedelta
from functools import cache
from itertools import pairwise

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
from search.engine import Document

MEAN_WORDS = 375
ACTORS, OUTLETS, COUNTRIES, VOCABULARY = 50_000, 200, 195, 120_000
FIRST_DAY, DAYS = Day(2015, 1, 1), 3652
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


def _zipf(size: int, exponent: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """The cumulated shares of ranks under Zipf's law."""
    weights = 1.0 / (np.arange(size) + 2.7) ** exponent
    cumulated = np.cumsum(weights)
    return np.asarray(cumulated / cumulated[-1], np.float64)


@cache
def _shares(size: int, exponent: float) -> list[float]:
    return _zipf(size, exponent).tolist()


def _draw(rng: random.Random, size: int, exponent: float, count: int) -> list[int]:
    shares = _shares(size, exponent)
    return [bisect_left(shares, rng.random()) for _ in range(count)]


def _block(block: int, corpus: str) -> Iterator[Article]:
    numbers, rng = np.random.default_rng((11, block)), random.Random(block)
    made: list[Article] = []
    lengths = np.clip(numbers.lognormal(5.8, 0.5, BLOCK), 30, 2500).astype(int)
    ranks = np.searchsorted(tables().shares, numbers.random(int(lengths.sum()) + BLOCK * 8)).tolist()
    words = list(map(tables().words.__getitem__, ranks))
    at = 0
    for number, length in enumerate(lengths.tolist(), block * BLOCK):
        if made and rng.random() < _COPIED:
            article = _copy(rng, rng.choice(made), number, corpus)
        else:
            article = _article(rng, words[at : at + 8], words[at + 8 : at + 8 + length], number, corpus)
        at += length + 8
        made.append(article)
        yield article


def _article(rng: random.Random, head: list[str], words: list[str], number: int, corpus: str) -> Article:
    cuts = [*range(0, len(words), 18), len(words)]
    sentences = [" ".join(words[a:b]).capitalize() + "." for a, b in pairwise(cuts) if a < b]
    text = "\n\n".join(" ".join(sentences[i : i + 4]) for i in range(0, len(sentences), 4))
    return _dressed(rng, " ".join(head).capitalize(), text, number, corpus)


def _copy(rng: random.Random, of: Article, number: int, corpus: str) -> Article:
    return _dressed(rng, of.title, f"{of.text}\n\nPrinted again as number {number}.", number, corpus)


def _dressed(rng: random.Random, title: str, text: str, number: int, corpus: str) -> Article:
    """An article with facet values, each of them with two to four words as evidence."""
    known, given = tables(), random_values(rng)
    return Article(
        id=hashlib.sha256(f"{number}".encode()).hexdigest()[:16],
        title=title,
        text=text,
        source=Source(
            corpus=corpus, path=f"dump-{number // 5000}.jsonl", sha256=f"{number // 5000:064}", start=number * 3000,
            end=number * 3000 + 2900, line=number + 1,
        ),
        language=given.language,
        outlet=Outlet(name=known.outlets[given.outlet][1], slug=known.outlets[given.outlet][0]),
        date=ArticleDate(value=given.day, basis="printed", raw=given.day, earliest=given.day, latest=given.day)
        if given.day
        else ArticleDate(),
        agency=given.agency,
        countries=tuple(
            CountryMention(
                code=known.countries[c][0], name=known.countries[c][1], about=i == 0, score=0.5,
                evidence=_evidence(rng, text),
            )
            for i, c in enumerate(given.countries)
        ),
        actors=tuple(
            ActorMention(
                id=known.actors[a][0], name=known.actors[a][1], type=known.actors[a][2], evidence=_evidence(rng, text)
            )
            for a in given.actors
        ),
        metadata=f"Published: {given.day}",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Values:
    """The facet values of an article, the tables' numbers for those that have a table."""

    outlet: int
    countries: tuple[int, ...]
    actors: tuple[int, ...]
    language: str
    agency: str | None
    day: str | None


def random_values(rng: random.Random) -> Values:
    """What an article is to have in its facets; one in thirty is undated."""
    return Values(
        outlet=_draw(rng, OUTLETS, 0.8, 1)[0],
        countries=tuple(dict.fromkeys(_draw(rng, COUNTRIES, 0.9, rng.randint(0, 5)))),
        actors=tuple(dict.fromkeys(_draw(rng, ACTORS, 0.9, rng.randint(0, 12)))),
        language="en" if rng.random() < 0.8 else "fr",
        agency="Reuters" if rng.random() < 0.2 else None,
        day=(FIRST_DAY + timedelta(rng.randrange(DAYS))).isoformat() if rng.random() < 0.97 else None,
    )


def _evidence(rng: random.Random, text: str) -> tuple[Evidence, ...]:
    starts = [int(rng.random() * max(1, len(text) - 12)) for _ in range(rng.randint(2, 4))]
    return tuple(Evidence(zone="text", start=s, end=s + 12, text=text[s : s + 12], rule="name") for s in starts)


def again(document: Document, number: int, rng: random.Random) -> Document:
    """The words of a document in another article: its own id, day and facet values."""
    known, given = tables(), random_values(rng)
    codes = tuple(known.countries[c][0] for c in given.countries)
    facets = {
        "outlet": (known.outlets[given.outlet][0],),
        "country": codes,
        "about": codes[:1],
        "actor": tuple(known.actors[a][0] for a in given.actors),
        "agency": ("reuters",) if given.agency else (),
        "language": (given.language,),
        "corpus": ("bench",),
    }
    id = f"{number:04x}{document.id[4:]}"
    story = f"{number:04x}{document.story[4:]}" if document.story else ""
    day = Day.fromisoformat(given.day) if given.day else None
    return replace(document, id=id, story=story, day=day, facets=facets)
