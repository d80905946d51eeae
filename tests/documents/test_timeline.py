"""The scale of a plan: where days lie, which months are named, and in which language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.documents.blocks import Gantt, GanttRow, Span
from cop.documents.timeline import Stretch, Tick, legend, timeline, told
from cop.documents.words import Words
from cop.kernel import dates
from cop.kernel.types import Day

ENGLISH, LIBYAN, TUNISIAN = Words("en-GB"), Words("ar-LY"), Words("ar-TN")


def plan(first: str, last: str, *rows: GanttRow, today: str = "") -> Gantt:
    return Gantt("", "", Day(first), Day(last), Day(today) if today else None, rows)


def span(first: str, last: str = "") -> Span:
    return Day(first), Day(last or first)


def test_a_span_takes_its_last_day_too() -> None:
    ten_days = timeline(plan("2024-07-01", "2024-07-10"))
    assert ten_days.of(span("2024-07-01", "2024-07-10")) == Stretch(0, 1)
    assert ten_days.of(span("2024-07-03")) == pytest.approx((0.2, 0.3, False, False))


def test_what_lies_outside_is_cut_off_and_says_so() -> None:
    july = timeline(plan("2024-07-01", "2024-07-31"))
    assert july.of(span("2024-06-01", "2024-08-31")) == Stretch(0, 1, before=True, after=True)
    assert july.of(span("2024-08-15")) == Stretch(1, 1, after=True)
    assert july.of(span("2024-05-15", "2024-05-16")) == Stretch(0, 0, before=True)


def test_a_scale_that_ends_before_it_begins_is_a_day_long() -> None:
    assert timeline(plan("2024-07-10", "2024-07-01")).of(span("2024-07-10")) == Stretch(0, 1)


def test_months_are_named_as_far_as_there_is_room() -> None:
    year = timeline(plan("2024-01-01", "2024-12-31"))
    assert [tick.month for tick in year.ticks(ENGLISH, 72, len)][:3] == ["Jan", "Feb", "Mar"]
    assert [tick.month for tick in year.ticks(ENGLISH, 36, len)] == ["Jan", "Mar", "May", "Jul", "Sept", "Nov"]
    assert list(year.ticks(ENGLISH, 8, len)) == [Tick(0, "", "2024")]


def test_a_scale_of_four_years_names_each_year_once_from_its_first_day() -> None:
    years = timeline(plan("2022-03-15", "2026-02-28"))
    said = [tick.year for tick in years.ticks(ENGLISH, 30, len) if tick.year]
    assert said == ["2022", "2023", "2024", "2025", "2026"]
    assert next(iter(years.ticks(ENGLISH, 30, len))).share == 0


@pytest.mark.parametrize("room", [40, 90])
def test_a_year_begins_in_january_also_on_a_scale_that_begins_in_april(room: int) -> None:
    told = [(tick.share, tick.month, tick.year) for tick in
            timeline(plan("2024-04-01", "2025-03-31")).ticks(ENGLISH, room, len)]  # fmt: skip
    assert told[0][0] == 0 and told[0][2] == "2024"
    assert [(month, year) for share, month, year in told if year and share] == [("Jan", "2025")]


def test_months_are_called_as_the_country_of_the_document_calls_them() -> None:
    july = timeline(plan("2024-07-01", "2024-07-31"))
    assert [tick.month for tick in july.ticks(LIBYAN, 60, len)] == ["يوليو"]
    assert [tick.month for tick in july.ticks(TUNISIAN, 60, len)] == ["جويلية"]


def test_the_legend_names_only_what_is_shown() -> None:
    row = GanttRow("", baseline=span("2024-07-01", "2024-07-31"))
    assert legend(plan("2024-01-01", "2024-12-31", row)) == ["baseline"]
    done = GanttRow("", actual=span("2024-07-01"))
    assert legend(plan("2024-01-01", "2024-12-31", done, today="2024-08-05")) == [
        "actual",
        "milestone",
        "today, {day}",
    ]
    assert "today, {day}" not in legend(plan("2024-01-01", "2024-12-31", done, today="2025-01-01"))


def test_a_row_is_told_in_words() -> None:
    row = GanttRow("f-open", "24 days late", span("2024-10-01"), None, span("2024-10-25", "2024-10-26"))
    assert told(row, ENGLISH).split("\n") == [
        "f-open",
        "baseline: 1 October 2024",
        "forecast: 25 October 2024 – 26 October 2024",
        "24 days late",
    ]


days = st.dates(dates.day(Day("1970-01-01")), dates.day(Day("2199-12-31"))).map(dates.day_text)


@given(days, days, days, days, st.integers(1, 900))
def test_every_day_and_every_name_has_a_place_on_the_scale(a: Day, b: Day, c: Day, d: Day, room: int) -> None:
    scale = timeline(plan(min(a, b), max(a, b)))
    stretch = scale.of((min(c, d), max(c, d)))
    assert 0 <= stretch.start <= stretch.end <= 1
    places = [tick.share * room for tick in scale.ticks(ENGLISH, room, len)]
    assert all(0 <= place < room for place in places)
    assert places == sorted(places)
