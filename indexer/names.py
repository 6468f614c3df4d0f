"""Which capitalised sequences stand in a text, and what is each of them by its own words?

A sequence is read without its surroundings, so that the reading can be kept: names come again and again. What stands
around it ("said", "militia leader") is asked in indexer/roles.py, the rest of the article in indexer/coreference.py.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from indexer.cases import is_cyrillic, stem
from indexer.lexicon import (
    ARABIC,
    DEMONYM,
    FIELD,
    GEO,
    GIVEN,
    HEAD,
    PLACE,
    STOP,
    SUFFIX,
    THING,
    TIME,
    TITLE,
    Lexicon,
    lexicon,
)
from indexer.matching import fold
from search.article import ActorType

Sort = Literal["person", "organisation", "acronym", "single", "word", "unknown", "alias"]
LONGEST_PERSON = 5


_TAILS = (
    "s|led|based|backed|language|era|style|run|born|held|controlled|owned|affiliated|linked|trained|aligned|allied|occupied|"
    "administered|dominated|majority|made|sponsored|funded|brokered|mediated|speaking|wide|area|bound|inspired|type|class|"
    "supported|related|ruled|listed|appointed|elect|registered|educated|imposed|leaning|friendly|sized|headquartered|style"
)


class Part(NamedTuple):
    """A piece of a sequence: [start, end) in it, what it seems to be, and the rule that says so.

    "single" is one word and "unknown" several words that could be anything, "word" one that
    is a place or a common noun unless the article has a person of that name. `type` is that of an organisation.
    """

    start: int
    end: int
    sort: Sort
    rule: str
    type: ActorType = "organisation"


class Word(NamedTuple):
    """A word of a sequence, its kinds (bits of indexer.lexicon) and the small word before it."""

    start: int
    end: int
    text: str
    kinds: int
    link: str


def _capitals() -> str:
    """A character class of the capital letters of scripts that have them."""
    codes = [c for c in range(0x2C00) if unicodedata.category(chr(c)) in ("Lu", "Lt")]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in ranges)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@#/])[{_capitals()}]\w*(?:[-'’](?!(?:{_TAILS})\b)\w+)*")


@lru_cache(maxsize=1)
def _gaps() -> frozenset[str]:
    """What may stand between two words of one name: a blank, small words, an article as "al-"."""
    lex = lexicon()
    small = lex.links | lex.particles
    pairs = {
        f"{a} {b}"
        for a in ("of", "for", "on", "to", "de", "van", "von", "in", "e", "à")
        for b in small | {"the", "der"}
    }
    words = {f" {w} " for w in small | pairs}
    articles = {f" {a}{mark}" for a in "al el as ash an ad ar az at es ed ul d l de-l".split() for mark in "-'’"}
    linked = {f" {w}{article}" for w in small for article in articles}
    return frozenset(words | articles | linked | {" ", "\u00a0", " & ", "&", "-"})


@lru_cache(maxsize=1)
def _dotted() -> frozenset[str]:
    """Words whose full stop ends no sentence: "Mr", "Gen", an initial; but not "X", which is also a network."""
    lex = lexicon()
    short = {w for w, kinds in lex.kinds.items() if kinds & TITLE and len(w) < 6 and w[0].isupper()}
    initials = {c for c in map(chr, range(0x41, 0x530)) if c.isupper()} - {"X"}
    return frozenset(short | initials | {"St", "Jr", "Sr"})


def sequences(text: str) -> Iterator[tuple[int, int]]:
    """Where runs of capitalised words stand, with the small words inside; a full stop ends one but after an initial."""
    gaps, dotted = _gaps(), _dotted()
    start = end = word_start = -1
    for match in _word().finditer(text):
        a, b = match.span()
        if start >= 0:
            gap = text[end:a]
            if gap in gaps or (gap in (". ", ".") and text[word_start:end] in dotted):
                word_start, end = a, b
                continue
            yield lead(text, start), end
        start, end, word_start = a, b, a
    if start >= 0:
        yield lead(text, start), end


_LEAD = re.compile(
    r"(?:(?<![\w-])(?:(?:al|el|bin|ibn|van|van der|van den|van de|von|von der|abu) |(?:al|el|ash|as|an|ad|ar)-))+$"
)


def lead(text: str, start: int) -> int:
    """Where the name at `start` begins with its small words: "al-", "bin", "van der"."""
    if start < 3 or text[start - 1] not in " -":
        return start
    found = _LEAD.search(text, max(0, start - 12), start)
    return found.start() if found else start


@lru_cache(maxsize=1)
def _piece() -> re.Pattern[str]:
    return re.compile(r"[^\s&]+|&")


@lru_cache(maxsize=60_000)
def read(surface: str, aliases: tuple[tuple[int, int], ...] = ()) -> tuple[Part, ...]:
    """The actors that a sequence holds by its own words; `aliases` are pieces that a table knows, as offsets in it."""
    lex = lexicon()
    parts: list[Part] = []
    words = list(_words(surface, lex))
    for group in _groups(words, aliases):
        if isinstance(group, Part):
            parts.append(group)
        else:
            parts.extend(_read_group(group, lex))
    return tuple(_with_head_after_alias(parts))


def _words(surface: str, lex: Lexicon) -> Iterator[Word]:
    link = ""
    start_of_particles = -1
    for match in _piece().finditer(surface):
        text = match.group()
        plain = text.rstrip(".") if len(text) > 2 else text
        if text in lex.links or (text in lex.particles and text[0].islower()):
            link = f"{link} {text}".strip()
            if start_of_particles < 0:
                start_of_particles = match.start()
            continue
        name = plain.replace("’", "'")
        kinds = lex.kinds.get(name)
        if kinds is None:
            kinds = 0 if name.isascii() else lex.kinds.get(fold(name).plain) or lex.kinds.get(stem(name), 0)
        start = match.start()
        if start_of_particles >= 0 and all(w in lex.particles for w in link.split()):
            yield Word(start_of_particles, match.end(), text, kinds, "~" + link)
        else:
            yield Word(start, match.end(), text, kinds, link)
        link, start_of_particles = "", -1


def _groups(words: list[Word], aliases: tuple[tuple[int, int], ...]) -> Iterator[list[Word] | Part]:
    """Runs of words between full stops of meaning: a stop word, a day, a known name."""
    known = iter(aliases)
    span = next(known, None)
    group: list[Word] = []
    for word in words:
        while span and span[1] <= word.start:
            if group:
                yield group
            yield Part(span[0], span[1], "alias", "alias")
            group, span = [], next(known, None)
        if span and word.end > span[0]:
            continue
        if word.kinds & TIME and not word.kinds & GIVEN or (word.kinds & STOP and not word.kinds & _NAMED):
            if group:
                yield group
            group = []
        else:
            group.append(word)
    if group:
        yield group
    while span:
        yield Part(span[0], span[1], "alias", "alias")
        span = next(known, None)


_NAMED = GIVEN | FIELD | HEAD | TITLE


def _with_head_after_alias(parts: list[Part]) -> Iterator[Part]:
    """ "UN" and "Commission of Inquiry", side by side, are one organisation."""
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        before = parts[index - 1] if index else None
        if part.sort == "alias" and after and after.rule == "organisation noun" and after.start - part.end == 1:
            continue
        if part.rule == "organisation noun" and before and before.sort == "alias" and part.start - before.end == 1:
            yield part._replace(start=before.start)
        else:
            yield part


def _read_group(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    """The actors in a run of words: before a title, after it, and in what has none."""
    while words and words[0].link and not words[0].link.startswith("~"):
        words = [words[0]._replace(link=""), *words[1:]]
    for index in range(len(words) - 1, 0, -1):
        if words[index].link in _AND and not _joins(words, index) and not _one_name(words, index):
            yield from _read_group(words[:index], lex)
            yield from _read_group(words[index:], lex)
            return
    title = max((i for i, w in enumerate(words) if w.kinds & TITLE and not _is_name_here(words, i)), default=-1)
    if title >= 0 and words[-1].kinds & (SUFFIX | HEAD) and words[title].text == "General":
        title = -1
    if title < 0:
        yield from _untitled(words, lex)
        return
    before, after = words[:title], words[title + 1 :]
    while before and before[-1].kinds & (TITLE | FIELD) and not before[-1].kinds & HEAD:
        before = before[:-1]
    if any(w.kinds & HEAD for w in before):
        yield from _untitled(before, lex)
    yield from _titled(after, lex)


_AND = frozenset(("and", "und", "et", "y", "e", "ve", "и", "och", "en"))


def _one_name(words: list[Word], index: int) -> bool:
    """Whether "and" stands inside a name whose noun comes first: "Ministry of Health and Welfare"."""
    right, before = words[index], words[:index]
    if right.kinds & (TITLE | GIVEN | DEMONYM | PLACE) or not right.kinds & FIELD:
        return False
    return any(w.kinds & HEAD for w in before) and any(w.link in _OF for w in before[1:])


def _is_name_here(words: list[Word], index: int) -> bool:
    """A title word that is a name: "Marshall" behind a given name, "King" in "Martin Luther King"."""
    word = words[index]
    if index == 0 or word.text.endswith("."):
        return bool(word.kinds & GIVEN) and index + 1 < len(words) and not word.link
    before = words[index - 1]
    last = index == len(words) - 1
    return (
        bool(before.kinds & GIVEN)
        and not before.kinds & (TITLE | HEAD | DEMONYM)
        and (last or bool(word.kinds & GIVEN))
    )


def _titled(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    """The person behind a title: what is left when "of State", "for Human Rights" and "Iraqi" are gone."""
    first = next((i for i, w in enumerate(words) if w.kinds & GIVEN and not w.kinds & (FIELD | DEMONYM)), None)
    linked = bool(words) and bool(words[0].link) and not words[0].link.startswith("~")
    if linked:
        if first is None or words[first].link:
            return
        words = words[first:]
    while words and words[0].kinds & (FIELD | DEMONYM | HEAD) and not (words[0].kinds & GIVEN or len(words) == 1):
        words = words[1:]
    person = _person_words(words)
    if not person or (
        len(person) == 1 and (person[0].kinds & (HEAD | DEMONYM | THING) or _is_russian_filler(person[0]))
    ):
        return
    yield Part(person[0].start, person[-1].end, "person", "title")
    if len(person) < len(words):
        yield from _untitled(words[len(person) :], lex)


def _is_russian_filler(word: Word) -> bool:
    """A Russian adjective that begins an institution's name behind a title: "директор Российского института"."""
    endings = ("ого", "ому", "ной", "кой", "ая", "ый", "ие", "ых")
    return is_cyrillic(word.text) and (bool(word.kinds & PLACE) or word.text.endswith(endings))


