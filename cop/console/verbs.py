"""The verbs that know no rule, written once for all record types: show, edit, remove, restore, history.

What only these verbs need is imported inside them: a listing must not pay for it.
"""

from collections.abc import Callable
from typing import Annotated, Any

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.store.database import Database

PAST = View(
    name="values",
    keys=("at", "actor", "field", "value", "verb", "why", "entry"),
    table=("at", "actor", "field", "value", "verb", "why"),
    keep=frozenset({"at", "field"}),
)
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="Its code, a name, part of its title, or the beginning of its id.")
]
Sets = Annotated[list[str], typer.Option(metavar="FIELD=VALUE", help="A field and its new value; may be repeated.")]
More = Callable[[Database, Any], dict[str, object]]


def add_common_verbs(app: typer.Typer, noun: str, kind: str | None = None, more: More | None = None) -> None:
    """Give a noun the verbs that need no rule of its own.

    Args:
        app: The noun's Typer application.
        noun: What people type.
        kind: The kind of record, where it is not called as the noun is.
        more: Returns what `show` tells beside the record's own fields.
    """
    of = kind or noun

    def show(ctx: Context, ref: Reference) -> None:
        from cop.store import references

        with ctx.obj.reading() as store:
            found = references.get(store.db, _kind(of), ref)
            ctx.obj.one(store.db, found, more(store.db, found) if more else None)

    def edit(ctx: Context, ref: Reference, set: Sets) -> None:
        from cop.store import edits, references

        with ctx.obj.writing(f"{noun} edit") as draft:
            old = references.get(draft.db, _kind(of), ref)
            ctx.obj.saved("saved", edits.edit(draft, old, set, ctx.obj.words(draft.db)))

    def remove(ctx: Context, ref: Reference) -> None:
        from cop.store import edits, references

        with ctx.obj.writing(f"{noun} remove") as draft:
            found = references.get(draft.db, _kind(of), ref)
            ctx.obj.confirm(f"Remove {noun} {references.label(draft.db, of, found.id)}?")
            edits.remove(draft, found)
            ctx.obj.saved("removed", found, [f"cop {noun} restore {found.id} brings it back"])

    def restore(ctx: Context, ref: Reference) -> None:
        from cop.store import edits, past

        with ctx.obj.writing(f"{noun} restore") as draft:
            record = past.find_removed(draft.db, _kind(of), ref)
            ctx.obj.saved("restored", edits.restore(draft, _kind(of), record))

    def history(ctx: Context, ref: Reference) -> None:
        from cop.store import past

        with ctx.obj.reading() as store:
            ctx.obj.emit(past.history(store.db, of, past.find_ever(store.db, _kind(of), ref)), PAST)

    for verb, help in (
        (show, f"Show all that is known of one {noun}."),
        (edit, f"Change fields of one {noun}."),
        (remove, f"Remove one {noun}; its history stays, restore brings it back."),
        (restore, f"Bring back one {noun} that was removed."),
        (history, f"Show every value that one {noun} ever had, by whom and when."),
    ):
        app.command(verb.__name__, help=help)(verb)


def _kind(name: str) -> Any:
    from cop.kernel.records import kind_named

    return kind_named(name)
