"""What does an ODT say? The paragraphs and headings of its text, and the title and author in its properties.

The format is OASIS OpenDocument 1.3. Only two parts are read; pictures and all else are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.office import Paragraph, local, office_fields, parts
from indexer.readers.records import BrokenRecord

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, OFFICE = f"{NAMES}text:1.0}}", f"{NAMES}style:1.0}}", f"{NAMES}office:1.0}}"
SVG = f"{NAMES}svg-compatible:1.0}}"
CONTENT, PROPERTIES = re.compile(r"content\.xml"), "meta.xml"
PARAGRAPHS = frozenset([f"{TEXT}p", f"{TEXT}h"])
UNSEEN = frozenset((
    f"{TEXT}tracked-changes", f"{TEXT}note", f"{TEXT}hidden-text", f"{OFFICE}annotation", f"{OFFICE}forms",
    f"{SVG}title", f"{SVG}desc",
))  # fmt: skip
"""Elements whose words are not those of the page: what was deleted, remarks, notes, what pictures are called."""
BLANKS = re.compile(r"[ \t\r\n]+")


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record"; a worker opens it."""
    yield RawDocument(place=member.place(), shape="record", body=member.whole(), charset="odt")


def odt_fields(body: bytes) -> dict[str, str]:
    """The text, one paragraph each, with the title, author and times in the properties. Raises BrokenRecord."""
    content, properties = parts("ODT", body, CONTENT, PROPERTIES)
    if content.find(f"{OFFICE}body/{OFFICE}text") is None:
        raise BrokenRecord("unknown format", "It is no text of OpenDocument. Save it as text and add that.")
    said = properties[0] if properties is not None and len(properties) else ()
    about = {local(node): (node.text or "").strip() for node in said}
    if author := about.get("initial-creator"):
        about["creator"] = author  # else who saved it last
    return office_fields("odt", about, list(_paragraphs(content)))


def _paragraphs(content: etree._Element) -> Iterator[Paragraph]:
    """The paragraphs in the order in which they begin; one that stands in a box inside another is one of its own."""
    parents = {
        node.get(f"{STYLE}name", ""): node.get(f"{STYLE}parent-style-name", "")
        for node in content.iter(f"{STYLE}style")
        if node.get(f"{STYLE}family") == "paragraph"
    }
    hidden = 0
    begun: list[tuple[str, list[str]]] = []
    open_ones: list[list[str]] = []
    for event, node in etree.iterwalk(content, events=("start", "end", "comment", "pi")):
        unseen = node.tag in UNSEEN
        if event == "start":
            hidden += unseen
            if node.tag in PARAGRAPHS and not hidden:
                open_ones.append([])
                begun.append((_style(node, parents), open_ones[-1]))
            if open_ones and not hidden:
                open_ones[-1] += [_sign(node), BLANKS.sub(" ", node.text or "")]
            continue
        if event == "end":
            if node.tag in PARAGRAPHS and not hidden:
                open_ones.pop()
            hidden -= unseen
        if open_ones and not hidden:
            open_ones[-1].append(BLANKS.sub(" ", node.tail or ""))
    for style, pieces in begun:
        if text := "".join(pieces).strip():
            yield Paragraph(style, text)


def _sign(node: etree._Element) -> str:
    """The characters that an empty element stands for."""
    if node.tag == f"{TEXT}s":
        count = node.get(f"{TEXT}c", "1")
        return " " * (int(count) if count.isdecimal() and len(count) < 4 else 1)
    return {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}.get(str(node.tag), "")


def _style(node: etree._Element, parents: Mapping[str, str]) -> str:
    """The name of a paragraph's style, or of the one that its own is made from: "title", "heading1"."""
    if node.tag == f"{TEXT}h":
        return f"heading{node.get(f'{TEXT}outline-level', '1')}"
    name = node.get(f"{TEXT}style-name", "")
    return (parents.get(name) or name).replace("_20_", "").lower()
