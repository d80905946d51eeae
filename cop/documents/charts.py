"""Charts as SVG: widths in hundredths of the page and letters in pixels, so that one string fits a phone and paper.

A chart runs from left to right as SVG does, and is mirrored here for languages that run the other way. Each text finds
its own direction; the browser joins Arabic letters.
"""

import unicodedata
from collections.abc import Mapping
from html import escape
from itertools import accumulate
from typing import Literal, NamedTuple

from cop.documents.blocks import Bar, Bars, Strips, Tone
from cop.documents.measure import wrap

LIGHT = {
    "ink": "#202b31", "soft": "#5a666e", "track": "#eceae4", "hatch": "#0000002b",
    "good": "#1f7a4d", "on-good": "#ffffff", "fair": "#e5ab45", "on-fair": "#2b1c00",
    "poor": "#b8403a", "on-poor": "#ffffff", "unknown": "#f6f4ef", "on-unknown": "#56626a",
    "sea": "#17646e", "on-sea": "#ffffff", "mist": "#7fb0b6", "on-mist": "#0b1a1d",
    "sand": "#c9c0aa", "on-sand": "#1d1a12",
}  # fmt: skip
DARK = {
    "ink": "#e4e8e9", "soft": "#9fadb4", "track": "#26323a", "hatch": "#00000033",
    "good": "#5cc493", "on-good": "#08170f", "fair": "#e8b765", "on-fair": "#241800",
    "poor": "#f0938a", "on-poor": "#240a07", "unknown": "#1d262b", "on-unknown": "#b4c0c6",
    "sea": "#79c6cd", "on-sea": "#06191b", "mist": "#2f676d", "on-mist": "#ffffff",
    "sand": "#9a937d", "on-sand": "#12100a",
}  # fmt: skip
"""Colours of both faces of a page; every text on a colour keeps a contrast of at least 4.5."""

HATCHES = (
    '<pattern id="hatch-fair" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>'
    '<pattern id="hatch-poor" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="hatch" d="M-1 1l2-2M0 6l6-6M5 7l2-2M-1 5l2 2M0 0l6 6M5-1l2 2"/></pattern>'
)
"""What tells tones apart without colours; a page holds it once, a picture by itself."""

PHONE = 320
"""Pixels that a phone has for a chart."""
LETTER, SMALL = 13, 11
BAR, SQUARE, SWATCH = 16, 30, 12
LABEL, CELL = 128, 40
SERIES = ("sea", "mist", "sand")

Direction = Literal["ltr", "rtl"]


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


def svg(block: Bars | Strips, direction: Direction, letters: Mapping[Tone, str] | None = None, width: int = 0) -> str:
    """Return a chart: for a page as wide as there is room, or a picture so many pixels wide that stands by itself."""
    canvas = _Canvas(direction, width or PHONE)
    height = _bars(canvas, block) if isinstance(block, Bars) else _strips(canvas, block, letters or {})
    size = f'width="{width or "100%"}" height="{_figure(max(height, 1))}"'
    alone = f"<style>{style(LIGHT)}</style><defs>{HATCHES}</defs>" if width else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} direction="ltr" role="img" '
        f'aria-label="{escape(f"{block.title}: {block.alt}")}">'
        f"<title>{escape(block.title)}</title><desc>{escape(block.alt)}</desc>{alone}{''.join(canvas.shapes)}</svg>"
    )


def height_of(drawn: str) -> float:
    """Return how many pixels high a chart is that svg() drew."""
    return float(drawn.split('height="', 1)[1].split('"', 1)[0])


def least_width(block: Bars | Strips) -> int:
    """Return the pixels below which a chart should be scrolled rather than squeezed."""
    return PHONE if isinstance(block, Bars) else max(PHONE, LABEL + CELL * len(block.columns))


def most_width(block: Bars | Strips) -> int:
    """Return the pixels beyond which a chart gains nothing."""
    return 720 if isinstance(block, Bars) else min(2 * least_width(block), 960)


