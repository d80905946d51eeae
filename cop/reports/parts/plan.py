"""The plan against which a month is measured: what the last final report announced, else what had been written."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from cop.kernel import dates
from cop.kernel.types import Id, Moment, Month
from cop.meetings.sitting import OFF, Rhythm, Sitting, Slot, happening, later
from cop.reports.parts.scope import Scope
from cop.reports.records import PlannedMeeting
from cop.reports.report import Plan
from cop.store import fold, queries
from cop.store.database import Database, first
from cop.store.entry import wall_of, wall_text
from cop.store.position import Position, chains

Row = Mapping[str, str | int | None]
MONTH_DAYS = 31


class Planned(NamedTuple):
    """The meetings that were planned, as they were then, and how that is known."""

    plan: Plan
    meetings: list[Sitting]


def planned(scope: Scope) -> Planned:
    """Return what was planned for the month of a report."""
    announced = _announced(scope)
    return announced if announced is not None else _written(scope)


def _announced(scope: Scope) -> Planned | None:
    """Return what the final report of the month before announced, whose list is kept when it is opened again."""
    before = Month(dates.shift(scope.first_on, -1)[:7])
    row = first(scope.db, "SELECT id, final_at FROM report WHERE month = :month AND final_at IS NOT NULL", month=before)
    if row is None:
        return None
    kept = queries.every(scope.db, PlannedMeeting, "report = :report", order="start_utc, id", report=row[0])
    by = min(Moment(row[1]), scope.begins)
    return Planned(Plan("report", by), [_sitting(each) for each in kept])


def _sitting(of: PlannedMeeting) -> Sitting:
    """Return a meeting as far as the plan tells it; who convened it is known only while it is there."""
    return Sitting(
        Id(of.meeting), of.name, of.title, None, Id(""), "", of.start, dates.utc(of.start), 0, None, None, None, None,
        "planned", None, None, None,
    )  # fmt: skip


def _written(scope: Scope) -> Planned:
    """Return what had been written when the month began; this alone reads the journal."""
    seen = _Seen(scope.db, scope.position)
    by, first_state = seen.moment(min(scope.begins, scope.as_of))
    source: Literal["first_state", "written"] = "first_state" if first_state else "written"
    return Planned(Plan(source, by), _planned_by(scope.db, seen, by, scope.begins, scope.month))


def written_by(db: Database, moment: Moment, begins: Moment, month: Month) -> list[Sitting]:
    """Return what had been planned for a month by a moment, at the latest when it began.

    A report that becomes final in the middle of the next month must not announce what it knows only by then: a meeting
    called off meanwhile would never have been planned.
    """
    seen = _Seen(db, None)
    by, _ = seen.moment(min(begins, moment))
    return _planned_by(db, seen, by, begins, month)


def _planned_by(db: Database, seen: "_Seen", by: Moment, begins: Moment, month: Month) -> list[Sitting]:
    found = _as_written(db, seen, by, later(begins, days=-1), later(begins, days=MONTH_DAYS + 1))
    return [one for one in found if one.day.startswith(month) and one.status not in OFF]


class _Seen:
    """Which entries of the journal a report sees: all, or those up to the position that it froze."""

    def __init__(self, db: Database, position: Position | None) -> None:
        self.db = db
        self._heads = None if position is None else chains(db, position)

    def where(self, entry: str) -> str:
        """Return the condition on an entry, in whole numbers that cop itself counted."""
        if self._heads is None:
            return "1 = 1"
        chained = (f"({entry}.site = {site} AND {entry}.seq <= {seq})" for site, seq in self._heads.items())
        return f"({' OR '.join(chained) or '1 = 0'})"

    def moment(self, begin: Moment) -> tuple[Moment, bool]:
        """Return the moment whose state is the plan, and whether it is that of the journal's first state."""
        begins, told = first(
            self.db,
            "SELECT min(e.wall), min(CASE WHEN e.verb <> 'init' THEN e.wall END) FROM entry e WHERE " + self.where("e"),
        )
        founded = told if told is not None else begins
        if founded is None or founded <= wall_of(datetime.fromisoformat(begin)):
            return begin, False
        return later(Moment(wall_text(founded)[:19] + "Z"), seconds=1), True


def _as_written(db: Database, seen: _Seen, by: Moment, since: Moment, until: Moment) -> list[Sitting]:
    """Return what was to take place in a period, as it had been written by a moment."""
    heads = db.all(
        fold.HEADS + "WHERE e.wall <= :wall AND g.kind IN ('meeting', 'series', 'series_slot') "
        f"AND {seen.where('e')} AND c.n NOT IN (SELECT s.old FROM supersede s JOIN change d ON d.n = s.change "
        f"JOIN entry f ON f.n = d.entry WHERE f.wall <= :wall AND {seen.where('f')})",
        wall=wall_of(datetime.fromisoformat(by)),
    )
    rows = fold.derive(db, fold.settle(heads)).rows
    codes = dict(db.all("SELECT id, coalesce(code, id) FROM body"))
    series = {each.id: each for each in (_rhythm(row, codes) for row in rows.get("series", []))}
    slots = {(slot.series, slot.original_on): slot for slot in map(_slot, rows.get("series_slot", []))}
    return happening(_own(rows.get("meeting", []), codes), series, slots, since, until)


def _own(rows: Iterable[Row], codes: Mapping[str, str]) -> list[Sitting]:
    found = []
    for row in rows:
        named = {"ref": row["code"] or str(row["id"])[:6], "body_code": codes.get(str(row["body"]), row["body"])}
        kept = {name: named.get(name, row.get(name)) for name in Sitting._fields if name != "moved"}
        found.append(Sitting(**kept))  # type: ignore[arg-type]
    return found


def _rhythm(row: Row, codes: Mapping[str, str]) -> Rhythm:
    named = {"body_code": codes.get(str(row["body"]), row["body"])}
    return Rhythm(**{name: named.get(name, row.get(name)) for name in Rhythm._fields})  # type: ignore[arg-type]


def _slot(row: Row) -> Slot:
    return Slot(*(row[name] for name in Slot._fields))  # type: ignore[arg-type]
