import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.console.formats import harmless
from cop.exchange import csv_file
from cop.exchange.csv_file import Row, read
from cop.exchange.findings import Findings

SAMPLES = Path(__file__).parents[1] / "samples" / "csv"


def rows(name: str) -> list[tuple[int, list[str]]]:
    sheet = read((SAMPLES / name).read_bytes(), name)
    assert all(list(row.cells) == sheet.header for row in sheet.rows)
    return [(1, sheet.header), *((row.line, list(row.cells.values())) for row in sheet.rows)]


def troubles(data: bytes, name: str = "x.csv") -> list[str]:
    with pytest.raises(Findings) as caught:
        read(data, name)
    return caught.value.message.splitlines()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "excel-italian.csv",
            [
                (1, ["codice", "titolo", "luogo"]),
                (2, ["sc", "Comitato; di indirizzo", "Città di Zliten"]),
                (3, ["tc", "Tavolo tecnico", "Roma, sede"]),
            ],
        ),
        ("excel-unicode-text.txt", [(1, ["code", "title"]), (2, ["sc", "لجنة التوجيه"])]),
        ("commas-in-names.csv", [(1, ["a, b, c, d", "code"]), (2, ["x", "sc"])]),
        ("one-column.csv", [(1, ["code"]), (2, ["sc"]), (3, ["tc"])]),
        ("old-mac-lines.csv", [(1, ["code", "title"]), (2, ["sc", "Steering"]), (3, ["tc", "Technical"])]),
        ("empty-columns-and-rows.csv", [(1, ["code", "title"]), (2, ["sc", "Steering"]), (4, ["tc", "Technical"])]),
        (
            "guarded-formulas.csv",
            [
                (1, ["code", "amount"]),
                (2, ["=sum", "-5"]),
                (3, ["+218", "@all"]),
                (4, ["'=x", "'s Hertogenbosch"]),
                (5, ["\tx", "-5"]),
            ],
        ),
    ],
)
def test_a_file_of_a_common_program_is_read_as_typed(name: str, expected: Any) -> None:
    assert rows(name) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "duplicate-column.csv",
            [
                ':1: the column "code" stands 2 times in the header',
                ":1: a column in the midst of the header has no name",
            ],
        ),
        (
            "short-and-long-rows.csv",
            [
                ":3: cells in this row: 1, columns in the header: 2",
                ":5: cells in this row: 3, columns in the header: 2",
            ],
        ),
        ("line-breaks-in-cells.csv", [":7: cells in this row: 1, columns in the header: 2"]),
        ("stray-cell-beyond-header.csv", [":2: cells in this row: 4, columns in the header: 2"]),
        ("unclosed-quote.csv", [":2: a quotation mark is opened in this row and not closed"]),
        ("text-after-quote.csv", [":2: a quotation mark in this row is followed by more text"]),
        ("no-header.csv", [": the file has no header"]),
        ("zero-bytes.csv", [":2: the file holds zero bytes: it is not UTF-8 text"]),
        ("windows-1252.csv", [":2: this is not UTF-8 text"]),
        ("windows-1256.csv", [":2: this is not UTF-8 text"]),
        ("utf16-big-endian.csv", [": the file is saved as UTF-16, not as UTF-8"]),
    ],
)
def test_a_broken_file_is_refused_with_every_finding_and_its_line(name: str, expected: list[str]) -> None:
    assert troubles((SAMPLES / name).read_bytes(), name) == [name + line for line in expected]


def test_another_encoding_is_not_guessed_but_answered_with_how_to_save() -> None:
    with pytest.raises(Findings) as caught:
        rows("windows-1252.csv")
    assert caught.value.hint == "in Excel: File, Save As, choose the type CSV UTF-8"


def test_unicode_text_cut_in_the_middle_of_a_character_is_refused() -> None:
    assert troubles((SAMPLES / "excel-unicode-text.txt").read_bytes()[:-1]) == ["x.csv:2: this is not UTF-8 text"]


def test_the_length_of_a_cell_is_bounded() -> None:
    longest = "x" * csv_file.MAX_CELL
    assert read(f"a\n{longest}\n".encode(), "x.csv").rows == [Row(2, {"a": longest})]
    assert troubles(f"a\n{longest}x\nb\n{longest}y".encode()) == [
        "x.csv:2: a cell holds more than 100,000 characters",
        "x.csv:4: a cell holds more than 100,000 characters",
    ]
    assert troubles(b'a\n"' + b"x" * 200_000) == [
        "x.csv:2: a cell holds more than 100,000 characters, or its quotation mark is not closed"
    ]


def test_columns_rows_and_size_are_bounded() -> None:
    columns = b",".join(b"c%d" % number for number in range(1_001))
    assert troubles(columns) == ["x.csv:1: the header has more than 1,000 columns"]
    assert troubles(b"a\n" + b"x\n" * 100_001) == ["x.csv:100002: there are more than 100,000 rows"]
    assert troubles(b"a,b,c,d,e,f,g,h,i,j\n" + b"x,,,,,,,,,\n" * 50_001) == [
        "x.csv:50002: there are more than 50,000 rows"
    ]
    assert troubles(b"a" * 5_000_001) == ["x.csv: the file is larger than 5 MB"]


# Texts as records hold them, that is, without control characters.
cells = st.text(st.characters(exclude_categories=["C", "Z"])) | st.text("'=+-@\t\n\",;a ＝5.")


@given(st.lists(st.tuples(cells, cells).filter(any), max_size=5), st.sampled_from(",;\t"))
def test_what_an_export_wrote_is_read_back(written: list[tuple[str, str]], delimiter: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows([("code", "title"), *(map(harmless, row) for row in written)])
    sheet = read(file.getvalue().encode(), "x.csv")
    assert [tuple(row.cells.values()) for row in sheet.rows] == written
