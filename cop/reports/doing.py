"""What a report holds of what is done: the plan of work, indicators, training, events, pilots, risks, visibility.

Amounts and shares are exact decimals as text, ratios two whole numbers. Everything is as of one day, the end of the
period or the day of the data: what happened later had not happened.
"""

from typing import NamedTuple

from cop.documents.blocks import Tone
from cop.documents.words import Text
from cop.kernel.types import Day, Id, Money, Number, Share, ZonedTime
from cop.reports.named import Mark, Named, Owner
from cop.reports.ratio import Figure


class Milestone(NamedTuple):
    """One milestone as it stood; `of` is what it is a step of.

    `slip_days` counts from the first plan to the day on which it was reached or is expected; None if it was dropped.
    """

    id: Id
    ref: str
    title: Text
    of: Named | None
    owner: Owner | None
    baseline_on: Day
    due_on: Day
    reached_on: Day | None
    forecast_on: Day | None
    status: str
    slip_days: int | None
    days_late: int | None
    waits_for: tuple[str, ...]
    holds_up: tuple[str, ...]
    held_up_by: str | None
    circle: tuple[str, ...]
    reason: Text | None
    tone: Tone
    mark: Mark


class Progress(NamedTuple):
    """How far work is beside its first plan, by the weights of its activities, or each alike where one has none."""

    planned: Figure
    done: Figure
    """Not known while nobody has told of any that should have begun."""
    untold: int
    """Activities that should have begun, and of which nobody has told: they count as not done."""
    variance: Figure
    spi: Figure
    """Both do not apply where not every activity has a weight."""
    slip_days: int | None


class Activity(NamedTuple):
    """One activity: the days of the first plan, those of now, and how far it is."""

    id: Id
    ref: str
    title: Text
    owner: Owner | None
    baseline_start_on: Day
    baseline_end_on: Day
    start_on: Day
    end_on: Day
    standing: str
    """done, dropped, late, running, or planned while it has not begun."""
    planned: Figure
    """Which share of it should be done, by its first plan."""
    done: Share | None
    """Which share is; None while nobody has told."""
    kept: str | None
    """Whether what was planned for the month was done: not, partly or fully; None where nobody told."""
    kept_reason: Text | None
    tasks: int
    tasks_done: int
    slip_days: int | None
    days_late: int | None
    reason: Text | None
    """Why it was moved or dropped."""
    mark: Mark


class Package(NamedTuple):
    """A work package with its activities; `named` None gathers those of no package."""

    named: Named | None
    lead: Text | None
    progress: Progress
    activities: tuple[Activity, ...]


class Deliverable(NamedTuple):
    """Something due or handed over in the month, or late; `evidence` counts what shows it."""

    id: Id
    ref: str
    title: Text
    of: Named | None
    owner: Owner | None
    due_on: Day | None
    delivered_on: Day | None
    days_late: int | None
    evidence: int


class WorkPlan(NamedTuple):
    """The plan of work; its milestones are those of no pilot."""

    by: Day
    progress: Progress
    packages: tuple[Package, ...]
    milestones: tuple[Milestone, ...]
    deliverables: tuple[Deliverable, ...]


class Aim(NamedTuple):
    """Where an indicator shall stand on a day."""

    due_on: Day
    amount: Number


class Value(NamedTuple):
    """Where an indicator stood on a day, in all."""

    measured_on: Day
    amount: Number


class SplitPart(NamedTuple):
    """Where one part stood; `name` where it is a partner, else `part` is a word."""

    part: str
    name: Text | None
    amount: Number


class Split(NamedTuple):
    """By what an indicator is split, as measured last."""

    by: str
    measured_on: Day
    parts: tuple[SplitPart, ...]


class Indicator(NamedTuple):
    """One indicator: where it stood before the month, what the month added, and where it stands."""

    id: Id
    ref: str
    title: Text
    of: Named | None
    level: str
    unit: Text | None
    baseline: Number
    interim: Aim | None
    """The target on the way that fell due last; before any has, the first."""
    target: Number
    target_due_on: Day | None
    previous: Number | None
    """As measured last before the month; None where nobody had."""
    added: Number | None
    """What the month added to that, or to the baseline; None where nobody measured in the month."""
    cumulative: Number | None
    measured_on: Day | None
    achieved: Figure
    tone: Tone
    values: tuple[Value, ...]
    splits: tuple[Split, ...]
    mark: Mark


class Given(NamedTuple):
    """What trainings did in a period. People and heads count the same in two ways; nobody ever adds them."""

    tots: int
    attended: int
    """Different people of the programme who came to a Training of Trainers."""
    others_attended: int
    trainers: int
    """Different people who gave a training."""
    deliveries: int
    people: int
    """Different people trained by them, who stand in a list by name."""
    headcount: int | None
    """People as counted on the spot in `counted` of the trainings; None where nobody counted."""
    counted: int
    partners: int
    """Partners to be covered for whose people there was a training."""


class Cascade(NamedTuple):
    """How training multiplies, in the month and since the beginning."""

    month: Given
    whole: Given
    certified: int
    active: int
    """Trainers who gave a training in the last twelve months."""
    partners: int
    """Partners to be covered."""
    generation: int
    """The deepest one trained: 1 at a ToT, 2 by those, and so on; 0 is nobody."""
    each: Figure
    """People trained by trainers, for each certified trainer."""


class Tot(NamedTuple):
    """A Training of Trainers of the month."""

    id: Id
    ref: str
    title: Text
    cycle: Named
    start_on: Day
    end_on: Day
    place: Text | None
    status: str
    asked: int
    """People registered or invited."""
    came: int | None
    """None where nobody wrote who came."""
    headcount: int | None
    mark: Mark


