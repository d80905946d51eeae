"""cop report: the programme's month from draft to final, a team's, a body's year, and its texts in other languages."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.kernel.dates import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from cop.kernel import types
    from cop.reports.records import MonthReport
    from cop.store.journal import Draft

app = typer.Typer(rich_markup_mode=None)
Month = Annotated[str, typer.Argument(metavar="MONTH", help="2024-07, july, last or this.")]
Lang = Annotated[list[str] | None, typer.Option(metavar="LANGUAGE", help="en or ar; may be repeated, for a file each.")]
Output = Annotated[
    str,
    typer.Option("-o", "--output", metavar="FILE", help="A file, or a folder/ for several languages; - is the screen."),
]
REPORTS = View(
    name="reports",
    keys=("id", "month", "status", "version", "final_at", "summary"),
    table=("month", "status", "version", "final_at", "summary"),
    titles={"final_at": "final since"},
    keep=frozenset({"month"}),
    right=frozenset({"version"}),
    ref="month",
    empty="no report was written or made final yet: cop report month shows the draft of this month",
)


@app.command("month")
def month(
    ctx: Context,
    of: Month = "last",
    team: Annotated[str | None, typer.Option(metavar="BODY", help="Only what concerns this team.")] = None,
    lang: Lang = None,
    output: Output = "-",
) -> None:
    """Report on one month: who reported, meetings, attendance, decisions, actions, what comes next.

    --format text, md, html, docx; json holds every number; csv, tsv and jsonl list the meetings. A final report prints
    what it froze; any other is a draft of the present state. --open shows it in the browser.
    """
    from cop.reports.commands import making

    making.month(ctx.obj, of, team, lang or [], output)


@app.command("team")
def team(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="BODY", help="The team.")],
    of: Month = "last",
    lang: Lang = None,
    output: Output = "-",
) -> None:
    """Report on one team's month, on a page of its own."""
    from cop.reports.commands import making

    making.month(ctx.obj, of, ref, lang or [], output)


@app.command("body")
def body(
    ctx: Context,
    ref: Annotated[str, typer.Argument(metavar="BODY", help="A committee, board or team.")],
    year: Annotated[
        int | None, typer.Option(min=FIRST_YEAR, max=LAST_YEAR, help="Calendar year; this one if not said.")
    ] = None,
    lang: Lang = None,
    output: Output = "-",
) -> None:
    """Report on a body's year: its meetings with who came, its decisions and what is still to be done."""
    from cop.reports.commands import making

    making.body(ctx.obj, ref, year, lang or [], output)


@app.command("list")
def list_(ctx: Context) -> None:
    """List the months whose report was written or made final."""
    with ctx.obj.reading() as store:
        rows = store.db.all("SELECT id, month, status, version, final_at, summary FROM report ORDER BY month")
        ctx.obj.emit(rows, REPORTS._replace(say={"final_at": ctx.obj.words(store.db).clock}))


@app.command("write")
def write(
    ctx: Context,
    of: Month,
    summary: Annotated[str | None, typer.Option(metavar="TEXT", help="What matters most, in half a page.")] = None,
    problems: Annotated[str | None, typer.Option(metavar="TEXT", help="What is in the way.")] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="What comes next.")] = None,
    lessons: Annotated[str | None, typer.Option(metavar="TEXT", help="What was learnt.")] = None,
) -> None:
    """Write the secretariat's own texts of a report; they stay when the report is made again.

    A text of "-" is read from the keyboard or a pipe until its end; "" takes a text away.
    """
    import sys

    from cop.kernel.errors import BadInput
    from cop.reports import operations

    given = {"summary": summary, "problems": problems, "next_month": next_, "lessons": lessons}
    texts = {
        name: sys.stdin.read().strip() if said == "-" else said for name, said in given.items() if said is not None
    }
    if any(given[name] == "-" and not text for name, text in texts.items()):
        raise BadInput("nothing came from the keyboard or the pipe", 'to take a text away write "" instead of -')
    if not texts:
        raise BadInput("no text was given", 'say --summary, --problems, --next or --lessons, such as --summary "..."')
    with ctx.obj.writing("report write") as draft:
        report = operations.write(draft, _month(ctx, draft, of), texts)
    _told(ctx, "saved", report, [f"cop report month {report.month} shows it in its place"])


@app.command("final")
def final(ctx: Context, of: Month) -> None:
    """Make a report final: from now on it prints exactly what holds today, whatever changes later."""
    from cop.kernel.dates import from_instant, local_day
    from cop.reports import operations

    with ctx.obj.writing("report final") as draft:
        wanted = _month(ctx, draft, of)
        zone = ctx.obj.words(draft.db).zone
        done = operations.final(draft, wanted, ctx.obj.now, zone)
        missing = operations.missing_teams(draft.db, wanted, local_day(from_instant(ctx.obj.now, zone)))
    lines = [f"version {done.report.version}; {_announced(len(done.plan))}"]
    if missing:
        lines.append(f"without {len(missing)} that had not submitted: {', '.join(missing)}")
    _told(ctx, "final", done.report, [*lines, f"next: cop report month {wanted} --format docx -o reports/"])


@app.command("reopen")
def reopen(ctx: Context, of: Month) -> None:
    """Open a final report again, saying why; its next version tells what changed."""
    from cop.reports import operations

    ctx.obj.require(ctx.obj.flags.why, "--why", "Why is it opened again")
    with ctx.obj.writing("report reopen") as draft:
        report = operations.reopen(draft, _month(ctx, draft, of))
    _told(ctx, "reopened", report, [f"next: cop report final {report.month} freezes it again"])


@app.command("sheet")
def sheet(
    ctx: Context,
    of: Month = "last",
    lang: Annotated[str | None, typer.Option(metavar="LANGUAGE", help="The language that is missing.")] = None,
    output: Output = "-",
) -> None:
    """Write out the titles and texts that have no translation yet, to be filled in with Excel and read back."""
    from cop.reports.commands import translating

    translating.write_out(ctx.obj, of, ctx.obj.require(lang, "--lang", "Which language is missing"), output)


@app.command("read")
def read(
    ctx: Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="The sheet that cop report sheet wrote, filled in.")],
) -> None:
    """Read a sheet of translations back."""
    from cop.reports.commands import translating

    translating.read_back(ctx.obj, file)


def _month(ctx: Context, draft: "Draft", typed: str) -> "types.Month":
    """Return the month that is meant, which is one of the programme's, if its report is theirs who write."""
    from cop.reports.operations import check_month, is_theirs, meant_month

    how = ctx.obj.words(draft.db)
    is_theirs(draft.db, ctx.obj.actor, how.today)
    wanted = meant_month(draft.db, typed, how)
    check_month(draft.db, wanted)
    return wanted


def _told(ctx: Context, word: str, report: "MonthReport", lines: list[str]) -> None:
    """Confirm what was done with a report, which people name by its month."""
    from cop.console.showing import brief
    from cop.kernel.dates import say_month

    said = word if ctx.obj.written or ctx.obj.flags.dry_run else "unchanged"
    ctx.obj.done(said, report.month, f"Report on {say_month(report.month)}", lines, {"saved": said} | brief(report))


def _announced(meetings: int) -> str:
    return f"{meetings} meeting{'' if meetings == 1 else 's'} announced for the next month"
