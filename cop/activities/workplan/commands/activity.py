"""cop activity: what is done from when to when, and how far it is."""

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from cop.activities.workplan import queries
from cop.activities.workplan.commands import saying
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import Away, FurtherSets, Reference, add_common_verbs
from cop.kernel import dates
from cop.kernel.types import Day
from cop.teams.commands.words import day_meant, given, meant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.activities.workplan.operations.activities import Kept, Told
    from cop.activities.workplan.records import Activity, Progress
    from cop.store.journal import Draft

app = typer.Typer(rich_markup_mode=None)
ACTIVITIES = View(
    name="activities",
    keys=(
        "id", "ref", "code", "title", "work_package", "package_name", "owner", "owner_kind", "owner_name",
        "baseline_start_on", "baseline_end_on", "start_on", "end_on", "weight", "planned", "done", "status", "standing",
        "slip_days", "days_late", "closed_on", "reason", "tasks", "tasks_done", "month", "kept", "month_reason",
    ),
    table=("ref", "title", "owner", "end_on", "planned", "done", "slip_days"),
    titles={"owner": "who", "end_on": "until", "planned": "by plan", "slip_days": "slip"},
    keep=frozenset({"ref"}),
    right=frozenset({"planned", "done"}),
    bare=frozenset({"slip_days", "planned", "done"}),
    ref="ref",
)  # fmt: skip
Package = Annotated[
    str | None, typer.Option("--work-package", metavar="WORK-PACKAGE", help="Work package it belongs to.")
]
Owner = Annotated[str | None, typer.Option(metavar="OWNER", help="Who does it: a partner, a body or a person.")]
From = Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day, such as 01/03/2024.")]
To = Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")]
On = Annotated[str | None, typer.Option(metavar="DAY", help="The day on which it was done; today unless said.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What is done.")] = None,
    work_package: Package = None,
    owner: Owner = None,
    first: From = None,
    last: To = None,
    weight: Annotated[int | None, typer.Option(help="How much it counts beside the others.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as a2.1.")] = None,
    set: FurtherSets = None,
) -> None:
    """Plan an activity; these days are its first plan."""
    from cop.activities.workplan.operations import activities as operations
    from cop.activities.workplan.records import Activity
    from cop.meetings.commands import guided
    from cop.meetings.commands.saying import afterwards, told

    title = ctx.obj.require(title, "TITLE", "What is done")
    first = guided.understood(ctx.obj, first, "--from", "From which day", partial(day_meant, ctx.obj))
    last = guided.understood(ctx.obj, last, "--to", "To which day", partial(day_meant, ctx.obj))
    with ctx.obj.writing("activity new") as draft:
        activity = Activity(
            title=title, code=code, weight=weight, owner=saying.find_owner(ctx.obj, draft.db, owner),
            start_on=day_meant(ctx.obj, draft.db, first), end_on=day_meant(ctx.obj, draft.db, last),
        )  # fmt: skip
        sets = [*given(work_package=work_package), *(set or ())]
        kept = operations.new(draft, activity, sets, ctx.obj.words(draft.db))
        lines = [*_days(kept), *afterwards(ctx, f"next: {_next(ctx, draft, kept)}")]
    told(ctx, "saved", kept.ref, kept.activity, lines)


