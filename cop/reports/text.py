"""A report as calm text for one screen: 0 is nothing counted, "no data" nothing known, "n/a" not applicable."""

from collections.abc import Iterator
from datetime import datetime
from textwrap import wrap

from cop.kernel import dates
from cop.kernel.text import display
from cop.kernel.types import Moment, ZonedTime
from cop.meetings.sitting import OFF
from cop.reports import figures
from cop.reports.build import Line, Report
from cop.reports.figures import Ratio

NOTHING = "nothing planned"
WIDTH = 80


def render(report: Report) -> str:
    """Return the report, a line for every figure and every meeting."""
    month = dates.say_day(report.first_on).split(" ", 2)[2]
    lines = [
        *wrap(f"{month}  {report.programme}", WIDTH, break_long_words=False),
        f"{dates.say_day(report.first_on)} - {dates.say_day(report.last_on)}, draft",
        f"data as of {_moment(report.as_of, report)}",
        "",
        *_meetings(report),
        "",
        *wrap("Meeting delivery: " + definition(figures.meeting_delivery), WIDTH),
    ]
    return display("\n".join(lines)) + "\n"


def ratio(of: Ratio | None, *, applies: bool = True) -> str:
    """Return 5/6 (83 %), or the word for a figure that is not known, or does not apply."""
    if not applies:
        return "n/a"
    return (
        "no data" if of is None else f"{of.numerator}/{of.denominator} ({round(100 * of.numerator / of.denominator)} %)"
    )


def definition(figure: object) -> str:
    """Return the first paragraph of a figure's docstring, which is its printed definition."""
    return " ".join((figure.__doc__ or "").split("\n\n")[0].split())


def _meetings(report: Report) -> Iterator[str]:
    of = report.meetings
    yield "MEETINGS"
    if not of.planned and not of.added:
        yield NOTHING
        return
    yield f"planned      {len(of.planned)}   {_plan(report)}"
    yield f"held         {ratio(of.delivery, applies=report.begun)}"
    for word, lines in (("postponed", of.postponed), ("cancelled", of.cancelled), ("added since", of.added)):
        yield f"{word:<13}{len(lines)}"
    if of.unsaid:
        yield f"not yet told what became of it: {len(of.unsaid)}   (cop meeting hold, postpone or cancel REF)"
    for word, lines in (
        ("held", of.held), ("postponed", of.postponed), ("cancelled", of.cancelled), ("added since", of.added),
        ("not yet told what became of it", of.unsaid), ("to come", of.coming),
    ):  # fmt: skip
        if lines:
            yield ""
            yield from _list(word, lines)


def _list(word: str, lines: tuple[Line, ...]) -> Iterator[str]:
    yield word
    hours = [f"{one.start[11:16]} {dates.city(dates.zone_of(one.start))}" for one in lines]
    width, widest = max(map(len, hours)), max(len(one.ref) for one in lines)
    for one, hour in zip(lines, hours, strict=True):
        status = f" ({one.status})" if word == "added since" else ""
        why = f": {one.reason}" if one.reason and one.status in (*OFF, "postponed") else ""
        day = dates.say_short(dates.local_day(one.start))
        before = f"  {day:<10}  {hour:<{width}}  {one.ref:<{widest}}  "
        yield from wrap(
            one.title + status + why, WIDTH, initial_indent=before, subsequent_indent=" " * len(before),
            break_long_words=False, break_on_hyphens=False,
        )  # fmt: skip


def _plan(report: Report) -> str:
    day = dates.say_day(dates.local_day(_local(report.meetings.planned_as_of, report)))
    if report.meetings.planned_by_first_state:
        return f"(as the programme was first described on {day})"
    return f"(as far as the programme knew on {day})"


def _moment(moment: Moment, report: Report) -> str:
    local = _local(moment, report)
    return f"{dates.say_day(dates.local_day(local))} {local[11:16]} {dates.city(report.timezone)}"


def _local(moment: Moment, report: Report) -> ZonedTime:
    return dates.from_instant(datetime.fromisoformat(moment), report.timezone)
