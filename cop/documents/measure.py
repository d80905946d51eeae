"""Where the lines of a text break."""

from collections.abc import Callable, Iterator

from cop.kernel.text import columns


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
