"""cop momentum: who has fallen silent, by team and channel; reckoned anew each time, never stored."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cop.community import queries
from cop.console.emit import View
from cop.console.session import Context, Session
from cop.kernel import dates
from cop.kernel.types import Day

if TYPE_CHECKING:
    from cop.community.momentum import Silence
    from cop.community.queries import Expectation
    from cop.store.database import Database

app = typer.Typer(rich_markup_mode=None)
NO_DATA, NOT_EXPECTED = "no data", "n/a"
MOMENTUM = View(
    name="momentum",
    keys=(
        "id", "body", "body_name", "channel", "channel_name", "cadence", "approximate", "last_contact_on",
        "silent_days", "missed", "too_long", "streak",
    ),
    table=("body", "channel", "cadence", "last_contact_on", "silent_days", "too_long", "streak"),
    titles={
        "body": "team", "cadence": "expected", "last_contact_on": "last contact", "silent_days": "silent",
        "too_long": "too long",
    },
    keep=frozenset({"body", "channel", "last_contact_on", "silent_days", "too_long", "streak"}),
    empty="no team takes part in a channel: cop channel add CHANNEL BODY",
)  # fmt: skip
UNITS = {"daily": "day", "weekly": "week", "monthly": "month"}


@app.command("momentum")
def momentum(
    ctx: Context,
    team: Annotated[str | None, typer.Option(metavar="BODY", help="Only this team.")] = None,
    on: Annotated[str | None, typer.Option(metavar="DAY", help="As it stood on this day; today unless said.")] = None,
) -> None:
    """Show how long each team has been silent on each channel, the longest first; held meetings count by themselves."""
    with ctx.obj.reading() as store:
        day = _day_meant(ctx.obj, store.db, on)
        who = _team_meant(store.db, team) if team else None
        speak = _for_people if ctx.obj.output.for_people or ctx.obj.output.open_page else _row
        ctx.obj.emit([speak(*each) for each in queries.silences(store.db, day, who)], MOMENTUM)


def _day_meant(session: Session, db: "Database", typed: str | None) -> Day:
    """Return the day on which is asked, in the programme's zone.

    Raises:
        BadInput: It has not come yet: nobody can be silent on it.
    """
    from cop.kernel.errors import BadInput

    how = session.words(db)
    today = how.today
    day = dates.parse_day(typed, dates.day(today), how.day_first) if typed else today
    if day > today:
        raise BadInput(f"{dates.say_day(day)} has not come yet", f"leave --on away for {dates.say_day(today)}")
    return day


def _team_meant(db: "Database", typed: str) -> str:
    from cop.store.references import find

    return find(db, "body", typed)


def _row(one: "Expectation", how: "Silence") -> tuple[Any, ...]:
    return (
        one.id, one.ref, one.title, one.channel_ref, one.channel_title, one.cadence, one.approximate, how.last_on,
        how.days, how.missed, how.too_long, how.streak,
    )  # fmt: skip


def _for_people(one: "Expectation", how: "Silence") -> tuple[Any, ...]:
    """Return the same in words: nothing known is no data, and where nothing is expected none can be late."""
    about = f"about {one.cadence}" if one.cadence and one.approximate else (one.cadence or "").replace("_", " ")
    unknown = NO_DATA if one.cadence in UNITS else NOT_EXPECTED
    return (
        one.id, one.ref, one.title, one.channel_ref, one.channel_title, about, one.approximate,
        f"{dates.say_short(how.last_on)} {how.last_on[:4]}" if how.last_on else NO_DATA,
        NO_DATA if how.days is None else counted(how.days, "day"), how.missed,
        unknown if how.too_long is None else how.too_long,
        unknown if how.streak is None else counted(how.streak, UNITS[str(one.cadence)]),
    )  # fmt: skip


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: 1 day, 2 days."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
