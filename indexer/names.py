"""What is a capitalised sequence by its own words: a person, a body, neither, or who knows?

A sequence is read without its surroundings, so that the reading can be kept: names come again and again. What stands
around it ("said", "militia leader") is asked in indexer/roles.py, the rest of the article in indexer/coreference.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.bodies import body_type, bounds, joins, one_name
from indexer.cases import is_cyrillic
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
from indexer.wording import Part, Word, phrase, words_of

LONGEST_PERSON = 5
_GLUED = re.compile(r"[a-z]{3}[A-Z]")  # "TrumpGOP": words that lost the blank between them
_FIELDS_TOO = ("General", "Republican", "Democrat")
_AND = frozenset(("and", "und", "et", "y", "e", "ve", "и", "och", "en"))


def read(surface: str, aliases: tuple[tuple[int, int], ...] = ()) -> tuple[Part, ...]:
    """The actors that a sequence holds by its own words; `aliases` are pieces that a table knows, as offsets in it."""
    lex = lexicon()
    parts: list[Part] = []
    words = words_of(surface, lex)
    for group in _groups(words, aliases):
        if isinstance(group, Part):
            parts.append(group)
        else:
            parts.extend(_read_group(group, lex))
    return tuple(_with_head_after_alias(parts)) if len(parts) > 1 else tuple(parts)


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
        if (word.kinds & TIME and not word.kinds & GIVEN) or (word.kinds & STOP and not word.kinds & _NAMED):
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


_NAMED = GIVEN | FIELD | HEAD | TITLE | GEO


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
    while (
        len(words) > 1
        and words[0].kinds & STOP
        and not words[0].kinds & (GIVEN | GEO)
        and not words[1].kinds & (FIELD | HEAD | PLACE)
    ):
        words = words[1:]
    for index in range(len(words) - 1, 0, -1):
        if words[index].link in _AND and not joins(words, index) and not one_name(words, index):
            yield from _read_group(words[:index], lex)
            yield from _read_group(words[index:], lex)
            return
    title = len(words) - 1
    while title >= 0 and not (words[title].kinds & TITLE and not _is_name_here(words, title)):
        title -= 1
    if title >= 0 and words[-1].kinds & (SUFFIX | HEAD) and words[title].text in _FIELDS_TOO:
        title = -1
    if title < 0:
        yield from _untitled(words, lex)
        return
    before, after = words[:title], words[title + 1 :]
    if before and before[-1].text == "Bureau":
        before = []
    while before and before[-1].kinds & (TITLE | FIELD) and not before[-1].kinds & HEAD:
        before = before[:-1]
    if before and any(w.kinds & HEAD for w in before) and not before[-1].kinds & THING:
        yield from _untitled(before, lex)
    yield from _titled(words[title].text, after, lex)


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


def _titled(title: str, words: list[Word], lex: Lexicon) -> Iterator[Part]:
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
    if not person or (person[0].link and not person[0].link.startswith("~")) or _is_no_surname(person, title):
        return
    yield Part(person[0].start, person[-1].end, "person", "title")
    if len(person) < len(words):
        yield from _untitled(words[len(person) :], lex)


_ADDRESSES = frozenset(
    (
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Sir",
        "President",
        "Sen",
        "Rep",
        "Gov",
        "Gen",
        "Senator",
        "Judge",
        "Justice",
        "Sheikh",
    )
)


_NOBLE = frozenset(("Herr", "Frau", "Präsident", "Bundespräsident", "Kanzler", "Prinz", "Prinzessin", "Baron", "Dr"))


def _is_no_surname(person: list[Word], title: str) -> bool:
    """Whether what stands behind a title names nobody: "Miss Universe", "Mother Russia", "King County"."""
    if len(person) > 1:
        return bool(person[-1].kinds & (THING | GEO)) and not any(w.kinds & GIVEN for w in person)
    kinds = person[0].kinds
    if kinds & (DEMONYM | HEAD | THING) or _is_russian_filler(person[0]):
        return True
    if person[0].link == "~von" and title not in _NOBLE:  # "Geschäftsführer von Nordkai"
        return True
    return bool(kinds & (PLACE | GEO | FIELD)) and not kinds & GIVEN and title.rstrip(".") not in _ADDRESSES


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
        if len(person) >= 2 and word.text == person[0].text:  # the name once more, in full
            break
        if _GLUED.search(word.text):
            break
        person.append(word)
    return person


def _untitled(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    if not words or _is_known_place(words, lex) or any([_GLUED.search(w.text) for w in words[1:]]):
        return
    heads = [i for i, w in enumerate(words) if w.kinds & HEAD]
    if heads and not _looks_personal(words):
        yield from _organisation(words, heads, lex)
        return
    for run in _runs(words):
        yield from _plain(run, lex)


def _looks_personal(words: list[Word]) -> bool:
    """ "Brooke Bank", "Hugh Guardian": two words, the first a given name and nothing else."""
    return (
        len(words) == 2
        and bool(words[0].kinds & GIVEN)
        and not words[0].kinds & (FIELD | PLACE | DEMONYM | HEAD)
        and not words[1].link
        and words[1].text in lexicon().surnames
    )


def _runs(words: list[Word]) -> Iterator[list[Word]]:
    """Pieces between "of", "and", "for": names on their own."""
    run: list[Word] = []
    for word in words:
        if run and word.link and not word.link.startswith("~"):
            yield run
            run = []
        run.append(word if run or not word.link or word.link.startswith("~") else word._replace(link=""))
    if run:
        yield run


def _organisation(words: list[Word], heads: list[int], lex: Lexicon) -> Iterator[Part]:
    """The organisation around its noun, and what stands before and behind it."""
    first, last = bounds(words, heads, lex)
    if first:
        yield from _untitled(words[:first], lex)
    body = words[first : last + 1]
    start = body[0].start
    name = phrase([body[0]._replace(link=""), *body[1:]] if body[0].link else body)
    if name.lower() in lex.places or name in lex.nobodies:
        pass
    elif last + 1 < len(words) and words[last + 1].text in lex.laws and not words[last + 1].link:
        last += 1
    elif len(body) == 1 and not body[0].text[1:].isupper():
        yield Part(start, body[-1].end, "single", "organisation noun", body_type(body, lex))
    elif not _is_thing(body):
        yield Part(start, body[-1].end, "organisation", "organisation noun", body_type(body, lex))
    if last + 1 < len(words):
        yield from _untitled(words[last + 1 :], lex)


def _is_thing(body: list[Word]) -> bool:
    """Whether the last noun makes it a place or a matter: "Security Council Resolution", "University Street"."""
    last = body[-1].kinds
    if last & GEO and not any(w.kinds & HEAD and not w.kinds & GEO for w in body):
        return True
    return bool(last & THING and not last & HEAD and not body[0].kinds & HEAD)


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
    elif _is_place(words, lex) or _is_matter(words) or (_in_capitals(words) and not kinds[0] & GIVEN):
        return
    elif len(words) <= LONGEST_PERSON and _is_person(words):
        yield Part(start, end, "person", "given name")
    elif any(k & (FIELD | DEMONYM | PLACE) for k in kinds) or len(words) > LONGEST_PERSON - 1:
        yield from _person_inside(words)
    else:
        yield Part(start, end, "unknown", "sequence")


def _is_matter(words: list[Word]) -> bool:
    """Whether the last word, or the first, makes it a matter: "Melora Regatta Final", "Acuerdo de Toledo"."""
    return bool(words[-1].kinds & THING) or bool(words[0].kinds & THING and not words[0].kinds & (GIVEN | HEAD | TITLE))


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


def _is_known_place(words: list[Word], lex: Lexicon) -> bool:
    """Whether the words are the name of a place or of its people."""
    name = phrase(words)
    return name.lower() in lex.places or name in lex.demonyms


def _is_place(words: list[Word], lex: Lexicon) -> bool:
    if _is_known_place(words, lex):
        return True
    if words[-1].kinds & GEO and (not words[0].kinds & GIVEN or words[-1].text in lex.grounds):
        return True
    return bool(words[0].kinds & GEO) and not words[0].kinds & GIVEN


_WEAK = frozenset(
    ["y", "e", "de", "la", "le", "del", "della", "di", "da", "do", "dos",
     "das", "du", "an", "ad", "ar", "der", "den", "zu", "zum", "zur"]
)  # fmt: skip


def _is_person(words: list[Word]) -> bool:
    first = words[0].kinds
    if first & GIVEN and not (first & FIELD and len(words) > 2) and not words[-1].kinds & (DEMONYM & ~GIVEN):
        return not first & DEMONYM or bool(first & ARABIC) or not words[-1].kinds & FIELD
    if any(w.kinds & FIELD or w.kinds & DEMONYM for w in words):
        return False
    if any(w.link.startswith("~") and not _WEAK.issuperset(w.link[1:].split()) for w in words[1:]):
        return True
    if _has_article(words[-1].text):
        return True
    if any(w.text.endswith(".") and len(w.text) in (2, 4) for w in words[:-1]) and not words[0].kinds & PLACE:
        return True
    return (
        bool(words[1].kinds & GIVEN) and not first & PLACE and not (len(words[0].text) > 1 and words[0].text.isupper())
    )


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
