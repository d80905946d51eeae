"""A form as a workbook."""

import io
import zipfile
from typing import Any

import openpyxl
import pytest

from cop.months.forms import as_xlsx, from_xlsx
from tests.months.conftest import Partnership
from tests.months.forms.conftest import form_of


def sheet_of(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_same_form_gives_the_same_bytes(told: Partnership, language: str) -> None:
    assert as_xlsx.render(form_of(told, language=language)) == as_xlsx.render(form_of(told, language=language))


def test_it_asks_what_the_text_asks_and_shows_what_is_known(told: Partnership) -> None:
    rows = [row for row in sheet_of(as_xlsx.render(form_of(told))).iter_rows(values_only=True) if any(row)]
    assert rows[0][0] == "July 2024, Zliten"
    assert ("1. Partnership call", "call", "Wed 3 July", "yes") in rows
    assert ("- Project Manager", "m-zli-pm", None, "online") in [tuple(cell or None for cell in row) for row in rows]
    assert ("Send the zone map", "a1", "Mon 15 July", "") in [(*row[:3], row[3] or "") for row in rows]
    assert "Works began\nin the port" in [row[0] for row in rows]


def test_answers_are_chosen_from_lists_and_arabic_runs_from_right_to_left(told: Partnership) -> None:
    english, arabic = (sheet_of(as_xlsx.render(form_of(told, language=one))) for one in ("en", "ar"))
    lists = {rule.formula1 for rule in english.data_validations.dataValidation}
    assert lists == {'"yes,no"', '"present,online,excused,absent"'}
    assert arabic.sheet_view.rightToLeft and not english.sheet_view.rightToLeft
    assert '"نعم,لا"' in {rule.formula1 for rule in arabic.data_validations.dataValidation}


def test_nothing_that_somebody_typed_becomes_a_formula(told: Partnership) -> None:
    told.write(done='=HYPERLINK("http://example.invalid","click")', problems="+1 @SUM")
    with zipfile.ZipFile(io.BytesIO(as_xlsx.render(form_of(told)))) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    read = from_xlsx.read(as_xlsx.render(form_of(told)), "form.xlsx")
    assert read.texts["done"].answer == '=HYPERLINK("http://example.invalid","click")'


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_was_known_is_read_back_as_it_was(told: Partnership, language: str) -> None:
    filled = from_xlsx.read(as_xlsx.render(form_of(told, language=language)), "form.xlsx")
    assert [met.ref for met in filled.meetings] == ["call", "sc7", "visit"]
    assert [said.ref for said in filled.actions] == ["a1", "a2"]
    assert filled.texts["done"].answer == "Works began\nin the port"
    assert filled.nothing is None
