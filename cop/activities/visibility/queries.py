"""What can be asked about visibility: what came out in a period, by whom, and about what."""

from typing import NamedTuple

from cop.kernel.types import Day, Id, Word
from cop.meetings.queries import naming
from cop.store.database import Database

_ITEMS = (
    "SELECT x.id, NULL, 0, (SELECT max(e.id) FROM visibility_item e WHERE e.id < x.id), "
    "(SELECT min(f.id) FROM visibility_item f WHERE f.id > x.id), x.title, x.kind, x.published_on, "
    "x.partner, coalesce(o.code, substr(o.id, 1, 6)), o.name, x.link, x.concerns, "
    "CASE WHEN p.id IS NOT NULL THEN 'pilot' WHEN y.id IS NOT NULL THEN 'cycle' WHEN m.id IS NOT NULL THEN 'meeting' "
    "WHEN w.id IS NOT NULL THEN 'work_package' WHEN a.id IS NOT NULL THEN 'activity' END, "
    f"coalesce(p.code, y.code, {naming.MEETING}, w.code, a.code, substr(x.concerns, 1, 6)), "
    "coalesce(p.title, y.title, m.title, w.title, a.title), x.reach FROM visibility_item x "
    "LEFT JOIN partner o ON o.id = x.partner LEFT JOIN pilot p ON p.id = x.concerns "
    "LEFT JOIN cycle y ON y.id = x.concerns LEFT JOIN meeting m ON m.id = x.concerns "
    "LEFT JOIN series s ON s.id = m.series LEFT JOIN work_package w ON w.id = x.concerns "
    "LEFT JOIN activity a ON a.id = x.concerns "
)


class ItemLine(NamedTuple):
    """Something by which the public saw the programme; `reach` is None where nobody knows how many saw it."""

    id: Id
    ref: str
    title: str
    kind: Word
    published_on: Day
    partner: Id | None
    partner_ref: str | None
    partner_name: str | None
    link: str | None
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    reach: int | None


def items(db: Database, first: Day | None = None, last: Day | None = None) -> list[ItemLine]:
    """Return what came out from one day to another, both included, or at all, in the order of its days."""
    rows = db.all(
        f"{_ITEMS}WHERE (CAST(:first AS TEXT) IS NULL OR x.published_on >= :first) "
        "AND (CAST(:last AS TEXT) IS NULL OR x.published_on <= :last) ORDER BY x.published_on, x.title, x.id",
        first=first, last=last,
    )  # fmt: skip
    return [ItemLine(row[0], naming.ref(*row[:5]), *row[5:]) for row in rows]
