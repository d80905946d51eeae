"""How a Word document looks: its page, its fonts, and the styles that a person may change there in one place."""

from typing import Any, NamedTuple

from docx.enum.style import WD_STYLE_TYPE

from cop.documents.blocks import Document
from cop.documents.charts.colours import LIGHT
from cop.documents.ooxml import Element, tag
from cop.documents.words import Direction

ROOM = 9638
"""Twentieths of a point between the margins of A4."""
_MARGIN = 1134
_GREY, _SEA = LIGHT["soft"][1:], LIGHT["sea"][1:]
_SIDES = ("top", "left", "bottom", "right")
_LATIN, _ARABIC = "Calibri", "Arial"


class _Style(NamedTuple):
    """A paragraph's style: its letters in half points, and the room around it in twentieths of a point."""

    size: int
    bold: bool = False
    italic: bool = False
    colour: str = ""
    before: int = 0
    after: int = 0
    keep: bool = False
    fill: str = ""


_STYLES = {
    "Normal": _Style(21, after=120),
    "Title": _Style(48, bold=True, before=120),
    "Subtitle": _Style(30, colour=_SEA, after=240),
    "Heading 1": _Style(30, bold=True, colour=_SEA, before=420, after=140, keep=True),
    "Heading 2": _Style(24, bold=True, before=260, after=100, keep=True),
    "Caption": _Style(21, bold=True, before=120, after=80, keep=True),
    "List Bullet": _Style(21, after=60),
    "Footer": _Style(16, colour=_GREY),
    "Narrative": _Style(21, fill="F5F3EE"),
    "Quiet": _Style(19, colour=_GREY, after=120),
    "Empty": _Style(21, italic=True, colour=_GREY, after=120),
    "Key": _Style(19, colour=_GREY, before=360),
    "Table Text": _Style(18),
    "Gap": _Style(10),
}


def apply(file: Any, document: Document) -> None:
    """Give a new file of python-docx its page, its fonts and its styles, and say what it is."""
    languages = {"val": document.language, "bidi": "ar-SA"}
    if document.direction == "rtl":
        languages = {"val": "en-GB", "bidi": document.language}
    fonts = tag("rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=_LATIN, cs=_ARABIC)
    defaults = tag("rPrDefault", tag("rPr", fonts, tag("lang", **languages)))
    file.styles.element[0][:] = [defaults, tag("pPrDefault")]
    for name, style in _STYLES.items():
        if name not in file.styles:
            file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _restyle(file.styles[name].element, name, style, document.direction)
    _page(file.sections[0]._sectPr, document.direction)


def _restyle(element: Element, name: str, style: _Style, direction: Direction) -> None:
    for part in [each for each in element if each.tag.endswith(("}pPr", "}rPr"))]:
        element.remove(part)
    level = {"Heading 1": "0", "Heading 2": "1"}.get(name)
    element.append(
        tag(
            "pPr",
            tag("keepNext") if style.keep else None,
            tag("keepLines") if style.keep else None,
            tag("numPr", tag("numId", val="1")) if name == "List Bullet" else None,
            tag("pBdr", *(_padding(side, style.fill) for side in _SIDES)) if style.fill else None,
            tag("shd", val="clear", color="auto", fill=style.fill) if style.fill else None,
            tag("tabs", tag("tab", val="right", pos=ROOM)) if name == "Footer" else None,
            tag("bidi") if direction == "rtl" else None,
            tag("spacing", before=style.before, after=style.after, line=_line(name), lineRule="auto"),
            tag("ind", left=140, right=140) if style.fill else None,
            tag("outlineLvl", val=level) if level else None,
        )
    )
    element.append(
        tag(
            "rPr",
            tag("b") if style.bold else None,
            tag("bCs") if style.bold else None,
            tag("i") if style.italic and direction == "ltr" else None,
            tag("color", val=style.colour) if style.colour else None,
            tag("sz", val=style.size),
            tag("szCs", val=style.size),
        )
    )


def _padding(side: str, colour: str) -> Element:
    return tag(side, val="single", sz=4, space=6, color=colour)


def _line(name: str) -> int:
    """Return the height of a line in 240ths of the font's own."""
    return 240 if name in ("Table Text", "Gap", "Title", "Footer") else 269


def _page(section: Element, direction: Direction) -> None:
    """Make the page A4, and for Arabic one whose columns begin at the right."""
    section[:] = [
        *(part for part in section if part.tag.endswith("Reference")),
        tag("pgSz", w=11906, h=16838),
        tag("pgMar", top=_MARGIN, right=_MARGIN, bottom=1247, left=_MARGIN, header=567, footer=567, gutter=0),
        tag("cols", space=708),
    ]
    if direction == "rtl":
        section.append(tag("bidi"))
