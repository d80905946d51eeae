"""The elements of a Word document, each with its parts in the order in which the standard wants them.

Word does not find out by itself which way a text runs: paragraphs, runs and tables are told.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cop.documents.blocks import Align
from cop.documents.words import END, ISOLATE, Direction, direction_of

Element = Any
"""An element of lxml, which says nothing of its types."""

_AGAINST = {"ltr": re.compile("R(?:[^L]*R)?"), "rtl": re.compile("0*L(?:[^R]*[L0])?")}
"""Stretches that run against a paragraph's direction, in letters such as _kinds() gives."""
_MARKS = {"ltr": "\u200e", "rtl": "\u200f"}
_ISOLATED = re.compile(f"{ISOLATE}([^{END}]*){END}?")
_OTHER: dict[Direction, Direction] = {"ltr": "rtl", "rtl": "ltr"}


class Look(NamedTuple):
    """How letters look where they differ from their paragraph's style: sizes in half points, colours as RRGGBB."""

    bold: bool = False
    size: int = 0
    colour: str = ""
    fill: str = ""


PLAIN = Look()


class Text(NamedTuple):
    """A stretch of text and its look."""

    said: str
    look: Look = PLAIN


class Place(NamedTuple):
    """How a paragraph stands: the id of its style, its direction, its edge, and whether what follows stays with it."""

    style: str
    direction: Direction
    align: Align = "start"
    keep: bool = False


def tag(name: str, *inside: Element, **attributes: object) -> Element:
    """Return an element of the w: namespace; parts and attributes that are None are left out."""
    element = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{key}"), str(value))
    element.extend(each for each in inside if each is not None)
    return element


def paragraph(place: Place, *inside: Text | Element) -> Element:
    """Return a paragraph of texts, and of elements that are ready, such as pictures."""
    properties = tag(
        "pPr",
        tag("pStyle", val=place.style),
        tag("keepNext") if place.keep else None,
        tag("bidi", val=None if place.direction == "rtl" else "0"),
        tag("jc", val={"end": "end", "centre": "center"}[place.align]) if place.align != "start" else None,
    )
    pieces = (runs(each, place.direction) if isinstance(each, Text) else [each] for each in inside)
    return tag("p", properties, *(piece for each in pieces for piece in each))


def runs(text: Text, direction: Direction) -> Iterator[Element]:
    """Yield the runs of a text, one for each stretch that goes one way."""
    for at, piece in enumerate(_ISOLATED.split(text.said)):
        turned = at % 2 and direction_of(piece, "ltr") != direction
        for said, its_own in _stretches(piece, _OTHER[direction] if turned else direction, bool(turned)):
            yield run(said, text.look, its_own == "rtl")


def _stretches(said: str, direction: Direction, apart: bool) -> Iterator[tuple[str, Direction]]:
    """Yield a text in pieces that go one way each; marks hold together one that stands apart from its surroundings."""
    kinds = _kinds(said)
    if direction == "rtl" and "0" in kinds and not {"L", "R"} & {*kinds}:
        direction, apart = "ltr", True  # 1/2 (50 %) is read from its left in any language
    mark = _MARKS[direction] if apart and re.search(r"^\W|\W$", said) else ""
    said = f"{mark}{said}{mark}"
    at = 0
    for found in _AGAINST[direction].finditer(_kinds(said)):
        if at < found.start():
            yield said[at : found.start()], direction
        yield said[found.start() : found.end()], _OTHER[direction]
        at = found.end()
    if at < len(said):
        yield said[at:], direction


def _kinds(said: str) -> str:
    """Return a letter for each character: L and R for letters by their direction, 0 for digits, a space for others."""
    letters = {"L": "L", "R": "R", "AL": "R", "EN": "0", "AN": "0"}
    marks = _MARKS.values()
    return "".join(" " if each in marks else letters.get(unicodedata.bidirectional(each), " ") for each in said)


def run(said: str, look: Look = PLAIN, rtl: bool = False) -> Element:
    """Return a run of letters that go one way; line ends become breaks."""
    properties = tag(
        "rPr",
        tag("b") if look.bold else None,
        tag("bCs") if look.bold else None,
        tag("color", val=look.colour) if look.colour else None,
        tag("sz", val=look.size) if look.size else None,
        tag("szCs", val=look.size) if look.size else None,
        tag("shd", val="clear", color="auto", fill=look.fill) if look.fill else None,
        tag("rtl") if rtl else None,
    )
    inside: list[Element] = []
    for at, line in enumerate(said.split("\n")):
        if at:
            inside.append(tag("br"))
        words = tag("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        inside.append(words)
    return tag("r", properties, *inside)


def field(instruction: str) -> Element:
    """Return a figure that Word reckons itself, such as PAGE."""
    return tag("fldSimple", run("1"), instr=instruction)


class Line(NamedTuple):
    """A line at an edge of a cell, in eighths of a point."""

    edge: str
    size: int
    colour: str


def table(widths: Sequence[int], direction: Direction, rows: Iterable[Element], name: str = "") -> Element:
    """Return a table of rows that are ready; widths are twentieths of a point."""
    margin = {"w": 80, "type": "dxa"}
    properties = tag(
        "tblPr",
        tag("bidiVisual") if direction == "rtl" else None,
        tag("tblW", w=sum(widths), type="dxa"),
        tag("tblLayout", type="fixed"),
        tag(
            "tblCellMar",
            tag("top", w=50, type="dxa"),
            tag("left", **margin),
            tag("bottom", w=50, type="dxa"),
            tag("right", **margin),
        ),
        tag(
            "tblLook", val="0420", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="0", noVBand="1"
        ),
        tag("tblCaption", val=name) if name else None,
    )
    return tag("tbl", properties, tag("tblGrid", *(tag("gridCol", w=width) for width in widths)), *rows)


def row(cells: Iterable[Element], head: bool = False) -> Element:
    """Return a row that no page cuts; a head is said again on every page."""
    return tag("tr", tag("trPr", tag("cantSplit"), tag("tblHeader") if head else None), *cells)


def keep_with_next(part: Element) -> None:
    """Let every paragraph of a part stay on a page with what follows it."""
    for properties in part.iter(qn("w:pPr")):
        properties.insert(1, tag("keepNext"))


def cell(width: int, paragraphs: Sequence[Element], line: Line | None = None) -> Element:
    """Return a cell, perhaps with a line at one of its edges."""
    borders = line and tag("tcBorders", tag(line.edge, val="single", sz=line.size, space="0", color=line.colour))
    return tag("tc", tag("tcPr", tag("tcW", w=width, type="dxa"), borders), *paragraphs)
