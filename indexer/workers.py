"""How do all cores share the work? Raw documents go out in chunks, articles come back in the same order."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field, fields
from functools import partial
from itertools import chain, islice, starmap
from operator import attrgetter
from typing import Any, TypeVar

from indexer import pages, readers
from indexer.cutting.boilerplate import Boilerplate
from indexer.draft import Fates, RawDocument, Span, Split, Unreadable
from indexer.extraction import Options, extract, marks, read_tables
from indexer.fields import map_fields
from indexer.readers.records import BrokenRecord
from search.article import Article, Source
from search.packing import pack, unpack
from search.stories import Sketch, sketch

FORKED = sys.platform == "linux"
CHUNK_DOCUMENTS = 48
CHUNK_BYTES = 512 * 1024
Item = RawDocument | Unreadable | Span
Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some items of one member, in their order; `last` says that the member ends here."""

    member: int
    items: tuple[Item, ...]
    last: bool = True


@dataclass(frozen=True, slots=True)
class Yield:
    """What a chunk gave: articles, the sketches of their texts, their packed forms with marks, the fate of every byte.

    `fates` are those of the documents, whose articles are these in turn. `fields` are the names of a record's fields by
    what they were taken for, "" for those that were not used. To another process the articles go as they are packed,
    and arrive without the words that gave their values: many small objects, which only `whole` makes.
    """

    chunk: Chunk
    articles: tuple[Article, ...]
    sketches: tuple[Sketch, ...]
    packed: tuple[bytes, ...]
    fates: tuple[Fates, ...]
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def whole(self) -> Iterator[Article]:
        """The articles with the words that gave their values."""
        for article, data in zip(self.articles, self.packed, strict=True):
            yield unpack(data, id=article.id, text=article.text, source=article.source)

    def __reduce__(self) -> tuple[Callable[..., Yield], tuple[Any, ...]]:
        bare = [(article.id, article.text, _place(article.source)) for article in self.articles]
        sketches = [(sketch.words, sketch.rate, sketch.hashes) for sketch in self.sketches]
        return _received, (bare, sketches, self.chunk, self.packed, self.fates, self.fields)


_PLACE = tuple(f.name for f in fields(Source))
_place = attrgetter(*_PLACE)


def _received(
    bare: Iterable[tuple[str, str, tuple[Any, ...]]],
    sketches: Iterable[tuple[int, int, tuple[int, ...]]],
    chunk: Chunk,
    packed: tuple[bytes, ...],
    *rest: Any,
) -> Yield:
    """What a chunk gave in another process."""
    articles = tuple(
        unpack(data, id=id, text=text, source=Source(**dict(zip(_PLACE, place, strict=True))), evidence_too=False)
        for (id, text, place), data in zip(bare, packed, strict=True)
    )
    return Yield(chunk, articles, tuple(starmap(Sketch, sketches)), packed, *rest)


def chunks(members: Iterable[tuple[int, Iterable[Item]]]) -> Iterator[Chunk]:
    """The items of all members, each with its number, in chunks of one member; an empty member gives a chunk too."""
    for number, items in members:
        held: list[Item] = []
        size = 0
        for item in items:
            if len(held) >= CHUNK_DOCUMENTS or size >= CHUNK_BYTES:
                yield Chunk(number, tuple(held), last=False)
                held, size = [], 0
            held.append(item)
            size += len(item.body) if isinstance(item, RawDocument) else 0
        yield Chunk(number, tuple(held))


def work(options: Options, boilerplate: Boilerplate, chunk: Chunk) -> Yield:
    """Turn the raw documents of a chunk into articles."""
    articles: list[Article] = []
    sketches: list[Sketch] = []
    packed: list[bytes] = []
    fates: list[Fates] = []
    for item in chunk.items:
        split = _split(item, boilerplate)
        for draft in split.drafts:
            article = extract(draft, options)
            articles.append(article)
            sketches.append(sketch(draft.text))
            packed.append(pack(article, marks(draft, options)))
        fates.append(split.fates)
    done = Chunk(chunk.member, (), chunk.last)
    fields = _fields(chunk.items, dict(options.mapping))
    return Yield(done, tuple(articles), tuple(sketches), tuple(packed), tuple(fates), fields)


def _fields(items: Sequence[Item], given: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """How the fields of the first record were taken; the records of a dump have the same ones, as a rule."""
    first = next((item for item in items if isinstance(item, RawDocument) and item.shape == "record"), None)
    if first is None:
        return {}
    try:
        names = readers.record_fields(first)
    except BrokenRecord:
        return {}
    mapped = map_fields(names, {name: name for name in given if name in names})
    taken = {meaning: (given.get(meaning, name) if name == meaning else name,) for meaning, name in mapped.items()}
    return {**taken, "": tuple(name for name in names if name not in mapped.values())}


def _split(item: Item, boilerplate: Boilerplate) -> Split:
    """What an item comes to: a document is cut into drafts, the rest is accounted for as it is."""
    pieces = readers.prepare(item) if isinstance(item, RawDocument) else [item]
    splits = [_of_piece(piece, boilerplate) for piece in pieces]
    if len(splits) == 1:
        return splits[0]
    return Split(
        drafts=tuple(draft for split in splits for draft in split.drafts),
        spans=tuple(span for split in splits for span in split.spans),
        unreadable=tuple(fault for split in splits for fault in split.unreadable),
    )


def _of_piece(piece: Item, boilerplate: Boilerplate) -> Split:
    if isinstance(piece, Span):
        return Split(drafts=(), spans=(piece,))
    return Split(drafts=(), unreadable=(piece,)) if isinstance(piece, Unreadable) else pages.split(piece, boilerplate)


def in_order(chunks: Iterable[Chunk], options: Options, boilerplate: Boilerplate, workers: int = 0) -> Iterator[Yield]:
    """What each chunk gives, in the order of the chunks; the result does not depend on the number of workers."""
    return spread(partial(work, options, boilerplate), chunks, workers, partial(read_tables, options))


def spread(
    task: Callable[[Given], Made],
    given: Iterable[Given],
    workers: int = 0,
    ready: Callable[[], object] = lambda: None,
) -> Iterator[Made]:
    """What the task makes of each, in their order, on so many processes (0: all cores).

    A single one is done in this process, so that a small `add` does not wait for others to start. What `ready` reads
    is shared by the processes where they are forked.
    """
    stream = iter(given)
    head = list(islice(stream, 2))
    workers = workers or os.cpu_count() or 1
    if len(head) < 2 or workers == 1:
        yield from map(task, chain(head, stream))
        return
    if FORKED:
        ready()
        gc.freeze()  # else the first collection of each process would write to all that is shared
    try:
        with ProcessPoolExecutor(workers, mp_context=_context(), initializer=_deaf) as pool:
            yield from _windowed(pool, task, chain(head, stream), 3 * workers)
    finally:
        gc.unfreeze()


def _deaf() -> None:
    """Ctrl-C reaches every process of a terminal: the one that writes decides what then."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _windowed(
    pool: ProcessPoolExecutor, task: Callable[[Given], Made], stream: Iterable[Given], window: int
) -> Iterator[Made]:
    waiting: deque[Future[Made]] = deque()
    try:
        for given in stream:
            waiting.append(pool.submit(task, given))
            if len(waiting) >= window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _context() -> multiprocessing.context.BaseContext:
    # A forked worker shares the tables that its parent has read; elsewhere each worker reads them for itself.
    return multiprocessing.get_context("fork" if FORKED else "spawn")
