"""Which lines of a page speak for all its articles? Heads of printed pages, the paper's name, the copyright line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from indexer import dates
from indexer.cutting.found import Found
from indexer.cutting.gaps import is_paper_line
from indexer.cutting.items import RUNNING, Item
from indexer.cutting.lines import folded
from indexer.cutting.papers import is_digest, is_outlet, is_paper, writes

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
    return (
        _masthead(found)
        or _owner(found)
        or [item for item in found if item.kind == "copyright" and item.article < 0][-1:]
    )


def _masthead(found: Sequence[Item]) -> list[Item]:
    """The line above the only article of a page that is named like a newspaper: one name, and no carrier's."""
    if len({item.article for item in found if item.article >= 0}) != 1:
        return []
    above = list(takewhile(lambda item: item.article < 0, found))
    named = {item.key: item for item in above if is_paper_line(item) and writes(item.line.text)}
    if len(named) != 1:
        return []
    (line,) = named.values()
    line.found = [Found("outlet", 0, len(line.line.text))]
    return [line]


def tell_writers(found: Sequence[Item]) -> None:
    """A bare name in the header of the only article of a page is its writer's, where the page names itself above."""
    own = _owner(found)
    for item in found if own else ():
        bare = item.kind == "short" and item.role == "meta" and [f.name for f in item.found] == ["outlet"]
        if bare and item.key != own[0].key and not is_outlet(item.line.text):
            item.found = [replace(item.found[0], name="author")]


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
    named = next((item for item in above if item.kind == "short" and item.key and item.key in owners), None)
    return [replace(named, found=[Found("outlet", 0, len(named.line.text))])] if named else []


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
