"""What lists call the records they name: a code, a date of a series, or the shortest beginning of an id.

A list asks for the columns in the same query as for the rest, so that naming costs no further one.
"""

from cop.kernel.ids import shortest_unique
from cop.kernel.types import Id
from cop.store.database import Database, first

MEETING = "coalesce(coalesce(s.code, substr(s.id, 1, 6)) || '/' || m.original_on, m.code, substr(m.id, 1, 6))"
"""What people type for a meeting m, whose series is s."""

OWNER = (
    "x.owner, CASE WHEN h.id IS NOT NULL THEN 'person' WHEN b.id IS NOT NULL THEN 'body' "
    "WHEN o.id IS NOT NULL THEN 'partner' END, coalesce(h.code, b.code, o.code, substr(x.owner, 1, 6)), "
    "coalesce(h.title, b.title, o.name), hp.name"
)
"""Whose a row x is: the id, its kind, what people type for it, its name, and where a person works; with OWNERS."""
OWNERS = (
    "LEFT JOIN person h ON h.id = x.owner LEFT JOIN partner hp ON hp.id = h.partner "
    "LEFT JOIN body b ON b.id = x.owner LEFT JOIN partner o ON o.id = x.owner "
)


def owner_title(name: str | None, partner: str | None) -> str | None:
    """Return how people tell an owner from others: a role with its town; None for nobody."""
    return ", ".join(filter(None, (name, partner))) or None


def columns(kind: str) -> str:
    """Return the columns of a row x of this kind from which `ref` tells what people type for it."""
    return (
        f"x.id, x.code, (SELECT count(*) FROM {kind} c WHERE c.code = x.code), "
        f"(SELECT max(b.id) FROM {kind} b WHERE b.id < x.id), (SELECT min(f.id) FROM {kind} f WHERE f.id > x.id)"
    )


def ref(record: str, code: str | None, bearers: int, before: str | None, after: str | None) -> str:
    """Return the code, told apart where two copies chose the same; else the beginning that no neighbour's id has."""
    if code is not None:
        return code if bearers <= 1 else f"{code}~{record[:4]}"
    return shortest_unique([record, *filter(None, (before, after))])[record]


def ref_of_new(db: Database, kind: str, record: Id, code: str | None) -> str:
    """Return what people will type for a record that is about to be saved."""
    before, after = f"SELECT max(id) FROM {kind} WHERE id < :id", f"SELECT min(id) FROM {kind} WHERE id > :id"
    return ref(record, code, 1, *first(db, f"SELECT ({before}), ({after})", id=record))
