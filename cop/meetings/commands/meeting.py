"""cop meeting: single meetings, and the dates of a series as soon as something is said about them."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import say
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.kernel import dates
from cop.kernel.errors import NotFound
from cop.kernel.types import ZonedTime
from cop.meetings.commands import listing, options
from cop.meetings.commands.saying import afterwards, noted, noun, reason, told
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import Sitting

if TYPE_CHECKING:
    from cop.meetings.operations.meeting import Hour, Kept
    from cop.store.database import Database
    from cop.store.typed import Reading

app = typer.Typer(rich_markup_mode=None)


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str, typer.Argument(help="What the invitation calls it.")],
    at: Annotated[str | None, typer.Option(metavar="HOUR", help='When: "17 jul 2024 11:00".')] = None,
    body: options.Body = None,
    code: options.Code = None,
    tz: options.Zone = None,
    length: options.Length = None,
    mode: options.Mode = None,
    place: options.Place = None,
    link: options.Link = None,
    invite: options.Invite = None,
    last_day: options.LastDay = None,
    kind: Annotated[str | None, typer.Option(help="Such as workshop or field_visit.")] = None,
    set: options.Set = None,
    force: options.Force = False,
) -> None:
    """Plan a meeting."""
    from cop.console.ask import require
    from cop.meetings import typed
    from cop.meetings.operations import meeting as operations
    from cop.meetings.records import Meeting

    body, at = require(body, "--body", "Which body meets"), require(at, "--at", "On which day and at what hour")
    with ctx.obj.writing("meeting new") as draft:
        how = ctx.obj.words(draft.db)
        hour = noted(typed.read_hour(at, tz, how, whole_days=last_day is not None))
        meeting = Meeting(
            title=title, code=code, body=typed.find_bodies(draft.db, [body])[0], kind=typed.read_word(kind),
            start=hour, duration_minutes=typed.read_minutes(length, 60), last_on=typed.read_last_day(last_day, how),
            mode=typed.read_word(mode), place=place, link=link,
        )  # fmt: skip
        invited = typed.find_bodies(draft.db, invite or ())
        kept = operations.new(draft, meeting, invited, set or (), how, force=force)
        ref = code or kept.meeting.id[:6]
        lines = _about(ctx, draft.db, kept, f'cop agenda add {ref} "..."')
    told(ctx, "saved", ref, kept.meeting, lines)


@app.command("list")
def list_(
    ctx: Context,
    month: Annotated[str | None, typer.Option(help="Only this month: 2024-07, july, next.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help="From this day on; today unless said.")
    ] = None,
    to: Annotated[str | None, typer.Option(metavar="DAY", help="To this day, it included.")] = None,
    body: Annotated[list[str] | None, typer.Option(help="Convened by or inviting this body; may be repeated.")] = None,
    status: Annotated[
        str | None,
        typer.Option(help="planned, convened, held, postponed, cancelled or skipped."),
    ] = None,
    person: Annotated[str | None, typer.Option(metavar="PERSON", help="Only those this person is invited to.")] = None,
    partner: Annotated[
        str | None, typer.Option(metavar="PARTNER", help="Only those of this partner's bodies, seats and people.")
    ] = None,
) -> None:
    """List meetings, of series too, from today on unless told otherwise."""
    with ctx.obj.reading() as store:
        listing.emit(ctx.obj, store.db, listing.Wanted(month, from_, to, body, status, person, partner))


@app.command("show")
def show(ctx: Context, ref: options.Ref) -> None:
    """Show all that is known of one meeting: hours, people invited, agenda."""
    from cop.meetings import telling

    with ctx.obj.reading() as store:
        of = queries.find_sitting(store.db, ref)
        people = ctx.obj.output.for_people
        more = telling.about(store.db, of, for_people=people)
        more["still_open"] = telling.carried(store.db, of, ctx.obj.now, for_people=people)
        ctx.obj.one(store.db, telling.record(store.db, of), more)


@app.command("edit")
def edit(
    ctx: Context,
    ref: options.Ref,
    set: options.Set = None,
    title: Annotated[str | None, typer.Option(help="What the invitation calls it.")] = None,
    at: Annotated[
        str | None, typer.Option(metavar="HOUR", help="The right hour; postpone says that it was put off.")
    ] = None,
    tz: options.Zone = None,
    length: options.Length = None,
    mode: options.Mode = None,
    place: options.Place = None,
    link: options.Link = None,
    last_day: options.LastDay = None,
    invite: options.Invite = None,
    force: options.Force = False,
) -> None:
    """Correct one meeting."""
    from cop.meetings import typed
    from cop.meetings.operations import meeting as operations
    from cop.teams.commands.words import given

    with ctx.obj.writing(f"{noun(ctx)} edit") as draft:
        of, how = queries.find_sitting(draft.db, ref), ctx.obj.words(draft.db)
        hour = _hour(of, at, tz, length, last_day, how)
        invited = typed.find_bodies(draft.db, invite or ())
        sets = [*given(title=title, mode=mode, place=place, link=link), *(set or ())]
        kept = operations.edit(draft, of, sets, how, hour, invited, force=force)
        lines = _about(ctx, draft.db, kept, f"cop {noun(ctx)} show {of.ref}")
    told(ctx, "saved", of.ref, kept.meeting, lines)


@app.command("move")
def move(
    ctx: Context, ref: options.Ref, to: options.To = None, tz: options.Zone = None, force: options.Force = False
) -> None:
    """Let one meeting begin at another hour or on another day; postpone says that it was put off, and why."""
    from cop.console.ask import require
    from cop.meetings.operations import meeting as operations

    to = require(to, "--to", "To which day and hour")
    with ctx.obj.writing(f"{noun(ctx)} move") as draft:
        of, how = queries.find_sitting(draft.db, ref), ctx.obj.words(draft.db)
        kept = operations.edit(draft, of, (), how, _hour(of, to, tz, None, None, how), (), force=force)
        lines = _about(ctx, draft.db, kept, f"cop {noun(ctx)} show {of.ref}")
    told(ctx, "moved", of.ref, kept.meeting, lines)


@app.command("convene")
def convene(ctx: Context, ref: options.Ref, force: options.Force = False) -> None:
    """Say that people have been called together, also after it was cancelled."""
    from cop.meetings.operations import meeting as operations

    with ctx.obj.writing(f"{noun(ctx)} convene") as draft:
        of = queries.find_sitting(draft.db, ref)
        kept = operations.convene(draft, of, force=force)
        lines = _about(ctx, draft.db, kept, f"cop {noun(ctx)} hold {of.ref}")
    told(ctx, "convened", of.ref, kept.meeting, lines)


@app.command("hold")
def hold(ctx: Context, ref: options.Ref) -> None:
    """Say that one meeting was held."""
    from cop.meetings.operations import meeting as operations
    from cop.meetings.queries.attendance import recorded

    with ctx.obj.writing("meeting hold") as draft:
        of = queries.find_sitting(draft.db, ref)
        held = operations.hold(draft, of, ctx.obj.now)
        items = queries.agenda(draft.db, of)
        told_already = recorded(draft.db, [of.id])
        then = [] if told_already else afterwards(ctx, f"next: cop attendance all {of.ref} --except PERSON")
        then += afterwards(ctx, f'next: cop agenda outcome {items[0].ref} "..."') if items else []
    told(ctx, "held", of.ref, held, [_full(of.start), *then])


@app.command("postpone")
def postpone(
    ctx: Context,
    ref: options.Ref,
    to: options.To = None,
    tz: options.Zone = None,
    length: options.Length = None,
    force: options.Force = False,
) -> None:
    """Put one meeting off to another day or hour; --why is kept with it."""
    from cop.meetings.operations import meeting as operations

    to = ctx.obj.require(to, "--to", "To which day and hour")
    with ctx.obj.writing(f"{noun(ctx)} postpone") as draft:
        of, how = queries.find_sitting(draft.db, ref), ctx.obj.words(draft.db)
        kept = operations.postpone(draft, of, _hour(of, to, tz, length, None, how), reason(ctx, draft), force=force)
        lines = _about(ctx, draft.db, kept, f"cop {noun(ctx)} convene {of.ref}")
    told(ctx, "postponed", of.ref, kept.meeting, lines)


@app.command("cancel")
def cancel(ctx: Context, ref: options.Ref) -> None:
    """Say that one meeting will not take place; --why is kept with it."""
    from cop.meetings.operations import meeting as operations

    with ctx.obj.writing(f"{noun(ctx)} cancel") as draft:
        of = queries.find_sitting(draft.db, ref)
        known = of.reason if of.status == "cancelled" else None
        cancelled = operations.cancel(draft, of, reason(ctx, draft, known))
    told(ctx, "cancelled", of.ref, cancelled, [_full(of.start), *afterwards(ctx, "cop undo takes it back")])


@app.command("remove")
def remove(ctx: Context, ref: options.Ref) -> None:
    """Remove one meeting; its history stays, restore brings it back. A date of a series stands as before."""
    from cop.meetings.operations import meeting as operations

    with ctx.obj.writing(f"{noun(ctx)} remove") as draft:
        of = queries.find_sitting(draft.db, ref)
        ctx.obj.confirm(f"Remove {of.title}, {_full(of.start)}?")
        removed = operations.remove(draft, of)
    told(ctx, "removed", of.ref, removed, afterwards(ctx, f"cop {noun(ctx)} restore {of.id} brings it back"))


@app.command("history")
def history(ctx: Context, ref: options.Ref) -> None:
    """Show every value that one meeting ever had, by whom and when."""
    from cop.meetings.records import Meeting
    from cop.store import past

    with ctx.obj.reading() as store:
        try:
            meeting = queries.find_sitting(store.db, ref).id
        except NotFound:
            meeting = past.find_ever(store.db, Meeting, ref)
        ctx.obj.past(store.db, "meeting", meeting)


def _full(start: ZonedTime) -> str:
    return f"{dates.say_day(dates.local_day(start))}  {start[11:16]} {dates.city(dates.zone_of(start))}"


def _keep(draft: Any, meeting: Any) -> Any:
    from cop.meetings.operations.meeting import keep

    return keep(draft, meeting)


def _hour(
    of: Sitting, at: str | None, tz: str | None, length: str | None, last_day: str | None, how: "Reading"
) -> "Hour":
    """Return when a meeting shall be, as far as it was said."""
    from cop.meetings import typed
    from cop.meetings.operations.meeting import Hour

    start = noted(typed.read_new_hour(at, tz, how, of.start)) if at else None
    minutes = dates.parse_minutes(length) if length else None
    return Hour(start, minutes, typed.read_last_day(last_day, how))


def _about(ctx: Context, db: "Database", kept: "Kept", then: str) -> list[str]:
    """Return the lines of a confirmation, having said aloud what a person should know."""
    from cop.meetings import telling

    for doubt in kept.doubts:
        say(f"note: {doubt}")
    made = kept.meeting
    following = afterwards(ctx, f"next: {then}")
    return telling.confirmation(db, made.start, made.duration_minutes, made.last_on, kept.bodies, following)


add_common_verbs(app, "meeting", keep=_keep)
