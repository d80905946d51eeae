"""cop month: a team tells its month; who has told it, and who is to be reminded."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.emit import View, say
from cop.console.session import Context, Session
from cop.kernel import dates
from cop.months.commands.meant import Of, Ofs, Team, month_meant, month_or_verb, team_meant
from cop.months.whose import last_over, to_be_told
from cop.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.kernel.types import Id, Month
    from cop.months.records import TeamMonth

app = typer.Typer(rich_markup_mode=None)
BARE = "tell"
"""The verb that is meant when none is said: cop month 2024-07."""
MONTHS = View(
    name="months",
    keys=("id", "team", "team_name", "month", "status", "submitted_on", "submitted_by", "on_behalf", "words"),
    table=("month", "team_name", "status", "submitted_on", "submitted_by", "words"),
    titles={"team_name": "team", "submitted_on": "submitted", "submitted_by": "by"},
    keep=frozenset({"month", "status"}),
    right=frozenset({"words"}),
    empty="no month was told yet: cop month begins",
)


@app.command("tell")
def tell(ctx: Context, of: Ofs = None, team: Team = None) -> None:
    """Tell your team's month, step by step; cop month alone does the same.

    Every answer is saved at once: stop whenever you like, and cop month goes on. Each step has a command of its own:
    cop attendance, cop meeting cancel, cop action, cop month write, cop month submit.
    """
    from cop.months.commands import telling
    from cop.store.typed import programme_today

    with ctx.obj.reading() as store:
        today = programme_today(store.db, ctx.obj.now)
        typed = month_or_verb(of, ctx.obj.words(store.db)) if of else None
        body = team_meant(ctx.obj, store.db, team, today)
        month = typed or to_be_told(store.db, body, today)
        if month is None:
            say(telling.nothing_to_tell(store.db, body, today))
    if month:
        telling.Telling(ctx.obj, body, month).run()


@app.command("status")
def status(ctx: Context, of: Ofs = None) -> None:
    """Show who has told a month, when, and what is missing; the month that was over last unless one is said."""
    from cop.months.commands import standing
    from cop.months.operations import of_programme
    from cop.store.typed import programme_today

    with ctx.obj.reading() as store:
        today = programme_today(store.db, ctx.obj.now)
        month = month_meant(of, ctx.obj.words(store.db)) if of else last_over(store.db, today)
        of_programme(store.db, month)
        standing.emit(ctx.obj, store.db, month, today)


@app.command("remind")
def remind(
    ctx: Context,
    of: Ofs = None,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="Only this team: lct-zli, or zliten.")] = None,
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="en or ar; else each team's own.")] = None,
    copy: Annotated[bool, typer.Option("--copy", help="Put it on the clipboard too.")] = False,
) -> None:
    """Write a short reminder to each team that has not submitted a month, ready to be pasted into a chat."""
    from cop.months import reminding
    from cop.months.commands import standing
    from cop.store.references import find
    from cop.store.typed import programme_today

    with ctx.obj.reading() as store:
        today = programme_today(store.db, ctx.obj.now)
        month = month_meant(of, ctx.obj.words(store.db)) if of else last_over(store.db, today)
        body = find(store.db, "body", team) if team else None
        found = reminding.reminders(store.db, month, today, body, lang)
    standing.emit_reminders(ctx.obj, month, found, copy=copy)


@app.command("form")
def form(
    ctx: Context,
    of: Of,
    team: Annotated[str | None, typer.Argument(metavar="TEAM", help="lct-seb, or sebha; your own unless said.")] = None,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="FILE.md, .txt or .xlsx; - is the screen.")
    ] = "-",
    lang: Annotated[str | None, typer.Option(metavar="LANG", help="en or ar; else the team's own.")] = None,
) -> None:
    """Make a form of a month, to be filled in without cop and read back with month read."""
    from cop.months.commands import forming

    with ctx.obj.reading() as store:
        body, month = _meant(ctx.obj, store.db, of, team)
        made = forming.made(store.db, body, month, lang, ctx.obj.now)
    forming.deliver(ctx.obj, made, output)


@app.command("read")
def read(
    ctx: Context,
    file: Annotated[str, typer.Argument(metavar="FILE", help="A form that came back; - reads what is pasted.")],
    submit: Annotated[
        bool | None, typer.Option("--submit/--draft", help="Submit it too; if not said, when the month is over.")
    ] = None,
) -> None:
    """Read a form that came back: who came, what is done, the texts; the secretariat does so on the team's behalf."""
    from cop.months.commands import forming
    from cop.months.forms import taking

    filled = forming.filled(file)
    with ctx.obj.writing("month read") as draft:
        how = ctx.obj.words(draft.db)
        taken = taking.take(draft, filled, how, actor=ctx.obj.actor, submit=submit)
        name = team_name(draft.db, taken.team)
    forming.confirm(ctx.obj, taken, name)


