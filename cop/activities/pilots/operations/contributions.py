"""What partners bring in kind, and how an amount of money is understood."""

import re
from collections.abc import Iterable

from cop.activities.pilots.records import Contribution
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.numbers import exact, number_text, parse_number
from cop.kernel.types import Money
from cop.store import edits
from cop.store.journal import Draft
from cop.store.typed import Reading, programme_today

SIGNS = {"€": "EUR", "$": "USD", "£": "GBP"}
AMOUNT = re.compile(r"(?P<before>\D*?)\s*(?P<amount>\d[\d.,٫٬' ]*?)\s*(?P<after>[^\d\s]*)")


def new(draft: Draft, contribution: Contribution, sets: Iterable[str], how: Reading) -> Contribution:
    """Write down what a partner brings.

    Raises:
        BadInput: A field cannot hold its value.
        RuleBroken: It was given on a day that is still to come.
    """
    return keep_contribution(draft, edits.add(draft, contribution, sets, how))


def edit(
    draft: Draft, old: Contribution, sets: Iterable[str], how: Reading
) -> Contribution:  # fmt: skip
    """Correct what was written of a contribution."""
    return keep_contribution(draft, edits.edit(draft, old, sets, how))


def read_money(typed: str) -> Money:
    """Return an amount and its currency as somebody wrote them: 1200 EUR, EUR 1200,50, €1200.

    Raises:
        BadInput: One of both is missing, the amount may mean two as 1.200 does, or has parts smaller than a hundredth.
    """
    said = AMOUNT.fullmatch(typed.strip())
    known = [SIGNS.get(word, word.upper()) for word in (said["before"], said["after"]) if word] if said else []
    if not said or len(known) != 1 or not re.fullmatch("[A-Z]{3}", known[0]):
        raise BadInput(f'no amount of money could be read from "{typed}"', "write it like 1200 EUR or 350.50 LYD")
    amount = number_text(exact(parse_number(said["amount"])))
    whole, dot, rest = amount.partition(".")
    if len(rest) > 2:
        raise BadInput(f'"{typed}" has parts smaller than a hundredth', "round it to two places")
    if len(whole) > 15:
        raise BadInput(f'"{typed}" is more than any money there is', "write at most 15 digits")
    return Money(f"{whole}{dot}{rest.ljust(2, '0') if dot else ''} {known[0]}")


def keep_contribution(draft: Draft, contribution: Contribution) -> Contribution:
    """Check that nothing was given on a day that is still to come.

    Raises:
        RuleBroken: It was.
    """
    day = contribution.given_on
    if day and day > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f'"{contribution.title}" cannot have been given on {dates.say_day(day)}, which is still to come',
            "leave given_on away until then",
        )
    return contribution
