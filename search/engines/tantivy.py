"""How does tantivy, the embedded default, keep an index, and who may write to it?

The folder holds tantivy's files, the columns that are counted by, and the watermark. A reader holds a snapshot and
takes a new one when the watermark has changed, between answers and never within one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from tantivy import Index

from search.analysis import ANALYZER_VERSION
from search.engine import Answer, Counts, Document, Request
from search.engines import watermark
from search.engines.columns import Gathering
from search.engines.tantivy_answers import Answering
from search.engines.tantivy_documents import FORMAT, as_tantivy, build_schema
from search.engines.tantivy_query import Compiler
from search.engines.tantivy_snapshot import Snapshot
from search.errors import ArchiveDamaged, ArchiveLocked, BroadsheetError, OutOfSpace
from search.tree import Field

VERSION = f"tantivy {FORMAT}, analyzer {ANALYZER_VERSION}"
"""An index of another schema or analyzer is refused."""
HEAP = 256_000_000
"""Bytes that tantivy collects in memory before it writes a segment: fewer segments are fewer merges."""


class TantivyEngine:
    """An index folder, read, and with `write` also written.

    ArchiveLocked when another process writes, ArchiveDamaged when there is no index of this version in the folder.
    """

    def __init__(self, folder: Path, *, write: bool = False) -> None:
        self._folder = folder
        self._schema = build_schema()
        self._lock = Lock()
        if write:
            folder.mkdir(parents=True, exist_ok=True)
        with _translated(folder):
            self._index = self._open(write)
            self._index.config_reader("manual", 0)
            self._writer = self._index.writer(HEAP, 1) if write else None
            self._snapshot = self._load()
        self._columns: Gathering | None = None

    @property
    def generation(self) -> int:
        """The change number up to which the index has gone."""
        return self._fresh().generation

    def answer(self, request: Request) -> Answer:
        """The hits, counts and histogram of a request, from one generation."""
        with _translated(self._folder):
            return Answering(self._fresh(), request).answer()

    def count(self, request: Request) -> int:
        """The total of a request, in its unit."""
        with _translated(self._folder):
            return Answering(self._fresh(), request).total

    def values(self, request: Request, facet: str, contains: str = "", limit: int = 100) -> Counts:
        """A facet's values under a request whose slug holds `contains`, most frequent first; `distinct` is exact."""
        with _translated(self._folder):
            found = Answering(self._fresh(), request).every_value(facet)
        kept = [(value, count) for value, count in found.items() if contains.casefold() in value.casefold()]
        kept.sort(key=lambda item: (-item[1], item[0]))
        return Counts(tuple(kept[:limit]), len(kept))

    def vocabulary(
        self, prefix: str, limit: int = 100, *, field: Field = "text_x", exact: bool = True
    ) -> list[tuple[str, int]]:
        """Unstemmed words of the field that begin with `prefix`, with the number of articles, most frequent first."""
        snapshot = self._fresh()
        searcher = snapshot.searcher
        with _translated(self._folder):
            changed = exact and searcher.doc_freq("flag", "every") != searcher.num_docs
            every = snapshot.compiler.flag("every") if changed else None  # the dictionary still counts deleted ones
            found: list[tuple[str, int]] = searcher.terms_with_prefix(field, prefix, every, limit)
        return found

    @property
    def size(self) -> int:
        """The number of articles."""
        return int(self._fresh().searcher.num_docs)

    def frequency(self, field: Field, word: str) -> int:
        """In how many articles the word stands in the field; deleted ones are counted until their segment is merged."""
        return int(self._fresh().searcher.doc_freq(field, word))

    def ids(self, request: Request) -> list[str]:
        """The ids of all results in the request's order, without a window."""
        with _translated(self._folder):
            return Answering(self._fresh(), request).ids()

    def write(self, added: Iterable[Document], deleted: Iterable[str], generation: int) -> None:
        """Replace these documents by id and delete those, then commit; afterwards the index stands at `generation`.

        A replay changes nothing. When it fails, nothing of it stays: the index is as it was.
        """
        if self._writer is None:
            raise ArchiveLocked(f'The index in "{self._folder}" is open for reading. Open it with write=True.')
        with _translated(self._folder):
            self._columns = self._columns or Gathering(self._folder)
            try:
                for id in deleted:
                    self._writer.delete_documents_by_term("id", id)
                for document in added:
                    self._writer.delete_documents_by_term("id", document.id)
                    self._writer.add_document(as_tantivy(document, self._columns.add(document), self._schema))
                self._columns.save()
                self._writer.commit()
            except BaseException:
                self._columns = None
                self._writer.rollback()
                raise
            watermark.write(self._folder, VERSION, generation)

    def close(self) -> None:
        """Let go of files; waits for merges under way."""
        writer, self._writer = self._writer, None
        if writer is not None:
            writer.wait_merging_threads()

    def _open(self, write: bool) -> Index:
        made = Index.exists(str(self._folder)) if self._folder.is_dir() else False
        if not made and not write:
            raise ArchiveDamaged(f'No index in "{self._folder}". Make it from the archive: broadsheet rebuild')
        if made:
            watermark.read(self._folder, VERSION)
        index = Index(self._schema, str(self._folder))
        if not (self._folder / watermark.NAME).exists():
            watermark.write(self._folder, VERSION, 0)
        return index

    def _load(self) -> Snapshot:
        mark = watermark.mark(self._folder)
        generation = watermark.read(self._folder, VERSION)
        self._index.reload()
        searcher = self._index.searcher()
        return Snapshot(self._folder, searcher, Compiler(self._schema, searcher), generation, mark)

    def _fresh(self) -> Snapshot:
        if watermark.mark(self._folder) != self._snapshot.mark:
            with self._lock, _translated(self._folder):
                if watermark.mark(self._folder) != self._snapshot.mark:
                    self._snapshot = self._load()
        return self._snapshot


@contextmanager
def _translated(folder: Path) -> Iterator[None]:
    """tantivy raises ValueError for everything; its text tells what happened."""
    try:
        yield
    except BroadsheetError:
        raise
    except (ValueError, OSError) as error:
        message = str(error)
        if "LockBusy" in message:
            raise ArchiveLocked(f'Another process writes to the index in "{folder}". Wait until it is done.') from error
        if "No space left" in message or "StorageFull" in message:
            raise OutOfSpace(f'No space left for the index in "{folder}".') from error
        raise watermark.damaged(folder, message) from error
