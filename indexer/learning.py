"""Which lines do the pages of a corpus share, and which of them did a person want kept?

What is learnt stands in `boilerplate/<corpus>.toml` of the archive. A line under `keep` is never cut nor learnt again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli

from indexer.cutting.boilerplate import Boilerplate, line_key
from indexer.readers import Member
from indexer.shared_lines import learn
from search.errors import UnusableInput
from search.slugs import slugged

FOLDER = "boilerplate"
LEARN_CAP = 64 * 1024 * 1024
"""Bytes of text that are looked through for lines which the pages of a corpus share."""
HEAD = """\
# Lines that many pages of this corpus share, with the number of pages: they are left out of its articles.
# A line under `keep` is never left out, and not learnt again.
"""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of a corpus; `fresh` are the lines that the file did not have before."""

    boilerplate: Boilerplate
    keep: tuple[str, ...] = ()
    fresh: Mapping[str, int] = field(default_factory=dict)


def path_of(folder: Path, corpus: str) -> Path:
    """The file of what was learnt of a corpus, in the archive's folder."""
    return folder / FOLDER / f"{slugged(corpus) or 'corpus'}.toml"


def learn_corpus(folder: Path | None, corpus: str, members: Iterable[Member]) -> Learnt:
    """What was learnt of a corpus before, and what its new text pages share, written to the file of the archive.

    Raises UnusableInput when a hand has broken the file.
    """
    before = read(folder, corpus)
    found = learn(_texts(members))
    kept = {line_key(line) for line in before.keep}
    fresh = {
        line: count for line, count in found.lines.items() if line not in before.boilerplate.lines and line not in kept
    }
    lines = {**before.boilerplate.lines, **fresh}
    after = Learnt(Boilerplate(lines, before.boilerplate.files + found.files), before.keep, fresh)
    if folder and fresh:
        _write(folder, corpus, after)
    return after


def read(folder: Path | None, corpus: str) -> Learnt:
    """What the file says. Raises UnusableInput when a hand has broken it."""
    path = path_of(folder, corpus) if folder else None
    if path is None or not path.exists():
        return Learnt(Boilerplate())
    try:
        text = path.read_text("utf-8")
        keep = tuple(str(line) for line in tomli.loads(text).get("keep", ()))
        found = Boilerplate.from_toml(text)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UnusableInput(
            f"'{path}' cannot be read: {error}. Mend that line, or delete the file: it is learnt again."
        ) from error
    kept = {line_key(line) for line in keep}
    return Learnt(Boilerplate({k: n for k, n in found.lines.items() if k not in kept}, found.files), keep)


def restore(folder: Path, corpus: str, line: str) -> bool:
    """Have this line kept from now on; whether it was learnt before."""
    before = read(folder, corpus)
    lines = {k: n for k, n in before.boilerplate.lines.items() if k != line_key(line)}
    keep = before.keep if line in before.keep else (*before.keep, line)
    _write(folder, corpus, Learnt(Boilerplate(lines, before.boilerplate.files), keep))
    return len(lines) < len(before.boilerplate.lines)


def unlearn(folder: Path, corpus: str, lines: Mapping[str, int]) -> None:
    """Forget the lines that a run has learnt, when it is undone."""
    before = read(folder, corpus)
    left = {k: n for k, n in before.boilerplate.lines.items() if lines.get(k) != n}
    if len(left) < len(before.boilerplate.lines):
        _write(folder, corpus, Learnt(Boilerplate(left, before.boilerplate.files), before.keep))


def _write(folder: Path, corpus: str, learnt: Learnt) -> None:
    path = path_of(folder, corpus)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    keep = "".join(f"    {json.dumps(line, ensure_ascii=False)},\n" for line in learnt.keep)
    kept = f"[\n{keep}]" if keep else "[]"
    fresh = path.with_suffix(".new")
    fresh.write_text(f"{HEAD}keep = {kept}\n{learnt.boilerplate.to_toml()}", "utf-8")
    fresh.replace(path)


def _texts(members: Iterable[Member]) -> Iterator[str]:
    read = 0
    for member in members:
        if member.format == "text" and read < LEARN_CAP:
            read += member.size
            yield member.whole().decode(member.charset, "replace")
