"""Texts are told by their language, or left undetermined."""

# ruff: noqa: E501  (each text stays on its line)

from __future__ import annotations

import threading
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.languages import WORD, detect, function_words, likelihoods, profiles

TEXTS = {
    "en": "The harbour office said on Monday that the ferry would sail again after the storm, but not before the evening.",
    "fr": "Le bureau du port a annoncé lundi que le ferry repartirait après la tempête, mais pas avant la fin de la soirée.",
    "de": "Das Hafenamt teilte am Montag mit, dass die Fähre nach dem Sturm wieder fährt, aber nicht vor dem späten Abend.",
    "es": "La oficina del puerto dijo el lunes que el transbordador volverá a salir después de la tormenta, pero no antes.",
    "pt": "O escritório do porto disse na segunda-feira que a balsa não vai sair antes da noite, mas depois da tempestade.",
    "it": "L'ufficio del porto ha detto lunedì che il traghetto partirà di nuovo dopo la tempesta, ma non prima di sera.",
    "nl": "Het havenkantoor zei maandag dat de veerboot na de storm weer zal varen, maar niet voor het einde van de avond.",
    "pl": "Biuro portu poinformowało w poniedziałek, że prom wypłynie po burzy, ale nie przed wieczorem, jak się okazało.",
    "tr": "Liman ofisi pazartesi günü yaptığı açıklamada feribotun fırtınadan sonra yeniden sefere çıkacağını bildirdi.",
    "id": "Kantor pelabuhan mengatakan pada hari Senin bahwa kapal itu akan berlayar lagi setelah badai, tetapi tidak cepat.",
    "ru": "Управление порта сообщило в понедельник, что паром снова выйдет в море после шторма, но не раньше вечера.",
    "uk": "Управління порту повідомило в понеділок, що пором знову вийде в море після шторму, але не раніше вечора.",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارة ستبحر مرة أخرى بعد العاصفة، لكن ليس قبل المساء، وذلك في بيان له.",
    "fa": "دفتر بندر روز دوشنبه اعلام کرد که کشتی پس از طوفان دوباره حرکت خواهد کرد، اما این کار پیش از شب نمی‌شود.",
    "ur": "بندرگاہ کے دفتر نے پیر کو کہا کہ کشتی طوفان کے بعد دوبارہ چلے گی لیکن شام سے پہلے نہیں اور یہ خبر درست ہے۔",
    "he": "משרד הנמל אמר ביום שני כי המעבורת תפליג שוב אחרי הסערה, אבל לא לפני הערב, וכך גם היה בשבוע שעבר.",
    "hi": "बंदरगाह कार्यालय ने सोमवार को कहा कि तूफान के बाद नौका फिर से चलेगी लेकिन शाम से पहले नहीं चल सकती है।",
    "zh": "港務局星期一表示,渡輪將在暴風雨過後重新啟航,但不會早於傍晚,請旅客耐心等候進一步的通知。",
    "ja": "港湾事務所は月曜日、フェリーは嵐の後に再び出航するが、夕方より前にはならないと発表した。",
    "ko": "항만 사무소는 월요일에 폭풍이 지나간 뒤 여객선이 다시 출항할 것이라고 발표했다.",
    "el": "Το γραφείο του λιμανιού είπε τη Δευτέρα ότι το πλοίο θα φύγει ξανά μετά την καταιγίδα.",
    "sw": "Ofisi ya bandari ilisema Jumatatu kwamba kivuko hicho kitasafiri tena baada ya dhoruba, lakini si kabla ya jioni.",
    "so": "Xafiiska dekedda ayaa sheegay maalintii Isniinta in doontu ay mar kale bixi doonto kadib duufaanta ee badda.",
    "ha": "Ofishin tashar jirgin ruwa ya ce a ranar Litinin cewa jirgin zai sake tafiya bayan guguwar, amma ba kafin yamma ba.",
    "yo": "Ilé iṣẹ́ èbúté náà sọ pé ọkọ̀ ojú omi náà yóò tún gbéra lẹ́yìn ìjì, ṣùgbọ́n kò ní jẹ́ kí ilẹ̀ tó ṣú ní àwọn ìlú.",
    "ig": "Ụlọ ọrụ ọdụ ụgbọ mmiri kwuru na ụgbọ ahụ ga apụ ọzọ mgbe oke ifufe gachara, mana ọ bụghị tupu abalị ahụ ruo.",
    "sn": "Vashandi vekuchiteshi vakati chikepe ichi chichafamba zvakare kana dutu rapfuura, asi kwete vanhu vasati vaenda kumba kuti.",
    "ln": "Biro ya libongo elobaki na mokolo ya liboso ete masuwa ekokende lisusu nsima ya mopepe makasi, kasi te na ntongo.",
    "pcm": "Di harbour office don tok say di ferry go waka again wen di storm don end, but dem no go fit move am before evening.",
    "am": "የወደብ ጽሕፈት ቤቱ ሰኞ እንደገለጸው ጀልባው ከማዕበሉ በኋላ ነው የሚነሳው፣ ነገር ግን ከምሽት በፊት ወደ ባሕር አይሄድም ነው ያለው።",
    "ti": "ቤት ጽሕፈት ወደብ ሰኑይ ከም ዝገለጾ እቲ ጃልባ ድሕሪ እቲ ማዕበል ናብ ባሕሪ ክወጽእ እዩ፣ ግን ቅድሚ ምሸት ኣይኮነን እዩ ኢሉ።",
    "ku": "نووسینگەی بەندەر ڕۆژی دووشەممە ڕایگەیاند کە کەشتییەکە دوای زریانەکە جارێکی تر دەڕوات، بەڵام پێش ئێوارە نا.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_sentence_is_told_by_its_language(language: str) -> None:
    assert detect(TEXTS[language]) == language


RELATIVES = {
    "rn": "Ubwo bwato buzohaguruka ku wa mbere, ubwo ibintu vyose bizoba biteguwe neza, ariko abantu bazorindira kugeza ku mugoroba.",
    "rw": "Ubwo bwato buzahaguruka ku wa mbere, ubwo ibintu byose bizaba biteguwe neza, ariko abantu bazategereza kugeza ku mugoroba.",
}


@pytest.mark.parametrize("language", RELATIVES)
def test_the_spelling_tells_relatives_apart_where_they_share_their_small_words(language: str) -> None:
    assert detect(RELATIVES[language]) == language


def test_kurdish_in_latin_letters_is_kurdish() -> None:
    text = "Ofîsa benderê roja duşemê got ku keştî dê piştî bahozê dîsa bi rê bikeve, lê ne berî êvarê, û ev yek ji bo wan baş e."
    assert detect(text) == "ku"


@pytest.mark.parametrize(
    "text", ["", "2-1", "12.05.2024 14:30", "Khartoum", "https://example.org/a/b", "Xq zzt vrrk plok", "—"]
)
def test_what_is_no_sentence_stays_undetermined(text: str) -> None:
    assert detect(text) == "und"


def test_a_language_that_no_table_knows_is_not_taken_for_another() -> None:
    invented = "Volapo brimutik salen govit. Drunpe falimi roteks anubil trosken; mivale pundor hestik olbren. " * 3
    assert detect(invented) == "und"


@pytest.mark.parametrize(
    ("declared", "expected"),
    [
        ("en-GB", "en"),
        ("TR", "tr"),
        ("zh_TW", "zh"),
        ("eng", "en"),
        ("no", "nb"),
        ("English (UK)", "und"),
        (None, "und"),
    ],
)
def test_a_declaration_settles_only_what_the_text_leaves_open(declared: str | None, expected: str) -> None:
    assert detect("Khartoum", declared) == expected
    assert detect(TEXTS["de"], declared) == "de"


def test_markup_and_addresses_say_nothing() -> None:
    assert detect('<a href="https://the.example/of/and/in/to">' + TEXTS["tr"] + "</a>") == "tr"


def test_a_name_in_another_script_does_not_turn_the_text() -> None:
    assert detect(TEXTS["en"] + " (北京市政府)") == "en"


def test_many_threads_from_a_cold_start_agree() -> None:
    profiles.cache_clear()
    function_words.cache_clear()
    answers: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda: answers.append(tuple(detect(text) for text in TEXTS.values())))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {tuple(TEXTS): 8}


