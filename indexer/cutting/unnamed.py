"""Which words stand beside a date, where names stand, and are none? Labels, months, times of day, counts, bylines."""

from __future__ import annotations

import re
from typing import Final

from indexer.dating import clocks
from indexer.dating.calendars import gregorian_months
from indexer.dating.weekdays import WEEKDAY

NOISE: Final = re.compile(
    r"\b(?:time|published|posted|publication|date|updated?|last|modified|on|at|issued|filed|the|by|first|released|print"
    r"|web|edition|admin|webmaster|(?:filed )?under|(?:final|late|early|weekend|national|metro|city) edition"
    r"|édition du|du|ausgabe vom|edición del?|edição de|edizione del|(?:issue|edition) of|от|in:?|erschienen"
    r"|publiée?|le|mise? à jour|dernière mise à jour|à|mise? en ligne|modifiée?|parue?"
    r"|veröffentlicht|aktualisiert|letzte aktualisierung|am|um|stand|vom|den|uhr"
    r"|publicad[oa]|publicação|actualizad[oa]|actualización|atualizad[oa]|editado|criado|modificado|últim[oa]|em|el"
    r"|a las|às"
    r"|pubblicato|aggiornato|ultim[oa]|aggiornamento|il|alle|ore|gepubliceerd|bijgewerkt|laatst"
    r"|publicerad|uppdaterad|udgivet|opdateret|publisert|oppdatert|julkaistu|päivitetty|kl|klo"
    r"|yayınlanma|tarihi|güncelleme|tarih|saat|giriş|haber giriş|eklenme|oluşturulma|son"
    r"|опубликовано|обновлено|дата|года|г|року|р|в|опубліковано|оновлено|публикувано|opublikowano|aktualizacja|publikováno"
    r"|aktualizováno|objavljeno|publicat|actualizat|megjelent|frissítve|δημοσίευση|ενημέρωση"
    r"|geplaatst|geschreven|op|postet|postat|skrevet|skriven|kirjoitettu|lähetetty|napisan[ey]|wysłany|přidáno|odesláno"
    r"|beküldve|dodano|diposting|ditulis|diterbitkan|diperbarui|tayang|pukul|jam|đăng lúc|cập nhật"
    r"|gmt|utc|est|edt|et|ist|gst|ast|wib|wita|wit|bst|cest|cet|min(?:ute)?s? read|\d+ min(?:ute)?s?(?: read)?|h)\b"
    r"|نشر|تاريخ|النشر|آخر|تحديث|يوم|الساعة|ساعت|تاریخ|انتشار|في|هـ|م$|بتوقيت \w+(?: \w+)?"
    r"|付|朝刊|夕刊|配信|公開|\d面|发布|时间|来源|入力|입력|수정|등록|승인|최종|기사|오전|오후|פורסם|עודכן|प्रकाशित|अपडेट|প্রকাশ|আপডেট|แก้ไข(?:ข้อความ|ล่าสุด)?(?:เมื่อ)?|เผยแพร่(?:เมื่อ)?|เวลา|น\.",
    re.IGNORECASE,
)
"""Words that stand beside a date and are no name."""
_COUNT: Final = re.compile(
    r"\d[\d.,٬٫]*\s(?![A-ZÀ-ÞА-Я])[^\W\d_]+\.?(?:\s(?:read|[Ll]esezeit|de lecture|de lectura))?"
    r"|\W*\d[\d.,٬٫]*\s?[KkMК]?"
)
"""A number of something: "12 min", "3 comments", "66 mots"; "20 Minuten" is a name."""
_SIGNED: Final = re.compile(
    r"(?:[Bb]y|BY|Von|Par|Por|Door|di|Historia de|Verfasst von|بقلم|بواسطة|نوشته)\s+(?:\[\d+\])?[^\W\d_a-z]"
)
_SOMEWHERE: Final = re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]+ ){2,3}(?:in|à|en) [A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?")
"""A writer and where he is: "Ada Kitson in Port Elara"."""
_SLUG: Final = re.compile(
    r"(?=[^/]*[A-Z]{5}|.*/[A-Z]{5})[A-Z\d]+(?:/[A-Z\d][A-Z\d ]*)+(?: --? .*)?|[A-Z]{2,5}[ -]?\d{3,6}"
)
"""The topic or the number of a dispatch: "FISHING/CABLE/2ND LEAD", "NPX 0415"."""
DIGEST: Final = (
    r"(?:press|media|news) (?:reviews?|digest|summary|clips|clippings?|cuttings?|round-?up|briefing|monitor\w*|release)"
    r"|digest|briefing|newsletter|clippings?|clips|cuttings|round-?up|revue de (?:la )?presse|bulletin de veille"
    r"|presseschau|pressespiegel|rassegna stampa|(?:revista|selección|resumen) de (?:la )?prensa|revista de imprensa"
    r"|persoverzicht|basın (?:özeti|bülteni|taraması)|обзор (?:прессы|сми)|дайджест"
)
"""What is put together from papers, as it is called in the languages that part their words."""
_REVIEW: Final = re.compile(
    rf"(?:(?:the|your|our|this|daily|morning|midday|evening|weekly|weekend|\w+day)\s+)*(?:{DIGEST}|brief)"
    r"|(?:ال)?نشرة (?:ال)?صحفية|جولة الصحافة",
    re.IGNORECASE,
)
"""What a collection of articles is called, which is the outlet of none of them."""
_NOTE: Final = re.compile(r"(?:ATTENTION|EDS|Eds|ADDS|RECASTS|UPDATES|CORRECTS|REPEATS|EMBARGO\w*)\b.*")
"""What a desk tells its clients about a dispatch."""
_READING: Final = re.compile(
    r"(?:lesezeit|lesedauer|reading time|time to read|temps de lecture|tiempo de lectura|tempo d[ei] lett?ura|leestijd"
    r"|okuma süresi|время чтения|czas czytania|lästid|مدة القراءة|وقت القراءة|زمان مطالعه|阅读时间)\b.*"
    r"|.{0,12}\b(?:min|minutes) read",
    re.IGNORECASE,
)
"""How long a text takes to read."""
_JOB: Final = re.compile(
    r"(?:[^\W\d_]+ ){0,3}(?:correspondents?|reporters?|writers?|editors?|columnists?|journaliste?|korrespondent(?:in)?"
    r"|redakteur(?:in)?|reporter(?:in)?|corresponsal|redactora?|muhabiri?|корреспондент|обозреватель|مراسل)",
    re.IGNORECASE,
)
"""What somebody is at a paper: "Education correspondent"."""
_CODED: Final = re.compile(
    r"[A-Z]{1,2}\d{1,4}|[^\W\d_]{1,4}-?\d{3,6}(?: [^\W\d_]{1,4})?|ENDS?(?: [a-z/]{2,6})?|[^\W\d_]+: .+|.+ / .+ / .+"
    r"|[^,،、]+(?:[,،、]\s?[^,،、]+){2,}|\d+\.\d.*|\w[+-]"
    r"|NEW|LEAD|URGENT|ROUTINE|PRIORITY|FLASH|BULLETIN"
    r"|(?:\d(?:ST|ND|RD|TH)|FIRST|SECOND|THIRD) LE?A?D(?:[- ]WRITETHRU)?"
)
"""A page, an end mark with initials, a label with its value, topics between strokes or commas, the number of a chapter,
the priority and the take of a dispatch."""
_TEAM: Final = (
    r"(?:staff|newsroom|editors?|agenc(?:y|ies))|(?:editorial|news|web|digital|online|city|foreign|national|sports?"
    r"|business|world|staff|our(?: own| special)?|special)"
    r" (?:team|board|desk|staff|writers?|reporters?|correspondents?)"
    r"|r[ée]daction|redacci[oó]n|redaç[ãa]o|redazione|redaktion(?:en)?|redactie|toimitus|redaksjonen|redakcj[ai]"
    r"|redakce|redaksi|редакци[яи]|редакція|haber merkezi|agences|agencias?|agências|agenzie|agenturen|servizio"
    r"|(?:ال)?تحرير|هيئة التحرير|أسرة التحرير|(?:ال)?وكالات|تحریریه|(?:گروه|سرویس) [\u0600-\u06ff]+"
    r"|本报|本报讯|编辑部|編集部|编辑|본사|편집부|(?:디지털)?뉴스팀"
)
"""Those who write in a newspaper without their names, in the languages that we read."""
NEWSROOM: Final = re.compile(
    r"(?:(?:story|text|words|historia|nota|récit|articolo|artikel|beitrag|haber|matéria|by|par|por|von|di|da|de"
    r"|von der|by the|بقلم|من)[: ]+)*(?:(?:the|our|la|el|le|a|notre|nuestra|die|de|unsere[rm]?|nossa|nostra) )*"
    rf"(?:{_TEAM})",
    re.IGNORECASE,
)
"""A by-line of a newsroom: "By our staff", "Historia de la Redacción"."""
_CLOCKED: Final = re.compile(r"\d{1,2}[:.]\d{2}\b.{0,12}")
"""A time of day with its zone: "21:14 LOCAL"."""
_CLOCK: Final = re.compile(r"\d:\d\d(?!\d)")
_ISSUED: Final = re.compile(
    r"(?=.*\d).*\b(?:issue|number|ausgabe|heft|numéro|número|numero|nummer|sayı|выпуск|номер|číslo|szám|numărul)\b.*",
    re.IGNORECASE,
)
"""Which issue of a paper or magazine: "June 2025 issue"."""
_SHORTEST: Final = 4
_EDGES: Final = " *#=~_–—"


def is_no_name(text: str) -> bool:
    """Whether words that stand where an outlet or a writer may stand are neither."""
    text = text.strip(_EDGES) or text
    bare = NOISE.sub(" ", text)
    return (
        not any(c.isalpha() for c in bare)
        or WEEKDAY.fullmatch(text) is not None
        or _CLOCK.search(text) is not None
        or bool(gregorian_months(text))
        or (len(text) < _SHORTEST and text.islower() and text.isascii())
        or clocks.AFTER.fullmatch(text) is not None
        or ((age := clocks.age(text)) is not None and age[1] - age[0] == len(text))
        or any(
            form.fullmatch(text)
            for form in (_COUNT, _JOB, _NOTE, _READING, _SLUG, _SOMEWHERE, _REVIEW, _CODED, _CLOCKED, _ISSUED, NEWSROOM)
        )
        or _SIGNED.match(text) is not None
    )
