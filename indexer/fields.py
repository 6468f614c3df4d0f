"""Which field of a record is the title, the text, the date?

Names are compared by meaning: case, separators and an enclosing path do not count, so "pubDate", "published_at",
"article:published_time" and "meta.publishedAt" all are the date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from indexer import gazetteer

# Canonical name -> the names that are met for it, best first, folded (see `fold`). Written by hand from the fields of
# schema.org, RSS, Atom, Dublin Core, Open Graph, NITF, the news databases' exports and common scrapers.
MEANINGS: Mapping[str, str] = {
    "title": (
        "title headline hed hd articletitle headlinemain newstitle webtitle heading storytitle posttitle "
        "titletext titel titulo titular titolo titre titulaire tytuł kop rubrik overskrift judul تیتر عنوان 제목 "
        "見出し 件名 baslik zagolovok ogtitle dctitle subject name"
    ),
    "text": (
        "text body content articlebody fulltext bodytext articletext articlecontent maintext contentencoded "
        "contentvalue contenthtml contenttext plaintext storytext storybody bodyhtml textbody cleanedtext "
        "cleantext newstext newscontent posttext postcontent document article story texto contenido texte "
        "contenu inhalt metin icerik içerik tekst volltext artikeltext artikel haber habermetni cuerpo "
        "cuerpodelanoticia textocompleto textointegral corpo textodanoticia notícia noticia texteintégral testo "
        "articolo isi isiberita текст текстстатьи содержание статья النص نصالخبر نص المحتوى متن متنخبر 正文 内容 內容 "
        "全文 本文 본문 기사 rawtext html lptd td fieldsbody fieldsbodytext description "
        "summarydetailvalue"
    ),
    "outlet": (
        "outlet source publisher publishername sourcename publication publicationname newspaper sitename "
        "ogsitename sourcetitle newssource newsoutlet outletname provider providername sn medium media "
        "medianame journal station channel dcpublisher site website feedtitle medio quelle kaynak fuente "
        "kilde"
    ),
    "date": (
        "date datepublished publisheddate published publishedat pubdate publishdate publicationdate "
        "datepublication publishedtime articlepublishedtime publishtime firstpublished firstpublicationdate "
        "webpublicationdate dcdate pd displaydate postdate posted postedat dateposted releasedate issued "
        "dctermsissued created createdat datecreated datetime time timestamp pubdatetime publishedon fecha "
        "fechapublicacion datum tarih versioncreated seendate"
    ),
    "url": (
        "url link permalink weburl articleurl canonicalurl canonical sourceurl href uri ogurl "
        "mainentityofpage mainentityofpageid pageurl newsurl linkhref storyurl webpage address warctargeturi "
        "enlace originlink"
    ),
    "author": (
        "author authors byline by creator dccreator authorname authorsname writer journalist reporter "
        "articleauthor autor auteur yazar writtenby contributors bylineoriginal bylines from"
    ),
    "language": "language lang inlanguage languagecode dclanguage la locale oglocale feedlanguage",
    "id": (
        "id guid articleid docid documentid an storyid newsid postid uuid identifier externalid newid key messageid"
    ),
    "domain": "domain hostname host sitedomain sourcedomain publisherdomain",
    "agency": "agency newsagency wire wireservice creditline credit",
    "dateline": "dateline location place datelinelocation contentlocation",
    "captured": (
        "captured capturedat crawldate crawledat crawled crawltime scraped scrapedat scrapedate scrapetime "
        "fetched fetchedat fetchtime retrieved retrievedat accessed accessdate downloaddate downloadedat "
        "datedownload collected collectedat warcdate indexedat datescraped"
    ),
    "summary": (
        "summary abstract lead leadparagraph lp standfirst subtitle subheadline subhead dek deck teaser "
        "excerpt snippet trailtext kicker lede shortdescription metadescription ogdescription description"
    ),
    "modified": (
        "modified datemodified modifieddate updated updatedat lastmodified lastupdated updatedate "
        "modifiedtime articlemodifiedtime dctermsmodified et"
    ),
}
AMBIGUOUS = frozenset(["re", "sent", "received", "moved", "feed", "organization", "src", "web"])
"""Labels of printed headers that mean something else, or nothing sure, as names of fields."""
# A name that is found only inside a path that says what it belongs to ("author.name", "publisher.url").
OWNERS: Mapping[str, tuple[str, ...]] = {
    "outlet": ("publisher", "source", "outlet", "provider", "publication", "sourceorganization"),
    "author": ("author", "authors", "creator", "byline", "contributor"),
}
OWNED = re.compile(r"^(?:name|title|label|displayname|fullname)$")
SEPARATOR = re.compile(r"[\W_]+")


@lru_cache(maxsize=1)
def ranks() -> Mapping[str, Mapping[str, int]]:
    """Canonical name -> each name that is met for it, with its rank; after ours the labels of printed headers, which
    hold those of other languages."""
    labels = gazetteer.ours("labels.toml")
    both = {canonical: [*ours.split(), *_folded(labels.get(canonical, ""))] for canonical, ours in MEANINGS.items()}
    return {canonical: {name: names.index(name) for name in names} for canonical, names in both.items()}


def _folded(labels: str) -> list[str]:
    return [fold(label) for label in labels.split() if label not in AMBIGUOUS]


@lru_cache(4096)
def fold(name: str) -> str:
    """A name without case and separators: "Published_At" -> "publishedat"."""
    return SEPARATOR.sub("", name).casefold()


@lru_cache(4096)
def candidates(name: str) -> tuple[tuple[str, int], ...]:
    """The canonical names that this name can stand for, each with its rank (0 is best)."""
    steps = [step for step in re.split(r"[.:/]|\[\]", name) if step]
    whole, last = fold(name), fold(steps[-1]) if steps else ""
    owner = fold(steps[-2]) if len(steps) > 1 else ""
    if owner and OWNED.match(last) and not any(whole in names for names in ranks().values()):
        return tuple((canonical, 3) for canonical, owners in OWNERS.items() if owner in owners)
    if any(owner in owners for owners in OWNERS.values()) and last in ("id", "url", "link", "type", "uri", "logo"):
        return (("domain", 50),) if last in ("url", "link") and owner in OWNERS["outlet"] else ()
    found = []
    for canonical, names in ranks().items():
        if whole in names:
            found.append((canonical, names[whole]))
        elif len(steps) > 1 and last in names:
            found.append((canonical, 100 * len(steps) + names[last]))
    return tuple(found)


def map_fields(names: Iterable[str], overrides: Mapping[str, str] | None = None) -> dict[str, str]:
    """Canonical name -> the field of `names` that means it, each field used at most once.

    Canonical names are title, text, outlet, date, url, author, language, id, domain, agency, dateline, captured,
    summary and modified. `overrides` (canonical -> name) is what the user said and holds against everything.
    """
    names = tuple(names)
    mapped = {canonical: name for canonical, name in (overrides or {}).items() if name in names}
    return mapped | _mapped(names, frozenset(mapped), frozenset(mapped.values()))


@lru_cache(1024)
def _mapped(names: tuple[str, ...], settled: frozenset[str], used: frozenset[str]) -> dict[str, str]:
    options = sorted(
        (canonical == "summary", rank, position, canonical, name)  # a description is the text if nothing else is
        for position, name in enumerate(names)
        if name not in used
        for canonical, rank in candidates(name)
        if canonical not in settled
    )
    mapped: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, canonical, name in options:
        if canonical not in mapped and name not in taken:
            mapped[canonical] = name
            taken.add(name)
    return mapped
