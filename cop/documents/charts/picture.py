"""Charts as SVG: one string that fits a phone and paper, or a picture of a fixed width."""

from collections.abc import Mapping
from html import escape

from cop.documents.blocks import Bars, Chart, Gantt, Strips, Tone
from cop.documents.charts import bars, gantt, strips, tree
from cop.documents.charts.canvas import PHONE, Canvas, figure
from cop.documents.charts.colours import HATCHES, LIGHT, style
from cop.documents.words import Words


def svg(block: Chart, words: Words, letters: Mapping[Tone, str] | None = None, width: int = 0) -> str:
    """Return a chart: for a page as wide as there is room, or a picture so many pixels wide that stands by itself."""
    canvas = Canvas(words.direction, width or least_width(block))
    height = _draw(canvas, block, words, letters or {})
    size = f'width="{width or "100%"}" height="{figure(max(height, 1))}"'
    alone = f"<style>{style(LIGHT)}</style><defs>{HATCHES}</defs>" if width else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} direction="ltr" role="img" '
        f'aria-label="{escape(f"{block.title}: {block.alt}")}">'
        f"<title>{escape(block.title)}</title><desc>{escape(block.alt)}</desc>{alone}{''.join(canvas.shapes)}</svg>"
    )


def _draw(canvas: Canvas, block: Chart, words: Words, letters: Mapping[Tone, str]) -> float:
    """Draw a chart and return how high it is."""
    match block:
        case Bars():
            return bars.draw(canvas, block)
        case Strips():
            return strips.draw(canvas, block, letters)
        case Gantt():
            return gantt.draw(canvas, block, words, letters)
        case _:
            return tree.draw(canvas, block, letters)


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
        case _:
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
        case _:
            return max(640, least_width(block))
