"""Which headers of mails and posts only hand an article on, which stands below them with a header of its own?

"From: Orla / Subject: cable (again) / Date: Thu, 19 Jun 2025" above "Strait Observer / Monday, 16 June 2025 / Sea cable
to Morven cut": the outlet, the day and the headline inside are the article's; those of the post are the sender's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from indexer import dates
from indexer.cutting.boundaries import HEADLINE_WORDS, Gap
from indexer.cutting.gaps import Page, is_outlet_line, is_paper_line, may_be_title
from indexer.cutting.items import Item, content, overlap

POST: Final = "header of the post that hands the article on"
_SENDER: Final = re.compile(r"\w@\w+[\w-]*\.\w")
"""An address of a mailbox."""
FITS: Final = 0.3
"""The share of its words that a headline below a post's header has in common with the text."""


def mark_posts(page: Page, gaps: Sequence[Gap]) -> None:
    """Take the headers of posts from the gaps in which a whole header of an article follows them."""
    for gap in gaps:
        block = _post(page.items, gap)
        if block and _has_header(page, Gap(block[-1] + 1, gap.end), _subject(page.items, block)):
            for i in block:
                page.items[i].kind, page.items[i].found, page.items[i].rule = "boiler", [], POST


def _post(items: Sequence[Item], gap: Gap) -> range:
    """The last block of labelled lines of a gap that says who wrote what when; empty where there is none."""
    for block in reversed(list(_blocks(items, gap))):
        said = {f.name for i in block for f in items[i].found}
        signed = "author" in said or any(_SENDER.search(items[i].line.text) for i in block)
        if signed and {"date", "title"} <= said:
            return block
    return range(0)


def _blocks(items: Sequence[Item], gap: Gap) -> Iterator[range]:
    """The runs of labelled lines that are glued together."""
    start = gap.start
    for i in range(gap.start, gap.end + 1):
        labelled = i < gap.end and _is_labelled(items[i])
        if i > start and (not labelled or items[i].line.blanks > 0):
            yield range(start, i)
            start = i
        if not labelled:
            start = i + 1


def _is_labelled(item: Item) -> bool:
    return item.kind == "meta" and item.header is not None and item.header.kind == "label"


def _subject(items: Sequence[Item], block: range) -> str:
    return next(items[i].line.text[f.start : f.end] for i in block for f in items[i].found if f.name == "title")


def _has_header(page: Page, gap: Gap, subject: str) -> bool:
    """Whether a gap below a post names an outlet and a whole day, and has a headline: one that the text speaks
    of no less than of the post's subject, or that stands below outlet and day."""
    lines, items = range(gap.start, gap.end), page.items
    named = [i for i in lines if _names_outlet(page, gap, i)]
    dated = [i for i in lines if _is_day(items[i])]
    if not named or not dated:
        return False
    text = " ".join(item.line.text for item in items[gap.end : gap.end + 3])
    titles = [i for i in lines if i not in named and may_be_title(items[i])]
    best = max(titles, key=lambda i: overlap(items[i].text, text), default=None)
    if best is None or _shared(subject, text) > _shared(items[best].text, text):
        return False
    below = any(i > max(named[0], dated[0]) and items[i].line.words >= HEADLINE_WORDS for i in titles)
    return below or overlap(items[best].text, text) >= FITS


def _is_day(item: Item) -> bool:
    """Whether a line without a label gives a whole day: one without a year needs that of the post."""
    told = [item.line.text[f.start : f.end] for f in item.found if f.name == "date"]
    alone = item.is_date and item.header is not None and item.header.kind == "date"
    return alone and any(reading.value for day in told for reading in dates.find_all(day))


def _shared(title: str, text: str) -> int:
    """How many words of a headline stand in a text."""
    return len(content(title) & content(text))


def _names_outlet(page: Page, gap: Gap, i: int) -> bool:
    item = page.items[i]
    return any(f.name == "outlet" for f in item.found) or is_paper_line(item) or is_outlet_line(page, gap, i)
