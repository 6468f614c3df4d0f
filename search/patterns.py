"""Which words fit a prefix, a wildcard or a fuzzy word?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from search import tree
from search.folding import fold, lower
from search.results import Remark

SHORT = 5
"""Below so many letters a fuzzy word may differ by one edit only."""
_FUZZY = re.compile(r"(.+?)~(\d*)")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A typed pattern, folded: `text` is the prefix, the glob or the word; `distance` is for fuzzy words."""

    kind: Literal["prefix", "wildcard", "fuzzy"]
    text: str
    shown: str
    plain: str
    distance: int = 0

    def at(self, field: tree.Field) -> tree.Prefix | tree.Wildcard | tree.Fuzzy:
        """The node that finds the pattern in a field."""
        match self.kind:
            case "prefix":
                return tree.Prefix(field, self.text)
            case "wildcard":
                return tree.Wildcard(field, self.text)
        return tree.Fuzzy(field, self.text, self.distance)


def read_pattern(typed: str) -> tuple[Pattern | None, Remark | None, str]:
    """The pattern in a typed word, what is wrong with it, and the word without its signs."""
    if found := _FUZZY.fullmatch(typed):
        return _fuzzy(typed, found[1], found[2])
    core = typed.strip(".,;:'")
    if "*" not in core and "?" not in core:
        return None, None, typed.replace("~", " ")
    bare = re.sub(r"[*?]+", " ", typed).strip()
    start = re.split(r"[*?]", core, maxsplit=1)[0]
    if not re.sub(r"[*?\W_]", "", core):
        return None, None, ""
    if sum(c.isalnum() for c in start) < 2:
        return None, _said("%(sign)s needs two letters before the first * or ?; it was searched without.", typed), bare
    folded = "".join(part if part in ("*", "?") else fold(lower(part, "")) for part in re.split(r"([*?])", core))
    folded = re.sub(r"\*+", "*", folded)
    if re.search(r"[^\w*?+#]", folded):
        return None, _said("%(sign)s holds more than one word; it was searched without * and ?.", typed), bare
    plain = re.sub(r"[*?]", "", folded)
    if folded.endswith("*") and folded.count("*") == 1 and "?" not in folded:
        return Pattern("prefix", folded[:-1], typed, plain), None, plain
    return Pattern("wildcard", folded, typed, plain), None, plain


def _fuzzy(typed: str, word: str, digits: str) -> tuple[Pattern | None, Remark | None, str]:
    folded = fold(lower(word, ""))
    if re.search(r"[\W_]", folded) or not folded:
        return None, _said("%(sign)s holds more than one word; it was searched without ~.", typed), word
    if len(folded) < 3:
        return (
            None,
            _said("%(sign)s is too short to be searched with edits; it was searched as it stands.", typed),
            word,
        )
    most = 1 if len(folded) < SHORT else 2
    distance = min(int(digits[:3] or most), most)
    if not distance:
        return None, None, word
    fault: Remark | None = None
    if int(digits[:3] or 0) > most:
        fault = _said("%(sign)s was read as %(read)s, the most for a word of its length.", typed, f"{word}~{most}")
    return Pattern("fuzzy", folded, f"{word}~{distance}", folded, distance), fault, word


def _said(text: str, sign: str, read: str = "") -> Remark:
    return Remark(text=text, values={"sign": sign, "read": read})


def glob_matches(pattern: str, word: str) -> bool:
    """Whether a word fits a wildcard pattern: ? is one character, * any number. Linear but for the last *."""
    at = begin = 0
    star = -1
    while at < len(word):
        if begin < len(pattern) and pattern[begin] == "*":
            star, mark = begin, at
            begin += 1
        elif begin < len(pattern) and pattern[begin] in ("?", word[at]):
            at += 1
            begin += 1
        elif star >= 0:
            begin, mark = star + 1, mark + 1
            at = mark
        else:
            return False
    return not pattern[begin:].strip("*")
