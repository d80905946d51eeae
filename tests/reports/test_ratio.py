"""Ratios, and the three words for what they cannot say."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cop.kernel.types import Share
from cop.reports.ratio import Figure, Ratio, Thresholds, ratio

USUAL = Thresholds(Share("0.8"), Share("0.5"))


def test_nothing_divides_nothing() -> None:
    assert ratio(0, 3) == Ratio(0, 3)
    assert ratio(0, 0) is None


def test_nobody_came_nobody_knows_and_nothing_to_count_are_three_words() -> None:
    assert Figure(Ratio(0, 3)).lacks == ""
    assert Figure(None).lacks == "no data"
    assert Figure(None, applies=False).lacks == "n/a"


@pytest.mark.parametrize(
    ("part", "whole", "tone"),
    [(8, 10, "good"), (4, 5, "good"), (799, 1000, "fair"), (1, 2, "fair"), (499, 1000, "poor"), (0, 3, "poor")],
)
def test_tones_follow_the_thresholds_of_the_programme(part: int, whole: int, tone: str) -> None:
    assert USUAL.tone(Figure(Ratio(part, whole))) == tone


def test_what_is_not_known_is_grey_and_what_does_not_apply_has_no_colour() -> None:
    assert USUAL.tone(Figure(None)) == "unknown"
    assert USUAL.tone(Figure(None, applies=False)) == ""


def test_percents_are_whole() -> None:
    assert [Ratio(*each).percent for each in ((5, 6), (1, 8), (1, 3), (3, 3))] == [83, 13, 33, 100]


@given(some.integers(0, 10**6), some.integers(1, 10**6))
def test_a_percent_is_at_most_half_a_percent_off(part: int, whole: int) -> None:
    assert abs(Ratio(part, whole).percent * whole - 100 * part) * 2 <= whole
