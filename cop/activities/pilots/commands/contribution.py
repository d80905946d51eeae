"""cop contribution: what partners bring in kind."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.pilots import queries
from cop.activities.pilots.commands import saying
from cop.console.concerning import Activity, Concerns, Pilot, WorkPackage, concerned
from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.teams.commands.words import day_meant, given, meant

if TYPE_CHECKING:
    from cop.activities.pilots.queries import ContributionLine
    from cop.kernel.types import Money

app = typer.Typer(rich_markup_mode=None)
CONTRIBUTIONS = View(
    name="contributions",
    keys=(
        "id", "ref", "title", "partner", "partner_name", "concerns", "concerns_kind", "concerns_name", "worth",
        "given_on",
    ),
    table=("title", "partner", "concerns", "worth", "given_on", "ref"),
    titles={"partner": "who", "concerns": "for", "given_on": "given"},
    keep=frozenset({"ref", "worth"}),
    right=frozenset({"worth"}),
    say={"given_on": saying.short_day},
    ref="ref",
)  # fmt: skip
Partner = Annotated[str | None, typer.Option(metavar="PARTNER", help="Who brings it.")]
Worth = Annotated[str | None, typer.Option(metavar="AMOUNT", help="What it is worth, such as 1200 EUR.")]
On = Annotated[str | None, typer.Option("--on", metavar="DAY", help="Day on which it was given.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it is: a room, a boat, working days.")] = None,
    partner: Partner = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    concerns: Concerns = None,
    worth: Worth = None,
    on: On = None,
    set: FurtherSets = None,
) -> None:
    """Write down what a partner brings."""
    from cop.activities.pilots.operations import contributions as operations
    from cop.activities.pilots.records import Contribution
    from cop.kernel.types import Id
    from cop.store.references import find, label

    title = ctx.obj.require(title, "TITLE", "What is it")
    partner = ctx.obj.require(partner, "--partner", "Which partner brings it")
    with ctx.obj.writing("contribution new") as draft:
        who = Id(find(draft.db, "partner", partner))
        of = concerned(draft.db, concerns, "meeting", pilot=pilot, work_package=work_package, activity=activity)
        made = Contribution(
            title=title, partner=who, worth=operations.read_money(worth) if worth else None,
            given_on=day_meant(ctx.obj, draft.db, on, happened=True) if on else None,
            concerns=of,
        )  # fmt: skip
        kept = operations.new(draft, made, set or (), ctx.obj.words(draft.db))
        ctx.obj.saved("saved", kept, [" · ".join(filter(None, (label(draft.db, "partner", who), kept.worth)))])


@app.command("list")
def list_(
    ctx: Context,
    partner: Partner = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    concerns: Concerns = None,
) -> None:
    """List what partners bring, with a sum for each currency."""
    with ctx.obj.reading() as store:
        who = meant(store.db, "partner", partner)
        of = concerned(store.db, concerns, "meeting", pilot=pilot, work_package=work_package, activity=activity)
        found = [
            one for one in queries.contributions(store.db)
            if who in (None, one.partner) and of in (None, one.concerns)
        ]  # fmt: skip
        ctx.obj.emit(map(_row, found), CONTRIBUTIONS._replace(empty=_none(who, of)))
        if found and ctx.obj.output.for_people:
            say(in_all([one.worth for one in found]))


@app.command("edit")
def edit(ctx: Context, ref: Reference, set: FurtherSets = None, worth: Worth = None) -> None:
    """Correct one contribution."""
    from cop.activities.pilots.operations import contributions as operations
    from cop.activities.pilots.records import Contribution
    from cop.store import references

    with ctx.obj.writing("contribution edit") as draft:
        amount = given(worth=operations.read_money(worth) if worth else None)
        old, how = references.get(draft.db, Contribution, ref), ctx.obj.words(draft.db)
        ctx.obj.saved("saved", operations.edit(draft, old, [*amount, *(set or ())], how))


def in_all(worths: "list[Money | None]") -> str:
    """Return what contributions come to, by currency, and of how many nobody says it."""
    unknown = sum(worth is None for worth in worths)
    known = " and ".join(queries.sums(worths)) or "no data"
    return f"in all {known}" + (f"; of {unknown} nobody says what it is worth" if unknown else "")


def _row(one: "ContributionLine") -> tuple[object, ...]:
    return (
        one.id, one.ref, one.title, one.partner_ref, one.partner_name, one.concerns_ref, one.concerns_kind,
        one.concerns_name, one.worth, one.given_on,
    )  # fmt: skip


def _none(*asked: str | None) -> str:
    return (
        "no contribution fits" if any(asked) else "nobody brought anything yet: cop contribution new TITLE --partner P"
    )


def _keep(draft: Any, contribution: Any) -> Any:
    from cop.activities.pilots.operations.contributions import keep_contribution

    return keep_contribution(draft, contribution)


add_common_verbs(app, "contribution", keep=_keep)
