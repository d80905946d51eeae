"""How an event is planned from what was typed: its hours or whole days, and what it is linked to."""

from typing import NamedTuple

from cop.activities.events.operations import check_kind, secretariat
from cop.console.emit import say
from cop.console.session import Context
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, ZonedTime
from cop.meetings import telling, typed
from cop.meetings.commands.saying import afterwards, noted
from cop.meetings.operations.meeting import Kept
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Meeting
from cop.store.database import Database
from cop.store.references import find, find_one, label
from cop.store.typed import Reading

WHOLE_DAY = 24 * 60
"""Minutes of a day, which an event of one whole day takes."""


class Hours(NamedTuple):
    """When an event is, as it was typed: whole days, or an hour and how long."""

    first: str | None
    last: str | None
    at: str | None
    tz: str | None
    length: str | None


class Links(NamedTuple):
    """What an event has to do with, as it was typed."""

    body: str | None
    host: str | None
    concerns: str | None
    pilot: str | None
    cycle: str | None
    within: str | None
    repeats: str | None


def planned(db: Database, title: str, kind: str, hours: Hours, links: Links, how: Reading) -> Meeting:
    """Return the event that was typed.

    Raises:
        BadInput: Hours and whole days are both said, it is for several things, or nobody says who organises it.
        NotFound: Something that it is linked to is not there.
    """
    start, minutes, last_on = _when(hours, how)
    return Meeting(
        title=title, kind=check_kind(typed.read_word(kind)), body=_body(db, links.body), start=start,
        duration_minutes=minutes, last_on=last_on, host=Id(find(db, "partner", links.host)) if links.host else None,
        concerns=_concerns(db, links), within=find_sitting(db, links.within).id if links.within else None,
        repeats=find_sitting(db, links.repeats).id if links.repeats else None,
    )  # fmt: skip


def about(ctx: Context, db: Database, kept: Kept, then: str) -> list[str]:
    """Return the lines of a confirmation, having said aloud what a person should know."""
    for doubt in kept.doubts:
        say(f"note: {doubt}")
    made = kept.meeting
    when = telling.hours(db, made.start, made.duration_minutes, made.last_on, kept.bodies)
    return [when, f"organised by {label(db, 'body', made.body)}", *afterwards(ctx, f"next: {then}")]


def _when(hours: Hours, how: Reading) -> tuple[ZonedTime, int, Day | None]:
    """Return when an event begins, how long it takes, and its last day where it takes whole days."""
    if hours.at and (hours.first or hours.last):
        raise BadInput("an event takes hours or whole days", "say --at with --for, or --from with --to-day")
    if hours.at:
        return noted(typed.read_hour(hours.at, hours.tz, how)), typed.read_minutes(hours.length, 60), None
    start = noted(typed.read_hour(hours.first or "", hours.tz, how, whole_days=True))
    last_on = typed.read_last_day(hours.last, how) or dates.local_day(start)
    return start, typed.read_minutes(hours.length, WHOLE_DAY), last_on


def _body(db: Database, said: str | None) -> Id:
    body = typed.find_bodies(db, [said])[0] if said else secretariat(db)
    if body is None:
        raise BadInput("nobody says which body organises it, and there is no one secretariat", "say --body BODY")
    return body


def _concerns(db: Database, links: Links) -> Id | None:
    said = {"cycle": links.cycle, "pilot": links.pilot, "": links.concerns}
    given = [(kind, what) for kind, what in said.items() if what]
    if len(given) > 1:
        raise BadInput("an event is for one thing", "say one of --pilot, --cycle and --concerns")
    kinds = next(each.kinds for each in Meeting.fields() if each.name == "concerns")
    return next((Id(find_one(db, [kind] if kind else kinds, what)[1]) for kind, what in given), None)
