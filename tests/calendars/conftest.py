"""A small programme with everything that calendars tell, written on known days under known ids."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import TypeAlias

import pytest

from cop.kernel.types import Day, Id, Rule, Word, Zone, ZonedTime
from cop.meetings.records import AgendaItem, Invitee, Meeting, Series, SeriesSlot
from cop.store.journal import Draft
from cop.store.store import Store
from cop.teams.records import Body, Membership, Partner, Person

Writing: TypeAlias = Callable[[str], AbstractContextManager[Draft]]

SC, TB, TEAM = Id("b0dysc000000"), Id("b0dytb000000"), Id("b0dyteam0000")
VPM, SC7, TOT, FAIR = Id("ser1esvpm000"), Id("meet1ngsc700"), Id("meet1ngt0t00"), Id("meet1ngfa1r0")
PARTNERS = {"IT": Id("partner1t000"), "LY": Id("partner1y000")}
PM, MAYOR, SEBHA = Id("pers0nzp0000"), Id("pers0nmay000"), Id("pers0nseb000")


@pytest.fixture
def writing(store: Store) -> Writing:
    """Return a way to write in the programme at a moment, such as 2024-03-01T10:00 in UTC."""

    def at(moment: str) -> AbstractContextManager[Draft]:
        store._now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
        return store.writing("test")

    return at


@pytest.fixture
def programme(store: Store, writing: Writing) -> Store:
    """Return a programme whose first calendars were planned on 1 March 2024."""
    with writing("2024-03-01T10:00") as draft:
        _people(draft)
        _meetings(draft)
    return store


def _people(draft: Draft) -> None:
    for code, zone, country in (("pat", "Europe/Rome", "IT"), ("m-zli", "Africa/Tripoli", "LY")):
        week = Word("sun-thu" if country == "LY" else "mon-fri")
        draft.add(Partner(id=PARTNERS[country], code=code, name=code, country=country,
                          timezone=Zone(zone), week=week))  # fmt: skip
    draft.add(Body(id=SC, code="sc", title="Steering Committee", kind=Word("steering_committee")))
    draft.add(Body(id=TB, code="tb", title="Technical Board", kind=Word("technical_board")))
    draft.add(Body(id=TEAM, code="lct-zli", title="Zliten coordination team", kind=Word("coordination_team"),
                   partner=PARTNERS["LY"]))  # fmt: skip
    for record, code, title, country in (
        (PM, "pat-pm", "Project Manager", "IT"),
        (MAYOR, "m-zli-mayor", "Mayor", "LY"),
        (SEBHA, "m-seb-pm", "Project officer", "LY"),
    ):
        draft.add(Person(id=record, code=code, title=title, partner=PARTNERS[country], name="Not for calendars"))
    draft.add(Membership(body=SC, person=PM))
    draft.add(Membership(body=SC, person=MAYOR))
    draft.add(Membership(body=TEAM, person=MAYOR))
    draft.add(Membership(body=TB, person=SEBHA, from_on=Day("2024-05-05"), to_on=Day("2024-09-30")))


def _meetings(draft: Draft) -> None:
    draft.add(Series(
        id=VPM, code="vpm", title="Virtual partnership meeting", body=SC, rule=Rule("monthly on first wed"),
        start=ZonedTime("2024-04-03T11:00[Europe/Rome]"), duration_minutes=90, until_on=Day("2025-03-31"),
        mode=Word("online"), link="https://meet.example.org/vpm?pwd=a,b",
    ))  # fmt: skip
    draft.add(Invitee(subject=VPM, body=TB))
    draft.add(SeriesSlot(series=VPM, original_on=Day("2025-01-01")))
    moved_to = ZonedTime("2024-05-08T10:00[Africa/Tripoli]")
    draft.add(SeriesSlot(series=VPM, original_on=Day("2024-05-01"), moved_to=moved_to, reason="1 May"))
    draft.add(Meeting(
        id=SC7, code="sc7", title="7th Steering Committee", body=SC, start=ZonedTime("2024-07-10T11:00[Europe/Rome]"),
        duration_minutes=180, place="Sala Depero, Trento",
    ))  # fmt: skip
    draft.add(AgendaItem(id=Id("agenda1tem00"), meeting=SC7, ordinal=1, title="Budget of the pilots", presenter=PM,
                         duration_minutes=40, paper="https://docs.example.org/budget"))  # fmt: skip
    draft.add(AgendaItem(meeting=SC7, ordinal=2, title="الصيد البحري"))
    draft.add(Meeting(
        id=TOT, code="tot7", title="Training of trainers", body=TB, start=ZonedTime("2024-07-13T09:00[Africa/Tunis]"),
        last_on=Day("2024-07-20"), place="Kairouan",
    ))  # fmt: skip
    draft.add(Meeting(
        id=FAIR, code="fair", title="Fair of practices", body=TEAM, start=ZonedTime("2024-09-17T09:00[Africa/Tripoli]"),
        status=Word("cancelled"), reason="Election day",
    ))  # fmt: skip
