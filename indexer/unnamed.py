"""Which words stand beside a date, where names stand, and are none? Labels, months, times of day, counts, bylines."""

from __future__ import annotations

import re
from typing import Final

from indexer import clocks
from indexer.calendars import gregorian_months
from indexer.weekdays import WEEKDAY

NOISE: Final = re.compile(
    r"\b(?:time|published|posted|publication|date|updated?|last|modified|on|at|issued|filed|the|by|first"
    r"|released|print|web|edition|publié|le|mis(?:e)? à jour|à|veröffentlicht|aktualisiert|am|um|stand|vom"
    r"|den|uhr|mise? en ligne|modifiée?|parue?|publicad[oa]|publicação|atualizad[oa]|em|editado|criado|modificado"
    r"|actualizad[oa]|el|a las|às|pubblicato|aggiornato|il|alle|ore|yayınlanma|tarihi"
    r"|güncelleme|tarih|saat|опубликовано|обновлено|дата|года|г|в|gmt|utc|est|edt|et|min(?:ute)?s? read"
    r"|\d+ min(?:ute)?s?(?: read)?|h)\b|نشر|تاريخ|النشر|آخر|تحديث|يوم|الساعة|ساعت|تاریخ|انتشار|في|هـ|م$"
    r"|发布|时间|来源",
    re.IGNORECASE,
)
"""Words that stand beside a date and are no name."""
_COUNT: Final = re.compile(r"\d[\d.,]*\s(?![A-ZÀ-ÞА-Я])[^\W\d_]+\.?(?:\s(?:read|[Ll]esezeit|de lecture|de lectura))?")
"""A number of something: "12 min", "3 comments", "66 mots"; "20 Minuten" is a name."""
_SIGNED: Final = re.compile(r"(?:[Bb]y|BY|Von|Par|Por|Door|بقلم)\s+(?:\[\d+\])?[^\W\d_a-z]")
_SOMEWHERE: Final = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]+ ){2,3}(?:in|à|en) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?")
"""A writer and where he is: "Ada Kitson in Port Elara"."""
_SLUG: Final = re.compile(
    r"(?=[^/]*[A-Z]{5}|.*/[A-Z]{5})[A-Z\d]+(?:/[A-Z\d][A-Z\d ]*)+(?: --? .*)?|[A-Z]{2,5}[ -]?\d{3,6}"
)
"""The topic or the number of a dispatch: "FISHING/CABLE/2ND LEAD", "NPX 0415"."""
_REVIEW: Final = re.compile(
    r"(?:(?:the|daily|morning|evening|weekly) )*(?:press|media|news|clippings?) (?:review|digest|summary|clips"
    r"|clippings|cuttings|round-?up|briefing)|(?:daily|morning|evening|weekly) (?:clips|digest|brief|briefing)"
    r"|revue de (?:la )?presse|presseschau|pressespiegel|rassegna stampa|re(?:sumen|vista) de (?:la )?prensa"
    r"|clipping|basın (?:özeti|bülteni)"
    r"|обзор прессы|дайджест|(?:ال)?نشرة (?:ال)?صحفية|جولة الصحافة",
    re.IGNORECASE,
)
"""What a collection of articles is called, which is the outlet of none of them."""
_NOTE: Final = re.compile(r"(?:ATTENTION|EDS|Eds|ADDS|RECASTS|UPDATES|CORRECTS|REPEATS|EMBARGO\w*)\b.*")
"""What a desk tells its clients about a dispatch."""
_SHORTEST: Final = 4


def is_no_name(text: str) -> bool:
    """Whether words that stand where an outlet or a writer may stand are neither."""
    bare = NOISE.sub(" ", text)
    return (
        not any(c.isalpha() for c in bare)
        or WEEKDAY.fullmatch(text) is not None
        or bool(gregorian_months(text))
        or (len(text) < _SHORTEST and text.islower() and text.isascii())
        or clocks.AFTER.fullmatch(text) is not None
        or ((age := clocks.age(text)) is not None and age[1] - age[0] == len(text))
        or any(form.fullmatch(text) for form in (_COUNT, _NOTE, _SLUG, _SOMEWHERE, _REVIEW))
        or _SIGNED.match(text) is not None
    )
