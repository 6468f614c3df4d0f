"""Which language is a text written in?"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any

from search.article import UNDETERMINED

SAMPLE = 600
SURE = 0.8
SHORTEST = 80
NORMAL = {"zh-cn": "zh", "zh-tw": "zh", "no": "nb"}
_lock = threading.Lock()


@lru_cache(1)
def _factory() -> Any:
    """langdetect's profiles, loaded once: a cold start from several threads gives wrong answers without an error."""
    from langdetect import detector_factory

    detector_factory.init_factory()
    return detector_factory._factory


def detect(text: str, declared: str | None = None) -> str:
    """The BCP 47 code of the language, or "und" when it is not sure; the same text always gives the same code."""
    from langdetect.lang_detect_exception import LangDetectException

    sample = text[:SAMPLE]
    with _lock:
        detector = _factory().create()
    detector.seed, detector.n_trial = 0, 2
    detector.append(sample)
    try:
        best = detector.get_probabilities()
    except LangDetectException:
        return UNDETERMINED
    if not best or best[0].prob < SURE or len(sample) < SHORTEST:
        return UNDETERMINED
    code = str(best[0].lang)
    return NORMAL.get(code, code)
