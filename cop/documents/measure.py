"""How wide a text is, and where its lines break."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache

from cop.kernel.text import columns

LETTER, SMALL = 13, 11
"""Pixels of the letters of charts."""
CELL_END = "\u200f\u200e"
"""Behind an Arabic cell: a strong letter of either direction that nobody sees."""


BREAKS = re.compile(" (?![%٪])")
"""Where a line may end; a sign of per cent stays beside its number."""


def wrap(said: str, room: float, size: Callable[[str], float] = columns) -> list[str]:
    """Break a text into lines at its spaces and line ends; a word longer than a line is broken too."""
    lines = []
    for paragraph in said.split("\n"):
        line = ""
        for word in (piece for whole in BREAKS.split(paragraph) for piece in _pieces(whole, room, size)):
            if line and size(f"{line} {word}") > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


def _pieces(word: str, room: float, size: Callable[[str], float]) -> Iterator[str]:
    while len(word) > 1 and size(word) > room:
        at = next(at for at in range(1, len(word)) if size(word[: at + 1]) > room)
        yield word[:at]
        word = word[at:]
    if word:
        yield word


def wide(said: str, size: int = LETTER) -> float:
    """Return about how many pixels a text takes, rather too many than too few: no font is asked."""
    return size * sum(map(_em, said))


@cache
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


def closed(said: str) -> str:
    """Return a cell of a plain text so that what orders text by itself does not mix it with its neighbour."""
    return said + CELL_END if any("\u0590" <= each <= "\u08ff" for each in said) else said
