"""A plan in time: for each row the baseline as a thin bar, above it what was as a full one, what is to come hatched."""

from collections.abc import Mapping
from typing import NamedTuple

from cop.documents.blocks import Gantt, GanttRow, Span, Tone
from cop.documents.charts.canvas import LINE, PHONE, Canvas, Entry, Look, Point
from cop.documents.measure import LETTER, SMALL, wide, wrap
from cop.documents.timeline import (
    ACTUAL,
    BASELINE,
    FORECAST,
    MILESTONE,
    TODAY,
    Timeline,
    called,
    is_milestone,
    kinds,
    legend,
    shows_today,
    timeline,
    told,
)
from cop.documents.words import Words

LABEL, SAID, INDENT, BADGE = 196, 104, 12, 18
"""Pixels of the longest label and remark on one line, of a level, and of a tone's letter."""
MONTH, TIME = 26, 320
"""Pixels of a month where there is room, and of the longest scale where there is none."""
ROW, BAR, THIN, TOP = 30, 11, 4, 6
KINDS = {BASELINE: "baseline", ACTUAL: "actual", FORECAST: "forecast"}
DIAMOND, SMALLER = "M0-7L7 0L0 7L-7 0z", "M0-4.5L4.5 0L0 4.5L-4.5 0z"
ONWARD, BEFORE = "M0-5.5L7 0L0 5.5z", "M0-5.5L-7 0L0 5.5z"


class _Plan(NamedTuple):
    """Where the columns of a plan lie, in hundredths of its width, and how many pixels they have at the least."""

    scale: Timeline
    label: float
    said: float
    room: float

    @property
    def begin(self) -> float:
        return 100 * self.label / self.room

    @property
    def width(self) -> float:
        return 100 * (self.room - self.label - self.said) / self.room

    def at(self, share: float) -> float:
        return self.begin + share * self.width


def least(gantt: Gantt) -> int:
    """Return the pixels below which a plan would not be read."""
    label, said, time = _columns(gantt)
    return max(PHONE, round(label + said + time))


def draw(canvas: Canvas, gantt: Gantt, words: Words, letters: Mapping[Tone, str]) -> float:
    """Draw a row for each thing below a scale of months, and return how high the chart is."""
    label, said, _ = _columns(gantt)
    plan = _Plan(timeline(gantt), label, said, canvas.room)
    y = canvas.legend([_entry(canvas, name, gantt, words) for name in legend(gantt)])
    top = y + 2 * LINE + 2
    bottom = top + sum(height(row, gantt) for row in gantt.rows)
    _scale(canvas, plan, words, y, bottom)
    y = top
    for row in gantt.rows:
        canvas.rule(y, "grid")
        _row(canvas, plan, row, y, words, letters)
        y += height(row, gantt)
    if gantt.today and shows_today(gantt):
        middle = plan.scale.share(gantt.today) + 0.5 / plan.scale.days
        canvas.upright(Point(plan.at(middle), top - 6), y - top + 6, "today")
    return y + 4


def height(row: GanttRow, gantt: Gantt) -> float:
    """Return how many pixels high a row is."""
    label, said, _ = _columns(gantt)
    lines = max(
        len(wrap(row.label, _label_room(row, label), wide)[:4]),
        len(wrap(row.said, _said_room(row, said), _narrow)[:4]),
    )
    return max(ROW, lines * LINE + 10)


def _columns(gantt: Gantt) -> tuple[float, float, float]:
    """Return the pixels that labels, remarks and the scale need."""
    labels = [wide(row.label) + INDENT * row.level + 12 for row in gantt.rows]
    said = [_narrow(row.said) + BADGE * bool(row.tone) + 10 for row in gantt.rows if row.said or row.tone]
    months = timeline(gantt).days / 30
    return min(max([60, *labels]), LABEL), min(max([0, *said]), SAID), min(max(months * MONTH, 120), TIME)


def _label_room(row: GanttRow, label: float) -> float:
    return max(label - INDENT * row.level - 10, 60)


