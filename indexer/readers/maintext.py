"""What is the text of a web page's article? What trafilatura finds in the tree, without comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree
from lxml.html import HtmlElement

BLOCKS = {"p", "head", "item", "list", "quote", "row", "table", "code", "div", "body"}  # trafilatura's names


def body_text(root: HtmlElement) -> str:
    """The paragraphs of the article, a blank line between them; "" if there are none."""
    from trafilatura import bare_extraction

    found: Any = bare_extraction(root, fast=True, include_comments=False, include_tables=True)
    return "\n\n".join(paragraphs(found.body)) if found is not None else ""


def paragraphs(body: etree._Element) -> Iterator[str]:
    """The blocks of an extracted page as plain text: a paragraph, heading, list item or row of a table each."""
    words: list[str] = []
    for event, node in etree.iterwalk(body, events=("start", "end")):
        if node.tag in BLOCKS or node.tag == "lb":
            if line := " ".join("".join(words).split()).strip("| "):
                yield line
            words = []
        if event == "start":
            words.append(node.text or "")
        else:
            words.append(" | " if node.tag == "cell" else "")
            words.append(node.tail or "" if node is not body else "")
    if line := " ".join("".join(words).split()).strip("| "):
        yield line
