"""Writes a document as Markdown: tables as GitHub shows them, and readable where it is pasted as plain text."""

import re
from collections.abc import Iterator, Sequence

from cop.documents.blocks import (
    Align,
    Bars,
    Block,
    Bullets,
    Cell,
    Document,
    Facts,
    Gantt,
    GanttRow,
    Heading,
    Paragraph,
    Strips,
    Table,
    Tiles,
    Tree,
)
from cop.documents.branching import twigs
from cop.documents.drawing import gantt
from cop.documents.drawing.bars import drawn, signs
from cop.documents.drawing.tree import said as said_of
from cop.documents.plain import each_text, legible
from cop.documents.tones import Tones
from cop.kernel.text import columns

BAR, SCALE = 20, 48
INDENT = " "
"""A wide space: others are dropped where a cell begins."""
PADDED = 40
"""Columns up to this wide are filled with spaces, so that they stand below one another in plain text too."""

_SIGNS = re.compile(r"[\\`*\[\]<>#|~$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)")
_LINE_START = re.compile(r"^(?:[-+](?=\s|$|-)|=(?==*$))", re.MULTILINE)
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)", re.MULTILINE)


def render(document: Document) -> bytes:
    """Return the whole document; texts that look like markup show as they were typed."""
    shown = each_text(document, lambda said: escaped(legible(said)))
    writer = _Writer(Tones(document))
    parts = [*writer.cover(shown), *(writer.block(block) for block in shown.blocks), *writer.end(shown)]
    page = "\n\n".join(part for part in parts if part)
    if document.direction == "rtl":
        page = f'<div dir="rtl">\n\n{page}\n\n</div>'
    return f"{page}\n".encode()


def escaped(said: str) -> str:
    """Return a text so that nothing inside a line of it is markup, with as few signs added as that takes."""
    return _SIGNS.sub(r"\\\g<0>", "\n".join(line.strip() for line in said.split("\n")))


def begun(said: str) -> str:
    """Return an escaped text of which no line begins a list, a rule or a heading."""
    return _NUMBERED.sub(r"\1\\\2", _LINE_START.sub(r"\\\g<0>", said))


