"""What the telling of a month asks of meetings, actions and milestones; each answer is saved as its command would."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from cop.activities.pilots.queries import MilestoneLine
from cop.console import ask
from cop.console.emit import report_error, say
from cop.console.session import Session
from cop.console.table import wrap
from cop.kernel import dates
from cop.kernel.errors import BadInput, CopError, FileTrouble
from cop.kernel.types import Day
from cop.meetings.commands import guided
from cop.meetings.queries.actions import Line
from cop.meetings.sitting import Sitting
from cop.store.database import Database
from cop.teams.commands.words import day_meant

MARGIN = " " * 5
DONE, REACHED = "cop action done", "cop milestone reach"
"""What a script types instead of answering."""


def note(text: str) -> None:
    """Say something under a question, broken at its words."""
    for part in wrap(text, ask.SCREEN - len(MARGIN)):
        say(f"{MARGIN}{part}")


@contextmanager
def going_on() -> Iterator[None]:
    """Tell what a rule says against an answer, and let the telling go on; a file in trouble ends it."""
    try:
        yield
    except FileTrouble:
        raise
    except CopError as error:
        report_error(error)


def whether_held(session: Session, of: Sitting) -> None:
    """Ask of a meeting to which nobody of the team came whether it was held at all."""
    from cop.meetings.operations import attendance, meeting

    question = f"{of.title}, {dates.say_day(of.day)}: did it take place?"
    match ask.choose(question, ("yes", "no", "later"), option="cop meeting hold"):
        case 0:
            with session.writing("meeting hold") as draft:
                meeting.hold(draft, of, session.now)
        case 1:
            why = ask.ask("Why not", option="--why")
            with session.writing("meeting cancel") as draft:
                draft.note = why
                attendance.did_not_take_place(draft, of, why)


def whether_done(session: Session, due: Sequence[Line]) -> None:
    """Ask of actions that were due what became of them, together or one by one."""
    for line in due:
        note(_said(line))
    if len(due) > 1:
        together = ("both done" if len(due) == 2 else "all done", "one by one", "later")
        chosen = ask.choose("They are:", together, option=DONE)
        if chosen != 1:
            for line in due if chosen == 0 else ():
                with going_on():
                    _close(session, line)
            return
    for line in due:
        with going_on():
            _one(session, line, f"{line.title}:" if len(due) > 1 else "It is:")


def whether_reached(session: Session, due: Sequence[MilestoneLine]) -> None:
    """Ask of milestones that were due whether they were reached, and on which day."""
    for line in due:
        note(f"{line.ref}  {line.title}, due {dates.say_day(line.due_on)}")
        with going_on():
            _milestone(session, line)


def counted(count: int, one: str, many: str) -> str:
    """Return how many there are of something."""
    return f"{count} {one if count == 1 else many}"


def _one(session: Session, line: Line, question: str) -> None:
    match ask.choose(question, ("done", "put off to another day", "not to be done any more", "later"), option=DONE):
        case 0:
            _close(session, line)
        case 1:
            _carry(session, line, _ask_day(session))
        case 2:
            _drop(session, line, ask.ask("Why", option="--why"))


def _milestone(session: Session, line: MilestoneLine) -> None:
    match ask.choose("It was:", ("reached", "put off to another day", "later"), option=REACHED):
        case 0:
            _reach(session, line, guided.understood(session, None, "--on", "On which day", partial(_gone_by, session)))
        case 1:
            _postpone(session, line, _ask_day(session), ask.ask("Why", option="--why"))


def _reach(session: Session, line: MilestoneLine, on: str) -> None:
    from cop.activities.pilots.operations import milestones
    from cop.activities.pilots.records import Milestone
    from cop.store import references

    with session.writing("milestone reach") as draft:
        old, how = references.get(draft.db, Milestone, line.id), session.words(draft.db)
        day = day_meant(session, draft.db, on, happened=True)
        planned = milestones.reach(draft, old, day, how)
    note(f"reached on {dates.say_day(day)}  {line.ref}  {line.title}")
    for doubt in planned.doubts:
        note(doubt)


def _postpone(session: Session, line: MilestoneLine, to: str, why: str) -> None:
    from cop.activities.pilots.operations import milestones
    from cop.activities.pilots.records import Milestone
    from cop.store import references

    with session.writing("milestone postpone") as draft:
        draft.note = why
        day = day_meant(session, draft.db, to)
        old = references.get(draft.db, Milestone, line.id)
        planned = milestones.postpone(draft, old, day, lambda: why, session.words(draft.db))
    note(f"put off to {dates.say_day(day)}  {line.ref}  {line.title}")
    for doubt in planned.doubts:
        note(doubt)


def _ask_day(session: Session) -> str:
    return guided.understood(session, None, "--to", "To which day", partial(_coming, session))


def _coming(session: Session, db: Database, typed: str) -> Day:
    """Return a day to which something may be put off.

    Raises:
        BadInput: It is none, or it is over.
    """
    day = day_meant(session, db, typed)
    if day < session.words(db).today:
        raise BadInput(f"{dates.say_day(day)} is over already", "say a day to come, such as 15 aug or +7d")
    return day


def _gone_by(session: Session, db: Database, typed: str) -> Day:
    """Return a day on which something may have happened.

    Raises:
        BadInput: It is none, or it is still to come.
    """
    day = day_meant(session, db, typed, happened=True)
    if day > session.words(db).today:
        raise BadInput(f"{dates.say_day(day)} is still to come", "say a day gone by, such as 15 jul or today")
    return day


def _close(session: Session, line: Line) -> None:
    from cop.meetings.operations import actions
    from cop.meetings.records import Action
    from cop.store import references

    with session.writing("action done") as draft:
        actions.done(draft, references.get(draft.db, Action, line.id), None, session.words(draft.db))
    note(f"done  {line.ref}  {line.title}")


def _carry(session: Session, line: Line, to: str) -> None:
    from cop.meetings.operations import actions
    from cop.meetings.records import Action
    from cop.store import references

    with session.writing("action carry") as draft:
        day = day_meant(session, draft.db, to)
        actions.carry(draft, references.get(draft.db, Action, line.id), day, None, session.words(draft.db))
    note(f"put off to {dates.say_day(day)}  {line.ref}  {line.title}")


def _drop(session: Session, line: Line, why: str) -> None:
    from cop.meetings.operations import actions
    from cop.meetings.records import Action
    from cop.store import references

    with session.writing("action drop") as draft:
        draft.note = why
        actions.drop(draft, references.get(draft.db, Action, line.id), lambda: why, session.words(draft.db))
    note(f"dropped  {line.ref}  {line.title}")


def _said(line: Line) -> str:
    due = f", due {dates.say_day(line.due_on)}" if line.due_on else ""
    return f"{line.ref}  {line.title}{due}"
