"""What a report holds: every number and every text, nothing formatted, nothing in one language only."""

from dataclasses import dataclass
from typing import Literal

from cop.documents.blocks import Tone
from cop.documents.words import Text
from cop.kernel.types import Day, Id, Moment, Month, Zone, ZonedTime
from cop.meetings.attending import Quorum
from cop.reports.doing import Ahead, Indicator, Pilot, Practice, Risks, Seen, Training, WorkPlan
from cop.reports.figures import Ageing
from cop.reports.named import Mark, Named
from cop.reports.ratio import Figure

List = Literal["meetings", "decisions", "actions", "activities", "milestones", "indicators", "risks"]
"""The lists of which a report tells what is new in them."""


@dataclass(frozen=True)
class Earlier:
    """The final report with which this one is compared."""

    month: Month
    version: int
    final_at: str | None


@dataclass(frozen=True)
class State:
    """Where the report itself stands; its version counts how often it was made final."""

    status: str = "draft"
    """draft, final or reopened."""
    version: int = 0
    final_at: str | None = None
    earlier: Earlier | None = None


@dataclass(frozen=True)
class Cover:
    """The programme as the cover names it."""

    title: Text
    contract: str | None
    funder: Text | None
    funder_statement: Text | None
    initiative: str | None


@dataclass(frozen=True)
class Rated:
    """A figure and how it stands by the programme's thresholds."""

    figure: Figure
    tone: Tone


@dataclass(frozen=True)
class Headline:
    """The four figures of the first page."""

    meetings_held: Rated
    teams_reported: Rated
    attendance: Rated
    actions_closed: Rated


@dataclass(frozen=True)
class Narrative:
    """The secretariat's own texts."""

    summary: Text | None = None
    problems: Text | None = None
    next_month: Text | None = None
    lessons: Text | None = None


@dataclass(frozen=True)
class TeamTexts:
    """What one team told of its month."""

    team: Named
    nothing_to_report: bool
    done: Text | None
    problems: Text | None
    next_month: Text | None
    help_asked: Text | None


@dataclass(frozen=True)
class TeamStanding:
    """Whether and when one team reported, and what is missing."""

    team: Named
    status: str | None
    submitted: bool
    submitted_on: Day | None
    on_behalf: bool
    late: bool
    missing: tuple[str, ...]
    """Meetings of which something is not written: whether they were held, or who of its people came."""
    unsaid: tuple[str, ...]
    """Those of them of which nobody wrote whether they were held."""
    last_news_on: Day | None


@dataclass(frozen=True)
class Completeness:
    """How far the data of the report can be trusted to be whole."""

    due_on: Day
    reported: Figure
    on_time: Figure
    """Does not apply before the reporting day is over."""
    teams: tuple[TeamStanding, ...]
    unwritten: tuple[str, ...]
    """Held meetings of which nobody at all wrote who came."""


@dataclass(frozen=True)
class TeamRow:
    """One team beside the others; the team None gathers whatever concerns no team."""

    team: Named | None
    meetings: Figure
    """Held among planned, of the meetings to which it is invited; one meeting may invite several teams."""
    attendance: Figure
    actions: Figure
    late_actions: int
    cadence: Figure
    status: str | None
    submitted: bool
    submitted_on: Day | None


@dataclass(frozen=True)
class MeetingLine:
    """One meeting in a list of the report."""

    id: Id
    ref: str
    title: Text
    body: str
    start: ZonedTime
    status: str
    reason: Text | None
    attendance: Figure
    quorum: Quorum | None
    """None where the body has none, or nobody wrote who came."""
    mark: Mark
    put_off_from: ZonedTime | None = None
    """When it was to begin by the plan, if it begins on another day now."""


@dataclass(frozen=True)
class Plan:
    """Where the plan comes from against which delivery is measured.

    `report`: announced by the final report of the month before; `written`: what had been written when the month began;
    `first_state`: the journal begins later, and its first state counts.
    """

    source: Literal["report", "written", "first_state"]
    as_of: Moment


@dataclass(frozen=True)
class BodyDelivery:
    """What became of the meetings that one body convened, in numbers."""

    body: Named
    held: int
    postponed: int
    cancelled: int
    unsaid: int
    coming: int
    added: int
    delivery: Figure


