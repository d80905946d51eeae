"""What can be done with a decision: put it forward, adopt or reject it, let another take its place, answer it."""

import dataclasses
from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations.deciding import (
    DECIDED,
    check_answer,
    check_days,
    check_invited,
    check_not_to_come,
    check_takes_place,
    check_unopposed,
    may_become,
)
from cop.meetings.operations.occurrences import own_meeting
from cop.meetings.queries.decisions import BLOCKING, objections
from cop.meetings.queries.naming import ref_of_new
from cop.meetings.queries.sittings import sitting
from cop.meetings.records import Decision, Response
from cop.meetings.sitting import Sitting
from cop.store import edits, queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import short
from cop.store.typed import Reading

METHODS = ("consent", "consensus", "majority", "written")


class Kept(NamedTuple):
    """A decision as it will be saved, what people will type for it, and what a person should know of it."""

    decision: Decision
    ref: str
    doubts: list[str]


class Answered(NamedTuple):
    """An answer, the decision as the answer leaves it, and what people type for the decision."""

    response: Response
    decision: Decision
    ref: str


def new(
    draft: Draft, decision: Decision, of: Sitting | None, on: Day | None, sets: Iterable[str], how: Reading
) -> Kept:
    """Put a decision forward, or write down one that was taken: on the meeting's day unless another one is said.

    Raises:
        RuleBroken: Its body is not invited to that meeting, the day is still to come, or its code is taken.
        BadInput: A field cannot hold its value.
    """
    if on and decision.status not in DECIDED:
        raise BadInput(f"{decision.status} is no result that has a day", "leave --on away, or say --result adopted")
    day = on or (of.day if of else how.today)
    decided = check_not_to_come(day, how.today) if decision.status in DECIDED else None
    if of:
        check_takes_place(of)
        check_invited(draft, decision.body, of)
    meeting, method = own_meeting(draft, of).id if of else None, decision.method or _usual_method(draft, decision.body)
    asked = dataclasses.replace(decision, meeting=meeting, method=method, decided_on=decided)
    made = check_days(edits.add(draft, asked, sets, how))
    doubts = _not_held(of) if of and decided else []
    return Kept(made, ref_of_new(draft.db, "decision", made.id, made.code), doubts)


def adopt(draft: Draft, old: Decision, on: Day | None, how: Reading) -> Decision:
    """Say that a decision was adopted: on the day said, else on its meeting's if it waited for that, else today.

    Raises:
        RuleBroken: It is by consent and somebody objects, it was rejected, or that day is still to come.
    """
    may_become(draft, old, "adopted")
    check_unopposed(draft, old)
    return draft.edit(
        old, check_days(dataclasses.replace(_decided(draft, old, "adopted", on, how), superseded_by=None))
    )


def reject(draft: Draft, old: Decision, on: Day | None, how: Reading) -> Decision:
    """Say that a decision was rejected.

    Raises:
        RuleBroken: It was adopted, or that day is still to come.
    """
    may_become(draft, old, "rejected")
    return draft.edit(old, check_days(_decided(draft, old, "rejected", on, how)))


def reopen(draft: Draft, old: Decision) -> Decision:
    """Ask for answers to a decision, also to one that was adopted or rejected by a slip.

    It counts as objected for as long as somebody objects to a decision by consent.

    Raises:
        RuleBroken: It was superseded, or takes the place of another.
    """
    may_become(draft, old, "open")
    for other in queries.every(draft.db, Decision, "superseded_by = :id", id=old.id):
        name = short(draft.db, "decision", other.id)
        raise RuleBroken(
            f"{short(draft.db, 'decision', old.id)} has taken the place of {name}, so it cannot be open",
            f"first cop decision adopt {name}: then it holds again",
        )
    status = "objected" if _objected(draft, old) else "open"
    return draft.edit(old, dataclasses.replace(old, status=Word(status), decided_on=None))


def supersede(draft: Draft, old: Decision, by: Decision) -> Decision:
    """Say that a later decision takes the place of one that was adopted.

    Raises:
        RuleBroken: One of the two does not hold, they are one, or the other is the earlier one.
    """
    may_become(draft, old, "superseded")
    name, other = short(draft.db, "decision", old.id), short(draft.db, "decision", by.id)
    if by.id == old.id:
        raise RuleBroken(f"{name} cannot take its own place", "say with --by which later decision does")
    if by.status != "adopted":
        raise RuleBroken(
            f"{other} is {by.status}, so it takes no other's place", f"cop decision adopt {other} says it holds"
        )
    if by.decided_on and old.decided_on and by.decided_on < old.decided_on:
        raise RuleBroken(
            f"{other} was adopted on {dates.say_day(by.decided_on)}, before {name}", "the later decision holds"
        )
    return draft.edit(old, dataclasses.replace(old, status=Word("superseded"), superseded_by=by.id))


def respond(draft: Draft, decision: Decision, response: Response) -> Answered:
    """Write down what a member of the body answers; an answer given before is replaced.

    A decision by consent that is not taken yet is objected for as long as a member objects.

    Raises:
        RuleBroken: The person is no member on that day, an objection has no reason, or it was adopted by consent.
        BadInput: There is no such answer.
    """
    made = draft.add(dataclasses.replace(response, decision=decision.id))
    check_answer(draft, decision, made, made.answered_on)
    name = short(draft.db, "decision", decision.id)
    if decision.status in DECIDED:
        if made.answer == BLOCKING and decision.method == "consent" and decision.status != "rejected":
            raise RuleBroken(
                f"{name} was adopted by consent, so nobody objected", f"first cop decision open {name}: it is open then"
            )
        return Answered(made, decision, name)
    opposed = made.answer == BLOCKING or _objected(draft, decision, but=made.person)
    status = decision.status
    if decision.method == "consent" and opposed:
        status = Word("objected")
    elif status == "objected":
        status = Word("open")
    return Answered(made, draft.edit(decision, dataclasses.replace(decision, status=status)), name)


def _objected(draft: Draft, decision: Decision, but: Id | None = None) -> bool:
    """Tell whether somebody, other than one who answers anew, stands in the way of a decision by consent."""
    return decision.method == "consent" and any(one.person != but for one in objections(draft.db, decision.id))


def _decided(draft: Draft, old: Decision, status: str, on: Day | None, how: Reading) -> Decision:
    day = on or old.decided_on or _meeting_day(draft, old, how) or how.today
    return dataclasses.replace(old, status=Word(status), decided_on=check_not_to_come(day, how.today))


def _meeting_day(draft: Draft, old: Decision, how: Reading) -> Day | None:
    """Return the day of the meeting for which a proposal waited, once it has come."""
    if old.status != "proposed" or old.meeting is None:
        return None
    day = sitting(draft.db, old.meeting).day
    return day if day <= how.today else None


def _not_held(of: Sitting) -> list[str]:
    return [] if of.status == "held" else [f"nobody has said yet that {of.ref} was held: cop meeting hold {of.ref}"]


def _usual_method(draft: Draft, body: Id) -> Word | None:
    """Return how a body decides, where that is one of the methods."""
    row = first(draft.db, "SELECT decides_by FROM body WHERE id = :id", id=body)
    return Word(row[0]) if row and row[0] in METHODS else None
