"""What can be asked about the plan of work: packages, activities and how far they are, tasks, deliverables."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.kernel import dates
from cop.kernel.types import Day, Id, Month, Share, Word
from cop.meetings.queries import naming
from cop.store.database import Database, within

if TYPE_CHECKING:
    from cop.activities.workplan.progressing import Progressed

_ACTIVITIES = (
    f"SELECT {naming.columns('activity')}, x.title, x.work_package, coalesce(w.code, substr(w.id, 1, 6)), w.title, "
    f"{naming.OWNER}, coalesce(x.baseline_start_on, x.start_on), coalesce(x.baseline_end_on, x.end_on), "
    "x.start_on, x.end_on, x.weight, x.status, x.closed_on, x.reason, "
    "(SELECT count(*) FROM task t WHERE t.activity = x.id), "
    "(SELECT count(*) FROM task t WHERE t.activity = x.id AND t.done_on <= :by) "
    f"FROM activity x LEFT JOIN work_package w ON w.id = x.work_package {naming.OWNERS}"
)
_PACKAGES = (
    f"SELECT {naming.columns('work_package')}, x.title, x.lead, coalesce(p.code, substr(p.id, 1, 6)), p.name, x.goal "
    "FROM work_package x LEFT JOIN partner p ON p.id = x.lead"
)
_TASKS = (
    "SELECT x.id, NULL, 0, (SELECT max(e.id) FROM task e WHERE e.id < x.id), "
    "(SELECT min(f.id) FROM task f WHERE f.id > x.id), x.title, x.activity, coalesce(a.code, substr(a.id, 1, 6)), "
    f"a.title, x.ordinal, {naming.OWNER}, x.due_on, x.done_on "
    f"FROM task x JOIN activity a ON a.id = x.activity {naming.OWNERS}"
)
_DELIVERABLES = (
    f"SELECT {naming.columns('deliverable')}, x.title, x.concerns, "
    "CASE WHEN i.id IS NOT NULL THEN 'pilot' WHEN m.id IS NOT NULL THEN 'milestone' "
    "WHEN w.id IS NOT NULL THEN 'work_package' WHEN a.id IS NOT NULL THEN 'activity' "
    "WHEN c.id IS NOT NULL THEN 'cycle' END, "
    "coalesce(i.code, m.code, w.code, a.code, c.code, substr(x.concerns, 1, 6)), "
    f"coalesce(i.title, m.title, w.title, a.title, c.title), {naming.OWNER}, x.due_on, x.delivered_on, "
    "(SELECT count(*) FROM evidence e WHERE e.subject = x.id) FROM deliverable x "
    "LEFT JOIN pilot i ON i.id = x.concerns LEFT JOIN milestone m ON m.id = x.concerns "
    "LEFT JOIN work_package w ON w.id = x.concerns LEFT JOIN activity a ON a.id = x.concerns "
    f"LEFT JOIN cycle c ON c.id = x.concerns {naming.OWNERS}"
)


class MonthLine(NamedTuple):
    """What was told of an activity for a month: whether its plan was kept, the share of the whole done by then, why."""

    month: Month
    kept: Word
    done: Share | None
    reason: str | None


class ActivityLine(NamedTuple):
    """One activity as it stood at the end of a day, `by`; `ref` is what people type for it.

    The baseline's days are those of the first plan, which are today's where it was never moved. `status` is that of
    the day: what was done or dropped later was planned then, and `tasks_done` counts those done by then. `months` are
    those told of up to the day's own, in order. Its days, weight and reason are today's.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    work_package: Id | None
    package_ref: str | None
    package_name: str | None
    owner: Id | None
    owner_kind: str | None
    owner_ref: str | None
    owner_name: str | None
    owner_partner: str | None
    baseline_start_on: Day
    baseline_end_on: Day
    start_on: Day
    end_on: Day
    weight: int | None
    status: str
    closed_on: Day | None
    reason: str | None
    tasks: int
    tasks_done: int
    months: tuple[MonthLine, ...]
    by: Day

    @property
    def owner_title(self) -> str | None:
        """How people tell this owner from others: a role with its town."""
        return naming.owner_title(self.owner_name or self.owner_ref, self.owner_partner)

    @property
    def told(self) -> MonthLine | None:
        """What was told of it last."""
        return self.months[-1] if self.months else None

    @property
    def done(self) -> Share | None:
        """Which share of it is done: all when it is done, else what was told last; None while nobody has told."""
        if self.status == "done":
            return Share("1")
        return next((one.done for one in reversed(self.months) if one.done is not None), None)

    @property
    def forecast_on(self) -> Day | None:
        """The day on which it was done, or is expected to be: its last day, the day itself once that is over."""
        if self.status == "dropped":
            return None
        return self.closed_on if self.status == "done" else max(self.end_on, self.by)

    @property
    def slip_days(self) -> int | None:
        """By how many days its end moved against the first plan; less than 0 is earlier, None that it was dropped."""
        return _days(self.baseline_end_on, self.forecast_on) if self.forecast_on else None

    @property
    def days_late(self) -> int | None:
        """For how many days its last day has been over; None when it is not late."""
        return _days(self.end_on, self.by) if self.status == "planned" and self.end_on < self.by else None

    @property
    def standing(self) -> str:
        """One word: done, dropped, late, running, or planned while it has not begun."""
        if self.status != "planned":
            return self.status
        return "late" if self.days_late else "running" if self.start_on <= self.by else "planned"


