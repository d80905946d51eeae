"""How wide the columns of a table want to be, for formats whose letters differ in width."""

from functools import lru_cache
from typing import NamedTuple

from cop.documents.blocks import Table
from cop.documents.measure import wide

SHORT = 18
"""A day, a code, a figure: breaking one saves little and is hard to read."""
MARGIN = 24
LONGEST = 170
"""Pixels at which a long text is still read well."""
STEPS = (340, 540, 704)
"""Widths of tables that have little to say, so that figures stand near what they belong to."""
WHOLE = 8
"""Rows that a page does not part."""
_BADGE = 26


class Fit(NamedTuple):
    """A column in pixels of letters 13 high: its longest line, the least it needs, and whether it is never broken."""

    whole: float
    least: float
    short: bool


def fit(table: Table, room: float) -> list[Fit]:
    """Return how each column fits; short texts stay whole where there is room for that."""
    found = _fits(table)
    needed = sum((each.whole if each.short else each.least) + MARGIN for each in found)
    return [
        each._replace(least=each.whole) if each.short and needed <= room else each._replace(short=False)
        for each in found
    ]


def most(table: Table) -> int:
    """Return the pixels beyond which a table gains nothing, or 0 if it may take what there is."""
    natural = sum(each.whole + MARGIN for each in _fits(table))
    return next((step for step in STEPS if natural * 1.15 <= step), 0)


def least(table: Table) -> float:
    """Return the pixels below which a table should be scrolled rather than squeezed."""
    return sum(min(each.whole, LONGEST) + MARGIN for each in _fits(table))


def is_whole(table: Table) -> bool:
    """Tell whether a table is short enough to stand on one page."""
    return len(table.rows) + len(table.total[:1]) <= WHOLE


@lru_cache(maxsize=4)
def _fits(table: Table) -> tuple[Fit, ...]:
    """Return each column; a renderer asks three things of a table in a row, and measuring letters is what costs."""
    return tuple(_fit(table, at) for at in range(len(table.columns)))


def _fit(table: Table, at: int) -> Fit:
    column = table.columns[at]
    cells = [row[at] for row in (*table.rows, table.total) if at < len(row)]
    heads = [1.15 * wide(word) for word in column.title.split()]  # they stand in bold
    lines = [wide(line) + _BADGE * bool(cell.tone) for cell in cells for line in cell.text.split("\n")]
    marks = [wide(f"{cell.mark} ()") for cell in cells if cell.mark]
    words = [wide(word) for cell in cells for word in cell.text.split()]
    longest = max((len(cell.text) for cell in cells), default=0)
    return Fit(max([0, *heads, *lines, *marks]), max([0, *heads, *words, *marks]), longest <= SHORT)