def test_letter_groups_are_langdetects() -> None:
    for language in ("en", "fr", "de", "tr", "it"):
        assert likelihoods(WORD.findall(TEXTS[language]), "Latin")[0][0] == language


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    answer = detect(text)
    assert answer == detect(text)
    assert 2 <= len(answer) <= 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Savcının açtığı soruşturmada gözaltına alınanların yargılanmasına yarın başlanacağı açıklandı.", "tr"),
        ("Qəbələdə yağış yağdı, çaylarda səviyyə qalxdı; sakinlərə xəbərdarlıq edilib, məktəblər bağlanıb.", "az"),
        ("Hodžovi hráči přišli pozdě, třetí čtvrtina přinesla překvapení a trenér změnil úplně všechno.", "cs"),
    ],
)
def test_letters_of_one_language_tell_a_short_text(text: str, expected: str) -> None:
    assert detect(text) == expected


def test_names_with_letters_of_another_language_do_not_turn_an_english_text() -> None:
    text = "The minister met Erdoğan, Kılıçdaroğlu and Yıldırım in the palace, and they said that talks would go on."
    assert detect(text) == "en"


def test_entities_of_markup_say_nothing() -> None:
    text = "&#39;Kentte&#39; yapılan toplantı &quot;çok&quot; iyi geçti &amp; herkes için yeni bir dönem başladı."
    assert detect(text) == "tr"
