"""What the report on a body's year holds: every number and every text, nothing formatted."""

from dataclasses import dataclass

from cop.documents.words import Text
from cop.kernel.types import Day, Moment, Zone
from cop.reports.named import Named
from cop.reports.ratio import Figure
from cop.reports.report import ActionLine, DecisionLine, MeetingLine


@dataclass(frozen=True)
class Item:
    """One item of an agenda, and what came of it."""

    title: Text
    outcome: Text | None


@dataclass(frozen=True)
class BodyMeeting:
    """One meeting of the body, with its agenda."""

    meeting: MeetingLine
    agenda: tuple[Item, ...]


@dataclass(frozen=True)
class MemberChange:
    """Somebody who joined in the year, or left."""

    person: Text
    place: Text | None
    """Where that person works."""
    role: str
    seat: str | None
    joined_on: Day | None
    """None when it was before the year."""
    left_on: Day | None
    """Last day; None when it was not in the year."""


@dataclass(frozen=True)
class BodyReport:
    """A body's calendar year."""

    programme: Text
    body: Named
    mandate: Text | None
    year: int
    first_on: Day
    last_on: Day
    timezone: Zone
    as_of: Moment
    begun: bool
    over: bool
    meetings: tuple[BodyMeeting, ...]
    held: int
    min_meetings: int | None
    min_kept: bool | None
    """Whether it met as often as it has to; None when it need not, or when the year is not over."""
    attendance: Figure
    quorums: Figure
    decisions: tuple[DecisionLine, ...]
    actions: tuple[ActionLine, ...]
    """Those that come from the body and were open at the end of the year, or on the day of the data."""
    members: tuple[MemberChange, ...]
