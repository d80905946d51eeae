"""How the plan of work reads on the screen: shares in percent, days of slip, who does what; and what people type."""

from typing import TYPE_CHECKING, Any

from cop.activities.pilots.commands.saying import slip
from cop.console.emit import say
from cop.kernel import dates
from cop.kernel.types import Day, Id

if TYPE_CHECKING:
    from fractions import Fraction

    from cop.activities.workplan.queries import ActivityLine
    from cop.console.session import Context, Session
    from cop.store.database import Database
    from cop.store.journal import Draft

OWNERS = ("person", "body", "partner")
NO_DATA, NOT_APPLICABLE = "no data", "n/a"
"""Nothing is known; nothing can be."""


def percent(share: "Fraction | None", lacking: str = NOT_APPLICABLE) -> str:
    """Return a share in whole percent, halves rounded up; a word where there is none."""
    if share is None:
        return lacking
    from cop.activities.workplan.progressing import whole_percent

    return f"{whole_percent(share)} %"


def done_share(one: "ActivityLine") -> "Fraction | None":
    """Return the share of an activity that is done; None while nobody has told."""
    from cop.kernel.numbers import exact

    return exact(one.done) if one.done is not None else None


def planned_share(one: "ActivityLine") -> "Fraction":
    """Return the share of an activity that should be done by the first plan."""
    from cop.activities.workplan import progressing

    return progressing.planned_share(one.baseline_start_on, one.baseline_end_on, one.by)


def exact_text(share: "Fraction | None") -> str | None:
    """Return a share for a script: a decimal of at most four places."""
    from cop.kernel.numbers import number_text

    return None if share is None else number_text(share, 4)


def slipped(days: int | None) -> str:
    """Return by how much an end moved against the first plan: 7 days late, on time."""
    return NOT_APPLICABLE if days is None else slip(days)


def span(first: Day, last: Day) -> str:
    """Return two days in full, or the one that both are."""
    return dates.say_day(first) if first == last else f"{dates.say_day(first)} to {dates.say_day(last)}"


def find_owner(session: "Session", db: "Database", typed: str | None) -> Id | None:
    """Return who is meant, if somebody is; "me" is whoever acts."""
    if not typed:
        return None
    from cop.store.references import find_one

    return Id(find_one(db, OWNERS, session.actor if typed.lower() == "me" and session.actor else typed)[1])


def day_said(ctx: "Context", draft: "Draft", typed: str | None, *, happened: bool = False) -> Day | None:
    """Return the day that was typed, if one was."""
    from cop.teams.commands.words import day_meant

    return day_meant(ctx.obj, draft.db, typed, happened=happened) if typed else None


def doubted(doubts: list[str]) -> None:
    """Say aloud what a person should know."""
    for doubt in doubts:
        say(f"note: {doubt}")


def keep(draft: Any, record: Any) -> Any:
    """Apply the rules of the plan of work to a record that a common verb changed."""
    from cop.activities.workplan import operations

    return operations.keep(draft, record)
