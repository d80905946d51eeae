"""A form that came back as a workbook: read within bounds, and nothing in it is ever reckoned or run."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from cop.exchange import incoming
from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.errors import CopError
from cop.months.forms.filled import Cell, Filled, Line, assemble

MAX_UNPACKED = 10_000_000
"""Bytes that a workbook may hold unpacked; a form has a hundredth of that."""
MAX_PARTS = 200
MAX_ROWS = 3_000
PIECE = 65_536
"""Bytes that are unpacked at once."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""How workbooks are packed; the others unpack more than one asks for."""
UNREADABLE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)
FIRST, REF, ANSWER = "A", "B", "D"
"""The columns of what is asked, of its reference and of the answer."""
COMMENTS = "comment"
HERE = "write it into the sheet of the form, under one of the last headings"
DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
"""What no workbook needs, and what bombs are made of."""
SAVE_AS = "in Excel: File, Save As, choose Excel Workbook (.xlsx), without a password"


def read(data: bytes, file: str) -> Filled:
    """Return what a form says.

    Raises:
        Findings: It is no workbook, too large, or something is wrong with its cells.
        CopError: What reads workbooks is not installed.
    """
    try:
        import openpyxl
    except ImportError:
        raise CopError("nothing here reads Excel files", "pip install 'cop-programme[docs]'") from None
    parts = _unpacked(data, file)
    try:
        book = openpyxl.load_workbook(_packed(parts), read_only=True, data_only=False, keep_links=False)
        rows, *others = [_rows(sheet) for sheet in book.worksheets]
    except Exception:  # whatever a broken workbook makes of its reader
        raise Findings([Finding(file, None, "this workbook is broken", SAVE_AS)]) from None
    if any(len(each) > MAX_ROWS for each in (rows, *others)):
        raise Findings([Finding(file, None, f"the sheet has more than {MAX_ROWS:,} rows", "send the form alone")])
    _nothing_elsewhere(
        [sheet.title for sheet, each in zip(book.worksheets[1:], others, strict=True) if any(each)], parts, file
    )
    _no_formulas(rows, file)
    return assemble(_lines(rows), file)


def _unpacked(data: bytes, file: str) -> dict[str, bytes]:
    """Return the parts of a workbook of a form's size.

    Raises:
        Findings: It is none.
    """
    if len(data) > incoming.MAX_BYTES:
        raise Findings([Finding(file, None, "the file is larger than 5 MB", "send the form alone")])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive)
    except UNREADABLE:
        raise Findings([Finding(file, None, "this is no Excel workbook, or it has a password", SAVE_AS)]) from None
    if parts is None:
        raise Findings([Finding(file, None, "the file holds more than any form", "send the form alone")])
    if any(mark in part for part in parts.values() for mark in DECLARED):
        raise Findings([Finding(file, None, "the file declares entities, which no workbook does", SAVE_AS)])
    return parts


def _parts(archive: zipfile.ZipFile) -> dict[str, bytes] | None:
    """Return what an archive holds, None when that is too much.

    The sizes that it declares may be lies, and reading a part whole unpacks it whole whatever it declares: each is
    read by pieces, and what is read here is all that is ever unpacked.
    """
    listed = archive.infolist()
    if len(listed) > MAX_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
        return None
    if any(part.compress_type not in PACKED for part in listed):
        raise NotImplementedError
    parts = {}
    for part in listed:
        with archive.open(part) as stream:
            parts[part.filename] = b"".join(iter(lambda: stream.read(PIECE), b""))
    return parts


def _packed(parts: dict[str, bytes]) -> io.BytesIO:
    """Return parts as an archive whose sizes are known to be true."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream


def _rows(sheet: Any) -> list[list[Any]]:
    """Return of each row the cells in which something stands; what a sheet declares of its size may be a lie."""
    sheet.reset_dimensions()
    return [[cell for cell in row if _said(cell.value)] for row in sheet.iter_rows(max_row=MAX_ROWS + 1)]


def _nothing_elsewhere(sheets: list[str], parts: dict[str, bytes], file: str) -> None:
    """Make sure that nothing was written where a form has no place for it.

    Raises:
        Findings: There are other sheets that are not empty, or comments.
    """
    found = [Finding(file, None, f"the sheet {quoted(title)} is not empty", HERE) for title in sheets]
    if any(COMMENTS in name.lower() for name in parts):
        found.append(Finding(file, None, "comments stand beside cells", HERE))
    if found:
        raise Findings(found)


def _no_formulas(rows: list[list[Any]], file: str) -> None:
    """Make sure that what is read is what was typed.

    Raises:
        Findings: Cells hold formulas.
    """
    found = [
        Finding(file, cell.row, f"a formula stands in {cell.coordinate}", "type the words themselves")
        for row in rows
        for cell in row
        if cell.data_type == "f"
    ]
    if found:
        raise Findings(found)


def _lines(rows: list[list[Any]]) -> Iterator[Line]:
    for at, row in enumerate(rows, 1):
        said = {cell.coordinate.rstrip("0123456789"): _said(cell.value) for cell in row}
        what = said.pop(FIRST, "")
        if said:
            beside = tuple(Cell(f"{column}{at}", text) for column, text in said.items())
            yield Line(at, what, said.get(REF, ""), said.get(ANSWER, ""), beside=beside)
        else:
            yield from (Line(at, line) for line in what.splitlines() or [""])


def _said(value: object) -> str:
    """Return what stands in a cell, a whole number as it is typed."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
