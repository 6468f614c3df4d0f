"""How does an export of a news database read? Records of coded fields (HD, BY, PD, SN, LP, TD), one after another.

The codes are those of the Dow Jones print-out; the tags of RIS (TY, TI, JO, ER) are read the same way.
"""

from __future__ import annotations

import re
from typing import Final

from indexer.cutting.found import Found
from indexer.cutting.items import Item, Kind, Role
from indexer.cutting.lines import Line

CODES: Final = {
    "HD": "title", "TI": "title", "T1": "title", "BY": "author", "AU": "author", "A1": "author", "PD": "date",
    "DA": "date", "Y1": "date", "SN": "outlet", "SO": "outlet", "JO": "outlet", "JF": "outlet", "T2": "outlet",
    "LP": "text", "TD": "text", "TX": "text", "AB": "text", "N2": "text", "CY": "publisher",
    "PUB": "publisher", "AN": "id",
    "UR": "url", "LA": "language", "CR": "agency",
}  # fmt: skip
OTHERS: Final = frozenset(
    (
        "SE", "WC", "ET", "SC", "ED", "PG", "PY", "VO", "IS", "CT", "RF", "CO", "IN", "NS", "RE", "IPC",
        "IPD", "ID", "TY", "ER", "KW", "DB", "DP", "M1", "M2", "M3", "SP", "EP", "VL", "CLM", "GC", "ART",
    )
)  # fmt: skip
_FIELD: Final = re.compile(r"([A-Z][A-Z0-9]{1,2})(?:\s{0,2}-\s|\s+|$)")
FIRST: Final = ("TY", "SE", "HD", "TI", "T1")
"""A record begins with one of these; the first that comes when the record before has had its title."""


def is_export(page: list[Line]) -> bool:
    """Whether a page is made of coded fields: a title code and a text code, and codes on a good part of its lines."""
    codes = [code for line in page if (code := _code(line)[0])]
    titles = sum(1 for code in codes if CODES.get(code) == "title")
    texts = sum(1 for code in codes if CODES.get(code) == "text")
    return titles > 0 and texts > 0 and len(set(codes)) >= 4 and len(codes) >= 4 * titles


def _code(line: Line) -> tuple[str, int]:
    match = _FIELD.match(line.text)
    known = match and (match[1] in CODES or match[1] in OTHERS)
    return (match[1], match.end()) if match and known else ("", 0)


def records(page: list[Line]) -> list[Item]:
    """The lines of an export with their roles; a field goes on until the next code."""
    found: list[Item] = []
    number, code, titled = 0, "", False
    for line in page:
        here, at = _code(line)
        if here and (titled and here in FIRST):
            number, titled = number + 1, False
        titled = titled or CODES.get(here) == "title"
        code = here or code
        name = CODES.get(code, "")
        found.append(_item(line, here, at, name, number))
    return found


def _item(line: Line, here: str, at: int, name: str, number: int) -> Item:
    role: Role = "meta"
    kind: Kind = "meta"
    hints: list[Found] = []
    if name in ("title", "text"):
        value = line.tail(at) if here else line
        role, kind, line = (name, "prose" if name == "text" else "short", value)  # type: ignore[assignment]
        if not value.text:
            role = "meta"
    elif name:
        start = at + (match.end() if name == "author" and (match := re.match(r"By\s+", line.text[at:])) else 0)
        if name == "publisher" and (owner := re.search(r"\d{4}[, ]+(.+?)(?:\. |\.?$)", line.text[at:])):
            hints.append(Found(name, at + owner.start(1), at + owner.end(1)))
        elif name == "id":
            start = at + (match.end() if (match := re.match(r"(?:Document|Accession)\s+", line.text[at:])) else 0)
        if name != "publisher" and start < len(line.text):
            hints.append(Found(name, start, len(line.text)))
    return Item(line, kind, key="", role=role, article=number, found=hints)
