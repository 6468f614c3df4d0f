"""What do the words around a piece of a capitalised sequence make of it?"""

from __future__ import annotations

import re
from dataclasses import dataclass

from indexer.matching import fold
from indexer.naming.actor_table import ActorTable
from indexer.naming.cases import is_cyrillic
from indexer.naming.coreference import Candidate
from indexer.naming.lexicon import TITLE, is_given, lexicon
from indexer.naming.roles import acts, after, announced, before, begins_sentence, lives
from indexer.naming.wording import Part
from search.article import ActorType, Rule, Zone

TITLES_ARE_CAPITAL = ("en", "de", "und")
NOUNS_ARE_CAPITAL = ("de", "lb")
_CYRILLIC = ("ru", "uk", "bg", "mk", "sr", "be")
_QUOTED = (("«", "»"), ("“", "”"), ("„", "“"), ('"', '"'))
_ARTICLES = {
    language: tuple(f" {word} " for word in words.split())
    for language, words in {
        "es": "el la los las del al", "gl": "o a os as do da dos das", "ca": "el la els les del dels al als",
        "pt": "o os as do da dos das no na nos nas ao aos", "fr": "le la les du des au aux", "nl": "de het",
        "it": "il lo la gli i le del della dello dei degli delle al alla nel nella dal dalla sul sulla",
    }.items()
}  # fmt: skip
"""Articles, behind which no person stands."""
_NO_PART = re.compile(r"\b(?:[А-ЯЁ]{2,}|[A-Za-z]+\d*)\b")


@dataclass(frozen=True, slots=True)
class Body:
    """A title or a text, and how its capitals are to be read."""

    zone: Zone
    text: str
    language: str
    table: ActorTable
    headline: bool


def judge(body: Body, start: int, end: int, part: Part) -> Candidate | None:
    """The part as a candidate, after a look at the words around it; None if nothing speaks for it."""
    name = body.text[start:end]
    candidate = Candidate(body.zone, start, end, name, part.type, part.rule, part.sort)
    match part.sort:
        case "person" if (
            " el " in name and " el " in _ARTICLES.get(body.language, ()) and not is_given(name.split()[0])
        ):
            return None  # "Cruzaron el Vado Real"
        case "person":
            start = candidate.start = start + _before_the_name(name, part, body.language)
            name = candidate.name = body.text[start:end]
            candidate.type, candidate.sure = "person", part.rule == "title" or not body.headline
            if part.rule == "title" and " " not in name:
                candidate.label = _title_before(body.text, start)
                if body.headline:
                    candidate.sort = "single"
        case "organisation":
            candidate.sure = not body.headline and name.rpartition(" ")[2] not in _VENTURES
            candidate.start = _with_number(body.text, candidate)
            candidate.name = body.text[candidate.start : end]
        case "acronym" if body.text.startswith(":", end) and begins_sentence(body.text, start):
            return None  # the label of who speaks: "ANSWER: Yes"
        case "acronym":
            candidate.backed = bool(after(body.text, end, multiple=False)[0]) or _stands_alone(body.text, start)
            return None if body.headline else candidate
        case "single" | "unknown":
            return _lone_noun(body, candidate) if part.rule == "organisation noun" else _by_context(body, candidate)
    return candidate


_VENTURES = frozenset(("Initiative", "Programme", "Program", "Project", "Plan", "Scheme", "Campaign", "Mission"))
_UNITS = frozenset(("Division", "Brigade", "Regiment", "Battalion", "Corps", "Army", "Fleet", "Wing", "Squadron"))
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th) $")


def _with_number(text: str, candidate: Candidate) -> int:
    """Where a unit's name begins with its number: "42nd Armoured Brigade"."""
    if candidate.name.rpartition(" ")[2] not in _UNITS:
        return candidate.start
    number = _ORDINAL.search(text, max(0, candidate.start - 7), candidate.start)
    return number.start() if number else candidate.start


def _before_the_name(name: str, part: Part, language: str) -> int:
    """The length of what stands before a person's name: a German noun ("Olympiasieger"), "M." in French."""
    if language == "fr" and name.startswith("M. "):
        return 3
    first, _, rest = name.partition(" ")
    if language not in NOUNS_ARE_CAPITAL or part.rule != "given name" or rest.count(" ") == 0 or is_given(first):
        return 0
    return len(first) + 1 if is_given(rest.partition(" ")[0]) else 0


def _stands_alone(text: str, start: int) -> bool:
    """Whether an acronym stands behind "the", or "by", as bodies do: "the TSA"."""
    return text[max(0, start - 4) : start] in ("the ", "The ") or text[max(0, start - 4) : start] == " by "


