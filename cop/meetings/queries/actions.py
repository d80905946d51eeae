"""What can be asked about actions: who promised what, by when, and what is late."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.queries import naming
from cop.store.database import Database, first, within

if TYPE_CHECKING:  # A list of actions loads nothing that counts out series.
    from cop.meetings.sitting import Sitting

OPEN = "x.status = 'open'"
"""The condition on the actions that are still to be done."""

_ACTIONS = (
    f"SELECT {naming.columns('action')}, x.title, x.owner, "
    "CASE WHEN h.id IS NOT NULL THEN 'person' WHEN b.id IS NOT NULL THEN 'body' "
    "WHEN p.id IS NOT NULL THEN 'partner' END, "
    "coalesce(h.code, b.code, p.code, x.owner), coalesce(h.title, b.title, p.name), hp.name, "
    "x.due_on, x.origin, CASE WHEN d.id IS NOT NULL THEN 'decision' WHEN m.id IS NOT NULL THEN 'meeting' END, "
    f"coalesce(d.code, substr(d.id, 1, 6), {naming.MEETING}), coalesce(d.title, m.title), m.id, "
    "coalesce(d.body, m.body), x.status, x.closed_on, x.reason, x.first_due_on FROM action x "
    "LEFT JOIN person h ON h.id = x.owner LEFT JOIN partner hp ON hp.id = h.partner "
    "LEFT JOIN body b ON b.id = x.owner LEFT JOIN partner p ON p.id = x.owner "
    "LEFT JOIN decision d ON d.id = x.origin LEFT JOIN meeting m ON m.id = coalesce(d.meeting, x.origin) "
    "LEFT JOIN series s ON s.id = m.series "
)


class Line(NamedTuple):
    """One action with what its owner and its origin are called; `ref` is what people type for it.

    `owner_partner` is the name of the partner where an owner works who is a person. `origin_meeting` and `origin_body`
    tell the meeting, also one of a decision, and the body of the meeting or decision that it comes from.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    owner: Id
    owner_kind: str | None
    owner_ref: str
    owner_name: str | None
    owner_partner: str | None
    due_on: Day | None
    origin: Id | None
    origin_kind: str | None
    origin_ref: str | None
    origin_name: str | None
    origin_meeting: Id | None
    origin_body: Id | None
    status: str
    closed_on: Day | None
    reason: str | None
    first_due_on: Day | None

    @property
    def owner_title(self) -> str:
        """How people tell this owner from others: a role with its town."""
        return ", ".join(filter(None, (self.owner_name or self.owner_ref, self.owner_partner)))


class Promise(Protocol):
    """An action, as far as its lateness goes: a record or a line."""

    @property
    def status(self) -> str:
        """Open, done or dropped."""
        ...

    @property
    def due_on(self) -> Day | None:
        """The last day."""
        ...


def actions(db: Database, where: str = "", **params: Any) -> list[Line]:
    """Return the actions that fit a condition on x, or on what it comes from: its decision d, its meeting m.

    Open ones come first, and of these the one whose last day is nearest or longest over.
    """
    rows = db.all(_ACTIONS + (f"WHERE {where}" if where else ""), **params)
    return sorted(map(_line, rows), key=_rank)


def owned_by(
    db: Database, person: str | None, bodies: Iterable[str] = (), partners: Iterable[str] = (), *, where: str = ""
) -> list[Line]:
    """Return the actions of a person, of bodies and of partners, in the order of `actions`.

    Args:
        db: The programme.
        person: Id of a person, if any.
        bodies: Ids of bodies.
        partners: Ids of partners.
        where: A further condition on the action x, such as OPEN.
    """
    owners = {owner for owner in (person, *bodies, *partners) if owner}
    also = f" AND {where}" if where else ""
    return sorted(map(_line, within(db, f"{_ACTIONS}WHERE x.owner IN (:values){also}", sorted(owners))), key=_rank)


def late(action: Promise, today: Day) -> bool:
    """Tell whether an action is still open though its last day is over."""
    return action.status == "open" and action.due_on is not None and action.due_on < today


def days_late(action: Promise, today: Day) -> int | None:
    """Return for how many days an action has been late; None when it is not."""
    if not late(action, today) or action.due_on is None:
        return None
    return (dates.day(today) - dates.day(action.due_on)).days


def counted(db: Database, today: Day) -> tuple[int, int]:
    """Return how many actions are open, and how many of these are late."""
    row = first(
        db,
        "SELECT count(*), coalesce(sum(CASE WHEN due_on < :today THEN 1 ELSE 0 END), 0) FROM action "
        "WHERE status = 'open'",
        today=today,
    )
    return int(row[0]), int(row[1])


def of_asker(db: Database, person: str, today: Day, *, where: str = OPEN) -> list[Line]:
    """Return the actions that await a person: their own, those of the bodies they sit in today, and their partner's."""
    rows = db.all(
        "SELECT body FROM membership WHERE person = :person AND coalesce(from_on, '') <= :today "
        "AND coalesce(to_on, '9999') >= :today UNION SELECT partner FROM person WHERE id = :person",
        person=person, today=today,
    )  # fmt: skip
    return owned_by(db, person, [row[0] for row in rows if row[0]], where=where)


def still_open(db: Database, of: "Sitting", now: datetime) -> list[Line]:
    """Return the open actions from earlier meetings of a body that its next meeting has to look at.

    Only the next meeting that is yet to be held carries them; no record says so.
    """
    from cop.meetings.queries.sittings import sittings
    from cop.meetings.sitting import OFF

    over, moment = (*OFF, "held"), dates.moment_text(now)
    if of.status in over or of.end_utc <= moment:
        return []
    carried = actions(
        db, f"{OPEN} AND coalesce(d.body, m.body) = :body AND coalesce(m.start_utc, d.decided_on, '') < :start",
        body=of.body, start=of.start_utc,
    )  # fmt: skip
    coming = sittings(db, moment, of.start_utc, bodies=[of.body]) if carried else []
    before = [one for one in coming if one.body == of.body and one.id != of.id and one.status not in over]
    return [] if any(one.start_utc < of.start_utc for one in before) else carried


def _line(row: Any) -> Line:
    named, rest = row[:5], row[5:]
    return Line(named[0], naming.ref(*named), named[1], *rest)


def _rank(line: Line) -> tuple[object, ...]:
    """Return the place of an action in a list."""
    return (
        line.status != "open", line.due_on is None, line.due_on or "", line.closed_on or "9999", line.title, line.id,
    )  # fmt: skip
