"""What becomes of milestones' days: how far one slipped, when it may be expected, and what waits for it in a circle."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.types import Day, Id

Needs = Mapping[Id, Collection[Id]]
"""What each milestone waits for."""


class Step(NamedTuple):
    """A milestone as far as its days go; `is_open` until it is reached or dropped."""

    due_on: Day
    is_open: bool


class Forecast(NamedTuple):
    """The day on which an open milestone may be expected at the earliest.

    `held_up_by` is the one it waits for, directly or through others, that lets it come no earlier; None when its own
    day does.
    """

    day: Day
    held_up_by: Id | None


def slip_days(baseline: Day, day: Day) -> int:
    """Return by how many days a milestone came, or is expected, after its first plan; below 0 for before."""
    return (dates.day(day) - dates.day(baseline)).days


def forecasts(steps: Mapping[Id, Step], needs: Needs, today: Day) -> dict[Id, Forecast]:
    """Return when each open milestone may be expected.

    On the day on which it is due; today if that is over; and never before an open one that it waits for. So the slip
    of a milestone first uses up the days between it and those that wait, and then pushes them by what is left of it.
    Whatever waits for something reached or dropped is no longer held up by it. In a circle, which only two copies can
    make together, all come on the latest day of any.
    """
    return {one: _forecast(one, steps, needs, today) for one, step in steps.items() if step.is_open}


def _forecast(one: Id, steps: Mapping[Id, Step], needs: Needs, today: Day) -> Forecast:
    own = max(steps[one].due_on, today)
    latest = Forecast(own, None)
    for other in _behind(one, steps, needs):
        day = max(steps[other].due_on, today)
        if day > latest.day:
            latest = Forecast(day, other)
    return latest


def _behind(one: Id, steps: Mapping[Id, Step], needs: Needs) -> Iterator[Id]:
    """Yield each open milestone that one waits for, directly or through open ones, once."""
    seen, waiting = {one}, [one]
    while waiting:
        for other in sorted(needs.get(waiting.pop(), ())):
            if other not in seen and other in steps and steps[other].is_open:
                seen.add(other)
                waiting.append(other)
                yield other


def circle(needs: Needs, of: Id) -> tuple[Id, ...]:
    """Return the shortest circle in which a milestone waits for itself: itself, what it needs, and so on; else none.

    The last one needs the first.
    """
    seen: set[Id] = set()
    ways: list[tuple[Id, ...]] = [(of,)]
    while ways:
        longer = []
        for way in ways:
            for other in sorted(needs.get(way[-1], ())):
                if other == of:
                    return way
                if other not in seen:
                    seen.add(other)
                    longer.append((*way, other))
        ways = longer
    return ()


def circles(needs: Needs) -> list[tuple[Id, ...]]:
    """Return circles of milestones, one for each that is in any and not yet in another one that is returned."""
    found: list[tuple[Id, ...]] = []
    for one in sorted(needs):
        if not any(one in each for each in found) and (round_trip := circle(needs, one)):
            found.append(round_trip)
    return found
