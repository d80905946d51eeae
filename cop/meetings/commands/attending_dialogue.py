"""Asks by numbers who came to a meeting, and saves every answer at once: `attendance mark` and `month` ask the same."""

from collections.abc import Collection

from cop.console import ask
from cop.console.emit import say
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import CopError, RuleBroken
from cop.kernel.types import Id, Word
from cop.meetings.attending import usual
from cop.meetings.commands.saying import confirmed
from cop.meetings.queries import attendance as queries
from cop.meetings.queries.attendance import Named
from cop.meetings.sitting import Sitting

ANSWERS = ("everyone came", "some were missing", "it did not take place", "later")
OF_SOME = ("all of them came", *ANSWERS[1:])
"""The same, where of others it is known already."""
MISSING = (Word("absent"), Word("excused"), Word("represented"))
"""What may be said of one who was missing."""
OPTION = "PERSON STATUS"


def ask_who_came(session: Session, of: Sitting, among: Collection[Id] | None = None) -> bool:
    """Ask of those of whom nobody wrote yet whether they came; say whether there was an answer other than later.

    Nothing is held while a person thinks, and every answer is saved as it is given: whoever stops goes on later with
    the people who are left. To be called outside of session.reading() and session.writing().

    Args:
        session: Who asks, and of which programme.
        of: The meeting.
        among: Only these of those invited, such as a team's own people.

    Raises:
        RuleBroken: The meeting was called off, its day has not come, or there is nobody left to ask about.
        BadInput: Nobody is at a terminal.
    """
    from cop.meetings.operations.meeting import check_has_come

    check_has_come(of, session.now)
    people, some_known = _unrecorded(session, of, among)
    if not people:
        why = "of everybody invited it is known who came" if some_known else "nobody was invited"
        raise RuleBroken(f"{why} to {of.ref}", f"cop attendance list {of.ref} shows what is known")
    left = "of whom nobody wrote yet" if some_known else "invited" if among is None else "of yours invited"
    question = f"{of.title}, {dates.say_day(of.day)}, {len(people)} {left}:"
    match ask.choose(question, OF_SOME if some_known else ANSWERS, option=OPTION):
        case 0:
            _save(session, of, {person: usual(of.mode) for person in people})
        case 1:
            _ask_missing(session, of, people)
        case 2:
            _call_off(session, of)
        case _:
            return False
    return True


def _unrecorded(session: Session, of: Sitting, among: Collection[Id] | None) -> tuple[dict[Id, Named], bool]:
    """Return those invited of whom nothing is written yet, and whether something is written of anybody."""
    with session.reading() as store:
        asked = [one for one in queries.invited(store.db, [of])[of.id] if among is None or one in among]
        written = {mark.person for mark in queries.attendance_of(store.db, [of.id])[of.id]}
        known = written if among is None else written.intersection(among)
        called = queries.named(store.db, asked)
    return {person: called[person] for person in asked if person not in known}, bool(known)


def _ask_missing(session: Session, of: Sitting, people: dict[Id, Named]) -> None:
    """Ask who was missing, save that the others came, then of each who was missing what is known beside.

    Of each it is saved once it is whole: whoever stops before is asked of that person again.
    """
    order, roles = [*people], _told_apart(people)
    chosen = ask.choose_several("Who was missing? Their numbers:", [roles[one] for one in order], option=OPTION)
    missing = [order[at] for at in chosen]
    came = {person: usual(of.mode) for person in order if person not in missing}
    if came:
        _save(session, of, came)
    for person in missing:
        status = MISSING[ask.choose(f"{roles[person]}:", MISSING, option=OPTION)]
        if status == "represented":
            _ask_instead(session, of, person)
        else:
            _save(session, of, {person: status})


def _told_apart(people: dict[Id, Named]) -> dict[Id, str]:
    """Return what each is called in a list: by role and partner, with the code where two are called alike."""
    roles = [one.role for one in people.values()]
    return {person: one.role if roles.count(one.role) == 1 else one.said for person, one in people.items()}


def _ask_instead(session: Session, of: Sitting, person: Id) -> None:
    """Ask who came instead of a person until somebody is named."""
    while True:
        typed = ask.ask("Who came instead (a code, or part of a role or name)", option="--by")
        try:
            _save(session, of, {person: Word("represented")}, by=typed)
            return
        except CopError as error:
            say(": ".join(filter(None, (error.message, error.hint))))


def _save(session: Session, of: Sitting, statuses: dict[Id, Word], by: str | None = None) -> None:
    from cop.meetings import telling
    from cop.meetings.operations import attendance as operations
    from cop.meetings.records import Attendance
    from cop.store.references import find

    with session.writing("attendance mark") as draft:
        instead = Id(find(draft.db, "person", by)) if by else None
        marks = [
            Attendance(meeting=of.id, person=person, status=status, represented_by=instead)
            for person, status in statuses.items()
        ]
        made = operations.record(draft, of, marks, session.now)
        lines = telling.who_came(draft.db, of, [(mark.person, mark.status) for mark in made.marks])
    confirmed(session, "saved", of.ref, made.meeting, lines)


def _call_off(session: Session, of: Sitting) -> None:
    from cop.meetings.operations import attendance as operations

    why = ask.ask("Why not", option="--why")
    with session.writing("meeting cancel") as draft:
        draft.note = why
        cancelled = operations.did_not_take_place(draft, of, why)
    confirmed(session, "cancelled", of.ref, cancelled, [f'if it was put off: cop meeting postpone {of.ref} --to "..."'])
