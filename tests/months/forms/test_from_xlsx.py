"""Workbooks that came back broken, or that somebody made to break us."""

import io
import struct
import time
import tracemalloc
import zipfile
import zlib
from typing import Any

import openpyxl
import pytest

from cop.exchange.findings import Findings
from cop.months.forms import as_xlsx, from_xlsx
from tests.months.conftest import Partnership
from tests.months.forms.conftest import form_of


def edited(data: bytes, edit: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book.worksheets[0])
    book.save(stream := io.BytesIO())
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one of its parts replaced."""
    source, stream = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            target.writestr(part, content if part == name else source.read(part))
    return stream.getvalue()


def refused(data: bytes) -> str:
    with pytest.raises(Findings) as found:
        from_xlsx.read(data, "sebha-july.xlsx")
    return found.value.message


@pytest.fixture
def book(told: Partnership) -> bytes:
    return as_xlsx.render(form_of(told))


def test_a_cell_that_is_a_formula_is_refused_by_its_place(book: bytes) -> None:
    def edit(sheet: Any) -> None:
        sheet["D7"] = '=HYPERLINK("http://example.invalid","yes")'

    assert refused(edited(book, edit)) == "sebha-july.xlsx:7: a formula stands in D7"


def test_a_row_that_somebody_put_in_is_read_as_a_person(book: bytes) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(8)
        sheet["A8"], sheet["B8"], sheet["D8"] = "- Mayor", "m-zli-mayor", "online"

    read = from_xlsx.read(edited(book, edit), "form.xlsx")
    assert ("m-zli-mayor", "online") in [(said.ref, said.answer) for said in read.meetings[0].people]


def test_a_changed_heading_is_told(book: bytes) -> None:
    def edit(sheet: Any) -> None:
        for row in sheet.iter_rows():
            if row[0].value == "What was done":
                row[0].value = "Our work"

    assert 'the heading "What was done" is missing' in refused(edited(book, edit))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "this is no Excel workbook"),
        (b"PK\x03\x04 and no more", "this is no Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "this is no Excel workbook, or it has a password"),
        (b"PK" + bytes(5_000_001), "larger than 5 MB"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_a_workbook_cut_short_is_refused(book: bytes) -> None:
    assert "this is no Excel workbook" in refused(book[: len(book) // 2])


def test_a_workbook_whose_parts_are_no_xml_is_refused(book: bytes) -> None:
    assert "this workbook is broken" in refused(with_part(book, "xl/workbook.xml", b"<workbook"))


def test_a_bomb_is_refused_before_it_is_unpacked(book: bytes) -> None:
    bomb = with_part(book, "xl/sharedStrings.xml", bytes(60_000_000))
    assert len(bomb) < 200_000
    began = time.process_time()
    assert "holds more than any form" in refused(bomb)
    assert time.process_time() - began < 1


def lying(bomb: bytes, honest: int, part: str = "xl/sharedStrings.xml") -> bytes:
    """Return a workbook whose part of zeros declares a small size, and the sum of just so many zeros."""
    with zipfile.ZipFile(io.BytesIO(bomb)) as archive:
        info = archive.getinfo(part)
    true = struct.pack("<LLL", info.CRC, info.compress_size, info.file_size)
    false = struct.pack("<LLL", zlib.crc32(bytes(honest)), info.compress_size, honest)
    assert bomb.count(true) == 2, "in the header of the part, and in the directory"
    return bomb.replace(true, false)


def test_a_bomb_that_lies_about_its_size_costs_next_to_nothing(book: bytes) -> None:
    bomb = lying(with_part(book, "xl/sharedStrings.xml", bytes(100_000_000)), 1_000)
    assert len(bomb) < 200_000
    began = time.process_time()
    tracemalloc.start()
    refused(bomb)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10_000_000 and time.process_time() - began < 2


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_workbook_has_is_not_unpacked(book: bytes, packing: int) -> None:
    source, stream = zipfile.ZipFile(io.BytesIO(book)), io.BytesIO()
    with zipfile.ZipFile(stream, "w", packing) as target:
        for part in source.namelist():
            target.writestr(part, source.read(part))
    assert "this is no Excel workbook" in refused(stream.getvalue())


def test_entities_are_refused_before_they_are_parsed(book: bytes) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>&b;</sst>'
    assert "declares entities" in refused(with_part(book, "xl/sharedStrings.xml", laughs))


def test_a_sheet_of_too_many_rows_is_refused(book: bytes) -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(3_500, 1).value = "far below"

    assert "more than 3,000 rows" in refused(edited(book, edit))
