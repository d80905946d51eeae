"""cop indicator: what is measured, from a baseline towards a target."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.indicators import queries
from cop.console.concerning import Activity, Concerns, Cycle, Pilot, WorkPackage, concerned
from cop.console.emit import View, say
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel.errors import BadInput
from cop.kernel.types import Day
from cop.teams.commands.words import day_meant, given, next_step, short_day

if TYPE_CHECKING:
    from cop.activities.indicators.queries import IndicatorLine
    from cop.activities.indicators.records import Indicator
    from cop.kernel.records import Record

app = typer.Typer(rich_markup_mode=None)
LEVELS = ("output", "outcome", "impact")
INDICATORS = View(
    name="indicators",
    keys=(
        "id", "ref", "code", "title", "concerns", "concerns_kind", "concerns_name", "level", "unit", "baseline",
        "target", "target_due_on", "interim_target", "interim_due_on", "amount", "measured_on", "achieved", "light",
        "source",
    ),
    titles={"amount": "value", "measured_on": "on", "way": "from → to"},
    keep=frozenset({"ref", "measured_on"}),
    right=frozenset({"baseline", "target", "amount", "achieved"}),
    bare=frozenset({"unit", "measured_on"}),
    ref="ref",
    empty="nothing is measured yet: cop indicator new TITLE --target AMOUNT begins",
)  # fmt: skip
FOR_PEOPLE = INDICATORS._replace(
    keys=(*INDICATORS.keys, "way"), table=("title", "way", "amount", "measured_on", "achieved", "light", "ref")
)
"""A person reads from where to where in one column, with the unit."""
FITS = "no indicator fits"
Amount = Annotated[str | None, typer.Argument(help="The number, such as 6, 7,5 or ٧٫٥; its unit may follow.")]
Away = Annotated[bool, typer.Option("--remove", help="Take away what stands there for that day.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What is measured.")] = None,
    target: Annotated[str | None, typer.Option(metavar="AMOUNT", help="Where it shall stand at the end.")] = None,
    baseline: Annotated[str, typer.Option(metavar="AMOUNT", help="Where it stood at first.")] = "0",
    unit: Annotated[str | None, typer.Option(help="In what it is counted, such as persons or days.")] = None,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    level: Annotated[str | None, typer.Option(help="output, outcome or impact.")] = None,
    by: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of the target; the programme's last unless said.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DAY", help="Day of the baseline; the programme's first unless said.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="How it is known: the list, survey or register.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as i-oper.")] = None,
    set: FurtherSets = None,
) -> None:
    """Begin to measure something, of the programme or of one part of it; it may have to rise or to fall."""
    from cop.activities.indicators import operations, telling
    from cop.meetings.queries.naming import ref_of_new
    from cop.store import edits

    title = ctx.obj.require(title, "TITLE", "What is measured")
    target = ctx.obj.require(target, "--target", "Where shall it stand at the end")
    with ctx.obj.writing("indicator new") as draft:
        of = concerned(draft.db, concerns, pilot=pilot, work_package=work_package, activity=activity, cycle=cycle)
        sets = given(code=code, unit=unit, concerns=of, level=level, target_on=by, baseline_on=since, source=source)
        made = operations.new(draft, title, target, baseline, [*sets, *(set or ())], ctx.obj.words(draft.db))
        name = ref_of_new(draft.db, "indicator", made.id, made.code)
        then = next_step(ctx.obj, f"cop indicator value {name} AMOUNT --on DAY")
        ctx.obj.saved("saved", made, [*telling.begun(draft.db, made), *edits.warnings(made), *then])


@app.command("list")
def list_(
    ctx: Context,
    pilot: Pilot = None,
    work_package: WorkPackage = None,
    activity: Activity = None,
    cycle: Cycle = None,
    concerns: Concerns = None,
    level: Annotated[str | None, typer.Option(help=f"Only {', '.join(LEVELS[:-1])} or {LEVELS[-1]}.")] = None,
    by: Annotated[str, typer.Option(metavar="DAY", help="As they stood on a day.")] = "today",
) -> None:
    """List what is measured: from where to where, the latest value, and how it stands.

    The light holds what was gone of the way against the interim target that fell due last, or against the straight
    line to the next one on the day of the value; the programme's green_from and amber_from are its bounds.
    """
    with ctx.obj.reading() as store:
        of = concerned(store.db, concerns, pilot=pilot, work_package=work_package, activity=activity, cycle=cycle)
        day = day_meant(ctx.obj, store.db, by)
        known = queries.indicators(store.db, day, of)
        fits = [one for one in known if level in (None, one.level)]
        people = ctx.obj.output.for_people or ctx.obj.output.open_page
        rows = (_row(one, for_people=people) for one in fits)
        ctx.obj.emit(rows, _view(fits, day, for_people=people, asked=bool(known or of)))


@app.command("show")
def show(
    ctx: Context,
    ref: Reference,
    by: Annotated[str, typer.Option(metavar="DAY", help="As it stood on a day.")] = "today",
) -> None:
    """Show all that is known of one indicator: its way, value by value, and what is expected of it."""
    from cop.activities.indicators import telling
    from cop.activities.indicators.records import Indicator
    from cop.store import references

    with ctx.obj.reading() as store:
        found = references.get(store.db, Indicator, ref)
        day = day_meant(ctx.obj, store.db, by)
        ctx.obj.one(store.db, found, telling.about(store.db, found, day, for_people=ctx.obj.output.for_people))


@app.command("value")
def value(
    ctx: Context,
    ref: Reference,
    amount: Amount = None,
    on: Annotated[str, typer.Option(metavar="DAY", help="Day of the measurement.")] = "today",
    split: Annotated[
        list[str] | None, typer.Option(metavar="BY=PART:AMOUNT", help="A part, such as sex=female:3; may be repeated.")
    ] = None,
    remove: Away = False,
) -> None:
    """Write down where one indicator stands: the total up to that day, not what was added."""
    from cop.activities.indicators import operations, telling
    from cop.activities.indicators.records import Indicator
    from cop.store.references import get, short

    amount = _amount(ctx, amount, "Where does it stand", remove=remove)
    kept: Record
    with ctx.obj.writing("indicator value") as draft:
        of, day = get(draft.db, Indicator, ref), day_meant(ctx.obj, draft.db, on, happened=True)
        if remove:
            kept, lines, doubts = operations.forget(draft, of, day), [telling.gone(day)], list[str]()
        else:
            done = operations.measure(draft, of, amount, day, split or ())
            kept, lines, doubts = done.value, telling.confirmation(of, done), done.doubts
        name = short(draft.db, "indicator", of.id)
    _told(ctx, name, of, kept, lines, doubts)


@app.command("target")
def target(
    ctx: Context,
    ref: Reference,
    amount: Amount = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Day by which it shall stand there.")] = None,
    remove: Away = False,
) -> None:
    """Say where one indicator shall stand on a day on the way; edit --set target= changes the target itself."""
    from cop.activities.indicators import operations, telling
    from cop.activities.indicators.records import Indicator
    from cop.store.references import get, short

    amount = _amount(ctx, amount, "Where shall it stand", remove=remove)
    on = ctx.obj.require(on, "--on", "On which day")
    with ctx.obj.writing("indicator target") as draft:
        of, day = get(draft.db, Indicator, ref), day_meant(ctx.obj, draft.db, on)
        if remove:
            kept, lines, doubts = operations.drop_aim(draft, of, day), [telling.gone(day)], list[str]()
        else:
            aimed = operations.aim(draft, of, amount, day)
            kept, lines, doubts = aimed.target, telling.aimed(of, aimed), aimed.doubts
        name = short(draft.db, "indicator", of.id)
    _told(ctx, name, of, kept, lines, doubts)


def _amount(ctx: Context, typed: str | None, question: str, *, remove: bool) -> str:
    """Return the amount that was typed; none is needed where it is taken away."""
    if remove and typed:
        raise BadInput("--remove takes an amount away and writes none", "leave the amount away, or --remove")
    return "" if remove else ctx.obj.require(typed, "AMOUNT", question)


def _row(one: "IndicatorLine", *, for_people: bool) -> tuple[object, ...]:
    interim_on, interim = one.interim or (None, None)
    stands: tuple[object, ...] = (one.amount, one.measured_on, one.achieved_share, one.light or None)
    way: tuple[object, ...] = ()
    if for_people:
        stands = (one.amount or queries.NO_DATA, one.measured_on, one.achieved, one.standing)
        way = (" ".join(filter(None, (f"{one.baseline} → {one.target}", one.unit))),)
    return (
        one.id, one.ref, one.code, one.title, one.concerns_ref, one.concerns_kind, one.concerns_name, one.level,
        one.unit, one.baseline, one.target, one.target_due_on, interim, interim_on, *stands, one.source, *way,
    )  # fmt: skip


def _view(fits: "list[IndicatorLine]", day: Day, *, for_people: bool, asked: bool) -> View:
    """Return how the list reads: with years where a value is of another one."""
    empty = FITS if asked else INDICATORS.empty
    if not for_people:
        return INDICATORS._replace(empty=empty)
    other_year = any(one.measured_on and one.measured_on[:4] != day[:4] for one in fits)
    return FOR_PEOPLE._replace(empty=empty, say={"measured_on": short_day if other_year else _day_and_month})


def _day_and_month(day: Day) -> str:
    return short_day(day)[:-5]


def _told(
    ctx: Context, ref: str, of: "Indicator", kept: "Record", lines: list[str], doubts: list[str] | None = None
) -> None:
    """Confirm what was written of an indicator, having said aloud what a person should know."""
    from cop.console import showing

    for doubt in doubts or ():
        say(f"note: {doubt}")
    word = "saved" if ctx.obj.written else "unchanged"
    then = next_step(ctx.obj, f"cop indicator show {ref}")
    ctx.obj.done(word, ref, of.title, [*lines, *then], {"saved": word, "ref": ref} | showing.brief(kept))


def _keep(draft: Any, indicator: Any) -> Any:
    """Apply the rules to an indicator that was changed, and say what its values count from now on."""
    from cop.activities.indicators import operations

    for doubt in operations.doubts(draft, indicator):
        say(f"note: {doubt}")
    return operations.keep_indicator(draft, indicator)


add_common_verbs(app, "indicator", keep=_keep)
