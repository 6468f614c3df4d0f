"""What does an answer look like? One page of results: hits, facets with counts, a histogram."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from search.article import Article
from search.query import Query
from search.saying import said


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and whether it matched; text is never markup."""

    text: str
    match: bool = False


Passage = tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One result. `title` is the marked title, `snippets` the passages that show why the article was found.

    `similar` is how many other articles of its story stand behind it.
    """

    article: Article
    score: float
    title: Passage
    snippets: tuple[Passage, ...]
    similar: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """A value, how many results it has under the other filters, and whether the reader chose or excluded it."""

    value: str
    label: str
    count: int
    selected: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A facet's values in order: selected first, then by count, then by name. `distinct` counts all, shown or not."""

    name: str
    values: tuple[FacetValue, ...]
    distinct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Articles dated from one day to another (ISO days, both included)."""

    start: str
    end: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Histogram:
    """Bars without gaps, at most 60, and the number of results without a date."""

    interval: str
    bars: tuple[Bar, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something the reader should know about the query: a fault with its place (characters of the text), or a limit.

    `text` is English with a %(name)s for each of the `values`; `message` is both together (see `search.saying`).
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    start: int | None = None
    end: int | None = None

    @property
    def message(self) -> str:
        """The remark in English."""
        return said(self.text, self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """A part of the query as it was understood, and how many articles hold it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Another query text that finds more, and how much."""

    text: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """A page of results with all that a template needs; every number in it comes from one generation of the index."""

    query: Query
    understood: str
    remarks: tuple[Remark, ...]
    total: int
    stories: int
    pages: int
    generation: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...]
    histogram: Histogram
    suggestions: tuple[Suggestion, ...] = ()
    terms: tuple[TermCount, ...] = ()

    def facet(self, name: str) -> Facet:
        """The facet of this name; KeyError if the page has none."""
        for facet in self.facets:
            if facet.name == name:
                return facet
        raise KeyError(name)


def to_json(page: SearchPage) -> dict[str, Any]:
    """The page under the fixed names of the JSON API and `search --json`."""
    return {
        "query": {
            "text": page.query.text,
            "understood": page.understood,
            "remarks": [{"message": r.message, "start": r.start, "end": r.end} for r in page.remarks],
        },
        "total": page.total,
        "stories": page.stories,
        "page": page.query.page,
        "pages": page.pages,
        "generation": page.generation,
        "took_ms": round(page.took_ms, 1),
        "hits": [_hit(hit) for hit in page.hits],
        "facets": {
            f.name: [{"value": v.value, "label": v.label, "count": v.count, "selected": v.selected} for v in f.values]
            for f in page.facets
        },
        "histogram": [{"from": bar.start, "to": bar.end, "count": bar.count} for bar in page.histogram.bars],
        "undated": page.histogram.undated,
    }


def _hit(hit: Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "id": article.id,
        "external_id": article.external_id,
        "title": article.title,
        "outlet": article.outlet.name if article.outlet else None,
        "date": article.date.value,
        "language": article.language,
        "score": round(hit.score, 4),
        "story": article.story,
        "copies": len(article.copies),
        "snippets": [[{"text": p.text, "match": p.match} for p in passage] for passage in hit.snippets],
    }
