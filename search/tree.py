"""What does an engine have to find? Analysed terms and their combinations, the same nodes for every engine.

Fields: "title" and "text" hold stems, "title_x" and "text_x" the folded, unstemmed twins. A node's `words` are
alternatives of one another (the stems that a word has in the languages of the archive, or the expansions of a pattern).
`search.syntax` makes the tree from what the reader typed; an engine compiles it and adds nothing of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day
from typing import Literal

Field = Literal["title", "text", "title_x", "text_x"]
Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every article."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no article."""


@dataclass(frozen=True, slots=True)
class Term:
    """Any of these words stands in the field."""

    field: Field
    words: Words


@dataclass(frozen=True, slots=True)
class Phrase:
    """The words stand one after another; each position is a set of alternatives."""

    field: Field
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """At most `distance` words stand between the two; in either order unless `ordered`."""

    field: Field
    left: Words
    right: Words
    distance: int
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Within:
    """All of these stand in one sentence or in one paragraph of the text."""

    unit: Literal["sentence", "paragraph"]
    parts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Any of these words, together, stand at least `times` times in the field."""

    field: Field
    words: Words
    times: int


@dataclass(frozen=True, slots=True)
class Prefix:
    """A word of the twin begins with this text."""

    field: Field
    text: str


@dataclass(frozen=True, slots=True)
class Wildcard:
    """A word of the twin fits the pattern: ? is one character, * any number."""

    field: Field
    pattern: str


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """A word of the twin is at most `distance` edits away (insert, delete, replace; a swap is two)."""

    field: Field
    word: str
    distance: int


@dataclass(frozen=True, slots=True)
class Value:
    """The article has this facet value (`search.query.NONE` for: has none)."""

    facet: str
    value: str


@dataclass(frozen=True, slots=True)
class Dates:
    """The article's day lies between these, both included; an open end is None. Undated articles never match."""

    since: Day | None
    until: Day | None


@dataclass(frozen=True, slots=True)
class Flag:
    """The article is undated, or has copies."""

    name: Literal["undated", "copy"]


@dataclass(frozen=True, slots=True)
class Boost:
    """The child, with its score multiplied."""

    child: Node
    factor: float


@dataclass(frozen=True, slots=True)
class And:
    """All children match."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one child matches."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The child does not match."""

    child: Node


Node = (
    Everything | Nothing | Term | Phrase | Near | Within | AtLeast | Prefix | Wildcard | Fuzzy | Value | Dates | Flag
    | Boost | And | Or | Not
)  # fmt: skip
