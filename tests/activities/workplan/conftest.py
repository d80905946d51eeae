"""A small plan of work on each store, with its verbs as a test says them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from cop.activities.workplan import operations, queries
from cop.activities.workplan.operations import activities as planning
from cop.activities.workplan.records import Activity, Progress, WorkPackage
from cop.kernel.types import Day, Id, Month, Share, Word, Zone
from cop.store import queries as rows
from cop.store import references
from cop.store.database import Database
from cop.store.store import Store
from cop.store.typed import Reading
from cop.teams.records import Partner, Programme
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

HOW = Reading(datetime(2024, 7, 1, 9, tzinfo=UTC), Zone("Africa/Tripoli"))
TODAY = Day("2024-07-01")


class Work(NamedTuple):
    """The programme, with the verbs of the plan of work by codes, one saved command each."""

    store: Store

    @property
    def db(self) -> Database:
        return self.store.db

    def package(self, code: str, title: str = "Trainings", **more: Any) -> WorkPackage:
        with self.store.writing("work-package new") as draft:
            return operations.add(draft, WorkPackage(code=code, title=title, **more))

    def plan(self, code: str, first: str, last: str, *, wp: str | None = None, **more: Any) -> planning.Kept:
        with self.store.writing("activity new") as draft:
            package = Id(references.find(draft.db, "work_package", wp)) if wp else None
            activity = Activity(
                code=code, title=f"Activity {code}", work_package=package, start_on=Day(first), end_on=Day(last), **more
            )
            return planning.new(draft, activity, (), HOW)

    def move(self, code: str, first: str | None, last: str | None, why: str = "Storm") -> planning.Kept:
        with self.store.writing("activity move") as draft:
            days = Day(first) if first else None, Day(last) if last else None
            return planning.move(draft, self.activity(code), *days, lambda: why)

    def tell(self, code: str, month: str, kept: str, done: str | None = None, why: str = "Visas") -> planning.Told:
        with self.store.writing("activity progress") as draft:
            share = Share(done) if done else None
            return planning.tell(draft, self.activity(code), Month(month), Word(kept), share, lambda: why)

    def done(self, code: str, on: str | None = None) -> Activity:
        with self.store.writing("activity done") as draft:
            return planning.done(draft, self.activity(code), Day(on) if on else None).activity

    def drop(self, code: str, why: str = "No funds") -> Activity:
        with self.store.writing("activity drop") as draft:
            return planning.drop(draft, self.activity(code), lambda: why)

    def activity(self, code: str) -> Activity:
        return references.get(self.db, Activity, code)

    def line(self, code: str, by: str = TODAY) -> queries.ActivityLine:
        with self.store.reading():
            (line,) = queries.activities(self.db, Day(by), "x.code = :code", code=code)
        return line

    def told(self, code: str) -> list[Progress]:
        return rows.every(self.db, Progress, "activity = :id", order="month", id=self.activity(code).id)


@pytest.fixture
def work(store: Store) -> Work:
    """Return a programme that lasts from April 2024 to March 2025, with a municipality, on each store."""
    with store.writing("import") as draft:
        draft.add(Partner(code="m-zli", name="Zliten"))
        (programme,) = rows.every(draft.db, Programme)
        draft.edit(programme, replace(programme, start_on=Day("2024-04-01"), end_on=Day("2025-03-31")))
    return Work(store)
