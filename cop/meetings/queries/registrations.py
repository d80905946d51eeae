"""What can be asked about who is registered for events: people of the programme, and others."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cop.kernel.types import Id
from cop.store.database import Database, first, within

if TYPE_CHECKING:
    from cop.meetings.records import Registration
    from cop.meetings.sitting import Sitting

STATUSES = ("registered", "confirmed", "attended", "absent", "cancelled")
"""How a registration may stand."""
GONE = "cancelled"
"""The status of a registration that holds no more."""


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


def places(db: Database, meeting: str) -> tuple[int | None, bool, int]:
    """Return how many people a meeting has room for, whether anybody may register, and how many are registered."""
    row = first(db, "SELECT capacity, is_open FROM meeting WHERE id = :id", id=meeting) or (None, 0)
    (taken,) = first(db, "SELECT count(*) FROM registration WHERE meeting = :id AND status <> 'cancelled'", id=meeting)
    return row[0], row[1] == 1, taken
