"""The plan of work: how far its activities are beside the first plan, what was handed over, and why something moved."""

from collections.abc import Sequence

from cop.activities.pilots.queries import MilestoneLine
from cop.activities.workplan import queries
from cop.activities.workplan.progressing import planned_share, progressed
from cop.activities.workplan.queries import ActivityLine, DeliverableLine, MonthLine, PackageLine
from cop.documents.words import Text
from cop.kernel.ids import derived_id
from cop.kernel.types import Id
from cop.reports import doing, figures
from cop.reports.parts.piloting import milestone
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure, exactly


def planned(scope: Scope, milestones: Sequence[MilestoneLine]) -> doing.WorkPlan:
    """Return the plan of work, or what of it a team answers for; of milestones those of no pilot."""
    packages = [_owned(scope, package) for package in queries.plan(scope.db, scope.by)]
    shown = [package for package in packages if package.activities]
    steps = [one for one in milestones if one.concerns_kind != "pilot" and scope.owns(one.owner)]
    return doing.WorkPlan(
        by=scope.by,
        progress=_progress(scope, [one for package in shown for one in package.activities]),
        packages=tuple(_package(scope, package) for package in shown),
        milestones=tuple(milestone(scope, one) for one in steps),
        deliverables=tuple(
            _deliverable(scope, one) for one in queries.deliverables(scope.db, scope.by) if _is_told(scope, one)
        ),
    )


def _owned(scope: Scope, package: PackageLine) -> PackageLine:
    return package._replace(activities=tuple(one for one in package.activities if scope.owns(one.owner)))


def _package(scope: Scope, of: PackageLine) -> doing.Package:
    return doing.Package(
        scope.named(of.id, of.ref, of.title) if of.id else None,
        scope.text(of.lead, "name", of.lead_name) if of.lead else None,
        _progress(scope, of.activities),
        tuple(_activity(scope, one) for one in of.activities),
    )


def _progress(scope: Scope, works: Sequence[ActivityLine]) -> doing.Progress:
    """Return how far activities are; nothing is expected of those that were dropped."""
    far, some = progressed(works, scope.by), any(one.status != "dropped" for one in works)
    weighted = far.weighted and some
    return doing.Progress(
        planned=scope.figure(figures.planned_progress(works, scope.by), some),
        done=scope.figure(exactly(far.earned), some),
        untold=far.untold,
        variance=scope.figure(figures.schedule_variance(far), weighted),
        spi=scope.figure(figures.schedule_performance(far), weighted and bool(far.planned)),
        slip_days=far.slip_days,
    )


def _activity(scope: Scope, one: ActivityLine) -> doing.Activity:
    told = next((each for each in one.months if each.month == scope.month), None)
    share = planned_share(one.baseline_start_on, one.baseline_end_on, scope.by)
    return doing.Activity(
        id=one.id,
        ref=one.ref,
        title=scope.texts.of(one.id, "title", one.title),
        owner=scope.owner(one),
        baseline_start_on=one.baseline_start_on,
        baseline_end_on=one.baseline_end_on,
        start_on=one.start_on,
        end_on=one.end_on,
        standing=one.standing,
        planned=scope.figure(exactly(share)) if one.status != "dropped" else Figure(None, False),
        done=one.done,
        kept=told.kept if told else None,
        kept_reason=_kept_reason(scope, one, told) if told else None,
        tasks=one.tasks,
        tasks_done=one.tasks_done,
        slip_days=one.slip_days,
        days_late=one.days_late,
        reason=scope.text(one.id, "reason", one.reason),
        mark=scope.mark(one.id),
    )


def _kept_reason(scope: Scope, of: ActivityLine, told: MonthLine) -> Text | None:
    """Return why a month's plan was not kept; what was told of it is known by its activity and its month."""
    return scope.text(Id(derived_id("progress", (of.id, told.month))), "reason", told.reason)


def _is_told(scope: Scope, one: DeliverableLine) -> bool:
    """Tell whether something is due in the month, was handed over in it, or is late."""
    days = (one.due_on, one.delivered_on)
    in_month = any(day is not None and scope.first_on <= day <= scope.last_on for day in days)
    late = one.delivered_on is None and bool(one.days_late)
    return (in_month or late) and scope.owns(one.owner)


def _deliverable(scope: Scope, one: DeliverableLine) -> doing.Deliverable:
    return doing.Deliverable(
        one.id, one.ref, scope.texts.of(one.id, "title", one.title), scope.about(one), scope.owner(one), one.due_on,
        one.delivered_on, one.days_late, one.evidence,
    )  # fmt: skip
