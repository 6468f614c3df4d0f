"""What does a DOCX say? The paragraphs of its document, and the title and author in its properties.

The format is ECMA-376. Only two parts are read; pictures and all else are left alone. python-docx unpacks every part of
a file before the first word can be read, with no limit on what comes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.office import Paragraph, local, office_fields, parts
from indexer.readers.packages import WORD

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PROPERTIES = "docProps/core.xml"


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record"; a worker opens it."""
    yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset="docx")


def docx_fields(body: bytes) -> dict[str, str]:
    """The text, one paragraph each, with the title, author and times in the properties. Raises BrokenRecord."""
    document, properties = parts("DOCX", body, WORD, PROPERTIES)
    about = {local(node): (node.text or "").strip() for node in properties} if properties is not None else {}
    return office_fields("docx", about, list(_paragraphs(document)))


def _paragraphs(document: etree._Element) -> Iterator[Paragraph]:
    for paragraph in document.iter(f"{W}p"):
        pieces = []
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"):
            pieces.append(node.text or "" if node.tag == f"{W}t" else "\t" if node.tag == f"{W}tab" else "\n")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if text := "".join(pieces).strip():
            yield Paragraph((style.get(f"{W}val", "") if style is not None else "").lower(), text)
