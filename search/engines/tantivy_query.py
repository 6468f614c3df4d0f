"""How does a tree become a tantivy query?

Words count, filters do not: what narrows without ranking is wrapped to score 0. Reader's text never reaches
tantivy's own parser. Side fields make the rest exact:

    unit                  "word:3.0" for a word in the first sentence of the fourth paragraph, so that "all in one
                          sentence" is an AND for each place that all of the words have, and a paragraph is the places
                          that begin alike
    repeats               "text:word:3" for a word that stands three times
    flag                  "every", "undated", "copy"
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date as Day
from itertools import product
from math import prod

from tantivy import FieldType, Occur, Schema, Searcher
from tantivy import Query as TantivyQuery

from search import tree
from search.engine import Clause
from search.errors import QueryTooLarge
from search.query import NONE

MOST_COMBINATIONS = 64
"""A phrase of more combinations of alternatives goes to tantivy as patterns, one for each position."""
MOST_SPLITS = 4096
"""The most ways in which the count of `AtLeast` may be split over its alternatives."""
_SPECIAL = re.compile(r'([.?+*|(){}\[\]\\^$#&~<>@"-])')
_GLOB = {"*": "(?s:.)*", "?": "(?s:.)"}

Positioned = list[str | tuple[int, str]]


class Compiler:
    """Compiles trees for one snapshot of an index."""

    def __init__(self, schema: Schema, searcher: Searcher) -> None:
        self._schema = schema
        self._searcher = searcher

    def compile(self, node: tree.Node) -> TantivyQuery:
        """The query that matches what the node matches. QueryTooLarge when it would need too many parts."""
        match node:
            case tree.Everything():
                return TantivyQuery.const_score_query(TantivyQuery.all_query(), 0.0)
            case tree.Nothing():
                return TantivyQuery.empty_query()
            case tree.And() | tree.Not():
                return self._all(node.children if isinstance(node, tree.And) else (node,))
            case tree.Or(children):
                return any_of([self.compile(child) for child in children])
            case tree.Boost(child, factor):
                return TantivyQuery.boost_query(self.compile(child), factor)
            case tree.Value(facet, value):
                return unscored(self.word(facet, value))
            case tree.Dates(since, until):
                return self.days(since, until)
            case tree.Flag(name):
                return self.flag(name)
        return self._words(node)

    def clause(self, clause: Clause) -> TantivyQuery:
        """What an article gains in the order of relevance."""
        query = self.compile(clause.node)
        query = TantivyQuery.const_score_query(query, 1.0) if clause.constant else query
        return TantivyQuery.boost_query(query, clause.weight)

    def most(self, node: tree.Node) -> int:
        """No more documents match than this, by what the dictionary knows."""
        match node:
            case tree.Term(field, words):
                return sum([self._searcher.doc_freq(field, word) for word in words])
            case tree.Value(facet, value):
                return int(self._searcher.doc_freq(facet, value))
            case tree.Boost(child):
                return self.most(child)
            case tree.Or(children):
                return sum(map(self.most, children))
            case tree.And(children) if children:
                return min(map(self.most, children))
        return int(self._searcher.num_docs)

    def word(self, field: str, value: str | int) -> TantivyQuery:
        """Documents with exactly this term in the field."""
        return TantivyQuery.term_query(self._schema, field, value, "freq")

    def values(self, facet: str, values: Iterable[str]) -> TantivyQuery:
        """Documents with at least one of these facet values, unscored."""
        return unscored(any_of([self.word(facet, value) for value in sorted(values)]))

    def flag(self, name: str) -> TantivyQuery:
        """Documents with this flag, unscored."""
        return unscored(self.word("flag", name))

    def days(self, since: Day | None, until: Day | None) -> TantivyQuery:
        """Dated documents between these days, both included, unscored."""
        low = (since or Day.min).toordinal()
        high = (until or Day.max).toordinal()
        return unscored(TantivyQuery.range_query(self._schema, "day", FieldType.Unsigned, low, high))

    def _all(self, children: Sequence[tree.Node]) -> TantivyQuery:
        keep = [(Occur.Must, self.compile(c)) for c in children if not isinstance(c, tree.Not)]
        drop = [(Occur.MustNot, self.compile(c.child)) for c in children if isinstance(c, tree.Not)]
        return TantivyQuery.boolean_query((keep or [(Occur.Must, self.flag("every"))]) + drop)

    def _words(self, node: tree.Node) -> TantivyQuery:
        match node:
            case tree.Term(field, words):
                return any_of([self.word(field, word) for word in words])
            case tree.Phrase(field, words):
                return self._phrase(field, list(enumerate(words)))
            case tree.Near():
                return self._near(node)
            case tree.Within(unit, parts):
                return self._within(unit, parts)
            case tree.AtLeast(field, words, times):
                return self._at_least(field, words, times)
            case tree.Prefix(field, text):
                return self._pattern(field, escape(text) + _GLOB["*"])
            case tree.Wildcard(field, pattern):
                return self._pattern(field, "".join(_GLOB.get(c) or escape(c) for c in pattern))
            case tree.Fuzzy(field, word, distance):
                return TantivyQuery.fuzzy_term_query(self._schema, twin(field), word, distance, False, False)
        raise TypeError(f"not a node: {node!r}")

    def _pattern(self, field: str, pattern: str) -> TantivyQuery:
        return TantivyQuery.regex_query(self._schema, twin(field), pattern)

    def _phrase(self, field: str, words: Sequence[tuple[int, tree.Words]]) -> TantivyQuery:
        if not words or not all(alternatives for _, alternatives in words):
            return TantivyQuery.empty_query()
        if prod(len(alternatives) for _, alternatives in words) > MOST_COMBINATIONS:
            patterns: Positioned = [(at, "|".join(map(escape, alternatives))) for at, alternatives in words]
            return TantivyQuery.regex_phrase_query(self._schema, field, patterns, 0)
        offsets = [at for at, _ in words]
        choices = product(*(dict.fromkeys(alternatives) for _, alternatives in words))
        return any_of([self._exact(field, list(zip(offsets, choice, strict=True))) for choice in choices])

    def _exact(self, field: str, words: Positioned, slop: int = 0) -> TantivyQuery:
        words = list(dict.fromkeys(words))
        if len(words) == 1:
            return self.word(field, words[0][1])
        return TantivyQuery.phrase_query(self._schema, field, words, slop)

    def _near(self, node: tree.Near) -> TantivyQuery:
        """At most `distance` words between.

        tantivy's slop counts moves: in order it is the number of words between, but it also takes reversed pairs that
        are closer, and one word as both ends. So it serves only where order is free and no word is on both sides.
        """
        orders = [(node.left, node.right)] if node.ordered else [(node.left, node.right), (node.right, node.left)]
        few = len(node.left) * len(node.right) <= MOST_COMBINATIONS
        if few and not node.ordered and not set(node.left) & set(node.right):
            pairs = [pair for left, right in orders for pair in product(left, right)]
            return any_of([self._exact(node.field, [(0, a), (1, b)], node.distance) for a, b in pairs])
        gaps = range(1, node.distance + 2)
        return any_of([self._phrase(node.field, [(0, a), (gap, b)]) for a, b in orders for gap in gaps])

    def _within(self, unit: str, parts: Sequence[tree.Words]) -> TantivyQuery:
        numbers = [[(word, self._units(unit, word)) for word in dict.fromkeys(words)] for words in parts]
        shared = set.intersection(*(set().union(*(units for _, units in some)) for some in numbers))
        together = [
            all_of(
                [
                    any_of([self.word("unit", f"{word}:{n}") for word, units in some for n in units.get(key, ())])
                    for some in numbers
                ]
            )
            for key in sorted(shared)
        ]
        words = [any_of([self.word("text", word) for word in part]) for part in parts]
        return all_of([unscored(any_of(together)), *words])

    def _units(self, unit: str, word: str) -> dict[str, list[str]]:
        """The places at which the word stands in any document: those of each sentence, or of each paragraph."""
        found: dict[str, list[str]] = {}
        for number in self._suffixes("unit", word):
            found.setdefault(number if unit == "sentence" else number.partition(".")[0], []).append(number)
        return found

    def _suffixes(self, field: str, word: str) -> Iterator[str]:
        """What stands behind the word in the terms of a side field."""
        for term, _ in self._searcher.terms_with_prefix(field, word + ":", None, None):
            before, _, number = term.rpartition(":")
            if before == word:
                yield number

    def _at_least(self, field: str, words: tree.Words, times: int) -> TantivyQuery:
        words = tuple(dict.fromkeys(words))
        found = any_of([self.word(field, word) for word in words])
        if times <= 1:
            return found
        splits = list(_splits(times, len(words)))
        if len(splits) > MOST_SPLITS:
            raise QueryTooLarge(
                '"atleast%(times)s" over %(count)s forms of a word is too much. Ask for fewer times.',
                times=times, count=len(words),
            )  # fmt: skip
        counted = [
            all_of([self._repeated(field, word, n) for word, n in zip(words, split, strict=True) if n])
            for split in splits
        ]
        return TantivyQuery.boolean_query([(Occur.Must, found), (Occur.Must, unscored(any_of(counted)))])

    def _repeated(self, field: str, word: str, times: int) -> TantivyQuery:
        if times == 1:
            return self.word(field, word)
        term = repeat(field, word)
        enough = [count for count in self._suffixes("repeats", term) if int(count) >= times]
        return any_of([self.word("repeats", f"{term}:{count}") for count in enough])


def repeat(field: str, word: str) -> str:
    """The term of the field "repeats" for a word, without the number of times that it stands there."""
    return f"{field}:{word}"


def twin(field: str) -> str:
    """The unstemmed twin of a field."""
    return field if field.endswith("_x") else field + "_x"


def escape(text: str) -> str:
    """The pattern that matches this text and nothing else."""
    return _SPECIAL.sub(r"\\\1", text)


def unscored(query: TantivyQuery) -> TantivyQuery:
    """The same matches, with score 0."""
    return TantivyQuery.const_score_query(query, 0.0)


def any_of(queries: list[TantivyQuery]) -> TantivyQuery:
    """What at least one of these matches."""
    if len(queries) == 1:
        return queries[0]
    return TantivyQuery.boolean_query([(Occur.Should, query) for query in queries])


def all_of(queries: list[TantivyQuery]) -> TantivyQuery:
    """What all of these match."""
    if len(queries) == 1:
        return queries[0]
    return TantivyQuery.boolean_query([(Occur.Must, query) for query in queries])


def ranks(node: tree.Node) -> bool:
    """Whether the node gives different articles different scores; if not, relevance is newest first."""
    match node:
        case tree.Term() | tree.Phrase() | tree.Near() | tree.Within() | tree.AtLeast():
            return True
        case tree.And(children):
            return any(ranks(child) for child in children if not isinstance(child, tree.Not))
        case tree.Or(children):
            return any(map(ranks, children))
        case tree.Boost(child):
            return ranks(child)
    return False


def is_slow(node: tree.Node) -> bool:
    """Whether finding the matches costs much more than reading them: words sought by a pattern, or by their places."""
    match node:
        case tree.Term() | tree.Value() | tree.Dates() | tree.Flag() | tree.Everything() | tree.Nothing():
            return False
        case tree.And(children) | tree.Or(children):
            return any(map(is_slow, children))
        case tree.Boost(child) | tree.Not(child):
            return is_slow(child)
    return True


def facet_values(values: Sequence[str]) -> Sequence[str]:
    """The values to index: each once, and the reserved one where there is none."""
    return tuple(dict.fromkeys(values)) or (NONE,)


def _splits(total: int, parts: int) -> Iterable[tuple[int, ...]]:
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in _splits(total - first, parts - 1):
            yield (first, *rest)
