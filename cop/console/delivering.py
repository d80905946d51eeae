"""Hands a finished document to a person: on the screen, as a file, one for each language, or in the browser."""

import os
import sys
from collections.abc import Sequence
from typing import NamedTuple

from cop.console import ask, page
from cop.console.emit import say
from cop.console.session import Session
from cop.documents.blocks import Chart, Document
from cop.documents.render import FORMS, render
from cop.documents.words import Words
from cop.kernel.errors import BadInput
from cop.store.files import check_replaceable, write_whole

SCREEN = "-"
WIDTH, WIDEST = 80, 100
"""Columns of a document where nobody says how many there are, and at most: longer lines are hard to read."""
TEXT, PAGE, WORD, PICTURE = ".txt", ".html", ".docx", ".svg"
"""The form in which a document stands on the screen, in the browser, and in Word, and that of a drawing alone."""
CALLED = {"text": TEXT, "table": TEXT, "plain": TEXT, "markdown": ".md", "word": WORD}
"""What else people, or their settings, may call a form."""


class Copy(NamedTuple):
    """A document, and the name of its file without the ending."""

    name: str
    document: Document


def chosen_form(session: Session, output: str) -> str:
    """Return the form that --format asks for, or that the file's name has, or text.

    The form is the document's; what is said about it on the screen has the screen's own.

    Raises:
        BadInput: No document has that form.
    """
    said = session.flags.format
    ending = os.path.splitext(output)[1].lower()
    form = CALLED.get(said, f".{said}") if said else ending or TEXT
    if form not in FORMS:
        wanted = said or ending.removeprefix(".")
        raise BadInput(f'there is no document of the format "{wanted}"', f"use one of text, {', '.join(_names())}")
    session.flags = session.flags._replace(format=None)
    return form


def _names() -> list[str]:
    return [ending.removeprefix(".") for ending in FORMS if ending != TEXT]


def deliver(session: Session, copies: Sequence[Copy], output: str, form: str) -> None:
    """Show documents in the browser if --open says so, write them to a file or into a folder, or print them.

    Raises:
        BadInput: Several go into one file, or a Word file onto a terminal.
    """
    if session.flags.open_page:
        for copy in copies:
            page.open_page(render(copy.document, PAGE).decode(), session.output.notes)
    if output != SCREEN:
        _write(session, copies, output, form)
    elif not session.flags.open_page:
        _print(session, copies, form)


def _write(session: Session, copies: Sequence[Copy], output: str, form: str) -> None:
    into_folder = output.endswith(("/", os.sep)) or os.path.isdir(output)
    if len(copies) > 1 and not into_folder:
        raise BadInput(
            f"{len(copies)} languages do not fit into one file", f"-o {os.path.join(output, '')} is a folder"
        )
    paths = [os.path.join(output, f"{copy.name}{form}") if into_folder else output for copy in copies]
    for path, copy in zip(paths, copies, strict=True):
        put(session, path, render(copy.document, form))
        said = f"{copy.document.title}, {copy.document.subtitle}"
        session.done("written", path, said, told={"written": path, "language": copy.document.language})


def hand_over(session: Session, text: str, output: str) -> None:
    """Write what programs read: to the screen as UTF-8, whatever the machine's habits, or into a file."""
    if output == SCREEN:
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    put(session, output, text.encode())
    say(f"{'would be written' if session.flags.dry_run else 'written'}  {output}")


def is_picture(output: str) -> bool:
    """Tell whether a file's name asks for the drawing alone, such as for a slide."""
    return output.lower().endswith(PICTURE)


def hand_over_picture(session: Session, drawn: Chart, words: Words, output: str) -> None:
    """Write a drawing alone into a file."""
    from cop.documents.as_svg import render

    hand_over(session, render(drawn, words), output)


def put(session: Session, path: str, content: bytes) -> None:
    """Write a file whole; what somebody has written into it is overwritten only if they agree, or a script says so.

    Raises:
        FileTrouble: What stands there is never to be lost, such as a programme.
    """
    check_replaceable(path)
    if ask.can_ask() and _holds_something_else(path, content):
        session.confirm(f"{path} holds something else. Overwrite it?")
    if not session.flags.dry_run:
        write_whole(path, [content])


def _print(session: Session, copies: Sequence[Copy], form: str) -> None:
    if form == TEXT:
        from cop.documents import as_text

        width = min(session.output.width or WIDTH, WIDEST)
        session.output.stream.writelines(as_text.render(copy.document, width) for copy in copies)
        session.output.stream.flush()
        return
    if form == WORD and sys.stdout.isatty():
        raise BadInput("a Word file cannot be shown here", "-o FILE.docx writes it")
    for copy in copies:
        sys.stdout.buffer.write(render(copy.document, form))
    sys.stdout.buffer.flush()


def _holds_something_else(path: str, content: bytes) -> bool:
    """Say whether a file stands there that differs, such as a report into which somebody has written."""
    try:
        with open(path, "rb") as file:
            return file.read() != content
    except OSError as error:
        if os.path.exists(path):
            say(f"{path} cannot be read: {(error.strerror or str(error)).lower()}")
        return False
