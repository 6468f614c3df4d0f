"""Which headings does a web page show, and which of them are its site's own?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from indexer.readers.declared import folded

ASIDE = re.compile(
    r"\b(?:logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only|text-hide|screen-reader|related|sidebar|widget)",
    re.I,
)
KICKER = re.compile(
    r"kicker|overline|topline|eyebrow|dachzeile|vorspann|supertitle|pretitle|subtitle|sub-?head|overtitle|hidden|section-?name|categor|spitzmarke|roofline|edit-?section",
    re.I,
)
MASTHEAD = re.compile(
    r"\blogo|masthead|site-?title|site-?name|blog-?title|\bbanner|header-?(?:wrapper|inner|outer)|\bsite-?header", re.I
)
INLINE = frozenset({"a", "b", "i", "em", "strong", "font", "u", "sup", "sub"})
UNTITLED = frozenset({"small", "time"})
READINGS = frozenset({"rt", "rp"})
HOME = re.compile(r"\s*(?:(?:https?:)?//[^/?#]+/?|/)(?:[?#].*)?\s*$", re.I)
"""A link to the first page of a site, not one to a place on the same page."""
TRAIL = re.compile(r"breadcrumb", re.I)
LOWER = ("nav", "footer", "aside")
LISTS = ("ul", "ol")
LEVELS = ("h1", "h2", "h3")
LONGEST = 300
SHORT = 20  # characters of a heading of a lower rank that names a part of the page


class Heading(NamedTuple):
    """A heading of a page: its element, and its words without a kicker that is marked as one."""

    node: etree._Element
    text: str


def of_rank(root: etree._Element, level: str, names: set[str], keys: set[str]) -> list[Heading]:
    """The headings of a rank that are not the site's name, those marked as headline before others.

    A short one of a lower rank is there if it is declared to the letter: `keys` are the declared titles, folded.
    """
    found: dict[str, Heading] = {}
    for node in root.iter(level):
        text = _words(node)
        if not 4 < len(text) < LONGEST or is_aside(node) or folded(text) in names:
            continue
        if level != "h1" and len(text) <= SHORT and folded(text) not in keys:
            continue
        if next(node.iterancestors(*LOWER), None) is None and not _in_trail(node):
            found.setdefault(text, Heading(node, text))
    return sorted(found.values(), key=lambda h: h.node.get("itemprop") not in ("headline", "name"))[:20]


def _in_trail(heading: etree._Element) -> bool:
    """Whether a heading is the last step of the way through the site: the page's own, often in other words."""
    return any(
        TRAIL.search(f"{step.get('class') or ''} {step.get('id') or ''}") for step in heading.iterancestors(*LISTS)
    )


def is_aside(heading: etree._Element) -> bool:
    """Whether a heading is named as one of something else, or as unseen."""
    return bool(ASIDE.search(f"{heading.get('class') or ''} {heading.get('id') or ''}"))


def _words(heading: etree._Element) -> str:
    """The words of a heading, without a kicker or an underline that is marked as one."""
    pieces = [heading.text or ""]
    for child in heading:
        mark = f"{child.get('class') or ''} {child.get('itemprop') or ''}"
        if isinstance(child.tag, str) and not (child.tag in UNTITLED or _is_kicker(child, mark)):
            pieces += ["" if child.tag in INLINE else " ", *_spoken(child)]
        pieces.append(child.tail or "")
    found = " ".join("".join(pieces).split()).strip("|–— ").lstrip(": ").removeprefix("- ")
    return found if found and found[-1] != ":" else _joined(heading)


def _is_kicker(node: etree._Element, mark: str) -> bool:
    """Whether a part of a heading is marked as a kicker; one with a colon of its own begins the sentence."""
    return bool(KICKER.search(mark)) and not _joined(node).endswith(":")


def _joined(node: etree._Element) -> str:
    return " ".join("".join(_spoken(node)).split())


def _spoken(node: etree._Element) -> Iterator[str]:
    """The text in a node, without the readings that stand above its words."""
    events = etree.iterwalk(node, events=("start", "end"))
    for event, inner in events:
        if event == "end":
            yield (inner.tail or "") if inner is not node else ""
        elif isinstance(inner.tag, str) and inner.tag not in READINGS:
            yield inner.text or ""


def in_masthead(heading: etree._Element) -> bool:
    """Whether a heading is the site's own: it stands in the masthead, or leads home."""
    around = " ".join(
        f"{s.get('class') or ''} {s.get('id') or ''}"
        for s in (heading, *heading.iterancestors())
        if s.tag not in ("body", "html")
    )
    links = (*heading.iter("a"), *heading.iterancestors("a"))
    return bool(MASTHEAD.search(around)) or any(HOME.match(a.get("href") or "") for a in links)


def in_page_head(heading: etree._Element) -> bool:
    """Whether a heading stands in the head of the page, not in that of its article."""
    if next(heading.iterancestors("article", "main"), None) is not None:
        return False
    around = heading.iterancestors()
    return any(s.tag == "header" or s.get("id") == "header" or s.get("role") == "banner" for s in around)