def style(colours: Mapping[str, str] | None = None) -> str:
    """Return the rules that colour a chart, by these colours or by the page's own custom properties."""

    def of(name: str) -> str:
        return colours[name] if colours else f"var(--{name})"

    rules = ["text { font-size: 13px; unicode-bidi: plaintext; }", "text.small { font-size: 11px; }"]
    if colours:
        rules.append('text { font-family: "IBM Plex Sans Arabic", "Noto Sans Arabic", sans-serif; }')
    rules += [f".{name} {{ fill: {of(name)}; }}" for name in LIGHT if name != "hatch"]
    rules.append(f".unknown {{ stroke: {of('on-unknown')}; stroke-width: .8; stroke-dasharray: 3 2; }}")
    rules.append(f".hatch {{ stroke: {of('hatch')}; stroke-width: 1.2; fill: none; }}")
    return " ".join(rules)


class _Canvas:
    """Where shapes are put, reckoned from the edge at which the language begins to read."""

    def __init__(self, direction: Direction, room: int) -> None:
        self.rtl = direction == "rtl"
        self.room = room
        self.shapes: list[str] = []

    def text(self, at: Point, said: str, room: float, look: Look = PLAIN) -> int:
        """Put a text on as many lines as it needs and may have; return how many those are.

        What does not fit ends in an ellipsis, and the whole is shown to whoever points at it.
        """
        whole = wrap(said, room, lambda line: wide(line, look.size))
        lines = whole[: look.most]
        if len(whole) > look.most:
            while len(lines[-1]) > 1 and wide(lines[-1] + "…", look.size) > room:
                lines[-1] = lines[-1][:-1].rstrip()
            lines[-1] += "…"
        drawn = "".join(self._line(at, row, line, look) for row, line in enumerate(lines))
        self.shapes.append(f"<g><title>{_written(said)}</title>{drawn}</g>" if len(whole) > look.most else drawn)
        return len(lines)

    def _line(self, at: Point, row: int, said: str, look: Look) -> str:
        share, shift, anchor = at.share, at.shift, look.anchor
        if self.rtl:
            share, shift, anchor = 100 - share, -shift, {"start": "end", "end": "start"}.get(anchor, anchor)
        kind = f"{look.kind} small" if look.size == SMALL else look.kind
        x, y = f'x="{_figure(share)}%"', f'y="{_figure(at.y + row * (look.size + 3))}"'
        # not dx, which takes Arabic letters apart in pictures
        moved = f' transform="translate({_figure(shift)} 0)"' if shift else ""
        ends = f' text-anchor="{anchor}"' if anchor != "start" else ""
        return f'<text class="{kind}" {x}{moved} {y}{ends}>{_written(said)}</text>'

    def box(self, at: Point, width: float, height: float, kind: str) -> None:
        """Put a rectangle that takes a share of the width."""
        left = 100 - at.share - width if self.rtl else at.share
        self._filled(f'x="{_figure(left)}%" y="{_figure(at.y)}" width="{_figure(width)}%" height="{height}"', kind)

    def square(self, at: Point, size: int, kind: str) -> None:
        """Put a square so many pixels from the edge."""
        x = f'x="100%" transform="translate({_figure(-at.shift - size)} 0)"' if self.rtl else f'x="{at.shift}"'
        self._filled(f'{x} y="{_figure(at.y)}" width="{size}" height="{size}"', kind)

    def _filled(self, shape: str, kind: str) -> None:
        self.shapes.append(f'<rect class="{kind}" {shape} rx="2"/>')
        if kind in ("fair", "poor"):
            self.shapes.append(f'<rect fill="url(#hatch-{kind})" {shape} rx="2"/>')


