"""The figures by name, and their printed definitions, which stand in their docstrings."""

from collections.abc import Callable

from cop.documents.words import mark
from cop.reports import figures

NAMED: tuple[tuple[str, Callable[..., object]], ...] = (
    (mark("Meeting delivery"), figures.meeting_delivery),
    (mark("Attendance"), figures.attendance),
    (mark("Quorum rate"), figures.quorum_rate),
    (mark("Action closure"), figures.action_closure),
    (mark("Ageing"), figures.ageing),
    (mark("Cadence"), figures.cadence),
    (mark("Completeness"), figures.completeness),
    (mark("Timeliness"), figures.timeliness),
    (mark("Planned progress"), figures.planned_progress),
    (mark("Schedule variance"), figures.schedule_variance),
    (mark("Schedule performance (SPI)"), figures.schedule_performance),
    (mark("Indicator achievement"), figures.indicator_achievement),
    (mark("Added in the month"), figures.added),
    (mark("Cascade"), figures.cascade),
    (mark("Cover"), figures.cover),
    (mark("Risk score"), figures.risk_score),
)


def definition(figure: Callable[..., object]) -> str:
    """Return the first paragraph of a figure's docstring, which is its printed definition."""
    return " ".join((figure.__doc__ or "").split("\n\n")[0].split())
