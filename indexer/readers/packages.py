"""Which document is this, that consists of files in a zip or of streams in Microsoft's old container?

What can be read is told from what cannot: a spreadsheet, slides, a document of an old Word. Each of these is one thing
with a name and a way out, never a heap of parts.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Collection
from typing import Final, NamedTuple

from indexer.readers.streams import BROKEN

WORD: Final = re.compile(r"word/document\d*\.xml")
"""The part of a DOCX that holds its text; some programs number it."""
ODF: Final = "application/vnd.oasis.opendocument."
MANIFEST: Final = "META-INF/manifest.xml"
"""Where an ODT lists its parts, and says that it needs a password."""


class Unread(NamedTuple):
    """A document that is not read: a short name to count by, what it is, and what to do."""

    kind: str
    what: str
    advice: str


SHEETS = Unread("spreadsheet", "a spreadsheet", "Save its sheets as CSV and add those.")
SLIDES = Unread("slides", "a set of slides", "Save it as PDF or text and add that.")
DRAWING = Unread("drawing", "a drawing", "Save its text and add that.")
AGAIN = Unread("document", "a document of another office program", "Save it as DOCX and add that.")
OLD_WORD = Unread("old document", "a document of Word before 2007", "Save it as DOCX and add that.")
LOCKED = Unread("encrypted", "an office file with a password", "Save it without its password and add that.")
OUTLOOK = Unread("old message", "a message of Outlook", "Save it as EML and add that.")
DATABASE = Unread("binary", "a database or another file of an old office program", "Save its text and add that.")

# What the names of parts begin with in each kind of Office Open XML (ECMA-376) and of Apple's iWork
FOLDERS = (("word/", AGAIN), ("xl/", SHEETS), ("ppt/", SLIDES), ("visio/", DRAWING), ("Index/", AGAIN))
OPEN_DOCUMENTS = {"spreadsheet": SHEETS, "presentation": SLIDES, "graphics": DRAWING, "chart": DRAWING}
# Streams of Microsoft's compound files (MS-CFB): those that tell more than others, and those of which the first one
# tells, since a document may hold another inside
TELLING = {"EncryptedPackage": LOCKED, "__properties_version1.0": OUTLOOK}
STREAMS = {
    "WordDocument": OLD_WORD,
    "PowerPoint Document": SLIDES,
    "Workbook": SHEETS,
    "Book": SHEETS,
    "VisioDocument": DRAWING,
}


def in_zip(archive: zipfile.ZipFile) -> str | Unread | None:
    """The document that a zip is: "docx", "odt", one that is not read, or None for any other zip."""
    names = frozenset(archive.namelist())
    return _in_zip(names, _mimetype(archive) if "mimetype" in names else "")


def _mimetype(archive: zipfile.ZipFile) -> str:
    try:
        with archive.open("mimetype") as inner:
            return inner.read(200).decode("ascii", "replace")
    except BROKEN:
        return ""


def _in_zip(names: Collection[str], mimetype: str) -> str | Unread | None:
    if any(WORD.fullmatch(name) for name in names):
        return "docx"
    if "content.xml" in names and (mimetype.startswith(ODF) or (not mimetype and MANIFEST in names)):
        sort = mimetype.removeprefix(ODF).split("-")[0].strip()
        return "odt" if sort in ("text", "") else OPEN_DOCUMENTS.get(sort, AGAIN)
    if "[Content_Types].xml" not in names and "Index/Document.iwa" not in names:
        return None
    return next((unread for folder, unread in FOLDERS if any(name.startswith(folder) for name in names)), None)


def in_old_office(body: bytes) -> Unread:
    """What a compound file of an old office program is, by the streams that are named in it."""
    for name, unread in TELLING.items():
        if f"{name}\0".encode("utf-16-le") in body:
            return unread
    places = {name: body.find(f"{name}\0".encode("utf-16-le")) for name in STREAMS}
    found = [name for name, place in sorted(places.items(), key=lambda item: item[1]) if place >= 0]
    return STREAMS[found[0]] if found else DATABASE
