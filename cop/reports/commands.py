"""cop report: what was planned and what was held."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.session import Context

if TYPE_CHECKING:
    from cop.store.typed import Reading

app = typer.Typer(rich_markup_mode=None)


@app.command("month")
def month(
    ctx: Context,
    of: Annotated[str, typer.Argument(metavar="MONTH", help="2024-07, july, last or this.")] = "this",
) -> None:
    """Report on one month: meetings planned, held, postponed, cancelled and added."""
    from cop.kernel import dates
    from cop.kernel.errors import BadInput
    from cop.reports import as_json, text
    from cop.reports.build import build
    from cop.store.typed import local_today

    if ctx.obj.flags.open_page:
        raise BadInput("a report does not open as a page yet", "leave --open away to read it here")
    with ctx.obj.reading() as store:
        how = ctx.obj.words(store.db)
        as_of = _moment(ctx.obj.flags.as_of, how) if ctx.obj.flags.as_of else store.now
        report = build(store.db, dates.parse_month(of, local_today(how)), as_of)
    output = ctx.obj.output
    output.stream.write(as_json.render(report) if output.format in ("json", "jsonl") else text.render(report))
    output.stream.flush()


def _moment(typed: str, how: "Reading") -> datetime:
    """Return the moment that --as-of means; of a day, its end."""
    from cop.kernel import dates
    from cop.meetings.typed import read_if_day

    day = read_if_day(typed, how)
    return dates.instant(dates.parse_moment(f"{day} 23:59" if day else typed, how.zone, how.now, how.day_first).value)
