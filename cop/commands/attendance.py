"""cop attendance: the verbs of meetings, and the one that reads a file, which meetings know nothing about."""

from typing import Annotated

import typer

from cop.console.session import Context
from cop.meetings.commands import options
from cop.meetings.commands.attendance import about, app
from cop.meetings.commands.saying import told
from cop.meetings.queries.sittings import find_sitting

__all__ = ["app"]


@app.command("read")
def read(
    ctx: Context,
    meeting: options.Ref,
    file: Annotated[str, typer.Argument(metavar="FILE", help="CSV: as attendance list writes it, or a call's list.")],
) -> None:
    """Read who came from a table; what is wrong in it is told together, and then nothing of it is saved."""
    from cop.exchange import attendance_sheet, source
    from cop.meetings.operations import attendance as operations

    data = source.content(file)
    with ctx.obj.writing("attendance read") as draft:
        of = find_sitting(draft.db, meeting)
        found = attendance_sheet.read(draft.db, of, data, file, ctx.obj.words(draft.db))
        made = operations.take(draft, of, found.marks, found.guests, ctx.obj.now, found.strangers)
        lines = [_counted(len(found.marks) + len(found.strangers), len(found.guests)), *about(ctx, draft.db, of, made)]
    told(ctx, "saved", of.ref, made.meeting, lines)


def _counted(people: int, guests: int) -> str:
    return f"read: {people} {'person' if people == 1 else 'people'}, {guests} guest{'' if guests == 1 else 's'}"
