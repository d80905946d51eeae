"""Plans in time and trees as pictures: mirrored for Arabic, told apart without colours, whole on every page."""

import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.documents.as_markdown import render as as_markdown
from cop.documents.blocks import Branch, Document, Gantt, GanttRow, Span, Tone, Tree
from cop.documents.charts.canvas import PHONE
from cop.documents.charts.picture import least_width, narrow, svg, svgs
from cop.documents.drawing.gantt import drawn, scale
from cop.documents.measure import wide
from cop.documents.words import Direction, Words
from cop.kernel import dates
from cop.kernel.types import Day

WORDS: dict[Direction, Words] = {"ltr": Words("en-GB"), "rtl": Words("ar-LY")}
LETTERS: dict[Tone, str] = {"good": "G", "poor": "P"}
SVG = "{http://www.w3.org/2000/svg}"
PAPER = 640


def span(first: str, last: str = "") -> Span:
    return Day(first), Day(last or first)


def plan(*rows: GanttRow, today: str = "2024-07-01") -> Gantt:
    return Gantt("Plan", "what is late", Day("2024-01-01"), Day("2024-12-31"), Day(today), rows)


LATE = GanttRow(
    "Equipment", "24 days late", span("2024-01-01", "2024-03-31"), span("2024-02-01", "2024-06-30"),
    span("2024-07-01", "2024-12-31"), "poor",
)  # fmt: skip


def chart(block: Gantt | Tree, direction: Direction = "ltr") -> ET.Element:
    return ET.fromstring(svg(block, WORDS[direction], LETTERS, PAPER))


def bars(of: ET.Element, kind: str) -> list[tuple[float, float]]:
    """Where each bar of a kind begins and ends, in hundredths; the legend's are in pixels."""
    found = [each for each in of.iter(f"{SVG}rect") if each.get("class") == kind and "%" in each.get("width", "")]
    return [(float(each.get("x", "")[:-1]), float(each.get("width", "")[:-1])) for each in found]


def test_a_plan_shows_what_was_meant_what_was_and_what_is_expected() -> None:
    drawn = chart(plan(LATE))
    ((meant, length),) = bars(drawn, "baseline")
    ((was, so_far),) = bars(drawn, "actual")
    ((expected, _),) = bars(drawn, "forecast")
    assert meant < was < meant + length
    assert expected == pytest.approx(was + so_far, abs=0.01)


def test_what_is_expected_is_hatched_and_what_was_meant_is_thin() -> None:
    said = svg(plan(LATE), WORDS["ltr"], LETTERS, PAPER)
    assert said.count("url(#hatch-fair)") == 2, "the bar, and its swatch in the legend"
    thin, thick = (re.findall(rf'class="{kind}"[^>]*height="([\d.]+)"', said) for kind in ("baseline", "actual"))
    assert max(map(float, thin)) < min(map(float, thick)) / 2


def test_time_runs_from_the_right_in_arabic() -> None:
    def starts(direction: Direction) -> list[float]:
        drawn = chart(plan(LATE), direction)
        return [bars(drawn, kind)[0][0] for kind in ("baseline", "forecast")]

    meant, expected = starts("ltr")
    assert meant < expected
    meant, expected = starts("rtl")
    assert meant > expected
    months = [each.text for each in chart(plan(LATE), "rtl").iter(f"{SVG}text")]
    assert "يناير" in months and "Jan" not in months


def test_a_day_is_a_diamond_and_what_lies_beyond_the_scale_an_arrow() -> None:
    drawn = chart(plan(GanttRow("Opening", baseline=span("2024-10-01"), forecast=span("2025-10-25"))))
    shapes = [path.get("class") for path in drawn.iter(f"{SVG}path") if path.get("class") not in ("hatch", None)]
    assert sorted(map(str, shapes)) == ["actual", "baseline", "forecast"], "the first is the legend's"
    assert not bars(drawn, "forecast")


def test_a_row_says_in_words_what_it_shows_to_whoever_points_at_it() -> None:
    titles = [each.text for each in chart(plan(LATE)).iter(f"{SVG}title")]
    assert "Equipment\nbaseline: 1 January 2024 – 31 March 2024\n" in "".join(map(str, titles))


def test_a_tone_is_a_letter_too() -> None:
    assert "P" in [each.text for each in chart(plan(LATE)).iter(f"{SVG}text")]
    assert "G" in [each.text for each in chart(Tree("", "", (Branch("c5", tone="good"),))).iter(f"{SVG}text")]


def test_today_is_a_line_only_where_it_lies_on_the_scale() -> None:
    def lines(today: str) -> int:
        return len([each for each in chart(plan(LATE, today=today)).iter(f"{SVG}line") if each.get("class") == "today"])

    assert lines("2024-07-01") == 2, "one of them in the legend"
    assert lines("2025-07-01") == 0


