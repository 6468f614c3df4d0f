"""How do all cores share the work? Raw documents go out in chunks, articles come back in the same order."""

from __future__ import annotations

import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice

from indexer import pages, readers
from indexer.boilerplate import Boilerplate
from indexer.draft import Place, RawDocument, Span, Unreadable
from indexer.extraction import Options, extract
from search.article import Article
from search.errors import UnusableInput

CHUNK_DOCUMENTS = 48
CHUNK_BYTES = 512 * 1024
Item = RawDocument | Unreadable | Span


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some items of one member, in their order."""

    member: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Yield:
    """What a chunk gave: articles, the fate of the bytes that are in none, what could not be read."""

    member: int
    articles: tuple[Article, ...]
    article_spans: tuple[tuple[Span, ...], ...]
    spans: tuple[Span, ...]
    unreadable: tuple[Unreadable, ...]


def chunks(members: Iterable[tuple[int, Iterable[Item]]]) -> Iterator[Chunk]:
    """The items of all members, each with its number, in chunks of one member."""
    for number, items in members:
        held: list[Item] = []
        size = 0
        for item in items:
            held.append(item)
            size += len(item.body) if isinstance(item, RawDocument) else 0
            if len(held) >= CHUNK_DOCUMENTS or size >= CHUNK_BYTES:
                yield Chunk(number, tuple(held))
                held, size = [], 0
        yield Chunk(number, tuple(held))


def work(options: Options, boilerplate: Boilerplate, chunk: Chunk) -> Yield:
    """Turn the raw documents of a chunk into articles."""
    articles: list[Article] = []
    article_spans: list[tuple[Span, ...]] = []
    spans: list[Span] = []
    unreadable: list[Unreadable] = []
    for item in chunk.items:
        match item:
            case Span():
                spans.append(item)
            case Unreadable():
                unreadable.append(item)
            case RawDocument():
                try:
                    found = _document(item, options, boilerplate)
                except UnusableInput as error:
                    unreadable.append(Unreadable(place=item.place, kind="unusable", reason=str(error)))
                    continue
                articles.extend(found.articles)
                article_spans.extend(found.article_spans)
                spans.extend(found.spans)
                unreadable.extend(found.unreadable)
    return Yield(chunk.member, tuple(articles), tuple(article_spans), tuple(spans), tuple(unreadable))


def _document(raw: RawDocument, options: Options, boilerplate: Boilerplate) -> Yield:
    prepared = readers.prepare(raw)
    if isinstance(prepared, Unreadable):
        return Yield(0, (), (), (), (prepared,))
    split = pages.split(prepared, boilerplate)
    articles = tuple(extract(draft, options) for draft in split.drafts)
    return Yield(0, articles, tuple(draft.spans for draft in split.drafts), split.spans, split.unreadable)


def in_order(chunks: Iterable[Chunk], options: Options, boilerplate: Boilerplate, workers: int = 0) -> Iterator[Yield]:
    """What each chunk gives, in the order of the chunks, on `workers` processes (0: all cores).

    A dump of one chunk is done in this process, so that a small `add` does not wait for others to start. The result
    does not depend on the number of workers.
    """
    task = partial(work, options, boilerplate)
    stream = iter(chunks)
    head = list(islice(stream, 2))
    workers = workers or os.cpu_count() or 1
    if len(head) < 2 or workers == 1:
        yield from map(task, chain(head, stream))
        return
    with ProcessPoolExecutor(workers, mp_context=_context()) as pool:
        yield from _windowed(pool, task, chain(head, stream), 3 * workers)


def _windowed(
    pool: ProcessPoolExecutor, task: Callable[[Chunk], Yield], stream: Iterable[Chunk], window: int
) -> Iterator[Yield]:
    waiting: deque[Future[Yield]] = deque()
    try:
        for chunk in stream:
            waiting.append(pool.submit(task, chunk))
            if len(waiting) >= window:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()


def _context() -> multiprocessing.context.BaseContext:
    # A forked worker shares the tables that its parent has read; elsewhere each worker reads them for itself.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")


def place_of(member_path: str, sha256: str, size: int) -> Place:
    """The place that is all of a member."""
    return Place(path=member_path, sha256=sha256, start=0, end=size)
