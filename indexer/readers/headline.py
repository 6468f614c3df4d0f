"""Which of the headings of a page is the title of its article?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from lxml import etree

from indexer.readers.declared import TITLES, Declared, folded, host, text_of

CUT = re.compile(r"\s+[|–—•·»«:~]+\s+|\s+-+\s+|\s*[|»]\s*|::")
ASIDE = re.compile(
    r"\b(?:logo|site-?title|site-?name|brand|masthead|visually-?hidden|sr-only|related|sidebar|widget)", re.I
)
LOWER = frozenset({"nav", "footer", "aside"})
LONGEST = 300


def title(root: etree._Element, found: Declared, site: str) -> str:
    """The title: the heading that agrees with what the page declares, else what it declares, without the site's name.

    `site` is the outlet's name, "" if it is not known.
    """
    names = _site_names(site, found)
    said = [text_of(found.article.get("headline"))] + [found.first(name) for name in TITLES]
    document = " ".join(
        "".join(node.itertext())
        for node in root.iter("title")
        if node.getparent() is not None and node.getparent().tag == "head"
    )
    said = [
        s
        for value in (*said, " ".join(document.split()))
        if (s := without_site(value, names)) and not _is_site(s, names)
    ]
    headings = [h for h in _headings(root) if not _is_site(h, names)]
    for heading in headings:
        if any(agree(heading, value) for value in said):
            return heading
    if said:
        return _most_agreed(said)
    return headings[0] if headings else ""


def _most_agreed(said: list[str]) -> str:
    return max(said, key=lambda s: (sum(agree(s, other) for other in said), -said.index(s)))


def _headings(root: etree._Element) -> Iterator[str]:
    """The headings of the first rank, those marked as headline before others; then of the second."""
    for level in ("h1", "h2"):
        found = []
        for node in root.iter(level):
            text = " ".join("".join(node.itertext()).split())
            mark = f"{node.get('class') or ''} {node.get('id') or ''}"
            if (
                4 < len(text) < LONGEST
                and not ASIDE.search(mark)
                and not any(a.tag in LOWER for a in node.iterancestors())
            ):
                found.append((node.get("itemprop") not in ("headline", "name"), len(found), text))
        yield from (text for _, _, text in sorted(found)[:12])


def _site_names(site: str, found: Declared) -> set[str]:
    """Folded names of the site: the outlet's, the domain's, the domain's first label."""
    domain = re.sub(r"^www\d?\.", "", host(found.url))
    label = domain.split(".")[0] if domain.count(".") < 2 else ""
    values = {site, domain, label, found.first("ogsitename"), found.first("applicationname")}
    return {folded(v) for v in values if len(folded(v)) > 2}


def _is_site(text: str, names: set[str]) -> bool:
    return folded(text) in names


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
    return bool(key) and any(
        key == n or (len(n) > 4 and n in key and len(key) < 2.5 * len(n)) or (len(key) > 4 and key in n) for n in names
    )


def agree(one: str, other: str) -> bool:
    """Whether two headings are one: equal but for a tenth, or one is the other with something before or after."""
    a, b = folded(one), folded(other)
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) > 12 and long.startswith(short) or long == short:
        return True
    return SequenceMatcher(None, short, long).ratio() >= 0.85 if len(short) > 0.6 * len(long) else False
