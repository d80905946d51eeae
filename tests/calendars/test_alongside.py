"""Trainings given stand in the calendars of those whom they concern; milestones only where somebody asks for them."""

import dataclasses
from collections.abc import Iterator
from typing import Any

import icalendar
import pytest

from cop.activities.pilots.records import Milestone, Pilot, PilotPartner
from cop.activities.training.records import Cycle, Delivery, DeliveryTrainer
from cop.calendars import alongside, diary
from cop.calendars.feed import Feed, Window
from cop.calendars.month import weeks
from cop.calendars.telling import Told
from cop.documents.words import Words
from cop.kernel.types import Day, Id, Word, Zone, ZonedTime
from cop.meetings import whose
from cop.meetings.records import Invitee, Meeting, Registration
from cop.meetings.whose import ALWAYS, EVERYBODY, Whose
from cop.store.queries import every
from cop.store.records import Translation
from cop.store.store import Store
from tests.calendars.conftest import MAYOR, PARTNERS, PM, SC, SEBHA, TB, TEAM, Writing

GIVEN, WORKS = Id("de11very0000"), Id("m11est0nw000")
SCHOOL = Id("meet1ngsch00")


@pytest.fixture
def active(programme: Store, writing: Writing) -> Store:
    """Return the programme with a cycle that is given on at Zliten, a pilot with a milestone, and a school."""
    with writing("2024-03-02T10:00") as draft:
        cycle = draft.add(Cycle(code="c5", title="Local economy"))
        tot = draft.add(
            Meeting(title="ToT 5", body=TB, kind=Word("tot"), concerns=cycle.id,
                    start=ZonedTime("2024-04-20T09:00[Africa/Tripoli]"), last_on=Day("2024-04-26"))
        )  # fmt: skip
        draft.add(Invitee(subject=tot.id, body=TB))
        draft.add(
            Delivery(id=GIVEN, cycle=cycle.id, partner=PARTNERS["LY"], start_on=Day("2024-09-15"),
                     end_on=Day("2024-09-17"), place="Town hall", headcount=14)
        )  # fmt: skip
        draft.add(DeliveryTrainer(delivery=GIVEN, person=SEBHA))
        pilot = draft.add(Pilot(code="p-fish", title="Fishery", lead=PARTNERS["IT"]))
        draft.add(PilotPartner(pilot=pilot.id, partner=PARTNERS["LY"]))
        draft.add(Milestone(id=WORKS, title="Works start", concerns=pilot.id, due_on=Day("2024-07-15"), owner=PM))
        school = Meeting(id=SCHOOL, title="Summer School", body=SC, kind=Word("summer_school"),
                         start=ZonedTime("2024-06-24T09:00[Europe/Rome]"), last_on=Day("2024-06-29"))  # fmt: skip
        draft.add(school)
        draft.add(Registration(meeting=SCHOOL, person=SEBHA))
    return programme


def shown(
    store: Store, of: Whose = EVERYBODY, window: Window = ALWAYS, *, with_milestones: bool = False
) -> dict[str, Any]:
    """Return the events of a calendar by the id of what they show."""
    with store.reading():
        feed = Feed(diary.read(store.db, with_milestones=with_milestones), of, window)
        written = b"".join(feed.pieces("Test"))
    return dict(_by_id(written))


def _by_id(written: bytes) -> Iterator[tuple[str, Any]]:
    for one in icalendar.Calendar.from_ical(written).events:
        yield str(one["UID"]).removesuffix("@cop"), one


def test_a_training_given_stands_there_as_whole_days_with_who_gives_it(active: Store) -> None:
    given = shown(active)[GIVEN]
    assert given["SUMMARY"] == "Training: Local economy, m-zli"
    assert (str(given.DTSTART), str(given.DTEND)) == ("2024-09-15", "2024-09-18"), "the end is the day after"
    assert given["DESCRIPTION"] == "Sun 15 September 2024 to Tue 17 September 2024\nGiven by: Project officer"
    assert given["LOCATION"] == "Town hall" and given["TRANSP"] == "TRANSPARENT"


