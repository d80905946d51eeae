"""How grave a risk is and where it tends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.activities.risks.rating import TONES, band, score, trend
from cop.activities.risks.typed import both_points, points
from cop.kernel.errors import BadInput

SCALE = st.integers(1, 5)


def test_a_risk_of_three_and_four_is_twelve_and_medium() -> None:
    assert score(3, 4) == 12
    assert band(12) == "medium"


@pytest.mark.parametrize(
    ("points", "word"), [(1, "low"), (4, "low"), (5, "medium"), (12, "medium"), (15, "high"), (25, "high")]
)
def test_a_score_has_a_word_and_a_tone(points: int, word: str) -> None:
    assert band(points) == word
    assert TONES[word] == {"low": "good", "medium": "fair", "high": "poor"}[word]


@given(SCALE, SCALE)
def test_a_risk_is_as_grave_as_likely_and_grave_are_together(probability: int, impact: int) -> None:
    known = score(probability, impact)
    assert known == score(impact, probability) and 1 <= known <= 25
    assert score(min(probability + 1, 5), impact) >= known


def test_a_trend_tells_worse_from_better() -> None:
    assert [trend(12, before) for before in (8, 12, 15, None)] == ["up", "same", "down", "new"]


@given(st.integers(1, 25), st.integers(1, 25))
def test_what_went_up_goes_down_the_other_way(now: int, before: int) -> None:
    mirror = {"up": "down", "down": "up", "same": "same"}
    assert mirror[trend(now, before)] == trend(before, now)


@pytest.mark.parametrize(("typed", "meant"), [("3", 3), ("٣", 3), (" 5 ", 5)])
def test_a_number_from_one_to_five_is_read_in_any_digits(typed: str, meant: int) -> None:
    assert points("impact", typed) == meant


@pytest.mark.parametrize("typed", ["0", "6", "3.5", "-1", "", "high", "33"])
def test_any_other_number_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="probability cannot be") as refused:
        points("probability", typed)
    assert refused.value.hint == "it goes from 1, hardly, to 5, almost certain"


def test_a_first_rating_is_two_numbers_or_none() -> None:
    assert both_points(None, None) is None
    assert both_points("3", "4") == (3, 4)
    with pytest.raises(BadInput, match="a rating is two numbers"):
        both_points("3", None)
