"""How amounts are understood and added: exactly, and never across currencies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.activities.pilots.operations.contributions import read_money
from cop.activities.pilots.queries import sums
from cop.activities.pilots.records import Contribution
from cop.kernel.errors import BadInput
from cop.kernel.records import checked
from cop.kernel.types import Money


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1200 EUR", "1200 EUR"), ("eur 1200", "1200 EUR"), ("€500,50", "500.50 EUR"), ("350.5 lyd", "350.50 LYD"),
        ("٣٥٠ LYD", "350 LYD"), ("12 000 TND", "12000 TND"), ("0 EUR", "0 EUR"), ("1200EUR", "1200 EUR"),
    ],
)  # fmt: skip
def test_an_amount_is_understood_as_people_write_it(typed: str, meant: str) -> None:
    assert read_money(typed) == meant


@pytest.mark.parametrize(
    "typed", ["1200", "EUR", "-5 EUR", "1200 euro", "EUR 5 USD", "1.2345 EUR", "", "5 € x", "1234567890123456 EUR"]
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(BadInput):
        read_money(typed)


def test_amounts_of_two_currencies_stay_apart() -> None:
    assert sums([Money("0.10 EUR"), Money("0.20 EUR"), None, Money("5 LYD")]) == ["0.30 EUR", "5 LYD"]
    assert sums([None]) == []


@pytest.mark.parametrize("typed", ["1,200 EUR", "1.200 EUR", "EUR 12.500"])
def test_an_amount_that_is_a_thousand_in_one_country_and_one_in_another_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="may mean two"):
        read_money(typed)


@given(st.lists(st.tuples(st.integers(0, 10**12), st.sampled_from(["EUR", "LYD", "USD"]))))
def test_sums_lose_no_cent(cents: list[tuple[int, str]]) -> None:
    worths = [Money(f"{amount // 100}.{amount % 100:02d} {currency}") for amount, currency in cents]
    found = {one.split(" ")[1]: one.split(" ")[0] for one in sums(worths)}
    for currency in {currency for _, currency in cents}:
        total = sum(amount for amount, of in cents if of == currency)
        whole, _, rest = found[currency].partition(".")
        assert int(whole) * 100 + int(rest or 0) == total


@pytest.mark.parametrize("worth", ["١٢ EUR", "12345678901234567890 EUR", "012 EUR", "12.٥٠ EUR", "12.5 EUR", "² EUR"])
def test_an_amount_from_a_file_has_our_digits_and_no_more_than_fifteen(worth: str) -> None:
    (field,) = (each for each in Contribution.fields() if each.name == "worth")
    with pytest.raises(BadInput, match="worth cannot be"):
        checked(field, worth)
    assert checked(field, "123456789012345.50 EUR") == "123456789012345.50 EUR"
    assert checked(field, "0 EUR") == "0 EUR"
