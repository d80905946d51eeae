"""cop agenda: what a meeting talks about, in order."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import add_common_verbs
from cop.meetings.commands import options
from cop.meetings.commands.saying import afterwards, told
from cop.meetings.queries import sittings as queries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.meetings.records import AgendaItem
    from cop.store.database import Database
    from cop.store.journal import Draft

app = typer.Typer(rich_markup_mode=None)
AGENDA = View(
    name="agenda_items",
    keys=("id", "ref", "ordinal", "title", "presenter", "presenter_name", "duration_minutes", "paper", "outcome"),
    table=("ref", "title", "presenter", "duration_minutes", "outcome"),
    titles={"duration_minutes": "minutes"},
    keep=frozenset({"ref"}),
    right=frozenset({"ordinal", "duration_minutes"}),
    empty='nothing is on this agenda yet: cop agenda add MEETING "TITLE"',
    ref="ref",
)


@app.command("add")
def add(
    ctx: Context,
    meeting: options.Ref,
    title: Annotated[str, typer.Argument(help="What it is about.")],
    by: Annotated[str | None, typer.Option(metavar="PERSON", help="Who presents it.")] = None,
    length: Annotated[
        str | None, typer.Option("--for", "--minutes", metavar="LENGTH", help="How long: 45m, 3h, 1h30.")
    ] = None,
    paper: Annotated[str | None, typer.Option(help="Document to read before.")] = None,
    at: Annotated[int | None, typer.Option(metavar="N", help="Its number; at the end unless said.")] = None,
) -> None:
    """Put an item on the agenda of a meeting."""
    from cop.kernel import dates
    from cop.kernel.types import Id
    from cop.meetings.operations import agenda as operations
    from cop.meetings.records import AgendaItem
    from cop.store.references import find

    with ctx.obj.writing("agenda add") as draft:
        of = queries.find_sitting(draft.db, meeting)
        item = AgendaItem(
            meeting=of.id, ordinal=1, title=title, paper=paper,
            presenter=Id(find(draft.db, "person", by)) if by else None,
            duration_minutes=dates.parse_minutes(length) if length else None,
        )  # fmt: skip
        made, items = operations.add(draft, of, item, at)
    told(ctx, "saved", f"{of.ref}/{made.ordinal}", made, _length(items, of.duration_minutes))


@app.command("list")
def list_(ctx: Context, meeting: options.Ref) -> None:
    """List the agenda of a meeting."""
    from cop.meetings.telling import carried

    with ctx.obj.reading() as store:
        of = queries.find_sitting(store.db, meeting)
        ctx.obj.emit(queries.agenda(store.db, of), AGENDA)
        if ctx.obj.output.for_people and (still := carried(store.db, of, ctx.obj.now, for_people=True)):
            say("\n  ".join(["still open from earlier meetings:", *map(str, still)]))


@app.command("show")
def show(ctx: Context, ref: options.Item) -> None:
    """Show all that is known of one item."""
    from cop.meetings.operations.agenda import find_item

    with ctx.obj.reading() as store:
        ctx.obj.one(store.db, find_item(store.db, ref))


@app.command("edit")
def edit(ctx: Context, ref: options.Item, set: options.Set = None) -> None:
    """Change fields of one item; `move` changes its number."""
    from cop.meetings.operations import agenda as operations

    with ctx.obj.writing("agenda edit") as draft:
        old = operations.find_item(draft.db, ref)
        new = operations.edit(draft, old, set or (), ctx.obj.words(draft.db))
        name = _ref(draft.db, new)
    told(ctx, "saved", name, new, [])


@app.command("move")
def move(
    ctx: Context, ref: options.Item, to: Annotated[int, typer.Argument(metavar="N", help="Its new number.")]
) -> None:
    """Give one item another number; those between make room."""
    from cop.meetings.operations import agenda as operations

    with ctx.obj.writing("agenda move") as draft:
        item = operations.find_item(draft.db, ref)
        items = operations.move(draft, item, to)
        name = _ref(draft.db, items[to - 1])
    told(ctx, "moved", name, item, [f"{each.ordinal}  {each.title}" for each in items])


@app.command("outcome")
def outcome(ctx: Context, ref: options.Item, text: Annotated[str, typer.Argument(help="What came of it.")]) -> None:
    """Write down what came of one item."""
    from cop.meetings.operations import agenda as operations

    with ctx.obj.writing("agenda outcome") as draft:
        item = operations.outcome(draft, operations.find_item(draft.db, ref), text)
        name = _ref(draft.db, item)
    told(ctx, "saved", name, item, [text])


@app.command("remove")
def remove(ctx: Context, ref: options.Item) -> None:
    """Take one item off its agenda; restore brings it back."""
    from cop.meetings.operations import agenda as operations

    with ctx.obj.writing("agenda remove") as draft:
        item = operations.find_item(draft.db, ref)
        ctx.obj.confirm(f"Take {item.title} off the agenda?")
        operations.remove(draft, item)
        name = _ref(draft.db, item)
    told(ctx, "removed", name, item, afterwards(ctx, f"cop agenda restore {item.id} brings it back"))


def _ref(db: "Database", item: "AgendaItem") -> str:
    return f"{queries.sitting(db, item.meeting).ref}/{item.ordinal}"


def _length(items: "Sequence[AgendaItem]", minutes: int) -> list[str]:
    """Return how much of the meeting the agenda fills, if anybody said how long its items take."""
    planned = sum(item.duration_minutes or 0 for item in items)
    return [f"the agenda takes {planned} of {minutes} minutes"] if planned else []


def _keep(draft: "Draft", item: "AgendaItem") -> "AgendaItem":
    from cop.meetings.operations.agenda import make_room

    return make_room(draft, item)


# An item is found by its number, sc7/2, which the verbs for other names do not know.
add_common_verbs(app, "agenda", "agenda_item", keep=_keep, named=False)
