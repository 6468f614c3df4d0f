"""What do the fields of a JSON record say? Nested ones get dotted names, lists are joined, values stay as they are."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from indexer.readers.charset import decode
from indexer.readers.editors import edited_text

PARAGRAPH = 80  # a list with a longer string than this is a list of paragraphs
SHOWN = 60
DATE_PARTS = 3  # year, month and day of a reference (CSL): {"date-parts": [[2025, 6, 24]]}
# The parts of a person's name in a reference (CSL), in the order in which they are said; 0: none of the name
NAME_PARTS = {
    "given": 1, "dropping-particle": 2, "non-dropping-particle": 3, "family": 4, "suffix": 5, "literal": 6,
    "comma-suffix": 0, "static-ordering": 0, "parse-names": 0,
}  # fmt: skip
LAST = re.compile(r"(?:[\w.+-]+|[,:])\Z|\\(?:u[0-9a-fA-F]{0,3})?\Z")
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|"', re.S)
HALF_PAIR = re.compile("[\ud800-\udfff]")


class BrokenRecord(ValueError):
    """A record that cannot be read; `kind` is short, the message says what and where."""

    def __init__(self, kind: str, reason: str) -> None:
        super().__init__(reason)
        self.kind = kind


class _Pairs(list[tuple[str, Any]]):
    """An object as its pairs, so that a key that stands twice is seen."""


def json_fields(body: bytes, charset: str | None = None) -> dict[str, str]:
    """The fields of one JSON object, flattened: {"a": {"b": 1}} gives {"a.b": "1"}.

    A list of strings is joined by "; ", or by blank lines if they are paragraphs; {"authors": [{"name": x}]} gives
    "authors[].name". null and NaN give no field. A key that stands twice gives "key" and "key#2". Raises BrokenRecord.
    """
    try:
        value = orjson.loads(body)
        exact = body.count(b'":') == _keys(value)
    except (orjson.JSONDecodeError, RecursionError):
        value, exact = None, False
    if not exact:
        value = _careful(body, charset)
    if not isinstance(value, (dict, _Pairs)):
        raise BrokenRecord("not a record", f"It holds {_kind(value)}, not an object with fields. Remove it.")
    return flattened(value.items() if isinstance(value, dict) else _numbered(value))


def flattened(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    """The names and values of an object, those of objects inside it under dotted names."""
    fields: dict[str, list[str]] = {}
    for name, inner in pairs:
        _gather(name, inner, fields)
    return {name: values[0] if len(values) == 1 else _joined(name, values) for name, values in fields.items()}


def _keys(value: Any) -> int:
    if isinstance(value, dict):
        return len(value) + sum(_keys(v) for v in value.values() if isinstance(v, (dict, list)))
    if isinstance(value, list):
        return sum(_keys(v) for v in value if isinstance(v, (dict, list)))
    return 0


def _careful(body: bytes, charset: str | None) -> Any:
    """What the fast parser refuses, or would pass over in silence: other charsets, NaN, huge numbers, repeated keys."""
    text = decode(body, charset)[0].lstrip("\ufeff").rstrip()
    try:
        return json.loads(text, object_pairs_hook=_Pairs, parse_int=str, parse_constant=float)
    except json.JSONDecodeError as error:
        if is_cut(text, error):
            raise BrokenRecord(
                "cut off",
                f"The JSON record is cut off: it ends with {text[-SHOWN // 2 :]!r}, and {_open(text)} is not closed. "
                "Get a whole copy and add the file again.",
            ) from error
        shown = text[max(0, error.pos - SHOWN // 2) : error.pos + SHOWN // 2].strip()
        fault = error.msg.removesuffix(" at")
        raise BrokenRecord(
            "broken json",
            f"{fault} at character {error.pos + 1}, near {shown!r}. Correct it and add the file again.",
        ) from error
    except RecursionError as error:
        raise BrokenRecord("too deep", "Its brackets are nested too deeply. Flatten it and add it again.") from error


def is_cut(text: str, error: json.JSONDecodeError) -> bool:
    """Whether what is wrong with a record is only that it stops: all is right to its last string, number or word.

    A string that goes to a last brace lacks its quote, and nothing says that it was cut.
    """
    if error.msg.startswith("Unterminated string"):
        return not text.endswith("}")
    last = LAST.search(text)
    return error.pos >= (last.start() if last else len(text)) and _open(text) != ""


def _open(text: str) -> str:
    """What is not closed at the end of a record, the innermost, in words; "" if all is."""
    depth: list[str] = []
    for token in TOKEN.findall(text):
        if token == '"':
            return "a string"
        if token in "[{":
            depth.append(token)
        elif token in "]}" and depth:
            depth.pop()
    return {"[": "a list", "{": "an object"}[depth[-1]] if depth else ""


def _kind(value: Any) -> str:
    names = {list: "a list", str: "a string", bool: "true or false", int: "a number", float: "a number"}
    return names.get(type(value), "nothing")


def _gather(name: str, value: Any, fields: dict[str, list[str]]) -> None:
    """Put the leaves of a value under their dotted names."""
    if isinstance(value, str):
        fields.setdefault(name, []).append(_whole(value))
    elif name.endswith("[]") and isinstance(value, dict) and (person := _person(value)):
        fields.setdefault(name.removesuffix("[]"), []).append(person)
    elif isinstance(value, (dict, _Pairs)):
        for key, inner in value.items() if isinstance(value, dict) else _numbered(value):
            _gather(f"{name}.{key}" if name else key, inner, fields)
    elif isinstance(value, list):
        if paragraphs := edited_text(value):
            fields.setdefault(name, []).extend(map(_whole, paragraphs))
            return
        for inner in value:
            _gather(f"{name}[]" if isinstance(inner, (dict, _Pairs)) else name, inner, fields)
    elif isinstance(value, bool):
        fields.setdefault(name, []).append("true" if value else "false")
    elif value is not None and not (isinstance(value, float) and not math.isfinite(value)):
        fields.setdefault(name, []).append(str(value))


def _person(value: Mapping[str, Any]) -> str:
    """The name of a person whose parts are given as references give them, "" for any other object."""
    if not ("family" in value or "literal" in value) or not value.keys() <= NAME_PARTS.keys():
        return ""
    parts = sorted((key for key in value if NAME_PARTS[key]), key=NAME_PARTS.__getitem__)
    return " ".join(part for key in parts if isinstance(part := value[key], str) and part)


def _numbered(pairs: _Pairs) -> Iterator[tuple[str, Any]]:
    """The pairs of an object; a key that stands again gets its number."""
    seen: dict[str, int] = {}
    for key, inner in pairs:
        seen[key] = seen.get(key, 0) + 1
        yield (f"{key}#{seen[key]}" if seen[key] > 1 else key), inner


def _whole(text: str) -> str:
    """A string; half of a surrogate pair, which no text can hold, becomes U+FFFD."""
    return text if text.isascii() else HALF_PAIR.sub("\ufffd", text)


def _joined(name: str, values: list[str]) -> str:
    if name.endswith("date-parts") and len(values) <= DATE_PARTS:
        return "-".join(value.zfill(2) for value in values)
    return ("\n\n" if any(len(value) > PARAGRAPH for value in values) else "; ").join(values)


def together(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields, with the lead paragraph and the rest of a news database's record (LP, TD) as one text."""
    lead, rest = fields.get("LP"), fields.get("TD")
    return dict(fields) | ({"LPTD": f"{lead}\n\n{rest}"} if lead and rest else {})
