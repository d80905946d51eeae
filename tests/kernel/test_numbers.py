"""Numbers as people of several countries write them become exact decimals, and doubtful ones are refused."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.errors import BadInput
from cop.kernel.numbers import exact, is_number, number_text, parse_number, parse_share


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("7.5", "7.5"), ("7,5", "7.5"), ("٧٫٥", "7.5"), ("12 000", "12000"), ("1,200,000", "1200000"), ("007", "7"),
        ("-3", "-3"), ("−3", "-3"), ("+4", "4"), ("1.50", "1.5"), ("0.0", "0"), ("-0", "0"), (".5", "0.5"),
        ("1,200.5", "1200.5"), ("0,25", "0.25"), ("1.200,5", "1200.5"), ("1.200.000", "1200000"), ("0.125", "0.125"),
        ("1.1250", "1.125"), ("12.5", "12.5"),
    ],
)  # fmt: skip
def test_a_number_may_be_written_as_at_home(typed: str, kept: str) -> None:
    assert parse_number(typed) == kept
    assert is_number(kept)


@pytest.mark.parametrize("typed", ["", "about 7", "7..5", "1e5", "nan", "7.5.1", "½", "--3", "9" * 30])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="is no number"):
        parse_number(typed)


@pytest.mark.parametrize(
    ("typed", "both"),
    [
        ("1,200", "1200, or 1.2"), ("1.200", "1200, or 1.2"), ("-1.125", "-1125, or -1.1250"),
        ("2.000", "2000, or 2.0"),
    ],
)  # fmt: skip
def test_a_number_that_may_mean_two_is_refused_and_both_are_named(typed: str, both: str) -> None:
    with pytest.raises(BadInput, match="two numbers") as refused:
        parse_number(typed)
    assert refused.value.hint == f"write {both}"
    one, other = both.split(", or ")
    assert exact(parse_number(one)) == 1000 * exact(parse_number(other))


@pytest.mark.parametrize(
    ("typed", "kept"), [("40%", "0.4"), ("40 %", "0.4"), ("٤٠٪", "0.4"), ("0.4", "0.4"), ("1", "1")]
)
def test_a_share_may_be_written_in_hundredths(typed: str, kept: str) -> None:
    assert parse_share(typed) == kept


def test_no_share_is_more_than_all() -> None:
    with pytest.raises(BadInput, match="is no share"):
        parse_share("140%")


@given(
    st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=1000).map(
        lambda one: Fraction(round(one * 10000), 10000)
    )
)
def test_every_decimal_is_kept_exactly(value: Fraction) -> None:
    said = number_text(value)
    assert exact(parse_number(f"{said}0" if len(said.partition(".")[2]) == 3 else said)) == value
