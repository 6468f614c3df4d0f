"""What has the printing of a page left in its text: contents, heads that come again, torn paragraphs?"""

from __future__ import annotations

import itertools
import re
from typing import Final

from indexer.cutting.dated_lines import CASELESS
from indexer.cutting.items import CONTENTS, FURTHER, RUNNING, Item
from indexer.cutting.lines import ends, folded, is_prose
from indexer.cutting.paragraphs import put_together

LONGEST: Final = 250
_ROW: Final = re.compile(
    r"(?P<title>[^\W_].{8,140}?)\s*(?:(?:[.·…_]\s?){4,}|\t+|\s{3,})\s*"
    r"(?:p|pp|pg|page|s|seite|pág|стр|ص)?\.?\s?(?P<page>\d{1,3})",
    re.IGNORECASE,
)
_LED: Final = re.compile(r"[.·…_]\s?[.·…_]|\t|\s\s\s")
"""What every row of contents has: a leader."""
CONTENTS_ROWS: Final = 2
_NUMBER: Final = re.compile(r"^\d{1,4}\b|\b\d{1,4}$")
HEADS: Final = 3
_SHEET: Final = re.compile(
    r"(?:page|seite|página|pagina|pág\.?|pag\.?|sayfa|стр\.?|страница|صفحة|صفحه|strona|sida|side|blad)?\s?(?P<page>\d{1,3})"
    r"\s?(?:of|de|von|van|sur|di|из|من|از|z|av|af|/)\s?\d{1,3}",
    re.IGNORECASE,
)
"""The number of a page of an article, as archives print it above each: "Page 2 of 3"."""
LAST: Final = 4
"""So few lines may stand below the end of a list, and it among them."""
_FRAMED: Final = re.compile(r"([*=#~—–-]{2,})\s*[^\W\d_][^*=#~]{2,40}?\s*\1")


def mark_contents(items: list[Item]) -> None:
    """Rows that each lead to the number of a page, two or more on end, are the contents of a bulletin."""
    texts = ["" if item.line.running or len(item.line.text) > LONGEST else item.line.text for item in items]
    rows = [_ROW.fullmatch(text) if text[-1:].isdigit() and _LED.search(text) else None for text in texts]
    for _, run in itertools.groupby(range(len(items)), key=lambda i: rows[i] is not None):
        found = [(items[i], row) for i in run if (row := rows[i])]
        pages = [int(row["page"]) for _, row in found]
        if len(found) >= CONTENTS_ROWS and pages == sorted(pages):
            for item, row in found:
                item.kind, item.side, item.rule, item.header, item.found = "boiler", "tail", CONTENTS, None, []
                item.key = folded(row["title"])


def mark_list_end(items: list[Item]) -> None:
    """Words between the same signs among the last lines of a page end its list: "*** END OF LIST ***". What stands
    below them is the page's."""
    last = items[-LAST:]
    for i, item in enumerate(last):
        if item.kind in ("short", "bullet") and _FRAMED.fullmatch(item.line.text):
            for other in last[i:]:
                other.kind, other.side, other.rule = "boiler", "tail", "end of the list"


def mark_page_heads(items: list[Item]) -> None:
    """The headline that an archive prints again at the head of an article's further pages belongs to these pages."""
    first = 0
    for i, item in enumerate(items):
        sheet = _SHEET.fullmatch(item.line.text)
        if sheet is None:
            continue
        near = [*items[i - 1 : i], *items[i + 1 : i + 2]]
        head = next((line for line in near if any(_is_again(line, other) for other in items[first : i - 1])), None)
        if int(sheet["page"]) < 2:
            first = max(0, i - 1)
        elif head:
            for line in (item, head):
                line.kind, line.side, line.rule, line.header, line.found = "boiler", "inline", FURTHER, None, []


def _is_again(line: Item, title: Item) -> bool:
    """Whether a line is a headline said again, be it cut short."""
    whole = len(line.key.split()) > 2 and title.key.startswith(line.key)
    return whole and title.kind == "short" and len(line.line.text) <= len(title.line.text) + 1


def join_torn(items: list[Item]) -> None:
    """A paragraph that the end of a printed page has torn: its rest begins inside a sentence."""
    above: Item | None = None
    printed = False
    for item in items:
        printed = printed or item.line.sheet
        head = item.rule in (RUNNING, FURTHER)
        if head or (item.header and item.header.kind == "number"):
            printed = printed or head
        elif item.kind in ("prose", "short"):
            if printed and above and _is_rest(above, item):
                above.kind = item.kind = "prose"
                item.goes_on = True
            above, printed = item, False
        else:
            above, printed = None, False


def _is_rest(above: Item, item: Item) -> bool:
    if ends(above.line.text) or above.line.text[-1] in "\"'”’»":
        return False
    if above.kind == item.kind == "short" and not is_prose(
        item.line._replace(text=put_together(above.line.text, item.line.text))
    ):
        return False
    return item.line.text[0].islower() or (CASELESS.match(item.line.text) is not None and above.kind == "prose")


def mark_running_heads(items: list[Item]) -> None:
    """A line that comes again and again but for its number is the head or foot of a printed page."""
    heads: dict[str, list[Item]] = {}
    for item in items:
        bare = _NUMBER.sub("", item.key) if item.kind == "short" and item.header is None else item.key
        if bare != item.key and len(item.line.text) < 120 and item.line.words >= 3:
            heads.setdefault(bare, []).append(item)
    for found in heads.values():
        if len(found) >= HEADS and len({item.key for item in found}) == len(found):
            for item in found:
                item.kind, item.side, item.rule = "boiler", "inline", "running head"
