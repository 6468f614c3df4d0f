"""Which bodies are one article? Those of the same words with the same signs between them, however they are set.

Near-copies are another question: they share half their shingles (`search.stories`), which are made of words alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache, lru_cache

import regex

from search.settled import folded, settled

RECIPE = "2"
"""The version of the recipe of ids; an archive of another one is brought up (`search.renaming`)."""
FLASH = 10
"""A body of fewer words is told by its title too."""

_DELETED = bytes(sign for sign in range(128) if sign <= 32 or chr(sign) in "\"'`*_#|\\\x7f")
"""White space, quotation marks, and what markdown is made of: how a text is set, not what it says."""
_LOWER = bytes(ord(chr(sign).lower()) if sign < 128 else sign for sign in range(256))
_RUN = re.compile(rb"([!-/:-@\[-`{-~])\1+")
_SAME = dict(zip("。、،؛؟۔٪٫٬⁄∕", ".,,;?.%.,//", strict=True))
"""Signs that are those of ASCII in another script."""
_ORNAMENT = re.compile("[¦·•‣‧⁃⁌⁍∙⋅・¶※‖\u2500-\u25ff\u2605\u2606\u261a-\u261f\u2700-\u2712\u2719-\u27bf]")
"""Bullets, boxes, stars and the like."""
_SHAPELESS = frozenset(["Cc", "Cf", "Co", "Zs", "Zl", "Zp"])
"""Classes of characters: controls, marks without a shape, a font's own bullets, white space."""


def article_id(text: str, title: str = "") -> str:
    """The id of a body: 16 hex digits of the sha256 over its case-folded words, then its signs among them.

    Neither title, outlet nor date count, so that better metadata keeps the permalink; nor does how the body is set:
    case, white space, normal form, the shapes of quotation marks, dashes and full-width signs, bullets, invisible
    marks. A comma, a minus or a currency sign does. The title counts where there is next to no body: a flash is its
    headline, and thousands of them may share a line like "More to follow."
    """
    words = folded(text)
    parts = [words, _signs(text)]
    if words.count(b" ") + bool(words) < FLASH:
        parts = [folded(title), _signs(title), *parts]
    return hashlib.sha256(b"\n".join([RECIPE.encode(), *parts])).hexdigest()[:16]


def _signs(text: str) -> bytes:
    """The text in lower case without white space and ornament, each of its signs in one shape and once in a row."""
    kept: list[str] = []
    if not text.isascii():
        text, _, signs = settled(text)
        shapes = {sign: _shape(sign) for sign in signs}
        kept = [sign for sign, shape in shapes.items() if sign == shape]
        for sign in shapes.keys() - set(kept):
            text = text.replace(sign, shapes[sign])
    data = _RUN.sub(rb"\1", text.encode().translate(_LOWER, _DELETED))
    for once in map(str.encode, kept):
        while once * 2 in data:
            data = data.replace(once * 2, once)
    return data


@lru_cache(maxsize=10_000)
def _shape(sign: str) -> str:
    """The one shape of a sign that stands in no word; "" where it is only set there."""
    category = unicodedata.category(sign)
    if sign in _SAME:
        return _SAME[sign]
    if category in _SHAPELESS or _ORNAMENT.match(sign) or _quotation().match(sign):
        return ""
    if _dash().match(sign):
        return "-"
    return unicodedata.normalize("NFKC", sign) if category.startswith("P") else sign


@cache
def _quotation() -> regex.Pattern[str]:
    return regex.compile("[\\p{Quotation_Mark}《》〈〉′″‴´׳״]")


@cache
def _dash() -> regex.Pattern[str]:
    return regex.compile(r"\p{Dash}")
