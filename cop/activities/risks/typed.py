"""What people type of a risk's two numbers, understood."""

from cop.activities.risks import rating
from cop.kernel.errors import BadInput
from cop.kernel.text import ascii_digits


def points(name: str, typed: str) -> int:
    """Return a probability or an impact as it was typed, in digits of any script.

    Raises:
        BadInput: It is no whole number from 1 to 5.
    """
    said = ascii_digits(typed.strip())
    if said not in map(str, range(rating.LEAST, rating.MOST + 1)):
        raise BadInput(f'{name} cannot be "{typed}"', rating.SCALES[name])
    return int(said)


def both_points(probability: str | None, impact: str | None) -> tuple[int, int] | None:
    """Return a first rating, if one was typed.

    Raises:
        BadInput: Only one of the two numbers was typed, or one is not from 1 to 5.
    """
    if probability is None and impact is None:
        return None
    if probability is None or impact is None:
        raise BadInput("a rating is two numbers", "say --probability and --impact, or neither")
    return points("probability", probability), points("impact", impact)
