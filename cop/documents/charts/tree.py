"""A tree from above to below, each branch a line further in than what it grows from."""

from collections.abc import Mapping

from cop.documents.blocks import Tone, Tree
from cop.documents.branching import Twig, twigs
from cop.documents.charts.canvas import LINE, PHONE, Canvas, Look, Point
from cop.documents.charts.pieces import parts
from cop.documents.measure import SMALL, wide, wrap

INDENT, DEEPEST = 22, 16
"""Pixels of a level, and the level from which branches are no longer set further in."""
LABEL, WIDEST = 200, 520
"""Pixels that a label has at the least, and beyond which longer ones are broken."""
KNOT, BADGE, THICK = 8, 15, 1.5
"""Pixels of a knot without and with a letter."""
MOST_LABEL, MOST_SAID = 4, 3
"""Lines that a label and a remark may have."""
SMALL_LINE = SMALL + 3
FIRST = 12
"""Pixels from the top of a line to the middle of its first row of letters."""


def least(tree: Tree) -> int:
    """Return the pixels below which a tree would not be read."""
    lines = twigs(tree.roots)
    natural = (_inset(line) + wide(line.branch.label) + _narrow(line.branch.said) + 16 for line in lines)
    return max(narrowest(tree), min(round(max(natural, default=0)), WIDEST))


def narrowest(tree: Tree) -> int:
    """Return the pixels a tree needs where each remark stands below its label, as on a phone."""
    return max(PHONE, max(map(_level, twigs(tree.roots)), default=0) * INDENT + 24 + LABEL)


def parted(tree: Tree) -> list[range]:
    """Return the lines of each piece that paper keeps together."""
    lines, room = list(twigs(tree.roots)), least(tree)
    return list(parts([line.depth for line in lines], [height(line, room) for line in lines]))


def draw(canvas: Canvas, tree: Tree, part: range, letters: Mapping[Tone, str]) -> float:
    """Draw some lines, a branch each, and return how high they are; pieces join when they stand below one another."""
    y, below = 0.0, canvas.room < least(tree)
    for twig in list(twigs(tree.roots))[part.start : part.stop]:
        high = height(twig, canvas.room, below=below)
        _trunks(canvas, twig, y, high)
        _knot(canvas, twig, Point(0, y + FIRST, _middle(_level(twig))), letters)
        _words(canvas, twig, y, below=below)
        y += high
    return y


def height(twig: Twig, room: float, *, below: bool = False) -> float:
    """Return how many pixels high a line is, with its remark beside or below its label."""
    label, said = _rooms(twig, room, below=below)
    labels = len(wrap(twig.branch.label, label, wide)[:MOST_LABEL])
    remarks = len(wrap(twig.branch.said, said, _narrow)[:MOST_SAID]) if twig.branch.said else 0
    return 10 + (labels * LINE + remarks * SMALL_LINE if below else max(labels, remarks) * LINE)


def _trunks(canvas: Canvas, twig: Twig, y: float, high: float) -> None:
    """Draw what a line hangs on, what passes it by, and what hangs on it."""
    level = _level(twig)
    for passing in range(1, level):
        if twig.follows[passing]:
            canvas.patch(Point(0, y, _middle(passing - 1)), THICK, high, "trunk")
    if twig.depth:
        canvas.patch(Point(0, y, _middle(level - 1)), THICK, high if twig.follows[-1] else FIRST, "trunk")
        canvas.patch(Point(0, y + FIRST, _middle(level - 1)), INDENT - 4, THICK, "trunk")
    if twig.branch.branches:
        canvas.patch(Point(0, y + FIRST, _middle(level)), THICK, high - FIRST, "trunk")


def _words(canvas: Canvas, twig: Twig, y: float, *, below: bool) -> None:
    label, said = _rooms(twig, canvas.room, below=below)
    branch, inset = twig.branch, _inset(twig)
    lines = canvas.text(Point(0, y + FIRST + 5, inset), branch.label, label, Look(most=MOST_LABEL))
    if branch.said and below:
        at = Point(0, y + FIRST + 4 + lines * LINE, inset)
        canvas.text(at, branch.said, said, Look("soft", "start", SMALL, MOST_SAID))
    elif branch.said:
        canvas.text(Point(100, y + FIRST + 5), branch.said, said, Look("soft", "end", SMALL, MOST_SAID))


def _rooms(twig: Twig, room: float, *, below: bool) -> tuple[float, float]:
    """Return the pixels of a label, and of the remark below it or at the other edge."""
    whole = room - _inset(twig)
    if below:
        return whole, whole
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


def _inset(twig: Twig) -> float:
    """Return the pixels before a label."""
    return _middle(_level(twig)) + 14


def _narrow(said: str) -> float:
    return wide(said, SMALL)
