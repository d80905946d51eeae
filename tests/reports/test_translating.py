"""The sheet of what lacks a translation: what is on it, and how it comes back."""

import csv
from dataclasses import replace
from io import StringIO

import pytest

from cop.exchange.findings import Findings
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Month, Word
from cop.meetings.records import Action, Decision
from cop.months.records import TeamMonth
from cop.reports.records import MonthReport
from cop.reports.translating import COLUMNS, Taken, take, untranslated, written
from cop.store import queries
from cop.store.records import Translation
from cop.teams.records import Body
from tests.meetings.conftest import Partnership

JULY = Month("2024-07")


def sheet(there: Partnership, language: str = "ar", month: Month | None = None) -> list[dict[str, str]]:
    """Return the sheet as Excel shows it."""
    text = written(untranslated(there.db, language, month), language)
    return list(csv.DictReader(StringIO(text.removeprefix("\ufeff"), newline="")))


def back(there: Partnership, rows: list[dict[str, str]], delimiter: str = ",") -> Taken:
    """Read a sheet back as Excel saves it."""
    stream = StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    with there.store.writing("report read") as draft:
        return take(draft, ("\ufeff" + stream.getvalue()).encode(), "ar.csv")


def only(rows: list[dict[str, str]], text: str, translation: str) -> list[dict[str, str]]:
    """Return the row of a text, filled in."""
    found = [row for row in rows if row["text"] == text]
    return [row | {[*row][-1]: translation} for row in found]


def translations(there: Partnership) -> list[tuple[str, ...]]:
    return there.db.all("SELECT attribute, language, words FROM translation ORDER BY attribute, words")


def narrate(there: Partnership) -> None:
    team = there.body("lct-zli")
    with there.store.writing("test") as draft:
        draft.add(TeamMonth(body=team, month=JULY, done="Works began in the port", problems="انقطاع الكهرباء"))
        draft.add(TeamMonth(body=team, month=Month("2024-06"), done="Nothing new"))
        draft.add(MonthReport(month=JULY, summary="A quiet month"))


# What is on the sheet


def test_every_title_without_a_translation_is_on_the_sheet(partnership: Partnership) -> None:
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    meeting = partnership.sitting("sc7").id
    with partnership.store.writing("test") as draft:
        draft.add(Decision(title="Year-4 plan approved", body=partnership.body("sc"), meeting=meeting, code="d1"))
        draft.add(Action(title="Send the form", owner=partnership.body("pmu"), due_on=Day("2024-07-31")))
    told = {(row["what it is"], row["field"], row["text"]) for row in sheet(partnership)}
    assert ("meeting sc7", "title", "Meeting sc7") in told
    assert ("decision d1", "title", "Year-4 plan approved") in told
    assert ("action", "title", "Send the form") in told
    assert {what.split()[0] for what, _, _ in told} >= {"programme", "partner", "person", "body"}


def test_the_sheet_names_its_language_and_opens_in_excel(partnership: Partnership) -> None:
    text = written(untranslated(partnership.db, "ar"), "ar")
    assert text.startswith("\ufeffrecord,what it is,field,text,translation (ar)\r\n")


def test_a_months_sheet_has_what_teams_and_secretariat_wrote_of_it(partnership: Partnership) -> None:
    narrate(partnership)
    told = [(row["what it is"], row["field"], row["text"]) for row in sheet(partnership, "ar", JULY)]
    assert ("team month lct-zli 2024-07", "done", "Works began in the port") in told
    assert ("report 2024-07", "summary", "A quiet month") in told
    assert "Nothing new" not in {text for _, _, text in told}, "another month"


def test_what_is_written_in_the_script_of_the_language_needs_no_translation(partnership: Partnership) -> None:
    narrate(partnership)
    in_arabic = "انقطاع الكهرباء"
    assert in_arabic not in {row["text"] for row in sheet(partnership, "ar", JULY)}
    assert [row["text"] for row in sheet(partnership, "en", JULY)] == [in_arabic]


def test_what_is_translated_already_is_not_on_the_sheet(partnership: Partnership) -> None:
    back(
        partnership,
        only(sheet(partnership), "Meeting of the year", "x") or only(sheet(partnership), "REBUILD", "إعمار"),
    )
    assert "REBUILD" not in {row["text"] for row in sheet(partnership)}


def test_the_same_title_translated_elsewhere_is_offered(partnership: Partnership) -> None:
    with partnership.store.writing("test") as draft:
        board = draft.add(Body(code="tb2", title="Technical Board", kind=Word("technical_board")))
        draft.add(Body(code="tb3", title="Technical Board", kind=Word("technical_board")))
        draft.add(Translation(subject=board.id, attribute=Word("title"), language=Word("ar"), words="المجلس الفني"))
    offered = {row["what it is"]: row["translation (ar)"] for row in sheet(partnership)}
    assert offered["body tb3"] == "المجلس الفني" and "body tb2" not in offered


def test_a_date_called_as_its_series_is_translated_with_it(partnership: Partnership) -> None:
    partnership.begin("vpm", "tb", "monthly on first wed", "2024-07-03T11:00[Africa/Tripoli]")
    partnership.postpone("vpm/2024-07-03", "2024-07-04T11:00[Africa/Tripoli]")
    told = [row["what it is"] for row in sheet(partnership) if row["text"] == "Series vpm"]
    assert told == ["series vpm"]


def test_a_title_that_would_be_a_formula_is_none_in_excel_and_comes_back_as_it_was(partnership: Partnership) -> None:
    with partnership.store.writing("test") as draft:
        draft.add(Body(code="evil", title='=HYPERLINK("http://x")', kind=Word("circle")))
    (row,) = [row for row in sheet(partnership) if row["what it is"] == "body evil"]
    assert row["text"] == '\'=HYPERLINK("http://x")'
    assert back(partnership, [row | {"translation (ar)": "'=خلية"}]).new == 1
    assert ("title", "ar", "=خلية") in translations(partnership)


