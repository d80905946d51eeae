"""Parts of wholes, and the three words of a report: 0, no data, n/a.

0 is nothing counted, no data is nothing known, n/a is nothing to count; which of them a figure deserves is decided here
and nowhere else.
"""

from fractions import Fraction
from typing import NamedTuple

from cop.documents.blocks import Tone
from cop.documents.words import mark
from cop.kernel.types import Share

NO_DATA = mark("no data")
"""Nobody wrote it, or nobody was asked."""
NOT_APPLICABLE = mark("n/a")
"""There is nothing to divide by, or the period has not begun."""


class Ratio(NamedTuple):
    """A part of a whole, kept as two numbers so that sums of ratios stay exact."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> int:
        """The share in whole percent, halves rounded up."""
        return (200 * self.numerator + self.denominator) // (2 * self.denominator)


class Figure(NamedTuple):
    """A ratio of the report; where there is none, `applies` tells what is not known from what does not apply."""

    ratio: Ratio | None
    applies: bool = True

    @property
    def lacks(self) -> str:
        """The word that stands in place of the ratio; empty where there is one."""
        return "" if self.ratio else NO_DATA if self.applies else NOT_APPLICABLE


class Thresholds(NamedTuple):
    """The shares from which a figure is on track, and from which it is not yet off track."""

    green_from: Share
    amber_from: Share

    def tone(self, figure: Figure) -> Tone:
        """Return how a figure stands; what does not apply stands neither well nor badly."""
        if figure.ratio is None:
            return "unknown" if figure.applies else ""
        share = Fraction(*figure.ratio)
        if share >= Fraction(self.green_from):
            return "good"
        return "fair" if share >= Fraction(self.amber_from) else "poor"


def exactly(of: Fraction | None) -> Ratio | None:
    """Return an exact number as a ratio; None of none."""
    return None if of is None else Ratio(of.numerator, of.denominator)


def ratio(numerator: int, denominator: int) -> Ratio | None:
    """Return a ratio; None of nothing."""
    return Ratio(numerator, denominator) if denominator else None
