"""How does a feed become records? One item of RSS, or entry of Atom, is one record with the bytes that it stands in.

feedparser does not say where in the file an item stands, and renames and merges fields that are to be kept as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from indexer.draft import RawDocument
from indexer.readers.member import Member, Piece
from indexer.readers.xmltree import ENCODING, name_of, tree

ITEM = re.compile(rb"<(?P<tag>(?:[A-Za-z_][\w.-]*:)?(?:item|entry))\b[^>]*>.*?</(?P=tag)\s*>", re.S)
CDATA = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.S)
# Attributes that hold the value of an element without text.
VALUE_ATTRIBUTES = ("href", "url", "term", "resource")
KIND = re.compile(r"/kind#(\w+)")
POSTS = ("post", "page")
OTHERS = re.compile(
    r"attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_\w+|acf\S*|feedback"
)
FEED_NAMES = {"title": "feed.title", "link": "feed.link", "language": "feed.language"}


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" an item; the feed's own title, link and language stand in its `fields`."""
    body = member.whole()
    found = ENCODING.search(body[:200])
    charset = found[1].decode("ascii") if found else member.charset
    # What is inside CDATA or a comment must not end an item: it is masked, byte for byte.
    masked = CDATA.sub(lambda match: b"x" * len(match[0]), body)
    items = list(ITEM.finditer(masked))
    if not items:
        yield member.unreadable("no items", "The feed has no complete item. Check that it is whole and add it again.")
        return
    feed = feed_fields(body[: items[0].start()], charset)
    position = 0
    for item in items:
        if item.start() > position:
            yield member.frame(position, item.start(), "feed frame")
        place = member.place(item.start(), item.end(), body.count(b"\n", 0, item.start()) + 1)
        yield RawDocument(
            place=place, shape="record", body=body[item.start() : item.end()], fields=feed, charset=charset
        )
        position = item.end()
    if position < len(body):
        yield from _tail(member, body, masked, position)


def _tail(member: Member, body: bytes, masked: bytes, position: int) -> Iterator[Piece]:
    """What stands after the last item: the end of the frame, or an item that is cut off."""
    if re.search(rb"<(?:\w+:)?(?:item|entry)\b", masked[position:]):
        line = body.count(b"\n", 0, position) + 1
        reason = "The feed is cut off inside an item. Get a whole copy and add it again."
        yield member.unreadable("cut off", reason, position, len(body), line)
    else:
        yield member.frame(position, len(body), "feed frame")


def is_other(fields: Mapping[str, str]) -> bool:
    """Whether the item of a weblog's export says that it is no post: a picture, a menu, a comment, a setting."""
    kind = KIND.search(fields.get("category", ""))
    return bool(OTHERS.fullmatch(fields.get("wp:post_type", ""))) or (kind is not None and kind[1] not in POSTS)


def feed_fields(head: bytes, charset: str | None) -> dict[str, str]:
    """The feed's own title, link and language, as "feed.title" and so on, from what stands before its first item."""
    found: dict[str, str] = {}
    for name, value in _children(tree(head[head.find(b"<") :], charset)):
        if name in FEED_NAMES and value:
            found.setdefault(FEED_NAMES[name], value)
    return found


def item_fields(body: bytes, charset: str | None) -> dict[str, str]:
    """The elements of an item by their names as they stand ("dc:creator"); repeated ones are joined."""
    fields: dict[str, list[str]] = {}
    for name, value in _children(tree(body, charset)):
        if value and value not in fields.setdefault(name, []):
            fields[name].append(value)
    if "link" not in fields and "link.self" in fields:
        fields["link"] = fields["link.self"]
    return {name: "; ".join(values) if name != "link" else values[0] for name, values in fields.items() if values}


def _children(root: etree._Element | None) -> Iterator[tuple[str, str]]:
    """The elements directly under an item, or under a feed and its channel, each with its text."""
    if root is None:
        return
    for element in root:
        if not (name := name_of(element)):
            continue
        if name in ("channel", "source", "author"):
            yield from ((f"{name}.{inner}" if name != "channel" else inner, text) for inner, text in _children(element))
        rel = element.get("rel", "alternate") if name == "link" else "alternate"
        yield name if rel == "alternate" else f"link.{rel}", _value(element)
        if name == "source" and element.get("url"):
            yield "source.url", element.get("url") or ""


def _value(element: etree._Element) -> str:
    """An element's text; markup that stands inside it (XHTML in Atom) as markup."""
    if len(element) and element.get("type") == "xhtml":
        return "".join(etree.tostring(child, encoding="unicode") for child in element)
    text = "".join(element.itertext()).strip() if not len(element) else ""
    return text or next((value for name in VALUE_ATTRIBUTES if (value := element.get(name))), "")