class Delivery(NamedTuple):
    """A training that trainers give to a partner's people."""

    id: Id
    ref: str
    title: Text
    cycle: Named
    partner: Named
    trainers: tuple[Owner, ...]
    start_on: Day
    end_on: Day
    mode: str | None
    place: Text | None
    status: str
    named: int
    headcount: int | None
    reason: Text | None
    mark: Mark


class Uncovered(NamedTuple):
    """A partner without a trainer who delivers: planned, not_delivering or no_trainer."""

    partner: Named
    status: str
    trainers: int
    deliveries: int
    next_on: Day | None


class Cover(NamedTuple):
    """How many partners have a trainer of their own who delivers, and which have none."""

    covered: Figure
    without: tuple[Uncovered, ...]


class Taught(NamedTuple):
    """A training in the tree of who trained whom; one that is told under another trainer has nothing below it."""

    partner: Named
    start_on: Day
    named: int
    headcount: int | None
    elsewhere: Owner | None
    trainers: tuple["Trainer", ...]


class Trainer(NamedTuple):
    """A trainer in that tree, and what he or she gave."""

    owner: Owner
    standing: str | None
    taught: tuple[Taught, ...]


class CycleTree(NamedTuple):
    """Who trained whom in one cycle."""

    cycle: Named
    trained: int
    """People who came to its ToTs."""
    trainers: tuple[Trainer, ...]
    without_trainer: tuple[Taught, ...]


class Quota(NamedTuple):
    """How many people a partner may send to an event, has named and sent, and how many places it leaves empty."""

    partner: Named
    places: int
    registered: int
    came: int
    missing: int


class Event(NamedTuple):
    """A school, a visit, a workshop: anything people come together for that is no plain meeting."""

    id: Id
    ref: str
    kind: str
    title: Text
    start: ZonedTime
    start_on: Day
    end_on: Day
    place: Text | None
    host: Text | None
    status: str
    reason: Text | None
    registered: int
    came: int | None
    """None where nobody wrote who came, or it is not over."""
    headcount: int | None
    capacity: int | None
    quotas: tuple[Quota, ...]
    mark: Mark


class Reached(NamedTuple):
    """Those reached of one country or sector; `key` None gathers those of whom it is not known."""

    key: str | None
    people: int
    others: int


class Mix(NamedTuple):
    """How many of those who came are of a sector, beside the share that was wished for; None where wishes differ."""

    sector: str
    target: Share | None
    came: Figure
    short: int


class Reach(NamedTuple):
    """Whom the events that ended in the month reached; `others` are not known to the programme."""

    people: int
    others: int
    headcount: int | None
    countries: tuple[Reached, ...]
    sectors: tuple[Reached, ...]
    mix: tuple[Mix, ...]


class Training(NamedTuple):
    """Training, schools and visits; cascade, cover and trees are the programme's: a team's report has none."""

    cascade: Cascade | None
    tots: tuple[Tot, ...]
    deliveries: tuple[Delivery, ...]
    cover: Cover | None
    trees: tuple[CycleTree, ...]
    events: tuple[Event, ...]
    reach: Reach | None
    """None where no event ended in the month."""


class Contribution(NamedTuple):
    """What a partner brings in kind."""

    id: Id
    title: Text
    partner: Text
    worth: Money | None
    given_on: Day | None


class Standing(NamedTuple):
    """How a pilot goes by the rule (cop.activities.pilots.judging), and the milestones by which that was judged."""

    tone: Tone
    """Empty for one that is not under way."""
    reached: int
    planned: int
    next: Text | None
    """The open milestone that is due first."""
    worst: Text | None
    """The one furthest behind its first plan, by `slip_days`."""
    slip_days: int | None
    beyond: Text | None
    """One that is expected only after the last day, `last_on`, on `beyond_on`."""
    beyond_on: Day | None
    late: int
    """Those of `reached` that were so after their first plan."""
    last_on: Day | None
    """The pilot's last day, or the programme's."""


class Pilot(NamedTuple):
    """One pilot with its milestones and what partners bring."""

    id: Id
    ref: str
    title: Text
    lead: Text | None
    implementer: Text | None
    partners: tuple[Text, ...]
    start_on: Day | None
    end_on: Day | None
    status: str
    reason: Text | None
    standing: Standing
    milestones: tuple[Milestone, ...]
    contributions: tuple[Contribution, ...]
    worth: tuple[Money, ...]
    """What those come to whose worth is known, a sum for each currency."""


class Risk(NamedTuple):
    """One risk as it was known; the score is from 1 to 25, None while nobody has rated it."""

    id: Id
    ref: str
    title: Text
    of: Named | None
    owner: Owner | None
    response: Text | None
    review_on: Day | None
    review_days_late: int | None
    status: str
    closed_on: Day | None
    reason: Text | None
    probability: int | None
    impact: int | None
    score: int | None
    score_before: int | None
    trend: str | None
    tone: Tone
    mark: Mark


class Risks(NamedTuple):
    """The risks that are open, the gravest first, and those closed or come true in the month."""

    open: tuple[Risk, ...]
    closed: tuple[Risk, ...]


class Seen(NamedTuple):
    """Something by which the public saw the programme."""

    id: Id
    title: Text
    kind: str
    published_on: Day
    partner: Text | None
    of: Named | None
    link: str | None
    reach: int | None


class Practice(NamedTuple):
    """A skill that was taken into daily work in the month."""

    id: Id
    title: Text
    used_by: Owner
    cycle: Text | None
    since_on: Day


class Ahead(NamedTuple):
    """What the next month brings beside its meetings; the late milestones are among its own."""

    events: tuple[Event, ...]
    deliveries: tuple[Delivery, ...]
    milestones: tuple[Milestone, ...]
