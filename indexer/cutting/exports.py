"""How does an export of a news database or a reference manager read? Records of coded fields, one after another.

The codes are those of the Dow Jones print-out (HD, BY, PD, SN, LP, TD), before their values or above them, the tags of
RIS (TY, TI, T2, DA, ER), each of them before "  - ", and those of EndNote (%0, %T, %A, %B).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from indexer.cutting.found import Found
from indexer.cutting.items import Item, Kind, Role
from indexer.cutting.lines import Line

SURNAME_FIRST: Final = "author, surname first"
"""The hint of an author whose name is turned around: "Amsel, Ruth"."""
CODES: Final = {
    "HD": "title", "TI": "title", "T1": "title", "BY": "author", "AU": "author", "A1": "author", "PD": "date",
    "DA": "date", "SN": "outlet", "SO": "outlet", "JO": "outlet", "JF": "outlet", "LP": "text", "TD": "text",
    "TX": "text", "AB": "text", "CY": "publisher", "PUB": "publisher", "AN": "id", "UR": "url", "LA": "language",
    "CR": "agency", "Y1": "date", "T2": "outlet", "N2": "text",
}  # fmt: skip
OTHERS: Final = frozenset(
    (
        "SE", "WC", "ET", "SC", "ED", "PG", "PY", "VO", "IS", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "ID",
        "TY", "ER", "KW", "DB", "DP", "M1", "M2", "M3", "SP", "EP", "VL", "VOL", "CX", "RST", "DLN", "CLM", "GC", "ART",
    )
)  # fmt: skip
FIRST: Final = ("TY", "SE", "HD", "TI", "T1")
"""A record begins with one of these; the first that comes when the record before has had its title."""
TAGS: Final = {
    "TI": "title", "T1": "title", "AU": SURNAME_FIRST, "A1": SURNAME_FIRST, "DA": "date", "Y1": "date", "PY": "date",
    "T2": "outlet", "JO": "outlet", "JF": "outlet", "AB": "text", "N2": "text", "AN": "id", "UR": "url",
    "LA": "language",
}  # fmt: skip
"""What tags of RIS say; SN, CY and ET are the number of a series, a place and an edition there."""
SIGNS: Final = {
    "%T": "title", "%A": SURNAME_FIRST, "%B": "outlet", "%J": "outlet", "%8": "date", "%D": "date", "%X": "text",
    "%U": "url", "%G": "language", "%M": "id",
}  # fmt: skip
"""What the tags of EndNote say."""
_CODE: Final = re.compile(r"([A-Z][A-Z0-9]{1,2})(\s{0,2}-\s|\s+|$)")
_TAG: Final = re.compile(r"([A-Z][A-Z0-9])(?: {1,2}-(?:\s|$))")
_SIGN: Final = re.compile(r"(%[0-9A-Z])(?:\s|$)")
_DAY: Final = re.compile(r"\d{4}(?:/\d{1,2}/\d{1,2})?(?=/|$)")
"""The day of RIS, "2025/06/14/Saturday", or its year, "2025///"."""
_OUTSIDE: Final = "outside the records"


@dataclass(frozen=True, slots=True)
class _Form:
    """How the fields of a page are written, what their codes mean, and with which of them a record begins."""

    pattern: re.Pattern[str]
    meanings: Mapping[str, str]
    known: frozenset[str] | None
    first: tuple[str, ...]
    gaps: frozenset[str] = frozenset()

    def code(self, line: Line) -> tuple[str, int]:
        """The code of a line and where its value begins; "" for a line that goes on with the value above."""
        match = self.pattern.match(line.text)
        if match is None or (self.known is not None and match[1] not in self.known):
            return "", 0
        return ("", 0) if self.gaps and _gap(match) not in self.gaps else (match[1], match.end())


_PRINT_OUT: Final = _Form(_CODE, CODES, OTHERS | CODES.keys(), FIRST)
_RIS: Final = _Form(_TAG, TAGS, None, ("TY",))
_ENDNOTE: Final = _Form(_SIGN, SIGNS, None, ("%0",))
_OF_CATALOGUES: Final = (_RIS, _ENDNOTE)
"""Each of these says of each record first what type it is."""


def _gap(match: re.Match[str]) -> str:
    """What stands between a code and its value: nothing, a blank, more of them, a dash."""
    gap = match[2]
    return "dash" if "-" in gap else "" if match.end() == len(match.string) else "blank" if gap == " " else "wide"


def is_export(page: list[Line]) -> bool:
    """Whether a page is made of coded fields: a title code and a text code, and codes on a good part of its lines.

    Where each record says what type it is, a title is enough.
    """
    form = _form(page)
    codes = [code for line in page if (code := form.code(line)[0])]
    titles = sum(1 for code in codes if form.meanings.get(code) == "title")
    if form in _OF_CATALOGUES:
        return titles > 0
    texts = sum(1 for code in codes if form.meanings.get(code) == "text")
    return titles > 0 and texts > 0 and len(set(codes)) >= 4 and len(codes) >= 4 * titles


def _form(page: list[Line]) -> _Form:
    """The form of a page. In a print-out all codes stand as those of its titles do, or have no value: else a word in
    capitals at the beginning of a paragraph would be one."""
    for form in _OF_CATALOGUES:
        if any(line.text.startswith(form.first[0]) and form.pattern.match(line.text) for line in page):
            return form
    titles = [m for line in page if (m := _CODE.match(line.text)) and CODES.get(m[1]) == "title"]
    return _Form(_CODE, CODES, _PRINT_OUT.known, FIRST, frozenset(["", *map(_gap, titles)]))


def records(page: list[Line]) -> list[Item]:
    """The lines of an export with their roles; a field goes on until the next code."""
    form = _form(page)
    found: list[Item] = []
    number, code, titled = -1, "", False
    for line in page:
        here, at = form.code(line)
        if here and (number < 0 or (here in form.first and (titled or form in _OF_CATALOGUES))):
            number, titled = number + 1, False
        titled = titled or form.meanings.get(here) == "title"
        code = here or ("" if code == "ER" else code)
        if not code:
            found.append(Item(line, "short", role="boilerplate", rule=_OUTSIDE))
            continue
        found.append(_item(line, here, at, form.meanings.get(code, ""), number))
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
    elif name and (span := _value(line.text, at, name, here)):
        hints.append(Found(name, *span))
    return Item(line, kind, key="", role=role, article=number, found=hints)


def _value(text: str, at: int, name: str, code: str) -> tuple[int, int] | None:
    """Where the value of a field stands in its line, without what only says what it is; None if there is none."""
    if name == "publisher":
        owner = re.search(r"\d{4}[, ]+(.+?)(?:\. |\.?$)", text[at:])
        return (at + owner.start(1), at + owner.end(1)) if owner else None
    if name == "date" and (day := _DAY.match(text, at)):
        return day.span()
    lead = {"author": r"By\s+", "id": r"(?:Document|Accession)\s+"}.get(name)
    start = at + (match.end() if lead and (match := re.match(lead, text[at:])) else 0)
    return (start, len(text)) if start < len(text) else None
