"""Who was invited and who came, asked in a handful of questions whatever the number of rows."""

from typing import Any

import pytest

from cop.kernel.types import Day, Id, Moment, Share, Word, ZonedTime
from cop.meetings.queries import attendance
from cop.meetings.queries.sittings import sittings
from cop.meetings.records import Attendance, Guest
from cop.meetings.sitting import Sitting
from cop.store import references
from cop.teams.records import Body, Membership, Person, Seat
from tests.meetings.conftest import Partnership

JUNE = Moment("2024-05-31T22:00:00Z"), Moment("2024-06-30T22:00:00Z")


@pytest.fixture
def held(partnership: Partnership) -> Partnership:
    """The partnership after a committee of two seats, one of them vacant, and the team that it invited."""
    partnership.plan("sc7", "sc", "2024-06-10T11:00[Europe/Rome]", invite=["lct-zli"])
    partnership.hold("sc7")
    return partnership


def person(of: Partnership, code: str) -> Id:
    return Id(references.find(of.db, "person", code))


def came(of: Partnership, meeting: str, statuses: dict[str, str], day: str | None = None) -> None:
    with of.store.writing("attendance mark") as draft:
        for code, status in statuses.items():
            on = Day(day) if day else None
            draft.add(
                Attendance(meeting=of.sitting_id(meeting), person=person(of, code), status=Word(status), attended_on=on)
            )


def codes(of: Partnership, people: list[Id]) -> list[str]:
    return [references.short(of.db, "person", one) for one in people]


def seat(of: Partnership, body: str, holders: list[tuple[str, str]], share: str | None = "0.5") -> None:
    """Add a seat to a body that has a quorum, with those who fill it and their roles."""
    with of.store.writing("seat new") as draft:
        record = references.get(draft.db, Body, body)
        draft.edit(record, _with(record, quorum=Share(share) if share else None))
        made = draft.add(Seat(body=record.id))
        for code, role in holders:
            draft.add(Membership(body=record.id, person=person(of, code), seat=made.id, role=Word(role)))


def _with(record: Body, **values: Any) -> Body:
    import dataclasses

    return dataclasses.replace(record, **values)


def test_everybody_of_the_invited_bodies_is_invited_once(held: Partnership) -> None:
    one = held.sitting("sc7")
    assert codes(held, attendance.invited(held.db, [one])[one.id]) == ["pat-dir", "zli-mayor", "zli-pm"]


def test_who_joins_later_or_left_before_is_not_invited(held: Partnership) -> None:
    with held.store.writing("membership new") as draft:
        sc = held.body("sc")
        for code, first, last in (("zin-pm", "2024-06-11", None), ("pat-pm", None, "2024-06-09")):
            from_on, to_on = Day(first) if first else None, Day(last) if last else None
            role = Word("observer")
            draft.add(Membership(body=sc, person=person(held, code), role=role, from_on=from_on, to_on=to_on))
    one = held.sitting("sc7")
    assert codes(held, attendance.invited(held.db, [one])[one.id]) == ["pat-dir", "zli-mayor", "zli-pm"]
    later = one._replace(start=ZonedTime("2024-06-11T11:00[Europe/Rome]"))
    assert "zin-pm" in codes(held, attendance.invited(held.db, [later])[one.id])


def test_a_body_without_members_invites_nobody(held: Partnership) -> None:
    with held.store.writing("body new") as draft:
        draft.add(Body(code="empty", title="Empty", kind=Word("working_group")))
    held.plan("e1", "empty", "2024-06-12T11:00[Europe/Rome]")
    one = held.sitting("e1")
    assert attendance.invited(held.db, [one]) == {one.id: []}


def test_only_held_meetings_without_any_mark_are_unrecorded(held: Partnership) -> None:
    held.plan("sc8", "sc", "2024-06-20T11:00[Europe/Rome]")
    both = [held.sitting("sc7"), held.sitting("sc8")]
    assert [one.ref for one in attendance.unrecorded(held.db, both)] == ["sc7"]
    came(held, "sc7", {"pat-dir": "absent"})
    assert attendance.unrecorded(held.db, both) == []


def test_marks_and_guests_stand_with_their_meeting(held: Partnership) -> None:
    held.plan("sc8", "sc", "2024-06-20T11:00[Europe/Rome]")
    came(held, "sc7", {"pat-dir": "present", "zli-mayor": "excused"})
    with held.store.writing("attendance guest") as draft:
        draft.add(Guest(meeting=held.sitting_id("sc7"), organisation="University of Misrata", country="LY"))
    one, other = held.sitting("sc7").id, held.sitting("sc8").id
    marks = attendance.attendance_of(held.db, [one, other])
    assert sorted(mark.status for mark in marks[one]) == ["excused", "present"] and marks[other] == []
    guests = attendance.guests_of(held.db, [one, other])
    assert [guest.organisation for guest in guests[one]] == ["University of Misrata"] and guests[other] == []


def test_the_quorum_counts_seats_whose_holder_or_alternate_came(held: Partnership) -> None:
    seat(held, "sc", [("pat-dir", "member")])
    seat(held, "sc", [("zli-mayor", "chair"), ("zli-pm", "alternate")])
    seat(held, "sc", [])
    one = held.sitting("sc7")
    assert attendance.quorum(held.db, one) == (0, 3, 2)
    came(held, "sc7", {"pat-dir": "represented", "zli-mayor": "absent"})
    assert attendance.quorum(held.db, one) == (1, 3, 2)
    came(held, "sc7", {"zli-pm": "acting"})
    reached = attendance.quorum(held.db, one)
    assert reached == (2, 3, 2) and reached and reached.reached


def test_without_a_share_or_seats_there_is_no_quorum(held: Partnership) -> None:
    assert attendance.quorum(held.db, held.sitting("sc7")) is None
    for share in (None, "0"):
        seat(held, "sc", [("pat-dir", "member")], share=share)
        assert attendance.quorum(held.db, held.sitting("sc7")) is None


class Counted:
    """A database that counts the questions."""

    def __init__(self, db: Any) -> None:
        self.db, self.asked = db, 0

    def all(self, sql: str, **params: Any) -> Any:
        self.asked += 1
        return self.db.all(sql, **params)


def questions(of: Partnership, found: list[Sitting]) -> int:
    counted: Any = Counted(of.db)
    ids = [one.id for one in found]
    attendance.invited(counted, found)
    attendance.attendance_of(counted, ids)
    attendance.guests_of(counted, ids)
    attendance.unrecorded(counted, found)
    attendance.quorums(counted, found)
    return int(counted.asked)


def test_the_number_of_questions_does_not_grow_with_rows(held: Partnership) -> None:
    seat(held, "sc", [("pat-dir", "member")])
    before = questions(held, [held.sitting("sc7")])
    with held.store.writing("import") as draft:
        for number in range(60):
            made = draft.add(Person(code=f"p{number}", title=f"Role {number}"))
            draft.add(Membership(body=held.body("sc"), person=made.id))
            draft.add(Attendance(meeting=held.sitting_id("sc7"), person=made.id, status=Word("present")))
    for day in range(1, 25):
        held.plan(f"a{day}", "sc", f"2024-06-{day:02}T17:00[Europe/Rome]", minutes=30)
        held.hold(f"a{day}")
    many = sittings(held.db, *JUNE)
    assert len(many) == 25 and questions(held, many) == before
