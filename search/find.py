"""How does a Query become a page of results? Read it, ask the engine, fetch, name and mark what is shown."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol
from weakref import WeakKeyDictionary, ref

from search import tree
from search.article import Article
from search.directory import Directory
from search.engine import Answer, Counts, Request, Searcher
from search.highlight import Matcher, matcher
from search.histogram import histogram
from search.query import FACETS, NONE, WINDOW, Query
from search.ranking import ranked
from search.resolving import Resolver
from search.results import Facet, FacetValue, Hit, Remark, SearchPage, TermCount
from search.suggesting import suggestions
from search.syntax import Parsed, parse
from search.work import check

VALUES = 10
"""Values shown of each facet, besides those that are selected."""
Naming = Callable[[str, str, str], str]
"""What a value is called in the query as understood: (facet, value, label in the archive) -> words."""
_AT_ONCE = 500
_MOST_LABELS = 20_000
_JOINED = Remark(text="No article holds all of these words. These hold some of them.")


class Shelf(Protocol):
    """What a page needs of the archive."""

    def articles(self, ids: Sequence[str], *, evidence: bool = True) -> dict[str, Article]:
        """The articles of these ids, with or without evidence; one that is not there is left out."""

    def labels(self, facet: str, values: Iterable[str]) -> dict[str, str]:
        """What these values are called."""

    def languages(self) -> frozenset[str]:
        """The languages of the articles."""

    def directory(self) -> Directory:
        """The names of all facet values."""


@dataclass(frozen=True, slots=True)
class Found:
    """A query as it was read, and the engine's answer to it; `exact` is what the query as it stands finds."""

    parsed: Parsed
    request: Request
    answer: Answer
    exact: int
    remarks: tuple[Remark, ...]


def own_label(facet: str, value: str, label: str) -> str:
    """The name that the archive has for a value."""
    return label


def find(
    query: Query, archive: Shelf, searcher: Searcher, *, values: int = VALUES, naming: Naming = own_label
) -> SearchPage:
    """The page of results that answers a query. All its numbers come from one generation of the index.

    `values` is how many values of each facet are shown, `naming` what they are called in the query as understood.
    Beyond the window there are no hits, only numbers.
    """
    started = time.perf_counter()
    found = look(query, archive, searcher, values, naming)
    answer = found.answer
    return SearchPage(
        query=query,
        understood=found.parsed.understood,
        remarks=found.remarks,
        total=answer.total,
        stories=answer.stories,
        pages=pages(answer.total, query.limit),
        generation=answer.generation,
        hits=_hits(answer, archive, matcher(found.request.tree)),
        facets=_facets(answer, query, archive),
        histogram=histogram(found.request, answer, searcher),
        suggestions=suggestions(query.text, found.exact, searcher, lambda text: _count(text, query, archive, searcher)),
        terms=_terms(found.parsed, searcher),
        took_ms=(time.perf_counter() - started) * 1000,
    )


def find_all(query: Query, archive: Shelf, searcher: Searcher) -> Iterator[Article]:
    """Every article that the page of this query counts, in its order, without a window. Streams."""
    ids = searcher.ids(look(query, archive, searcher).request)
    for at in range(0, len(ids), _AT_ONCE):
        yield from archive.articles(ids[at : at + _AT_ONCE]).values()


def look(query: Query, archive: Shelf, searcher: Searcher, values: int = VALUES, naming: Naming = own_label) -> Found:
    """Reads the query and asks the engine; when no article holds all words, those that hold some."""
    parsed = read(query.text, archive, searcher, naming)
    request = ranked(ask(query, parsed.tree, values), archive, searcher)
    answer = searcher.answer(request)
    looser = loosened(parsed.tree)
    if answer.total or looser is None:
        return Found(parsed, request, answer, answer.total, parsed.remarks)
    wider = ranked(ask(query, looser, values), archive, searcher)
    second = searcher.answer(wider)
    if not second.total:
        return Found(parsed, request, answer, 0, parsed.remarks)
    return Found(parsed, wider, second, 0, (*parsed.remarks, _JOINED))


def _count(text: str, query: Query, archive: Shelf, searcher: Searcher) -> int:
    return searcher.count(ask(query, read(text, archive, searcher).tree))


def read(text: str, archive: Shelf, searcher: Searcher, naming: Naming = own_label) -> Parsed:
    """The text as it is understood in this archive: its languages, its names, its words.

    Raises QueryTooLarge over a limit, or when it would be too much work here.
    """
    resolver, known = Resolver(archive, searcher), _Known.of(archive, searcher.generation)

    def called(facet: str, values: Sequence[str]) -> list[str]:
        return [naming(facet, value, label) for value, label in known.labels(facet, values).items()]

    parsed = parse(text, known.languages, resolver.values, resolver.words, called)
    check(parsed.tree, searcher)
    return replace(parsed, remarks=(*parsed.remarks, *resolver.remarks))


