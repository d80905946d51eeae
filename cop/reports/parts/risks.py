"""The risks: those open by their score, with what is done about them, and those that ended in the month."""

from collections.abc import Collection

from cop.activities.risks import queries
from cop.activities.risks.queries import RiskLine
from cop.kernel.types import Id
from cop.reports import doing
from cop.reports.parts.scope import Scope


def watched(scope: Scope, pilots: Collection[Id]) -> doing.Risks:
    """Return the risks; in a team's report those of its pilots, and those that it watches."""
    found = [
        one
        for one in queries.risks(scope.db, scope.by)
        if scope.only is None or one.concerns in pilots or scope.owns(one.owner)
    ]
    later = _rated_later(scope)
    return doing.Risks(
        open=tuple(_risk(scope, one) for one in found if one.status == "open" and one.id not in later),
        closed=tuple(
            _risk(scope, one) for one in found if one.closed_on and scope.first_on <= one.closed_on <= scope.last_on
        ),
    )


def _rated_later(scope: Scope) -> set[Id]:
    """Return the risks of which nobody knew at the end of the period: they were rated only after it."""
    rows = scope.db.all("SELECT risk FROM rating GROUP BY risk HAVING min(rated_on) > :by", by=scope.by)
    return {row[0] for row in rows}


def _risk(scope: Scope, one: RiskLine) -> doing.Risk:
    return doing.Risk(
        id=one.id,
        ref=one.ref,
        title=scope.texts.of(one.id, "title", one.title),
        of=scope.about(one),
        owner=scope.owner(one),
        response=scope.text(one.id, "response", one.response),
        review_on=one.review_on,
        review_days_late=one.review_days_late,
        status=one.status,
        closed_on=one.closed_on,
        reason=scope.text(one.id, "reason", one.reason),
        probability=one.probability,
        impact=one.impact,
        score=one.score,
        score_before=one.score_before,
        trend=one.trend,
        tone=one.tone,
        mark=scope.mark(one.id),
    )
