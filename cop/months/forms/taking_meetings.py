"""Takes over what a form says of meetings and of who came."""

import dataclasses
import re

from cop.exchange.findings import quoted
from cop.kernel.errors import CopError
from cop.kernel.text import ascii_digits, nearest
from cop.kernel.types import Id, Word
from cop.meetings.attending import overall
from cop.meetings.operations import attendance as attending
from cop.meetings.operations.meeting import hold
from cop.meetings.queries.attendance import attendance_of
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Attendance, Meeting
from cop.meetings.sitting import Sitting
from cop.months.forms.against import Against, derived, status_shown
from cop.months.forms.filled import Met, Said
from cop.months.forms.form import HEADINGS, STATUSES, YES
from cop.months.forms.wording import status_of, yes_or_no
from cop.store import references

COMMA = re.compile(r"\s*[,،;؛:]\s*")
"""What divides a no from why."""


def take_meetings(at: Against) -> None:
    """Take over what the form says of meetings: whether they were held, and who came."""
    seen: set[str] = set()
    for met in at.filled.meetings:
        try:
            of = find_sitting(at.draft.db, ascii_digits(met.ref))
            if of.id in seen:
                raise CopError(f"{of.ref} stands a second time", "leave each meeting where it is")
            seen.add(of.id)
            _meeting(at, met, of)
        except CopError as error:
            at.complain(met.at, error)


def _meeting(at: Against, met: Met, of: Sitting) -> None:
    word, why = [*COMMA.split(met.answer, 1), ""][:2]
    held = yes_or_no(word) if met.answer else None
    if met.answer and held is None:
        raise at.neither(met.answer)
    if held and why:
        done = quoted(at.words.gettext(HEADINGS["done"]))
        raise CopError(f"{quoted(why)} has no place after {word}", f"leave {word}, and tell the rest under {done}")
    was_held = _was_held(at, of)
    if held is not None:
        at.differs(held, was_held)
    elif was_held and of.status == "held":
        at.stays(of.ref, f'cop meeting cancel {of.ref} --why "..."')
    if held is False:
        _called_off(at, met, of, why)
        return
    marks = _marks(at, met.people, of)
    if marks:
        attending.record(at.draft, of, marks, at.how.now)
        at.counts["mark of attendance"] += len(marks)
    if held and of.status != "held":
        hold(at.draft, of, at.how.now)
        at.counts["meeting"] += 1


def _called_off(at: Against, met: Met, of: Sitting, why: str) -> None:
    for said in met.people:
        if said.answer:
            error = f"{quoted(said.answer)} is said of a meeting that did not take place"
            at.complain(said.at, CopError(error, f"leave it empty, or the meeting at {at.word(YES)}"))
    if of.status != "cancelled":
        attending.did_not_take_place(at.draft, of, why or "as the team's form says")
        at.counts["meeting"] += 1
    elif why and why != of.reason:
        at.remarks.append(f"{of.ref} is cancelled already, so this was not taken over: {quoted(why)}")


def _marks(at: Against, people: list[Said], of: Sitting) -> list[Attendance]:
    """Return what is to be written of a meeting's people; what a colleague wrote otherwise is kept beside it."""
    named, empty = _named(at, people)
    held = attendance_of(at.draft.db, [of.id])[of.id]
    now = overall((mark.person, mark.status) for mark in held)
    blanks = {
        one: Attendance(meeting=of.id, person=one, status=Word(status)) for one, status in (named | empty).items()
    }
    ids = {one: derived(at.draft, blank) for one, blank in blanks.items()}
    then = at.then([*ids.values(), *(mark.id for mark in held)])
    marks = []
    for person in empty:
        if status_shown(then.get(ids[person])) and now.get(person):
            ref = references.short(at.draft.db, "person", person)
            at.stays(f"{ref} at {of.ref}", f"cop attendance clear {of.ref} {ref}")
    for person, status in named.items():
        before = then.get(ids[person])
        shown = status_shown(before)
        at.differs(status, shown)
        if status in (shown, now.get(person)):
            continue
        if now.get(person) == shown:
            marks.append(blanks[person])
        else:
            at.beside(before, dataclasses.replace(blanks[person], id=ids[person]), ("status",))
    return marks


def _named(at: Against, people: list[Said]) -> tuple[dict[Id, str], dict[Id, str]]:
    """Return the status that is said of each person, and of whom none is said; every trouble is noted."""
    found: dict[Id, str] = {}
    empty: dict[Id, str] = {}
    seen: set[Id] = set()
    for said in people:
        try:
            person = Id(references.find(at.draft.db, "person", ascii_digits(said.ref)))
            if person in seen:
                raise CopError(f"{said.ref} stands a second time under this meeting", "say one thing of each person")
            seen.add(person)
            if said.answer:
                found[person] = _status(at, said.answer)
            else:
                empty[person] = ""
        except CopError as error:
            at.complain(said.at, error)
    return found, empty


def _was_held(at: Against, of: Sitting) -> bool:
    """Return whether the form showed a meeting as held."""
    then = at.then([of.id]).get(of.id)
    return bool(then and isinstance(then.record, Meeting) and then.record.status == "held")


def _status(at: Against, answer: str) -> Word:
    status = status_of(answer)
    if status is None:
        words = [at.word(each) for each in STATUSES]
        near = nearest(answer, words, 1)
        raise CopError(f"{quoted(answer)} is no way to take part", f"did you mean {near[0]}?" if near else
                       f"write {', '.join(words[:-1])} or {words[-1]}")  # fmt: skip
    return Word(status)
