"""Writes the one picture of a document as a file of its own, such as a tree or a plan for a slide."""

from cop.documents.blocks import Chart, Document
from cop.documents.charts.picture import most_width, svg
from cop.documents.plain import each_text, legible
from cop.documents.tones import Tones
from cop.kernel.errors import BadInput


def render(document: Document) -> str:
    """Return the picture, as wide as it gains from.

    Raises:
        BadInput: The document holds no picture, or several.
    """
    shown = each_text(document, legible)
    charts = [block for block in shown.blocks if isinstance(block, Chart)]
    if len(charts) != 1:
        raise BadInput(
            f"a picture is of one drawing, and this document has {len(charts)}", "-o FILE.html writes all of it"
        )
    tones = Tones(shown)
    return svg(charts[0], tones.language, tones.letters, most_width(charts[0]))
