"""Which parts of a web page are not its article? What their elements, roles and class names call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from lxml import etree

Role = Literal["", "beside", "comments"]
Said = Literal["", "beside", "comments", "teaser", "story"]
ORDER: Final[tuple[Said, ...]] = ("comments", "beside", "teaser")


def word_set(words: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(words.split())


COMMENTS: Final = word_set(
    "comment comments commentlist kommentar kommentare comentarios comentario commentaires commento commenti disqus"
    " respond replies reply livefyre reacties yorumlar"
)
FACTS: Final = word_set("byline timestamp metadata meta")  # what an article's outlet, author and day stand in
BESIDE: Final = FACTS | word_set(
    # ways through the site
    "nav navi navigation navbar menu breadcrumb breadcrumbs footer topbar masthead skip skiplink pagination pager"
    " pagenav"
    # what stands beside the article
    " sidebar aside widget widgets rail outbrain taboola inset infobox factbox weather"
    # other articles
    " related relatedarticles relatedposts recommend recommended recommendation recommendations recirc recirculation"
    " similar popular trending latest mostread mostpopular readmore readnext morefrom moreon alsoread upnext crosslink"
    " crosslinks ticker carousel slider slideshow gallery thumbnails"
    # what readers are asked to do
    " share sharing shares sharebar social socials follow followus newsletter newsletters subscribe subscription signup"
    " login register paywall piano donate donation rating ratings reaction reactions poll quiz cookie cookies consent"
    " gdpr popup modal overlay tooltip toolbar tools actions print"
    # what others pay for
    " promo promos promotion promobox advert adverts advertisement advertising ad ads adslot adbox adsense advertorial"
    " sponsor sponsored banner"
    # facts about the article, beside FACTS
    " bio authorbox aboutauthor taglist tagcloud tags keywords topics categories"
    " copyright disclaimer caption credit credits correction corrections syndication"
    # what is only there for machines
    " visuallyhidden screenreader sronly"
)
TEASER: Final = frozenset({"teaser", "teasers"})  # with a heading it leads elsewhere, without one it is the lead
# These say so only as the last word of a name: "lead-image" is a picture, "image-story" may be a story.
LAST: Final = word_set(
    "image images photo photos picture pictures pic foto fotos figure video player date dates datetime time readtime"
    " readingtime author authors hidden"
)
# Names that speak of something else than the element's own role.
MODIFIER: Final = re.compile(
    r"^(?:has|with|no|not|is|js|hide|show|without|tag|category|type|status|format|post|cat|col|md|lg|sm|xs|xl|single)[-_]"
)
UTILITY: Final = re.compile(r"[:\[(]")  # "md:hidden": how it looks on some screen
STORY: Final = re.compile(
    r"article-?body|entry-?content|post-?content|article-?content|article-?text|story-?body|embed|tweet|instagram"
)
PICTURED_TEXT: Final = re.compile(r"table|quote|embed|tweet")
WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
UNSHOWN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
ELEMENTS: Final = frozenset({"nav", "footer", "aside", "form", "menu", "figcaption"})
ARIA: Final = word_set("navigation complementary contentinfo banner search dialog menu menubar alert")
NEVER: Final = frozenset({"html", "body", "main"})
NAMES = 3  # that are shown of a part of a page
LONGEST = 60  # characters of a name; longer ones are made by machines


def role(node: etree._Element, tag: str, said: Mapping[str, str]) -> Role:
    """What a part of a page is, by its attributes: "" if it may be its article."""
    if tag in NEVER:
        return ""
    if tag in ELEMENTS:
        return "beside"
    if not said:
        return "beside" if tag == "figure" and _is_picture(node, "") else ""
    if said.get("role") in ARIA or "hidden" in said:
        return "beside"
    names = said.get("class", "")
    named = _by_names(names, said.get("id", ""))
    if named == "teaser":
        named = "beside" if next(node.iter("h1", "h2", "h3", "h4"), None) is not None else ""
    if named == "beside" or named == "comments":
        return named
    if "style" in said and UNSHOWN.search(said["style"]):
        return "beside"
    return "beside" if tag == "figure" and _is_picture(node, names) else ""


CALLED: Final = {"nav": "navigation", "aside": "beside the article", "figcaption": "caption", "figure": "picture"}


def called(node: etree._Element, said: Role) -> str:
    """What a part of a page that is not its article is called: by its element, by its role, else by its own names."""
    if said == "comments":
        return "comments"
    if "hidden" in node.attrib or UNSHOWN.search(node.get("style") or ""):
        return "hidden"
    tag = str(node.tag)
    if tag in ELEMENTS or tag == "figure":
        return CALLED.get(tag, tag)
    return node.get("role") or " ".join((node.get("class") or node.get("id") or "").split()[:NAMES])


def _is_picture(node: etree._Element, names: str) -> bool:
    return not PICTURED_TEXT.search(names) and next(node.iter("table", "blockquote"), None) is None


@lru_cache(65536)
def _by_names(names: str, identity: str) -> Said:
    """What the names of an element say together: that it is the story wins, then that it is talk about it."""
    said = {_by_name(name) for name in (*names.split(), *identity.split())}
    return "" if "story" in said else next((role for role in ORDER if role in said), "")


@lru_cache(65536)
def _by_name(name: str) -> Said:
    low = name.lower()
    if len(name) > LONGEST or MODIFIER.match(low) or UTILITY.search(name):
        return ""
    if STORY.search(low):
        return "story"
    words = [word.lower() for word in WORD.findall(name)]
    said = {*words, *(one + other for one, other in pairwise(words))}
    if said & COMMENTS:
        return "comments"
    if said & BESIDE or (words and _ends(words)):
        return "beside"
    return "teaser" if said & TEASER else ""


def _ends(words: list[str]) -> bool:
    """Whether the last word tells; "label-hidden" hides a label only."""
    return words[-1] in LAST and (words[-1] != "hidden" or words[:-1] in ([], ["is"]))
