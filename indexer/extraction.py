"""How does a draft become an article? Each facet is asked in turn, and each value keeps the words that gave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from indexer import actors, authors, countries, dates, languages, outlets
from indexer.cutting.exports import SURNAME_FIRST
from indexer.draft import Draft, Hint, Place
from indexer.gazetteer import Tables, load
from indexer.naming.recognisers import open_recogniser
from indexer.placing import datelines
from search.article import Article, Evidence, Source
from search.identity import article_id
from search.packing import Mark

GIVEN = "given outlet"
"""The mark of an outlet that the user named for the whole dump."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says of a dump: its corpus, when it was captured, whose articles it holds when it does not say so.

    `mapping` sets field names (canonical name to the dump's own); `tables` is a folder of the user's own tables, `ner`
    a model of the user's that finds names, as open_recogniser takes it.
    """

    corpus: str
    captured: str | None = None
    outlet: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    tables: Path | None = None
    ner: str | None = None


def extract(draft: Draft, options: Options) -> Article:
    """The article that a draft holds, with all its facets."""
    tables = load(options.tables)
    captured = options.captured or draft.captured
    url = draft.hint("url")
    declared = draft.hint("language")
    language = languages.detect(draft.text, declared.value if declared else None)
    given_dateline = draft.hint("dateline")
    head = _head(draft, language, tables)
    outlet = outlets.find(draft.hints, url=url.value if url else None, tables=tables)
    if outlet is None and options.outlet:
        outlet = outlets.named(options.outlet, tables=tables)  # no words in the dump say it: no evidence
    date = dates.resolve(
        draft.hints,
        captured=captured,
        country=outlet.country if outlet else None,
        url=url.value if url else None,
        language=language,
    )
    named = countries.find(
        draft.title, draft.text, language, dateline=head.dateline, given=given_dateline, tables=tables
    )
    return Article(
        id=article_id(draft.text, draft.title),
        external_id=hint.value if (hint := draft.hint("id")) else None,
        title=draft.title,
        text=draft.text,
        language=language,
        outlet=outlet,
        date=date,
        authors=authors.names(_signed(draft.hints)),
        dateline=head.dateline,
        agency=head.agency,
        agency_evidence=head.credit,
        url=url.value if url else None,
        countries=named,
        actors=actors.find(
            draft.title,
            draft.text,
            language,
            day=date.value,
            countries=named,
            tables=options.tables,
            recogniser=open_recogniser(options.ner) if options.ner else None,
        ),
        metadata=draft.metadata,
        source=Source(
            corpus=options.corpus,
            path=draft.place.path,
            sha256=draft.place.sha256,
            start=draft.place.start,
            end=draft.place.end,
            line=draft.place.line,
            captured=captured,
        ),
    )


def _signed(hints: Iterable[Hint]) -> Iterator[str]:
    """The by-lines and names of authors, those of catalogues turned around."""
    for hint in hints:
        if hint.name == "author":
            yield hint.value
        elif hint.name == SURNAME_FIRST:
            yield authors.turned(hint.value)


def _head(draft: Draft, language: str, tables: Tables) -> datelines.Head:
    """Dateline and agency by the text's first and last words, by a dateline that was given, by a field of agencies."""
    given, wire = draft.hint("dateline"), draft.hint("agency")
    head = datelines.find(draft.text, language, given.value if given else None, tables=tables)
    if given and head.dateline:
        head = head._replace(dateline=replace(head.dateline, evidence=_moved(head.dateline.evidence, given.start)))
    if given:
        head = head._replace(credit=_moved(head.credit, given.start))
    if wire and head.agency is None and (named := datelines.of_field(wire)):
        return head._replace(agency=named[0], credit=named[1])
    return head


def _moved(evidence: Iterable[Evidence], by: int) -> tuple[Evidence, ...]:
    """The evidence with its offsets in the metadata and not in the field that was given."""
    return tuple(replace(e, start=e.start + by, end=e.end + by) if e.zone == "metadata" else e for e in evidence)


def read_tables(options: Options) -> None:
    """Read what nearly every article is looked up in, which is else read with the first one."""
    place = Place(path="", sha256="", start=0, end=0)
    for text in ("LONDON, 3 May - Mary Smith of the United Nations said that it was over.", "Khartoum Omdurman Smith"):
        extract(Draft(title="Mary Smith", text=text, place=place, spans=()), options)


def marks(draft: Draft, options: Options) -> tuple[Mark, ...]:
    """What the archive keeps of a draft's hints, so that other rules can be applied to the article later."""
    kept = tuple(Mark(h.name, h.value, h.start, h.end, h.field) for h in draft.hints)
    return (*kept, Mark(GIVEN, options.outlet)) if options.outlet else kept


def extract_again(
    article: Article, kept: tuple[Mark, ...] | None, tables: Path | None, ner: str | None = None
) -> Article:
    """A stored article under the present rules and tables; its id, title, text and place stay.

    Without marks, what would be read from them stays too: outlet, date, authors, language.
    """
    source = article.source
    given = next((mark.value for mark in kept or () if mark.name == GIVEN), None)
    draft = Draft(
        title=article.title,
        text=article.text,
        place=Place(path=source.path, sha256=source.sha256, start=source.start, end=source.end, line=source.line),
        spans=(),
        metadata=article.metadata,
        hints=tuple(Hint(**mark._asdict()) for mark in kept or () if mark.name != GIVEN),
        captured=source.captured,
    )
    fresh = replace(extract(draft, Options(corpus=source.corpus, outlet=given, tables=tables, ner=ner)), id=article.id)
    if kept is not None:
        return fresh
    return replace(article, countries=fresh.countries, actors=fresh.actors)
