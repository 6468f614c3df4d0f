"""Which dates of a web page stand in a list of other articles, by how the page is built?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from itertools import islice

from lxml import etree

from indexer.readers.beside import CARD

CLIMB = 5  # elements around a date that may be an item of a list
MANY = 3  # items that need no link to be a list
Element = etree._Element


def listed(dated: Iterable[tuple[Element, str]], around: Collection[Element]) -> set[Element]:
    """The elements, of these with their days, that are in parts made alike side by side, of more than one day.

    `around` are the elements around the heading: a part that holds it is the article itself. The parts are a list if
    each of them leads elsewhere, or there are many and not beside the heading; one longer than a teaser is an article.
    """
    alike: defaultdict[tuple[Element | None, object, str], defaultdict[Element, list[tuple[Element, str]]]]
    alike = defaultdict(lambda: defaultdict(list))
    for node, day in dated:
        for step in islice((node, *node.iterancestors()), CLIMB):
            if step in around:
                break
            alike[step.getparent(), step.tag, step.get("class") or ""][step].append((node, day))
    found: set[Element] = set()
    for (parent, *_), items in alike.items():
        entries = [entry for inside in items.values() for entry in inside]
        leads = all(next(item.iter("a"), None) is not None for item in items)
        enough = leads or (len(items) >= MANY and parent not in around)
        if len(items) > 1 and enough and len({day for _, day in entries}) > 1 and all(map(_is_small, items)):
            found.update(node for node, _ in entries)
    return found


def _is_small(item: Element) -> bool:
    return sum(map(len, item.itertext())) <= CARD
