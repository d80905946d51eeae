"""cop programme: the programme itself, of which a file holds exactly one."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.console.verbs import FurtherSets, Reference, Sets, add_common_verbs, add_language_verb
from cop.teams.commands.words import given, keep, short_day

if TYPE_CHECKING:
    from cop.store.database import Database
    from cop.teams.records import Programme

app = typer.Typer(rich_markup_mode=None)
PROGRAMMES = View(
    name="programme",
    keys=("id", "code", "title", "status", "start_on", "end_on", "timezone"),
    table=("code", "title", "status", "start_on", "end_on", "timezone"),
    keep=frozenset({"code"}),
    say={"start_on": short_day, "end_on": short_day},
    empty='this file describes no programme yet: cop programme new "TITLE"',
    ref="id",
)
Own = Annotated[str | None, typer.Argument(metavar="[REF]", help="May be left out: a file holds one programme.")]


@app.command("new")
def new(
    ctx: Context,
    title: Annotated[str | None, typer.Argument(help="Its full title.")] = None,
    code: Annotated[str | None, typer.Option(help="Short name, such as rebuild.")] = None,
    start: Annotated[str | None, typer.Option(metavar="DAY", help="First day.")] = None,
    end: Annotated[str | None, typer.Option(metavar="DAY", help="Last day.")] = None,
    tz: Annotated[str | None, typer.Option(metavar="ZONE", help="Zone of its hours, such as Africa/Tripoli.")] = None,
    set: FurtherSets = None,
) -> None:
    """Describe the programme of a file that has none."""
    from cop.console import ask
    from cop.teams import operations
    from cop.teams.records import Programme

    title = ask.require(title, "TITLE", "What is the programme called")
    sets = [*given(code=code, start_on=start, end_on=end, timezone=tz), *(set or [])]
    with ctx.obj.writing("programme new") as draft:
        programme = operations.add(draft, Programme(title=title), sets, ctx.obj.words(draft.db))
        ctx.obj.saved("saved", programme, ["next: cop partner new NAME --country LY"])


@app.command("list")
def list_(ctx: Context) -> None:
    """List the programme of this file."""
    with ctx.obj.reading() as store:
        rows = store.db.all("SELECT id, code, title, status, start_on, end_on, timezone FROM programme ORDER BY id")
        ctx.obj.emit(rows, PROGRAMMES)


@app.command("show")
def show(ctx: Context, ref: Own = None) -> None:
    """Show all that is known of the programme."""
    with ctx.obj.reading() as store:
        ctx.obj.one(store.db, _meant(store.db, ref))


@app.command("edit")
def edit(ctx: Context, set: Sets, ref: Own = None) -> None:
    """Change fields of the programme."""
    from cop.store import edits

    with ctx.obj.writing("programme edit") as draft:
        new = edits.edit(draft, _meant(draft.db, ref), set, ctx.obj.words(draft.db))
        ctx.obj.saved("saved", keep(draft, new), edits.warnings(new))


@app.command("remove")
def remove(ctx: Context, ref: Reference) -> None:
    """Remove a second programme that came from a colleague; the last one stays."""
    from cop.teams import operations

    with ctx.obj.writing("programme remove") as draft:
        found = _meant(draft.db, ref)
        ctx.obj.confirm(f"Remove programme {found.title}?")
        operations.remove_programme(draft, found)
        ctx.obj.saved("removed", found, [f"cop programme restore {found.id} brings it back"])


@app.command("history")
def history(ctx: Context, ref: Own = None) -> None:
    """Show every value that the programme ever had, by whom and when."""
    with ctx.obj.reading() as store:
        ctx.obj.past(store.db, "programme", _meant(store.db, ref).id)


def _meant(db: "Database", ref: str | None) -> "Programme":
    from cop.store import references
    from cop.teams import queries
    from cop.teams.records import Programme

    return references.get(db, Programme, ref) if ref else queries.programme(db)


add_language_verb(app, "programme")
add_common_verbs(app, "programme", keep=keep)
