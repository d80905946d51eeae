"""cop verify, doctor, backup and restore: looking after the programme's file."""

import os
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.console import table
from cop.console.emit import View, say
from cop.console.session import Context, Session
from cop.kernel.errors import BadInput, NotFound

if TYPE_CHECKING:
    from collections import Counter

    from cop.store.check import Fault
    from cop.store.difference import Difference

app = typer.Typer(rich_markup_mode=None)
FINDINGS = View(
    name="findings",
    keys=("level", "check", "said", "hint"),
    keep=frozenset({"level", "check"}),
    empty="nothing is wrong with the file, its journal, this computer's keys, the folder and the last backup",
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
        mended = _rebuild(ctx.obj.place(writing=True), rehearse=ctx.obj.flags.dry_run)
        _tell(ctx.obj, [(fault.check, fault.said, None) for fault in mended], mended, MENDED)
        return
    with ctx.obj.reading() as store:
        found = [*check.faults(store.db)]
    _tell(ctx.obj, [(fault.check, fault.said, None) for fault in found], found, FAULTS)
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
    _tell(ctx.obj, [(finding.level, finding.said, finding.hint) for finding in found], found, FINDINGS)
    if any(finding.level == WRONG for finding in found):
        raise typer.Exit(1)


@app.command("backup")
def backup(ctx: Context) -> None:
    """Keep a verified copy in the folder `backups` beside the file, and print its path."""
    from cop.store import backup

    place = ctx.obj.place()
    made = backup.next_name(place) if ctx.obj.flags.dry_run else backup.backup(place)
    ctx.obj.done("kept", "", made)


@app.command("restore")
def restore(
    ctx: Context,
    copy: Annotated[str | None, typer.Argument(help="A backup, or part of its name; the newest when left out.")] = None,
) -> None:
    """Bring back a backup, having said what would change; what the file holds now is kept as a backup first."""
    from cop.store import backup

    place = _restored_place(ctx.obj, copy)
    found = backup.find_copy(place, copy)
    seen = backup.preview(place, found)
    say(f"{found} holds {seen.told()}")
    for line in _consequences(seen.difference, there=os.path.exists(place)):
        say(line)
    ctx.obj.confirm("Bring it back?")
    kept = None if ctx.obj.flags.dry_run else backup.restore(place, found)
    ctx.obj.done("restored", "", found, _afterwards(kept, seen.difference), _facts(found, kept, seen.difference))


def _restored_place(session: Session, copy: str | None) -> str:
    """Return the file that a backup is to fill: the one meant, else, as when that is gone, the one it is named for.

    Raises:
        NotFound: There is neither.
        BadInput: Several may be meant.
    """
    from cop.store import backup

    try:
        return session.place(writing=True)
    except (NotFound, BadInput) as error:
        named = backup.original(copy) if copy and os.path.isfile(copy) else None
        if named:
            return named
        lying = sorted(name for name in (os.listdir(backup.FOLDER) if os.path.isdir(backup.FOLDER) else [])
                       if backup.original(os.path.join(backup.FOLDER, name)))  # fmt: skip
        if not lying or isinstance(error, BadInput):
            raise
        raise NotFound(error.message, f"cop restore {os.path.join(backup.FOLDER, lying[-1])}") from None


def _consequences(difference: "Difference | None", *, there: bool) -> Iterator[str]:
    """Yield what bringing a copy back would change, in words."""
    if difference is None:
        yield "  the present file cannot be read, and would be set aside" if there else "  there is no present file"
        return
    if not (difference.missing or difference.more):
        yield "  the present file holds the same"
        return
    if difference.missing:
        yield f"  not in it: {_commands(difference.missing)} given since"
    if difference.more:
        yield f"  in it alone: {_commands(difference.more)}"
    for counts, what in ((difference.lost, "would go"), (difference.back, "would come back"),
                         (difference.changed, "would be as they were then")):  # fmt: skip
        if counts:
            yield f"  {what}: {_counted(counts)}"


def _commands(many: int) -> str:
    return f"{many} command{'' if many == 1 else 's'}"


def _counted(counts: "Counter[str]") -> str:
    """Return records by kind in words; what hangs on others, and what a newer cop keeps, is a detail."""
    from cop.exchange.layout import counted
    from cop.kernel.kinds import MODULES
    from cop.kernel.records import kind_named

    whole = [kind for kind in MODULES if kind in counts and not kind_named(kind).declaration.part_of]
    told = [f"{counts[kind]} {counted(kind, counts[kind])}" for kind in whole]
    rest = counts.total() - sum(counts[kind] for kind in whole)
    return ", ".join([*told, *([f"{rest} detail{'' if rest == 1 else 's'}"] if rest else [])])


def _afterwards(kept: str | None, difference: "Difference | None") -> list[str]:
    """Return where the present is kept, and what cannot be done with it yet."""
    if kept is None:
        return []
    lines = [f"what the file held until now: {kept}"]
    if difference is None:
        return lines
    lines.append(f"cop restore {kept} takes it back")
    if difference.missing:
        lines.append("only as a whole: this cop cannot merge single commands from there yet")
    return lines


def _facts(found: str, kept: str | None, difference: "Difference | None") -> dict[str, object]:
    """Return the same for scripts."""
    return {"restored": found, "kept": kept, **(difference._asdict() if difference else {})}


def _tell(session: Session, lines: Sequence[tuple[str, str, str | None]], rows: Iterable[Any], view: View) -> None:
    """Print findings: a person's are sentences that a table would cut short."""
    out = session.output
    if out.format != "table" or out.open_page or not lines:
        session.emit(rows, view)
        return
    entries = [(word, [said, *([f"try: {hint}"] if hint else [])]) for word, said, hint in lines]
    for line in table.record(entries, out.width, out.dim):
        typer.echo(line)
