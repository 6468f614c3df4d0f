"""Which names stand in a text of a script without capitals? Arabic and Persian, by given names, titles and nouns.

A person begins with a given name or behind a title, a nationality or a verb of saying; an organisation begins with its
noun, or stands in quotation marks behind it. All end at the first word that is never part of a name. The small words
that Arabic writes onto a name (و ف ب ل ك) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.matching import fold
from indexer.naming.arabic_words import PREFIXES, WORD, Token, Words, reading, runs, table
from indexer.naming.coreference import Candidate
from search.article import ActorType, Rule, Zone

LANGUAGES = ("ar", "fa")
_OF = frozenset(("بن", "ابن", "ابو", "ابي", "ال", "عبد", "ولد", "بنت", "ام", "دي", "فان", "فون", "دو", "لو", "ديل"))
_PLURALS = ("ون", "ين", "ات", "اء", "وا", "تم", "نا", "ية", "يه", "ها", "هم", "ه")
_SAINTS = frozenset(("سان", "سانت", "سانتا", "ساو", "سانتو"))
_NO_NAME = ("ه", "ات", "هم", "ها", "ية")
_PERSIAN_COUNTRIES = frozenset(("روسيه", "تركيه", "سوريه"))
LONGEST = 5


def unmarked(zone: Zone, text: str, surnames: frozenset[str], language: str) -> Iterator[Candidate]:
    """The persons and organisations of a text, and the surnames alone of the persons that stand in it in full."""
    quoted = list(_quoted(zone, text, surnames, language))
    named = _named(zone, text, surnames, language)
    found = quoted + [c for c in named if not any(c.start < q.end and q.start < c.end for q in quoted)]
    yield from found
    yield from _surnames_alone(zone, text, found, surnames, language)


_QUOTED = re.compile(r"[«“\"] ?(\w[^«»“”\"\n.:،؛]{0,40}?\w) ?[»”\"]")


def _quoted(zone: Zone, text: str, surnames: frozenset[str], language: str) -> Iterator[Candidate]:
    """The bodies whose name stands in quotation marks behind what they are: "the newspaper «X»"."""
    words = table(language)
    for match in _QUOTED.finditer(text):
        head = text[max(0, match.start() - 16) : match.start()].rstrip(" ").rpartition(" ")[2]
        kind = words.heads.get(reading(head, surnames, language)[1][1]) if head else None
        if kind is None:
            continue
        inside = [reading(word, surnames, language)[1][0] for word in match[1].split()]
        if len(inside) <= 4 and not any(_is_grammar(word, words) for word in inside):
            yield Candidate(zone, *match.span(1), match[1], kind, "announced", "organisation", True)


def _surnames_alone(
    zone: Zone, text: str, found: list[Candidate], known: frozenset[str], language: str
) -> Iterator[Candidate]:
    words = table(language)
    last = {fold(c.name).plain.split()[-1] for c in found if c.type == "person" and " " in c.name and c.sure}
    last = {w for w in last if len(w) > 3 and not w.startswith("ال") and not w.endswith(_NO_NAME)}
    last = {w for w in last if not _is_grammar(w, words) and w not in words.roles and w not in words.doubtful}
    if not last:
        return
    taken = [(c.start, c.end) for c in found]
    for match in WORD.finditer(text):
        word = reading(match.group(), known, language)[1][0]
        skipped = 0 if word in last else 1
        if word[skipped:] not in last or (skipped and word[0] not in PREFIXES):
            continue
        start, end = match.start() + skipped, match.end()
        if not any(a < end and start < b for a, b in taken):
            yield Candidate(zone, start, end, text[start:end], "person", "surname", "person")


def _named(zone: Zone, text: str, surnames: frozenset[str], language: str) -> Iterator[Candidate]:
    """The persons and organisations of a text in Arabic or Persian, in order and without overlap.

    `surnames` are those of known persons, folded: they may stand alone.
    """
    words = table(language)
    for run in runs(text, surnames, language):
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


def _person(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    token = run[index]
    if token.word == "باسم" and index and run[index - 1].bare in words.titles:  # "spokesman for", not Basem
        return None
    servant = token.bare == "عبد" and index + 1 < len(run) and run[index + 1].word.startswith("ال")
    if token.bare in words.given or servant:
        last = _extent(run, index, words)
        titled = _is_titled(run, index, words)
        if last == index and not titled and not _may_stand_alone(run, index, words):
            return None
        if token.bare in words.doubtful and not (titled or servant or _sure_second(run[index + 1], words)):
            return None
        return index, last, "title" if titled else "given name", "person"
    if token.bare in words.titles:
        return _behind_title(run, index, words)
    if token.bare in words.nationals:
        return _behind_national(run, index, words)
    if token.word in words.says and index + 1 < len(run):
        return _behind_verb(run, index + 1, words)
    return None


def _may_stand_alone(run: list[Token], index: int, words: Words) -> bool:
    """Whether a given name without more is a person: no word or city too, and not "San Francisco"."""
    if run[index].bare not in words.lone or (index and run[index - 1].word in _SAINTS):
        return False
    return _ends(run, index + 1, words)


def _is_titled(run: list[Token], index: int, words: Words) -> bool:
    """Whether a title or a role stands before, past "French", "former" and "of foreign affairs"."""
    for before in reversed(run[max(0, index - 4) : index]):
        if before.bare in words.titles or before.word in words.roles:
            return True
        if before.word not in words.adjectives and before.bare not in words.nationals:
            return False
    return False


def _sure_second(token: Token, words: Words) -> bool:
    return token.bare in words.given or token.bare in _OF or (token.word.startswith("ال") and token.word.endswith("ي"))


def _extent(run: list[Token], index: int, words: Words) -> int:
    """The last word of the person that begins at `index`: given names, "bin", and one family name."""
    last = index
    family = 0
    while last + 1 < len(run) and last - index < LONGEST - 1:
        after = run[last + 1]
        if not after.word or _is_grammar(after.word, words) or after.bare in words.titles:
            break
        if after.word in words.adjectives or after.bare in words.heads or after.bare in words.roles:
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


def _is_grammar(word: str, words: Words) -> bool:
    """Whether a word ends every name, by itself or with a small word written onto it."""
    if word in words.stops or word in words.says:
        return True
    return len(word) > 3 and word[0] in PREFIXES and word[1:] in words.stops


def _behind_title(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """The name behind "the president", past "Russian" and "former"."""
    first = index + 1
    while first < len(run) and first - index <= 3 and _is_adjective(run[first], words):
        first += 1
    return _name_at(run, first, words)


def _is_adjective(token: Token, words: Words) -> bool:
    return token.word in words.adjectives or token.bare in words.nationals


def _name_at(run: list[Token], first: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """The name at a place where one is awaited: of a given name, or of one or two words that may be foreign."""
    if first >= len(run) or not _may_begin(run[first], words):
        return None
    if run[first].bare in words.given:
        return first, _extent(run, first, words), "title", "person"
    if run[first].word.startswith("ال") or run[first].word.endswith(_NO_NAME):
        return None
    last = _unknown_extent(run, first, words)
    return (first, last, "title", "person") if _ends(run, last + 1, words) else None


def _behind_national(run: list[Token], index: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """The name behind "the Frenchman": a nationality that is itself the noun, since none stands before it."""
    before = run[index - 1] if index else None
    alone = before is None or not before.word or before.word in words.stops or before.word in words.says
    if alone or (index + 1 < len(run) and run[index + 1].bare in words.given):
        return _name_at(run, index + 1, words)
    return None


def _ends(run: list[Token], index: int, words: Words) -> bool:
    """Whether a name ends before this place: at a word of the grammar, at an article or where another name begins."""
    if index >= len(run):
        return True
    token = run[index]
    plain = not token.word or token.word in words.stops or token.word in words.says or token.begins
    return plain or token.word.startswith(("ال", "لل", "وال", "بال"))


def _behind_verb(run: list[Token], first: int, words: Words) -> tuple[int, int, Rule, ActorType] | None:
    """ "And Blair said": a word that is no common noun, before a word that ends every name."""
    if run[first].bare in words.given:
        lone = run[first].bare not in words.sources and _extent(run, first, words) == first
        lone = lone and _ends(run, first + 1, words)
        return (first, first, "said", "person") if lone else None
    if not _may_be_foreign(run[first], words):
        return None
    last = first
    if first + 1 < len(run) and _may_be_foreign(run[first + 1], words) and run[first + 1].word[0] not in "وب":
        last += 1
    return (first, last, "said", "person") if _ends(run, last + 1, words) else None


def _may_be_foreign(token: Token, words: Words) -> bool:
    word = token.word
    if not _may_begin(token, words) or word in words.sources or word.startswith("ال") or word.endswith(_PLURALS):
        return False
    return len(word) > 3 or token.bare in words.given


def _may_begin(token: Token, words: Words) -> bool:
    word = token.word
    return (
        bool(word)
        and not _is_grammar(word, words)
        and token.bare not in words.titles
        and token.bare not in words.roles
        and token.bare not in words.heads
        and word not in words.adjectives
        and (token.bare not in words.places or token.bare in words.given)
        and len(word) > 2
        and not word.startswith(("وال", "بال", "لل", "تت", "يت"))
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
    if f"{head.bare} {after.word}" in words.nobodies or after.word.startswith("لل"):
        return True
    return after.word.endswith("يه") and not after.word.startswith("ال") and after.word not in _PERSIAN_COUNTRIES
