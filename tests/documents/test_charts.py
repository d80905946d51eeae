"""Charts: bars on one scale, mirrored for Arabic, nothing cut off, nothing divided by zero."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.documents.blocks import Bar, Bars, Chart, Part, Strip, Strips
from cop.documents.charts.canvas import PHONE
from cop.documents.charts.picture import svg
from cop.documents.measure import SMALL, wide
from cop.documents.pictures import compiled, png
from cop.documents.words import Direction, Words
from tests.documents import samples

WORDS: dict[Direction, Words] = {"ltr": Words("en-GB"), "rtl": Words("ar-LY")}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(block: Chart, direction: Direction = "ltr", width: int = 0) -> ET.Element:
    return ET.fromstring(svg(block, WORDS[direction], {"good": "G", "poor": "P"}, width))


def boxes(chart: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Where each box of a colour begins, and how wide it is, in hundredths."""
    found = [each for each in chart.iter(f"{SVG}rect") if each.get("class") == kind and "%" in each.get("width", "")]
    return [(float(each.get("x", "")[:-1]), float(each.get("width", "")[:-1])) for each in found]


BARS = Bars(
    "Meetings",
    "who met",
    (
        Bar("Zliten", (Part(3, "held", "good"), Part(1, "cancelled", "poor")), "3/4"),
        Bar("Sirte", (Part(2, "held", "good"),), "2/2"),
    ),
)
STRIPS = Strips("Weeks", "who spoke", ("1", "2"), (Strip("Zliten", (("good", "7/7"), ("poor", "0/7"))),))


def test_bars_share_one_scale() -> None:
    chart = drawn(BARS)
    assert boxes(chart, "good") == [(0, 75), (0, 50)]
    assert boxes(chart, "poor") == [(75, 25)]


def test_bars_grow_from_the_right_in_arabic() -> None:
    chart = drawn(BARS, "rtl")
    assert boxes(chart, "good") == [(25, 75), (50, 50)]
    assert boxes(chart, "poor") == [(0, 25)]
    assert chart.get("direction") == "ltr"
    label = next(each for each in chart.iter(f"{SVG}text") if each.text == "Zliten")
    assert (label.get("x"), label.get("text-anchor")) == ("100%", "end")


def test_weeks_begin_at_the_right_in_arabic() -> None:
    ((first, _),) = boxes(drawn(STRIPS, "rtl"), "good")
    ((second, _),) = boxes(drawn(STRIPS, "rtl"), "poor")
    assert first > second
    assert boxes(drawn(STRIPS), "good")[0] < boxes(drawn(STRIPS), "poor")[0]


def test_a_square_says_its_letter_too() -> None:
    assert {"7/7 G", "0/7 P"} <= {each.text for each in drawn(STRIPS).iter(f"{SVG}text")}


def test_tones_differ_by_hatching_too() -> None:
    said = svg(BARS, WORDS["ltr"])
    assert "url(#hatch-poor)" in said and "url(#hatch-good)" not in said


def test_a_chart_tells_in_words_what_it_shows() -> None:
    chart = drawn(BARS)
    assert chart.get("aria-label") == "Meetings: who met"
    assert chart.findtext(f"{SVG}title") == "Meetings" and chart.findtext(f"{SVG}desc") == "who met"


def test_a_long_label_takes_more_lines_and_at_last_an_ellipsis_that_tells_the_whole() -> None:
    long = "Comune di Monte San Giovanni Campano e dei comuni vicini della valle " * 4
    chart = drawn(Bars("", "", (Bar(long, (Part(1, "held"),), "1/1"),)))
    lines = [each.text or "" for each in chart.iter(f"{SVG}text")]
    assert any(line.endswith("…") for line in lines)
    assert long in [each.text for each in chart.iter(f"{SVG}title")]
    assert all(wide(line) <= PHONE for line in lines)


@pytest.mark.parametrize("block", [BARS, STRIPS])
def test_texts_do_not_lie_upon_one_another(block: Bars | Strips) -> None:
    """Two texts of one line stand at different places; lines are at least as far apart as letters are high."""
    places = [
        (each.get("x"), each.get("text-anchor"), float(each.get("y", "0")))
        for each in drawn(block).iter(f"{SVG}text")
        if not each.get("transform")
    ]
    assert len(places) == len({*places})
    for x, anchor, y in places:
        others = [each for each in places if each[:2] == (x, anchor) and each[2] != y]
        assert all(abs(other[2] - y) >= SMALL for other in others)


parts = st.builds(
    Part, st.integers(0, 10_000), st.text(max_size=12), st.sampled_from(("", "good", "fair", "poor", "unknown"))
)
bars = st.builds(Bar, st.text(max_size=90), st.lists(parts, max_size=4).map(tuple), st.text(max_size=20))


@given(st.lists(bars, max_size=5).map(tuple), st.sampled_from(("ltr", "rtl")))
def test_every_bar_stays_inside_its_chart(some: tuple[Bar, ...], direction: Direction) -> None:
    said = svg(Bars("t", "a", some), WORDS[direction])
    for x, width in re.findall(r'x="(-?[\d.]+)%" y="[\d.]+" width="([\d.]+)%"', said):
        assert float(x) >= -0.01 and float(x) + float(width) <= 100.01


@pytest.mark.parametrize("sample", [samples.english, samples.arabic])
def test_pictures_are_made_without_a_warning_and_always_the_same(sample: object) -> None:
    assert callable(sample)
    document = sample()
    for block in document.blocks:
        if isinstance(block, Chart):
            chart = svg(block, Words(document.language), {}, 640)
            picture, warnings = compiled(chart, 96)
            assert not warnings
            assert picture.startswith(b"\x89PNG") and picture == png(chart, 96)


def test_arabic_letters_are_joined_in_pictures() -> None:
    """A word apart from its letters one by one: joined, it takes less room than they do."""

    def ink(label: str) -> bytes:
        return png(svg(Bars("", "", (Bar(label, (), ""),)), WORDS["rtl"], {}, 320), 96)

    joined, apart = "اجتماع", "\u200c".join("اجتماع")
    assert ink(joined) != ink(apart)
    assert ink("ا") != ink("ج") != ink("\u25a1"), "the font knows Arabic letters"
