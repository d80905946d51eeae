"""Where days lie on a scale of months, for pictures and for rows of characters alike."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from cop.documents.blocks import Gantt, GanttRow, Span
from cop.documents.words import Words, mark
from cop.kernel import dates
from cop.kernel.types import Day, Month

BASELINE, ACTUAL, FORECAST, MILESTONE, TODAY = (
    mark("baseline"), mark("actual"), mark("forecast"), mark("milestone"), mark("today, {day}")
)  # fmt: skip
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 600, 1200)
"""Months from one name on the scale to the next."""


class Stretch(NamedTuple):
    """What a span takes of a scale, in shares of it from 0 to 1, and whether it goes on before and after the scale."""

    start: float
    end: float
    before: bool = False
    after: bool = False


class Tick(NamedTuple):
    """A place on the scale: the name of the month that begins there, and the year where one does, or the scale."""

    share: float
    month: str
    year: str


class Timeline(NamedTuple):
    """A scale of days, the last one included."""

    first: date
    days: int

    def share(self, day: Day) -> float:
        """Return where a day begins; below 0 or above 1 it lies outside."""
        return (dates.day(day) - self.first).days / self.days

    def of(self, span: Span) -> Stretch:
        """Return what a span takes, cut off at the edges; one that lies outside takes nothing, at its edge."""
        start, end = self.share(span[0]), self.share(max(span)) + 1 / self.days
        return Stretch(min(max(start, 0), 1), min(max(end, 0), 1), start < 0, end > 1 + 1e-9)

    def ticks(self, words: Words, room: float, wide: Callable[[str], float]) -> Iterator[Tick]:
        """Yield the months that are named on a scale with so much room: as many as stand beside one another."""
        names = [words.short_month(Month(f"2024-{month:02}")) for month in range(1, 13)]
        longest = max(map(wide, (*names, "0000 ")))
        step = next((each for each in STEPS if each * 30 * room / self.days >= longest), STEPS[-1])
        counted = range(self.first.year * 12 // step * step, self.last.year * 12 + 12, step)
        begins = [Day(f"{month // 12:04}-{month % 12 + 1:02}-01") for month in counted]
        shares = {day: self.share(day) for day in begins if 0 <= self.share(day) < 1}
        years = {share: words.year(day) for day, share in shares.items() if day[5:7] == "01"}
        if min(years, default=1) * room >= longest:
            years[0] = words.year(dates.day_text(self.first))
        months = {share: names[int(day[5:7]) - 1] if step < 12 else "" for day, share in shares.items()}
        for share in sorted({*years, *months}):
            yield Tick(share, months.get(share, ""), years.get(share, ""))

    @property
    def last(self) -> date:
        """The last day of the scale."""
        return date.fromordinal(self.first.toordinal() + self.days - 1)


def timeline(gantt: Gantt) -> Timeline:
    """Return the scale of a plan; one whose end lies before its beginning has a single day."""
    first = dates.day(gantt.first_on)
    return Timeline(first, max((dates.day(gantt.last_on) - first).days + 1, 1))


def kinds(row: GanttRow) -> list[tuple[str, Span]]:
    """Return the spans of a row with what they are called: the baseline first, what really was last."""
    found = ((BASELINE, row.baseline), (FORECAST, row.forecast), (ACTUAL, row.actual))
    return [(name, span) for name, span in found if span]


def is_milestone(span: Span) -> bool:
    """Tell whether a span is one day."""
    return span[0] == span[1]


def legend(gantt: Gantt) -> list[str]:
    """Return what a plan shows and a reader must be able to tell apart, the baseline first."""
    spans = [pair for row in gantt.rows for pair in kinds(row)]
    found = [name for name in (BASELINE, ACTUAL, FORECAST) if any(name == each for each, _ in spans)]
    if any(is_milestone(span) for _, span in spans):
        found.append(MILESTONE)
    return found + [TODAY] * shows_today(gantt)


def shows_today(gantt: Gantt) -> bool:
    """Tell whether today lies on the scale."""
    return gantt.today is not None and 0 <= timeline(gantt).share(gantt.today) < 1


def called(name: str, gantt: Gantt, words: Words) -> str:
    """Return what the legend calls something in the document's language."""
    return words.gettext(name, day=words.date(gantt.today)) if name == TODAY and gantt.today else words.gettext(name)


def told(row: GanttRow, words: Words) -> str:
    """Return in words what a row shows, a line for each span."""
    lines = [f"{words.gettext(name)}: {_days(span, words)}" for name, span in kinds(row)]
    return "\n".join([row.label, *lines, *filter(None, [row.said])])


def _days(span: Span, words: Words) -> str:
    return " – ".join(words.date(day) for day in dict.fromkeys(span))