def test_a_language_that_cop_does_not_speak_has_no_sheet(partnership: Partnership) -> None:
    with pytest.raises(BadInput, match='cop does not speak "sw" yet'):
        untranslated(partnership.db, "sw")


# How it comes back


def test_a_filled_sheet_becomes_translations(partnership: Partnership) -> None:
    narrate(partnership)
    rows = sheet(partnership, "ar", JULY)
    rows = only(rows, "A quiet month", "شهر هادئ") + only(rows, "Works began in the port", "بدأت الأعمال\nفي الميناء")
    assert back(partnership, rows) == Taken("ar", new=2, changed=0, unchanged=0)
    assert translations(partnership) == [("done", "ar", "بدأت الأعمال\nفي الميناء"), ("summary", "ar", "شهر هادئ")]


def test_a_sheet_that_excel_saved_with_semicolons_is_read_too(partnership: Partnership) -> None:
    assert back(partnership, only(sheet(partnership), "REBUILD", "إعمار"), delimiter=";").new == 1


def test_a_row_without_a_translation_says_nothing(partnership: Partnership) -> None:
    assert back(partnership, sheet(partnership)) == Taken("ar", 0, 0, 0)
    assert translations(partnership) == []


def test_reading_a_sheet_twice_changes_nothing(partnership: Partnership) -> None:
    rows = only(sheet(partnership), "REBUILD", "إعمار")
    assert back(partnership, rows).new == 1
    assert back(partnership, rows) == Taken("ar", new=0, changed=0, unchanged=1)


def test_a_better_translation_takes_the_place_of_the_first_and_keeps_its_note(partnership: Partnership) -> None:
    rows = only(sheet(partnership), "REBUILD", "إعمار")
    back(partnership, rows)
    with partnership.store.writing("test") as draft:
        (record,) = draft.db.all("SELECT id FROM translation")[0]
        draft.set("translation", Id(record), "note", "asked the liaison")
    assert back(partnership, only(rows, "REBUILD", "إعادة البناء")).changed == 1
    assert partnership.db.all("SELECT words, note FROM translation") == [("إعادة البناء", "asked the liaison")]


def test_a_text_that_was_changed_meanwhile_is_not_translated(partnership: Partnership) -> None:
    rows = only(sheet(partnership), "REBUILD", "إعمار")
    rows[0]["text"] = "REBUILT"
    with pytest.raises(Findings, match=r"ar\.csv:2: the title of programme rebuild was changed meanwhile"):
        back(partnership, rows)


def test_all_that_is_wrong_is_told_together_and_nothing_is_taken(partnership: Partnership) -> None:
    (row,) = only(sheet(partnership), "REBUILD", "إعمار")
    wrong = [
        row,
        row | {"record": "zzzzzzzzzzzz"},
        row | {"field": "kind"},
        row | {"text": "Something else"},
        row | {"translation (ar)": "شيء آخر"},
    ]
    with pytest.raises(Findings) as found:
        back(partnership, wrong)
    said = [finding.message for finding in found.value.found]
    assert said == [
        'no record has the id "zzzzzzzzzzzz"',
        'it has no text called "kind"',
        "the title of programme rebuild was changed meanwhile",
        "the title of programme rebuild has two translations",
    ]
    assert [finding.line for finding in found.value.found] == [3, 4, 5, 6]
    assert translations(partnership) == []


def test_a_changed_first_line_is_told(partnership: Partnership) -> None:
    (row,) = only(sheet(partnership), "REBUILD", "إعمار")
    with pytest.raises(Findings, match=r"columns are missing: text, one translation \(ar\)"):
        back(partnership, [{"record": row["record"], "what it is": "", "field": "title", "ar": "x"}])
    in_swahili = dict(zip([*COLUMNS, "translation (sw)"], row.values(), strict=True))
    with pytest.raises(Findings, match='cop does not speak "sw" yet'):
        back(partnership, [in_swahili])


# What was rewritten


def test_a_text_that_was_rewritten_is_on_the_sheet_again(partnership: Partnership) -> None:
    narrate(partnership)
    back(partnership, only(sheet(partnership, month=JULY), "A quiet month", "شهر هادئ"))
    assert not only(sheet(partnership, month=JULY), "A quiet month", "")
    with partnership.store.writing("report write") as draft:
        report = queries.every(draft.db, MonthReport)[0]
        draft.edit(report, replace(report, summary="A month of floods"))
    (row,) = only(sheet(partnership, month=JULY), "A month of floods", "شهر الفيضانات")
    told = back(partnership, [row])
    assert (told.changed, translations(partnership)[-1]) == (1, ("summary", "ar", "شهر الفيضانات"))
    assert not only(sheet(partnership, month=JULY), "A month of floods", "")


def test_the_old_words_that_are_said_again_are_of_the_new_text(partnership: Partnership) -> None:
    narrate(partnership)
    back(partnership, only(sheet(partnership, month=JULY), "A quiet month", "شهر هادئ"))
    with partnership.store.writing("report write") as draft:
        report = queries.every(draft.db, MonthReport)[0]
        draft.edit(report, replace(report, summary="A calm month"))
    rows = only(sheet(partnership, month=JULY), "A calm month", "شهر هادئ")
    assert [back(partnership, rows).changed, back(partnership, rows).unchanged] == [1, 1]
    assert not only(sheet(partnership, month=JULY), "A calm month", "")
