"""How far work is beside its first plan: what should be done by a day, what is, and by how many days its end moved."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cop.kernel import dates
from cop.kernel.types import Day, Share

if TYPE_CHECKING:
    from fractions import Fraction


class Work(Protocol):
    """One activity, as far as these figures go."""

    @property
    def baseline_start_on(self) -> Day:
        """First day by the first plan."""
        ...

    @property
    def baseline_end_on(self) -> Day:
        """Last day by the first plan."""
        ...

    @property
    def weight(self) -> int | None:
        """How much it counts beside the others."""
        ...

    @property
    def status(self) -> str:
        """Planned, done or dropped."""
        ...

    @property
    def done(self) -> Share | None:
        """Which share of it is done; None while nobody has told."""
        ...

    @property
    def forecast_on(self) -> Day | None:
        """The day on which it was done, or is expected to be; None when it was dropped."""
        ...


class Progressed(NamedTuple):
    """How far several activities are together; a dropped one counts nowhere.

    `planned` is None where there is nothing to do. `earned` counts activities of which nobody has told, `untold` of
    them, as not done; it is None while nobody has told of any that should have begun. `variance` and `spi` are None
    too where not every activity has a weight (`weighted` says so), `spi` also where nothing was planned by then.
    """

    planned: "Fraction | None"
    earned: "Fraction | None"
    untold: int
    weighted: bool
    slip_days: int | None

    @property
    def variance(self) -> "Fraction | None":
        """Schedule variance, EV - PV, as a share of the whole: below nothing is behind the first plan."""
        if not self.weighted or self.planned is None or self.earned is None:
            return None
        return self.earned - self.planned

    @property
    def spi(self) -> "Fraction | None":
        """Schedule performance index, EV / PV: below 1 is behind the first plan."""
        if not self.weighted or not self.planned or self.earned is None:
            return None
        return self.earned / self.planned


def planned_share(first: Day, last: Day, day: Day) -> "Fraction":
    """Return the share of work from one day to another that should be done at the end of a day.

    It is (t - s + 1) / (e - s + 1), never below 0 nor above 1: each day is to do as much as any other.
    """
    from fractions import Fraction

    whole = _days(first, last) + 1
    return Fraction(min(max(_days(first, day) + 1, 0), whole), whole)


def planned_progress(works: Sequence[Work], day: Day) -> "Fraction | None":
    """Return the share of all work that should be done at the end of a day: sum w p / sum w on the first plan's days.

    None where there is nothing to do.
    """
    return _weighed(works, [planned_share(one.baseline_start_on, one.baseline_end_on, day) for one in works])


def progressed(works: Sequence[Work], day: Day) -> Progressed:
    """Return how far activities are at the end of a day; those that were dropped count nowhere."""
    from fractions import Fraction

    counted = [one for one in works if one.status != "dropped"]
    due = [one for one in counted if one.baseline_start_on <= day]
    untold = sum(one.done is None for one in due)
    known = untold < len(due) or not due
    return Progressed(
        planned_progress(counted, day),
        _weighed(counted, [Fraction(one.done or 0) for one in counted]) if known else None,
        untold,
        bool(counted) and has_weights(counted),
        slip_days(counted),
    )


def has_weights(works: Sequence[Work]) -> bool:
    """Tell whether every one of these has a weight; where one lacks it, all count alike."""
    return all(one.weight is not None for one in works)


def slip_days(works: Sequence[Work]) -> int | None:
    """Return by how many days the end of all moved against the first plan; less than 0 is earlier, None is no work."""
    ends = [one.forecast_on for one in works if one.forecast_on]
    return _days(max(one.baseline_end_on for one in works if one.forecast_on), max(ends)) if ends else None


def whole_percent(share: "Fraction") -> int:
    """Return a share in whole percent, halves rounded up."""
    return (200 * share.numerator + share.denominator) // (2 * share.denominator)


def _weighed(works: Sequence[Work], shares: "Sequence[Fraction]") -> "Fraction | None":
    """Return the mean of shares, each as heavy as its work; None where nothing has any weight."""
    from fractions import Fraction

    weights = [one.weight or 0 for one in works] if has_weights(works) else [1] * len(works)
    if not sum(weights):
        return None
    return sum((weight * share for weight, share in zip(weights, shares, strict=True)), Fraction(0)) / sum(weights)


def _days(first: Day, last: Day) -> int:
    return (dates.day(last) - dates.day(first)).days
