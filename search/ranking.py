"""Which articles answer the words best? Clauses that order the hits and never change what matches.

    words       BM25 of title and text, each word's weight falling with its share of the articles
    coverage    a word counts once for standing there at all, so many different words beat one that is repeated
    closeness   words that follow one another in the query gain where they stand close together
    feedback    words joined by OR are a rough question: the best answers to it say which other words belong to it

The first three are made of what the index knows of each word; feedback reads some articles, and only where it pays.
The number of clauses is bounded. The settings are one for all collections: see bench/RETRIEVAL.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, pairwise
from math import log1p
from typing import NamedTuple, Protocol

from search import tree
from search.article import Article
from search.documents import document
from search.engine import Clause, Document, Request, Searcher

DAMPING = 2
"""The weight of a word is (1 - its share of the articles) to this power."""
TITLE = 2.0
"""How much more a word in the title counts where all words are wanted; in a rough question as much as in the text."""
COVERAGE = 0.3
CLOSENESS = 0.05
WINDOW = 7
"""Words between two that are still close."""
MOST_PAIRS = 8
MOST_PLACES = 20_000
"""Two words are not looked for near each other when each of them stands in more articles: it would cost too much."""
_LEAST = 0.01

ROUGH = 3
"""From so many words joined by OR on there is feedback."""
MOST_ROUGH = 20_000
"""With more results than this there is no feedback: it would cost more than the page."""
_READ = 8
_READ_WORDS = 400
_ADDED = 10
_FEEDBACK = 0.2
_STEEPNESS = 6
_SHARED = 3
_K1, _B = 1.2, 0.75


class Reading(Protocol):
    """What feedback needs of the archive."""

    def articles(self, ids: Sequence[str], *, evidence: bool = True) -> dict[str, Article]:
        """The articles of these ids, with or without evidence."""


class _Word(NamedTuple):
    """A word of the query: its alternatives by field, and its weight."""

    fields: Mapping[tree.Field, tree.Words]
    weight: float
    rarity: float
    having: int


def ranked(request: Request, archive: Reading, searcher: Searcher) -> Request:
    """The request with the clauses that order its hits; as it is where words do not order them."""
    if request.sort != "relevance":
        return request
    words, rest = _words(request.tree, searcher)
    if len(words) + len(rest) < 2:
        return request
    loose = _is_loose(request.tree)
    first = replace(request, clauses=tuple(_clauses(words, rest, loose)))
    if not loose or len(words) < ROUGH or max(word.having for word in words) > MOST_ROUGH:
        return first
    return replace(first, clauses=(*first.clauses, *_feedback(first, words, archive, searcher)))


def idf(having: int, size: int) -> float:
    """How rare a word is, as BM25 has it."""
    return log1p((size - having + 0.5) / (having + 0.5))


def significant(
    documents: Sequence[tuple[Document, float]], searcher: Searcher, least: int = 1, own: int = 1
) -> list[tuple[str, float]]:
    """The stems that set these documents apart from the archive, weighed by the number beside each; the best first.

    Only words that at least `least` of them hold. A word of no more articles than `own` tells nothing of others,
    and one of more than a tenth of the archive too little.
    """
    size = max(1, searcher.size)
    usual = sum(len(found.text) for found, _ in documents) / max(1, len(documents)) or 1.0
    held = [Counter((*found.title, *found.text[:_READ_WORDS])) for found, _ in documents]
    seen = Counter(chain.from_iterable(held))
    known = {word: _significance(word, searcher, size, own) for word, holding in seen.items() if holding >= least}
    weights = defaultdict[str, float](float)
    for (found, weight), counts in zip(documents, held, strict=True):
        norm = _K1 * (1 - _B + _B * len(found.text) / usual)
        for word, times in counts.items():
            if known.get(word):
                weights[word] += weight * known[word] * times / (times + norm)
    return sorted(weights.items(), key=lambda item: (-item[1], item[0]))


def _significance(word: str, searcher: Searcher, size: int, own: int) -> float:
    if len(word) < 2 or word.isdecimal():
        return 0.0
    having = searcher.frequency("text", word)
    return idf(having, size) if own < having <= max(own + 1, size // 10) else 0.0


def _words(root: tree.Node, searcher: Searcher) -> tuple[list[_Word], list[tuple[tree.Node, float]]]:
    """The words that are wanted, in order, and all else that scores, with its weight."""
    size = max(1, searcher.size)
    words: list[_Word] = []
    rest: list[tuple[tree.Node, float]] = []
    for found in _parts(root):
        if isinstance(found, dict):
            every = {word for several in found.values() for word in several}
            having = max(searcher.frequency(_stemmed(field), word) for field in found for word in every)
            weight = max(_LEAST, (1 - min(1.0, having / size)) ** DAMPING)
            words.append(_Word(found, weight, idf(min(having, size), size), having))
        else:
            rest.append((found, 1.0))
    return list({tuple(word.fields.items()): word for word in words}.values()), rest


def _stemmed(field: tree.Field) -> tree.Field:
    """The field in which a word's share is judged: the text, by stems or as it was written."""
    return "text_x" if field.endswith("_x") else "text"


