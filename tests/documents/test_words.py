"""Documents in several languages: days, numbers, plurals, names that run the other way, texts of records."""

from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.documents import words as spoken
from cop.documents.words import END, ISOLATE, RIGHT_TO_LEFT, Text, Texts, Words, direction_of, languages, mark
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Moment, Month, Word, Zone, ZonedTime
from cop.store import naming
from cop.store.records import Translation
from cop.store.store import Store
from cop.teams.records import Body

JULY = Month("2024-07")
SC7 = Day("2024-07-10")
TRIPOLI, TUNIS, ROME = Zone("Africa/Tripoli"), Zone("Africa/Tunis"), Zone("Europe/Rome")


# Days and numbers


@pytest.mark.parametrize(
    ("language", "zone", "said"),
    [
        ("ar", TRIPOLI, "يوليو 2024"),
        ("ar", TUNIS, "جويلية 2024"),
        ("ar-LY", TUNIS, "يوليو 2024"),
        ("ar_TN", TRIPOLI, "جويلية 2024"),
        ("en", TRIPOLI, "July 2024"),
    ],
)
def test_libya_and_tunisia_call_july_by_different_names(language: str, zone: Zone, said: str) -> None:
    assert Words(language, zone).month(JULY) == said


def test_a_day_is_told_with_its_weekday_as_people_say_it() -> None:
    assert Words("en").day(SC7) == "Wednesday 10 July 2024"
    assert Words("ar", TRIPOLI).day(SC7) == "الأربعاء 10 يوليو 2024"
    assert Words("en").short_day(SC7) == "Wed 10 July"
    assert Words("en").date(SC7) == "10 July 2024"


def test_an_hour_is_that_of_the_place_and_a_moment_that_of_the_zone_asked_for() -> None:
    words = Words("en")
    assert words.hour(ZonedTime("2024-07-10T11:00[Europe/Rome]")) == "11:00"
    assert words.moment(Moment("2024-07-10T22:30:00Z"), ROME) == "11 July 2024, 00:30"
    assert Words("ar", TRIPOLI).moment(Moment("2024-07-10T09:00:00Z"), TRIPOLI) == "10 يوليو 2024، 11:00"


def test_libya_writes_numbers_with_the_digits_of_the_file_and_its_own_separators() -> None:
    assert Words("ar", TRIPOLI).number(1234.5) == "1.234,5"
    assert Words("en").number(1234.5) == "1,234.5"


@given(st.dates())
def test_every_day_can_be_said_in_every_language(day: object) -> None:
    for language in languages():
        assert Words(language, TRIPOLI).day(Day(str(day))).strip()


# Plurals


@pytest.mark.parametrize(
    ("n", "said"),
    [
        (0, "لا أنشطة"),
        (1, "نشاط واحد"),
        (2, "نشاطان"),
        (3, "3 أنشطة"),
        (11, "11 نشاطًا"),
        (100, "100 نشاط"),
    ],
)
def test_arabic_counts_in_six_ways(n: int, said: str) -> None:
    assert Words("ar").ngettext("{n} activity", "{n} activities", n) == said


def test_english_counts_in_two_ways() -> None:
    counted = [Words("en").ngettext("{n} activity", "{n} activities", n) for n in (0, 1, 2)]
    assert counted == ["0 activities", "1 activity", "2 activities"]


# Names that run the other way


def test_a_latin_name_does_not_disturb_an_arabic_sentence() -> None:
    said = Words("ar").gettext("{day}, {hour}", day="REBUILD", hour="11:00")
    assert said == f"{ISOLATE}REBUILD{END}، 11:00"


def test_an_english_sentence_needs_no_isolates() -> None:
    assert Words("en").gettext("{day}, {hour}", day="بنغازي", hour="11:00") == "بنغازي, 11:00"


def test_numbers_and_hours_stand_in_an_arabic_sentence_as_they_are() -> None:
    assert Words("ar").isolated("5/6") == "5/6"
    assert Words("ar").isolated("sc7") == f"{ISOLATE}sc7{END}"


def test_an_arabic_name_needs_no_isolates_in_arabic() -> None:
    assert Words("ar").isolated("بنغازي 2") == "بنغازي 2"


def test_an_arabic_title_that_begins_with_a_latin_name_runs_from_right_to_left() -> None:
    words = Words("ar")
    assert words.runs("REBUILD - للبحث والتعليم") == "rtl"
    assert words.isolated("REBUILD - للبحث والتعليم") == f"{ISOLATE}{RIGHT_TO_LEFT}REBUILD - للبحث والتعليم{END}"
    assert (words.runs("The port of زليتن"), words.runs("Zliten"), words.runs("5/6")) == ("ltr", "ltr", "rtl")


def test_most_letters_decide_on_a_direction() -> None:
    assert direction_of("12 اجتماعات", "ltr") == "rtl"
    assert direction_of("\u2068sc7\u2069 اجتماع", "ltr") == "rtl", "isolated names do not count"
    assert direction_of("12/14", "rtl") == "rtl"


