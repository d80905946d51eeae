import io
from bisect import bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from importlib import resources
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.tz import tzical  # type: ignore[import-untyped]

from cop.calendars import zones
from cop.calendars.zones import vtimezone
from cop.kernel.types import Zone

ALL = (resources.files("tzdata") / "zones").read_text(encoding="ascii").split()
NO_YEARLY_RULE = {"Asia/Gaza", "Asia/Hebron", "Asia/Jerusalem", "America/Nuuk", "America/Scoresbysund"}
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def clock(zone: str) -> ZoneInfo:
    """The zone as Python reads it, from the same release of tzdata."""
    with resources.files("tzdata").joinpath("zoneinfo", *zone.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file)


def written(zone: str) -> str:
    told = vtimezone(Zone(zone))
    assert told
    return told.lines.decode()


def alone(vtimezone_text: str) -> str:
    """The component under one name for all, so that zones with equal rules are decoded once."""
    name = vtimezone_text.splitlines()[1]
    return vtimezone_text.replace(name, "TZID:X")


@cache
def by_dateutil(text: str) -> tzinfo:
    """A reader that uses nothing but the component: dateutil's, which is vobject's too."""
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}END:VCALENDAR\r\n"
    found = tzical(io.StringIO(calendar)).get("X")
    assert isinstance(found, tzinfo)
    return found


@cache
def by_icalendar(text: str) -> tuple[list[datetime], list[timedelta]]:
    """A second reader: icalendar's list of changes in UTC and the offset after each; it stops at 2038."""
    component = icalendar.Timezone.from_ical(text)
    assert isinstance(component, icalendar.Timezone)
    times, after = component.get_transitions()
    return times, [offset for offset, _, _ in after]


