"""The verbs that know no rule, written once for all record types: show, edit, remove, restore, history."""

from collections.abc import Callable
from typing import Annotated, TypeVar

import typer

from cop.console.session import Context
from cop.console.emit import View
from cop.kernel.records import Record
from cop.console.showing import Shown
from cop.store import edits, past, references
from cop.store.database import Database

R = TypeVar("R", bound=Record)

PAST = View(
    name="values",
    keys=("at", "actor", "field", "value", "verb", "why", "entry"),
    table=("at", "actor", "field", "value", "verb", "why"),
    keep=frozenset({"at", "field"}),
)
Reference = Annotated[
    str, typer.Argument(metavar="REF", help="Its code, name, part of its title, or beginning of its id.")
]


def add_common_verbs(
    app: typer.Typer, record_type: type[R], noun: str, more: Callable[[Database, R], Shown] | None = None
) -> None:
    """Give a noun the verbs that need no rule of its own; `more` adds to what show tells."""
    kind = record_type.declaration.name
    name = kind.replace("_", " ")
    settable = ", ".join(each.name for each in record_type.fields() if each.editable)

    def show(ctx: Context, ref: Reference) -> None:
        with ctx.obj.reading() as store:
            found = references.get(store.db, record_type, ref)
            ctx.obj.one(store.db, found, more(store.db, found) if more else None)

    def edit(
        ctx: Context,
        ref: Reference,
        set: Annotated[list[str], typer.Option(metavar="FIELD=VALUE", help=f"One of {settable}.")],
    ) -> None:
        with ctx.obj.writing(f"{kind} edit") as draft:
            old = references.get(draft.db, record_type, ref)
            ctx.obj.saved("saved", edits.edit(draft, old, set, ctx.obj.reading_words(draft.db)))

    def remove(ctx: Context, ref: Reference) -> None:
        with ctx.obj.writing(f"{kind} remove") as draft:
            found = references.get(draft.db, record_type, ref)
            ctx.obj.confirm(f"Remove {name} {references.label(draft.db, kind, found.id)}?")
            edits.remove(draft, found)
            ctx.obj.saved("removed", found, [f"next: cop {noun} restore {found.id} brings it back"])

    def restore(ctx: Context, ref: Reference) -> None:
        with ctx.obj.writing(f"{kind} restore") as draft:
            ctx.obj.saved("restored", edits.restore(draft, record_type, past.find_removed(draft.db, record_type, ref)))

    def history(ctx: Context, ref: Reference) -> None:
        with ctx.obj.reading() as store:
            ctx.obj.emit(past.history(store.db, kind, past.find_ever(store.db, record_type, ref)), PAST)

    for verb, help in (
        (show, f"Show all that is known of one {name}."),
        (edit, f"Change fields of one {name}."),
        (remove, f"Remove one {name}; its history stays, restore brings it back."),
        (restore, f"Bring back a {name} that was removed."),
        (history, f"Every value that one {name} ever had, by whom and when."),
    ):
        app.command(verb.__name__, help=help)(verb)