_BARE = frozenset(("Parliament", "Congress"))  # that need no article, so that their capital speaks in every place


def _lone_noun(body: Body, candidate: Candidate) -> Candidate | None:
    """ "Parliament", "the Senate": a body of the state where the capital says something; "Bank" is none."""
    role, kind = after(body.text, candidate.end, multiple=False)
    initial = begins_sentence(body.text, candidate.start)
    if role == "organisation" and not initial and body.language not in NOUNS_ARE_CAPITAL:
        return _as(candidate, "organisation", kind, "organisation noun")
    if body.headline or candidate.type != "government" or (initial and candidate.name not in _BARE):
        return None
    candidate.sort = "generic"
    return candidate


def _by_context(body: Body, candidate: Candidate) -> Candidate:
    """Words that could be anything, by what stands around them."""
    multiple = " " in candidate.name
    nouns = body.language in NOUNS_ARE_CAPITAL
    role, kind = after(body.text, candidate.end, multiple=multiple)
    if not multiple and not nouns and role and _folded(candidate.name) in body.table.surnames:
        return _as(candidate, "person", "person", "known surname")
    if role == "organisation" and not nouns and (multiple or not begins_sentence(body.text, candidate.start)):
        return _as(candidate, "organisation", kind, "organisation noun")
    if announcer := announced(body.text, candidate.start):
        return _as(candidate, "organisation", announcer, "announced", sure=not body.headline)
    if multiple and is_cyrillic(candidate.name) and not _without_foreign_words(body, candidate):
        return candidate
    if found := before(body.text, candidate.start):
        return _as(candidate, "person", "person", found, sure=multiple)
    if nouns or (body.headline and multiple):
        candidate.sort = "single"
    elif role == "said" and (multiple or not body.text.startswith(", ", candidate.end)):
        return _as(candidate, "person", "person", "said", sure=multiple)
    elif multiple and _is_person_by_capitals(body, candidate):
        return _as(candidate, "person", "person", candidate.rule)
    elif multiple and body.language == "en" and lives(body.text, candidate.end):
        return _as(candidate, "person", "person", "verb")
    elif multiple or body.headline:
        return candidate
    elif _folded(candidate.name) in body.table.surnames:
        return _as(candidate, "person", "person", "known surname")
    elif body.language == "en" and candidate.sort == "single" and _acts(body, candidate):
        return _as(candidate, "person", "person", "verb")
    return candidate


def _without_foreign_words(body: Body, candidate: Candidate) -> bool:
    """Cut a Cyrillic name behind a word in capitals or Latin letters ("министр ФРГ | Штеффен Штайн"), if two are left.

    False when such a word is in the name all the same: no person is called so.
    """
    foreign = list(_NO_PART.finditer(candidate.name))
    if foreign and " " in candidate.name[foreign[-1].end() :].strip():
        candidate.start += foreign[-1].end() + 1
        candidate.name = body.text[candidate.start : candidate.end]
        return True
    return not foreign


def _is_person_by_capitals(body: Body, candidate: Candidate) -> bool:
    """Whether capitals of two words say that it is a person: where titles have none, but for brands and works."""
    if not is_cyrillic(candidate.name) and body.language in (*TITLES_ARE_CAPITAL, *_CYRILLIC):
        return False
    if f" {body.text[max(0, candidate.start - 7) : candidate.start]}".lower().endswith(
        _ARTICLES.get(body.language, ())
    ):
        return False
    around = body.text[max(0, candidate.start - 1) : candidate.start], body.text[candidate.end : candidate.end + 1]
    return around not in _QUOTED


def _acts(body: Body, candidate: Candidate) -> bool:
    """Whether a single word may be the surname of somebody who is named elsewhere: "Gupta was taken into custody"."""
    if not acts(body.text, candidate.start, candidate.end):
        return False
    word = candidate.name.lower()
    return word not in body.text or not re.search(rf"\b{re.escape(word)}\b", body.text)


def _as(candidate: Candidate, sort: str, kind: ActorType, rule: Rule, *, sure: bool = False) -> Candidate:
    candidate.sort, candidate.type, candidate.rule, candidate.sure = sort, kind, rule, sure
    return candidate


def _folded(name: str) -> str:
    return name.lower() if name.isascii() else fold(name).lower


def _title_before(text: str, start: int) -> str:
    """The title right before a surname, as words: "US President " gives "US President"."""
    words = text[max(0, start - 40) : start].split()
    kept: list[str] = []
    for word in reversed(words):
        if not (word[:1].isupper() or word in ("of",)):
            break
        kept.insert(0, word)
    return " ".join(kept) if any(lexicon().kinds.get(w.rstrip("."), 0) & TITLE for w in kept) else ""
