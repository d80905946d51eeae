"""Documents as text: lines that fit, nothing lost, Arabic counted by what the eye sees."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.documents.as_text import render
from cop.documents.blocks import Bar, Bars, Block, Cell, Column, Document, Paragraph, Part, Table
from cop.documents.drawing.bars import drawn, signs
from cop.documents.measure import wrap
from cop.kernel.text import columns
from tests.documents import samples


def of(*blocks: Block) -> Document:
    return Document("T", "", (), blocks, "en-GB", "ltr", "", "2024-08-05T09:00:00Z")


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("sample", [samples.english, samples.arabic])
def test_no_line_is_wider_than_the_screen(sample: object, width: int) -> None:
    assert callable(sample)
    lines = render(sample(), width).split("\n")
    assert max(map(columns, lines)) <= width
    assert not [line for line in lines if line != line.rstrip()]


def test_a_long_name_is_wrapped_and_never_cut() -> None:
    said = render(samples.english(), 80)
    assert "Comune di Monte San" in said and "comuni vicini della valle" in said
    assert "…" not in said


def test_tones_are_letters_with_a_key_and_marks_are_words() -> None:
    said = render(samples.english(), 80)
    assert "3/3 [G]" in said and "no data [–]" in said
    assert "[G] good · [F] fair · [P] poor · [–] no data" in said
    assert "Sirte (new)" in said


def test_a_document_without_tones_needs_no_key() -> None:
    assert "good" not in render(of(Paragraph("All is well.")))


def test_numbers_stand_below_one_another_whatever_alphabet_stands_before_them() -> None:
    table = Table((Column("Team"), Column("Held", "end")), ((Cell("زُلَيْتِن"), Cell("3")), (Cell("Zliten"), Cell("12"))))
    rows = render(of(table)).split("\n")[-3:-1]
    assert columns(rows[0]) == columns(rows[1])


def test_a_table_too_wide_for_the_screen_becomes_lists() -> None:
    names = tuple(Column(f"Column{at}") for at in range(12))
    said = render(of(Table(names, (tuple(Cell(f"value{at}") for at in range(12)),))), 60)
    assert "Column11  value11" in said


def test_bars_share_one_scale_and_show_whatever_is_more_than_nothing() -> None:
    bars = Bars("", "", (Bar("a", (Part(1000, "x"),)), Bar("b", (Part(1, "x"),)), Bar("c", (Part(0, "x"),))))
    assert [len(bar) for bar in drawn(bars, 20)] == [20, 1, 0]


def test_parts_without_a_tone_get_signs_of_their_own() -> None:
    parts = (Part(1, "held", "good"), Part(1, "women"), Part(1, "men"))
    assert len({*signs(Bars("", "", (Bar("a", parts),))).values()}) == 3


@given(st.text(max_size=200), st.integers(min_value=2, max_value=60))
def test_wrapping_keeps_every_character_that_is_not_a_space(said: str, room: int) -> None:
    lines = wrap(said, room)
    assert "".join("".join(lines).split()) == "".join(said.split())
    assert all(columns(line) <= room for line in lines)


def test_wrapping_breaks_between_words_and_keeps_line_ends() -> None:
    assert wrap("one two three\nfour", 8) == ["one two", "three", "four"]
    assert wrap("abcdefgh", 3) == ["abc", "def", "gh"]


def test_an_arabic_document_names_its_tones_in_arabic() -> None:
    assert "[ج]" in render(samples.arabic(), 80)
    assert "[G]" in render(replace(samples.arabic(), language="en-GB"), 80)
