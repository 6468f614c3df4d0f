"""Which pieces of an article may be names of actors? The tables' scan, and the capitalised sequences of each zone."""

from __future__ import annotations

from dataclasses import dataclass

from indexer.actor_table import Actor, ActorTable
from indexer.cases import is_cyrillic
from indexer.coreference import Candidate
from indexer.lexicon import TITLE, lexicon
from indexer.matching import Match, fold
from indexer.names import read
from indexer.roles import after, before, begins_sentence
from indexer.sequences import sequences
from indexer.unmarked_names import LANGUAGES, unmarked
from indexer.wording import Part
from search.article import ActorType, Zone

Known = Match[tuple[Actor | None, str]]
_ARTICLES = ("al ", "al-", "el ", "el-")
TITLES_ARE_CAPITAL = ("en", "de", "und")
NOUNS_ARE_CAPITAL = ("de", "lb")


@dataclass(frozen=True, slots=True)
class _Body:
    """A title or a text, and how its capitals are to be read."""

    zone: Zone
    text: str
    language: str
    table: ActorTable
    headline: bool


def candidates(title: str, text: str, language: str, table: ActorTable) -> list[Candidate]:
    """The candidates of title and text, in order."""
    return _of_zone("title", title, language, table) + _of_zone("text", text, language, table)


def _of_zone(zone: Zone, text: str, language: str, table: ActorTable) -> list[Candidate]:
    if language in LANGUAGES:
        return _without_capitals(zone, text, table)
    known = [_with_article(k, text) for k in table.patterns.find(text) if k.value[0] is not None and _as_spelt(k, text)]
    if text.isupper():
        return [_known(zone, text, k) for k in known if k.end - k.start > 4]
    return _capitalised(_Body(zone, text, language, table, zone == "title" and _is_headline_case(text)), known)


def _capitalised(body: _Body, known: list[Known]) -> list[Candidate]:
    """The tables' names and what the capitalised sequences hold beside them."""
    zone, text = body.zone, body.text
    found: list[Candidate] = []
    place = 0
    for start, end in sequences(text):
        first = place
        while place < len(known) and known[place].start < end:
            if known[place].end <= start:
                found.append(_known(zone, text, known[place]))
                first = place + 1
            place += 1
        inside = known[first:place]
        if not inside:
            parts = read(text[start:end])
        else:
            parts = read(text[start:end], tuple((max(0, k.start - start), min(k.end, end) - start) for k in inside))
        for part in parts:
            if part.sort == "alias":
                found.append(_known(zone, text, next(k for k in inside if k.end - start >= part.end)))
            elif candidate := _judge(body, start + part.start, start + part.end, part):
                found.append(candidate)
    return found + [_known(zone, text, rest) for rest in known[place:]]


def _without_capitals(zone: Zone, text: str, table: ActorTable) -> list[Candidate]:
    """The tables' names, and between them those that the words themselves give."""
    found = [_known(zone, text, k) for k in table.patterns.find(text) if k.value[0] is not None]
    for candidate in unmarked(zone, text, table.arabic_surnames):
        if not any(c.start < candidate.end and candidate.start < c.end for c in found):
            found.append(candidate)
    return sorted(found, key=lambda c: c.start)


def _as_spelt(match: Known, text: str) -> bool:
    """Whether the capitals are those of the table: the Islamic State is not an Islamic state."""
    spelling = match.value[1]
    name = text[match.start : match.end]
    if name == spelling or spelling == spelling.lower() or name.isupper():
        return True
    return not name.isascii() and fold(name).plain == spelling


def _known(zone: Zone, text: str, match: Known) -> Candidate:
    actor = match.value[0]
    assert actor is not None
    name = text[match.start : match.end]
    return Candidate(
        zone, match.start, match.end, name, actor.type, "alias", "alias", True, actor.id, actor.name, actor.country
    )


def _with_article(match: Known, text: str) -> Known:
    """A person's name with the article before it: "Al" of "Mr Al Assad"."""
    actor, start = match.value[0], match.start
    article = text[max(0, start - 3) : start].lower()
    if (
        actor is None
        or actor.type != "person"
        or article not in _ARTICLES
        or text[max(0, start - 4) : start - 3].isalnum()
    ):
        return match
    return match._replace(start=start - 3)


def _judge(body: _Body, start: int, end: int, part: Part) -> Candidate | None:
    """The part as a candidate, after a look at the words around it; None if nothing speaks for it."""
    name = body.text[start:end]
    candidate = Candidate(body.zone, start, end, name, part.type, part.rule, part.sort)
    match part.sort:
        case "person":
            candidate.type, candidate.sure = "person", part.rule == "title" or not body.headline
            if part.rule == "title" and " " not in name:
                candidate.label = _title_before(body.text, start)
        case "organisation":
            candidate.sure = not body.headline
        case "acronym":
            return None if body.headline else candidate
        case "single" | "unknown":
            return _lone_noun(body, candidate) if part.rule == "organisation noun" else _by_context(body, candidate)
    return candidate


def _lone_noun(body: _Body, candidate: Candidate) -> Candidate | None:
    """ "Parliament", "the Senate": a body of the state where the capital says something; "Bank" is none."""
    role, kind = after(body.text, candidate.end, multiple=False)
    initial = begins_sentence(body.text, candidate.start)
    if role == "organisation" and not initial and body.language not in NOUNS_ARE_CAPITAL:
        return _as(candidate, "organisation", kind, "organisation noun")
    if initial or body.headline or candidate.type != "government":
        return None
    candidate.sort = "generic"
    return candidate


def _by_context(body: _Body, candidate: Candidate) -> Candidate:
    """Words that could be anything, by what stands around them."""
    multiple = " " in candidate.name
    nouns = body.language in NOUNS_ARE_CAPITAL
    role, kind = after(body.text, candidate.end, multiple=multiple)
    if role == "organisation" and not nouns and (multiple or not begins_sentence(body.text, candidate.start)):
        return _as(candidate, "organisation", kind, "organisation noun")
    if found := before(body.text, candidate.start):
        return _as(candidate, "person", "person", found, sure=multiple)
    if nouns or (body.headline and multiple):
        candidate.sort = "single"
    elif role == "said" and (multiple or not body.text.startswith(", ", candidate.end)):
        return _as(candidate, "person", "person", "said", sure=multiple)
    elif multiple and (is_cyrillic(candidate.name) or body.language not in TITLES_ARE_CAPITAL):
        return _as(candidate, "person", "person", candidate.rule)
    elif not multiple and not body.headline and _folded(candidate.name) in body.table.by_surname:
        return _as(candidate, "person", "person", "known surname")
    return candidate


def _as(candidate: Candidate, sort: str, kind: ActorType, rule: str, *, sure: bool = False) -> Candidate:
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


def _is_headline_case(text: str) -> bool:
    """Whether most long words are capitalised, so that a capital says nothing."""
    words = [w for w in text.split() if len(w) > 3]
    return len(words) > 2 and sum(w[0].isupper() for w in words) > 0.6 * len(words)
