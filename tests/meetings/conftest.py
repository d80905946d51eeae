"""A small partnership on each store: a committee of Trento and Zliten, a board, a unit, the Zliten team."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from cop.kernel.types import Day, Id, Rule, Word, Zone, ZonedTime
from cop.meetings.operations import meeting as meetings
from cop.meetings.operations import series as all_series
from cop.meetings.operations.meeting import Kept
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Meeting, Series
from cop.meetings.sitting import Sitting
from cop.store.database import Database
from cop.store.references import find
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Body, Membership, Partner, Person

ROME, TRIPOLI = Zone("Europe/Rome"), Zone("Africa/Tripoli")
HOW = Reading(datetime(2024, 7, 1, 9, tzinfo=UTC), TRIPOLI)
PARTNERS = {"pat": ("IT", ROME, "mon-fri"), "m-zli": ("LY", TRIPOLI, "sun-thu"), "m-zin": ("LY", TRIPOLI, "sun-thu")}
PEOPLE = {"pat-dir": "pat", "pat-pm": "pat", "zli-mayor": "m-zli", "zli-pm": "m-zli", "zin-pm": "m-zin"}
BODIES = {
    "sc": ["pat-dir", "zli-mayor"],
    "tb": ["pat-pm", "zli-pm", "zin-pm"],
    "pmu": ["pat-pm"],
    "lct-zli": ["zli-pm", "zli-mayor"],
    "media-net": ["zin-pm"],
}


class Partnership(NamedTuple):
    """The programme, with the verbs of the slice as a test says them: by codes, one saved command each."""

    store: Store

    @property
    def db(self) -> Database:
        return self.store.db

    def body(self, code: str) -> Id:
        return Id(find(self.db, "body", code))

    def sitting(self, ref: str) -> Sitting:
        with self.store.reading():
            return find_sitting(self.db, ref)

    def sitting_id(self, ref: str) -> Id:
        return find_sitting(self.db, ref).id

    def plan(
        self, code: str, body: str, at: str, *, minutes: int = 60, invite: Iterable[str] = (), force: bool = False,
        why: str | None = None, **more: Any,
    ) -> Kept:  # fmt: skip
        with self.store.writing("meeting new", why) as draft:
            meeting = Meeting(
                code=code, title=f"Meeting {code}", body=self.body(body), start=ZonedTime(at), duration_minutes=minutes,
                **more,
            )  # fmt: skip
            return meetings.new(draft, meeting, map(self.body, invite), (), HOW, force=force)

    def begin(
        self, code: str, body: str, rule: str, at: str, *, minutes: int = 90, until: str | None = None,
        invite: Iterable[str] = (), force: bool = False, why: str | None = None, **more: Any,
    ) -> Series:  # fmt: skip
        with self.store.writing("series new", why) as draft:
            series = Series(
                code=code, title=f"Series {code}", body=self.body(body), rule=Rule(rule), start=ZonedTime(at),
                duration_minutes=minutes, until_on=Day(until) if until else None, **more,
            )  # fmt: skip
            return all_series.new(draft, series, map(self.body, invite), (), HOW, force=force).series

    def postpone(self, ref: str, to: str, *, why: str = "Election day", force: bool = False) -> Kept:
        with self.store.writing("meeting postpone", why) as draft:
            of = find_sitting(draft.db, ref)
            return meetings.postpone(draft, of, meetings.Hour(ZonedTime(to)), lambda: why, force=force)

    def cancel(self, ref: str, why: str = "Storm") -> Meeting:
        with self.store.writing("meeting cancel", why) as draft:
            return meetings.cancel(draft, find_sitting(draft.db, ref), lambda: why)

    def hold(self, ref: str, now: str = "2024-07-31T20:00:00+00:00") -> Meeting:
        with self.store.writing("meeting hold") as draft:
            return meetings.hold(draft, find_sitting(draft.db, ref), datetime.fromisoformat(now))

    def convene(self, ref: str) -> Kept:
        with self.store.writing("meeting convene") as draft:
            return meetings.convene(draft, find_sitting(draft.db, ref), force=False)

    def skip(self, ref: str, why: str | None = None) -> None:
        with self.store.writing("series skip") as draft:
            all_series.skip(draft, find_sitting(draft.db, ref), why)

    def move(self, ref: str, to: str, why: str | None = None) -> None:
        with self.store.writing("series move") as draft:
            all_series.move(draft, find_sitting(draft.db, ref), ZonedTime(to), why, force=False)

    def keep(self, ref: str) -> None:
        with self.store.writing("series keep") as draft:
            all_series.keep(draft, find_sitting(draft.db, ref), force=False)


@pytest.fixture
def partnership(store: Store) -> Partnership:
    """Return the partnership, on each store."""
    with store.writing("import") as draft:
        partners = {
            code: draft.add(Partner(code=code, name=code, country=country, timezone=zone, week=Word(week))).id
            for code, (country, zone, week) in PARTNERS.items()
        }
        people = {
            code: draft.add(Person(code=code, title=code, partner=partners[partner])).id
            for code, partner in PEOPLE.items()
        }
        for code, members in BODIES.items():
            body = draft.add(Body(code=code, title=f"Body {code}", kind=Word("working_group"))).id
            for member in members:
                draft.add(Membership(body=body, person=people[member]))
    return Partnership(store)
