"""What is a capitalised sequence by its own words: a person, a body, neither, or who knows?

A sequence is read without its surroundings, so that the reading can be kept: names come again and again. What stands
around it ("said", "militia leader") is asked in indexer/naming/roles.py, the rest of the article in coreference.py.
"""

from __future__ import annotations

from collections.abc import Iterator

from indexer.naming.bodies import joins, one_name
from indexer.naming.cases import is_cyrillic
from indexer.naming.lexicon import (
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
from indexer.naming.untitled_names import LONGEST_PERSON, glued, untitled
from indexer.naming.wording import GENERATIONS, Part, Word, words_of

_FIELDS_TOO = frozenset(
    ("General", "Republican", "Democrat", "Justice", "Executive", "Private", "Major", "Prime", "Premier", "Kaiser",
     "Anchor", "Marshall", "Chaplain", "Master")
)  # fmt: skip
"""Titles that are adjectives or names too: "Pacific Justice Institute"."""
_NAMESAKES = frozenset(
    ("King", "Queen", "Prince", "Princess", "Duke", "Lady", "Bishop", "Emperor", "Imam", "Saint", "Sultan")
)
"""Titles of those whom bodies are named after: "King Fahd University"."""
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
    return tuple(_with_head_after_alias(surface, parts)) if len(parts) > 1 else tuple(parts)


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


_THEIRS = frozenset(("Administration", "Government", "Regime", "Cabinet"))


def _with_head_after_alias(surface: str, parts: list[Part]) -> Iterator[Part]:
    """ "UN" and "Commission of Inquiry", side by side, are one organisation; "Obama Administration" speaks of Obama."""
    for index, part in enumerate(parts):
        after = parts[index + 1] if index + 1 < len(parts) else None
        before = parts[index - 1] if index else None
        if part.sort == "alias" and after and _is_head_of(part, after):
            if surface[after.start : after.end] in _THEIRS:
                yield part
            continue
        if before and before.sort == "alias" and _is_head_of(before, part):
            if surface[part.start : part.end] not in _THEIRS:
                yield part._replace(start=before.start, sort="organisation")
        else:
            yield part


def _is_head_of(alias: Part, after: Part) -> bool:
    return after.rule == "organisation noun" and after.start - alias.end == 1


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
    if title == 0 and words[0].text in _NAMESAKES and words[-1].kinds & HEAD and words[-1].text not in lex.surnames:
        title = -1
    if title == 0 and words[-1].kinds & SUFFIX and not any(w.link or w.text.endswith(".") for w in words):
        title = -1  # "Crown Crafts Inc"
    if title < 0:
        yield from untitled(words, lex)
        return
    before, after = words[:title], words[title + 1 :]
    if before and before[-1].text in ("Bureau", "Press"):
        before = []
    while before and before[-1].kinds & (TITLE | FIELD) and not before[-1].kinds & HEAD:
        before = before[:-1]
    if before and any(w.kinds & HEAD for w in before) and not before[-1].kinds & THING:
        yield from untitled(before, lex)
    yield from _titled(words[title].text, after, lex)


def _is_name_here(words: list[Word], index: int) -> bool:
    """A title word that is a name: "Marshall" behind a given name, "King" in "Martin Luther King"."""
    word = words[index]
    if index == 0 or word.text.endswith("."):
        return bool(word.kinds & GIVEN) and index + 1 < len(words) and not word.link
    before = words[index - 1]
    last = index == len(words) - 1
    if last and words[0].kinds & GIVEN and (word.text in GENERATIONS or _is_initial(before)):
        return True
    return (
        bool(before.kinds & GIVEN)
        and not before.kinds & (TITLE | HEAD | DEMONYM)
        and (last or bool(word.kinds & GIVEN))
    )


def _is_initial(word: Word) -> bool:
    return len(word.text) == 2 and word.text.endswith(".")


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
        yield from untitled(words[len(person) :], lex)


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
        if len(person) >= 2 and word.kinds & (HEAD | THING) and not (word.kinds & GIVEN or word.text in GENERATIONS):
            break
        if len(person) >= 2 and word.text == person[0].text:  # the name once more, in full
            break
        if glued(word):
            break
        person.append(word)
    return person
