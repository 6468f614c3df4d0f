"""What is each line of a page: running text, a headline, a header, a button? And how do two texts compare?"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal

from indexer import dates
from indexer.cutting.boilerplate import Side, side
from indexer.cutting.found import Found, Header
from indexer.cutting.glued import begins_age, parted
from indexer.cutting.headers import header
from indexer.cutting.lines import Line, folded, is_prose, unadorned
from indexer.cutting.papers import is_outlet
from indexer.cutting.sheets import without_number

Kind = Literal["prose", "short", "bullet", "meta", "boiler", "copyright", "end", "rule", "body mark"]
Role = Literal["title", "echo", "text", "meta", "boilerplate", "repeat"]

_NUMBERED_KINDS: Final = ("date", "label", "byline")
RUNNING: Final = "running head"
FURTHER: Final = "head of an article's further page"
REPEATED: Final = "line repeated on the page"
CONTENTS: Final = "table of contents"
"""Rules of furniture that other rules look at."""
GLUED: Final = 120
LONGEST_TITLE: Final = 220
_BULLET: Final = re.compile(r"(?:[-•*·▪●◦■►–—‣○]\s*)(?=\S)")
_TAGS: Final = re.compile(r"\s{2,}:[\w@:]+:$")
"""The tags behind a heading of an outline."""
_NUMBERED: Final = re.compile(
    r"[\[(]\d{1,3}\s?/\s?\d{1,3}[\])]\s+(?=\S)|[\[(]?(?:\d{1,3}|[٠-٩]{1,2}|[IVX]{1,5})[.)\]:]\s+(?=\S)|#\d{1,3}:?\s+(?=\S)|\d{1,2}\s?[-–—/|]\s+(?=\[?[^\W\d_])"
    r"|(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا)ً?\s?[:：.-]\s+(?=\S)"
    r"|[一二三四五六七八九十]{1,3}[、.．]\s?(?=\S)"
)
_BODY_LABEL: Final = re.compile(
    r"(?:full text|body|text|article|article text"
    r"|content|story|lead paragraph|inhalt|volltext|contenu|texte"
    r"|texte intégral|texto|contenido|texto completo|metin|haber metni|текст|النص|نص الخبر"
    r"|متن|متن خبر|正文)\s?[:：]\s+",
    re.IGNORECASE,
)
_DENSE: Final = r"\u3040-\u30ff\u3400-\u9fff"
_SIGNS: Final = re.compile(rf"[{_DENSE}]+")
_FIGURE: Final = re.compile(
    r"(?<![\w:/-])\d[\d.,]*(?![\w:/-])|\b(?:one|two|three|four|five|six|seven|eight|nine|nil)\b"
)
_COMPARED: Final = re.compile(
    r"\b(?:vs\.?|versus|against|gegenüber|contre|contra|против|mln|bln|pct|cts|dlrs)(?!\w)|\(\d+[.,]\d+\)"
)
_WORD: Final = re.compile(
    rf"(?:[^\W\d_{_DENSE}]|(?<=[\u0900-\u0dff\u0e00-\u0eff])[\u0900-\u0dff\u0e00-\u0eff]){{3,}}|\d{{2,}}"
)
_PLACE: Final = r"[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ.'’\- ]{2,35}"
_AGENCY: Final = r"\s?\([^()]{2,40}\)"
_DAY: Final = r",? (?:\d{1,2}\.? )?[^\W\d_]{3,10}\.?(?: \d{1,2})?(?:,? \d{4})?"
DATELINE: Final = re.compile(
    rf"{_PLACE}(?:, [^\W\d_][\w. ]{{2,25}})?(?:{_DAY})?(?:{_AGENCY})?\s?(?::|[-–—ـ―])\s?(?=\S)"
    rf"|[^\W\d_][\w.'’\- /]{{1,30}}(?:, [^\W\d_][\w. ]{{2,25}})?(?:{_DAY})?{_AGENCY}\s?(?:[:.]|[-–—ـ―]{{1,2}})?\s"
    rf"|[\u0600-\u06ff]+(?: [\u0600-\u06ff]+){{0,2}}\s?(?:[-–—ـ/:]\s?[\u0600-\u06ff]+(?: "
    rf"[\u0600-\u06ff]+){{0,2}})?\s?[-–—ـ:]\s"
    rf"|[^\W\d_a-z][\w-]+\. \d{{1,2}} \w+\. "
)
AGENCY_DATELINE: Final = re.compile(rf"[^\W\d_][^():]{{2,60}}{_AGENCY}\s?[-–—ـ―]")


@dataclass(slots=True)
class Item:
    """A line with what it is, and what becomes of it: its role, and the number of its article (-1: none).

    `goes_on` says that it is the rest of the paragraph above, which the end of a printed page has torn.
    """

    line: Line
    kind: Kind
    header: Header | None = None
    side: Side | None = None
    role: Role = "boilerplate"
    article: int = -1
    rule: str = ""
    key: str = field(default="")
    found: list[Found] = field(default_factory=list)
    bulleted: bool = False
    spoken: bool = False
    goes_on: bool = False

    @property
    def text(self) -> str:
        """The line's text, without a bullet or a number before it."""
        bullet = self.kind == "bullet" or self.bulleted
        match = _BULLET.match(self.line.text) if bullet else _NUMBERED.match(self.line.text)
        text = self.line.text[match.end() :] if match and self.kind in ("bullet", "short") else self.line.text
        return _TAGS.sub("", text) if self.bulleted else text

    @property
    def is_numbered(self) -> bool:
        """Whether a headline carries the number of its article."""
        return self.kind == "short" and _NUMBERED.match(self.line.text) is not None

    @property
    def is_date(self) -> bool:
        """Whether the line gives a date in a header's way."""
        return self.kind == "meta" and any(f.name in ("date", "modified") for f in self.found)

    def put(self, role: Role, article: int = -1, rule: str = "") -> None:
        """Say what becomes of the line."""
        self.role, self.article, self.rule = role, article, rule


