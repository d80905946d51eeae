"""The sheet on which those who come sign: a line for everyone invited, in any language."""

import pytest

from cop.documents.blocks import Document, Heading, Paragraph, Table
from cop.documents.words import Words
from cop.kernel.types import Day, Zone
from cop.meetings import signing
from cop.store import naming, references
from cop.teams.records import Partner, Person
from tests.meetings.conftest import Partnership


@pytest.fixture
def planned(partnership: Partnership) -> Partnership:
    """The partnership before a committee in Rome and a workshop of two days, with a role and a town in Arabic."""
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]", minutes=180, place="Villa", mode="in_presence")
    partnership.plan("com1", "media-net", "2024-07-30T00:00[Africa/Tripoli]", last_on=Day("2024-07-31"))
    with partnership.store.writing("translate") as draft:
        naming.translate(draft, references.get(draft.db, Person, "zli-mayor"), "title", "ar", "العميد")
        naming.translate(draft, references.get(draft.db, Partner, "m-zli"), "name", "ar", "زليتن")
    return partnership


def sheet(of: Partnership, meeting: str, language: str = "en") -> Document:
    return signing.sheet(of.db, of.sitting(meeting), Words(language, Zone("Africa/Tripoli")))


def people(document: Document) -> list[tuple[str, ...]]:
    (table, *_) = [block for block in document.blocks if isinstance(block, Table)]
    return [tuple(cell.text for cell in row) for row in table.rows]


def test_everyone_invited_has_a_line_to_sign(planned: Partnership) -> None:
    document = sheet(planned, "sc7")
    assert (document.title, document.subtitle) == ("Attendance sheet", "Meeting sc7")
    assert people(document) == [("1", "zli-mayor", "m-zli", signing.LINE), ("2", "pat-dir", "pat", signing.LINE)]
    assert document.facts == (
        ("Convened by", "Body sc"), ("Date", "Wednesday 10 July 2024"), ("Hours", "11:00-14:00 in Rome"),
        ("Place", "Villa"), ("Held", "in presence"),
    )  # fmt: skip


def test_guests_have_empty_lines_of_their_own(planned: Partnership) -> None:
    _, heading, guests = sheet(planned, "sc7").blocks
    assert heading == Heading("Guests", 2) and isinstance(guests, Table)
    assert [column.title for column in guests.columns] == ["", "Name", "Organisation", "Signature"]
    assert len(guests.rows) == signing.GUESTS


def test_several_days_have_a_column_each(planned: Partnership) -> None:
    document = sheet(planned, "com1")
    table = document.blocks[0]
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["", "Role", "Partner", "Tue 30 July", "Wed 31 July"]
    assert document.facts[1] == ("Date", "Tuesday 30 July 2024 - Wednesday 31 July 2024")


def test_in_arabic_it_runs_from_right_to_left_with_the_words_of_the_programme(planned: Partnership) -> None:
    document = sheet(planned, "sc7", "ar")
    assert (document.direction, document.language) == ("rtl", "ar-LY")
    assert people(document)[1][1:3] == ("العميد", "زليتن")


def test_a_meeting_to_which_nobody_is_invited_says_so(planned: Partnership) -> None:
    with planned.store.writing("body new") as draft:
        from cop.kernel.types import Word
        from cop.teams.records import Body

        draft.add(Body(code="empty", title="Empty", kind=Word("working_group")))
    planned.plan("e1", "empty", "2024-07-12T11:00[Europe/Rome]")
    assert sheet(planned, "e1").blocks[0] == Paragraph("no data: nobody was invited", role="empty")


def test_the_same_meeting_gives_the_same_sheet(planned: Partnership) -> None:
    assert sheet(planned, "sc7") == sheet(planned, "sc7")
