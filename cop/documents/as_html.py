"""Writes a document as one page that needs no other file: for a screen, a phone and paper, by day and by night."""

from importlib.resources import files
from itertools import count
from typing import NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cop.documents.blocks import Block, Document, Heading, Table
from cop.documents.charts import picture
from cop.documents.charts.colours import DARK, HATCHES, LIGHT, style
from cop.documents.fitting import fit, is_whole, least, most
from cop.documents.plain import each_text, legible
from cop.documents.tones import Tones
from cop.documents.words import ISOLATE, direction_of, is_mixed, mark

CONTENTS = mark("Contents")
PAPER, SCREEN = 640, 5000
"""Pixels between the margins of A4, at the size of letters that charts have; and on a screen, which scrolls."""
_LIGHT = {"paper": "#f5f4f0", "card": "#ffffff", "line": "#e2dfd6", "shade": "#0000002e", **LIGHT}
_DARK = {"paper": "#12181b", "card": "#192125", "line": "#2d3941", "shade": "#00000099", **DARK}
_PRINT = {"paper": "#ffffff", "line": "#c9c6bd", "soft": "#4a545b"}


class _Section(NamedTuple):
    """A heading of the first level and what stands below it; what comes before the first one has no title."""

    anchor: str
    title: str
    blocks: list[Block]


def render(document: Document) -> bytes:
    """Return the whole page; every text is escaped, nothing is fetched and nothing runs."""
    shown = each_text(document, legible)
    tones = Tones(shown)
    page = _environment().get_template("document.html.jinja")
    return page.render(
        document=shown,
        sections=_sections(shown),
        letters=tones.letters,
        words=tones.words,
        key=tones.key(),
        contents=tones.language.gettext(CONTENTS),
        style=Markup(_style(shown)),
        hatches=Markup(HATCHES),
        charts=lambda of: [Markup(each) for each in picture.svgs(of, tones.language, tones.letters)],
        narrow=lambda of: Markup(picture.narrow(of, tones.language, tones.letters)),
        least_width=picture.least_width,
        most_width=picture.most_width,
        kind_of=lambda of: type(of).__name__,
        is_mixed=lambda said: ISOLATE in said or is_mixed(said),  # browsers look into isolates for a first letter
        direction_of=lambda said: direction_of(said, shown.direction),
        fit=lambda of: fit(of, SCREEN),
        is_tight=lambda of: fit(of, PAPER) != fit(of, SCREEN),
        least=least,
        most=most,
        is_whole=is_whole,
        widths=_widths,
    ).encode()


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("cop.documents", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _sections(document: Document) -> list[_Section]:
    numbers = count(1)
    sections = [_Section("", "", [])]
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 1:
            sections.append(_Section(f"section-{next(numbers)}", block.text, []))
        else:
            sections[-1].blocks.append(block)
    return [section for section in sections if section.title or section.blocks]


def _widths(table: Table) -> list[str]:
    """Return how wide each column is, in hundredths of the table."""
    whole = sum(column.share for column in table.columns)
    return [f"{100 * column.share / whole:.1f}" for column in table.columns]


def _style(document: Document) -> str:
    def colours(of: dict[str, str]) -> str:
        return " ".join(f"--{name}: {colour};" for name, colour in of.items())

    page = (files("cop.documents") / "templates" / "document.css").read_text("utf-8")
    left, right = _quoted(document.footer), 'counter(page) "/" counter(pages)'
    if document.direction == "rtl":
        left, right = right, left
    font = "font: 8.5pt system-ui, sans-serif; color: #5a666e;"
    return f"""
:root {{ color-scheme: light; {colours(_LIGHT)} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ color-scheme: dark; {colours(_DARK)} }} }}
@media print {{ :root {{ {colours(_PRINT)} }} }}
{page}
@media print {{ @page {{ @bottom-left {{ content: {left}; {font} }} @bottom-right {{ content: {right}; {font} }} }} }}
svg {{ {style()} }}
"""


def _quoted(said: str) -> str:
    """Return a text as a string of CSS in which only letters and digits stand as they are."""
    return '"' + "".join(each if each.isalnum() or each == " " else f"\\{ord(each):x} " for each in said) + '"'
