"""How much room a text takes, and where its lines break."""

import unicodedata
from collections.abc import Callable, Iterator


def columns(said: str) -> int:
    """Return how many columns of a terminal a text takes: Arabic marks none, Chinese characters two."""
    if said.isascii():
        return len(said)
    unseen = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(each) in unseen else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in said
    )


def wrap(said: str, room: float, size: Callable[[str], float] = columns) -> list[str]:
    """Break a text into lines at its spaces and line ends; a word longer than a line is broken too."""
    lines = []
    for paragraph in said.split("\n"):
        line = ""
        for word in (piece for whole in paragraph.split(" ") for piece in _pieces(whole, room, size)):
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
