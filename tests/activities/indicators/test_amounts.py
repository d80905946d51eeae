"""Amounts are read as people type them, and units never mix."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.activities.indicators.amounts import read, say, say_share, sparkline
from cop.kernel.errors import BadInput
from cop.kernel.types import Number


@pytest.mark.parametrize(
    ("typed", "unit", "kept"),
    [
        ("6", "persons", "6"), ("7,5 days", "days", "7.5"), ("٧٫٥", "days", "7.5"), ("1 day", "days", "1"),
        ("12 000 persons", "person", "12000"), ("40%", "%", "40"), ("-3", None, "-3"), ("٦ أيام", "ايام", "6"),
    ],
)  # fmt: skip
def test_an_amount_may_be_typed_with_its_unit(typed: str, unit: str | None, kept: str) -> None:
    assert read(typed, unit, "i") == kept


@pytest.mark.parametrize(("typed", "unit"), [("7 weeks", "days"), ("7 km", None), ("7 percent", "persons")])
def test_an_amount_in_another_unit_is_refused(typed: str, unit: str | None) -> None:
    with pytest.raises(BadInput, match=f"i-days .*so it cannot be .{typed}."):
        read(typed, unit, "i-days")


@pytest.mark.parametrize("typed", ["", "days", "about 7", "1.2.3"])
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="is no number"):
        read(typed, "days", "i-days")


def test_an_amount_is_said_with_its_unit() -> None:
    assert (say(Number("7.5"), "days"), say(Number("3"), None)) == ("7.5 days", "3")


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Fraction(3, 10), "30 %"), (Fraction(1, 3), "33 %"), (Fraction(1, 200), "1 %"), (Fraction(-1, 8), "-12 %"),
        (Fraction(999, 1000), "99 %"), (Fraction(1), "100 %"), (Fraction(6, 5), "120 %"), (Fraction(0), "0 %"),
    ],
)  # fmt: skip
def test_a_share_is_said_in_percent(share: Fraction, said: str) -> None:
    assert say_share(share) == said


@given(st.fractions(0, 2))
def test_only_a_target_that_was_met_reads_as_all_of_it(share: Fraction) -> None:
    assert (int(say_share(share).removesuffix(" %")) >= 100) == (share >= 1)


def test_a_line_that_rises_rises_and_one_that_falls_falls() -> None:
    assert sparkline([Number("0"), Number("6"), Number("15")], Number("15")) == "▁▃█"
    assert sparkline([Number("9"), Number("7.5")], Number("4")) == "█▅"


def test_a_line_without_a_slope_is_flat_and_none_is_empty() -> None:
    assert sparkline([Number("3"), Number("3")]) == "▁▁"
    assert sparkline([]) == ""


@given(st.lists(st.integers(-50, 50).map(lambda whole: Number(str(whole))), max_size=60))
def test_a_line_keeps_the_order_of_its_latest_amounts(amounts: list[Number]) -> None:
    line = sparkline(amounts)
    known = [int(amount) for amount in amounts[-30:]]
    assert len(line) == len(known)
    drawn = [*zip(known, line, strict=True)]
    assert all((one < other) <= (low <= high) for one, low in drawn for other, high in drawn)
