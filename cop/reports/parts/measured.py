"""The indicators: where each stood before the month, what the month added, and how far that is."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from cop.activities.indicators import queries
from cop.activities.indicators.achieving import Aim
from cop.activities.indicators.queries import IndicatorLine, Part, Value
from cop.kernel.types import Id
from cop.reports import doing, figures
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure

SPLIT_BY_PARTNER = "partner"


def measured(scope: Scope, pilots: Collection[Id]) -> tuple[doing.Indicator, ...]:
    """Return the indicators; in a team's report those of its pilots."""
    found = [one for one in queries.indicators(scope.db, scope.by) if scope.only is None or one.concerns in pilots]
    ids = [one.id for one in found]
    values, parts = queries.series(scope.db, ids, scope.by), queries.parts(scope.db, ids, scope.by)
    aims = queries.interim_targets(scope.db, ids)
    return tuple(
        _indicator(scope, one, values.get(one.id, []), parts.get(one.id, []), one.interim or _next(aims, one.id))
        for one in found
    )


def _next(aims: Mapping[Id, Sequence[Aim]], of: Id) -> Aim | None:
    """Return the first target on the way, where none has fallen due."""
    return next(iter(aims.get(of, ())), None)


def _indicator(
    scope: Scope, one: IndicatorLine, values: Sequence[Value], parts: Sequence[Part], interim: Aim | None
) -> doing.Indicator:
    before = [each for each in values if each.measured_on < scope.first_on]
    previous = before[-1].amount if before else None
    in_month = one.amount is not None and one.measured_on is not None and one.measured_on >= scope.first_on
    return doing.Indicator(
        id=one.id,
        ref=one.ref,
        title=scope.texts.of(one.id, "title", one.title),
        of=scope.about(one),
        level=one.level,
        unit=scope.text(one.id, "unit", one.unit),
        baseline=one.baseline,
        interim=doing.Aim(*interim) if interim else None,
        target=one.target,
        target_due_on=one.target_due_on,
        previous=previous,
        added=figures.added(one.baseline, previous, one.amount) if in_month and one.amount is not None else None,
        cumulative=one.amount,
        measured_on=one.measured_on,
        achieved=_achieved(scope, one),
        tone=one.light if one.applies else "",
        values=tuple(doing.Value(*each) for each in values),
        splits=tuple(_splits(scope, parts)),
        mark=scope.mark(one.id),
    )


def _achieved(scope: Scope, one: IndicatorLine) -> Figure:
    if one.amount is None or not one.applies:
        return Figure(None, one.applies and scope.begun)
    return scope.figure(figures.indicator_achievement(one.baseline, one.target, one.amount))


def _splits(scope: Scope, parts: Sequence[Part]) -> Iterable[doing.Split]:
    """Yield by what an indicator is split, as measured last by each."""
    for by in sorted({one.split_by for one in parts}):
        told = [one for one in parts if one.split_by == by]
        day = max(one.measured_on for one in told)
        yield doing.Split(by, day, tuple(_part(scope, one) for one in told if one.measured_on == day))


def _part(scope: Scope, one: Part) -> doing.SplitPart:
    partner = scope.partners.get(one.part) if one.split_by == SPLIT_BY_PARTNER else None
    return doing.SplitPart(one.part, partner.name if partner else None, one.amount)
