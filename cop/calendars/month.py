"""A month or a week as squares: the days with what takes place on each, in the hours of one zone.

Weeks begin on Monday: so the days that Libya and Italy both work stand together on the left, and all weekends,
Friday to Sunday, together on the right. In Libya's own order, from Saturday or Sunday, they would lie at both ends, and
two people of one programme would read two calendars.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cop.calendars.alongside import Days
from cop.kernel import dates
from cop.kernel.types import Day, Zone
from cop.meetings.sitting import OFF, Sitting


class Line(NamedTuple):
    """What takes place on one day, in a word or two; the hour is empty for whole days and after the first day."""

    hour: str
    name: str
    off: bool


class Square(NamedTuple):
    """One day; `inside` tells it from the days of the months before and after."""

    day: Day
    inside: bool
    lines: list[Line]


def weeks(
    first: Day, last: Day, found: Iterable[Sitting], zone: Zone, alongside: Iterable[Days] = ()
) -> list[list[Square]]:
    """Return the weeks from one day to another, whole, from Monday to Sunday."""
    lines = _lines(found, zone, alongside)
    squares: list[Square] = []
    day = monday(first)
    while day <= last or len(squares) % 7:
        squares.append(Square(day, first <= day <= last, lines[day]))
        day = dates.shift(day, 1)
    return [squares[at : at + 7] for at in range(0, len(squares), 7)]


def monday(day: Day) -> Day:
    """Return the Monday of a day's week."""
    return dates.shift(day, -dates.day(day).weekday())


def days_of(one: Sitting, zone: Zone) -> tuple[Day, Day]:
    """Return the first and last day of a meeting: whole days as they are told, hours as the zone's clocks show them."""
    if one.takes_whole_days:
        return one.day, one.last_day
    first = dates.local_day(dates.at_zone(one.start, zone))
    return first, first


def name_of(one: Sitting) -> str:
    """Return the shortest that people know it by: its code, its series', or its title."""
    code = one.ref.partition("/")[0]
    nameless = (one.series or one.id).startswith(code) or one.id.startswith(code)
    return one.title if nameless else code


def _lines(found: Iterable[Sitting], zone: Zone, alongside: Iterable[Days]) -> dict[Day, list[Line]]:
    lines: dict[Day, list[Line]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.start_utc, one.ref)):
        day, last = days_of(one, zone)
        hour = "" if one.takes_whole_days else dates.at_zone(one.start, zone)[11:16]
        while day <= last:
            lines[day].append(Line(hour, name_of(one), one.status in OFF))
            day = dates.shift(day, 1)
    for each in alongside:
        for by in range((dates.day(each.last) - dates.day(each.first)).days + 1):
            lines[dates.shift(each.first, by)].append(
                Line("", each.title if each.ref == each.id else each.ref, each.off)
            )
    return lines
