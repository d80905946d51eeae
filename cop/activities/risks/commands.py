"""cop risk: what may go wrong, how grave that is held to be, and who watches it."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.risks import queries
from cop.console.concerning import Activity, Concerns, Cycle, Pilot, WorkPackage, concerned
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel.dates import say_day
from cop.teams.commands.words import day_meant, given, next_step, short_day

if TYPE_CHECKING:
    from cop.activities.risks.queries import RiskLine
    from cop.activities.risks.records import Risk
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


OWNERS = ("partner", "body", "person")
RISKS = View(
    name="risks",
    keys=(
        "id", "ref", "code", "title", "concerns", "concerns_kind", "concerns_name", "owner", "owner_kind", "owner_name",
        "response", "rated_on", "probability", "impact", "score", "band", "trend", "review_on", "review_days_late",
        "status", "closed_on", "reason",
    ),
    table=("score", "band", "trend", "title", "owner", "review_on", "review_days_late", "ref"),
    titles={"band": "risk", "owner": "who", "review_on": "look again", "review_days_late": "late"},
    keep=frozenset({"ref", "owner", "review_on"}),
    right=frozenset({"score"}),
    bare=frozenset({"band", "trend", "review_days_late"}),
    say={"review_on": short_day, "review_days_late": _days},
    ref="ref",
    empty="no risk is open: cop risk new TITLE names one, --all lists what is over",
)  # fmt: skip
FITS = "no risk fits"
Points = Annotated[str | None, typer.Option(metavar="1-5", help="From 1, hardly, to 5, almost certain.")]
Impact = Annotated[str | None, typer.Option(metavar="1-5", help="From 1, slight, to 5, grave.")]
On = Annotated[str, typer.Option(metavar="DAY", help="The day.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What may happen.")] = None,
    probability: Points = None,
    impact: Impact = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    owner: Annotated[str | None, typer.Option(metavar="OWNER", help="Who watches it.")] = None,
    response: Annotated[str | None, typer.Option(help="What is done about it.")] = None,
    review: Annotated[str | None, typer.Option(metavar="DAY", help="Day on which it is looked at again.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as rk1.")] = None,
    set: FurtherSets = None,
) -> None:
    """Name what may go wrong, and how grave that is held to be today."""
    from cop.activities.risks import operations, telling, typed
    from cop.activities.risks.records import Risk
    from cop.meetings.queries.naming import ref_of_new
    from cop.store import edits

    title = ctx.obj.require(title, "TITLE", "What may happen")
    points = typed.both_points(probability, impact)
    about = {"pilot": pilot, "work_package": work_package, "activity": activity, "cycle": cycle}
    with ctx.obj.writing("risk new") as draft:
        of = concerned(draft.db, concerns, "meeting", **about)
        sets = given(code=code, concerns=of, owner=owner, response=response, review_on=review)
        made = operations.new(draft, Risk(title=title), points, [*sets, *(set or ())], ctx.obj.words(draft.db))
        name = ref_of_new(draft.db, "risk", made.id, made.code)
        then = next_step(ctx.obj, f"cop risk show {name}" if points else f"cop risk rate {name} 3 4")
        ctx.obj.saved("saved", made, [telling.begun(points), *edits.warnings(made), *then])


@app.command("list")
def list_(
    ctx: Context,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    owner: Annotated[str | None, typer.Option(metavar="OWNER", help="Only this owner's.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only those that should have been looked at again.")] = False,
    over: Annotated[bool, typer.Option("--all", help="Also those closed or happened.")] = False,
    by: Annotated[str, typer.Option(metavar="DAY", help="As they were known on a day.")] = "today",
) -> None:
    """List what may go wrong, the gravest first; a trend up is worse than at the rating before."""
    about = {"pilot": pilot, "work_package": work_package, "activity": activity, "cycle": cycle}
    with ctx.obj.reading() as store:
        db = store.db
        of, who = concerned(db, concerns, "meeting", **about), _owner(db, owner)
        fits = [
            one for one in queries.risks(db, day_meant(ctx.obj, db, by), of)
            if (over or one.status == "open") and who in (None, one.owner) and (not late or one.review_days_late)
        ]  # fmt: skip
        people = ctx.obj.output.for_people or ctx.obj.output.open_page
        ctx.obj.emit((_row(one, for_people=people) for one in fits), _view(over=over, asked=bool(of or who or late)))


@app.command("show")
def show(
    ctx: Context,
    ref: Reference,
    by: Annotated[str, typer.Option(metavar="DAY", help="As it was known on a day.")] = "today",
) -> None:
    """Show all that is known of one risk, with how it was rated over time."""
    from cop.activities.risks import telling

    with ctx.obj.reading() as store:
        found = _get(store.db, ref)
        day = day_meant(ctx.obj, store.db, by)
        ctx.obj.one(store.db, found, telling.about(store.db, found, day, for_people=ctx.obj.output.for_people))


@app.command("rate")
def rate(
    ctx: Context,
    ref: Reference,
    probability: Annotated[str, typer.Argument(metavar="PROBABILITY", help="From 1, hardly, to 5, almost certain.")],
    impact: Annotated[str, typer.Argument(metavar="IMPACT", help="From 1, slight, to 5, grave.")],
    on: On = "today",
) -> None:
    """Say how likely and how grave one risk is held to be."""
    from cop.activities.risks import operations, telling, typed
    from cop.console import showing
    from cop.store.references import short

    points = typed.points("probability", probability), typed.points("impact", impact)
    with ctx.obj.writing("risk rate") as draft:
        of = _get(draft.db, ref)
        done = operations.rate(draft, of, *points, day_meant(ctx.obj, draft.db, on, happened=True))
        name = short(draft.db, "risk", of.id)
    word = "saved" if ctx.obj.written else "unchanged"
    told = {"saved": word, "ref": name} | showing.brief(done.rating)
    ctx.obj.done(word, name, of.title, telling.confirmation(done), told)


@app.command("close")
def close(ctx: Context, ref: Reference, on: On = "today") -> None:
    """Say that one risk threatens no more; --why is kept with it."""
    from cop.activities.risks import operations
    from cop.meetings.commands.saying import reason

    with ctx.obj.writing("risk close") as draft:
        old = _get(draft.db, ref)
        day = day_meant(ctx.obj, draft.db, on, happened=True)
        new = operations.close(draft, old, day, reason(ctx, draft, old.reason))
        ctx.obj.saved("closed", new, [f"on {say_day(day)}: {new.reason}"])


@app.command("happened")
def happened(ctx: Context, ref: Reference, on: On = "today") -> None:
    """Say that what was feared happened; --why tells more of it."""
    from cop.activities.risks import operations

    with ctx.obj.writing("risk happened") as draft:
        day = day_meant(ctx.obj, draft.db, on, happened=True)
        new = operations.happen(draft, _get(draft.db, ref), day, draft.note)
        then = next_step(ctx.obj, 'cop action new "..." --owner OWNER --due DAY')
        ctx.obj.saved("happened", new, [f"on {say_day(day)}" + (f": {new.reason}" if new.reason else ""), *then])


@app.command("reopen")
def reopen(ctx: Context, ref: Reference) -> None:
    """Take up again one risk that was closed or happened."""
    from cop.activities.risks import operations

    with ctx.obj.writing("risk reopen") as draft:
        ctx.obj.saved("reopened", operations.reopen(draft, _get(draft.db, ref)))


def _get(db: "Database", typed: str) -> "Risk":
    from cop.activities.risks.records import Risk
    from cop.store.references import get

    return get(db, Risk, typed)


def _owner(db: "Database", typed: str | None) -> str | None:
    """Return the id of who was typed, if anybody was; a list without it need not load what finds it."""
    if typed is None:
        return None
    from cop.store.references import find_one

    return find_one(db, OWNERS, typed)[1]


def _row(one: "RiskLine", *, for_people: bool) -> tuple[object, ...]:
    score: object = "no data" if for_people and one.score is None else one.score
    return (
        one.id, one.ref, one.code, one.title, one.concerns_ref, one.concerns_kind, one.concerns_name, one.owner_ref,
        one.owner_kind, one.owner_title, one.response, one.rated_on, one.probability, one.impact, score, one.band,
        one.trend, one.review_on, one.review_days_late, one.status, one.closed_on, one.reason,
    )  # fmt: skip


def _view(*, over: bool, asked: bool) -> View:
    table = (*RISKS.table[:-1], "status", "ref") if over else RISKS.table
    return RISKS._replace(table=table, empty=FITS if over or asked else RISKS.empty)


def _keep(draft: Any, risk: Any) -> Any:
    from cop.activities.risks.operations import keep_risk

    return keep_risk(draft, risk)


add_common_verbs(app, "risk", keep=_keep)
