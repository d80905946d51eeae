"""The report as a record: its narrative, and the state of the programme that a final one froze."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Id, Month, Word, ZonedTime


@record("report", plural="reports", label="month", identity=("month",))
class MonthReport(Record):
    """The programme's report on one month: the secretariat's own texts, and whether it is final."""

    month: Month = field("Month that is reported.", editable=False)
    status: Word = field("Where it stands.", default="draft", editable=False, choices=("draft", "final", "reopened"))
    version: int = field("How often it became final.", default=0, editable=False)
    final_at: str | None = field("Moment at which it last became final, in UTC.", default=None, editable=False)
    position: str | None = field(
        "Journal position that the final report froze: each site and its last entry.", default=None, block=True,
        editable=False,
    )  # fmt: skip
    summary: str | None = field("What matters most, in half a page.", default=None, block=True)
    problems: str | None = field("What is in the way.", default=None, block=True)
    next_month: str | None = field("What comes next.", default=None, block=True)
    lessons: str | None = field("What was learnt.", default=None, block=True)


@record(
    "planned_meeting", plural="plan", label="title", identity=("report", "meeting"), part_of="report",
    parent="report",
)  # fmt: skip
class PlannedMeeting(Record):
    """A meeting of the next month as a final report announced it; the next report measures delivery against it."""

    report: Id = ref("Report.", to="report", editable=False)
    meeting: str = field("Id of the meeting, or of the date of a series.", editable=False)
    name: str = field("What people type for it, such as vpm/2024-08-07.", editable=False)
    title: str = field("What its invitation called it.", editable=False)
    start: ZonedTime = field("When it was to begin.", editable=False)
