"""What does a web page say: its article, and what it declares about it?"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

from lxml.html import HtmlElement

from indexer.draft import RawDocument
from indexer.readers import datemarks, declared, headline, maintext
from indexer.readers.charset import decode
from indexer.readers.member import Member, Piece

PAGE_CAP = 2 << 20  # characters of a page without its scripts; extraction costs seconds beyond it
DEPTH_CAP = 400
DEADLINE = 20.0  # seconds for one page
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
UNSEEN = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|svg|template)\b(?![^>]*ld\+json).*?(?:</\1\s*>|\Z)", re.I | re.S)
TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
# Tags that need no end: those without content, and those that the next one of the kind closes.
VOID = re.compile(
    "area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr|p|li|dt|dd|option|tr|td|th", re.I
)


class PageTooHard(Exception):
    """A page that is over a limit; the message says which."""


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "html"; a worker extracts it."""
    yield RawDocument(place=member.place(), shape="html", body=member.whole(), charset=member.charset)


def declared_charset(body: bytes) -> str | None:
    """The charset in the page's own head."""
    found = DECLARED.search(body[:8192])
    return found[1].decode("ascii") if found else None


def page_text(body: bytes, charset: str | None) -> str:
    """A page's markup as characters, without comments and scripts. Raises PageTooHard over the limits."""
    text, _ = decode(body, charset if charset and charset != "utf-8" else declared_charset(body))
    text = UNSEEN.sub(" ", XML_HEAD.sub("", text.lstrip("\ufeff")).replace("\0", ""))
    if len(text) > PAGE_CAP:
        raise PageTooHard(f"it has {len(text)} characters without its scripts; a page may have {PAGE_CAP}")
    if (depth := nesting(text)) > DEPTH_CAP:
        raise PageTooHard(f"its tags are nested {depth} deep; a page may have {DEPTH_CAP}")
    return text


def nesting(text: str) -> int:
    """How deep the tags are nested at most, counting those that must be closed."""
    depth = deepest = 0
    for closing, name in TAG.findall(text):
        if VOID.fullmatch(name):
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest


@contextmanager
def deadline(seconds: float) -> Iterator[None]:
    """Raises PageTooHard when the block takes longer; only a main thread can be interrupted so, others run on."""
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise PageTooHard(f"it took longer than {seconds:.0f} seconds to read")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def html_fields(body: bytes, charset: str | None = None) -> dict[str, str]:
    """What the page says: title, text (paragraphs apart), outlet, domain, url, author, date, language, summary.

    A field that the page does not give is left out. Raises PageTooHard.
    """
    from trafilatura import load_html

    page = page_text(body, charset)
    with deadline(DEADLINE):
        root = load_html(page)
        return fields_of(root, declared_language(page)) if root is not None else {}


def fields_of(root: HtmlElement, language: str | None) -> dict[str, str]:
    """The fields of a parsed page whose language is declared so."""
    said = declared.declared(root)
    site = declared.outlet(said)
    language = language or declared.text_of(said.article.get("inLanguage")) or said.first("oglocale").replace("_", "-")
    title = headline.title(root, said, site)
    fields = {
        "title": title,
        "text": maintext.body_text(root),
        "outlet": site,
        "domain": declared.host(said.url),
        "url": said.url,
        "author": declared.authors(said),
        "date": datemarks.published(root, said, language[:2].lower() or "und", title),
        "language": language,
        "summary": said.first("ogdescription", "description"),
    }
    return {name: value for name, value in fields.items() if value}


def declared_language(page: str) -> str | None:
    """The language in the page's html tag."""
    found = re.search(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", page[:8192], re.I)
    return found[1] if found else None
