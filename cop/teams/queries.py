"""What can be asked about teams: who they are, who sits where on a day, and in which zones they live."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from cop.kernel.errors import CopError
from cop.kernel.types import Day, Zone
from cop.store.database import Database, within

if TYPE_CHECKING:
    from cop.teams.records import Programme

COORDINATION_TEAM, SECRETARIAT = "coordination_team", "secretariat"
"""Kinds of bodies that have a part of their own: teams tell their month, the secretariat makes the report."""
HOLDS = "(m.from_on IS NULL OR m.from_on <= :day) AND (m.to_on IS NULL OR m.to_on >= :day)"
"""Whether a membership m holds on :day; its first and its last day belong to it."""
HOLDERS = (
    f"SELECT m.seat AS seat, min(m.id) AS id FROM membership m WHERE m.role <> 'alternate' AND {HOLDS} GROUP BY m.seat"
)
"""The membership that fills each seat on :day; an alternate steps in for its holder and does not fill it."""


def programme(db: Database) -> "Programme":
    """Return the programme of the file.

    Raises:
        CopError: Nobody has described it yet.
    """
    from cop.store import queries
    from cop.teams.records import Programme

    found = queries.every(db, Programme)
    if not found:
        raise CopError("the programme has no title yet", 'cop programme new "TITLE" gives it one')
    return found[0]


def partners(
    db: Database, *, kind: str | None = None, sector: str | None = None, country: str | None = None
) -> list[Any]:
    """Return partners with the code of the one they are paired with, whichever of the two says so, by name."""
    return db.all(
        "SELECT p.id, p.code, p.name, p.kind, p.sector, p.country, p.timezone, p.week, "
        "coalesce(q.code, q.id, (SELECT min(coalesce(r.code, r.id)) FROM partner r WHERE r.paired = p.id)), p.status "
        "FROM partner p LEFT JOIN partner q ON q.id = p.paired "
        "WHERE (CAST(:kind AS TEXT) IS NULL OR p.kind = :kind) "
        "AND (CAST(:sector AS TEXT) IS NULL OR p.sector = :sector) "
        "AND (CAST(:country AS TEXT) IS NULL OR p.country = :country) ORDER BY p.name, p.id",
        kind=kind, sector=sector, country=country,
    )  # fmt: skip


def people(db: Database, *, partner: str | None = None, body: str | None = None, day: Day | None = None) -> list[Any]:
    """Return the holders of roles, of one partner or in one body on a day, by partner and title."""
    return db.all(
        "SELECT h.id, h.code, h.title, h.name, coalesce(p.code, p.id), p.name "
        "FROM person h LEFT JOIN partner p ON p.id = h.partner "
        "WHERE (CAST(:partner AS TEXT) IS NULL OR h.partner = :partner) AND (CAST(:body AS TEXT) IS NULL OR h.id IN "
        f"(SELECT m.person FROM membership m WHERE m.body = :body AND {HOLDS})) "
        "ORDER BY p.name IS NULL, p.name, h.title, h.id",
        partner=partner, body=body, day=day or "",
    )  # fmt: skip


def bodies(db: Database, day: Day, *, kind: str | None = None, partner: str | None = None) -> list[Any]:
    """Return bodies with how many seats they have, how many are filled, and how many people sit in them on a day."""
    return db.all(
        "SELECT b.id, b.code, b.title, b.kind, coalesce(p.code, p.id), coalesce(r.code, r.id), "
        "coalesce(s.seats, 0), coalesce(s.filled, 0), coalesce(n.people, 0) FROM body b "
        "LEFT JOIN partner p ON p.id = b.partner LEFT JOIN body r ON r.id = b.reports_to "
        "LEFT JOIN (SELECT x.body AS body, count(x.id) AS seats, count(f.id) AS filled FROM seat x "
        f"LEFT JOIN ({HOLDERS}) f ON f.seat = x.id GROUP BY x.body) s ON s.body = b.id "
        f"LEFT JOIN (SELECT m.body AS body, count(DISTINCT m.person) AS people FROM membership m WHERE {HOLDS} "
        "GROUP BY m.body) n ON n.body = b.id "
        "WHERE (CAST(:kind AS TEXT) IS NULL OR b.kind = :kind) "
        "AND (CAST(:partner AS TEXT) IS NULL OR b.partner = :partner) ORDER BY b.title, b.id",
        day=day, kind=kind, partner=partner,
    )  # fmt: skip


def seats(db: Database, day: Day, *, body: str | None = None) -> list[Any]:
    """Return seats with their partner and who fills them on a day, by body and number; the last value is vacant."""
    rows = db.all(
        "SELECT s.id, s.code, coalesce(b.code, b.id), b.title, s.ordinal, s.title, coalesce(p.code, p.id), p.name, "
        "coalesce(h.code, h.id), h.title, m.role, m.from_on FROM seat s JOIN body b ON b.id = s.body "
        f"LEFT JOIN ({HOLDERS}) f ON f.seat = s.id LEFT JOIN membership m ON m.id = f.id "
        "LEFT JOIN person h ON h.id = m.person LEFT JOIN partner p ON p.id = coalesce(s.partner, h.partner) "
        "WHERE CAST(:body AS TEXT) IS NULL OR s.body = :body "
        "ORDER BY b.title, b.id, s.ordinal IS NULL, s.ordinal, s.code, s.id",
        day=day, body=body,
    )  # fmt: skip
    return [(*row, row[10] is None) for row in rows]


def vacant_seats(db: Database, day: Day, *, body: str | None = None) -> list[Any]:
    """Return the seats that nobody fills on a day."""
    return [row for row in seats(db, day, body=body) if row[-1]]


def members(db: Database, *, body: str | None = None, person: str | None = None, day: Day | None = None) -> list[Any]:
    """Return memberships with people and seats, those that hold on a day or, without one, all there ever were."""
    return db.all(
        "SELECT m.id, coalesce(b.code, b.id), b.title, coalesce(h.code, h.id), h.title, "
        "coalesce(p.code, p.id), p.name, coalesce(s.code, s.id), s.ordinal, m.role, m.from_on, m.to_on, m.joined "
        "FROM membership m JOIN body b ON b.id = m.body JOIN person h ON h.id = m.person "
        "LEFT JOIN partner p ON p.id = h.partner LEFT JOIN seat s ON s.id = m.seat "
        "WHERE (CAST(:body AS TEXT) IS NULL OR m.body = :body) "
        "AND (CAST(:person AS TEXT) IS NULL OR m.person = :person) "
        f"AND (CAST(:day AS TEXT) IS NULL OR ({HOLDS})) "
        "ORDER BY b.title, b.id, s.ordinal IS NULL, s.ordinal, p.name, h.title, m.from_on, m.id",
        body=body, person=person, day=day,
    )  # fmt: skip


def channels(db: Database, *, kind: str | None = None) -> list[Any]:
    """Return channels with the codes of the bodies that take part, by title."""
    rows = db.all(
        "SELECT c.id, c.code, c.title, c.kind, c.purpose, c.cadence, c.approximate, coalesce(b.code, b.id) "
        "FROM channel c LEFT JOIN channel_member m ON m.channel = c.id LEFT JOIN body b ON b.id = m.body "
        "WHERE CAST(:kind AS TEXT) IS NULL OR c.kind = :kind ORDER BY c.title, c.id, b.code, b.id",
        kind=kind,
    )
    found: dict[str, list[Any]] = {}
    for *channel, body in rows:
        found.setdefault(channel[0], [*channel[:6], channel[6] == 1, []])[7].extend([body] if body else [])
    return list(found.values())


def names(db: Database, kind: str) -> list[str]:
    """Return what the partners, people or bodies are called: labels and other names, to suggest the nearest from."""
    label = "name" if kind == "partner" else "title"
    rows = db.all(f"SELECT {label} FROM {kind} UNION SELECT a.name FROM alias a JOIN {kind} k ON k.id = a.subject")
    return sorted(row[0] for row in rows)


def invited_people(db: Database, bodies: Iterable[str], day: Day) -> list[str]:
    """Return the ids of all who are members of any of these bodies on a day, each once."""
    rows = within(db, f"SELECT DISTINCT m.person FROM membership m WHERE m.body IN (:values) AND {HOLDS}",
                  dict.fromkeys(bodies), day=day)  # fmt: skip
    return sorted({row[0] for row in rows})


def zones_of(db: Database, bodies: Iterable[str], day: Day) -> list[Zone]:
    """Return the zones in which members of these bodies work on a day, the one with most people first."""
    rows = within(
        db,
        "SELECT DISTINCT m.person, p.timezone FROM membership m JOIN person h ON h.id = m.person "
        f"JOIN partner p ON p.id = h.partner WHERE p.timezone IS NOT NULL AND m.body IN (:values) AND {HOLDS}",
        dict.fromkeys(bodies), day=day,
    )  # fmt: skip
    counted: dict[str, int] = {}
    for _, zone in set(map(tuple, rows)):
        counted[zone] = counted.get(zone, 0) + 1
    return [Zone(zone) for zone in sorted(counted, key=lambda zone: (-counted[zone], zone))]
