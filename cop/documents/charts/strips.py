"""Rows of small squares."""

from collections.abc import Mapping

from cop.documents.blocks import Strips, Tone
from cop.documents.charts.canvas import LINE, PHONE, Canvas, Look, Point
from cop.documents.measure import LETTER, SMALL, wide, wrap

SQUARE = 30
LABEL, CELL = 128, 40


def least(strips: Strips) -> int:
    """Return the pixels below which the squares would not hold what stands in them."""
    return max(PHONE, LABEL + CELL * len(strips.columns))


def draw(canvas: Canvas, strips: Strips, letters: Mapping[Tone, str]) -> float:
    """Draw a square for each row and column, and return how high the chart is."""
    whole = max(least(strips), canvas.room)
    first = 100 * LABEL / whole
    each = (100 - first) / max(len(strips.columns), 1)
    room = each * whole / 100
    top = 0
    for at, head in enumerate(strips.columns):
        look = Look("soft", "middle", SMALL, 3)
        top = max(top, canvas.text(Point(first + (at + 0.5) * each, SMALL), head, room - 3, look))
    y = top * (SMALL + 3) + 6.0
    for row in strips.rows:
        lines = len(wrap(row.label, LABEL - 10, wide)[:3])
        height = max(SQUARE, lines * LINE + 6)
        canvas.text(Point(0, y + (height - lines * LINE) / 2 + LETTER - 1), row.label, LABEL - 10, Look(most=3))
        for at, (tone, said) in enumerate(row.cells[: len(strips.columns)]):
            canvas.box(Point(first + at * each + 0.3, y), each - 0.6, height, tone or "track")
            told = f"{said} {letters.get(tone, '')}".strip()
            shown = told if wide(told, SMALL) <= room - 6 else said or told
            look = Look(f"on-{tone}" if tone else "soft", "middle", SMALL)
            canvas.text(Point(first + (at + 0.5) * each, y + height / 2 + 4), shown, room - 4, look)
        y += height + 4
    return y
