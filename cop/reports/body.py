"""A body's year: its meetings with who came, what was decided, what is still to be done, who joined and who left."""

from collections.abc import Iterable
from datetime import datetime

from cop.documents.words import Texts
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id
from cop.meetings.queries.actions import actions
from cop.meetings.queries.attendance import invited
from cop.meetings.queries.decisions import decisions
from cop.meetings.sitting import OFF, Sitting
from cop.reports.body_report import BodyMeeting, BodyReport, Item, MemberChange
from cop.reports.parts import attendance, meetings, promises
from cop.reports.parts.scope import Scope
from cop.reports.report import ActionLine, DecisionLine
from cop.reports.sections.body import document
from cop.store.database import Database, within
from cop.teams.queries import programme
from cop.teams.records import Body

__all__ = ["BodyReport", "build_body", "document"]

YEARS = range(dates.FIRST_YEAR, dates.LAST_YEAR + 1)


def build_body(db: Database, body: Id, year: int, as_of: datetime) -> BodyReport:
    """Return a body's calendar year as the tables show it, which is as of a moment.

    Raises:
        BadInput: cop keeps no such year.
    """
    if year not in YEARS:
        raise BadInput(f"{year} is no year of a programme", "say a year such as 2024")
    of = programme(db)
    first_on, last_on = Day(f"{year}-01-01"), Day(f"{year}-12-31")
    scope = Scope(db, of, first_on, last_on, dates.moment_text(as_of), Texts(db))
    found = [one for one in meetings.meetings_in(scope, first_on, last_on) if one.body == body]
    held = [one for one in found if one.status == "held"]
    came = attendance.attend(scope, held, invited(db, held))
    about = _about(db, body)
    return BodyReport(
        programme=scope.texts.of(of.id, "title", of.title),
        body=scope.bodies[body],
        mandate=scope.text(body, "mandate", about.mandate),
        year=year,
        first_on=first_on,
        last_on=last_on,
        timezone=scope.zone,
        as_of=scope.as_of,
        begun=scope.begun,
        over=scope.today > last_on,
        meetings=_meetings(scope, came, found),
        held=len(held),
        min_meetings=about.min_meetings_per_year,
        min_kept=_min_kept(about.min_meetings_per_year, len(held), over=scope.today > last_on),
        attendance=attendance.tell(scope, came).total.rate,
        quorums=came.quorum_rate,
        decisions=_decisions(scope, body),
        actions=_actions(scope, body),
        members=tuple(_members(scope, body)),
    )


def _min_kept(least: int | None, held: int, *, over: bool) -> bool | None:
    if least is None or (held < least and not over):
        return None
    return held >= least


def _about(db: Database, body: Id) -> Body:
    from cop.store import queries

    found = queries.one(db, Body, body)
    assert found is not None, "the body was found by its name"
    return found


def _meetings(scope: Scope, came: attendance.Attended, found: Iterable[Sitting]) -> tuple[BodyMeeting, ...]:
    listed = sorted((one for one in found if one.status not in OFF), key=lambda one: (one.start_utc, one.ref))
    rows = within(
        scope.db,
        "SELECT meeting, id, title, outcome, ordinal FROM agenda_item WHERE meeting IN (:values)",
        [one.id for one in listed],
    )
    agenda: dict[Id, list[Item]] = {}
    for meeting, item, title, outcome, _ in sorted(rows, key=lambda row: (row[4], row[1])):
        said = Item(scope.texts.of(item, "title", title), scope.text(item, "outcome", outcome))
        agenda.setdefault(meeting, []).append(said)
    return tuple(
        BodyMeeting(meetings.line(scope, came, one, None), tuple(agenda.get(one.id, ()))) for one in listed
    )  # fmt: skip


def _decisions(scope: Scope, body: Id) -> tuple[DecisionLine, ...]:
    found = decisions(
        scope.db,
        "x.body = :body AND ((x.decided_on >= :first AND x.decided_on <= :last) OR (x.decided_on IS NULL "
        "AND x.status IN ('proposed', 'open', 'objected')))",
        body=body, first=scope.first_on, last=scope.by,
    )  # fmt: skip
    return tuple(promises.decision(scope, one) for one in found)


def _actions(scope: Scope, body: Id) -> tuple[ActionLine, ...]:
    found = actions(
        scope.db,
        "(coalesce(d.body, m.body) = :body OR x.owner = :body) AND (x.status = 'open' OR x.closed_on > :by)",
        body=body, by=scope.by,
    )  # fmt: skip
    told = [promises.promise(scope, one) for one in found]
    return tuple(promises.line(scope, each) for each in told if each.promise.is_open(scope.by))


def _members(scope: Scope, body: Id) -> Iterable[MemberChange]:
    rows = scope.db.all(
        "SELECT m.person, h.title, m.role, coalesce(s.title, s.code), m.from_on, m.to_on FROM membership m "
        "JOIN person h ON h.id = m.person LEFT JOIN seat s ON s.id = m.seat WHERE m.body = :body "
        "AND ((m.from_on >= :first AND m.from_on <= :by) OR (m.to_on >= :first AND m.to_on <= :by)) "
        "ORDER BY m.from_on IS NULL, m.from_on, m.to_on, h.title, m.id",
        body=body, first=scope.first_on, by=scope.by,
    )  # fmt: skip
    for person, title, role, seat, from_on, to_on in rows:
        who = scope.people[person]
        place = scope.text(who.partner, "name", who.partner_name) if who.partner else None
        joined = from_on if from_on and from_on >= scope.first_on else None
        left = to_on if to_on and to_on <= scope.by else None
        yield MemberChange(scope.texts.of(person, "title", title), place, role, seat, joined, left)
