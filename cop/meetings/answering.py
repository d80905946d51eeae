"""What a person is told of a decision: its place in the register, who answered what, and what follows from it."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cop.kernel import dates
from cop.kernel.types import Day
from cop.meetings.queries import actions as promises
from cop.meetings.queries import decisions as queries
from cop.meetings.queries.decisions import Answer
from cop.meetings.records import Decision
from cop.meetings.sitting import Sitting
from cop.store.database import Database
from cop.store.references import label, short

if TYPE_CHECKING:
    from cop.meetings.operations.decisions import Answered

ANSWERS = ("consent", "concern", "objection", "abstain")


def result(db: Database, decision: Decision, of: Sitting | None = None) -> str:
    """Return how a decision stands: sc/2024/3 · adopted by consensus on Wed 10 July 2024 · Steering Committee · sc7."""
    number = queries.number_of(db, decision.id, decision.body, decision.decided_on) if decision.decided_on else ""
    by = f" by {decision.method}" if decision.method not in (None, "written") else " in writing"
    how = f"{decision.status}{by if decision.method else ''}"
    on = f" on {dates.say_day(decision.decided_on)}" if decision.decided_on else ""
    body = f"{label(db, 'body', decision.body)} ({short(db, 'body', decision.body)})"
    return " · ".join(filter(None, (number, how + on, body, of.ref if of else "")))


def confirmation(db: Database, answered: "Answered") -> list[str]:
    """Return the lines under an answer: who says what, and how the decision stands with it."""
    response, decision = answered.response, answered.decision
    before = queries.answers(db, [decision.id]).get(decision.id, [])
    others = Counter(one.answer for one in before if one.person != response.person)
    who = f"{label(db, 'person', response.person)} ({short(db, 'person', response.person)})"
    why = f": {response.reason}" if response.reason else ""
    now = others + Counter([str(response.answer)])
    return [f"{who}, {response.answer}{why}", f"{decision.status} · {said(now)}"]


def about(db: Database, decision: Decision, today: Day, *, for_people: bool) -> dict[str, object]:
    """Return what `decision show` tells beside the record's own fields."""
    (line,) = queries.decisions(db, "x.id = :id", id=decision.id)
    given = queries.answers(db, [decision.id]).get(decision.id, [])
    waiting = queries.voices(db, decision.body, decision.decided_on or today) - {one.person for one in given}
    counts = {answer: sum(one.answer == answer for one in given) for answer in ANSWERS}
    follow = promises.actions(db, "x.origin = :id", id=decision.id)
    if for_people:
        missing = f", {len(waiting)} not yet" if given and waiting else ""
        return {
            "number": line.number,
            "meeting": f"{line.meeting_name} ({line.meeting_ref})" if line.meeting else None,
            "responses": [f"{said(counts)}{missing}", *map(_answer, _weighty(given))] if given else [],
            "actions": [f"{one.title} ({one.ref}), {one.status}" for one in follow],
        }
    return {
        "ref": line.ref, "number": line.number, "body_name": line.body_name, "meeting": line.meeting_ref,
        "meeting_name": line.meeting_name, "counted": counts | {"not_yet": len(waiting)},
        "responses": [_spelled(one) for one in given], "actions": [one.ref for one in follow],
    }  # fmt: skip


def said(counts: "Counter[str] | dict[str, int]") -> str:
    """Return counts of answers in words: 12 consent, 1 objection."""
    told = [f"{counts[answer]} {answer}" for answer in ANSWERS if counts[answer]]
    return ", ".join(told) or "nobody answered"


def _weighty(given: Iterable[Answer]) -> list[Answer]:
    """Return the answers that say more than yes, objections first."""
    return [one for answer in ("objection", "concern", "abstain") for one in given if one.answer == answer] + [
        one for one in given if one.answer == "consent" and one.reason
    ]


def _answer(one: Answer) -> str:
    who = ", ".join(filter(None, (one.person_name, one.person_partner)))
    return f"{one.answer}: {who} ({one.person_ref}){f' - {one.reason}' if one.reason else ''}"


def _spelled(one: Answer) -> dict[str, object]:
    return {
        "person": one.person_ref, "person_name": one.person_name, "answer": one.answer, "reason": one.reason,
        "answered_on": one.answered_on,
    }  # fmt: skip
