"""Writes calendars as .ics bytes, event by event, in memory that does not grow (RFC 5545, 5546 and 7986)."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, TypeAlias

from cop.calendars.zones import Vtimezone, vtimezone
from cop.kernel import dates
from cop.kernel.types import Day, Moment, Zone, ZonedTime

When: TypeAlias = ZonedTime | Day
Method: TypeAlias = Literal["REQUEST", "CANCEL", "REPLY", "COUNTER"]
Status: TypeAlias = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]
Role: TypeAlias = Literal["CHAIR", "REQ-PARTICIPANT", "OPT-PARTICIPANT", "NON-PARTICIPANT"]
Answer: TypeAlias = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED", "TENTATIVE", "DELEGATED"]
_Zones: TypeAlias = Mapping[str, Vtimezone | None]

_OCTETS = 75
# What str.splitlines takes for the end of a line, some readers do too: these must never stand in a line.
_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\t": " ", **dict.fromkeys(_BREAKS, "\\n")})
_by_address = attrgetter("address")


@dataclass(frozen=True, eq=False, slots=True)
class Party:
    """Somebody invited, or the one who invites (then only address and name count)."""

    address: str
    name: str = ""
    role: Role = "REQ-PARTICIPANT"
    status: Answer = "NEEDS-ACTION"
    rsvp: bool = True


@dataclass(frozen=True, eq=False, slots=True)
class Event:
    """A meeting, a series, or one occurrence of a series that differs from it.

    Attributes:
        modified: When it was last revised; never the time of writing.
        end: The moment it ends or, for whole days, the day after the last one.
        rrule: The value of an RRULE; its UNTIL is in UTC, or a date for whole days. See may_repeat.
        exdates: Starts of the occurrences that do not take place, in the zone of `start`.
        recurrence_id: For one occurrence, its original start, in the zone of the series.
        transparent: Whether people stay free; whole days always leave them free.
        categories: Shown in this order.
        organizer: Left out of feeds, as the attendees are.
    """

    uid: str
    sequence: int
    modified: Moment
    start: When
    end: When
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    conference: str = ""
    status: Status = "CONFIRMED"
    rrule: str | None = None
    exdates: tuple[When, ...] = ()
    recurrence_id: When | None = None
    transparent: bool = False
    categories: tuple[str, ...] = ()
    organizer: Party | None = None
    attendees: tuple[Party, ...] = ()
    alarm_minutes: int | None = None


def write(
    events: Iterable[Event],
    zones: Iterable[Zone],
    *,
    name: str = "",
    description: str = "",
    method: Method | None = None,
    refresh_hours: int = 12,
) -> Iterator[bytes]:
    """Yield a calendar as pieces of bytes: the head with the zones, then one piece for every event.

    The zones are asked for, rather than found in a first pass, because they stand before the events in the file while
    the events come from a query that should run once; the caller has them from one cheap `select distinct` or, with a
    list in hand, from zones_of. Zones that nobody uses do no harm. Events must come sorted by `order`, since only the
    caller's database can sort them without holding them all.

    Args:
        events: Sorted by `order`, no two alike in it.
        zones: Every zone that an event names.
        name: What a subscriber sees as the calendar's name; feeds only, like the two others.
        description: One sentence about the calendar.
        method: None for a feed, which names no people; otherwise the method of an invitation (RFC 5546).
        refresh_hours: How often a subscriber should ask again.

    Raises:
        ValueError: events are out of order, a zone was not announced or is unknown, or a series cannot repeat in its
            zone (see may_repeat): mistakes of the program, not of a user.
    """
    told: _Zones = {zone: vtimezone(zone) for zone in sorted(set(zones))}
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//cop-programme//cop//EN", "CALSCALE:GREGORIAN"]
    head += [f"METHOD:{method}"] if method else _subscription(name, description, refresh_hours)
    yield _bytes(head) + b"".join(one.lines for one in told.values() if one)
    last = ("", "")
    for event in events:
        if last >= (last := order(event)):
            raise ValueError(f"event {event.uid} is out of order or comes twice")
        yield _bytes(_event(event, told, with_people=method is not None))
    yield b"END:VCALENDAR\r\n"


def order(event: Event) -> tuple[str, str]:
    """Return what events are sorted by: the UID, then the series before its occurrences, these by their UTC instant."""
    return event.uid, _utc(event.recurrence_id) if event.recurrence_id else ""


def zones_of(events: Iterable[Event]) -> set[Zone]:
    """Return the zones that these events name."""
    times = (time for event in events for time in (event.start, event.end, event.recurrence_id, *event.exdates))
    return {dates.zone_of(ZonedTime(time)) for time in times if time and not _is_day(time)}


def may_repeat(start: When) -> bool:
    """Return whether a series that starts then may carry an rrule.

    It may not when its zone's clocks follow no yearly rule from then on (Gaza; Mexico before it gave up summer time):
    such events are written in UTC, in which a rhythm of local hours cannot be told, so the caller writes the
    occurrences one by one.
    """
    return _is_day(start) or _is_local(start, vtimezone(dates.zone_of(ZonedTime(start))))


def _subscription(name: str, description: str, refresh_hours: int) -> list[str]:
    """Return what a subscriber's program shows and obeys, in the standard words (RFC 7986) and the older ones."""
    lines = []
    if name:
        lines += [f"NAME:{_text(name)}", f"X-WR-CALNAME:{_text(name)}"]
    lines += [f"REFRESH-INTERVAL;VALUE=DURATION:PT{refresh_hours}H", f"X-PUBLISHED-TTL:PT{refresh_hours}H"]
    if description:
        lines += [f"DESCRIPTION:{_text(description)}", f"X-WR-CALDESC:{_text(description)}"]
    return lines


