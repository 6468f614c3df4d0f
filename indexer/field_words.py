"""What do the words of a field's name say? "pub_ts", "publishedAtMs", "date_publish" and "Data publikacji" are one.

A name is taken apart at its separators and humps. It has a meaning if every word of it is known and one of them bears
that meaning; "image_url" and "source_type" have none, since "image" and "type" are no such words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from indexer.matching import fold

_HUMP: Final = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\D)(?=\d)")
_WORD: Final = re.compile(r"[^\W_]+")
_ASIDE: Final = re.compile(r"(?<=\w)[(\[]\w{1,3}[)\]]|\s+[(\[][^()\[\]]*[)\]]$")
"""What is no word of a name: the ending of "Auteur(s)", the remark of "Date (UTC)"."""


def vocabulary(words: str) -> frozenset[str]:
    """Words between blanks, folded."""
    return frozenset(fold(words).lower.split())


FILLERS: Final = vocabulary(
    "article articles news story stories post item entry document doc record main full original raw clean cleaned final"
    " field meta node first initial official press clip mention display the a of in und der des la le de du do da del"
    " di van članku článku članka cikk artykułu artikkelin articolului berita bài artikel artigo articulo artículo"
    " articolo haber статьи статті новости новости خبر الخبر"
)
_WHEN: Final = vocabulary(
    "date dates time datetime day timestamp ts dt stamp when datum fecha data tarih tarihi дата dato päivämäärä pvm"
    " tanggal ngày ημερομηνία dátum дата تاريخ تاریخ"
)
_CLOCK: Final = vocabulary("at on utc gmt epoch unix ms millis milliseconds seconds sec s local iso iso8601 string")
_PUBLISHED: Final = vocabulary(
    "pub publish published publication publishing post posted issue issued release released print printed live online"
    " edition appeared broadcast air aired firstpublished parution publicación publicação publicado publicada publié"
    " publikacji publikace публикации публікації публикуване yayın yayınlanma objave objava publicării apariției"
    " publicering publiserings udgivelse terbit publikasi đăng xuất bản δημοσίευσης النشر نشر انتشار الصدور"
)
_SURE: Final = vocabulary("published posted issued released printed aired")
"""Words that say by themselves that something came out at this time."""
_CREATED: Final = vocabulary("created create creation")
_MODIFIED: Final = vocabulary(
    "mod modify modified modification update updated change changed edit edited revised revision last"
)
_CAPTURED: Final = vocabulary(
    "crawl crawled crawling fetch fetched scrape scraped scraping download downloaded retrieve retrieved retrieval"
    " access accessed index indexed indexing ingest ingested ingestion collect collected collection harvest harvested"
    " capture captured extracted extraction processed available availability insert inserted saved archived archive"
    " warc added"
)
_RANKED: Final = (
    "outlet newspaper publication source media medium publisher paper journal magazine site website brand channel"
    " station network provider masthead newsroom"
)
_OUTLETS: Final = tuple(_RANKED.split())
_NAMES: Final = vocabulary("name title label")
_HOSTS: Final = vocabulary("url link domain host hostname homepage uri href address")
_AUTHORS: Final = vocabulary(
    "author authors byline bylines writer writers reporter reporters journalist journalists columnist contributor"
    " contributors correspondent creator autor auteur autore"
)
_OF_AUTHORS: Final = vocabulary("name names list line text primary by credit displayname fullname")
_SUMMARIES: Final = vocabulary(
    "summary abstract excerpt lead lede standfirst dek deck teaser subtitle subheadline subhead kicker snippet"
    " description intro ingress"
)
_FORMS: Final = vocabulary(
    "text html plain plaintext markdown md processed complete paragraphs body content copy value"
)
_TEXTS: Final = vocabulary("text html plaintext markdown body content paragraphs")
_LANGUAGES: Final = vocabulary("language lang locale langcode")
_ADDRESSES: Final = vocabulary("url link permalink href")
_OF_ADDRESSES: Final = vocabulary("canonical web page")
LOW: Final = 60
"""The rank of a meaning that is put together: every name of the tables goes first."""


@lru_cache(4096)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, folded: "publishedAtMs" -> ("published", "at", "ms")."""
    return tuple(_WORD.findall(fold(_HUMP.sub(" ", _ASIDE.sub("", name))).lower))


@lru_cache(4096)
def meanings(name: str) -> Mapping[str, int]:
    """The canonical names that the words of a name stand for, each with its rank; none where a word is not known."""
    said = frozenset(words(name)) - FILLERS
    if not said:
        return {}
    return {meaning: LOW + rank for meaning, rank in (_time(said) or _other(said)).items()}


def _time(said: frozenset[str]) -> dict[str, int]:
    """Which time of an article its words name: of its publication before that of its making."""
    if not said <= _WHEN | _CLOCK | _PUBLISHED | _CREATED | _MODIFIED | _CAPTURED:
        return {}
    timed = bool(said & (_WHEN | _CLOCK))
    if said & _CAPTURED:
        return {"captured": 0} if timed else {}
    if said & _MODIFIED:
        return {"modified": 0} if timed else {}
    if said & _PUBLISHED and (timed or said & _SURE):
        return {"date": 0}
    if said & _CREATED:
        return {"date": 20} if timed else {}
    return {"date": 10} if said & _WHEN else {}


def _other(said: frozenset[str]) -> dict[str, int]:
    outlets = [rank for rank, word in enumerate(_OUTLETS) if word in said]
    if outlets and said <= _NAMES | frozenset(_OUTLETS):
        return {"outlet": outlets[0]}
    if outlets and said <= _HOSTS | frozenset(_OUTLETS):
        return {"domain": outlets[0]}
    if said & _AUTHORS and said <= _AUTHORS | _OF_AUTHORS:
        return {"author": 0}
    if said & _SUMMARIES and said <= _SUMMARIES | _FORMS:
        return {"summary": 0}
    if said <= vocabulary("title headline hed heading"):
        return {"title": 0}
    if said & _TEXTS and said <= _FORMS:
        return {"text": 0}
    if said & _LANGUAGES and said <= _LANGUAGES | vocabulary("code iso name detected"):
        return {"language": 0}
    if said & _ADDRESSES and said <= _ADDRESSES | _OF_ADDRESSES:
        return {"url": 0}
    return {"id": 0} if said <= vocabulary("id guid uuid") else {}
