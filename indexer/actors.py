"""Which persons and bodies does an article name, and which words say so?

A name is found by the tables (gazetteer/actors_*.toml) or by its own shape and the words around it; then the article as
a whole is asked: who is meant by a surname, what does an acronym stand for here. A value of the facet forgives missing
more than wrong: `find` keeps what a table, a title, an organisation noun or a second mention supports, `names` all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from indexer.matching import fold
from indexer.naming.actor_table import Actor, ActorTable, actor_table
from indexer.naming.candidates import candidates
from indexer.naming.coreference import Candidate, expansion, first_names, lookup, short_key, surnames
from indexer.naming.lexicon import THING, is_given, lexicon
from indexer.naming.recognisers import Found, Recogniser
from indexer.naming.roles import begins_sentence, ends_as_a_common_word
from indexer.naming.spelling import actor_id, key
from search.article import ActorMention, CountryMention, Evidence

MOST_EVIDENCE = 20


def find(
    title: str,
    text: str,
    language: str,
    *,
    day: str | None = None,
    countries: Sequence[CountryMention] = (),
    tables: Path | None = None,
    recogniser: Recogniser | None = None,
) -> tuple[ActorMention, ...]:
    """The actors of an article, most mentioned first; evidence holds the first 20 mentions of each.

    `day` is the article's ISO day, for titles that changed hands; `countries` those found in it; `tables` a folder with
    the user's own actors.toml; `recogniser` a model of the user's, whose names come on top of ours.
    """
    more = recogniser.extract(title, text, language) if recogniser else ()
    found = _resolved(title, unwrapped(text), language, day, tables, more)
    found = _without_countries(found, countries)
    shown = _shown(found)
    return _mentions(shown, title, text)


def names(title: str, text: str, language: str) -> tuple[Candidate, ...]:
    """Every name of a person or body that was recognised, sure or not, in order; for measuring.

    Descriptions that mean a body without naming it ("Israeli army", "US-led coalition") are left out.
    """
    found = _resolved(title, unwrapped(text), language, None, None)
    return tuple(c for c in found if not (c.rule == "alias" and _describes(c.name)))


def _describes(name: str) -> bool:
    """Whether a name ends in a common noun that is not a part of it: "Israeli army", but not "Xinhua news agency"."""
    return " " in name and name.split()[-1].islower() and not name.endswith(" news agency")


_BREAK = re.compile(r"\n(?<=[^\n.!?:;]\n)(?=[^\W\d_])")  # the line break first: the engine looks for it alone


def unwrapped(text: str) -> str:
    """The text with a blank for each line break of a hard-wrapped paragraph, so that names may go across it."""
    breaks = [match.end() for match in _BREAK.finditer(text)]
    small = sum(text[end].islower() for end in breaks)
    return _BREAK.sub(" ", text) if small > 0.3 * len(breaks) else text


def _resolved(
    title: str, text: str, language: str, day: str | None, tables: Path | None, more: Sequence[Found] = ()
) -> list[Candidate]:
    table = actor_table(tables)
    found = candidates(title, text, language, table)
    found += _of_model(more, title, text, found)
    _explain_acronyms(found, title, text, table)
    _cut_headlines(found)
    for candidate in found:
        _name(candidate, table, day)
    _give_back(found, title, text)
    _join_surnames(found)
    return [c for c in found if c.sort not in ("single", "word", "unknown") or c.id]


def _of_model(more: Sequence[Found], title: str, text: str, found: list[Candidate]) -> list[Candidate]:
    """What a model found where we found nothing."""
    taken = [(c.zone, c.start, c.end) for c in found if c.sort in ("person", "organisation", "alias")]
    added = []
    for name in more:
        if any(zone == name.zone and start < name.end and name.start < end for zone, start, end in taken):
            continue
        surface = (title if name.zone == "title" else text)[name.start : name.end]
        sort = "person" if name.type == "person" else "organisation"
        added.append(Candidate(name.zone, name.start, name.end, surface, name.type, "model", sort, sure=True))
    return added


def _without_countries(found: list[Candidate], countries: Sequence[CountryMention]) -> list[Candidate]:
    """The names without those that are a country's, a demonym or a city, as the countries of the article say."""
    places = {
        (e.zone, e.start, e.end) for country in countries for e in country.evidence if "institution" not in e.rule
    }
    return [c for c in found if c.rule == "alias" or (c.zone, c.start, c.end) not in places]


