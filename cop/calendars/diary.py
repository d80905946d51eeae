"""All that the calendars of a programme are made of, read by a fixed number of queries, whatever its size."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cop.calendars.alongside import Days, deliveries, milestones
from cop.calendars.places import Zones
from cop.calendars.revisions import Revisions
from cop.calendars.wording import Item
from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment
from cop.meetings.queries import sittings as meetings
from cop.meetings.sitting import Rhythm, Sitting
from cop.store.database import Database, first
from cop.teams.queries import programme

REGISTERED = (
    "SELECT meeting, person FROM registration WHERE person IS NOT NULL AND status <> 'cancelled' "
    "ORDER BY meeting, person"
)
BEGINNING = Moment("1970-02-02T00:00:00Z")


class Diary(NamedTuple):
    """Meetings and series with what calendars tell about them.

    Attributes:
        title: The programme's.
        code: Its short name, if it has one.
        single: Meetings that no series gives.
        series: The rhythms, by id.
        exceptions: Of each series the dates on which something else holds than its rule says: moved, skipped,
            cancelled, or with a record of their own.
        agendas: The items of each meeting, in their order.
        invited: The bodies that a meeting or series invites beside the one that convenes it.
        registered: The people of the programme who are registered for each event.
        alongside: What stands beside the meetings as whole days.
        bodies: What every body is called.
        zones: Where the members of bodies work.
        revisions: How often each was revised.
    """

    title: str
    code: str | None
    single: list[Sitting]
    series: dict[Id, Rhythm]
    exceptions: dict[Id, list[Sitting]]
    agendas: dict[Id, list[Item]]
    invited: dict[Id, list[Id]]
    registered: dict[Id, list[Id]]
    alongside: list[Days]
    bodies: dict[Id, str]
    zones: Zones
    revisions: Revisions

    def bodies_of(self, one: Sitting | Rhythm) -> list[Id]:
        """Return the bodies that a meeting or series invites, the one that convenes it first."""
        of_series = self.invited.get(one.series, []) if isinstance(one, Sitting) and one.series else []
        return [*dict.fromkeys((one.body, *of_series, *self.invited.get(one.id, [])))]


def read(db: Database, *, with_milestones: bool = False) -> Diary:
    """Return the programme's diary; milestones are in it only when somebody asks for them."""
    about = programme(db)
    series = {each.id: each for each in meetings.all_series(db)}
    single, exceptions = _told_apart(db, series)
    return Diary(
        title=about.title,
        code=about.code,
        single=single,
        series=series,
        exceptions=exceptions,
        agendas=_agendas(db),
        invited=_lists(db.all("SELECT subject, body FROM invitee ORDER BY subject, body")),
        registered=_lists(db.all(REGISTERED)),
        alongside=[*deliveries(db), *(milestones(db) if with_milestones else ())],
        bodies=dict(db.all("SELECT id, title FROM body")),
        zones=Zones(db),
        revisions=Revisions(db),
    )


def _told_apart(db: Database, series: dict[Id, Rhythm]) -> tuple[list[Sitting], dict[Id, list[Sitting]]]:
    """Return the meetings that stand alone, and of each series the dates about which something was said."""
    written = {row[0] for row in db.all("SELECT id FROM meeting WHERE series IS NOT NULL")}
    single: list[Sitting] = []
    exceptions: dict[Id, list[Sitting]] = defaultdict(list)
    for one in meetings.sittings(db, BEGINNING, _last(db), with_skipped=True):
        of = series.get(one.series) if one.series else None
        if of is None or one.original_on is None or not of.gives(one.original_on):
            single.append(one)
        elif one.moved or one.status == "skipped" or one.id in written:
            exceptions[of.id].append(one)
    return single, exceptions


def _last(db: Database) -> Moment:
    """Return an instant after all about which anything was said: rules go on for ever, what was said does not."""
    (last,) = first(
        db,
        "SELECT max(t.at) FROM "
        "(SELECT max(start_utc) AS at FROM meeting UNION ALL SELECT max(original_on) FROM meeting "
        "UNION ALL SELECT max(moved_to_utc) FROM series_slot UNION ALL SELECT max(original_on) FROM series_slot) t",
    )
    return Moment(f"{dates.shift(Day(last[:10]), 2)}T00:00:00Z") if last else BEGINNING


def _agendas(db: Database) -> dict[Id, list[Item]]:
    found: dict[Id, list[Item]] = defaultdict(list)
    for meeting, *item in db.all(
        "SELECT a.meeting, a.title, h.title, a.duration_minutes, a.paper FROM agenda_item a "
        "LEFT JOIN person h ON h.id = a.presenter ORDER BY a.meeting, a.ordinal, a.id"
    ):
        found[meeting].append(Item(*item))
    return found


def _lists(rows: Iterable[tuple[Id, Id]]) -> dict[Id, list[Id]]:
    found: dict[Id, list[Id]] = defaultdict(list)
    for subject, body in rows:
        found[subject].append(body)
    return found
