"""Who wrote an article? The names in a by-line or a field, without what only says that they are names.

Fields hold by-lines ("By Ruth Amsel, Coast Daily"), mailboxes ("Ruth Amsel <ruth@coast.example>"), several names in one
value, and what programs put where nobody has signed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from indexer import gazetteer
from indexer.cutting.bylines import byline
from indexer.cutting.dated_lines import CASELESS
from indexer.cutting.papers import is_outlet, is_writer
from indexer.cutting.unnamed import NEWSROOM
from indexer.dating.weekdays import without_weekdays
from indexer.fields import fold
from indexer.naming.lexicon import DEMONYM, FIELD, HEAD, is_given, lexicon

_MAILBOX: Final = re.compile(r"<[^<>@\s]+@[^<>\s]*>|^\S+@\S+(?=\s+\()|\S+@\S+\.\S+")
_CREDIT: Final = re.compile(r"\(.*\)")
"""The credit of a picture, which pages put among the authors; the name behind a bare address in a feed."""
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][\w /-]{0,25}?)\s?[:：]\s*(?P<value>\S.*)")
_BY: Final = re.compile(
    r"(?:(?:(?:written|reported|posted|story|words|text|article) )?by:?|بقلم|بواسطة|كتبت?|نوشته)\s+"
    r"(?P<name>[^\W\d_].*)",
    re.I,
)
_OF: Final = re.compile(r"(?:[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|Door|Av|Af)\s+(?P<name>[^\W\d_].*)")
"""Words for "by" that begin names too: "Von Storch", "Par Lagerkvist", "Di Maio"."""
_AND: Final = re.compile(r"\s(?:and|und|et|y|e|en|og|och|&|и|und der|und die)\s|\sو(?=\w{3})")
_PLAIN_AND: Final = re.compile(r"\s(?:and|und|og|och)\s")
"""Words for "and" that do not stand inside a name, as in "José Ortega y Gasset"."""
_SET: Final = re.compile(r"\[\s*(?P<names>['\"].*['\"])\s*\]|!?\[(?P<link>[^\]]+)\]\(.*|(?P<before>[^\[\]]+\S)\s*\[.*")
"""Names as a program writes a list, as a link of Markdown, before what stands in brackets: "Ada [25 June, 11:30]"."""
_BETWEEN: Final = re.compile(r"['\"]\s*,\s*['\"]")
_ROLE: Final = re.compile(
    r"(?:автор|журналист|корреспондент|(?:本报|本報)?(?:记者|記者)|作者|文)\s+(?=\w)|u/(?=\w)", re.I
)
"""What somebody is, before his name without a colon."""
_UNKNOWN: Final = re.compile(
    r"не указан[оа]?|без автора|неизвест\w+|не вказано|nieznany|brak(?: autora)?|unbekannt|inconnu|sans auteur"
    r"|desconocid[oa]|sin autor|sem autor|sconosciuto|bilinmiyor|未署名|佚名|无|匿名|غير معروف|مجهول|نامشخص"
    r"|not (?:given|available|stated)|keep unread|mark as read|info|\D{0,6}\s?[\d٠-٩۰-۹]+|(?:[\w-]+\.)+[a-z]{2,8}",
    re.I,
)
"""What stands where nobody is named; a number, a host, a button."""
_COMMA: Final = re.compile(r"\s?[,،、]\s?")
_JOB: Final = re.compile(
    r"\b(?:writer|reporter|correspondent|editor|columnist|redakteur|journalist|korrespondent|correspondante?|corresponsal"
    r"|redactora?|muhabir)\w*$",
    re.I,
)
"""What somebody is at a paper: "Ruth Amsel, Coast Daily Sports Writer"."""
_EDGES: Final = " \t,;:|•·*\"“”„«»'–—-"
_ADDRESS: Final = re.compile(r"(?:https?:)?//|www\.", re.I)
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOBODY: Final = re.compile(
    r"by|admin\d*|administrator|web ?master|web ?admin|super ?user|root|(?:microsoft office |windows )?user|owner|guest"
    r"|author|unknown|anonymous|undefined|null|none|n/?a|python-docx|autor|auteur|editorial|team|reporters?|writers?"
    r"|correspondents?|(?:.*\s)?(?:staff|writers|reporters|correspondents|newsroom|editors|news editor)"
    rf"|{NEWSROOM.pattern}",
    re.I,
)
"""Who stands where nobody has signed: an account of the program, the newsroom."""
_WORDS: Final = range(2, 5)


def names(values: Iterable[str]) -> tuple[str, ...]:
    """The names in the by-lines or fields of an article, each once; none for one that names nobody."""
    found: dict[str, str] = {}
    for value in values:
        for part in _unset(value).split(";"):
            for name in map(_plain, _parted(_signed(_bare(part)))):
                if name:
                    found.setdefault(name.casefold(), name)
    return tuple(found.values())


def _unset(value: str) -> str:
    """A value without what programs set around names; those of a list are joined by semicolons."""
    match = _SET.fullmatch(" ".join(value.split())) if "[" in value else None
    if match is None:
        return value
    return match["link"] or match["before"] or _BETWEEN.sub("; ", match["names"])


def turned(name: str) -> str:
    """A name of a catalogue in the order in which it is said: "Amsel, Ruth" gives "Ruth Amsel"."""
    surname, *given = (part.strip() for part in name.split(","))
    return " ".join([*given[:1], surname, *given[1:]]) if len(given) in (1, 2) and all(given) else name


def _bare(text: str) -> str:
    """A value without addresses and quotation marks: 'a@b.example (Ruth Amsel)' is "Ruth Amsel"."""
    text = " ".join(text.split())
    if "@" in text:
        text = _MAILBOX.sub("", text).strip(_EDGES)
        text = text[1:-1] if _CREDIT.fullmatch(text) else text
    return "" if _CREDIT.fullmatch(text) else text.strip(_EDGES)


def _signed(text: str) -> str:
    """What stands behind "By" or a label, without the paper and the place behind the name."""
    labelled = _LABEL.fullmatch(text)
    if labelled and fold(labelled["label"]) in _labels():
        text = labelled["value"]
    by = _BY.fullmatch(text) or _of(text)
    if by is None:
        return _author_in(text, text) if CASELESS.search(text) else text
    if all(map(_is_writer, _COMMA.split(by["name"]))):
        return by["name"]
    return _author_in(f"By {by['name']}", by["name"])


def _author_in(line: str, other: str) -> str:
    """The author that a by-line names; the other text for a line that is none."""
    said = byline(line)
    return next((line[f.start : f.end] for f in said.found if f.name == "author"), other) if said else other


def _of(text: str) -> re.Match[str] | None:
    found = _OF.fullmatch(text)
    if found is None:
        return None
    words = found["name"].split(",")[0].split()
    is_german = text[:3].casefold() == "von" and all(word[:1].isupper() for word in words[:2])
    return found if len(words) > 1 and (is_german or is_given(_titled(words[0]))) else None


def _parted(text: str) -> Iterator[str]:
    """The names that stand in one value, where they are persons' beyond doubt: "Ruth Amsel and Jan Weber"."""
    parts = [part.strip() for part in _AND.split(text)]
    heads = [part.split(",")[0] for part in parts]
    if len(parts) > 1 and (all(map(_is_person, heads)) if _PLAIN_AND.search(text) else all(map(_is_writer, heads))):
        for part in parts:
            yield from _parted(part)
        return
    parts = _COMMA.split(text)
    if len(parts) == 2 and _is_writer(parts[0]) and (is_outlet(parts[1]) or _JOB.search(parts[1])):
        yield parts[0]
    else:
        yield from parts if len(parts) > 1 and all(map(_is_writer, parts)) else [text]


def _is_writer(name: str) -> bool:
    return is_writer(_titled(name))


def _is_person(name: str) -> bool:
    """Whether a name may be a person's: some words in capitals, none of those that name bodies and their fields."""
    words = _titled(name).split()
    kinds = lexicon().kinds
    plain = all(word[0].isupper() and not kinds.get(word, 0) & (HEAD | FIELD | DEMONYM) for word in words)
    return (plain and len(words) in _WORDS) or _is_writer(name)


def _titled(name: str) -> str:
    return name.title() if name.isupper() else name


def _plain(name: str) -> str:
    name = _ROLE.sub("", name.strip(_EDGES), count=1).strip(_EDGES)
    if _UNKNOWN.fullmatch(name) or not _LETTER.search(without_weekdays(name)):
        return ""
    return "" if not _LETTER.search(name) or _NOBODY.fullmatch(name) or _ADDRESS.match(name) else name


@lru_cache(maxsize=1)
def _labels() -> frozenset[str]:
    return frozenset(fold(label) for label in gazetteer.ours("labels.toml")["author"].split())