def _event(event: Event, zones: _Zones, with_people: bool) -> list[str]:
    """Return the unfolded lines of one VEVENT, its properties in their fixed order."""
    revised = event.modified.replace("-", "").replace(":", "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_text(event.uid)}",
        f"DTSTAMP:{revised}",
        f"LAST-MODIFIED:{revised}",
        f"SEQUENCE:{event.sequence}",
    ]
    if event.recurrence_id:
        lines.append(_when("RECURRENCE-ID", event.recurrence_id, zones))
    lines.append(_when("DTSTART", event.start, zones))
    lines.append(_when("DTEND", event.end, zones))
    if event.rrule:
        lines.append(_rrule(event, event.rrule))
    lines += [_when("EXDATE", time, zones) for time in sorted(event.exdates)]
    lines.append(f"SUMMARY:{_text(event.summary)}")
    lines += _details(event)
    lines.append(f"STATUS:{event.status}")
    lines.append("TRANSP:TRANSPARENT" if event.transparent or _is_day(event.start) else "TRANSP:OPAQUE")
    if event.categories:
        lines.append("CATEGORIES:" + ",".join(map(_text, event.categories)))
    if with_people:
        lines += _people(event)
    if event.alarm_minutes is not None:
        lines += _alarm(event)
    lines.append("END:VEVENT")
    return lines


def _details(event: Event) -> list[str]:
    """Return where it takes place and how to join, as far as they are known."""
    lines = []
    if event.location:
        lines.append(f"LOCATION:{_text(event.location)}")
    if event.description:
        lines.append(f"DESCRIPTION:{_text(event.description)}")
    if event.url:
        lines.append(f"URL:{_uri(event.url)}")
    if event.conference:
        lines.append(f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{_uri(event.conference)}")
    return lines


def _people(event: Event) -> list[str]:
    lines = [f"ORGANIZER{_named(event.organizer)}"] if event.organizer else []
    for party in sorted(event.attendees, key=_by_address):
        answer = f";ROLE={party.role};PARTSTAT={party.status};RSVP={'TRUE' if party.rsvp else 'FALSE'}"
        lines.append(f"ATTENDEE{_named(party, answer)}")
    return lines


def _alarm(event: Event) -> list[str]:
    trigger = f"TRIGGER:-PT{event.alarm_minutes}M"
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}", trigger, "END:VALARM"]


