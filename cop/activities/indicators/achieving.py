"""How far an indicator has come, and whether that is as far as it should be; exact, and never a float."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cop.kernel import dates
from cop.kernel.numbers import exact, number_text
from cop.kernel.types import Day, Number, Share

if TYPE_CHECKING:  # A list without a single value need not load fractions.
    from fractions import Fraction

    from cop.documents.blocks import Tone


class Aim(NamedTuple):
    """Where an indicator shall stand on a day: an interim target, or the target itself."""

    day: Day
    amount: Number


class Plan(NamedTuple):
    """The way that an indicator is meant to go.

    Without a first day nothing can be expected before the first aim is due; the target itself has no aim where nobody
    knows its day.
    """

    begin_on: Day | None
    baseline: Number
    target: Number
    aims: Sequence[Aim]
    """In the order of their days."""


class Bounds(NamedTuple):
    """The shares of what is expected from which an indicator stands well, and from which it stands fairly."""

    green_from: Share
    amber_from: Share


def achievement(baseline: Number, target: Number, value: Number) -> "Fraction | None":
    """Return which part of the way from baseline to target was gone: (value - baseline) / (target - baseline).

    It is not clamped: below 0 is further off than at first, above 1 beyond the target. A target below its baseline
    needs no case of its own: from 9 days to 4, 7.5 days are 30 %. None where the target is the baseline, for then
    there is no way to go.
    """
    way = exact(target) - exact(baseline)
    return (exact(value) - exact(baseline)) / way if way else None


def due(plan: Plan, by: Day) -> Aim | None:
    """Return the aim that fell due last by a day."""
    return next((aim for aim in reversed(plan.aims) if aim.day <= by), None)


def expected(plan: Plan, measured_on: Day, by: Day) -> "Fraction | None":
    """Return where a value should stand that was measured on one day, as judged on another.

    It is the aim that fell due last. Before any has, it is the straight line from the baseline to the first aim, on
    the day of the measurement: of later days nothing is known. None where no day is known to draw the line from or to.
    """
    if aim := due(plan, by):
        return exact(aim.amount)
    if not plan.aims or plan.begin_on is None or plan.aims[0].day <= plan.begin_on:
        return None
    first, begin = plan.aims[0], dates.day(plan.begin_on)
    gone = max((dates.day(measured_on) - begin).days, 0)
    start = exact(plan.baseline)
    return start + (exact(first.amount) - start) * gone / (dates.day(first.day) - begin).days


def light(plan: Plan, value: Number, measured_on: Day, by: Day, bounds: Bounds) -> "Tone":
    """Return how an indicator with a value stands.

    What was gone of the way is divided by what should have been gone (see `expected`), and held against the
    programme's bounds: good from `green_from`, fair from `amber_from`, poor below. Who has met the target stands
    well. Unknown where nothing says what is expected; nothing at all where the target is the baseline.
    """
    gone = achievement(plan.baseline, plan.target, value)
    should = expected(plan, measured_on, by)
    if gone is None:
        return ""
    if gone >= 1:
        return "good"
    if should is None:
        return "unknown"
    kept = of_expected(plan.baseline, plan.target, value, should)
    if kept is not None:
        return _bounded(kept, bounds)
    way = exact(plan.target) - exact(plan.baseline)
    return "good" if (exact(value) - should) / way >= 0 else "poor"


def of_expected(baseline: Number, target: Number, value: Number, should: "Fraction") -> "Fraction | None":
    """Return which part of the way that was to be gone by then was gone; None where none was to be."""
    way, start = exact(target) - exact(baseline), exact(baseline)
    return (exact(value) - start) / (should - start) if way and (should - start) / way > 0 else None


def uneven(total: Number, parts: Iterable[tuple[str, Number]]) -> list[str]:
    """Return which parts do not add up to their total; those of an average do not, nor where somebody is not counted.

    Args:
        total: The amount in all.
        parts: By what each part splits it, and its amount.
    """
    by: dict[str, list[Number]] = {}
    for split, amount in parts:
        by.setdefault(split, []).append(amount)
    added = {split: number_text(sum(map(exact, amounts), exact("0"))) for split, amounts in sorted(by.items())}
    return [f"the parts by {split} add up to {s}, the total is {total}" for split, s in added.items() if s != total]


def _bounded(share: "Fraction", bounds: Bounds) -> "Tone":
    if share >= exact(bounds.green_from):
        return "good"
    return "fair" if share >= exact(bounds.amber_from) else "poor"
