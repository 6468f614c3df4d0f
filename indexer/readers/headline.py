"""Which of the headings of a page is the title of its article?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from lxml import etree

from indexer import dates
from indexer.readers import maintext
from indexer.readers.beside import outside, weight
from indexer.readers.blocks import DENSE, Line
from indexer.readers.declared import SEPARATOR, TITLES, Declared, folded, host, text_of
from indexer.readers.headings import LEVELS, LONGEST, SHORT, Heading, in_masthead, in_page_head, is_aside, of_rank

CUT = re.compile(r"\s+[|–—•·»«:~]+\s+|\s+-+\s+|\s*[|»]\s*|:+\s+|::")
WORD = re.compile(r"[^\W_]+")
NAMED = re.compile(r"(?:^|\s|(?<!sub)(?<!section)[_-])(?:title|headline)(?:$|[\s_-])", re.I)
ASKING = ("button", "input", "select")
YEAR = re.compile(r"(?:19|20)\d\d")
DAY = 30  # characters of a day with its time
KEYWORD = 3  # words of a heading that may be no more than a keyword
BOLD = 3  # words of a bold line, that it be no name of an author
NEAR = 8  # lines above the prose in which its heading stands


def title(root: etree._Element, lines: Sequence[Line], said: Declared, site: str) -> str:
    """The title: the heading that agrees with what the page declares, else its only heading, else that of its prose.

    Where none of them stands on the page, it is what the page declares. `site` is the outlet's name, "" if it is not
    known; it is cut off.
    """
    found = _chosen(root, lines, said, _site_names(site, said))
    keyword = len(found.split()) <= KEYWORD and not DENSE.search(found)
    return _displayed(found, lines) if keyword else found


def _chosen(root: etree._Element, lines: Sequence[Line], said: Declared, names: set[str]) -> str:
    """The title as it is declared, or as the heading has it that agrees; `names` are those of the site, folded."""
    whole, cut = said.title, _cut(said.title)
    said_so = (said.article.get("headline"), *(said.first(name) for name in TITLES))
    told = [value for title in said_so if (value := text_of(title))]
    declared = [v for value in (*told, cut) if (v := without_site(value, names)) and folded(v) not in names]
    exact = {folded(without_site(value, names)) for value in told}
    headings = {level: of_rank(root, level, names, {folded(v) for v in declared}) for level in LEVELS}
    if found := _shown(headings, declared, exact, lines):
        return _as_declared(found, said, declared, names)
    parts = _parts(whole)
    named = (h for level in LEVELS for h in of_rank(root, level, names, parts) if folded(h.text) in parts)
    if own := next((h for h in named if not in_masthead(h.node)), None):
        return own.text
    says_title = any(folded(value) in exact for value in declared)  # not only what the site is called
    above = _above_prose(lines, names, whole, [] if says_title else declared, LEVELS[:1] if says_title else LEVELS)
    if above and _speaks_of(above, declared):
        return above
    best = max(declared, key=lambda v: (sum(agree(v, other) for other in declared), -declared.index(v)), default="")
    return _longest_part(_whole(best, declared)) or next(iter(told), "")


def _shown(
    headings: Mapping[str, Sequence[Heading]], declared: Sequence[str], told: set[str], lines: Sequence[Line]
) -> Heading | None:
    """The heading that is a title of the head or the linked data, or agrees with what is declared, or is alone.

    `told` are the titles of the head and the linked data, folded; `declared` has that of the title element too, which
    often begins with a section or the site.
    """
    every = [heading for level in LEVELS for heading in headings[level]]
    if exact := next((h for h in every if folded(h.text) in told), None):
        return exact
    keys = {folded(value) for value in declared}
    for heading in sorted(headings["h1"], key=lambda h: folded(h.text) not in keys):
        if any(agree(heading.text, value) for value in declared):
            return heading
    said = [value for value in declared if folded(value) in told]
    lower = [h for h in every if h.node.tag != "h1" and len(h.text) > SHORT]
    if near := next((h for h in lower if folded(h.text) in keys or any(agree(h.text, v) for v in said)), None):
        return near
    alone = headings["h1"][0] if len(headings["h1"]) == 1 else None
    if alone and (_says_much(alone.text) or not declared) and not _is_of_page(alone, declared, lines):
        return alone
    return next((h for h in every if any(agree(h.text, v) for v in declared)), None)


def _is_of_page(heading: Heading, declared: Sequence[str], lines: Sequence[Line]) -> bool:
    """Whether a heading is no article's: in a masthead, or of another thing and in the page's head or a box."""
    if in_masthead(heading.node) or _speaks_of(heading.text, declared):
        return in_masthead(heading.node)
    elsewhere = outside(lines)
    return in_page_head(heading.node) or any(ln.node is heading.node and ln.parts in elsewhere for ln in lines)


def _above_prose(
    lines: Sequence[Line], names: set[str], whole: str, declared: Sequence[str], levels: Sequence[str]
) -> str:
    """What stands right above the first prose of the article: the document's title `whole`, else a heading.

    The heading has one of these ranks. Below the first, it is no label ("Background") where the title reads as one.
    """
    first = next((line for line in maintext.article_lines(lines) if weight(line)), None)
    if first is None:
        return ""
    at, elsewhere, around = lines.index(first), outside(lines), set(first.node.iterancestors())
    before = [line for line in lines[max(0, at - NEAR) : at] if line.parts not in elsewhere]
    near = [line for line in (*before, first) if line.text and not _asks(line, around)]
    keys = {folded(value) for value in declared}
    ends = (_end_of(line.text, keys | _parts(whole)) for line in near[::-1]) if declared else ()
    if shown := next(filter(None, ends), ""):
        return shown
    parts = CUT.split(whole)
    top = _top(near, names | ({folded(parts[0]), folded(parts[-1])} - keys))
    if top is None or top.tag not in levels or len(top.text) >= LONGEST or in_masthead(top.node):
        return _named(near, names) if levels == LEVELS and not any(map(_says_much, declared)) else ""
    reads = any(_says_much(value) and not CUT.search(value) for value in declared)
    return "" if reads and top.tag != "h1" and not _says_much(top.text) else top.text


def _asks(line: Line, around: set[etree._Element]) -> bool:
    """Whether a line heads a box with buttons, beside the prose in `around`: it asks for consent, or for money."""
    box = line.node.getparent() if line.is_heading and line.tag != "h1" else None
    return box is not None and box not in around and next(box.iter(*ASKING), None) is not None


def _speaks_of(heading: str, declared: Sequence[str]) -> bool:
    """Whether a heading shares a word with a declared title, or none of these says much."""
    if not any(_says_much(part) for value in declared for part in CUT.split(value)):
        return True
    pairs = ((here, there) for value in declared for here, there in ((heading, value), (value, heading)))
    return any(word in folded(there) for here, there in pairs for word in _long_words(here))


def _long_words(text: str) -> list[str]:
    """The words of a text that say something: not "the", "und", "of"."""
    return [word for word in WORD.findall(text.casefold()) if len(word) > 3]


def _top(near: Sequence[Line], names: set[str]) -> Line | None:
    """The last heading of these lines that is not one of these names, or a higher one directly above it."""
    found: list[Line] = []
    for line in near[::-1]:
        if found and (not line.is_heading or line.tag >= found[-1].tag):
            break
        if line.is_heading and not is_aside(line.node) and folded(line.text) not in names:
            found.append(line)
    return found[-1] if found else None


def _named(near: Sequence[Line], names: set[str]) -> str:
    """The last of these lines that looks like a heading: by its rank, by the names around it, bold throughout."""
    for line in near[::-1]:
        short = not (line.linked or weight(line)) and len(line.text) < LONGEST
        if not short or line.tag in LEVELS or folded(line.text) in names or in_masthead(line.node):
            continue
        around = [line.node, *line.node.iterancestors()][:2]
        named = any(NAMED.search(node.get("class") or "") and not is_aside(node) for node in around)
        if line.is_heading or named or (len(line.text.split()) > BOLD and _is_bold(line)):
            return line.text
    return ""


def _displayed(keyword: str, lines: Sequence[Line]) -> str:
    """A heading of few words, made for search engines, or the line above it that is named headline and has them all."""
    key = folded(keyword)
    at = next((i for i, line in enumerate(lines) if line.is_heading and folded(line.text) == key), 0)
    for line in lines[max(0, at - 2 * NEAR) : at] if key else ():
        plain = not (line.is_heading or line.linked) and len(line.text) < LONGEST
        if plain and key in folded(line.text) and NAMED.search(line.node.get("class") or ""):
            return line.text
    return keyword


def _is_bold(line: Line) -> bool:
    """Whether all words of a line are in one bold element."""
    key = folded(line.text)
    return any(folded("".join(node.itertext())) == key for node in line.node.iter("b", "strong", "big"))


def _whole(value: str, declared: Sequence[str]) -> str:
    """A declared title, or the one that goes on where it is cut short: "Ferry sails again…"."""
    begin = folded(value) if value.endswith(("…", "...")) else ""
    return next((other for other in declared if begin and folded(other).startswith(begin) and other != value), value)


def _end_of(line: str, parts: set[str]) -> str:
    """The end of a line that is a part of the document's title, "" if none is or it says little."""
    key = folded(line) if len(line) < LONGEST else ""
    part = max((p for p in parts if key.endswith(p)), key=len, default="")
    found = next((line[i:] for i in range(len(line), -1, -1) if SEPARATOR.sub("", line[i:]).casefold() == part), "")
    return found if _says_much(found) else ""