def _when(name: str, time: When, zones: _Zones) -> str:
    """Return a day, a local time with its zone, or a UTC instant where the zone's rules cannot tell the local time."""
    if _is_day(time):
        return f"{name};VALUE=DATE:{time.replace('-', '')}"
    zone = time[time.index("[") + 1 : -1]
    if zone not in zones:
        raise ValueError(f"the zone {zone} was not announced")
    if _is_local(time, zones[zone]):
        return f"{name};TZID={zone}:{time[:16].replace('-', '').replace(':', '')}00"
    return f"{name}:{_utc(time)}"


def _rrule(event: Event, rrule: str) -> str:
    if not may_repeat(event.start):
        raise ValueError(f"the series {event.uid} cannot repeat in its zone from {event.start}")
    return f"RRULE:{_CONTROL.sub('', rrule)}"


def _is_day(time: When) -> bool:
    return len(time) == 10


def _is_local(time: When, told: Vtimezone | None) -> bool:
    """Return whether a reader can find the instant from the local time.

    The second of autumn's two equal hours, which carries an offset, cannot be told apart (RFC 5545 section 3.3.5).
    """
    return told is not None and time[16] == "[" and time[:16] >= told.since


def _utc(time: When) -> str:
    """Return the instant as 20240710T090000Z; a day stands for its midnight."""
    if _is_day(time):
        return f"{time.replace('-', '')}T000000Z"
    return f"{dates.instant(ZonedTime(time)):%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Return a TEXT value: escaped (RFC 5545 section 3.3.11), every line end as one newline, other controls dropped."""
    if value.isprintable() and not ("," in value or ";" in value or "\\" in value):
        return value  # nearly every value, at a third of the cost
    return _CONTROL.sub("", value.replace("\r\n", "\n").translate(_ESCAPES))


def _named(party: Party, parameters: str = "") -> str:
    """Return somebody's name, always quoted, and address; a name's own `"` cannot be written without RFC 6868."""
    name = party.name
    if not name.isprintable() or '"' in name:
        name = _CONTROL.sub(" ", name).replace('"', "'")
    cn = f';CN="{name}"' if name else ""
    return f"{cn}{parameters}:mailto:{_uri(party.address)}"


def _uri(value: str) -> str:
    """Return an address that stays on its line: controls dropped, blanks and quotation marks percent-encoded."""
    if value.isprintable() and not (" " in value or '"' in value):
        return value
    return _CONTROL.sub("", value).replace(" ", "%20").replace('"', "%22")


def _bytes(lines: list[str]) -> bytes:
    folded = [line if len(line) <= _OCTETS and line.isascii() else _fold(line) for line in lines]
    return ("\r\n".join(folded) + "\r\n").encode()


def _fold(line: str) -> str:
    """Return the line broken into pieces of at most 75 octets, never inside a character or an escape."""
    if line.isascii() and "\\" not in line:
        if len(line) < 2 * _OCTETS:
            return f"{line[:_OCTETS]}\r\n {line[_OCTETS:]}"  # nearly every attendee
        return "\r\n ".join([line[:_OCTETS], *[line[at : at + 74] for at in range(_OCTETS, len(line), 74)]])
    raw, pieces, start, room = line.encode(), [], 0, _OCTETS
    while len(raw) - start > room:
        cut = start + room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        kept = raw[start:cut]
        cut -= (len(kept) - len(kept.rstrip(b"\\"))) % 2
        pieces.append(raw[start:cut])
        start, room = cut, _OCTETS - 1  # the blank before a continuation counts
    pieces.append(raw[start:])
    return b"\r\n ".join(pieces).decode()
