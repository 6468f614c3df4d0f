"""How does a name change in a sentence? Only what news needs to find a country's name and its people again."""

from __future__ import annotations

from collections.abc import Iterator

_RU_ADJECTIVE = ("ий", "ая", "ое", "ие", "ого", "ому", "им", "ом", "ой", "ую", "их", "ими")
_UK_ADJECTIVE = ("ий", "а", "е", "і", "ого", "ому", "им", "ою", "ої", "ій", "у", "их", "ими")
_PL_ADJECTIVE = ("i", "a", "ie", "iego", "iemu", "im", "iej", "ą", "ich", "imi")
_DE_ADJECTIVE = ("", "e", "er", "en", "em", "es")


def forms(name: str, rule: str, language: str) -> tuple[str, ...]:
    """The forms of a name or demonym in a language; the word itself first. An unknown language has one form."""
    inflect = (_DEMONYMS if rule == "demonym" else _NAMES).get(language)
    return tuple(dict.fromkeys((name, *inflect(name)))) if inflect else (name,)


def _stem(word: str, endings: dict[str, str]) -> Iterator[str]:
    """The forms by the word's last letters: `endings` maps an ending to the endings that take its place."""
    for ending, others in endings.items():
        if word.endswith(ending):
            root = word[: len(word) - len(ending)]
            yield from (root + other.strip("-") for other in others.split())
            return


def _russian(word: str) -> Iterator[str]:
    if " " in word or word.isupper():
        return
    table = {"ия": "ии ию ией", "ья": "ьи ье ью ьей", "я": "и е ю ей", "ка": "ки ке ку кой", "га": "ги ге гу гой"}
    table |= {
        "а": "ы е у ой",
        "ь": "и ью я ю ем е",
        "й": "я ю ем е",
        "ы": "- ам ами ах",
        "о": "о",
        "и": "и",
        "у": "у",
        "е": "е",
        "э": "э",
    }
    yield from _stem(word, table) if word[-1] in "яаьйыоиуеэ" else (word + e for e in ("а", "у", "ом", "е"))


def _ukrainian(word: str) -> Iterator[str]:
    if " " in word or word.isupper():
        return
    table = {
        "ія": "ії ію ією",
        "а": "и і у ою",
        "я": "ї і ю єю",
        "ь": "я ю ем і",
        "й": "я ю єм ї",
        "о": "о",
        "и": "и",
        "і": "і",
        "у": "у",
        "е": "е",
    }
    yield from _stem(word, table) if word[-1] in "аяьйоиіуе" else (word + e for e in ("у", "ом", "і", "а"))


def _polish(word: str) -> Iterator[str]:
    if " " in word:
        return
    table = {
        "ia": "ii ię ią io",
        "ja": "ji ję ją",
        "ska": "ski sce skę ską",
        "cja": "cji cję cją",
        "na": "ny nie nę ną",
        "a": "y ie ę ą",
    }
    table |= {"y": "- om ech ami", "o": "o", "e": "e", "i": "i", "u": "u"}
    yield from _stem(word, table) if word[-1] in "ayoeiu" else (word + e for e in ("u", "owi", "em", "iem", "ie", "a"))


def _russian_people(word: str) -> Iterator[str]:
    yield from (word[:-2] + e for e in _RU_ADJECTIVE) if word.endswith("ий") else _russian(word)


def _ukrainian_people(word: str) -> Iterator[str]:
    yield from (word[:-2] + e for e in _UK_ADJECTIVE) if word.endswith("ий") else _ukrainian(word)


def _polish_people(word: str) -> Iterator[str]:
    if word.endswith("ki"):
        yield from (word[:-1] + e for e in _PL_ADJECTIVE)
        yield word.removesuffix("cki").removesuffix("ki") + ("ccy" if word.endswith("cki") else "cy")  # of men, plural


