"""cop month status and remind: which teams have told their month, when, what is missing, and what they are told."""

from typing import TYPE_CHECKING

import typer

from cop.console.emit import View, say
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.types import Day, Month
from cop.months import queries
from cop.months.queries import Standing
from cop.months.whose import due_of
from cop.store.database import Database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cop.console.emit import Output
    from cop.months.reminding import Reminder

STATUS = View(
    name="months",
    keys=(
        "id", "team", "team_name", "month", "status", "due_on", "submitted_on", "on_behalf", "late", "missing",
        "last_news_on",
    ),
)  # fmt: skip
TABLE = View(
    name="months",
    keys=("team", "submitted", "missing"),
    keep=frozenset({"team"}),
    empty="no team reports here: cop body new TITLE --kind coordination_team adds one",
)
"""What a person sees: a team by its town, and in words what is known of it."""
REMINDERS = View(
    name="reminders",
    keys=("id", "team", "team_name", "month", "language", "text"),
    empty="nobody needs a reminder",
)


def emit(session: Session, db: Database, month: Month, today: Day) -> None:
    """Print how every team stands with a month; people are told when it was due, and how many are to go."""
    found = queries.standing(db, month, today)
    due, out = due_of(db, month), session.output
    if not out.for_people or out.open_page or out.fields:
        session.emit([row(one, month, due) for one in found], STATUS)
        return
    verb = "is" if today <= due else "was"
    typer.echo(out.dim(f"{dates.say_month(month)} {verb} due on {dates.say_day(due)}, today is {dates.say_day(today)}"))
    session.emit([(one.name, submitted(one), missing(one)) for one in found], TABLE)
    if found:
        _count(out, found, month)


def emit_reminders(session: Session, month: Month, found: "Sequence[Reminder]", *, copy: bool) -> None:
    """Print reminders as they are pasted into a chat, or as data where a format asks for it."""
    from cop.console import clipboard

    if session.flags.format not in (None, "table", "plain"):
        session.emit(found, REMINDERS)
        return
    if not found:
        say(f"nobody needs a reminder: {dates.say_month(month)} is submitted")
        return
    text = "\n\n".join(one.text for one in found) + "\n"
    session.output.stream.write(text)
    session.output.stream.flush()
    if copy:
        say("on the clipboard" if clipboard.copy(text) else "no clipboard here: copy it from above")


def row(one: Standing, month: Month, due: Day) -> tuple[object, ...]:
    """Return how one team stands as scripts read it."""
    return (
        one.body, one.ref, one.name, month, one.status, due, one.submitted_on, one.on_behalf, one.late,
        list(one.missing), one.last_news_on,
    )  # fmt: skip


def submitted(one: Standing) -> str:
    """Return when a team submitted, in words."""
    if not one.submitted_on:
        return "begun, not yet" if one.status else "not yet"
    parts = [dates.say_short(one.submitted_on), "late" if one.late else "", _by(one)]
    return ", ".join(filter(None, [*parts, "accepted" if one.status == "accepted" else ""]))


def missing(one: Standing) -> str:
    """Return what a team's month lacks, in words; of a silent team, when something was heard of it last."""
    parts = [f"what became of {', '.join(one.unsaid)}"] if one.unsaid else []
    parts += [f"attendance of {', '.join(one.unattended)}"] if one.unattended else []
    if not one.submitted:
        parts.append(f"last news {dates.say_short(one.last_news_on)}" if one.last_news_on else "no news")
    return "; ".join(parts)


def _by(one: Standing) -> str:
    return "by the secretariat" if one.on_behalf else ""


def _count(out: "Output", found: list[Standing], month: Month) -> None:
    done = sum(one.submitted for one in found)
    line = f"{done} of {len(found)} teams submitted"
    to_go = len(found) - done
    typer.echo(f"{line} · {to_go} to go: cop month remind {month}" if to_go else f"{line} · none to go")
