"""A form as a chat message and as Markdown."""

from pathlib import Path

import pytest

from cop.months.forms import from_text
from cop.months.forms.stamp import FORM
from tests.months.conftest import Partnership
from tests.months.forms.conftest import text_of

GOLDEN = Path(__file__).parents[2] / "golden" / "months"


def without_stamp(text: str) -> str:
    assert FORM.search(text)
    return FORM.sub("STAMP", text)


@pytest.mark.parametrize(("name", "language"), [("zliten-july.en.md", "en"), ("zliten-july.ar.md", "ar")])
def test_a_form_reads_as_it_always_did(told: Partnership, name: str, language: str) -> None:
    assert without_stamp(text_of(told, language=language)) == (GOLDEN / name).read_text(encoding="utf-8")


def test_a_chat_message_is_the_same_without_marks_of_markdown(told: Partnership) -> None:
    plain, marked = text_of(told, markdown=False), text_of(told)
    assert "#" not in plain and plain == marked.replace("## ", "").replace("# ", "")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_was_known_is_read_back_as_it_was(told: Partnership, language: str) -> None:
    filled = from_text.read(text_of(told, language=language).encode(), "form.md")
    assert [met.ref for met in filled.meetings] == ["call", "sc7", "visit"]
    assert [bool(met.answer) for met in filled.meetings] == [True, False, False]
    assert [said.ref for said in filled.meetings[0].people] == ["m-zli-pm", "u-zli-po"]
    assert [said.ref for said in filled.actions] == ["a1", "a2"]
    assert filled.texts["done"].answer == "Works began\nin the port" and filled.texts["problems"].answer == ""


def test_a_month_without_meetings_has_no_such_section(partnership: Partnership) -> None:
    with partnership.store.writing("meeting remove") as draft:
        from cop.meetings.records import Meeting
        from cop.store import queries

        for meeting in queries.every(draft.db, Meeting):
            draft.remove(meeting)
    assert "Meetings" not in text_of(partnership, "lct-seb")


def test_the_same_month_gives_the_same_bytes(told: Partnership) -> None:
    assert text_of(told) == text_of(told)
