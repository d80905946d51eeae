"""cop cycle: the rounds of training, each on one topic, and what they teach."""

from typing import Annotated, Any

import typer

from cop.activities.training.commands import listing, showing
from cop.console.session import Context
from cop.console.verbs import Away, FurtherSets, Reference, add_common_verbs
from cop.teams.commands.words import day_meant, given, next_step

app = typer.Typer(rich_markup_mode=None)


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="Its topic.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as c5.")] = None,
    module: Annotated[
        list[str] | None, typer.Option(metavar="TITLE", help="What it teaches, in order; may be repeated.")
    ] = None,
    platform: Annotated[
        str | None, typer.Option(metavar="CHANNEL", help="Channel on which its e-learning stands.")
    ] = None,
    start: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    end: Annotated[str | None, typer.Option("--to-day", metavar="DAY", help="Last day to give it on.")] = None,
    set: FurtherSets = None,
) -> None:
    """Begin a cycle: trainers are trained on one topic, and train others."""
    from cop.activities.training.operations import cycles as operations
    from cop.activities.training.records import Cycle
    from cop.store import edits

    title = ctx.obj.require(title, "TITLE", "What is its topic")
    with ctx.obj.writing("cycle new") as draft:
        days = {
            name: day_meant(ctx.obj, draft.db, typed) if typed else None
            for name, typed in (("start_on", start), ("end_on", end))
        }
        sets = [*given(platform=platform, **days), *(set or ())]
        made = operations.new(draft, Cycle(title=title, code=code), module or (), sets, ctx.obj.words(draft.db))
        taught = [f"{len(module)} module{'' if len(module) == 1 else 's'}"] if module else []
        name = made.code or made.id
        tot = f'cop event new "ToT" --kind tot --concerns {name} --from DAY --to-day DAY'
        ctx.obj.saved("saved", made, [*edits.warnings(made), *taught, *next_step(ctx.obj, tot)])


@app.command("list")
def list_(ctx: Context) -> None:
    """List the cycles: their ToT, who came, what was given on."""
    with ctx.obj.reading() as store:
        today = day_meant(ctx.obj, store.db, "today")
        rows = showing.glance(store.db, today, for_people=_reads(ctx))
        ctx.obj.emit(rows, listing.shown(showing.CYCLES, rows))


@app.command("show")
def show(ctx: Context, ref: Reference) -> None:
    """Show all that is known of one cycle: modules, ToTs, trainers, what was given on, what is left of it."""
    from cop.activities.training.records import Cycle
    from cop.store import references

    with ctx.obj.reading() as store:
        found, today = references.get(store.db, Cycle, ref), day_meant(ctx.obj, store.db, "today")
        told = showing.about_cycle(store.db, found, today, for_people=_reads(ctx))
        ctx.obj.one(store.db, found, told)


@app.command("module")
def module(
    ctx: Context,
    ref: Reference,
    title: Annotated[str, typer.Argument(help="What it teaches; with --remove its number or title.")],
    mode: Annotated[str | None, typer.Option(help="e_learning, in_presence, online or hybrid.")] = None,
    length: Annotated[str | None, typer.Option("--for", metavar="LENGTH", help="How long: 45m, 3h, 1h30.")] = None,
    remove: Away = False,
) -> None:
    """Put a module at the end of what one cycle teaches."""
    from cop.activities.training.operations import cycles as operations
    from cop.activities.training.records import Cycle, Module
    from cop.kernel import dates
    from cop.kernel.types import Word
    from cop.store import references

    with ctx.obj.writing("cycle module") as draft:
        of = references.get(draft.db, Cycle, ref)
        if remove:
            gone = operations.drop_module(draft, of, title)
            ctx.obj.saved("saved", of, [f"no longer teaches {gone.title}"])
            return
        minutes = dates.parse_minutes(length) if length else None
        spoken = Word(mode.lower().replace("-", "_")) if mode else None
        made = Module(cycle=of.id, ordinal=1, title=title, mode=spoken, duration_minutes=minutes)
        kept = operations.add_module(draft, of, made)
        ctx.obj.saved("saved", of, [f"module {kept.ordinal}: {kept.title}"])


def _reads(ctx: Context) -> bool:
    return ctx.obj.output.for_people or ctx.obj.output.open_page


def _keep(draft: Any, record: Any) -> Any:
    from cop.activities.training.operations.keeping import keep_cycle

    return keep_cycle(draft, record)


add_common_verbs(app, "cycle", keep=_keep)
