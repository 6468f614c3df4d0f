"""What do the speed benchmarks ask? Twenty questions of each kind, the same for every engine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bench.collection import tables, word
from search.query import Query

KINDS = ("rare", "common", "and", "or", "phrase", "prefix", "fuzzy", "filtered", "match-all")


@dataclass(frozen=True, slots=True)
class Question:
    """Words of a kind, with facet values that narrow them."""

    kind: str
    words: tuple[str, ...]
    selected: tuple[tuple[str, str], ...] = ()

    def query(self) -> Query:
        """The question as a reader types it."""
        text = {
            "or": " OR ".join(self.words),
            "phrase": f'"{" ".join(self.words)}"',
            "prefix": f"{self.words[0]}*" if self.words else "",
            "fuzzy": f"{self.words[0]}~1" if self.words else "",
        }.get(self.kind, " ".join(self.words))
        return Query(text=text, selected={facet: frozenset([value]) for facet, value in self.selected})


def questions(texts: Sequence[str], each: int = 20, seed: int = 3) -> list[Question]:
    """`each` questions of every kind but match-all, which is one; phrases stand in one of the texts."""
    rng = random.Random(seed)
    rank = rng.randrange
    found = []
    for _ in range(each):
        found += [
            Question("rare", (word(rank(5_000, 30_000)),)),
            Question("common", (word(rank(60)),)),
            Question("and", (word(rank(20, 300)), word(rank(20, 300)))),
            Question("or", (word(rank(20, 300)), word(rank(20, 300)), word(rank(300, 3000)))),
            Question("phrase", _phrase(rng.choice(texts), rng)),
            Question("prefix", (_long(rng)[:4],)),
            Question("fuzzy", (_long(rng),)),
            Question("filtered", (word(rank(60)),), _filters(rng)),
        ]
    return [Question("match-all", ()), *found]


def _phrase(text: str, rng: random.Random) -> tuple[str, ...]:
    words = text.split(".")[0].split()
    at = rng.randrange(max(1, len(words) - 1))
    return tuple(w.lower() for w in words[at : at + 2])


def _long(rng: random.Random) -> str:
    while len(found := word(rng.randrange(50, 4000))) < 6:
        pass
    return found


def _filters(rng: random.Random) -> tuple[tuple[str, str], ...]:
    known = tables()
    return ("outlet", known.outlets[rng.randrange(20)][0]), ("country", known.countries[rng.randrange(20)][0])