def _explain_acronyms(found: list[Candidate], title: str, text: str, table: ActorTable) -> None:
    """An acronym that the article explains means that here, whatever the tables say; that of an act is no actor."""
    local: dict[str, Candidate | None] = {}
    for candidate in list(found):
        if candidate.zone != "text" or not _is_acronym(candidate.name) or candidate.name in local:
            continue
        head = text[max(0, candidate.start - 2) : candidate.start]
        if not head.endswith(("(", ", ", "“", '("')):
            continue
        begin = expansion(text, candidate.start, candidate.name)
        if begin is None:
            continue
        end = candidate.start - (2 if head.endswith((" (", ", ")) else 1)
        full = next((c for c in found if c.zone == "text" and c.start <= begin + 4 and begin < c.end), None)
        if full is None and lexicon().kinds.get(text[begin:end].rpartition(" ")[2], 0) & THING:
            local[candidate.name] = None
            continue
        if full is None:
            full = Candidate("text", begin, end, text[begin:end], "organisation", "acronym", "organisation", sure=True)
            found.append(full)
        full.sure = True
        local[candidate.name] = full
    _find_expansions(found, local)
    for full in {id(c): c for c in local.values() if c}.values():
        _name(full, table, None)
    for candidate in found if local else ():
        if candidate.name in local:
            _stands_for(candidate, local[candidate.name])
    found.sort(key=lambda c: (c.zone == "text", c.start))


def _find_expansions(found: list[Candidate], local: dict[str, Candidate | None]) -> None:
    """An acronym that nobody knows is the one body of the article whose capitals it is: "the Ferry Board" and "FB"."""
    unknown = {c.name for c in found if c.sort == "acronym" and len(c.name) > 2} - local.keys()
    if not unknown:
        return
    bodies: dict[str, dict[str, Candidate]] = {}
    for body in found:
        if body.sort in ("organisation", "alias") and body.type != "person" and " " in body.name:
            capitals = "".join(word[0] for word in body.name.split() if word[0].isupper())
            bodies.setdefault(capitals, {}).setdefault(body.name, body)
    for name in unknown:
        if len(same := bodies.get(name, {})) == 1:
            local[name] = next(iter(same.values()))


def _stands_for(acronym: Candidate, known: Candidate | None) -> None:
    """The acronym is that body of this article, or no body at all."""
    if known is None:
        acronym.sort, acronym.id = "word", ""
    elif acronym is not known and known.type != "person":
        acronym.id, acronym.label, acronym.country = known.id, known.label, known.country
        acronym.type, acronym.rule, acronym.sort, acronym.sure = known.type, "acronym", "organisation", True


def _is_acronym(name: str) -> bool:
    return 1 < len(name) < 10 and name.replace("-", "").replace(".", "").isupper()


def _name(candidate: Candidate, table: ActorTable, day: str | None) -> None:
    """Give the candidate its id and label: those of the tables where they know it."""
    if candidate.id or candidate.sort in ("single", "word", "unknown", "acronym", "generic"):
        if candidate.sort == "acronym" and not candidate.id:
            candidate.id, candidate.label = actor_id(candidate.name), candidate.name
        return
    known = table.by_key.get(key(candidate.name)) if " " in candidate.name else _by_office(candidate, table, day)
    if known is not None and (known.type == "person") == (candidate.type == "person"):
        take(candidate, known)
    else:
        candidate.id, candidate.label = actor_id(candidate.name), candidate.name


def take(candidate: Candidate, actor: Actor) -> None:
    """The candidate is this actor of the tables."""
    candidate.id, candidate.label, candidate.type = actor.id, actor.name, actor.type
    candidate.country, candidate.sure = actor.country, True


def _by_office(candidate: Candidate, table: ActorTable, day: str | None) -> Actor | None:
    """ "President Bush" on a day when one of that name was president."""
    if candidate.type != "person" or not candidate.label:
        return None
    title = candidate.label.lower()
    holders = [
        actor
        for actor in table.by_surname.get(fold(candidate.name).lower, ())
        if any(office.is_called(title) and office.holds(day) for office in actor.offices)
    ]
    return holders[0] if len(holders) == 1 else None


_HIS_TITLE = re.compile(r"(?:\b(?:President|Minister|Chancellor|Mr)\.?|Президент[аоуе]?м?) $")


def _give_back(found: list[Candidate], title: str, text: str) -> None:
    """A surname that the tables give to a known person is another's where only that other stands with his full name."""
    alone = [c for c in found if c.rule == "alias" and c.type == "person" and " " not in c.name]
    if not alone:
        return
    short = {short_key(c.name) for c in alone}
    for candidate in found:
        if candidate.sort != "unknown" or short_key(candidate.name.rpartition(" ")[2]) not in short:
            continue
        if _may_have_a_first_name(candidate, title if candidate.zone == "title" else text):
            candidate.sort, candidate.type, candidate.rule = "person", "person", "known surname"
            candidate.id, candidate.label, candidate.sure = actor_id(candidate.name), candidate.name, True
    known = surnames([c for c in found if c.type == "person" and " " in c.name and c.rule != "surname"])
    meant = {c.id for c in found if c.rule == "alias" and " " in c.name}
    for candidate in alone:
        zone = title if candidate.zone == "title" else text
        if _HIS_TITLE.search(zone, max(0, candidate.start - 12), candidate.start):
            meant.add(candidate.id)
    for candidate in alone:
        other = lookup(known, candidate.name)
        if other is not None and candidate.id not in meant:
            _be(candidate, other)


