"""cop report sheet and cop report read: texts without a translation go out as a sheet for Excel, and come back."""

from cop.console import delivering
from cop.console.emit import say
from cop.console.session import Session
from cop.exchange import incoming
from cop.reports import translating
from cop.reports.operations import meant_month
from cop.store.naming import code_of


def write_out(session: Session, of: str, language: str, output: str) -> None:
    """Write the sheet of one month's texts, and of all titles."""
    with session.reading() as store:
        month = meant_month(store.db, of, session.words(store.db))
        lines = translating.untranslated(store.db, language, month)
    text = translating.written(lines, language)
    if output == delivering.SCREEN:
        delivering.hand_over(session, text, output)
        return
    delivering.put(session, output, text.encode())
    said = f"{len(lines)} text{'' if len(lines) == 1 else 's'} without a translation ({code_of(language)})"
    session.done("written", output, said, [f"next: fill in the last column, then cop report read {output}"])


def read_back(session: Session, file: str) -> None:
    """Read a filled sheet."""
    content = incoming.content(file)
    with session.writing("report read") as draft:
        taken = translating.take(draft, content, file)
    word = "read" if taken.new or taken.changed else "unchanged"
    session.done(
        word, file, f"{taken.new} new, {taken.changed} changed, {taken.unchanged} as before ({taken.language})"
    )
    if not (taken.new or taken.changed or taken.unchanged):
        say("the last column is still empty")
