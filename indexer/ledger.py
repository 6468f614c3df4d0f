"""What became of every byte and every record of a run? Accounts that must add up, or the run says so loudly.

article + repeat + boilerplate + quarantined bytes  = bytes of the input
accepted + copies + updated + unchanged + quarantined records = records of the input
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from indexer.draft import Fate, Fates, Place, Unreadable
from search.article import Article
from search.runs import Input, Outcome, Quarantined
from search.writing import Fate as RecordFate

BETWEEN = "between records"
"""The rule of bytes that stand in no record: a header row, brackets, the shell of a feed."""
FATES: tuple[Fate, ...] = ("article", "repeat", "boilerplate", "quarantined")
RECORDS = {"accepted": "accepted", "copy": "copies", "updated": "updated", "unchanged": "unchanged"}
"""What the archive says of an article, and the word to count it under."""


class Unbalanced(ValueError):
    """An account does not add up: a fault of the program, never of the input."""


@dataclass(slots=True, kw_only=True)
class Account:
    """The account of one (decompressed) member, filled while it is read.

    Neighbouring spans of one fate are joined as they come, so that a file of a million records stays one span. With
    `named` each article keeps its own, under its id. `parts` are the only stretches that are read, in order, where it
    is not the whole; `bytes` is then their length.
    """

    corpus: str
    path: str
    sha256: str = ""
    bytes: int = 0
    named: bool = False
    parts: tuple[tuple[int, int], ...] = ()
    drafts: int = 0
    records: Counter[str] = field(default_factory=Counter)
    quarantined: list[Quarantined] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    _spans: list[tuple[int, int, Fate, str]] = field(default_factory=list)

    def take(self, fates: Fates, ids: Iterable[str] = ()) -> None:
        """Enter the bytes of one document; `ids` are those of its articles, for a named account."""
        names = iter(ids)
        for spans in fates.articles:
            name = next(names, "") if self.named else ""
            for start, end, fate, rule in spans:
                self._put(start, end, fate, name if fate == "article" else rule)
        for span in fates.spans:
            self._put(*span)
        self.drafts += len(fates.articles)
        covered = {(span.start, span.end) for span in fates.spans if span.fate == "quarantined"}
        for unreadable in fates.unreadable:
            self.refuse(unreadable, covered=(unreadable.place.start, unreadable.place.end) in covered)

    def refuse(self, unreadable: Unreadable, *, covered: bool = False) -> None:
        """Enter bytes that could not be read; `covered` when a span names them already."""
        place = unreadable.place
        if not covered:
            self._put(place.start, place.end, "quarantined", unreadable.kind)
        self.quarantined.append(_quarantined(self.corpus, place, unreadable))

    def see(self, fields: Mapping[str, Iterable[str]]) -> None:
        """Enter how the fields of a record were taken: the names of each meaning."""
        for meaning, names in fields.items():
            seen = self.fields.setdefault(meaning, [])
            seen += [name for name in names if name not in seen]

    def note(self, fates: Iterable[RecordFate]) -> None:
        """Count what the archive made of articles of this member."""
        self.records.update(RECORDS[fate] for fate in fates)

    def spans(self) -> list[tuple[int, int, Fate, str]]:
        """All spans (start, end, fate, rule or id) in order, from 0 to the end. Raises Unbalanced where two overlap."""
        return list(_joined(self._covering(), named=self.named))

    def fates(self) -> dict[str, int]:
        """How many bytes had each fate."""
        found = Counter[str]()
        for start, end, fate, _ in self.spans():
            found[fate] += end - start
        return {fate: found[fate] for fate in FATES}

    def check(self) -> None:
        """Raises Unbalanced unless every byte and every record is accounted for, once."""
        total = sum(self.fates().values())
        if total != self.bytes:
            raise Unbalanced(f"'{self.path}': {total} bytes are accounted for, it has {self.bytes}")
        if self.records.total() != self.drafts:
            raise Unbalanced(
                f"'{self.path}': {self.drafts} articles were cut out, {self.records.total()} came to something"
            )

    def entry(self, *, outcome: Outcome = "done", reason: str = "") -> Input:
        """The account as the archive keeps it. Raises Unbalanced."""
        self.check()
        return Input(
            corpus=self.corpus,
            path=self.path,
            sha256=self.sha256,
            bytes=self.bytes,
            outcome=outcome,
            fates=self.fates(),
            records={**{name: self.records[name] for name in RECORDS.values()}, "quarantined": len(self.quarantined)},
            reason=reason,
            spans=tuple(span for span in self.spans() if span[2] != "article"),
            fields=self._used(),
        )

    def to_json(self) -> dict[str, Any]:
        """What `extract --account` prints."""
        spans = [
            {"start": start, "end": end, "as": fate, "id" if fate == "article" else "rule": name}
            for start, end, fate, name in self.spans()
        ]
        return {"kind": "account", "path": self.path, "bytes": self.bytes, "spans": spans}

    def _put(self, start: int, end: int, fate: Fate, rule: str) -> None:
        if start == end:
            return
        if self._spans and self._spans[-1][1:] == (start, fate, rule):
            start = self._spans.pop()[0]
        self._spans.append((start, end, fate, rule))

    def _used(self) -> dict[str, tuple[str, ...]]:
        """The fields by meaning; one that any record had a use for is not unused."""
        used = {name for meaning, names in self.fields.items() if meaning for name in names}
        unused = tuple(name for name in self.fields.get("", ()) if name not in used)
        found = {meaning: tuple(names) for meaning, names in self.fields.items() if meaning}
        return {**found, "": unused} if unused else found

    def _covering(self) -> Iterator[tuple[int, int, Fate, str]]:
        spans = sorted(self._spans)
        if not self.parts:
            yield from self._within(0, self.bytes, spans)
            return
        for begin, stop in self.parts:
            yield from self._within(begin, stop, [span for span in spans if begin <= span[0] < stop])

    def _within(
        self, at: int, stop: int, spans: Iterable[tuple[int, int, Fate, str]]
    ) -> Iterator[tuple[int, int, Fate, str]]:
        for start, end, fate, rule in spans:
            if start < at:
                raise Unbalanced(f"'{self.path}': the bytes {start} to {min(at, end)} are accounted for twice")
            if start > at:
                yield at, start, "boilerplate", BETWEEN
            yield start, end, fate, rule
            at = end
        if at < stop:
            yield at, stop, "boilerplate", BETWEEN


@dataclass(slots=True)
class RunReport:
    """The totals of a run: inputs by outcome, bytes by fate, records by fate, what the articles lack."""

    inputs: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    fates: Counter[str] = field(default_factory=Counter)
    records: Counter[str] = field(default_factory=Counter)
    undated: int = 0
    outletless: int = 0

    def add(self, item: Input) -> None:
        """Take an input into the totals."""
        self.inputs[item.outcome] += 1
        self.bytes += item.bytes if item.outcome != "known" else 0
        self.fates.update(item.fates)
        self.records.update(item.records)

    def note(self, articles: Iterable[Article]) -> None:
        """Count what articles lack."""
        for article in articles:
            self.undated += article.date.value is None
            self.outletless += article.outlet is None

    @property
    def total(self) -> int:
        """The number of records."""
        return self.records.total()

    def check(self) -> None:
        """Raises Unbalanced unless the bytes of all fates are the bytes of all inputs."""
        if self.fates.total() != self.bytes:
            raise Unbalanced(f"{self.fates.total()} bytes are accounted for, the inputs have {self.bytes}")

    def counts(self) -> Mapping[str, int]:
        """The totals as the archive keeps them with the run. Raises Unbalanced."""
        self.check()
        return {
            "inputs": self.inputs.total(),
            **{f"inputs_{outcome}": count for outcome, count in sorted(self.inputs.items())},
            "bytes": self.bytes,
            **{f"bytes_{fate}": self.fates[fate] for fate in FATES},
            "records": self.total,
            **{name: self.records[name] for name in (*RECORDS.values(), "quarantined")},
            "undated": self.undated,
            "outletless": self.outletless,
        }


def _joined(spans: Iterable[tuple[int, int, Fate, str]], *, named: bool) -> Iterator[tuple[int, int, Fate, str]]:
    """The spans with neighbours of one fate and rule joined."""
    held: tuple[int, int, Fate, str] | None = None
    for span in spans:
        if held and held[1:] == (span[0], *span[2:]) and not (named and span[2] == "article" and not span[3]):
            held = (held[0], *span[1:])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _quarantined(corpus: str, place: Place, unreadable: Unreadable) -> Quarantined:
    return Quarantined(
        corpus=corpus,
        path=place.path,
        sha256=place.sha256,
        start=place.start,
        end=place.end,
        line=place.line,
        kind=unreadable.kind,
        reason=unreadable.reason,
    )
