"""Where is the fault in a query, and what is left without it?

A token that cannot stand where it stands is taken out, and a remark says which and where. What is left is always a
sentence of `query.lark`, so the words are searched whatever else was typed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lark import Token

from search.results import Remark

OPERANDS = frozenset({"WORD", "PHRASE", "LPAR", "RANGE", "EXACT", "ATLEAST"})
_PREFIXES = frozenset({"NOT", "PLUS", "FIELD"})
_BINARY = frozenset({"_AND", "_OR", "NEAR", "SAME"})
_STARTS = OPERANDS | _PREFIXES
_ENDS = frozenset({"WORD", "PHRASE", "RANGE", "RPAR", "SLOP"})
_FOLLOWERS = {
    "_AND": _STARTS | _BINARY,
    "_OR": _STARTS | _BINARY,
    "NEAR": OPERANDS | _BINARY,
    "SAME": OPERANDS | _BINARY,
    "NOT": _STARTS,
    "PLUS": _STARTS,
    "FIELD": _STARTS,
    "ATLEAST": OPERANDS - {"ATLEAST", "RANGE"},
    "EXACT": frozenset({"WORD", "PHRASE"}),
}


def mend(tokens: Sequence[Token]) -> tuple[list[Token], list[Remark]]:
    """The tokens that make a sentence, and a remark for each one left out (in order of place)."""
    remarks: list[Remark] = []
    kept = _without_strays(tokens, remarks)
    kept = _without_unpaired(kept, remarks)
    while True:
        faults = {at: fault for at in range(len(kept)) if (fault := _fault(kept, at))}
        if not faults:
            return kept, sorted(remarks, key=lambda remark: remark.start or 0)
        at = min(faults)
        remarks.append(faults[at])
        drop = {at, at + 1} if kept[at].type == "LPAR" else {at}
        kept = [token for index, token in enumerate(kept) if index not in drop]


def remark(text: str, token: Token, **values: object) -> Remark:
    """A remark at the place of a token."""
    return Remark(text=text, values=values, start=token.start_pos, end=token.end_pos)


def placed(found: Remark, token: Token) -> Remark:
    """The remark at the place of a token."""
    return replace(found, start=token.start_pos, end=token.end_pos)


def _without_strays(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    kept = []
    for token in tokens:
        if token.type == "QUOTE":
            remarks.append(
                remark("This quotation mark is not closed; the words after it are searched one by one.", token)
            )
        elif token.type == "JUNK":
            remarks.append(remark('"%(sign)s" means nothing here and was left out.', token, sign=str(token)))
        else:
            kept.append(token)
    return kept


def _without_unpaired(tokens: Sequence[Token], remarks: list[Remark]) -> list[Token]:
    still_open: list[int] = []
    unpaired = set()
    for at, token in enumerate(tokens):
        if token.type == "LPAR":
            still_open.append(at)
        elif token.type == "RPAR":
            if still_open:
                still_open.pop()
            else:
                unpaired.add(at)
                remarks.append(remark("This bracket closes nothing and was left out.", token))
    for at in still_open:
        remarks.append(remark("This bracket is not closed and was left out.", tokens[at]))
    return [token for at, token in enumerate(tokens) if at not in unpaired.union(still_open)]


def _fault(tokens: list[Token], at: int) -> Remark | None:
    """What is wrong with the token at this place, given its neighbours; None if nothing is."""
    token = tokens[at]
    before = tokens[at - 1].type if at else ""
    after = tokens[at + 1].type if at + 1 < len(tokens) else ""
    if token.type in _BINARY and before not in _ENDS:
        return remark("%(sign)s needs a word before it and was left out.", token, sign=str(token))
    if token.type in _FOLLOWERS and after not in _FOLLOWERS[token.type]:
        return remark("%(sign)s needs a word after it and was left out.", token, sign=str(token))
    if token.type == "LPAR" and after == "RPAR":
        return remark("There is nothing between these brackets.", token)
    if token.type == "SLOP" and before != "PHRASE":
        return remark("%(sign)s needs a phrase in quotation marks before it and was left out.", token, sign=str(token))
    return None