def _bars(canvas: _Canvas, bars: Bars) -> float:
    """Draw each label with what is said of it above its bar, and return how high the chart is."""
    kinds = _kinds(bars)
    longest = max((sum(part.value for part in bar.parts) for bar in bars.bars), default=0)
    y = _legend(canvas, kinds)
    for bar in bars.bars:
        said = min(wide(bar.said), canvas.room / 2)
        canvas.text(Point(100, y + LETTER), bar.said, said + 1, Look(anchor="end"))
        rows = canvas.text(Point(0, y + LETTER), bar.label, canvas.room - said - 12, Look(most=3))
        y += rows * (LETTER + 3) + 4
        canvas.box(Point(0, y), 100, BAR, "track")
        _parts(canvas, bar, kinds, y, longest)
        y += BAR + 12
    return y


def _parts(canvas: _Canvas, bar: Bar, kinds: Mapping[str, str], y: float, longest: int) -> None:
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


def _legend(canvas: _Canvas, kinds: Mapping[str, str]) -> float:
    """Draw what each kind of part is called, and return where the bars begin."""
    x, y = 0.0, 0
    for name, kind in kinds.items():
        room = min(wide(name), canvas.room - SWATCH - 6) + 1
        if x and x + SWATCH + 6 + room > canvas.room:
            x, y = 0.0, y + LETTER + 7
        canvas.square(Point(0, y + 2, x), SWATCH, kind)
        canvas.text(Point(0, y + LETTER, x + SWATCH + 6), name, room, Look("soft"))
        x += SWATCH + 6 + room + 16
    return y + LETTER + 15 if kinds else 0


def _kinds(bars: Bars) -> dict[str, str]:
    """Return the colour of each kind of part: that of its tone, else the next of the series."""
    kinds: dict[str, str] = {}
    for part in (part for bar in bars.bars for part in bar.parts):
        plain = sum(kind in SERIES for kind in kinds.values())
        kinds.setdefault(part.name, part.tone or SERIES[plain % len(SERIES)])
    return kinds


def _strips(canvas: _Canvas, strips: Strips, letters: Mapping[Tone, str]) -> float:
    """Draw a square for each row and column, and return how high the chart is."""
    least = max(least_width(strips), canvas.room)
    first = 100 * LABEL / least
    each = (100 - first) / max(len(strips.columns), 1)
    room = each * least / 100
    top = 0
    for at, head in enumerate(strips.columns):
        look = Look("soft", "middle", SMALL, 3)
        top = max(top, canvas.text(Point(first + (at + 0.5) * each, SMALL), head, room - 3, look))
    y = top * (SMALL + 3) + 6.0
    for row in strips.rows:
        lines = len(wrap(row.label, LABEL - 10, wide)[:3])
        height = max(SQUARE, lines * (LETTER + 3) + 6)
        canvas.text(Point(0, y + (height - lines * (LETTER + 3)) / 2 + LETTER - 1), row.label, LABEL - 10, Look(most=3))
        for at, (tone, said) in enumerate(row.cells[: len(strips.columns)]):
            canvas.box(Point(first + at * each + 0.3, y), each - 0.6, height, tone or "track")
            whole = f"{said} {letters.get(tone, '')}".strip()
            shown = whole if wide(whole, SMALL) <= room - 6 else said or whole
            look = Look(f"on-{tone}" if tone else "soft", "middle", SMALL)
            canvas.text(Point(first + (at + 0.5) * each, y + height / 2 + 4), shown, room - 4, look)
        y += height + 4
    return y


def wide(said: str, size: int = LETTER) -> float:
    """Return about how many pixels a text takes, rather too many than too few: no font is asked."""
    return size * sum(map(_em, said))


def _em(letter: str) -> float:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return 1
    if letter in " .,:;'|!ijl()[]/-·":
        return 0.34
    if "\u0600" <= letter <= "\u08ff":
        return 0.55
    return 0.9 if letter in "mwMW%@" else 0.7 if letter.isupper() else 0.6


def _figure(of: float) -> str:
    return f"{of:.3f}".rstrip("0").rstrip(".")


def _written(said: str) -> str:
    return escape(said, quote=False)
