"""Which names stand in a text of a script without capitals? Arabic and Persian, by given names, titles and nouns.

A person begins with a given name or behind a title or a verb of saying; an organisation begins with its noun. Both end
at the first word that is never part of a name. The small words that Arabic writes onto a name (و ف ب ل ك) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from indexer import gazetteer
from indexer.matching import fold
from indexer.naming.coreference import Candidate
from search.article import ActorType, Rule, Zone

LANGUAGES = ("ar", "fa")
_LETTERS = r"[\u0621-\u063a\u0641-\u0652\u0670-\u06d3\u200c]+"
_WORD, _RUN = re.compile(_LETTERS), re.compile(rf"{_LETTERS}(?: {_LETTERS})*")
_PREFIXES = ("و", "ف", "ب", "ل", "ك")
_OF = frozenset(("بن", "ابن", "ابو", "ابي", "ال", "عبد", "ولد", "بنت", "ام", "دي", "فان", "فون", "دو", "لو", "ديل"))
_NEVER = frozenset(("على", "إلى", "الى", "أمام", "وعلى", "وإلى", "حتى", "لدى", "متى", "الآن", "الان", "آلان"))
_PLURALS = ("ون", "ين", "ات", "اء", "وا", "تم", "نا", "ية", "يه", "ها", "هم", "ه")
_PERSIAN_COUNTRIES = frozenset(("روسيه", "تركيه", "سوريه"))
LONGEST = 5


class Token(NamedTuple):
    """A word at text[start:end]; `bare` is folded and without its prefix, where `start` already stands behind it.

    `begins` says that a name may begin with it, `known` that it is a known person's surname.
    """

    start: int
    end: int
    word: str
    bare: str
    begins: bool
    known: bool


_Reading = tuple[int, tuple[str, str, bool, bool]]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Words:
    """The words of gazetteer/names_arabic.toml, folded."""

    given: frozenset[str]
    doubtful: frozenset[str]
    sources: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    adjectives: frozenset[str]
    says: frozenset[str]
    stops: frozenset[str]
    heads: Mapping[str, ActorType]
    definite: frozenset[str]
    nobodies: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> Words:
    table = gazetteer.ours("names_arabic.toml")
    kinds: dict[str, ActorType] = {
        "government": "government", "party": "party", "igo": "igo", "armed_group": "armed_group", "company": "company",
        "media": "media", "organisation": "organisation",
    }  # fmt: skip
    heads = {word: kinds[name] for name, text in table["heads"].items() if name in kinds for word in _folded(text)}
    return Words(
        given=frozenset(w for name in ("arabic", "other", "persian") for w in _folded(table["given"][name])),
        doubtful=frozenset(_folded(table["given"]["doubtful"])),
        sources=frozenset(_folded(table["stops"]["sources"])),
        titles=frozenset(_folded(table["titles"]["words"])),
        roles=frozenset(_folded(table["titles"]["roles"])),
        adjectives=frozenset(_folded(table["titles"]["adjectives"])),
        says=frozenset(_folded(table["says"]["words"])),
        stops=frozenset(_folded(table["stops"]["words"])),
        heads=heads,
        definite=frozenset(_folded(table["heads"]["definite"])),
        nobodies=frozenset(" ".join(_folded(name)) for name in table["nobodies"]["names"].strip().splitlines()),
    )


def _folded(text: str) -> list[str]:
    return fold(text.replace("\u200c", "\u0000")).plain.replace("\u0000", "\u200c").split()


def unmarked(zone: Zone, text: str, surnames: frozenset[str]) -> Iterator[Candidate]:
    """The persons and organisations of a text, and the surnames alone of the persons that stand in it in full."""
    found = list(_named(zone, text, surnames))
    yield from found
    yield from _surnames_alone(zone, text, found, surnames)


def _surnames_alone(zone: Zone, text: str, found: list[Candidate], known: frozenset[str]) -> Iterator[Candidate]:
    words = _words()
    last = {fold(c.name).plain.split()[-1] for c in found if c.type == "person" and " " in c.name and c.sure}
    last = {w for w in last if len(w) > 3 and not w.startswith("ال") and w not in words.stops and w not in words.roles}
    if not last:
        return
    taken = [(c.start, c.end) for c in found]
    for match in _WORD.finditer(text):
        word = _reading(match.group(), known)[1][0]
        skipped = 0 if word in last else 1
        if word[skipped:] not in last or (skipped and word[0] not in _PREFIXES):
            continue
        start, end = match.start() + skipped, match.end()
        if not any(a < end and start < b for a, b in taken):
            yield Candidate(zone, start, end, text[start:end], "person", "surname", "person")


def _named(zone: Zone, text: str, surnames: frozenset[str]) -> Iterator[Candidate]:
    """The persons and organisations of a text in Arabic or Persian, in order and without overlap.

    `surnames` are those of known persons, folded: they may stand alone.
    """
    words = _words()
    for run in _runs(text, surnames):
        index = 0
        while index < len(run):
            token = run[index]
            found = (_organisation(run, index, words) or _person(run, index, words)) if token.begins else None
            if found is None:
                if token.known:
                    start = token.start + (token.word not in surnames)
                    yield Candidate(
                        zone, start, token.end, text[start : token.end], "person", "known surname", "person"
                    )
                index += 1
                continue
            first, last, rule, kind = found
            start, end = run[first].start, run[last].end
            sort = "person" if kind == "person" else "organisation"
            sure = kind != "person" or rule in ("title", "given name")
            yield Candidate(zone, start, end, text[start:end], kind, rule, sort, sure)
            index = last + 1


def _runs(text: str, surnames: frozenset[str]) -> Iterator[list[Token]]:
    """Words between which nothing but a blank stands, where a name may begin with one of them."""
    for run in _RUN.finditer(text):
        words = run[0].split(" ")
        readings = [_reading(word, surnames) for word in words]
        if any([rest[2] or rest[3] for _, rest in readings]):
            yield list(_tokens(run.start(), words, readings))


def _tokens(start: int, words: list[str], readings: list[_Reading]) -> Iterator[Token]:
    for word, (skipped, rest) in zip(words, readings, strict=True):
        end = start + len(word)
        yield Token(start + skipped, end, *rest)
        start = end + 1


@lru_cache(maxsize=60_000)
def _reading(word: str, surnames: frozenset[str]) -> _Reading:
    """A word's prefix to skip, the word folded, the same without the prefix; whether a name may begin with it, and
    whether it is the surname of a known person."""
    words = _words()
    if word in _NEVER:
        return 0, ("", "", False, False)
    plain = fold(word.replace("\u200c", "\u0001")).plain.replace("\u0001", "\u200c")
    skipped, bare = _without_prefix(plain, words)
    first = any(bare in known for known in (words.given, words.titles, words.heads, words.definite))
    begins = first or plain == "عبد" or plain in words.says
    known = plain in surnames or (plain[1:] in surnames and plain[0] in _PREFIXES)
    return skipped, (plain, bare, begins, known)


def _without_prefix(plain: str, words: Words) -> tuple[int, str]:
    for known in (words.given, words.titles, words.heads, words.definite, words.stops, words.says, words.adjectives):
        if plain in known:
            return 0, plain
    if len(plain) > 3 and plain[0] in _PREFIXES:
        rest = plain[1:]
        if any(rest in known for known in (words.given, words.titles, words.heads, words.definite, words.roles)):
            return 1, rest
        if plain.startswith("لل") and "ا" + plain[1:] in words.titles | words.definite:
            return 1, "ا" + plain[1:]
    return 0, plain


def _person(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    token = run[index]
    if token.word == "باسم" and index and run[index - 1].bare in words.titles:  # "spokesman for", not Basem
        return None
    servant = token.word == "عبد" and index + 1 < len(run) and run[index + 1].word.startswith("ال")
    if token.bare in words.given or servant:
        last = _extent(run, index, words)
        titled = index > 0 and (run[index - 1].bare in words.titles or run[index - 1].word in words.adjectives)
        if last == index and not titled:
            return None
        if token.bare in words.doubtful and not (titled or servant or _sure_second(run[index + 1], words)):
            return None
        return index, last, "title" if titled else "given name", "person"
    if token.bare in words.titles:
        return _behind_title(run, index, words)
    if token.word in words.says and index + 1 < len(run):
        return _behind_verb(run, index + 1, words)
    return None


def _sure_second(token: Token, words: Words) -> bool:
    return token.bare in words.given or token.bare in _OF or (token.word.startswith("ال") and token.word.endswith("ي"))


def _extent(run: list[Token], index: int, words: Words) -> int:
    """The last word of the person that begins at `index`: given names, "bin", and one family name."""
    last = index
    family = 0
    while last + 1 < len(run) and last - index < LONGEST - 1:
        after = run[last + 1]
        if not after.word or after.word in words.stops or after.word in words.says or after.bare in words.titles:
            break
        if after.word in words.adjectives or after.word in words.heads or after.word in words.roles:
            break
        joins = after.word in words.given or after.word in _OF or run[last].word == "عبد"
        if not joins and (family or (after.start != after.end - len(after.word) and after.word[0] == "و")):
            break
        if not joins and run[last].word not in _OF and len(after.word) < 3:
            break
        family += not joins
        last += 1
    while last > index and run[last].word in _OF and run[last].word not in words.given:
        last -= 1
    return last


def _behind_title(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """The name behind "the president", past "Russian" and "former"."""
    first = index + 1
    while first < len(run) and first - index <= 3 and run[first].word in words.adjectives:
        first += 1
    if first >= len(run) or not _may_begin(run[first], words):
        return None
    if run[first].bare not in words.given and run[first].word.startswith("ال"):
        return None
    last = _extent(run, first, words) if run[first].bare in words.given else _unknown_extent(run, first, words)
    return first, last, "title", "person"


def _behind_verb(run: list[Token], first: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """ "And Blair said": a word that is no common noun, before a word that ends every name."""
    if run[first].bare in words.given or not _may_be_foreign(run[first], words):
        return None
    last = first
    if first + 1 < len(run) and _may_be_foreign(run[first + 1], words) and run[first + 1].word[0] not in "وب":
        last += 1
    ends = last + 1 >= len(run) or run[last + 1].word in words.stops or not run[last + 1].word
    return (first, last, "said", "person") if ends else None


def _may_be_foreign(token: Token, words: Words) -> bool:
    word = token.word
    if not _may_begin(token, words) or word in words.sources or word.startswith("ال") or word.endswith(_PLURALS):
        return False
    return len(word) > 3 or token.bare in words.given


def _may_begin(token: Token, words: Words) -> bool:
    word = token.word
    return (
        bool(word)
        and word not in words.stops
        and word not in words.says
        and token.bare not in words.titles
        and word not in words.roles
        and word not in words.heads
        and word not in words.adjectives
        and len(word) > 2
        and not word.startswith(("وال", "بال", "لل"))
    )


def _unknown_extent(run: list[Token], first: int, words: Words) -> int:
    last = first
    while last + 1 < len(run) and last - first < 1:
        after = run[last + 1]
        if not _may_begin(after, words) or after.word[0] in "وب":
            break
        last += 1
    return last


def _organisation(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """The organisation that begins with its noun: "party of God", "the European Union"."""
    bare = run[index].bare
    if bare in words.definite:
        last = index
        while last + 1 < len(run) and last - index < 3 and run[last + 1].word.startswith("ال"):
            if run[last + 1].bare in words.titles or run[last + 1].word in words.stops:
                break
            last += 1
        return (index, last, "organisation noun", "organisation") if last > index else None
    if bare not in words.heads or index + 1 >= len(run):
        return None
    last = index
    while last + 1 < len(run) and last - index < 4:
        after = run[last + 1]
        if not after.word or after.word in words.stops or after.word in words.says or after.bare in words.titles:
            break
        if last > index and not after.word.startswith(("ال", "لل", "وال")):
            break
        last += 1
    if last == index or _is_no_name(run[index], run[index + 1], words):
        return None
    return index, last, "organisation noun", words.heads[bare]


def _is_no_name(head: Token, after: Token, words: Words) -> bool:
    """Whether the noun says only what it is: "a Chinese company" (two indefinite words), "the movement of traffic"."""
    if f"{head.bare} {after.word}" in words.nobodies:
        return True
    return after.word.endswith("يه") and not after.word.startswith("ال") and after.word not in _PERSIAN_COUNTRIES
