"""cop meeting list: which meetings are meant, and how a list of them reads."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cop.console.emit import View
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Moment
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import SKIPPED, Sitting
from cop.store.database import Database

if TYPE_CHECKING:
    from cop.store.typed import Reading

MEETINGS = View(
    name="meetings",
    keys=(
        "id", "ref", "title", "kind", "body", "start", "start_utc", "duration_minutes", "last_on", "mode", "place",
        "link", "status", "reason", "series", "original_on", "moved",
    ),
    table=("start", "title", "status", "ref"),
    keep=frozenset({"start", "ref"}),
    right=frozenset({"duration_minutes"}),
    ref="ref",
)  # fmt: skip
STATUSES = ("planned", "convened", "held", "postponed", "cancelled", SKIPPED)
LOOKED_BACK_AT = ("held", "postponed", "cancelled", SKIPPED)
"""What is asked for by these words alone is mostly over."""
EVER = Day(f"{dates.FIRST_YEAR}-01-01")
"""The first day that cop keeps."""
LIST_DAYS = 366
"""How far a list reaches when nobody says where it ends."""


class Wanted(NamedTuple):
    """Which meetings are asked for, as it was typed; what is None was not said."""

    month: str | None
    from_: str | None
    to: str | None
    body: list[str] | None
    status: str | None
    person: str | None
    partner: str | None


def emit(session: Session, db: Database, wanted: Wanted) -> None:
    """Print the meetings that are asked for, by the clocks of the programme.

    Raises:
        BadInput: There is no such status, or a day cannot be read.
        NotFound: There is no such body, person or partner.
    """
    if wanted.status not in (None, *STATUSES):
        raise BadInput(f'no meeting is "{wanted.status}"', f"use one of {', '.join(STATUSES)}")
    how = session.words(db)
    first, last = period(wanted, how)
    found = _found(db, wanted, _begin(first, how), _begin(dates.shift(last, 1), how))
    several_years = len({one.start[:4] for one in found}) > 1
    when = partial(dates.say_start, here=how.zone, year=several_years)
    view = MEETINGS._replace(
        titles={"start": f"when in {dates.city(how.zone)}"}, say={"start": when}, empty=_none(wanted, first, last)
    )
    session.emit(map(_row, found), view)


def period(wanted: Wanted, how: "Reading") -> tuple[Day, Day]:
    """Return the first and the last day of which meetings are listed."""
    today = dates.local_day(dates.from_instant(how.now, how.zone))
    if wanted.month:
        return dates.month_days(dates.parse_month(wanted.month, dates.day(today)))
    first, last = (
        dates.parse_day(typed, dates.day(today), how.day_first) if typed else None
        for typed in (wanted.from_, wanted.to)
    )
    first = first or (EVER if wanted.status in LOOKED_BACK_AT else today)
    return first, last or dates.shift(max(first, today), LIST_DAYS)


def _found(db: Database, wanted: Wanted, since: Moment, until: Moment) -> list[Sitting]:
    bodies = None
    if wanted.body:  # A list of all loads nothing that only looks up names.
        from cop.store.references import find

        bodies = [find(db, "body", one) for one in wanted.body]
    found = queries.sittings(db, since, until, bodies=bodies, with_skipped=wanted.status == SKIPPED)
    found = [one for one in found if wanted.status in (None, one.status)]
    return _concerning(db, found, wanted.person, wanted.partner)


def _none(wanted: Wanted, first: Day, last: Day) -> str:
    """Return the sentence for an empty list: what was looked for and when, and how to look further."""
    when = f"up to {dates.say_day(last)}" if first == EVER else f"from {dates.say_day(first)} to {dates.say_day(last)}"
    what = f"no {wanted.status} meeting" if wanted.status else "no meeting"
    return f"{what} {when}: --month, --from or --to looks elsewhere"


def _begin(day: Day, how: "Reading") -> Moment:
    return dates.midnight(day, how.zone)


def _concerning(db: Database, found: list[Sitting], person: str | None, partner: str | None) -> list[Sitting]:
    """Return the meetings to which a person is invited as a member on their day, or in which a partner takes part."""
    if person is None and partner is None:
        return found
    from cop.meetings import whose
    from cop.store.references import find

    asked = [whose.of_person(db, Id(find(db, "person", person)))] if person else []
    asked += [whose.of_partner(db, Id(find(db, "partner", partner)))] if partner else []
    bodies = queries.invited_bodies(db, found)
    return [one for one in found if all(each.covers(bodies[one.id], one.day) for each in asked)]


def _row(one: Sitting) -> Sequence[object]:
    series = one.ref.rpartition("/")[0] if one.series else None
    return (*one[:4], one.body_code, *one[6:15], series, one.original_on, one.moved)