@app.command("list")
def list_(
    ctx: Context,
    work_package: Package = None,
    owner: Annotated[str | None, typer.Option(metavar="OWNER", help="Only this owner's.")] = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Only those planned for this month.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only those whose last day is over.")] = False,
) -> None:
    """List what is done from when to when, with the share that should be done by now and the share that is."""
    with ctx.obj.reading() as store:
        db, today = store.db, day_meant(ctx.obj, store.db, "today")
        package, who = meant(db, "work_package", work_package), saying.find_owner(ctx.obj, db, owner)
        within = dates.month_days(dates.parse_month(month, dates.day(today))) if month else None
        found = [
            one for one in queries.activities(db, today)
            if package in (None, one.work_package) and who in (None, one.owner)
            and (within is None or (one.start_on <= within[1] and one.end_on >= within[0]))
            and (not late or one.days_late)
        ]  # fmt: skip
        people = ctx.obj.output.for_people
        ctx.obj.emit([_row(one, for_people=people) for one in found], _view(found, today))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one activity: both plans, what was told of each month, its tasks and deliverables."""
    from cop.activities.workplan.commands.showing import beside
    from cop.activities.workplan.records import Activity
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Activity, ref)
        today = day_meant(ctx.obj, store.db, "today")
        ctx.obj.one(store.db, found, beside(store.db, found.id, today, for_people=ctx.obj.output.for_people))


@app.command("edit")
def edit(
    ctx: Context,
    ref: Reference,
    set: FurtherSets = None,
    title: Annotated[str | None, typer.Option(help="What is done.")] = None,
    owner: Owner = None,
    first: From = None,
    last: To = None,
) -> None:
    """Correct one activity; `move` says that the plan changed."""
    from cop.activities.workplan.operations import activities as operations

    with ctx.obj.writing("activity edit") as draft:
        sets = [*given(title=title, owner=owner), *(set or ())]
        days = saying.day_said(ctx, draft, first), saying.day_said(ctx, draft, last)
        kept = operations.correct(draft, _get(draft, ref), *days, sets, ctx.obj.words(draft.db))
        ctx.obj.saved("saved", kept.activity, _days(kept))


@app.command("move")
def move(ctx: Context, ref: Reference, first: From = None, last: To = None) -> None:
    """Give one activity other days; those of the first plan are kept, and --why with them."""
    from cop.activities.workplan.operations import activities as operations
    from cop.meetings.commands.saying import reason

    with ctx.obj.writing("activity move") as draft:
        days = saying.day_said(ctx, draft, first), saying.day_said(ctx, draft, last)
        kept = operations.move(draft, _get(draft, ref), *days, reason(ctx, draft))
        ctx.obj.saved("moved", kept.activity, _days(kept))


@app.command("progress")
def progress(
    ctx: Context,
    ref: Reference,
    month: Annotated[str, typer.Argument(help="The month, such as 2024-07.")],
    kept: Annotated[
        str, typer.Argument(metavar="fully|partly|not", help="Whether what was planned for the month was done.")
    ] = "",
    done: Annotated[
        str | None, typer.Option(metavar="SHARE", help="Which share of the whole activity is done by then: 40%.")
    ] = None,
    remove: Away = False,
) -> None:
    """Tell how far one activity was at the end of a month; --why says why it was not done as planned."""
    from cop.activities.workplan.operations import activities as operations
    from cop.activities.workplan.typed import read_done, read_kept
    from cop.meetings.commands.saying import reason, told
    from cop.store import references

    kept = "" if remove else ctx.obj.require(kept, "fully|partly|not", "Was it done as planned: fully, partly or not")
    word, share = (None, None) if remove else (read_kept(kept), read_done(done))
    with ctx.obj.writing("activity progress") as draft:
        activity, today = _get(draft, ref), day_meant(ctx.obj, draft.db, "today")
        of = dates.parse_month(month, dates.day(today))
        if word is None:
            operations.untell(draft, activity, of)
            ctx.obj.saved("saved", activity, [f"nothing is told of {dates.say_month(of)} any more"])
            return
        made = operations.tell(draft, activity, of, word, share, reason(ctx, draft))
        name = references.short(draft.db, "activity", activity.id)
    saying.doubted(made.doubts)
    told(ctx, "told", name, made.progress, [_told(activity, made.progress), *_instead(made)])


@app.command("done")
def done(ctx: Context, ref: Reference, on: On = None) -> None:
    """Say that one activity was done."""
    from cop.activities.workplan.operations import activities as operations

    with ctx.obj.writing("activity done") as draft:
        kept = operations.done(draft, _get(draft, ref), saying.day_said(ctx, draft, on, happened=True))
        ctx.obj.saved("done", kept.activity, [_closed(kept.activity)])
    saying.doubted(kept.doubts)


@app.command("drop")
def drop(ctx: Context, ref: Reference) -> None:
    """Say that one activity will not be done; --why is kept with it."""
    from cop.activities.workplan.operations import activities as operations
    from cop.meetings.commands.saying import reason

    with ctx.obj.writing("activity drop") as draft:
        old = _get(draft, ref)
        new = operations.drop(draft, old, reason(ctx, draft, old.reason if old.status == "dropped" else None))
        ctx.obj.saved("dropped", new, [_closed(new)])


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Take up again one activity that was done or dropped."""
    from cop.activities.workplan.operations import activities as operations

    with ctx.obj.writing("activity reopen") as draft:
        new = operations.reopen(draft, _get(draft, ref))
        ctx.obj.saved("reopened", new, [saying.span(new.start_on, new.end_on)])


@app.command("gantt")
def gantt(
    ctx: Context,
    wp: Annotated[str | None, typer.Argument(metavar="PACKAGE", help="Only this work package.")] = None,
    lang: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE", help="Such as ar; may be repeated.")] = None,
    output: Annotated[str, typer.Option("--output", "-o", help="Such as plan.html or plan.svg, or a folder.")] = "-",
) -> None:
    """Draw the plan of work in time: the first plan, what was done, what is expected."""
    from cop.activities.workplan.commands import drawing

    drawing.draw(ctx.obj, wp, lang or [], output)


