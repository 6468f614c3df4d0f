"""Which of the headings of a page is the title of its article?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from lxml import etree

from indexer.readers.blocks import DENSE
from indexer.readers.declared import TITLES, Declared, folded, host, text_of

CUT = re.compile(r"\s+[|–—•·»«:~]+\s+|\s+-+\s+|\s*[|»]\s*|:+\s+|::")
ASIDE = re.compile(
    r"\b(?:logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only|related|sidebar|widget)", re.I
)
KICKER = re.compile(
    r"kicker|overline|topline|eyebrow|dachzeile|vorspann|supertitle|pretitle|subtitle|sub-?head|overtitle|hidden|section-?name|categor|spitzmarke|roofline",
    re.I,
)
MASTHEAD = re.compile(
    r"\blogo|masthead|site-?title|site-?name|blog-?title|\bbanner|header-?(?:wrapper|inner|outer)|\bsite-?header", re.I
)
WORD = re.compile(r"[^\W_]+")
INLINE = frozenset({"a", "b", "i", "em", "strong", "font", "u", "sup", "sub"})
LOWER = frozenset({"nav", "footer", "aside"})
LEVELS = ("h1", "h2", "h3")
LONGEST = 300


def title(root: etree._Element, said: Declared, site: str) -> str:
    """The title: the heading that agrees with what the page declares, else its only heading, else what it declares.

    `site` is the outlet's name, "" if it is not known; it is cut off.
    """
    names = _site_names(site, said)
    whole, cut = _document_titles(root)
    values = [text_of(said.article.get("headline")), *(said.first(name) for name in TITLES), cut]
    declared = [v for value in values if (v := without_site(value, names)) and folded(v) not in names]
    headings = {level: _headings(root, level, names) for level in LEVELS}
    keys = {folded(value) for value in declared}
    for level in LEVELS:
        for heading in headings[level]:
            if any(agree(heading, value) for value in declared):
                return _without_kicker(heading, declared)
        alone = headings["h1"][0] if level == "h1" and len(headings["h1"]) == 1 else ""
        if alone and (_says_much(alone) or not declared) and not _in_masthead(root, alone):
            return next((h for h in headings["h2"] if folded(h) in keys), alone)
    if part := next((h for level in LEVELS for h in headings[level] if folded(h) in _parts(whole)), ""):
        return part
    return max(declared, key=lambda v: (sum(agree(v, other) for other in declared), -declared.index(v)), default="")


def _says_much(heading: str) -> bool:
    """Whether a heading can be more than a name: three words, or as much in a script without spaces."""
    return len(heading.split()) > 2 or len(DENSE.findall(heading)) > 5


def _document_titles(root: etree._Element) -> tuple[str, str]:
    """The text of the title element, and without a last part that a bar or dash cuts off: that is the site's name."""
    node = root.find("head/title")
    text = " ".join("".join(node.itertext()).split()) if node is not None else ""
    cuts = [cut for cut in CUT.finditer(text) if not set("»:") & set(cut[0])]
    return text, text[: cuts[-1].start()] if cuts and len(text[: cuts[-1].start()].split()) > 2 else text


def _parts(whole: str) -> set[str]:
    """The folded parts of a title that has the site's name in it, those that may be a title themselves."""
    return {key for part in CUT.split(whole) if len(key := folded(part)) > 12}


def _without_kicker(heading: str, declared: list[str]) -> str:
    """A heading without the topic that stands above it in the same element, if the page declares it so."""
    key = folded(heading)
    shorter = [v for v in declared if len(folded(v)) > 15 and key.endswith(folded(v)) and len(v) < len(heading)]
    return min(shorter, key=len) if shorter else heading


