"""cop today: what is next for whoever asks; cop status: how the programme stands."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.table import cut
from cop.kernel import dates
from cop.kernel.types import Day, Id, Zone
from cop.store.database import Database, first

app = typer.Typer(rich_markup_mode=None)
AHEAD = 31
"""Days that today looks ahead."""
MOST = 5
TODAY = View(
    name="today",
    keys=("what", "start", "when", "title", "place", "ref"),
    table=("what", "when", "title", "place", "ref"),
    keep=frozenset({"ref", "when"}),
    bare=frozenset({"what", "when", "place"}),
    empty=f"nothing is planned in the next {AHEAD} days: cop meeting new TITLE plans a meeting",
)
COLLEAGUES = (
    "SELECT DISTINCT m.body FROM person me JOIN person h ON h.id = me.id OR h.partner = me.partner "
    "JOIN membership m ON m.person = h.id WHERE me.id = :person AND coalesce(m.from_on, '') <= :day "
    "AND coalesce(m.to_on, '9999') >= :day ORDER BY m.body"
)
"""The bodies of a person and of everybody at the same partner: a team wants to know where its mayor sits too."""
OVERDUE = "SELECT count(*) FROM milestone WHERE status = 'planned' AND due_on < :day"
MILESTONES = (
    "SELECT m.due_on, m.title, coalesce(m.code, substr(m.id, 1, 6)) FROM milestone m JOIN person h ON h.id = :person "
    "WHERE m.status = 'planned' AND (m.owner IN (h.id, h.partner) OR m.owner IN "
    "(SELECT s.body FROM membership s WHERE s.person = h.id AND coalesce(s.from_on, '') <= :day "
    "AND coalesce(s.to_on, '9999') >= :day))"
)
"""The open milestones of a person, of the partner where the person works, and of the bodies the person sits in."""
TRAININGS = (
    "SELECT d.start_on, coalesce(d.title, c.title), p.name, coalesce(d.code, substr(d.id, 1, 6)) FROM delivery d "
    "LEFT JOIN cycle c ON c.id = d.cycle JOIN partner p ON p.id = d.partner JOIN person h ON h.id = :person "
    "WHERE d.status = 'planned' AND coalesce(d.end_on, d.start_on) >= :day AND d.start_on <= :until "
    "AND (d.partner = h.partner OR EXISTS (SELECT t.id FROM delivery_trainer t WHERE t.delivery = d.id "
    "AND t.person = h.id)) ORDER BY d.start_on, d.id"
)
"""The trainings to come that a person gives, or that are given where the person works."""
REGISTERED = (
    "SELECT meeting FROM registration WHERE person = :person AND status IN ('registered', 'confirmed') ORDER BY meeting"
)
Row = tuple[str, str | None, str, str, str, str]


class Asker(NamedTuple):
    """Who asks, if cop knows: the person, their partner's bodies, the zone they live in, and the day it is there."""

    person: str | None
    name: str
    bodies: tuple[str, ...] | None
    zone: Zone
    day: Day


@app.command("today")
def today(ctx: Context) -> None:
    """Show what is next, and what awaits you; with --as, or cop config set as, your own."""
    with ctx.obj.reading() as store:
        asker = _asker(store.db, ctx.obj.actor, ctx.obj.now)
        rows = [row for section in SECTIONS for row in section(store.db, asker, ctx.obj.now)]
        out = ctx.obj.output
        if out.for_people and not out.open_page:
            day = dates.say_day(asker.day)
            name = cut(asker.name, out.width - len(day) - 2) if out.width else asker.name
            typer.echo(out.dim(f"{name}, {day}"))
            rows = _said_once(rows)
            out = out._replace(header=False)
        ctx.obj.emit(rows, TODAY, out)


@app.command("status")
def status(ctx: Context) -> None:
    """Show how the programme stands: teams, seats, meetings."""
    with ctx.obj.reading() as store:
        asker = _asker(store.db, None, ctx.obj.now)
        clock = ctx.obj.words(store.db).clock
        ctx.obj.facts(dict(_facts(store.db, asker, ctx.obj.now)), "status", {"last_change_at": clock})


def _asker(db: Database, actor: str | None, now: Any) -> Asker:
    """Return who asks; somebody this programme does not know asks for everybody."""
    from cop.kernel.errors import NotFound

    title, zone = first(db, "SELECT title, timezone FROM programme") or ("No title yet", "UTC")
    person, bodies = None, None
    if actor:
        from cop.store.references import find

        try:
            person = find(db, "person", actor)
        except NotFound:
            actor = None
    if person:
        role, team, own = first(
            db,
            "SELECT h.title, p.name, p.timezone FROM person h LEFT JOIN partner p ON p.id = h.partner WHERE h.id = :id",
            id=person,
        )
        title, zone = f"{role}, {team}" if team else role, own or zone
    day = dates.local_day(dates.from_instant(now, Zone(zone)))
    if person:
        bodies = tuple(row[0] for row in db.all(COLLEAGUES, person=person, day=day))
    return Asker(person, title, bodies, Zone(zone), day)


def _next(db: Database, asker: Asker, now: Any) -> Iterator[Row]:
    """Yield the meetings that come, as the asker's clock shows them."""
    from datetime import timedelta

    from cop.meetings.queries.sittings import sittings
    from cop.meetings.sitting import OFF

    until = dates.moment_text(now + timedelta(days=AHEAD))
    coming = sittings(db, dates.moment_text(now), until, bodies=asker.bodies)
    named = {row[0] for row in db.all(REGISTERED, person=asker.person)} - {one.id for one in coming}
    if named:  # an event to which no body of theirs is invited
        coming += [one for one in sittings(db, dates.moment_text(now), until) if one.id in named]
    coming.sort(key=lambda one: (one.start_utc, one.ref))
    for one in [one for one in coming if one.status not in OFF][:MOST]:
        here = dates.at_zone(one.start, asker.zone)
        when = f"{dates.say_short(dates.local_day(here))} {here[11:16]}"
        yield "next", one.start, when, one.title, one.place or one.mode or "", one.ref


