"""Which language is a text written in?

Three signs, the cheapest first: a script that one language has to itself, the small words of each language
(`gazetteer/function_words.toml`), and langdetect's profiles of letter groups (Shuyo 2010, naive Bayes), which are
summed over all groups here instead of drawn at random, so that the same text always gives the same answer. What fits
no language well stays undetermined: a wrong language is worse than none.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import orjson

from indexer import gazetteer
from search.article import UNDETERMINED

SAMPLE = 1000
"""Characters that are looked at; more cost time and change next to nothing."""
PLAIN_SHARE, PLAIN_LEAD, PLAIN_WORDS = 0.15, 2.0, 15
"""Small words settle the language by themselves from this share of the words, this lead and this many words on;
half the share is enough with twice the lead."""
HEARD_SHARE, HEARD_LEAD = 0.04, 1.3
RIVAL_SHARE, STRANGER_SHARE = 0.12, 0.05
LETTER_WEIGHT = 0.25  # of a word of one letter: initials and rests of elisions look like it
FITTED_WORDS = 80
HEARD_MARGIN, FIT_MARGIN, FAR_MARGIN, FIT_LEAST = 0.1, 0.28, 0.45, -6.3
"""Means of logarithms: how far ahead the best language must be with its small words, without them, and against those
of a language that has no profile; how well it must fit."""
ONLY_LIKELY = {"Hebrew": "he"}
CREOLES, CREOLE_SHARE = {"pcm": "en"}, 0.06
OWN_LETTERS = 0.004
LATIN_LETTERS, LATIN_LEAST = 0.02, 3  # share and number: names of another language bring single letters of it
NO_WORDS = re.compile(r"<[^<>]*>|\w+://\S+|&#?\w+;")
NO_MARKUP = re.compile(r"<[^<>]*>|&#?\w+;")  # the same where no address stands, found much faster
DECLARED = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]+)*$")
SCRIPTS: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latin"),
    (0x0250, 0x02AF, "Latin"),
    (0x1E00, 0x1EFF, "Latin"),
    (0x0370, 0x03FF, "el"),
    (0x0400, 0x052F, "Cyrillic"),
    (0x0531, 0x058F, "hy"),
    (0x0590, 0x05FF, "Hebrew"),
    (0x0600, 0x077F, "Arabic"),
    (0x08A0, 0x08FF, "Arabic"),
    (0xFB50, 0xFDFF, "Arabic"),
    (0xFE70, 0xFEFC, "Arabic"),
    (0x0780, 0x07BF, "dv"),
    (0x0900, 0x097F, "Devanagari"),
    (0x0980, 0x09FF, "bn"),
    (0x0A00, 0x0A7F, "pa"),
    (0x0A80, 0x0AFF, "gu"),
    (0x0B00, 0x0B7F, "or"),
    (0x0B80, 0x0BFF, "ta"),
    (0x0C00, 0x0C7F, "te"),
    (0x0C80, 0x0CFF, "kn"),
    (0x0D00, 0x0D7F, "ml"),
    (0x0D80, 0x0DFF, "si"),
    (0x0E00, 0x0E7F, "th"),
    (0x0E80, 0x0EFF, "lo"),
    (0x0F00, 0x0FFF, "bo"),
    (0x1000, 0x109F, "my"),
    (0x10A0, 0x10FF, "ka"),
    (0x1100, 0x11FF, "ko"),
    (0xAC00, 0xD7AF, "ko"),
    (0x1200, 0x139F, "Ethiopic"),
    (0x1780, 0x17FF, "km"),
    (0x3040, 0x30FF, "ja"),
    (0x3400, 0x4DBF, "Han"),
    (0x4E00, 0x9FFF, "Han"),
    (0xF900, 0xFAFF, "Han"),
)
DENSE = {"Han": 3, "ja": 3, "ko": 2, "Ethiopic": 2}  # a letter of these says as much as several others
SIGNS = "’‘“”–—…\u00a0"  # beside them most texts are ASCII
PLAIN_LETTER, PLAIN_WORD = re.compile("[A-Za-z]"), re.compile("[A-Za-z]+")  # of a text in ASCII, found much faster
WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f][^\W\d_]*)*")


@lru_cache(4096)
def script_of(character: str) -> str | None:
    """The script of a letter, or the language that has the script to itself; None for anything else."""
    code = ord(character)
    return next((name for first, last, name in SCRIPTS if first <= code <= last), None)


def main_script(letters: Mapping[str, int]) -> str | None:
    """The script of most letters; "Han" only without Japanese or Korean letters between. None without letters."""
    counts: Counter[str] = Counter()
    for letter, count in letters.items():
        if script := script_of(letter):
            counts[script] += count * DENSE.get(script, 1)
    if not counts:
        return None
    for own in ("ja", "ko"):
        if counts[own] * 12 > counts["Han"] + counts[own] > counts["Latin"]:
            return own
    script, count = counts.most_common(1)[0]
    return script if count * 2 > counts.total() else None


@dataclass(frozen=True, slots=True)
class Votes:
    """How the small words of a text speak: its languages by their weighed votes, and the share of words each knows."""

    ranking: tuple[tuple[str, float], ...]
    shares: Mapping[str, float]

    @property
    def best(self) -> str:
        return self.ranking[0][0] if self.ranking else UNDETERMINED

    @property
    def lead(self) -> float:
        """How many times the first has the votes of the second."""
        return self.ranking[0][1] / self.ranking[1][1] if len(self.ranking) > 1 else math.inf


def _table() -> Mapping[str, Mapping[str, str]]:
    return gazetteer.ours("function_words.toml")


@lru_cache
def function_words(script: str) -> Mapping[str, tuple[tuple[str, ...], float]]:
    """Word -> the languages that have it, and the weight of its vote for each."""
    owners: dict[str, list[str]] = {}
    for language, words in _table().get(script, {}).items():
        for word in dict.fromkeys(words.split()):
            owners.setdefault(word, []).append(language)
    return {
        word: (tuple(having), (LETTER_WEIGHT if len(word) == 1 else 1) / len(having)) for word, having in owners.items()
    }


def small_words(language: str) -> tuple[str, ...]:
    """The small words of a language ("and", "the"), in small letters; none of a language that has no table."""
    return tuple(word for script in WRITTEN for word in _table()[script].get(language, "").split())


def votes(words: list[str], script: str) -> Votes:
    """The votes of a text's words, which come case-folded."""
    table = function_words(script)
    known: dict[str, float] = {}
    weighed: dict[str, float] = {}
    for word, times in Counter([word for word in words if word in table]).items():
        languages, weight = table[word]
        seen, weight = times if len(word) > 1 else times * LETTER_WEIGHT, weight * times
        for language in languages:
            known[language] = known.get(language, 0.0) + seen
            weighed[language] = weighed.get(language, 0.0) + weight
    shares = {language: count / len(words) for language, count in known.items()}
    ranking = sorted([(-votes, language) for language, votes in weighed.items()])
    return Votes(tuple([(language, -votes) for votes, language in ranking]), shares)


