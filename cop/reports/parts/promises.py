"""What was decided in a month, and what became of what people had promised."""

from typing import NamedTuple

from cop.documents.words import Text
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.queries import actions as asked
from cop.meetings.queries.actions import Line
from cop.meetings.queries.decisions import Line as Decision
from cop.meetings.queries.decisions import decisions
from cop.reports import figures
from cop.reports.figures import Promise
from cop.reports.named import Named
from cop.reports.parts.meetings import Met
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure
from cop.reports.report import ActionLine, Actions, DecisionLine


class Promised(NamedTuple):
    """One action, as the figures see it, and the team of its owner."""

    action: Line
    promise: Promise
    team: Id | None


def decided(scope: Scope, met: Met) -> tuple[DecisionLine, ...]:
    """Return what was decided in the month, and what was put to its meetings and is not decided yet."""
    found = decisions(
        scope.db,
        "(x.decided_on >= :first AND x.decided_on <= :last) OR (x.decided_on IS NULL "
        "AND x.status IN ('proposed', 'open', 'objected'))",
        first=scope.first_on, last=scope.by,
    )  # fmt: skip
    here = {one.id: one.body for one in met.held}
    return tuple(
        decision(scope, one)
        for one in found
        if (one.decided_on or one.meeting in here)
        and (scope.only is None or one.meeting in here or one.body in (scope.only, *here.values()))
    )


def decision(scope: Scope, one: Decision) -> DecisionLine:
    """Return one decision as a report tells it."""
    body = scope.bodies.get(one.body) or Named(one.body, one.body_ref, Text(one.body_name))
    return DecisionLine(
        one.id, one.number or one.ref, scope.texts.of(one.id, "title", one.title), body, one.meeting_ref, one.method,
        one.status, one.decided_on, scope.mark(one.id),
    )  # fmt: skip


def promised(scope: Scope) -> list[Promised]:
    """Return the actions that concern the month, and all that are open; none that was promised at a later meeting."""
    found = asked.actions(
        scope.db,
        "coalesce(m.start_utc, d.decided_on, '') < :until AND (x.status = 'open' OR x.closed_on >= :first "
        "OR (x.due_on >= :first AND x.due_on <= :last) OR (x.first_due_on >= :first AND x.first_due_on <= :last))",
        first=scope.first_on, last=scope.last_on, until=dates.shift(scope.by, 1),
    )  # fmt: skip
    told = [promise(scope, one) for one in found]
    return [each for each in told if scope.concerns(each.team)]


def promise(scope: Scope, of: Line) -> Promised:
    """Return one action as the figures see it; one closed nobody knows when was closed on its last day."""
    closed = None if of.status == "open" else of.closed_on or of.due_on or Day("0001-01-01")
    return Promised(of, Promise(of.due_on, of.first_due_on, closed), scope.team_of_owner(of.owner))


def closure(scope: Scope, of: list[Promised]) -> Figure:
    """Return how many of the actions that were due are closed."""
    promises = [each.promise for each in of]
    due = any(each.concerns(scope.first_on, scope.last_on) for each in promises)
    return scope.figure(figures.action_closure(promises, scope.first_on, scope.last_on, scope.by), due)


def tell(scope: Scope, of: list[Promised]) -> Actions:
    """Return the actions as the report tells them."""
    by = scope.by
    due = [each for each in of if each.promise.concerns(scope.first_on, scope.last_on)]
    still = [each for each in of if each.promise.is_open(by)]
    lines = [line(scope, each) for each in due]
    return Actions(
        by=by,
        closure=closure(scope, of),
        dropped=sum(one.status == "dropped" for one in lines),
        open=len(still),
        undated=sum(each.promise.due_on is None for each in still),
        ageing=figures.ageing([each.promise for each in of], by),
        lines=tuple(sorted(lines, key=lambda one: (one.status != "open", one.due_on or "9999", one.ref))),
    )


def late(scope: Scope, of: list[Promised]) -> int:
    """Return how many actions are late."""
    return figures.ageing([each.promise for each in of], scope.by).late


def line(scope: Scope, of: Promised) -> ActionLine:
    """Return one action as a report tells it."""
    action = of.action
    still = of.promise.is_open(scope.by)
    whose = scope.whose(action.owner, action.owner_name or action.owner_ref, action.owner_kind)
    return ActionLine(
        action.id, action.ref, scope.texts.of(action.id, "title", action.title), whose.name, whose.place,
        of.team,
        action.due_on, action.first_due_on, "open" if still else action.status, None if still else action.closed_on,
        of.promise.days_late(scope.by), scope.text(action.id, "reason", action.reason), scope.mark(action.id),
    )  # fmt: skip
