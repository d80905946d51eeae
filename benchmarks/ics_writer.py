"""Writes 20,000 meetings of five attendees each as one .ics, three ways, and prints the ratios and the peak memory.

Run: python -m benchmarks.ics_writer [MEETINGS]

`bare` is the least code that gives the same bytes for these tame events: no escapes, no checks, ASCII only. `icalendar`
builds the library's objects, the usual way. Every figure is the best of several rounds, taken in turn in one process.
"""

import argparse
import hashlib
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import icalendar

from cop.calendars import ics, zones
from cop.kernel.types import Moment, Zone, ZonedTime

ZONES = [Zone("Africa/Tripoli"), Zone("Africa/Tunis"), Zone("Europe/Rome")]
MODIFIED = Moment("2024-06-03T08:15:00Z")


def events(count: int) -> Iterator[ics.Event]:
    """Yield tame meetings, five different attendees in each, no two meetings alike."""
    for at in range(count):
        zone, day = ZONES[at % 3], f"{2024 + at % 4}-{1 + at % 12:02}-{1 + at % 28:02}"
        people = tuple(ics.Party(f"person{at}.{n}@example.org", f"Person {at} Number {n}") for n in range(5))
        yield ics.Event(
            uid=f"m{at:011}@cop.example",
            sequence=at % 5,
            modified=MODIFIED,
            start=ZonedTime(f"{day}T{8 + at % 9:02}:00[{zone}]"),
            end=ZonedTime(f"{day}T{9 + at % 9:02}:30[{zone}]"),
            summary=f"Steering committee meeting number {at}",
            description=f"Agenda of meeting {at}: progress of the pilots and the budget of the next half-year",
            location="Room 4 at the Ministry of Economy",
            url=f"https://meet.example.org/j/{at}",
            conference=f"https://meet.example.org/j/{at}",
            organizer=ics.Party("secretariat@example.org", "Secretariat"),
            attendees=people,
        )


def cop(source: Iterator[ics.Event] | list[ics.Event]) -> Iterator[bytes]:
    return ics.write(source, ZONES, method="REQUEST")


def bare(source: Iterator[ics.Event] | list[ics.Event]) -> Iterator[bytes]:
    head = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cop-programme//cop//EN\r\nCALSCALE:GREGORIAN\r\nMETHOD:REQUEST\r\n"
    )
    told = [zones.vtimezone(zone) for zone in ZONES]
    yield head.encode() + b"".join(one.lines for one in told if one)
    for event in source:
        text = "\r\n".join([fold(line) if len(line) > 75 else line for line in bare_lines(event)])
        yield (text + "\r\n").encode()
    yield b"END:VCALENDAR\r\n"


def bare_lines(event: ics.Event) -> list[str]:
    revised = event.modified.replace("-", "").replace(":", "")
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{revised}",
        f"LAST-MODIFIED:{revised}",
        f"SEQUENCE:{event.sequence}",
        f"DTSTART;TZID={event.start[17:-1]}:{event.start[:16].replace('-', '').replace(':', '')}00",
        f"DTEND;TZID={event.end[17:-1]}:{event.end[:16].replace('-', '').replace(':', '')}00",
        f"SUMMARY:{event.summary}",
        f"LOCATION:{event.location}",
        f"DESCRIPTION:{event.description}",
        f"URL:{event.url}",
        f"CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:{event.conference}",
        f"STATUS:{event.status}",
        "TRANSP:OPAQUE",
    ]
    if event.organizer:
        lines.append(f'ORGANIZER;CN="{event.organizer.name}":mailto:{event.organizer.address}')
    for one in event.attendees:
        end = f"PARTSTAT={one.status};RSVP={'TRUE' if one.rsvp else 'FALSE'}:mailto:{one.address}"
        lines.append(f'ATTENDEE;CN="{one.name}";ROLE={one.role};{end}')
    lines.append("END:VEVENT")
    return lines


def fold(line: str) -> str:
    return "\r\n ".join([line[:75], *(line[at : at + 74] for at in range(75, len(line), 74))])


def library(source: Iterator[ics.Event] | list[ics.Event]) -> Iterator[bytes]:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//cop-programme//cop//EN")
    calendar.add("method", "REQUEST")
    for event in source:
        calendar.add_component(library_event(event))
    yield calendar.to_ical()


def library_event(event: ics.Event) -> icalendar.Event:
    made = icalendar.Event()
    revised = datetime.strptime(event.modified, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    made.add("uid", event.uid)
    made.add("dtstamp", revised)
    made.add("last-modified", revised)
    made.add("sequence", event.sequence)
    for name, when in (("dtstart", event.start), ("dtend", event.end)):
        made.add(name, datetime.fromisoformat(when[:16]).replace(tzinfo=ZoneInfo(when[17:-1])))
    for name in ("summary", "location", "description", "url", "conference", "status"):
        made.add(name, getattr(event, name))
    for name, party in (("organizer", event.organizer), *(("attendee", one) for one in event.attendees)):
        if party:
            address = icalendar.vCalAddress(f"mailto:{party.address}")
            address.params["CN"] = party.name
            address.params["ROLE"] = party.role
            address.params["PARTSTAT"] = party.status
            address.params["RSVP"] = "TRUE"
            made.add(name, address, encode=False)
    return made


def seconds(writer: Callable[[list[ics.Event]], Iterator[bytes]], source: list[ics.Event]) -> float:
    begun = time.perf_counter()
    for _ in writer(source):
        pass
    return time.perf_counter() - begun


def peak(writer: Callable[[Iterator[ics.Event]], Iterator[bytes]], count: int) -> float:
    """Return the peak memory in MB while events stream through the writer and their bytes are thrown away."""
    tracemalloc.start()
    for _ in writer(events(count)):
        pass
    most = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return most


def digest(pieces: Iterator[bytes]) -> str:
    total = hashlib.sha256()
    for piece in pieces:
        total.update(piece)
    return total.hexdigest()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("meetings", nargs="?", type=int, default=20_000)
    count = asked.parse_args().meetings
    tame = list(events(count))
    arabic = [replace(one, summary=f"اجتماع اللجنة التوجيهية رقم {one.uid}", location="مقر الوزارة") for one in tame]
    assert digest(cop(tame)) == digest(bare(tame)), "the bare writer must give the same bytes"
    rounds = [(seconds(bare, tame), seconds(cop, tame), seconds(cop, arabic)) for _ in range(7)]
    base, ours, foreign = (min(column) for column in zip(*rounds, strict=True))
    theirs = min(seconds(library, tame) for _ in range(2))
    size = sum(map(len, cop(tame))) / 1e6
    print(f"{count} meetings, five attendees each, {size:.1f} MB")
    print("writer            seconds  / bare   peak MB")
    for name, took, most in (
        ("bare", base, peak(bare, count)),
        ("cop", ours, peak(cop, count)),
        ("icalendar", theirs, peak(library, count // 10)),
    ):
        print(f"{name:16} {took:8.2f} {took / base:7.2f} {most:9.2f}")
    print(f"{'cop, in Arabic':16} {foreign:8.2f} {foreign / base:7.2f}")
    print(f"icalendar / cop: {theirs / ours:.1f}   (icalendar's peak is for a tenth of the meetings)")
    print(f"cop's peak for a tenth of the meetings: {peak(cop, count // 10):.2f} MB")


if __name__ == "__main__":
    main()