@app.command("write")
def write(
    ctx: Context,
    of: Of,
    done: Annotated[str | None, typer.Option(metavar="TEXT", help="What was done.")] = None,
    problems: Annotated[str | None, typer.Option(metavar="TEXT", help="What went wrong, or is in the way.")] = None,
    next_: Annotated[str | None, typer.Option("--next", metavar="TEXT", help="What comes next.")] = None,
    help_asked: Annotated[str | None, typer.Option(metavar="TEXT", help="What help the team asks for.")] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="There is nothing to report.")] = False,
    team: Team = None,
) -> None:
    """Write down what a team tells of a month; an empty text takes one away."""
    from cop.kernel.errors import BadInput
    from cop.months import operations

    said = dict(zip(operations.TEXTS, (done, problems, next_, help_asked), strict=True))
    texts = {name: text for name, text in said.items() if text is not None}
    if not texts and not nothing:
        raise BadInput("nothing is said to be written", '--done "...", --problems, --next, --help-asked or --nothing')
    with ctx.obj.writing("month write") as draft:
        body, month = _meant(ctx.obj, draft.db, of, team)
        written = operations.write(draft, body, month, texts, True if nothing else None)
        name = team_name(draft.db, body)
    whose = f" --team {team}" if team else ""
    told(ctx.obj, "saved", name, written, [f"next: cop month submit {month}{whose}"])


@app.command("submit")
def submit(ctx: Context, of: Of, team: Team = None) -> None:
    """Submit a month that was written; somebody of the secretariat does so on the team's behalf."""
    from cop.months import operations

    with ctx.obj.writing("month submit") as draft:
        body, month = _meant(ctx.obj, draft.db, of, team)
        by = operations.acting(draft.db, ctx.obj.actor)
        submitted = operations.submit(draft, body, month, by, ctx.obj.now)
        name = team_name(draft.db, body)
    lines = ["by the secretariat, on the team's behalf"] if submitted.on_behalf else []
    told(ctx.obj, "submitted", name, submitted, [*lines, f"next: cop month status {month}"])


@app.command("accept")
def accept(ctx: Context, of: Of, team: Team = None) -> None:
    """Say, for the secretariat, that a month which was submitted is complete."""
    from cop.months import operations

    with ctx.obj.writing("month accept") as draft:
        body, month = _meant(ctx.obj, draft.db, of, team)
        accepted = operations.accept(draft, body, month, operations.acting(draft.db, ctx.obj.actor), ctx.obj.now)
        name = team_name(draft.db, body)
    told(ctx.obj, "accepted", name, accepted, [])


@app.command("reopen")
def reopen(ctx: Context, of: Of, team: Team = None) -> None:
    """Make a submitted month a draft again; the day on which it was first submitted stays."""
    from cop.months import operations

    with ctx.obj.writing("month reopen") as draft:
        body, month = _meant(ctx.obj, draft.db, of, team)
        reopened = operations.reopen(draft, body, month, operations.acting(draft.db, ctx.obj.actor), ctx.obj.now)
        name = team_name(draft.db, body)
    told(ctx.obj, "reopened", name, reopened, [f"next: cop month {month}, or cop month write {month}"])


@app.command("show")
def show(ctx: Context, of: Of, team: Team = None) -> None:
    """Show all that a team told of a month."""
    from cop.kernel.errors import NotFound
    from cop.months import operations

    with ctx.obj.reading() as store:
        body, month = _meant(ctx.obj, store.db, of, team)
        found = operations.found(store.db, body, month)
        if found is None:
            raise NotFound(
                f"{team_name(store.db, body)} has told nothing of {dates.say_month(month)} yet",
                f"cop month {month} begins",
            )
        ctx.obj.one(store.db, found)


@app.command("list")
def list_(
    ctx: Context,
    team: Annotated[str | None, typer.Option(metavar="TEAM", help="Only this team's: lct-zli, or zliten.")] = None,
) -> None:
    """List the months that were told, the latest first."""
    from cop.months import queries
    from cop.store.references import find

    with ctx.obj.reading() as store:
        body = find(store.db, "body", team) if team else None
        ctx.obj.emit(queries.months(store.db, body), MONTHS)


@app.command("history")
def history(ctx: Context, of: Of, team: Team = None) -> None:
    """Show every value that a team's month ever had, by whom and when."""
    from cop.kernel.errors import NotFound
    from cop.months import operations

    with ctx.obj.reading() as store:
        body, month = _meant(ctx.obj, store.db, of, team)
        found = operations.found(store.db, body, month)
        if found is None:
            raise NotFound(f"{team_name(store.db, body)} has told nothing of {dates.say_month(month)} yet")
        ctx.obj.past(store.db, "team_month", found.id)


def team_name(db: Database, body: "Id") -> str:
    """Return what people call a team: its town."""
    from cop.months.queries import teams
    from cop.store.references import label

    return next((team.name for team in teams(db) if team.id == body), None) or label(db, "body", body)


def told(session: Session, word: str, name: str, month: "TeamMonth", lines: "Sequence[str]") -> None:
    """Confirm what became of a month: "submitted  July 2024  Zliten"; what may come next only where something was."""
    from cop.console import showing

    unchanged = session.written is None
    said = "unchanged" if unchanged else word
    lines = [] if session.flags.dry_run else lines
    session.done(said, dates.say_month(month.month), name, lines, {"saved": said} | showing.brief(month))


def _meant(session: Session, db: Database, of: str, team: str | None) -> "tuple[Id, Month]":
    from cop.store.typed import programme_today

    return team_meant(session, db, team, programme_today(db, session.now)), month_meant(of, session.words(db))
