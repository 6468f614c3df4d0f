"""What stands in these dumps? Articles without an archive: `broadsheet extract`.

Copies and stories need the whole of what is read, so articles wait in a temporary file until all inputs are done.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import orjson

from indexer import learning, readers, tables
from indexer.draft import Unreadable
from indexer.extraction import Options
from indexer.intake import Progress, Watch, unwatched
from indexer.ledger import Account
from indexer.pipeline import pieces
from indexer.readers import Member
from indexer.workers import Yield, chunks, in_order
from search.archive import Archive
from search.article import Article, from_json
from search.merging import lend


@dataclass(slots=True)
class _Spool:
    """Articles in a file, found by number; `places` are the numbers of the articles of each id."""

    file: BinaryIO
    offsets: list[int] = field(default_factory=list)
    places: dict[str, list[int]] = field(default_factory=dict)

    def put(self, article: Article) -> int:
        self.places.setdefault(article.id, []).append(len(self.offsets))
        self.offsets.append(self.file.seek(0, 2))
        self.file.write(orjson.dumps(article) + b"\n")
        return len(self.offsets) - 1

    def take(self, number: int) -> Article:
        self.file.seek(self.offsets[number])
        return from_json(orjson.loads(self.file.readline()))

    def others(self, number: int, article: Article) -> list[Article]:
        return [self.take(other) for other in self.places[article.id] if other != number]


def extract(
    paths: Sequence[Path], options: Options, *, workers: int = 0, watch: Watch = unwatched
) -> Iterator[tuple[Iterator[Article], Account]]:
    """For each input in its order, its articles and the account of its bytes.

    Articles with the same body lend each other outlet and date, near-copies share a story; each place gives an article.
    So all is read before the first one comes: `watch` is told how far it is.
    """
    tables.checked(options.tables)
    found = list(readers.members(paths))
    members = [item for item in found if isinstance(item, Member)]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as file:
        spool = _Spool(file)
        numbers: dict[int, list[int]] = {}
        accounts = [_account(member, options) for member in members]
        with Archive.open(Path(folder) / "archive", create=True, write=True) as archive:
            run = archive.begin_run("extract", options.corpus)
            boilerplate = learning.learn_corpus(None, options.corpus, members).boilerplate
            stream = chunks(enumerate(map(pieces(options), members)))
            progress = Progress(bytes_total=sum(member.size for member in members))
            for result in in_order(stream, options, boilerplate, workers):
                archive.add(run, result.articles, result.sketches)
                progress.count(result)
                watch(progress)
                _take(result, accounts[result.chunk.member], numbers, spool)
            order = iter(range(len(members)))
            for item in found:
                if isinstance(item, Unreadable):
                    yield iter(()), _refused(item, options)
                    continue
                number = next(order)
                accounts[number].check()
                yield _articles(archive, spool, numbers.get(number, [])), accounts[number]


def _take(result: Yield, account: Account, numbers: dict[int, list[int]], spool: _Spool) -> None:
    ids = iter([article.id for article in result.articles])
    for fates in result.fates:
        account.take(fates, [next(ids) for _ in fates.articles])
    account.note(["accepted"] * len(result.articles))
    numbers.setdefault(result.chunk.member, []).extend(map(spool.put, result.whole()))


def _articles(archive: Archive, spool: _Spool, numbers: Sequence[int]) -> Iterator[Article]:
    for number in numbers:
        article = spool.take(number)
        story = archive.article(article.id).story
        yield replace(lend(article, spool.others(number, article)), story=story)


def _account(member: Member, options: Options) -> Account:
    return Account(corpus=options.corpus, path=member.path, sha256=member.sha256, bytes=member.size, named=True)


def _refused(item: Unreadable, options: Options) -> Account:
    account = Account(corpus=options.corpus, path=item.place.path, sha256=item.place.sha256, bytes=item.place.end)
    account.refuse(item)
    return account