def own_letters(counts: Mapping[str, int], script: str) -> str | None:
    """The language whose own letters make up a part of the text."""
    latin = script == "Latin"
    least = max(LATIN_LEAST, LATIN_LETTERS * sum(counts.values())) if latin else OWN_LETTERS * sum(counts.values())
    for language, letters in _table()["letters-latin" if latin else "letters"].items():
        if sum(counts.get(letter, 0) for letter in letters) > least:
            return language
    return None


WRITTEN = ("Latin", "Cyrillic", "Arabic", "Hebrew", "Devanagari", "Ethiopic")
PROFILED: Mapping[str, tuple[str, ...]] = {
    "Latin": (
        "af", "ca", "cs", "cy", "da", "de", "en", "es", "et", "fi", "fr", "hr", "hu", "id", "it", "lt", "lv", "nl",
        "no", "pl", "pt", "ro", "sk", "sl", "so", "sq", "sv", "sw", "tl", "tr", "vi",
    ),
    "Cyrillic": ("bg", "mk", "ru", "uk"),
    "Arabic": ("ar", "fa", "ur"),
    "Devanagari": ("hi", "mr", "ne"),
}  # fmt: skip
# Other codes for the same: langdetect's, old ones, members of a macrolanguage, ISO 639-2.
NAMED = {
    "no": "nb", "nn": "nb", "ckb": "ku", "kmr": "ku", "iw": "he", "in": "id", "fil": "tl", "eng": "en", "fra": "fr",
    "fre": "fr", "deu": "de", "ger": "de", "spa": "es", "por": "pt", "ita": "it", "nld": "nl", "dut": "nl", "rus": "ru",
    "ukr": "uk", "tur": "tr", "ara": "ar", "arb": "ar", "fas": "fa", "per": "fa", "prs": "fa", "urd": "ur", "hin": "hi",
    "zho": "zh", "chi": "zh", "jpn": "ja", "kor": "ko", "heb": "he", "swa": "sw", "som": "so", "amh": "am", "kur": "ku",
}  # fmt: skip
SMOOTHING = 0.5 / 10_000  # langdetect's: the weight of a group that a profile does not have


@dataclass(frozen=True, slots=True)
class Profiles:
    """The logarithms of the probabilities of letter groups: row of a group, column of a language."""

    languages: tuple[str, ...]
    rows: Mapping[str, int]
    logs: npt.NDArray[np.float32]


@lru_cache
def profiles(script: str) -> Profiles:
    """langdetect's profiles of the languages of a script, read from its data files."""
    languages = PROFILED[script]
    folder = files("langdetect").joinpath("profiles")
    read = [orjson.loads(folder.joinpath(language).read_bytes()) for language in languages]
    groups = dict.fromkeys(group for profile in read for group in profile["freq"])
    rows = {group: row for row, group in enumerate(groups)}
    logs = np.full((len(rows) + 1, len(languages)), SMOOTHING, dtype=np.float32)
    for column, profile in enumerate(read):
        found = [rows[group] for group in profile["freq"]]
        totals = [profile["n_words"][len(group) - 1] for group in profile["freq"]]
        shares = np.array(list(profile["freq"].values())) / np.array(totals)
        logs[found, column] += shares.astype(np.float32)
    return Profiles(languages, rows, np.log(logs))


