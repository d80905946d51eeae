"""cop contact: signs of life between meetings, one by one or counted by the week; never what was said."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.community import queries
from cop.console.emit import View
from cop.console.session import Context, Session
from cop.console.verbs import add_common_verbs
from cop.kernel import dates
from cop.kernel.types import Day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.community.operations import Logged
    from cop.community.records import Contact
    from cop.store.database import Database
    from cop.store.journal import Draft
    from cop.store.typed import Reading

app = typer.Typer(rich_markup_mode=None)
CONTACTS = View(
    name="contacts",
    keys=(
        "id", "ref", "happened_on", "span", "times", "channel", "channel_name", "body", "body_name", "sender",
        "sender_name", "recipients", "about",
    ),
    table=("happened_on", "times", "channel", "body", "about", "ref"),
    titles={"happened_on": "when", "body": "team", "times": "count"},
    keep=frozenset({"happened_on", "channel", "body", "ref"}),
    bare=frozenset({"about"}),
    right=frozenset({"times"}),
    empty="no contacts: cop contact log CHANNEL writes one down, cop contact log CHANNEL --week DAY --count N a week's",
    ref="ref",
)  # fmt: skip
KINDS = ("person", "body")
"""Who may write, and be reached."""


@app.command("log")
def log(
    ctx: Context,
    channel: Annotated[str | None, typer.Argument(help="The channel on which somebody was in touch.")] = None,
    week: Annotated[str | None, typer.Option(metavar="DAY", help="Any day of the week that is counted.")] = None,
    count: Annotated[int | None, typer.Option(metavar="N", help="How many there were in that week; 0: none.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="Day of one contact; today unless said.")] = None,
    team: Annotated[str | None, typer.Option(metavar="BODY", help="Team that was in touch; yours unless said.")] = None,
    from_: Annotated[
        str | None, typer.Option("--from", metavar="PERSON|BODY", help="Who wrote or called, where it matters.")
    ] = None,
    to: Annotated[list[str] | None, typer.Option(metavar="REF", help="Whom it reached; may be repeated.")] = None,
    about: Annotated[str | None, typer.Option(metavar="TEXT", help="What it was about, in a few words.")] = None,
) -> None:
    """Write down that somebody was in touch, or how often in a week; a week's new count replaces the one before."""
    from cop.community import operations
    from cop.community.records import Contact
    from cop.kernel.types import Id
    from cop.store import references

    _one_way(week, count, on)
    with ctx.obj.writing("contact log") as draft:
        how, db = ctx.obj.words(draft.db), draft.db
        today = how.today
        where = Id(references.find(db, "channel", channel) if channel else _which(ctx.obj, db, today))
        if not (channel or week or on):
            week, on = _what(ctx.obj, today)
        day, span, times = _when(ctx.obj, how, week, count, on)
        sender, *reached = (Id(references.find_one(db, KINDS, one)[1]) if one else None for one in (from_, *(to or ())))
        contact = Contact(
            channel=where, body=_team(ctx.obj, db, team, where, today), happened_on=day, span=span, times=times,
            sender=sender, about=about,
        )  # fmt: skip
        logged = operations.log(draft, contact, [one for one in reached if one], today)
        ctx.obj.saved("saved", logged.contact, _told(db, logged))


@app.command("list")
def list_(
    ctx: Context,
    channel: Annotated[str | None, typer.Option(help="Only on this channel.")] = None,
    team: Annotated[str | None, typer.Option(metavar="BODY", help="Only of this team.")] = None,
    month: Annotated[str | None, typer.Option(help="Only of this month, such as 2024-07.")] = None,
) -> None:
    """List contacts by day; of a month with the weeks that reach into it."""
    with ctx.obj.reading() as store:
        where, who, span = _meant(ctx.obj, store.db, channel, team, month)
        rows = queries.contacts(store.db, channel=where, team=who, span=span)
        people = ctx.obj.output.for_people or ctx.obj.output.open_page
        ctx.obj.emit([(*row[:2], say_when(row[2], row[3]), *row[3:]) if people else row for row in rows], CONTACTS)


def say_when(day: Day, span: str) -> str:
    """Return the day of a contact, or the week of a count, as people read it."""
    return f"week of {dates.say_day(day)}" if span == queries.WEEK else dates.say_day(day)


