"""A form that came back: what is taken over, what is told, what is never overwritten."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cop.exchange.findings import Findings
from cop.kernel.errors import BadInput, RuleBroken
from cop.meetings.operations import actions
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Action
from cop.months.forms import as_xlsx, from_text
from cop.months.forms.stamp import FORM
from cop.store.references import get
from tests.months.conftest import HOW, Partnership
from tests.months.forms.conftest import form_of, read_back, status_at, text_of

SAMPLES = Path(__file__).parents[2] / "samples" / "months"
Fill = Callable[[str], str]


def sample(partnership: Partnership, name: str) -> str:
    """Return a sample with the last line of a form that is made now."""
    found = FORM.search(text_of(partnership))
    assert found
    return (SAMPLES / f"{name}.md").read_text(encoding="utf-8").replace("{stamp}", found[0])


def filled_in(text: str) -> str:
    """Return Zliten's form as the team filled it in."""
    for empty, filled in (
        ("[sc7]:", "[sc7]: yes"),
        ("- Mayor [m-zli-mayor]:", "- Mayor [m-zli-mayor]: excused"),
        ("[visit]:", "[visit]: no, storm at sea"),
        ("[ ] Send the zone map", "[x] Send the zone map"),
        ("## What comes next month\n", "## What comes next month\n\nEquipment for the port\nand nets"),
    ):
        assert empty in text
        text = text.replace(empty, filled, 1)
    return text


def status_of(partnership: Partnership, ref: str) -> tuple[str, str | None]:
    with partnership.store.reading():
        of = find_sitting(partnership.db, ref)
    return of.status, of.reason


def test_a_form_that_was_filled_in_says_all_of_it(told: Partnership) -> None:
    taken = read_back(told, filled_in(text_of(told)))
    assert status_of(told, "sc7") == ("held", None) and status_of(told, "visit") == ("cancelled", "storm at sea")
    assert status_at(told, "sc7", "m-zli-mayor") == "excused"
    with told.store.reading():
        assert get(told.db, Action, "a1").status == "done" and get(told.db, Action, "a2").status == "open"
    month = told.told()
    assert month is not None and month.next_month == "Equipment for the port\nand nets"
    assert (month.done, month.problems) == ("Works began\nin the port", None)
    assert taken.submitted and month.status == "submitted" and month.on_behalf
    assert taken.written == ["2 meetings", "1 mark of attendance", "1 action", "next_month"]


def test_read_twice_a_form_changes_nothing_more(told: Partnership) -> None:
    form = filled_in(text_of(told))
    read_back(told, form)
    before = told.store.saved
    again = read_back(told, form)
    assert told.store.saved is None and before is not None
    assert (again.written, again.submitted) == ([], False)


def test_the_team_itself_reads_its_form_as_its_own(told: Partnership) -> None:
    read_back(told, filled_in(text_of(told)), by="m-zli-pm")
    month = told.told()
    assert month is not None and not month.on_behalf


def test_a_form_may_be_kept_as_a_draft(told: Partnership) -> None:
    taken = read_back(told, filled_in(text_of(told)), submit=False)
    month = told.told()
    assert month is not None and month.status == "draft" and not taken.submitted


def test_a_workbook_says_the_same_as_a_text(told: Partnership) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx.render(form_of(told, language="ar"))))
    rows: dict[Any, Any] = {row[1].value: row[3] for row in book.worksheets[0].iter_rows()}
    rows["sc7"].value, rows["m-zli-mayor"].value, rows["a1"].value = "نعم", "معتذر", "نعم"
    book.save(stream := io.BytesIO())
    taken = read_back(told, stream.getvalue())
    assert taken.written == ["1 meeting", "1 mark of attendance", "1 action"]
    assert status_at(told, "sc7", "m-zli-mayor") == "excused"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_form_speaks_any_language_and_is_understood_in_all(told: Partnership, language: str) -> None:
    text = text_of(told, language=language).replace("[m-zli-mayor]:", "[m-zli-mayor]: غائب")
    read_back(told, text.replace("[sc7]:", "[sc7]: yes"))
    assert status_at(told, "sc7", "m-zli-mayor") == "absent" and status_of(told, "sc7")[0] == "held"


