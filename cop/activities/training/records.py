"""A training cycle, what its trained trainers give to others, and what is left of it in daily work.

The Training of Trainers itself is a meeting of the kind tot that concerns the cycle: who is registered and who came is
written as for any other meeting.
"""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Word

MODES = ("in_presence", "online", "hybrid")


@record("cycle", plural="cycles")
class Cycle(Record):
    """One round of training on one topic: trainers are trained, and train others."""

    code: str | None = field("Short name, such as c5.", default=None)
    title: str = field("Its topic.")
    platform: Id | None = ref("Channel on which its e-learning stands.", to="channel", default=None)
    start_on: Day | None = field("First day of all that belongs to it.", default=None)
    end_on: Day | None = field("Last day by which trainers shall have given it on.", default=None)


@record("module", plural="modules", part_of="cycle", parent="cycle")
class Module(Record):
    """A part of what a cycle teaches."""

    cycle: Id = ref("Cycle.", to="cycle", editable=False)
    ordinal: int = field("Its place in the order.", editable=False)
    title: str = field("What it teaches.")
    mode: Word | None = field("How it is taught.", default=None, choices=("e_learning", *MODES))
    duration_minutes: int | None = field("How long it takes.", default=None)


@record("delivery", plural="deliveries")
class Delivery(Record):
    """A training that trained trainers give to a partner's people."""

    code: str | None = field("Short name, such as dl3.", default=None)
    title: str | None = field("What was taught; the cycle's topic unless said.", default=None)
    cycle: Id = ref("Cycle whose content is given on.", to="cycle")
    module: Id | None = ref("The one module, if it is not all of the cycle.", to="module", default=None)
    partner: Id = ref("Partner whose people are trained.", to="partner")
    start_on: Day = field("First day.", schedules=True, editable=False)
    end_on: Day | None = field("Last day; none when it is the first.", default=None, schedules=True, editable=False)
    mode: Word | None = field("How people take part.", default=None, choices=MODES)
    place: str | None = field("Where.", default=None)
    capacity: int | None = field("How many people there is room for.", default=None)
    headcount: int | None = field("How many were trained, as counted on the spot.", default=None)
    status: Word = field(
        "What was meant or happened.",
        default="planned",
        schedules=True,
        editable=False,
        choices=("planned", "held", "cancelled"),
    )
    reason: str | None = field("Why it was cancelled or put off.", default=None)


@record(
    "delivery_trainer", plural="trainers", label="person", identity=("delivery", "person"), part_of="delivery",
    parent="delivery",
)  # fmt: skip
class DeliveryTrainer(Record):
    """Somebody who gives a training."""

    delivery: Id = ref("Training given.", to="delivery", editable=False)
    person: Id = ref("Trainer.", to="person", editable=False)


@record(
    "trainee", plural="trainees", label="person", identity_if=("delivery", "person"), part_of="delivery",
    parent="delivery",
)  # fmt: skip
class Trainee(Record):
    """Somebody known who was trained; those who were only counted stand in the delivery's headcount."""

    delivery: Id = ref("Training taken.", to="delivery", editable=False)
    person: Id | None = ref("Who was trained, if the programme knows the person.", to="person", default=None)
    name: str | None = field("The name of somebody else, or another that was given.", default=None, personal=True)
    sex: Word | None = field("For counts of women and men.", default=None, personal=True, choices=("female", "male"))


@record("certificate", plural="certificates", label="number", identity_if=("person", "concerns"))
class Certificate(Record):
    """That somebody was certified; a fact, which nothing computes."""

    number: str | None = field("Its number or mark.", default=None)
    person: Id = ref("Who holds it.", to="person", editable=False)
    concerns: Id = ref("Cycle, school or other event it was given for.", to="cycle|meeting", editable=False)
    awarded_on: Day = field("Day on which it was given.", editable=False)
    awarded_by: Id | None = ref("Partner that gave it.", to="partner", default=None)


@record("practice_use", plural="practice_uses")
class PracticeUse(Record):
    """A skill that was taken into daily work."""

    title: str = field("What is done differently now, in a sentence.")
    used_by: Id = ref("Who uses it.", to="person|body|partner")
    cycle: Id | None = ref("Cycle in which it was learnt.", to="cycle", default=None)
    since_on: Day | None = field("Since when.", default=None)
