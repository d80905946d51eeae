"""Columns on a terminal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.console.table import CELL_END, Layout, cut, record, render, wrap
from cop.kernel.text import columns

ROWS = [
    ["sc7", "7th Steering Committee", "Wed 10 Jul 11:00", "180"],
    ["vpm/2024-07-03", "Virtual partnership meeting of all the coordination teams", "Wed 3 Jul 11:00", "90"],
]
HEADER = ["ref", "title", "start", "minutes"]
LAYOUT = Layout(keep={0}, right={3})


def plain(text: str) -> str:
    return text


def drawn(width: int, rows: list[list[str]] = ROWS, header: list[str] | None = HEADER) -> list[str]:
    return list(render(rows, header, LAYOUT, width, plain))


def test_a_wide_screen_shows_everything_on_one_line_each() -> None:
    lines = drawn(120)
    assert len(lines) == 3
    assert ROWS[1][1] in lines[2]


def test_the_longest_text_is_shortened_first_and_says_so() -> None:
    assert drawn(60)[2] == "vpm/2024-07-03  Virtual partners…  Wed 3 Jul 11:00        90"


def test_numbers_end_under_each_other() -> None:
    assert [len(line) for line in drawn(80)] == [80, 80, 80]


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_a_reference_is_never_shortened(width: int) -> None:
    assert "vpm/2024-07-03" in "\n".join(drawn(width))


@pytest.mark.parametrize("width", [24, 40, 80, 120])
def test_no_line_is_wider_than_the_screen(width: int) -> None:
    assert max(columns(line) for line in drawn(width)) <= width


def test_on_a_narrow_screen_a_row_goes_on_below_and_loses_no_column() -> None:
    assert drawn(40)[2:] == [
        "sc7             7th Steering Committee",
        "    Wed 10 Jul 11:00      180",
        "vpm/2024-07-03  Virtual partnership mee…",
        "    Wed 3 Jul 11:00        90",
    ]


@given(
    st.lists(st.lists(st.text("ab ä日ا\u064e", max_size=60), min_size=4, max_size=4), min_size=1, max_size=4),
    st.integers(20, 130),
)
def test_any_text_fits_any_screen(rows: list[list[str]], width: int) -> None:
    lines = list(render(rows, None, Layout(), width, plain))
    assert max(map(columns, lines)) <= width
    assert all(line == line.rstrip() for line in lines)


def test_without_a_screen_there_is_no_limit() -> None:
    assert ROWS[1][1] in drawn(0)[2]


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("Zliten", 6),
        ("Città", 5),
        ("زليتن", 5),
        ("مُحَمَّد", 4),
        ("日本", 4),
        ("e\u0301", 1),
        ("می\u200cخواهم", 7),
        ("", 0),
    ],
)
def test_a_text_is_as_wide_as_the_eye_sees_it(text: str, size: int) -> None:
    assert columns(text) == size


def test_arabic_marks_stay_with_their_letter_when_a_text_is_cut() -> None:
    assert cut("مُحَمَّد", 3) == "مُحَ…"


def test_a_wide_character_is_not_cut_in_half() -> None:
    assert cut("日本語", 4) == "日…"


@given(st.text("ab ä日ا\u064e"), st.integers(1, 20))
def test_a_cut_text_never_takes_more_room(text: str, room: int) -> None:
    assert columns(cut(text, room)) <= room


def test_two_arabic_cells_beside_each_other_do_not_change_places() -> None:
    row = ["اجتماع", "زليتن"]
    assert list(render([row], None, Layout(bidi=True), 80, plain)) == [f"اجتماع{CELL_END}  زليتن"]
    assert list(render([row], None, Layout(), 80, plain)) == ["اجتماع  زليتن"]


def test_a_long_text_of_a_record_is_wrapped_beside_its_label() -> None:
    entries = [("title", ["Extraordinary Steering Committee on the pilots"]), ("place", ["online", "Zliten"])]
    assert list(record(entries, 36, plain)) == [
        "title  Extraordinary Steering",
        "       Committee on the pilots",
        "place  online",
        "       Zliten",
    ]


def test_a_word_longer_than_the_room_stays_whole() -> None:
    assert wrap("see https://example.org/a/long/way now", 12) == ["see", "https://example.org/a/long/way", "now"]


@given(st.text("ab \n", max_size=80), st.integers(1, 30))
def test_wrapping_loses_no_word(text: str, room: int) -> None:
    assert " ".join(wrap(text, room)).split() == text.split()
