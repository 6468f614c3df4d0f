"""What does a web page declare about its article: in JSON-LD, in its meta elements, in marked elements, in its address?

The vocabularies are schema.org, Open Graph, Dublin Core, Highwire ("citation_"), and those of Parse.ly and Sailthru.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from indexer.addresses import NOWHERE, Origin, origin

ARTICLE_TYPE = re.compile(r"(?:Article|Report|BlogPosting|Review|Posting|Story|Episode|Recipe|LiveBlog)\w*$")
PAGE_TYPE = re.compile(r"(?:WebPage|ItemPage|AboutPage|MediaObject|VideoObject|CreativeWork)$")
LISTS = frozenset({"itemListElement", "hasPart", "comment", "review", "relatedLink", "isPartOf", "liveBlogUpdate"})
CONTROL = re.compile("[\x00-\x1f]")
SEPARATOR = re.compile(r"[\W_]+")
# Folded names of meta elements, best first.
PUBLISHED = [
    "articlepublishedtime",
    "articlepublished",
    "ogarticlepublishedtime",
    "ogpublishedtime",
    "datepublished",
    "citationpublicationdate",
    "citationonlinedate",
    "parselypubdate",
    "sailthrudate",
    "rnewsdatepublished",
    "originalpublicationdate",
    "publicationdate",
    "datepublication",
    "publisheddate",
    "publishdate",
    "publishedat",
    "pubdate",
    "btpubdate",
    "dateissued",
    "dcdateissued",
    "dctermsissued",
    "dctermscreated",
    "dcdatecreated",
    "dctermsdate",
    "dcdate",
    "cxenseparserecspublishtime",
    "displaydate",
    "articlecreated",
    "articledate",
    "citationdate",
    "datecreated",
    "created",
    "date",
    "dcdatecreation",
    "searchdate",
    "pdate",
    "publishtime",
]
MODIFIED = ["articlemodifiedtime", "datemodified", "ogupdatedtime", "dctermsmodified", "dcdatemodified", "lastmodified"]
TITLES = [
    "ogtitle",
    "headline",
    "citationtitle",
    "twittertitle",
    "dctitle",
    "dctermstitle",
    "sailthrutitle",
    "parselytitle",
    "title",
]
SITES = ["ogsitename", "applicationname", "articlepublisher", "dcpublisher", "publisher", "copyright"]
AUTHORS = ["author", "articleauthor", "citationauthor", "dccreator", "parselyauthor", "sailthruauthor", "byl"]
NAMED = re.compile(r"[^\W\d_]")
HOST = re.compile(r"(?:https?:)?//", re.I)


FEED = re.compile(r"application/(?:rss|atom)\+xml")
FEED_NAME = re.compile(r"(.{2,60}?)\s*(?:[-–—|»:]\s*)?(?:\b(?:RSS|Atom|Feed)\b.*)", re.IGNORECASE)


@dataclass(slots=True)
class Declared:
    """What a page declares: its JSON-LD, the values of its meta elements by their folded names, its address, its title.

    `title` is the text of the title element, `feed` the name that the site gives its feed, if its title has that name
    too; `captured` the time at which a web archive or a browser kept the page.
    """

    article: Mapping[str, Any] = field(default_factory=dict)
    page: Mapping[str, Any] = field(default_factory=dict)
    nodes: list[Mapping[str, Any]] = field(default_factory=list)
    meta: dict[str, list[str]] = field(default_factory=dict)
    url: str = ""
    title: str = ""
    feed: str = ""
    captured: str = ""

    @property
    def body(self) -> str:
        """The text of the article in the linked data, with its line breaks."""
        value = self.article.get("articleBody")
        return html.unescape(value) if isinstance(value, str) else ""

    @property
    def summaries(self) -> tuple[str, ...]:
        """What the page says in short of itself."""
        return tuple(value for name in ("ogdescription", "description") for value in self.meta.get(name, ()))

    def first(self, *names: str) -> str:
        """The first value of these meta elements that is not empty."""
        return next((self.meta[name][0] for name in names if name in self.meta), "")


def declared(root: etree._Element, kept: Origin = NOWHERE) -> Declared:
    """What the head and the JSON-LD of a page say; `kept` is what the program says that kept it."""
    found = Declared(captured=kept.captured)
    for node in root.iter("meta"):
        terms = (node.get("property") or "").split()  # RDFa: several may share a value
        value = " ".join((node.get("content") or "").split())
        for name in terms or [node.get("name") or node.get("itemprop") or ""]:
            if name and value:
                found.meta.setdefault(folded(name), []).append(value)
    found.url, stamp = origin(_address(root, found) or kept.url)
    found.captured = found.captured or stamp
    head = next(root.iter("title"), None)  # what stands before the head moves it into the body
    found.title = " ".join("".join(head.itertext()).split()) if head is not None else ""
    found.feed = _feed(root, found.title)
    found.nodes = list(linked_data(root))
    found.article = _main_article(found)
    found.page = next((n for n in found.nodes if PAGE_TYPE.search(kind(n))), {})
    return found


@lru_cache(4096)
def folded(name: str) -> str:
    """A name without case and separators."""
    return SEPARATOR.sub("", name).casefold()


def _address(root: etree._Element, found: Declared) -> str:
    links = [node.get("href") or "" for node in root.iter("link") if (node.get("rel") or "").lower() == "canonical"]
    for url in (*links, found.first("ogurl"), found.first("twitterurl")):
        if HOST.match(url) and "." in url:
            return url if not url.startswith("//") else f"https:{url}"
    return ""


def linked_data(root: etree._Element) -> Iterator[Mapping[str, Any]]:
    """The nodes of all JSON-LD of a page, outer ones first; teasers in lists are left out."""
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text:
            yield from _nodes(_loads(script.text))


def _loads(text: str) -> Any:
    text = text.strip().removeprefix("<![CDATA[").removeprefix("//<![CDATA[").removesuffix("]]>").strip().rstrip(";")
    for attempt in (text, CONTROL.sub(" ", text)):
        try:
            return json.loads(attempt, strict=False)
        except (json.JSONDecodeError, RecursionError):
            continue
    return None


def _nodes(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for inner in value:
            yield from _nodes(inner, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name, inner in value.items():
            if name not in LISTS and isinstance(inner, (dict, list)):
                yield from _nodes(inner, depth + 1)


def kind(node: Mapping[str, Any]) -> str:
    """The type of a node, the most telling if it has several."""
    types = node.get("@type", "")
    types = [t for t in types if isinstance(t, str)] if isinstance(types, list) else [types]
    best = next((t for t in types if isinstance(t, str) and ARTICLE_TYPE.search(t)), None)
    return best or (types[0] if types and isinstance(types[0], str) else "")


def _main_article(found: Declared) -> Mapping[str, Any]:
    """The node of the page's own article: the one with its address or headline; several without are a list."""
    articles = [n for n in found.nodes if ARTICLE_TYPE.search(kind(n))]
    if len(articles) < 2:
        return articles[0] if articles else {}
    title = folded(text_of(found.first("ogtitle", "twittertitle")))
    for node in articles:
        heads = folded(text_of(node.get("headline") or node.get("name")))
        urls = [text_of(node.get(key)) for key in ("url", "@id", "mainEntityOfPage")]
        if (heads and title and (heads in title or title in heads)) or (found.url and found.url in urls):
            return node
    return articles[0] if not title else {}


