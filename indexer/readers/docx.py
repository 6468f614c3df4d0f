"""What does a DOCX say? The paragraphs of its document, and the title and author in its properties.

The format is ECMA-376. Only two parts are read, within the caps; pictures and all else are left alone.
python-docx unpacks every part of a file before the first word can be read, with no limit on what comes out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.records import BrokenRecord
from indexer.readers.streams import BROKEN, HELD_CAP, Piecewise, Tolerant

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
TITLE_STYLES = {"title", "heading1", "titel", "titre", "ttulo"}


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record"; a worker opens it."""
    yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset="docx")


def docx_fields(body: bytes) -> dict[str, str]:
    """The text, one paragraph each, with the title, author and times in the properties. Raises BrokenRecord."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            document = _part(archive, DOCUMENT)
            properties = _part(archive, PROPERTIES) if PROPERTIES in archive.namelist() else None
    except (*BROKEN, KeyError, etree.XMLSyntaxError) as error:
        raise BrokenRecord("damaged", f"The DOCX cannot be opened: {error}. Get a whole copy.") from error
    fields = (
        {f"docx {_local(node)}": (node.text or "").strip() for node in properties} if properties is not None else {}
    )
    paragraphs = list(_paragraphs(document))
    titles = [text for style, text in paragraphs if style in TITLE_STYLES]
    fields["title"] = titles[0] if len(titles) == 1 else fields.get("docx title", "")
    fields["author"] = fields.get("docx creator", "")
    fields["text"] = "\n\n".join(text for _, text in paragraphs)
    return {name: value for name, value in fields.items() if value}


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    info = archive.getinfo(name)
    with archive.open(info) as inner:
        stream = Tolerant(cast(Piecewise, inner), lambda: info.compress_size)
        content = io.BufferedReader(stream).read(HELD_CAP + 1)
    if len(content) > HELD_CAP or stream.damage:
        raise BrokenRecord("too large", f"Its part {name} swells over the limits. Save it as text.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(content, parser)


def _local(node: etree._Element) -> str:
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


def _paragraphs(document: etree._Element) -> Iterator[tuple[str, str]]:
    """Each paragraph's style, in lower case, and its text."""
    for paragraph in document.iter(f"{W}p"):
        pieces = []
        for node in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}cr"):
            pieces.append(node.text or "" if node.tag == f"{W}t" else "\t" if node.tag == f"{W}tab" else "\n")
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if text := "".join(pieces).strip():
            yield (style.get(f"{W}val", "") if style is not None else "").lower(), text
