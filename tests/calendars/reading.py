"""Two independent readers of calendars, each asked when everything takes place."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import vobject
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]

Times = set[tuple[str, str, str]]
"""UID, and the UTC instants of beginning and end (or the first day and the day after the last)."""


def with_zones_of_its_own(data: bytes) -> bytes:
    """Give the zones names that nobody knows, so that only the VTIMEZONEs in the file can tell the hours."""
    return re.sub(rb"(TZID[:=])([A-Z][A-Za-z_]+)/([A-Za-z_]+)", rb"\1X-\2-\3", data)


def by_icalendar(data: bytes, until: datetime) -> Times:
    """Read with icalendar, counting out rules with dateutil in local time."""
    events = icalendar.Calendar.from_ical(data).events
    apart = {(str(one["UID"]), one.RECURRENCE_ID) for one in events if one.RECURRENCE_ID}
    return {
        (str(one["UID"]), told(start), told(start + (one.end - one.start)))
        for one in events
        if one.get("STATUS") != "CANCELLED"
        for start in starts(one, until)
        if one.RECURRENCE_ID or (str(one["UID"]), start) not in apart
    }


def starts(event: Any, until: datetime) -> Iterator[Any]:
    if not event.rrules:
        yield event.start
        return
    zone, left_out = event.start.tzinfo, event.exdates
    rule = event["RRULE"].to_ical().decode()
    for one in rrulestr(rule, dtstart=event.start).between(event.start, until, inc=True):
        if one.replace(tzinfo=zone) not in left_out:
            yield one


def by_vobject(data: bytes, until: datetime) -> Times:
    """Read with vobject, which counts out rules itself."""
    found, events = set(), [one for one in vobject.readOne(data.decode()).components() if one.name == "VEVENT"]
    apart = {(one.uid.value, one.recurrence_id.value) for one in events if hasattr(one, "recurrence_id")}
    for one in events:
        first, length = one.dtstart.value, one.dtend.value - one.dtstart.value
        repeats = one.getrruleset() if hasattr(one, "rrule") else None
        for start in repeats.between(first, until, inc=True) if repeats else [first]:
            replaced = repeats and (one.uid.value, start) in apart
            if one.status.value != "CANCELLED" and not replaced:
                found.add((one.uid.value, told(start), told(start + length)))
    return found


def told(time: date) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if isinstance(time, datetime) else time.isoformat()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
