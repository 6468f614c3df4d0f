"""What does a well-formed query mean? Each leaf of its parse becomes nodes of `search.tree`, and words to show.

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
from search.mending import remark
from search.patterns import Pattern, read_pattern
from search.query import FACETS, NONE
from search.results import Remark

Resolve = Callable[[str, str], tuple[str, ...]]
Expand = Callable[[Pattern], tuple[str, ...]]
TITLE_BOOST = 2.0
"""How much more a word in the title counts than one in the text."""
MOST_DISTANCE = 50
MOST_TIMES = 50
USUAL_DISTANCE = 10
_FIELDS = {
    "headline": "title", "hd": "title", "body": "text", "source": "outlet", "pub": "outlet", "by": "author",
    "lang": "language",
}  # fmt: skip
_DATES = {"date": periods.period, "after": periods.since, "before": periods.until}
_FLAGS: dict[str, Literal["undated", "copy"]] = {"undated": "undated", "copy": "copy", "copies": "copy"}
_UNKNOWN = {
    "lead": "The index does not know where a lead ends, so the whole text was searched.",
    "author": "Authors are not in the index, so their names were searched in title and text.",
}
_ORDERED = re.compile(r"(?:pre|adj|onear)", re.IGNORECASE)


class Reading(NamedTuple):
    """A node, the words that show it, and what kind it is, for brackets around it."""

    node: tree.Node
    shown: str
    kind: Literal["leaf", "and", "or", "not"] = "leaf"


class Operand(NamedTuple):
    """Alternatives for one place in the text; `exact` when they are unstemmed only."""

    form: Form
    shown: str
    exact: bool = False


class Meaning:
    """Reads one query; collects its remarks and its parts on the way."""

    def __init__(self, languages: frozenset[str], resolve: Resolve, expand: Expand | None) -> None:
        self.remarks: list[Remark] = []
        self.parts: list[tuple[str, tree.Node]] = []
        self._languages = languages
        self._resolve = resolve
        self._expand = expand

    def read(self, parsed: Any) -> Reading | None:
        """What the parse of a whole query means; None when no word is left of it."""
        return self._read(parsed.children[0], "") if parsed.children else None

    def read_words(self, tokens: Sequence[Token]) -> Reading | None:
        """The words of tokens that make no sentence, all of them wanted."""
        words = [token for token in tokens if token.type in ("WORD", "PHRASE")]
        return self._joined([self._words(token, str(token).strip('"'), "") for token in words], "and")

    def _read(self, node: Tree[Token], scope: str) -> Reading | None:
        children: list[Any] = node.children
        match node.data:
            case "either" | "both":
                readings = [self._read(child, scope) for child in children]
                return self._joined(readings, "or" if node.data == "either" else "and")
            case "without":
                return self._without(self._read(children[1], scope))
            case "required" | "group":
                return self._read(children[1], scope)
            case "field":
                return self._field(children[0], children[1], scope)
            case "near":
                return self._near(children, scope)
            case "atleast":
                return self._at_least(children[0], children[1], scope)
        return self._leaf(node, scope)

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
        pattern, message, plain = read_pattern(typed)
        if message:
            self.remarks.append(remark(message, token))
        if pattern:
            return self._part(typed, self._over(scope, lambda field: pattern.at(twin(field))), scope)
        if (colon := plain.find(":")) > 0 and plain[:colon].isalpha() and plain[colon + 1 : colon + 2].isalnum():
            self.remarks.append(remark(f'There is no field "{plain[:colon]}"; the words were searched.', token))
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
            self.remarks.append(remark(f"{pattern.shown} was searched as a plain word here.", token))
            return (pattern.plain,)
        return self._expand(pattern) or (pattern.plain,)

    def _near(self, children: list[Any], scope: str) -> Reading | None:
        """Proximity: each two neighbours; one sentence or paragraph for a whole run of the same sign."""
        signs = [child.children[0] for child in children[1::2]]
        operands = [self._operand(child) for child in children[0::2]]
        if scope not in ("", "title", "text") or not all(operands):
            self.remarks.append(remark(f"{signs[0]} stands between words only; all of them were searched.", signs[0]))
            return self._joined([self._read(child, scope) for child in children[0::2]], "and")
        known = [operand for operand in operands if operand]
        readings: list[Reading | None] = []
        at = 0
        while at < len(signs):
            last = at + 1
            if signs[at].type == "SAME":
                while last < len(signs) and signs[last].type == "SAME" and _unit(signs[last]) == _unit(signs[at]):
                    last += 1
                readings.append(self._within(signs[at], known[at : last + 1], scope))
            else:
                readings.append(self._pair(signs[at], known[at], known[last], scope))
            at = last
        return self._joined(readings, "and")

    def _within(self, sign: Token, operands: list[Operand], scope: str) -> Reading:
        if scope == "title":
            self.remarks.append(remark("Sentences and paragraphs are those of the text; the title has none.", sign))
        unit = _unit(sign)
        shown = f" /{unit[0]} ".join(operand.shown for operand in operands)
        return self._part(shown, tree.Within(unit, tuple(operand.form.stems for operand in operands)), "")

    def _pair(self, sign: Token, left: Operand, right: Operand, scope: str) -> Reading:
        distance = self._distance(sign, "".join(c for c in sign if c.isdecimal()))
        ordered = bool(_ORDERED.match(sign))
        exact = left.exact or right.exact
        node = self._over(
            scope,
            lambda field: tree.Near(
                twin(field) if exact else field,
                left.form.words if exact else left.form.stems,
                right.form.words if exact else right.form.stems,
                distance,
                ordered,
            ),
        )
        return self._part(f"{left.shown} {'PRE' if ordered else 'NEAR'}/{distance} {right.shown}", node, scope)

    def _operand(self, node: Tree[Token]) -> Operand | None:
        """The alternatives that a word, or words joined by OR in brackets, may stand for; None for anything else."""
        children: list[Any] = node.children
        match node.data:
            case "group":
                return self._operand(children[1])
            case "either":
                several = [self._operand(child) for child in children]
                known = [operand for operand in several if operand]
                return _merged(known) if len(known) == len(several) else None
            case "exact":
                operand = self._single(children[1], str(children[1]))
                return operand._replace(shown=f"={operand.shown}", exact=True) if operand else None
            case "phrase" if " " not in str(children[0]).strip():
                return self._single(children[0], str(children[0]).strip('"'))
            case "word":
                return self._single(children[0], str(children[0]))
        return None

    def _single(self, token: Token, typed: str) -> Operand | None:
        pattern, message, plain = read_pattern(typed)
        if message:
            self.remarks.append(remark(message, token))
        if pattern:
            words = self._expanded(token, pattern)
            return Operand(Form(words, words), typed, exact=True)
        parts, whole = word_forms(plain, self._languages)
        if len(parts) != 1:
            return None
        if whole:
            parts = (Form(parts[0].stems + whole.stems, parts[0].words + whole.words),)
        return Operand(parts[0], plain)

    def _at_least(self, sign: Token, child: Tree[Token], scope: str) -> Reading | None:
        operand = self._operand(child)
        typed = int("".join(c for c in sign if c.isdecimal()))
        times = max(1, min(typed, MOST_TIMES))
        if operand is None or scope not in ("", "text", "title"):
            self.remarks.append(remark(f"{sign} needs a single word after it and was left out.", sign))
            return self._read(child, scope)
        if times != typed:
            self.remarks.append(
                remark(f"{sign} was read as atleast{times}: from 1 to {MOST_TIMES} can be asked.", sign)
            )
        field: tree.Field = "title" if scope == "title" else "text"
        words = operand.form.words if operand.exact else operand.form.stems
        node = tree.AtLeast(twin(field) if operand.exact else field, words, times)
        return self._part(f"atleast{times} {operand.shown}", node, scope)

    def _field(self, sign: Token, child: Tree[Token], scope: str) -> Reading | None:
        name = sign.rstrip(": \t").lower()
        name = _FIELDS.get(name, name)
        if name in _UNKNOWN:
            self.remarks.append(remark(_UNKNOWN[name], sign))
            name = "text" if name == "lead" else ""
        if scope and scope != name:
            self.remarks.append(remark(f"A field cannot stand inside a field; {sign} was read by itself.", sign))
        return self._read(child, name)

    def _dates(self, token: Token, typed: str, scope: str) -> Reading | None:
        found = _DATES[scope](typed)
        if found is None:
            self.remarks.append(
                remark(f'"{typed}" is no date and was searched as words. Write 2025, 2025-06 or 2025-06-14.', token)
            )
            return self._words(token, typed, "")
        if found.since and found.until and found.since > found.until:
            self.remarks.append(remark(f"This range ends before it begins: {typed}.", token))
        since, until = (str(day) if day else "…" for day in (found.since, found.until))
        return self._part(f"date: {since} to {until}", found, "")

    def _flag(self, token: Token, typed: str) -> Reading | None:
        flag = _FLAGS.get(typed.lower())
        if flag is None:
            self.remarks.append(remark(f'There is no "is:{typed}". Write is:undated or is:copy.', token))
            return self._words(token, typed, "")
        return self._part(f"is: {flag}", tree.Flag(flag), "")

    def _value(self, token: Token, typed: str, facet: str) -> Reading:
        typed = " ".join(typed.split())
        if typed.lower() in ("none", NONE):
            values: tuple[str, ...] = (NONE,)
        else:
            values = self._resolve(facet, typed) if facet in FACETS else (typed.lower(),)
        if not values:
            self.remarks.append(remark(f'No {facet} is called "{typed}".', token))
            return self._part(typed, tree.Nothing(), facet)
        return self._part(" or ".join(values), _any([tree.Value(facet, value) for value in values]), facet)

    def _distance(self, token: Token, digits: str) -> int:
        distance = int(digits or USUAL_DISTANCE)
        if distance > MOST_DISTANCE:
            self.remarks.append(
                remark(f"{token} was read as {MOST_DISTANCE} words, the most that can be asked.", token)
            )
        return min(distance, MOST_DISTANCE)

    def _over(self, scope: str, make: Callable[[tree.Field], tree.Node]) -> tree.Node:
        if scope in ("title", "text"):
            return make("title" if scope == "title" else "text")
        return tree.Or((tree.Boost(make("title"), TITLE_BOOST), make("text")))

    def _part(self, shown: str, node: tree.Node, scope: str) -> Reading:
        shown = f"{scope}: {shown}" if scope else shown
        if (shown, node) not in self.parts:
            self.parts.append((shown, node))
        return Reading(node, shown)

    def _without(self, child: Reading | None) -> Reading | None:
        if child is None:
            return None
        shown = f"({child.shown})" if child.kind in ("and", "or") else child.shown
        return Reading(tree.Not(child.node), f"NOT {shown}", "not")

    def _joined(self, several: Sequence[Reading | None], kind: Literal["and", "or"]) -> Reading | None:
        readings = [reading for reading in several if reading]
        if len(readings) < 2:
            return readings[0] if readings else None
        shown = [f"({r.shown})" if r.kind == "or" and kind == "and" else r.shown for r in readings]
        nodes = tuple(reading.node for reading in readings)
        return Reading(tree.And(nodes) if kind == "and" else tree.Or(nodes), f" {kind.upper()} ".join(shown), kind)


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


def _merged(operands: Sequence[Operand]) -> Operand:
    exact = any(operand.exact for operand in operands)
    stems = tuple(dict.fromkeys(word for operand in operands for word in operand.form.stems))
    words = tuple(dict.fromkeys(word for operand in operands for word in operand.form.words))
    return Operand(Form(stems, words), f"({' OR '.join(operand.shown for operand in operands)})", exact)


def _unit(sign: Token) -> Literal["sentence", "paragraph"]:
    return "sentence" if sign.lower().endswith("s") else "paragraph"
