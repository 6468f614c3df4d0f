"""Who published each article of a page? Of all that stands where an outlet may stand, what says it best.

A label says it ("Source: Harrat Post"), and so does a name made as those of papers are. A bare name may be a place, a
section, a user: it counts only where nothing else on the page says who published the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from indexer.cutting.boilerplate import is_section
from indexer.cutting.found import Found
from indexer.cutting.items import Item
from indexer.cutting.lines import folded
from indexer.cutting.mastheads import names_paper
from indexer.cutting.papers import is_paper, writes
from indexer.cutting.pieces import is_name, is_phrase
from indexer.cutting.slots import Named, Slots, take
from indexer.cutting.sources import Paper, handed_on, owner, paper_of, said, signature
from indexer.cutting.unnamed import is_no_name
from indexer.cutting.wires import filed_by

_HOST: Final = re.compile(r"(?:[\w-]+\.)+[A-Za-z]{2,}")
_HANDLE: Final = re.compile(r"\(?@\w{2,30}\b")
_LOGO: Final = re.compile(r"\s+logo$|^logo(?: of)?\s+", re.IGNORECASE)
_BEHIND: Final = re.compile(r"\s+[-–—|·•:]\s+")
_NEAR, _FAR = 4, 12
"""So many lines below a text may be a paper's name alone, or say where it stood first."""
_TITLE_WORDS: Final = 4
_SHARE: Final = 0.5
"""The share of a page's articles that must name their owners."""


def name_publishers(found: Sequence[Item]) -> None:
    """Leave to each article the outlets that are named best, in the header lines of a page that is cut."""
    for item in found:
        if item.article >= 0 and item.role == "meta":
            item.found = _one_of_line(item)
    _give_back(_regions(found))
    regions = _regions(found)
    named = {number: [*_named(region, number)] for number, region in regions.items()}
    _name_better(found, regions, named)
    filed, slots = filed_by(found), Slots.of(regions, named)
    alone = len(regions) == 1 and names_paper(found)
    for number, region in regions.items():
        if not _are_sure(named[number]):
            named[number] += slots.named(region, number)
        _keep_best(named[number], region, slots, alone or number in filed)


def _name_better(
    found: Sequence[Item], regions: Mapping[int, Sequence[Item]], named: Mapping[int, list[Named]]
) -> None:
    """Seek a paper for the articles that name none surely: behind their headlines, in their headers, below their texts.

    Below its text stands the owner only where most articles have one. A name alone there is said of the next article
    if the last one of the page has none.
    """
    owned = sum(any(item.kind == "copyright" for item in region) for region in regions.values())
    every = owned > 1 and owned >= _SHARE * len(regions)
    closed = bool(regions) and any(signature(item) for item in _tail(regions[max(regions)])[:_NEAR])
    around = [item for item in found if item.article < 0 and _BEHIND.search(item.line.text)]
    for number, region in regions.items():
        header = [item for item in region if item.article == number and item.role == "meta"]
        paper = handed = _only(handed_on(item) for item in header)
        if not handed and not _are_sure(named[number]):
            title = next((item for item in region if item.role == "title"), None)
            paper = (_split_title(title, region) or _titled(title, around)) if title else None
            paper = paper or _only(paper_of(item) for item in header) or _below(_tail(region), every, closed)
        if handed:
            _drop(named[number])
        named[number] += [take(*paper, number)] if paper else []


def _below(tail: Sequence[Item], every: bool, closed: bool) -> Paper | None:
    """The paper that the lines below a text name, its owner where `every` text has one, alone where it is `closed`."""
    signed = [signature(item) for item in tail[:_NEAR] if closed]
    return _only([*(said(item) for item in tail[:_FAR]), *(owner(item) for item in tail if every), *signed])


def _drop(names: list[Named]) -> None:
    """Take these names from their lines."""
    for name in names:
        name.item.found = [f for f in name.item.found if f is not name.piece]
    names.clear()


def _are_sure(names: Iterable[Named]) -> bool:
    return any(name.sure for name in names)


def _keep_best(names: Sequence[Named], region: Sequence[Item], slots: Slots, alone: bool) -> None:
    """Take from an article's lines the bare names that are not its outlet: where a better one stands on the page, where
    nothing backs it, where a user has his name; and a word that stands where others have their sections."""
    sure = alone or _are_sure(names)
    bare = [name for name in names if not name.sure]
    _drop([name for name in bare if sure or not slots.backs(region, name) or _is_user(region, name.item)])
    _drop([name for name in names if name.sure and slots.is_sections(region, name)])


