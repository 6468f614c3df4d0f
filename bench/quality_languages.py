"""Languages of full texts, beside langdetect alone; sentences are counted apart."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from bench.rows import Errors, Row, records
from indexer import languages

FULL = (
    "news_ar_saudi", "news_de_10kgnad", "news_en_bbc", "news_en_outlets", "news_es_fakenews", "news_fa_iran",
    "news_multi_kurdistan", "news_multi_masakhanews", "news_ru", "news_tr_feed", "sentences_he_hi_zh_tr",
)  # fmt: skip
CODES = (
    "af ar bg bn ca cs cy da de el en es et fa fi fr gu he hi hr hu id it ja kn ko lt lv mk ml mr ne nl no pa pl pt ro"
    " ru sk sl so sq sv sw ta te th tl tr uk ur vi zh"
)
PROFILED = frozenset(CODES.split())
NAMES = {"amh": "am", "eng": "en", "fra": "fr", "hau": "ha", "ibo": "ig", "lin": "ln", "lug": "lg", "orm": "om",
         "run": "rn", "sna": "sn", "som": "so", "swa": "sw", "tir": "ti", "xho": "xh", "yor": "yo"}  # fmt: skip


def alone(text: str) -> str:
    """What langdetect says by itself, with its seed set."""
    from langdetect import DetectorFactory, detect
    from langdetect.lang_detect_exception import LangDetectException

    DetectorFactory.seed = 0
    try:
        return str(detect(text)).split("-")[0]
    except LangDetectException:
        return "und"


def evaluate(data: Path) -> tuple[list[Row], Errors]:
    """Right on the languages that langdetect has a profile of; wrong on all others."""
    known: list[tuple[str, str, str]] = []
    unknown: list[tuple[str, str, str]] = []
    errors: Errors = {"languages": []}
    for name in FULL:
        path = data / f"{name}.jsonl.gz"
        for number, record in enumerate(records(path) if path.exists() else ()):
            text = record["text"] or ""
            gold = NAMES.get(record.get("lang", "en"), record.get("lang", "en")).split("-")[0]
            if len(text) < 80 or (name.startswith("news_en") and number % 5):
                continue
            mine = languages.detect(text)
            (known if gold in PROFILED else unknown).append((gold, mine.split("-")[0], alone(text)))
            if mine.split("-")[0] != gold and not (mine == "und" and gold not in PROFILED):
                errors["languages"].append(f"{record['id']} {gold} as {mine}: {text[:80]!r}")
    right = partial(Row, set="full texts", measure="language right, of langdetect's", target=0.98, n=len(known))
    wrong = partial(
        Row,
        set="full texts",
        measure="language wrong, of all others",
        lower_is_better=True,
        target=0.05,
        n=len(unknown),
    )
    return [
        right(
            ours=_share(g == m for g, m, _ in known),
            baseline=_share(g == b for g, _, b in known),
            baseline_name="langdetect",
        ),
        wrong(
            ours=_share(m not in (g, "und") for g, m, _ in unknown),
            baseline=_share(b not in (g, "und") for g, _, b in unknown),
            baseline_name="langdetect",
        ),
    ], errors


def _share(values: Iterable[bool]) -> float:
    counted = list(values)
    return sum(counted) / len(counted) if counted else 0.0
