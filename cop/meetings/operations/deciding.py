"""The rules of decisions, each once: what may become what, who decides where, who answers, and on which day."""

from cop.kernel import dates
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Id
from cop.meetings.queries.decisions import BLOCKING, objections
from cop.meetings.queries.sittings import invited_bodies, sitting
from cop.meetings.records import Decision, Response
from cop.meetings.sitting import OFF, Sitting
from cop.store import queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import label, short
from cop.store.typed import programme_today
from cop.teams.queries import HOLDS

MAY_BECOME = {
    "open": ("proposed", "open", "objected", "adopted", "rejected"),
    "adopted": ("proposed", "open", "objected", "adopted", "superseded"),
    "rejected": ("proposed", "open", "objected", "rejected"),
    "superseded": ("adopted", "superseded"),
}
"""From which statuses a decision becomes what; `decision open` is the way back from a slip."""
DECIDED = ("adopted", "rejected", "superseded")


def keep_decision(draft: Draft, decision: Decision) -> Decision:
    """Check that its body was invited to its meeting, that it has a day exactly when it was taken, and what follows it.

    Raises:
        RuleBroken: One of these does not hold.
    """
    if decision.meeting:
        check_invited(draft, decision.body, sitting(draft.db, decision.meeting))
    if (decision.status in DECIDED) != (decision.decided_on is not None):
        raise RuleBroken(
            f'"{decision.title}" is {decision.status}, '
            + ("so no day decided it" if decision.decided_on else "and the day on which it was decided is missing"),
            "decided_on is the day on which a decision was adopted or rejected",
        )
    if (decision.status == "superseded") != (decision.superseded_by is not None):
        raise RuleBroken(
            f'"{decision.title}" is {decision.status}, '
            + ("so nothing takes its place" if decision.superseded_by else "and nothing says by which"),
            "superseded_by names the later decision",
        )
    if decision.decided_on:
        _check_has_come(decision.decided_on, programme_today(draft.db, draft.now))
    if decision.superseded_by:
        _check_later(draft, decision, decision.superseded_by)
    return check_days(decision)


def _check_has_come(day: Day, today: Day) -> None:
    try:
        check_not_to_come(day, today)
    except RuleBroken as error:
        raise RuleBroken(error.message, "leave decided_on away, and say status: proposed, until then") from None


def _check_later(draft: Draft, decision: Decision, by: Id) -> None:
    """Check that what takes a decision's place was adopted, no earlier, and that nothing takes its own in the end."""
    hint = "superseded_by names the later decision"
    direct = later = queries.one(draft.db, Decision, by)
    seen: set[Id] = set()
    while later and later.id not in seen:
        if later.id == decision.id:
            way = f', by way of "{direct.title}"' if direct and direct.id != decision.id else ""
            raise RuleBroken(f'"{decision.title}" would take its own place{way}', hint)
        seen.add(later.id)
        later = queries.one(draft.db, Decision, later.superseded_by) if later.superseded_by else None
    if direct and direct.status not in ("adopted", "superseded"):
        raise RuleBroken(f'"{direct.title}" is {direct.status}, so it takes no other\'s place', hint)
    if direct and direct.decided_on and decision.decided_on and direct.decided_on < decision.decided_on:
        raise RuleBroken(
            f'"{direct.title}" was adopted on {dates.say_day(direct.decided_on)}, before "{decision.title}"', hint
        )


def keep_response(draft: Draft, response: Response) -> Response:
    """Check that only a member of the body answers, and that an objection has a reason.

    Raises:
        RuleBroken: One of these does not hold.
    """
    decision = queries.one(draft.db, Decision, response.decision)
    return check_answer(draft, decision, response, None) if decision else response


def may_become(draft: Draft, old: Decision, status: str) -> None:
    """Check the rule of what may follow what: only what was adopted is superseded, what was rejected is not adopted."""
    if old.status not in MAY_BECOME[status]:
        name = short(draft.db, "decision", old.id)
        hint = f"if that was a slip, first cop decision open {name}"
        if old.status == "superseded":
            hint = f"first cop decision adopt {name}: then it holds again"
        elif status == "superseded":
            hint = f"only what was adopted is superseded: cop decision reject {name}, or remove it"
        raise RuleBroken(f"{name} {_was(old)}, so it cannot be {status}", hint)


def _was(old: Decision) -> str:
    if old.decided_on and old.status != "superseded":
        return f"was {old.status} on {dates.say_day(old.decided_on)}"
    return f"{'was' if old.status in DECIDED else 'is'} {old.status}"


def check_takes_place(of: Sitting) -> None:
    """Check the rule that nothing is decided at a meeting that does not take place."""
    if of.status in OFF:
        raise RuleBroken(f"{of.ref} was {of.status}, so nothing is decided there", "leave --meeting away")


def check_invited(draft: Draft, body: Id, of: Sitting) -> None:
    """Check the rule that a body decides only at a meeting to which it is invited."""
    if body not in invited_bodies(draft.db, [of])[of.id]:
        raise RuleBroken(
            f"{label(draft.db, 'body', body)} is not invited to {of.ref}, so it decides nothing there",
            f"cop meeting edit {of.ref} --invite {short(draft.db, 'body', body)} invites it",
        )


def check_days(decision: Decision) -> Decision:
    """Check the rule that a decision is looked at again after it was taken."""
    if decision.review_on and decision.decided_on and decision.review_on < decision.decided_on:
        raise RuleBroken(
            f"{dates.say_day(decision.review_on)} is before {dates.say_day(decision.decided_on)}, when it was decided",
            "a decision is looked at again on a later day",
        )
    return decision


def check_unopposed(draft: Draft, decision: Decision) -> None:
    """Check the rule that a decision by consent is not adopted while somebody objects."""
    standing = objections(draft.db, decision.id) if decision.method == "consent" else []
    if standing:
        name, who = short(draft.db, "decision", decision.id), standing[0].person_ref
        raise RuleBroken(
            f"{who} objects to {name}, which is decided by consent: {standing[0].reason}",
            f"when the objection is met: cop decision respond {name} {who} consent; "
            f"or decide otherwise: cop decision edit {name} --set method=majority",
        )


def check_answer(draft: Draft, decision: Decision, response: Response, day: Day | None) -> Response:
    """Check the rules that only members of the body answer, on this day or ever, and that an objection has a reason."""
    if response.answer == BLOCKING and not response.reason:
        raise RuleBroken("an objection needs a reason", 'say it: --because "..."')
    where = f"m.body = :body AND m.person = :person AND m.role <> 'observer'{f' AND {HOLDS}' if day else ''}"
    asked = {"body": decision.body, "person": response.person} | ({"day": day} if day else {})
    if first(draft.db, f"SELECT m.id FROM membership m WHERE {where}", **asked) is None:
        who, body = short(draft.db, "person", response.person), short(draft.db, "body", decision.body)
        on = f" on {dates.say_day(day)}" if day else ""
        raise RuleBroken(
            f"{who} is no member of {label(draft.db, 'body', decision.body)}{on}, so others answer",
            f"cop membership list {body} shows who",
        )
    return response


def check_not_to_come(day: Day, today: Day) -> Day:
    """Check the rule that nothing is adopted or rejected on a day still to come."""
    if day > today:
        raise RuleBroken(
            f"{dates.say_day(day)} is still to come, so nothing can have been decided on it",
            "--on says the right day; --result proposed keeps it for that meeting",
        )
    return day
