"""What does a page know of itself when its gaps are judged, and which of their lines may be a headline or an outlet?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.cutting.boilerplate import is_section
from indexer.cutting.boundaries import Gap
from indexer.cutting.dated_lines import PAGE
from indexer.cutting.headers import same
from indexer.cutting.items import Item, content
from indexer.cutting.papers import is_paper
from indexer.cutting.pieces import is_capital, is_name
from indexer.cutting.unnamed import is_no_name

OUTLET_WORDS = 6
_NO_PAPER = re.compile(r"\d|\s{2}|[|•·>»/]")
"""Signs of days and of menus."""
_SENTENCE = re.compile("[、，。；]")
"""Signs of scripts without spaces that stand in no name."""


@dataclass(frozen=True, slots=True)
class Page:
    """What the gaps of a page are judged by: its items, headlines that stand twice, the shapes of the header lines that
    follow bodies, and the lines that stand in many gaps and so are no headlines."""

    items: list[Item]
    repeated: frozenset[str]
    footers: frozenset[str]
    marks: frozenset[str] = frozenset()
    numbers: frozenset[int] = frozenset()


def may_be_title(item: Item) -> bool:
    return item.kind == "short" and (len(content(item.text)) >= 2 or item.line.words >= 3)


def is_outlet_line(page: Page, gap: Gap, i: int) -> bool:
    """Whether a short line names the outlet: a bullet repeats it, or a date stands beside it and a title elsewhere."""
    items, item = page.items, page.items[i]
    if item.kind != "short" or len(item.line.text.split()) > OUTLET_WORDS or item.line.text[-1:] in ".?!:":
        return False
    if _SENTENCE.search(item.line.text) or (item.line.text[0] == "[" and not is_capital(item.line.text.strip("[]"))):
        return False
    if item.line.words > OUTLET_WORDS or is_no_name(item.line.text) or PAGE.search(item.line.text):
        return False
    near = items[i + 1 : min(gap.end, i + 4)]
    if any(other.kind == "bullet" and same(other.text, item.line.text) for other in near):
        return True
    dated = [
        other for other in (*items[max(gap.start, i - 1) : i], *items[i + 1 : min(i + 2, gap.end)]) if other.is_date
    ]
    if not dated or any(f.name == "outlet" for other in dated for f in other.found):
        return False
    others = [o for o in items[gap.start : gap.end] if o is not item and may_be_title(o) and o.line.words >= 3]
    return is_name(item.line.text) and bool(others) and max(o.line.words for o in others) > item.line.words


def is_paper_line(item: Item) -> bool:
    """Whether a short line is named like a newspaper: "Oderner Tageblatt"; no section, no sentence, no day."""
    text = item.line.text
    if item.kind != "short" or item.found or text[-1] in ".?!:" or _NO_PAPER.search(text):
        return False
    return is_name(text) and is_paper(text) and not is_section(text)
