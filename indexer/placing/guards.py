"""When is a place's name not a place? Words around it that make it a person, or make it weak."""

from __future__ import annotations

import re

from indexer.gazetteer import Tables

_AFTER = re.compile(r"[ ]([A-Z][\w’'\-]+)")
_WEAK = re.compile(
    r"[-‑–](?:backed|led|based|born|made|style|trained|funded|allied|linked|aligned|sponsored|supported|owned|built|"
    r"mediated|brokered|supplied|affiliated)\b",
    re.I,
)
_CURRENCY = re.compile(
    r"[ ]+(?:dlrs?|dollars?|pounds?|francs?|marks?|crowns?|kron[ae]r?|pesos?|rupees?|lira|schillings?)\b", re.I
)
_HYPHENED = frozenset({"al", "el", "ar", "as", "an", "ash", "at", "ad", "bin", "ibn", "abu"})
_SPACED = frozenset({"Al", "bin", "ibn", "Abu", "Ibn", "Bin"})


def is_weak(text: str, start: int, end: int) -> bool:
    """Whether the word only qualifies another: "US-backed rebels" speaks of the rebels."""
    behind = text[end : end + 1]
    return bool(behind == " " and _CURRENCY.match(text, end)) or bool(behind in "-‑–" and _WEAK.match(text, end))


def is_person(text: str, start: int, end: int, tables: Tables) -> bool:
    """Whether the word is part of a person's name: "Michael Jordan", "Chad Smith", "Volker Türk", "Al Sudani"."""
    word = text[start:end]
    if " " in word or not word[:1].isupper():
        return False
    before = text[max(0, start - 25) : start]
    first = before[:-1].split(" ")[-1] if before else ""
    if before.endswith("-"):
        return first.lower() in _HYPHENED
    words = tables.words
    if before.endswith(" ") and first:
        if first in _SPACED:
            return True
        first = first.rstrip(".").lstrip("(\"'“‘")
        surname = word in words["surnames"] or not word.isascii()
        if surname and first not in words["heads"] and (first in words["honorifics"] or first in tables.given):
            return True
    return word in words["firsts"] and _first_name(text, end, tables)


def _first_name(text: str, end: int, tables: Tables) -> bool:
    after = _AFTER.match(text, end)
    return bool(after) and after is not None and after[1] not in tables.words["heads"] and not after[1].isupper()
