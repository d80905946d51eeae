"""Which team's month, and which month, a command is about."""

from typing import TYPE_CHECKING, Annotated

import typer

from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Month
from cop.months.whose import own_team
from cop.store.database import Database

if TYPE_CHECKING:
    from cop.store.typed import Reading

Of = Annotated[str, typer.Argument(metavar="MONTH", help="2024-07, july, last or this.")]
Ofs = Annotated[str | None, typer.Argument(metavar="MONTH", help="2024-07, july or this.", show_default=False)]
Team = Annotated[
    str | None, typer.Option(metavar="TEAM", help="Another team than your own: lct-zli, or zliten.")
]  # fmt: skip

VERBS = (
    "tell", "status", "remind", "form", "read", "write", "submit", "accept", "reopen", "show", "list", "history",
)  # fmt: skip


def month_meant(typed: str, how: "Reading") -> Month:
    """Return the month that was typed."""
    from cop.store.typed import local_today

    return dates.parse_month(typed, local_today(how))


def month_or_verb(typed: str, how: "Reading") -> Month:
    """Return the month that was typed where a verb may stand too.

    Raises:
        BadInput: It is neither; the hint names the verb that was meant.
    """
    from cop.kernel.text import nearest

    try:
        return month_meant(typed, how)
    except BadInput as error:
        near = nearest(typed, VERBS, 1)
        hint = f"did you mean cop month {near[0]}?" if near else error.hint
        raise BadInput(error.message, hint) from None


def team_meant(session: Session, db: Database, typed: str | None, day: Day) -> Id:
    """Return the team that was typed, else that of the person who acts.

    Raises:
        BadInput: Neither says which.
    """
    from cop.store.references import find

    if typed is not None:
        return Id(find(db, "body", typed))
    person = find(db, "person", session.actor) if session.actor else None
    team = own_team(db, Id(person), day) if person else None
    if team is None:
        said = f"{session.actor} is of no team that reports" if person else "which team is meant is not said"
        also = "cop month status shows how all stand" if person else "cop config set as CODE says who you are"
        raise BadInput(said, f"--team TEAM names it, such as --team lct-zli; {also}")
    return team
