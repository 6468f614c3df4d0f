"""Which leaves of a query are there, and which of them made an article a hit?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from search import tree

Leaf = tree.Term | tree.Phrase | tree.Near | tree.Within | tree.AtLeast | tree.Prefix | tree.Wildcard | tree.Fuzzy


def zone(leaf: Leaf) -> str:
    """Where the leaf looks: "title" or "text"."""
    return "text" if isinstance(leaf, tree.Within) else leaf.field.removesuffix("_x")


@dataclass(frozen=True, slots=True)
class Compiled:
    """A tree with its leaves by number, in the order of a walk that skips no branch."""

    root: tree.Node
    leaves: tuple[Leaf, ...]

    def live(self, matched: frozenset[int]) -> frozenset[int]:
        """The leaves that made the article a hit, given all that match in it. Filters count as satisfied."""
        numbers = iter(range(len(self.leaves)))
        return _live(self.root, matched, numbers)[1]


def compile_tree(root: tree.Node) -> Compiled:
    """The leaves of a tree, numbered."""
    leaves: list[Leaf] = []
    _collect(root, leaves)
    return Compiled(root, tuple(leaves))


def positive(root: tree.Node) -> frozenset[int]:
    """The numbers of the leaves that stand under no NOT."""
    numbers = iter(range(1_000_000))
    return frozenset(_positive(root, numbers, wanted=True))


def _collect(node: tree.Node, leaves: list[Leaf]) -> None:
    match node:
        case tree.And(children) | tree.Or(children):
            for child in children:
                _collect(child, leaves)
        case tree.Boost(child) | tree.Not(child):
            _collect(child, leaves)
        case tree.Everything() | tree.Nothing() | tree.Value() | tree.Dates() | tree.Flag():
            pass
        case _:
            leaves.append(node)


def _positive(node: tree.Node, numbers: Iterable[int], wanted: bool) -> list[int]:
    match node:
        case tree.And(children) | tree.Or(children):
            return [number for child in children for number in _positive(child, numbers, wanted)]
        case tree.Boost(child):
            return _positive(child, numbers, wanted)
        case tree.Not(child):
            return _positive(child, numbers, wanted=False)
        case tree.Everything() | tree.Nothing() | tree.Value() | tree.Dates() | tree.Flag():
            return []
    number = next(iter(numbers))
    return [number] if wanted else []


def _live(node: tree.Node, matched: frozenset[int], numbers: Iterable[int]) -> tuple[bool, frozenset[int]]:
    nobody: frozenset[int] = frozenset()
    match node:
        case tree.And(children) | tree.Or(children):
            found = [_live(child, matched, numbers) for child in children]
            satisfied = (all if isinstance(node, tree.And) else any)(holds for holds, _ in found)
            return satisfied, nobody.union(*(leaves for holds, leaves in found if holds)) if satisfied else nobody
        case tree.Boost(child):
            return _live(child, matched, numbers)
        case tree.Not(child):
            return not _live(child, matched, numbers)[0], nobody
        case tree.Nothing():
            return False, nobody
        case tree.Everything() | tree.Value() | tree.Dates() | tree.Flag():
            return True, nobody
    number = next(iter(numbers))
    return number in matched, frozenset({number}) & matched
