"""A plan in time: for each row the baseline as a thin bar, above it what was as a full one, what is to come hatched."""

from collections.abc import Mapping
from typing import NamedTuple

from cop.documents.blocks import Gantt, GanttRow, Span, Tone
from cop.documents.charts.canvas import LINE, PHONE, Canvas, Entry, Look, Point
from cop.documents.charts.pieces import parts
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

LABEL, SAID, INDENT, BADGE = 206, 108, 12, 18
"""Pixels of the longest label and remark on one line, of a level, and of a tone's letter."""
MONTH, TIME = 26, 326
"""Pixels of a month where there is room, and of the longest scale where there is none."""
ROW, BAR, THIN, TOP = 30, 11, 4, 6
MOST = 4
"""Lines of a label or a remark; of a longer one, the whole is shown to whoever points at it."""
KINDS = {BASELINE: "baseline", ACTUAL: "actual", FORECAST: "forecast"}
DIAMOND, SMALLER = "M0-7L7 0L0 7L-7 0z", "M0-4.5L4.5 0L0 4.5L-4.5 0z"
ONWARD, BEFORE = "M0-5.5L7 0L0 5.5z", "M0-5.5L-7 0L0 5.5z"


class _Plan(NamedTuple):
    """The pixels of a plan's labels, its remarks and the least of its scale, and whether some rows belong to others."""

    scale: Timeline
    label: float
    said: float
    time: float
    nested: bool

    def label_room(self, row: GanttRow) -> float:
        return max(self.label - INDENT * row.level - 10, 60)

    def said_room(self, row: GanttRow) -> float:
        return max(self.said - BADGE * bool(row.tone) - 12, 20)

    def height(self, row: GanttRow) -> float:
        label = len(wrap(row.label, self.label_room(row), wide)[:MOST])
        said = len(wrap(row.said, self.said_room(row), _narrow)[:MOST])
        return max(ROW, max(label, said) * LINE + 10)


def least(gantt: Gantt) -> int:
    """Return the pixels below which a plan would not be read."""
    plan = _plan(gantt)
    return max(PHONE, round(plan.label + plan.said + plan.time))


def parted(gantt: Gantt) -> list[range]:
    """Return the rows of each piece that paper keeps together."""
    plan = _plan(gantt)
    return list(parts([row.level for row in gantt.rows], [plan.height(row) for row in gantt.rows]))


def draw(canvas: Canvas, gantt: Gantt, part: range, words: Words, letters: Mapping[Tone, str]) -> float:
    """Draw some rows below a scale of months, the first ones below the legend, and return how high that is."""
    plan = _plan(gantt)
    rows = gantt.rows[part.start : part.stop]
    y = 0.0 if part.start else canvas.legend([_entry(canvas, name, gantt, words) for name in legend(gantt)])
    top = y + 2 * LINE + 2
    place = _Place(plan, canvas.room)
    _scale(canvas, place, words, y, top + sum(map(plan.height, rows)))
    y = top
    for row in rows:
        canvas.rule(y, "grid")
        _row(canvas, place, row, y, words, letters)
        y += plan.height(row)
    if gantt.today and shows_today(gantt):
        middle = plan.scale.share(gantt.today) + 0.5 / plan.scale.days
        canvas.upright(Point(place.at(middle), top - 6), y - top + 6, "today")
    return y + 4


class _Place(NamedTuple):
    """Where the columns of a plan lie on a canvas so many pixels wide, in hundredths of it."""

    plan: _Plan
    room: float

    @property
    def time(self) -> float:
        """The pixels of the scale."""
        return self.room - self.plan.label - self.plan.said

    def at(self, share: float) -> float:
        return 100 * (self.plan.label + share * self.time) / self.room


def _plan(gantt: Gantt) -> _Plan:
    labels = [wide(row.label) + INDENT * row.level + 12 for row in gantt.rows]
    said = [_narrow(row.said) + BADGE * bool(row.tone) + 14 for row in gantt.rows if row.said or row.tone]
    scale = timeline(gantt)
    time = min(max(scale.days / 30 * MONTH, 120), TIME)
    nested = any(row.level for row in gantt.rows)
    return _Plan(scale, min(max([60, *labels]), LABEL), min(max([0, *said]), SAID), time, nested)


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


def _scale(canvas: Canvas, place: _Place, words: Words, y: float, bottom: float) -> None:
    """Draw the names of months and years, and a line down from each."""
    for tick in place.plan.scale.ticks(words, place.time, lambda name: _narrow(name) + 5):
        for row, name in enumerate((tick.year, tick.month)):
            if name and tick.share * place.time + _narrow(name) < place.time + place.plan.said:
                kind = "soft" if row else "ink strong"
                at = Point(place.at(tick.share), y + (row + 1) * LINE - 4, 3)
                canvas.text(at, name, place.room, Look(kind, size=SMALL))
        begins = tick.year and tick.share
        top = y + (2 if begins else LINE + 4)
        canvas.upright(Point(place.at(tick.share), top), bottom - top, "year" if begins else "grid")


def _row(canvas: Canvas, place: _Place, row: GanttRow, y: float, words: Words, letters: Mapping[Tone, str]) -> None:
    plan, spans = place.plan, kinds(row)
    kind = "ink strong" if not spans or (plan.nested and not row.level) else "ink"
    with canvas.told(told(row, words)):
        at = Point(0, y + TOP + LETTER - 2, INDENT * row.level)
        canvas.text(at, row.label, plan.label_room(row), Look(kind, most=MOST))
        for name, span in spans:
            _span(canvas, place, span, y + TOP + (BAR + 2 if name == BASELINE else 0), KINDS[name])
        if row.tone:
            _badge(canvas, Point(place.at(1), y + TOP - 2, 12), row.tone, letters.get(row.tone, ""))
        at = Point(place.at(1), y + TOP + SMALL - 1, 12 + BADGE * bool(row.tone))
        canvas.text(at, row.said, plan.said_room(row), Look("soft", size=SMALL, most=MOST))


def _span(canvas: Canvas, place: _Place, span: Span, y: float, kind: str) -> None:
    """Draw a bar, or a diamond on the middle of its day, and an arrow where it goes on beyond the scale."""
    stretch = place.plan.scale.of(span)
    thick = THIN if kind == "baseline" else BAR
    middle = y + thick / 2
    if is_milestone(span) and not (stretch.before or stretch.after):
        at = Point(place.at((stretch.start + stretch.end) / 2), middle)
        canvas.figure(at, SMALLER if kind == "baseline" else DIAMOND, kind)
        return
    width = max(place.at(stretch.end) - place.at(stretch.start), 300 / place.room)
    if stretch.end > stretch.start:
        canvas.box(Point(min(place.at(stretch.start), place.at(1) - width), y), width, thick, kind)
    if stretch.before:
        canvas.figure(Point(place.at(0), middle), BEFORE, kind)
    if stretch.after:
        canvas.figure(Point(place.at(1), middle), ONWARD, kind)


def _badge(canvas: Canvas, at: Point, tone: Tone, letter: str) -> None:
    canvas.patch(at, 15, 15, tone)
    canvas.text(Point(at.share, at.y + SMALL, at.shift + 7.5), letter, 15, Look(f"on-{tone}", "middle", SMALL))
