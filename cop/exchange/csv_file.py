"""CSV files as Excel and others write them, read within bounds: every cell as typed, every row with its line."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cop.exchange import incoming
from cop.exchange.findings import MOST_KEPT, Finding, Findings, quoted

MAX_COLUMNS = 1_000
MAX_ROWS = 100_000
MAX_CELLS = 500_000
MAX_CELL = 100_000

_SAVE_AS = "in Excel: File, Save As, choose the type CSV UTF-8"
_FIRST_RECORD = re.compile(r'(?:[^"\r\n]|"[^"]*+"?)*+')
_QUOTED = re.compile(r'"[^"]*+"?')
_GUARDED = re.compile("'+[=+\\-@\t\r\n＝＋－＠]")  # as cop.console.formats.harmless guards


class Row(NamedTuple):
    """One row: the line where it begins, and its cells by their column's name."""

    line: int
    cells: dict[str, str]


class Sheet(NamedTuple):
    """A header and the rows below it."""

    header: list[str]
    rows: list[Row]


def read(data: bytes, name: str) -> Sheet:
    """Return the cells of a CSV file as texts.

    The delimiter is whichever of tab, `;` and `,` the header holds most of. Wholly empty rows, and empty cells beyond
    the last named column, are passed over: Excel adds both. One `'` is taken away where an export put it so that no
    cell became a formula.

    Raises:
        Findings: all rows that do not fit the header, and whatever else is wrong.
    """
    text = incoming.text(data, name, _SAVE_AS, utf16=True)
    found: list[Finding] = []
    records = _records(text, name, found)
    line, cells = next(records, (None, []))
    header = _header(cells, line, name, found)
    rows = list(_rows(records, header, name, found))
    if found:
        raise Findings(found)
    return Sheet(header, rows)


def _records(text: str, name: str, found: list[Finding]) -> Iterator[tuple[int, list[str]]]:
    """Yield every record that holds anything with the line where it begins; quoted cells may run over several."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        found.append(Finding(name, line, _plain_words(str(error)), "look for a quotation mark that is not doubled"))


def _delimiter(text: str) -> str:
    """Choose by the first record, quoted names apart; on a tie by what is rarer within a name."""
    first = _FIRST_RECORD.match(text.lstrip("\r\n"))
    counts = Counter(_QUOTED.sub("", first[0] if first else ""))
    return max("\t;,", key=lambda letter: counts[letter])


def _plain_words(problem: str) -> str:
    if "field limit" in problem:
        return f"a cell holds more than {MAX_CELL:,} characters, or its quotation mark is not closed"
    if "end of data" in problem:
        return "a quotation mark is opened in this row and not closed"
    return "a quotation mark in this row is followed by more text"


def _header(cells: list[str], line: int | None, name: str, found: list[Finding]) -> list[str]:
    """Return the names of the columns, without the empty ones at the end."""
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise Findings([*found, Finding(name, line, "the file has no header")])
    if len(header) > MAX_COLUMNS:
        raise Findings([*found, Finding(name, line, f"the header has more than {MAX_COLUMNS:,} columns")])
    for column, count in Counter(header).items():
        if not column:
            found.append(Finding(name, line, "a column in the midst of the header has no name"))
        elif count > 1:
            found.append(Finding(name, line, f"the column {quoted(column)} stands {count} times in the header"))
    return header


def _rows(
    records: Iterator[tuple[int, list[str]]], header: list[str], name: str, found: list[Finding]
) -> Iterator[Row]:
    width = len(header)
    most = min(MAX_ROWS, MAX_CELLS // width)
    for count, (line, cells) in enumerate(records, start=1):
        if count > most:
            found.append(Finding(name, line, f"there are more than {most:,} rows", "divide the file into several"))
        if len(found) >= MOST_KEPT or count > most:
            return
        if len(cells) < width or any(cells[width:]):
            found.append(Finding(name, line, f"cells in this row: {len(cells)}, columns in the header: {width}"))
        elif any(len(cell) > MAX_CELL for cell in cells):
            found.append(Finding(name, line, f"a cell holds more than {MAX_CELL:,} characters"))
        else:
            yield Row(line, dict(zip(header, map(_unguarded, cells), strict=False)))


def _unguarded(cell: str) -> str:
    """Undo the guard of an export: one `'` before what begins, after any `'`, like a formula."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
