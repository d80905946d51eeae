"""How what people type of a month's progress is understood: how its plan was kept, and how much is done."""

from cop.kernel.errors import BadInput
from cop.kernel.numbers import exact, parse_number, parse_share
from cop.kernel.types import Share, Word

KEPT = ("fully", "partly", "not")


def read_kept(typed: str) -> Word:
    """Return how the plan of a month was kept.

    Raises:
        BadInput: The word says something else.
    """
    said = typed.strip().lower()
    if said not in KEPT:
        raise BadInput(
            f'"{typed}" does not say whether the month went as planned',
            "it was done fully, partly or not; --done 40% says how far the whole activity is",
        )
    return Word(said)


def read_done(typed: str | None) -> Share | None:
    """Return which share is done, if one was typed: 0.4, 40 %, or 40, which can mean nothing else.

    Raises:
        BadInput: It is no share.
    """
    if not typed:
        return None
    said = typed.strip()
    if said[-1:] in "%٪" or exact(parse_number(said)) <= 1:
        return parse_share(said)
    return parse_share(f"{said} %")
