"""The team's month: what a team tells of one month, and when it told it."""

from __future__ import annotations

from cop.kernel.records import Record, field, record, ref
from cop.kernel.types import Day, Id, Month, Word


@record("team_month", plural="team_months", label="month", identity=("body", "month"))
class TeamMonth(Record):
    """What one team reports of one month: the narrative of the programme's report, and the proof that it reported."""

    body: Id = ref("Team that reports.", to="body", editable=False)
    month: Month = field("Month that is reported.", editable=False)
    status: Word = field(
        "Where it stands.", default="draft", editable=False, choices=("draft", "submitted", "accepted")
    )
    nothing_to_report: bool = field("Whether the team says that there is nothing to report.", default=False)
    done: str | None = field("What was done.", default=None, block=True)
    problems: str | None = field("What went wrong, or is in the way.", default=None, block=True)
    next_month: str | None = field("What comes next.", default=None, block=True)
    help_asked: str | None = field("What help the team asks for.", default=None, block=True)
    submitted_on: Day | None = field("Day on which it was first submitted.", default=None, editable=False)
    submitted_by: Id | None = ref("Who submitted it.", to="person", default=None, editable=False)
    on_behalf: bool = field("Whether the secretariat submitted it for the team.", default=False, editable=False)
