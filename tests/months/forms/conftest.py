"""The form of Zliten's July, written and read back."""

from collections.abc import Callable

import pytest

from cop.documents.words import Words
from cop.months.forms import as_text, as_xlsx, from_text, from_xlsx
from cop.months.forms.filled import Filled
from cop.months.forms.form import Form, form
from cop.months.forms.taking import Taken, take
from cop.store.references import find
from tests.months.conftest import HOW, TRIPOLI, Partnership

Fill = Callable[[str], str]


def form_of(partnership: Partnership, team: str = "lct-zli", language: str = "en") -> Form:
    at = partnership.known(team)
    with partnership.store.reading():
        return form(partnership.db, at, Words(language, TRIPOLI))


def text_of(partnership: Partnership, team: str = "lct-zli", language: str = "en", *, markdown: bool = True) -> str:
    return as_text.render(form_of(partnership, team, language), markdown=markdown).decode()


def read_back(
    partnership: Partnership, said: str | bytes | Filled, *, by: str | None = "pat-pm", submit: bool | None = None
) -> Taken:
    """Read a form that came back, as `cop month read` does."""
    if isinstance(said, str):
        said = from_text.read(said.encode(), "form.md")
    filled = from_xlsx.read(said, "form.xlsx") if isinstance(said, bytes) else said
    with partnership.store.writing("month read") as draft:
        return take(draft, filled, HOW, actor=by, submit=submit)


def status_at(partnership: Partnership, meeting: str, person: str) -> str | None:
    with partnership.store.reading():
        rows = partnership.db.all(
            "SELECT status FROM attendance WHERE meeting = :meeting AND person = :person",
            meeting=find(partnership.db, "meeting", meeting), person=partnership.person(person),
        )  # fmt: skip
    return str(rows[0][0]) if rows else None


@pytest.fixture
def told(partnership: Partnership) -> Partnership:
    """Return the partnership where something is known already: the call was held, a text is begun, an action done."""
    partnership.mark("call", m_zli_pm="online")
    partnership.write(done="Works began\nin the port")
    return partnership


__all__ = ["as_text", "as_xlsx"]
