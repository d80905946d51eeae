"""cop report: what was planned and what was held."""

import os
from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View, choose_output, emit, say
from cop.console.session import Context
from cop.kernel.settings import Settings
from cop.store.files import write_whole

if TYPE_CHECKING:
    from cop.reports.build import Report
    from cop.store.typed import Reading

app = typer.Typer(rich_markup_mode=None)
PAGE = ("table", "plain")
FORMS = {".txt": "plain", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".tsv": "tsv"}
"""The format that a file's name asks for."""


@app.command("month")
def month(
    ctx: Context,
    of: Annotated[str, typer.Argument(metavar="MONTH", help="2024-07, july, last or this.")] = "this",
    output: Annotated[str, typer.Option("-o", "--output", metavar="FILE", help="Where to; - is the screen.")] = "-",
) -> None:
    """Report on one month: meetings planned, held, postponed, cancelled and added.

    A page to read, or with --format json every number; csv, tsv and jsonl list the meetings.
    """
    from cop.kernel import dates
    from cop.kernel.errors import BadInput
    from cop.reports.build import build
    from cop.store.typed import local_today

    if ctx.obj.flags.open_page:
        raise BadInput("a report does not open as a page yet", "leave --open away to read it here")
    with ctx.obj.reading() as store:
        how = ctx.obj.words(store.db)
        as_of = _moment(ctx.obj.flags.as_of, how) if ctx.obj.flags.as_of else store.now
        report = build(store.db, dates.parse_month(of, local_today(how)), as_of)
    said = ctx.obj.flags.format or FORMS.get(os.path.splitext(output)[1].lower()) or ctx.obj.configured.get("format")
    rendered = _rendered(report, said or "plain", ctx.obj.flags)
    if output == "-":
        ctx.obj.output.stream.write(rendered)
        ctx.obj.output.stream.flush()
    else:
        write_whole(output, [rendered.encode()])
        say(f"written  {output}")


def _rendered(report: "Report", form: str, flags: Settings) -> str:
    """Return the report in a format: the page, every number, or the meetings as a table."""
    from cop.reports import as_json, as_table, text

    if form in PAGE:
        return text.render(report)
    if form == "json":
        return as_json.render(report)
    stream = StringIO(newline="")
    view = View(name="meetings of a report", keys=as_table.KEYS)
    emit(as_table.rows(report), view, choose_output(form, flags.fields, flags.no_header, stream=stream))
    return stream.getvalue()


def _moment(typed: str, how: "Reading") -> datetime:
    """Return the moment that --as-of means; of a day, its end."""
    from cop.kernel import dates
    from cop.meetings.typed import read_if_day

    day = read_if_day(typed, how)
    return dates.instant(dates.parse_moment(f"{day} 23:59" if day else typed, how.zone, how.now, how.day_first).value)