def _german_people(word: str) -> Iterator[str]:
    if word.endswith("isch") or word.endswith("sch"):
        yield from (word + e for e in _DE_ADJECTIVE)
    elif word.endswith("er"):
        yield from (word + e for e in ("n", "s", "in", "innen"))
    elif word.endswith("e"):
        yield from (word + "n", word[:-1] + "in", word[:-1] + "innen")


def _french_people(word: str) -> Iterator[str]:
    if word.endswith("e"):
        yield word + "s"
    elif word.endswith("ien") or word.endswith("éen"):
        yield from (word + e for e in ("s", "ne", "nes"))
    elif word.endswith("s"):
        yield from (word + e for e in ("e", "es"))
    elif word.endswith("c"):
        yield from (word + "s", word[:-1] + "que", word[:-1] + "ques", word + "que", word + "ques")
    else:
        yield from (word + e for e in ("s", "e", "es"))


def _spanish_people(word: str) -> Iterator[str]:
    if word.endswith("o"):
        yield from (word[:-1] + e for e in ("a", "os", "as"))
    elif word.endswith(("és", "án", "ín", "ón")):
        root = word[:-2] + {"é": "e", "á": "a", "í": "i", "ó": "o"}[word[-2]] + word[-1]
        yield from (root + e for e in ("a", "es", "as"))
    elif word.endswith(("í", "ú")):
        yield from (word + "es", word + "s")
    else:
        yield from (word + "s", word + "es")


def _portuguese_people(word: str) -> Iterator[str]:
    if word.endswith("ês"):
        yield from (word[:-2] + e for e in ("esa", "eses", "esas"))
    elif word.endswith("ão"):
        yield from (word[:-2] + e for e in ("ã", "ães", "ões", "ãs"))
    elif word.endswith("o"):
        yield from (word[:-1] + e for e in ("a", "os", "as"))
    elif word.endswith("l"):
        yield word[:-1] + "is"
    else:
        yield from (word + "s", word + "a", word + "as")


def _italian_people(word: str) -> Iterator[str]:
    if word.endswith("o"):
        yield from (word[:-1] + e for e in ("a", "i", "e", "hi", "he"))
    elif word.endswith("e"):
        yield word[:-1] + "i"
    elif word.endswith("a"):
        yield from (word[:-1] + e for e in ("i", "e"))


def _dutch_people(word: str) -> Iterator[str]:
    yield from (word + "e", word + "en", word + "s")


def _swedish(word: str) -> Iterator[str]:
    if not word.endswith("s"):
        yield word + "s"


def _swedish_people(word: str) -> Iterator[str]:
    yield from (word + e for e in ("a", "t", "e", "en", "ar", "arna"))


def _turkish_people(word: str) -> Iterator[str]:
    vowels = [letter for letter in word.lower() if letter in "aıoueiöü"]
    front = vowels[-1:] and vowels[-1] in "eiöü"
    plural, cases = ("ler", ("in", "e", "i", "den")) if front else ("lar", ("ın", "a", "ı", "dan"))
    yield from (word + plural + case for case in ("", *cases))


def _arabic_people(word: str) -> Iterator[str]:
    if word.endswith("ي"):
        yield from (word + e for e in ("ة", "ون", "ين", "ات", "ا", "تين", "تان", "ان"))


def _persian_people(word: str) -> Iterator[str]:
    yield from (word + e for e in ("ها", "\u200cها", "ان", "های", "\u200cهای"))


def _hebrew_people(word: str) -> Iterator[str]:
    if word.endswith("י"):
        yield from (word + e for e in ("ת", "ם", "ים", "ות"))


_NAMES = {"ru": _russian, "uk": _ukrainian, "pl": _polish, "sv": _swedish}
_DEMONYMS = {
    "ar": _arabic_people,
    "de": _german_people,
    "es": _spanish_people,
    "fa": _persian_people,
    "fr": _french_people,
    "he": _hebrew_people,
    "it": _italian_people,
    "nl": _dutch_people,
    "pl": _polish_people,
    "pt": _portuguese_people,
    "ru": _russian_people,
    "sv": _swedish_people,
    "tr": _turkish_people,
    "uk": _ukrainian_people,
}
