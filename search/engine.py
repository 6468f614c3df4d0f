"""Who answers? The port that every engine implements.

The facet rule, the same on every engine: values of one facet are OR, facets are AND, exclusions are AND NOT; the counts
of a facet leave out that facet's own selection, but never an exclusion; a selected value is shown even at 0; a missing
value is the value "(none)". Order of values: by count, then by value; `search.find` puts the selected first and names
them. Every count is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date as Day
from pathlib import Path
from typing import Literal, Protocol

from search.query import Selections, Sort, Unit
from search.tree import Everything, Field, Node

Interval = Literal["year", "month", "day"]
EVERYTHING = Everything()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What an engine holds of an article: terms, facet values and ids, never the text.

    `title` and `text` are stems, `title_x` and `text_x` the unstemmed twins, term by term at the same positions. No
    term holds white space. `facets` gives each facet's values, none for a facet that the article has no value for.
    `sentences` and `paragraphs` are the positions in `text` at which one begins. `story` is the id that near-copies
    share, that of one of them; it may be empty for an article that shares it with no other.
    """

    id: str
    title: tuple[str, ...]
    text: tuple[str, ...]
    title_x: tuple[str, ...]
    text_x: tuple[str, ...]
    facets: Mapping[str, tuple[str, ...]]
    day: Day | None
    story: str
    has_copies: bool = False
    sentences: tuple[int, ...] = ()
    paragraphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """What an article that a node matches gains in the order of relevance: `weight` times its score there.

    A constant clause scores 1 wherever its node matches, however often.
    """

    node: Node
    weight: float
    constant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A question to an engine. `facets` says how many values of each facet to count, `histogram` at which interval.

    With the unit "stories" the hits are folded: each story is shown once, by the first of its articles in the order
    of the request, and total, facet counts and histogram count the stories that have an article there. `limit` 0
    asks for the numbers alone. With `clauses` the score of a hit is the sum of what they give, instead of the score of
    the tree; they never change what matches.
    """

    tree: Node = EVERYTHING
    selected: Selections = field(default_factory=dict)
    excluded: Selections = field(default_factory=dict)
    since: Day | None = None
    until: Day | None = None
    sort: Sort = "relevance"
    offset: int = 0
    limit: int = 20
    facets: Mapping[str, int] = field(default_factory=dict)
    histogram: Interval | None = None
    unit: Unit = "articles"
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """A facet's most frequent values with their counts, and how many values it has in all under this request.

    `values` holds as many as were asked for, most frequent first, ties by value; after them the selected values that
    are not among them, also at 0.
    """

    values: tuple[tuple[str, int], ...]
    distinct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an engine found, all of it in one generation.

    `hits` are (id, score), ties broken by newest day, then id; undated articles stand last in both date orders.
    `histogram` maps "2025", "2025-06" or "2025-06-14" to counts, without empty ones. `first` and `last` are the days
    of the earliest and latest dated result. All three, and `undated`, are given when the request asks for a
    histogram. `similar` is, for each hit of a request in stories, how many more results its story has.
    """

    hits: tuple[tuple[str, float], ...]
    total: int
    stories: int
    generation: int
    facets: Mapping[str, Counts] = field(default_factory=dict)
    histogram: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    first: Day | None = None
    last: Day | None = None
    similar: tuple[int, ...] = ()


class Searcher(Protocol):
    """Reads an index."""

    @property
    def generation(self) -> int:
        """The change number up to which the index has gone (see `search.archive`)."""

    def answer(self, request: Request) -> Answer:
        """The hits, counts and histogram of a request, from one generation."""

    def count(self, request: Request) -> int:
        """The total of a request, in its unit."""

    def values(self, request: Request, facet: str, contains: str = "", limit: int = 100) -> Counts:
        """A facet's values under a request whose slug or name holds `contains` (folded), most frequent first."""

    def vocabulary(
        self, prefix: str, limit: int = 100, *, field: Field = "text_x", exact: bool = True
    ) -> list[tuple[str, int]]:
        """Unstemmed words of a field that begin with `prefix`, with the number of articles, most frequent first.

        Where the numbers need not be exact, deleted articles may be counted for a while; that is much faster.
        """

    @property
    def size(self) -> int:
        """The number of articles."""

    def frequency(self, field: Field, word: str) -> int:
        """In how many articles the word stands in the field; deleted ones may still be counted for a while."""

    def ids(self, request: Request) -> list[str]:
        """The ids of all results in the request's order, without a window."""

    def close(self) -> None:
        """Let go of files."""


class Engine(Searcher, Protocol):
    """Reads and writes an index."""

    def write(self, added: Iterable[Document], deleted: Iterable[str], generation: int) -> None:
        """Replace these documents by id and delete those, then commit; afterwards the index stands at `generation`.

        A replay changes nothing. Documents come as a stream and are never held all at once.
        """


def open_engine(name: str, folder: Path, *, write: bool = False) -> Engine:
    """The engine of this name ("tantivy", "whoosh") on an index folder, made if it is missing and `write` is given.

    The one place that imports an adapter. Raises EngineUnavailable for an unknown name or a library that is missing.
    """
    from search.errors import EngineUnavailable

    match name:
        case "tantivy":
            from search.engines.tantivy import TantivyEngine

            return TantivyEngine(folder, write=write)
        case "whoosh":
            from search.engines.whoosh import WhooshEngine

            return WhooshEngine(folder, write=write)
    raise EngineUnavailable(f'No engine is called "{name}". Use one of: tantivy, whoosh.')
