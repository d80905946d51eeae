"""Writes a document for Word: real headings, lists and tables, charts as pictures, and Arabic from right to left."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from cop.documents.blocks import (
    Bars,
    Block,
    Bullets,
    Cell,
    Chart,
    Document,
    Facts,
    Gantt,
    Heading,
    Paragraph,
    Strips,
    Table,
    Tiles,
    Tone,
    Tree,
)
from cop.documents.charts.colours import LIGHT
from cop.documents.charts.picture import height_of, svgs
from cop.documents.fitting import fit, is_whole, most
from cop.documents.plain import each_text, legible
from cop.documents.tones import Tones
from cop.documents.words import END, ISOLATE, Direction, direction_of
from cop.kernel.errors import CopError

try:
    import docx
    from docx.shared import Pt

    from cop.documents import pictures, word_styles
    from cop.documents.ooxml import (
        Element,
        Line,
        Look,
        Place,
        Text,
        cell,
        field,
        keep_with_next,
        paragraph,
        row,
        table,
        tag,
    )
    from cop.documents.word_styles import ROOM
except ImportError as missing:
    raise CopError(
        "Word files need a part of cop that is not installed", 'type: pip install "cop-programme[docs]"'
    ) from missing

PICTURE, TALLEST = 720, 1000
"""Pixels of a chart as wide as the page, and of the tallest that one page holds."""
POINTS = ROOM / 20 / PICTURE
LETTERS, CELL = 15, 180
"""Twentieths of a point of a pixel of table text, and of a cell's margins."""
LONGEST = 255
"""Characters of a title among the properties of a file, as the standard allows."""
TILES, GAP = 4, 160
"""Tiles beside one another, and the room between them in twentieths of a point."""
_GREY, _SEA = LIGHT["soft"][1:], LIGHT["sea"][1:]
_RULE, _UNKNOWN = "CFCBC0", "E2DFD6"


def render(document: Document) -> bytes:
    """Return the whole file; the same document gives the same bytes."""
    shown = each_text(document, legible)
    file = docx.Document()
    word_styles.apply(file, shown)
    writer = _Writer(file, shown)
    end = file.element.body[-1]
    for element in writer.everything():
        end.addprevious(element)
    file.sections[0].footer._element[:] = [writer.footer()]
    _describe(file.core_properties, shown)
    data = io.BytesIO()
    file.save(data)
    return _normalised(data.getvalue(), datetime.fromisoformat(shown.made_at))


def _describe(about: Any, document: Document) -> None:
    about.title = " · ".join(filter(None, (document.title, document.subtitle)))[:LONGEST]
    about.language = document.language
    about.author = about.comments = about.keywords = about.last_modified_by = ""
    about.created = about.modified = datetime.fromisoformat(document.made_at).replace(tzinfo=None)


def _normalised(data: bytes, moment: datetime) -> bytes:
    """Return a zip file with its parts in one order and all of one date."""
    date = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda name: (not name.startswith("["), name)):
            part = zipfile.ZipInfo(name, date)
            part.compress_type, part.create_system = zipfile.ZIP_DEFLATED, 0
            new.writestr(part, old.read(name))
    return target.getvalue()


