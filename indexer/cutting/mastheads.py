"""Which lines of a page speak for all its articles? Heads of printed pages, the paper's name, the copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from indexer import dates
from indexer.cutting.found import Found
from indexer.cutting.gaps import is_paper_line
from indexer.cutting.items import RUNNING, Item
from indexer.cutting.lines import folded
from indexer.cutting.papers import is_digest, is_outlet, is_paper, owns, writes
from indexer.cutting.pieces import is_capital, is_name

_RULED = re.compile(
    r"(?P<sign>[=#*~+_<>·•■▪►–—-]{1,12})\s*(?P<name>[^\W\d_][^=#*~+_<>|\d]{2,40}?)\s*(?:[=#*~+_<>·•■▪►–—-]{1,12}|:)?"
)
_PICTURED = re.compile(
    r"(?:©|\(c\))\s?(?:AP|AFP|Reuters|dpa|EPA|EFE|ANSA|TASS|Xinhua|AA|Anadolu|Getty Images|IMAGO|Shutterstock"
    r"|picture alliance)(?:\s?/.*)?",
    re.IGNORECASE,
)
"""Whose a picture is, which says nothing of the text below or above it: "© AP"."""
_DIGIT = re.compile(r"\d")
_LINKED = re.compile(r"[\W_]*\[\d{1,3}\]\s?")
_OF_THE_PRINT = re.compile(
    r"https?:|\b\d{1,2}:\d{2}\b|\b(?:bulletin|newsletter|medienspiegel|presseschau|veille|recortes|мониторинг)\b"
    r"|قصاصات|أقوال الصحف|نشرة|رصد|بولتن|剪报|舆情|监测",
    re.IGNORECASE,
)
"""What a browser prints on each sheet, and what else a file of clippings calls itself."""


def said_by_page(found: Sequence[Item]) -> list[Item]:
    """The lines that speak for all articles of a page: the heads of a newspaper's printed pages, where no article has
    another day of its own, the masthead of a page with one article, or its copyright lines. A file of clippings speaks
    for itself only."""
    heads = [item for item in found if item.rule == RUNNING and {"date", "outlet"} <= {f.name for f in item.found}]
    if heads and _days(item for item in found if item.is_date and item.article >= 0) <= _days(heads):
        texts = [item.line.text for item in heads]
        own = [is_digest(text) or _OF_THE_PRINT.search(text) is not None for text in texts]
        return [_of_one_paper(head) for head, of_the_print in zip(heads, own, strict=True) if not of_the_print]
    rights = [item for item in found if item.kind == "copyright" and item.article < 0]
    rights = [item for item in rights if not _PICTURED.fullmatch(item.line.text)][-1:]
    named = _masthead(found, rights) or _owner(found) or _headings(found)
    return named or [_of_owner(item, found) for item in rights]


def names_paper(found: Sequence[Item]) -> bool:
    """Whether the head of a page names the paper of all its articles."""
    return any(f.name == "outlet" for item in said_by_page(found) if item.kind != "copyright" for f in item.found)


def _masthead(found: Sequence[Item], rights: Sequence[Item]) -> list[Item]:
    """The line above all articles that is named like a newspaper, and is no carrier's: the only one of a page with one
    article, or that of the owner by the copyright line or the address below, where most articles name no other."""
    numbers = {item.article for item in found if item.article >= 0}
    named = {n for item in found if (n := item.article) >= 0 and any(f.name == "outlet" for f in item.found)}
    above = [_without_note(item) for item in takewhile(lambda item: item.article < 0, found)]
    papers = {item.key: item for item in above if is_paper_line(item) and writes(item.line.text)}
    owners = {folded(item.line.text[f.start : f.end]) for item in rights for f in item.found if f.name == "publisher"}
    last = max((i for i, item in enumerate(found) if item.article >= 0), default=0)
    foot = [item.line.text for item in found[last + 1 :]]
    owned = [i for key, i in papers.items() if key in owners or any(t.startswith(f"{i.line.text}, ") for t in foot)]
    if len(owned) == 1 and (len(numbers) == 1 or 2 * len(named) <= len(numbers)):
        papers = {owned[0].key: owned[0]}
    elif len(numbers) != 1 or len(papers) != 1:
        return []
    return [replace(item, found=[Found("outlet", 0, len(item.line.text))]) for item in papers.values()]


def _headings(found: Sequence[Item]) -> list[Item]:
    """The headings of a press review, each the name of the paper whose articles it stands above: "# Harrat Post"."""
    headings = list[Item]()
    for item, below in pairwise(found):
        match = _RULED.fullmatch(item.line.text) if item.article < 0 else None
        if match and below.article >= 0 and below.role != "text" and is_paper(match["name"]) and is_name(match["name"]):
            headings.append(replace(item, found=[Found("outlet", *match.span("name"))]))
    first = next((item.line.start for item in found if item.article >= 0), 0)
    return headings if len(headings) > 1 and headings[0].line.start < first else []


def _without_note(item: Item) -> Item:
    """A line without the number of its link, as text browsers print it: "[4]Oderner Tageblatt"."""
    noted = _LINKED.match(item.line.text)
    if noted is None or _LINKED.search(item.line.text, noted.end()):
        return item
    line = item.line.tail(noted.end())
    return replace(item, line=line, key=folded(line.text))


def _of_owner(rights: Item, found: Sequence[Item]) -> Item:
    """The copyright line of a page with one article, whose owner is named like a newspaper, names its outlet."""
    owner = next((f for f in rights.found if f.name == "publisher"), None)
    named = owner is not None and owns(rights.line.text[owner.start : owner.end])
    if owner is None or not named or len({item.article for item in found if item.article >= 0}) != 1:
        return rights
    return replace(rights, found=[replace(owner, name="outlet")])


def tell_writers(found: Sequence[Item]) -> None:
    """A name in the header of the only article of a page, alone or beside a day, is its writer's where the page names
    itself above."""
    own = _owner(found) or _masthead(found, ())
    for item in found if own else ():
        if item.role == "meta" and item.key != own[0].key and (item.kind == "short" or _names_day(item)):
            item.found = [replace(f, name="author") if _is_signed(item, f) else f for f in item.found]


def _is_signed(item: Item, found: Found) -> bool:
    """Whether a name that stands where an outlet may stand may be a writer's: no paper's, no button, no number."""
    name = item.line.text[found.start : found.end]
    return found.name == "outlet" and is_capital(name) and not _DIGIT.search(name) and not is_outlet(name)


def _names_day(item: Item) -> bool:
    """Whether a line dates an article by its day and not by its age, as those do that carry what others wrote."""
    readings = [r for f in item.found if f.name == "date" for r in dates.find_all(item.line.text[f.start : f.end])]
    return bool(readings) and not any(reading.ago for reading in readings)


def _owner(found: Sequence[Item]) -> list[Item]:
    """The line above the only article of a page that the copyright line below says again: the name of the site."""
    if len({item.article for item in found if item.article >= 0}) != 1:
        return []
    owners = {
        folded(item.line.text[f.start : f.end])
        for item in found
        if item.kind == "copyright"
        for f in item.found
        if f.name == "publisher"
    }
    above = takewhile(lambda item: item.article < 0, found)
    named = next((item for item in above if item.kind == "short" and _is_owner(item.key, owners)), None)
    return [replace(named, found=[Found("outlet", 0, len(named.line.text))])] if named else []


def _is_owner(name: str, owners: Iterable[str]) -> bool:
    """Whether a name of a page's head is that of its owner, who may say behind it what sort of company he is."""
    return bool(name) and any(name == o or (" " in name and o.startswith(f"{name} ")) for o in owners)


def _of_one_paper(head: Item) -> Item:
    """The head of a printed page with one outlet: beside the paper's name may stand that of a section."""
    outlets = [f for f in head.found if f.name == "outlet"]
    paper = next((f for f in outlets if is_paper(head.line.text[f.start : f.end])), outlets[0])
    return replace(head, found=[f for f in head.found if f.name != "outlet" or f is paper])


def _days(dated: Iterable[Item]) -> set[str | None]:
    """The days that header lines give."""
    return {
        reading.value
        for item in dated
        for f in item.found
        if f.name in ("date", "modified")
        for reading in dates.find_all(item.line.text[f.start : f.end])
    }
