"""What does a web page say: its article, and what it declares about it?"""

from __future__ import annotations

import re
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, zip_longest
from types import FrameType
from urllib.parse import urljoin

from lxml import etree

from indexer.addresses import HEAD, NOWHERE, Origin, holds_copies, origin, saved_from
from indexer.draft import RawDocument
from indexer.readers import (
    beside,
    blocks,
    datemarks,
    declared,
    facts,
    headline,
    maintext,
    roles,
    several,
    shown_dates,
    signed,
)
from indexer.readers.charset import decode
from indexer.readers.markup import plain
from indexer.readers.member import Member, Piece

PAGE_CAP = 2 << 20  # characters of a page without its scripts; extraction costs seconds beyond it
DEPTH_CAP = 400
DEADLINE = 20.0  # seconds for one page
DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
STANDFIRST = re.compile(
    r"standfirst|strap-?line|subtitle|sub-?head|\bdeck?\b|chapo|vorspann|untertitel|sottotitolo|entradilla|subtitul",
    re.I,
)
"""How an element is called that sums up the text below it."""
UNSEEN = re.compile(r"<(?:!--|(?=[sStT])((?i:script|style|svg|template))\b(?![^>]*ld\+json))")
ENDS = {name: re.compile(rf"</(?i:{name})\s*>") for name in ("script", "style", "svg", "template")}
UNCLOSED = "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr"
"""Tags without content, and those that the next one of the kind closes."""


def _closed() -> re.Pattern[str]:
    """A tag that must be closed, with the sign of its end. A branch for each first letter: the engine looks at one."""
    rests: dict[str, list[str]] = {}
    for name in UNCLOSED.split():
        rests.setdefault(name[0], []).append(name[1:])
    others = "".join(letter + letter.upper() for letter in map(chr, range(97, 123)) if letter not in rests)
    branches = [f"[{first}{first.upper()}](?!(?i:{'|'.join(some)})\\b)" for first, some in rests.items()]
    return re.compile(rf"<(/?)(?:[{others}]|{'|'.join(branches)})")


TAG = _closed()
INLINED = re.compile(r"data:[\w.+-]+/[\w.+-]+(?:;[\w.=+-]+)*;base64,[A-Za-z0-9+/=%]*")
"""A picture or a font inside an attribute: a page that is saved as one file has megabytes of them."""
SEAM = re.compile(rb"</html\s*>\s*(?=<(?:!doctype\s+html|html[\s>]))", re.I)
"""Where one page ends and the next begins in a file of pages that were put behind each other."""


class PageTooHard(Exception):
    """A page that is over a limit; the message says which."""


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "html" for each page of a file, mostly one; a worker extracts it."""
    body = member.whole()
    starts = [0, *(seam.end() for seam in SEAM.finditer(body))]
    line = 1
    for start, end in pairwise([*starts, len(body)]):
        page = body[start:end]
        yield RawDocument(place=member.place(start, end, line), shape="html", body=page, charset=member.charset)
        line += page.count(b"\n")


def declared_charset(body: bytes) -> str | None:
    """The charset in the page's own head."""
    found = DECLARED.search(body[:8192])
    return found[1].decode("ascii") if found else None


def page_text(body: bytes, charset: str | None) -> str:
    """A page's markup as characters, without comments and scripts. Raises PageTooHard over the limits."""
    text, _ = decode(body, charset if charset and charset != "utf-8" else declared_charset(body))
    text = without_unseen(XML_HEAD.sub("", text.lstrip("\ufeff")).replace("\0", ""))
    if ";base64," in text:
        text = INLINED.sub("", text)
    if len(text) > PAGE_CAP:
        raise PageTooHard(f"it has {len(text)} characters without its scripts; a page may have {PAGE_CAP}")
    if (depth := nesting(text)) > DEPTH_CAP:
        raise PageTooHard(f"its tags are nested {depth} deep; a page may have {DEPTH_CAP}")
    return text