class _Writer:
    """Turns blocks into elements, in the document's direction and with the letters of its tones."""

    def __init__(self, file: Any, document: Document) -> None:
        self.file = file
        self.document = document
        self.direction = document.direction
        self.tones = Tones(document)

    def everything(self) -> Iterator[Element]:
        """Yield the body of the file: cover, blocks, and the key to its letters."""
        yield self.line("Title", self.apart(self.document.title))
        if self.document.subtitle:
            yield self.line("Subtitle", self.apart(self.document.subtitle))
        yield from self.facts(self.document.facts)
        for block in self.document.blocks:
            yield from self.block(block)
        if self.tones.words:
            inside = [text for tone, _, word in self.tones.key() for text in (*self.badge(tone), Text(f" {word}   "))]
            yield paragraph(Place("Key", self.direction), *inside)

    def footer(self) -> Element:
        """Return what stands below every page, and its number."""
        number = (tag("r", tag("tab")), field("PAGE"))
        return paragraph(Place("Footer", self.direction), Text(self.document.footer), *number)

    def block(self, block: Block) -> Iterator[Element]:
        match block:
            case Heading():
                yield self.line(f"Heading{block.level}", self.apart(block.text))
            case Paragraph():
                yield from self.paragraphs(block)
            case Facts():
                yield from self.facts(block.pairs)
            case Tiles():
                yield from self.tiles(block)
            case Bullets():
                yield from (self.line("ListBullet", self.apart(item)) for item in block.items)
            case Table():
                yield from self.table(block)
            case Bars() | Strips() | Gantt() | Tree():
                yield from self.chart(block)

    def line(self, style: str, said: str) -> Element:
        return paragraph(Place(style, self.direction), Text(said))

    def apart(self, said: str) -> str:
        """Return a text that runs the other way as one that does not disturb its surroundings."""
        return said if direction_of(said, self.direction) == self.direction else f"{ISOLATE}{said}{END}"

    def paragraphs(self, block: Paragraph) -> Iterator[Element]:
        if block.role != "narrative":
            yield self.line({"plain": "Normal", "quiet": "Quiet", "empty": "Empty"}[block.role], block.text)
            return
        for said in block.text.split("\n"):
            yield paragraph(Place("Narrative", direction_of(said, self.direction)), Text(said))
        yield self.line("Gap", "")

    def facts(self, pairs: Sequence[tuple[str, str]]) -> Iterator[Element]:
        if not pairs:
            return
        widths = (ROOM * 3 // 10, ROOM - ROOM * 3 // 10)
        rows = [
            row(
                [cell(widths[0], [self.held(Text(name, Look(colour=_GREY)))]), cell(widths[1], [self.held(Text(said))])]
            )
            for name, said in pairs
        ]
        yield table(widths, self.direction, rows)
        yield self.line("Gap", "")

    def held(self, *texts: Text, align: str = "start") -> Element:
        """Return a paragraph in a cell: it runs as its own text does, and stands at the table's edge."""
        own = direction_of(" ".join(text.said for text in texts), self.direction)
        edges = {"start": "end", "end": "start"} if own != self.direction else {}
        return paragraph(Place("TableText", own, edges.get(align, align)), *texts)  # type: ignore[arg-type]

    def tiles(self, block: Tiles) -> Iterator[Element]:
        width = (ROOM - GAP * (TILES - 1)) // TILES
        for at in range(0, len(block.tiles), TILES):
            cells: list[Element] = []
            for tile in block.tiles[at : at + TILES]:
                if cells:
                    cells.append(cell(GAP, [self.line("TableText", "")]))
                value = Text(tile.value, Look(bold=True, size=36 if len(tile.value) < 9 else 26))
                lines = [self.held(value, *self.badge(tile.tone, before=" ")), self.held(Text(tile.label))]
                if tile.remark:
                    lines.append(self.held(Text(tile.remark, Look(size=17, colour=_GREY))))
                colour = LIGHT[tile.tone if tile.tone not in ("", "unknown") else "soft"][1:]
                cells.append(cell(width, lines, Line("top", 18, colour if tile.tone else _SEA)))
            while self.direction == "rtl" and len(cells) < TILES * 2 - 1:  # see _widths()
                cells.append(cell(GAP if len(cells) % 2 else width, [self.line("TableText", "")]))
            widths = [GAP if place % 2 else width for place in range(len(cells))]
            yield table(widths, self.direction, [row(cells)])
            yield self.line("Gap", "")

    def badge(self, tone: Tone, before: str = "", after: str = "") -> list[Text]:
        if not tone:
            return []
        look = Look(True, 16, LIGHT[f"on-{tone}"][1:], _UNKNOWN if tone == "unknown" else LIGHT[tone][1:])
        badge = Text(f"\u2009{self.tones.letters[tone]}\u2009", look)
        return [text for text in (Text(before), badge, Text(after)) if text.said]

    def table(self, block: Table) -> Iterator[Element]:
        if not block.columns:
            return
        if block.caption:
            yield self.line("Caption", self.apart(block.caption))
        widths = _widths(block, self.direction)
        grey = Look(bold=True, size=17, colour=_GREY)
        heads = [self.held(Text(column.title, grey), align=column.align) for column in block.columns]
        head = row(
            [cell(width, [said], Line("bottom", 8, _GREY)) for width, said in zip(widths, heads, strict=True)], True
        )
        rows = [self.row(block, widths, cells, Line("bottom", 4, _RULE)) for cells in block.rows]
        if block.total:
            rows.append(self.row(block, widths, block.total, Line("top", 12, _GREY), bold=True))
        kept = [head, *rows[:-1]] if is_whole(block) else [head]
        for each in kept:
            keep_with_next(each)
        yield table(widths, self.direction, [head, *rows], block.caption)
        yield self.line("Gap", "")

    def row(
        self, block: Table, widths: Sequence[int], cells: Sequence[Cell], line: Line, bold: bool = False
    ) -> Element:
        filled = [*cells, *[Cell("")] * len(widths)][: len(widths)]
        return row(
            cell(width, [self.held(*self.said(each, column.align == "end", bold), align=column.align)], line)
            for width, each, column in zip(widths, filled, block.columns, strict=True)
        )

    def said(self, of: Cell, number: bool, bold: bool) -> list[Text]:
        text = Text(of.text, Look(bold=bold))
        mark = [Text(f" ({of.mark})", Look(size=16, colour=_SEA))] if of.mark else []
        if number:
            return [*self.badge(of.tone, after="\u00a0"), text, *mark]
        return [text, *self.badge(of.tone, before="\u00a0"), *mark]

    def chart(self, block: Chart) -> Iterator[Element]:
        if block.title:
            yield self.line("Caption", self.apart(block.title))
        for drawn in svgs(block, self.tones.language, self.tones.letters, PICTURE):
            yield self.picture(block, drawn)

    def picture(self, block: Chart, drawn: str) -> Element:
        height = height_of(drawn)
        shrunk = min(1, TALLEST / height)
        stream = io.BytesIO(pictures.png(drawn))
        inline = self.file.part.new_pic_inline(stream, Pt(PICTURE * POINTS * shrunk), Pt(height * POINTS * shrunk))
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", f"{block.title}: {block.alt}")
        inline.docPr.set("title", block.title)
        return paragraph(Place("Normal", self.direction), tag("r", tag("drawing", inline)))


def _widths(block: Table, direction: Direction) -> list[int]:
    """Return how wide columns are: as they share the table, but no narrower than they need to be if that can be.

    From right to left a table is as wide as the page: not every program would let a narrow one stand at the right.
    """
    room = min(most(block) * LETTERS or ROOM, ROOM) if direction == "ltr" else ROOM
    whole = sum(column.share for column in block.columns)
    least = [min(each.least * LETTERS + CELL, ROOM / 3) for each in fit(block, room / LETTERS)]
    widths = [max(room * column.share / whole, need) for column, need in zip(block.columns, least, strict=True)]
    spare = [width - need for width, need in zip(widths, least, strict=True)]
    excess = sum(widths) - room
    if excess <= sum(spare):
        widths = [width - excess * slack / (sum(spare) or 1) for width, slack in zip(widths, spare, strict=True)]
    edges = [round(sum(widths[:at]) * room / sum(widths)) for at in range(len(widths) + 1)]
    return [after - before for before, after in pairwise(edges)]