def _said_room(row: GanttRow, said: float) -> float:
    return max(said - BADGE * bool(row.tone) - 8, 20)


def _narrow(said: str) -> float:
    return wide(said, SMALL)


def _entry(canvas: Canvas, name: str, gantt: Gantt, words: Words) -> Entry:
    def put(at: Point) -> None:
        if name == TODAY:
            canvas.upright(Point(at.share, at.y - 1, at.shift), 14, "today")
        elif name == MILESTONE:
            canvas.figure(Point(at.share, at.y + 6, at.shift + 7), DIAMOND, "actual")
        else:
            thick = THIN if name == BASELINE else BAR
            canvas.patch(Point(at.share, at.y + (12 - thick) / 2, at.shift), 26, thick, KINDS[name])

    return Entry(called(name, gantt, words), {TODAY: 2, MILESTONE: 14}.get(name, 26), put)


def _scale(canvas: Canvas, plan: _Plan, words: Words, y: float, bottom: float) -> None:
    """Draw the names of months and years, and a line down from each."""
    time = plan.room - plan.label - plan.said
    for tick in plan.scale.ticks(words, time, lambda name: _narrow(name) + 5):
        for row, name in enumerate((tick.year, tick.month)):
            if name and tick.share * time + _narrow(name) < time + plan.said:
                kind = "soft" if row else "ink strong"
                place = Point(plan.at(tick.share), y + (row + 1) * LINE - 4, 3)
                canvas.text(place, name, plan.room, Look(kind, size=SMALL))
        top = y + (2 if tick.year else LINE + 4)
        canvas.upright(Point(plan.at(tick.share), top), bottom - top, "year" if tick.year else "grid")


def _row(canvas: Canvas, plan: _Plan, row: GanttRow, y: float, words: Words, letters: Mapping[Tone, str]) -> None:
    indent = INDENT * row.level
    spans = kinds(row)
    with canvas.told(told(row, words)):
        look = Look("ink" if spans else "ink strong", most=4)
        canvas.text(Point(0, y + TOP + LETTER - 2, indent), row.label, _label_room(row, plan.label), look)
        for name, span in spans:
            _span(canvas, plan, span, y + TOP + (BAR + 2 if name == BASELINE else 0), KINDS[name])
        end = 100 * (plan.room - plan.said) / plan.room
        if row.tone:
            _badge(canvas, Point(end, y + TOP - 2, 8), row.tone, letters.get(row.tone, ""))
        at = Point(end, y + TOP + SMALL - 1, 8 + BADGE * bool(row.tone))
        canvas.text(at, row.said, _said_room(row, plan.said), Look("soft", size=SMALL, most=4))


def _span(canvas: Canvas, plan: _Plan, span: Span, y: float, kind: str) -> None:
    """Draw a bar, or a diamond on the middle of its day, and an arrow where it goes on beyond the scale."""
    stretch = plan.scale.of(span)
    thick = THIN if kind == "baseline" else BAR
    middle = y + thick / 2
    if is_milestone(span) and not (stretch.before or stretch.after):
        place = Point(plan.at((stretch.start + stretch.end) / 2), middle)
        canvas.figure(place, SMALLER if kind == "baseline" else DIAMOND, kind)
        return
    width = max((stretch.end - stretch.start) * plan.width, 300 / plan.room)
    if stretch.end > stretch.start:
        canvas.box(Point(min(plan.at(stretch.start), plan.at(1) - width), y), width, thick, kind)
    if stretch.before:
        canvas.figure(Point(plan.at(0), middle), BEFORE, kind)
    if stretch.after:
        canvas.figure(Point(plan.at(1), middle), ONWARD, kind)


def _badge(canvas: Canvas, at: Point, tone: Tone, letter: str) -> None:
    canvas.patch(at, 15, 15, tone)
    canvas.text(Point(at.share, at.y + SMALL, at.shift + 7.5), letter, 15, Look(f"on-{tone}", "middle", SMALL))
