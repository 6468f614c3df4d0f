"""How was a query read, and what does each part of it find?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date as Day
from typing import Any

from search import tree
from search.engine import Request, Searcher
from search.find import Shelf, look, read
from search.query import Query
from search.results import Remark, TermCount
from search.syntax import MOST_CHARACTERS, MOST_DEPTH, MOST_TERMS


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A query as it was understood, its tree, what each of its parts finds, and how its hits are ordered.

    `exact` is what the query finds as it stands, `total` what the page shows, which is more where the words were
    joined by OR. `ranking` are the words and weights that order the hits. `limits` are those that a query has.
    """

    text: str
    understood: str
    remarks: tuple[Remark, ...]
    tree: tree.Node
    terms: tuple[TermCount, ...]
    exact: int
    total: int
    ranking: tuple[tuple[str, float], ...]
    limits: dict[str, int]


def explain(text: str, archive: Shelf, searcher: Searcher) -> Explanation:
    """What was understood, and what it finds under no filter. Raises QueryTooLarge."""
    parsed = read(text, archive, searcher)
    found = look(Query(text=text), archive, searcher)
    clauses = found.request.clauses
    return Explanation(
        text=text,
        understood=parsed.understood,
        remarks=found.remarks,
        tree=parsed.tree,
        terms=tuple(TermCount(text=shown, count=searcher.count(Request(tree=node))) for shown, node in parsed.parts),
        exact=found.exact,
        total=found.answer.total,
        ranking=tuple((" ".join(_flat(clause.node)), clause.weight) for clause in clauses),
        limits={"characters": MOST_CHARACTERS, "terms": MOST_TERMS, "depth": MOST_DEPTH},
    )


def to_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as JSON values."""
    return {
        "query": {
            "text": explanation.text,
            "understood": explanation.understood,
            "remarks": [{"message": r.message, "start": r.start, "end": r.end} for r in explanation.remarks],
        },
        "tree": node_json(explanation.tree),
        "terms": [{"text": term.text, "count": term.count} for term in explanation.terms],
        "exact": explanation.exact,
        "total": explanation.total,
        "ranking": [{"clause": text, "weight": round(weight, 4)} for text, weight in explanation.ranking],
        "limits": explanation.limits,
    }


def node_json(node: tree.Node) -> dict[str, Any]:
    """A node as JSON values: its kind, and its fields by name."""
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    return {"kind": type(node).__name__.lower()} | {name: _value(value) for name, value in values.items()}


def drawn(node: tree.Node, depth: int = 0) -> list[str]:
    """The tree in lines, each part under what joins it, two spaces further in."""
    inner: tuple[tree.Node, ...] = ()
    line = " ".join(_flat(node))
    match node:
        case tree.And(children) | tree.Or(children):
            inner, line = children, "all of" if isinstance(node, tree.And) else "any of"
        case tree.Not(child):
            inner, line = (child,), "not"
        case tree.Boost(child, factor):
            first, *rest = drawn(child, depth)
            return [f"{first}  (counts {factor:g} times)", *rest]
    return ["  " * depth + line, *(below for child in inner for below in drawn(child, depth + 1))]


def _flat(node: tree.Node) -> list[str]:
    """A part in words: what is looked for, and where."""
    match node:
        case tree.Term(field, words):
            return [_either(words), "in", _place(field)]
        case tree.Phrase(field, places):
            return ['"' + " ".join(map(_either, places)) + '"', "in", _place(field)]
        case tree.Near(field, left, right, distance, ordered):
            return [_either(left), f"{'before' if ordered else 'near'} (at most {distance} words between)",
                    _either(right), "in", _place(field)]  # fmt: skip
        case tree.Within(unit, parts):
            return [" and ".join(map(_either, parts)), f"in one {unit}"]
        case tree.AtLeast(field, words, times):
            return [_either(words), f"at least {times} times in", _place(field)]
        case tree.Prefix(field, text):
            return [f"words that begin with {text} in", _place(field)]
        case tree.Wildcard(field, pattern):
            return [f"words that fit {pattern} in", _place(field)]
        case tree.Fuzzy(field, word, distance):
            return [f"words at most {distance} letters from {word} in", _place(field)]
        case tree.Value(facet, value):
            return [f"{facet}:", value]
        case tree.Dates(since, until):
            return ["dated", f"{since or '…'} to {until or '…'}"]
        case tree.Flag(name):
            return ["is", name]
        case tree.Everything():
            return ["every article"]
        case tree.Nothing():
            return ["no article"]
        case tree.And(children) | tree.Or(children):
            return [(" and " if isinstance(node, tree.And) else " or ").join(" ".join(_flat(c)) for c in children)]
    return ["not" if isinstance(node, tree.Not) else "", *_flat(node.child)]


def _either(words: tree.Words) -> str:
    shown = words if len(words) <= 8 else (*words[:8], f"… {len(words)} in all")
    return words[0] if len(words) == 1 else "(" + " or ".join(shown) + ")"


def _place(field: tree.Field) -> str:
    zone = field.removesuffix("_x")
    return f"the {zone}, as written" if field.endswith("_x") else f"the {zone}, by its stem"


def _value(value: Any) -> Any:
    if isinstance(value, tree.Node):
        return node_json(value)
    if isinstance(value, tuple):
        return [_value(each) for each in value]
    return value.isoformat() if isinstance(value, Day) else value
