"""cop series: meetings that return by a rule, such as monthly on first wed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.kernel import dates
from cop.meetings.commands import options
from cop.meetings.commands.saying import afterwards, noted, told
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import Sitting

if TYPE_CHECKING:
    from cop.meetings.operations.series import Begun, Ending
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
SERIES = View(
    name="series",
    keys=("id", "code", "title", "body", "rule", "start", "duration_minutes", "until_on", "mode", "place", "link"),
    table=("code", "title", "rule", "start", "until_on"),
    titles={"until_on": "until", "start": "hour"},
    keep=frozenset({"code", "rule"}),
    right=frozenset({"duration_minutes"}),
    say={"start": lambda start: f"{start[11:16]} {dates.city(dates.zone_of(start))}"},
    empty='no series yet: cop series new TITLE --body BODY --rule "monthly on last tue 10:00"',
    ref="id",
)
Day = Annotated[str, typer.Argument(metavar="DAY", help="The date that the rule gives: 2024-06-05.")]
Rule = Annotated[str | None, typer.Option(help='The rhythm and the hour: "monthly on last tue 10:00".')]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")]
SHOWN = 12
"""How many dates `series show` tells."""


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str, typer.Argument(help="What the invitation calls it.")],
    rule: Rule = None,
    body: options.Body = None,
    code: options.Code = None,
    tz: options.Zone = None,
    length: options.Length = None,
    from_: From = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Last day on which it may fall.")] = None,
    mode: options.Mode = None,
    place: options.Place = None,
    link: options.Link = None,
    invite: options.Invite = None,
    set: options.Set = None,
    force: options.Force = False,
) -> None:
    """Begin a series of meetings."""
    from cop.console.ask import require
    from cop.meetings import typed
    from cop.meetings.operations import series as operations
    from cop.meetings.records import Series

    body, rule = require(body, "--body", "Which body meets"), require(rule, "--rule", "How often, and at what hour")
    with ctx.obj.writing("series new") as draft:
        how = ctx.obj.words(draft.db)
        words, start = typed.read_rhythm(rule, from_, tz, how)
        series = Series(
            title=title, code=code, body=typed.find_bodies(draft.db, [body])[0], rule=words, start=noted(start),
            duration_minutes=typed.read_minutes(length, 60), until_on=typed.read_last_day(until, how),
            mode=typed.read_word(mode), place=place, link=link,
        )  # fmt: skip
        invited = typed.find_bodies(draft.db, invite or ())
        _begun(ctx, draft.db, operations.new(draft, series, invited, set or (), how, force=force))


@app.command("list")
def list_(ctx: Context) -> None:
    """List the series."""
    with ctx.obj.reading() as store:
        found = queries.all_series(store.db)
        ctx.obj.emit([(one.id, one.code, one.title, one.body_code, *one[5:]) for one in found], SERIES)


@app.command("show")
def show(ctx: Context, ref: options.SeriesRef) -> None:
    """Show one series and its coming dates."""
    from cop.meetings import telling
    from cop.meetings.records import Series
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Series, ref)
        today = dates.local_day(dates.from_instant(ctx.obj.now, dates.zone_of(found.start)))
        more = telling.coming(store.db, found.id, today, SHOWN, for_people=ctx.obj.output.for_people)
        ctx.obj.one(store.db, found, more)


@app.command("edit")
def edit(
    ctx: Context,
    ref: options.SeriesRef,
    set: options.Set = None,
    invite: options.Invite = None,
    force: options.Force = False,
) -> None:
    """Change what one series says; `change` is for its rhythm, `end` for its last day."""
    from cop.meetings import typed
    from cop.meetings.operations import series as operations
    from cop.meetings.records import Series
    from cop.store import references

    with ctx.obj.writing("series edit") as draft:
        old = references.get(draft.db, Series, ref)
        invited = typed.find_bodies(draft.db, invite or ())
        new = operations.edit(draft, old, set or (), ctx.obj.words(draft.db), invited, force=force)
        ctx.obj.saved("saved", new, afterwards(ctx, f"next: cop series show {ref}"))


@app.command("skip")
def skip(ctx: Context, ref: options.SeriesRef, day: Day) -> None:
    """Leave out one date."""
    from cop.meetings import telling
    from cop.meetings.operations import series as operations

    with ctx.obj.writing("series skip") as draft:
        of = _date(ctx, draft.db, ref, day)
        operations.skip(draft, of, draft.note)
        record = telling.record(draft.db, of)
    back = afterwards(ctx, f"cop series keep {ref} {of.original_on} puts it back")
    told(ctx, "skipped", of.ref, record, [_day(of), *back])


@app.command("move")
def move(
    ctx: Context,
    ref: options.SeriesRef,
    day: Day,
    to: Annotated[str, typer.Argument(metavar="TO", help="The new day, with an hour if that changes too.")],
    tz: options.Zone = None,
    force: options.Force = False,
) -> None:
    """Let one date fall on another day or at another hour."""
    from cop.meetings import telling, typed
    from cop.meetings.operations import series as operations

    with ctx.obj.writing("series move") as draft:
        of = _date(ctx, draft.db, ref, day)
        start = noted(typed.read_new_hour(to, tz, ctx.obj.words(draft.db), of.start))
        bodies, doubts = operations.move(draft, of, start, draft.note, force=force)
        for doubt in doubts:
            say(f"note: {doubt}")
        then = afterwards(ctx, f"next: cop meeting show {of.ref}")
        lines = telling.confirmation(draft.db, start, of.duration_minutes, of.last_on, bodies, then)
        record = telling.record(draft.db, of._replace(start=start))
    told(ctx, "moved", of.ref, record, lines)


@app.command("keep")
def keep(ctx: Context, ref: options.SeriesRef, day: Day, force: options.Force = False) -> None:
    """Let one date that was skipped or moved fall where the rhythm has it."""
    from cop.meetings import telling
    from cop.meetings.operations import series as operations

    with ctx.obj.writing("series keep") as draft:
        of = _date(ctx, draft.db, ref, day)
        start = operations.keep(draft, of, force=force)
        record = telling.record(draft.db, of._replace(start=start))
    told(ctx, "kept", of.ref, record, [f"{dates.say_day(dates.local_day(start))}  {start[11:16]}"])


@app.command("change")
def change(
    ctx: Context,
    ref: options.SeriesRef,
    rule: Rule = None,
    from_: From = None,
    tz: options.Zone = None,
    length: options.Length = None,
    code: options.Code = None,
    force: options.Force = False,
) -> None:
    """Change the rhythm from a day on: the series ends the day before, and a new one begins."""
    from cop.console.ask import require
    from cop.meetings import typed
    from cop.meetings.operations import series as operations
    from cop.meetings.records import Series
    from cop.store import references

    rule = require(rule, "--rule", "How often from now on, and at what hour")
    from_ = require(from_, "--from", "From which day on")
    with ctx.obj.writing("series change") as draft:
        old = references.get(draft.db, Series, ref)
        words, start = typed.read_rhythm(rule, from_, tz or dates.zone_of(old.start), ctx.obj.words(draft.db))
        minutes = typed.read_minutes(length, old.duration_minutes)
        last = dates.shift(dates.local_day(start.value), -1)
        _agree(ctx, operations.after(draft, old, last))
        begun = operations.change(draft, old, noted(start), words, minutes, code, force=force)
        ctx.obj.saved("ended", old, [f"its last day is {dates.say_day(last)}"])
        _begun(ctx, draft.db, begun)


@app.command("end")
def end(
    ctx: Context,
    ref: options.SeriesRef,
    on: Annotated[str, typer.Option(metavar="DAY", help="Its last day, earlier or later than until now.")] = "today",
) -> None:
    """Let one series end with a day."""
    from cop.meetings import typed
    from cop.meetings.operations import series as operations
    from cop.meetings.records import Series
    from cop.store import references

    with ctx.obj.writing("series end") as draft:
        old = references.get(draft.db, Series, ref)
        last = typed.read_day(on, ctx.obj.words(draft.db))
        _agree(ctx, operations.after(draft, old, last))
        ended = operations.end(draft, old, last, draft.note or f"the series ends on {last}")
        ctx.obj.saved("saved", ended, [f"its last day is {dates.say_day(last)}"])


def _date(ctx: Context, db: "Database", ref: str, day: str) -> Sitting:
    from cop.meetings.typed import read_day
    from cop.store.references import find

    return queries.occurrence_of(db, find(db, "series", ref), read_day(day, ctx.obj.words(db)))


def _day(of: Sitting) -> str:
    return f"not on {dates.say_day(of.day)}"


def _agree(ctx: Context, ending: "Ending") -> None:
    """Ask before the new end takes away what people said about later dates."""
    moved = [slot.original_on for slot in ending.slots]
    planned = [own.original_on or "" for own in ending.meetings if own.status not in ("held", "cancelled")]
    lost = [f"{len(moved)} skipped or moved dates are forgotten ({', '.join(moved)})"] if moved else []
    lost += [f"{len(planned)} meetings are cancelled ({', '.join(planned)})"] if planned else []
    if lost:
        ctx.obj.confirm(f"{' and '.join(lost)}. Go on?")


def _begun(ctx: Context, db: "Database", begun: "Begun") -> None:
    from cop.meetings import telling

    made = begun.series
    for doubt in begun.doubts:
        say(f"note: {doubt}")
    then = afterwards(ctx, f"next: cop series show {made.code or made.id[:6]}")
    lines = telling.confirmation(db, made.start, made.duration_minutes, None, begun.bodies, then)
    until = f" until {dates.say_day(made.until_on)}" if made.until_on else ""
    ctx.obj.saved("saved", made, [f"{made.rule}{until}", f"first {lines[0]}", *lines[1:]])


def _keep(draft: Any, series: Any) -> Any:
    from cop.meetings.operations.series import check

    return check(series)


add_common_verbs(app, "series", keep=_keep)
