"""Is a name beside a date a writer's, where an outlet's may stand? "Selin Arda | Karaova Postası | 5 Haz 2025"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from indexer import names, outlets

_LONGEST: Final = 4
_PAPERS: Final = frozenset(
    ["sun", "weekly", "daily", "review", "magazine", "digest", "star", "mirror", "mail", "express", "standard",
     "chronicle", "blog", "report", "reports", "online", "today", "monitor", "club", "wire", "letter", "notes",
     "briefing", "show", "podcast"]
)  # fmt: skip
"""Last words that make a given name that of a paper: "Jackson Sun"."""
_DENSE: Final = re.compile(
    r"[王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫马馬朱胡林郭何高罗羅郑鄭梁谢謝宋唐许許邓鄧冯馮韩韓曹曾彭萧蕭蔡潘田董袁于余叶葉蒋蔣杜苏蘇魏程吕呂丁沈任姚卢盧傅钟鍾崔谭譚廖范汪陆陸金石戴贾賈韦韋夏邱方侯邹鄒熊孟秦白江]"
    r"[\u4e00-\u9fff]{1,2}"
)
"""A Chinese name by its common surname; a paper's name is longer or ends in 报, 网 or 社."""


@lru_cache(maxsize=8192)
def is_writer(name: str) -> bool:
    """Whether a name is a person's, by its given name, and no outlet's that the tables know."""
    if _DENSE.fullmatch(name):
        return name[-1] not in "报報网網社台刊" and outlets.known(name) is None
    words = name.split()
    if not 2 <= len(words) <= _LONGEST or words[-1].lower() in _PAPERS or outlets.known(name) is not None:
        return False
    parts = names.read(name)
    return len(parts) == 1 and parts[0][:3] == (0, len(name), "person") and parts[0].rule == "given name"
