"""How does a draft become an article? Each facet is asked in turn, and each value keeps the words that gave it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from indexer import actors, countries, datelines, dates, languages, outlets
from indexer.copies import article_id
from indexer.draft import Draft
from search.article import Article, Outlet, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user says of a dump: its corpus, when it was captured, whose articles it holds when it does not say so.

    `mapping` sets field names (canonical name to the dump's own); `tables` is a folder of the user's own tables.
    """

    corpus: str
    captured: str | None = None
    outlet: str | None = None
    mapping: tuple[tuple[str, str], ...] = ()
    tables: Path | None = None


def extract(draft: Draft, options: Options) -> Article:
    """The article that a draft holds, with all its facets."""
    captured = options.captured or draft.captured
    url = draft.hint("url")
    declared = draft.hint("language")
    language = languages.detect(draft.text, declared.value if declared else None)
    given_dateline = draft.hint("dateline")
    dateline, agency, _ = datelines.find(draft.text, language, given_dateline.value if given_dateline else None)
    outlet = outlets.find(draft.hints, url=url.value if url else None) or _given(options.outlet)
    date = dates.resolve(
        draft.hints,
        captured=captured,
        country=outlet.country if outlet else None,
        url=url.value if url else None,
        language=language,
    )
    named = countries.find(draft.title, draft.text, language, dateline=dateline)
    return Article(
        id=article_id(draft.text, draft.title),
        external_id=hint.value if (hint := draft.hint("id")) else None,
        title=draft.title,
        text=draft.text,
        language=language,
        outlet=outlet,
        date=date,
        authors=tuple(hint.value for hint in draft.hints if hint.name == "author"),
        dateline=dateline,
        agency=agency,
        url=url.value if url else None,
        countries=named,
        actors=actors.find(draft.title, draft.text, language, day=date.value, countries=named),
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


def _given(name: str | None) -> Outlet | None:
    """The outlet that the user gave for the whole dump: a value without words in the dump, so without evidence."""
    return outlets.named(name) if name else None