def likelihoods(words: list[str], script: str) -> tuple[tuple[str, float], ...]:
    """The languages with a profile, best first, each with the mean logarithm of the probability of a letter group."""
    known = profiles(script)
    found = [row for word in words for row in _rows(word, script)]
    if not found:
        return ()
    means = known.logs[found].mean(axis=0)
    return tuple((known.languages[i], float(means[i])) for i in np.argsort(-means))


@lru_cache(20_000)
def _rows(word: str, script: str) -> tuple[int, ...]:
    """The rows of a word's groups of three letters, of two, and of its letters; -1 for those in no profile."""
    rows = profiles(script).rows
    padded = f" {word} "
    groups = [padded[i : i + 3] for i in range(len(padded) - 2)] + [padded[i : i + 2] for i in range(len(padded) - 1)]
    return tuple([rows.get(group, -1) for group in (*groups, *word)])


def detect(text: str, declared: str | None = None) -> str:
    """The BCP 47 code of the language, or "und" when it is not sure; the same text always gives the same code.

    `declared` (a field's value, a page's attribute) settles only what the text leaves open.
    """
    sample = text[:SAMPLE]
    if "://" in sample:
        sample = NO_WORDS.sub(" ", sample)
    elif "<" in sample or "&" in sample:
        sample = NO_MARKUP.sub(" ", sample)
    for sign in SIGNS if not sample.isascii() else "":
        sample = sample.replace(sign, " ")
    plain = sample.isascii()
    counts = {} if plain else {letter: times for letter, times in Counter(sample).items() if letter.isalpha()}
    script = ("Latin" if PLAIN_LETTER.search(sample) else None) if plain else main_script(counts)
    if script is None:
        return normal(declared) or UNDETERMINED
    if script == "Han":
        return "zh"
    if script not in PROFILED and script not in _table():
        return script
    own = own_letters(counts, script)
    if own and script != "Latin":
        return own
    return by_words(sample, script, own) or normal(declared) or UNDETERMINED


def by_words(sample: str, script: str, own: str | None) -> str | None:
    """The language by small words, and by letter groups where those are not plain; None when neither is sure.

    `own` is the language that the letters speak for, which settles what the small words leave open.
    """
    words = _words(sample.casefold())
    said = votes(words, script)
    for creole, parent in CREOLES.items():
        heard = said.shares.get(creole, 0.0) >= CREOLE_SHARE and said.shares.get(parent, 0.0) >= CREOLE_SHARE
        if heard and said.best in (creole, parent):
            return creole
    share = said.shares.get(said.best, 0.0)
    plain = share >= PLAIN_SHARE and said.lead >= PLAIN_LEAD
    if (plain or (share * 2 >= PLAIN_SHARE and said.lead >= 2 * PLAIN_LEAD)) and len(words) >= PLAIN_WORDS:
        return said.best
    if own:
        return own
    if script in PROFILED and (fitting := by_letter_groups(_words(sample)[:FITTED_WORDS], script, said)):
        return fitting
    if said.lead < PLAIN_LEAD and (relative := of_relatives(words, said)):
        return relative
    if share >= HEARD_SHARE and said.lead >= HEARD_LEAD:
        return said.best
    return ONLY_LIKELY.get(script)


def _words(text: str) -> list[str]:
    return PLAIN_WORD.findall(text) if text.isascii() else WORD.findall(text)


def by_letter_groups(words: list[str], script: str, said: Votes) -> str | None:
    """The language that the profiles name, if the small words do not speak for another; None when it is not sure."""
    (first, fit), (_, second) = likelihoods(words, script)[:2]
    best, margin = NAMED.get(first, first), fit - second
    share, own = said.shares.get(said.best, 0.0), said.shares.get(best, 0.0)
    if own >= HEARD_SHARE and margin >= HEARD_MARGIN and own * 1.5 >= share:
        return best
    if fit < FIT_LEAST or margin < FIT_MARGIN:
        return best if best == said.best and own >= HEARD_SHARE else None
    # Letter groups name the nearest relative of a language that has no profile; only its words can speak for it.
    stranger = said.best not in PROFILED[script] and margin < FAR_MARGIN
    return best if share < (STRANGER_SHARE if stranger else RIVAL_SHARE) else None


def of_relatives(words: list[str], said: Votes) -> str | None:
    """Which of the first two in the votes it is, if they are relatives that differ in some groups of letters."""
    groups = _table()["relatives"]
    pair = [language for language, _ in said.ranking[:2] if language in groups]
    text = " ".join(words)
    counts = [sum(text.count(group) for group in groups[language].split()) for language in pair]
    if len(pair) < 2 or counts[0] == counts[1] or said.shares[pair[0]] < HEARD_SHARE:
        return None
    return pair[0] if counts[0] > counts[1] else pair[1]


def normal(code: str | None) -> str | None:
    """A declared language as a BCP 47 code: "en-GB" -> "en", "eng" -> None."""
    found = DECLARED.match(code.strip()) if code else None
    return NAMED.get(found[1].lower(), found[1].lower()) if found else None
