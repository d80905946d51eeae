"""The pilots: their milestones, how they stand by the rule, and what partners bring."""

from collections.abc import Iterable, Sequence

from cop.activities.pilots import judging, queries
from cop.activities.pilots.queries import ContributionLine, MilestoneLine, PilotLine
from cop.documents.words import Text
from cop.kernel.types import Day, Id
from cop.reports import doing
from cop.reports.parts.scope import Scope


def found(scope: Scope) -> list[PilotLine]:
    """Return the pilots of the report; in a team's those in which its partner takes part."""
    return [
        one
        for one in queries.pilots(scope.db, scope.by)
        if scope.serves(one.lead, one.implementer, *(each.partner for each in one.partners))
    ]


def milestones(scope: Scope) -> list[MilestoneLine]:
    """Return every milestone as it stood at the end of the period."""
    return queries.milestones(scope.db, scope.by)


def tell(scope: Scope, pilots: Iterable[PilotLine], steps: Sequence[MilestoneLine]) -> tuple[doing.Pilot, ...]:
    """Return the pilots as the report tells them; what partners bring counts from the day on which it was given."""
    brought: dict[Id | None, list[ContributionLine]] = {}
    for one in queries.contributions(scope.db):
        if one.given_on is None or one.given_on <= scope.by:
            brought.setdefault(one.concerns, []).append(one)
    return tuple(
        _pilot(scope, one, [each for each in steps if each.concerns == one.id], brought.get(one.id, []))
        for one in pilots
    )


def milestone(scope: Scope, one: MilestoneLine) -> doing.Milestone:
    """Return one milestone as the report tells it."""
    return doing.Milestone(
        id=one.id,
        ref=one.ref,
        title=scope.texts.of(one.id, "title", one.title),
        of=scope.about(one),
        owner=scope.owner(one),
        baseline_on=one.baseline_on,
        due_on=one.due_on,
        reached_on=one.reached_on,
        forecast_on=one.forecast_on,
        status=one.status,
        slip_days=one.slip_days,
        days_late=one.days_late,
        waits_for=one.waits_for,
        holds_up=one.holds_up,
        held_up_by=one.held_up_by,
        circle=one.circle,
        reason=scope.text(one.id, "reason", one.reason),
        tone=judging.tone(one),
        mark=scope.mark(one.id),
    )


def _pilot(
    scope: Scope, one: PilotLine, steps: Sequence[MilestoneLine], brought: Sequence[ContributionLine]
) -> doing.Pilot:
    return doing.Pilot(
        id=one.id,
        ref=one.ref,
        title=scope.texts.of(one.id, "title", one.title),
        lead=scope.text(one.lead, "name", one.lead_name) if one.lead else None,
        implementer=scope.text(one.implementer, "name", one.implementer_name) if one.implementer else None,
        partners=tuple(scope.texts.of(each.partner, "name", each.name) for each in one.partners),
        start_on=one.start_on,
        end_on=one.end_on,
        status=one.status,
        reason=scope.text(one.id, "reason", one.reason),
        standing=_standing(scope, one, steps),
        milestones=tuple(milestone(scope, each) for each in steps),
        contributions=tuple(_contribution(scope, each) for each in brought),
        worth=tuple(queries.sums(each.worth for each in brought)),
    )


def _standing(scope: Scope, pilot: PilotLine, steps: Sequence[MilestoneLine]) -> doing.Standing:
    def titled(of: MilestoneLine | None) -> Text | None:
        return scope.texts.of(of.id, "title", of.title) if of else None

    verdict = judging.judge(pilot, steps, scope.programme.end_on)
    worst, beyond = verdict.worst, verdict.beyond
    return doing.Standing(
        verdict.tone, verdict.reached, verdict.planned, titled(verdict.next), titled(worst),
        worst.slip_days if worst else None, titled(beyond), beyond.expected_on if beyond else None,
        verdict.late, verdict.last_on,
    )  # fmt: skip


def _contribution(scope: Scope, one: ContributionLine) -> doing.Contribution:
    return doing.Contribution(
        one.id, scope.texts.of(one.id, "title", one.title), scope.texts.of(one.partner, "name", one.partner_name),
        one.worth, one.given_on,
    )  # fmt: skip


def coming(milestones: Iterable[doing.Milestone], first: Day, last: Day) -> list[doing.Milestone]:
    """Return the open milestones that are due or expected from one day to another, and those already late."""
    found = [
        one
        for one in milestones
        if one.status == "planned"
        and (one.days_late or any(day and first <= day <= last for day in (one.due_on, one.forecast_on)))
    ]
    return sorted(found, key=lambda one: (one.due_on, one.ref))
