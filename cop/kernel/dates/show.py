"""Days and hours as people read them, in English."""

from collections.abc import Sequence
from datetime import date, timedelta

from cop.kernel.dates.forms import day
from cop.kernel.dates.words import MONTHS, WEEKDAYS
from cop.kernel.dates.zones import city, from_instant, instant, local_day, zone_of
from cop.kernel.types import Day, Month, Zone, ZonedTime


def say_day(text: Day) -> str:
    """Return a day in full: Wed 17 July 2024."""
    when = day(text)
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year}"


def say_days(first: Day, last: Day) -> str:
    """Return some days in full: Sun 28 - Tue 30 July 2024, or Tue 30 July - Thu 1 August 2024; a single one as it is.

    What both share, the month and the year, stands once.
    """
    if first == last:
        return say_day(first)
    shared = 2 if first[:7] == last[:7] else 1 if first[:4] == last[:4] else 0
    begins = say_day(first).split()
    return f"{' '.join(begins[: len(begins) - shared])} - {say_day(last)}"


def say_month(text: Month) -> str:
    """Return a month in full: July 2024."""
    return say_day(Day(f"{text}-01")).split(" ", 2)[2]


def say_short(text: Day) -> str:
    """Return a day for a list: Wed 17 Jul."""
    when = day(text)
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1][:3]}"


def say_start(zoned: ZonedTime, here: Zone, *, year: bool = False) -> str:
    """Return when something begins by the clocks here: Wed 11 Dec 10:30 (09:30 Rome).

    In brackets stands the hour of its own zone, unless it is the same, with its day where that is another one.
    """
    local = zoned if zone_of(zoned) == here else from_instant(instant(zoned), here)
    told = f"{say_short(local_day(local))} {f'{local[:4]} ' if year else ''}{local[11:16]}"
    if local[:16] == zoned[:16]:
        return told
    away = "" if local[:10] == zoned[:10] else f"{say_short(local_day(zoned))} "
    return f"{told} ({away}{zoned[11:16]} {city(zone_of(zoned))})"


def say_hours(zoned: ZonedTime, minutes: int, zones: Sequence[Zone] = ()) -> str:
    """Return a meeting's hours in its own zone and in each other zone once: 11:00-14:00 Rome · 10:00-13:00 Tunis.

    A zone where it starts on another day says so, "(+1 day)"; so does an end a day or more later, "(ends +2 days)".
    """
    start = instant(zoned)
    own = local_day(zoned)
    told = []
    for zone in dict.fromkeys((zone_of(zoned), *zones)):
        begins, ends = from_instant(start, zone), from_instant(start + timedelta(minutes=minutes), zone)
        marks = _mark("", own, local_day(begins))
        if minutes >= 24 * 60:
            marks += _mark("ends ", local_day(begins), local_day(ends))
        told.append(f"{begins[11:16]}-{ends[11:16]}{marks} {city(zone)}")
    return " · ".join(told)


def _mark(word: str, base: Day, other: Day) -> str:
    days = (date.fromisoformat(other) - date.fromisoformat(base)).days
    return f" ({word}{days:+d} day{'' if abs(days) == 1 else 's'})" if days else ""
