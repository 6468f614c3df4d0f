"""What did a reprint change? Two texts as stretches that both have, or that only one of them has."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from typing import Literal

import regex


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both have, or that only the old or the new one has; joined they give both texts."""

    kind: Literal["same", "removed", "added"]
    text: str


def difference(a: str, b: str) -> tuple[Change, ...]:
    """What the second text changed of the first: sentences are matched first, then words within changed sentences.

    The pieces "same" and "removed" joined give `a`, "same" and "added" give `b`, but for the white space of "same".
    """
    return tuple(_joined(_compared(_sentence().findall(a), _sentence().findall(b), deep=True)))


def _compared(old: list[str], new: list[str], *, deep: bool) -> Iterator[Change]:
    matcher = SequenceMatcher(None, [p.strip() for p in old], [p.strip() for p in new], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind == "equal":
            # Only one of them may end in white space: that one keeps the pieces apart in both readings.
            yield Change("same", "".join(max(pair, key=len) for pair in zip(old[i:j], new[k:m], strict=True)))
        elif kind == "replace" and deep:
            before, after = "".join(old[i:j]), "".join(new[k:m])
            yield from _compared(_token().findall(before), _token().findall(after), deep=False)
        else:
            yield Change("removed", "".join(old[i:j]))
            yield Change("added", "".join(new[k:m]))


def _joined(changes: Iterator[Change]) -> Iterator[Change]:
    held: Change | None = None
    for change in changes:
        if not change.text:
            continue
        if held and held.kind == change.kind:
            held = Change(held.kind, held.text + change.text)
            continue
        if held:
            yield held
        held = change
    if held:
        yield held


@cache
def _sentence() -> regex.Pattern[str]:
    return regex.compile(r".+?(?:[.!?…。！？؟](?=\s|$)\S*\s*|\n\s*|$)|\s+", regex.S)


@cache
def _token() -> regex.Pattern[str]:
    return regex.compile(r"\S+\s*|\s+")
