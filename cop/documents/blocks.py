"""What a document consists of; every format renders the same blocks, and no renderer calculates anything.

Texts are plain, already in the document's language, in logical order, never markup.
"""

from dataclasses import dataclass
from typing import Literal

from cop.kernel.types import Day

Tone = Literal["", "good", "fair", "poor", "unknown"]
"""How a figure stands; shown by a letter as well as by a colour. Empty says nothing."""
Align = Literal["start", "end", "centre"]


@dataclass(frozen=True)
class Heading:
    """A heading; 1 is a section of the document, 2 a part of a section."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A text; line ends in it are kept.

    `role` is "narrative" for what a person wrote, in whatever language and direction; "quiet" for remarks in a fainter
    tone, "empty" for the sentence that stands where there is nothing to show.
    """

    text: str
    role: Literal["plain", "narrative", "quiet", "empty"] = "plain"


@dataclass(frozen=True)
class Facts:
    """Names of things and what they are, a line each."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Tile:
    """One figure at a glance: a value such as 5/6, what it counts, a remark."""

    label: str
    value: str
    remark: str = ""
    tone: Tone = ""


@dataclass(frozen=True)
class Tiles:
    """Figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True)
class Bullets:
    """A list whose order means nothing."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """A cell of a table; `mark` is a short word set apart from the text, such as new."""

    text: str
    tone: Tone = ""
    mark: str = ""


@dataclass(frozen=True)
class Column:
    """A column of a table; `share` says how wide it is beside the others."""

    title: str
    align: Align = "start"
    share: int = 1


@dataclass(frozen=True)
class Table:
    """Rows under column titles; `total` is a last row that stands out."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class Part:
    """A piece of a bar: how much, what it is (the legend's word), and how it stands."""

    value: int
    name: str
    tone: Tone = ""


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its pieces in order, and what is written at its end, such as 5/6."""

    label: str
    parts: tuple[Part, ...]
    said: str = ""


@dataclass(frozen=True)
class Bars:
    """Horizontal bars on one scale; `alt` says in words what the picture shows."""

    title: str
    alt: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Strip:
    """A row of a heat strip: a label, and for each column how it stands and what is written in its cell."""

    label: str
    cells: tuple[tuple[Tone, str], ...]


@dataclass(frozen=True)
class Strips:
    """Rows of small squares, such as team by week; `alt` says in words what the picture shows."""

    title: str
    alt: str
    columns: tuple[str, ...]
    rows: tuple[Strip, ...]


Span = tuple[Day, Day]
"""The first and the last day of something; the same day twice is a milestone, drawn as a diamond."""


@dataclass(frozen=True)
class GanttRow:
    """A line of a plan in time: what it is, and when it was meant to be, was, and is now expected.

    Args:
        label: What it is, such as its reference and title.
        said: A short remark at its end, such as 12 days late.
        baseline: When it was first meant to be.
        actual: When it was, or has been so far; None while it has not begun.
        forecast: When what is left of it is expected; None once it is done.
        tone: How it stands.
        level: How deep it lies in what stands above it: 0 a package, 1 its activities.
    """

    label: str
    said: str = ""
    baseline: Span | None = None
    actual: Span | None = None
    forecast: Span | None = None
    tone: Tone = ""
    level: int = 0


@dataclass(frozen=True)
class Gantt:
    """A plan in time, a row for each thing, under a scale of months in the document's language.

    What lies outside of `first_on` to `last_on` is cut off at that edge, and the row says so by an arrow. A row without
    any span is a heading of those below it. `alt` says in words what the picture shows; `today` draws a line.
    """

    title: str
    alt: str
    first_on: Day
    last_on: Day
    today: Day | None
    rows: tuple[GanttRow, ...]


@dataclass(frozen=True)
class Branch:
    """A node of a tree and what grows from it: its label, a short remark, how it stands."""

    label: str
    said: str = ""
    tone: Tone = ""
    branches: tuple["Branch", ...] = ()


@dataclass(frozen=True)
class Tree:
    """Things that come from one another, such as who trained whom; `alt` says in words what the picture shows."""

    title: str
    alt: str
    roots: tuple[Branch, ...]


Chart = Bars | Strips | Gantt | Tree
"""A block that is a picture wherever there can be one."""
Block = Heading | Paragraph | Facts | Tiles | Bullets | Table | Chart


@dataclass(frozen=True)
class Document:
    """A whole document in one language.

    Args:
        title: What it is, such as Monthly report.
        subtitle: What it is about, such as July 2024.
        facts: What stands on its cover: programme, contract, period, state.
        blocks: Its content, in order.
        language: A BCP 47 tag such as ar-LY.
        direction: Which way its language runs.
        footer: What stands at the end of every page.
        made_at: The moment of its data, in UTC; file dates are set to it, so that the same data gives the same bytes.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    language: str
    direction: Literal["ltr", "rtl"]
    footer: str
    made_at: str
