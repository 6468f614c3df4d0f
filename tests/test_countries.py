"""Countries are found by what the words mean, with the words kept."""

import pytest

from indexer import countries
from indexer.draft import Hint
from indexer.gazetteer import load
from indexer.placing import datelines


def found(text, title="", language="en"):
    dateline = datelines.find(text, language).dateline
    return countries.find(title, text, language, dateline=dateline)


def codes(text, title="", language="en"):
    return {m.code for m in found(text, title, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syria and the Iraqis spoke to Washington.", "SY IQ US"),
        ("The UK, the U.S. and the UAE signed.", "GB US AE"),
        ("It told us so.", ""),
        ("Nigeria, Niger, Guinea-Bissau, South Sudan and North Korea.", "NG NE GW SS KP"),
        ("Papua New Guinea and the Democratic Republic of Congo.", "PG CD"),
        ("The Soviet Union, Zaire, West Germany and East Germany.", "SU CD DE DD"),
        ("Downing Street would not comment.", "GB"),
        ("Heavy rain in Mumbai and Lagos.", "IN NG"),
        ("The EU met the United Nations.", ""),
        ("Fighting in South Kordofan.", "SD"),
        ("Northern Ireland beat New South Wales.", "GB AU"),
        ("Congo's army left Goma.", "CD"),
        ("An Iranian official spoke, as Iraq waited.", "IR IQ"),
        ("Seoul said Korea would wait.", "KR"),
        ("Pyongyang said Korea would wait.", "KP"),
        ("A Kittitian, a Tokelauan and Norfolk Islanders sailed to Mariehamn.", "KN TK NF AX"),
        ("Bombers left the Diego Garcia base.", "IO"),
    ],
)
def test_names_demonyms_capitals_and_known_cities_give_the_country(text, expected):
    assert codes(text) == set(expected.split())


@pytest.mark.parametrize(
    "text",
    [
        "The UN envoy Volker Türk spoke. Türk left early.",
        "Michael Jordan scored.",
        "Chad Smith played the drums.",
        "Mr Al Sudani and Ahmed al-Iraqi met.",
        "The Norwegian Refugee Council sent tents.",
        "He bought French fries and a guinea pig.",
        "Native American artists met by the Indian Ocean.",
        "Diego Garcia scored, and Hamilton, Stanley and Douglas clapped; The Bottom of the Valley was dry.",
        "A reader of the New England Journal of Medicine.",
    ],
)
def test_people_bodies_and_idioms_are_no_countries(text):
    assert codes(text) == set()


def test_a_small_city_counts_only_beside_other_words_for_its_country():
    assert codes("A fire in Arlington.") == set()
    assert codes("A fire in Arlington, Texas.") == {"US"}
    assert codes("Qaim is quiet.") == set()
    assert codes("Qaim is quiet, the Iraqi army said.") == {"IQ"}


def test_the_rest_of_the_article_decides_what_georgia_is():
    assert codes("Georgia votes. The Tbilisi crowd cheered.") == {"GE"}
    assert codes("Georgia votes. So do Texas and Ohio.") == {"US"}