def _get(draft: "Draft", ref: str) -> "Activity":
    from cop.activities.workplan.records import Activity
    from cop.store import references

    return references.get(draft.db, Activity, ref)


def _days(kept: "Kept") -> list[str]:
    """Return the line under a confirmation: the days, and those of the first plan; doubts are said aloud."""
    saying.doubted(kept.doubts)
    one = kept.activity
    first = saying.span(one.baseline_start_on, one.baseline_end_on or one.end_on) if one.baseline_start_on else ""
    moved = (one.baseline_start_on, one.baseline_end_on) != (one.start_on, one.end_on)
    return [saying.span(one.start_on, one.end_on) + (f" · at first {first}" if first and moved else "")]


def _told(activity: "Activity", told: "Progress") -> str:
    """Return the line under what was told: how far it is, beside how far it should be by the first plan."""
    from cop.activities.workplan.progressing import planned_share
    from cop.kernel.numbers import exact

    first, end = activity.baseline_start_on or activity.start_on, activity.baseline_end_on or activity.end_on
    should = saying.percent(planned_share(first, end, dates.month_days(told.month)[1]))
    share = saying.percent(exact(told.done) if told.done is not None else None, saying.NO_DATA)
    return f"{activity.title}: {told.kept} · done {share}, by the first plan {should}"


def _instead(made: "Told") -> list[str]:
    """Return what was told of the month before, where that was something else."""
    from cop.kernel.numbers import exact

    old, new = made.before, made.progress
    if old is None or (old.kept, old.done, old.reason) == (new.kept, new.done, new.reason):
        return []
    share = f", done {saying.percent(exact(old.done))}" if old.done is not None else ""
    why = f" ({old.reason})" if old.reason else ""
    return [f"instead of {old.kept}{share}{why}, which stood there for {dates.say_month(new.month)}"]


def _next(ctx: Context, draft: "Draft", kept: "Kept") -> str:
    """Return the command that may come after an activity was planned."""
    today = day_meant(ctx.obj, draft.db, "today")
    if kept.activity.start_on > today:
        return f'cop task new {kept.ref} "..."'
    return f"cop activity progress {kept.ref} {today[:7]} fully --done 40%"


def _closed(new: "Activity") -> str:
    assert new.closed_on is not None, "what is over has its day"
    over = (dates.day(new.closed_on) - dates.day(new.baseline_end_on or new.end_on)).days
    late = f", {saying.slipped(over)}" if new.status == "done" else ""
    return f"on {dates.say_day(new.closed_on)}{late}"


def _row(one: queries.ActivityLine, *, for_people: bool) -> tuple[object, ...]:
    planned, done, slip = _said(one) if for_people else _exactly(one)
    told = (one.told.month, one.told.kept, one.told.reason) if one.told else (None, None, None)
    return (
        one.id, one.ref, one.code, one.title, one.package_ref, one.package_name, one.owner_ref, one.owner_kind,
        one.owner_title, one.baseline_start_on, one.baseline_end_on, one.start_on, one.end_on, one.weight, planned,
        done, one.status, one.standing, slip, one.days_late, one.closed_on, one.reason, one.tasks, one.tasks_done,
        *told,
    )  # fmt: skip


def _exactly(one: queries.ActivityLine) -> tuple[object, object, object]:
    return saying.exact_text(saying.planned_share(one)), one.done, one.slip_days


def _said(one: queries.ActivityLine) -> tuple[object, object, object]:
    """Return how far an activity should be and is, and by how much its end moved, as people read it."""
    if one.status == "dropped":
        return None, "dropped", None
    lacking = saying.NO_DATA if one.baseline_start_on <= one.by else ""
    done = "done" if one.status == "done" else saying.percent(saying.done_share(one), lacking)
    slip = saying.slipped(one.slip_days) if one.slip_days else ""
    return saying.percent(saying.planned_share(one)), done, slip


def _view(found: "Sequence[queries.ActivityLine]", today: Day) -> View:
    """Return how the list reads: with years where it reaches into another one."""
    other_year = any(one.end_on[:4] != today[:4] for one in found)
    empty = "no activity fits: cop activity new TITLE --from DAY --to DAY plans one"
    day = partial(_day, year=other_year)
    return ACTIVITIES._replace(empty=empty, say={"start_on": day, "end_on": day})


def _day(day: Day, *, year: bool) -> str:
    return dates.say_short(day)[4:] + (f" {day[:4]}" if year else "")


add_common_verbs(app, "activity", keep=saying.keep)
