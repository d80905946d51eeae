"""The meetings of a month: what was planned, what became of it, and what comes in the next one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment, Month, ZonedTime
from cop.meetings.queries import attendance as queries
from cop.meetings.queries.sittings import invited_bodies, sittings
from cop.meetings.sitting import OFF, Sitting
from cop.reports import figures
from cop.reports.named import Mark
from cop.reports.outcomes import Outcomes, became
from cop.reports.parts.attendance import Attended
from cop.reports.parts.plan import Planned, planned
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure
from cop.reports.report import BodyDelivery, MeetingLine, Meetings

ELSEWHERE_DAYS = 366
"""How far from its month a meeting is looked for that was moved away."""


@dataclass(frozen=True)
class Met:
    """The meetings of a report, and whom each of them invites: bodies, and people."""

    planned: Planned
    outcomes: Outcomes
    held: list[Sitting]
    """All that were held, planned or not."""
    coming: list[Sitting]
    """Those of the next month."""
    bodies: dict[Id, list[Id]]
    people: dict[Id, list[Id]]

    def invites(self, scope: Scope, team: Id, one: Sitting) -> bool:
        """Tell whether a meeting concerns a team: it invites the team, or somebody who counts for it."""
        if team in self.bodies.get(one.id, ()):
            return True
        return any(scope.team_of(person, one.day) == team for person in self.people.get(one.id, ()))


def meet(scope: Scope) -> Met:
    """Return the meetings of the month and the next, all of them or those that concern the report's team."""
    plan = planned(scope)
    now = _now(scope, plan.meetings)
    plan = Planned(plan.plan, [_completed(one, now) for one in plan.meetings])
    following = Month(dates.shift(scope.last_on, 1)[:7])
    coming = [one for one in _in(scope, following) if one.status not in OFF]
    everyone = [*{one.id: one for one in (*plan.meetings, *now.values(), *coming)}.values()]
    met = Met(
        plan, Outcomes([], [], [], [], []), [], coming, invited_bodies(scope.db, everyone),
        queries.invited(scope.db, [one for one in everyone if one.body]),
    )  # fmt: skip
    return _narrowed(scope, met, now.values())


def tell(scope: Scope, met: Met, came: Attended) -> Meetings:
    """Return the meetings as the report tells them."""

    def lines(found: Iterable[Sitting]) -> tuple[MeetingLine, ...]:
        return tuple(
            replace(line(scope, came, one, _mark(scope, met, one)), put_off_from=_put_off_from(met, one))
            for one in found
        )

    outcomes = met.outcomes
    over = [one for one in outcomes.unsaid if one.end_utc <= scope.as_of]
    return Meetings(
        plan=met.planned.plan,
        planned=len(met.planned.meetings),
        held=lines(outcomes.held),
        postponed=lines(outcomes.postponed),
        cancelled=lines(outcomes.cancelled),
        unsaid=lines(over),
        coming=lines(one for one in outcomes.unsaid if one not in over),
        added=lines(outcomes.added),
        delivery=delivery(scope, met.planned.meetings, outcomes.held),
        quorums=came.quorum_rate,
        bodies=tuple(_bodies(scope, met)),
    )


def announce(scope: Scope, met: Met, came: Attended) -> tuple[MeetingLine, ...]:
    """Return the meetings of the next month."""
    return tuple(line(scope, came, one, scope.mark_of(one)) for one in met.coming)


def delivery(scope: Scope, planned: list[Sitting], held: list[Sitting]) -> Figure:
    """Return the meetings held among some that were planned."""
    return scope.figure(figures.meeting_delivery([one.id for one in planned], [one.id for one in held]), planned)