def _headings(root: etree._Element, level: str, names: set[str]) -> list[str]:
    """The headings of a rank that are not the site's name, those marked as headline before others."""
    found: list[tuple[bool, int, str]] = []
    for node in root.iter(level):
        text = _words(node)
        mark = f"{node.get('class') or ''} {node.get('id') or ''}"
        if not 4 < len(text) < LONGEST or ASIDE.search(mark) or folded(text) in names:
            continue
        if level != "h1" and len(text) <= 20:
            continue
        if not any(step.tag in LOWER for step in node.iterancestors()):
            found.append((node.get("itemprop") not in ("headline", "name"), len(found), text))
    return list(dict.fromkeys(text for _, _, text in sorted(found)[:20]))


def _words(heading: etree._Element) -> str:
    """The words of a heading, without a kicker or an underline that is marked as one."""
    whole = " ".join("".join(_spoken(heading)).split())
    pieces = [heading.text or ""]
    for child in heading:
        mark = f"{child.get('class') or ''} {child.get('itemprop') or ''}"
        if isinstance(child.tag, str) and not (child.tag == "small" or KICKER.search(mark)):
            pieces += ["" if child.tag in INLINE else " ", *_spoken(child)]
        pieces.append(child.tail or "")
    found = " ".join("".join(pieces).split())
    return found if found and found[-1] != ":" else whole


def _spoken(node: etree._Element) -> Iterator[str]:
    """The text in a node, without the readings that stand above its words."""
    for inner in node.iter():
        if inner.tag not in ("rt", "rp"):
            yield inner.text or ""
        if inner is not node:
            yield inner.tail or ""


def _in_masthead(root: etree._Element, text: str) -> bool:
    """Whether a heading is the site's own: it stands in the masthead, or leads home."""
    for node in root.iter("h1"):
        if _words(node) != text:
            continue
        around = " ".join(
            f"{s.get('class') or ''} {s.get('id') or ''}"
            for s in (node, *node.iterancestors())
            if s.tag not in ("body", "html")
        )
        links = [urlsplit(a.get("href") or "").path for a in (*node.iter("a"), *node.iterancestors("a"))]
        return bool(MASTHEAD.search(around)) or any(path in ("", "/") for path in links)
    return False


def _site_names(site: str, found: Declared) -> set[str]:
    """Folded names of the site: the outlet's, the domain's, the domain's first label."""
    domain = re.sub(r"^www\d?\.", "", host(found.url))
    label = domain.split(".")[0] if domain.count(".") < 2 else ""
    values = {site, domain, label, found.first("ogsitename"), found.first("applicationname")}
    return {folded(v) for v in values if len(folded(v)) > 2}


def without_site(text: str, names: set[str]) -> str:
    """A title without the parts at its ends that name the site: "Flood in Alba - News - Alba Post"."""
    text = " ".join(text.split())
    while cuts := list(CUT.finditer(text)):
        head, tail = text[: cuts[-1].start()], text[cuts[-1].end() :]
        if head and _names_site(tail, names):
            text = head
            continue
        head, tail = text[: cuts[0].start()], text[cuts[0].end() :]
        if tail and _names_site(head, names):
            text = tail
            continue
        break
    return text.strip(" |–—»")


def _names_site(part: str, names: set[str]) -> bool:
    key = folded(part)
    whole = f" {' '.join(WORD.findall(part.casefold()))} "
    return bool(key) and any(
        key == n or (len(n) > 4 and _holds(whole, n) and len(key) < 2.5 * len(n)) or (len(key) > 4 and key in n)
        for n in names
    )


def _holds(words: str, name: str) -> bool:
    """Whether a folded name begins at a word: "bergsteigen" is no part of "skibergsteigen"."""
    joined = words.replace(" ", "")
    starts = {len(words[: m.start()].replace(" ", "")) for m in re.finditer(r"(?<= )\S", words)}
    at = joined.find(name)
    return at >= 0 and at in starts


def agree(one: str, other: str) -> bool:
    """Whether two headings are one: equal but for a tenth, or one is the other with something before or after."""
    a, b = folded(one), folded(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if long == short or (len(short) > 12 and (long.startswith(short) or long.endswith(short))):
        return True
    return SequenceMatcher(None, short, long).ratio() >= 0.85 if len(short) > 0.6 * len(long) else False
