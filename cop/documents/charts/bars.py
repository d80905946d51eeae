"""Horizontal bars on one scale."""

from collections.abc import Mapping
from itertools import accumulate

from cop.documents.blocks import Bar, Bars
from cop.documents.charts.canvas import LINE, SWATCH, Canvas, Entry, Look, Point
from cop.documents.measure import LETTER, SMALL, wide

BAR = 16
SERIES = ("sea", "mist", "sand")


def draw(canvas: Canvas, bars: Bars) -> float:
    """Draw each label with what is said of it above its bar, and return how high the chart is."""
    kinds = _kinds(bars)
    longest = max((sum(part.value for part in bar.parts) for bar in bars.bars), default=0)
    y = canvas.legend([_entry(canvas, name, kind) for name, kind in kinds.items()])
    for bar in bars.bars:
        said = min(wide(bar.said), canvas.room / 2)
        canvas.text(Point(100, y + LETTER), bar.said, said + 1, Look(anchor="end"))
        rows = canvas.text(Point(0, y + LETTER), bar.label, canvas.room - said - 12, Look(most=3))
        y += rows * LINE + 4
        canvas.box(Point(0, y), 100, BAR, "track")
        _parts(canvas, bar, kinds, y, longest)
        y += BAR + 12
    return y


def _parts(canvas: Canvas, bar: Bar, kinds: Mapping[str, str], y: float, longest: int) -> None:
    ends = accumulate(part.value for part in bar.parts)
    for part, end in zip(bar.parts, ends, strict=True):
        if not part.value:
            continue
        width = 100 * part.value / longest
        start = 100 * end / longest - width
        canvas.box(Point(start, y), width, BAR, kinds[part.name])
        room = width * canvas.room / 100 - 4
        if wide(str(part.value), SMALL) <= room:
            look = Look(f"on-{kinds[part.name]}", "middle", SMALL)
            canvas.text(Point(start + width / 2, y + BAR - 4), str(part.value), room, look)


def _entry(canvas: Canvas, name: str, kind: str) -> Entry:
    return Entry(name, SWATCH, lambda at: canvas.patch(at, SWATCH, SWATCH, kind))


def _kinds(bars: Bars) -> dict[str, str]:
    """Return the colour of each kind of part: that of its tone, else the next of the series."""
    kinds: dict[str, str] = {}
    for part in (part for bar in bars.bars for part in bar.parts):
        plain = sum(kind in SERIES for kind in kinds.values())
        kinds.setdefault(part.name, part.tone or SERIES[plain % len(SERIES)])
    return kinds