def without_unseen(text: str, *, blanks: bool = False) -> str:
    """Markup with a blank for each comment, script and picture, or with as many as these have characters."""
    kept: list[str] = []
    at = 0
    while found := UNSEEN.search(text, at):
        kept += [text[at : found.start()], " "]
        if found[1]:
            end = ENDS[found[1].lower()].search(text, found.end())
            at = end.end() if end else len(text)
        else:
            end_at = text.find("-->", found.end())
            at = end_at + 3 if end_at >= 0 else len(text)
        if blanks:
            kept.append(" " * (at - found.start() - 1))
    return "".join([*kept, text[at:]])


def nesting(text: str) -> int:
    """How deep the tags are nested at most, counting those that must be closed."""
    depth = deepest = 0
    for closing in TAG.findall(text):
        if not closing:
            depth += 1
        elif depth > 0:
            deepest = max(deepest, depth)
            depth -= 1
    return max(deepest, depth)


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


@dataclass(frozen=True, slots=True)
class PageArticle:
    """The fields of an article of a page, and its bytes [start, end); None if they cannot be told from the others'."""

    fields: dict[str, str]
    place: tuple[int, int] | None


def html_articles(body: bytes, charset: str | None = None, kept: Origin = NOWHERE) -> list[PageArticle]:
    """The articles of a page: one, with all its bytes, unless the page holds several. Raises PageTooHard.

    `kept` is where and when the page was saved, if its file says so.

    The fields are title, text (paragraphs apart), outlet, domain, url, author, date, modified, captured, language,
    summary; those that the page does not give are left out.
    """
    page = page_text(body, charset)
    with deadline(DEADLINE):
        root = parsed(page)
        if root is None:
            return [PageArticle({}, (0, len(body)))]
        said = declared.declared(root, kept if kept.url else saved_from(body[:HEAD].decode("latin-1")))
        if holds_copies(page):
            _lead_back(root)
        lines = blocks.lines(root)
        found = several.parts(lines, said)
        if len(found) < 2:
            fields = fields_of(page, root, said, lines)
            return [PageArticle({**fields, **several.told_apart(lines)}, (0, len(body)))]
        shared = page_fields(page, said)
        places = _bytes_of(several.places(found, blanked(body, charset)), body, charset)
        articles = [part_fields(part, said, shared) for part in found]
        return [PageArticle(fields, place) for fields, place in zip_longest(articles, places)]


def shown_lines(body: bytes, charset: str | None) -> Iterator[tuple[str, str]]:
    """The lines that a reader of a page sees, in their order, each with what its part of the page is called."""
    root = parsed(page_text(body, charset))
    lines = blocks.lines(root, blocks.CONTROLS) if root is not None else []
    shown = set(beside.shown(lines))
    for line in lines:
        what = _called(line, line in shown)
        text = "".join(map(str, line.node.itertext())) if line.tag == "pre" else line.text
        yield from ((" ".join(piece.split()), what) for piece in text.split("\n") if piece.strip())


def _called(line: blocks.Line, shown: bool) -> str:
    """What a line that is not of the article is, "" if nothing says it."""
    if line.parts:
        return roles.called(*line.parts[-1])
    if not shown:
        return "teaser"
    if maintext.INVITATION.match(line.text):
        return "invitation"
    return "about the article" if facts.is_fact(line.text) else ""


def _lead_back(root: etree._Element) -> None:
    """Let the links of a page that a web archive keeps lead where they led before."""
    for link in root.iter("a"):
        if href := link.get("href"):
            link.set("href", origin(href).url)


def html_fields(body: bytes, charset: str | None = None) -> dict[str, str]:
    """The fields of the article of a page, of the first if it holds several. Raises PageTooHard."""
    return html_articles(body, charset)[0].fields


def blanked(body: bytes, charset: str | None) -> str:
    """A page's markup with blanks for its comments and scripts: each character stands where it stood."""
    text, _ = decode(body, charset if charset and charset != "utf-8" else declared_charset(body))
    return without_unseen(text, blanks=True)


