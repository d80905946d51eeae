import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest

from cop.calendars import diary
from cop.calendars.feed import Feed, Window
from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment, Rule, Word, ZonedTime
from cop.meetings import whose
from cop.meetings.queries import sittings as queries
from cop.meetings.records import Invitee, Meeting, Series, SeriesSlot
from cop.meetings.sitting import OFF
from cop.meetings.whose import ALWAYS, EVERYBODY, Whose
from cop.store.queries import every
from cop.store.store import Store
from cop.teams.records import Membership
from tests.calendars.conftest import FAIR, MAYOR, SC, SC7, SEBHA, TB, TEAM, TOT, VPM, Writing
from tests.calendars.reading import at, by_icalendar, by_vobject, with_zones_of_its_own

GOLDEN = Path(__file__).parents[1] / "golden" / "calendars"
END = "2026-01-01T00:00:00"


def calendar(store: Store, of: Whose = EVERYBODY, window: Window = ALWAYS) -> bytes:
    with store.reading():
        return b"".join(Feed(diary.read(store.db), of, window).pieces("Test"))


def events(store: Store, of: Whose = EVERYBODY, window: Window = ALWAYS) -> list[Any]:
    return list(icalendar.Calendar.from_ical(calendar(store, of, window)).events)


def only(store: Store, record: Id, occurrence: str = "") -> Any:
    """The one event of a meeting or series, or of one date of it."""
    (found,) = [
        one
        for one in events(store)
        if one["UID"] == f"{record}@cop"
        and (f"{one.RECURRENCE_ID:%Y-%m-%d}" if one.RECURRENCE_ID else "") == occurrence
    ]
    return found


def planned(store: Store) -> set[tuple[str, str, str]]:
    """What cop itself says takes place, in the form in which the readers say it."""
    found = set()
    for one in queries.sittings(store.db, Moment("2024-01-01T00:00:00Z"), Moment(f"{END}Z")):
        if one.status not in OFF:
            several = one.last_on and one.last_on > one.day
            times = (one.day, dates.shift(one.last_on, 1)) if several and one.last_on else (one.start_utc, one.end_utc)
            found.add((f"{one.series or one.id}@cop", *times))
    return found


# What readers make of it


@pytest.mark.parametrize("name", ["rebuild", "lct-zli", "m-seb-pm"])
def test_the_feeds_are_byte_for_byte_those_agreed(programme: Store, name: str) -> None:
    """COP_REWRITE_GOLDEN=1 writes them anew."""
    of = {
        "rebuild": EVERYBODY,
        "lct-zli": whose.of_body(TEAM),
        "m-seb-pm": whose.of_person(programme.db, SEBHA),
    }[name]
    if os.environ.get("COP_REWRITE_GOLDEN"):
        (GOLDEN / f"{name}.ics").write_bytes(calendar(programme, of))
    assert calendar(programme, of) == (GOLDEN / f"{name}.ics").read_bytes()


@pytest.mark.parametrize("zones", ["by name", "as the file tells them"])
def test_both_readers_find_every_meeting_moved_and_skipped_ones_too(programme: Store, zones: str) -> None:
    data = calendar(programme)
    if zones == "as the file tells them":
        data = with_zones_of_its_own(data)
        assert b"TZID=X-Europe-Rome" in data
    assert by_icalendar(data, at(END)) == by_vobject(data, at(END)) == planned(programme)
    found = {start for uid, start, _ in planned(programme) if uid == f"{VPM}@cop"}
    assert len(found) == 11 and "2024-05-08T08:00:00Z" in found and "2024-11-06T10:00:00Z" in found


RHYTHMS = {
    "weekly on tue": "2024-04-02T10:00[Europe/Rome]",
    "every 2 weeks on mon and thu": "2024-04-01T23:30[Africa/Tunis]",
    "monthly on last fri": "2024-04-26T09:00[America/New_York]",
    "monthly on day 28": "2024-04-28T02:30[Europe/Rome]",
    "every 3 months on second wed": "2024-04-10T08:15[Asia/Kolkata]",
    "yearly on 4 mar": "2025-03-04T10:00[Africa/Tripoli]",
    "daily": "2024-10-20T10:00[Europe/Rome]",
}


