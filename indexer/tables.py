"""Are the user's own tables fit to be read? They are checked whole, before any dump is opened.

The folder `tables/` of an archive may hold outlets.toml, countries.toml and actors.toml, of the form of ours in
`indexer/gazetteer`; what they say wins. A fault is named with file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, get_args

import tomli

from indexer import gazetteer
from indexer.naming import actor_table
from search.article import ActorType
from search.errors import UnusableInput

FOLDER: Final = "tables"
_GROUPS: Final = ("names", "demonyms", "capitals", "historic", "institutions")
_OUTLET: Final = {"name": str, "domains": (str, list), "aliases": (str, list), "country": str, "kind": str, "slug": str}
_ACTOR: Final = {"country": str, "also": list, "surname": str, "roles": list, "not": list, "id": str}
_CODE: Final = re.compile(r"[A-Z]{2}")

Fault = tuple[str, int, str]
"""The words by which to find the line, the how manieth line with them it is, and what is wrong there."""


def tables_of(archive: Path | None) -> Path | None:
    """The folder of the user's tables beside an archive, None where there is none."""
    return archive / FOLDER if archive and (archive / FOLDER).is_dir() else None


def checked(folder: Path | None) -> str | None:
    """A digest of the tables in this folder, None where there is none; what was read of them before is forgotten.

    Raises UnusableInput for a table that has a fault, with file, line and what to do.
    """
    if folder is None:
        return None
    paths = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    digest = sha256()
    for path in paths:
        if path.name not in _CHECKS:
            raise UnusableInput(f"'{path}' is no table that is known. Name it one of: {', '.join(_CHECKS)}.")
        content = path.read_bytes()
        digest.update(path.name.encode() + b"\0" + content + b"\0")
        _check(path, content)
    gazetteer.forget()
    actor_table.actor_table.cache_clear()
    gazetteer.load(folder)
    actor_table.actor_table(folder)
    return digest.hexdigest()[:16] if paths else None


def _check(path: Path, content: bytes) -> None:
    try:
        text = content.decode("utf-8")
        table = tomli.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _broken(path, line, "its bytes are no UTF-8. Save the file as UTF-8") from error
    except tomli.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        what = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise _broken(path, line, f"{what}. Mend that line") from error
    for words, nth, what in _CHECKS[path.name](table):
        lines = [n for n, line in enumerate(text.splitlines(), 1) if words in line.split("#")[0]]
        raise _broken(path, lines[min(nth, len(lines)) - 1] if lines else 1, what)


def _broken(path: Path, line: int, what: str) -> UnusableInput:
    return UnusableInput(f"'{path}', line {line}: {what}, or move the file away; nothing was read.")


def _outlets(table: Mapping[str, Any]) -> Iterator[Fault]:
    for name in table.keys() - {"outlet"}:
        yield name, 1, f'"{name}" is not known here. Write each outlet as [[outlet]] with name, domains, country'
    entries = table.get("outlet", [])
    if not isinstance(entries, list):
        yield "outlet", 1, '"outlet" is no list. Write [[outlet]] above each'
        return
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"].strip():
            yield "outlet]]", number, f'outlet {number} has no name. Write name = "..."'
            return
        yield from _values(entry["name"], entry, _OUTLET)
        yield from _code(entry["name"], entry.get("country"))


def _countries(table: Mapping[str, Any]) -> Iterator[Fault]:
    for section, entries in table.items():
        if section not in ("labels", "refuse", *_GROUPS):
            known = ", ".join(("labels", "refuse", *_GROUPS))
            yield section, 1, f'the section "{section}" is not known. Use one of: {known}'
        elif not isinstance(entries, dict):
            yield section, 1, f'"{section}" is no section. Write [{section}]'
        elif section == "labels":
            yield from (fault for code, name in entries.items() for fault in (*_code(code, code), *_text(code, name)))
        elif section == "refuse":
            yield from (fault for language, phrases in entries.items() for fault in _texts(language, phrases))
        else:
            for language, codes in entries.items():
                if not isinstance(codes, dict):
                    yield language, 1, f"write {section}.{language} as a section: [{section}.{language}]"
                    continue
                for code, names in codes.items():
                    yield from _code(code, code)
                    yield from _texts(code, names)


def _actors(table: Mapping[str, Any]) -> Iterator[Fault]:
    kinds = get_args(ActorType)
    for kind, entries in table.items():
        if kind not in kinds or not isinstance(entries, dict):
            yield kind, 1, f'"{kind}" is no type of actor. Use one of: [{"], [".join(kinds)}]'
            continue
        for name, values in entries.items():
            if not isinstance(values, dict):
                yield name, 1, f'"{name}" has no fields. Write "{name}" = {{ country = "..", also = ["..."] }}'
                continue
            yield from _values(name, values, _ACTOR)
            yield from _code(name, values.get("country"))
            for key in ("also", "roles", "not"):
                yield from _texts(name, values.get(key, []))


def _values(name: str, entry: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Fault]:
    for key, value in entry.items():
        if key not in known:
            yield name, 1, f'"{key}" of "{name}" is not known. Use one of: {", ".join(known)}'
        elif not isinstance(value, known[key]):
            yield name, 1, f'"{key}" of "{name}" has the wrong form: {value!r}'


def _code(where: str, value: object) -> Iterator[Fault]:
    if value is not None and not (isinstance(value, str) and _CODE.fullmatch(value)):
        yield where, 1, f'"{value}" is no country code. Write two capital letters, as in "SY"'


def _text(where: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield where, 1, f'"{where}" is no text. Write it in quotation marks'


def _texts(where: str, value: object) -> Iterator[Fault]:
    if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
        yield where, 1, f'"{where}" is no list of texts. Write ["...", "..."]'


_CHECKS: Final[Mapping[str, Callable[[Mapping[str, Any]], Iterator[Fault]]]] = {
    "outlets.toml": _outlets,
    "countries.toml": _countries,
    "actors.toml": _actors,
}