def test_what_the_team_changed_meanwhile_stays_beside_what_the_form_says(told: Partnership) -> None:
    form = text_of(told).replace("Works began\nin the port", "Works began on 15 July")
    form = form.replace("- Project Officer [u-zli-po]:", "- Project Officer [u-zli-po]: online", 1)
    told.write(done="Works have not begun")
    told.mark("call", u_zli_po="absent")
    taken = read_back(told, form, submit=False)
    assert sorted(field for _, field in told.conflicts()) == ["done", "status"]
    assert len(taken.remarks) == 2 and all("both are kept" in remark for remark in taken.remarks)


def test_a_text_begun_meanwhile_is_not_overwritten_either(partnership: Partnership) -> None:
    form = text_of(partnership, "lct-seb").replace("## What was done\n", "## What was done\n\nWe met")
    partnership.write("lct-seb", done="We did not meet")
    read_back(partnership, form, submit=False)
    assert [field for _, field in partnership.conflicts()] == ["done"]


def test_what_the_form_only_showed_reverts_nobody(told: Partnership) -> None:
    form = text_of(told).replace("## What comes next month\n", "## What comes next month\n\nNets")
    told.write(done="Works began, and ended")
    told.mark("call", m_zli_pm="excused")
    read_back(told, form, submit=False)
    month = told.told()
    assert month is not None and (month.done, month.next_month) == ("Works began, and ended", "Nets")
    assert status_at(told, "call", "m-zli-pm") == "excused" and told.conflicts() == []


def test_an_action_that_a_colleague_dropped_meanwhile_is_a_conflict(told: Partnership) -> None:
    form = text_of(told).replace("[ ] Send", "[x] Send")
    with told.store.writing("action drop") as draft:
        actions.drop(draft, get(draft.db, Action, "a1"), lambda: "no more needed", HOW)
    read_back(told, form, submit=False)
    assert "status" in [field for _, field in told.conflicts()]


def test_a_submitted_month_is_not_changed_by_a_form(told: Partnership) -> None:
    form = filled_in(text_of(told))
    told.submit()
    with pytest.raises(RuleBroken, match="was submitted on Sat 3 August 2024, so it is not changed"):
        read_back(told, form)
    assert status_of(told, "visit")[0] == "planned", "nothing of it was read"


def test_a_month_that_goes_on_is_kept_as_a_draft(told: Partnership) -> None:
    from datetime import datetime

    from cop.months.forms.taking import take

    filled = from_text.read(filled_in(text_of(told)).encode(), "form.md")
    how = HOW._replace(now=datetime.fromisoformat("2024-07-20T08:00:00+00:00"))
    with told.store.writing("month read") as draft:
        taken = take(draft, filled, how, actor="pat-pm", submit=None)
    assert not taken.submitted and taken.remarks == ["kept as a draft: the month is not over"]
    with pytest.raises(RuleBroken, match="July 2024 is not over"), told.store.writing("month read") as draft:
        take(draft, filled, how, actor="pat-pm", submit=True)


def test_a_form_that_nobody_filled_in_is_refused(partnership: Partnership) -> None:
    partnership.hold("call")
    with pytest.raises(Findings, match="nobody filled this form in"):
        read_back(partnership, text_of(partnership))


def test_a_form_whose_text_cop_knew_already_may_be_sent_back_as_it_is(told: Partnership) -> None:
    assert read_back(told, text_of(told)).submitted


def test_nothing_to_report_is_ticked(partnership: Partnership) -> None:
    form = text_of(partnership, "lct-seb").replace("[ ] Write an x between", "[x] Write an x between")
    read_back(partnership, form)
    month = partnership.told("lct-seb")
    assert month is not None and month.nothing_to_report and month.status == "submitted"


