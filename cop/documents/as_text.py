"""Writes a document as calm text for a terminal or a file: columns that fit, bars of blocks, letters for tones."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

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
from cop.documents.drawing import gantt, tree
from cop.documents.drawing.bars import drawn, signs
from cop.documents.measure import closed, wrap
from cop.documents.plain import each_text
from cop.documents.tones import Tones
from cop.kernel import text
from cop.kernel.text import columns

GAP = "  "
MARGIN = "  "
LEAST = 40
"""Columns below which no page is laid out; a narrower screen breaks the lines itself."""
NARROWEST = 10
"""Columns to which one of longer texts may shrink before a table's rows become lists."""


def render(document: Document, width: int = 80) -> str:
    """Return the whole document, its lines at most so many columns wide, without spaces at their ends."""
    shown = each_text(document, text.display)
    page = _Page(max(width, LEAST), Tones(shown))
    blocks = ["\n".join(page.block(block)) for block in shown.blocks]
    parts = ["\n".join(page.cover(shown)), *blocks, "\n".join(page.end(shown))]
    lines = "\n\n".join(part for part in parts if part).split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Page:
    """How wide the page is, and the letters of its tones."""

    def __init__(self, width: int, tones: Tones) -> None:
        self.width = width
        self.tones = tones

    def cover(self, document: Document) -> Iterator[str]:
        yield from wrap(document.title, self.width)
        yield from wrap(document.subtitle, self.width) if document.subtitle else ()
        yield "═" * self.width
        yield from self._facts(document.facts)

    def end(self, document: Document) -> Iterator[str]:
        key = " · ".join(f"[{letter}] {word}" for _, letter, word in self.tones.key())
        last = [line for said in (key, document.footer) if said for line in wrap(said, self.width)]
        if last:
            yield "─" * self.width
            yield from last

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                return self._heading(block)
            case Paragraph():
                return self._paragraph(block)
            case Facts():
                return self._facts(block.pairs)
            case Tiles():
                return self._tiles(block)
            case Bullets():
                return self._bullets(block)
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

    def _heading(self, heading: Heading) -> Iterator[str]:
        lines = wrap(heading.text, self.width)
        if heading.level == 1:
            yield ""
            yield from lines
            yield "─" * max(map(columns, lines))
        else:
            yield from lines

    def _paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        margin = MARGIN if paragraph.role == "narrative" else ""
        yield from (margin + line for line in wrap(paragraph.text, self.width - len(margin)))

    def _bullets(self, bullets: Bullets) -> Iterator[str]:
        for item in bullets.items:
            yield from _hanging("• ", wrap(item, self.width - 2))

    def _facts(self, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
        margin = min(max((columns(name) for name, _ in pairs), default=0), self.width // 3)
        for name, said in pairs:
            lines = wrap(said, self.width - margin - len(GAP))
            yield from _beside(wrap(name, margin), lines, margin)

    def _tiles(self, tiles: Tiles) -> Iterator[str]:
        rows = [(self.tones.tagged(tile.value, tile.tone), tile.label, tile.remark) for tile in tiles.tiles]
        return self._grid(rows, ("end", "start", "start"))

    def _table(self, table: Table) -> Iterator[str]:
        if table.caption:
            yield from wrap(table.caption, self.width)
        rows = [[self._cell(cell) for cell in row] for row in (*table.rows, *([table.total] if table.total else ()))]
        aligns = [column.align for column in table.columns]
        yield from self._grid(rows, aligns, [column.title for column in table.columns], total=bool(table.total))

    def _cell(self, cell: Cell) -> str:
        said = self.tones.tagged(cell.text, cell.tone)
        return f"{said} ({cell.mark})".strip() if cell.mark else said

    def _bars(self, bars: Bars) -> Iterator[str]:
        yield from wrap(bars.title, self.width)
        yield from wrap(" · ".join(f"{sign} {name}" for name, sign in signs(bars).items()), self.width)
        said = max((columns(bar.said) for bar in bars.bars), default=0)
        label = min(max((columns(bar.label) for bar in bars.bars), default=0), self.width // 3)
        room = max(min(self.width - label - said - 2 * len(GAP), 40), 10)
        for bar, blocks in zip(bars.bars, drawn(bars, room), strict=True):
            yield from _beside(wrap(bar.label, label), [f"{blocks:{room}}{GAP}{bar.said}"], label)

    def _strips(self, strips: Strips) -> Iterator[str]:
        yield from wrap(strips.title, self.width)
        rows = [(row.label, *(self.tones.tagged(said, tone) for tone, said in row.cells)) for row in strips.rows]
        aligns: list[Align] = ["centre" if at else "start" for at in range(len(strips.columns) + 1)]
        yield from self._grid(rows, aligns, ["", *strips.columns])

    def _gantt(self, plan: Gantt) -> Iterator[str]:
        yield from wrap(plan.title, self.width)
        yield from wrap(" · ".join(gantt.signs(plan, self.tones.language)), self.width)
        rows = [
            (GAP * row.level, wrap(row.label, max(self.width // 3 - len(GAP) * row.level, 8)), self._remark(row))
            for row in plan.rows
        ]
        label = max((len(inset) + columns(line) for inset, lines, _ in rows for line in lines), default=0)
        said = max((columns(line) for *_, lines in rows for line in lines), default=0)
        room = max(self.width - label - said - 2 * len(GAP), 10)
        yield from _beside([], gantt.scale(plan, self.tones.language, room), label)
        for row, (inset, labels, remarks) in zip(plan.rows, rows, strict=True):
            drawn = zip_longest(gantt.drawn(row, plan, room), remarks, fillvalue="")
            lines = [f"{bars:{room}}{GAP}{remark}" for bars, remark in drawn]
            yield from _beside([inset + line for line in labels], lines, label)

    def _remark(self, row: GanttRow) -> list[str]:
        return wrap(self.tones.tagged(row.said, row.tone), max(self.width // 6, 9))

    def _tree(self, block: Tree) -> Iterator[str]:
        yield from wrap(block.title, self.width)
        yield from tree.drawn(block, self.tones, self.width)

    def _grid(
        self, rows: Sequence[Sequence[str]], aligns: Sequence[Align], heads: Sequence[str] = (), total: bool = False
    ) -> Iterator[str]:
        sizes = _fitted(rows, heads or [""] * len(aligns), self.width)
        if sizes is None:
            yield from self._as_lists(rows, heads)
            return
        rule = GAP.join("─" * size for size in sizes)
        if heads:
            yield from _row(heads, sizes, aligns)
            yield rule
        for at, row in enumerate(rows):
            if total and at == len(rows) - 1:
                yield rule
            yield from _row(row, sizes, aligns)

    def _as_lists(self, rows: Sequence[Sequence[str]], heads: Sequence[str]) -> Iterator[str]:
        """Yield each row as a list of what its columns say, for tables that no page of this width holds."""
        for at, row in enumerate(rows):
            if at:
                yield ""
            said = list(zip(heads or [""] * len(row), row, strict=False))
            if said and not said[0][0]:
                yield from wrap(said.pop(0)[1], self.width)
            yield from self._facts([(head, each) for head, each in said if each])


def _fitted(rows: Sequence[Sequence[str]], heads: Sequence[str], width: int) -> list[int] | None:
    """Return how wide each column is, the widest made narrower until all fit; None where that cannot be.

    Heads are broken before what stands below them.
    """
    down = [[row[at] if at < len(row) else "" for row in rows] for at in range(len(heads))]
    tops = [max(map(columns, head.split()), default=0) for head in heads]
    whole = [max((columns(line) for said in column for line in said.split("\n")), default=0) for column in down]
    words = [max((columns(word) for said in column for word in said.split()), default=0) for column in down]
    sizes = [max(pair) for pair in zip(whole, tops, strict=True)]
    floors = [
        min(size, max(NARROWEST, min(max(word, top), width // 4)))
        for size, word, top in zip(sizes, words, tops, strict=True)
    ]
    room = width - len(GAP) * (len(sizes) - 1)
    if sum(floors) > room:
        return None
    while sum(sizes) > room:
        widest = max((at for at, size in enumerate(sizes) if size > floors[at]), key=sizes.__getitem__)
        sizes[widest] -= 1
    for at, head in enumerate(heads):
        if 0 < columns(head) - sizes[at] <= room - sum(sizes):
            sizes[at] = columns(head)
    return sizes


def _row(row: Sequence[str], sizes: Sequence[int], aligns: Sequence[Align]) -> Iterator[str]:
    """Yield the lines of a row, each cell wrapped within its column."""
    cells = [wrap(said, size) for said, size in zip(row, sizes, strict=False)]
    for line in zip_longest(*cells, fillvalue=""):
        placed = (_placed(said, size, align) for said, size, align in zip(line, sizes, aligns, strict=False))
        yield GAP.join(placed).rstrip()


def _placed(said: str, size: int, align: Align) -> str:
    left = size - columns(said)
    said = closed(said)
    before = {"start": 0, "end": left, "centre": left // 2}[align]
    return " " * before + said + " " * (left - before)


def _beside(labels: Sequence[str], lines: Sequence[str], margin: int) -> Iterator[str]:
    for label, line in zip_longest(labels, lines, fillvalue=""):
        yield f"{_placed(label, margin, 'start')}{GAP}{line}".rstrip()


def _hanging(sign: str, lines: Sequence[str]) -> Iterator[str]:
    for at, line in enumerate(lines):
        yield (" " * len(sign) if at else sign) + line
