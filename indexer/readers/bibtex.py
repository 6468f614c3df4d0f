"""How does a file of BibTeX become records? Each entry is one, in its own bytes; what stands between them is frame.

The form is that of BibTeX and of biblatex 3.20, with the accents and signs of TeX that reference managers write.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

from indexer.authors import turned
from indexer.draft import RawDocument
from indexer.readers.charset import decode
from indexer.readers.member import Member, Piece

ENTRY: Final = re.compile(rb"^@(?!comment\b|string\b|preamble\b)[A-Za-z]+\s*\{\s*([^\s,{}\"]+)\s*,", re.M | re.I)
FRAME: Final = "between entries"
_BRACE: Final = re.compile(rb"\\.|[{}]", re.S)
_HEAD: Final = re.compile(r"@(?P<type>\w+)\s*\{\s*(?P<key>[^\s,]+)\s*,")
_FIELD: Final = re.compile(r"[\s,]*(?P<name>[\w:.-]+)\s*=\s*")
_JOINT: Final = re.compile(r"\s*#\s*")
_DELIMITER: Final = re.compile(r'\\.|[{}"]', re.S)
_BARE: Final = re.compile(r"[^\s,#{}\"]+")
_AND: Final = re.compile(r"[{}]|\s+and\s+", re.I)
_ACCENTS: Final = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307",
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
}  # fmt: skip
_SIGNS: Final = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "textendash": "–",
    "textemdash": "—", "ldots": "…", "dots": "…", "textquoteright": "’", "textquotedblleft": "“",
    "textquotedblright": "”",
}  # fmt: skip
_TEX: Final = re.compile(
    r"""\\(?:(?P<accent>['`^"~=.])\s*|(?P<named>[cvuHkrd])(?:\s+|(?=\{)))(?:\{\s*\\?(?P<in>[A-Za-z])\s*\}|\\?(?P<on>[A-Za-z]))"""
    r"|\\(?P<word>[A-Za-z]+)\s*(?:\{\})?|\\(?P<sign>.)|(?P<mark>---?|``|''|~)|[{}]",
    re.S,
)
_MARKS: Final = {"---": "—", "--": "–", "``": "“", "''": "”", "~": " "}
"""What is written with several keys in TeX, and the blank that does not break."""
AS_IT_IS: Final = frozenset(["url", "doi", "file"])
MONTHS: Final = frozenset(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
OUTLETS: Final = ("journaltitle", "journal", "newspaper", "maintitle", "booktitle")


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" an entry."""
    body, at, line = member.whole(), 0, 1
    for found in ENTRY.finditer(body):
        if found.start() < at:  # inside a field of the entry above
            continue
        if found.start() > at:
            yield member.frame(at, found.start(), FRAME)
        line += body.count(b"\n", at, found.start())
        end = _end(body, found.end())
        if end < 0:
            reason = f"Line {line}: the entry has no end. Get a whole copy of the file and add it again."
            yield member.unreadable("cut off", reason, found.start(), len(body), line)
            return
        place = member.place(found.start(), end, line)
        yield RawDocument(place=place, shape="record", body=body[found.start() : end], charset=member.charset)
        line += body.count(b"\n", found.start(), end)
        at = end
    if at < len(body):
        yield member.frame(at, len(body), FRAME)


def _end(body: bytes, at: int) -> int:
    """Behind the brace that closes the entry around this byte, -1 without one."""
    depth = 1
    for found in _BRACE.finditer(body, at):
        depth += {b"{": 1, b"}": -1}.get(found[0], 0)
        if not depth:
            return found.end()
    return -1


def bibtex_fields(body: bytes, charset: str | None) -> dict[str, str]:
    """The fields of an entry by their names in small letters, with its authors and its day in one piece."""
    text = decode(body, charset)[0]
    head = _HEAD.match(text)
    if head is None:
        return {}
    raw = dict(_fields(text, head.end()))
    fields = {name: plain(value, name) for name, value in raw.items()}
    fields["id"] = head["key"]
    if "author" in raw:
        fields["author"] = "; ".join(_names(raw["author"]))
    if "date" not in fields and "year" in fields:
        fields["date"] = _day(fields)
    if outlet := next((fields[name] for name in OUTLETS if fields.get(name)), ""):
        fields["outlet"] = outlet
    if language := fields.pop("langid", ""):
        fields["language"] = language
    return {name: value for name, value in fields.items() if value}


def _fields(text: str, at: int) -> Iterator[tuple[str, str]]:
    while field := _FIELD.match(text, at):
        value, at = _value(text, field.end())
        yield field["name"].lower(), value


def _value(text: str, at: int) -> tuple[str, int]:
    """The value that begins here, of pieces joined by "#", and where it ends."""
    pieces = []
    while at < len(text):
        if text[at] in '{"':
            end = _closing(text, at)
            pieces.append(text[at + 1 : end])
            at = end + 1
        elif bare := _BARE.match(text, at):
            pieces.append(bare[0] if bare[0].isdecimal() or bare[0].lower() in MONTHS else "")  # else a short form
            at = bare.end()
        joined = _JOINT.match(text, at)
        if joined is None:
            break
        at = joined.end()
    return "".join(pieces), at


def _closing(text: str, at: int) -> int:
    """Where the brace or quotation mark stands that closes the one here."""
    depth, quoted = 0, text[at] == '"'
    for found in _DELIMITER.finditer(text, at + quoted):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if (quoted and found[0] == '"' and depth <= 0) or (not quoted and not depth and found[0] == "}"):
            return found.start()
    return len(text)


def plain(value: str, name: str = "") -> str:
    """A value without TeX: its accents are letters, its braces gone; an address keeps its signs."""
    marks = {} if name in AS_IT_IS else _MARKS

    def said(found: re.Match[str]) -> str:
        if accent := found["accent"] or found["named"]:
            letter = found["in"] or found["on"]
            return unicodedata.normalize("NFC", letter + _ACCENTS[accent])
        if word := found["word"]:
            return _SIGNS.get(word, "")
        return found["sign"] or marks.get(found["mark"], found["mark"] or "")

    return " ".join(_TEX.sub(said, value).split())


def _names(value: str) -> Iterator[str]:
    """The names of a field, each in the order in which it is said; "and" in braces is part of a name."""
    depth = start = 0
    for found in _AND.finditer(value):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if found[0] not in "{}" and depth <= 0:
            yield _name(value[start : found.start()])
            start = found.end()
    yield _name(value[start:])


def _name(value: str) -> str:
    name = plain(value)
    if value.strip().startswith("{"):  # a body, not a person
        return name
    parts = [part.strip() for part in name.split(",")]
    return turned(name) if len(parts) != 3 else " ".join([parts[2], parts[0], parts[1]])


def _day(fields: Mapping[str, str]) -> str:
    """The day of an entry that gives its parts: "14 jun 2025"."""
    day, month, year = (fields.get(name, "") for name in ("day", "month", "year"))
    if month.isdecimal():
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])])
    return " ".join(filter(None, (day, month, year)))
