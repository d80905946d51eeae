"""cop registration: the verbs of events, and the one that reads a file, which events know nothing about."""

from typing import Annotated

import typer

from cop.activities.events.commands.registration import app
from cop.console.emit import say
from cop.console.session import Context
from cop.meetings.commands.saying import afterwards, told
from cop.meetings.queries.sittings import find_sitting

__all__ = ["app"]


@app.command("read")
def read(
    ctx: Context,
    event: Annotated[str, typer.Argument(metavar="EVENT", help="The event, such as ss.")],
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV: what a form wrote, or a table of one's own.")],
) -> None:
    """Read who registered from a table; what is wrong in it is told together, and then nothing of it is saved."""
    from cop.exchange import registration_sheet, source
    from cop.meetings import telling
    from cop.meetings.operations import registering

    data = source.content(file)
    with ctx.obj.writing("registration read") as draft:
        of = find_sitting(draft.db, event)
        found = registration_sheet.read(draft.db, of, data, file, ctx.obj.words(draft.db))
        doubts = registering.put(draft, of, found.found)
        meant = telling.record(draft.db, of)
    for doubt in [*doubts, *_passed_over(found.unread), *(f"new sector: {one}" for one in found.new_sectors)]:
        say(f"note: {doubt}")
    new = sum(old is None for old, _ in found.found)
    lines = [f"read: {new} new, {len(found.found) - new} known before"]
    told(ctx, "saved", of.ref, meant, [*lines, *afterwards(ctx, f"next: cop event missing {of.ref}")])


def _passed_over(unread: list[str]) -> list[str]:
    """Return the doubt about columns that nobody understood, which may be a form's further questions, or a slip."""
    named = ", ".join(f'"{one}"' for one in unread)
    return [f"{'these columns were' if len(unread) > 1 else 'this column was'} not read: {named}"] if unread else []
