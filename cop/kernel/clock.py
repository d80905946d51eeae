"""The only place that asks what time it is."""

import os
from datetime import UTC, datetime

from cop.kernel.errors import BadInput
from cop.kernel.types import FIRST_YEAR, LAST_YEAR


def now(configured: str | None = None) -> datetime:
    """Return the present moment in UTC; COP_NOW, an ISO moment, or else the configured one stands in for it.

    Raises:
        BadInput: What stands in for it is not a moment with an offset.
    """
    said = os.environ.get("COP_NOW") or configured
    return stopped_at(said) if said else datetime.now(UTC)


def stopped_at(said: str) -> datetime:
    """Return the moment at which a clock stands still.

    Raises:
        BadInput: It is not a moment with an offset.
    """
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise BadInput(f"the clock is set to {said!r}, which is not a moment", "write it as 2024-07-01T09:00Z")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise BadInput(f"the clock is set to the year {moment.year}", f"cop knows {FIRST_YEAR} to {LAST_YEAR}")
    return moment.astimezone(UTC)