@pytest.mark.parametrize("rule", RHYTHMS)
def test_every_rhythm_is_read_as_it_was_meant(store: Store, writing: Writing, rule: str) -> None:
    with writing("2024-03-01T10:00") as draft:
        start = ZonedTime(RHYTHMS[rule])
        series = draft.add(Series(title="Call", body=SC, rule=Rule(rule), start=start, until_on=Day("2025-12-01")))
    days = [one.day for one in queries.sittings(store.db, Moment("2024-01-01T00:00:00Z"), Moment(f"{END}Z"))]
    with writing("2024-03-02T10:00") as draft:
        for skipped in days[1::3]:
            draft.add(SeriesSlot(series=series.id, original_on=skipped))
        for moved in days[2::3]:
            there = ZonedTime(f"{dates.shift(moved, 2)}T16:45[Europe/Rome]")
            draft.add(SeriesSlot(series=series.id, original_on=moved, moved_to=there))
    for data in (calendar(store), with_zones_of_its_own(calendar(store))):
        assert by_icalendar(data, at(END)) == by_vobject(data, at(END)) == planned(store) != set()


def test_a_series_without_end_goes_on_in_the_calendar(store: Store, writing: Writing) -> None:
    with writing("2024-03-01T10:00") as draft:
        start = ZonedTime("2024-04-02T10:00[Europe/Rome]")
        draft.add(Series(id=VPM, title="Call", body=SC, rule=Rule("weekly on tue"), start=start))
    assert only(store, VPM)["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=TU"
    assert by_icalendar(calendar(store), at(END)) == planned(store)


def test_a_series_in_a_zone_that_no_rule_can_tell_is_written_date_by_date(store: Store, writing: Writing) -> None:
    with writing("2024-03-01T10:00") as draft:
        start = ZonedTime("2024-02-01T10:00[Africa/Casablanca]")
        draft.add(Series(id=VPM, title="Call", body=SC, rule=Rule("monthly on day 1"), start=start,
                         until_on=Day("2024-06-30")))  # fmt: skip
        draft.add(SeriesSlot(series=VPM, original_on=Day("2024-05-01")))
    found = events(store)
    assert {(str(one["UID"]).split("@")[0], f"{one.start:%m-%d %H:%M %Z}") for one in found} == {
        (queries.occurrence_id(VPM, f"2024-{day}"), f"{day} {hour} UTC")
        for day, hour in (("02-01", "09:00"), ("03-01", "09:00"), ("04-01", "10:00"), ("06-01", "09:00"))
    }
    assert {f"{one['LAST-MODIFIED'].dt:%Y-%m-%d}" for one in found} == {"2024-03-01"}


# What it tells


def test_a_meeting_tells_its_hours_its_agenda_and_how_to_join(programme: Store) -> None:
    assert str(only(programme, SC7)["DESCRIPTION"]).split("\n") == [
        "Wed 10 July 2024, 11:00-14:00 Rome · 11:00-14:00 Tripoli",
        "",
        "Agenda",
        "1. Budget of the pilots (Project Manager, 40 minutes)",
        "   https://docs.example.org/budget",
        "2. الصيد البحري",
    ]
    series = only(programme, VPM)
    assert series["URL"] == series["CONFERENCE"] == "https://meet.example.org/vpm?pwd=a,b"
    assert str(series["DESCRIPTION"]).split("\n") == [
        "11:00-12:30 Rome · 11:00-12:30 Tripoli, as on Wed 3 April 2024",
        "11:00-12:30 Rome · 12:00-13:30 Tripoli, as on Wed 6 November 2024",
        "",
        "Join: https://meet.example.org/vpm?pwd=a,b",
    ]


def test_no_persons_name_stands_in_a_calendar(programme: Store) -> None:
    assert b"Not for calendars" not in calendar(programme)


def test_a_link_that_is_no_whole_address_is_told_but_not_offered(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        draft.add(Meeting(id=Id("meet1ngz0000"), title="Call", body=SC, link="room 5 of the usual number",
                          start=ZonedTime("2024-07-11T11:00[Europe/Rome]")))  # fmt: skip
    call = only(programme, Id("meet1ngz0000"))
    assert "Join: room 5 of the usual number" in call["DESCRIPTION"]
    assert "URL" not in call and "CONFERENCE" not in call


def test_a_cancelled_meeting_stays_and_says_so_everywhere(programme: Store) -> None:
    fair = only(programme, FAIR)
    assert (fair["STATUS"], fair["TRANSP"]) == ("CANCELLED", "TRANSPARENT")
    assert fair["SUMMARY"] == "Cancelled: Fair of practices"
    assert "Cancelled: Election day" in fair["DESCRIPTION"]


def test_a_cancelled_date_of_a_series_is_left_out_by_the_rule(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        draft.add(Meeting(
            id=queries.occurrence_id(VPM, "2024-06-05"), title="Virtual partnership meeting", body=SC, series=VPM,
            original_on=Day("2024-06-05"), start=ZonedTime("2024-06-05T11:00[Europe/Rome]"), status=Word("cancelled"),
        ))  # fmt: skip
    assert "2024-06-05" in {f"{one:%Y-%m-%d}" for one in only(programme, VPM).exdates}
    assert not [one for one in events(programme) if one.RECURRENCE_ID and one.RECURRENCE_ID.month == 6]


def test_a_date_of_a_series_tells_what_was_said_about_it(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        draft.add(Meeting(
            id=queries.occurrence_id(VPM, "2024-06-05"), title="Extended partnership meeting", body=SC, series=VPM,
            original_on=Day("2024-06-05"), start=ZonedTime("2024-06-05T11:00[Europe/Rome]"), duration_minutes=180,
        ))  # fmt: skip
    june = only(programme, VPM, "2024-06-05")
    assert june["SUMMARY"] == "Extended partnership meeting"
    assert f"{june.end:%H:%M}" == "14:00"
    assert by_vobject(calendar(programme), at(END)) == planned(programme)


def test_a_training_of_several_days_is_told_in_whole_days(programme: Store) -> None:
    training = only(programme, TOT)
    assert (f"{training.start}", f"{training.end}") == ("2024-07-13", "2024-07-21")
    assert str(training["DESCRIPTION"]) == "Sat 13 July 2024 to Sat 20 July 2024"


# Whose it is


def uids(store: Store, of: Whose, window: Window = ALWAYS) -> set[str]:
    return {str(one["UID"]).split("@")[0] for one in events(store, of, window)}


def test_a_body_gets_what_it_convenes_and_what_it_is_invited_to(programme: Store) -> None:
    assert uids(programme, whose.of_body(SC)) == {VPM, SC7}
    assert uids(programme, whose.of_body(TB)) == {VPM, TOT}
    assert uids(programme, whose.of_body(TEAM)) == {FAIR}


def test_a_person_gets_meetings_of_the_days_of_membership_only(programme: Store) -> None:
    found = by_icalendar(calendar(programme, whose.of_person(programme.db, SEBHA)), at(END))
    assert {(uid.split("@")[0], start[:10]) for uid, start, _ in found} == {
        (TOT, "2024-07-13"),
        *((VPM, day) for day in ("2024-05-08", "2024-06-05", "2024-07-03", "2024-08-07", "2024-09-04")),
    }


def test_a_person_who_comes_back_misses_the_dates_between(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        draft.add(Membership(body=TB, person=SEBHA, from_on=Day("2024-12-01")))
    data = calendar(programme, whose.of_person(programme.db, SEBHA))
    found = {start[:7] for uid, start, _ in by_vobject(data, at(END)) if uid == f"{VPM}@cop"}
    assert found == {f"2024-{month:02}" for month in (5, 6, 7, 8, 9, 12)} | {"2025-02", "2025-03"}
    assert found == {start[:7] for uid, start, _ in by_icalendar(data, at(END)) if uid == f"{VPM}@cop"}


def test_a_partner_gets_what_its_team_and_its_people_sit_in(programme: Store) -> None:
    assert uids(programme, whose.of_partner(programme.db, Id("partner1t000"))) == {VPM, SC7}
    assert uids(programme, whose.of_partner(programme.db, Id("partner1y000"))) == {VPM, SC7, TOT, FAIR}


def test_a_body_invited_to_one_date_of_a_series_gets_that_date_alone(programme: Store, writing: Writing) -> None:
    june = queries.occurrence_id(VPM, "2024-06-05")
    with writing("2024-03-02T10:00") as draft:
        draft.add(Meeting(id=june, title="With the team", body=SC, series=VPM, original_on=Day("2024-06-05"),
                          start=ZonedTime("2024-06-05T11:00[Europe/Rome]")))  # fmt: skip
        draft.add(Invitee(subject=june, body=TEAM))
    found = [one for one in events(programme, whose.of_body(TEAM)) if one["UID"] == f"{VPM}@cop"]
    assert [f"{one.RECURRENCE_ID:%Y-%m-%d}" for one in found] == ["2024-06-05"]


def test_somebody_in_no_body_gets_an_empty_calendar(programme: Store) -> None:
    assert uids(programme, whose.of_person(programme.db, Id("n0b0dy000000"))) == set()
    assert b"BEGIN:VTIMEZONE" not in calendar(programme, whose.of_person(programme.db, Id("n0b0dy000000")))


# Windows


def month(text: str) -> Window:
    return Day(f"{text}-01"), Day(f"{text}-31")


def test_a_month_has_what_begins_or_goes_on_in_it(programme: Store) -> None:
    assert uids(programme, EVERYBODY, month("2024-07")) == {VPM, SC7, TOT}
    assert uids(programme, EVERYBODY, (Day("2024-07-20"), Day("2024-07-21"))) == {TOT}
    assert uids(programme, EVERYBODY, (Day("2024-07-21"), Day("2024-07-22"))) == set()


def test_the_files_of_two_months_say_the_same_of_a_series(programme: Store) -> None:
    def told(window: Window) -> list[bytes]:
        found = events(programme, EVERYBODY, window)
        return [one.to_ical() for one in found if one["UID"] == f"{VPM}@cop"]

    assert told(month("2024-07")) == told(month("2024-08")) == told(ALWAYS) != []


def test_the_month_of_a_skipped_date_tells_that_it_is_skipped(programme: Store) -> None:
    data = calendar(programme, EVERYBODY, month("2025-01"))
    assert uids(programme, EVERYBODY, month("2025-01")) == {VPM}
    assert b"EXDATE;TZID=Europe/Rome:20250101T110000" in data


# Revisions


def revision(event: Any) -> tuple[int, str]:
    return int(event["SEQUENCE"]), f"{event['LAST-MODIFIED'].dt:%Y-%m-%d}"


def change(store: Store, writing: Writing, when: str, record: Id, **fields: Any) -> None:
    from dataclasses import replace

    with writing(when) as draft:
        kind = Series if record == VPM else Meeting
        (old,) = every(store.db, kind, "id = :id", id=record)
        draft.edit(old, replace(old, **fields))


def test_a_new_event_is_revision_zero_of_the_day_it_was_written(programme: Store) -> None:
    assert {revision(only(programme, one)) for one in (VPM, SC7, TOT, FAIR)} == {(0, "2024-03-01")}
    assert {one["DTSTAMP"].dt for one in events(programme)} == {at("2024-03-01T10:00:00")}


def test_a_new_hour_place_or_status_is_a_new_revision(programme: Store, writing: Writing) -> None:
    change(programme, writing, "2024-03-02T10:00", SC7, start=ZonedTime("2024-07-11T11:00[Europe/Rome]"))
    assert revision(only(programme, SC7)) == (1, "2024-03-02")
    change(programme, writing, "2024-03-03T10:00", SC7, place="Online", duration_minutes=60)
    assert revision(only(programme, SC7)) == (2, "2024-03-03")
    change(programme, writing, "2024-03-04T10:00", SC7, status=Word("cancelled"))
    assert revision(only(programme, SC7)) == (3, "2024-03-04")


def test_a_new_title_or_agenda_is_no_new_revision_but_is_dated(programme: Store, writing: Writing) -> None:
    change(programme, writing, "2024-03-02T10:00", SC7, title="Seventh committee", code="sc-7")
    assert revision(only(programme, SC7)) == (0, "2024-03-02")
    from cop.meetings.records import AgendaItem

    item = every(programme.db, AgendaItem)[0]
    with writing("2024-03-03T10:00") as draft:
        draft.remove(item)
    assert revision(only(programme, SC7)) == (0, "2024-03-03")


def test_skipping_and_no_longer_skipping_a_date_are_revisions_of_the_series(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        slot = draft.add(SeriesSlot(series=VPM, original_on=Day("2024-08-07")))
    assert revision(only(programme, VPM)) == (1, "2024-03-02")
    with writing("2024-03-03T10:00") as draft:
        draft.remove(slot)
    assert revision(only(programme, VPM)) == (2, "2024-03-03")
    assert len(only(programme, VPM).exdates) == 1


def test_that_a_date_was_held_is_no_revision_of_its_series_and_that_it_is_off_is_one(
    programme: Store, writing: Writing
) -> None:
    before = revision(only(programme, VPM))[0]
    with writing("2024-08-07T12:00") as draft:
        draft.verb = "meeting hold"
        start = ZonedTime("2024-08-07T11:00[Africa/Tripoli]")
        date = draft.add(
            Meeting(id=Id(queries.occurrence_id(VPM, "2024-08-07")), title="Virtual partnership meeting", body=TB,
                    start=start, series=VPM, original_on=Day("2024-08-07"), status=Word("held"))
        )  # fmt: skip
    assert revision(only(programme, VPM))[0] == before
    for entries, status in enumerate(("cancelled", "planned"), start=1):
        change(programme, writing, "2024-08-08T12:00", date.id, status=Word(status))
        assert revision(only(programme, VPM))[0] == before + entries, status


def test_a_moved_date_bears_the_number_of_its_series(programme: Store, writing: Writing) -> None:
    before = revision(only(programme, VPM, "2024-05-01"))[0]
    assert before == revision(only(programme, VPM))[0]
    slot = next(one for one in every(programme.db, SeriesSlot) if one.moved_to)
    from dataclasses import replace

    with writing("2024-03-02T10:00") as draft:
        draft.edit(slot, replace(slot, moved_to=ZonedTime("2024-05-09T10:00[Africa/Tripoli]")))
    assert revision(only(programme, VPM, "2024-05-01"))[0] == before + 1 == revision(only(programme, VPM))[0]


def test_no_number_falls_when_what_was_said_of_a_date_is_taken_back(programme: Store, writing: Writing) -> None:
    from cop.store import undoing

    def number(day: str) -> int:
        """Return what holds for a date: its own event's number where it has one, else the series'."""
        own = [one for one in events(programme) if one["UID"] == f"{VPM}@cop" and "RECURRENCE-ID" in one]
        told = {f"{one['RECURRENCE-ID'].dt:%Y-%m-%d}": int(one["SEQUENCE"]) for one in own}
        return told.get(day, revision(only(programme, VPM))[0])

    numbers = [number("2024-10-02")]
    with writing("2024-09-01T10:00") as draft:
        start = ZonedTime("2024-10-09T12:00[Africa/Tripoli]")
        draft.add(SeriesSlot(series=VPM, original_on=Day("2024-10-02"), moved_to=start))
        draft.add(
            Meeting(id=Id(queries.occurrence_id(VPM, "2024-10-02")), title="Virtual partnership meeting", body=TB,
                    start=start, series=VPM, original_on=Day("2024-10-02"))
        )  # fmt: skip
    numbers.append(number("2024-10-02"))
    with writing("2024-09-02T10:00") as draft:
        undoing.undo(draft, undoing.last_command(programme.db, None))
    numbers.append(number("2024-10-02"))
    assert numbers == sorted(set(numbers)), "each is greater than the one before"


def test_undo_brings_the_hour_back_as_a_newer_revision(programme: Store, writing: Writing) -> None:
    from cop.store import undoing

    before = only(programme, SC7).start
    change(programme, writing, "2024-03-02T10:00", SC7, start=ZonedTime("2024-07-11T11:00[Europe/Rome]"))
    with writing("2024-03-03T10:00") as draft:
        undoing.undo(draft, undoing.last_command(programme.db, None))
    assert only(programme, SC7).start == before
    assert revision(only(programme, SC7)) == (2, "2024-03-03")


def test_removing_and_restoring_is_a_newer_revision(programme: Store, writing: Writing) -> None:
    from cop.store import edits

    (old,) = every(programme.db, Meeting, "id = :id", id=TOT)
    with writing("2024-03-02T10:00") as draft:
        edits.remove(draft, old)
    assert TOT not in uids(programme, EVERYBODY)
    with writing("2024-03-03T10:00") as draft:
        edits.restore(draft, Meeting, TOT)
    assert revision(only(programme, TOT)) == (2, "2024-03-03")


def test_a_new_name_leaves_the_identity_alone(programme: Store, writing: Writing) -> None:
    before = uids(programme, EVERYBODY)
    change(programme, writing, "2024-03-02T10:00", SC7, title="Seventh", code="seventh")
    change(programme, writing, "2024-03-02T10:00", VPM, title="Monthly call", code="call")
    assert uids(programme, EVERYBODY) == before


# The same bytes, the same few questions


def test_a_copy_gives_the_same_bytes_under_any_hash_seed(
    programme: Store, programme_file: Path, tmp_path: Path
) -> None:
    expected = calendar(programme)
    copy = tmp_path / "elsewhere" / "copy.cop.db"
    copy.parent.mkdir()
    copy.write_bytes(programme_file.read_bytes())
    program = (
        "import sys, cop.registry; from cop.store.store import Store; from cop.calendars import diary;"
        "from cop.calendars.feed import Feed;"
        "sys.stdout.buffer.writelines(Feed(diary.read(Store(sys.argv[1]).db)).pieces('Test'))"
    )
    for seed in ("1", "2", "3"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
        done = subprocess.run([sys.executable, "-c", program, str(copy)], env=env, capture_output=True, check=True)
        assert done.stdout == expected


class Counted:
    """A database that counts the questions it is asked."""

    def __init__(self, db: Any) -> None:
        self._db, self.asked = db, 0

    def all(self, sql: str, **params: Any) -> list[Any]:
        self.asked += 1
        found: list[Any] = self._db.all(sql, **params)
        return found


def test_the_number_of_questions_does_not_grow_with_the_programme(programme: Store, writing: Writing) -> None:
    def asked() -> int:
        db = Counted(programme.db)
        b"".join(Feed(diary.read(db)).pieces("Test"))  # type: ignore[arg-type]
        return db.asked

    few = asked()
    with writing("2024-03-02T10:00") as draft:
        for number in range(800):
            start = ZonedTime(f"2024-{number % 12 + 1:02}-{number % 28 + 1:02}T{number % 10 + 8:02}:00[Europe/Rome]")
            draft.add(Meeting(code=f"m{number}", title="Meeting", body=SC, start=start))
    assert asked() == few


def test_a_mayor_hears_of_everything_in_which_the_team_and_the_committee_sit(programme: Store) -> None:
    assert uids(programme, whose.of_person(programme.db, MAYOR)) == {VPM, SC7, FAIR}


def test_an_event_of_one_whole_day_is_no_appointment_at_midnight(programme: Store, writing: Writing) -> None:
    with writing("2024-03-02T10:00") as draft:
        visit = draft.add(
            Meeting(title="Visit", body=SC, kind=Word("field_visit"), duration_minutes=1440,
                    start=ZonedTime("2024-09-10T00:00[Africa/Tripoli]"), last_on=Day("2024-09-10"))
        )  # fmt: skip
    shown = only(programme, visit.id)
    assert (str(shown.DTSTART), str(shown.DTEND)) == ("2024-09-10", "2024-09-11")
    assert "00:00" not in shown["DESCRIPTION"]
