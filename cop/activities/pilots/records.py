"""Pilot projects, who takes part in them, what each partner brings, and the milestones on the way."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Money, Word


@record("pilot", plural="pilots")
class Pilot(Record):
    """A pilot project."""

    code: str | None = field("Short name, such as p-fish.", default=None)
    title: str = field("What it is called.")
    sector: Word | None = field("Such as basic_services.", default=None)
    lead: Id | None = ref("Partner that leads it.", to="partner", default=None)
    implementer: Id | None = ref("Partner that carries it out.", to="partner", default=None)
    start_on: Day | None = field("First day.", default=None)
    end_on: Day | None = field("Last day.", default=None)
    status: Word = field(
        "What was meant or happened; how it goes follows from its milestones.", default="active", editable=False,
        choices=("planned", "active", "on_hold", "done", "stopped"),
    )  # fmt: skip
    closed_on: Day | None = field("Day on which it was done or stopped.", default=None, editable=False)
    reason: str | None = field("Why it is on hold or was stopped.", default=None)


@record(
    "pilot_partner", plural="partners", label="partner", identity=("pilot", "partner"), part_of="pilot", parent="pilot"
)
class PilotPartner(Record):
    """A partner that takes part in a pilot."""

    pilot: Id = ref("Pilot.", to="pilot", editable=False)
    partner: Id = ref("Partner.", to="partner", editable=False)
    role: Word = field("partner, technical or observer.", default="partner")


@record("contribution", plural="contributions")
class Contribution(Record):
    """What a partner brings in kind."""

    title: str = field("What it is: a room, a boat, working days.")
    partner: Id = ref("Who brings it.", to="partner")
    concerns: Id | None = ref("What it is for.", to="pilot|work_package|activity|meeting", default=None)
    worth: Money | None = field("What it is worth, such as 1200 EUR.", default=None)
    given_on: Day | None = field("Day on which it was given.", default=None)


@record("milestone", plural="milestones")
class Milestone(Record):
    """A point on the way that is reached on one day."""

    code: str | None = field("Short name, such as f-works.", default=None)
    title: str = field("What is true when it is reached.")
    concerns: Id | None = ref("What it is a step of.", to="pilot|work_package|activity", default=None)
    owner: Id | None = ref("Who answers for it.", to="partner|body|person", default=None)
    baseline_on: Day | None = field("Day on which it was due by the first plan.", default=None, editable=False)
    due_on: Day = field("Day on which it is due by now.", schedules=True, editable=False)
    reached_on: Day | None = field("Day on which it was reached.", default=None, schedules=True, editable=False)
    status: Word = field(
        "What was meant or happened.",
        default="planned",
        schedules=True,
        editable=False,
        choices=("planned", "reached", "dropped"),
    )
    dropped_on: Day | None = field("Day on which it was dropped.", default=None, editable=False)
    reason: str | None = field("Why it was put off or dropped.", default=None)


@record(
    "milestone_need", plural="needs", label="needed", identity=("milestone", "needed"), part_of="milestone",
    parent="milestone",
)  # fmt: skip
class MilestoneNeed(Record):
    """That a milestone waits for another one."""

    milestone: Id = ref("The one that waits.", to="milestone", editable=False)
    needed: Id = ref("The one it waits for.", to="milestone", editable=False)
