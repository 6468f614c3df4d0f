"""How does a table become records? One row is one record, wherever its quotes let it end."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from indexer.draft import RawDocument
from indexer.fields import map_fields
from indexer.readers.formats import HEAD, TABLES, base_name, delimiter_line, delimiter_of, rows_above
from indexer.readers.member import Member, Piece
from indexer.readers.streams import lines, old_lines

ALIKE = 0.9  # of the lines below an open quote that are rows
FEW = 2  # lines, or cells of a row
ROW_CAP = 16 << 20  # a quote that is never closed would swallow the rest of the file


class RunawayQuote(Exception):
    """A row has grown over ROW_CAP."""


class Fault(NamedTuple):
    """Why a row cannot be read: a short name to count by, and words."""

    kind: str
    words: str


class Rows:
    """Rows of a table with the bytes and the line of each.

    A row that never closes its quote is given up: only its first line is lost, reading goes on with the second. But
    where the lines below it are no rows it is the last one, and cut off.
    """

    def __init__(self, found: Iterator[tuple[int, int, bytes | None]], charset: str, delimiter: str) -> None:
        self._lines = found
        self._charset = charset
        self._delimiter = delimiter
        self._again: list[tuple[int, int, bytes | None]] = []
        self._row: list[tuple[int, int, bytes | None]] = []
        self._cells = 0
        self._open = False
        self.line = 1

    def _feed(self) -> Iterator[str]:
        while True:
            found = self._again.pop() if self._again else next(self._lines, None)
            if found is None:
                self._open = bool(self._row)  # the reader asks for more only inside quotes
                return
            self._row.append(found)
            if found[2] is None or found[1] - self._row[0][0] > ROW_CAP:
                raise RunawayQuote
            yield self._decoded(found[2])

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8-sig" if not self._row[0][0] else "utf-8")
        except UnicodeDecodeError:
            return line.decode("cp1252" if self._charset.startswith("utf-8") else self._charset, "replace")

    def __iter__(self) -> Iterator[tuple[int, int, int, list[str] | Fault]]:
        """(start, end, line, cells), or the fault instead of the cells."""
        csv.field_size_limit(ROW_CAP)
        reader = csv.reader(self._feed(), delimiter=self._delimiter, strict=False)
        while True:
            self._row, self._open = [], False
            cells: list[str] | Fault | None
            try:
                cells = next(reader, None)
                if self._open:
                    raise RunawayQuote
            except (RunawayQuote, csv.Error) as error:
                cells = self._gave_up(error)
                reader = csv.reader(self._feed(), delimiter=self._delimiter)
            if cells is None:
                return
            self._cells = len(cells) if isinstance(cells, list) else self._cells
            yield self._row[0][0], self._row[-1][1], self.line, cells
            self.line += len(self._row)

    def _gave_up(self, error: Exception) -> Fault:
        """Puts all lines of the row but the first back, if they are rows."""
        if self._open and not self._are_rows(self._row[1:]):
            return Fault("cut off", "The row is cut off: the file ends inside quotes. Get a whole copy.")
        self._again += reversed(self._row[1:])
        self._row = self._row[:1]
        if self._open:
            return Fault("broken row", "The row that begins here does not end: a quote is not closed. Close it.")
        if isinstance(error, RunawayQuote):
            words = f"The row that begins here does not end within {ROW_CAP >> 20} MB: a quote is not closed. Close it."
            return Fault("broken row", words)
        return Fault("broken row", f"The row cannot be read: {error}. Correct it.")

    def _are_rows(self, found: Sequence[tuple[int, int, bytes | None]]) -> bool:
        """Whether lines have as many cells as the row before: the lines of a text seldom do, if they are many."""
        rows = csv.reader([self._decoded(line) for _, _, line in found if line], delimiter=self._delimiter)
        alike = sum(len(row) == self._cells for row in rows)
        return (len(found) > FEW or self._cells > FEW) and alike >= ALIKE * len(found) > 0


def read(member: Member, mapping: Mapping[str, str]) -> Iterator[Piece]:
    """One RawDocument of shape "record" a row, `fields` by the header row's names ("column 3" where there is none)."""
    with member.open() as stream:
        head = stream.read(HEAD)
    text = head.decode(member.charset, "replace")
    delimiter = delimiter_of(text, base_name(member.path)) or ","
    said = bool(delimiter_line(text))
    above = rows_above(text, delimiter) if base_name(member.path).endswith(TABLES) else 0
    cut = old_lines if b"\r" in head and b"\n" not in head else lines
    with member.open() as stream:
        names: list[str] | None = None
        for number, (start, end, line, cells) in enumerate(Rows(cut(stream), member.charset, delimiter)):
            if said and not start:
                yield member.frame(start, end, "csv separator")
            elif number < above:
                yield member.frame(start, end, "rows above a table")
            elif isinstance(cells, Fault):
                yield member.unreadable(cells.kind, cells.words + " Then add the file again.", start, end, line)
            elif not any(cells):
                yield member.frame(start, end, "blank line")
            elif names is None and is_header(cells, mapping):
                names = unique(cells)
                yield member.frame(start, end, "csv header")
            else:
                names = names or [f"column {number + 1}" for number in range(len(cells))]
                yield _record(member, names, cells, (start, end, line))


def is_header(cells: list[str], mapping: Mapping[str, str]) -> bool:
    """True for a first row of names: one of them is known by meaning, or the user named one."""
    return bool(set(mapping.values()) & set(cells)) or bool(set(map_fields(cells)) & {"title", "text", "url", "date"})


def unique(names: list[str]) -> list[str]:
    """The names of the columns, "date", "date#2" where one stands twice, "column 3" where one is empty."""
    found: list[str] = []
    for number, name in enumerate(names, 1):
        name = name.strip() or f"column {number}"
        found.append(name if name not in found else f"{name}#{names[:number].count(names[number - 1])}")
    return found


def _record(member: Member, names: list[str], cells: list[str], at: tuple[int, int, int]) -> Piece:
    if any(cells[len(names) :]):
        reason = (
            f"The row has {len(cells)} cells and the header {len(names)}: "
            "a delimiter or a quote in a text is not quoted. Quote it and add the file again."
        )
        return member.unreadable("broken row", reason, *at)
    start, end, line = at
    fields = {name: _with_lines(cell) for name, cell in zip(names, cells, strict=False) if cell}
    return RawDocument(place=member.place(start, end, line), shape="record", fields=fields, charset=member.charset)


def _with_lines(cell: str) -> str:
    """A cell whose line ends were written as letters, as tables of one line a row have them."""
    if "\\n" not in cell or "\n" in cell:
        return cell
    return cell.replace("\\r\\n", "\n").replace("\\n", "\n").replace("\\t", " ")