def samples(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """UTC instants: a noon every three weeks, and the surroundings of every change between two of them."""
    while first < last:
        yield first
        then = first + 21 * DAY
        if first.astimezone(zone).utcoffset() != then.astimezone(zone).utcoffset():
            change = change_between(zone, first, then)
            yield from (change + step for step in (-DAY, -HOUR, -MINUTE, timedelta(0), MINUTE, HOUR, DAY))
        first = then


def change_between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    offset = before.astimezone(zone).utcoffset()
    while after - before > MINUTE:
        middle = before + (after - before) // 2
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after.replace(second=0, microsecond=0)


def plain(local: datetime) -> bool:
    """Whether the local time comes once: of hours that come twice RFC 5545 can tell only the first."""
    return local.utcoffset() == local.replace(fold=1 - local.fold).utcoffset()


def begin(since: str) -> datetime:
    return max(datetime(2024, 1, 1, 12, tzinfo=UTC), datetime.fromisoformat(since).replace(tzinfo=UTC) + DAY)


@pytest.mark.parametrize("zone", ALL)
def test_every_zone_of_the_world_is_decoded_as_it_was_meant(zone: str) -> None:
    told = vtimezone(Zone(zone))
    if not told:
        return
    real, text = clock(zone), alone(told.lines.decode())
    reader, (times, offsets) = by_dateutil(text), by_icalendar(text)
    for instant in samples(real, begin(told.since), datetime(2038, 1, 1, tzinfo=UTC)):
        local = instant.astimezone(real)
        if plain(local):
            assert local.replace(tzinfo=reader).utcoffset() == local.utcoffset(), (zone, local)
        # A change at 24:00 is told a second early: at whole minutes, which the instants are, nobody can notice.
        at = bisect_right(times, instant.replace(tzinfo=None)) - 1
        assert offsets[max(at, 0)] == local.utcoffset(), (zone, instant)


@pytest.mark.parametrize("zone", ["Europe/Rome", "Africa/Tunis", "Africa/Cairo", "America/Santiago"])
def test_a_zone_is_still_right_in_2199(zone: str) -> None:
    real, reader = clock(zone), by_dateutil(alone(written(zone)))
    for instant in samples(real, datetime(2198, 1, 1, 12, tzinfo=UTC), datetime(2199, 12, 31, tzinfo=UTC)):
        local = instant.astimezone(real)
        assert not plain(local) or local.replace(tzinfo=reader).utcoffset() == local.utcoffset(), (zone, local)


@pytest.mark.parametrize("zone", ["Africa/Cairo", "Asia/Amman", "America/Mexico_City", "America/Santiago"])
def test_a_zone_is_right_from_the_very_minute_it_promises(zone: str) -> None:
    told = vtimezone(Zone(zone))
    assert told
    real, reader = clock(zone), by_dateutil(alone(told.lines.decode()))
    for minutes in range(600):
        local = datetime.fromisoformat(told.since).replace(tzinfo=real) + minutes * MINUTE
        assert local.replace(tzinfo=reader).utcoffset() == local.utcoffset(), local


def test_zones_whose_changes_no_yearly_rule_tells_have_no_component() -> None:
    untold = {zone for zone in ALL if not vtimezone(Zone(zone))}
    assert untold >= NO_YEARLY_RULE
    assert len(untold) < 12, "the fallback to UTC is for the few"


def test_every_component_has_the_shape_outlook_reads() -> None:
    for zone in ALL:
        if vtimezone(Zone(zone)):
            lines = written(zone).split("\r\n")
            assert lines.count("BEGIN:STANDARD") == 1
            assert lines.count("BEGIN:DAYLIGHT") == sum(line.startswith("RRULE") for line in lines) / 2 <= 1
            assert all(len(line) <= 75 for line in lines)


def test_rome_is_told_by_two_rules() -> None:
    assert written("Europe/Rome").splitlines() == [
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Rome",
        "BEGIN:STANDARD",
        "DTSTART:19961027T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "TZNAME:CET",
        "END:STANDARD",
        "BEGIN:DAYLIGHT",
        "DTSTART:19960331T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZNAME:CEST",
        "END:DAYLIGHT",
        "END:VTIMEZONE",
    ]


def test_tripoli_changes_its_clocks_no_more() -> None:
    assert "RRULE" not in written("Africa/Tripoli")
    assert "DTSTART:20131025T020000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0200\r\n" in written("Africa/Tripoli")


def test_a_zone_fixed_since_long_ago_is_dated_from_1970() -> None:
    assert "DTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100\r\n" in written("Africa/Lagos")


def test_cairo_is_told_from_2023_when_it_took_up_summer_time_again() -> None:
    told = vtimezone(Zone("Africa/Cairo"))
    assert told and told.since == "2023-04-28T01:00"
    assert "DTSTART:20231026T235959" in told.lines.decode()  # Thursday midnight, which may be 1 November


def test_dublins_winter_time_is_its_standard_although_tzdata_calls_summer_so() -> None:
    assert "TZOFFSETTO:+0000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nTZNAME:GMT\r\nEND:STANDARD" in written(
        "Europe/Dublin"
    )


def test_norfolk_island_had_no_summer_time_before_2019() -> None:
    told = vtimezone(Zone("Pacific/Norfolk"))
    assert told and told.since == "2019-10-06T03:00"


FOOTERS = {
    "<+01>-1<+02>,J60/0,J300/24": "DTSTART:19700301T000000 DTSTART:19701027T235959",
    "AAA3:30BBB2:00,M4.1.0,M10.5.6/24": "DTSTART:19700405T020000 DTSTART:19701031T235959",
}


def tzif(footer: str) -> bytes:
    """A zone file without any history: one type, no change."""
    head = b"TZif2" + bytes(15) + b"".join(n.to_bytes(4, "big") for n in (0, 0, 0, 0, 1, 4))
    block = head + bytes(6) + b"AAA\x00"
    return block + block + b"\n" + footer.encode() + b"\n"


@pytest.mark.parametrize("footer", FOOTERS)
def test_the_rarer_forms_of_a_footer_are_decoded_too(footer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "_tzif", lambda zone: tzif(footer))
    told = zones.vtimezone.__wrapped__(Zone("X"))
    assert told
    real, reader = ZoneInfo.from_file(io.BytesIO(tzif(footer))), by_dateutil(told.lines.decode())
    assert all(f"{start}\r\n" in told.lines.decode() for start in FOOTERS[footer].split())
    for instant in samples(real, datetime(2024, 1, 1, 12, tzinfo=UTC), datetime(2038, 1, 1, tzinfo=UTC)):
        local = instant.astimezone(real)
        assert not plain(local) or local.replace(tzinfo=reader).utcoffset() == local.utcoffset(), local


@pytest.mark.parametrize(
    "footer",
    [
        "",
        "<+01>-1<+02>,59,J300",  # counts 29 February: no fixed date
        "EET-2EEST,M3.4.4/50,M10.4.4/50",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "CET-1CEST",  # no rule said
    ],
)
def test_a_footer_that_no_yearly_rule_tells_means_utc(footer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zones, "_tzif", lambda zone: tzif(footer))
    assert zones.vtimezone.__wrapped__(Zone("X")) is None


@pytest.mark.parametrize(
    "name", ["", "Nowhere/City", "Europe", "../../../etc/passwd", "Europe/../Europe/Rome", "zones"]
)
def test_a_name_that_is_no_zone_opens_no_file(name: str) -> None:
    with pytest.raises(ValueError, match="tzdata knows no zone"):
        vtimezone(Zone(name))
