"""How does Whoosh, the engine in pure Python, keep an index and answer? For archives of up to about 20,000 articles.

Whoosh keeps the postings; what is counted, filtered and ordered by is read into NumPy columns once for each
generation. Its files hold pickles: an index is only ever opened in the archive that this machine wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock as ThreadLock
from typing import Any

import numpy as np
from whoosh import index
from whoosh.index import EmptyIndexError

from search.analysis import ANALYZER_VERSION
from search.engine import Answer, Counts, Document, Request
from search.engines import watermark
from search.engines.table import Array, Results
from search.engines.whoosh_fields import FORMAT, as_whoosh, build_schema
from search.engines.whoosh_matching import Matching
from search.engines.whoosh_table import Documents
from search.errors import ArchiveLocked, OutOfSpace
from search.lock import Lock
from search.tree import Field

VERSION = f"whoosh {FORMAT}, analyzer {ANALYZER_VERSION}"
"""An index of another schema or analyzer is refused."""
_LIMIT_MB = 128
_NO_SPACE = 28
_NOBODY = np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index, which no later commit changes."""

    documents: Documents
    matching: Matching
    generation: int
    mark: watermark.Mark


class WhooshEngine:
    """An index folder, read, and with `write` also written.

    ArchiveLocked when another process writes, ArchiveDamaged when there is no index of this version in the folder.
    """

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self._folder = folder
        self._thread_lock = ThreadLock()
        self._lock: Lock | None = None
        if write:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = Lock(folder / "writer.lock")
        try:
            with _translated(folder):
                self._index = self._open(write)
                self._snapshot = self._load()
        except BaseException:
            self.close()
            raise

    @property
    def generation(self) -> int:
        """The change number up to which the index has gone."""
        return self._fresh().generation

    def answer(self, request: Request) -> Answer:
        """The hits, counts and histogram of a request, from one generation."""
        with _translated(self._folder):
            return _Answering(self._fresh(), request).answer()

    def count(self, request: Request) -> int:
        """The total of a request, in its unit."""
        with _translated(self._folder):
            return _Answering(self._fresh(), request).total

    def values(self, request: Request, facet: str, contains: str = "", limit: int = 100) -> Counts:
        """A facet's values under a request whose slug holds `contains`, most frequent first; `distinct` is exact."""
        with _translated(self._folder):
            found = _Answering(self._fresh(), request).every_value(facet)
        kept = [(value, count) for value, count in found.items() if contains.casefold() in value.casefold()]
        kept.sort(key=lambda item: (-item[1], item[0]))
        return Counts(tuple(kept[:limit]), len(kept))

    def vocabulary(
        self, prefix: str, limit: int = 100, *, field: Field = "text_x", exact: bool = True
    ) -> list[tuple[str, int]]:
        """Unstemmed words of the field that begin with `prefix`, with the number of articles, most frequent first."""
        matching = self._fresh().matching
        with _translated(self._folder):
            counts = [(word, matching.frequency(field, word)) for word in matching.vocabulary(field, prefix)]
        counts.sort(key=lambda item: (-item[1], item[0]))
        return [(word, count) for word, count in counts[:limit] if count]

    @property
    def size(self) -> int:
        """The number of articles."""
        return len(self._fresh().documents.table.alive)

    def frequency(self, field: Field, word: str) -> int:
        """In how many articles the word stands in the field."""
        with _translated(self._folder):
            return self._fresh().matching.frequency(field, word)

    def ids(self, request: Request) -> list[str]:
        """The ids of all results in the request's order, without a window."""
        with _translated(self._folder):
            return _Answering(self._fresh(), request).ids()

    def write(self, added: Iterable[Document], deleted: Iterable[str], generation: int) -> None:
        """Replace these documents by id and delete those, then commit; afterwards the index stands at `generation`.

        A replay changes nothing. When it fails, nothing of it stays: the index is as it was.
        """
        if self._lock is None:
            raise ArchiveLocked(f'The index in "{self._folder}" is open for reading. Open it with write=True.')
        with _translated(self._folder):
            again = self._commit(added, deleted)
            while again:
                again = self._commit(again, ())
            watermark.write(self._folder, VERSION, generation)

    def close(self) -> None:
        """Let go of files and of the lock."""
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def _commit(self, added: Iterable[Document], deleted: Iterable[str]) -> list[Document]:
        """One commit; returns what came a second time, which Whoosh cannot replace before a commit."""
        writer = self._index.writer(limitmb=_LIMIT_MB)
        seen, again = set(), {}
        try:
            for id in deleted:
                writer.delete_by_term("id", id)
            for document in added:
                if document.id in seen:
                    again[document.id] = document
                    continue
                seen.add(document.id)
                writer.delete_by_term("id", document.id)
                writer.add_document(**as_whoosh(document))
            writer.commit()
        except BaseException:
            writer.cancel()
            raise
        return list(again.values())

    def _open(self, write: bool) -> Any:
        made = self._folder.is_dir() and index.exists_in(self._folder)
        if not made and not write:
            raise watermark.damaged(self._folder, "there is none")
        if made and (self._folder / watermark.NAME).exists():
            watermark.read(self._folder, VERSION)
            return index.open_dir(self._folder)
        created = index.create_in(self._folder, build_schema())
        watermark.write(self._folder, VERSION, 0)
        return created

    def _load(self) -> Snapshot:
        mark = watermark.mark(self._folder)
        generation = watermark.read(self._folder, VERSION)
        reader = self._index.reader()
        stored = ((number, row["id"], row["row"]) for number, row in reader.iter_docs())
        documents = Documents(reader.doc_count_all(), stored)
        return Snapshot(documents, Matching(reader, documents), generation, mark)

    def _fresh(self) -> Snapshot:
        if watermark.mark(self._folder) != self._snapshot.mark:
            with self._thread_lock, _translated(self._folder):
                if watermark.mark(self._folder) != self._snapshot.mark:
                    self._snapshot = self._load()
        return self._snapshot


