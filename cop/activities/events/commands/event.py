"""cop event: schools, visits, workshops, trainings, sessions; who may come, who is missing, whom they reached."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.events import queries
from cop.activities.events.commands import places
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.meetings.commands import listing, meeting, options
from cop.meetings.commands.listing import Wanted
from cop.meetings.commands.saying import afterwards, told
from cop.meetings.queries.sittings import find_sitting

if TYPE_CHECKING:
    from collections.abc import Callable

    from cop.activities.events.queries import Event
    from cop.kernel.types import Zone
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
EVENTS = View(
    name="events",
    keys=(
        "id", "ref", "title", "kind", "start", "start_utc", "duration_minutes", "last_on", "mode", "place", "host",
        "host_name", "concerns", "concerns_title", "within", "repeats", "capacity", "is_open", "asked", "registered",
        "came", "headcount", "status", "reason",
    ),
    table=("start", "title", "registered", "status", "ref"),
    titles={"registered": "people"},
    keep=frozenset({"start", "ref"}),
    right=frozenset({"came", "asked", "capacity", "headcount", "duration_minutes"}),
    bare=frozenset({"registered"}),
    ref="ref",
)  # fmt: skip

TOLD_BETTER = ("start", "duration_minutes", "last_on", "start_utc", "is_open")
"""Fields that a person reads under when and under places."""


def _of_event(verb: "Callable[..., None]") -> str:
    """Return what a verb of meetings does, said of events: an event is a meeting that takes more."""
    return str(verb.__doc__).replace("one meeting", "one event")


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What the invitation calls it.")] = None,
    kind: Annotated[
        str | None, typer.Option(help="Such as workshop, field_visit, summer_school, webinar, tot.")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First whole day.")] = None,
    to_day: Annotated[
        str | None, typer.Option("--to-day", metavar="DAY", help="Last day; one day unless said.")
    ] = None,
    at: Annotated[str | None, typer.Option(metavar="HOUR", help='Where it takes hours only: "13 jun 17:00".')] = None,
    length: options.Length = None,
    tz: options.Zone = None,
    place: options.Place = None,
    host: Annotated[str | None, typer.Option(metavar="PARTNER", help="At whose place it is.")] = None,
    mode: options.Mode = None,
    link: options.Link = None,
    code: options.Code = None,
    body: Annotated[str | None, typer.Option(help="Body that organises it; the secretariat unless said.")] = None,
    invite: options.Invite = None,
    pilot: Annotated[str | None, typer.Option(metavar="PILOT", help="Pilot that it is for.")] = None,
    cycle: Annotated[str | None, typer.Option(metavar="CYCLE", help="Training cycle that it is for.")] = None,
    concerns: Annotated[
        str | None, typer.Option(metavar="REF", help="Cycle, pilot, work package or activity that it is for.")
    ] = None,
    within: Annotated[str | None, typer.Option(metavar="EVENT", help="Larger event that it belongs to.")] = None,
    repeats: Annotated[
        str | None, typer.Option(metavar="EVENT", help="Event that it repeats, such as in another language.")
    ] = None,
    seats: Annotated[int | None, typer.Option(metavar="N", help="How many people there is room for.")] = None,
    is_open: Annotated[bool, typer.Option("--open-to-all", help="Anybody may register.")] = False,
    set: options.Set = None,
    force: options.Force = False,
) -> None:
    """Plan an event."""
    from dataclasses import replace

    from cop.activities.events.commands import planning
    from cop.meetings.operations import meeting as operations
    from cop.meetings.typed import find_bodies, read_word

    title = ctx.obj.require(title, "TITLE", "What is it called")
    kind = ctx.obj.require(kind, "--kind", "What kind of event is it, such as workshop or field_visit")
    first = from_ if at else ctx.obj.require(from_, "--from", "On which day does it begin")
    hours = planning.Hours(first, to_day, at, tz, length)
    links = planning.Links(body, host, concerns, pilot, cycle, within, repeats)
    with ctx.obj.writing("event new") as draft:
        how = ctx.obj.words(draft.db)
        event = planning.planned(draft.db, title, kind, hours, links, how)
        event = replace(event, code=code, mode=read_word(mode), place=place, link=link, capacity=seats, is_open=is_open)
        kept = operations.new(draft, event, find_bodies(draft.db, invite or ()), set or (), how, force=force)
        ref = code or kept.meeting.id[:6]
        lines = planning.about(ctx, draft.db, kept, f"cop registration new {ref} PERSON")
    told(ctx, "saved", ref, kept.meeting, lines)


@app.command("list")
def list_(
    ctx: Context,
    kind: Annotated[str | None, typer.Option(help="Only events of this kind.")] = None,
    month: Annotated[str | None, typer.Option(help="Only this month: 2024-07, july, next.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From this day on; today unless said.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="DAY", help="To this day, it included.")] = None,
    host: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only at this partner's place.")] = None,
    status: Annotated[str | None, typer.Option(help="planned, convened, held, postponed or cancelled.")] = None,
) -> None:
    """List events from today on unless told otherwise, with how many are registered and came."""
    from cop.kernel import dates
    from cop.kernel.errors import BadInput

    if status not in (None, *listing.STATUSES):
        raise BadInput(f'no event is "{status}"', f"use one of {', '.join(listing.STATUSES)}")
    with ctx.obj.reading() as store:
        how = ctx.obj.words(store.db)
        first, last = listing.period(Wanted(month, from_, to, None, status, None, None), how)
        since, until = (dates.midnight(day, how.zone) for day in (first, dates.shift(last, 1)))
        at = _partner(store.db, host)
        sort = kind.strip().lower().replace(" ", "_") if kind else None
        found = [
            one
            for one in queries.events(store.db, since, until)
            if sort in (None, one.sitting.kind) and at in (None, one.host) and status in (None, one.sitting.status)
        ]
        _list(ctx, store.db, found, how.zone, f"no event from {dates.say_day(first)} to {dates.say_day(last)}")


@app.command("show")
def show(ctx: Context, ref: options.Ref) -> None:
    """Show all that is known of one event: who is registered, who is missing, its parts and what follows from it."""
    from cop.activities.events import telling as events
    from cop.meetings import telling

    with ctx.obj.reading() as store:
        of, people = find_sitting(store.db, ref), ctx.obj.output.for_people
        more = telling.about(store.db, of, for_people=people) | events.beside(store.db, of, for_people=people)
        ctx.obj.one(store.db, telling.record(store.db, of), more, TOLD_BETTER)


for _verb in (places.quota, places.target, places.missing, places.reach):
    app.command(_verb.__name__)(_verb)
for _verb in (meeting.edit, meeting.move, meeting.convene):
    app.command(_verb.__name__, help=_of_event(_verb))(_verb)


@app.command("hold")
def hold(
    ctx: Context,
    ref: options.Ref,
    headcount: Annotated[
        int | None, typer.Option(metavar="N", help="How many came, as counted where nobody was named.")
    ] = None,
) -> None:
    """Say that one event was held, and how many were counted there."""
    from cop.activities.events.operations import count_heads
    from cop.meetings import telling
    from cop.meetings.operations import meeting as operations

    with ctx.obj.writing("event hold") as draft:
        of = find_sitting(draft.db, ref)
        held = operations.hold(draft, of, ctx.obj.now)
        if headcount is not None:
            held = count_heads(draft, held, headcount)
        counted = [] if headcount is None else [f"{headcount} counted"]
        when = telling.hours(draft.db, of.start, of.duration_minutes, of.last_on, [of.body])
    told(
        ctx,
        "held",
        of.ref,
        held,
        [when, *counted, *afterwards(ctx, f"next: cop attendance all {of.ref} --except PERSON")],
    )


for _verb in (meeting.postpone, meeting.cancel, meeting.remove, meeting.history):
    app.command(_verb.__name__, help=_of_event(_verb))(_verb)


def _partner(db: "Database", typed: str | None) -> str | None:
    if typed is None:
        return None
    from cop.store.references import find

    return find(db, "partner", typed)


def _list(ctx: Context, db: "Database", found: "list[Event]", zone: "Zone", none: str) -> None:
    from cop.activities.events import telling
    from cop.kernel import dates

    counts = queries.counts(db, [one.sitting for one in found])
    rows = [_row(one, *counts[one.sitting.id]) for one in found]
    if ctx.obj.output.for_people:
        year = len({one.sitting.day[:4] for one in found}) > 1
        at, of = EVENTS.keys.index("start"), EVENTS.keys.index("registered")
        for row, one in zip(rows, found, strict=True):
            row[at] = telling.when(one.sitting, zone, year=year)
            row[of] = telling.head(one, counts[one.sitting.id])
    titles = {**EVENTS.titles, "start": f"when in {dates.city(zone)}"}
    ctx.obj.emit(rows, EVENTS._replace(titles=titles, empty=f"{none}: --month, --from or --to looks elsewhere"))


def _row(one: "Event", asked: int, registered: int, came: int) -> list[object]:
    of = one.sitting
    return [
        of.id, of.ref, of.title, of.kind, of.start, of.start_utc, of.duration_minutes, of.last_on, of.mode, of.place,
        one.host_ref, one.host_name, one.concerns_ref, one.concerns_title, one.within_ref, one.repeats_ref,
        one.capacity, one.is_open, asked, registered, came, one.headcount, of.status, of.reason,
    ]  # fmt: skip


def _keep(draft: Any, record: Any) -> Any:
    from cop.meetings.operations.meeting import keep

    return keep(draft, record)


add_common_verbs(app, "event", "meeting", keep=_keep, thing="event")
