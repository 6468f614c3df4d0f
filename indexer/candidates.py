"""Which pieces of an article may be names of actors? The tables' scan, and the capitalised sequences of each zone."""

from __future__ import annotations

from collections.abc import Iterator

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
from search.article import Zone

_ARTICLES = ("al ", "al-", "el ", "el-")
TITLES_ARE_CAPITAL = ("en", "de", "und")
NOUNS_ARE_CAPITAL = ("de", "lb")


def candidates(title: str, text: str, language: str, table: ActorTable) -> Iterator[Candidate]:
    """The candidates of title and text, in order."""
    yield from _of_zone("title", title, language, table)
    yield from _of_zone("text", text, language, table)


def _of_zone(zone: Zone, text: str, language: str, table: ActorTable) -> Iterator[Candidate]:
    if language in LANGUAGES:
        yield from _without_capitals(zone, text, table)
        return
    known = [_with_article(k, text) for k in table.patterns.find(text) if k.value[0] is not None and _as_spelt(k, text)]
    shouted = text.isupper()
    if shouted:
        known = [k for k in known if k.end - k.start > 4]
    headline = zone == "title" and _is_headline_case(text)
    place = 0
    if not shouted:
        for start, end in sequences(text):
            while place < len(known) and known[place].end <= start:
                yield from _known(zone, text, known[place])
                place += 1
            inside = []
            while place < len(known) and known[place].start < end:
                inside.append(known[place])
                place += 1
            spans = tuple((max(0, k.start - start), min(k.end, end) - start) for k in inside)
            surface = text[start:end]
            for part in read(surface, spans):
                if part.sort == "alias":
                    yield from _known(zone, text, next(k for k in inside if k.end - start >= part.end))
                else:
                    candidate = _judge(
                        zone, text, start + part.start, start + part.end, part, headline, language, table
                    )
                    if candidate:
                        yield candidate
    for rest in known[place:]:
        yield from _known(zone, text, rest)


def _without_capitals(zone: Zone, text: str, table: ActorTable) -> Iterator[Candidate]:
    """The tables' names, and between them those that the words themselves give."""
    known = [k for k in table.patterns.find(text) if k.value[0] is not None]
    found = [c for k in known for c in _known(zone, text, k)]
    for candidate in unmarked(zone, text, table.arabic_surnames):
        if not any(c.start < candidate.end and candidate.start < c.end for c in found):
            found.append(candidate)
    yield from sorted(found, key=lambda c: c.start)


def _as_spelt(match: Match[tuple[Actor | None, str]], text: str) -> bool:
    """Whether the capitals are those of the table: the Islamic State is not an Islamic state."""
    spelling = match.value[1]
    name = text[match.start : match.end]
    return spelling == spelling.lower() or name.isupper() or fold(name).plain == spelling


def _known(zone: Zone, text: str, match: Match[tuple[Actor | None, str]]) -> Iterator[Candidate]:
    actor = match.value[0]
    if actor is not None:
        name = text[match.start : match.end]
        yield Candidate(
            zone, match.start, match.end, name, actor.type, "alias", "alias", True, actor.id, actor.name, actor.country
        )  # fmt: skip


def _with_article(match: Match[tuple[Actor | None, str]], text: str) -> Match[tuple[Actor | None, str]]:
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


def _judge(
    zone: Zone, text: str, start: int, end: int, part: Part, headline: bool, language: str, table: ActorTable
) -> Candidate | None:
    """The part as a candidate, after a look at the words around it; None if nothing speaks for it."""
    name = text[start:end]
    candidate = Candidate(zone, start, end, name, part.type, part.rule, part.sort)
    if part.sort == "person":
        candidate.type = "person"
        candidate.sure = part.rule == "title" or not headline
        if part.rule == "title" and " " not in name:
            candidate.label = _title_before(text, start)
        return candidate
    if part.sort == "organisation":
        candidate.sure = not headline
        return candidate
    if part.sort == "acronym":
        return candidate if not headline else None
    if part.sort == "word":
        return candidate
    return _by_context(candidate, text, headline, language, table)


def _by_context(candidate: Candidate, text: str, headline: bool, language: str, table: ActorTable) -> Candidate | None:
    multiple = " " in candidate.name
    nouns = language in NOUNS_ARE_CAPITAL
    role, kind = after(text, candidate.end, multiple=multiple)
    if role == "organisation" and not (begins_sentence(text, candidate.start) and not multiple) and not nouns:
        candidate.sort, candidate.type, candidate.rule = "organisation", kind, "organisation noun"
        return candidate
    if candidate.rule == "organisation noun":
        if begins_sentence(text, candidate.start) or headline or candidate.type != "government":
            return None
        candidate.sort = "generic"
        return candidate
    if found := before(text, candidate.start):
        candidate.sort, candidate.type, candidate.rule, candidate.sure = "person", "person", found, multiple
        return candidate
    if nouns or (headline and multiple):
        candidate.sort = "single"
        return candidate
    if role == "said" and (multiple or not text.startswith(", ", candidate.end)):
        candidate.sort, candidate.type, candidate.rule = "person", "person", "said"
        candidate.sure = multiple
        return candidate
    if multiple and (is_cyrillic(candidate.name) or language not in TITLES_ARE_CAPITAL):
        candidate.sort, candidate.type = "person", "person"
    if not multiple and not headline and fold(candidate.name).lower in table.by_surname:
        candidate.sort, candidate.type, candidate.rule = "person", "person", "known surname"
    return candidate


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
