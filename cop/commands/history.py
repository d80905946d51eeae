"""cop history, log and undo: what records were, what was done, and how it is taken back."""

from itertools import islice
from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
SHOWN = 5
MANY = 20
"""Taking back more records than this is asked about first: one undo too many must not empty a programme."""


@app.command("undo")
def undo(
    ctx: Context,
    entry: Annotated[str | None, typer.Argument(help="The command to take back, as cop log names it.")] = None,
) -> None:
    """Take back your last command, or the one that is named; what was undone can be undone too."""
    from cop.store import undoing

    with ctx.obj.writing("undo") as draft:
        digest = undoing.find_entry(draft.db, entry) if entry else undoing.last_command(draft.db, ctx.obj.actor)
        verb = undoing.undo(draft, digest)
        if len(draft.removals) > MANY:
            ctx.obj.confirm(f'This takes back "{_verb(verb)}" with {len(draft.removals)} records. Go on?')
        lines = _taken_back(draft)
    redo = ctx.obj.written
    if redo is not None and not ctx.obj.flags.dry_run:
        lines.append(f"cop undo {redo.digest.hex()[:8]} does it again")
    ctx.obj.done("undone", digest[:8], _verb(verb), lines)


@app.command("log")
def log(
    ctx: Context,
    since: Annotated[str | None, typer.Option(metavar="DAY", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY", help="Up to the end of this day.")] = None,
) -> None:
    """List what was done, by whom and when, oldest first."""
    from cop.store import past

    with ctx.obj.reading() as store:
        how = ctx.obj.words(store.db)
        first = _midnight(since, how) if since else 0
        last = _midnight(until, how, days=1) if until else None
        told = past.log(store.db, first, last)
        if ctx.obj.output.for_people:
            told = [one._replace(verb=f"{one.verb}, undone") if one.undone else one for one in told]
        ctx.obj.emit(told, _log_view(how))


@app.command("history")
def history(
    ctx: Context,
    ref: Annotated[
        str, typer.Argument(help="Any record: its code, a name, part of its title, or the beginning of its id.")
    ],
) -> None:
    """Show every value that one record ever had, by whom and when; also of one that was removed."""
    with ctx.obj.reading() as store:
        kind, record = _find(store.db, ref)
        ctx.obj.past(store.db, kind, record)


def _find(db: Database, typed: str) -> tuple[str, str]:
    """Return the kind and id of the record that is meant, else of a removed one.

    Raises:
        NotFound: None, or several, were ever called so.
    """
    from cop.kernel.errors import NotFound
    from cop.kernel.records import every_kind
    from cop.store import past, references

    kinds = [kind for kind in every_kind() if kind.declaration.part_of != "*" and kind.declaration.name != "roster"]
    found = references.find_any(db, [kind.declaration.name for kind in kinds], typed)
    if found:
        return found
    for kind in kinds:
        try:
            return kind.declaration.name, past.find_ever(db, kind, typed)
        except NotFound:
            continue
    raise NotFound(f'nothing was ever called "{typed}"', f'cop find "{typed}" looks for parts of names')


def _taken_back(draft: Any) -> list[str]:
    """Return a line for each of the first records that an undo touches; no others are asked for."""
    from cop.store.entry import REMOVED
    from cop.store.references import short

    touched = dict.fromkeys(sorted(draft.removals), "is gone")
    for kind, record, field in draft.sets:
        touched.setdefault((kind, record), "is back" if field == REMOVED else "is as before")
    lines = [f"{kind.replace('_', ' ')} {short(draft.db, kind, one)} {said}: {_told(draft, kind, one)}"
             for (kind, one), said in islice(touched.items(), SHOWN)]  # fmt: skip
    more = len(touched) - SHOWN
    return lines + ([f"and {more} more"] if more > 0 else [])


def _told(draft: Any, kind: str, record: str) -> str:
    """Return what people call a record; one whose own word goes back to an earlier one, by that, and where it hangs."""
    from cop.kernel.records import kind_named
    from cop.store.references import kind_among, label

    declaration = kind_named(kind).declaration
    name = draft.sets.get((kind, record, declaration.label)) or label(draft.db, kind, record)
    around = []
    for field in ("person", declaration.parent):
        named = next((each for each in kind_named(kind).fields() if each.name == field and each.kinds), None)
        rows = draft.db.all(f"SELECT {field} FROM {kind} WHERE id = :id", id=record) if named else []
        if named and rows and rows[0][0]:
            around.append(label(draft.db, kind_among(draft.db, named.kinds, rows[0][0]) or named.kinds[0], rows[0][0]))
    return ", ".join([name, *around])


def _verb(verb: str) -> str:
    return "undo" if verb.startswith("undo ") else verb


def _midnight(typed: str, how: Any, days: int = 0) -> int:
    """Return the wall time at which a day begins where the programme is, or so many days later."""
    from datetime import datetime

    from cop.kernel import dates
    from cop.store.entry import wall_of
    from cop.store.typed import local_today

    day = dates.shift(dates.parse_day(typed, local_today(how), how.day_first), days)
    return wall_of(dates.instant(dates.make(datetime.fromisoformat(day), how.zone)))


def _log_view(how: Any) -> View:
    return View(
        name="commands",
        keys=("at", "actor", "verb", "about", "changes", "why", "entry", "undone"),
        table=("at", "actor", "verb", "about", "why", "entry"),
        titles={"at": "when", "actor": "who", "verb": "what"},
        bare=frozenset({"actor", "about", "why"}),
        keep=frozenset({"at", "entry"}),
        right=frozenset({"changes"}),
        say={"at": how.clock, "entry": lambda digest: digest[:8], "undone": lambda undone: "undone" if undone else ""},
        empty="nothing was done in this time",
        ref="entry",
    )
