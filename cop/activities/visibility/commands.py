"""cop visibility: what the public saw of the programme."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.visibility import queries
from cop.console.concerning import Activity, Concerns, Cycle, Pilot, WorkPackage, concerned
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, add_common_verbs
from cop.kernel import dates
from cop.kernel.types import Day
from cop.teams.commands.words import day_meant, given, meant, short_day

if TYPE_CHECKING:
    from cop.activities.visibility.queries import ItemLine
    from cop.activities.visibility.records import VisibilityItem
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
ITEMS = View(
    name="visibility",
    keys=(
        "id", "ref", "title", "kind", "published_on", "partner", "partner_name", "link", "concerns", "concerns_kind",
        "concerns_name", "reach",
    ),
    table=("published_on", "kind", "title", "partner", "concerns", "reach", "ref"),
    titles={"published_on": "day", "concerns": "about"},
    keep=frozenset({"ref"}),
    right=frozenset({"reach"}),
    say={"published_on": short_day},
    ref="ref",
)  # fmt: skip
KINDS = "press, post, video, radio, publication"
Kind = Annotated[str | None, typer.Option(help=f"Such as {KINDS}.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it says.")] = None,
    kind: Kind = None,
    on: Annotated[str, typer.Option(metavar="DAY", help="Day on which it came out; today unless said.")] = "today",
    by: Annotated[str | None, typer.Option(metavar="PARTNER", help="Who made it.")] = None,
    link: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Address at which it stands.")] = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    reach: Annotated[int | None, typer.Option(metavar="N", help="How many saw it, where that is known.")] = None,
    set: FurtherSets = None,
) -> None:
    """Write down what the public saw."""
    from cop.activities.visibility import operations
    from cop.activities.visibility.records import VisibilityItem

    title = ctx.obj.require(title, "TITLE", "What does it say")
    kind = ctx.obj.require(kind, "--kind", f"What is it: {KINDS}")
    about = {"pilot": pilot, "work_package": work_package, "activity": activity, "cycle": cycle}
    with ctx.obj.writing("visibility new") as draft:
        item = VisibilityItem(
            title=title, published_on=day_meant(ctx.obj, draft.db, on, happened=True), link=link, reach=reach,
            concerns=concerned(draft.db, concerns, "meeting", **about),
        )  # fmt: skip
        sets = [*given(kind=kind, partner=by), *(set or ())]
        made = operations.add(draft, item, sets, ctx.obj.words(draft.db))
        ctx.obj.saved("saved", made, [_about(draft.db, made, day_meant(ctx.obj, draft.db, "today"))])


@app.command("list")
def list_(
    ctx: Context,
    kind: Kind = None,
    month: Annotated[str | None, typer.Option(metavar="MONTH", help="Only this month, such as 2024-07.")] = None,
    by: Annotated[str | None, typer.Option(metavar="PARTNER", help="Only what this partner made.")] = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
) -> None:
    """List what the public saw, in the order of its days."""
    about = {"pilot": pilot, "work_package": work_package, "activity": activity, "cycle": cycle}
    with ctx.obj.reading() as store:
        span: tuple[Day | None, Day | None] = (None, None)
        if month:
            today = day_meant(ctx.obj, store.db, "today")
            span = dates.month_days(dates.parse_month(month, dates.day(today)))
        word, maker = kind.lower().replace(" ", "_") if kind else None, meant(store.db, "partner", by)
        of = concerned(store.db, concerns, "meeting", **about)
        found = [
            one for one in queries.items(store.db, *span)
            if word in (None, one.kind) and maker in (None, one.partner) and of in (None, one.concerns)
        ]  # fmt: skip
        empty = "nothing fits: cop visibility new TITLE --kind press writes down what the public saw"
        ctx.obj.emit(map(_row, found), ITEMS._replace(empty=empty))


def _about(db: "Database", made: "VisibilityItem", today: Day) -> str:
    from cop.store.references import label

    by = label(db, "partner", made.partner) if made.partner else ""
    seen = f"seen by {made.reach}" if made.reach is not None else ""
    day = dates.say_day(made.published_on) + (", today" if made.published_on == today else "")
    return " · ".join(filter(None, (made.kind.replace("_", " "), day, by, seen, made.link)))


def _row(one: "ItemLine") -> tuple[object, ...]:
    return (
        one.id, one.ref, one.title, one.kind, one.published_on, one.partner_ref, one.partner_name, one.link,
        one.concerns_ref, one.concerns_kind, one.concerns_name, one.reach,
    )  # fmt: skip


def _keep(draft: Any, item: Any) -> Any:
    from cop.activities.visibility.operations import keep_item

    return keep_item(draft, item)


add_common_verbs(app, "visibility", "visibility_item", keep=_keep)