def test_a_name_is_isolated_once() -> None:
    words = Words("ar")
    once = words.isolated("sc7")
    assert words.isolated(once) == once
    assert words.isolated(words.listed(["sc7", "tb6"])) == words.listed(["sc7", "tb6"])


def test_names_in_a_row_are_joined_as_the_language_joins_them() -> None:
    assert Words("en").listed(["Rome", "Paris", "Tunis"]) == "Rome, Paris and Tunis"
    assert Words("ar").listed(["روما", "باريس"]) == "روما وباريس"
    assert (Words("en").joined(["a", "b"]), Words("ar").joined(["ا", "ب"])) == ("a, b", "ا، ب")
    assert Words("en").listed(["yes", "no"], "or") == "yes or no"
    assert Words("ar").listed(["نعم", "لا"], "or") == "نعم أو لا"
    assert Words("ar").listed(["روما", "OGS"]) == f"روما و{ISOLATE}OGS{END}"


def test_a_zone_is_called_by_its_city() -> None:
    assert (Words("ar").city(TRIPOLI), Words("en").city(ROME)) == ("طرابلس", "Rome")


def test_weeks_begin_as_in_the_country() -> None:
    assert Words("ar", TRIPOLI).weekdays()[0] == (5, "السبت")
    assert Words("ar", TUNIS).weekdays("abbreviated")[6] == (6, "الأحد")
    assert [day for day, _ in Words("en").weekdays()] == [0, 1, 2, 3, 4, 5, 6]


def test_a_brace_in_a_name_is_no_placeholder() -> None:
    assert Words("en").gettext("{day}, {hour}", day="{hour}", hour="11:00") == "{hour}, 11:00"


def test_arabic_runs_from_right_to_left() -> None:
    assert (Words("ar", TRIPOLI).tag, Words("ar").is_rtl) == ("ar-LY", True)
    assert (Words("en").tag, Words("en").is_rtl) == ("en-GB", False)


# Words of the data


def test_words_of_the_data_are_told_in_the_language() -> None:
    assert Words("ar").word("in_presence") == "حضوري"
    assert Words("en").word("in_presence") == "in presence"


def test_a_word_that_nobody_translated_reads_as_it_is() -> None:
    assert Words("ar").word("goat_market") == "goat market"


def test_countries_are_told_in_the_language() -> None:
    assert (Words("ar").country("LY"), Words("en").country("LY")) == ("ليبيا", "Libya")
    assert Words("ar").country("XQ") == "XQ"


# Texts of records


def test_a_text_is_shown_in_the_language_or_as_it_was_written() -> None:
    title = Text("Steering Committee", {"ar": "اللجنة التوجيهية"})
    assert Words("ar").text(title) == "اللجنة التوجيهية"
    assert Words("en").text(title) == "Steering Committee"
    assert Words("ar").text(Text("Technical Board")) == "Technical Board"


def test_translations_are_found_by_record_and_field(store: Store) -> None:
    board = Id("b0dytb000000")
    with store.writing("test") as draft:
        draft.add(Translation(subject=board, attribute=Word("title"), language=Word("ar"), words="المجلس الفني"))
    texts = Texts(store.db)
    assert texts.of(board, "title", "Technical Board") == Text("Technical Board", {"ar": "المجلس الفني"})
    assert texts.of(board, "mandate", "Prepares plans") == Text("Prepares plans")


def test_a_translation_of_what_stood_there_before_is_left_out(store: Store) -> None:
    with store.writing("test") as draft:
        board = draft.add(Body(title="Technical Board", kind=Word("technical_board")))
        naming.translate(draft, board, "title", "ar", "المجلس الفني")
    assert Words("ar").text(Texts(store.db).of(board.id, "title", "Technical Board")) == "المجلس الفني"
    assert Words("ar").text(Texts(store.db).of(board.id, "title", "Board of Experts")) == "Board of Experts"


# Languages that there are, and those that are not


def test_a_language_that_cop_does_not_speak_is_refused_with_those_it_does() -> None:
    with pytest.raises(BadInput, match='cop does not speak "tlh" yet') as refused:
        Words("tlh")
    assert refused.value.hint == "there are en, ar"


def test_a_language_with_a_country_that_nobody_knows_is_spoken_as_in_general() -> None:
    assert Words("ar-XX").tag == "ar"


def test_a_new_language_needs_a_catalogue_and_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "locale").mkdir()
    (tmp_path / "locale" / "fr.po").write_text(
        'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
        'msgid "{n} meeting"\nmsgid_plural "{n} meetings"\nmsgstr[0] "{n} réunion"\nmsgstr[1] "{n} réunions"\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(spoken, "files", lambda _: tmp_path)
    words = Words("fr", TUNIS)
    assert languages() == ["en", "fr"]
    assert [words.ngettext("{n} meeting", "{n} meetings", n) for n in (0, 2)] == ["0 réunion", "2 réunions"]
    assert (words.month(JULY), words.tag) == ("juillet 2024", "fr-TN")
    spoken._catalogue.cache_clear()


def test_the_catalogues_travel_with_the_package() -> None:
    assert (files("cop") / "locale" / "ar.po").is_file()


def test_a_marked_message_is_the_message() -> None:
    assert mark("no data") == "no data"
