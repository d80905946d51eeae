"""A partnership of two teams, a secretariat and a committee on each store: Zliten tells its July, Sebha is silent."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

import pytest

from cop.kernel.types import Day, Id, Month, Word, Zone, ZonedTime
from cop.meetings.operations import attendance
from cop.meetings.operations import meeting as meetings
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Action, Attendance, Invitee, Meeting
from cop.months import operations
from cop.months.known import Known, known
from cop.months.records import TeamMonth
from cop.store.database import Database
from cop.store.records import Language, Translation
from cop.store.references import find
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.queries import programme
from cop.teams.records import Body, Membership, Partner, Person

TRIPOLI = Zone("Africa/Tripoli")
JULY = Month("2024-07")
AUGUST_3 = datetime.fromisoformat("2024-08-03T08:00:00+00:00")
HOW = Reading(AUGUST_3, TRIPOLI)
PARTNERS = {"pat": "Trento", "m-zli": "Zliten", "u-zli": "Al-Asmarya", "m-seb": "Sebha"}
PEOPLE = {
    "pat-pm": ("pat", "Programme Manager", ("en", "it")),
    "m-zli-mayor": ("m-zli", "Mayor", ("ar",)),
    "m-zli-pm": ("m-zli", "Project Manager", ("ar", "en")),
    "u-zli-po": ("u-zli", "Project Officer", ("ar",)),
    "m-seb-pm": ("m-seb", "Project Manager", ("ar",)),
}
BODIES = {
    "pmu": ("Project Management Unit", "secretariat", None, ["pat-pm"]),
    "sc": ("Steering Committee", "steering_committee", None, ["m-zli-mayor", "pat-pm"]),
    "lct-zli": ("Local Coordination Team Zliten", "coordination_team", "m-zli", ["m-zli-pm", "u-zli-po"]),
    "lct-seb": ("Local Coordination Team Sebha", "coordination_team", "m-seb", ["m-seb-pm"]),
}


class Partnership(NamedTuple):
    """The programme, with what people do in it as a test says it: by codes, one saved command each."""

    store: Store

    @property
    def db(self) -> Database:
        return self.store.db

    def body(self, code: str) -> Id:
        return Id(find(self.db, "body", code))

    def person(self, code: str) -> Id:
        return Id(find(self.db, "person", code))

    def hold(self, ref: str) -> None:
        with self.store.writing("meeting hold") as draft:
            meetings.hold(draft, find_sitting(draft.db, ref), AUGUST_3)

    def mark(self, ref: str, **people: str) -> None:
        with self.store.writing("attendance mark") as draft:
            of = find_sitting(draft.db, ref)
            marks = [
                Attendance(meeting=of.id, person=self.person(code.replace("_", "-")), status=Word(status))
                for code, status in people.items()
            ]
            attendance.record(draft, of, marks, AUGUST_3)

    def write(
        self, team: str = "lct-zli", month: Month = JULY, *, on: str = "2024-08-03", nothing: bool | None = None,
        **texts: str,
    ) -> TeamMonth:  # fmt: skip
        with self.store.writing("month write") as draft:
            draft.now = datetime.fromisoformat(f"{on}T08:00:00+00:00")
            return operations.write(draft, self.body(team), month, texts, nothing)

    def submit(
        self, team: str = "lct-zli", by: str = "m-zli-pm", on: str = "2024-08-03", month: Month = JULY
    ) -> TeamMonth:
        now = datetime.fromisoformat(f"{on}T08:00:00+00:00")
        with self.store.writing("month submit") as draft:
            return operations.submit(draft, self.body(team), month, self.person(by), now)

    def reopen(self, team: str = "lct-zli", by: str = "m-zli-pm") -> TeamMonth:
        with self.store.writing("month reopen") as draft:
            return operations.reopen(draft, self.body(team), JULY, self.person(by), AUGUST_3)

    def told(self, team: str = "lct-zli") -> TeamMonth | None:
        with self.store.reading():
            return operations.found(self.db, self.body(team), JULY)

    def known(self, team: str = "lct-zli", at: str = "2024-08-03T08:00:00Z") -> Known:
        from cop.kernel.types import Moment

        with self.store.reading():
            return known(self.db, self.body(team), JULY, Moment(at))

    def conflicts(self) -> list[tuple[str, str]]:
        with self.store.reading():
            return [(row[0], row[1]) for row in self.db.all("SELECT record, field FROM conflict ORDER BY field")]


def settle(store: Store) -> None:
    """Write the partnership into an empty programme."""
    with store.writing("import") as draft:
        own = programme(draft.db)
        draft.edit(own, replace(own, start_on=Day("2024-01-01"), end_on=Day("2024-12-31")))
        partners = {
            code: draft.add(Partner(code=code, name=name, timezone=TRIPOLI)).id for code, name in PARTNERS.items()
        }
        draft.add(Translation(subject=partners["m-seb"], attribute=Word("name"), language=Word("ar"), words="سبها"))
        people: dict[str, Id] = {}
        for code, (partner, title, languages) in PEOPLE.items():
            people[code] = draft.add(Person(code=code, title=title, partner=partners[partner])).id
            for language in languages:
                draft.add(Language(subject=people[code], code=Word(language)))
        bodies: dict[str, Id] = {}
        for code, (title, kind, partner_of, members) in BODIES.items():
            body = Body(code=code, title=title, kind=Word(kind), partner=partners[partner_of] if partner_of else None)
            bodies[code] = draft.add(body).id
            for member in members:
                draft.add(Membership(body=bodies[code], person=people[member]))
        _month(draft, bodies, partners)


def _month(draft: object, bodies: Mapping[str, Id], partners: Mapping[str, Id]) -> None:
    """Plan July: a call of both teams, a committee of the mayor, a visit that Zliten convenes; and two actions."""
    from cop.store.journal import Draft

    assert isinstance(draft, Draft)
    for code, title, body, start in (
        ("call", "Partnership call", "pmu", "2024-07-03T11:00"),
        ("sc7", "7th Steering Committee", "sc", "2024-07-10T11:00"),
        ("visit", "Visit to the port", "lct-zli", "2024-07-15T10:00"),
    ):
        start_at = ZonedTime(f"{start}[{TRIPOLI}]")
        made = draft.add(Meeting(code=code, title=title, body=bodies[body], start=start_at))
        if code == "call":
            for team in ("lct-zli", "lct-seb"):
                draft.add(Invitee(subject=made.id, body=bodies[team]))
    draft.add(Action(code="a1", title="Send the zone map", owner=partners["m-zli"], due_on=Day("2024-07-15")))
    draft.add(Action(code="a2", title="Ask for the permit", owner=bodies["lct-zli"], due_on=Day("2024-07-20")))


@pytest.fixture
def partnership(store: Store) -> Partnership:
    """Return the partnership, on each store."""
    settle(store)
    return Partnership(store)