def _now(scope: Scope, plan: list[Sitting]) -> dict[Id, Sitting]:
    """Return the meetings of the month as they stand, and those that were moved out of it."""
    now = {one.id: one for one in _in(scope, scope.month)}
    if any(one.id not in now for one in plan):
        far = (dates.shift(scope.first_on, -ELSEWHERE_DAYS), dates.shift(scope.last_on, ELSEWHERE_DAYS))
        expected = {one.id for one in plan}
        now |= {one.id: one for one in _between(scope, *far) if one.id in expected}
    return now


def meetings_in(scope: Scope, first: Day, last: Day) -> list[Sitting]:
    """Return what begins from one day to another by its own clock, which somewhere on the earth is a day off."""
    found = _between(scope, dates.shift(first, -1), dates.shift(last, 1))
    return [one for one in found if first <= one.day <= last]


def _in(scope: Scope, month: Month) -> list[Sitting]:
    return meetings_in(scope, *dates.month_days(month))


def _between(scope: Scope, first: Day, last: Day) -> list[Sitting]:
    since, until = (Moment(f"{day}T00:00:00Z") for day in (first, dates.shift(last, 1)))
    return sittings(scope.db, since, until, with_skipped=True)


def _completed(planned: Sitting, now: dict[Id, Sitting]) -> Sitting:
    """Return a planned meeting with the body that convenes it, which the list of a final report does not tell."""
    today = now.get(planned.id)
    if planned.body or today is None:
        return planned
    return today._replace(title=planned.title, start=planned.start, start_utc=planned.start_utc, status=planned.status)


def _narrowed(scope: Scope, met: Met, now: Iterable[Sitting]) -> Met:
    def concerning(found: Iterable[Sitting]) -> list[Sitting]:
        return [one for one in found if scope.only is None or met.invites(scope, scope.only, one)]

    plan, known = concerning(met.planned.meetings), concerning(now)
    outcomes = became(plan, known, scope.month)
    held = [one for one in known if one.status == "held" and one.day.startswith(scope.month)]
    return Met(
        Planned(met.planned.plan, plan), Outcomes(*map(_ordered, outcomes)), _ordered(held),
        _ordered(concerning(met.coming)), met.bodies, met.people,
    )  # fmt: skip


def _ordered(found: Iterable[Sitting]) -> list[Sitting]:
    return sorted(found, key=lambda one: (one.start_utc, one.ref))


def _bodies(scope: Scope, met: Met) -> Iterable[BodyDelivery]:
    found = [*met.planned.meetings, *met.outcomes.added]
    for body in dict.fromkeys(one.body for one in sorted(found, key=lambda one: one.body_code) if one.body):
        own = Outcomes(*([one for one in ones if one.body == body] for ones in met.outcomes))
        planned = [one for one in met.planned.meetings if one.body == body]
        over = sum(one.end_utc <= scope.as_of for one in own.unsaid)
        yield BodyDelivery(
            scope.bodies[body], len(own.held), len(own.postponed), len(own.cancelled), over, len(own.unsaid) - over,
            len(own.added), delivery(scope, planned, own.held),
        )  # fmt: skip


def line(scope: Scope, came: Attended, one: Sitting, mark: Mark) -> MeetingLine:
    """Return one meeting as the report tells it."""
    return MeetingLine(
        one.id, one.ref, scope.title(one), one.body_code, one.start, one.status,
        scope.text(one.id, "reason", one.reason), came.of_meeting(scope, one.id), came.quorums.get(one.id),
        mark,
    )  # fmt: skip


def _put_off_from(met: Met, one: Sitting) -> ZonedTime | None:
    """Return when a meeting was to begin by the plan, if that was another day."""
    return next((was.start for was in met.planned.meetings if was.id == one.id and was.day != one.day), None)


def _mark(scope: Scope, met: Met, one: Sitting) -> Mark:
    """Return what is new about a meeting; that one announced was held when it was announced is what was expected."""
    said = scope.mark_of(one)
    announced = next((each for each in met.planned.meetings if each.id == one.id), None)
    as_expected = announced and one.status == "held" and one.start == announced.start
    return None if as_expected and met.planned.plan.source == "report" and not scope.again else said
