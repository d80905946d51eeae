"""Whose month it is and when it is due: light enough for `cop` alone, which tells everybody what awaits them."""

from typing import TYPE_CHECKING

from cop.kernel import dates
from cop.kernel.types import Day, Id, Month
from cop.store.database import Database, first
from cop.teams.queries import COORDINATION_TEAM, HOLDS, SECRETARIAT

if TYPE_CHECKING:
    from cop.teams.records import Programme

REPORTING = COORDINATION_TEAM
"""Bodies of this kind report every month."""
TOLD = ("submitted", "accepted")
"""Statuses of a month that has been told; one that was reopened is a draft again."""


def own_team(db: Database, person: Id, day: Day) -> Id | None:
    """Return the team whose month a person tells: the one they are a member of, else that of their partner."""
    row = first(
        db,
        "SELECT b.id FROM membership m JOIN body b ON b.id = m.body "
        f"WHERE b.kind = :kind AND m.person = :person AND {HOLDS} ORDER BY b.code, b.id",
        kind=REPORTING, person=person, day=day,
    ) or first(
        db,
        "SELECT b.id FROM body b JOIN person h ON h.partner = b.partner "
        "WHERE b.kind = :kind AND h.id = :person ORDER BY b.code, b.id",
        kind=REPORTING, person=person,
    )  # fmt: skip
    return row[0] if row else None


def in_secretariat(db: Database, person: Id, day: Day) -> bool:
    """Tell whether a person is a member of a secretariat on a day, and so may submit on any team's behalf."""
    found = first(
        db,
        "SELECT m.id FROM membership m JOIN body b ON b.id = m.body "
        f"WHERE b.kind = :kind AND m.person = :person AND {HOLDS}",
        kind=SECRETARIAT, person=person, day=day,
    )  # fmt: skip
    return found is not None


def has_secretariat(db: Database) -> bool:
    """Tell whether the programme has a secretariat with anybody in it."""
    found = first(
        db, "SELECT m.id FROM membership m JOIN body b ON b.id = m.body WHERE b.kind = :kind", kind=SECRETARIAT
    )
    return found is not None


def due_on(programme: "Programme", month: Month) -> Day:
    """Return the day by which teams have told a month: the programme's reporting day in the month after it."""
    return due_on_day(programme.reporting_day, month)


def due_of(db: Database, month: Month) -> Day:
    """Return the same, of the programme as it is kept; without one, the day that a new programme has."""
    row = first(db, "SELECT reporting_day FROM programme") or (5,)
    return due_on_day(row[0], month)


def due_on_day(reporting_day: int, month: Month) -> Day:
    """Return that day of the month after this one, or its last day where it is shorter."""
    after = dates.shift(dates.month_days(month)[1], 1)
    return min(Day(f"{after[:7]}-{max(reporting_day, 1):02}"), dates.month_days(Month(after[:7]))[1])


def span(db: Database) -> tuple[Month, Month]:
    """Return the programme's first month and its last; where nobody said them, those of all times."""
    begin, end = first(db, "SELECT start_on, end_on FROM programme") or (None, None)
    return Month((begin or "0001-01")[:7]), Month((end or "9999-12")[:7])


def outside(db: Database, month: Month) -> tuple[str, str] | None:
    """Return a sentence and a hint for a month before the programme or after it; None for one of its own."""
    begin, end = first(db, "SELECT start_on, end_on FROM programme") or (None, None)
    said = dates.say_month(month)
    if begin and month < begin[:7]:
        began = f"{said} lies before the programme, which began on {dates.say_day(begin)}"
        return began, f"its first month is {begin[:7]}"
    if end and month > end[:7]:
        return f"{said} lies after the programme, which ended on {dates.say_day(end)}", f"its last month is {end[:7]}"
    return None


def last_over(db: Database, today: Day) -> Month:
    """Return the programme's month that was over last; while none is, its first."""
    first_month, last_month = span(db)
    return max(first_month, min(_before(today), last_month))


def untold(db: Database, body: Id, today: Day) -> Month | None:
    """Return the month that a team should have told by now: the one just over, unless it was submitted.

    A month before the programme began is none.
    """
    over = last_over(db, today)
    if over > _before(today):
        return None
    told = first(db, "SELECT status FROM team_month WHERE body = :body AND month = :month", body=body, month=over)
    return None if told and told[0] in TOLD else over


def to_be_told(db: Database, body: Id, today: Day) -> Month | None:
    """Return the month that a team should tell now: the one just over, else one begun before it; None when all are."""
    over = untold(db, body, today)
    begun = first(
        db, "SELECT max(month) FROM team_month WHERE body = :body AND status = 'draft' AND month < :this",
        body=body, this=today[:7],
    )  # fmt: skip
    return over or (begun[0] if begun else None)


def _before(today: Day) -> Month:
    """Return the month before the present one."""
    return Month(dates.shift(Day(f"{today[:7]}-01"), -1)[:7])