class PackageLine(NamedTuple):
    """A work package with its activities as they stood by a day; `id` and `ref` are None for those of no package."""

    id: Id | None
    ref: str | None
    code: str | None
    title: str
    lead: Id | None
    lead_ref: str | None
    lead_name: str | None
    goal: str | None
    activities: tuple[ActivityLine, ...]
    by: Day

    @property
    def progressed(self) -> "Progressed":
        """How far its activities are together."""
        from cop.activities.workplan.progressing import progressed

        return progressed(self.activities, self.by)


class TaskLine(NamedTuple):
    """A step of an activity, as it stood by a day."""

    id: Id
    ref: str
    title: str
    activity: Id
    activity_ref: str
    activity_name: str
    ordinal: int
    owner: Id | None
    owner_kind: str | None
    owner_ref: str | None
    owner_name: str | None
    owner_partner: str | None
    due_on: Day | None
    done_on: Day | None

    @property
    def owner_title(self) -> str | None:
        """How people tell this owner from others: a role with its town."""
        return naming.owner_title(self.owner_name or self.owner_ref, self.owner_partner)


class DeliverableLine(NamedTuple):
    """Something that is handed over, as it stood by a day: what was delivered later was not yet.

    `evidence` counts what shows it.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    owner: Id | None
    owner_kind: str | None
    owner_ref: str | None
    owner_name: str | None
    owner_partner: str | None
    due_on: Day | None
    delivered_on: Day | None
    evidence: int
    by: Day

    @property
    def owner_title(self) -> str | None:
        """How people tell this owner from others: a role with its town."""
        return naming.owner_title(self.owner_name or self.owner_ref, self.owner_partner)

    @property
    def days_late(self) -> int | None:
        """By how many days it came too late, or has been late; None when it is not."""
        until = self.delivered_on or self.by
        return _days(self.due_on, until) if self.due_on and self.due_on < until else None


def plan(db: Database, by: Day) -> list[PackageLine]:
    """Return the plan of work as it stood at the end of a day: packages by their codes, those of none at the end."""
    found: dict[Id | None, list[ActivityLine]] = {}
    for one in activities(db, by):
        found.setdefault(one.work_package, []).append(one)
    packages = [
        PackageLine._make([row[0], naming.ref(*row[:5]), row[1], *row[5:], tuple(found.get(row[0], ())), by])
        for row in db.all(_PACKAGES)
    ]
    packages.sort(key=lambda one: _in_order(one.code, one.title))
    alone = tuple(found.get(None, ()))
    return [*packages, *([PackageLine(None, None, None, "", None, None, None, None, alone, by)] if alone else [])]


def activities(db: Database, by: Day, where: str = "", **params: Any) -> list[ActivityLine]:
    """Return the activities that fit a condition on x as they stood at the end of a day, by package and code."""
    rows = db.all(_ACTIVITIES + (f"WHERE {where}" if where else ""), by=by, **params)
    told = _months(db, [row[0] for row in rows], Month(by[:7]))
    found = [_activity(row, tuple(told.get(row[0], ())), by) for row in rows]
    return sorted(found, key=lambda one: (*_in_order(one.package_ref, ""), *_in_order(one.code, one.start_on), one.id))


def tasks(db: Database, by: Day, activity: str | None = None) -> list[TaskLine]:
    """Return the steps of an activity, or all, as they stood at the end of a day, in their order."""
    rows = db.all(f"{_TASKS}WHERE (CAST(:activity AS TEXT) IS NULL OR x.activity = :activity)", activity=activity)
    found = [TaskLine._make([row[0], naming.ref(*row[:5]), *row[5:16], _by(row[16], by)]) for row in rows]
    return sorted(found, key=lambda one: (*_in_order(one.activity_ref, one.activity), one.ordinal, one.id))


def deliverables(db: Database, by: Day, concerns: str | None = None) -> list[DeliverableLine]:
    """Return what is handed over, of all or of one thing that brings it about, the earliest due first."""
    rows = db.all(
        f"{_DELIVERABLES}WHERE (CAST(:concerns AS TEXT) IS NULL OR x.concerns = :concerns)", concerns=concerns
    )
    found = [
        DeliverableLine._make([row[0], naming.ref(*row[:5]), row[1], *row[5:16], _by(row[16], by), row[17], by])
        for row in rows
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or "", *_in_order(one.code, one.title)))


def _activity(row: Any, months: tuple[MonthLine, ...], by: Day) -> ActivityLine:
    named, (*days, weight, status, closed_on, reason, tasks, done) = row[:5], row[14:]
    if closed_on is None or closed_on > by:
        status, closed_on = "planned", None
    known = (named[0], naming.ref(*named), named[1], *row[5:14], *days, weight)
    return ActivityLine._make([*known, status, closed_on, reason, tasks, done, months, by])


def _months(db: Database, activities: Sequence[Id], until: Month) -> dict[Id, list[MonthLine]]:
    rows = within(
        db,
        "SELECT g.activity, g.month, g.kept, g.done, g.reason FROM progress g "
        "WHERE g.month <= :until AND g.activity IN (:values) ORDER BY g.month, g.id",
        activities, until=until,
    )  # fmt: skip
    found: dict[Id, list[MonthLine]] = {}
    for activity, *told in rows:
        found.setdefault(activity, []).append(MonthLine(*told))
    return found


def _by(day: Day | None, by: Day) -> Day | None:
    """Return a day on which something happened; None of what had not yet by a day."""
    return day if day and day <= by else None


def _in_order(code: str | None, otherwise: str) -> tuple[object, ...]:
    """Return the place of a code among others as people count: wp2 before wp10, those without one at the end."""
    parts = re.split(r"(\d+)", code or "")
    counted = [(part, 0) if not part.isdecimal() else ("", int(part)) for part in parts if part]
    return (code is None, counted, otherwise)


def _days(first: Day, last: Day) -> int:
    return (dates.day(last) - dates.day(first)).days