def _says_much(heading: str) -> bool:
    """Whether a heading can be more than a name: three words, or as much in a script without spaces."""
    return len(heading.split()) > 2 or len(DENSE.findall(heading)) > 5


def _cut(whole: str) -> str:
    """The document's title without a last part that a bar or dash cuts off: that is the site's name."""
    cuts = [cut for cut in CUT.finditer(whole) if not set("»:") & set(cut[0])]
    return whole[: cuts[-1].start()] if cuts and len(whole[: cuts[-1].start()].split()) > 2 else whole


def _longest_part(whole: str) -> str:
    """The longest of three parts or more between bars: headline, section and site, in any order."""
    parts = whole.split(" | ")
    return max(parts, key=len) if len(parts) > 2 else whole


def _parts(whole: str) -> set[str]:
    """The folded parts of a title that has the site's name in it, those that may be a title themselves."""
    return {key for part in CUT.split(whole) if len(key := folded(part)) > 12}


def _as_declared(heading: Heading, said: Declared, declared: Sequence[str], names: set[str]) -> str:
    """A heading with or without the topic that stands above it: as both declarations have it, else as the shorter."""
    key = folded(heading.text)
    shared = folded(without_site(said.first("ogtitle"), names))
    if shared == folded(text_of(said.article.get("headline"))) and shared.endswith(key):
        return heading.text if shared == key else next(v for v in declared if folded(v) == shared)
    shorter = [v for v in declared if len(folded(v)) > 15 and key.endswith(folded(v)) and len(v) < len(heading.text)]
    return min(shorter, key=len) if shorter else heading.text


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
        if head and (_names_site(tail, names) or _is_day(tail)):
            text = head
            continue
        head, tail = text[: cuts[0].start()], text[cuts[0].end() :]
        if tail and _names_site(head, names):
            text = tail
            continue
        break
    return text.strip(" |–—»")


def _is_day(part: str) -> bool:
    """Whether the last part of a title is the day that a program put there."""
    reading = dates.parse(part) if len(part) < DAY and YEAR.search(part) else None
    return reading is not None and reading.value is not None


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
