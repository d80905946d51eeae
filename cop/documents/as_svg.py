"""Writes one drawing as a picture that stands by itself, such as a tree or a plan for a slide."""

from cop.documents.blocks import Chart
from cop.documents.charts.picture import most_width, svg
from cop.documents.plain import each_text, legible
from cop.documents.tones import letters
from cop.documents.words import Words


def render(block: Chart, words: Words) -> str:
    """Return the picture in one language, as wide as it gains from."""
    shown = each_text(block, legible)
    return svg(shown, words, letters(words), most_width(shown)) + "\n"
