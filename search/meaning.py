"""What does a well-formed query mean? How its leaves are joined: AND, OR, NOT, fields, proximity and number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from lark import Token, Tree

from search import tree
from search.forms import Form, forms, word_forms
from search.leaves import Leaves, Reading, twin
from search.mending import placed, remark
from search.patterns import read_pattern
from search.results import Remark

MOST_TIMES = 50
_FIELDS = {
    "headline": "title", "hd": "title", "body": "text", "source": "outlet", "pub": "outlet", "by": "author",
    "lang": "language",
}  # fmt: skip
_UNKNOWN = {
    "lead": Remark(text="The index does not know where a lead ends, so the whole text was searched."),
    "author": Remark(text="Authors are not in the index, so their names were searched in title and text."),
}
_ORDERED = re.compile(r"(?:pre|adj|onear)", re.IGNORECASE)


class Operand(NamedTuple):
    """Alternatives for one place in the text; `exact` when they are unstemmed only."""

    form: Form
    shown: str
    exact: bool = False


class Meaning(Leaves):
    """Reads one query."""

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

    def _near(self, children: list[Any], scope: str) -> Reading | None:
        """Proximity: each two neighbours; one sentence or paragraph for a whole run of the same sign."""
        signs = [child.children[0] for child in children[1::2]]
        operands = [self._operand(child) for child in children[0::2]]
        if scope not in ("", "title", "text") or not all(operands):
            self.remarks.append(
                remark("%(sign)s stands between words only; all of them were searched.", signs[0], sign=str(signs[0]))
            )
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
        pattern, fault, plain = read_pattern(typed)
        if fault:
            self.remarks.append(placed(fault, token))
        if pattern:
            words = self._expanded(token, pattern)
            stems = [stem for word in words for form in forms(word, self._languages) for stem in form.stems]
            return Operand(Form(tuple(dict.fromkeys(stems)), words), typed, exact=True)
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
            self.remarks.append(remark("%(sign)s needs a single word after it and was left out.", sign, sign=str(sign)))
            return self._read(child, scope)
        if times != typed:
            self.remarks.append(
                remark(
                    "%(sign)s was read as %(read)s: from 1 to %(most)s can be asked.",
                    sign,
                    sign=str(sign),
                    read=f"atleast{times}",
                    most=MOST_TIMES,
                )
            )
        field: tree.Field = "title" if scope == "title" else "text"
        words = operand.form.words if operand.exact else operand.form.stems
        node = tree.AtLeast(twin(field) if operand.exact else field, words, times)
        return self._part(f"atleast{times} {operand.shown}", node, scope)

    def _field(self, sign: Token, child: Tree[Token], scope: str) -> Reading | None:
        name = sign.rstrip(": \t").lower()
        name = _FIELDS.get(name, name)
        if name in _UNKNOWN:
            self.remarks.append(placed(_UNKNOWN[name], sign))
            name = "text" if name == "lead" else ""
        if scope and scope != name:
            self.remarks.append(
                remark("A field cannot stand inside a field; %(sign)s was read by itself.", sign, sign=str(sign))
            )
        return self._read(child, name)

    def _without(self, child: Reading | None) -> Reading | None:
        if child is None:
            return None
        shown = f"({child.shown})" if child.kind in ("and", "or") else child.shown
        return Reading(tree.Not(child.node), f"NOT {shown}", "not")


def _merged(operands: Sequence[Operand]) -> Operand:
    exact = any(operand.exact for operand in operands)
    stems = tuple(dict.fromkeys(word for operand in operands for word in operand.form.stems))
    words = tuple(dict.fromkeys(word for operand in operands for word in operand.form.words))
    return Operand(Form(stems, words), f"({' OR '.join(operand.shown for operand in operands)})", exact)


def _unit(sign: Token) -> Literal["sentence", "paragraph"]:
    return "sentence" if sign.lower().endswith("s") else "paragraph"
