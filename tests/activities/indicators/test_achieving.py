"""How far an indicator has come, exactly, and whether that is far enough."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cop.activities.indicators.achieving import Aim, Bounds, Plan, achievement, due, expected, light, uneven
from cop.kernel.numbers import number_text
from cop.kernel.types import Day, Number, Share

BOUNDS = Bounds(Share("0.8"), Share("0.5"))
NEW_YEAR, JULY, MARCH, END = (Day(day) for day in ("2024-01-01", "2024-07-01", "2024-03-01", "2024-12-31"))
AMOUNTS = st.decimals(-1000, 1000, places=2).map(lambda amount: number_text(Fraction(amount)))


def plan(baseline: str, target: str, *aims: tuple[str, str], begin: Day | None = NEW_YEAR) -> Plan:
    return Plan(begin, Number(baseline), Number(target), [Aim(Day(day), Number(amount)) for day, amount in aims])


RISING = plan("0", "100", ("2024-12-31", "100"))
STEPS = plan("0", "100", ("2024-06-30", "20"), ("2024-12-31", "100"))


def test_from_nine_days_to_four_seven_and_a_half_are_thirty_percent() -> None:
    assert achievement(Number("9"), Number("4"), Number("7.5")) == Fraction(3, 10)


@pytest.mark.parametrize(
    ("baseline", "target", "value", "gone"),
    [
        ("0", "15", "6", Fraction(2, 5)), ("0", "3", "1", Fraction(1, 3)), ("20", "100", "10", Fraction(-1, 8)),
        ("0", "15", "18", Fraction(6, 5)), ("0.1", "0.3", "0.2", Fraction(1, 2)), ("-2", "2", "0", Fraction(1, 2)),
    ],
)  # fmt: skip
def test_what_was_gone_of_the_way_is_exact_and_not_clamped(
    baseline: str, target: str, value: str, gone: Fraction
) -> None:
    assert achievement(Number(baseline), Number(target), Number(value)) == gone


def test_a_target_equal_to_its_baseline_is_no_way_to_go() -> None:
    assert achievement(Number("5"), Number("5"), Number("7")) is None


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_way_and_its_mirror_are_gone_alike(baseline: Number, target: Number, value: Number) -> None:
    assume(baseline != target)
    mirrored = (number_text(-Fraction(amount)) for amount in (baseline, target, value))
    assert achievement(baseline, target, value) == achievement(*mirrored)
    assert achievement(baseline, target, baseline) == 0
    assert achievement(baseline, target, target) == 1


def test_before_any_target_is_due_the_straight_line_is_expected() -> None:
    assert expected(RISING, NEW_YEAR, JULY) == 0
    assert expected(RISING, JULY, JULY) == Fraction(100 * 182, 365)
    assert expected(STEPS, MARCH, MARCH) == Fraction(20 * 60, 181)


def test_a_value_is_judged_by_its_own_day_until_a_target_falls_due() -> None:
    assert expected(STEPS, MARCH, Day("2024-06-29")) == expected(STEPS, MARCH, MARCH)
    assert expected(STEPS, MARCH, Day("2024-06-30")) == 20
    assert expected(STEPS, MARCH, Day("2025-06-30")) == 100
    assert due(STEPS, MARCH) is None
    assert due(STEPS, JULY) == Aim(Day("2024-06-30"), Number("20"))


def test_before_the_first_day_only_the_baseline_is_expected() -> None:
    assert expected(plan("9", "4", ("2024-12-31", "4")), Day("2023-06-01"), JULY) == 9


@pytest.mark.parametrize(
    "unknown", [plan("0", "9"), plan("0", "9", ("2024-12-31", "9"), begin=None), plan("0", "9", ("2024-01-01", "9"))]
)
def test_without_days_nothing_is_expected(unknown: Plan) -> None:
    assert expected(unknown, Day("2023-12-31"), Day("2023-12-31")) is None
    assert light(unknown, Number("5"), Day("2023-12-31"), Day("2023-12-31"), BOUNDS) == "unknown"
    assert light(unknown, Number("9"), Day("2023-12-31"), Day("2023-12-31"), BOUNDS) == "good"


@pytest.mark.parametrize(
    ("value", "stands"),
    [("20", "good"), ("16", "good"), ("15.9", "fair"), ("10", "fair"), ("9.9", "poor"), ("-1", "poor")],
)
def test_a_value_is_held_against_the_interim_target_by_the_programmes_bounds(value: str, stands: str) -> None:
    assert light(STEPS, Number(value), JULY, JULY, BOUNDS) == stands


def test_one_that_has_to_fall_stands_well_when_it_falls() -> None:
    falling = plan("9", "4", ("2024-07-01", "6"), ("2024-12-31", "4"))
    assert light(falling, Number("6"), JULY, JULY, BOUNDS) == "good"
    assert light(falling, Number("9"), JULY, JULY, BOUNDS) == "poor"
    assert light(falling, Number("3"), MARCH, MARCH, BOUNDS) == "good"


def test_where_nothing_is_expected_yet_only_a_step_back_is_poor() -> None:
    assert light(RISING, Number("0"), NEW_YEAR, NEW_YEAR, BOUNDS) == "good"
    assert light(RISING, Number("-1"), NEW_YEAR, NEW_YEAR, BOUNDS) == "poor"


def test_what_has_no_way_to_go_has_no_light() -> None:
    assert light(plan("5", "5", ("2024-12-31", "5")), Number("5"), JULY, JULY, BOUNDS) == ""


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.dates(date(2024, 1, 1), date(2030, 1, 1)))
def test_who_has_met_the_target_stands_well(baseline: Number, target: Number, more: Number, day: date) -> None:
    assume(baseline != target)
    way = Fraction(target) - Fraction(baseline)
    beyond = number_text(Fraction(target) + abs(Fraction(more)) * (1 if way > 0 else -1))
    on = Day(day.isoformat())
    assert light(plan(baseline, target, ("2024-12-31", target)), beyond, on, on, BOUNDS) == "good"


def test_parts_that_do_not_add_up_are_named() -> None:
    parts = [("sex", Number("3")), ("sex", Number("2.5")), ("partner", Number("6"))]
    assert uneven(Number("6"), parts) == ["the parts by sex add up to 5.5, the total is 6"]
    assert uneven(Number("5.5"), parts[:2]) == []
