import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import BadInput
from cop.kernel.text import ascii_digits, clean, clean_block, display, fold, mixed_scripts, nearest

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ASCII_TEXT = st.text(st.characters(max_codepoint=127))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Az-Zawiyah \t council\r\n", "Az-Zawiyah council"),
        ("Cafe\u0301", "Café"),
        ("pay\u202egpj.exe", "paygpj.exe"),
        ("\u2066isolate\u2069", "isolate"),
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("zero\u200bwidth\ufeff so\u00adft", "zerowidth soft"),
        ("e\u200b\u0301", "é"),
        ("tag\U000e0041", "tag"),
        ("7\u202fh\u00a030", "7 h 30"),
        ("non\ufffecharacter", "noncharacter"),
        ("a\x1fb\x85c", "ab c"),
    ],
)
def test_what_is_kept_is_one_line_without_anything_hidden(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize("text", ["می\u200cخواهم", "👩\u200d👧", "سبها\u200f (LY)", "abc\u200e", "\u061c12", "\u06dd"])
def test_marks_that_carry_meaning_stay(text: str) -> None:
    assert clean(text) == text
    assert display(text) == text


def test_half_a_character_is_refused() -> None:
    with pytest.raises(BadInput, match="half a character"):
        clean("caf\udce9")


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert once == unicodedata.normalize("NFC", once)
    assert display(once) == once


@given(ASCII_TEXT)
def test_plain_english_keeps_every_visible_character(text: str) -> None:
    visible = [c for c in text if c.isprintable() and c != " "]
    assert [c for c in clean(text) if c != " "] == visible


def test_a_long_text_keeps_its_lines() -> None:
    assert clean_block("\r\nFirst  line\r\n\r\n- second\x07\rthird\n\n") == "First line\n\n- second\nthird"


@given(ANY_TEXT)
def test_cleaning_a_long_text_twice_changes_nothing_more(text: str) -> None:
    assert clean_block(clean_block(text)) == clean_block(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Az-Zawiyah", "az zawiyah"),
        ("Az-Zawiyah", "AZZAWIYAH"),
        ("Qal’at", "qalat"),
        ("m_zli.pm", "M-ZLI PM"),
        ("Città di Reggio", "citta di reggio"),
        ("Łódź", "lodz"),
        ("Straße", "STRASSE"),
        ("الزَّاوِيَة", "الزاويه"),
        ("أحمد", "احمد"),
        ("إدارة", "اداره"),
        ("آب", "اب"),
        ("مصطفى", "مصطفي"),
        ("مسؤول", "مسوول"),
        ("هيئة", "هييه"),
        ("قراءة", "قراه"),
        ("بلـــدية", "بلدية"),
        ("کمیته", "كميته"),
        ("اجتماع ٧", "اجتماع 7"),
        ("می\u200cخواهم", "ميخواهم"),
    ],
)
def test_spellings_of_one_name_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("Zliten", "Zintan"), ("سبها", "سرت"), ("c5", "c6"), ("sc7", "sc7b")])
def test_different_names_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(ANY_TEXT)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ASCII_TEXT)
def test_the_short_way_for_english_folds_as_the_long_way(text: str) -> None:
    assert fold(text) + "ب" == fold(text + "ب")


def test_digits_of_any_keyboard_become_ascii() -> None:
    assert ascii_digits("٢٠٢٤-۰۷ x") == "2024-07 x"


@pytest.mark.parametrize(
    ("code", "mixed"), [("sc7", False), ("ѕc7", True), ("αb", True), ("بلدية sc7", False), ("сс", False), ("é1", False)]
)
def test_look_alike_letters_in_a_code_are_noticed(code: str, mixed: bool) -> None:
    assert mixed_scripts(code) is mixed


def test_the_nearest_names_come_first() -> None:
    assert nearest("sirt", ["Sebha", "Zintan", "Sirte"])[0] == "Sirte"
    assert nearest("الزاويه", ["سبها", "الزاوية"]) == ["الزاوية"]
    assert nearest("qqqq", ["Sebha", "Zintan"]) == []
    assert len(nearest("sc", [f"sc{n}" for n in range(9)])) == 3


@pytest.mark.parametrize("typed", ["زليطن", "زلتن", "ازليتن", "ذليتن", "زلتين"])
def test_an_arabic_name_spelled_by_ear_has_a_nearest_one(typed: str) -> None:
    assert nearest(typed, ["سبها", "سرت", "الزنتان", "زليتن", "بلدية الخمس"])[0] == "زليتن"


def test_a_small_word_of_a_long_name_makes_it_no_near_one() -> None:
    assert nearest("ازليتن", ["بعثة الاتحاد الأوروبي إلى ليبيا", "زليتن"]) == ["زليتن"]


def test_one_word_of_a_long_name_is_near_enough() -> None:
    assert nearest("zlitn", ["University of Sirte", "Asmarya Islamic University of Zliten"])[0].endswith("Zliten")


def test_a_terminal_never_sees_escapes_or_overrides() -> None:
    assert display("a\x1b]0;title\x07b\u202ec\td\ne\x9bm") == "a]0;titlebc d\nem"
    assert display("half \ud800, no-break\u00a0space") == "half \ufffd, no-break\u00a0space"


@given(st.text())
def test_whatever_is_shown_can_be_encoded_and_holds_no_control_but_newlines(text: str) -> None:
    shown = display(text)
    assert shown.encode().decode() == shown
    assert all(unicodedata.category(c) != "Cc" for c in shown if c != "\n")
