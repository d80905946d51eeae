"""Two teams and a unit on every store, with a chat, a weekly note, a room online and one in presence."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from cop.community import operations
from cop.community.operations import Logged
from cop.community.records import Contact
from cop.kernel.types import Day, Id, Word, ZonedTime
from cop.meetings.records import Attendance, Invitee, Meeting
from cop.store.database import SqlalchemyDatabase
from cop.store.journal import Draft
from cop.store.references import find
from cop.store.store import Store
from cop.teams.records import Body, Channel, ChannelMember, Membership, Partner, Person

TODAY = Day("2024-07-20")
"""A Saturday."""
WEEKS = {"m-zli": "sun-thu", "m-seb": None}
PEOPLE = {"zli-pm": "lct-zli", "zli-mayor": "lct-zli", "seb-pm": "lct-seb", "pat-pm": "pmu"}
BODIES = {"lct-zli": "m-zli", "lct-seb": "m-seb", "pmu": None}
CHANNELS = {
    # code: kind, cadence, whether it is only roughly kept, and who takes part
    "viber": ("viber", "daily", False, ("lct-zli", "lct-seb", "pmu")),
    "mail": ("email", "weekly", False, ("lct-zli", "lct-seb")),
    "note": ("email", "weekly", True, ("lct-seb",)),
    "zoom": ("zoom", "monthly", False, ("lct-zli", "lct-seb")),
    "office": ("in_presence", "monthly", False, ("lct-zli",)),
    "moodle": ("elearning", "on_demand", False, ("lct-zli",)),
}


class Community(NamedTuple):
    """The programme, with the verbs of the slice as a test says them: by codes, one saved command each."""

    store: Store

    def id(self, kind: str, code: str) -> Id:
        return Id(find(self.store.db, kind, code))

    def day(self, channel: str, body: str, on: str, *to: str, sender: str | None = None) -> Logged:
        with self.store.writing("contact log") as draft:
            return self._log(draft, channel, body, on, 1, "day", to, sender)

    def week(self, channel: str, body: str, on: str, times: int) -> Logged:
        with self.store.writing("contact log") as draft:
            return self._log(draft, channel, body, on, times, "week", (), None)

    def _log(
        self, draft: Draft, channel: str, body: str, on: str, times: int, span: str, to: tuple[str, ...],
        sender: str | None,
    ) -> Logged:  # fmt: skip
        contact = Contact(
            channel=self.id("channel", channel), body=self.id("body", body), happened_on=Day(on), span=Word(span),
            times=times, sender=self.id("person", sender) if sender else None,
        )  # fmt: skip
        return operations.log(draft, contact, [self.id("person", one) for one in to], TODAY)

    def held(
        self, start: str, *came: str, body: str = "pmu", invite: tuple[str, ...] = ("lct-zli", "lct-seb"),
        mode: str | None = "online", absent: tuple[str, ...] = (), last_on: str | None = None,
    ) -> Meeting:  # fmt: skip
        with self.store.writing("meeting hold") as draft:
            meeting = draft.add(
                Meeting(
                    title="Virtual partnership meeting",
                    body=self.id("body", body),
                    status=Word("held"),
                    start=ZonedTime(f"{start}[Africa/Tripoli]"),
                    mode=Word(mode) if mode else None,
                    last_on=Day(last_on) if last_on else None,
                )
            )
            for each in invite:
                draft.add(Invitee(subject=meeting.id, body=self.id("body", each)))
            marks = [(one, "present") for one in came] + [(one, "absent") for one in absent]
            for person, status in marks:
                draft.add(Attendance(meeting=meeting.id, person=self.id("person", person), status=Word(status)))
        return meeting


@pytest.fixture(params=["sqlite3", "sqlalchemy", "postgresql"])
def store(request: pytest.FixtureRequest, programme_file: Path) -> Iterator[Store]:
    """Return the programme, opened through each way of reaching a database."""
    place = request.getfixturevalue("server_programme") if request.param == "postgresql" else str(programme_file)
    with Store(place) as opened:
        if request.param == "sqlalchemy":
            opened.db.close()
            opened.db = SqlalchemyDatabase(f"sqlite:///{programme_file}")
        yield opened


@pytest.fixture
def community(store: Store, monkeypatch: pytest.MonkeyPatch) -> Community:
    """Return the community, on each store, on 20 July 2024."""
    monkeypatch.setenv("COP_NOW", f"{TODAY}T09:00:00Z")
    with store.writing("import") as draft:
        fill(draft)
    return Community(store)


def fill(draft: Draft) -> None:
    """Describe the community."""
    partners = {
        code: draft.add(Partner(code=code, name=code, week=Word(week) if week else None)).id
        for code, week in WEEKS.items()
    }
    bodies = {
        code: draft.add(
            Body(
                code=code,
                title=f"Team {code}",
                kind=Word("coordination_team" if partner else "secretariat"),
                partner=partners[partner] if partner else None,
            )
        ).id
        for code, partner in BODIES.items()
    }
    for code, body in PEOPLE.items():
        person = draft.add(Person(code=code, title=f"Role {code}"))
        draft.add(Membership(body=bodies[body], person=person.id))
    for code, (kind, cadence, approximate, members) in CHANNELS.items():
        channel = draft.add(
            Channel(code=code, title=f"Channel {code}", kind=Word(kind), cadence=Word(cadence), approximate=approximate)
        )
        for body in members:
            draft.add(ChannelMember(channel=channel.id, body=bodies[body]))