def test_moscow_is_where_the_article_says_it_is():
    assert codes("Moscow agreed, the Soviet minister said.") == {"SU"}
    assert codes("Moscow agreed, the Russian minister said.") == {"RU"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "قال الرئيس الأميركي في بغداد إن السوريين عادوا", "US IQ SY"),
        ("ar", "وصل الوفد للعراق وبالسعودية", "IQ SA"),
        ("fr", "Les Irakiennes à Londres et les États-Unis", "IQ GB US"),
        ("de", "türkischen Truppen, der deutsche Kanzler in Moskau", "TR DE RU"),
        ("ru", "сирийские войска, президент России и Украины", "SY RU UA"),
        ("es", "El presidente francés y los alemanes", "FR DE"),
        ("tr", "Türkiye'nin Suriyelilere ve ABD'ye yanıtı", "TR SY US"),
        ("fa", "رئیس جمهور آمریکا در تهران و دمشق", "US IR SY"),
        ("zh", "中国外长在莫斯科会见美国代表", "CN RU US"),
        ("ja", "日本の首相はロシアを訪れた", "JP RU"),
        ("ko", "한국과 미국은 북한을 논의했다", "KR US KP"),
        ("he", "ראש ממשלת ישראל בארצות הברית", "IL US"),
        ("hi", "भारतीय प्रधानमंत्री ने अमेरिका में कहा", "IN US"),
        ("pl", "rosyjskich żołnierzy w Kijowie", "RU UA"),
    ],
)
def test_names_are_those_of_the_articles_own_language(language, text, expected):
    assert codes(text, language=language) >= set(expected.split())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "Le ministre allemand a rencontré les Tunisiens à Varsovie.", "DE TN PL"),
        (
            "fr",
            "La Côte d'Ivoire et les États-Unis ont signé un accord à Nairobi avec les autorités kényanes.",
            "CI US KE",
        ),
        ("de", "Die französische Regierung und die Niederlande berieten in Ankara über türkische Häfen.", "FR NL TR"),
        ("de", "Der Präsident der Ukraine traf schwedische und österreichische Abgeordnete.", "UA SE AT"),
        ("es", "El gobierno chileno y Suecia negociaron en El Cairo con ministros egipcios.", "CL SE EG"),
        ("es", "Los Estados Unidos, Alemania y los marroquíes votaron a favor.", "US DE MA"),
        ("it", "Il governo spagnolo e la Germania hanno discusso a Tunisi.", "ES DE TN"),
        ("it", "I soldati ucraini sono arrivati in Svezia e in Polonia.", "UA SE PL"),
        ("pt", "O governo argentino e a Alemanha reuniram-se em Luanda.", "AR DE AO"),
        ("pt", "Os moçambicanos venceram a França e a Suécia.", "MZ FR SE"),
        ("ru", "Власти Германии и польские министры прибыли в Анкару.", "DE PL TR"),
        ("ru", "Китайская делегация посетила Казахстан и Египет.", "CN KZ EG"),
        ("tr", "Almanya'nın dışişleri bakanı Kahire'de Mısırlı yetkililerle görüştü.", "DE EG"),
        ("tr", "Fransız ve Yunan heyetleri Irak'a gitti.", "FR GR IQ"),
        ("ar", "التقى الرئيس الفرنسي وزير خارجية ألمانيا في القاهرة.", "FR DE EG"),
        ("ar", "أعلنت السلطات السودانية وتركيا اتفاقا جديدا.", "SD TR"),
        ("fa", "رئیس‌جمهور فرانسه با مقام‌های آلمان در بغداد دیدار کرد.", "FR DE IQ"),
        ("fa", "دولت ترکیه و مقام‌های مصر بیانیه دادند.", "TR EG"),
        ("zh", "法国总统在柏林会见了德国和日本的部长。", "FR DE JP"),
        ("zh", "美国和埃及签署了协议。", "US EG"),
        ("ja", "フランスの大統領はドイツと韓国の閣僚と会談した。", "FR DE KR"),
        ("ja", "政府はエジプトとトルコに使節を送った。", "EG TR"),
        ("ko", "프랑스 대통령이 독일과 일본을 방문했다.", "FR DE JP"),
        ("ko", "이집트와 터키는 합의했다.", "EG TR"),
        ("hi", "फ़्रांस के राष्ट्रपति ने जर्मनी और जापान का दौरा किया।", "FR DE JP"),
        ("hi", "मिस्र और पाकिस्तान ने समझौता किया।", "EG PK"),
        ("he", "נשיא צרפת נפגש עם שרים מגרמניה ומצרים.", "FR DE EG"),
        ("uk", "Уряд Німеччини та польські міністри прибули до Анкари.", "DE PL TR"),
        ("uk", "Французька делегація відвідала Єгипет і Японію.", "FR EG JP"),
        ("pl", "Rząd Niemiec i francuscy ministrowie spotkali się w Egipcie.", "DE FR EG"),
        ("pl", "Ukraińska delegacja odwiedziła Szwecję i Japonię.", "UA SE JP"),
        ("nl", "De Franse regering en Duitsland overlegden in Caïro met Egypte.", "FR DE EG"),
        ("nl", "Zweedse soldaten vertrokken naar Oekraïne en Polen.", "SE UA PL"),
        ("sv", "Den franska regeringen och Tyskland träffades i Egypten.", "FR DE EG"),
        ("sv", "Ukrainas president besökte Japan och norska hamnar.", "UA JP NO"),
        ("id", "Pemerintah Prancis dan Jerman bertemu di Mesir.", "FR DE EG"),
        ("id", "Menteri Jepang mengunjungi Turki dan Korea Selatan.", "JP TR KR"),
        ("sw", "Serikali ya Ufaransa na Ujerumani zilikutana nchini Misri.", "FR DE EG"),
        ("sw", "Rais wa Kenya alitembelea Tanzania na Uganda.", "KE TZ UG"),
    ],
)
def test_a_sentence_of_any_language_gives_its_countries_and_no_other(language, text, expected):
    assert codes(text, language=language) == set(expected.split())


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "كيف تصل إلى مدينة جديدة وأن تجد دولة هادئة؟ قال مشهد مالي جديد في البورصة", ""),
        ("ar", "هاجم مسلحون بلدة في شمال مالي", "ML"),
        ("ar", "وصل الحجاج إلى المدينة المنورة ومكة المكرمة", "SA"),
        ("ar", "عادت الحياة إلى محافظة إب اليمنية", "YE"),
        ("fa", "دوشنبه آب سالم در میدان توزیع شد و بازار مالی در آستانه تعطیلی است و مردان شهر را ترک کردند", ""),
        ("fa", "درگیری در مالی و نیجر", "ML NE"),
        ("tr", "Sabah saatlerinde kriz büyüdü. Mali tablo kötü, Artık para yok, Batı Ordu ve Genç takım.", ""),
        ("tr", "Fransa askerleri Mali'den çekildi", "FR ML"),
        ("de", "Auch die Lage am Ende: Waren und Wetter in der Mitte der Länder. Er spricht Deutsch und Englisch.", ""),
        ("de", "In der deutschen Botschaft in Paris", "DE FR"),
        ("es", "Como siempre, Morena y César leyeron en inglés. Para América Latina, Justicia y Libertad.", ""),
        ("es", "El ministro inglés llegó a Francia.", "FR"),
        ("fr", "Lire en anglais la suite. Nord et Sud, Centre et Ouest.", ""),
        ("fr", "La lire turque", "TR"),
        ("ru", "Владимир и Марка Иванов говорили на русском языке.", ""),
        ("en", "Turkey and China met in New South Wales and in Indiana.", "TR CN AU US"),
    ],
)
def test_words_of_a_language_are_no_towns_and_no_countries(language, text, expected):
    assert codes(text, language=language) == set(expected.split())