def _regions(found: Sequence[Item]) -> dict[int, list[Item]]:
    """The lines of each article, and those below it that are of none."""
    regions: dict[int, list[Item]] = {}
    number = -1
    for item in found:
        number = item.article if item.article >= 0 else number
        if number >= 0:
            regions.setdefault(number, []).append(item)
    return regions


def _give_back(regions: Mapping[int, Sequence[Item]]) -> None:
    """Names alone between two articles are said of the one above, where one stands below the last text of a page too,
    and none above the first."""
    numbers = sorted(regions)
    between = [regions[number][:2] for number in numbers[1:]]
    apart = all(len(lines) > 1 and _is_alone(lines[0]) and lines[1].line.blanks for lines in between)
    if not between or not apart or any(f.name == "outlet" for item in regions[numbers[0]] for f in item.found):
        return
    if any(signature(item) for item in _tail(regions[numbers[-1]])[:_NEAR]):
        for number, (line, _) in zip(numbers, between, strict=False):
            line.put("meta", number)


def _is_alone(item: Item) -> bool:
    """Whether a header line is nothing but the name of an outlet."""
    return item.role == "meta" and item.kind == "short" and [f.name for f in item.found] == ["outlet"]


def _tail(region: Sequence[Item]) -> Sequence[Item]:
    """The lines below the text of an article."""
    return region[max((i + 1 for i, item in enumerate(region) if item.role == "text"), default=0) :]


def _one_of_line(item: Item) -> list[Found]:
    """What a header line says, with one outlet: the first that is named like a paper, else the first."""
    text = item.line.text
    names = [f for f in item.found if f.name == "outlet" and _may_be_outlet(text, f)]
    best = next((f for f in names if is_paper(text[f.start : f.end])), names[0] if names else None)
    return [f for f in item.found if f.name != "outlet" or f is best]


def _may_be_outlet(text: str, piece: Found) -> bool:
    """Whether a name is no section, no headline, and not what stands before the colon of a day: "Broadcast: 8 June"."""
    name = text[piece.start : piece.end]
    label = text[piece.end :].lstrip()[:1] == ":"
    return is_paper(name) or not (label or is_phrase(name) or is_no_name(name) or is_section(name))


def _named(region: Iterable[Item], number: int) -> Iterator[Named]:
    for item in region:
        for piece in item.found if item.article == number and item.role in ("meta", "title") else ():
            if piece.name == "outlet":
                labelled = item.role == "title" or (item.header is not None and item.header.kind == "label")
                name = item.line.text[piece.start : piece.end]
                yield Named(item, piece, labelled or is_paper(name) or _HOST.fullmatch(name) is not None)


def _only(papers: Iterable[Paper | None]) -> Paper | None:
    """The paper that several lines name, if it is one."""
    found = {folded(_LOGO.sub("", paper.name)): paper for paper in papers if paper}
    return next(iter(found.values())) if len(found) == 1 else None


def _split_title(title: Item, region: Sequence[Item]) -> Paper | None:
    """The site behind a headline that stands in another line without it: "Title: Ferry returns - Strait Observer"."""
    whole = next((f for f in title.found if f.name == "title"), Found("title", 0, len(title.line.text)))
    for behind in _BEHIND.finditer(title.line.text, whole.start, whole.end):
        name = title.line.text[behind.end() : whole.end]
        headline = folded(title.line.text[whole.start : behind.start()])
        if writes(name) and is_name(name) and any(item.key == headline for item in region if item is not title):
            rest = [f for f in title.found if f is not whole]
            title.found = [*rest, replace(whole, end=behind.start())]
            return Paper(title, Found("outlet", behind.end(), whole.end))
    return None


def _titled(title: Item, around: Iterable[Item]) -> Paper | None:
    """The site that a line of a page names behind the headline of an article, as browsers print it on each sheet."""
    for item in around if title.line.words >= _TITLE_WORDS else ():
        text = item.line.text
        at = text.find(title.line.text)
        behind = _BEHIND.match(text, at + len(title.line.text)) if at >= 0 else None
        if behind and writes(text[behind.end() :]) and is_name(text[behind.end() :]):
            return Paper(item, Found("outlet", behind.end(), len(text)))
    return None


def _is_user(region: Sequence[Item], named: Item) -> bool:
    """Whether beside a name stands the handle of its account."""
    i = next(i for i, item in enumerate(region) if item is named)
    return any(_HANDLE.match(item.line.text) for item in region[max(i - 1, 0) : i + 2])