def _given(db: Database, asker: Asker, now: Any) -> Iterator[Row]:
    """Yield the trainings to come that the asker gives, or that are given where the asker works."""
    if asker.person is None:
        return
    until = dates.shift(asker.day, AHEAD)
    for start, title, place, ref in db.all(TRAININGS, person=asker.person, day=asker.day, until=until)[:MOST]:
        yield "trains", start, dates.say_short(start), title, place, ref


def _vacant(db: Database, asker: Asker, now: Any) -> Iterator[Row]:
    """Yield how many seats nobody fills, in the asker's bodies or in all."""
    from cop.teams.queries import vacant_seats

    vacant = vacant_seats(db, asker.day)
    if asker.bodies is not None:
        from cop.store.references import short

        own = {short(db, "body", body) for body in asker.bodies}
        vacant = [row for row in vacant if row[2] in own]
    if vacant:
        yield (
            "seats",
            None,
            "",
            "1 is vacant" if len(vacant) == 1 else f"{len(vacant)} are vacant",
            "",
            "cop seat vacant",
        )


def _mine(db: Database, asker: Asker, now: Any) -> Iterator[Row]:
    """Yield what the asker has promised and is late or due soon; for nobody known, how many are late at all."""
    from cop.meetings.queries import actions

    if asker.person is None:
        yield from _late("actions", actions.counted(db, asker.day)[1], "cop action list --late")
        (overdue,) = first(db, OVERDUE, day=asker.day)
        yield from _late("milestones", overdue, "cop milestone list --late")
        return
    until = dates.shift(asker.day, AHEAD)
    awaited = [(one.due_on, one.title, one.ref, "action") for one in actions.of_asker(db, asker.person, asker.day)]
    awaited += [(*row, "milestone") for row in db.all(MILESTONES, person=asker.person, day=asker.day)]
    found = sorted((due, title, ref, noun) for due, title, ref, noun in awaited if due and due <= until)
    for due, title, ref, _ in found[:MOST]:
        yield "mine", due, _when_due(due, asker.day), title, "", ref
    if more := found[MOST:]:
        nouns = dict.fromkeys(noun for *_, noun in more)
        lists = ", ".join(f"cop {noun} list --mine" for noun in nouns)
        yield "mine", None, "", f"and {len(more)} more", "", lists


def _late(what: str, count: int, line: str) -> Iterator[Row]:
    if count:
        yield what, None, "", "1 is late" if count == 1 else f"{count} are late", "", line


def _when_due(due: Day, today: Day) -> str:
    """Return by when something is due, or since when it is late."""
    days = (dates.day(today) - dates.day(due)).days
    return f"late {days} day{'' if days == 1 else 's'}" if days > 0 else f"due {dates.say_short(due)[4:]}"


def _month(db: Database, asker: Asker, now: Any) -> Iterator[Row]:
    """Yield that the asker's team has not submitted the month that is over."""
    if asker.person is None:
        return
    from cop.months import whose

    team = whose.own_team(db, Id(asker.person), asker.day)
    month = whose.untold(db, team, asker.day) if team else None
    if month:
        due = whose.due_of(db, month)
        yield "month", due, _when_due(due, asker.day), f"{dates.say_month(month)} is not submitted yet", "", "cop month"


SECTIONS = (_next, _given, _mine, _month, _vacant)
"""What today tells, in order; each knows the file, who asks, and the moment."""


def _said_once(rows: list[Row]) -> list[Row]:
    """Return rows of which only the first of a sort says what it is."""
    sorts = [row[0] for row in rows]
    return [(row[0].capitalize() if sorts.index(row[0]) == at else "", *row[1:]) for at, row in enumerate(rows)]


def _facts(db: Database, asker: Asker, now: Any) -> Iterator[tuple[str, object]]:
    from datetime import timedelta

    from cop.meetings.queries.actions import counted
    from cop.meetings.queries.attendance import count_unrecorded
    from cop.meetings.queries.sittings import sittings
    from cop.meetings.sitting import OFF
    from cop.store.entry import wall_text
    from cop.teams.queries import seats

    programme = first(db, "SELECT title, status, start_on, end_on FROM programme") or (None, None, None, None)
    yield from zip(("title", "status", "start_on", "end_on"), programme, strict=True)
    for kind, plural in (("partner", "partners"), ("person", "people"), ("body", "bodies"), ("series", "series")):
        yield plural, first(db, f"SELECT count(*) FROM {kind}")[0]
    places = seats(db, asker.day)
    yield "seats", len(places)
    yield "vacant_seats", sum(1 for row in places if row[-1])
    yield "meetings_held", first(db, "SELECT count(*) FROM meeting WHERE status = 'held'")[0]
    yield "attendance_missing", count_unrecorded(db)
    soon = sittings(db, dates.moment_text(now), dates.moment_text(now + timedelta(days=AHEAD)))
    coming = [one for one in soon if one.status not in OFF]
    yield f"meetings_in_{AHEAD}_days", len(coming)
    yield "next_meeting", coming[0].ref if coming else None
    yield from zip(("open_actions", "late_actions"), counted(db, asker.day), strict=True)
    yield "conflicts", first(db, "SELECT count(*) FROM conflict")[0]
    (wall,) = first(db, "SELECT max(wall) FROM entry")
    yield "last_change_at", wall_text(wall)