def _may_have_a_first_name(candidate: Candidate, zone: str) -> bool:
    """Whether the first word before a known surname may be a name: not in "Furious Trump" nor "JUST IN Trump"."""
    first = candidate.name.partition(" ")[0]
    if is_given(first):
        return True
    if first.isupper() and len(first) > 2:
        return False
    return not (begins_sentence(zone, candidate.start) and ends_as_a_common_word(first))


def _be(candidate: Candidate, person: Candidate) -> None:
    """The candidate is that person of this article, by surname."""
    candidate.id, candidate.label, candidate.type = person.id, person.label, "person"
    candidate.country, candidate.rule, candidate.sort = person.country, "surname", "person"


def _join_surnames(found: list[Candidate]) -> None:
    """A surname alone is the person of that name in this article, if only one bears it."""
    _promote(found)
    full = [c for c in found if c.type == "person" and c.id and (" " in short_key(c.label) or " " in short_key(c.name))]
    known = surnames(full)
    given = first_names(full)
    for candidate in found:
        if candidate.sort not in ("single", "word", "unknown", "person") or not _is_short(candidate):
            continue
        person = lookup(known, candidate.name)
        if person is None and candidate.sort == "single" and is_given(candidate.name):
            person = given.get(fold(candidate.name).lower)
        if person is not None and person is not candidate and person.id != candidate.id:
            _be(candidate, person)


def _is_short(candidate: Candidate) -> bool:
    """Whether it may be a part of a longer name: one word, "Al Shara", or two words of a person."""
    words = candidate.name.split()
    return len(words) == 1 or words[0].lower() in ("al", "el") or (candidate.sort == "person" and len(words) == 2)


def _cut_headlines(found: list[Candidate]) -> None:
    """A headline's "Mike Brand Storms States" is the Mike Brand of the text."""
    known = {c.name for c in found if c.zone == "text" and c.type == "person"}
    for candidate in found:
        if candidate.zone != "title" or candidate.sort not in ("person", "unknown") or candidate.name.count(" ") < 2:
            continue
        short = next((n for n in known if " " in n and candidate.name.startswith(f"{n} ")), None)
        if short:
            candidate.name, candidate.end = short, candidate.start + len(short)
            candidate.sort, candidate.type = "person", "person"


def _promote(found: list[Candidate]) -> None:
    """Two unknown words are a person when the last of them stands alone elsewhere, as surnames do ("Mr Janabi")."""
    unknown = [c for c in found if c.sort == "unknown" and not any(w.isupper() and len(w) > 1 for w in c.name.split())]
    if not unknown:
        return
    short = {short_key(c.name) for c in found if c.sort in ("person", "single") and " " not in c.name}
    for candidate in unknown:
        if short_key(candidate.name.split()[-1]) in short:
            candidate.sort, candidate.type = "person", "person"
            candidate.id, candidate.label = actor_id(candidate.name), candidate.name


def _shown(found: Iterable[Candidate]) -> list[Candidate]:
    """What the facet shows: sure by itself, or named twice."""
    counts: dict[str, int] = {}
    sure: set[str] = set()
    backed: set[str] = set()
    found = [c for c in found if c.sort != "generic"]
    for candidate in found:
        counts[candidate.id] = counts.get(candidate.id, 0) + 1
        if candidate.sure:
            sure.add(candidate.id)
        if candidate.backed or candidate.sort != "acronym":
            backed.add(candidate.id)
    return [c for c in found if c.id in sure or (counts[c.id] > 1 and c.id in backed)]


def _mentions(shown: list[Candidate], title: str, text: str) -> tuple[ActorMention, ...]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in shown:
        groups.setdefault(candidate.id, []).append(candidate)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    return tuple(_mention(group, title, text) for group in ordered)


def _mention(group: list[Candidate], title: str, text: str) -> ActorMention:
    first = group[0]
    if len(group) > 1:
        first = max(group, key=lambda c: (c.country is not None, len(c.label.split())))
    return ActorMention(
        id=first.id,
        name=first.label or first.name,
        type=first.type,
        country=first.country,
        evidence=tuple(_evidence(c, title if c.zone == "title" else text) for c in group[:MOST_EVIDENCE]),
    )


def _evidence(candidate: Candidate, zone: str) -> Evidence:
    start, end = candidate.start, candidate.end
    return Evidence(zone=candidate.zone, start=start, end=end, text=zone[start:end], rule=candidate.rule)
