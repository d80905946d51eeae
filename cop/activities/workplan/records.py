"""Work packages, their activities and tasks with what was done month by month, and deliverables."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Month, Share, Word


@record("work_package", plural="work_packages")
class WorkPackage(Record):
    """A part of the plan of work."""

    code: str | None = field("Short name, such as wp2.", default=None)
    title: str = field("What it is called.")
    lead: Id | None = ref("Partner that leads it.", to="partner", default=None)
    goal: str | None = field("What it is for.", default=None, block=True)


@record("activity", plural="activities")
class Activity(Record):
    """Something that is done from one day to another."""

    code: str | None = field("Short name, such as a2.1.", default=None)
    title: str = field("What is done.")
    work_package: Id | None = ref("Work package it belongs to.", to="work_package", default=None)
    owner: Id | None = ref("Who does it.", to="partner|body|person", default=None)
    baseline_start_on: Day | None = field("First day by the first plan.", default=None, editable=False)
    baseline_end_on: Day | None = field("Last day by the first plan.", default=None, editable=False)
    start_on: Day = field("First day by now.", editable=False)
    end_on: Day = field("Last day by now.", editable=False)
    weight: int | None = field("How much it counts beside the others.", default=None)
    status: Word = field(
        "What was meant or happened; how far it is stands in its months.", default="planned", editable=False,
        choices=("planned", "done", "dropped"),
    )  # fmt: skip
    closed_on: Day | None = field("Day on which it was done or dropped.", default=None, editable=False)
    reason: str | None = field("Why it was moved or dropped.", default=None)


@record("task", plural="tasks", part_of="activity", parent="activity")
class Task(Record):
    """A step of an activity."""

    activity: Id = ref("Activity.", to="activity", editable=False)
    ordinal: int = field("Its place in the order.", editable=False)
    title: str = field("What is to be done.")
    owner: Id | None = ref("Who does it.", to="partner|body|person", default=None)
    due_on: Day | None = field("Last day.", default=None)
    done_on: Day | None = field("Day on which it was done.", default=None)


@record(
    "progress", plural="progress", label="month", identity=("activity", "month"), part_of="activity",
    parent="activity",
)  # fmt: skip
class Progress(Record):
    """How far an activity was at the end of a month, and whether it kept to that month's plan."""

    activity: Id = ref("Activity.", to="activity", editable=False)
    month: Month = field("Month.", editable=False)
    kept: Word = field("Whether what was planned for the month was done.", choices=("not", "partly", "fully"))
    done: Share | None = field("Which share of the whole activity is done by now, such as 0.4.", default=None)
    reason: str | None = field("Why it was not done as planned.", default=None)


@record("deliverable", plural="deliverables")
class Deliverable(Record):
    """Something that is handed over, with evidence of it."""

    code: str | None = field("Short name, such as d2.1.", default=None)
    title: str = field("What it is.")
    concerns: Id | None = ref("What brings it about.", to="pilot|milestone|work_package|activity|cycle", default=None)
    owner: Id | None = ref("Who answers for it.", to="partner|body|person", default=None)
    due_on: Day | None = field("Day on which it is due.", default=None)
    delivered_on: Day | None = field("Day on which it was handed over.", default=None, editable=False)
