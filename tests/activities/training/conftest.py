"""A partnership of three towns, whose trainers come to a Training of Trainers and give it on, on each store."""

import shlex
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cop import cli
from cop.activities.training.operations import deliveries
from cop.activities.training.operations.deliveries import Kept
from cop.activities.training.records import Cycle, Delivery
from cop.kernel.types import Day, Id, Word, Zone, ZonedTime
from cop.meetings.records import Attendance, Invitee, Meeting, Registration
from cop.store.database import Database
from cop.store.references import find
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Body, Membership, Partner, Person
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

TRIPOLI = Zone("Africa/Tripoli")
TODAY = Day("2024-12-01")
HOW = Reading(datetime(2024, 12, 1, 9, tzinfo=UTC), TRIPOLI)
TOWNS = {"m-zli": "Zliten", "m-tbk": "Tobruk", "m-bwd": "Bani Walid"}
PEOPLE = {
    "u-zli-1": ("Trainer 1", "u-zli"), "u-zli-2": ("Trainer 2", "u-zli"), "u-tbk-1": ("Trainer 1", "u-tbk"),
    "bwd-off": ("Officer", "m-bwd"), "zli-off": ("Officer", "m-zli"), "pmu-pm": ("Project Manager", "pat"),
}  # fmt: skip
Bodies = dict[str, tuple[str, str | None, list[str]]]
"""Bodies by code: their kind, whose they are, and who sits in them."""
BODIES: Bodies = {
    "pmu": ("secretariat", None, ["pmu-pm"]),
    "trainers": ("trainer_pool", None, ["u-zli-1", "u-zli-2", "u-tbk-1"]),
}
Type = Callable[[str], str]


class Training(NamedTuple):
    """The programme, with what happens in training as a test says it: by codes."""

    store: Store

    @property
    def db(self) -> Database:
        return self.store.db

    def id(self, kind: str, code: str) -> Id:
        return Id(find(self.db, kind, code))

    def person(self, code: str) -> Id:
        return self.id("person", code)

    def cycle(self, code: str, **more: Any) -> Id:
        with self.store.writing("cycle new") as draft:
            return draft.add(Cycle(code=code, title=f"Topic {code}", **more)).id

    def tot(
        self, code: str, of: str, first: str, last: str, came: Mapping[str, Iterable[str] | None] | None = None, *,
        body: str = "pmu", invite: Iterable[str] = ("trainers",), register: Iterable[str] = (), status: str = "held",
        **more: Any,
    ) -> Id:  # fmt: skip
        """Hold a ToT to which people came: on some days, or None for all of it; those with no day were absent."""
        with self.store.writing("event new") as draft:
            meeting = draft.add(
                Meeting(
                    code=code,
                    title=f"ToT {code}",
                    body=self.id("body", body),
                    kind=Word("tot"),
                    concerns=self.id("cycle", of),
                    start=ZonedTime(f"{first}T09:00[{TRIPOLI}]"),
                    last_on=Day(last),
                    status=Word(status),
                    **more,
                )
            ).id
            for each in invite:
                draft.add(Invitee(subject=meeting, body=self.id("body", each)))
            for each in register:
                draft.add(Registration(meeting=meeting, person=self.person(each)))
            for person, days in (came or {}).items():
                for day in [None] if days is None else days:
                    mark = Attendance(
                        meeting=meeting, person=self.person(person), status=Word("present"),
                        attended_on=Day(day) if day else None,
                    )  # fmt: skip
                    draft.add(mark)
                if days == []:
                    draft.add(Attendance(meeting=meeting, person=self.person(person), status=Word("absent")))
            return meeting

    def give(
        self, code: str, of: str, to: str, first: str, last: str | None = None, *, by: Iterable[str],
        named: Iterable[str] = (), how: Reading = HOW, **more: Any,
    ) -> Kept:  # fmt: skip
        with self.store.writing("delivery new") as draft:
            delivery = Delivery(
                code=code, cycle=self.id("cycle", of), partner=self.id("partner", to), start_on=Day(first),
                end_on=Day(last) if last else None, **more,
            )  # fmt: skip
            people, names = [*map(self.person, by)], [*map(self.person, named)]
            return deliveries.new(draft, delivery, people, names, (), how)


@pytest.fixture(autouse=True)
def december(own_settings: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock stand still after a year of training."""
    monkeypatch.setenv("COP_NOW", "2024-12-01T09:00:00Z")


@pytest.fixture
def training(store: Store) -> Training:
    """Return the partnership, on each store, with a cycle c5."""
    with store.writing("import") as draft:
        partners = {"pat": draft.add(Partner(code="pat", name="Trento", kind=Word("lead"))).id}
        for code, name in TOWNS.items():
            partners[code] = draft.add(Partner(code=code, name=name, sector=Word("municipality"))).id
        for code, town in (("u-zli", "m-zli"), ("u-tbk", "m-tbk")):
            university = Partner(
                code=code, name=f"University {code[2:]}", kind=Word("technical"), paired=partners[town]
            )
            partners[code] = draft.add(university).id
        people = {
            code: draft.add(Person(code=code, title=title, partner=partners[at])).id
            for code, (title, at) in PEOPLE.items()
        }
        teams: dict[str, tuple[str, str | None, list[str]]] = {
            f"lct-{code[2:]}": ("coordination_team", code, []) for code in TOWNS
        }
        for code, (kind, partner, members) in (BODIES | teams).items():
            of = partners[partner] if partner else None
            body = draft.add(Body(code=code, title=f"Body {code}", kind=Word(kind), partner=of)).id
            for member in members:
                draft.add(Membership(body=body, person=people[member]))
        draft.add(Cycle(code="c5", title="Local economy"))
    return Training(store)


@pytest.fixture
def given(training: Training) -> Training:
    """Return the same after a year: tot5 in April; then Tobruk, Zliten and, by one trained there, Bani Walid."""
    everyone = ["2024-04-20", "2024-04-21"]
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {
        "u-zli-1": everyone, "u-zli-2": everyone, "u-tbk-1": everyone,
    }, place="Benghazi")  # fmt: skip
    training.give("dl1", "c5", "m-tbk", "2024-09-08", "2024-09-10", by=["u-tbk-1", "u-zli-1"], headcount=15)
    training.give("dl2", "c5", "m-zli", "2024-09-15", "2024-09-17", by=["u-zli-1"], named=["bwd-off"], headcount=14)
    training.give("dl3", "c5", "m-bwd", "2024-11-04", by=["bwd-off"], headcount=11)
    training.give("dl4", "c5", "m-zli", "2024-03-05", by=["zli-off"])
    return training


@pytest.fixture
def types(
    given: Training, programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    return type_line
