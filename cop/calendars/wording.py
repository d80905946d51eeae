"""What an event says in words: the hours in every country invited, the agenda, how to join."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.types import Day, Zone, ZonedTime
from cop.meetings.sitting import OFF, Sitting

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s]+")
ONLINE = "online"


class Item(NamedTuple):
    """One item of an agenda; the presenter is told by role, since a name is personal."""

    title: str
    presenter: str | None
    minutes: int | None
    paper: str | None


def describe(when: Sequence[str], reason: str | None, agenda: Iterable[Item], link: str | None) -> str:
    """Return an event's description, in paragraphs."""
    items = [_item(number, item) for number, item in enumerate(agenda, 1)]
    paragraphs = [
        "\n".join(when),
        reason or "",
        "\n".join(["Agenda", *items]) if items else "",
        f"Join: {link}" if link else "",
    ]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def summary(title: str, status: str) -> str:
    """Return an event's title; Outlook shows a cancelled event of a feed like any other, so the title says it too."""
    return f"Cancelled: {title}" if status in OFF else title


def why(one: Sitting) -> str | None:
    """Return why a meeting was moved, postponed or cancelled, if anybody said so."""
    if not one.reason:
        return None
    word = "Cancelled" if one.status in OFF else "Moved" if one.moved else one.status.capitalize()
    return f"{word}: {one.reason}"


def hours(start: ZonedTime, minutes: int, zones: Sequence[Zone]) -> list[str]:
    """Return when one meeting is, in its own zone and every other."""
    return [f"{dates.say_day(dates.local_day(start))}, {dates.say_hours(start, minutes, zones)}"]


def together(start: ZonedTime, minutes: int, zones: Sequence[Zone]) -> str:
    """Return a meeting's hours, each once, with the zones in which they hold: 11:00-12:30 Tripoli, Rome.

    The zones stand in their order, so that where a line is cut the first one's hours remain. Where it is another day
    than in the first, the day is told.
    """
    cities: dict[str, list[str]] = {}
    base = dates.at_zone(start, zones[0]) if zones else start
    for zone in dict.fromkeys((*zones, dates.zone_of(start))):
        there, city = dates.at_zone(start, zone), dates.city(zone)
        away = dates.local_day(there) != dates.local_day(base)
        day = f"{dates.say_short(dates.local_day(there))} " if away else ""
        cities.setdefault(day + dates.say_hours(there, minutes).removesuffix(f" {city}"), []).append(city)
    return " · ".join(f"{told} {', '.join(where)}" for told, where in cities.items())


def hours_of_series(days: Iterable[Day], start: ZonedTime, minutes: int, zones: Sequence[Zone]) -> list[str]:
    """Return when a series is; where clocks change in one of the zones only, each time of year with its first date."""
    found: dict[str, Day] = {}
    for day in days:
        found.setdefault(dates.say_hours(ZonedTime(f"{day}{start[10:]}"), minutes, zones), day)
    if len(found) == 1:
        return [*found]
    return [f"{told}, as on {dates.say_day(day)}" for told, day in found.items()]


def days(first: Day, last: Day) -> list[str]:
    """Return when something of whole days is."""
    return [f"{dates.say_day(first)} to {dates.say_day(last)}" if last > first else dates.say_day(first)]


def location(place: str | None, mode: str | None) -> str:
    """Return where it is; what is only online says so, rather than leaving people to look for a room."""
    return place or ("Online" if mode == ONLINE else "")


def address(link: str | None) -> str:
    """Return the link where it is a whole address that programs can open, else nothing."""
    return link if link and URI.fullmatch(link) else ""


def _item(number: int, item: Item) -> str:
    told = [item.presenter, f"{item.minutes} minutes" if item.minutes else None]
    also = ", ".join(part for part in told if part)
    paper = f"\n   {item.paper}" if item.paper else ""
    return f"{number}. {item.title}{f' ({also})' if also else ''}{paper}"