@dataclass(frozen=True)
class Meetings:
    """Meetings planned and held."""

    plan: Plan
    planned: int
    held: tuple[MeetingLine, ...]
    postponed: tuple[MeetingLine, ...]
    cancelled: tuple[MeetingLine, ...]
    unsaid: tuple[MeetingLine, ...]
    """Over by now, and nobody wrote what became of them."""
    coming: tuple[MeetingLine, ...]
    added: tuple[MeetingLine, ...]
    delivery: Figure
    quorums: Figure
    bodies: tuple[BodyDelivery, ...]


@dataclass(frozen=True)
class Group:
    """How the people of one group attended; `key` None gathers those of whom it is not known."""

    key: str | None
    name: Text | None
    rate: Figure
    represented: int
    acting: int
    unwritten: int
    """Invited, and nobody wrote of their team who came; they are in no ratio."""


@dataclass(frozen=True)
class Attendance:
    """Who came to the meetings held. Small groups are shown: only public versions suppress those under three."""

    total: Group
    teams: tuple[Group, ...]
    """The last one, without a key, gathers those who are of no team."""
    countries: tuple[Group, ...]
    sectors: tuple[Group, ...]
    sexes: tuple[Group, ...]
    walk_ins: int
    """People who attended without being invited; each counts once a meeting, as in all sums here."""
    guests: int


@dataclass(frozen=True)
class DecisionLine:
    """One decision."""

    id: Id
    ref: str
    title: Text
    body: Named
    meeting: str | None
    method: str | None
    status: str
    decided_on: Day | None
    mark: Mark


@dataclass(frozen=True)
class ActionLine:
    """One action that was due in the month, or is late."""

    id: Id
    ref: str
    title: Text
    owner: Text
    place: Text | None
    """Where the owner works, if it is a person."""
    team: Id | None
    due_on: Day | None
    first_due_on: Day | None
    status: str
    """As it stood at the end of the period, or on the day of the data."""
    closed_on: Day | None
    days_late: int
    reason: Text | None
    mark: Mark


@dataclass(frozen=True)
class Actions:
    """What was promised, and what became of it."""

    by: Day
    """The end of the period, or the day of the data if that is earlier."""
    closure: Figure
    dropped: int
    """How many of the closed ones were dropped."""
    open: int
    undated: int
    """Open ones without a last day; they are in no ratio."""
    ageing: Ageing
    lines: tuple[ActionLine, ...]


@dataclass(frozen=True)
class Week:
    """A team's week on its channels."""

    cadence: Figure
    tone: Tone
    """Empty where nothing is expected."""


@dataclass(frozen=True)
class TeamWeeks:
    """How a team kept in touch, week by week."""

    team: Named
    cadence: Figure
    weeks: tuple[Week, ...]


@dataclass(frozen=True)
class ChannelCadence:
    """How the rhythm of one channel was kept by all teams together."""

    channel: Named
    cadence: Figure


@dataclass(frozen=True)
class Channels:
    """How the teams kept in touch."""

    cadence: Figure
    weeks: tuple[Day, ...]
    """The first day of each week."""
    teams: tuple[TeamWeeks, ...]
    channels: tuple[ChannelCadence, ...]


@dataclass(frozen=True)
class Changed:
    """How many lines of one list are new, changed, or as they were in the last final report, and how many are gone.

    What is gone is counted for the whole programme: nobody can say any more to which month it would belong.
    """

    what: List
    new: int
    changed: int
    unchanged: int
    removed: int


@dataclass(frozen=True)
class Report:
    """The report of one month, of the whole programme or of one team."""

    programme: Cover
    month: Month
    first_on: Day
    last_on: Day
    timezone: Zone
    as_of: Moment
    begun: bool
    """Whether the month has begun; figures of one that has not do not apply."""
    state: State
    team: Named | None
    headline: Headline
    narrative: Narrative
    told: tuple[TeamTexts, ...]
    completeness: Completeness
    teams: tuple[TeamRow, ...]
    meetings: Meetings
    attendance: Attendance
    decisions: tuple[DecisionLine, ...]
    actions: Actions
    work: WorkPlan
    indicators: tuple[Indicator, ...]
    training: Training
    pilots: tuple[Pilot, ...]
    channels: Channels
    risks: Risks
    visibility: tuple[Seen, ...]
    practices: tuple[Practice, ...]
    next_meetings: tuple[MeetingLine, ...]
    ahead: Ahead
    changes: tuple[Changed, ...] | None
    """None where there was no final report before."""
