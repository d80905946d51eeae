"""What can be asked about teams."""

from typing import Any

from cop.kernel.errors import CopError
from cop.store import queries
from cop.store.database import Database
from cop.teams.records import Programme


def programme(db: Database) -> Programme:
    """Return the programme of the file.

    Raises:
        CopError: Nobody has described it yet.
    """
    found = queries.every(db, Programme)
    if not found:
        raise CopError("the programme has no title yet", 'cop programme new "TITLE" gives it one')
    return found[0]


def partners(db: Database, *, kind: str | None = None, sector: str | None = None, country: str | None = None) -> list[Any]:
    """Return partners with their pair's code, by name."""
    return db.all(
        "SELECT p.id, p.code, p.name, p.kind, p.sector, p.country, p.timezone, p.week, q.code, p.status "
        "FROM partner p LEFT JOIN partner q ON q.id = p.paired "
        "WHERE (:kind IS NULL OR p.kind = :kind) AND (:sector IS NULL OR p.sector = :sector) "
        "AND (:country IS NULL OR p.country = :country) ORDER BY p.name, p.id",
        kind=kind, sector=sector, country=country,
    )  # fmt: skip
