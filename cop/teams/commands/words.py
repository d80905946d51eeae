"""What was typed about teams, made ready for the operations; and what is shown, for people to read."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from cop.console.session import Session
from cop.kernel.types import Day, Zone
from cop.store.database import Database, first

OnDay = Annotated[str, typer.Option("--on", metavar="DAY", help="Such as 2024-07-10, 10 jul or today.")]


def given(**values: object) -> list[str]:
    """Return the options that were given as the FIELD=VALUE words that --set takes."""
    return [f"{name}={value}" for name, value in values.items() if value is not None]


def day_meant(session: Session, db: Database, typed: str, *, happened: bool = False) -> Day:
    """Return the day that was typed, in the programme's zone; `happened` says that it is asked when something did."""
    from cop.kernel import dates

    if typed == "today":  # most listings say no more, and need not load what understands the rest
        row = first(db, "SELECT timezone FROM programme ORDER BY id")
        return dates.local_day(dates.from_instant(session.now, row[0] if row else Zone("UTC")))
    from cop.store.typed import local_today

    how = session.words(db)
    return dates.parse_day(typed, local_today(how), how.day_first, happened=happened)


def meant(db: Database, kind: str, typed: str | None) -> str | None:
    """Return the id of the record that was typed, if one was; a listing without one need not load what finds it."""
    if typed is None:
        return None
    from cop.store.references import find

    return find(db, kind, typed)


def keep(draft: Any, record: Any) -> Any:
    """Apply the rules of teams to a record that a common verb changed."""
    from cop.teams import operations

    return operations.keep(draft, record)


def next_step(session: Session, command: str) -> list[str]:
    """Return the line that says what may come next; none in a rehearsal, after which nothing is there to go on with."""
    return [] if session.flags.dry_run else [f"next: {command}"]


def short_day(day: Day) -> str:
    """Return a day of any year for a column: 1 Apr 2021."""
    from cop.kernel import dates

    return f"{dates.say_short(day)[4:]} {day[:4]}"


def named(rows: Iterable[Any]) -> list[Any]:
    """Return rows (id, code, ...) with the beginning of the id in place of a code that is not there."""
    from cop.kernel.ids import shortest_unique

    listed = list(rows)
    short = shortest_unique([row[0] for row in listed]) if listed else {}
    return [(row[0], row[1] or short[row[0]], *row[2:]) for row in listed]
