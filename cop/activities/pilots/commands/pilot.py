"""cop pilot: pilot projects, who takes part, and how each goes."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.activities.pilots import judging, queries
from cop.activities.pilots.commands import saying
from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, add_common_verbs
from cop.kernel.errors import BadInput
from cop.teams.commands.words import day_meant, given, next_step

if TYPE_CHECKING:
    from cop.activities.pilots.judging import Verdict
    from cop.activities.pilots.queries import PilotLine
    from cop.activities.pilots.records import Pilot
    from cop.kernel.types import Id
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
PILOTS = View(
    name="pilots",
    keys=(
        "id", "ref", "code", "title", "sector", "lead", "lead_name", "implementer", "implementer_name", "partners",
        "start_on", "end_on", "status", "closed_on", "reason", "standing", "milestones_reached", "milestones_planned",
        "next", "next_on", "slip_days",
    ),
    table=("ref", "title", "lead", "status", "standing", "next", "next_on", "slip_days"),
    titles={"standing": "goes", "next_on": "due", "slip_days": "slip"},
    keep=frozenset({"ref", "next"}),
    bare=frozenset({"slip_days", "standing"}),
    say={"next_on": saying.short_day, "slip_days": saying.slip},
    ref="ref",
)  # fmt: skip
NONE_YET = 'there are no pilots yet: cop pilot new "Pilot project Fishery" --code p-fish'
ALL_OVER = "every pilot is done or was stopped: cop pilot list --all lists them"
On = Annotated[str | None, typer.Option(metavar="DAY", help="The day; today unless said.")]
Language = Annotated[str | None, typer.Option("--lang", metavar="LANGUAGE", help="Such as ar.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="What it is called.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as p-fish.")] = None,
    lead: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner that leads it.")] = None,
    implementer: Annotated[str | None, typer.Option(metavar="PARTNER", help="Partner that carries it out.")] = None,
    partner: Annotated[list[str] | None, typer.Option(help="Who takes part; may be repeated.")] = None,
    sector: Annotated[str | None, typer.Option(help="Such as basic_services.")] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help="First day.")] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Last day.")] = None,
    planned: Annotated[bool, typer.Option("--planned", help="It has not begun yet; resume begins it.")] = False,
    set: FurtherSets = None,
) -> None:
    """Add a pilot."""
    from cop.activities.pilots.operations import pilots as operations
    from cop.activities.pilots.records import Pilot
    from cop.kernel.types import Word
    from cop.meetings.queries.naming import ref_of_new

    title = ctx.obj.require(title, "TITLE", "What is the pilot called")
    sets = given(code=code, lead=lead, implementer=implementer, sector=sector, start_on=first, end_on=last)
    with ctx.obj.writing("pilot new") as draft:
        blank = Pilot(title=title, status=Word("planned" if planned else "active"))
        taking = _partners(draft.db, partner or ())
        made = operations.new(draft, blank, taking, [*sets, *(set or ())], ctx.obj.words(draft.db))
        name = ref_of_new(draft.db, "pilot", made.id, made.code)
        then = next_step(ctx.obj, f'cop milestone new "..." --due DAY --pilot {name}')
        ctx.obj.saved("saved", made, then)


@app.command("list")
def list_(
    ctx: Context, over: Annotated[bool, typer.Option("--all", help="Also those done or stopped.")] = False
) -> None:
    """List pilots: how each goes by its milestones, and what is next."""
    with ctx.obj.reading() as store:
        db, today = store.db, day_meant(ctx.obj, store.db, "today")
        steps, ends_on = queries.milestones(db, today), queries.last_day(db)
        known = queries.pilots(db, today)
        found = [one for one in known if over or one.status not in judging.OVER]
        ctx.obj.emit(
            [_row(one, judging.judge(one, [s for s in steps if s.concerns == one.id], ends_on)) for one in found],
            PILOTS._replace(empty=ALL_OVER if known else NONE_YET),
        )


@app.command("show")
def show(
    ctx: Context,
    ref: Reference,
    lang: Language = None,
    output: Annotated[str, typer.Option("--output", "-o", help="A file such as pilot.html or pilot.docx.")] = "-",
) -> None:
    """Show one pilot on one screen: how it goes, what is next, slips, indicators, risks; --open shows all of it."""
    from cop.activities.pilots.commands import drawing

    with ctx.obj.reading() as store:
        drawing.show(ctx.obj, store.db, _get(store.db, ref), lang, output)


@app.command("gantt")
def gantt(
    ctx: Context,
    ref: Annotated[str | None, typer.Argument(metavar="[REF]", help="The pilot; all of them unless said.")] = None,
    lang: Language = None,
    output: Annotated[str, typer.Option("--output", "-o", help="A file such as plan.html or plan.svg.")] = "-",
) -> None:
    """Draw milestones in time: the first plan, what was reached, what is expected."""
    from cop.activities.pilots.commands import drawing

    with ctx.obj.reading() as store:
        drawing.draw(ctx.obj, store.db, _get(store.db, ref) if ref else None, lang, output)


@app.command("hold")
def hold(ctx: Context, ref: Reference) -> None:
    """Put one pilot on hold; --why is kept with it."""
    _become(ctx, ref, "on_hold", "on hold")


@app.command("resume")
def resume(ctx: Context, ref: Reference) -> None:
    """Let one pilot begin, or go on."""
    _become(ctx, ref, "active", "active")


@app.command("stop")
def stop(ctx: Context, ref: Reference, on: On = None) -> None:
    """Stop one pilot for good; --why is kept with it."""
    _become(ctx, ref, "stopped", "stopped", on)


@app.command("done")
def done(ctx: Context, ref: Reference, on: On = None) -> None:
    """Say that one pilot is done."""
    _become(ctx, ref, "done", "done", on)


@app.command("partner")
def partner(
    ctx: Context,
    what: Annotated[str, typer.Argument(metavar="add|remove", help="Whether they take part, or no longer do.")],
    ref: Reference,
    partners: Annotated[list[str], typer.Argument(metavar="PARTNER...", help="The partners.")],
    role: Annotated[str | None, typer.Option(help="partner, technical or observer.")] = None,
) -> None:
    """Say who takes part in one pilot."""
    from cop.activities.pilots.operations import pilots as operations
    from cop.kernel.types import Word

    if what not in ("add", "remove"):
        raise BadInput(f'partners are not "{what}"', "cop pilot partner add PILOT PARTNER, or remove")
    with ctx.obj.writing(f"pilot partner {what}") as draft:
        found, who = _get(draft.db, ref), _partners(draft.db, partners)
        if what == "add":
            operations.add_partners(draft, found, who, Word(role.lower()) if role else None)
        else:
            operations.remove_partners(draft, found, who)
        verb = {"add": "takes part", "remove": "no longer takes part"}[what]
        ctx.obj.saved("saved", found, [f"{saying.owner(draft.db, one)} {verb}" for one in who])


def _become(ctx: Context, ref: str, status: str, word: str, on: str | None = None) -> None:
    from cop.activities.pilots.operations import pilots as operations
    from cop.meetings.commands.saying import reason

    with ctx.obj.writing(f"pilot {ctx.info_name}") as draft:
        old = _get(draft.db, ref)
        day = day_meant(ctx.obj, draft.db, on, happened=True) if on else None
        ask_why = reason(ctx, draft, old.reason if old.status == status else None)
        new = operations.become(draft, old, status, ask_why, day)
        still = queries.milestones(draft.db, day_meant(ctx.obj, draft.db, "today"), old.id) if status == "done" else []
        left = [one.ref for one in still if one.is_open]
        ctx.obj.saved(word, new, [f"not reached: {', '.join(left)}"] if left else [])


def _get(db: "Database", typed: str) -> "Pilot":
    from cop.activities.pilots.records import Pilot
    from cop.store import references

    return references.get(db, Pilot, typed)


def _partners(db: "Database", typed: "list[str] | tuple[str, ...]") -> "list[Id]":
    from cop.kernel.types import Id
    from cop.store.references import find

    return [Id(find(db, "partner", one)) for one in typed]


def _row(one: "PilotLine", verdict: "Verdict") -> tuple[object, ...]:
    next_, worst = verdict.next, verdict.worst
    return (
        one.id, one.ref, one.code, one.title, one.sector, one.lead_ref, one.lead_name, one.implementer_ref,
        one.implementer_name, [each.ref for each in one.partners], one.start_on, one.end_on, one.status, one.closed_on,
        one.reason, verdict.word, verdict.reached, verdict.planned, next_.ref if next_ else None,
        next_.due_on if next_ else None, worst.slip_days if worst else 0 if next_ else None,
    )  # fmt: skip


def _keep(draft: Any, pilot: Any) -> Any:
    from cop.activities.pilots.operations.pilots import keep_pilot

    return keep_pilot(draft, pilot)


add_common_verbs(app, "pilot", keep=_keep)
