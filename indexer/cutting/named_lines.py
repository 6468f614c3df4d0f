"""Which line of each header names the outlet, where all headers of a page have a bare name in one place?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from indexer.cutting.boilerplate import is_section
from indexer.cutting.heads import Head
from indexer.cutting.items import REPEATED, Item
from indexer.cutting.papers import is_paper, is_writer, told_apart
from indexer.cutting.pieces import is_name, pieces
from indexer.cutting.unnamed import is_no_name
from indexer.naming import names
from indexer.naming.lexicon import lexicon

WORDS = 6
BUTTON_WORDS = 2
SHARE = 0.6
"""The share of a page's articles that must have a bare name in this place."""


def with_names_above(items: Sequence[Item], heads: Sequence[Head]) -> list[Head]:
    """The headers, with the name that stands glued above each headline of a page: its outlet.

    Between them may stand a button, the same in all: "Follow".
    """
    titled = [head for head in heads if head.title]
    buttons = {head.title: head.title - 1 for head in titled if head.title and _is_button(items, head.title - 1)}
    counts = Counter(items[i].key for i in buttons.values())
    buttons = {title: i for title, i in buttons.items() if counts[items[i].key] >= max(2, SHARE * len(titled))}
    above: dict[int | None, int] = {
        head.title: place
        for head in titled
        if head.title and _opens_block(items, place := buttons.get(head.title, head.title) - 1)
    }
    if len(above) < 2 or len(above) < SHARE * len(titled):
        return list(heads)
    for i in (i for title, i in buttons.items() if title in above):
        items[i].kind, items[i].side, items[i].rule, items[i].found = "boiler", "inline", REPEATED, []
    return [replace(head, start=min(head.start, above.get(head.title, head.start))) for head in heads]


def _is_button(items: Sequence[Item], i: int) -> bool:
    """Whether a line glued between two others may be a button."""
    glued = i > 0 and not items[i].line.blanks and not items[i + 1].line.blanks
    return glued and items[i].kind in ("short", "boiler") and items[i].line.words <= BUTTON_WORDS


def _opens_block(items: Sequence[Item], i: int) -> bool:
    first = i == 0 or items[i].line.blanks > 0 or items[i - 1].kind not in ("short", "prose", "bullet")
    return first and items[i + 1].line.blanks == 0 and _may_be_outlet(items[i])


def name_outlets(items: Sequence[Item], heads: Sequence[Head], stops: Sequence[int]) -> None:
    """Give the bare names of a page's headers as outlets, where no header gives one by its form.

    A single name is believed only if it is known, or called as papers are: the line may be a section or a place.
    """
    headers = [
        [i for i in items[head.start : stop] if i.role == "meta"] for head, stop in zip(heads, stops, strict=True)
    ]
    outletless = [h for h in headers if not any(found.name == "outlet" for item in h for found in item.found)]
    bare = [[item for item in header if _may_be_outlet(item)] for header in outletless]
    papers = [[item for item in found if _is_paper(item)] for found in bare]
    alone = [paper[0] if paper else found[0] for found, paper in zip(bare, papers, strict=True) if found]
    alike = [found[0] for found in bare if len(found) == 1]
    if len(outletless) < len(headers) or len(alike) < 2 or len(alike) < SHARE * len(headers):
        alone = [paper[0] for paper in papers if paper]
    for item in alone:
        text = item.line.text
        item.found = told_apart(text, pieces(text, len(text) - len(item.text), len(text)))


def name_alike(items: Sequence[Item], heads: Sequence[Head], stops: Sequence[int]) -> None:
    """A name beside a day that is called like a person's is the outlet where the other headers of a page have theirs in
    the same place, and no writers."""
    lines = [
        next((i for i in items[head.start : stop] if i.role == "meta" and i.is_date and _place(i)), None)
        for head, stop in zip(heads, stops, strict=True)
    ]
    outlets = Counter(_place(line) for line in lines if line and _names(line) == ["outlet"])
    for line in lines:
        usual = line is not None and outlets[_place(line)] >= max(2, SHARE * (len(heads) - 1))
        if line and usual and _names(line) == ["author"]:
            line.found = [replace(f, name="outlet") if f.name == "author" else f for f in line.found]


def _names(line: Item) -> list[str]:
    return [f.name for f in line.found if f.name in ("outlet", "author")]


def _place(line: Item) -> tuple[str, bool] | None:
    """Where in a line its one name stands: behind which signs, and whether above its day."""
    names = [f for f in line.found if f.name in ("outlet", "author")]
    days = [f.start for f in line.found if f.name == "date"]
    if len(names) != 1 or not days:
        return None
    first = names[0].start < days[0]
    return line.line.text[: names[0].start] if first else "", first


def _may_be_outlet(item: Item) -> bool:
    """Whether a line is a bare name, and not that of a person, a place, a section, a day."""
    text = item.text
    if item.kind != "short" or item.found or item.line.words > WORDS or text[-1:] in ".?!:…":
        return False
    placed = text.casefold() in lexicon().places
    return is_name(text) and not (placed or is_no_name(text) or is_section(text) or is_writer(text))


def _is_paper(item: Item) -> bool:
    text = item.text
    papers = [f for f in pieces(text, 0, len(text)) if f.name == "outlet" and is_paper(text[f.start : f.end])]
    return len(papers) == 1 or any(part.type == "media" for part in names.read(text))
