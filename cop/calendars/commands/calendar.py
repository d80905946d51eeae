"""cop calendar: .ics files that every calendar program reads, and a month to look at."""

from typing import Annotated

import typer

from cop.console.session import Context

app = typer.Typer(rich_markup_mode=None)
Body = Annotated[str | None, typer.Option(metavar="REF", help="Only what this body convenes or is invited to.")]


@app.command("show")
def show(
    ctx: Context,
    month: Annotated[str | None, typer.Option(help="The month, such as 2024-07, last or next.")] = None,
    week: Annotated[str | None, typer.Option(metavar="DAY", help="The week of this day instead.")] = None,
    body: Body = None,
) -> None:
    """Show a month with every country's weekend, and what takes place in it."""
    from cop.calendars.commands import showing

    with ctx.obj.reading() as store:
        showing.show(ctx.obj, store.db, month, week, body)


@app.command("print")
def print_(
    ctx: Context,
    month: Annotated[str | None, typer.Option(help="The month, such as 2024-08, last or next.")] = None,
    lang: Annotated[list[str] | None, typer.Option(metavar="LANGUAGE", help="Such as ar; again for another.")] = None,
    body: Body = None,
    output: Annotated[str | None, typer.Option("-o", "--output", help="A file, a folder, or - for stdout.")] = None,
) -> None:
    """Make a month into a page for the wall and the chat group; --open shows it in the browser."""
    from cop.calendars.commands import printing

    with ctx.obj.reading() as store:
        printing.show(ctx.obj, store.db, month, lang or [], body, output)


@app.command("export")
def export(
    ctx: Context,
    body: Body = None,
    person: Annotated[str | None, typer.Option(metavar="REF", help="Only meetings of this person's bodies.")] = None,
    partner: Annotated[str | None, typer.Option(metavar="REF", help="Only meetings of this partner's bodies.")] = None,
    all: Annotated[bool, typer.Option("--all", help="The whole programme, and one calendar for every body.")] = False,
    month: Annotated[str | None, typer.Option(help="Only this month, such as 2024-08 or next.")] = None,
    since: Annotated[str | None, typer.Option("--from", metavar="DAY", help="Only from this day on.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Only up to this day.")] = None,
    milestones: Annotated[bool, typer.Option("--milestones", help="Milestones too, as whole days.")] = False,
    output: Annotated[str | None, typer.Option("-o", "--output", help="A file, a folder, or - for stdout.")] = None,
) -> None:
    """Write .ics files for any calendar program; the whole programme unless somebody's calendar is asked for."""
    from cop.calendars.commands import export
    from cop.kernel.errors import BadInput

    asked = {"body": body, "person": person, "partner": partner}
    if all and (any(asked.values()) or (output or "").endswith((".ics", "-"))):
        raise BadInput(
            "--all writes a calendar for every body into a folder", f"give it alone: --all -o {export.FOLDER}"
        )
    with ctx.obj.reading() as store:
        days = export.window(ctx.obj, store.db, month, since, until)
        if all:
            export.write_all(ctx.obj, export.every(store.db, days, with_milestones=milestones), output or export.FOLDER)
        else:
            export.write_one(ctx.obj, export.one(store.db, asked, days, with_milestones=milestones), output, days)
