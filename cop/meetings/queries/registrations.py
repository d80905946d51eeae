"""What can be asked about who is registered for events: people of the programme, and others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cop.kernel.types import Id
from cop.meetings.attending import only_organised
from cop.store.database import Database, first, within
from cop.teams.queries import SECRETARIAT

if TYPE_CHECKING:
    from cop.meetings.records import Meeting, Registration
    from cop.meetings.sitting import Sitting

STATUSES = ("registered", "confirmed", "attended", "absent", "cancelled")
"""How a registration may stand."""
GONE = "cancelled"
"""The status of a registration that holds no more."""
_ORGANISED = (
    "SELECT m.id, m.kind, m.is_open, (SELECT count(*) FROM quota q WHERE q.meeting = m.id), b.kind FROM meeting m "
    "JOIN body b ON b.id = m.body WHERE m.id IN (:values)"
)


def organised(db: Database, meetings: Iterable[Id]) -> set[Id]:
    """Return those of some meetings which the body that convenes them only organises; see `only_organised`."""
    rows = within(db, _ORGANISED, sorted(set(meetings)))
    return {
        row[0]
        for row in rows
        if only_organised(row[1], is_open=row[2] == 1, quotas=row[3], by_secretariat=row[4] == SECRETARIAT)
    }


def will_be_organised(db: Database, made: "Meeting") -> bool:
    """Tell the same of a meeting as it is about to be saved."""
    (quotas,) = first(db, "SELECT count(*) FROM quota WHERE meeting = :id", id=made.id)
    (kind,) = first(db, "SELECT kind FROM body WHERE id = :id", id=made.body) or (None,)
    return only_organised(made.kind, is_open=made.is_open, quotas=quotas, by_secretariat=kind == SECRETARIAT)


def registrations_of(db: Database, meetings: Iterable[Id]) -> "dict[Id, list[Registration]]":
    """Return the registrations for each meeting, cancelled ones too, in the order of their days."""
    from cop.meetings.records import Registration
    from cop.store import queries

    found: dict[Id, list[Registration]] = {meeting: [] for meeting in meetings}
    for each in queries.every_of(db, Registration, "meeting", found):
        found[each.meeting].append(each)
    for several in found.values():
        several.sort(key=lambda one: (one.registered_on or "", one.organisation or "", one.id))
    return found


def strangers(db: Database, meeting: Id) -> "list[Registration]":
    """Return those registered for a meeting whom the programme does not know, the cancelled left out."""
    return [one for one in registrations_of(db, [meeting])[meeting] if one.person is None and one.status != GONE]


def refs(db: Database, of: "Sitting", found: "Iterable[Registration]") -> dict[Id, str]:
    """Return what people type for registrations: ss/m-zli-pm, or of a stranger the beginning of the id."""
    from cop.kernel.ids import shortest_unique

    listed = list(found)
    codes = dict(
        within(
            db,
            "SELECT id, coalesce(code, substr(id, 1, 6)) FROM person WHERE id IN (:values)",
            sorted({one.person for one in listed if one.person}),
        )
    )
    every = [row[0] for row in db.all("SELECT id FROM registration")] if len(listed) > len(codes) else []
    short = shortest_unique(every) if every else {}
    return {one.id: f"{of.ref}/{codes[one.person]}" if one.person in codes else short[one.id] for one in listed}


def places(db: Database, meeting: str) -> tuple[int | None, bool]:
    """Return how many people a meeting has room for, and whether anybody may register."""
    row = first(db, "SELECT capacity, is_open FROM meeting WHERE id = :id", id=meeting) or (None, 0)
    return row[0], row[1] == 1