class _Answering:
    """The work of one answer, on one snapshot."""

    def __init__(self, snapshot: Snapshot, request: Request) -> None:
        self._documents = snapshot.documents
        self._table = snapshot.documents.table
        self._generation = snapshot.generation
        self._request = request
        self._matches, self._scores = snapshot.matching.scores(request.tree)
        if request.clauses:
            self._scores = snapshot.matching.gained(request.clauses)
        self._results = self._passing()

    @property
    def total(self) -> int:
        """What matches, in the unit of the request."""
        return self._results.total(self._request.unit)

    def answer(self) -> Answer:
        """The whole answer."""
        request, results = self._request, self._results
        rows = self._rows()[request.offset : request.offset + request.limit] if request.limit else _NOBODY
        interval = request.histogram
        return Answer(
            hits=tuple((self._table.id(row), self._score(row)) for row in rows.tolist()),
            total=self.total,
            stories=results.stories,
            generation=self._generation,
            facets={facet: self._counts(facet, limit) for facet, limit in request.facets.items()},
            histogram=results.histogram(interval, request.unit) if interval else {},
            undated=results.undated(request.unit) if interval else 0,
            first=results.first if interval else None,
            last=results.last if interval else None,
            similar=results.similar(rows) if request.unit == "stories" else (),
        )

    def ids(self) -> list[str]:
        """All ids, in order."""
        return [self._table.id(row) for row in self._rows().tolist()]

    def every_value(self, facet: str) -> dict[str, int]:
        """All values of a facet, whatever is selected in it."""
        return self._passing(but=facet).every_value(facet, self._request.unit)

    def _passing(self, but: str = "") -> Results:
        request = self._request
        selected = {facet: values for facet, values in request.selected.items() if facet != but}
        passing = self._documents.passing(selected, request.excluded, request.since, request.until)
        return Results(self._table, np.flatnonzero(self._matches & passing))

    def _counts(self, facet: str, limit: int) -> Counts:
        selected = self._request.selected.get(facet, frozenset())
        results = self._passing(but=facet) if selected else self._results
        return results.counts(facet, limit, selected, self._request.unit)

    def _rows(self) -> Array:
        """All rows, in order; of each story the first one where stories are asked for."""
        found, sort = self._results.rows, self._request.sort
        if sort == "relevance":
            rows = self._table.first(found, len(found), -self._scores[found], -self._table.day[found])
        else:
            rows = self._table.dated(found, len(found), sort)
        return rows[self._results.first_of_each_story(rows)] if self._request.unit == "stories" else rows

    def _score(self, row: int) -> float:
        return float(self._scores[row]) if self._request.sort == "relevance" else 0.0


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    try:
        yield
    except EmptyIndexError as error:
        raise watermark.damaged(folder, str(error)) from error
    except OSError as error:
        if error.errno == _NO_SPACE:
            raise OutOfSpace(f'No space left for the index in "{folder}".') from error
        raise watermark.damaged(folder, str(error)) from error
