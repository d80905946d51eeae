"""What can be done with a risk: name it, rate it, close it, say that it happened, take it up again."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, NamedTuple

from cop.activities.risks import rating
from cop.activities.risks.records import Rating, Risk
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Word
from cop.store import edits
from cop.store import queries as rows
from cop.store.journal import Draft
from cop.store.references import short
from cop.store.typed import Reading, programme_today


class Rated(NamedTuple):
    """A rating as it will be saved, the one of that day that it replaces, and the latest of the days before."""

    rating: Rating
    instead: Rating | None
    before: Rating | None


def new(draft: Draft, risk: Risk, points: tuple[int, int] | None, sets: Iterable[str], how: Reading) -> Risk:
    """Name a risk, and rate it as it is held today where it is said how.

    Raises:
        RuleBroken: Its code is taken.
        BadInput: A field cannot hold its value, or a rating is not from 1 to 5.
    """
    made = keep_risk(draft, edits.add(draft, risk, sets, how))
    if points:
        rate(draft, made, *points, how.today)
    return made


def rate(draft: Draft, risk: Risk, probability: int, impact: int, on: Day) -> Rated:
    """Say how likely and how grave a risk is held to be on a day; a rating of that day is corrected.

    Raises:
        RuleBroken: The day is still to come, or the risk was closed or had happened by then.
        BadInput: A number is not from 1 to 5.
    """
    if risk.closed_on and on > risk.closed_on:
        raise _over(draft, risk, "rated")
    held = rows.every(draft.db, Rating, "risk = :id AND rated_on <= :on", order="rated_on", id=risk.id, on=on)
    old = held.pop() if held and held[-1].rated_on == on else None
    new = Rating(risk=risk.id, rated_on=on, probability=probability, impact=impact)
    kept = draft.edit(old, replace(old, probability=probability, impact=impact)) if old else draft.add(new)
    return Rated(keep_rating(draft, kept), old, held[-1] if held else None)


def close(draft: Draft, old: Risk, on: Day, ask_why: Callable[[], str]) -> Risk:
    """Say that nothing threatens any more; the reason is asked for when the rules agree.

    Raises:
        RuleBroken: It happened, the day is still to come, or it was rated after it.
    """
    if old.status == "happened":
        raise _over(draft, old, "closed")
    return _ended(draft, old, "closed", on, ask_why)


def happen(draft: Draft, old: Risk, on: Day, why: str | None) -> Risk:
    """Say that what was feared happened.

    Raises:
        RuleBroken: It was closed, the day is still to come, or it was rated after it.
    """
    if old.status == "closed":
        raise _over(draft, old, "said to have happened")
    return _ended(draft, old, "happened", on, lambda: why or old.reason)


def reopen(draft: Draft, old: Risk) -> Risk:
    """Take up again a risk that was closed or happened; why stays in its history."""
    return draft.edit(old, replace(old, status=Word("open"), closed_on=None, reason=None))


def keep_risk(draft: Draft, risk: Risk) -> Risk:
    """Check that a risk has the day of its end, a day gone by, exactly when it is over, and a reason when closed.

    Raises:
        RuleBroken: It has not.
    """
    if (risk.status == "open") != (risk.closed_on is None):
        raise RuleBroken(
            f'"{risk.title}" is {risk.status}, '
            + ("so no day closed it" if risk.closed_on else "and the day on which that was is missing"),
            "closed_on is the day on which a risk was closed or happened",
        )
    if risk.closed_on and risk.closed_on > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(risk.closed_on)} is still to come, so nothing can have {_been(risk.status)} on it",
            "leave --on away for today",
        )
    if risk.status == "closed" and not risk.reason:
        raise RuleBroken(f'"{risk.title}" was closed, and nobody says why', "write it in reason")
    return risk


def keep_rating(draft: Draft, rated: Rating) -> Rating:
    """Check that a rating is of a day gone by, in numbers from 1 to 5.

    Raises:
        RuleBroken: Its day is still to come.
        BadInput: A number is not from 1 to 5.
    """
    for name, points in (("probability", rated.probability), ("impact", rated.impact)):
        if not rating.LEAST <= points <= rating.MOST:
            raise BadInput(f"{name} cannot be {points}", rating.SCALES[name])
    if rated.rated_on > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(rated.rated_on)} is still to come, so nobody can have rated anything on it",
            "leave --on away for today; review_on is the day on which it is looked at again",
        )
    return rated


def check_rated(draft: Draft, risk: Risk) -> None:
    """Check that nobody rated a risk after its end; copies that merge may make it so.

    Raises:
        RuleBroken: Somebody did.
    """
    end = risk.closed_on
    later = rows.every(draft.db, Rating, "risk = :id AND rated_on > :end", order="rated_on", id=risk.id, end=end)
    if end and later:
        rated = later[-1].rated_on
        raise RuleBroken(
            f"{short(draft.db, 'risk', risk.id)} was rated on {dates.say_day(rated)}, "
            f"so it cannot have {_been(risk.status)} on {dates.say_day(end)}",
            f"say --on {rated} or a day after it",
        )


def _ended(draft: Draft, old: Risk, status: str, on: Day, ask_why: Callable[[], str | None]) -> Risk:
    ended = replace(old, status=Word(status), closed_on=on, reason=old.reason or "?")
    keep_risk(draft, ended)
    check_rated(draft, ended)
    return draft.edit(old, replace(ended, reason=ask_why()))


def _over(draft: Draft, risk: Risk, what: str) -> RuleBroken:
    name, on = short(draft.db, "risk", risk.id), dates.say_day(risk.closed_on) if risk.closed_on else "a day unknown"
    return RuleBroken(
        f"{name} {'was closed' if risk.status == 'closed' else 'happened'} on {on}, so it cannot be {what}",
        f"if that was a slip, first cop risk reopen {name}",
    )


def _been(status: str) -> str:
    return "happened" if status == "happened" else "been closed"


RULES: dict[str, Callable[[Draft, Any], Any]] = {"risk": keep_risk, "rating": keep_rating}
"""The rules of each kind; imports keep them too."""
DOUBTS: dict[str, Callable[[Draft, Any], None]] = {"risk": check_rated}
"""What several records break together: an import is told of it and brings it all the same."""
