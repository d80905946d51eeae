"""A table of who came is read whole or not at all, and told twice it says nothing new."""

from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from cop.exchange import attendance_sheet
from cop.exchange.findings import Findings
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id, Word, Zone, ZonedTime
from cop.meetings.attending import overall
from cop.meetings.operations import attendance
from cop.meetings.queries.attendance import attendance_of, guests_of
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Meeting
from cop.store import references
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Body, Membership, Partner, Person

NOW = datetime(2024, 7, 31, 9, tzinfo=UTC)
HOW = Reading(NOW, Zone("Africa/Tripoli"))


class Committee(NamedTuple):
    """The programme with its committee, which met on 10 July."""

    store: Store

    def reads(self, text: str, meeting: str = "sc7") -> attendance.Recorded:
        """Read a table, and save what it says."""
        with self.store.writing("attendance read") as draft:
            of = find_sitting(draft.db, meeting)
            found = attendance_sheet.read(draft.db, of, text.encode(), "came.csv", HOW)
            return attendance.take(draft, of, found.marks, found.guests, NOW)

    def wrong(self, text: str, meeting: str = "sc7") -> list[str]:
        """Return what is found wrong in a table."""
        with pytest.raises(Findings) as error:
            self.reads(text, meeting)
        return [finding.with_hint().removeprefix("came.csv:") for finding in error.value.found]

    def came(self, meeting: str = "sc7") -> dict[str, str]:
        """Return how each person took part."""
        of = find_sitting(self.store.db, meeting).id
        told = overall((mark.person, mark.status) for mark in attendance_of(self.store.db, [of])[of])
        return {references.short(self.store.db, "person", one): status for one, status in told.items()}

    def guests(self) -> list[tuple[str | None, ...]]:
        """Return what is known of the guests."""
        of = find_sitting(self.store.db, "sc7").id
        found = guests_of(self.store.db, [of])[of]
        return [(one.name, one.organisation, one.country, one.sector, one.sex, one.status) for one in found]


@pytest.fixture
def committee(store: Store) -> Committee:
    """Return it, on each store."""
    with store.writing("import") as draft:
        body = draft.add(Body(code="sc", title="Steering Committee", kind=Word("steering_committee")))
        for town, name in (("srt", "Sirte"), ("zli", "Zliten")):
            partner = draft.add(Partner(code=f"m-{town}", name=name))
            mayor = draft.add(Person(code=f"m-{town}-mayor", title="Mayor", partner=partner.id))
            draft.add(Person(code=f"m-{town}-pm", title="Project Manager", partner=partner.id))
            draft.add(Membership(body=body.id, person=mayor.id))
        for code, start, last in (("sc7", "2024-07-10T11:00", None), ("com1", "2024-07-28T00:00", "2024-07-29")):
            begin, mode = ZonedTime(f"{start}[Africa/Tripoli]"), Word("in_presence" if last else "online")
            last_on = Day(last) if last else None
            draft.add(Meeting(code=code, title="Meeting", body=body.id, start=begin, last_on=last_on, mode=mode))
    return Committee(store)


def test_a_table_says_who_came_by_code_role_or_town(committee: Committee) -> None:
    committee.reads("person,status,by\nm-srt-mayor,represented,m-srt-pm\nm-zli-mayor,Present,\n")
    assert committee.came() == {"m-srt-mayor": "represented", "m-zli-mayor": "present"}
    committee.reads("Role;Municipality;Attendance\nMayor;Sirte;absent\nmayor;ZLITEN;excused\n")
    assert committee.came() == {"m-srt-mayor": "absent", "m-zli-mayor": "excused"}


def test_a_table_says_who_came_in_arabic(committee: Committee) -> None:
    committee.reads("person,status,by\nm-srt-mayor,ممثل بغيره,m-srt-pm\nm-zli-mayor,حاضر,\n")
    assert committee.came() == {"m-srt-mayor": "represented", "m-zli-mayor": "present"}


def test_two_who_represent_each_other_did_not_come(committee: Committee) -> None:
    with pytest.raises(RuleBroken, match="is marked represented, so they cannot have come to sc7"):
        committee.reads("person,status,by\nm-srt-mayor,represented,m-zli-mayor\nm-zli-mayor,represented,m-srt-mayor\n")
    assert committee.came() == {}


def test_without_a_status_everybody_named_came(committee: Committee) -> None:
    made = committee.reads("Name (original name),Email,Duration (minutes)\nm-srt-mayor,x@example.org,61\n")
    assert committee.came() == {"m-srt-mayor": "online"} and made.held


def test_an_empty_status_says_nothing(committee: Committee) -> None:
    committee.reads("person,status\nm-srt-mayor,\nm-zli-mayor,absent\n")
    assert committee.came() == {"m-zli-mayor": "absent"}
    with pytest.raises(BadInput, match="nothing is said of anybody"):
        committee.reads("person,status\nm-srt-mayor,\n")