def _which(session: Session, db: "Database", today: Day) -> str:
    """Return the channel that a person chooses by its number: one of their own team's, or of all."""
    own = _own_team(session, db, "", today)
    known = queries.channels_of(db, own) or queries.channels_of(db, None)
    if not known:
        from cop.kernel.errors import NotFound

        raise NotFound("there is no channel yet", 'cop channel new "TITLE" --kind viber --body BODY makes one')
    named = [f"{title} ({ref})" for _, ref, title in known]
    return str(known[_chosen(session, "On which channel?", named, "CHANNEL")][0])


def _what(session: Session, today: Day) -> tuple[str | None, str | None]:
    """Return the week or the day that a person chooses by its number."""
    before = dates.shift(today, -7)
    said = ["one contact today", f"how many in the {_week_of(today)}", f"how many in the {_week_of(before)}"]
    return ((None, today), (today, None), (before, None))[_chosen(session, "What do you write down?", said, "--on")]


def _chosen(session: Session, question: str, options: "Sequence[str]", option: str) -> int:
    from cop.console import ask

    return int(session.answer(question, lambda: str(ask.choose(question, options, option=option))))


def _one_way(week: str | None, count: int | None, on: str | None) -> None:
    """Refuse a line that says two things.

    Raises:
        BadInput: A day and a week, or a number without a week.
    """
    from cop.kernel.errors import BadInput

    if on and (week or count is not None):
        raise BadInput("a contact is of one day, or counted for a week", "leave --on, or --week and --count, away")
    if count is not None and week is None:
        raise BadInput("the week of this count is missing", f"add it, such as --week today --count {count}")


def _when(
    session: Session, how: "Reading", week: str | None, count: int | None, on: str | None
) -> tuple[Day, Any, int]:
    """Return the day of a contact, what is counted, and how many: of a week its Monday."""
    from cop.community.momentum import monday
    from cop.kernel.text import ascii_digits
    from cop.store.typed import local_today

    day = dates.parse_day(week or on or "today", local_today(how), how.day_first)
    if week is None:
        return day, "day", 1
    said = str(count) if count is not None else session.require(None, "--count", f"How many in the {_week_of(day)}")
    return monday(day), queries.WEEK, _whole(ascii_digits(said))


def _whole(said: str) -> int:
    from cop.kernel.errors import BadInput

    try:
        return int(said)
    except ValueError:
        hint = "write digits, such as 14; 0 says that there were none"
        raise BadInput(f'"{said}" is no number of contacts', hint) from None


def _week_of(day: Day) -> str:
    from cop.community.momentum import monday

    return f"week of {dates.say_day(monday(day))}"


def _team(session: Session, db: "Database", typed: str | None, channel: str, today: Day) -> Any:
    """Return the team that is meant, else the one of whoever asks, else what a person answers."""
    from cop.store.references import find

    own = None if typed else _own_team(session, db, channel, today)
    return own or find(db, "body", session.require(typed, "--team", "Which team was in touch"))


def _own_team(session: Session, db: "Database", channel: str, today: Day) -> str | None:
    """Return the team of whoever asks; somebody whom the programme does not know may still keep its records."""
    from cop.kernel.errors import NotFound
    from cop.store.references import find

    try:
        return queries.own_team(db, find(db, "person", session.actor), channel, today) if session.actor else None
    except NotFound:
        return None


def _told(db: "Database", logged: "Logged") -> list[str]:
    """Return what was understood, and what it takes the place of."""
    from cop.store.references import label

    of = logged.contact
    many = {0: "nothing was heard", 1: "1 contact"}.get(of.times, f"{of.times} contacts")
    lines = [
        f"{label(db, 'body', str(of.body))} on {label(db, 'channel', of.channel)}",
        f"{many}, {say_when(of.happened_on, of.span)}",
    ]
    return lines if logged.before in (None, of.times) else [*lines, f"{logged.before} were counted before"]


def _meant(
    session: Session, db: "Database", channel: str | None, team: str | None, month: str | None
) -> tuple[str | None, str | None, tuple[Day, Day] | None]:
    """Return the ids and the days that a list is narrowed to; a list of all need not load what understands them."""
    if not (channel or team or month):
        return None, None, None
    from cop.store.references import find
    from cop.store.typed import local_today

    span = dates.month_days(dates.parse_month(month, local_today(session.words(db)))) if month else None
    return find(db, "channel", channel) if channel else None, find(db, "body", team) if team else None, span


def _recipients(db: "Database", contact: "Contact") -> dict[str, object]:
    return {"recipients": queries.reached(db, [contact.id]).get(contact.id, [])}


def _keep(draft: "Draft", contact: "Contact") -> "Contact":
    from cop.community.operations import keep_contact

    return keep_contact(draft, contact)


add_common_verbs(app, "contact", more=_recipients, keep=_keep, named=False)
