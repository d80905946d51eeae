"""cop month form and read: a form goes out on the screen or as a file, and a file comes back."""

import os
import sys
from datetime import datetime
from typing import TYPE_CHECKING

from cop.console.emit import say
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Id, Month
from cop.months.forms.form import Form
from cop.store.database import Database

if TYPE_CHECKING:
    from cop.months.forms.filled import Filled
    from cop.months.forms.taking import Taken

SCREEN = "-"
TEXTS = {".md": True, ".markdown": True, ".txt": False, "": False}
"""Endings of files that hold a form as text, and whether it is Markdown."""
SHEET = ".xlsx"
ZIPPED = b"PK"
OLD = b"\xd0\xcf\x11\xe0"
"""How a workbook begins, and how one of an old kind or with a password does."""


def made(db: Database, body: Id, month: Month, language: str | None, now: datetime) -> Form:
    """Return the form of a team's month, in the language asked for or the team's own.

    Raises:
        RuleBroken: The body does not report, or the month is not of the programme.
        BadInput: There is no catalogue for the language.
    """
    from cop.documents.words import Words
    from cop.months.forms.form import form
    from cop.months.known import known
    from cop.months.operations import may_be_told
    from cop.months.reminding import language_of
    from cop.store.typed import programme_today, programme_zone

    may_be_told(db, body, month)
    of = known(db, body, month, dates.moment_text(now))
    spoken = language or language_of(db, of.team, programme_today(db, now))
    return form(db, of, Words(spoken, programme_zone(db)))


def deliver(session: Session, form: Form, output: str) -> None:
    """Print a form, or write it to a file whose ending says what it is.

    Raises:
        BadInput: No form has that ending.
    """
    from cop.console import delivering
    from cop.months.forms import as_text

    ending = os.path.splitext(output)[1].lower()
    if output == SCREEN:
        session.output.stream.write(as_text.render(form, markdown=False).decode())
        session.output.stream.flush()
        return
    if ending == SHEET:
        from cop.months.forms import as_xlsx

        data = as_xlsx.render(form)
    elif ending in TEXTS:
        data = as_text.render(form, markdown=TEXTS[ending])
    else:
        raise BadInput(f"there is no form of the kind {ending}", "use .md, .txt or .xlsx")
    delivering.put(session, output, data)
    session.done("written", output, form.title, told={"written": output, "language": form.words.language})


def filled(file: str) -> "Filled":
    """Return what a form says that came back, by its first bytes a workbook or a text.

    Raises:
        Findings: All that is wrong in it.
    """
    from cop.exchange import incoming
    from cop.months.forms import from_text, from_xlsx

    data = sys.stdin.buffer.read(incoming.MAX_BYTES + 1) if file == SCREEN else incoming.content(file)
    name = "what was pasted" if file == SCREEN else file
    if data.startswith((ZIPPED, OLD)) or name.lower().endswith(SHEET):
        return from_xlsx.read(data, name)
    return from_text.read(data, name)


def confirm(session: Session, taken: "Taken", name: str) -> None:
    """Say what reading a form did."""
    from cop.console import showing

    for remark in taken.remarks:
        say(f"note: {remark}")
    said = "submitted" if taken.submitted else "read"
    said = said if session.written else "unchanged"
    on_behalf = taken.submitted and taken.record is not None and taken.record.on_behalf
    lines = [", ".join(taken.written)] if taken.written and session.written else []
    lines += ["by the secretariat, on the team's behalf"] if on_behalf and session.written else []
    then = f"next: cop month status {taken.month}" if taken.submitted else f"next: cop month show {taken.month}"
    lines += [] if session.flags.dry_run else [then]
    told: dict[str, object] = {"saved": said, "written": taken.written, "remarks": taken.remarks}
    told |= showing.brief(taken.record) if taken.record else {}
    session.done(said, dates.say_month(taken.month), name, lines, told)
