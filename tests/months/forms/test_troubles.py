"""Troubles that forms came back with: nothing that somebody typed vanishes without a word."""

import dataclasses
from collections.abc import Callable
from typing import Any

import pytest

from cop.exchange.findings import Findings
from cop.meetings.operations import actions
from cop.meetings.operations import attendance as attending
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Action
from cop.months.forms import as_xlsx, from_text, from_xlsx
from cop.months.forms.stamp import FORM
from cop.store.references import get
from cop.teams.queries import programme
from cop.teams.records import Partner
from tests.months.conftest import HOW, Partnership
from tests.months.forms.conftest import form_of, read_back, status_at, text_of
from tests.months.forms.test_from_xlsx import edited

NEXT = "## What comes next month\n"


def refused(partnership: Partnership, said: str | bytes) -> str:
    with pytest.raises(Findings) as found:
        read_back(partnership, said)
    return "\n".join(one.with_hint() for one in found.value.found)


def row_of(sheet: Any, text: str) -> int:
    return next(int(row[0].row) for row in sheet.iter_rows() if text in (cell.value for cell in row))


def sheet_with(partnership: Partnership, edit: Callable[[Any], None], language: str = "en") -> bytes:
    return edited(as_xlsx.render(form_of(partnership, language=language)), edit)


@pytest.mark.parametrize("text", ["We keep the cop-form in a drawer", "cop-form.1. is what we sent", "cop-form"])
def test_a_text_that_names_the_last_line_is_a_text(told: Partnership, text: str) -> None:
    read_back(told, text_of(told).replace(NEXT, f"{NEXT}\n{text}\n"))
    month = told.told()
    assert month is not None and month.next_month == text


def test_a_last_line_that_was_cut_is_told_as_such(told: Partnership) -> None:
    form = text_of(told)
    stamp = FORM.search(form)
    assert stamp and "cut or changed" in refused(told, form.replace(stamp[0], stamp[0][:30]))


@pytest.mark.parametrize("column", ["B", "D", "E", "Z"])
def test_a_text_written_beside_a_heading_is_taken_over(told: Partnership, column: str) -> None:
    def edit(sheet: Any) -> None:
        sheet[f"{column}{row_of(sheet, 'What comes next month')}"] = "Equipment"

    read_back(told, sheet_with(told, edit))
    month = told.told()
    assert month is not None and month.next_month == "Equipment"


def test_a_text_written_beside_a_text_is_taken_over(told: Partnership) -> None:
    def edit(sheet: Any) -> None:
        sheet[f"E{row_of(sheet, 'What comes next month') + 1}"] = "Equipment"
        sheet[f"G{row_of(sheet, 'What help we ask for') + 2}"] = "Fuel"

    read = from_xlsx.read(sheet_with(told, edit), "form.xlsx")
    assert (read.texts["next_month"].answer, read.texts["help_asked"].answer) == ("Equipment", "Fuel")


@pytest.mark.parametrize(
    ("beside", "column"),
    [("call", "E"), ("call", "C"), ("m-zli-pm", "C"), ("m-zli-pm", "H"), ("a1", "E"), ("a1", "C"), ("Meetings", "D"),
     ("Nothing to report", "E"), ("July 2024, Zliten", "F")],
)  # fmt: skip
def test_what_stands_where_no_answer_is_looked_for_is_told_by_its_cell(
    told: Partnership, beside: str, column: str
) -> None:
    cells = []

    def edit(sheet: Any) -> None:
        cells.append(f"{column}{row_of(sheet, beside)}")
        sheet[cells[0]] = "the mayor left early, on the whole, at 11"

    data = sheet_with(told, edit)
    said = refused(told, data)
    assert f'"the mayor left early, on the whole, at 11" in {cells[0]} answers nothing (tell it under "What was' in said


def test_an_answer_in_a_row_without_a_reference_is_told(told: Partnership) -> None:
    def edit(sheet: Any) -> None:
        sheet.insert_rows(8)
        sheet["D8"] = "present"

    assert '"present" in D8 answers nothing' in refused(told, sheet_with(told, edit))


def test_a_yes_beside_the_heading_nothing_to_report_counts(partnership: Partnership) -> None:
    def edit(sheet: Any) -> None:
        sheet[f"D{row_of(sheet, 'Nothing to report')}"] = "yes"

    read_back(partnership, edited(as_xlsx.render(form_of(partnership, "lct-seb")), edit))
    month = partnership.told("lct-seb")
    assert month is not None and month.nothing_to_report


def test_words_on_another_sheet_are_told(told: Partnership) -> None:
    def edit(sheet: Any) -> None:
        sheet.parent.create_sheet("Empty")
        sheet.parent.create_sheet("Notes")["B2"] = "We need fuel"

    said = refused(told, sheet_with(told, edit))
    assert 'the sheet "Notes" is not empty' in said and "Empty" not in said


def test_a_comment_on_a_cell_is_told(told: Partnership) -> None:
    from openpyxl.comments import Comment

    def edit(sheet: Any) -> None:
        sheet["D7"].comment = Comment("he came late", "somebody")

    assert "comments stand beside cells" in refused(told, sheet_with(told, edit))