def ask(query: Query, node: tree.Node, values: int = VALUES) -> Request:
    """The request for a page of this query."""
    offset = (query.page - 1) * query.limit
    return Request(
        tree=node,
        selected=query.selected,
        excluded=query.excluded,
        since=query.since,
        until=query.until,
        sort=query.sort,
        offset=offset,
        limit=max(0, min(query.limit, WINDOW - offset)),
        facets=dict.fromkeys(FACETS, values),
        histogram="month",
        unit=query.unit,
    )


def pages(total: int, limit: int) -> int:
    """How many pages a reader can turn through."""
    return -(-min(total, WINDOW) // limit)


def loosened(node: tree.Node) -> tree.Node | None:
    """The tree with its words joined by OR, its filters kept; None if it does not join several words by AND."""
    if not isinstance(node, tree.And):
        return None
    words = tuple(child for child in node.children if _is_words(child))
    rest = tuple(child for child in node.children if not _is_words(child))
    return tree.And((tree.Or(words), *rest)) if len(words) > 1 else None


def _is_words(node: tree.Node) -> bool:
    match node:
        case tree.Value() | tree.Dates() | tree.Flag() | tree.Not() | tree.Everything() | tree.Nothing():
            return False
        case tree.And(children) | tree.Or(children):
            return any(map(_is_words, children))
        case tree.Boost(child):
            return _is_words(child)
    return True


def _hits(answer: Answer, archive: Shelf, marks: Matcher) -> tuple[Hit, ...]:
    articles = archive.articles([id for id, _ in answer.hits], evidence=False)
    similar = answer.similar or (0,) * len(answer.hits)
    return tuple(
        Hit(
            article=articles[id],
            score=score,
            title=marks.title(articles[id]),
            snippets=marks.snippets(articles[id]),
            similar=others,
        )
        for (id, score), others in zip(answer.hits, similar, strict=True)
        if id in articles
    )


def _facets(answer: Answer, query: Query, archive: Shelf) -> tuple[Facet, ...]:
    known = _Known.of(archive, answer.generation)
    return tuple(_facet(name, answer.facets[name], query, known) for name in FACETS)


def _facet(name: str, counts: Counts, query: Query, known: _Known) -> Facet:
    selected, excluded = query.selected.get(name, frozenset()), query.excluded.get(name, frozenset())
    found = dict(counts.values) | dict.fromkeys(excluded, 0)
    names = known.labels(name, found)
    values = [
        FacetValue(value=v, label=names[v], count=n, selected=v in selected, excluded=v in excluded)
        for v, n in found.items()
    ]
    values.sort(key=lambda v: (not v.selected, not v.excluded, -v.count, v.label.casefold(), v.value))
    return Facet(name=name, values=tuple(values), distinct=counts.distinct)


class _Known:
    """What pages need of the archive again and again, read once for each generation of the index."""

    _kept: ClassVar[WeakKeyDictionary[Shelf, _Known]] = WeakKeyDictionary()

    def __init__(self, archive: Shelf, generation: int) -> None:
        self._archive = ref(archive)
        self._generation = generation
        self._labels: dict[tuple[str, str], str] = {}
        self.languages = archive.languages()

    @classmethod
    def of(cls, archive: Shelf, generation: int) -> _Known:
        """What is known of this archive in this generation."""
        found = cls._kept.get(archive)
        if found is None or found._generation != generation:
            found = cls._kept[archive] = cls(archive, generation)
        return found

    def labels(self, facet: str, values: Iterable[str]) -> Mapping[str, str]:
        """The label of each value: a page shows seventy, mostly the same ones."""
        wanted, known, archive = list(values), self._labels, self._archive()
        missing = [value for value in wanted if value != NONE and (facet, value) not in known]
        if missing and archive is not None:
            found = {(facet, value): label for value, label in archive.labels(facet, missing).items()}
            known = {**known, **found}
            self._labels = known if len(known) < _MOST_LABELS else found
        return {value: known.get((facet, value), value) for value in wanted}


def _terms(parsed: Parsed, searcher: Searcher) -> tuple[TermCount, ...]:
    """The parts of the query and how many articles hold each, where there are several."""
    if len(parsed.parts) < 2:
        return ()
    return tuple(TermCount(text=text, count=searcher.count(Request(tree=node))) for text, node in parsed.parts)
