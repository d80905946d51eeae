"""What can be done with a team's month: write it, submit it, accept it, open it again; and the rules."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Month, Word
from cop.months.records import TeamMonth
from cop.months.whose import REPORTING, TOLD, in_secretariat, outside, own_team
from cop.store import queries
from cop.store.database import Database, first
from cop.store.journal import Draft
from cop.store.position import Then
from cop.store.references import find, label, short
from cop.store.typed import programme_today

TEXTS = ("done", "problems", "next_month", "help_asked")
"""The fields that hold what a team tells."""


def found(db: Database, body: Id, month: Month) -> TeamMonth | None:
    """Return what a team has told of a month so far."""
    rows = queries.every(db, TeamMonth, "body = :body AND month = :month", body=body, month=month)
    return rows[0] if rows else None


def write(
    draft: Draft, body: Id, month: Month, texts: Mapping[str, str], nothing: bool | None = None,
    then: Then | None = None,
) -> TeamMonth:  # fmt: skip
    """Write down some of what a team tells of a month, also while the month goes on; an empty text takes one away.

    Args:
        draft: Collects the changes.
        body: The team.
        month: The month.
        texts: New texts, by field.
        nothing: Whether the team says that there is nothing to report; a text that is written takes that back.
        then: The month as the writer saw it, where that was long ago: what was written since stays beside it.

    Raises:
        RuleBroken: It was submitted already, is still to come, or texts contradict that there is nothing to report.
    """
    may_be_told(draft.db, body, month)
    has_begun(month, programme_today(draft.db, draft.now))
    held = is_open(draft.db, body, month)
    old = then.record if then else held
    if old is None:
        old = draft.add(TeamMonth(body=body, month=month))
    assert isinstance(old, TeamMonth)
    said: dict[str, Any] = {name: text.strip() or None for name, text in texts.items()}
    silent = old.nothing_to_report and not any(said.values()) if nothing is None else nothing
    new = _agreeing(draft.db, dataclasses.replace(old, **said, nothing_to_report=silent))
    return draft.edit(old, new, then.heads if then else None)


def submit(draft: Draft, body: Id, month: Month, by: Id, now: datetime, written: TeamMonth | None = None) -> TeamMonth:
    """Submit a month for its team; somebody of the secretariat does so on the team's behalf, and that stays visible.

    Args:
        draft: Collects the changes.
        body: The team.
        month: The month.
        by: Who submits it.
        now: The present moment.
        written: What the same draft wrote before, if it did.

    Raises:
        RuleBroken: The month is not over, nothing was told, it was submitted already, or this is not theirs to do.
    """
    may_be_told(draft.db, body, month)
    today = programme_today(draft.db, now)
    _is_over(month, today)
    held = written or found(draft.db, body, month)
    if held is not None and held.status in TOLD:
        raise RuleBroken(_was_submitted(draft.db, held, already=True), _reopen(draft.db, held))
    on_behalf = acts_for(draft.db, by, body, today)
    if held is None or not (held.nothing_to_report or told(held)):
        raise RuleBroken(
            f"nothing was told of {_said(draft.db, body, month)} yet",
            f"cop month tells it step by step; cop month write {month} --nothing says that there is nothing to report",
        )
    new = dataclasses.replace(
        _agreeing(draft.db, held), status=Word("submitted"), submitted_on=held.submitted_on or today, submitted_by=by,
        on_behalf=on_behalf,
    )  # fmt: skip
    return draft.edit(held, new)


def accept(draft: Draft, body: Id, month: Month, by: Id, now: datetime) -> TeamMonth:
    """Say, for the secretariat, that a month which was submitted is complete.

    Raises:
        RuleBroken: It was not submitted, or somebody else than the secretariat says so.
    """
    held = found(draft.db, body, month)
    if held is None or held.status not in TOLD:
        raise RuleBroken(
            f"{_said(draft.db, body, month)} is not submitted yet",
            f"cop month remind {month} --team {short(draft.db, 'body', body)} writes a reminder",
        )
    if not in_secretariat(draft.db, by, programme_today(draft.db, now)):
        raise RuleBroken("only the secretariat accepts a month", "cop body list --kind secretariat shows who that is")
    return draft.edit(held, dataclasses.replace(held, status=Word("accepted")))


def reopen(draft: Draft, body: Id, month: Month, by: Id, now: datetime) -> TeamMonth:
    """Make a submitted month a draft again; the day on which it was first submitted stays.

    Raises:
        RuleBroken: It is a draft anyway, or this is neither theirs nor the secretariat's to do.
    """
    held = found(draft.db, body, month)
    if held is None or held.status not in TOLD:
        raise RuleBroken(
            f"{_said(draft.db, body, month)} is not submitted, so it can be written as it is",
            f"cop month {month} goes on with it",
        )
    acts_for(draft.db, by, body, programme_today(draft.db, now))
    return draft.edit(held, dataclasses.replace(held, status=Word("draft")))


def keep(draft: Draft, month: TeamMonth) -> TeamMonth:
    """Check the rules for a month that a file brings or that was brought back; return it.

    Raises:
        RuleBroken: The body reports no months, the month is outside the programme, or what it says cannot be.
    """
    may_be_told(draft.db, month.body, month.month)
    _agreeing(draft.db, month)
    if month.status in TOLD:
        if month.submitted_on is None:
            raise RuleBroken(f"the day is missing on which {month.month} was submitted", "give submitted_on")
        _is_over(month.month, month.submitted_on)
        if not (month.nothing_to_report or told(month)):
            raise RuleBroken(
                f"{month.month} was submitted without a word", "give a text, or say nothing_to_report: yes"
            )
    return month


def acting(db: Database, actor: str | None) -> Id:
    """Return the person who acts, as they said with --as or keep it in their settings.

    Raises:
        BadInput: They did not say.
        NotFound: The programme knows nobody of this name.
    """
    if actor is None:
        raise BadInput("who submits is not known", "cop config set as CODE keeps who you are; --as CODE says it once")
    try:
        return Id(find(db, "person", actor))
    except NotFound as error:
        raise NotFound(error.message, f"{error.hint}; --as CODE, or cop config set as CODE, says who you are") from None


def acts_for(db: Database, person: Id, body: Id, day: Day) -> bool:
    """Return whether a person acts on a team's behalf rather than as one of its own.

    Raises:
        RuleBroken: Neither: the person is of another team.
    """
    if own_team(db, person, day) == body:
        return False
    if in_secretariat(db, person, day):
        return True
    raise RuleBroken(
        f"{label(db, 'person', person)} ({short(db, 'person', person)}) is neither of {label(db, 'body', body)} "
        "nor of the secretariat",
        f"cop membership list {short(db, 'body', body)} shows who may submit its month",
    )


def told(month: TeamMonth) -> list[str]:
    """Return the fields in which a team has written something."""
    return [name for name in TEXTS if getattr(month, name)]


def is_open(db: Database, body: Id, month: Month) -> TeamMonth | None:
    """Return what a team has told of a month so far, while it may be changed.

    Raises:
        RuleBroken: It was submitted.
    """
    held = found(db, body, month)
    if held is not None and held.status in TOLD:
        raise RuleBroken(_was_submitted(db, held), _reopen(db, held))
    return held


def may_be_told(db: Database, body: Id, month: Month) -> None:
    """Check the rule that only teams report months, and only those of the programme; see of_programme.

    Raises:
        RuleBroken: It is another body, or the month lies before or after the programme.
    """
    row = first(db, "SELECT kind, title FROM body WHERE id = :body", body=body)
    if row is None or row[0] != REPORTING:
        raise RuleBroken(
            f"{row[1] if row else 'this body'} does not report its month",
            f"cop body list --kind {REPORTING} shows those that do",
        )
    of_programme(db, month)


def of_programme(db: Database, month: Month) -> None:
    """Check the rule that nothing is told of a month before the programme or after it.

    Raises:
        RuleBroken: It is one.
    """
    told = outside(db, month)
    if told:
        raise RuleBroken(*told)


def has_begun(month: Month, today: Day) -> None:
    """Check the rule that nothing is told of a month that is still to come.

    Raises:
        RuleBroken: It is one.
    """
    first_on = dates.month_days(month)[0]
    if today < first_on:
        raise RuleBroken(
            f"{dates.say_month(month)} has not begun, so there is nothing to tell of it yet",
            f"it can be written from {dates.say_day(first_on)}; what is planned goes into --next of {today[:7]}",
        )


def _is_over(month: Month, today: Day) -> None:
    last = dates.month_days(month)[1]
    if today <= last:
        raise RuleBroken(
            f"{dates.say_month(month)} is not over: it can be submitted from {dates.say_day(dates.shift(last, 1))}",
            f"write it meanwhile: cop month {month}",
        )


def _agreeing(db: Database, month: TeamMonth) -> TeamMonth:
    """Check the rule that where there is nothing to report nothing stands written."""
    written = told(month)
    if month.nothing_to_report and written:
        raise RuleBroken(
            f"{_said(db, month.body, month.month)} has something to report already: {', '.join(written)}",
            'an empty text takes it away, such as --done ""',
        )
    return month


def _was_submitted(db: Database, month: TeamMonth, *, already: bool = False) -> str:
    when = f" on {dates.say_day(month.submitted_on)}" if month.submitted_on else ""
    said = f"{_said(db, month.body, month.month)} was submitted{' already' if already else ''}{when}"
    return said if already else f"{said}, so it is not changed"


def _reopen(db: Database, month: TeamMonth) -> str:
    return f"cop month reopen {month.month} --team {short(db, 'body', month.body)} makes it a draft again"


def _said(db: Database, body: Id, month: Month) -> str:
    return f"{dates.say_month(month)} of {label(db, 'body', body)}"


RULES: dict[str, Callable[[Draft, Any], Any]] = {"team_month": keep}
"""The rules of each kind that has some, for imports."""
