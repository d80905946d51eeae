"""cop calendar show: the grid of a month or a week, and under it what takes place."""

from collections.abc import Iterable, Iterator, Sequence

from cop.calendars import alongside
from cop.calendars.alongside import Days
from cop.calendars.commands.drawing import Grid, drawn, drawn_page, heading
from cop.calendars.month import days_of, monday, weeks
from cop.calendars.places import Zones
from cop.calendars.weekends import weekends
from cop.calendars.wording import together
from cop.console import page
from cop.console.emit import View
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Moment, Month, Zone
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import OFF, Sitting
from cop.store import references
from cop.store.database import Database
from cop.store.typed import Reading, local_today

SITTINGS = View(
    name="meetings",
    keys=(
        "id", "ref", "title", "kind", "body", "start", "start_utc", "duration_minutes", "last_on", "mode", "place",
        "link", "status", "reason", "series", "original_on", "moved", "day", "hours",
    ),
    table=("day", "hours", "title", "ref"),
    titles={"hours": "hours in every country"},
    keep=frozenset({"ref", "day"}),
    right=frozenset({"duration_minutes"}),
    say={"day": dates.say_short},
    empty="nothing is planned then",
    ref="ref",
)  # fmt: skip


DAY = SITTINGS.keys.index("day")


def show(session: Session, db: Database, month: str | None, week: str | None, body: str | None) -> None:
    """Print the month or week that is meant; a script gets its meetings alone.

    Raises:
        BadInput: Both are given, or neither can be read.
        NotFound: There is no such body.
    """
    how, out = session.words(db), session.output
    first, last = _days(how, month, week)
    found = found_between(db, first, last, how.zone, body)
    beside = beside_between(db, first, last, body)
    rows = sorted([*_rows(db, found, how.zone), *map(_whole_days, beside)], key=lambda row: str(row[DAY]))
    if out.format == "table" or out.open_page:
        grid = Grid(weeks(first, last, found, how.zone, beside), days_off(db), how.today)
        title, aside = heading(first, last), f"hours of {dates.city(how.zone)}"
        if out.open_page:
            page.open_page(drawn_page(grid, _listed(rows), title, aside), out.notes)
            return
        out.stream.writelines(f"{line}\n" for line in (*drawn(grid, title, aside, out.width, out.colour), ""))
    session.emit(rows, SITTINGS)


def _days(how: Reading, month: str | None, week: str | None) -> tuple[Day, Day]:
    if month and week:
        raise BadInput("--month and --week exclude each other", "give one of them")
    today = local_today(how)
    if week:
        first = monday(dates.parse_day(week, today, how.day_first))
        return first, dates.shift(first, 6)
    return dates.month_days(dates.parse_month(month, today) if month else Month(dates.day_text(today)[:7]))


def found_between(db: Database, first: Day, last: Day, zone: Zone, body: str | None) -> list[Sitting]:
    """Return what takes place from one day to another, in the zone's hours; whole days count as they are told."""
    bodies = [references.find(db, "body", body)] if body else None
    since, until = (Moment(f"{dates.shift(day, by)}T00:00:00Z") for day, by in ((first, -1), (last, 2)))
    near = queries.sittings(db, since, until, bodies=bodies)
    return [one for one in near for begins, ends in (days_of(one, zone),) if begins <= last and ends >= first]


def beside_between(db: Database, first: Day, last: Day, body: str | None) -> list[Days]:
    """Return the trainings given between two days."""
    return alongside.between(db, first, last, [Id(references.find(db, "body", body))] if body else None)


def _whole_days(one: Days) -> tuple[object, ...]:
    """Return a training given as a row beside the meetings."""
    shown = dict.fromkeys(SITTINGS.keys) | {
        "id": one.id, "ref": one.ref, "title": one.title, "kind": "delivery", "start": one.first, "last_on": one.last,
        "place": one.place or None, "status": "cancelled" if one.off else "planned", "day": one.first,
        "hours": "cancelled" if one.off else f"to {dates.say_short(one.last)}" if one.last > one.first else "",
    }  # fmt: skip
    return tuple(shown[key] for key in SITTINGS.keys)


def _rows(db: Database, found: list[Sitting], zone: Zone) -> Iterator[tuple[object, ...]]:
    """Yield the meetings with day and hours as the programme's clocks show them, and then those of others."""
    zones, invited = Zones(db), queries.invited_bodies(db, found)
    for one in found:
        shown = one._asdict() | {
            "body": one.body_code,
            "day": days_of(one, zone)[0],
            "hours": _hours(one, [zone, *zones.on(invited[one.id], one.day)]),
        }
        yield tuple(shown[key] for key in SITTINGS.keys)


def _listed(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    """Return the rows as people read them."""
    return [[SITTINGS.reading(key, row[SITTINGS.keys.index(key)]) for key in SITTINGS.table] for row in rows]


def _hours(one: Sitting, zones: Sequence[Zone]) -> str:
    """Return the hours with the zones in which they hold; of whole days the last one."""
    if one.takes_whole_days and one.status not in OFF:
        return f"to {dates.say_short(one.last_day)}" if one.last_day > one.day else "whole day"
    return "cancelled" if one.status in OFF else together(one.start, one.duration_minutes, zones)


def days_off(db: Database) -> dict[str, frozenset[int]]:
    """Return the weekends of every country that takes part."""
    return weekends(db.all("SELECT country, week FROM partner WHERE country IS NOT NULL ORDER BY id"))
