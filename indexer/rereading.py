"""What do the present rules and tables make of what was read before? Of what is stored, and of the quarantine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from indexer import learning, readers, tables
from indexer.draft import Span, Unreadable
from indexer.extraction import Options, extract_again
from indexer.intake import Intake, Watch, unwatched
from indexer.ledger import Account
from indexer.pipeline import finished, how, pieces
from indexer.readers import Member
from indexer.stopping import asked_to_stop
from indexer.workers import Item, chunks, in_order, spread
from search.archive import Archive
from search.article import Article
from search.packing import Mark, pack
from search.runs import REEXTRACT, RETRY, Quarantined, Run, Status
from search.writing import Batch

AT_ONCE = 48
COMMIT = 500
Place = tuple[Article, tuple[Mark, ...] | None]


def reextract(
    archive: Archive,
    corpus: str | None,
    *,
    ner: str | None = None,
    arguments: Sequence[str] = (),
    workers: int = 0,
) -> tuple[Run, Mapping[str, int]]:
    """Apply the present rules and tables to all that is stored, or to one corpus, as a run that can be undone.

    Ids, titles and texts stay; the facets are those that a fresh add would give. The counts of the run: places read
    again, how many of them were updated or unchanged, undated and outletless ones. Raises UnusableInput for a broken
    table of the user, before anything is read.
    """
    folder = tables.tables_of(archive.folder)
    digest = tables.checked(folder)
    details = {name: value for name, value in (("tables", digest), ("ner", ner)) if value}
    run = archive.begin_run(REEXTRACT, corpus or "", arguments=arguments, details=details)
    counts = Counter({name: 0 for name in ("places", "updated", "unchanged", "undated", "outletless")})
    held = Batch()
    status: Status = "interrupted"
    try:
        with asked_to_stop() as stop:
            for again, packed in spread(partial(_again, folder, ner), _places(archive, corpus), workers):
                held.articles += again
                held.packed += packed
                if len(held.articles) >= COMMIT:
                    _commit(archive, run, held, counts)
                    held = Batch()
                stop.check()
        _commit(archive, run, held, counts)
        status = "done"
    finally:
        archive.finish_run(run, counts, status)
    return run, counts


def _places(archive: Archive, corpus: str | None) -> Iterator[tuple[Place, ...]]:
    held: list[Place] = []
    for places in archive.seen_places(corpus):
        held += places
        if len(held) >= AT_ONCE:
            yield tuple(held)
            held = []
    if held:
        yield tuple(held)


def _again(folder: Path | None, ner: str | None, places: tuple[Place, ...]) -> tuple[list[Article], list[bytes]]:
    again = [extract_again(article, kept, folder, ner) for article, kept in places]
    return again, [pack(article, kept or ()) for article, (_, kept) in zip(again, places, strict=True)]


def _commit(archive: Archive, run: Run, held: Batch, counts: Counter[str]) -> None:
    outcome = archive.add_batch(run, held)
    counts["places"] += len(held.articles)
    counts.update(outcome.fates)
    counts["undated"] += sum(article.date.value is None for article in held.articles)
    counts["outletless"] += sum(article.outlet is None for article in held.articles)


def retry(
    archive: Archive, wanted: Sequence[Quarantined], *, arguments: Sequence[str] = (), watch: Watch = unwatched
) -> dict[int, str]:
    """Read pieces of the quarantine again from their files; what became of each, by its id ("" for one that was read).

    The articles come in as a run that can be undone, read as the run read that put them there. A file that is not
    there any more, or has changed, is said to be so.
    """
    said: dict[int, str] = {}
    for number in sorted({item.run for item in wanted}):
        items = [item for item in wanted if item.run == number]
        said |= _retry(archive, archive.run(number), items, arguments, watch)
    return said


def _retry(
    archive: Archive, before: Run, items: Sequence[Quarantined], arguments: Sequence[str], watch: Watch
) -> dict[int, str]:
    folder = tables.tables_of(archive.folder)
    options = Options(
        corpus=before.corpus,
        captured=before.captured,
        outlet=before.details.get("outlet"),
        mapping=tuple(before.details.get("mapping", {}).items()),
        tables=folder,
        ner=before.details.get("ner"),
    )
    details = how(options, tables.checked(folder))
    found = list(readers.members(sorted({Path(item.path.split("!")[0]) for item in items})))
    said = {item.id: _missing(item, found) for item in items}
    readable = [item for item in items if not said[item.id]]
    if not readable:
        return said
    run = archive.begin_run(
        RETRY, options.corpus, arguments=arguments, captured=options.captured, details={**details, "of": before.id}
    )
    intake = Intake(archive, run, options, watch)
    with finished(intake):
        failed = _read(archive, intake, found, readable, options)
    said |= {item.id: failed[_key(item)] for item in readable if _key(item) in failed}
    archive.resolve(run, [item.id for item in readable if not said[item.id]])
    return said


def _missing(item: Quarantined, found: Iterable[Member | Unreadable]) -> str:
    """Why this piece cannot be read again, "" if it can be tried."""
    members = [member for member in found if isinstance(member, Member) and _holds(member, item)]
    if any(not item.sha256 or member.sha256 == item.sha256 for member in members):
        breaks_still = item.sha256 and item.start == item.end  # no bytes to read again: the place where a file breaks
        return item.reason if breaks_still else ""
    if members:
        return f"'{item.path}' has changed since run {item.run}. Add it again: broadsheet add PATH"
    refused = next((u for u in found if isinstance(u, Unreadable) and u.place.path == item.path), None)
    return refused.reason if refused else f"'{item.path}' is not there any more. Bring it back, then try again."


def _holds(member: Member, item: Quarantined) -> bool:
    """Whether a member is what was refused, or, where a whole path was refused, stands under it."""
    under = not item.sha256 and member.path.startswith((f"{item.path}/", f"{item.path}!"))
    return member.path == item.path or under


Key = tuple[str, int, int]


def _key(item: Quarantined) -> Key:
    return item.path, item.start, item.end


def _read(
    archive: Archive,
    intake: Intake,
    found: Sequence[Member | Unreadable],
    items: Sequence[Quarantined],
    options: Options,
) -> dict[Key, str]:
    """Read these pieces; those that could not be read this time either, with the reason."""
    jobs: list[tuple[Member, list[Quarantined]]] = []
    for member in (member for member in found if isinstance(member, Member)):
        own = [item for item in items if _holds(member, item) and item.sha256 in ("", member.sha256)]
        if own:
            jobs.append((member, own))
    failed: dict[Key, str] = {}
    boilerplate = learning.read(archive.folder, options.corpus).boilerplate
    for number, (member, own) in enumerate(jobs):
        parts = tuple(sorted({(item.start, item.end) for item in own if item.sha256}))
        size = sum(end - start for start, end in parts) if parts else member.size
        account = Account(corpus=options.corpus, path=member.path, sha256=member.sha256, bytes=size, parts=parts)
        intake.expect(number, account)
    stream = chunks((n, _within(member, own, options)) for n, (member, own) in enumerate(jobs))
    for result in in_order(stream, options, boilerplate, 1):
        member, own = jobs[result.chunk.member]
        places = {_key(item) for item in own}
        again = [u for fates in result.fates for u in fates.unreadable]
        failed |= {key: u.reason for u in again if (key := (member.path, u.place.start, u.place.end)) in places}
        intake.take(result, member)
    return failed


def _within(member: Member, own: Sequence[Quarantined], options: Options) -> Iterator[Item]:
    """The pieces of a member that lie in these places; all of them where the whole was refused."""
    places = [(item.start, item.end) for item in own if item.sha256]
    for piece in pieces(options)(member):
        place = piece if isinstance(piece, Span) else piece.place
        if not places or any(start <= place.start and place.end <= end for start, end in places):
            yield piece
