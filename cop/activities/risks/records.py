"""What may go wrong, who watches it, and how it was rated over time (ISO 31000)."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Word


@record("risk", plural="risks")
class Risk(Record):
    """Something that may go wrong."""

    code: str | None = field("Short name, such as rk1.", default=None)
    title: str = field("What may happen.")
    concerns: Id | None = ref(
        "What it threatens; none for the programme.", to="pilot|work_package|activity|cycle|meeting", default=None
    )
    owner: Id | None = ref("Who watches it.", to="partner|body|person", default=None)
    response: str | None = field("What is done about it.", default=None, block=True)
    review_on: Day | None = field("Day on which it is looked at again.", default=None)
    status: Word = field("Where it stands.", default="open", editable=False, choices=("open", "closed", "happened"))
    closed_on: Day | None = field("Day on which it was closed or happened.", default=None, editable=False)
    reason: str | None = field("Why it was closed.", default=None)


@record("rating", plural="ratings", label="rated_on", identity=("risk", "rated_on"), part_of="risk", parent="risk")
class Rating(Record):
    """How likely and how grave a risk was held to be on a day."""

    risk: Id = ref("Risk.", to="risk", editable=False)
    rated_on: Day = field("Day.", editable=False)
    probability: int = field("From 1, hardly, to 5, almost certain.")
    impact: int = field("From 1, slight, to 5, grave.")
