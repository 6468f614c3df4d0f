"""What do the words around a name say that it is? "militia leader X", "X, 34, said", "the X newspaper"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from indexer.naming.lexicon import TITLE, lexicon
from search.article import ActorType

Around = Literal["title", "said", "organisation", ""]

_KINDS_AFTER: dict[str, ActorType] = {
    **dict.fromkeys(("newspaper", "daily", "magazine", "weekly", "television", "radio", "broadcaster"), "media"),
    **dict.fromkeys(("militia", "militants", "rebels", "fighters", "insurgents", "gunmen"), "armed_group"),
    **dict.fromkeys(("party", "coalition"), "party"),
    **dict.fromkeys(("shares", "stock", "airline", "company", "executives", "bank", "brand"), "company"),
    **dict.fromkeys(("ministry", "government", "parliament", "court"), "government"),
}
_OTHER_AFTER = (
    "spokesman|spokeswoman|spokesperson|officials?|movement|group|members?|employees|leadership|militant group|staff|"
    "news agency|chief executive|boss|union|institute|foundation|network|team|club|headquarters|report"
)
_JOBS = (
    "director|president|head|chief|chairman|chairwoman|minister|leader|founder|co-founder|author|professor|senior|"
    "executive|analyst|editor|secretary|spokesman|spokeswoman|spokesperson|adviser|advisor|manager|coach|aged|then|former"
)
_NO_PERSON = (
    "union|company|group|firm|organi[sz]ation|nonprofit|charity|website|site|newspaper|magazine|network|platform|app|agency|"
    "newsletter|publication|blog|party|militia|coalition|alliance|foundation|institute|think|trade|film|movie|book|novel|"
    "series|song|album|show|game|drug|city|town|village|suburb|state|province|region|district|port|island|river|"
    "capital|neighbou?rhood|settlement|camp|ship|vessel|tanker|bill|law|treaty|project|programme|program"
)
_OF = "(?:of|in|on|at|for|from|to|with|by|and|near|that|which|where|whose|based|owned|founded|run|called|about|led)"
_FAMILY = (
    "wife|husband|son|daughter|brother|sister|mother|father|lawyers?|widow|family|death|life|attorneys?|body|funeral|arrest|"
    "detention|trial|behaviou?r|career|illness|presidency|resignation|testimony|speech|remarks|aides?|successor|predecessor"
)


@lru_cache(maxsize=1)
def _organisation_after() -> re.Pattern[str]:
    words = "|".join(sorted(_KINDS_AFTER, key=len, reverse=True))
    return re.compile(rf"(?:'s|’s)? (?:\w+ )?({words}|{_OTHER_AFTER})\b")


@lru_cache(maxsize=1)
def _person_after() -> re.Pattern[str]:
    says = "|".join(sorted(lexicon().says))
    article = rf"(?:an?|the) (?!(?:(?!{_OF} )[\w'’-]+ ){{0,3}}(?:{_NO_PERSON})(?:[,.;:]|$| {_OF}\b))"
    apposition = rf", (?:{_JOBS}|(?:{article}(?:[A-Z]\w+ )?|his |her |their |whose )[a-z])"
    return re.compile(
        rf"(?: (?:also|later|then|has|had|himself|herself))? (?:{says})\b|, who\b|, \d\d\b|{apposition}| \(\d\d\)"
        rf"|(?:'s|’s)? (?:administration|regime|era)\b|(?:'s|’s) (?:{_FAMILY})\b"
    )


def after(text: str, end: int, *, multiple: bool) -> tuple[Around, ActorType]:
    """What the words behind a name make of it; `multiple` says that the name has several words."""
    found = _organisation_after().match(text, end)
    if found:
        word = found.group(1)
        if word in _KINDS_AFTER or not multiple:
            return "organisation", _KINDS_AFTER.get(word, "organisation")
    if _person_after().match(text, end):
        return "said", "person"
    return "", "person"


_DOES = re.compile(
    r" (?:also |then |later |now |never |has |had |was |is |will |[a-z]+ly )*(?:has|had|was|is|will|would|won|wins|"
    r"lost|beat|defeated|scored|signed|joined|played|finished|retired|arrived|returned|went|came|became|served|spoke|"
    r"gave|took|faces|plans|wants|serves|pleaded|fled|earned|studied|grew|began|married|spent|wore|thanked|praised|"
    r"blamed|admitted|brought|denies|knew|knows|lived|lives|met|meets|moved|pledged|promised|rejects|rose|sat|sought|"
    r"stood|stepped|succeeded|surrendered|taught|teaches|travell?ed|trained|tried|visits|voted|walked|wrote|writes)\b"
)
_COMMON = re.compile(
    r"(?:s|ed|ing|ly|ion|ment|ness|[ae]nce|ity|ship|ism|[a-z]er|or|al|ic|ive|ure|age|ory|ary|dom|hood|less|ful|able|"
    r"power|work)$"
)


_CLAUSE = re.compile(
    r"(?:,|\b(?:that|when|after|before|but|because|where|while|if|says?|said|whether|as|until|since)) $"
)
_LIVES = re.compile(
    r" (?:also |then |later |had |has |previously )*(?:retired|served|spoke|pleaded|fled|earned|studied|grew up|"
    r"married|wore|thanked|praised|blamed|admitted|knew|knows|lived|lives|met|meets|sat|stepped|taught|teaches|travell?ed|"
    r"walked|wrote|writes|died|resigned|(?:was|has been|had been) (?:arrested|elected|re-elected|appointed|sentenced|"
    r"convicted|born|sworn|jailed|detained|shot|hospitali[sz]ed|killed|buried|wounded|kidnapped|inaugurated|acquitted|extradited|"
    r"indicted))\b"
)
_WINS = re.compile(r" (?:also |then |later |had |has )?(?:won|wins)\b")


def lives(text: str, end: int) -> bool:
    """Whether what a name does is what only persons do: "was sentenced", "married"."""
    return bool(_LIVES.match(text, end))


def ends_as_a_common_word(word: str) -> bool:
    """Whether a word ends as common nouns and adjectives of English do."""
    return bool(_COMMON.search(word))


def acts(text: str, start: int, end: int) -> bool:
    """Whether a word that begins a sentence, or a clause, does what persons do and does not end as common words do."""
    if begins_sentence(text, start):
        does = _DOES.match(text, end)
    else:
        does = (lives(text, end) or _WINS.match(text, end)) and _CLAUSE.search(text, max(0, start - 9), start)
    return bool(does) and not ends_as_a_common_word(text[start:end])


def before(text: str, start: int) -> Literal["title", "said", ""]:
    """Whether a title or an occupation in small letters stands right before a name."""
    lex = lexicon()
    head = text[max(0, start - 24) : start]
    if not head.endswith((" ", "\u00a0")):
        return ""
    word = head.rstrip().rpartition(" ")[2].lstrip("(\"'“‘-")
    if not word or word[0].isupper():
        return ""
    if word.endswith("-year-old"):
        return "title"
    kinds = lex.kinds
    if word in lex.says:
        return "said"
    if word in lex.openers or kinds.get(word, 0) & TITLE or kinds.get(word.capitalize(), 0) & TITLE:
        return "title"
    last = word.rpartition("-")[2]
    return "title" if last != word and kinds.get(last.capitalize(), 0) & TITLE else ""


_CALLED = (" called ", " named ", " dubbed ", " known as ")
_GROUPS = frozenset(
    ("group", "organisation", "organization", "movement", "charity", "foundation", "network", "band", "team", "club")
)


def announced(text: str, start: int) -> ActorType | None:
    """The kind of body that a word in small letters before a name announces: "the newspaper X", "a group called X"."""
    head = text[max(0, start - 32) : start].rstrip("\"“«'‘")
    if not head.endswith((" ", "\u00a0")):
        return None
    if not head.endswith(_CALLED):
        return lexicon().announcers.get(head.rstrip().rpartition(" ")[2])
    word = head[: max(head.rfind(sign) for sign in _CALLED)].rpartition(" ")[2]
    return "organisation" if word in _GROUPS else lexicon().announcers.get(word) or _KINDS_AFTER.get(word)


def begins_sentence(text: str, start: int) -> bool:
    """Whether a capital here says nothing: the name begins a sentence, a line or a quotation."""
    if not start:
        return True
    before_it = text[start - 1]
    if before_it in "\n“\"‘«'(-–—•*>[":
        return True
    return before_it in " \u00a0" and start > 1 and text[start - 2] in '.!?:\n”"’»…•-–—'
