"""Up to which change has an index gone, and who wrote it?

A small file beside the index, written after the commit that it names: it can lag behind the index and never run ahead.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

from search.errors import ArchiveDamaged

NAME = "watermark.json"

Mark = tuple[int, int]


def mark(folder: Path) -> Mark:
    """What changes whenever the watermark is written. ArchiveDamaged if there is none."""
    try:
        status = os.stat(f"{folder}/{NAME}")  # asked before every answer
    except FileNotFoundError as error:
        raise damaged(folder, f"{NAME} is missing") from error
    return status.st_mtime_ns, status.st_ino


def read(folder: Path, version: str) -> int:
    """The generation. ArchiveDamaged if the file cannot be read or the index is of another version."""
    try:
        written = json.loads((folder / NAME).read_bytes())
        found, generation = written["version"], int(written["generation"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise damaged(folder, f"{NAME} cannot be read") from error
    if found != version:
        raise damaged(folder, f'it is of version "{found}", this Broadsheet uses "{version}"')
    return generation


def write(folder: Path, version: str, generation: int) -> None:
    """Writes the generation so that a crash leaves the old or the new one, and a power cut cannot lose its name."""
    fresh = folder / f"{NAME}.new"
    with open(fresh, "wb") as file:
        file.write(json.dumps({"version": version, "generation": generation}).encode())
        file.flush()
        os.fsync(file.fileno())
    put(fresh, folder / NAME)


def put(fresh: Path, file: Path) -> None:
    """Gives a file that was written and synced its name, so that a power cut cannot lose it."""
    os.replace(fresh, file)
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def damaged(folder: Path, what: str) -> ArchiveDamaged:
    """The error for an index that cannot be used, with the way out."""
    return ArchiveDamaged(f'The index in "{folder}" cannot be used: {what}. Make it anew: broadsheet rebuild')