def test_a_row_without_a_person_is_a_guest(committee: Committee) -> None:
    text = "person,status,organisation,country,sector,sex\n,online,'=HYPERLINK(1),ly,university,Female\n"
    committee.reads(text)
    assert committee.guests() == [(None, "=HYPERLINK(1)", "LY", "university", "female", "online")]


def test_a_table_read_twice_says_nothing_new(committee: Committee) -> None:
    text = "person,status,organisation,country\nm-srt-mayor,present,,\n,present,University,LY\n,present,University,LY\n"
    committee.reads(text)
    assert len(committee.guests()) == 2
    committee.reads(text)
    assert committee.store.saved is None and len(committee.guests()) == 2
    committee.reads("person,status,organisation,country\n,online,University,LY\n")
    assert sorted(str(guest[-1]) for guest in committee.guests()) == ["online", "present"]


def test_a_guest_is_known_again_by_its_id_and_keeps_what_the_table_does_not_say(committee: Committee) -> None:
    committee.reads("person,organisation,sex\n,University,female\n")
    of = find_sitting(committee.store.db, "sc7").id
    (guest,) = guests_of(committee.store.db, [of])[of]
    committee.reads(f"id,person,organisation\n{guest.id},,University of Misrata\n")
    assert committee.guests() == [(None, "University of Misrata", None, None, "female", "online")]


def test_days_of_a_workshop_are_told_apart(committee: Committee) -> None:
    rows = "m-srt-mayor,28/07/2024,present\nm-srt-mayor,٢٩/٠٧/٢٠٢٤,absent\nm-zli-mayor,,present\n"
    committee.reads(f"person,day,status\n{rows}", "com1")
    assert committee.came("com1") == {"m-srt-mayor": "present", "m-zli-mayor": "present"}
    assert committee.wrong("person,day\nm-srt-mayor,2024-07-30\n", "com1")[0].startswith(
        "2: Tue 30 July 2024 is no day"
    )


def test_the_day_of_a_meeting_of_one_may_stand_in_the_table(committee: Committee) -> None:
    committee.reads("person,day,status\nm-srt-mayor,2024-07-10,present\n")
    assert committee.came() == {"m-srt-mayor": "present"}


def test_all_that_is_wrong_is_told_together_with_its_lines(committee: Committee) -> None:
    found = committee.wrong(
        "person,status,by,organisation,country,sex,meeting\n"
        "nobody,present,,,,,\n"
        "m-srt-mayor,presnt,,,,,\n"
        "m-srt-mayor,represented,,,,,sc7\n"
        "m-zli-mayor,present,,,,,sc8\n"
        "m-zli-mayor,present,,,,,\n"
        "m-zli-mayor,absent,,,,,\n"
        ",absent,,University,,,\n"
        ",present,,University,Libya,,\n"
        ",present,,University,LY,f,\n"
        "m-srt-pm,,m-srt-mayor,,,,\n"
        "Mayor,present,,,,,\n"
    )
    assert [line.partition(" (")[0] for line in found] == [
        '2: no person is called "nobody"',
        '3: "presnt" does not say how somebody took part',
        "4: nobody says who represented Mayor, Sirte",
        '5: this row is about "sc8", not about sc7',
        "7: Mayor",
        "8: a guest is not absent",
        '9: "Libya" is no country code',
        '10: sex cannot be "f"',
        "11: status is missing",
        '12: "Mayor" may mean 2 people',
    ]
    assert "7: Mayor (m-zli-mayor) stands in line 6 already (keep one of the two rows)" in found
    assert "did you mean present?" in found[1]
    assert committee.came() == {} and find_sitting(committee.store.db, "sc7").status == "planned"


def test_headings_that_nobody_understands_are_told(committee: Committee) -> None:
    found = committee.wrong("person,staus,status,attendance\nm-srt-mayor,,present,present\n")
    assert found == [
        '1: no list of those who came has a column "staus" (did you mean status?)',
        '1: the column "attendance" says status once more (keep one of the two)',
    ]
    assert committee.wrong("status\npresent\n") == ["1: no column says who it is (name it person, role or name)"]


def test_who_was_not_invited_is_read_and_said(committee: Committee) -> None:
    made = committee.reads("person\nm-srt-pm\n")
    assert made.doubts == ["Project Manager, Sirte (m-srt-pm) was not invited, and is listed apart"]
    assert committee.came() == {"m-srt-pm": "online"}


def test_a_person_is_the_one_of_the_partner_that_the_row_names(committee: Committee) -> None:
    committee.reads("person,partner\nProject Manager,m-zli\n")
    assert committee.came() == {"m-zli-pm": "online"}
    with committee.store.writing("person new") as draft:
        partner = Id(references.find(draft.db, "partner", "m-zli"))
        draft.add(Person(code="m-zli-pm2", title="Project Manager", partner=partner))
    assert "may mean" in committee.wrong("person,partner\nProject Manager,m-zli\n")[0]