class _Writer:
    """The letters of a document's tones."""

    def __init__(self, tones: Tones) -> None:
        self.tones = tones

    def cover(self, document: Document) -> Iterator[str]:
        yield f"# {_line(document.title)}"
        yield f"**{_line(document.subtitle)}**" if document.subtitle else ""
        yield self._facts(document.facts)

    def end(self, document: Document) -> Iterator[str]:
        key = " · ".join(f"[{letter}] {escaped(word)}" for _, letter, word in self.tones.key())
        if key or document.footer:
            yield "---"
            yield key
            yield _broken(document.footer)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'#' * (block.level + 1)} {_line(block.text)}"
            case Paragraph():
                return self._paragraph(block)
            case Facts():
                return self._facts(block.pairs)
            case Tiles():
                return self._tiles(block)
            case Bullets():
                return "\n".join(f"- {begun(_line(item))}" for item in block.items)
            case Table():
                return self._table(block)
            case Bars():
                return self._bars(block)
            case Strips():
                return self._strips(block)
            case Gantt():
                return self._gantt(block)
            case Tree():
                return self._tree(block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        if paragraph.role == "narrative":
            return "\n".join(f"> {line}" if line else ">" for line in _broken(paragraph.text).split("\n"))
        return _broken(paragraph.text)

    def _facts(self, pairs: Sequence[tuple[str, str]]) -> str:
        return "\n".join(f"- **{_line(name)}:** {_line(said)}" for name, said in pairs)

    def _tiles(self, tiles: Tiles) -> str:
        lines = []
        for tile in tiles.tiles:
            remark = f" ({_line(tile.remark)})" if tile.remark else ""
            lines.append(f"- {self.tones.tagged(f'**{_line(tile.value)}**', tile.tone)} {_line(tile.label)}{remark}")
        return "\n".join(lines)

    def _table(self, table: Table) -> str:
        rows = [[self._cell(cell) for cell in row] for row in table.rows]
        rows += [[said and f"**{said}**" for said in map(self._cell, table.total)]] if table.total else []
        heads = [_cell(column.title) for column in table.columns]
        return _titled(table.caption, _grid(heads, rows, [column.align for column in table.columns]))

    def _cell(self, cell: Cell) -> str:
        said = self.tones.tagged(_cell(cell.text), cell.tone)
        return f"{said} *{_cell(cell.mark)}*".strip() if cell.mark else said

    def _bars(self, bars: Bars) -> str:
        legend = " ".join(f"{sign} {name}" for name, sign in signs(bars).items())
        rows = [
            [_cell(bar.label), blocks, _cell(bar.said)] for bar, blocks in zip(bars.bars, drawn(bars, BAR), strict=True)
        ]
        return _titled(bars.title, _grid(["", _cell(legend), ""], rows, ["start", "start", "end"]))

    def _strips(self, strips: Strips) -> str:
        rows = [
            [_cell(row.label), *(self.tones.tagged(_cell(said), tone) for tone, said in row.cells)]
            for row in strips.rows
        ]
        aligns: list[Align] = ["centre" if at else "start" for at in range(len(strips.columns) + 1)]
        return _titled(strips.title, _grid(["", *map(_cell, strips.columns)], rows, aligns))

    def _gantt(self, plan: Gantt) -> str:
        words = self.tones.language
        legend = " · ".join(gantt.signs(plan, words))
        rows = [
            [INDENT * row.level + _cell(row.label), _code(gantt.drawn(row, plan, SCALE)), self._remark(row)]
            for row in plan.rows
        ]
        heads = ["", _code(gantt.scale(plan, words, SCALE)), ""]
        return _titled(plan.title, f"{_line(escaped(legend))}\n\n{_grid(heads, rows, ['start'] * 3)}")

    def _remark(self, row: GanttRow) -> str:
        return self.tones.tagged(_cell(row.said), row.tone)

    def _tree(self, tree: Tree) -> str:
        """Return a list within a list: it is read in every program, and as plain text."""
        lines = (f"{'  ' * twig.depth}- {begun(_line(said_of(twig.branch, self.tones)))}" for twig in twigs(tree.roots))
        return _titled(tree.title, "\n".join(lines))


def _titled(title: str, grid: str) -> str:
    return f"**{_line(title)}**\n\n{grid}" if title else grid


def _grid(heads: Sequence[str], rows: Sequence[Sequence[str]], aligns: Sequence[Align]) -> str:
    down = [[head, *(row[at] if at < len(row) else "" for row in rows)] for at, head in enumerate(heads)]
    sizes = [min(max(3, *map(columns, column)), PADDED) for column in down]
    rule = [_rule(align, size) for align, size in zip(aligns, sizes, strict=True)]
    lines = [_padded(heads, sizes), rule, *(_padded(row, sizes) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _rule(align: Align, size: int) -> str:
    return {"start": "-" * size, "end": "-" * (size - 1) + ":", "centre": f":{'-' * (size - 2)}:"}[align]


def _padded(row: Sequence[str], sizes: Sequence[int]) -> list[str]:
    return [said + " " * (size - columns(said)) for said, size in zip(row, sizes, strict=False)]


def _line(said: str) -> str:
    """Return a text on one line."""
    return " ".join(said.split("\n"))


def _cell(said: str) -> str:
    return "<br>".join(said.split("\n"))


def _code(lines: Sequence[str]) -> str:
    """Return rows of characters as wide as one another, with dots for spaces, which would be dropped."""
    return "<br>".join(f"`{line.ljust(SCALE).replace(' ', '·')}`" for line in lines)


def _broken(said: str) -> str:
    """Return a text whose line ends stay."""
    return "  \n".join(begun(said).split("\n"))
