"""A form that came back as a workbook: read within bounds, and nothing in it is ever reckoned or run."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from cop.exchange import incoming
from cop.exchange.findings import Finding, Findings
from cop.kernel.errors import CopError
from cop.months.forms.filled import Filled, Line, assemble

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
COLUMNS = 4
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
        rows = [*book.worksheets[0].iter_rows(max_row=MAX_ROWS + 1, max_col=COLUMNS)]
    except Exception:  # whatever a broken workbook makes of its reader
        raise Findings([Finding(file, None, "this workbook is broken", SAVE_AS)]) from None
    if len(rows) > MAX_ROWS:
        raise Findings([Finding(file, None, f"the sheet has more than {MAX_ROWS:,} rows", "send the form alone")])
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


def _no_formulas(rows: list[Any], file: str) -> None:
    """Make sure that what is read is what was typed.

    Raises:
        Findings: Cells hold formulas.
    """
    found = [
        Finding(file, cell.row, f"a formula stands in {cell.coordinate}", "type the words themselves")
        for row in rows
        for cell in row
        if getattr(cell, "data_type", "") == "f"
    ]
    if found:
        raise Findings(found)


def _lines(rows: list[Any]) -> Iterator[Line]:
    for at, row in enumerate(rows, 1):
        what, ref, _, answer = (_said(cell.value) for cell in (*row, *[_Empty] * COLUMNS)[:COLUMNS])
        if ref or answer:
            yield Line(at, what, ref, answer, tuple(filter(None, (ref, answer))))
        else:
            yield from (Line(at, line) for line in what.splitlines())


class _Empty:
    value = None


def _said(value: object) -> str:
    """Return what stands in a cell, a whole number as it is typed."""
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
