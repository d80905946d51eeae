"""What can be done with a milestone: plan it, let it wait for others, reach it, put it off, drop it."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cop.activities.pilots import schedule
from cop.activities.pilots.queries import needs_of
from cop.activities.pilots.records import Milestone, MilestoneNeed
from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Word
from cop.meetings.queries.naming import ref_of_new
from cop.store import edits, queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import short
from cop.store.typed import Reading, programme_today

MAY_BECOME = {
    "planned": ("planned", "reached", "dropped"),
    "reached": ("planned", "reached"),
    "dropped": ("planned", "dropped"),
}
"""From which statuses a milestone becomes what; `milestone reopen` is the way back from a slip."""


class Planned(NamedTuple):
    """A milestone as it will be saved, what people will type for it, and what a person should know of it."""

    milestone: Milestone
    ref: str
    doubts: list[str]


def new(
    draft: Draft, milestone: Milestone, needs: Sequence[Milestone], sets: Iterable[str], how: Reading
) -> Planned:  # fmt: skip
    """Plan a milestone, which may wait for others.

    Raises:
        RuleBroken: Its code is taken.
        BadInput: A field cannot hold its value.
    """
    made = keep_milestone(draft, edits.add(draft, milestone, sets, how))
    for needed in needs:
        draft.add(MilestoneNeed(milestone=made.id, needed=needed.id))
    doubts = [*_over(made.due_on, how), *_too_early(draft, made.due_on, needs)]
    return Planned(made, ref_of_new(draft.db, "milestone", made.id, made.code), doubts)


def edit(draft: Draft, old: Milestone, due_on: Day | None, sets: Iterable[str], how: Reading) -> Planned:
    """Correct what was written of a milestone; `postpone` says that its day was put off.

    Raises:
        BadInput: A field cannot hold its value.
    """
    new = edits.edit(draft, old, sets, how)
    if due_on:
        new = draft.edit(old, dataclasses.replace(new, due_on=due_on, baseline_on=_baseline(new.baseline_on, due_on)))
    doubts = [*_over(due_on, how), *_too_early(draft, due_on, needed_by(draft, old))] if due_on else []
    return Planned(keep_milestone(draft, new), short(draft.db, "milestone", new.id), doubts)


def need(draft: Draft, waiting: Milestone, needed: Sequence[Milestone]) -> Planned:
    """Let a milestone wait for others.

    Raises:
        RuleBroken: One of these waits for it already, directly or through others; the circle is named.
    """
    for one in needed:
        check_circle(draft, draft.add(MilestoneNeed(milestone=waiting.id, needed=one.id)))
    doubts = _too_early(draft, waiting.due_on, needed) if waiting.status == "planned" else []
    return Planned(waiting, short(draft.db, "milestone", waiting.id), doubts)


def need_no_longer(draft: Draft, waiting: Milestone, needed: Sequence[Milestone]) -> Planned:
    """Let a milestone no longer wait for others.

    Raises:
        RuleBroken: It does not wait for one of them.
    """
    name = short(draft.db, "milestone", waiting.id)
    held = {one.needed: one for one in queries.every(draft.db, MilestoneNeed, "milestone = :id", id=waiting.id)}
    for one in needed:
        if one.id not in held:
            raise RuleBroken(
                f"{name} does not wait for {short(draft.db, 'milestone', one.id)}",
                f"cop milestone show {name} tells what it waits for",
            )
        draft.remove(held[one.id])
    return Planned(waiting, name, [])


def reach(draft: Draft, old: Milestone, on: Day | None, how: Reading) -> Planned:
    """Say that a milestone was reached, today unless another day is said; reached twice, its first day stays.

    What it waits for, and was not reached by then, is told and stops nobody.

    Raises:
        RuleBroken: It was dropped, or that day is still to come.
    """
    _may_become(draft, old, "reached")
    day = on or old.reached_on or how.today
    _check_has_come(day, how.today, "reached")
    new = draft.edit(old, dataclasses.replace(old, status=Word("reached"), reached_on=day))
    (begins,) = first(draft.db, "SELECT start_on FROM programme ORDER BY id") or (None,)
    early = [f"the programme begins only on {dates.say_day(begins)}"] if begins and day < begins else []
    doubts = [*early, *(told for one in needed_by(draft, old) if (told := _not_before(draft, one, day)))]
    return Planned(new, short(draft.db, "milestone", old.id), doubts)


def postpone(draft: Draft, old: Milestone, to: Day, ask_why: Callable[[], str], how: Reading) -> Planned:
    """Give a milestone another day; the day of the first plan is kept, and so is why.

    Raises:
        RuleBroken: It was reached or dropped.
    """
    name = short(draft.db, "milestone", old.id)
    if old.status != "planned":
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be put off", _way_back(name))
    if to == old.due_on:
        return Planned(old, name, [f"it is due on {dates.say_day(to)} already"])
    doubts = [*_over(to, how), *_too_early(draft, to, needed_by(draft, old))]
    if to < old.due_on:
        doubts.append(f"that is {_days(-schedule.slip_days(old.due_on, to))} earlier than {dates.say_day(old.due_on)}")
    baseline = _baseline(old.baseline_on or old.due_on, to)
    new = dataclasses.replace(old, due_on=to, baseline_on=baseline, reason=ask_why())
    return Planned(draft.edit(old, new), name, doubts)


def drop(draft: Draft, old: Milestone, on: Day | None, ask_why: Callable[[], str]) -> Milestone:
    """Say that a milestone will not be reached, since today unless another day is said; said twice, the first stays.

    The reason is asked for when the rules agree.

    Raises:
        RuleBroken: It was reached, or that day is still to come.
    """
    _may_become(draft, old, "dropped")
    today = programme_today(draft.db, draft.now)
    day = on or old.dropped_on or today
    _check_has_come(day, today, "dropped")
    return draft.edit(old, dataclasses.replace(old, status=Word("dropped"), dropped_on=day, reason=ask_why()))


def reopen(draft: Draft, old: Milestone) -> Milestone:
    """Take up again what was reached or dropped; why it was dropped stays in its history."""
    _may_become(draft, old, "planned")
    reason = None if old.status == "dropped" else old.reason
    again = dataclasses.replace(old, status=Word("planned"), reached_on=None, dropped_on=None, reason=reason)
    return draft.edit(old, again)


def needed_by(draft: Draft, milestone: Milestone) -> list[Milestone]:
    """Return what a milestone waits for, in the order in which these are due."""
    waits = "id IN (SELECT needed FROM milestone_need WHERE milestone = :id)"
    return queries.every(draft.db, Milestone, waits, order="due_on, id", id=milestone.id)


def keep_milestone(draft: Draft, milestone: Milestone) -> Milestone:
    """Check that a milestone has its day, one gone by, exactly when it was reached, and a reason when it was dropped.

    One that was dropped may come without the day: then it counts as dropped on every day.

    Raises:
        RuleBroken: It has not.
    """
    if (milestone.status == "reached") != (milestone.reached_on is not None):
        raise RuleBroken(
            f'"{milestone.title}" is {milestone.status}, '
            + ("so it has no day on which it was reached" if milestone.reached_on else "and nobody says on which day"),
            "reached_on is the day on which a milestone was reached",
        )
    if milestone.dropped_on and milestone.status != "dropped":
        raise RuleBroken(
            f'"{milestone.title}" is {milestone.status}, so it has no day on which it was dropped',
            "dropped_on is the day on which a milestone was dropped",
        )
    for day in filter(None, (milestone.reached_on, milestone.dropped_on)):
        _check_has_come(day, programme_today(draft.db, draft.now), milestone.status)
    if milestone.status == "dropped" and not milestone.reason:
        raise RuleBroken(f'"{milestone.title}" was dropped, and nobody says why', "write it in reason")
    return milestone


def check_circle(draft: Draft, need: MilestoneNeed) -> None:
    """Check that a milestone does not wait for itself, not even through others; copies that merge may make it so.

    Raises:
        RuleBroken: It would; the circle is named.
    """
    needs = needs_of(draft.db)
    needs.setdefault(need.milestone, set()).add(need.needed)
    found = schedule.circle({**needs, need.milestone: {need.needed}}, need.milestone)
    if found:
        names = [short(draft.db, "milestone", one) for one in (*found, found[0])]
        raise RuleBroken(
            f"{names[0]} would wait for itself: " + ", which needs ".join([f"it needs {names[1]}", *names[2:]]),
            "leave one of these needs out",
        )


def _check_has_come(day: Day, today: Day, what: str) -> None:
    if day > today:
        raise RuleBroken(
            f"{dates.say_day(day)} is still to come, so nothing can have been {what} on it",
            "leave --on away for today; milestone postpone says that it is expected later",
        )


def _may_become(draft: Draft, old: Milestone, status: str) -> None:
    """Check the rule of what may follow what: what was reached is not dropped, what was dropped is not reached."""
    if old.status not in MAY_BECOME[status]:
        name = short(draft.db, "milestone", old.id)
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be {status}", _way_back(name))


def _was(old: Milestone) -> str:
    day = old.reached_on or old.dropped_on
    return f"was {old.status}" + (f" on {dates.say_day(day)}" if day else "")


def _way_back(name: str) -> str:
    return f"if that was a slip, first cop milestone reopen {name}"


def _baseline(first_plan: Day | None, due_on: Day) -> Day | None:
    """Return the day of the first plan where it is another than the one that holds now."""
    return first_plan if first_plan != due_on else None


def _over(due_on: Day, how: Reading) -> list[str]:
    """Return the doubt about a day that has gone by."""
    return [f"{dates.say_day(due_on)} is over already"] if due_on < how.today else []


def _too_early(draft: Draft, due_on: Day, needs: Iterable[Milestone]) -> list[str]:
    """Return the doubts about a day before that of something that has to be reached first."""
    return [
        f"it waits for {short(draft.db, 'milestone', one.id)}, which is due only on {dates.say_day(one.due_on)}"
        for one in needs
        if one.status == "planned" and one.due_on > due_on
    ]


def _not_before(draft: Draft, needed: Milestone, day: Day) -> str:
    """Return the doubt about a milestone that was reached before one that it needs."""
    name = f"{needed.title} ({short(draft.db, 'milestone', needed.id)})"
    if needed.status == "planned":
        return f"it needs {name}, which is not reached yet"
    if needed.reached_on and needed.reached_on > day:
        return f"it needs {name}, which was reached only on {dates.say_day(needed.reached_on)}"
    return ""


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"