def items(page: list[Line]) -> list[Item]:
    """The lines of a page, each with its kind."""
    found = [_item(line) for line in page]
    _titles_again(found)
    return found


def by_article(found: Iterable[Item]) -> defaultdict[int, list[Item]]:
    """The lines of each article, in their order; those of none are at -1."""
    articles: defaultdict[int, list[Item]] = defaultdict(list)
    for item in found:
        articles[item.article].append(item)
    return articles


def _item(line: Line) -> Item:
    if header(line) is None:
        line = line._replace(text=unadorned(line.text))
    key = folded(line.text) if len(line.text) < 400 else ""
    numbered = _NUMBERED.match(line.text)
    said = header(line)
    if line.running:
        named = line._replace(text=without_number(line.text))
        if named.text and (inner := header(named)):
            line, said = named, inner
        return Item(line, "boiler", said, "inline", key=key, rule=RUNNING, found=list(said.found) if said else [])
    if numbered and (inner := header(line.tail(numbered.end()))) and _is_counted_head(said, inner, numbered.end()):
        line, said = line.tail(numbered.end()), inner
    if (said is None or _holds_day(line, said)) and len(line.text) < GLUED and (bare := parted(line.text)) != line.text:
        inner = header(line._replace(text=bare))
        told = "outlet" if inner and inner.kind == "label" else "date"
        words = [bare[f.start : f.end].casefold() for f in (inner.found if inner else ()) if f.name == told]
        if inner and inner.kind in ("date", "byline", "label") and words and "today" not in words:  # "USAToday"
            line, said = line._replace(text=bare), inner
    phrase = side(line.text)
    marked = _BODY_LABEL.match(line.text)
    if marked and line.tail(marked.end()).weight > 80:
        return Item(line.tail(marked.end()), "prose", Header("body mark"), key=key)
    if said and said.kind in ("end", "rule", "copyright", "body mark"):
        return Item(line, said.kind, said, key=key, found=list(said.found))
    if phrase and not (said and said.kind == "label" and said.found):
        return Item(line, "boiler", said, phrase, key=key, rule=f"site phrase, {phrase}")
    if said:
        return Item(line, "meta", said, key=key, found=list(said.found))
    if is_prose(line.tail(numbered.end()) if numbered else line) and not (
        _BULLET.match(line.text) and line.weight < 200
    ):
        return Item(line, "prose", key=key)
    return Item(line, "bullet" if _BULLET.match(line.text) else "short", key=key)


def _is_counted_head(said: Header | None, inner: Header, number: int) -> bool:
    """Whether a header line stands behind the number of its article, which is no part of what it says."""
    if inner.kind not in _NUMBERED_KINDS:
        return False
    if said is None:
        return True
    names = [f.start for f in said.found if f.name in ("outlet", "author", "date")]
    days = [f.start for f in said.found if f.name == "date"]
    return said.kind in ("date", "byline") and bool(names) and min(names) < number <= min(days, default=number)


def _holds_day(line: Line, said: Header) -> bool:
    """Whether a day is glued to the name of an outlet: "Norpress13-06-2025", "FjällbladetFör 3 timmar sedan"."""
    names = [line.text[f.start : f.end] for f in said.found if f.name == "outlet"]
    return any((any(c.isdigit() for c in name) and dates.find_all(name)) or begins_age(name) for name in names)


