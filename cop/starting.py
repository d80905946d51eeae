"""cop init: a new programme file."""

from typing import Annotated

import typer

from cop.console.session import Context

app = typer.Typer(rich_markup_mode=None)


@app.command("init")
def init(
    ctx: Context,
    path: Annotated[str | None, typer.Argument(help="The file to make, such as rebuild.cop.db.")] = None,
    title: Annotated[str | None, typer.Option(help="The programme's title.")] = None,
) -> None:
    """Make a new programme file."""
    from cop.store.founding import found
    from cop.teams.records import Programme

    found(path or "programme.cop.db", Programme(title=title or "Programme"), ctx.obj.actor)
