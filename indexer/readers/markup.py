"""What does a piece of HTML say as plain text, when it stands in a field, a mail or a feed?"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

# Only names of HTML: "<SRD>" in a market report is no tag.
NAMES = (
    "p|br|div|a|img|b|i|u|em|strong|span|ul|ol|li|h[1-6]|table|tr|td|blockquote|figure|section|article|font|small|hr"
)
TAG = re.compile(rf"<(?:{NAMES})(?:\s[^<>]*)?/?>|</(?:{NAMES})\s*>", re.I)
ESCAPED_TAG = re.compile(rf"&lt;/(?:{NAMES})&gt;|&lt;(?:p|br)\s*/?&gt;", re.I)
BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|d[dlt]|div|fieldset|fig(?:caption|ure)|footer|form|h[1-6]|header|hr|html"
    "|li|main|nav|[ou]l|p|pre|section|table|tbody|t[dhr]|tfoot|thead|br"
)
UNSEEN = frozenset({"script", "style", "template", "noscript", "svg", "head", "title"})
MARKS = re.compile(r"<!--.*?-->|\[caption\b[^\]]*\].*?\[/caption\]|\[gallery\b[^\]]*\]", re.S)
"""Comments and pictures, as the editors of weblogs write them among the words."""
MARKED = ("<!--", "[/caption]", "[gallery")
BLOCK_TAG = re.compile(r"<(?:p|br|div|li|h[1-6]|td|blockquote|section|article)\b", re.I)
BLANK = re.compile(r"\n\s*\n")
MARKUP_CAP = 8 << 20


def is_markup(text: str) -> bool:
    """True if a text holds tags of HTML, plain or escaped, or an editor's marks."""
    if "<" not in text and "&" not in text and "[" not in text:  # most texts, at the price of three fast searches
        return False
    return _has_tags(text) or any(mark in text for mark in MARKED)


def _has_tags(text: str) -> bool:
    return ("<" in text and bool(TAG.search(text))) or ("&lt;" in text and bool(ESCAPED_TAG.search(text)))


def plain(text: str) -> str:
    """The text of a field: tags and editors' marks gone, paragraphs apart. A text without any stays as it is."""
    if not is_markup(text):
        return text
    text = MARKS.sub("", text)
    if not _has_tags(text) or len(text) > MARKUP_CAP:
        return text
    if not TAG.search(text):
        text = html.unescape(text)
    if not BLOCK_TAG.search(text):  # then blank lines part its paragraphs
        text = BLANK.sub("<br><br>", text)
    from lxml.html import HTMLParser, document_fromstring  # slow to import, and plain text needs none of it

    root = document_fromstring(f"<div>{text.replace(chr(0), '')}</div>", parser=HTMLParser(encoding="utf-8"))
    lines = "".join(_pieces(root)).split("\n")
    return "\n\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _pieces(root: etree._Element) -> Iterator[str]:
    """The words of a tree, with a line feed at each end of a block."""
    hidden = 0
    from lxml import etree

    for event, node in etree.iterwalk(root, events=("start", "end")):
        name = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            hidden += _is_unsaid(node, name)
            yield "\n" if BLOCKS.fullmatch(name) else ""
            yield (node.text or "").replace("\n", " ") if not hidden else ""
        else:
            hidden -= _is_unsaid(node, name)
            yield "\n" if BLOCKS.fullmatch(name) else ""
            yield (node.tail or "").replace("\n", " ") if not hidden and node is not root else ""


def _is_unsaid(node: etree._Element, name: str) -> bool:
    """Whether the words of an element are none of the text: what is not shown, and captions."""
    return name in UNSEEN or not name or name == "figcaption" or "caption-text" in (node.get("class") or "")