def _bytes_of(places: Sequence[tuple[int, int]], body: bytes, charset: str | None) -> list[tuple[int, int]]:
    """Places in bytes instead of characters; none where the charset does not tell."""
    text, codec = decode(body, charset if charset and charset != "utf-8" else declared_charset(body))
    try:
        if len(text.encode(codec)) != len(body):
            return []
        return [(len(text[:start].encode(codec)), len(text[:end].encode(codec))) for start, end in places]
    except UnicodeEncodeError:
        return []


def parsed(page: str) -> etree._Element | None:
    """The tree of a page; None if there is nothing in it."""
    parser = etree.HTMLParser(  # its own limit of depth would cut pages off without a word
        encoding="utf-8", collect_ids=False, remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    return etree.fromstring(page.encode("utf-8", "replace"), parser) if page.strip() else None


def fields_of(page: str, root: etree._Element, said: declared.Declared, lines: Sequence[blocks.Line]) -> dict[str, str]:
    """The fields of the one article of a page."""
    shared = page_fields(page, said)
    title = headline.title(root, lines, said, shared.get("outlet", ""))
    body = _without_standfirst(maintext.article_lines(lines, title), lines, said)
    tongue = language_of(shared)
    date = datemarks.published(lines, said, tongue, title)
    modified = "" if date else datemarks.changed(lines, said, tongue, title)
    fields = {
        "title": title,
        "text": maintext.body_text(page, lines, body, plain(said.body)),
        **shared,
        "author": declared.authors(said) or signed.signed(lines, body, title),
        "date": date or ("" if modified else shown_dates.ago(lines, tongue, title)),
        "modified": modified,
        "summary": said.first("ogdescription", "description"),
    }
    return {name: value for name, value in fields.items() if value}


def _without_standfirst(
    body: Sequence[blocks.Line], lines: Sequence[blocks.Line], said: declared.Declared
) -> Sequence[blocks.Line]:
    """The lines of a text without its summary, which stands above the writer's name and the day."""
    if len(body) < 2 or declared.folded(body[0].text) not in map(declared.folded, said.summaries):
        return body
    if not STANDFIRST.search(body[0].node.get("class") or ""):
        return body
    following = next((line for line in body[1:] if not facts.is_fact(line.text)), body[-1])
    between = lines[lines.index(body[0]) + 1 : lines.index(following)]
    return body[body.index(following) :] if any(facts.is_fact(line.text) for line in between) else body


def part_fields(part: several.Part, said: declared.Declared, shared: Mapping[str, str]) -> dict[str, str]:
    """The fields of one of the articles of a page; its own link tells its outlet, if it leads elsewhere."""
    own = several.part_fields(part)
    if date := datemarks.published(part.lines, declared.Declared(), language_of(shared), own["title"]):
        own["date"] = date
    if link := urljoin(said.url, own.get("url", "")):
        own["url"] = link
    domain = declared.host(own.get("url", ""))
    elsewhere = bool(domain) and domain != shared.get("domain", domain)
    kept = {name: value for name, value in shared.items() if not (elsewhere and name in ("outlet", "domain"))}
    return {**kept, **({"domain": domain} if domain else {}), **own}


def page_fields(page: str, said: declared.Declared) -> dict[str, str]:
    """What holds for all that stands on a page: outlet, domain, url, language."""
    language = declared_language(page) or declared.text_of(said.article.get("inLanguage"))
    fields = {
        "outlet": declared.outlet(said),
        "domain": declared.host(said.url),
        "url": said.url,
        "captured": said.captured,
        "language": language or said.first("oglocale").replace("_", "-"),
    }
    return {name: value for name, value in fields.items() if value}


def language_of(fields: Mapping[str, str]) -> str:
    """The code of the language that a page declares, "und" if it does not."""
    return fields.get("language", "")[:2].lower() or "und"


def declared_language(page: str) -> str | None:
    """The language in the page's html tag."""
    found = re.search(r"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", page[:8192], re.I)
    return found[1] if found else None
