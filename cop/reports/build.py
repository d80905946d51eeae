"""From the programme to a report: plain dataclasses that hold every number and nothing formatted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cop.kernel import dates
from cop.kernel.types import Day, Moment, Month, Zone, ZonedTime
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import OFF, Rhythm, Sitting, Slot, happening, later
from cop.reports import figures
from cop.reports.figures import Ratio
from cop.store import fold
from cop.store.database import Database, first
from cop.store.entry import wall_of, wall_text

Row = Mapping[str, str | int | None]
ELSEWHERE_DAYS = 366
"""How far from its month a meeting is looked for that was moved away."""


@dataclass(frozen=True)
class Line:
    """One meeting in a list of the report."""

    ref: str
    title: str
    body: str
    start: ZonedTime
    status: str
    reason: str | None


@dataclass(frozen=True)
class Meetings:
    """Meetings planned and held."""

    planned_as_of: Moment
    planned_by_first_state: bool
    """Whether the plan is the journal's first state, because nothing had been written by the period's first day."""
    planned: tuple[Line, ...]
    held: tuple[Line, ...]
    postponed: tuple[Line, ...]
    cancelled: tuple[Line, ...]
    unsaid: tuple[Line, ...]
    """Over by now, and nobody wrote what became of them."""
    coming: tuple[Line, ...]
    added: tuple[Line, ...]
    delivery: Ratio | None


@dataclass(frozen=True)
class Report:
    """The report of one month."""

    programme: str
    month: Month
    first_on: Day
    last_on: Day
    timezone: Zone
    as_of: Moment
    begun: bool
    """Whether the month has begun; figures of one that has not do not apply."""
    meetings: Meetings


def build(db: Database, month: Month, as_of: datetime) -> Report:
    """Return the report of a month from what the tables show, which is as of a moment.

    Raises:
        CopError: The programme was not described yet.
    """
    from cop.teams.queries import programme

    of = programme(db)
    first_on, last_on = dates.month_days(month)
    return Report(
        programme=of.title,
        month=month,
        first_on=first_on,
        last_on=last_on,
        timezone=of.timezone,
        as_of=dates.moment_text(as_of),
        begun=dates.utc(_midnight(first_on, of.timezone)) <= dates.moment_text(as_of),
        meetings=_meetings(db, month, of.timezone, dates.moment_text(as_of)),
    )


def _meetings(db: Database, month: Month, zone: Zone, as_of: Moment) -> Meetings:
    first_on, last_on = dates.month_days(month)
    begin, end = (dates.utc(_midnight(day, zone)) for day in (first_on, dates.shift(last_on, 1)))
    plan_as_of, by_first_state = _plan_moment(db, min(begin, as_of))
    plan = [
        one for one in _as_written(db, plan_as_of, begin, end) if one.day.startswith(month) and one.status not in OFF
    ]
    far = (later(begin, days=-ELSEWHERE_DAYS), later(end, days=ELSEWHERE_DAYS))
    became = figures.became(plan, queries.sittings(db, *far, with_skipped=True), month)
    return Meetings(
        planned_as_of=plan_as_of,
        planned_by_first_state=by_first_state,
        planned=_lines(plan),
        held=_lines(became.held),
        postponed=_lines(became.postponed),
        cancelled=_lines(became.cancelled),
        unsaid=_lines([one for one in became.unsaid if one.end_utc <= as_of]),
        coming=_lines([one for one in became.unsaid if one.end_utc > as_of]),
        added=_lines(became.added),
        delivery=figures.meeting_delivery([one.id for one in plan], [one.id for one in became.held]),
    )


def _plan_moment(db: Database, begin: Moment) -> tuple[Moment, bool]:
    """Return the moment whose state is the plan, and whether it is that of the journal's first state."""
    begins, told = first(db, "SELECT min(wall), min(CASE WHEN verb <> 'init' THEN wall END) FROM entry")
    founded = told if told is not None else begins
    if founded is None or founded <= wall_of(datetime.fromisoformat(begin)):
        return begin, False
    return later(Moment(wall_text(founded)[:19] + "Z"), seconds=1), True


def _as_written(db: Database, by: Moment, since: Moment, until: Moment) -> list[Sitting]:
    """Return what was to take place in a period, as it had been written by a moment."""
    heads = db.all(
        fold.HEADS + "WHERE e.wall <= :wall AND g.kind IN ('meeting', 'series', 'series_slot') AND c.n NOT IN "
        "(SELECT s.old FROM supersede s JOIN change d ON d.n = s.change JOIN entry f ON f.n = d.entry "
        "WHERE f.wall <= :wall)",
        wall=wall_of(datetime.fromisoformat(by)),
    )
    rows = fold.derive(db, fold.settle(heads)).rows
    codes = dict(db.all("SELECT id, coalesce(code, id) FROM body"))
    own = [_own(row, codes) for row in rows.get("meeting", [])]
    series = {each.id: each for each in (_rhythm(row, codes) for row in rows.get("series", []))}
    slots = [Slot(*(row[name] for name in Slot._fields)) for row in rows.get("series_slot", [])]  # type: ignore[arg-type]
    return happening(own, series, {(slot.series, slot.original_on): slot for slot in slots}, since, until)


def _own(row: Row, codes: Mapping[str, str]) -> Sitting:
    named = {"ref": row["code"] or str(row["id"])[:6], "body_code": codes.get(str(row["body"]), row["body"])}
    kept = {name: named.get(name, row.get(name)) for name in Sitting._fields if name != "moved"}
    return Sitting(**kept)  # type: ignore[arg-type]


def _rhythm(row: Row, codes: Mapping[str, str]) -> Rhythm:
    named = {"body_code": codes.get(str(row["body"]), row["body"])}
    return Rhythm(**{name: named.get(name, row.get(name)) for name in Rhythm._fields})  # type: ignore[arg-type]


def _lines(found: list[Sitting]) -> tuple[Line, ...]:
    ordered = sorted(found, key=lambda one: (one.start_utc, one.ref))
    return tuple(Line(one.ref, one.title, one.body_code, one.start, one.status, one.reason) for one in ordered)


def _midnight(day: Day, zone: Zone) -> ZonedTime:
    return ZonedTime(f"{day}T00:00[{zone}]")
