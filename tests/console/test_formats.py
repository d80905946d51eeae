"""What scripts and spreadsheets read."""

import codecs
import csv
import json
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.console.formats import FORMULA, MARK, escaped, harmless, json_line, write_csv, write_tsv, written
from cop.exchange import csv_file
from cop.kernel.text import display

LINES = st.text(st.characters(exclude_categories=["Cs"]))


def unescaped(cell: str) -> str:
    return cell.replace("\\\\", "\0").replace("\\t", "\t").replace("\\n", "\n").replace("\\r", "\r").replace("\0", "\\")


def seen(text: str) -> str:
    return "\n".join("\t".join(display(part) for part in line.split("\t")) for line in text.split("\n"))


def test_a_tab_a_line_end_and_a_backslash_are_escaped_in_tsv() -> None:
    assert escaped("C:\\new\ttwo\nlines") == "C:\\\\new\\ttwo\\nlines"


@given(LINES)
def test_a_tsv_cell_is_one_line_and_can_be_read_back(text: str) -> None:
    cell = escaped(text)
    assert "\t" not in cell
    assert len(cell.splitlines()) <= 1
    assert unescaped(cell) == seen(text)


@pytest.mark.parametrize("formula", ["=1+1", "+1", "@SUM(A1)", "-1+cmd|' /C calc'!A0", "\t=1", "'=1", "＝1"])
def test_a_spreadsheet_never_runs_a_text_as_a_formula(formula: str) -> None:
    assert harmless(formula) == "'" + formula


@pytest.mark.parametrize(
    ("value", "cell"), [(-5, "-5"), ("-0.5", "-0.5"), ("-120 EUR", "-120 EUR"), ("it's", "it's"), ("زليتن", "زليتن")]
)
def test_numbers_and_ordinary_text_carry_no_apostrophe(value: object, cell: str) -> None:
    assert harmless(value) == cell


@given(LINES)
def test_a_guarded_text_can_be_read_back(text: str) -> None:
    cell = harmless(text)
    read = cell[1:] if cell.startswith("'") and re.match(FORMULA, cell) else cell
    assert read == seen(text)


@given(st.lists(st.lists(LINES, min_size=2, max_size=2)))
def test_csv_keeps_commas_quotes_and_line_ends(rows: list[list[str]]) -> None:
    stream = StringIO(newline="")
    write_csv(rows, ("a", "b"), stream, True)
    read = list(csv.reader(StringIO(stream.getvalue().removeprefix(MARK), newline="")))
    assert read == [["a", "b"], *([harmless(text) for text in row] for row in rows)]


def test_csv_lines_end_as_the_standard_says() -> None:
    stream = StringIO(newline="")
    write_csv([("a,b", 'say "yes"')], ("x", "y"), stream, True)
    assert stream.getvalue() == MARK + 'x,y\r\n"a,b","say ""yes"""\r\n'


def test_excel_reads_arabic_in_a_csv_and_so_do_we() -> None:
    stream = StringIO(newline="")
    write_csv([("زليتن",)], ("name",), stream, True)
    saved = stream.getvalue().encode()
    assert saved.startswith(codecs.BOM_UTF8)
    assert csv_file.read(saved, "x.csv").rows[0].cells == {"name": "زليتن"}


def test_rows_of_a_csv_without_header_can_be_put_below_others() -> None:
    stream = StringIO(newline="")
    write_csv([("زليتن",)], ("name",), stream, False)
    assert stream.getvalue() == "زليتن\r\n"


def test_without_header_only_rows_are_written() -> None:
    stream = StringIO()
    write_tsv([(1, None)], ("x", "y"), stream, False)
    assert stream.getvalue() == "1\t\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (["en", "ar"], "en, ar"),
        ({"who": "m-zli", "role": None, "from_on": "2024-05-01"}, "m-zli · 2024-05-01"),
    ],
)
def test_values_read_the_same_in_every_text_format(value: object, text: str) -> None:
    assert written(value) == text


def test_json_writes_arabic_as_arabic() -> None:
    assert json_line({"title": "زليتن"}) == '{"title": "زليتن"}'


@given(st.dictionaries(st.sampled_from("abc"), LINES | st.integers() | st.booleans() | st.none() | st.lists(LINES)))
def test_json_can_be_read_back(value: dict[str, object]) -> None:
    def cleaned(item: object) -> object:
        return (
            [seen(text) for text in item] if isinstance(item, list) else seen(item) if isinstance(item, str) else item
        )

    assert json.loads(json_line(value)) == {key: cleaned(item) for key, item in value.items()}
