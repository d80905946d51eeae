"""cop work-package: the parts of the plan of work, and how far each is."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.activities.workplan import queries
from cop.activities.workplan.commands import saying, showing
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.teams.commands.words import day_meant, given, next_step

if TYPE_CHECKING:
    from cop.activities.workplan.queries import PackageLine

app = typer.Typer(rich_markup_mode=None)
PACKAGES = View(
    name="work_packages",
    keys=(
        "id", "ref", "code", "title", "lead", "lead_name", "activities", "activities_done", "planned", "done",
        "untold", "weighted", "variance", "spi", "slip_days", "late", "goal",
    ),
    table=("ref", "title", "lead", "activities", "late", "planned", "done", "slip_days"),
    titles={"planned": "by plan", "slip_days": "slip"},
    keep=frozenset({"ref", "lead"}),
    right=frozenset({"activities", "late", "planned", "done"}),
    bare=frozenset({"ref"}),
    empty="there is no work package yet: cop work-package new TITLE adds one",
    ref="ref",
)  # fmt: skip


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it is called.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as wp2.")] = None,
    lead: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner that leads it.")] = None,
    goal: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    set: FurtherSets = None,
) -> None:
    """Add a work package."""
    from cop.activities.workplan import operations
    from cop.activities.workplan.records import WorkPackage
    from cop.meetings.queries.naming import ref_of_new

    title = ctx.obj.require(title, "TITLE", "What is it called")
    with ctx.obj.writing("work-package new") as draft:
        sets = [*given(code=code, lead=lead, goal=goal), *(set or ())]
        made = operations.add(draft, WorkPackage(title=title), sets, ctx.obj.words(draft.db))
        name = ref_of_new(draft.db, "work_package", made.id, made.code)
        then = next_step(ctx.obj, f'cop activity new "..." --work-package {name} --from DAY --to DAY')
        ctx.obj.saved("saved", made, then)


@app.command("list")
def list_(ctx: Context) -> None:
    """List the work packages with the share that should be done by now, the share that is, and the slip of their ends.

    What belongs to no package stands in a last line.
    """
    with ctx.obj.reading() as store:
        today = day_meant(ctx.obj, store.db, "today")
        people = ctx.obj.output.for_people
        ctx.obj.emit([_row(one, for_people=people) for one in queries.plan(store.db, today)], PACKAGES)


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one work package, with its activities and what it delivers."""
    from cop.activities.workplan.records import WorkPackage
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, WorkPackage, ref)
        today = day_meant(ctx.obj, store.db, "today")
        told = showing.of_package(store.db, found.id, today, for_people=ctx.obj.output.for_people)
        ctx.obj.one(store.db, found, told)


def _row(one: "PackageLine", *, for_people: bool) -> tuple[object, ...]:
    far = one.progressed
    figures = showing.figures(one)
    if for_people:
        lacking = saying.NO_DATA if far.planned is not None else saying.NOT_APPLICABLE
        figures |= {
            "planned": saying.percent(far.planned), "done": saying.percent(far.earned, lacking),
            "slip_days": saying.slipped(far.slip_days),
        }  # fmt: skip
    title = one.title if one.id or not for_people else "(of no package)"
    over = sum(each.status == "done" for each in one.activities)
    return (
        one.id, one.ref, one.code, title, one.lead_ref, one.lead_name, len(one.activities), over,
        *figures.values(), one.goal,
    )  # fmt: skip


add_common_verbs(app, "work-package", "work_package")
