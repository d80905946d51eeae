"""The teams: who told its month, what it told, how it kept in touch, and how it stands beside the others."""

from collections.abc import Iterable

from cop.community.queries import TeamCadence, strip
from cop.kernel.types import Id
from cop.months.queries import Standing, due_on, standing
from cop.months.records import TeamMonth
from cop.reports import figures
from cop.reports.named import Named
from cop.reports.parts import promises
from cop.reports.parts.attendance import Attended
from cop.reports.parts.meetings import Met, delivery
from cop.reports.parts.promises import Promised
from cop.reports.parts.scope import Scope
from cop.reports.ratio import Figure
from cop.reports.report import (
    ChannelCadence,
    Channels,
    Completeness,
    TeamRow,
    TeamStanding,
    TeamTexts,
    TeamWeeks,
    Week,
)
from cop.store import queries


def standings(scope: Scope) -> list[Standing]:
    """Return how the teams of the report stand with its month."""
    until = min(scope.today, due_on(scope.programme, scope.month))  # later news is not of this month
    return [one for one in standing(scope.db, scope.month, until) if one.body in scope.teams]


def complete(scope: Scope, found: list[Standing], came: Attended) -> Completeness:
    """Return who reported and what is missing; whether in time is known when the reporting day is over."""
    due = due_on(scope.programme, scope.month)
    on_time = figures.timeliness(one.submitted and not one.late for one in found)
    return Completeness(
        due_on=due,
        reported=scope.figure(figures.completeness(one.submitted for one in found)),
        on_time=scope.figure(on_time) if scope.today > due else Figure(None, False),
        teams=tuple(_standing(scope, one) for one in found),
        unwritten=tuple(one.ref for one in came.unwritten),
    )


def told(scope: Scope) -> tuple[TeamTexts, ...]:
    """Return what the teams told; a month that is not submitted is its team's own affair."""
    months = {
        each.body: each
        for each in queries.every(scope.db, TeamMonth, "month = :month AND status <> 'draft'", month=scope.month)
    }
    return tuple(_texts(scope, team, months[body]) for body, team in scope.teams.items() if body in months)


def rows(
    scope: Scope, found: list[Standing], met: Met, came: Attended, actions: list[Promised], heard: list[TeamCadence]
) -> tuple[TeamRow, ...]:
    """Return the teams side by side; what belongs to none of them has a row of its own at the end."""
    by_team = {one.body: one for one in found}
    teams = [
        _row(scope, by_team.get(body), team, met, came, actions, [one for one in heard if one.team == body])
        for body, team in scope.teams.items()
    ]
    others = _row(scope, None, None, met, came, actions, [one for one in heard if one.team not in scope.teams])
    return (*teams, others) if scope.only is None else tuple(teams)


def heard(scope: Scope) -> list[TeamCadence]:
    """Return how the bodies of the report kept in touch week by week."""
    found = strip(scope.db, scope.first_on, scope.last_on, scope.today)
    return [one for one in found if scope.concerns(one.team) and one.cadence not in (None, "on_demand")]


def cadence(scope: Scope, of: Iterable[TeamCadence]) -> Figure:
    """Return how rhythms were kept; where nobody wrote anything of a team on a channel, nothing is known."""
    listed = list(of)
    known = figures.cadence((one.with_contact, one.expected) for one in listed if one.told)
    return scope.figure(known, any(one.expected for one in listed))


def channels(scope: Scope, found: list[TeamCadence]) -> Channels:
    """Return how the teams kept in touch, by team and week, and by channel."""
    listed = {
        one.channel: Named(one.channel, one.channel_ref, scope.texts.of(one.channel, "title", one.channel_title))
        for one in found
    }
    return Channels(
        cadence=cadence(scope, found),
        weeks=tuple(week.monday for week in found[0].weeks) if found else (),
        teams=tuple(
            _weeks(scope, team, own)
            for body, team in {**scope.teams, **scope.bodies}.items()
            if (own := [one for one in found if one.team == body])
        ),
        channels=tuple(
            ChannelCadence(name, cadence(scope, [one for one in found if one.channel == channel]))
            for channel, name in listed.items()
        ),
    )


def _standing(scope: Scope, one: Standing) -> TeamStanding:
    return TeamStanding(
        scope.teams[one.body], one.status, one.submitted, one.submitted_on, one.on_behalf, one.late, one.missing,
        one.unsaid, one.last_news_on,
    )  # fmt: skip


def _texts(scope: Scope, team: Named, month: TeamMonth) -> TeamTexts:
    words = {
        name: scope.text(month.id, name, getattr(month, name))
        for name in ("done", "problems", "next_month", "help_asked")
    }
    return TeamTexts(team=team, nothing_to_report=bool(month.nothing_to_report), **words)


def _row(
    scope: Scope,
    standing: Standing | None,
    team: Named | None,
    met: Met,
    came: Attended,
    actions: list[Promised],
    heard: list[TeamCadence],
) -> TeamRow:
    body: Id | None = team.id if team else None
    own = [each for each in actions if each.team == body]
    return TeamRow(
        team=team,
        meetings=_delivery(scope, met, body) if body else Figure(None, False),
        attendance=came.of_team(scope, body),
        actions=promises.closure(scope, own),
        late_actions=promises.late(scope, own),
        cadence=cadence(scope, heard),
        status=standing.status if standing else None,
        submitted=bool(standing and standing.submitted),
        submitted_on=standing.submitted_on if standing else None,
    )


def _delivery(scope: Scope, met: Met, team: Id) -> Figure:
    planned = [one for one in met.planned.meetings if met.invites(scope, team, one)]
    return delivery(scope, planned, met.outcomes.held)


def _weeks(scope: Scope, team: Named, own: list[TeamCadence]) -> TeamWeeks:
    known = [one for one in own if one.told]
    weeks = []
    for at in range(len(own[0].weeks)):
        figure = scope.figure(
            figures.cadence((one.weeks[at].with_contact, one.weeks[at].expected) for one in known),
            any(one.weeks[at].expected for one in own),
        )
        told = any(one.weeks[at].told for one in known) or not figure.applies
        weeks.append(Week(figure, scope.thresholds.tone(figure if told else Figure(None))))
    return TeamWeeks(scope.teams.get(team.id, team), cadence(scope, own), tuple(weeks))