def test_a_sheet_that_lies_about_its_size_is_read_whole(told: Partnership) -> None:
    import io
    import re
    import zipfile

    from tests.months.forms.test_from_xlsx import with_part

    data, part = as_xlsx.render(form_of(told)), "xl/worksheets/sheet1.xml"
    xml = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:A2"', zipfile.ZipFile(io.BytesIO(data)).read(part))
    assert [met.answer for met in from_xlsx.read(with_part(data, part, xml), "f").meetings] == ["yes", "", ""]


@pytest.mark.parametrize("tick", ["x", "X", "v", "✓", "yes", "done", "Done", "نعم", "تم", " x "])
def test_an_action_is_ticked_by_any_word_that_says_so(told: Partnership, tick: str) -> None:
    read_back(told, text_of(told).replace("[ ] Send", f"[{tick}] Send"))
    with told.store.reading():
        assert get(told.db, Action, "a1").status == "done"


def test_an_answer_after_an_action_counts_too(told: Partnership) -> None:
    read_back(told, text_of(told).replace("[a1]", "[a1]: done"))
    with told.store.reading():
        assert get(told.db, Action, "a1").status == "done"


@pytest.mark.parametrize("tick", ["xx", "-", "half", "in July"])
def test_a_tick_that_is_not_understood_is_told(told: Partnership, tick: str) -> None:
    assert f'"{tick}" is neither yes nor no' in refused(told, text_of(told).replace("[ ] Send", f"[{tick}] Send"))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("[ ] Send", "x Send", 'the brackets before "x Send the zone map, by Mon 15 July [a1]" are missing'),
        ("[a1]", "[a1]: on Friday", '"on Friday" is neither yes nor no'),
        ("[ ] Send the zone map, by Mon 15 July [a1]", "[x] Send [a1]: by mail", '"by mail" answers nothing here'),
        ("nothing to report.", "nothing to report. Fuel", 'if there is nothing to …" answers nothing here'),
        ("[ ] Write an x between the brackets if", "[done?] Write an x between the brackets if", '"done?" is neither'),
        ("- Mayor [m-zli-mayor]:", "- [x] Mayor [m-zli-mayor]:", '"x" is no way to take part'),
    ],
)
def test_words_around_a_tick_are_told(told: Partnership, was: str, becomes: str, said: str) -> None:
    form = text_of(told)
    assert was in form and said in refused(told, form.replace(was, becomes, 1))


def test_nothing_to_report_is_ticked_by_a_word(partnership: Partnership) -> None:
    read_back(partnership, text_of(partnership, "lct-seb").replace("[ ] Write", "[done] Write"))
    month = partnership.told("lct-seb")
    assert month is not None and month.nothing_to_report


def test_an_answer_in_brackets_after_a_name_counts(told: Partnership) -> None:
    read_back(told, text_of(told).replace("[m-zli-mayor]:", "[m-zli-mayor]: [excused]"))
    assert status_at(told, "sc7", "m-zli-mayor") == "excused"


def test_a_text_that_comes_back_empty_stays_and_is_told(told: Partnership) -> None:
    form = text_of(told).replace("Works began\nin the port", "").replace(NEXT, f"{NEXT}\nNets")
    taken = read_back(told, form)
    month = told.told()
    assert month is not None and month.done == "Works began\nin the port"
    assert taken.remarks == [
        '"What was done" was emptied on the form; it stays as it was: '
        'cop month write 2024-07 --team lct-zli --done "" takes it away',
        "kept as a draft: cop month submit 2024-07 --team lct-zli submits it as it stands",
    ]
    assert read_back(told, form, submit=True).submitted


def test_answers_that_come_back_empty_stay_and_are_told(told: Partnership) -> None:
    with told.store.writing("action done") as draft:
        actions.done(draft, get(draft.db, Action, "a1"), None, HOW)
    form = text_of(told)
    form = form.replace("[call]: yes", "[call]:").replace("[m-zli-pm]: online", "[m-zli-pm]:", 1).replace("[x]", "[ ]")
    taken = read_back(told, form, submit=False)
    told_of = [remark.partition(" was emptied on the form")[0] for remark in taken.remarks]
    assert sorted(told_of) == ["a1", "call", "m-zli-pm at call"]
    assert "cop attendance clear call m-zli-pm takes it away" in "".join(taken.remarks)
    assert status_at(told, "call", "m-zli-pm") == "online"


def test_what_a_colleague_took_away_meanwhile_is_not_told_again(told: Partnership) -> None:
    form = text_of(told).replace("Works began\nin the port", "").replace(NEXT, f"{NEXT}\nNets")
    told.write(done="")
    assert read_back(told, form).remarks == []


def test_nothing_to_report_that_is_no_more_ticked_is_told(partnership: Partnership) -> None:
    partnership.write("lct-seb", nothing=True)
    form = text_of(partnership, "lct-seb").replace("[x] Write", "[ ] Write")
    taken = read_back(partnership, form)
    assert not taken.submitted and '"Nothing to report" was emptied on the form' in taken.remarks[0]


