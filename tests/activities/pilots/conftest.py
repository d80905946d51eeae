"""Two pilots as of 11 December 2024, on each store: a fishing port, and water laboratories that wait for equipment."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from cop.activities.pilots.operations import milestones as operations
from cop.activities.pilots.operations import pilots as piloting
from cop.activities.pilots.operations.milestones import Planned
from cop.activities.pilots.queries import MilestoneLine, milestones
from cop.activities.pilots.records import Milestone, MilestoneNeed, Pilot
from cop.kernel.types import Day, Id, Word, Zone
from cop.store import references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Body, Membership, Partner, Person

NOW = datetime(2024, 12, 11, 9, tzinfo=UTC)
TODAY = Day("2024-12-11")
HOW = Reading(NOW, Zone("Africa/Tripoli"))
Step = tuple[str, str, str | None, str | None, str]
STEPS: dict[str, tuple[Step, ...]] = {
    "p-fish": (
        ("f-design", "2024-05-31", "2024-05-20", None, "m-zli"),
        ("f-works", "2024-07-15", "2024-07-15", None, "m-zli"),
        ("f-equip", "2024-12-15", None, "f-works", "ogs"),
        ("f-open", "2025-02-15", None, "f-equip", "m-zli"),
    ),
    "p-env": (
        ("e-assess", "2024-02-29", "2024-02-16", None, "unitn"),
        ("e-list", "2024-05-15", "2024-06-02", "e-assess", "pat"),
        ("e-supply", "2024-11-30", None, "e-list", "pat"),
        ("e-train", "2025-01-31", None, "e-supply", "unitn"),
        ("e-report", "2025-03-15", None, "e-train", "m-zli-pm"),
    ),
}
"""Each pilot's milestones: code, day due, day reached, what it needs, who answers for it."""


class Piloting(NamedTuple):
    """The programme, with the verbs of milestones as a test says them: by codes, one saved command each."""

    store: Store

    @property
    def db(self) -> Database:
        return self.store.db

    def get(self, code: str) -> Milestone:
        return references.get(self.db, Milestone, code)

    def line(self, code: str, by: Day = TODAY) -> MilestoneLine:
        with self.store.reading():
            (found,) = (one for one in milestones(self.db, by) if one.ref == code)
            return found

    def lines(self, pilot: str | None = None, by: Day = TODAY) -> list[MilestoneLine]:
        with self.store.reading():
            return milestones(self.db, by, references.find(self.db, "pilot", pilot) if pilot else None)

    def plan(self, code: str, due: str, *needs: str, pilot: str | None = None) -> Planned:
        with self.store.writing("milestone new") as draft:
            concerns = Id(references.find(draft.db, "pilot", pilot)) if pilot else None
            made = Milestone(code=code, title=f"Milestone {code}", due_on=Day(due), concerns=concerns)
            return operations.new(draft, made, [self.get(one) for one in needs], (), HOW)

    def need(self, code: str, *needed: str) -> Planned:
        with self.store.writing("milestone need") as draft:
            return operations.need(draft, self.get(code), [self.get(one) for one in needed])

    def merge_need(self, code: str, needed: str) -> None:
        """Let one wait for another as a merge brings it: no rule was asked where it was written."""
        with self.store.writing("milestone need") as draft:
            draft.add(MilestoneNeed(milestone=self.get(code).id, needed=self.get(needed).id))

    def reach(self, code: str, on: str | None = None) -> Planned:
        with self.store.writing("milestone reach") as draft:
            return operations.reach(draft, self.get(code), Day(on) if on else None, HOW)

    def postpone(self, code: str, to: str, why: str = "Customs") -> Planned:
        with self.store.writing("milestone postpone") as draft:
            return operations.postpone(draft, self.get(code), Day(to), lambda: why, HOW)

    def drop(self, code: str, why: str = "No funds", on: str | None = None) -> Milestone:
        with self.store.writing("milestone drop") as draft:
            return operations.drop(draft, self.get(code), Day(on) if on else None, lambda: why)

    def reopen(self, code: str) -> Milestone:
        with self.store.writing("milestone reopen") as draft:
            return operations.reopen(draft, self.get(code))

    def become(self, pilot: str, status: str, why: str = "No funds", on: str | None = None) -> Pilot:
        with self.store.writing("pilot edit") as draft:
            old = references.get(draft.db, Pilot, pilot)
            return piloting.become(draft, old, status, lambda: why, Day(on) if on else None)


@pytest.fixture
def pilots(store: Store, monkeypatch: pytest.MonkeyPatch) -> Piloting:
    """The two pilots with their milestones; the laboratories' equipment is eleven days overdue."""
    monkeypatch.setenv("COP_NOW", "2024-12-11T09:00:00Z")
    with store.writing("import") as draft:
        partners = {
            code: draft.add(Partner(code=code, name=f"Partner {code}")).id for code in ("pat", "unitn", "ogs", "m-zli")
        }
        person = draft.add(Person(code="m-zli-pm", title="Project Manager", partner=partners["m-zli"]))
        board = draft.add(Body(code="pmu", title="Unit", kind=Word("secretariat")))
        draft.add(Membership(body=board.id, person=person.id))
        owners = {**partners, "m-zli-pm": person.id, "pmu": board.id}
        for code, steps in STEPS.items():
            _add(draft, code, steps, owners)
    return Piloting(store)


def _add(draft: Draft, code: str, steps: Iterable[Step], owners: dict[str, Id]) -> None:
    pilot = draft.add(Pilot(code=code, title=f"Pilot {code}", lead=owners["pat"]))
    made: dict[str, Id] = {}
    for step, due, reached, needed, owner in steps:
        milestone = Milestone(
            code=step, title=f"Milestone {step}", concerns=pilot.id, owner=owners[owner], due_on=Day(due),
            reached_on=Day(reached) if reached else None, status=Word("reached" if reached else "planned"),
        )  # fmt: skip
        made[step] = draft.add(milestone).id
        if needed:
            draft.add(MilestoneNeed(milestone=made[step], needed=made[needed]))
