"""What documents say of pilots and milestones, in their language."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from babel.dates import format_date

from cop.activities.indicators.amounts import sparkline
from cop.activities.indicators.queries import IndicatorLine, Value
from cop.activities.pilots.judging import Verdict
from cop.activities.pilots.queries import ContributionLine, MilestoneLine, PilotLine, sums
from cop.activities.risks.queries import RiskLine
from cop.documents.blocks import Tone
from cop.documents.words import Words, mark
from cop.kernel import dates
from cop.kernel.types import Day

Named = Callable[[MilestoneLine], str]
"""How a milestone is called: by its title on a page, by its code where there is little room."""
BANDS = {"low": mark("low"), "medium": mark("medium"), "high": mark("high")}
TENDS = {"up": "↑", "down": "↓", "same": "→", "new": ""}
BEYOND_PILOT, BEYOND_PROGRAMME = (
    mark("{milestone} is expected only on {day}, after {last}, the pilot's last day"),
    mark("{milestone} is expected only on {day}, after {last}, the programme's last day"),
)
GOES: dict[str, str] = {"good": mark("Good: {why}"), "fair": mark("Fair: {why}"), "poor": mark("Poor: {why}")}


class Going(NamedTuple):
    """What was judged of a pilot, with its milestones called as a document calls them; see judging.Verdict."""

    status: str
    reason: str | None
    tone: Tone
    planned: int
    late: int
    next: str | None
    worst: str | None
    slip_days: int | None
    beyond: str | None
    beyond_on: Day | None
    last_on: Day | None
    has_own_end: bool
    """Whether the last day is the pilot's own, and not the programme's."""


def going(pilot: PilotLine, verdict: Verdict, named: Named) -> Going:
    """Return what was judged of a pilot, ready to be said."""
    next_, worst, beyond = verdict.next, verdict.worst, verdict.beyond
    return Going(
        pilot.status, pilot.reason, verdict.tone, verdict.planned, verdict.late,
        next=named(next_) if next_ else None,
        worst=named(worst) if worst else None, slip_days=worst.slip_days if worst else None,
        beyond=named(beyond) if beyond else None, beyond_on=beyond.expected_on if beyond else None,
        last_on=verdict.last_on, has_own_end=pilot.end_on is not None,
    )  # fmt: skip


def goes(of: Going, words: Words) -> str:
    """Return how a pilot goes, and why, in a sentence."""
    match of.status:
        case "planned":
            return words.gettext("Not begun yet")
        case "done":
            return words.gettext("Done")
        case "on_hold":
            return words.gettext("On hold: {reason}", reason=of.reason or words.gettext("no data"))
        case "stopped":
            return words.gettext("Stopped: {reason}", reason=of.reason or words.gettext("no data"))
    if of.tone == "unknown":
        return words.gettext("No data: it has no milestones")
    return words.gettext(GOES[of.tone], why=_why(of, words))


def _why(of: Going, words: Words) -> str:
    if of.beyond and of.beyond_on and of.last_on:
        said = BEYOND_PILOT if of.has_own_end else BEYOND_PROGRAMME
        day, last = words.date(of.beyond_on), words.date(of.last_on)
        return words.gettext(said, milestone=of.beyond, day=day, last=last)
    if of.worst:
        return words.ngettext(
            "{milestone} is {n} day behind its first plan", "{milestone} is {n} days behind its first plan",
            of.slip_days or 0, milestone=of.worst,
        )  # fmt: skip
    if of.tone == "fair":
        return words.gettext("milestones wait for each other in a circle")
    if of.next:
        return words.gettext("no open milestone is behind its first plan")
    if not of.late:
        return words.gettext("all is reached")
    return words.ngettext(
        "its one milestone is reached, late", "all {n} reached, {late} of them late", of.planned,
        late=words.number(of.late),
    )  # fmt: skip


def reached(verdict: Verdict, words: Words) -> str:
    """Return how many milestones were reached: 2 of 5 milestones."""
    return words.ngettext(
        "{reached} of {n} milestone", "{reached} of {n} milestones", verdict.planned,
        reached=words.number(verdict.reached),
    )  # fmt: skip


def counted(lines: Sequence[MilestoneLine], words: Words) -> str:
    """Return in words what a picture of milestones shows: 5 milestones, 2 of them reached, 1 late."""
    kept = [one for one in lines if one.status != "dropped"]
    late = sum(one.is_open and (one.slip_days or 0) > 0 for one in kept)
    return words.joined(
        (
            words.ngettext("{n} milestone", "{n} milestones", len(kept)),
            words.ngettext("{n} of them reached", "{n} of them reached", sum(not one.is_open for one in kept)),
            words.ngettext("{n} still open and late", "{n} still open and late", late),
        )
    )


def slip(days: int | None, words: Words) -> str:
    """Return a slip against the first plan: 18 days late, on time; nothing for what has none."""
    if days is None:
        return ""
    if days > 0:
        return words.ngettext("{n} day late", "{n} days late", days)
    return words.ngettext("{n} day early", "{n} days early", -days) if days else words.gettext("on time")


def due(line: MilestoneLine, today: Day, words: Words) -> str:
    """Return when an open milestone is due, and how many days that is from today."""
    left = (dates.day(line.due_on) - dates.day(today)).days
    day = words.day(line.due_on)
    if left < 0:
        gone = words.ngettext("{n} day ago", "{n} days ago", -left)
        return words.gettext("was due on {day}, {ago}", day=day, ago=gone)
    if not left:
        return words.gettext("due today, {day}", day=day)
    return words.gettext("due on {day}, {left}", day=day, left=words.ngettext("in {n} day", "in {n} days", left))


def waits(line: MilestoneLine, slow: Sequence[MilestoneLine], named: Named, words: Words) -> str:
    """Return what the slip of those that a milestone waits for leaves it, or how late they make it.

    `slow` are all milestones among which those are found that it waits for.
    """
    if line.held_up_by:
        late = (dates.day(line.expected_on) - dates.day(line.due_on)).days
        said = words.ngettext("{n} day late", "{n} days late", late)
        by = next((named(one) for one in slow if one.ref == line.held_up_by), line.held_up_by)
        return words.gettext(
            "{milestone} is held up by {other}: not before {day}, {late}",
            milestone=named(line), other=by, day=words.date(line.expected_on), late=said,
        )  # fmt: skip
    other = max((one for one in slow if one.is_open and one.ref in line.waits_for), key=lambda one: one.expected_on)
    left = max((dates.day(line.due_on) - dates.day(other.expected_on)).days, 0)
    return words.ngettext(
        "{milestone} waits for {other}, which leaves it {n} day",
        "{milestone} waits for {other}, which leaves it {n} days",
        left, milestone=named(line), other=named(other),
    )  # fmt: skip


def around(line: MilestoneLine, words: Words) -> str:
    """Return the circle in which a milestone waits for itself."""
    round_trip = " → ".join((*line.circle, line.circle[0]))
    return words.gettext("In a circle, each waits for the next: {refs}", refs=round_trip)


def brief_day(day: Day, words: Words) -> str:
    """Return a day for a narrow column: 2 Jun 2024."""
    return format_date(dates.day(day), "d MMM y", locale=words.locale)


def value(line: IndicatorLine, words: Words) -> str:
    """Return where an indicator stands on its way: 6 of 15 persons; one that did not begin at 0 says so."""
    unit = f" {line.unit}" if line.unit else ""
    if line.amount is None:
        return words.gettext("no data, target {target}", target=f"{line.target}{unit}")
    if line.baseline == "0":
        return words.gettext("{amount} of {target}", amount=line.amount, target=f"{line.target}{unit}")
    way = {"baseline": line.baseline, "target": f"{line.target}{unit}"}
    return words.gettext("{amount}, from {baseline} to {target}", amount=line.amount, **way)


def achieved(line: IndicatorLine, words: Words) -> str:
    """Return how much of the way was gone: 40 %; no data without a value, n/a where there is no way to go."""
    if not line.applies:
        return words.gettext("n/a")
    return line.achieved if line.achievement is not None else words.gettext("no data")


def course(line: IndicatorLine, values: Sequence[Value]) -> str:
    """Return an indicator's way as marks, from its baseline on; nothing without a value."""
    return sparkline([line.baseline, *(one.amount for one in values)], line.target) if values else ""


def graveness(line: RiskLine, words: Words) -> str:
    """Return how grave a risk is, and where it tends: 12 ↑ medium."""
    if line.score is None:
        return words.gettext("not rated")
    band = words.gettext(BANDS[line.band]) if line.band else ""
    return " ".join(filter(None, (words.number(line.score), TENDS[line.trend or "new"], band)))


def brought(lines: Sequence[ContributionLine], words: Words) -> str:
    """Return what contributions come to, by currency, and for how many nobody says it."""
    known, unknown = sums(one.worth for one in lines), sum(one.worth is None for one in lines)
    said = words.ngettext("{n} without a worth", "{n} without a worth", unknown) if unknown else ""
    return words.joined(filter(None, (words.listed(known) if known else "", said)))
