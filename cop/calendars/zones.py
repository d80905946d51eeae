"""Tells an IANA zone as a VTIMEZONE that every calendar program reads: one STANDARD and at most one DAYLIGHT."""

import re
import struct
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from typing import NamedTuple

from cop.kernel.types import Zone

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*")
_CLOCK = r"[+-]?\d{1,3}(?::\d\d){0,2}"
_ABBREVIATION = r"[A-Za-z]+|<[A-Za-z0-9+-]+>"
_ONSET = rf"(J\d+|\d+|M\d+\.\d\.\d)(?:/({_CLOCK}))?"
_FOOTER = re.compile(rf"({_ABBREVIATION})({_CLOCK})(?:({_ABBREVIATION})({_CLOCK})?,{_ONSET},{_ONSET})?")
_WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 (local wall time, which the file format counts without a zone)
_DAY = 24 * 3600


class Vtimezone(NamedTuple):
    """A zone as other programs will read it.

    Attributes:
        lines: The whole VTIMEZONE component, each line ended by CRLF.
        since: The first local time (2022-10-28T01:00) from which the component is right, for ever; an earlier event of
            this zone has to be written in UTC.
    """

    lines: bytes
    since: str


class _Change(NamedTuple):
    """A change of the clocks: when (seconds since 1970, UTC), and the offsets (seconds east) on either side."""

    at: int
    before: int
    after: int


class _Onset(NamedTuple):
    """A change that comes back every year, on the n-th weekday of a month (5: the last), or on a fixed day of it."""

    month: int
    nth: int
    weekday: int | None
    seconds: int
    before: int
    after: int
    name: str

    def change(self, year: int) -> _Change:
        """Return this year's change of the clocks."""
        first = date(year, self.month, 1)
        day = first.replace(day=self.nth) if self.weekday is None else _weekday(first, self.nth, self.weekday)
        return _Change((day - _EPOCH.date()).days * _DAY + self.seconds - self.before, self.before, self.after)

    def rrule(self) -> str:
        """Return the RRULE, in the only two forms that Outlook reads (MS-OXCICAL 2.1.3.1.1.19.2.2)."""
        if self.weekday is None:
            return f"RRULE:FREQ=YEARLY;BYMONTH={self.month};BYMONTHDAY={self.nth}"
        nth = -1 if self.nth == 5 else self.nth
        return f"RRULE:FREQ=YEARLY;BYMONTH={self.month};BYDAY={nth}{_WEEKDAYS[self.weekday]}"


@cache
def vtimezone(zone: Zone) -> Vtimezone | None:
    """Return the zone's VTIMEZONE, made from the last line of its tzdata file, or None when no yearly rule tells it.

    The tzdata package is read, never the machine's own zone files, so that every machine writes the same bytes. History
    is left out: Outlook reads one pair of rules, and would take clock changes long abolished for today's. A zone has
    no VTIMEZONE when a change falls on neither one ordinal weekday nor a fixed date, such as the Saturday before the
    last Sunday of March (Nuuk): Outlook ignores such a zone altogether.

    Raises:
        ValueError: tzdata knows no zone of this name.
    """
    data = _tzif(zone)
    said = _FOOTER.fullmatch(data.rsplit(b"\n", 2)[1].decode("ascii"))
    if not said:
        return None
    past = _changes(data)
    if not said[3]:
        return _fixed(zone, past, -_seconds(said[2]), said[1].strip("<>"))
    onsets = _onsets(said)
    return _alternating(zone, past, onsets) if onsets else None


def _fixed(zone: str, past: list[_Change], offset: int, name: str) -> Vtimezone:
    """Tell a zone that has given up changing its clocks: one STANDARD, dated from the last change."""
    last = past[-1] if past and past[-1].at >= 0 else _Change(-offset, offset, offset)
    return Vtimezone(_component(zone, _observance("STANDARD", last, name)), _since(last))


def _alternating(zone: str, past: list[_Change], onsets: list[_Onset]) -> Vtimezone:
    """Tell a zone whose clocks change twice a year, dated from the first change that the present rule explains."""
    yearly = sorted((onset.change(year), onset) for onset in onsets for year in range(1970, _year(past) + 3))
    first = _first_explained(past, [change for change, _ in yearly])
    pair = sorted(yearly[first : first + 2], key=lambda one: one[1].after)
    lines = ""
    for kind, (change, onset) in zip(("STANDARD", "DAYLIGHT"), pair, strict=True):
        lines += _observance(kind, change, onset.name, onset)
    return Vtimezone(_component(zone, lines), _since(yearly[first][0]))


def _first_explained(past: list[_Change], yearly: list[_Change]) -> int:
    """Return the place in `yearly` from which on nothing else has happened in the past."""
    place = {change: at for at, change in enumerate(yearly)}
    first = next((at for at, change in enumerate(yearly) if not past or change.at > past[-1].at), 0)
    for change in reversed(past):
        if place.get(change) != first - 1:
            break
        first -= 1
    return first


