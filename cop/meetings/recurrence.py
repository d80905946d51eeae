"""A series' rhythm in words, such as `monthly on first wed`: read, checked, counted out, and written for calendars.

Only rhythms that every calendar program reads the same way (RFC 5545 section 3.3.10): one frequency with an interval,
weekdays, one of them counted within its month, or a day of the month that every month has.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from typing import NamedTuple

from cop.kernel.dates import LAST_YEAR, day, day_text, meaning, month_days, say_day, split_hour
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Moment, Month, Rule

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_UNITS = {"daily": "day", "weekly": "week", "monthly": "month", "yearly": "year"}
_FREQUENCIES = {unit: frequency for frequency, unit in _UNITS.items()}
_SPELLINGS = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "each": "every", "other": "second"}
_HINT = (
    "write for example weekly on tue, every 2 weeks on thu, monthly on first wed, monthly on day 15 or yearly on 4 mar"
)


class _Rhythm(NamedTuple):
    """A rule taken apart.

    Args:
        unit: day, week, month or year.
        interval: Every how many units.
        weekdays: 0 for Monday; several of a week, or one of a month.
        ordinal: Which of a month's such weekdays; -1 is the last, 0 means none.
        number: The day of the month, or 0.
        month: The month of a year, or 0.
    """

    unit: str
    interval: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0
    number: int = 0
    month: int = 0


def parse_rule(text: str) -> tuple[Rule, str | None]:
    """Return the canonical words of a rhythm without its hour, and the hour as 10:00 when one stands at its end.

    Read are `weekly on mon and wed`, `every second mon`, `every 2 weeks on thu`, `monthly on first wed`, `monthly on
    day 15`, `every 3 months on second mon`, `yearly on 4 mar`, `daily`; weekdays and months in any of cop's languages.
    The canonical words read back as themselves.

    Raises:
        BadInput: The words are no such rhythm, or a day of the month is past 28, which some months lack.
    """
    said, hour = split_hour(text)
    return _words(_rhythm(said.removesuffix(" at"))), hour


def check(rule: Rule, first: Day) -> None:
    """Make sure that a series with this rule can begin on this day.

    Raises:
        BadInput: The day does not fit; the hint names the fitting days before and after.
    """
    rhythm, wanted = _rhythm(rule), day(first)
    if not _fits(rhythm, wanted):
        near = [_nearest_fit(rhythm, wanted, step) for step in (-1, 1)]
        hint = " or ".join(f"{found} ({say_day(found)})" for found in near)
        raise BadInput(f"{say_day(first)} is not a day of the rhythm {rule}", f"begin on {hint}")


def first_fit(rule: Rule, wanted: Day) -> Day:
    """Return the day itself if a series with this rule can begin on it, else the next one."""
    rhythm = _rhythm(rule)
    return wanted if _fits(rhythm, day(wanted)) else _nearest_fit(rhythm, day(wanted), 1)


def occurrences(rule: Rule, first: Day, until: Day | None = None, limit: int | None = None) -> Iterator[Day]:
    """Yield the local dates of a series from its first, which must fit the rule, to `until`, that day included.

    At most `limit` are given; without either bound the year 2199 is the last.
    """
    return islice(_days(_rhythm(rule), day(first), first, until), limit)


def between(rule: Rule, first: Day, until: Day | None, from_day: Day, to_day: Day) -> Iterator[Day]:
    """Yield the dates of a series from one day to another, both included, without counting out those before."""
    last = min(until or to_day, to_day)
    return _days(_rhythm(rule), day(first), max(first, from_day), last)


def rrule(rule: Rule, until: Moment | Day | None = None) -> str:
    """Return the value of the RRULE property: FREQ=MONTHLY;BYDAY=1WE;UNTIL=20250331T215959Z.

    Args:
        rule: The canonical words.
        until: The last instant in UTC where DTSTART has a zone, the last day where DTSTART is a date (RFC 5545 3.3.10).
    """
    rhythm = _rhythm(rule)
    days = ",".join(f"{rhythm.ordinal or ''}{_WEEKDAYS[weekday][:2].upper()}" for weekday in rhythm.weekdays)
    parts = {
        "FREQ": _FREQUENCIES[rhythm.unit].upper(),
        "INTERVAL": rhythm.interval if rhythm.interval > 1 else "",
        "BYMONTH": rhythm.month or "",
        "BYMONTHDAY": rhythm.number or "",
        "BYDAY": days,
        "UNTIL": re.sub("[-:]", "", until or ""),
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


@cache
def _rhythm(said: str) -> _Rhythm:
    """Return what the words of a rule say; the words are lower case, in any accepted form."""
    words = [_SPELLINGS.get(word, word) for word in said.replace(",", " ").split() if word not in ("the", "and")]
    unit, interval, tail = _head(words, said)
    if not 1 <= interval <= 366:
        raise BadInput(f'the interval of "{said}" is not from 1 to 366', _HINT)
    match unit, tail:
        case "day", []:
            return _Rhythm("day", interval)
        case "week", [_, *_]:
            return _Rhythm("week", interval, tuple(sorted({_weekday(word, said) for word in tail})))
        case "month", [("first" | "second" | "third" | "fourth" | "last") as ordinal, weekday]:
            return _Rhythm("month", interval, (_weekday(weekday, said),), _ORDINALS[ordinal])
        case "month", ["day", number]:
            return _Rhythm("month", interval, number=_number(number, 28, said))
        case "year", [number, month]:
            return _yearly(interval, number, month, said)
    raise _not_read(said)


def _head(words: list[str], said: str) -> tuple[str, int, list[str]]:
    """Return the unit, the interval, and the words after `on`."""
    match words:
        case [("daily" | "weekly" | "monthly" | "yearly") as frequency, *tail]:
            unit, interval = _UNITS[frequency], 1
        case ["every", ("day" | "week" | "month" | "year") as unit, *tail]:
            interval = 1
        case ["every", "second" | "third" | "fourth" as ordinal, ("day" | "week" | "month" | "year") as unit, *tail]:
            interval = _ORDINALS[ordinal]
        case ["every", number, ("days" | "weeks" | "months" | "years") as units, *tail] if _is_number(number):
            unit, interval = units[:-1], int(number)
        case ["every", "second", *tail] if tail:  # of "every third mon" nobody knows whether weeks or a month are meant
            return "week", 2, tail
        case ["every", *tail] if tail:
            return "week", 1, tail
        case _:
            raise _not_read(said)
    if tail and tail[0] != "on":
        raise _not_read(said)
    return unit, interval, tail[1:] if len(tail) > 1 else tail


def _words(rhythm: _Rhythm) -> Rule:
    """Return the canonical words of a rhythm."""
    names = [_WEEKDAYS[weekday] for weekday in rhythm.weekdays]
    if rhythm.ordinal:
        tail = f" on {_ordinal(rhythm.ordinal)} {names[0]}"
    elif names:
        tail = " on " + " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    elif rhythm.month:
        tail = f" on {rhythm.number} {_MONTHS[rhythm.month - 1]}"
    else:
        tail = f" on day {rhythm.number}" if rhythm.number else ""
    head = _FREQUENCIES[rhythm.unit] if rhythm.interval == 1 else f"every {rhythm.interval} {rhythm.unit}s"
    return Rule(head + tail)


def _days(rhythm: _Rhythm, first: date, start: Day, last: Day | None) -> Iterator[Day]:
    """Yield the days from `start` (not before `first`) to `last`, beginning with the period that holds `start`."""
    final = day(last) if last else date(LAST_YEAR, 12, 31)
    begin = day(start)
    for period in count(max(0, _periods_before(rhythm, first, begin))):
        found = _period(rhythm, first, period)
        yield from (day_text(when) for when in found if begin <= when <= final)
        if not found or found[-1] >= final:
            return


def _periods_before(rhythm: _Rhythm, first: date, start: date) -> int:
    """Return how many whole intervals lie between the periods of two days."""
    if rhythm.unit in ("day", "week"):
        length = 7 if rhythm.unit == "week" else 1
        return (start - _monday(first) if length == 7 else start - first).days // (length * rhythm.interval)
    years, months = start.year - first.year, start.month - first.month
    return (years if rhythm.unit == "year" else years * 12 + months) // rhythm.interval


def _period(rhythm: _Rhythm, first: date, period: int) -> list[date]:
    """Return the days of the series in its nth day, week, month or year; none beyond the last year kept."""
    steps = period * rhythm.interval
    if rhythm.unit == "day":
        found = [first + timedelta(steps)]
    elif rhythm.unit == "week":
        found = [_monday(first) + timedelta(7 * steps + weekday) for weekday in rhythm.weekdays]
    else:
        months = first.year * 12 + (rhythm.month or first.month) - 1 + steps * (12 if rhythm.unit == "year" else 1)
        year, month = divmod(months, 12)
        found = [_in_month(rhythm, year, month + 1)] if year <= LAST_YEAR else []
    return found if found and found[0].year <= LAST_YEAR else []


def _in_month(rhythm: _Rhythm, year: int, month: int) -> date:
    """Return the day of a month that a monthly or yearly rhythm means."""
    if rhythm.number:
        return date(year, month, rhythm.number)
    weekday = rhythm.weekdays[0]
    if rhythm.ordinal < 0:
        last = day(month_days(Month(f"{year:04}-{month:02}"))[1])
        return last - timedelta((last.weekday() - weekday) % 7)
    begin = date(year, month, 1)
    return begin + timedelta((weekday - begin.weekday()) % 7 + 7 * (rhythm.ordinal - 1))


def _fits(rhythm: _Rhythm, wanted: date) -> bool:
    """Tell whether a rhythm that begins on a day has that day among its first."""
    return wanted in _period(rhythm, wanted, 0)


def _nearest_fit(rhythm: _Rhythm, wanted: date, step: int) -> Day:
    """Return the closest fitting day before or after; one is never further than a year."""
    return next(day_text(found) for n in count(1) if _fits(rhythm, found := wanted + timedelta(step * n)))


def _monday(when: date) -> date:
    return when - timedelta(when.weekday())


def _weekday(word: str, said: str) -> int:
    meant = meaning(word)
    if not meant or meant[0] != "weekday":
        raise _not_read(said)
    return meant[1]


def _yearly(interval: int, number: str, month: str, said: str) -> _Rhythm:
    """Return a yearly rhythm, on a day that its month has in every year."""
    meant = meaning(month)
    if not meant or meant[0] != "month":
        raise _not_read(said)
    last = int(month_days(Month(f"2023-{meant[1]:02}"))[1][8:])
    return _Rhythm("year", interval, number=_number(number, last, said), month=meant[1])


def _number(word: str, last: int, said: str) -> int:
    if not _is_number(word):
        raise _not_read(said)
    if not 1 <= int(word) <= last:
        raise BadInput(f'a day from 1 to {last} is needed in "{said}"', "the end of any month is monthly on last fri")
    return int(word)


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= 3


def _ordinal(number: int) -> str:
    return next(word for word, value in _ORDINALS.items() if value == number)


def _not_read(said: str) -> BadInput:
    return BadInput(f'no rhythm could be read from "{said}"', _HINT)
