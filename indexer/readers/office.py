"""What does a written document (DOCX, ODT, RTF) come to? Its paragraphs as text, what it says of itself as fields.

DOCX and ODT are zips of XML: a part is read within the caps, with entities and network shut off.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from indexer.cutting.items import overlap
from indexer.cutting.lines import ends
from indexer.readers.packages import MANIFEST
from indexer.readers.records import BrokenRecord
from indexer.readers.streams import BROKEN, HELD_CAP, Piecewise, Tolerant

if TYPE_CHECKING:
    from lxml import etree

APART = "\n\n"
"""What stands between two paragraphs of the text."""
HEADLINE = 160  # characters of a paragraph that may be one
TITLE_STYLES = frozenset({"title", "heading1", "titel", "titre", "ttulo"})


class Paragraph(NamedTuple):
    """A paragraph with the name of its style, in small letters and without blanks."""

    style: str
    text: str


def office_fields(format: str, about: Mapping[str, str], paragraphs: Sequence[Paragraph]) -> dict[str, str]:
    """The fields of a document: its text, what it says of itself ("docx creator"), and of these the title and author.

    The only paragraph in the style of a title is the title. What the properties say is often the program's or a
    template's ("Factiva", "Document1"): where none has the style, and the text has no word of it, a headline at the
    top is the title. Raises BrokenRecord for a document without words.
    """
    if not paragraphs:
        why = "has no words: it is empty or holds pictures. Save it as text, or run a text recognition on it."
        raise BrokenRecord("no text", f"The {format.upper()} {why}")
    titles = [text for style, text in paragraphs if style in TITLE_STYLES]
    fields = {f"{format} {name}": value for name, value in about.items()}
    said = about.get("title", "")
    fields["title"] = titles[0] if len(titles) == 1 else said if titles else _title(said, paragraphs)
    fields["author"] = about.get("creator", "")
    fields["text"] = APART.join(text for _, text in paragraphs)
    return {name: value for name, value in fields.items() if value}


def _title(said: str, paragraphs: Sequence[Paragraph]) -> str:
    first = paragraphs[0].text
    heads = len(paragraphs) > 1 and len(first) < HEADLINE and not ends(first)
    foreign = said and not overlap(said, " ".join(text for _, text in paragraphs))
    return first if foreign and heads else said


def parts(
    format: str, body: bytes, needed: re.Pattern[str], other: str
) -> tuple[etree._Element, etree._Element | None]:
    """Two parts of a zip: the first whose name is `needed`, and the other if it is there. Raises BrokenRecord."""
    from lxml.etree import XMLSyntaxError  # slow to import, and an RTF needs none of it

    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = archive.namelist()
            if MANIFEST in names and b"encryption-data" in _bytes(archive, MANIFEST):
                raise BrokenRecord("encrypted", f"The {format} is encrypted. Save it without a password.")
            name = next((name for name in names if needed.fullmatch(name)), needed.pattern)
            return _part(archive, name), _part(archive, other) if other in names else None
    except BrokenRecord:
        raise
    except (*BROKEN, KeyError, XMLSyntaxError) as error:
        raise BrokenRecord("damaged", f"The {format} cannot be opened: {error}. Get a whole copy.") from error


def _part(archive: zipfile.ZipFile, name: str) -> etree._Element:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    return etree.fromstring(_bytes(archive, name), parser)


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    with archive.open(info) as inner:
        stream = Tolerant(cast(Piecewise, inner), lambda: info.compress_size)
        content = io.BufferedReader(stream).read(HELD_CAP + 1)
    if len(content) > HELD_CAP or stream.damage:
        raise BrokenRecord("too large", f"Its part {name} swells over the limits. Save it as text.")
    return content


def local(node: etree._Element) -> str:
    """The name of an element without its namespace, "" for a comment."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
