"""Asks for what a command lacks, and again until it can be understood: nobody types a whole line anew for one slip."""

from collections.abc import Callable

from cop.console import ask
from cop.console.emit import say
from cop.console.session import Session
from cop.kernel.errors import CopError
from cop.store.database import Database

Read = Callable[[Database, str], object]
"""Understands what was typed, or raises; what it returns is of no use here."""


def understood(
    session: Session, given: str | None, option: str, question: str, read: Read, *, empty: bool = False
) -> str:
    """Return what was given on the line, else what a person answers, once it means something, or is empty and may be.

    Raises:
        BadInput: Nothing was given, and nobody is at a terminal.
    """
    while not given:
        answer = ask.ask(question, "" if empty else None, option=option)
        if not answer:
            return ""
        try:
            with session.reading() as store:
                read(store.db, answer)
            given = answer
        except CopError as error:
            say(f"{error.message}; {error.hint}" if error.hint else error.message)
    return given