def _person_words(words: list[Word]) -> list[Word]:
    person: list[Word] = []
    for word in words[:LONGEST_PERSON]:
        if person and word.link and not word.link.startswith("~"):
            break
        if len(person) >= 2 and word.kinds & (HEAD | THING) and not word.kinds & GIVEN:
            break
        person.append(word)
    return person


def _untitled(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    if not words or _phrase(words).lower() in lex.places or _phrase(words) in lex.demonyms:
        return
    heads = [i for i, w in enumerate(words) if w.kinds & HEAD]
    if heads and not _looks_personal(words):
        yield from _organisation(words, heads, lex)
        return
    for run in _runs(words):
        yield from _plain(run, lex)


def _phrase(words: list[Word]) -> str:
    """The words with the small words between them, as the tables of places are spelt."""
    if len(words) == 1:
        text = words[0].text
    else:
        text = " ".join([f"{w.link.lstrip('~')} {w.text}" if w.link else w.text for w in words])
    return text if text.isascii() else fold(text).plain


def _looks_personal(words: list[Word]) -> bool:
    """ "Brooke Bank", "Hugh Guardian": two words, the first a given name and nothing else."""
    return (
        len(words) == 2
        and bool(words[0].kinds & GIVEN)
        and not words[0].kinds & (FIELD | PLACE | DEMONYM | HEAD)
        and not words[1].link
        and words[1].text in _SURNAMES
    )


_SURNAMES = frozenset(
    "Banks Bank Church Post Guard Banks Brothers Marshall Cross Force Guardian Press Power Powers House Hall Court "
    "Case Price Mission Service Temple Order Gates Rice Hill Fields Gore Law Wall Street Stone Banner Chambers".split()
)


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Pieces between "of", "and", "for": names on their own."""
    run: list[Word] = []
    for word in words:
        if run and word.link and not word.link.startswith("~"):
            yield run
            run = []
        run.append(word if run else word._replace(link=word.link if word.link.startswith("~") else ""))
    if run:
        yield run


def _organisation(words: list[Word], heads: list[int], lex: Lexicon) -> Iterator[Part]:
    """The organisation around its noun, and what stands before and behind it."""
    first, last = _bounds(words, heads)
    if first:
        yield from _untitled(words[:first], lex)
    body = words[first : last + 1]
    start = body[0].start
    if _phrase(body).lower() in lex.places:
        pass
    elif len(body) == 1 and not body[0].text[1:].isupper():
        yield Part(start, body[-1].end, "single", "organisation noun", _type(body, lex))
    elif body[-1].kinds & GEO and not any(w.kinds & HEAD and not w.kinds & GEO for w in body):
        pass
    elif body[-1].kinds & THING and not body[-1].kinds & HEAD and not body[0].kinds & HEAD:
        pass
    else:
        yield Part(start, body[-1].end, "organisation", "organisation noun", _type(body, lex))
    if last + 1 < len(words):
        yield from _untitled(words[last + 1 :], lex)


def _bounds(words: list[Word], heads: list[int]) -> tuple[int, int]:
    first = last = heads[0]
    while first and (not words[first].link or words[first].link.startswith("~") or _joins(words, first)):
        first -= 1
    if first == heads[0]:  # the noun leads: "Bank Austria", "Jabhat al-Nusra", "Ministry of ..."
        while last + 1 < len(words) and (not words[last + 1].link or words[last + 1].link.startswith("~")):
            last += 1
    last = max([last, *(h for h in heads if all(_inside(words, i) for i in range(last + 1, h + 1)))])
    if last + 1 < len(words) and words[last + 1].kinds & SUFFIX and not words[last + 1].link:
        last += 1
    while last + 1 < len(words) and _continues(words, first, last + 1):
        last += 1
    return first, last


def _inside(words: list[Word], index: int) -> bool:
    return not words[index].link or words[index].link.startswith("~") or _joins(words, index)


def _joins(words: list[Word], index: int) -> bool:
    """Whether "and" holds two words of one name together: "Food and Agriculture Organization"."""
    left, right = words[index - 1], words[index]
    if right.link == "&":
        return True
    if right.link in ("and", "und", "y", "et"):
        return bool(left.kinds & FIELD and right.kinds & FIELD and not left.kinds & (HEAD | DEMONYM | PLACE))
    return False


_OF = frozenset("of for of the for the on against de del du des de la der für to de los dos do da di della without the".split(" ")) | {
    "of the", "for the", "de la", "de los", "de las", "on the", "without", "à la", "e della", "voor", "van de", "van",
}  # fmt: skip


def _continues(words: list[Word], first: int, index: int) -> bool:
    """Whether the name goes on: "Ministry | of Foreign Affairs", "Security | and Cooperation"."""
    word, before = words[index], words[index - 1]
    if word.kinds & TITLE and not word.kinds & (FIELD | GIVEN):
        return False
    if word.link.startswith("~"):
        return word.link[1:] in _OF and not (word.kinds & GIVEN and index + 1 < len(words))
    if not word.link:
        return not word.kinds & GIVEN and index - 1 > first and any(w.link for w in words[first + 1 : index])
    if word.link in _OF:
        return True
    linked = any(w.link in _OF for w in words[first + 1 : index])
    if word.link in ("and", "&", "und", "et", "y"):
        return linked and bool(word.kinds & FIELD) and not before.kinds & (PLACE | DEMONYM)
    return word.link == "in" and linked and bool(word.kinds & PLACE) and index == len(words) - 1


def _type(words: list[Word], lex: Lexicon) -> ActorType:
    """What the noun makes of it: the last one wins, "News Agency" is media, a state's army is government."""
    texts = [w.text for w in words]
    if texts[-1] == "Agency" and "News" in texts:
        return "media"
    found = [lex.heads[t] for t in (t if t in lex.heads else stem(t) for t in texts) if t in lex.heads]
    if len(found) > 1 and texts[0] in lex.heads and any(w.link for w in words[1:]):
        found = found[:1]
    kind = found[-1] if found else "organisation"
    if kind == "armed_group" and any(w.kinds & DEMONYM for w in words) and texts[-1] == "Forces" and len(words) == 3:
        return "government" if words[1].text in ("Armed", "Security", "Defence", "Defense", "Air", "Police") else kind
    return kind


def _plain(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    """A run without title and organisation noun."""
    whole = words
    while len(words) > 1 and words[0].kinds & DEMONYM and not words[0].kinds & GIVEN:
        words = words[1:]
    kinds = [w.kinds for w in words]
    start, end = words[0].start, words[-1].end
    if len(words) > 1 and kinds[-1] & SUFFIX:
        yield Part(whole[0].start, end, "organisation", "company form", "company")
    elif len(words) == 1:
        yield from _single(words[0])
    elif _is_place(words, lex) or kinds[-1] & THING or (_in_capitals(words) and not kinds[0] & GIVEN):
        return
    elif len(words) <= LONGEST_PERSON and _is_person(words):
        yield Part(start, end, "person", "given name")
    elif any(k & (FIELD | DEMONYM | PLACE) for k in kinds) or len(words) > LONGEST_PERSON - 1:
        yield from _person_inside(words)
    else:
        yield Part(start, end, "unknown", "sequence")


def _single(word: Word) -> Iterator[Part]:
    text = word.text
    if word.kinds & (THING | SUFFIX | STOP | TIME):
        return
    bare = text.replace(".", "")
    if len(bare) > 1 and bare.isupper() and not bare.isdigit():
        unknown = bare not in lexicon().capitals and text not in lexicon().capitals
        if unknown and not word.kinds & (PLACE | STOP) and len(bare) <= 8 and not any(c.isdigit() for c in bare):
            yield Part(word.start, word.end, "acronym", "acronym")
    elif not word.kinds & (FIELD | DEMONYM | PLACE | GEO) or word.kinds & GIVEN:
        yield Part(word.start, word.end, "single", "sequence")
    elif not word.kinds & DEMONYM:
        yield Part(word.start, word.end, "word", "sequence")


def _is_place(words: list[Word], lex: Lexicon) -> bool:
    if _phrase(words).lower() in lex.places or _phrase(words) in lex.demonyms:
        return True
    if words[-1].kinds & GEO and not words[0].kinds & GIVEN:
        return True
    return (
        bool(words[0].kinds & GEO)
        and not words[0].kinds & GIVEN
        or bool(words[-1].kinds & GEO and len(words) == 2 and words[-1].text in _SURE)
    )


_SURE = frozenset(
    "River Province County District Airport Street Avenue Boulevard Island Islands Valley Mountains Falls Governorate".split()
)


def _is_person(words: list[Word]) -> bool:
    first = words[0].kinds
    if first & GIVEN and not (first & FIELD and len(words) > 2) and not words[-1].kinds & (DEMONYM & ~GIVEN):
        return not first & DEMONYM or bool(first & ARABIC) or not words[-1].kinds & FIELD
    if any(w.kinds & FIELD or w.kinds & DEMONYM for w in words):
        return False
    if any(w.link.startswith("~") for w in words[1:]) or _has_article(words[-1].text):
        return True
    if any(w.text.endswith(".") and len(w.text) in (2, 4) for w in words[:-1]) and not words[0].kinds & PLACE:
        return True
    return bool(words[1].kinds & GIVEN) and not first & PLACE


def _in_capitals(words: list[Word]) -> bool:
    return all(w.text.isupper() and len(w.text) > 1 for w in words)


def _has_article(text: str) -> bool:
    return text[:3] in ("al-", "el-", "Al-", "El-") and len(text) > 4


def _person_inside(words: list[Word]) -> Iterator[Part]:
    """A person behind other words: "Human Rights Volker Türk", "Black Sea Ivan Petrov"."""
    for index in range(1, len(words) - 1):
        rest = words[index:]
        kinds = rest[0].kinds
        if kinds & GIVEN and not kinds & (FIELD | DEMONYM | PLACE) and len(rest) <= 3 and _is_person(rest):
            yield Part(rest[0].start, rest[-1].end, "person", "given name")
            return


def intern(text: str) -> str:
    """One copy of a name that comes often."""
    return sys.intern(text)
