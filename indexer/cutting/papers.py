"""Is a name that of a newspaper, or of somebody who writes for one? By the outlets we know, by how both are named."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Final

from indexer import gazetteer, outlets
from indexer.cutting.boilerplate import is_section
from indexer.cutting.found import Found
from indexer.cutting.unnamed import DIGEST
from indexer.matching import fold
from indexer.naming import names
from indexer.naming.lexicon import lexicon

_WORD: Final = re.compile(r"[^\W\d_][\w\u0900-\u0963\u0980-\u09e3’'\u200c-]*")
_ELISION: Final = re.compile(r"\b[dln][’'](?=\w)", re.IGNORECASE)
_ONLINE: Final = re.compile(r"\s*(?:デジタル|電子版|オンライン|电子版|數位版)$")
"""The edition of a paper, in scripts without spaces."""
_DIGEST: Final = re.compile(
    rf"\b(?:{DIGEST})\b|نشرة|مختارات|الصحافة اليوم|بریده جراید|مرور مطبوعات|新闻摘要|剪报", re.IGNORECASE
)
_DENSE: Final = re.compile(
    r"[王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫马馬朱胡林郭何高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江]"
    r"[\u4e00-\u9fff]{1,2}"
)
"""A Chinese name by its common surname; a paper's name is longer or ends in 报, 网 or 社."""
_OFFICE: Final = re.compile(
    r"\bpress(?: and \w+)? (?:office|release|conference|room|contact|kit)\b"
    r"|\bpresse(?:stelle|mitteilung|konferenz|amt)\b"
    r"|\bservice de presse\b|\b(?:oficina|gabinete|rueda) de (?:prensa|imprensa)\b"
    r"|\bufficio stampa\b|пресс-служба|المكتب (?:الصحفي|الإعلامي)",
    re.IGNORECASE,
)
"""Who speaks to papers and is none: "Press Office"."""
_HOUSE: Final = re.compile(
    r"\b(?:holdings?|group|media|publish\w+|publications|newspapers|compan(?:y|ies)|network|corporation|verlag\w*|gruppe|groupe"
    r"|grupo|gruppo|editora|editrice|éditions?|medien\w*|yayıncılık|холдинг|издательств\w*)\b|مجموعة|شركة|集团",
    re.IGNORECASE,
)
_PARTICLE: Final = 3
_OF: Final = frozenset(["della", "dalla", "delle", "degli", "dello"])
"""The small words of persons' names: no longer than "von", and those of Italy."""
_PLACED: Final = re.compile(
    r"vila|villar?|santa|san|santo|são|port|puerto|porto|cape|cabo|mount|monte|fort|lake|loch|lago|rio|río|river|valle|val|costa"
    r"|(?:land)?kreis|bezirk|stadt|gemeinde|provinci?a|province|district|distrito|comarca|región|region|county|número|numéro"
    r"|edici[oó]n|درّ?ه|شهر|استان|رود|کوه|مدينة|محافظة|قرية|село|город|посёлок|озеро|رقم",
    re.IGNORECASE,
)
"""What begins the name of a place: "Vila Serena", "Kreis Odern"."""
_UNSPACED: Final = re.compile(r"[\uac00-\ud7af]{3}|[\u4e00-\u9fff々]{3,5}")
_MASTHEAD: Final = 80
"""No line is longer that names a digest."""
_LONGEST: Final = 6
_WRITERS: Final = range(2, 5)


def is_paper(name: str) -> bool:
    """Whether a name is that of an outlet of our table, or made as newspapers' names are: "Oderner Tageblatt"."""
    words = _WORD.findall(_ELISION.sub("", _ONLINE.sub("", name)))
    if not words or len(words) > _LONGEST or is_digest(name) or _OFFICE.search(name):
        return False
    return _paper_words(tuple(word.casefold() for word in words)) or outlets.known(name) is not None


def is_outlet(name: str) -> bool:
    """Whether a name is that of a paper, or of an agency or another outlet of our table."""
    return is_paper(name) or outlets.known(name) is not None


