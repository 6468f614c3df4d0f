"""Does one JSON object hold a table of records: by columns, by rows, by the records' keys, as programs write them?

{"title": {"0": "A", "1": "B"}, "text": {...}}, {"title": ["A", "B"], "text": [...]}, {"a1": {"title": "A", ...}, ...}
and {"columns": ["title", "text"], "data": [["A", "..."], ...]} all hold records. So does an answer of an interface that
stands in a line: {"page": 1, "articles": [{"title": "A", ...}, ...]}.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from indexer.fields import is_part, map_fields
from indexer.readers.records import flattened

_COLUMNS: Final = ("columns", "fields", "header", "headers")
_ROWS: Final = ("data", "rows", "values", "records")
_TRUE_OF_ALL: Final = frozenset({"outlet", "language", "domain", "captured"})
"""Meanings of what an object says that holds for each of its records."""
_DEEPEST: Final = 2  # objects that may stand around the table


def unfolded(body: bytes) -> list[dict[str, Any]]:
    """The records of such an object, in their order; none of any other."""
    try:
        value = orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        return []
    for _ in range(_DEEPEST):
        if not isinstance(value, dict):
            break
        if records := _named_rows(value) or _columns(value) or _keyed(value):
            return records
        value = next((inner for inner in value.values() if isinstance(inner, dict)), None)
    return []


def listed(body: bytes) -> list[dict[str, Any]]:
    """The records of the lists in an object, each with what the object says of all; none of any other."""
    try:
        value = orjson.loads(body)
    except (orjson.JSONDecodeError, RecursionError):
        return []
    return _listed(value, {}) if isinstance(value, dict) else []


def _listed(value: Mapping[str, Any], above: Mapping[str, Any]) -> list[dict[str, Any]]:
    plain = {name: inner for name, inner in value.items() if isinstance(inner, str)}
    said = {**above, **{n: plain[n] for meaning, n in map_fields(plain).items() if meaning in _TRUE_OF_ALL}}
    for name, inner in value.items():
        if isinstance(inner, dict) and (found := _listed(inner, said)):
            return found
        records = [element for element in inner if isinstance(element, dict)] if isinstance(inner, list) else []
        if not records or len(records) < len(inner) or is_part(name, True):
            continue
        if all(map(_is_record, records)):
            return [{**said, **record} for record in records]
        if deeper := [found for record in records for found in _listed(record, said)]:
            return deeper
    return []


def _is_record(value: Mapping[str, Any]) -> bool:
    return {"title", "text"} <= map_fields(flattened(value.items())).keys()


def _named_rows(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = next((found for key in _COLUMNS if _is_names(found := value.get(key))), None)
    rows = next((found for key in _ROWS if isinstance(found := value.get(key), list)), [])
    if names is None or not _may_be(names) or not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return []
    return [dict(zip(names, row, strict=True)) for row in rows]


def _is_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(name, str) for name in value)


def _columns(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Columns of one length, as lists or by the numbers of their rows; other values are of the whole table."""
    columns = {name: _cells(column) for name, column in value.items() if isinstance(column, (dict, list))}
    if len(columns) < 2 or not _may_be(columns) or len({tuple(cells) for cells in columns.values()}) != 1:
        return []
    rows = next(iter(columns.values()))
    return [{name: cells[row] for name, cells in columns.items()} for row in rows]


def _cells(column: Mapping[str, Any] | Sequence[Any]) -> dict[str, Any]:
    return dict(column) if isinstance(column, Mapping) else {str(i): cell for i, cell in enumerate(column)}


def _keyed(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Records by their keys, which are their ids where they have none."""
    records = [{"id": key, **record} for key, record in value.items() if isinstance(record, dict)]
    if len(records) < max(2, len(value)) or not all(map(_may_be, records)):
        return []
    return records


def _may_be(names: Sequence[str] | Mapping[str, Any]) -> bool:
    """Whether these are the fields of a record: a headline and a text."""
    return {"title", "text"} <= map_fields(list(names)).keys()