def _titles_again(found: list[Item]) -> None:
    """Headlines that look like text: a line that stands twice running, the first of a page, one right above a date."""
    for one, other in itertools.pairwise(found):
        if one.kind == other.kind == "prose" and one.key and one.key == other.key and len(one.line.text) < 200:
            one.kind = other.kind = "short"
    _in_capitals(found)
    _tables(found)
    first = next((item for item in found if item.kind in ("prose", "short")), None)
    if (
        first
        and first.kind == "prose"
        and len(found) > 1
        and first.line.weight < LONGEST_TITLE
        and not _ends(first.line.text)
    ):
        first.kind = "short"
    for index, item in enumerate(found):
        if item.kind != "prose" or not 40 < len(item.line.text) < LONGEST_TITLE or index + 1 == len(found):
            continue
        after = found[index + 1]
        above = found[index - 1].kind if index else "rule"
        lead = above not in ("prose", "short", "bullet") or _names_paper(found[index - 1], item)
        whole = not _ends(item.line.text) or (above in ("rule", "end") and len(item.line.text) < GLUED)
        told = after.kind == "meta" and any(f.name in ("date", "modified", "outlet") for f in after.found)
        if lead and whole and told and after.line.text[:1] != "(":
            item.kind = "short"


def _names_paper(item: Item, below: Item) -> bool:
    """Whether a line is an outlet's name at the head of a block, glued to what may be its headline."""
    return item.kind == "short" and item.line.blanks > below.line.blanks == 0 and is_outlet(item.line.text)


def _tables(found: list[Item]) -> None:
    """Rows of figures are text: lines that each compare numbers in words, "Revs 33.5 mln vs 40.4 mln", two and more
    near each other, with the short lines between them."""
    rows = [i for i, item in enumerate(found) if item.kind == "short" and _is_row(item.line.text)]
    for one, other in itertools.pairwise(rows):
        between = found[one + 1 : other]
        if len(between) < 3 and all(i.kind == "short" and len(i.line.text) < 40 and i.line.blanks < 2 for i in between):
            for item in found[one : other + 1]:
                item.kind = "prose"


def _is_row(text: str) -> bool:
    return (
        len(_FIGURE.findall(text)) >= 2
        and _COMPARED.search(text) is not None
        and not text.isupper()
        and _NUMBERED.match(text) is None
    )


def _in_capitals(found: list[Item]) -> None:
    """Long headlines in capitals, on a page whose text is not set in them."""
    prose = [item for item in found if item.kind == "prose"]
    upper = [item for item in prose if item.line.text.isupper()]
    if 3 * len(upper) <= len(prose):
        for item in upper:
            item.kind = "short" if len(item.line.text) < LONGEST_TITLE and not _ends(item.line.text) else "prose"


def _ends(text: str) -> bool:
    bare = text.rstrip("\"'”’»")
    return bare.endswith((".", "。", "۔", ":")) and not bare.endswith(("..", "…"))


def content(text: str) -> frozenset[str]:
    """The words that carry meaning, cut to a stem of five letters: enough to compare a headline with a text.

    Scripts without spaces give their pairs of signs.
    """
    return _content(text[:3000])


@lru_cache(maxsize=128)
def _content(text: str) -> frozenset[str]:
    """Kept for a while: each line between two bodies is compared with both."""
    low = text.casefold()
    words = {word[:5] for word in _WORD.findall(low) if word not in _EMPTY}
    if not low.isascii():
        for run in _SIGNS.findall(low):
            words.update(run[i : i + 2] for i in range(max(1, len(run) - 1)))
    return frozenset(words)


_EMPTY_WORDS: Final = """
the and for with from that this after over into says said has have was are will its his her their but not
new more than der die das und mit von für auf ist ein eine nach les des une dans pour sur avec est par aux
que los las del una por con para في من على إلى عن مع بعد
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())


def is_counted(text: str) -> bool:
    """Whether a line begins with a bullet or with a number."""
    return bool(_BULLET.match(text) or _NUMBERED.match(text))


def overlap(title: str, text: str) -> float:
    """The share of a headline's words that stand in a text, 0 to 1."""
    words = content(title)
    return len(words & content(text)) / len(words) if words else 0.0


def begins_with_dateline(item: Item) -> bool:
    """Whether a paragraph begins as wire copy does: "QAIM, Iraq: ", "LONDON, June 3 (Agency) - "."""
    match = None if item.spoken else DATELINE.match(item.line.text[:120])
    return match is not None and item.line.weight > 60


def repeated_keys(found: list[Item]) -> frozenset[str]:
    """The headlines that stand more than once: twice running, or above different texts (a table of contents).

    A line that stands twice above one and the same paragraph is a subheading of a text that was printed twice.
    """
    seen: dict[str, tuple[int, str, str]] = {}
    below = ""
    repeated = set()
    for index in range(len(found) - 1, -1, -1):
        item = found[index]
        if item.kind == "prose":
            below = item.key or item.line.text
        elif (item.kind in ("short", "bullet") or item.rule == CONTENTS) and len(item.key) >= 18:
            bare = folded(item.text) if item.is_numbered else item.key
            if bare not in seen:
                seen[bare] = (index, below, item.key)
            elif seen[bare][1] != below or not any(i.kind == "prose" for i in found[index : seen[bare][0]]):
                repeated |= {item.key, seen[bare][2]}
    return frozenset(repeated)
