"""Asks for what a training given lacks: what it cannot be without, and then how long it was and how many came."""

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cop.console.session import Session
from cop.kernel.types import Id
from cop.teams.commands.words import day_meant

if TYPE_CHECKING:
    from cop.store.database import Database


class Asked(NamedTuple):
    """A training given, as it was typed or answered."""

    cycle: str
    by: list[str]
    to: str
    start: str
    end: str | None
    trainees: int | None


def asked(
    session: Session,
    cycle: str | None,
    by: list[str] | None,
    to: str | None,
    start: str | None,
    end: str | None,
    trainees: int | None,
) -> Asked:
    """Ask for what was not given, and again until it can be understood.

    Who is asked anything is asked for the last day and the number too, which may stay empty: the first day is then the
    last one, and nobody knows how many came.
    """
    from cop.meetings.commands.guided import understood

    complete = bool(cycle and by and to and start)
    known = partial(find, "person"), partial(find, "partner"), partial(find, "cycle")
    day = partial(day_meant, session, happened=True)
    found = Asked(
        understood(session, cycle, "CYCLE", "Of which cycle", known[2]),
        by or [understood(session, None, "--by", "Who gives it", known[0])],
        understood(session, to, "--to", "Whose people are trained", known[1]),
        understood(session, start, "--from", "From which day", day),
        end,
        trainees,
    )
    return found if complete else _further(session, found)


def find(kind: str, db: "Database", typed: str) -> Id:
    """Return the record of a kind that was typed."""
    from cop.store import references

    return Id(references.find(db, kind, typed))


def _further(session: Session, found: Asked) -> Asked:
    from cop.meetings.commands.guided import understood

    day = partial(day_meant, session, happened=True)
    end, trainees = found.end, found.trainees
    if end is None:
        end = understood(session, None, "--to-day", "To which day (Enter if it is the same)", day, empty=True)
    if trainees is None:
        count = understood(session, None, "--trainees", "How many came, or are expected (Enter if not known)", _number,
                           empty=True)  # fmt: skip
        trainees = int(count) if count else None
    return found._replace(end=end or None, trainees=trainees)


def _number(_: "Database", typed: str) -> int:
    """Read how many people there are.

    Raises:
        BadInput: It is no number of people.
    """
    from cop.kernel.errors import BadInput
    from cop.kernel.text import ascii_digits

    if not (typed.isdecimal() and len(typed) < 7):
        raise BadInput(f'"{typed}" is no number of people', "write digits, such as 14")
    return int(ascii_digits(typed))
