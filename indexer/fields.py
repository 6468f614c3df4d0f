"""Which field of a record is the title, the text, the date?

Names are compared by meaning: case, accents, separators and an enclosing path do not count, so "pubDate",
"published_at", "article:published_time" and "meta.publishedAt" all are the date. What stands in a field has a say too:
a number is nobody's name.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping
from functools import lru_cache
from typing import Final, Literal

from indexer import gazetteer, matching
from indexer.field_words import FILLERS, LOW, meanings, vocabulary, words

# Canonical name -> the names that are met for it, best first, folded (see `fold`). Written by hand from the fields of
# schema.org, RSS, Atom, Dublin Core, Open Graph, NITF, the news databases' exports and common scrapers.
MEANINGS: Mapping[str, str] = {
    "title": (
        "title headline hl1 hl hed hd articletitle headlinemain headlines newstitle webtitle heading storytitle "
        "posttitle titletext titel titulo titular titolo titre titulaire tytuł kop rubrik overskrift judul تیتر عنوان "
        "제목 見出し 件名 baslik zagolovok ogtitle dctitle subject name"
    ),
    "text": (
        "text body content articlebody fulltext bodytext articletext articlecontent maintext contentencoded "
        "contentvalue contenthtml contenttext plaintext storytext storybody bodyhtml textbody cleanedtext "
        "cleantext newstext newscontent posttext postcontent document article story texto contenido texte "
        "contenu inhalt metin icerik içerik tekst volltext artikeltext artikel haber habermetni cuerpo "
        "cuerpodelanoticia textocompleto textointegral corpo textodanoticia notícia noticia texteintégral testo "
        "articolo isi isiberita текст текстстатьи содержание статья النص نصالخبر نص المحتوى متن متنخبر 正文 内容 內容 "
        "全文 本文 본문 기사 rawtext html lptd td fieldsbody fieldsbodytext "
        "tailparagraphs datacontent inlinexml inlinedata contentelements blocks obsah treść tresc brödtext brødtekst "
        "broedtekst tekst teksti szöveg conținut κείμενο "
        "зміст съдържание sadržaj isi isiberita konten nộidung תוכן טקסט पाठ सामग्री 본문내용 tartalom içerikmetni yazı "
        "nieuwstekst leipäteksti вміст tekstcikkek newsbody fullcontent leadparagraph ingress selftext description "
        "summarydetailvalue abstract"
    ),
    "outlet": (
        "outlet source sourcename publisher publishername publication publicationname pubtitle newspaper sitename "
        "ogsitename sourcetitle newssource newsoutlet outletname provider providername sn medium media "
        "medianame journal station channel dcpublisher site website feedtitle medio quelle kaynak fuente "
        "kilde sourcehostname metasitename publicationtitle distributorname copyrightholder brand brandname "
        "pubdataname distributor doccopyrightholder containertitle secondarytitle pub"
    ),
    "date": (
        "firstpublished firstpublishedat firstpublishdate datefirstpublished firstpublicationdate firstpublisheddate "
        "date datepublished publisheddate published publishedat pubdate publishdate publicationdate "
        "datepublication publishedtime articlepublishedtime publishtime "
        "webpublicationdate dcdate pd displaydate postdate posted postedat dateposted releasedate issued "
        "dctermsissued created createdat datecreated datetime time timestamp pubdatetime pubtime publishedon fecha "
        "fechapublicacion datum tarih firstcreated versioncreated seendate"
    ),
    "url": (
        "url link permalink weburl articleurl canonicalurl canonical sourceurl href uri ogurl "
        "mainentityofpage mainentityofpageid pageurl newsurl linkhref storyurl webpage address warctargeturi "
        "enlace originlink requestedurl responsedurl documenturl ur"
    ),
    "author": (
        "author authors byline by creator dccreator authorname authorsname writer journalist reporter "
        "articleauthor influencer contactname publishedby autor auteur yazar writtenby contributors bylines from"
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
        "summary hl2 abstract lead leadparagraph lp standfirst subtitle subheadline subhead dek deck teaser "
        "excerpt snippet trailtext kicker lede shortdescription metadescription ogdescription description"
    ),
    "modified": (
        "modified datemodified modifieddate updated updatedat lastmodified lastupdated updatedate "
        "modifiedtime articlemodifiedtime dctermsmodified et"
    ),
}
AMBIGUOUS = frozenset(["re", "sent", "received", "moved", "feed", "organization", "src", "web"])
"""Labels of printed headers that mean something else, or nothing sure, as names of fields."""
SEPARATOR = re.compile(r"[\W_]+")
_STEP: Final = re.compile(r"([^.:/\[\]]+)(\[\])?")
_HOLDERS: Final = vocabulary(
    "rendered basic value $date $numberlong $numberint $oid #text $t children party date-parts"
)
"""Steps that only hold the value of the step before: "title.rendered", "published.$date"."""
_FORMS: Final = vocabulary("text html plain main original raw full default paragraph")
"""Steps that do so below one that has a meaning: "headline.main", "byline.original"."""
_WRAPPERS: Final = vocabulary(
    "data attributes fields node item items embedded article story post news document doc response result results"
    " record payload props entry object hit hits content meta metadata head header info details extra nitf html"
    " newsitem newscomponent newslines contentmeta itemmeta contentset inlinexml datacontent contentitem docdata"
)
"""Steps that stand around a whole record, or a whole part of one, and say nothing of what is in them."""
_FOREIGN: Final = vocabulary(
    "related recommended recommendations image images img photo photos picture pictures video videos audio gallery"
    " galleries assets asset attachment attachments enclosure comments comment replies reply entities entity tags tag"
    " keywords keyword categories category taxonomy topics topic section series thumbnail cover avatar person people"
    " persons organizations organisations places locations geo next previous prev parent ads ad social stats metrics"
    " breadcrumb breadcrumbs embeds quotes tweets newsletter subject subjects genre event events company companies"
    " multimedia term terms links promo poll"
)
"""Words of steps under which something else than the article is told of."""
_WEAK: Final = vocabulary("name subject html description from by")
"""Names that say something only alone: a "full name" is no headline."""
_AROUND: Final = re.compile(r"^extra_|_(?:attributes|info|details|data|object)$", re.IGNORECASE)
_NAMED: Final = re.compile(r"name|title|label|displayname|fullname|literal")
_OWNED: Final = frozenset({"outlet", "author"})
_PICTURED: Final = vocabulary("media medium")
"""Steps that own a name, but in a list hold pictures."""
_ONLY_OWNERS: Final[Mapping[str, tuple[str, ...]]] = {"origin": ("outlet",)}
"""Steps that own a name, and say nothing alone: what a reader of feeds calls "origin.title"."""
Kind = Literal["flag", "sort", "number", "home", "address", "word", "words"]
_LETTER: Final = re.compile(r"[^\W\d_]")
_ADDRESS: Final = re.compile(r"https?://[^\s/?#]+(?:(/?\s*$)|\S*\s*$)")
_WORDS: Final[frozenset[Kind]] = frozenset({"word", "words"})
_TIMES: Final[frozenset[Kind]] = _WORDS | {"number", "sort"}
_ADDRESSES: Final[frozenset[Kind]] = frozenset({"home", "address", "word"})
_PLACES: Final[Mapping[str, frozenset[Kind]]] = {
    **dict.fromkeys(("outlet", "author", "language", "agency", "dateline", "summary"), _WORDS),
    **dict.fromkeys(("date", "captured", "modified", "title", "text"), _TIMES),
    **dict.fromkeys(("url", "domain"), _ADDRESSES),
}
"""What may stand in a field of a meaning, of those that not everything can be."""
PROSE: Final = 200  # characters that a text has at least whose field's name says nothing
_SENTENCE: Final = re.compile(r"[^\W\d_][.!?؟۔।]['’”\"»)]*(?:\s|$|<)|[。！？]")
_NOTHING: Final = re.compile(
    r"true|false|[Nn]a[Nn]|[-–—?.]+|0|0000-00-00\b.*|1970-01-01[T ]00:00.*"
    r"|(?i:none|null|nil|n/a|undefined|unknown|not (?:available|specified)|unbekannt|inconnue?|desconocid[oa])"
    r"|(?i:desconhecid[oa]|sconosciut[oa]|неизвестно|غير معروف|نامشخص|未知|不明)"
)
"""What programs write where there is nothing, and switches."""
_SORTS: Final = re.compile(r"(?i:news|web(?:site)?|online|internet|rss|feed|api|blog|print|tv|radio|crawler|scraper)")
"""Sorts of outlets, and ways in which an article came, which no outlet has for a name."""
_SHORT: Final = 30
_SAMPLE: Final = 200  # characters of a value that are looked at


def kind_of(value: str) -> Kind:
    """What stands in a field: "number" is what has no letter, "home" the address of a whole site, "flag" nothing."""
    if len(value) < _SHORT:
        return _short_kind(value)
    sample = value[:_SAMPLE]
    if " " in sample and sample[0].isalpha():
        return "words"
    return _other_kind(sample)


@lru_cache(4096)
def _short_kind(value: str) -> Kind:
    if _NOTHING.fullmatch(value):
        return "flag"
    return "sort" if _SORTS.fullmatch(value) else _other_kind(value)


def _other_kind(sample: str) -> Kind:
    if not _LETTER.search(sample):
        return "number"
    if sample.startswith("http") and (found := _ADDRESS.match(sample)):
        return "address" if found[1] is None else "home"
    return "words" if len(sample.split(None, 1)) > 1 else "word"


@lru_cache(maxsize=1)
def ranks() -> Mapping[str, Mapping[str, int]]:
    """Canonical name -> each name that is met for it, with its rank; after ours the labels of printed headers, which
    hold those of other languages."""
    labels = gazetteer.ours("labels.toml")
    both = {
        canonical: [*map(fold, ours.split()), *_folded(labels.get(canonical, ""))]
        for canonical, ours in MEANINGS.items()
    }
    return {canonical: {name: names.index(name) for name in names} for canonical, names in both.items()}


def _folded(labels: str) -> list[str]:
    return [fold(label) for label in labels.split() if label not in AMBIGUOUS]


@lru_cache(4096)
def fold(name: str) -> str:
    """A name without case, accents and separators: "Published_At" -> "publishedat"."""
    return SEPARATOR.sub("", matching.fold(name).lower)


@lru_cache(4096)
def candidates(name: str) -> tuple[tuple[str, int], ...]:
    """The canonical names that this name can stand for, each with its rank (0 is best)."""
    return tuple((_known(name) or _put_together(name)).items())


def _known(name: str) -> dict[str, int]:
    whole = fold(name)
    return {canonical: names[whole] for canonical, names in ranks().items() if whole in names}


def _put_together(name: str) -> dict[str, int]:
    """What a name means that is in no table: by its words, by the steps of its path."""
    steps = [(step, bool(many)) for step, many in _STEP.findall(name)]
    if len(steps) < 2:
        return dict(meanings(name)) or _without_fillers(name)
    before, last = name[: name.rindex(steps[-1][0])].rstrip(".:/"), fold(steps[-1][0])
    is_form = last in _FORMS and fold(steps[-2][0]) not in _WRAPPERS and candidates(before)
    if steps[-1][0].lower() in _HOLDERS or is_form:
        return {canonical: rank + 5 for canonical, rank in candidates(before)}
    if any(_FOREIGN.intersection(words(step)) for step, _ in steps[:-1]):
        return {}
    around = [(step, many) for step, many in steps[:-1] if fold(step) not in _WRAPPERS and step != "_source"]
    far = 100 * len(around) + 20 * (len(steps) - 1 - len(around))
    return {canonical: far + rank for canonical, rank in _inside(around, steps[-1][0]).items()}


def _without_fillers(name: str) -> dict[str, int]:
    """What a name means without the words that only say "article": "Tresc artykulu"."""
    said = [word for word in words(name) if word not in FILLERS]
    bare = "".join(said)
    if bare in _WEAK or len(said) == len(words(name)):
        return {}
    return {canonical: LOW + rank for canonical, rank in _known(bare).items()}


def _inside(around: list[tuple[str, bool]], last: str) -> Mapping[str, int]:
    """What the last step of a path means inside those around it; "name" is the name of what they speak of."""
    own = _known(last) or meanings(last)
    if not around:
        return own
    step, many = _AROUND.sub("", around[-1][0]), around[-1][1]
    whose = _OWNED.intersection(_known(step) or meanings(step) or _ONLY_OWNERS.get(fold(step), ()))
    if whose and _NAMED.fullmatch(fold(last)):
        return {meaning: -97 for meaning in whose} if not (many and fold(step) in _PICTURED) else {}
    if together := _known(step + last) or meanings(f"{step} {last}"):
        return together
    if fold(step).startswith(fold(last)):  # "titles.title"
        return own
    if whose or _NAMED.fullmatch(fold(last)):
        return {meaning: rank for meaning, rank in own.items() if meaning in whose}
    return own


def is_whole_text(name: str) -> bool:
    """Whether a field of this name is a text, and no description of one."""
    said = {canonical for canonical, _ in candidates(name)}
    return "text" in said and "summary" not in said


def is_part(name: str, titled: bool) -> bool:
    """Whether a list of this name is a part of a record: its authors, its pictures, its paragraphs if they are not
    `titled`."""
    said = {canonical for canonical, _ in candidates(name)}
    return bool(_OWNED & said) or bool(_FOREIGN.intersection(words(name))) or ("text" in said and not titled)


def map_fields(fields: Iterable[str], overrides: Mapping[str, str] | None = None) -> dict[str, str]:
    """Canonical name -> the field that means it, each field used at most once.

    Canonical names are title, text, outlet, date, url, author, language, id, domain, agency, dateline, captured,
    summary and modified. `overrides` (canonical -> name) is what the user said and holds against everything. Where
    `fields` is a mapping, what stands in a field must be such as its meaning can have.
    """
    names = tuple(fields)
    kinds: tuple[Kind | None, ...] = ()
    if isinstance(fields, Mapping):
        kinds = tuple([kind_of(v) if asked else None for v, asked in zip(fields.values(), _asked(names), strict=True)])
    mapped = {canonical: name for canonical, name in (overrides or {}).items() if name in names}
    return mapped | _mapped(names, kinds, frozenset(mapped), frozenset(mapped.values()))


@lru_cache(1024)
def _asked(names: tuple[str, ...]) -> tuple[bool, ...]:
    """Of which fields the value has a say."""
    return tuple([bool(candidates(name)) for name in names])


@lru_cache(1024)
def _mapped(
    names: tuple[str, ...], kinds: tuple[Kind | None, ...], settled: frozenset[str], used: frozenset[str]
) -> dict[str, str]:
    options = sorted(
        (canonical == "summary", rank, position, canonical, name)  # a description is the text if nothing else is
        for position, name in enumerate(names)
        if name not in used
        for canonical, rank in (_fitting(name, kinds[position]) if kinds else candidates(name))
        if canonical not in settled
    )
    mapped: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, _, canonical, name in options:
        if canonical not in mapped and name not in taken:
            mapped[canonical] = name
            taken.add(name)
    return mapped


def _fitting(name: str, kind: Kind | None) -> Iterable[tuple[str, int]]:
    """What a name can stand for with such a value; a source that is an address is the article's or its site's."""
    if kind is None:
        return
    for canonical, rank in candidates(name):
        if kind == "flag" and canonical != "id":
            continue
        if kind in _PLACES.get(canonical, (kind,)):
            yield canonical, rank + (500 if (canonical, kind) == ("url", "home") else 0)
        elif canonical == "outlet" and kind == "home":
            yield "domain", rank + 50
        if canonical in ("outlet", "domain") and kind == "address":
            yield "url", rank + 150
            yield "domain", rank + 160


def is_weak(name: str) -> bool:
    """Whether a headline of this name is none where there is no text: a site, a person, a picture has a name too."""
    return fold(name) in _WEAK


def unnamed_text(fields: Mapping[str, str], meant: Container[str]) -> str | None:
    """The longest field that is prose, for a record of whose fields none is known as its text."""
    left = [name for name, value in fields.items() if name not in meant and len(value) >= PROSE]
    prose = [name for name in left if len(_SENTENCE.findall(fields[name])) > 1 and not is_foreign(name)]
    return max(prose, key=lambda name: len(fields[name]), default=None)


def is_foreign(name: str) -> bool:
    """Whether a field, or what stands around it, is of something else than the article."""
    return any(_FOREIGN.intersection(words(step)) for step, _ in _STEP.findall(name))
