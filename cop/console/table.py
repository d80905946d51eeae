"""Lays text out in columns a terminal can show: measured by what the eye sees, never wider than the screen."""

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from cop.kernel.text import columns

GAP = "  "
INDENT = "    "
SHORT = 18  # a day, a status, a code: cutting one saves little and leaves nothing to read
LEAST = 12  # longer text may shrink to this; then the row goes on below
RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
CELL_END = "\u200f\u200e"  # keeps a terminal that orders text itself from mixing an Arabic cell with its neighbour


Entry = tuple[str, Sequence[str]]  # the label of a value, and its texts


class Layout(NamedTuple):
    """How the columns behave, by their position: never shortened, numbers, printed faintly; and who orders Arabic."""

    keep: Collection[int] = ()
    right: Collection[int] = ()
    faint: Collection[int] = ()
    bidi: bool = False  # for a terminal, which may order right-to-left text itself


def render(
    rows: Sequence[Sequence[str]],
    header: Sequence[str] | None,
    layout: Layout,
    width: int,
    dim: Callable[[str], str],
) -> Iterator[str]:
    """Yield the lines of a table, without trailing spaces.

    Columns longer than the screen allows are shortened, the longest first; where that is not enough, a row goes on
    in an indented line below, so that no column is dropped. Width 0 means as wide as the text.
    """
    shown = [header, *rows] if header else rows
    sizes = [[columns(cell) for cell in row] for row in shown]
    bands = arrange([max(column) for column in zip(*sizes, strict=True)], layout.keep, width)
    for number, (row, measured) in enumerate(zip(shown, sizes, strict=True)):
        for depth, band in enumerate(bands):
            line = _line(row, measured, band, layout, None if header and not number else dim)
            line = f"{INDENT}{line}".rstrip() if depth else line
            yield dim(line) if header and not number else line


def arrange(natural: Sequence[int], keep: Collection[int], width: int) -> list[list[tuple[int, int]]]:
    """Return the lines a row takes, each a list of columns with the room they get."""
    below = max(width - len(INDENT), 1) if width else SHORT
    floors = [size if at in keep else min(size if size <= SHORT else LEAST, below) for at, size in enumerate(natural)]
    bands: list[list[int]] = [[]]
    used = 0
    for at, floor in enumerate(floors):
        if width and bands[-1] and used + len(GAP) + floor > width:
            bands.append([])
        used = used + len(GAP) + floor if bands[-1] else floor + (len(INDENT) if len(bands) > 1 else 0)
        bands[-1].append(at)
    return [_share(band, natural, floors, width - (len(INDENT) if depth else 0)) for depth, band in enumerate(bands)]


def _share(band: list[int], natural: Sequence[int], floors: Sequence[int], width: int) -> list[tuple[int, int]]:
    """Take from the longest column first until the line fits, or nothing may shrink any more."""
    room = width - len(GAP) * (len(band) - 1)
    if width <= 0 or sum(natural[at] for at in band) <= room:
        return [(at, natural[at]) for at in band]
    sizes = {at: max(floors[at], min(natural[at], room)) for at in band}
    while sum(sizes.values()) > room:
        longest = max(band, key=lambda at: sizes[at] - floors[at] and sizes[at])
        if sizes[longest] <= floors[longest]:
            break
        sizes[longest] -= 1
    return list(sizes.items())


def _line(
    row: Sequence[str],
    measured: Sequence[int],
    band: list[tuple[int, int]],
    layout: Layout,
    dim: Callable[[str], str] | None,
) -> str:
    cells = []
    last = band[-1][0]
    for at, room in band:
        text, size = row[at], measured[at]
        if size > room:
            text = cut(text, room)
            size = columns(text)
        if layout.bidi and at != last and not text.isascii() and re.search(RIGHT_TO_LEFT, text):
            text += CELL_END
        padding = " " * (room - size) if at != last or at in layout.right else ""
        if dim and at in layout.faint:
            text = dim(text)
        cells.append(padding + text if at in layout.right else text + padding)
    return GAP.join(cells).rstrip()


def record(entries: Sequence[Entry], width: int, dim: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines of one record: each label once, its texts beside it, wrapped where the screen ends."""
    margin = max((columns(label) for label, _ in entries), default=0)
    margin = margin and margin + len(GAP)
    room = max(width - margin, SHORT) if width else 0
    for label, texts in entries:
        for line in (line for text in texts for line in wrap(text, room)):
            yield (dim(label) + " " * (margin - columns(label)) + line).rstrip()
            label = ""


def cut(text: str, room: int) -> str:
    """Return the beginning of a text and an ellipsis, at most so many columns wide; marks stay with their letter."""
    left = room - 1
    for at, character in enumerate(text):
        left -= columns(character)
        if left < 0:
            return text[:at].rstrip() + "…"
    return text


def wrap(text: str, room: int) -> list[str]:
    """Break a text into lines at its spaces and line ends; a longer word stays whole; room 0 is no limit."""
    if not room:
        return text.split("\n")
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            if line and columns(line) + 1 + columns(word) > room:
                lines.append(line.rstrip())
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines
