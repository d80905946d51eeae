"""How much room a text takes where every character is as wide as the next."""

import unicodedata
from collections.abc import Iterator


def columns(said: str) -> int:
    """Return how many columns of a terminal a text takes: Arabic marks none, Chinese characters two."""
    if said.isascii():
        return len(said)
    unseen = ("Mn", "Me", "Cf")
    return sum(
        0 if unicodedata.category(each) in unseen else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in said
    )


def wrap(said: str, room: int) -> list[str]:
    """Break a text into lines at its spaces and line ends; a word longer than a line is broken too."""
    lines = []
    for paragraph in said.split("\n"):
        line = ""
        for word in (piece for whole in paragraph.split(" ") for piece in _pieces(whole, max(room, 1))):
            if line and columns(line) + 1 + columns(word) > room:
                lines.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        lines.append(line)
    return lines


def _pieces(word: str, room: int) -> Iterator[str]:
    while columns(word) > room:
        at = next((at for at in range(1, len(word)) if columns(word[: at + 1]) > room), len(word))
        yield word[:at]
        word = word[at:]
    if word:
        yield word
