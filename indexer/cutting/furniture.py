"""Which lines are furniture of the page: runs of labels, lines that come again below every article, link numbers?

These are seen only by looking at several lines at once; what a line says by itself is `headers` and `boilerplate`.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import Final

from indexer import dates
from indexer.cutting.comments import mark_comments
from indexer.cutting.forms import mark_forms
from indexer.cutting.found import Found, Header
from indexer.cutting.items import REPEATED, Item, is_counted
from indexer.cutting.lines import ends
from indexer.cutting.minutes import drop_reading_times
from indexer.cutting.papers import is_outlet
from indexer.cutting.printed import join_torn, mark_contents, mark_list_end, mark_page_heads, mark_running_heads
from indexer.cutting.profiles import mark_profiles, mark_signatures
from indexer.cutting.site_blocks import mark_blocks
from indexer.cutting.sourced_heads import mark_sourced_heads
from indexer.cutting.sources import announced, said
from indexer.cutting.takes import join_takes
from indexer.cutting.teasers import mark_teasers

_LABELLED: Final = re.compile(r"(?P<name>[^\W\d_][\w /()-]{0,34}?)\s?[:：](?:\s+(?P<value>\S.*))?", re.DOTALL)
_OUTLET: Final = re.compile(
    r"publication title|(?:news)?paper|journal|media(?: name)?|zeitung|titre de la publication"
    r"|título d[ae] (?:la )?publica\w+|titolo della pubblicazione|titel der publikation"
    r"|название (?:публикации|издания)|nome da publicação",
    re.I,
)
_DATED: Final = re.compile(r"publication info|published|issue|parution|erschienen", re.I)
_SPEAKER: Final = re.compile(r"(?P<who>[^\W\d_][^:：.!?,;()\d]{0,30})[:：]\s")
_COOKIES: Final = re.compile(
    r"\bcookies?\b|\btracking\b|\bcookie|çerez|\bkakor\b|\binformasjonskapsler|\beväste|\bciastecz"
    r"|файл\w* cookie|ملفات تعريف الارتباط",
    re.IGNORECASE,
)
BANNER: Final = 12
"""So far down a page its banner may stand, in lines."""
TALK: Final = 4
"""So many lines on end must name their speaker."""
_MENU: Final = re.compile(r"\w\s+[|·•]\s+\w")
_DIGITS: Final = re.compile(r"\d+")
RUN: Final = 3
VALUE_WORDS: Final = 4
LONGEST: Final = 250


def mark(items: list[Item]) -> None:
    """Say of the lines of a page which are furniture, `kind` "meta" or "boiler", and which belong to a talk."""
    drop_reading_times(items)
    mark_forms(items)
    mark_contents(items)
    mark_list_end(items)
    mark_page_heads(items)
    join_torn(items)
    join_takes(items)
    mark_blocks(items)
    mark_profiles(items)
    mark_signatures(items)
    mark_teasers(items)
    _banners(items)
    _talks(items)
    _handed_out(items)
    _label_runs(items)
    _front_matter(items)
    while _repeated_lines(items):
        pass
    mark_running_heads(items)
    mark_comments(items)
    _bulleted_heads(items)
    mark_sourced_heads(items)
    _sources_below(items)


def _handed_out(items: list[Item]) -> None:
    """A line right below a text that says where it stood first is no headline: "Read original at Harrat Post"; nor is
    one that says whose article follows: "From today's Harrat Post:"."""
    for item in items:
        if item.kind == "short" and (paper := announced(item)):
            item.kind, item.header, item.found = "meta", Header("label", (paper.piece,)), [paper.piece]
    for above, item in itertools.pairwise(items):
        if item.kind == "short" and above.kind == "prose" and said(item):
            item.kind, item.side, item.rule = "boiler", "tail", "source below"


def _label_runs(items: list[Item]) -> None:
    """A label nobody knows is one all the same among labels that are known. Labels that come again in the same company,
    without any that is known, say who writes in a forum: rank, place, number of posts."""
    names = Counter(_label_name(item) for item in items)
    names[""] = 0
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and _is_labelled(items[stop]):
            stop += 1
        known = sum(1 for item in items[start:stop] if item.header and item.header.kind == "label")
        known += stop < len(items) and items[stop].kind == "prose" and items[stop].header is not None
        again = sum(1 for item in items[start:stop] if names[_label_name(item)] >= RUN) >= 2
        if stop - start >= RUN and (known >= 2 or (known and stop - start >= RUN + 2)):
            for item in items[start:stop]:
                _as_label(item)
        elif again and not known:
            for item in items[start:stop]:
                item.kind, item.side, item.rule = "boiler", "inline", "label that comes again"
        start = max(stop, start + 1)


def _front_matter(items: list[Item]) -> None:
    """Labels between two rules above a headline are its header where the page begins so; the second ends nothing."""
    boxes = []
    for start, item in enumerate(items):
        stop = start + 1
        while stop < len(items) and items[stop].line.blanks == 0 and _is_labelled(items[stop]):
            stop += 1
        closed = stop < len(items) and items[stop].kind == "rule" and items[stop].line.text == item.line.text
        if item.kind == "rule" and closed and stop - start > RUN:
            boxes.append((start, stop))
    if boxes and boxes[0][0] == 0:
        for _, stop in boxes:
            items[stop].kind, items[stop].header = "meta", Header("label")


def _banners(items: list[Item]) -> None:
    """A sentence about cookies above the first headline asks the reader for consent."""
    first = next((i for i, item in enumerate(items) if item.kind == "prose"), None)
    if first is None or first > BANNER or not any(item.kind == "prose" for item in items[first + 1 :]):
        return
    item, above = items[first], " ".join(other.line.text for other in items[:first])
    if len(item.line.text) < LONGEST and _COOKIES.search(item.line.text) and not _COOKIES.search(above):
        item.kind, item.side, item.rule = "boiler", "head", "consent"


def _talks(items: list[Item]) -> None:
    """Lines that begin with who speaks are running text: several on end, by speakers that come again."""
    speakers = [m["who"] if i.kind in ("prose", "short") and (m := _SPEAKER.match(i.line.text)) else "" for i in items]
    start = 0
    while start < len(items):
        stop = start
        while stop < len(items) and speakers[stop]:
            stop += 1
        words = sum(item.line.words for item in items[start:stop])
        if stop - start >= TALK and len(set(speakers[start:stop])) < stop - start and words > 6 * (stop - start):
            for item in items[start:stop]:
                item.kind, item.spoken = "prose", True
        start = max(stop, start + 1)


def _is_labelled(item: Item) -> bool:
    text = item.line.text
    if item.spoken:
        return False
    if item.header and item.header.kind == "label":
        return True
    if ":" not in text[:36] and "：" not in text[:36]:
        return False
    return len(text) < LONGEST and not is_counted(text) and _LABELLED.fullmatch(text) is not None


def _label_name(item: Item) -> str:
    """What stands before the colon of a short line with a short value."""
    match = _LABELLED.fullmatch(item.line.text) if ":" in item.line.text[:36] and item.kind == "short" else None
    value = match["value"] or "" if match else ""
    return match["name"] if match and 0 < len(value.split()) <= VALUE_WORDS and not ends(value) else ""


def _as_label(item: Item) -> None:
    if item.header and (item.header.kind in ("label", "url") or item.is_date):
        item.kind, item.side, item.rule = "meta", None, ""
        return
    match = _LABELLED.fullmatch(item.line.text)
    if match is None or item.kind in ("copyright", "body mark"):
        return
    found: list[Found] = []
    start, value = match.start("value"), match["value"] or ""
    if _OUTLET.fullmatch(match["name"]) and 2 < len(value) < 80:
        found.append(Found("outlet", start, start + len(value)))
    elif _DATED.match(match["name"]) and (reading := dates.find(value)):
        found.append(Found("date", start + reading.start, start + reading.end))
    item.kind, item.side, item.rule, item.found = "meta", None, "", found
    item.header = Header("label", tuple(found))


def _repeated_lines(items: list[Item]) -> bool:
    """A short line that stands right below several different bodies, or such a line, belongs to the page."""
    below: dict[str, set[str]] = {}
    for above, item, after in zip(items, items[1:], [*items[2:], None], strict=False):
        if item.kind == "short" and item.key and len(item.line.text) < 80:
            dated = after is not None and after.is_date and not (after.line.blanks and _MENU.search(item.line.text))
            heads = dated or (after is not None and (after.kind == "bullet" or _leads(item, after)))
            closing = _ends_a_body(above) and not heads
            key = _DIGITS.sub("0", item.key)
            below.setdefault(key, set()).add(above.key or above.line.text if closing else "")
    repeated = {key for key, texts in below.items() if len(texts) >= 2 and "" not in texts}
    found = [item for item in items if item.kind == "short" and _DIGITS.sub("0", item.key) in repeated]
    for item in found if repeated else ():
        item.kind, item.side, item.rule = "boiler", "tail", REPEATED
    return bool(found)


def _bulleted_heads(items: list[Item]) -> None:
    """Bullets of one kind that each stand right above a text or a header of their own are headlines."""
    signs: dict[str, list[tuple[Item, bool]]] = {}
    for before, item, after in zip([None, *items], items, [*items[1:], None], strict=False):
        if item.kind == "bullet":
            headed = after is not None and after.kind in ("prose", "meta") and after.line.blanks == 0
            head = headed and item.line.words >= 4 and (before is None or item.line.blanks > 0)
            signs.setdefault(item.line.text[0], []).append((item, head))
    for found in signs.values():
        if len(found) >= 2 and all(head for _, head in found):
            for item, _ in found:
                item.kind, item.bulleted = "short", True


def _sources_below(items: list[Item]) -> None:
    """Lines that only name an outlet in brackets, each right below a text: "[Capital Dispatch]"."""
    found = []
    for above, item in itertools.pairwise(items):
        if item.kind == "short" and above.kind == "prose" and item.line.text[0] in "[(" and item.line.blanks == 0:
            match = re.fullmatch(r"[\[(]\s*([^\W\d_a-z][^\[\]()]{2,40}?)\s*[\])]", item.line.text)
            if match and len(match[1].split()) <= 6:
                found.append((item, match))
    for item, match in found if len(found) >= 2 else []:
        item.kind, item.found = "meta", [Found("outlet", *match.span(1))]
        item.header = Header("label", tuple(item.found))


def _leads(item: Item, below: Item) -> bool:
    """Whether a line names an outlet right above a headline."""
    headline = below.kind == "short" and below.line.words >= VALUE_WORDS and below.line.blanks == 0
    return headline and is_outlet(item.line.text)


def _ends_a_body(item: Item) -> bool:
    return item.kind in ("prose", "boiler") or (item.header is not None and item.header.kind == "credit")
