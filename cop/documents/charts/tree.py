"""A tree from above to below, each branch a line further in than what it grows from."""

from collections.abc import Mapping

from cop.documents.blocks import Tone, Tree
from cop.documents.branching import Twig, twigs
from cop.documents.charts.canvas import LINE, PHONE, Canvas, Look, Point
from cop.documents.measure import SMALL, wide, wrap

INDENT, DEEPEST = 22, 16
"""Pixels of a level, and the level from which branches are no longer set further in."""
LABEL, KNOT, BADGE = 200, 8, 15
"""Pixels that a label has at the least, and those of a knot without and with a letter."""
FIRST = 12
"""Pixels from the top of a line to the middle of its first row of letters."""


def least(tree: Tree) -> int:
    """Return the pixels below which a tree would not be read."""
    deepest = max((_level(twig) for twig in twigs(tree.roots)), default=0)
    return max(PHONE, deepest * INDENT + 24 + LABEL)


def draw(canvas: Canvas, tree: Tree, letters: Mapping[Tone, str]) -> float:
    """Draw a line for each branch, and return how high the chart is."""
    y = 0.0
    below: dict[int, float] = {}
    for twig in twigs(tree.roots):
        level, middle = _level(twig), y + FIRST
        if twig.depth:
            start = below.get(level - 1, y)
            canvas.patch(Point(0, start, _middle(level - 1)), 1.5, middle - start + 1.5, "trunk")
            canvas.patch(Point(0, middle, _middle(level - 1)), INDENT - 4, 1.5, "trunk")
            below[level - 1] = middle
        _knot(canvas, twig, Point(0, middle, _middle(level)), letters)
        _words(canvas, twig, y)
        below[level] = middle + BADGE / 2
        y += height(twig, canvas.room)
    return y + 4


def height(twig: Twig, room: float) -> float:
    """Return how many pixels high a line is."""
    label, said = _rooms(twig, room)
    lines = max(len(wrap(twig.branch.label, label, wide)[:4]), len(wrap(twig.branch.said, said, _narrow)[:3]))
    return lines * LINE + 10


def _words(canvas: Canvas, twig: Twig, y: float) -> None:
    label, said = _rooms(twig, canvas.room)
    branch, inset = twig.branch, _middle(_level(twig)) + 14
    canvas.text(Point(0, y + FIRST + 5, inset), branch.label, label, Look(most=4))
    if branch.said:
        canvas.text(Point(100, y + FIRST + 5), branch.said, said, Look("soft", "end", SMALL, 3))


def _rooms(twig: Twig, room: float) -> tuple[float, float]:
    """Return the pixels of a label and of the remark at the other edge."""
    whole = room - _middle(_level(twig)) - 14
    said = min(_narrow(twig.branch.said) + 1, whole * 0.45)
    return whole - said - 8 * bool(twig.branch.said), said


def _knot(canvas: Canvas, twig: Twig, at: Point, letters: Mapping[Tone, str]) -> None:
    tone = twig.branch.tone
    size = BADGE if tone else KNOT
    canvas.patch(Point(at.share, at.y - size / 2, at.shift - size / 2), size, size, tone or "sea")
    if tone:
        look = Look(f"on-{tone}", "middle", SMALL)
        canvas.text(Point(at.share, at.y + 4, at.shift), letters.get(tone, ""), BADGE, look)


def _level(twig: Twig) -> int:
    return min(twig.depth, DEEPEST)


def _middle(level: int) -> float:
    return level * INDENT + BADGE / 2


def _narrow(said: str) -> float:
    return wide(said, SMALL)