def test_a_code_before_an_arabic_title_does_not_turn_it_round() -> None:
    row = GanttRow("f-equip شراء المعدات", baseline=span("2024-03-01", "2024-05-31"))
    said = [each.text or "" for each in chart(plan(row), "rtl").iter(f"{SVG}text")]
    assert "\u200ff-equip شراء المعدات" in said


def test_a_plan_of_four_years_fits_on_paper() -> None:
    rows = tuple(GanttRow(f"A{at} Installation of equipment at all landing sites", "24 days late", span("2022-03-01"))
                 for at in range(60))  # fmt: skip
    whole = Gantt("", "", Day("2022-01-01"), Day("2025-12-31"), None, rows)
    assert least_width(whole) <= PAPER
    pieces = svgs(whole, WORDS["ltr"], LETTERS)
    assert sum(piece.count("Installation") for piece in pieces) == svg(whole, WORDS["ltr"]).count("Installation")
    assert all("2023" in piece for piece in pieces), "each has the scale"


def test_pieces_of_a_tree_hold_every_branch_once() -> None:
    trainers = tuple(Branch(f"trainer {at}", branches=(Branch(f"pupil {at}"),)) for at in range(100))
    tree = Tree("", "", (Branch("c5", branches=trainers),))
    pieces = svgs(tree, WORDS["ltr"], LETTERS)
    said = re.findall(r">((?:trainer|pupil) \d+)<", "".join(pieces))
    assert len(pieces) > 5 and len(said) == len({*said}) == 200


def test_a_tree_grows_from_the_right_in_arabic() -> None:
    (drawn,) = svgs(Tree("", "", (Branch("c5", branches=(Branch("زليتن"),)),)), WORDS["rtl"], LETTERS)
    label = next(each for each in ET.fromstring(drawn).iter(f"{SVG}text") if each.text == "زليتن")
    assert (label.get("x"), label.get("text-anchor")) == ("100%", "end")
    assert (label.get("transform") or "").startswith("translate(-")


def test_a_plan_of_characters_shows_the_baseline_only_where_it_differs() -> None:
    kept = GanttRow("", baseline=span("2024-01-01", "2024-03-31"), actual=span("2024-01-01", "2024-03-31"))
    assert drawn(kept, plan(kept, today="2025-01-01"), 12) == ["███         "]
    assert drawn(LATE, plan(LATE, today="2025-01-01"), 12) == [" █████░░░░░░", "───         "]
    milestone = GanttRow("", baseline=span("2024-05-15"), forecast=span("2024-08-15"))
    assert drawn(milestone, plan(milestone, today="2024-07-15"), 12) == ["      │◈    ", "    ◇ │     "]
    assert scale(plan(), WORDS["ltr"], 36) == ["2024", "Jan     Apr      Jul      Oct"]


def test_a_plan_in_markdown_is_a_table_whose_spaces_stay() -> None:
    rows = Document("T", "", (), (plan(LATE),), "en-GB", "ltr", "", "2024-08-05T09:00:00Z")
    said = as_markdown(rows).decode()
    assert "| Equipment | `····████████████████████░░░░" in said and "24 days late [P] |" in said


def test_a_plan_and_a_tree_without_anything_are_drawn_without_fault() -> None:
    for block in (plan(), Tree("", "", ())):
        assert len(svgs(block, WORDS["ltr"], {})) == 1


days = st.dates(dates.day(Day("1990-01-01")), dates.day(Day("2060-12-31"))).map(dates.day_text)
spans = st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
rows = st.builds(
    GanttRow, st.text(max_size=90), st.text(max_size=40), spans, spans, spans, st.sampled_from(("", "good")),
    st.integers(0, 4),
)  # fmt: skip


@given(st.lists(rows, max_size=8).map(tuple), days, days, days, st.sampled_from(("ltr", "rtl")))
def test_every_bar_of_every_plan_stays_inside_its_chart(
    some: tuple[GanttRow, ...], first: Day, last: Day, today: Day, direction: Direction
) -> None:
    said = svg(Gantt("t", "a", first, last, today, some), WORDS[direction], LETTERS, PAPER)
    for x, width in re.findall(r'x="(-?[\d.]+)%" y="[\d.]+" width="([\d.]+)%"', said):
        assert float(x) >= -0.01 and float(x) + float(width) <= 100.01


def test_a_wide_tree_is_drawn_for_a_phone_with_remarks_below_labels() -> None:
    long = "University trainer 2, Bani Walid University (u-bwd-tr2)"
    tree = Tree("Who", "", (Branch("Cycle", branches=(Branch(long, "16 counted, with u-tri-tr2"),)),))
    slim = narrow(tree, Words("en"), {})
    said = [each.text or "" for each in ET.fromstring(slim).iter(f"{SVG}text")]
    assert said == ["Cycle", "University trainer 2, Bani Walid", "University (u-bwd-tr2)", "16 counted, with u-tri-tr2"]
    assert all(wide(each) <= PHONE for each in said)
    assert not narrow(Tree("Who", "", (Branch("Cycle", "none"),)), Words("en"), {})
