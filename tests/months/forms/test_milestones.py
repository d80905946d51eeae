"""Milestones on a form: due ones are asked for, the day that is written counts, and nothing is guessed."""

import dataclasses
import io
from datetime import datetime

import openpyxl
import pytest

from cop.activities.pilots.records import Milestone, MilestoneNeed
from cop.exchange.findings import Findings
from cop.kernel.types import Day, Id, Word
from cop.months.forms import as_xlsx
from cop.store.references import find, get
from tests.months.conftest import Partnership
from tests.months.forms.conftest import form_of, read_back, text_of


@pytest.fixture
def building(told: Partnership) -> Partnership:
    """Return the partnership of which Zliten has a milestone that was due in July, and one that is due later."""
    with told.store.writing("milestone new") as draft:
        zliten, sebha = (Id(find(draft.db, "partner", code)) for code in ("m-zli", "m-seb"))
        works = draft.add(Milestone(code="f-works", title="Works start", owner=zliten, due_on=Day("2024-07-15")))
        opened = draft.add(Milestone(code="f-open", title="Centre opened", owner=zliten, due_on=Day("2025-02-15")))
        draft.add(MilestoneNeed(milestone=opened.id, needed=works.id))
        draft.add(Milestone(code="e-list", title="List agreed", owner=sebha,
                            due_on=Day("2024-07-10")))  # fmt: skip
    return told


def works(of: Partnership) -> Milestone:
    with of.store.reading():
        return get(of.db, Milestone, "f-works")


def test_a_form_asks_for_the_teams_milestones_that_were_due(building: Partnership) -> None:
    text = text_of(building)
    assert "## Milestones\nWrite after each milestone that was reached the day, such as 15/07/2024.\n" in text
    assert "\n- Works start, by Mon 15 July [f-works]:\n" in text
    assert "f-open" not in text and "e-list" not in text, "one is due later, one is another team's"
    assert "Milestones" not in text_of(building, "lct-seb").partition("e-list")[2]


def test_the_day_on_the_form_is_the_day_on_which_it_was_reached(building: Partnership) -> None:
    taken = read_back(building, text_of(building).replace("[f-works]:", "[f-works]: 17/07/2024"))
    assert (works(building).status, works(building).reached_on) == ("reached", "2024-07-17")
    assert "1 milestone" in taken.written
    assert "- Works start, by Mon 15 July [f-works]: 2024-07-17\n" in text_of(building), "the next form shows it"


def test_a_form_that_is_read_twice_says_nothing_new(building: Partnership) -> None:
    form = text_of(building).replace("[f-works]:", "[f-works]: ١٧/٠٧/٢٠٢٤")
    read_back(building, form)
    assert "1 milestone" not in read_back(building, form).written
    assert works(building).reached_on == "2024-07-17"


@pytest.mark.parametrize(
    ("answer", "said"),
    [("x", "does not say on which day"), ("yes", "does not say on which day"), ("soon", "no day could be read"),
     ("2024-09-01", "still to come")],
)  # fmt: skip
def test_what_is_no_day_gone_by_is_told_with_its_line(building: Partnership, answer: str, said: str) -> None:
    with pytest.raises(Findings, match=said):
        read_back(building, text_of(building).replace("[f-works]:", f"[f-works]: {answer}"))
    assert works(building).status == "planned"


def test_what_a_colleague_wrote_meanwhile_stands_beside_what_the_form_says(building: Partnership) -> None:
    form = text_of(building).replace("[f-works]:", "[f-works]: 17/07/2024")
    with building.store.writing("milestone reach") as draft:
        old = get(draft.db, Milestone, "f-works")
        draft.edit(old, dataclasses.replace(old, status=Word("reached"), reached_on=Day("2024-07-18")))
    taken = read_back(building, form)
    assert any("something else was written meanwhile" in remark for remark in taken.remarks)
    assert [field for _, field in building.conflicts()] == ["reached_on"]


def test_a_sheet_takes_a_day_that_excel_made_of_what_was_typed(building: Partnership) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(form_of(building))))
    sheet = book.active
    (row,) = (cell.row for cell in sheet["B"] if cell.value == "f-works")
    assert sheet.cell(row, 3).value == "Mon 15 July"
    sheet.cell(row, 4).value = datetime(2024, 7, 17)  # noqa: DTZ001  (Excel knows no zones)
    saved = io.BytesIO()
    book.save(saved)
    read_back(building, saved.getvalue())
    assert works(building).reached_on == "2024-07-17"
