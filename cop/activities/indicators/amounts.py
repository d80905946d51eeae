"""Amounts with their unit: read as people type them, said as people read them; units never mix."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cop.kernel.errors import BadInput
from cop.kernel.numbers import exact, parse_number
from cop.kernel.text import fold
from cop.kernel.types import Number

if TYPE_CHECKING:
    from fractions import Fraction

BARS = "▁▂▃▄▅▆▇█"
LONGEST = 30
"""So many marks a sparkline has at most, the latest ones."""


def read(typed: str, unit: str | None, ref: str) -> Number:
    """Return the amount that was typed, with or without the unit of the indicator that people call `ref`.

    Raises:
        BadInput: It is no number, or counts something else.
    """
    end = max((at for at, letter in enumerate(typed, 1) if letter.isdigit()), default=len(typed))
    said = typed[end:].strip()
    if said and not (unit and _alike(said, unit)):
        counted = f"is counted in {unit}" if unit else "has no unit"
        raise BadInput(
            f'{ref} {counted}, so it cannot be "{typed.strip()}"', f"write the number of {unit or 'it'} alone"
        )
    return parse_number(typed[:end])


def say(amount: Number, unit: str | None) -> str:
    """Return an amount as people read it: 7.5 days; 40 %."""
    return f"{amount} {unit}" if unit else amount


def say_share(share: "Fraction") -> str:
    """Return a share of the way in whole percent: 30 %.

    Halves are rounded up, but what is not whole is never rounded to 100 %: a target that was just missed was missed.
    """
    percent = (200 * share.numerator + share.denominator) // (2 * share.denominator)
    return f"{min(percent, 99) if share < 1 else percent} %"


def sparkline(amounts: Sequence[Number], *edges: Number) -> str:
    """Return a mark for each amount, the higher the more, on a scale that reaches over the edges too: ▁▃▆.

    The scale of an indicator reaches from its baseline to its target, so one that has to fall is a line that falls.
    """
    known = [exact(amount) for amount in amounts[-LONGEST:]]
    scale = [*known, *map(exact, edges)]
    least, room = min(scale, default=0), max(scale, default=0) - min(scale, default=0)
    return "".join(BARS[int((one - least) * (len(BARS) - 1) / room)] if room else BARS[0] for one in known)


def _alike(said: str, unit: str) -> bool:
    """Tell whether two words are the same unit: days and day are."""
    return fold(said).removesuffix("s") == fold(unit).removesuffix("s")