def test_a_formula_in_a_text_stays_the_text_that_it_is(told: Partnership) -> None:
    link = '=HYPERLINK("http://example.invalid","click")'
    read_back(told, text_of(told).replace("## What comes next month\n", f"## What comes next month\n\n{link}"))
    month = told.told()
    assert month is not None and month.next_month == link


def test_what_a_chat_does_to_a_form_is_borne(told: Partnership) -> None:
    read_back(told, sample(told, "pasted-through-a-chat"))
    month = told.told()
    assert month is not None and month.problems == "No permit"
    assert status_at(told, "sc7", "m-zli-mayor") == "present"


def test_digits_of_any_script_are_read_in_references_and_kept_in_texts(told: Partnership) -> None:
    read_back(told, sample(told, "arabic-indic-digits"))
    month = told.told()
    assert month is not None and month.next_month == "١٢ boats"
    assert status_at(told, "sc7", "m-zli-mayor") == "present"
    with told.store.reading():
        assert get(told.db, Action, "a1").status == "done"


TROUBLES = {
    "unknown-person": ["form.md:14: no person is called", 'form.md:15: no person is called "somebody"'],
    "same-person-twice": ["form.md:12: u-zli-po stands a second time under this meeting"],
    "unknown-answer": [
        'form.md:14: "on the way" is no way to take part',
        'form.md:16: "perhaps" is neither yes nor no',
    ],
    "unknown-meeting": ['form.md:13: no meeting or event is called "sc70"'],
    "same-meeting-twice": ["form.md:13: call stands a second time"],
    "changed-heading": ['the heading "What went wrong, or is in the way" is missing'],
    "missing-heading": ['the heading "What help we ask for" is missing'],
    "heading-twice": ['"What was done" stands a second time', '"What help we ask for" is missing'],
    "meetings-without-heading": ['form.md:8: "1. Partnership call, Wed 3 July [call]: yes" stands under no heading'],
    "remark-between-answers": ['form.md:15: "He came late because of the storm." answers nothing here'],
    "nothing-and-a-text": ["it says that there is nothing to report, and tells: What was done, What comes next month"],
    "last-line-missing": ["the last line of the form is missing"],
    "unknown-action": ['form.md:23: no action is called "a9"'],
    "half-ticked": ['form.md:23: "?" is neither yes nor no'],
}


@pytest.mark.parametrize("name", TROUBLES)
def test_every_trouble_of_a_form_is_told_with_its_line_and_nothing_is_read(told: Partnership, name: str) -> None:
    with pytest.raises(Findings) as refused:
        read_back(told, sample(told, name))
    for said in TROUBLES[name]:
        assert said in refused.value.message
    assert status_of(told, "sc7")[0] == "planned"


@pytest.mark.parametrize("text", ["", "Good morning", "cop: 1\npartners: []"])
def test_what_is_no_form_is_refused_in_one_sentence(told: Partnership, text: str) -> None:
    with pytest.raises(Findings) as refused:
        read_back(told, text)
    assert refused.value.message == "form.md: this is no form of a month"


def test_every_sample_is_tried() -> None:
    borne = {"pasted-through-a-chat", "arabic-indic-digits", "README"}
    assert {path.stem for path in SAMPLES.glob("*.md")} == {*TROUBLES, *borne}


def test_a_form_is_refused_where_its_last_line_stands(told: Partnership) -> None:
    form = text_of(told)
    with pytest.raises(Findings, match=r"form\.md:46: this form is of version 9"):
        read_back(told, form.replace("cop-form.1.", "cop-form.9."))


def test_submitting_needs_to_know_who_does_it(told: Partnership) -> None:
    with pytest.raises(BadInput, match="who submits is not known"):
        read_back(told, filled_in(text_of(told)), by=None)
    assert status_of(told, "sc7")[0] == "planned"
