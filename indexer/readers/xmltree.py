"""How is a piece of XML read that may be torn, undeclared or wrong? Forgivingly, with entities, DTD and network off."""

from __future__ import annotations

import html
import re
from typing import Final

from lxml import etree

from indexer.readers.charset import decode

ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:-]+)", re.I)
_HEAD: Final = re.compile(r"<\?xml[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", re.S)
_ENTITY: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]*;)")
_BARE_AMPERSAND: Final = re.compile(r"&(?!#?\w+;)")
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:[0-8]|1[124-9]|2\\d|3[01]);")


def tree(body: bytes, charset: str | None) -> etree._Element | None:
    """The root of what stands in these bytes; HTML's entities are their characters, others stay as they are written."""
    text, _ = decode(body, charset)
    text = _FORBIDDEN.sub("", _HEAD.sub("", text))
    text = _BARE_AMPERSAND.sub("&amp;", _ENTITY.sub(_character, text))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    return etree.fromstring(text.encode("utf-8"), parser)


def _character(entity: re.Match[str]) -> str:
    found = html.unescape(entity[0])
    return "&amp;" + entity[1] if found == entity[0] else found


def name_of(element: etree._Element) -> str:
    """The name of an element as it is written, "dc:creator"; "" for a comment and the like."""
    if not isinstance(element.tag, str):
        return ""
    local = element.tag.rpartition("}")[2]
    return f"{element.prefix}:{local}" if element.prefix else local