def test_a_training_given_concerns_who_receives_it_who_gives_it_and_who_was_trained_with_them(active: Store) -> None:
    with active.reading():
        persons = {person: whose.of_person(active.db, person) for person in (SEBHA, PM)}
    assert GIVEN in shown(active, whose.of_body(TEAM)), "the team of the municipality"
    assert GIVEN in shown(active, whose.of_body(TB)), "the body that the Training of Trainers brought together"
    assert GIVEN in shown(active, persons[SEBHA]), "the trainer, who is in no body"
    assert GIVEN not in shown(active, whose.of_body(SC))


def test_a_milestone_stands_there_only_on_request(active: Store) -> None:
    assert WORKS not in shown(active)
    asked = shown(active, with_milestones=True)[WORKS]
    assert asked["SUMMARY"] == "Milestone: Works start"
    assert "Fishery" in asked["DESCRIPTION"] and "Answers for it: Project Manager" in asked["DESCRIPTION"]
    assert WORKS in shown(active, whose.of_body(TEAM), with_milestones=True), "its partner takes part in the pilot"


def test_a_milestone_put_off_is_a_new_revision_and_one_reached_stands_on_its_day(
    active: Store, writing: Writing
) -> None:
    before = shown(active, with_milestones=True)[WORKS]
    with writing("2024-07-20T10:00") as draft:
        (milestone,) = (one for one in every(active.db, Milestone) if one.id == WORKS)
        draft.edit(milestone, dataclasses.replace(milestone, reached_on=Day("2024-07-18"), status=Word("reached")))
    after = shown(active, with_milestones=True)[WORKS]
    assert after["SEQUENCE"] == before["SEQUENCE"] + 1
    assert after["SUMMARY"] == "Reached: Works start" and str(after.DTSTART) == "2024-07-18"


def test_who_is_registered_for_an_event_finds_it_in_their_own_calendar(active: Store) -> None:
    with active.reading():
        theirs, others = whose.of_person(active.db, SEBHA), whose.of_person(active.db, MAYOR)
    assert SCHOOL in shown(active, theirs)
    assert shown(active, others)[SCHOOL], "the mayor sits in the body that convenes it"


def test_a_month_shows_what_reaches_into_it(active: Store) -> None:
    assert GIVEN in shown(active, window=(Day("2024-09-17"), Day("2024-09-30")))
    assert GIVEN not in shown(active, window=(Day("2024-09-18"), Day("2024-09-30")))


def test_a_month_on_the_screen_shows_the_trainings_given(active: Store) -> None:
    with active.reading():
        days = alongside.between(active.db, Day("2024-09-01"), Day("2024-09-30"))
        squares = [square for week in weeks(Day("2024-09-01"), Day("2024-09-30"), [], Zone("Africa/Tripoli"), days)
                   for square in week if square.lines]  # fmt: skip
        assert [square.day for square in squares] == ["2024-09-15", "2024-09-16", "2024-09-17"]
        assert [one.id for one in alongside.between(active.db, Day("2024-09-01"), Day("2024-09-30"), [TEAM])] == [GIVEN]
        assert alongside.between(active.db, Day("2024-09-01"), Day("2024-09-30"), [SC]) == []


def test_a_page_for_the_wall_tells_a_training_in_its_readers_language(active: Store, writing: Writing) -> None:
    with writing("2024-03-03T10:00") as draft:
        (cycle,) = every(active.db, Cycle)
        draft.add(Translation(subject=cycle.id, attribute=Word("title"), language=Word("ar"), words="الاقتصاد المحلي"))
    with active.reading():
        (given,) = alongside.between(active.db, Day("2024-09-01"), Day("2024-09-30"))
        told = Told(active.db, [], Zone("Africa/Tripoli")).days(given, Words("ar", Zone("Africa/Tripoli")))
    assert told.title.endswith("الاقتصاد المحلي") and told.convener == "m-zli" and told.where == "Town hall"
