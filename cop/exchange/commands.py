"""cop import and cop export: descriptions in, the whole programme out."""

from typing import Annotated

import typer

from cop.console.emit import View, say
from cop.console.session import Context
from cop.kernel.errors import BadInput

app = typer.Typer(rich_markup_mode=None)
CHANGES = View(
    name="changes",
    keys=("kind", "ref", "title", "change", "fields"),
    keep=frozenset({"ref"}),
    empty="the file says nothing new",
)


@app.command("import")
def import_(
    ctx: Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="YAML, or CSV as Excel saves it.")],
    kind: Annotated[
        str | None, typer.Option(metavar="SECTION", help="What a CSV file holds, such as partners, people or meetings.")
    ] = None,
) -> None:
    """Read a description: YAML, or CSV for partners, people and meetings."""
    from cop.exchange import importing, source

    nodes = {name: source.node(name, kind) for name in files}
    with ctx.obj.writing("import") as draft:
        outcome = importing.take(draft, nodes, ctx.obj.words(draft.db))
    if ctx.obj.flags.dry_run:
        ctx.obj.emit(importing.rows(outcome), CHANGES)
        say(f"would be imported: {outcome.said()}" if outcome.brought else CHANGES.empty)
    else:
        done = "imported" if outcome.brought else "unchanged"
        ctx.obj.done(done, ", ".join(files), outcome.said() or CHANGES.empty, outcome.remarks)


@app.command("export")
def export(
    ctx: Context,
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to; - is the screen.")] = "-",
    to_edit: Annotated[bool, typer.Option("--to-edit", help="For editing and importing again.")] = False,
    with_addresses: Annotated[bool, typer.Option("--with-addresses", help="Names, e-mail and telephone too.")] = False,
) -> None:
    """Write the whole programme as YAML or JSON: --format yaml, --format json."""
    from cop.console import delivering
    from cop.exchange import exporting, outgoing

    form = outgoing.chosen(ctx.obj.flags.format, output)
    if to_edit and ctx.obj.flags.as_of:
        raise BadInput("the past cannot be edited", "leave --as-of away to edit what holds now")
    with ctx.obj.reading() as store:
        text = outgoing.written(store.db, form, to_edit=to_edit, personal=with_addresses)
        left_out = 0 if with_addresses else exporting.personal_values(store.db)
    delivering.hand_over(ctx.obj, text, output)
    if left_out:
        say(f"names, e-mails and phones left out: {left_out}; --with-addresses includes them")
