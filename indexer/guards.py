"""When is a place's name not a place? Words around it that make it a person, or make it weak."""

from __future__ import annotations

import re

from indexer.gazetteer import Tables

_BEFORE = re.compile(r"(?:([^\W\d_][\w’'\-]*)(\.?)[ ])?$")
_AFTER = re.compile(r"[ ]([A-Z][\w’'\-]+)")
_WEAK = re.compile(
    r"[-‑–](?:backed|led|based|born|made|style|trained|funded|allied|linked|aligned|sponsored|supported|owned|built|mediated|brokered|supplied|affiliated)\b",
    re.I,
)
_CURRENCY = re.compile(
    r"[ ]+(?:dlrs?|dollars?|pounds?|francs?|marks?|crowns?|kron[ae]r?|pesos?|rupees?|lira|schillings?)\b", re.I
)
_AL = re.compile(r"\b(?:[Aa]l|[Ee]l|[Aa]r|[Aa]s|[Aa]n|[Bb]in|[Ii]bn|[Aa]bu|de la|[Vv]on|[Dd]e|[Vv]an)[ \-]$")


def is_weak(text: str, start: int, end: int) -> bool:
    """Whether the word only qualifies another: "US-backed rebels" speaks of the rebels."""
    return bool(_WEAK.match(text, end) or _CURRENCY.match(text, end))


def is_person(text: str, start: int, end: int, tables: Tables) -> bool:
    """Whether the word is part of a person's name: "Michael Jordan", "Chad Smith", "Volker Türk", "Al Sudani"."""
    word = text[start:end]
    if " " in word or not word[:1].isupper():
        return False
    lead = text[max(0, start - 30) : start]
    if _AL.search(lead) and not lead.endswith(("El ", "El-")):
        return True
    words = tables.words
    before = _BEFORE.search(lead)
    first = before[1] if before else None
    surname = word in words["surnames"] or not word.isascii()
    if first and surname and (first in words["honorifics"] or first in tables.given) and first not in words["heads"]:
        return True
    return word in (
        "Jordan",
        "Chad",
        "Georgia",
        "Israel",
        "India",
        "Kenya",
        "Paris",
        "London",
        "Sydney",
        "Austin",
        "Dallas",
        "Houston",
        "Savannah",
        "Charlotte",
        "Madison",
        "Lincoln",
        "Jackson",
        "Victoria",
        "Adelaide",
        "Florence",
        "Virginia",
    ) and _first_name(text, end, tables)


def _first_name(text: str, end: int, tables: Tables) -> bool:
    after = _AFTER.match(text, end)
    return bool(after) and after is not None and after[1] not in tables.words["heads"] and not after[1].isupper()
