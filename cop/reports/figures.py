"""The figures of a report, one function each; the first sentence of its docstring is the definition that is printed."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from cop.meetings.sitting import OFF, Sitting


class Ratio(NamedTuple):
    """A part of a whole, kept as two numbers so that sums of ratios stay exact."""

    numerator: int
    denominator: int


class Delivery(NamedTuple):
    """What became of the meetings of a period; each is in one of these."""

    held: list[Sitting]
    postponed: list[Sitting]
    cancelled: list[Sitting]
    unsaid: list[Sitting]
    added: list[Sitting]


def meeting_delivery(planned: Collection[str], held: Collection[str]) -> Ratio | None:
    """Meetings held among those planned for the period, divided by those planned; meetings added later are apart.

    None when nothing was planned. The measure of actual to expected reports in DHIS2, applied to meetings.
    """
    return Ratio(len(set(planned) & set(held)), len(set(planned))) if planned else None


def became(planned: Iterable[Sitting], now: Iterable[Sitting], month: str) -> Delivery:
    """Each meeting planned for the month is held, postponed, cancelled, or nothing was said of it; others were added.

    A meeting that was moved out of the month is postponed, one that is skipped, removed or called off is cancelled.

    Args:
        planned: As they stood when the period began.
        now: As they stand in the data of the report, those of other months too, so that moved ones are found.
        month: 2024-07.
    """
    expected, current = {one.id: one for one in planned}, {one.id: one for one in now}
    found = Delivery([], [], [], [], [])
    for one in expected.values():
        _place(found, one, current.get(one.id), month)
    for one in current.values():
        if one.id not in expected and one.day.startswith(month) and one.status not in OFF:
            found.added.append(one)
    return found


def _place(found: Delivery, was: Sitting, now: Sitting | None, month: str) -> None:
    if now is None:
        found.cancelled.append(was._replace(status="removed"))
    elif now.status in OFF:
        found.cancelled.append(now)
    elif not now.day.startswith(month):
        found.postponed.append(now)
    elif now.status == "held":
        found.held.append(now)
    else:
        (found.postponed if now.status == "postponed" else found.unsaid).append(now)
