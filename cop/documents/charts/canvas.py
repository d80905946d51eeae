"""Where shapes of a chart are put: widths in hundredths of the page and letters in pixels, for a phone and for paper.

A chart runs from left to right as SVG does, and is mirrored here for languages that run the other way. Each text finds
its own direction; the browser joins Arabic letters.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import NamedTuple

from cop.documents.charts.colours import HATCHED
from cop.documents.measure import LETTER, SMALL, wide, wrap
from cop.documents.words import RIGHT_TO_LEFT, Direction, direction_of, is_mixed

LEFT_TO_RIGHT = "\u200e"
"""Left-to-right mark: a strong letter that nobody sees."""
PHONE = 320
"""Pixels that a phone has for a chart."""
SWATCH = 12
LINE = LETTER + 3
"""Pixels from one line of a text to the next."""


class Point(NamedTuple):
    """A place in a chart: a share of its width from where reading begins, pixels from above, and pixels further on."""

    share: float
    y: float
    shift: float = 0


class Look(NamedTuple):
    """How a text is written: its colour, where it is held, how large it is, and on how many lines at most."""

    kind: str = "ink"
    anchor: str = "start"
    size: int = LETTER
    most: int = 1


PLAIN = Look()


class Canvas:
    """Where shapes are put, reckoned from the edge at which the language begins to read."""

    def __init__(self, direction: Direction, room: int) -> None:
        self.rtl = direction == "rtl"
        self.room = room
        self.shapes: list[str] = []

    def text(self, at: Point, said: str, room: float, look: Look = PLAIN) -> int:
        """Put a text on as many lines as it needs and may have; return how many those are.

        What does not fit ends in an ellipsis, and the whole is shown to whoever points at it.
        """
        mark = self._mark(said)
        whole = wrap(said, room, lambda line: wide(line, look.size))
        lines = whole[: look.most]
        if len(whole) > look.most:
            while len(lines[-1]) > 1 and wide(lines[-1] + "…", look.size) > room:
                lines[-1] = lines[-1][:-1].rstrip()
            lines[-1] += "…"
        drawn = "".join(self._line(at, row, mark + line, look) for row, line in enumerate(lines))
        self.shapes.append(f"<g><title>{written(said)}</title>{drawn}</g>" if len(whole) > look.most else drawn)
        return len(lines)

    def _mark(self, said: str) -> str:
        """Return what says how a text in two scripts runs: a browser goes by its first letter, or a code's."""
        if not is_mixed(said):
            return ""
        return RIGHT_TO_LEFT if direction_of(said, "rtl" if self.rtl else "ltr") == "rtl" else LEFT_TO_RIGHT

    def _line(self, at: Point, row: int, said: str, look: Look) -> str:
        share, shift, anchor = at.share, at.shift, look.anchor
        if self.rtl:
            share, shift, anchor = 100 - share, -shift, {"start": "end", "end": "start"}.get(anchor, anchor)
        kind = f"{look.kind} small" if look.size == SMALL else look.kind
        x, y = f'x="{figure(share)}%"', f'y="{figure(at.y + row * (look.size + 3))}"'
        # not dx, which takes Arabic letters apart in pictures
        moved = f' transform="translate({figure(shift)} 0)"' if shift else ""
        ends = f' text-anchor="{anchor}"' if anchor != "start" else ""
        return f'<text class="{kind}" {x}{moved} {y}{ends}>{written(said)}</text>'

    def box(self, at: Point, width: float, height: float, kind: str) -> None:
        """Put a rectangle that takes a share of the width."""
        left = 100 - at.share - width if self.rtl else at.share
        self._filled(f'x="{figure(left)}%" y="{figure(at.y)}" width="{figure(width)}%" height="{figure(height)}"', kind)

    def patch(self, at: Point, width: float, height: float, kind: str) -> None:
        """Put a rectangle whose width is pixels, a share and so many pixels from the edge."""
        share, shift = (100 - at.share, -at.shift - width) if self.rtl else (at.share, at.shift)
        moved = f' transform="translate({figure(shift)} 0)"' if shift else ""
        self._filled(
            f'x="{figure(share)}%"{moved} y="{figure(at.y)}" width="{figure(width)}" height="{figure(height)}"', kind
        )

    def _filled(self, shape: str, kind: str) -> None:
        rounded = ' rx="2"' if kind != "trunk" else ""
        self.shapes.append(f'<rect class="{kind}" {shape}{rounded}/>')
        if kind in HATCHED:
            self.shapes.append(f'<rect fill="url(#hatch-{HATCHED[kind]})" {shape} rx="2"/>')

    def figure(self, at: Point, path: str, kind: str) -> None:
        """Put a shape whose path is in pixels around its own place."""
        share, shift, turned = (100 - at.share, -at.shift, "scale(-1 1)") if self.rtl else (at.share, at.shift, "")
        moved = " ".join(filter(None, (f"translate({figure(shift)} 0)" if shift else "", turned)))
        drawn = f'<path class="{kind}" d="{path}"/>'
        if kind in HATCHED:
            drawn += f'<path fill="url(#hatch-{HATCHED[kind]})" d="{path}"/>'
        placed = f'<g transform="{moved}">{drawn}</g>' if moved else drawn
        self.shapes.append(f'<svg x="{figure(share)}%" y="{figure(at.y)}" overflow="visible">{placed}</svg>')

    def upright(self, at: Point, height: float, kind: str) -> None:
        """Put a line from above to below."""
        x = figure(100 - at.share if self.rtl else at.share)
        ends = f'x1="{x}%" x2="{x}%" y1="{figure(at.y)}" y2="{figure(at.y + height)}"'
        self.shapes.append(f'<line class="{kind}" {ends}{self._moved(at.shift)}/>')

    def _moved(self, shift: float) -> str:
        return f' transform="translate({figure(-shift if self.rtl else shift)} 0)"' if shift else ""

    def rule(self, y: float, kind: str) -> None:
        """Put a line from edge to edge."""
        self.shapes.append(f'<line class="{kind}" x1="0%" x2="100%" y1="{figure(y)}" y2="{figure(y)}"/>')

    @contextmanager
    def told(self, said: str) -> Iterator[None]:
        """Say of all that is put meanwhile what it is, to whoever points at it."""
        self.shapes.append(f"<g><title>{written(said)}</title>")
        yield
        self.shapes.append("</g>")

    def legend(self, entries: Sequence["Entry"]) -> float:
        """Put swatches with what they stand for, on as many lines as they need; return where the chart begins."""
        x, y = 0.0, 0
        for name, width, put in entries:
            room = min(wide(name), self.room - width - 6) + 1
            if x and x + width + 6 + room > self.room:
                x, y = 0.0, y + LETTER + 7
            put(Point(0, y + 2, x))
            self.text(Point(0, y + LETTER, x + width + 6), name, room, Look("soft"))
            x += width + 6 + room + 16
        return y + LETTER + 15 if entries else 0


class Entry(NamedTuple):
    """A line of a legend: what is called so, how many pixels its swatch is wide, and what puts the swatch."""

    name: str
    width: float
    put: Callable[[Point], None]


def figure(of: float) -> str:
    """Return a number as SVG writes it, short."""
    return f"{of:.3f}".rstrip("0").rstrip(".")


def written(said: str) -> str:
    """Return a text as it may stand inside an element."""
    return escape(said, quote=False)
