"""How does a file of Reuters-21578's SGML become records? One REUTERS element is one record.

The format is described in the collection's README (Lewis, 1997): https://www.daviddlewis.com/resources/testcollections/reuters21578/
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from indexer.draft import RawDocument
from indexer.readers.charset import decode
from indexer.readers.member import Member, Piece

RECORD = re.compile(rb"<REUTERS\b.*?</REUTERS>", re.S | re.I)
HEAD = re.compile(r"<REUTERS\b([^>]*)>", re.I)
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
NAMES = "DATE|MKNOTE|TOPICS|PLACES|PEOPLE|ORGS|EXCHANGES|COMPANIES|AUTHOR|DATELINE|TITLE|BODY"
ELEMENT = re.compile(rf"<({NAMES})>(.*?)</\1>", re.S | re.I)
TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)</TEXT>", re.S | re.I)
LIST_ITEM = re.compile(r"<D>(.*?)</D>", re.S | re.I)
CONTROL = re.compile("&#(?:[0-8]|1[1-9]|2[0-9]|3[01]|127);|[\x00-\x08\x0b-\x1f\x7f]")


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" a REUTERS element; what stands between them is the file's frame."""
    body, position, line = member.whole(), 0, 1
    for found in RECORD.finditer(body):
        if found.start() > position:
            yield member.frame(position, found.start(), "sgml frame")
        line += body.count(b"\n", position, found.start())
        place = member.place(found.start(), found.end(), line)
        yield RawDocument(place=place, shape="record", body=found[0], charset=member.charset)
        line += body.count(b"\n", found.start(), found.end())
        position = found.end()
    if b"<REUTERS" in body[position:].upper():
        reason = f"Line {line}: the record has no end. Get a whole copy of the file and add it again."
        yield member.unreadable("cut off", reason, position, len(body), line)
    elif position < len(body):
        yield member.frame(position, len(body), "sgml frame")


def sgml_fields(body: bytes, charset: str | None) -> dict[str, str]:
    """The elements of a REUTERS element by their names; a text without BODY is what stands beside the others."""
    markup = decode(body, charset)[0]
    head = HEAD.search(markup)
    fields = {"id": dict(ATTRIBUTE.findall(head[1])).get("NEWID", "")} if head else {}
    for name, value in ELEMENT.findall(markup):
        values = LIST_ITEM.findall(value) or [value]
        if said := "; ".join(filter(None, (_plain(value) for value in values))):
            fields[name.upper()] = said
    if "BODY" not in fields and (text := TEXT.search(markup)):
        fields["BODY"] = _plain(ELEMENT.sub("", text[1]))
    return {name: value for name, value in fields.items() if value}


def _plain(value: str) -> str:
    return html.unescape(CONTROL.sub("", value)).strip()
