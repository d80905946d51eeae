"""How well a figure stands, as a letter and a word: nobody has to tell it by its colour alone."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Document, Gantt, Strips, Table, Tiles, Tone, Tree
from cop.documents.branching import twigs
from cop.documents.words import Words, mark

_WORDS: dict[Tone, str] = {
    "good": mark("good"),
    "fair": mark("fair"),
    "poor": mark("poor"),
    "unknown": mark("no data"),
}


class Tones:
    """The tones that a document uses, in its language."""

    def __init__(self, document: Document) -> None:
        self.language = words = Words(document.language)
        used = {tone for block in document.blocks for tone in _tones(block)}
        self.words: dict[Tone, str] = {tone: words.gettext(_WORDS[tone]) for tone in _WORDS if tone in used}
        self.letters = letters(words)

    def key(self) -> list[tuple[Tone, str, str]]:
        """Return each tone used with its letter and its word, the best first."""
        return [(tone, self.letters[tone], word) for tone, word in self.words.items()]

    def tagged(self, said: str, tone: Tone) -> str:
        """Return a text with the letter of its tone behind it, for where there is no colour: 5/6 [G]."""
        return f"{said} [{self.letters[tone]}]".strip() if tone else said


def letters(words: Words) -> dict[Tone, str]:
    """Return the letter of every tone in one language: the first one of its word."""
    said = {tone: words.gettext(word) for tone, word in _WORDS.items()}
    return {tone: "–" if tone == "unknown" else word[0].upper() for tone, word in said.items()}


def _tones(block: Block) -> Iterator[Tone]:
    """Yield the tones that are shown by their letter; those of bars are named in the bars' own legend."""
    match block:
        case Tiles():
            yield from (tile.tone for tile in block.tiles)
        case Table():
            yield from (cell.tone for row in (*block.rows, block.total) for cell in row)
        case Strips():
            yield from (tone for row in block.rows for tone, _ in row.cells)
        case Gantt():
            yield from (row.tone for row in block.rows)
        case Tree():
            yield from (twig.branch.tone for twig in twigs(block.roots))