def test_a_town_at_the_very_end_of_a_text_ends_where_the_text_does():
    (mention,) = found("They live in Los Angeles", "Snow in San Marino, California")[:1]
    assert all(e.end <= len("Snow in San Marino, California") for e in mention.evidence)
    assert {m.code for m in found("", "Italy beat San Marino")} == {"IT", "SM"}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("fr", "La garde libyenne et les pêcheurs comoriens", "LY KM"),
        ("es", "Costa de Marfil venció a Bahrein", "CI BH"),
        ("ar", "زار وفد من المجر الدنمارك وتايلند", "HU DK TH"),
        ("ko", "호주 총리", "AU"),
    ],
)
def test_other_names_of_a_language_count_too(language, text, expected):
    assert codes(text, language=language) == set(expected.split())


def test_a_name_of_another_language_does_not_count():
    assert "IS" not in codes("A picnic on Hart Island.")
    assert "IS" in codes("Ein Vulkan in Island.", language="de")


def test_capitals_of_an_english_name_hold_against_a_word_of_the_language():
    assert codes("Ngân hàng và SEC.", language="vi") == {"US"}
    assert codes("Từ Séc đến Ba Lan.", language="vi") == {"CZ", "PL"}


def test_the_title_makes_a_country_the_subject_and_a_passing_name_does_not():
    text = "The river rose. " * 60 + "A tourist from Peru watched."
    about = {m.code: m.about for m in found(text, "Floods in Kenya worsen")}
    assert about == {"KE": True, "PE": False}


def test_a_dateline_is_the_subject_where_nothing_else_is_named():
    assert [(m.code, m.about) for m in found("OSLO, March 3 - The ferry sank. Nobody was hurt.")] == [("NO", True)]


