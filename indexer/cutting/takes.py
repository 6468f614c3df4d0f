"""Where does a story of a wire go on in a second take? What stands between its takes is the wire's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from indexer.cutting.items import Item

TAKES: Final = "between two takes of a story"
BETWEEN: Final = 12
"""So many lines may stand between the end of a take and the text of the next one."""
_MORE: Final = re.compile(
    r"[(\[*\s-]*(?:more|more to come|more follows|mor|à suivre|suite|a suivre|folgt|fortsetzung folgt|mehr folgt|sigue"
    r"|continua|segue|devamı var|продолжение следует|يتبع|ادامه دارد)[)\]*\s.-]*",
    re.IGNORECASE,
)
_TAKE: Final = re.compile(
    r"\b(?:take[ -]?(?:[2-9]|two|three)|(?:2nd|3rd|[4-9]th|second|third)[ -]?take|(?:1st|first) add|add[ -]?\d"
    r"|\d[ -]?(?:a|e|ère)? suite|suite et fin|fortsetzung|teil [2-9]|folge [2-9]|part [2-9]|pt\.? ?[2-9]"
    r"|parte [2-9]|продолжение)\b|تتمة|بقية",
    re.IGNORECASE,
)


def join_takes(items: Sequence[Item]) -> None:
    """What stands from the line that promises more to the text of the next take belongs to the wire."""
    for start, item in enumerate(items):
        if item.kind == "prose" or not _MORE.fullmatch(item.line.text):
            continue
        stop = next((i for i in range(start + 1, min(start + BETWEEN, len(items))) if items[i].kind == "prose"), start)
        if any(_TAKE.search(other.line.text) for other in items[start + 1 : stop]):
            for other in items[start:stop]:
                other.kind, other.side, other.rule, other.header, other.found = "boiler", "inline", TAKES, None, []
