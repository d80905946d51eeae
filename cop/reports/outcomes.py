"""What became of the meetings of a month: each that was planned became one thing, and others were added. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel.types import Month
from cop.meetings.sitting import OFF, Sitting

REMOVED = "removed"
"""The status of a planned meeting that is not there any more; no record ever holds it."""


class Outcomes(NamedTuple):
    """What became of the meetings of a period; each is in one of these."""

    held: list[Sitting]
    postponed: list[Sitting]
    cancelled: list[Sitting]
    unsaid: list[Sitting]
    added: list[Sitting]


def became(planned: Iterable[Sitting], now: Iterable[Sitting], month: Month) -> Outcomes:
    """Return what became of each meeting that was planned for a month, and which others were added.

    A meeting that was moved out of the month is postponed, one that is skipped, removed or called off is cancelled.

    Args:
        planned: As they stood when the period began.
        now: As they stand in the data of the report, those of other months too, so that moved ones are found.
        month: The month.
    """
    expected, current = {one.id: one for one in planned}, {one.id: one for one in now}
    found = Outcomes([], [], [], [], [])
    for one in expected.values():
        _place(found, one, current.get(one.id), month)
    for one in current.values():
        if one.id not in expected and one.day.startswith(month) and one.status not in OFF:
            found.added.append(one)
    return found


def _place(found: Outcomes, was: Sitting, now: Sitting | None, month: Month) -> None:
    if now is None:
        found.cancelled.append(was._replace(status=REMOVED))
    elif now.status in OFF:
        found.cancelled.append(now)
    elif not now.day.startswith(month):
        found.postponed.append(now)
    elif now.status == "held":
        found.held.append(now)
    else:
        (found.postponed if now.status == "postponed" else found.unsaid).append(now)
