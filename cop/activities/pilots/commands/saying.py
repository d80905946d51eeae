"""How milestones' days and slips read in lists and confirmations."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cop.kernel import dates
from cop.kernel.types import Day

if TYPE_CHECKING:
    from cop.activities.pilots.queries import MilestoneLine
    from cop.console.session import Session
    from cop.store.database import Database

OWNERS = ("partner", "body", "person")


def days(count: int) -> str:
    """Return a number of days: 1 day, 18 days."""
    return f"{count} day{'' if count == 1 else 's'}"


def slip(count: int) -> str:
    """Return a slip against the first plan: 18 days late, on time."""
    return f"{days(abs(count))} {'late' if count > 0 else 'early'}" if count else "on time"


def short_day(day: Day) -> str:
    """Return a day of any year for a column: 15 Dec 2024."""
    return f"{dates.say_short(day)[4:]} {day[:4]}"


def now(line: "MilestoneLine") -> str:
    """Return what holds of a milestone now, for a column: reached 2 Jun 2024."""
    if line.status == "dropped":
        return "dropped"
    if line.is_open and not line.held_up_by:
        return f"{'was due' if line.days_late else 'due'} {short_day(line.due_on)}"
    return f"{'expected' if line.is_open else 'reached'} {short_day(line.expected_on)}"


def due(line: "MilestoneLine") -> str:
    """Return when a milestone is due, and when it was by its first plan, if that was put off."""
    said = f"due {dates.say_day(line.due_on)}"
    if line.baseline_on == line.due_on:
        return said
    apart = (dates.day(line.due_on) - dates.day(line.baseline_on)).days
    return f"{said} · at first {dates.say_day(line.baseline_on)}, so {slip(apart)}"


def followers(line: "MilestoneLine", lines: Iterable["MilestoneLine"]) -> list[str]:
    """Return a line on each open milestone that waits for one, or is held up by it further on."""
    return [
        _follows(line, one)
        for one in lines
        if one.is_open and one.ref != line.ref and (line.ref in one.waits_for or one.held_up_by == line.ref)
    ]


def _follows(line: "MilestoneLine", one: "MilestoneLine") -> str:
    """Return how much time is left to one that follows, or how late it becomes."""
    verb = "waits for it" if line.ref in one.waits_for else "waits behind it"
    between = (dates.day(one.due_on) - dates.day(line.expected_on)).days
    left = f"due {dates.say_day(one.due_on)}, {days(between)} after it"
    if between < 0:
        left = f"due {dates.say_day(one.due_on)}, so it becomes {days(-between)} late"
    return f"{one.ref} {verb}: {left}"


def reached(line: "MilestoneLine", lines: Iterable["MilestoneLine"]) -> list[str]:
    """Return on which day a milestone was reached, how much too late, and what can follow now."""
    everything = list(lines)
    still = {one.ref for one in everything if one.is_open}
    told = [f"on {dates.say_day(line.expected_on)}, {slip(line.slip_days or 0)}"]
    for one in everything:
        if one.is_open and line.ref in one.waits_for:
            others = [each for each in one.waits_for if each in still]
            rest = f"still waits for {', '.join(others)}" if others else f"can follow: due {dates.say_day(one.due_on)}"
            told.append(f"{one.ref} {rest}")
    return told


def about(line: "MilestoneLine", lines: "list[MilestoneLine]") -> dict[str, object]:
    """Return what `milestone show` tells a person beside the record's own fields."""
    held = None
    if line.held_up_by and line.forecast_on:
        held = f"not before {dates.say_day(line.forecast_on)}, because of {line.held_up_by}"
    return {
        "slip": slip(line.slip_days) if line.slip_days is not None else None,
        "expected": held,
        "waits_for": [f"{one.ref} {one.title}: {now(one)}" for one in lines if one.ref in line.waits_for],
        "then": followers(line, lines),
        "circle": circle(line),
    }


def circle(line: "MilestoneLine") -> list[str]:
    """Return the line that says of a milestone that it waits for itself, as two copies can make it together."""
    if not line.circle:
        return []
    around = " needs ".join([*line.circle, line.circle[0]])
    away = f"cop milestone need {line.circle[0]} {(*line.circle, line.circle[0])[1]} --remove"
    return [f"a circle: {around}; one of these has to go, such as: {away}"]


def find_owner(session: "Session", db: "Database", typed: str) -> str:
    """Return the id of who answers for something; "me" is whoever acts."""
    from cop.store.references import find_one

    return find_one(db, OWNERS, session.actor if typed.lower() == "me" and session.actor else typed)[1]


def owner(db: "Database", who: str | None) -> str:
    """Return who answers for something, as people call and type it."""
    if who is None:
        return ""
    from cop.store.references import kind_among, label, short

    kind = kind_among(db, OWNERS, who) or OWNERS[0]
    return f"{label(db, kind, who)} ({short(db, kind, who)})"
