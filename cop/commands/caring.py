"""cop verify, doctor, backup and restore: looking after the programme's file."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context

if TYPE_CHECKING:
    from cop.store.check import Fault

app = typer.Typer(rich_markup_mode=None)
FINDINGS = View(
    name="findings",
    keys=("level", "check", "said", "hint"),
    keep=frozenset({"level", "check"}),
    empty="nothing is wrong",
)
FAULTS = View(name="faults", keys=("check", "said"), keep=frozenset({"check"}), empty="everything is as it was written")

MENDED = View(
    name="faults", keys=("check", "said"), keep=frozenset({"check"}), empty="every row was as the journal says"
)


@app.command("verify")
def verify(
    ctx: Context,
    rebuild: Annotated[bool, typer.Option(help="Fill the tables anew from the journal.")] = False,
) -> None:
    """Check that the file holds what was signed, and shows what the journal says."""
    from cop.store import check

    if rebuild:
        ctx.obj.emit(_rebuild(ctx.obj.place(writing=True), rehearse=ctx.obj.flags.dry_run), MENDED)
        return
    with ctx.obj.reading() as store:
        found = [*check.faults(store.db)]
        ctx.obj.emit(found, FAULTS)
    if found:
        raise typer.Exit(1)


def _rebuild(place: str, *, rehearse: bool) -> "list[Fault]":
    from cop.store import backup, check
    from cop.store.locate import is_url
    from cop.store.store import Store

    if not rehearse and not is_url(place):
        backup.backup(place, reason="before-rebuild")
    with Store(place) as store, store.mending(rehearse=rehearse):
        return check.rebuild(store.db)


@app.command("doctor")
def doctor(ctx: Context) -> None:
    """Find out what is wrong with a file, its folder and this computer's keys, changing nothing."""
    from cop.store.doctor import WRONG, examine

    found = examine(ctx.obj.place(), ctx.obj.now)
    ctx.obj.emit(found, FINDINGS)
    if any(finding.level == WRONG for finding in found):
        raise typer.Exit(1)


@app.command("backup")
def backup(ctx: Context) -> None:
    """Keep a verified copy in the folder `backups` beside the file, and print its path."""
    from cop.store.backup import backup

    made = backup(ctx.obj.place())
    ctx.obj.done("kept", "", made)


@app.command("restore")
def restore(
    ctx: Context,
    copy: Annotated[str | None, typer.Argument(help="A backup, or part of its name; the newest when left out.")] = None,
) -> None:
    """Bring back a backup; what the file holds now is kept as a backup first."""
    from cop.store import backup

    place = ctx.obj.place(writing=True)
    found = backup.find_copy(place, copy)
    preview = backup.preview(place, found)
    ctx.obj.confirm(f"{found} holds {preview.told()}. Bring it back?")
    kept = found if ctx.obj.flags.dry_run else backup.restore(place, found)
    ctx.obj.done("restored", "", found, [f"what the file held until now: {kept}", f"cop restore {kept} takes it back"])
