"""Names in Arabic and Persian, where no capital marks them."""

import pytest

from indexer.actors import names
from indexer.naming.unmarked_names import unmarked


def _found(text: str, language: str = "ar") -> list[tuple[str, str]]:
    return [(c.name, "person" if c.type == "person" else "body") for c in names("", text, language)]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("وصل الدكتور خالد المرزوقي إلى المدينة", "خالد المرزوقي"),
        ("التقى الرئيس الفرنسي السابق جيرار ديفال مع الوفد", "جيرار ديفال"),
        ("وقال سامي بن يوسف الحداد إن الجسر مغلق", "سامي بن يوسف الحداد"),
        ("قرار لمحمود الزهراني في الجلسة", "محمود الزهراني"),
    ],
)
def test_a_person_begins_with_a_given_name_or_behind_a_title(text: str, person: str) -> None:
    assert (person, "person") in _found(text)


def test_an_organisation_begins_with_its_noun() -> None:
    assert ("جمعية الصيادين البحرية", "body") in _found("أعلنت جمعية الصيادين البحرية عن خطة")


def test_the_preposition_that_folds_to_a_name_is_no_person() -> None:
    assert not _found("الطريق على الساحل مغلق")


def test_a_persian_person_ends_before_the_verb() -> None:
    assert ("حسین فراهانی", "person") in _found("دکتر حسین فراهانی گفت که پل بسته است", "fa")


def test_a_surname_alone_is_the_person_who_stands_in_the_text_in_full() -> None:
    text = "وصل ماريو كرندوف إلى المدينة. ثم تحدث مع كرندوف رجل آخر."
    found = [name for name, kind in _found(text) if kind == "person"]
    assert found == ["ماريو كرندوف", "كرندوف"]


def test_a_servant_of_god_begins_a_name() -> None:
    text = "وصل عبد الشكور إلى المدينة."
    assert [name for name, kind in _found(text) if kind == "person"] == ["عبد الشكور"]


@pytest.mark.parametrize("text", ["تعمل في شركة صينية منذ عام", "توقفت حركة المرور في المدينة", "قرر مجلس الإدارة ذلك"])
def test_a_noun_that_names_nobody_is_no_organisation(text: str) -> None:
    assert [c.name for c in unmarked("text", text, frozenset(), "ar") if c.type != "person"] == []


def test_a_persian_body_of_another_country_is_one() -> None:
    found = [c.name for c in unmarked("text", "سفارت روسیه در تهران", frozenset(), "ar")]
    assert found == ["سفارت روسیه"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("تغلب على الياباني شيروكاوا تانيمو في النهائي", "شيروكاوا تانيمو"),
        ("وقال سامر إن الجسر مغلق", "سامر"),
        ("تحدثت معه فاطمة أمس", "فاطمة"),
        ("ووصل نظيره الفرنسي بيلمار في المساء", "بيلمار"),
        ("وقال تلمادو للصحفيين إن الجسر مغلق", "تلمادو"),
    ],
)
def test_a_person_stands_where_a_person_is_awaited(text: str, person: str) -> None:
    assert [name for name, kind in _found(text) if kind == "person"] == [person]


@pytest.mark.parametrize(
    "text",
    [
        "يواجه الرئيس السابق محاكمة أخرى في المدينة",  # the noun behind a title
        "وقالت فرنسا إن الجسر مغلق",
        "غادر من سان فرانسيسكو إلى المدينة",
        "الحكومة اليابانية تنظر في الأمر",
        "وهذا يعود لدينا إلى أمس",
    ],
)
def test_a_word_where_a_person_is_awaited_may_be_none(text: str) -> None:
    assert [c.name for c in unmarked("text", text, frozenset(), "ar") if c.type == "person"] == []


def test_given_names_of_arabic_that_are_persian_words_are_no_persons_in_persian() -> None:
    assert _found("او کاری نکرد و پیمان را شکست", "fa") == []


def test_a_body_is_named_in_quotation_marks_behind_its_noun() -> None:
    assert ("لومار", "body") in _found("ذكرت صحيفة « لومار » أن الجسر مغلق")
    assert _found("قال في كلية « إنه لا يعود »") == []
