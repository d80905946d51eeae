"""The report of a month as a whole: asks each part, and puts them side by side."""

from collections.abc import Iterable
from datetime import datetime

from cop.documents.words import Texts
from cop.kernel import dates
from cop.kernel.types import Id, Month
from cop.reports import frozen
from cop.reports.named import Mark
from cop.reports.operations import check_month
from cop.reports.parts import attendance, doings, meetings, promises, teams
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure
from cop.reports.report import (
    Actions,
    Changed,
    Cover,
    DecisionLine,
    Headline,
    List,
    Meetings,
    Narrative,
    Rated,
    Report,
    State,
)
from cop.store import queries
from cop.store.database import Database
from cop.store.position import Position
from cop.teams.queries import programme
from cop.teams.records import Partner

DRAFT = State()
__all__ = ["Report", "State", "build"]


def build(
    db: Database,
    month: Month,
    as_of: datetime,
    *,
    team: Id | None = None,
    state: State = DRAFT,
    since: frozen.Since | None = None,
    position: Position | None = None,
) -> Report:
    """Return the report of a month from what the tables show, which is as of a moment.

    Args:
        db: The programme.
        month: The month.
        as_of: The moment of the data; the tables show what was known then.
        team: The team to which everything is narrowed.
        state: Whether it is final, which the tables that it froze do not say yet, and what it is compared with.
        since: What was written since the report with which it is compared; None without one.
        position: The place in the journal that the tables show, where they do not show its end.

    Raises:
        BadInput: The month lies before the programme or after it, or the body does not report.
        CopError: The programme was not described yet.
    """
    check_month(db, month)
    scope = Scope(
        db, programme(db), *dates.month_days(month), dates.moment_text(as_of), Texts(db), team, state.earlier,
        since, position,
    )  # fmt: skip
    return _report(scope, state)


def _report(scope: Scope, state: State) -> Report:
    only = scope.teams[scope.only] if scope.only else None
    met = meetings.meet(scope)
    came = attendance.attend(scope, met.held, met.people)
    actions, heard, standings = promises.promised(scope), teams.heard(scope), teams.standings(scope)
    told, complete = meetings.tell(scope, met, came), teams.complete(scope, standings, came)
    attended, promised = attendance.tell(scope, came), promises.tell(scope, actions)
    decided, done = promises.decided(scope, met), doings.done(scope)
    return Report(
        programme=_cover(scope),
        month=scope.month,
        first_on=scope.first_on,
        last_on=scope.last_on,
        timezone=scope.zone,
        as_of=scope.as_of,
        begun=scope.begun,
        state=state,
        team=only,
        headline=Headline(
            meetings_held=_rated(scope, told.delivery, scope.over),
            teams_reported=_rated(scope, complete.reported, complete.on_time.applies),
            attendance=_rated(scope, attended.total.rate, True),
            actions_closed=_rated(scope, promised.closure, scope.over),
        ),
        narrative=_narrative(scope) if only is None else Narrative(),
        told=teams.told(scope),
        completeness=complete,
        teams=teams.rows(scope, standings, met, came, actions, heard),
        meetings=told,
        attendance=attended,
        decisions=decided,
        actions=promised,
        work=done.work,
        indicators=done.indicators,
        training=done.training,
        pilots=done.pilots,
        channels=teams.channels(scope, heard),
        risks=done.risks,
        visibility=done.visibility,
        practices=done.practices,
        next_meetings=meetings.announce(scope, met, came),
        ahead=done.ahead,
        changes=_changes(scope, told, decided, promised, done) if state.earlier else None,
    )


def _rated(scope: Scope, figure: Figure, is_due: bool) -> Rated:
    """Return a figure with its tone; what is not due yet is held against nobody."""
    tone = scope.thresholds.tone(figure)
    return Rated(figure, tone if is_due or tone in ("good", "unknown", "") else "")


def _cover(scope: Scope) -> Cover:
    of = scope.programme
    funder = queries.one(scope.db, Partner, of.funder) if of.funder else None
    return Cover(
        title=scope.texts.of(of.id, "title", of.title),
        contract=of.contract,
        funder=scope.texts.of(funder.id, "name", funder.name) if funder else None,
        funder_statement=scope.text(of.id, "funder_statement", of.funder_statement),
        initiative=of.initiative,
    )


def _narrative(scope: Scope) -> Narrative:
    written = frozen.report_on(scope.db, scope.month)
    if written is None:
        return Narrative()
    return Narrative(
        *(
            scope.text(written.id, name, getattr(written, name))
            for name in ("summary", "problems", "next_month", "lessons")
        )
    )


def _changes(
    scope: Scope, met: Meetings, decided: Iterable[DecisionLine], promised: Actions, done: doings.Done
) -> tuple[Changed, ...]:
    lines = (*met.held, *met.postponed, *met.cancelled, *met.unsaid, *met.coming, *met.added)
    gone = scope.since.removed if scope.since else {}
    return (
        _changed("meetings", [line.mark for line in lines], gone.get("meeting", 0)),
        _changed("decisions", [line.mark for line in decided], gone.get("decision", 0)),
        _changed("actions", [line.mark for line in promised.lines], gone.get("action", 0)),
        _changed("activities", [one.mark for one in done.activities], gone.get("activity", 0)),
        _changed("milestones", [one.mark for one in done.milestones], gone.get("milestone", 0)),
        _changed("indicators", [one.mark for one in done.indicators], gone.get("indicator", 0)),
        _changed("risks", [one.mark for one in (*done.risks.open, *done.risks.closed)], gone.get("risk", 0)),
    )


def _changed(what: List, marks: list[Mark], removed: int) -> Changed:
    return Changed(what, marks.count("new"), marks.count("changed"), marks.count(None), removed)
