"""A tree drawn with lines and corners."""

from collections.abc import Iterator

from cop.documents.blocks import Branch, Tree
from cop.documents.branching import twigs
from cop.documents.measure import wrap
from cop.documents.tones import Tones

STRAIGHT, NOTHING, BRANCH, LAST = "│  ", "   ", "├─ ", "└─ "
LEAST = 20
"""Columns that a label keeps, however deep it lies."""


def drawn(tree: Tree, tones: Tones, width: int) -> Iterator[str]:
    """Yield the lines of a tree; a long label goes on in the next ones, and nothing is cut off."""
    for twig in twigs(tree.roots):
        above = "".join(STRAIGHT if follows else NOTHING for follows in twig.follows[1:-1])
        corner, side = (BRANCH, STRAIGHT) if twig.follows[-1] else (LAST, NOTHING)
        first, further = (above + corner, above + side) if twig.depth else ("", "")
        further += "│ " if twig.branch.branches else "  "
        first, further = first[-(width - LEAST) :], further[-(width - LEAST) :]
        for at, line in enumerate(wrap(said(twig.branch, tones), width - max(len(first), len(further)))):
            yield (further if at else first) + line


def said(branch: Branch, tones: Tones) -> str:
    """Return what a branch is, what is said of it, and the letter of its tone."""
    return tones.tagged(" · ".join(filter(None, (branch.label, branch.said))), branch.tone)
