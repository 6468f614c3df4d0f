"""What is a run of capitalised words without a title: a person, a body, a place or matter (which are nobody)?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.naming.bodies import body_type, bounds
from indexer.naming.lexicon import (
    ARABIC,
    DEMONYM,
    FIELD,
    FIRST,
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
from indexer.naming.wording import GENERATIONS, Part, Word, phrase

LONGEST_PERSON = 5
_GLUED = re.compile(r"[a-z]{3}[A-Z]")


def glued(word: Word) -> bool:
    """Whether words lost the blank between them: "TrumpGOP"."""
    return _GLUED.search(word.text) is not None


def untitled(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    """The actors in a run of words without a title."""
    if not words or _is_known_place(words, lex) or any(glued(w) for w in words[1:]):
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
        yield from untitled(words[:first], lex)
    body = words[first : last + 1]
    start = body[0].start
    name = phrase([body[0]._replace(link=""), *body[1:]] if body[0].link else body)
    if name.lower() in lex.places or name in lex.nobodies or _ends_as_a_state(body, lex):
        pass
    elif last + 1 < len(words) and _makes_it_a_matter(words[last + 1], lex):
        last += 1
    elif len(body) == 1 and not body[0].text[1:].isupper():
        yield Part(start, body[-1].end, "single", "organisation noun", body_type(body, lex))
    elif not _is_thing(body):
        yield Part(start, body[-1].end, "organisation", "organisation noun", body_type(body, lex))
    if last + 1 < len(words):
        yield from untitled(words[last + 1 :], lex)


def _ends_as_a_state(body: list[Word], lex: Lexicon) -> bool:
    """Whether the last two words are a state's name that ends in a body's noun: "Communist Soviet Union"."""
    return (
        len(body) > 2 and not body[-1].link and bool(body[-1].kinds & HEAD) and phrase(body[-2:]).lower() in lex.places
    )


def _makes_it_a_matter(word: Word, lex: Lexicon) -> bool:
    """Whether the word behind a body makes a place or a law of both: "Military Airfield"."""
    return not word.link and (word.text in lex.laws or bool(word.kinds & GEO and not word.kinds & (HEAD | GIVEN)))


def _is_thing(body: list[Word]) -> bool:
    """Whether the last noun makes it a place or a matter: "Security Council Resolution", "University Street"."""
    last = body[-1].kinds
    nouns = body if any(w.link for w in body) else body[1:]  # the first alone makes no body: "Union Station"
    if last & GEO and not any(w.kinds & HEAD and not w.kinds & GEO for w in nouns):
        return True
    return bool(last & THING and not last & HEAD and not body[0].kinds & HEAD)


def _plain(words: list[Word], lex: Lexicon) -> Iterator[Part]:
    """A run without title and organisation noun."""
    if len(words) > 2 and words[-1].text in GENERATIONS and not words[-1].link:
        for part in _plain(words[:-1], lex):
            named = part.sort in ("person", "unknown") and part.end == words[-2].end
            yield part._replace(end=words[-1].end) if named else part
        return
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
    elif len(words) <= LONGEST_PERSON and (_is_person(words) or _has_first_name(words)):
        yield Part(start, end, "person", "given name")
    elif any(k & (FIELD | DEMONYM | PLACE) for k in kinds) or len(words) > LONGEST_PERSON - 1:
        yield from _person_inside(words)
    else:
        yield Part(start, end, "unknown", "sequence")


def _is_matter(words: list[Word]) -> bool:
    """Whether the last word, or the first, makes it a matter: "Melora Regatta Final", "Acuerdo de Toledo"."""
    if _looks_personal(words):
        return False
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
    if (
        len(words) == 2
        and len(words[0].text) > 3
        and first == GIVEN
        and words[1].kinds == DEMONYM
        and not words[1].link
    ):
        return True  # "Ian Fleming"
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
    if not words[1].kinds & GIVEN or words[1].kinds & TIME or words[0].text[1:2] == "-":  # "R-South Carolina"
        return False
    return not first & PLACE and not (len(words[0].text) > 1 and words[0].text.isupper())


_NO_SURNAME = FIELD | DEMONYM | PLACE | GEO | THING | HEAD


def _has_first_name(words: list[Word]) -> bool:
    """Whether a name of the wider table stands before one or two words that say nothing else."""
    if not words[0].kinds & FIRST or len(words) > 3:
        return False
    return not any(w.kinds & _NO_SURNAME or (w.link and not w.link.startswith("~")) for w in words[1:])


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