def writes(name: str) -> bool:
    """Whether a name is a paper's beyond doubt: a carrier's, which carries what others wrote, is none."""
    return is_paper(name) and outlets.known(name) is not False


def owns(name: str) -> bool:
    """Whether the owner that a copyright line names is a paper, and not the company that publishes it and others."""
    return writes(name) and _HOUSE.search(name) is None


@lru_cache(maxsize=8192)
def is_writer(name: str) -> bool:
    """Whether a name is a person's, by its given name, and no outlet's: "Selin Arda"."""
    if outlets.known(name) is not None:
        return False
    if _DENSE.fullmatch(name) or _of_family(name):
        return name[-1] not in "报報网網社台刊聞"
    words = name.split()
    if len(words) not in _WRITERS or any(_paper_words((word.casefold(),)) for word in (words[0], words[-1])):
        return False
    if _PLACED.fullmatch(words[0]) or any(w[0].islower() and len(w) > _PARTICLE and w not in _OF for w in words):
        return False
    if _spelled(words[0]) in _given():
        return True
    parts = names.read(name)
    return len(parts) == 1 and parts[0][:3] == (0, len(name), "person") and parts[0].rule == "given name"


@lru_cache(maxsize=1)
def _given() -> frozenset[str]:
    """The first words of writers' names that no capital marks."""
    arabic = gazetteer.ours("names_arabic.toml")["given"]
    table = gazetteer.ours("paper_words.toml")["writers"]
    words = f"{table} {arabic['arabic']} {arabic['persian']} {arabic['other']}".split()
    return frozenset(_spelled(word) for word in words)


def _spelled(word: str) -> str:
    """A word as it is compared: Arabic letters without their variants."""
    return fold(word).lower if "\u0600" <= word[0] <= "\u06ff" else word.casefold()


def _of_family(name: str) -> bool:
    """Whether signs without spaces are a Korean or Japanese family name with a given name of one or two signs."""
    if not _UNSPACED.fullmatch(name):
        return False
    families = _families()
    return any(name[:size] in families and len(name) - size in (1, 2) for size in (1, 2, 3)) and len(name) > 2


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    return frozenset(gazetteer.ours("paper_words.toml")["families"].split())


def is_digest(text: str) -> bool:
    """Whether a line names what was put together from papers: a press review, a digest, a newsletter."""
    return len(text) < _MASTHEAD and _DIGEST.search(text) is not None


def told_apart(text: str, found: Iterable[Found]) -> list[Found]:
    """What was found in a line: of two names where outlets stand, one of them a paper's, the other is a writer's, or a
    place if it stands first."""
    named = list(found)
    outlet = [f for f in named if f.name == "outlet"]
    papers = [f for f in outlet if is_outlet(text[f.start : f.end])]
    others = [f for f in outlet if papers and f not in papers]
    return [replace(f, name=_beside_paper(text[f.start : f.end], f is outlet[0])) if f in others else f for f in named]


def _beside_paper(name: str, first: bool) -> str:
    """What a name is that stands in a line with a paper's."""
    if first and (name.casefold() in lexicon().places or (len(name.split()) == 1 and not is_section(name))):
        return "dateline"
    return "author" if _is_personal(name) else "outlet"


def _is_personal(name: str) -> bool:
    return len(_WORD.findall(name)) in _WRITERS


@lru_cache(maxsize=4096)
def _paper_words(words: tuple[str, ...]) -> bool:
    whole, begins, ends, last = _table()
    return any(word in whole or word.startswith(begins) or word.endswith(ends) for word in words) or words[-1].endswith(
        last
    )


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    table = gazetteer.ours("paper_words.toml")
    words = table["words"].split()
    return (
        frozenset(word for word in words if "*" not in word),
        tuple(word[:-1] for word in words if word.endswith("*")),
        tuple(word[1:] for word in words if word.startswith("*")),
        tuple(table["ends"].split()),
    )
