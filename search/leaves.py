"""What does one word, phrase or value of a query mean? It becomes nodes of `search.tree`, and words to show.

A bare word stands in title or text, by its stems; `=word` and phrases by the unstemmed twins; a field narrows either,
or names a facet value, days, a flag or an id.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from lark import Token, Tree

from search import periods, tree
from search.forms import Form, forms, word_forms
from search.mending import placed, remark
from search.patterns import Pattern, read_pattern
from search.query import FACETS, NONE
from search.results import Remark

Resolve = Callable[[str, str], tuple[str, ...]]
Expand = Callable[[Pattern], tuple[str, ...]]
Called = Callable[[str, Sequence[str]], Sequence[str]]
TITLE_BOOST = 2.0
"""How much more a word in the title counts than one in the text."""
MOST_DISTANCE = 50
MOST_NAMES = 8
"""Names of facet values that are shown of those that a typed one stands for."""
USUAL_DISTANCE = 10
_DATES = {"date": periods.period, "after": periods.since, "before": periods.until}
_FLAGS: dict[str, Literal["undated", "copy"]] = {"undated": "undated", "copy": "copy", "copies": "copy"}


class Reading(NamedTuple):
    """A node, the words that show it, and what kind it is, for brackets around it."""

    node: tree.Node
    shown: str
    kind: Literal["leaf", "and", "or", "not"] = "leaf"


class Leaves:
    """Reads the leaves of one query; collects its remarks and its parts on the way."""

    def __init__(self, languages: frozenset[str], resolve: Resolve, expand: Expand | None, called: Called) -> None:
        self.remarks: list[Remark] = []
        self.parts: list[tuple[str, tree.Node]] = []
        self._languages = languages
        self._resolve = resolve
        self._expand = expand
        self._called = called

    def _leaf(self, node: Tree[Token], scope: str) -> Reading | None:
        token: Any = node.children[-1] if node.data == "exact" else node.children[0]
        if token.type == "EXACT":
            token = node.children[1]
        typed = str(token).strip('"') if token.type == "PHRASE" else str(token)
        if scope in _DATES:
            return self._dates(token, typed, scope)
        if scope == "is":
            return self._flag(token, typed)
        if scope in FACETS or scope == "id":
            return self._value(token, typed, scope)
        if node.data == "range":
            self.remarks.append(remark("A range needs a field before it: date:[2025-01 TO 2025-06].", token))
            return self._words(token, typed, scope)
        if node.data == "phrase":
            slop = next((str(c) for c in node.children if isinstance(c, Token) and c.type == "SLOP"), None)
            return self._phrase(token, typed, slop, scope)
        if node.data == "exact":
            return self._exact(typed, scope)
        return self._word(token, typed, scope)

    def _word(self, token: Token, typed: str, scope: str) -> Reading | None:
        pattern, fault, plain = read_pattern(typed)
        if fault:
            self.remarks.append(placed(fault, token))
        if pattern:
            return self._part(pattern.shown, self._over(scope, lambda field: pattern.at(twin(field))), scope)
        if (colon := plain.find(":")) > 0 and plain[:colon].isalpha() and plain[colon + 1 : colon + 2].isalnum():
            self.remarks.append(
                remark('There is no field "%(field)s"; the words were searched.', token, field=plain[:colon])
            )
        parts, whole = word_forms(plain, self._languages)
        return (
            self._part(plain, self._over(scope, lambda field: _written(field, parts, whole)), scope) if parts else None
        )

    def _words(self, token: Token, typed: str, scope: str) -> Reading | None:
        """A text that could not be read otherwise: all of its words."""
        return self._joined(
            [self._word(token, word, scope) for word in re.split(r"[\s\[\]*?~]+", typed) if word], "and"
        )

    def _exact(self, typed: str, scope: str) -> Reading | None:
        parts, whole = word_forms(typed.strip("*?~"), self._languages)
        if not parts:
            return None
        return self._part(f"={typed}", self._over(scope, lambda field: _written(twin(field), parts, whole)), scope)

    def _phrase(self, token: Token, typed: str, slop: str | None, scope: str) -> Reading | None:
        places = self._places(token, typed)
        if not places:
            return None
        if slop is not None and len(places) > 1:
            distance = self._distance(token, slop[1:])
            pairs = [(a, b) for i, a in enumerate(places) for b in places[i + 1 :]]
            pairs = pairs if len(places) <= 5 else list(pairwise(places))
            node = self._over(
                scope,
                lambda field: _all([tree.Near(twin(field), a, b, distance) for a, b in pairs]),
            )
            return self._part(f'"{typed}"~{distance}', node, scope)
        return self._part(f'"{typed}"', self._over(scope, lambda field: _run(twin(field), places)), scope)

    def _places(self, token: Token, typed: str) -> list[tree.Words]:
        """The alternatives of each word of a phrase; patterns among them are opened with the words of the index."""
        places: list[tree.Words] = []
        for word in typed.split():
            pattern, _, plain = read_pattern(word)
            if pattern:
                places.append(self._expanded(token, pattern))
            else:
                places += [form.words for form in forms(plain, self._languages)]
        return places

    def _expanded(self, token: Token, pattern: Pattern) -> tree.Words:
        if self._expand is None:
            self.remarks.append(remark("%(sign)s was searched as a plain word here.", token, sign=pattern.shown))
            return (pattern.plain,)
        return self._expand(pattern) or (pattern.plain,)

    def _dates(self, token: Token, typed: str, scope: str) -> Reading | None:
        found = _DATES[scope](typed)
        if found is None:
            self.remarks.append(
                remark(
                    '"%(words)s" is no date and was searched as words. Write 2025, 2025-06 or 2025-06-14.',
                    token,
                    words=typed,
                )
            )
            return self._words(token, typed, "")
        if found.since and found.until and found.since > found.until:
            self.remarks.append(remark("This range ends before it begins: %(words)s.", token, words=typed))
        since, until = (str(day) if day else "…" for day in (found.since, found.until))
        return self._part(f"date: {since} to {until}", found, "")

    def _flag(self, token: Token, typed: str) -> Reading | None:
        flag = _FLAGS.get(typed.lower())
        if flag is None:
            self.remarks.append(remark('There is no "is:%(words)s". Write is:undated or is:copy.', token, words=typed))
            return self._words(token, typed, "")
        return self._part(f"is: {flag}", tree.Flag(flag), "")

    def _value(self, token: Token, typed: str, facet: str) -> Reading:
        typed = " ".join(typed.split())
        if typed.lower() in ("none", NONE):
            values: tuple[str, ...] = (NONE,)
        else:
            values = self._resolve(facet, typed) if facet in FACETS else (typed.lower(),)
        if not values:
            self.remarks.append(remark('No %(facet)s is called "%(words)s".', token, facet=facet, words=typed))
            return self._part(typed, tree.Nothing(), facet)
        names = list(dict.fromkeys(self._called(facet, values)))
        shown = " or ".join(names[:MOST_NAMES]) + (" or …" if len(names) > MOST_NAMES else "")
        return self._part(shown, _any([tree.Value(facet, value) for value in values]), facet)

    def _distance(self, token: Token, digits: str) -> int:
        distance = int(digits or USUAL_DISTANCE)
        if distance > MOST_DISTANCE:
            self.remarks.append(
                remark(
                    "%(sign)s was read as %(count)s words, the most that can be asked.",
                    token,
                    sign=str(token),
                    count=MOST_DISTANCE,
                )
            )
        return min(distance, MOST_DISTANCE)

    def _over(self, scope: str, make: Callable[[tree.Field], tree.Node]) -> tree.Node:
        if scope in ("title", "text"):
            return make("title" if scope == "title" else "text")
        return tree.Or((tree.Boost(make("title"), TITLE_BOOST), make("text")))

    def _joined(self, several: Sequence[Reading | None], kind: Literal["and", "or"]) -> Reading | None:
        readings = [reading for reading in several if reading]
        if len(readings) < 2:
            return readings[0] if readings else None
        shown = [f"({r.shown})" if r.kind in ("and", "or") and r.kind != kind else r.shown for r in readings]
        nodes = tuple(reading.node for reading in readings)
        return Reading(tree.And(nodes) if kind == "and" else tree.Or(nodes), f" {kind.upper()} ".join(shown), kind)

    def _part(self, shown: str, node: tree.Node, scope: str) -> Reading:
        shown = f"{scope}: {shown}" if scope else shown
        if (shown, node) not in self.parts:
            self.parts.append((shown, node))
        return Reading(node, shown)


def twin(field: tree.Field) -> tree.Field:
    """The unstemmed twin of a field."""
    return "title_x" if field in ("title", "title_x") else "text_x"


def _written(field: tree.Field, parts: Sequence[Form], whole: Form | None) -> tree.Node:
    """A word as it may be written in this field: in parts one after another, or in one piece."""
    stemmed = field in ("title", "text")
    node = _run(field, [form.stems if stemmed else form.words for form in parts])
    if whole is None:
        return node
    alternatives = whole.stems if stemmed else whole.words
    if isinstance(node, tree.Term):
        return tree.Term(field, tuple(dict.fromkeys(node.words + alternatives)))
    return tree.Or((node, tree.Term(field, alternatives)))


def _run(field: tree.Field, places: Sequence[tree.Words]) -> tree.Node:
    return tree.Term(field, places[0]) if len(places) == 1 else tree.Phrase(field, tuple(places))


def _any(nodes: Sequence[tree.Node]) -> tree.Node:
    return nodes[0] if len(nodes) == 1 else tree.Or(tuple(nodes))


def _all(nodes: Sequence[tree.Node]) -> tree.Node:
    return nodes[0] if len(nodes) == 1 else tree.And(tuple(nodes))
