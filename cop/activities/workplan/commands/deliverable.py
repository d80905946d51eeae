"""cop deliverable: what is handed over, with evidence of it."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.activities.pilots.commands.saying import days, slip
from cop.activities.workplan import queries
from cop.activities.workplan.commands import saying
from cop.console.concerning import Activity, Concerns, Cycle, Pilot, WorkPackage, concerned
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel import dates
from cop.teams.commands.words import day_meant, given, short_day

if TYPE_CHECKING:
    from cop.activities.workplan.queries import DeliverableLine
    from cop.activities.workplan.records import Deliverable

app = typer.Typer(rich_markup_mode=None)
DELIVERABLES = View(
    name="deliverables",
    keys=(
        "id", "ref", "code", "title", "concerns", "concerns_kind", "concerns_name", "owner", "owner_kind", "owner_name",
        "due_on", "delivered_on", "days_late", "evidence",
    ),
    table=("ref", "title", "owner", "due_on", "delivered_on", "days_late", "evidence"),
    titles={"concerns": "of", "owner": "who", "due_on": "due", "delivered_on": "handed over", "days_late": "late"},
    keep=frozenset({"ref"}),
    right=frozenset({"evidence"}),
    bare=frozenset({"delivered_on", "days_late"}),
    say={"due_on": short_day, "delivered_on": short_day, "days_late": days},
    ref="ref",
)  # fmt: skip


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it is.")] = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    owner: Annotated[str | None, typer.Option(metavar="OWNER", help="Who answers for it.")] = None,
    due: Annotated[str | None, typer.Option(metavar="DAY", help="Day on which it is due.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as d2.1.")] = None,
    set: FurtherSets = None,
) -> None:
    """Write down what is to be handed over."""
    from cop.activities.workplan import operations
    from cop.activities.workplan.records import Deliverable
    from cop.meetings.queries.naming import ref_of_new
    from cop.teams.commands.words import next_step

    title = ctx.obj.require(title, "TITLE", "What is to be handed over")
    with ctx.obj.writing("deliverable new") as draft:
        of = concerned(
            draft.db, concerns, "milestone", pilot=pilot, work_package=work_package, activity=activity, cycle=cycle
        )
        who = saying.find_owner(ctx.obj, draft.db, owner)
        known = Deliverable(title=title, concerns=of, owner=who, due_on=saying.day_said(ctx, draft, due))
        sets = [*given(code=code), *(set or ())]
        made = operations.add(draft, known, sets, ctx.obj.words(draft.db))
        until = f"due {dates.say_day(made.due_on)}" if made.due_on else "no day is said"
        name = ref_of_new(draft.db, "deliverable", made.id, made.code)
        then = next_step(ctx.obj, f"cop deliverable deliver {name} --evidence FILE")
        ctx.obj.saved("saved", made, [until, *then])


@app.command("list")
def list_(
    ctx: Context,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    late: Annotated[bool, typer.Option("--late", help="Only those due, and not handed over.")] = False,
) -> None:
    """List what is to be handed over, and what was."""
    with ctx.obj.reading() as store:
        today = day_meant(ctx.obj, store.db, "today")
        of = concerned(
            store.db, concerns, "milestone", pilot=pilot, work_package=work_package, activity=activity, cycle=cycle
        )
        found = queries.deliverables(store.db, today, of)
        fits = [one for one in found if not late or (one.days_late and not one.delivered_on)]
        empty = 'no deliverable fits: cop deliverable new "TITLE" --due DAY adds one'
        ctx.obj.emit(map(_row, fits), DELIVERABLES._replace(empty=empty))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one deliverable, with its evidence."""
    from cop.activities.evidence.queries import evidence
    from cop.activities.workplan.records import Deliverable
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Deliverable, ref)
        people = ctx.obj.output.for_people
        shown = [(one.title, one.link or one.file_name) for one in evidence(store.db, [found.id])]
        told = [f"{title} ({where})" if people and title != where else where for title, where in shown]
        ctx.obj.one(store.db, found, {"evidence": told})


@app.command("deliver")
def deliver(
    ctx: Context,
    ref: Reference,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day; today unless said.")] = None,
    evidence: Annotated[
        list[str] | None, typer.Option(metavar="FILE|LINK", help="What shows it; may be repeated.")
    ] = None,
) -> None:
    """Say that one deliverable was handed over."""
    from cop.activities.evidence.operations import attach
    from cop.activities.evidence.shown import read
    from cop.activities.workplan.operations import outcomes
    from cop.activities.workplan.records import Deliverable
    from cop.store import references

    files = [read(one) for one in evidence or ()]
    with ctx.obj.writing("deliverable deliver") as draft:
        old = references.get(draft.db, Deliverable, ref)
        new = outcomes.deliver(draft, old, saying.day_said(ctx, draft, on, happened=True))
        attached = [attach(draft, new.id, one) for one in files]
        shown = [f"shown by {one.evidence.title}" for one in attached]
        ctx.obj.saved("delivered", new, [_delivered(new), *shown])
    saying.doubted([doubt for one in attached for doubt in one.doubts])


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Say that one deliverable was not handed over after all; its evidence stays."""
    import dataclasses

    from cop.activities.workplan.records import Deliverable
    from cop.store import references

    with ctx.obj.writing("deliverable reopen") as draft:
        old = references.get(draft.db, Deliverable, ref)
        ctx.obj.saved("reopened", draft.edit(old, dataclasses.replace(old, delivered_on=None)))


def _delivered(new: "Deliverable") -> str:
    assert new.delivered_on is not None, "what was handed over has its day"
    over = (dates.day(new.delivered_on) - dates.day(new.due_on)).days if new.due_on else 0
    return f"on {dates.say_day(new.delivered_on)}" + (f", {slip(over)}" if over > 0 else "")


def _row(one: "DeliverableLine") -> tuple[object, ...]:
    return (
        one.id, one.ref, one.code, one.title, one.concerns_ref, one.concerns_kind, one.concerns_name,
        one.owner_ref, one.owner_kind, one.owner_title, one.due_on, one.delivered_on, one.days_late,
        one.evidence,
    )  # fmt: skip


add_common_verbs(app, "deliverable", keep=saying.keep)