def text_of(value: Any) -> str:
    """A value of JSON-LD as one line: of a list the first, of a node its name or address."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, dict):
        return text_of(value.get("name") or value.get("@value") or value.get("@id"))
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def names_of(value: Any) -> list[str]:
    """The names in a value of JSON-LD: one, or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [name for inner in values if (name := text_of(inner)) and NAMED.search(name) and "//" not in name]


def _feed(root: etree._Element, title: str) -> str:
    """The site's name, of what its feed is called: "Marsh Courier » Feed", "Marsh Courier - Atom"."""
    for node in root.iter("link"):
        if FEED.search(node.get("type") or "") and (match := FEED_NAME.fullmatch(node.get("title") or "")):
            name = match[1].strip()
            if NAMED.search(name) and name.casefold() in title.casefold():
                return name
    return ""


def outlet(found: Declared) -> str:
    """The name of the publisher: the site's own name first."""
    by_meta = next((v for v in (found.first(n) for n in SITES[:1]) if v and NAMED.search(v)), "")
    publisher = text_of(found.article.get("publisher")) or text_of(found.page.get("publisher"))
    site = next((text_of(n.get("name")) for n in found.nodes if kind(n) in ("WebSite", "NewsMediaOrganization")), "")
    others = [v for v in (found.first(n) for n in SITES[1:]) if v and not HOST.match(v)]
    return next(
        (v for v in (by_meta, publisher, site, *others, found.feed) if v and NAMED.search(v) and len(v) < 80), ""
    )


def authors(found: Declared) -> str:
    """The names of the authors, joined by "; "."""
    names = names_of(found.article.get("author")) or names_of(found.article.get("creator"))
    for name in AUTHORS if not names else ():
        names += [v for v in found.meta.get(name, []) if NAMED.search(v) and not HOST.match(v) and "@" not in v]
        if names:
            break
    return "; ".join(dict.fromkeys(names))


def host(url: str) -> str:
    """The host of an address, "" for none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
