import os
import re
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st

from cop.calendars import ics
from cop.calendars.ics import Event, Party
from cop.kernel import dates
from cop.kernel.types import Day, Moment, Zone, ZonedTime

GOLDEN = Path(__file__).parents[1] / "golden" / "calendars"
REVISED = Moment("2024-06-03T08:15:00Z")


def zoned(text: str) -> ZonedTime:
    return ZonedTime(text)


MEETING = Event(
    uid="5g3k9v2m8q1t@cop.example",
    sequence=2,
    modified=REVISED,
    start=zoned("2024-07-10T11:00[Europe/Rome]"),
    end=zoned("2024-07-10T12:30[Europe/Rome]"),
    summary="Steering committee, third meeting; budget",
    description="Agenda:\n1. progress of the pilots\n2. budget\n\nJoin: https://meet.example.org/j/81?pwd=a,b;c",
    location="Room 4, Ministry of Economy",
    url="https://meet.example.org/j/81?pwd=a,b;c",
    conference="https://meet.example.org/j/81?pwd=a,b;c",
    categories=("steering_committee", "online"),
    organizer=Party("secretariat@example.org", "Programme secretariat"),
    attendees=(
        Party("tunis@example.org", "مندوب تونس لدى اللجنة التوجيهية للبرنامج", "CHAIR", "ACCEPTED", rsvp=False),
        Party("rome@example.org", 'Delegate of "Rome"; Italy'),
        Party("tripoli@example.org", "Observer, Tripoli", "NON-PARTICIPANT", "TENTATIVE"),
    ),
    alarm_minutes=15,
)
SERIES = Event(
    uid="7h1n4c6w0z8b@cop.example",
    sequence=1,
    modified=REVISED,
    start=zoned("2024-02-07T11:00[Africa/Tripoli]"),
    end=zoned("2024-02-07T12:00[Africa/Tripoli]"),
    summary="Coordination of the Libyan partners",
    rrule="FREQ=MONTHLY;BYDAY=1WE;UNTIL=20240731T215959Z",
    exdates=(zoned("2024-05-01T11:00[Africa/Tripoli]"), zoned("2024-04-03T11:00[Africa/Tripoli]")),
)
MOVED = replace(
    SERIES,
    sequence=3,
    start=zoned("2024-06-06T10:00[Europe/Rome]"),
    end=zoned("2024-06-06T11:00[Europe/Rome]"),
    rrule=None,
    exdates=(),
    recurrence_id=zoned("2024-06-05T11:00[Africa/Tripoli]"),
)
RESIDENTIAL = Event(
    uid="2d9x5r7p3j6f@cop.example",
    sequence=0,
    modified=REVISED,
    start=Day("2024-09-14"),
    end=Day("2024-09-22"),
    summary="تدريب إقامي للميسرين حول ريادة الأعمال والمؤسسات الصغرى والمتوسطة",
    location="الحمامات، تونس",
)
FILES: dict[str, tuple[list[Event], ics.Method | None]] = {
    "meeting-in-rome.ics": ([MEETING], "REQUEST"),
    "series-in-tripoli.ics": ([SERIES, MOVED], None),
    "residential-training.ics": ([RESIDENTIAL], None),
}


def written(*events: Event, method: ics.Method | None = None, **options: Any) -> bytes:
    return b"".join(ics.write(events, ics.zones_of(events), method=method, **options))


def golden(name: str) -> bytes:
    events, method = FILES[name]
    return written(*events, method=method, name="Programme, whole", description="All meetings")


