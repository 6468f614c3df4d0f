"""Which lines belong to the page and not to an article? Lines learnt from a corpus, and phrases that every site has.

A learnt line is under 120 characters, a phrase under 200. What was learnt is written to a TOML file that a person can
edit; `indexer.shared_lines` says how.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

import tomli

from indexer import gazetteer
from indexer.cutting.lines import folded

LEARNT_LENGTH: Final = 120
NEVER_CUT: Final = 200
_ADDRESS: Final = re.compile(r"\s?[(<\[]?https?://[^\s()<>\[\]]+[)>\]]?")
Side = Literal["tail", "inline", "head"]
"""Where a phrase stands: after a body, inside one, or between a headline and its body."""


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The lines learnt for a corpus: folded line -> in how many of the `files` it stands."""

    lines: Mapping[str, int] = field(default_factory=dict)
    files: int = 0

    def __contains__(self, line: str) -> bool:
        return bool(self.lines) and len(line) < LEARNT_LENGTH and line_key(line) in self.lines

    def to_toml(self) -> str:
        """A table of lines and counts, most frequent first; delete a row to keep its line in the articles."""
        rows = sorted(self.lines.items(), key=lambda row: (-row[1], row[0]))
        body = "".join(f"{json.dumps(line, ensure_ascii=False)} = {count}\n" for line, count in rows)
        return f"files = {self.files}\n\n[lines]\n{body}"

    @classmethod
    def from_toml(cls, text: str) -> Boilerplate:
        """What `to_toml` wrote. Raises tomli.TOMLDecodeError where a hand has broken it."""
        table = tomli.loads(text)
        return cls({line_key(line): int(count) for line, count in table.get("lines", {}).items()}, int(table["files"]))


NO_BOILERPLATE: Final = Boilerplate()


def line_key(line: str) -> str:
    """What two lines have in common that are the same but for case and signs."""
    return folded(line) or line.strip()


@lru_cache(maxsize=1)
def _phrases() -> dict[Side, tuple[frozenset[str], re.Pattern[str]]]:
    """Exact phrases and patterns of each side, from `gazetteer/boilerplate.toml`.

    The patterns are for small letters: where case counts, the engine passes over a branch by its first letter alone.
    """
    table = gazetteer.ours("boilerplate.toml")
    sides: tuple[Side, ...] = ("tail", "inline", "head")
    return {
        side: (
            frozenset(folded(phrase) for phrase in table[side]["phrases"]),
            re.compile("|".join(f"(?:{p})" for p in table[side]["patterns"])),
        )
        for side in sides
    }


@lru_cache(maxsize=8192)
def side(line: str) -> Side | None:
    """On which side of a body this phrase of a site stands, or None if it is no such phrase.

    The pages of a dump say the same again and again, so the answers are kept for a while.
    """
    if len(line) > NEVER_CUT:
        return None
    if "://" in line:
        line = _ADDRESS.sub("", line).strip() or line
    key = folded(line)
    if len(key) < 100 and _is_menu(key):
        return "head"
    bare = line.strip(" \t:»›>→…|•·-–—*[]()").lower().replace("i\u0307", "i")
    for name, (exact, pattern) in _phrases().items():
        if key in exact or pattern.fullmatch(bare):
            return name
    return None


@lru_cache(maxsize=1)
def _menu_words() -> tuple[frozenset[str], frozenset[str]]:
    """Words of buttons, and names of sections."""
    table = gazetteer.ours("boilerplate.toml")["buttons"]
    return frozenset(folded(table["words"]).split()), frozenset(table["sections"].split())


@lru_cache(maxsize=1)
def _editions() -> frozenset[str]:
    return frozenset(folded(name) for name in gazetteer.ours("boilerplate.toml")["buttons"]["editions"])


def is_section(name: str) -> bool:
    """Whether a name is that of a section or an edition of a newspaper, and nothing more: "Société", "Front page"."""
    words = folded(name).split()
    return bool(words) and (_menu_words()[1].issuperset(words) or " ".join(words) in _editions())


def _is_menu(key: str) -> bool:
    """Whether a line is nothing but buttons, section names and numbers: two buttons, or three sections in a row."""
    buttons, sections = _menu_words()
    words = [word for word in key.split() if not word.isdigit()]
    pressed = sum(1 for word in words if word in buttons)
    named = sum(1 for word in words if word in sections)
    return pressed + named >= max(len(words), 2) and (pressed >= 2 or named >= 3)
