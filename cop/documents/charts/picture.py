"""Charts as SVG: one string that fits a phone and paper, or a picture of a fixed width."""

from collections.abc import Mapping
from html import escape

from cop.documents.blocks import Bars, Chart, Gantt, Strips, Tone, Tree
from cop.documents.charts import bars, gantt, strips, tree
from cop.documents.charts.canvas import PHONE, Canvas, figure
from cop.documents.charts.colours import HATCHES, LIGHT, style
from cop.documents.words import Words

GROUND = '<rect width="100%" height="100%" fill="#ffffff"/>'
"""What a picture stands on, so that it is read on a dark page too."""
MANY = 1_000_000
"""More lines than any chart has."""


def svg(block: Chart, words: Words, letters: Mapping[Tone, str] | None = None, width: int = 0) -> str:
    """Return a whole chart: for a page as wide as there is room, or so many pixels wide to stand by itself."""
    return _svg(block, range(MANY), words, letters or {}, width)


def svgs(block: Chart, words: Words, letters: Mapping[Tone, str], width: int = 0) -> list[str]:
    """Return a chart in pieces that paper need not part; most charts are one."""
    match block:
        case Gantt():
            parts = gantt.parted(block)
        case Tree():
            parts = tree.parted(block)
        case _:
            parts = [range(MANY)]
    return [_svg(block, part, words, letters, width) for part in parts]


def narrow(block: Chart, words: Words, letters: Mapping[Tone, str]) -> str:
    """Return a chart as a phone shows it, where that needs a drawing of its own."""
    if not isinstance(block, Tree) or tree.narrowest(block) == least_width(block):
        return ""
    return _svg(block, range(MANY), words, letters, 0, tree.narrowest(block))


def _svg(block: Chart, part: range, words: Words, letters: Mapping[Tone, str], width: int, room: int = 0) -> str:
    canvas = Canvas(words.direction, width or room or least_width(block))
    height = _draw(canvas, block, part, words, letters)
    size = f'width="{width or "100%"}" height="{figure(max(height, 1))}"'
    alone = f"<style>{style(LIGHT)}</style><defs>{HATCHES}</defs>{GROUND}" if width else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} direction="ltr" role="img" '
        f'aria-label="{escape(f"{block.title}: {block.alt}")}">'
        f"<title>{escape(block.title)}</title><desc>{escape(block.alt)}</desc>{alone}{''.join(canvas.shapes)}</svg>"
    )


def _draw(canvas: Canvas, block: Chart, part: range, words: Words, letters: Mapping[Tone, str]) -> float:
    """Draw some lines of a chart and return how high they are."""
    match block:
        case Bars():
            return bars.draw(canvas, block)
        case Strips():
            return strips.draw(canvas, block, letters)
        case Gantt():
            return gantt.draw(canvas, block, part, words, letters)
        case Tree():
            return tree.draw(canvas, block, part, letters)


def height_of(drawn: str) -> float:
    """Return how many pixels high a chart is that svg() drew."""
    return float(drawn.split('height="', 1)[1].split('"', 1)[0])


def least_width(block: Chart) -> int:
    """Return the pixels below which a chart should be scrolled rather than squeezed."""
    match block:
        case Bars():
            return PHONE
        case Strips():
            return strips.least(block)
        case Gantt():
            return gantt.least(block)
        case Tree():
            return tree.least(block)


def most_width(block: Chart) -> int:
    """Return the pixels beyond which a chart gains nothing."""
    match block:
        case Bars():
            return 720
        case Gantt():
            return min(2 * least_width(block), 1100)
        case Strips():
            return min(2 * least_width(block), 960)
        case Tree():
            return max(640, least_width(block))
