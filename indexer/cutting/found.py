"""What has a meaning in a line around a body, and what kind of line is it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["date", "byline", "label", "copyright", "end", "rule", "url", "slug", "credit", "body mark", "number"]


@dataclass(frozen=True, slots=True)
class Found:
    """A piece of a header line that has a meaning: `text[start:end]`, and the name of its hint."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Header:
    """What kind of header line it is, and the hints in it; `sure` says that it can hardly be anything else."""

    kind: Kind
    found: tuple[Found, ...] = ()
    sure: bool = True