def _parts(node: tree.Node) -> Iterator[dict[tree.Field, tree.Words] | tree.Node]:
    """The words of a tree, those of title and text in one, and the other parts that score."""
    fields = _one_word(node)
    if fields:
        yield fields
        return
    match node:
        case tree.And(children) | tree.Or(children):
            for child in children:
                yield from _parts(child)
        case tree.Boost(child):
            yield from _parts(child) if isinstance(child, tree.And | tree.Or | tree.Boost) else (node,)
        case tree.Not() | tree.Value() | tree.Dates() | tree.Flag() | tree.Everything() | tree.Nothing():
            return
        case _:
            yield node


def _one_word(node: tree.Node) -> dict[tree.Field, tree.Words]:
    """The alternatives by field of a node that looks for one word; empty for any other."""
    match node:
        case tree.Term(field, words):
            return {field: words}
        case tree.Or((tree.Boost(tree.Term(title, words)), tree.Term(text, others))) if title != text:
            return {title: words, text: others}
    return {}


def _is_loose(node: tree.Node) -> bool:
    """Whether the words of the tree are joined by OR, whatever filters it."""
    match node:
        case tree.Or(children):
            return not _one_word(node) and len(children) >= ROUGH
        case tree.And(children):
            return any(map(_is_loose, children)) and not any(_one_word(child) for child in children)
    return False


def _clauses(words: Sequence[_Word], rest: Iterable[tuple[tree.Node, float]], loose: bool) -> Iterator[Clause]:
    for word in words:
        for field, alternatives in word.fields.items():
            factor = TITLE if field.startswith("title") and not loose else 1.0
            yield Clause(tree.Term(field, alternatives), word.weight * factor)
        if loose:
            anywhere = tree.Or(tuple(tree.Term(field, several) for field, several in word.fields.items()))
            yield Clause(anywhere, COVERAGE * word.weight * word.rarity, constant=True)
    for node, weight in rest:
        yield Clause(node, weight)
    pairs = [(a, b) for a, b in pairwise(words) if _shared(a, b) and min(a.having, b.having) <= MOST_PLACES]
    for a, b in sorted(pairs, key=lambda pair: -pair[0].rarity - pair[1].rarity)[:MOST_PAIRS]:
        field = _shared(a, b)[-1]
        near = tree.Near(field, a.fields[field], b.fields[field], WINDOW)
        yield Clause(near, CLOSENESS * a.weight * b.weight)


def _shared(a: _Word, b: _Word) -> list[tree.Field]:
    return [field for field in a.fields if field in b.fields]


def _feedback(first: Request, words: Sequence[_Word], archive: Reading, searcher: Searcher) -> Iterator[Clause]:
    """The words that the best articles share, each as far as it sets them apart."""
    best = searcher.answer(replace(first, offset=0, limit=_READ, facets={}, histogram=None, unit="articles"))
    if not best.hits or not 2 * _READ < best.total <= MOST_ROUGH:
        return
    articles = archive.articles([id for id, _ in best.hits], evidence=False)
    top = best.hits[0][1] or 1.0
    read = [(document(articles[id]), (score / top) ** _STEEPNESS) for id, score in best.hits if id in articles]
    chosen = significant(read, searcher, _SHARED)[:_ADDED]
    total = sum(weight for _, weight in chosen)
    asked = _FEEDBACK * sum(word.weight for word in words)
    for stem, weight in chosen:
        yield Clause(tree.Term("title", (stem,)), asked * weight / total)
        yield Clause(tree.Term("text", (stem,)), asked * weight / total)
