"""cop task: the steps of an activity."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.activities.workplan import queries
from cop.activities.workplan.commands import saying
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel import dates
from cop.teams.commands.words import day_meant, meant, short_day

if TYPE_CHECKING:
    from cop.activities.workplan.queries import TaskLine

app = typer.Typer(rich_markup_mode=None)
TASKS = View(
    name="tasks",
    keys=(
        "id", "ref", "activity", "activity_name", "ordinal", "title", "owner", "owner_kind", "owner_name", "due_on",
        "done_on",
    ),
    table=("activity", "ordinal", "title", "owner", "due_on", "done_on", "ref"),
    titles={"ordinal": "", "owner": "who", "due_on": "due", "done_on": "done"},
    keep=frozenset({"ref", "activity"}),
    right=frozenset({"ordinal"}),
    say={"due_on": short_day, "done_on": short_day},
    bare=frozenset({"done_on"}),
    empty='no task fits: cop task new ACTIVITY "TITLE" adds one',
    ref="ref",
)  # fmt: skip
Owner = Annotated[str | None, typer.Option(metavar="OWNER", help="Who does it: a partner, a body or a person.")]


@app.command("new")
def new(
    ctx: Context,
    activity: Annotated[str, typer.Argument(metavar="ACTIVITY", help="Activity that it is a step of.")],
    title: Annotated[str | None, typer.Argument(help="What is to be done.")] = None,
    owner: Owner = None,
    due: Annotated[str | None, typer.Option(metavar="DAY", help="Last day.")] = None,
    set: FurtherSets = None,
) -> None:
    """Put a step at the end of an activity's list."""
    from cop.activities.workplan.operations import outcomes
    from cop.activities.workplan.records import Task
    from cop.kernel.types import Id
    from cop.store import references

    title = ctx.obj.require(title, "TITLE", "What is to be done")
    with ctx.obj.writing("task new") as draft:
        of = Id(references.find(draft.db, "activity", activity))
        task = Task(
            activity=of, ordinal=0, title=title, owner=saying.find_owner(ctx.obj, draft.db, owner),
            due_on=saying.day_said(ctx, draft, due),
        )  # fmt: skip
        made = outcomes.add_task(draft, task, set or (), ctx.obj.words(draft.db))
        until = f", due {dates.say_day(made.due_on)}" if made.due_on else ""
        ctx.obj.saved("saved", made, [f"step {made.ordinal} of {references.label(draft.db, 'activity', of)}{until}"])


@app.command("list")
def list_(
    ctx: Context,
    activity: Annotated[str | None, typer.Argument(metavar="ACTIVITY", help="Only this activity's.")] = None,
    closed: Annotated[bool, typer.Option("--all", help="Also those done.")] = False,
) -> None:
    """List the steps that are still to be done; of one activity, all of them."""
    with ctx.obj.reading() as store:
        today = day_meant(ctx.obj, store.db, "today")
        found = queries.tasks(store.db, today, meant(store.db, "activity", activity))
        ctx.obj.emit([_row(one) for one in found if closed or activity or not one.done_on], TASKS)


@app.command("done")
def done(
    ctx: Context,
    ref: Reference,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="The day it was done; today unless said.")] = None,
) -> None:
    """Say that one step was done."""
    from cop.activities.workplan.operations import outcomes
    from cop.activities.workplan.records import Task
    from cop.store import references

    with ctx.obj.writing("task done") as draft:
        old = references.get(draft.db, Task, ref)
        new = outcomes.done_task(draft, old, saying.day_said(ctx, draft, on, happened=True))
        assert new.done_on is not None, "what is done has its day"
        ctx.obj.saved("done", new, [f"on {dates.say_day(new.done_on)}"])


def _row(one: "TaskLine") -> tuple[object, ...]:
    return (
        one.id, one.ref, one.activity_ref, one.activity_name, one.ordinal, one.title, one.owner_ref,
        one.owner_kind, one.owner_title, one.due_on, one.done_on,
    )  # fmt: skip


add_common_verbs(app, "task", keep=saying.keep)