def _onsets(said: re.Match[str]) -> list[_Onset]:
    """Read both yearly changes of a footer such as CET-1CEST,M3.5.0,M10.5.0/3 (POSIX TZ, RFC 9636 section 3.3)."""
    usual, other = said[1].strip("<>"), said[3].strip("<>")
    west = _seconds(said[2])
    east = _seconds(said[4]) if said[4] else west - 3600
    both = _onset(said[5], said[6], -west, -east, other), _onset(said[7], said[8], -east, -west, usual)
    return [onset for onset in both if onset] if all(both) else []


def _onset(day: str, clock: str | None, before: int, after: int, name: str) -> _Onset | None:
    """Read one yearly change, or answer None for a form that an RRULE of one ordinal or one date cannot tell."""
    seconds = _seconds(clock or "2")
    if not 0 <= seconds <= _DAY or day.isdigit():
        return None
    if day.startswith("J"):
        fixed = date(2023, 1, 1) + timedelta(days=int(day[1:]) - 1)  # a year without 29 February, as J demands
        return _Onset(fixed.month, fixed.day, None, seconds, before, after, name)
    month, nth, weekday = (int(part) for part in day[1:].split("."))
    return _Onset(month, nth, weekday, seconds, before, after, name)


def _weekday(first: date, nth: int, weekday: int) -> date:
    """Return the n-th weekday (Sunday is 0) of the month that begins on `first`; the fifth is the last there is."""
    day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    return day if day.month == first.month else day - timedelta(days=7)


def _seconds(clock: str) -> int:
    """Read -3:30 or 26 as seconds; hours may exceed a day, and the sign counts for the minutes too."""
    hours, minutes, seconds = (int(part) for part in (clock.lstrip("+-") + ":0:0").split(":")[:3])
    return (hours * 3600 + minutes * 60 + seconds) * (-1 if clock.startswith("-") else 1)


def _component(zone: str, observances: str) -> bytes:
    return f"BEGIN:VTIMEZONE\r\nTZID:{zone}\r\n{observances}END:VTIMEZONE\r\n".encode()


def _observance(kind: str, change: _Change, name: str, onset: _Onset | None = None) -> str:
    """Return one STANDARD or DAYLIGHT; its DTSTART is what the clocks showed when they were changed."""
    start = _EPOCH + timedelta(seconds=change.at + change.before)
    if onset and onset.seconds == _DAY:
        # Midnight at the end of the last Thursday may be in the next month, which no RRULE of one ordinal can say. A
        # second earlier is still Thursday, and no whole minute is told wrongly; Windows does the same.
        start -= timedelta(seconds=1)
    offsets = f"TZOFFSETFROM:{_offset(change.before)}\r\nTZOFFSETTO:{_offset(change.after)}\r\n"
    rule = f"{onset.rrule()}\r\n" if onset else ""
    return f"BEGIN:{kind}\r\nDTSTART:{start:%Y%m%dT%H%M%S}\r\n{offsets}{rule}TZNAME:{name}\r\nEND:{kind}\r\n"


def _offset(seconds: int) -> str:
    sign, minutes = "-" if seconds < 0 else "+", abs(seconds) // 60
    return f"{sign}{minutes // 60:02}{minutes % 60:02}"


def _since(change: _Change) -> str:
    """Return the first local minute that can only lie after the change, even when an hour comes twice."""
    local = _EPOCH + timedelta(seconds=change.at + max(change.before, change.after) + 59)
    return local.strftime("%Y-%m-%dT%H:%M")


def _year(past: list[_Change]) -> int:
    return (_EPOCH + timedelta(seconds=past[-1].at)).year if past else _EPOCH.year


def _tzif(zone: str) -> bytes:
    """Return the zone's file from the tzdata package; the name is checked, since it may come from another's file."""
    if _NAME.fullmatch(zone):
        file = resources.files("tzdata").joinpath("zoneinfo", *zone.split("/"))
        if file.is_file() and (data := file.read_bytes()).startswith(b"TZif"):
            return data
    raise ValueError(f"tzdata knows no zone {zone!r}")


def _changes(data: bytes) -> list[_Change]:
    """Return the changes listed in a TZif file's second, 64-bit part (RFC 9636 section 3).

    Those that change nothing are kept: the last one says from when the footer holds (Norfolk Island, July 2019).
    """
    start = 44 + _length(data, 0, 4)
    _, _, _, count, kinds, _ = _counts(data, start)
    at = start + 44
    times = struct.unpack_from(f">{count}q", data, at)
    chosen = data[at + 8 * count : at + 9 * count]
    types = [offset for offset, _, _ in struct.iter_unpack(">iBB", data[at + 9 * count : at + 9 * count + 6 * kinds])]
    offsets = [types[0], *(types[kind] for kind in chosen)]
    return [_Change(*one) for one in zip(times, offsets, offsets[1:], strict=False)]


def _counts(data: bytes, start: int) -> tuple[int, ...]:
    return struct.unpack_from(">6L", data, start + 20)


def _length(data: bytes, start: int, width: int) -> int:
    """Return the length of the block after a header whose times take `width` bytes."""
    utc, standard, leaps, times, types, names = _counts(data, start)
    return times * (width + 1) + types * 6 + names + leaps * (width + 4) + standard + utc
