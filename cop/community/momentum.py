"""Who has fallen silent: the slots that a channel's cadence expects, and those in which somebody was in touch. Pure.

A slot is what a cadence expects one sign of life in: a working day of the team, an ISO week, a calendar month. It
belongs to the period in which it ends, so that periods that follow one another share no slot and lose none.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.dates.words import WEEKDAYS
from cop.kernel.types import Day, Month

EVERYWHERE = "mon-fri"
"""The working days of a team whose partner says nothing of its own."""
WEEK = 7


class Slot(NamedTuple):
    """The first and the last day in which one sign of life is expected."""

    first: Day
    last: Day


class Heard(NamedTuple):
    """What is known of one team on one channel: the days of single contacts, and counts of whole weeks by Monday.

    A count is how many there were in all that week, contacts of single days among them; 0 says that there were none.
    """

    days: frozenset[Day] = frozenset()
    weeks: Mapping[Day, int] = {}


class Ratio(NamedTuple):
    """Slots with a contact, and slots expected."""

    numerator: int
    denominator: int


class Week(NamedTuple):
    """One ISO week of a team on a channel: slots expected, those with a contact, whether anything was written."""

    monday: Day
    expected: int
    with_contact: int
    told: bool


class Silence(NamedTuple):
    """How long nothing was heard: since when, how many slots went by since, whether that is longer than the cadence.

    `too_long` is None where that cannot be said: nothing was ever heard, or nothing is expected.
    """

    last_on: Day | None
    days: int | None
    missed: int | None
    too_long: bool | None
    streak: int | None
    """Slots in a row with a contact, up to now; one that is still running breaks it only when it is over."""


def slots(cadence: str | None, first: Day, last: Day, week: str | None = None) -> list[Slot]:
    """Return the slots that end in a period, in order; without a cadence, or on demand, nothing is expected.

    Args:
        cadence: daily, weekly, monthly or on_demand.
        first: First day of the period.
        last: Its last day.
        week: The team's working days, such as sun-thu, for a daily cadence.
    """
    match cadence:
        case "daily":
            working = working_days(week)
            return [Slot(day, day) for day in _days(first, last) if dates.day(day).weekday() in working]
        case "weekly":
            sundays = (day for day in _days(first, last) if dates.day(day).weekday() == WEEK - 1)
            return [Slot(monday(day), day) for day in sundays]
        case "monthly":
            months = dict.fromkeys(Month(day[:7]) for day in _days(first, last))
            return [Slot(*span) for span in map(dates.month_days, months) if first <= span[1] <= last]
    return []


def with_contact(expected: Iterable[Slot], heard: Heard, week: str | None = None) -> set[Slot]:
    """Return those slots in which somebody was in touch.

    A day's contact fills the slots of that day. A week's count fills as many working days of that week as it has
    contacts, the first ones first for nobody knows which; it fills the week, and the month in which the week ends.
    """
    days = heard.days | {day for start, times in heard.weeks.items() for day in _spread(start, times, heard.days, week)}
    ends = {dates.shift(start, WEEK - 1) for start, times in heard.weeks.items() if times > 0}
    found = set()
    for slot in expected:
        known = days if slot.first == slot.last else heard.days | ends
        if any(slot.first <= day <= slot.last for day in known):
            found.add(slot)
    return found


def cadence(expected: Iterable[Slot], heard: Heard, week: str | None = None) -> Ratio:
    """Slots with a contact, divided by slots expected; a daily slot is a working day of the team."""
    listed = list(expected)
    return Ratio(len(with_contact(listed, heard, week)), len(listed))


def strip(every: str | None, heard: Heard, first: Day, last: Day, today: Day, week: str | None = None) -> list[Week]:
    """Return how the cadence was kept in each ISO week of a period, as far as its slots are settled."""
    expected = settled(slots(every, first, last, week), heard, today)
    found, weeks = with_contact(expected, heard, week), []
    for start in _mondays(first, last):
        end = dates.shift(start, WEEK - 1)
        here = [slot for slot in expected if start <= slot.last <= end]
        filled = len(found.intersection(here))
        told = filled > 0 or start in heard.weeks or any(start <= day <= end for day in heard.days)
        weeks.append(Week(start, len(here), filled, told))
    return weeks


def over(expected: Iterable[Slot], today: Day) -> list[Slot]:
    """Return the slots that are over: one that is still running, or to come, is expected of nobody yet."""
    return [slot for slot in expected if slot.last < today]


def settled(expected: Iterable[Slot], heard: Heard, today: Day) -> list[Slot]:
    """Return the slots of which it is known by today how they were kept.

    Counts come in when their week is over: until then a day is expected of nobody, unless its count is in already.
    """
    return [
        slot
        for slot in over(expected, today)
        if slot.first < slot.last or (start := monday(slot.last)) in heard.weeks or dates.shift(start, WEEK - 1) < today
    ]


def silence(
    every: str | None, approximate: bool, heard: Heard, last_on: Day | None, today: Day, week: str | None = None
) -> Silence:
    """Return how long a team has been silent on a channel.

    An approximate cadence tolerates one slot without a contact.

    Args:
        every: The channel's cadence.
        approximate: Whether it is only roughly kept.
        heard: What was heard in the year up to today, by which the streak is counted.
        last_on: The last day on which anything was ever heard.
        today: The day on which is asked.
        week: The team's working days.
    """
    expected = slots(every, dates.shift(today, -366), dates.shift(today, 31), week)
    if last_on is None:
        return Silence(None, None, None, None, None)
    length = (dates.day(today) - dates.day(last_on)).days
    if not expected:
        return Silence(last_on, length, None, None, None)
    missed = sum(1 for slot in over(expected, today) if slot.first > last_on)
    streak = _streak(expected, with_contact(expected, heard, week), today)
    return Silence(last_on, length, missed, missed > int(approximate), streak)


def working_days(week: str | None) -> frozenset[int]:
    """Return the weekdays, from Monday as 0, that a word such as sun-thu names; another word names mon-fri."""
    names = [name.lower() for name in WEEKDAYS]
    first, _, last = (week or EVERYWHERE).partition("-")
    if first not in names or last not in names:
        return working_days(EVERYWHERE)
    begin = names.index(first)
    return frozenset((begin + step) % WEEK for step in range((names.index(last) - begin) % WEEK + 1))


def monday(day: Day) -> Day:
    """Return the Monday of a day's ISO week."""
    return dates.shift(day, -dates.day(day).weekday())


def _spread(start: Day, times: int, told: frozenset[Day], week: str | None) -> list[Day]:
    """Return the working days of a week that a count fills, beside those of which more is known."""
    working = working_days(week)
    days = [day for day in _days(start, dates.shift(start, WEEK - 1)) if dates.day(day).weekday() in working]
    return [day for day in days if day not in told][: max(times - sum(1 for day in days if day in told), 0)]


def _streak(expected: list[Slot], found: set[Slot], today: Day) -> int:
    count = 0
    for slot in reversed([slot for slot in expected if slot.first <= today]):
        if slot in found:
            count += 1
        elif slot.last < today:
            break
    return count


def _mondays(first: Day, last: Day) -> list[Day]:
    return [*dict.fromkeys(map(monday, _days(first, last)))]


def _days(first: Day, last: Day) -> Iterator[Day]:
    begin: date = dates.day(first)
    yield from (dates.day_text(begin + timedelta(n)) for n in range((dates.day(last) - begin).days + 1))
