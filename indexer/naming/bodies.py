"""How far does the name of an organisation reach around its noun, and what is it?"""

from __future__ import annotations

from indexer.naming.cases import stem
from indexer.naming.lexicon import DEMONYM, FIELD, GIVEN, HEAD, PLACE, SUFFIX, TIME, TITLE, Lexicon
from indexer.naming.wording import Word
from search.article import ActorType

_OF = frozenset(
    ["of", "for", "on", "against", "to", "without", "de", "del", "du", "des", "der", "für", "dos", "do", "da", "di",
     "della", "of the", "for the", "on the", "de la", "de los", "de las", "e della", "à la", "voor", "van", "van de"]
)  # fmt: skip


def bounds(words: list[Word], heads: list[int], lex: Lexicon) -> tuple[int, int]:
    """The first and the last word of the organisation around its nouns, as places in `words`."""
    first = last = heads[0]
    while first and (not words[first].link or words[first].link.startswith("~") or joins(words, first)):
        first -= 1
    if first == heads[0] and words[first].text not in lex.followers:  # "Bank Austria", "Jabhat al-Nusra"
        while last + 1 < len(words) and (not words[last + 1].link or words[last + 1].link.startswith("~")):
            last += 1
    last = max([last, *(h for h in heads if all(_inside(words, i) for i in range(last + 1, h + 1)))])
    if last + 1 < len(words) and words[last + 1].kinds & SUFFIX and not words[last + 1].link:
        last += 1
    while last + 1 < len(words) and _continues(words, first, last + 1):
        last += 1
    return first, last


def _inside(words: list[Word], index: int) -> bool:
    return not words[index].link or words[index].link.startswith("~") or joins(words, index)


def joins(words: list[Word], index: int) -> bool:
    """Whether "and" holds two words of one name together: "Food and Agriculture Organization"."""
    left, right = words[index - 1], words[index]
    if right.link == "&" or (right.link == "ve" and words[-1].kinds & HEAD):
        return True
    if right.link in ("and", "und", "y", "et"):
        return bool(left.kinds & FIELD and right.kinds & FIELD and not left.kinds & (HEAD | DEMONYM | PLACE))
    return False


def one_name(words: list[Word], index: int) -> bool:
    """Whether "and" stands inside a name whose noun comes first: "Ministry of Health and Welfare"."""
    right, before = words[index], words[:index]
    if right.kinds & (TITLE | GIVEN | DEMONYM | PLACE) or not (right.kinds & FIELD or _are_plurals(words, index)):
        return False
    return any(w.kinds & HEAD for w in before) and any(w.link in _OF for w in before[1:])


def _are_plurals(words: list[Word], index: int) -> bool:
    """Whether "and" joins two plural nouns: "Union of Seafarers and Dockers"."""
    return all(w.text.endswith("s") and not w.kinds & HEAD for w in words[index - 1 : index + 1])


def _continues(words: list[Word], first: int, index: int) -> bool:
    """Whether the name goes on: "Ministry | of Foreign Affairs", "Security | and Cooperation"."""
    word, before = words[index], words[index - 1]
    if word.kinds & TIME:
        return False
    if word.kinds & TITLE and not word.kinds & (FIELD | GIVEN):
        return False
    if word.link.startswith("~"):
        return word.link[1:] in _OF and not (word.kinds & GIVEN and index + 1 < len(words))
    if not word.link:
        return not word.kinds & GIVEN and index - 1 > first and any(w.link for w in words[first + 1 : index])
    if word.link in _OF:
        return True
    linked = any(w.link in _OF for w in words[first + 1 : index])
    if word.link in ("and", "&", "und", "et", "y"):
        fits = bool(word.kinds & FIELD) or (word.link == "and" and _are_plurals(words, index))
        return linked and fits and not before.kinds & (PLACE | DEMONYM)
    return word.link == "in" and linked and bool(word.kinds & PLACE) and index == len(words) - 1


def body_type(words: list[Word], lex: Lexicon) -> ActorType:
    """What the noun makes of it: the last one wins, "News Agency" is media, a state's army is government."""
    texts = [w.text for w in words]
    if texts[-1] == "Agency" and "News" in texts:
        return "media"
    found = [lex.heads[t] for t in (t if t in lex.heads else stem(t) for t in texts) if t in lex.heads]
    if len(found) > 1 and texts[0] in lex.heads and any(w.link for w in words[1:]):
        found = found[:1]
    kind = found[-1] if found else "organisation"
    if kind == "armed_group" and any(w.kinds & DEMONYM for w in words) and texts[-1] == "Forces" and len(words) == 3:
        return "government" if words[1].text in ("Armed", "Security", "Defence", "Defense", "Air", "Police") else kind
    return kind