def test_a_dateline_is_not_enough_against_the_text():
    text = (
        "CAIRO: Strikes in the Sudanese region of Kordofan killed many. Sudan's army has fought in Khartoum for years, "
        "and the Sudanese doctors' union says that Sudan has no medicine left."
    )
    about = {m.code: m.about for m in found(text, "Strikes worsen Sudan's misery")}
    assert about == {"SD": True, "EG": False}


def test_a_dateline_counts_where_the_title_is_of_its_country():
    text = "CAIRO: " + "Sudan said that Sudan would send Sudan's envoy. " * 3
    assert {m.code for m in found(text, "Egypt hosts talks") if m.about} == {"EG", "SD"}


def test_a_leader_makes_the_country_the_subject_with_the_words_as_evidence():
    text = "Netanyahu met his ministers. Netanyahu spoke for an hour. Netanyahu had promised it; Netanyahu will vote."
    (mention,) = found(text, "Netanyahu defends his budget")
    assert (mention.code, mention.about) == ("IL", True)
    assert [e.text for e in mention.evidence] == ["Netanyahu"] * 5


def test_a_leader_in_passing_and_an_envoy_of_all_states_mention_no_country():
    assert codes("The recipe is older than Netanyahu. " + "Stir the soup. " * 40, "A soup for the winter") == set()
    assert codes("António Guterres spoke. Guterres left.", "Guterres warns") == set()


def test_a_company_and_its_code_at_the_exchange_are_no_country():
    assert codes("Union Carbide <UK> bought <Holland Systems Corp>.", "UNION CARBIDE <UK> BUYS") == set()


def test_backed_and_currencies_are_weak():
    about = {m.code: m.about for m in found("US-backed fighters left Syria. The Canadian dollar fell.", "Syria quiet")}
    assert about == {"SY": True, "US": False, "CA": False}


@pytest.mark.parametrize("language", ["en", "ar", "und", "xx"])
def test_every_word_of_evidence_stands_where_it_says(language):
    title, text = "IRAN and Türkiye", "CAIRO: The İstanbul talks, the U.S. said; Syria’s\nsouth. العراق للعراق 中国"
    dateline = datelines.find(text, language).dateline
    mentions = countries.find(title, text, language, dateline=dateline)
    zones = {"title": title, "text": text, "dateline": text}
    assert mentions
    for mention in mentions:
        assert mention.evidence
        for piece in mention.evidence:
            assert zones[piece.zone][piece.start : piece.end] == piece.text


def test_a_given_dateline_is_evidence_in_the_metadata():
    given = Hint(name="dateline", value="OSLO, March 3 -", start=10, end=25)
    dateline = datelines.find("The ferry sank.", "en", given.value).dateline
    (mention,) = countries.find("", "The ferry sank.", "en", dateline=dateline, given=given)
    assert (mention.code, mention.evidence[0].zone, mention.evidence[0].start) == ("NO", "metadata", 10)


def test_an_empty_article_names_nothing():
    assert countries.find("", "", "und") == ()


def test_a_users_table_adds_names_and_takes_phrases_out(tmp_path):
    (tmp_path / "countries.toml").write_text(
        '[names.en]\nXK = ["Newborn Republic"]\n[refuse]\nen = ["Paris Match", "Georgia"]\n', encoding="utf-8"
    )
    mentions = countries.find("", "The Newborn Republic sued Paris Match in Georgia.", "en", tables=load(tmp_path))
    assert {m.code for m in mentions} == {"XK"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Une élue uruguayenne et des marins seychellois.", "fr", "UY SC"),
        ("Le jugement salomonien d'un maire malouin, avec la vache jersiaise.", "fr", ""),
        ("Un soldat afghan et un ministre qatari.", "fr", "AF QA"),
        ("El ministro israelí y un príncipe saudí.", "es", "IL SA"),
    ],
)
def test_the_words_for_people_begin_small_in_languages_that_write_them_so(text, language, expected):
    assert codes(text, language=language) == set(expected.split())


def test_a_headline_without_a_text_is_about_the_country_that_it_names() -> None:
    (found,) = countries.find("Canada's output rose 1.1 percent in the fourth quarter", "", "en", dateline=None)
    assert (found.code, found.about) == ("CA", True)