@pytest.mark.parametrize("sign", ["> ", ">", ">> ", "> > "])
@pytest.mark.parametrize("before", ["", "On Mon 5 August 2024 somebody wrote:\n\n"])
def test_a_form_that_a_mail_quotes_is_read_as_it_was(told: Partnership, sign: str, before: str) -> None:
    form = text_of(told, markdown=False).replace("What comes next month\n", "What comes next month\n\nNets\n> and fuel")
    quoted = before + "".join(f"{sign}{line}".rstrip() + "\n" for line in form.splitlines())
    read_back(told, quoted)
    month = told.told()
    assert month is not None and (month.next_month, month.problems) == ("Nets\n> and fuel", None)
    assert month.done == "Works began\nin the port"


def test_a_quotation_in_a_text_stays(told: Partnership) -> None:
    read_back(told, text_of(told).replace(NEXT, f"{NEXT}\n> Nets"))
    month = told.told()
    assert month is not None and month.next_month == "> Nets"


def test_a_sentence_of_the_form_that_a_mail_broke_is_no_answer(told: Partnership) -> None:
    form = text_of(told).replace("name: present, online", "name:\npresent, online")
    read_back(told, form.replace(NEXT, f"{NEXT}\nNets"))
    month = told.told()
    assert month is not None and month.next_month == "Nets"


def test_what_stands_after_the_last_line_is_told(told: Partnership) -> None:
    taken = read_back(told, text_of(told) + "\nBest regards\nthe team of Zliten\n")
    assert taken.remarks == ['not read, after the last line of the form: "Best regards the team of Zliten"']


@pytest.mark.parametrize(
    ("answer", "rest", "word"),
    [("yes, but the mayor left early", "but the mayor left early", "yes"), ("نعم، بلا قرار", "بلا قرار", "نعم")],
)
def test_words_after_yes_are_told(told: Partnership, answer: str, rest: str, word: str) -> None:
    said = refused(told, text_of(told).replace("[sc7]:", f"[sc7]: {answer}"))
    assert f'"{rest}" has no place after {word} (leave {word}, and tell the rest under "What was done")' in said


def test_why_a_meeting_did_not_take_place_may_stand_after_an_arabic_comma(told: Partnership) -> None:
    read_back(told, text_of(told).replace("[visit]:", "[visit]: لا، عاصفة"))
    with told.store.reading():
        of = find_sitting(told.db, "visit")
    assert (of.status, of.reason) == ("cancelled", "عاصفة")


def test_who_came_to_a_meeting_that_did_not_take_place_is_told(told: Partnership) -> None:
    form = text_of(told).replace("[sc7]:", "[sc7]: no").replace("[m-zli-mayor]:", "[m-zli-mayor]: online")
    assert '"online" is said of a meeting that did not take place' in refused(told, form)


def test_another_reason_of_a_meeting_that_was_cancelled_meanwhile_is_told(told: Partnership) -> None:
    form = text_of(told).replace("[visit]:", "[visit]: no, storm at sea")
    with told.store.writing("meeting cancel") as draft:
        attending.did_not_take_place(draft, find_sitting(draft.db, "visit"), "no boat")
    assert 'visit is cancelled already, so this was not taken over: "storm at sea"' in read_back(told, form).remarks


@pytest.mark.parametrize("markdown", [True, False])
def test_brackets_in_titles_that_cop_itself_wrote_are_no_trouble(partnership: Partnership, markdown: bool) -> None:
    with partnership.store.writing("import") as draft:
        own = programme(draft.db)
        draft.edit(own, dataclasses.replace(own, title="1. REBUILD [phase 2]"))
        team = get(draft.db, Partner, "m-zli")
        draft.edit(team, dataclasses.replace(team, name="[Old] Zliten [centre]"))
    form = text_of(partnership, markdown=markdown)
    assert "[phase 2]" in form and "[centre]" in form
    read_back(partnership, form.replace("What was done\n", "What was done\n\nWorks"))
    month = partnership.told()
    assert month is not None and month.done == "Works"
    assert from_xlsx.read(as_xlsx.render(form_of(partnership)), "form.xlsx").stamp


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("## ما تم إنجازه\n", "", 'the heading "ما تم إنجازه" is missing'),
        ("[m-zli-mayor]:", "[m-zli-mayor]: جاء", "write حاضر, عن بعد, معتذر or غائب"),
        ("[sc7]:", "[sc7]: ربما", '"ربما" is neither نعم nor لا'),
        ("[sc7]:", "[sc7]: نعم، بلا قرار", 'under "ما تم إنجازه"'),
        ("## الإجراءات\n", "ملاحظة\n\n## الإجراءات\n", 'tell it under "ما تم إنجازه"'),
    ],
)
def test_troubles_of_an_arabic_form_name_its_own_words(told: Partnership, was: str, becomes: str, said: str) -> None:
    form = text_of(told, language="ar")
    assert was in form and said in refused(told, form.replace(was, becomes, 1))


def test_a_form_is_of_the_language_of_its_headings(told: Partnership) -> None:
    for language in ("en", "ar"):
        filled = from_text.read(text_of(told, language=language).encode(), "form.md")
        assert filled.words.language == language