def lines(data: bytes) -> list[str]:
    """The unfolded lines."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")


def only(data: bytes) -> icalendar.Event:
    return icalendar.Calendar.from_ical(data).events[0]


def in_utc(time: date) -> datetime:
    assert isinstance(time, datetime)
    return time.astimezone(UTC)


# Golden files


@pytest.mark.parametrize("name", FILES)
def test_the_files_are_byte_for_byte_those_agreed(name: str) -> None:
    """COP_REWRITE_GOLDEN=1 writes them anew."""
    if os.environ.get("COP_REWRITE_GOLDEN"):
        (GOLDEN / name).write_bytes(golden(name))
    assert golden(name) == (GOLDEN / name).read_bytes()


@pytest.fixture(params=["zones by name", "zones as written in the file"])
def read_golden(request: pytest.FixtureRequest) -> Any:
    def read(name: str) -> bytes:
        data = (GOLDEN / name).read_bytes()
        if request.param == "zones by name":
            return data
        return data.replace(b"Europe/Rome", b"X-Rome").replace(b"Africa/Tripoli", b"X-Tripoli")

    return read


def test_both_readers_find_the_meeting_in_rome_at_nine_utc(read_golden: Any) -> None:
    data = read_golden("meeting-in-rome.ics")
    first, second = only(data), vobject.readOne(data.decode()).vevent
    for start, end in ((first.start, first.end), (second.dtstart.value, second.dtend.value)):
        assert in_utc(start) == datetime(2024, 7, 10, 9, 0, tzinfo=UTC)
        assert in_utc(end) == datetime(2024, 7, 10, 10, 30, tzinfo=UTC)


def test_both_readers_find_the_same_occurrences_in_tripoli(read_golden: Any) -> None:
    data = read_golden("series-in-tripoli.ics")
    moment = datetime(2024, 6, 5, 9, 0, tzinfo=UTC)
    series, moved = icalendar.Calendar.from_ical(data).events
    assert in_utc(series.start) == datetime(2024, 2, 7, 9, 0, tzinfo=UTC)
    assert sorted(in_utc(one).isoformat() for one in series.exdates) == [
        "2024-04-03T09:00:00+00:00",
        "2024-05-01T09:00:00+00:00",
    ]
    assert in_utc(moved.RECURRENCE_ID) == moment
    assert in_utc(moved.start) == datetime(2024, 6, 6, 8, 0, tzinfo=UTC)
    master, override = vobject.readOne(data.decode()).vevent_list
    occurrences = [one.astimezone(UTC) for one in master.getrruleset()]
    assert [f"{one:%m-%d %H}" for one in occurrences] == ["02-07 09", "03-06 09", "06-05 09", "07-03 09"]
    assert override.recurrence_id.value.astimezone(UTC) == moment
    assert override.dtstart.value.astimezone(UTC) == datetime(2024, 6, 6, 8, 0, tzinfo=UTC)


def test_both_readers_see_a_residential_training_as_whole_days_that_leave_people_free() -> None:
    data = (GOLDEN / "residential-training.ics").read_bytes()
    first, second = only(data), vobject.readOne(data.decode()).vevent
    assert (first.start, first.end) == (date(2024, 9, 14), date(2024, 9, 22))
    assert (second.dtstart.value, second.dtend.value) == (date(2024, 9, 14), date(2024, 9, 22))
    assert first["TRANSP"] == second.transp.value == "TRANSPARENT"
    assert first["SUMMARY"] == second.summary.value == RESIDENTIAL.summary


def test_a_weekly_hour_in_rome_stays_when_the_clocks_change() -> None:
    series = replace(
        SERIES,
        start=zoned("2025-03-24T11:00[Europe/Rome]"),
        end=zoned("2025-03-24T12:00[Europe/Rome]"),
        rrule="FREQ=WEEKLY;COUNT=33",
        exdates=(),
    )
    data = written(series).replace(b"Europe/Rome", b"X-Rome")
    found = [one.astimezone(UTC) for one in vobject.readOne(data.decode()).vevent.getrruleset()]
    assert [one.hour for one in found] == [10] + 30 * [9] + 2 * [10]


# The shape of a file


@pytest.mark.parametrize("name", FILES)
def test_no_line_is_too_long_and_no_character_is_torn(name: str) -> None:
    data = golden(name)
    assert data.endswith(b"\r\n") and not data.startswith(b"\xef\xbb\xbf")
    physical = data.split(b"\r\n")
    assert max(map(len, physical)) <= 75
    for line in physical:
        line.decode()  # a torn character would raise
    assert b"\n" not in b"".join(physical) and b"\r" not in b"".join(physical)


@pytest.mark.parametrize("name", FILES)
def test_no_time_floats(name: str) -> None:
    inside = "\n".join(lines(golden(name))).split("END:VTIMEZONE")[-1]
    stamps = re.findall(r"^(?:DT\w+|EXDATE|RECURRENCE-ID)(.*)$", inside, re.MULTILINE)
    assert stamps
    assert all(re.fullmatch(r";TZID=[^:]+:\d{8}T\d{6}|;VALUE=DATE:\d{8}|:\d{8}T\d{6}Z", stamp) for stamp in stamps)


def test_a_feed_names_the_calendar_and_no_people() -> None:
    told = lines(written(MEETING, name="Programme", refresh_hours=6))
    assert told[1:8] == [
        "VERSION:2.0",
        "PRODID:-//cop-programme//cop//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Programme",
        "X-WR-CALNAME:Programme",
        "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        "X-PUBLISHED-TTL:PT6H",
    ]
    assert not [line for line in told if line.startswith(("METHOD", "ATTENDEE", "ORGANIZER"))]


def test_an_invitation_lists_its_people_by_address() -> None:
    told = lines(written(MEETING, method="REQUEST"))
    assert told[4] == "METHOD:REQUEST"
    assert [line for line in told if line.startswith(("ORGANIZER", "ATTENDEE"))] == [
        'ORGANIZER;CN="Programme secretariat":mailto:secretariat@example.org',
        "ATTENDEE;CN=\"Delegate of 'Rome'; Italy\";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:"
        "mailto:rome@example.org",
        'ATTENDEE;CN="Observer, Tripoli";ROLE=NON-PARTICIPANT;PARTSTAT=TENTATIVE;RSVP=TRUE:mailto:tripoli@example.org',
        'ATTENDEE;CN="مندوب تونس لدى اللجنة التوجيهية للبرنامج";ROLE=CHAIR;PARTSTAT=ACCEPTED;RSVP=FALSE:'
        "mailto:tunis@example.org",
    ]


def test_the_revision_is_the_stamp_never_the_time_of_writing() -> None:
    told = lines(written(MEETING))
    assert "DTSTAMP:20240603T081500Z" in told and "LAST-MODIFIED:20240603T081500Z" in told


def test_the_same_events_give_the_same_bytes_under_any_hash_seed() -> None:
    program = (
        "from tests.calendars import test_ics as t; import sys;"
        "sys.stdout.buffer.write(b''.join(t.golden(name) for name in t.FILES))"
    )
    root = Path(__file__).parents[2]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=root,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert outputs == {b"".join(golden(name) for name in FILES)}


# Order and zones


def test_a_series_stands_before_its_occurrences_and_these_by_their_instant() -> None:
    early = replace(MOVED, recurrence_id=zoned("2024-03-06T11:00[Africa/Tripoli]"))
    assert sorted([MOVED, MEETING, early, SERIES], key=ics.order) == [MEETING, SERIES, early, MOVED]


@pytest.mark.parametrize("events", [(SERIES, MEETING), (MOVED, SERIES), (MEETING, MEETING)])
def test_events_out_of_order_or_twice_are_refused(events: tuple[Event, ...]) -> None:
    with pytest.raises(ValueError, match="out of order or comes twice"):
        written(*events)


def test_a_zone_that_was_not_announced_is_refused() -> None:
    with pytest.raises(ValueError, match="Europe/Rome was not announced"):
        list(ics.write([MEETING], [Zone("Africa/Tripoli")]))


def test_zones_stand_before_the_events_by_name_and_once() -> None:
    told = lines(written(SERIES, MOVED))
    assert [line for line in told if line.startswith("TZID")] == ["TZID:Africa/Tripoli", "TZID:Europe/Rome"]
    assert told.index("END:VTIMEZONE") < told.index("BEGIN:VEVENT")


UTC_INSTEAD = {
    "2030-07-10T11:00[Asia/Gaza]": "no yearly rule tells its clocks",
    "2022-07-10T11:00[Africa/Cairo]": "before summer time came back",
    "2024-10-27T02:30+01:00[Europe/Rome]": "the second of two equal hours",
}


@pytest.mark.parametrize("start", UTC_INSTEAD)
def test_a_local_time_that_readers_could_mistake_is_written_in_utc(start: str) -> None:
    event = replace(MEETING, start=zoned(start), end=zoned(start))
    instant = dates.instant(zoned(start))
    assert f"DTSTART:{instant:%Y%m%dT%H%M%S}Z" in lines(written(event))
    assert only(written(event)).start == instant
    assert not ics.may_repeat(event.start)


def test_a_series_that_utc_cannot_tell_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot repeat in its zone"):
        written(replace(SERIES, start=zoned("2030-07-10T11:00[Asia/Gaza]"), exdates=()))
    assert ics.may_repeat(SERIES.start) and ics.may_repeat(Day("2024-09-14"))


# Text: properties, each with an example beside it

HOSTILE = [
    "x\r\nATTENDEE:mailto:thief@example.org",
    "x\nEND:VEVENT\nBEGIN:VEVENT",
    "x\rEND:VCALENDAR",
    "x\u2028ATTENDEE:mailto:thief@example.org",
    "x\x85STATUS:CANCELLED",
    "x\x0b\x0cX-BAD:1",
    'x";ROLE=CHAIR:mailto:thief@example.org',
    "x\x1b]0;title\x07\x00\ud800",
    "x\\nEND:VEVENT\\",
    "x" * 74 + "\r\n END:VEVENT",
]
FIELDS = ["uid", "summary", "description", "location", "url", "conference", "rrule"]


def properties(data: bytes) -> list[str]:
    """The names of all lines, as the most careless reader cuts them."""
    text = data.replace(b"\r\n ", b"").decode()
    return [re.split("[:;]", line)[0] for line in text.splitlines()]


@pytest.mark.parametrize("attack", HOSTILE)
def test_no_text_can_add_a_line_or_a_control_character(attack: str) -> None:
    tame = properties(written(replace(MEETING, rrule="x"), method="REQUEST"))
    for field in FIELDS:
        changed: dict[str, Any] = {"rrule": "x", field: attack}
        data = written(replace(MEETING, **changed), method="REQUEST")
        assert properties(data) == tame, field
        assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]", data)
    person = Party(attack, attack)
    data = written(
        replace(MEETING, rrule="x", categories=(attack,), organizer=person, attendees=(person,) * 3), method="REQUEST"
    )
    assert properties(data) == tame


@pytest.mark.parametrize("attack", HOSTILE)
def test_no_name_can_add_a_parameter_or_change_an_address(attack: str) -> None:
    attendee = only(
        written(replace(MEETING, attendees=(Party("rome@example.org", attack),)), method="REQUEST")
    ).attendees[0]
    assert set(attendee.params) == {"CN", "ROLE", "PARTSTAT", "RSVP"}
    assert attendee.email == "rome@example.org"


@pytest.mark.parametrize("attack", HOSTILE)
def test_the_calendars_own_name_is_text_too(attack: str) -> None:
    assert properties(written(MEETING, name=attack, description=attack)) == properties(
        written(MEETING, name="x", description="x")
    )


def expected(text: str) -> str:
    """What a reader must get back: every line end as one newline, a tab as a blank, no other control character."""
    text = re.sub("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", "\n", text).replace("\t", " ")
    return re.sub("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]", "", text)


any_text = st.text(st.characters(codec=None), max_size=300)
thorny = st.text(st.sampled_from('\\;,:"nN\n\r\t éمرحبا🌍\u200f\u200c\u2028^%'), max_size=300)


@given(any_text | thorny)
@example("a\\nb\nc\\\\;,\\")
@example("م" * 200)
@example("\\" * 200)
def test_a_text_comes_back_as_it_was_typed(text: str) -> None:
    data = written(replace(MEETING, summary=f"<{text}>", description=f"<{text}>"))
    event = only(data)
    assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == f"<{expected(text)}>"


@given(any_text | thorny)
@example('a"b')
def test_lines_are_folded_between_characters_and_escapes(text: str) -> None:
    person = Party("a@example.org", text)
    data = written(replace(MEETING, summary=text, location=text, attendees=(person,)), method="REQUEST")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # a torn character would raise
        assert (len(line) - len(line.rstrip(b"\\"))) % 2 == 0, "an escape was torn"


def test_arabic_is_folded_between_letters() -> None:
    text = "اجتماع اللجنة التوجيهية الثالث لمشروع التعاون بين ليبيا وإيطاليا وتونس"
    data = written(replace(MEETING, summary=text))
    folded = data[data.index(b"SUMMARY:") : data.index(b"LOCATION:")].split(b"\r\n")
    assert [len(line) for line in folded] == [74, 66, 0]
    assert str(only(data)["SUMMARY"]) == text


def test_an_escape_at_the_edge_moves_to_the_next_line_whole() -> None:
    data = written(replace(MEETING, summary="x" * 66 + ";y"))
    assert b"SUMMARY:" + b"x" * 66 + b"\r\n \\;y\r\n" in data


# Memory


def many(count: int) -> Iterator[Event]:
    for at in range(count):
        yield replace(MEETING, uid=f"{at:012}")


def test_memory_does_not_grow_with_the_calendar() -> None:
    peaks = []
    for count in (20, 200, 2000):
        tracemalloc.start()
        for _ in ics.write(many(count), [Zone("Europe/Rome")], method="REQUEST"):
            pass
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.5
