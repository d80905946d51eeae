"""What stands in a calendar beside meetings, as whole days: trainings that trainers give, milestones on request."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from cop.kernel.types import Day, Id
from cop.store.database import Database

OF_PARTNERS = "SELECT partner, id FROM body WHERE partner IS NOT NULL ORDER BY code, id"
TRAINED_WITH = (
    "SELECT m.concerns, m.body FROM meeting m WHERE m.concerns IS NOT NULL "
    "UNION SELECT m.concerns, i.body FROM meeting m JOIN invitee i ON i.subject = m.id WHERE m.concerns IS NOT NULL"
)
"""The bodies that a cycle's Training of Trainers brought together: what its trainers give on concerns them too."""


class Days(NamedTuple):
    """One entry of whole days.

    Attributes:
        id: The record's.
        ref: What people type for it.
        title: What a calendar shows.
        about: The record whose title is the topic, and that title in the language in which it was written.
        partner: The partner at which it is, and its name.
        first: The first day.
        last: The last day, which may be the first.
        told: What is said of it, a line each.
        place: Where, if it is said.
        off: Whether it does not take place.
        bodies: The bodies whose calendars it belongs into.
        people: The people whose calendars it belongs into.
    """

    id: Id
    ref: str
    title: str
    about: tuple[Id, str]
    partner: tuple[Id, str] | None
    first: Day
    last: Day
    told: tuple[str, ...]
    place: str
    off: bool
    bodies: tuple[Id, ...]
    people: frozenset[Id]


def between(db: Database, first: Day, last: Day, bodies: Collection[Id] | None = None) -> list[Days]:
    """Return the trainings given between two days, all of them or those that concern some bodies."""
    near = (one for one in deliveries(db) if one.first <= last and one.last >= first)
    return [one for one in near if bodies is None or not set(bodies).isdisjoint(one.bodies)]


def deliveries(db: Database) -> list[Days]:
    """Return the trainings that trained trainers give, in the order of their first day."""
    own, pools = _lists(db.all(OF_PARTNERS)), _lists(db.all(TRAINED_WITH))
    trainers: dict[Id, list[tuple[Id, str]]] = defaultdict(list)
    for delivery, person, title in db.all(
        "SELECT t.delivery, t.person, h.title FROM delivery_trainer t JOIN person h ON h.id = t.person "
        "ORDER BY t.delivery, coalesce(h.code, h.id)"
    ):
        trainers[delivery].append((person, title))
    rows = db.all(
        "SELECT d.id, coalesce(d.code, d.id), d.title, c.title, d.cycle, d.partner, p.name, d.start_on, "
        "coalesce(d.end_on, d.start_on), d.place, d.mode, d.status, d.reason FROM delivery d "
        "LEFT JOIN cycle c ON c.id = d.cycle LEFT JOIN partner p ON p.id = d.partner ORDER BY d.start_on, d.id"
    )
    return [
        Days(
            record, ref, f"Training: {own_title or topic}, {name}",
            (record, own_title) if own_title else (cycle, topic),
            (partner, name), first, last,
            tuple(_given(trainers[record], reason if status == "cancelled" else None)),
            place or ("Online" if mode == "online" else ""), status == "cancelled",
            tuple(dict.fromkeys((*own.get(partner, ()), *pools.get(cycle, ())))),
            frozenset(person for person, _ in trainers[record]),
        )
        for record, ref, own_title, topic, cycle, partner, name, first, last, place, mode, status, reason in rows
    ]  # fmt: skip


def milestones(db: Database) -> list[Days]:
    """Return the milestones of pilots and of the plan of work, each on the day on which it was reached or is due."""
    own, taking_part = _lists(db.all(OF_PARTNERS)), _lists(
        db.all(
            "SELECT id, lead FROM pilot WHERE lead IS NOT NULL UNION SELECT id, implementer FROM pilot "
            "WHERE implementer IS NOT NULL UNION SELECT pilot, partner FROM pilot_partner ORDER BY 1, 2"
        )
    )  # fmt: skip
    bodies = {row[0] for row in db.all("SELECT id FROM body")}
    rows = db.all(
        "SELECT m.id, coalesce(m.code, m.id), m.title, m.due_on, m.reached_on, m.status, m.reason, m.owner, "
        "m.concerns, coalesce(p.title, w.title, a.title), coalesce(o.name, b.title, h.title) FROM milestone m "
        "LEFT JOIN pilot p ON p.id = m.concerns LEFT JOIN work_package w ON w.id = m.concerns "
        "LEFT JOIN activity a ON a.id = m.concerns LEFT JOIN partner o ON o.id = m.owner "
        "LEFT JOIN body b ON b.id = m.owner LEFT JOIN person h ON h.id = m.owner ORDER BY m.due_on, m.id"
    )
    found = []
    for record, ref, title, due_on, reached_on, status, reason, owner, of, of_title, owner_title in rows:
        partners = (owner, *taking_part.get(of, ()))
        asked = [body for partner in partners for body in own.get(partner, ())]
        told = (of_title, owner_title and f"Answers for it: {owner_title}", reason)
        day = reached_on or due_on
        found.append(
            Days(
                record, ref, f"{'Reached' if reached_on else 'Milestone'}: {title}", (record, title), None, day, day,
                tuple(filter(None, told)),
                "", status == "dropped", tuple(dict.fromkeys([*asked, *({owner} & bodies)])),
                frozenset({owner} - bodies if owner else ()),
            )
        )  # fmt: skip
    return found


def _given(trainers: Iterable[tuple[Id, str]], reason: str | None) -> Iterator[str]:
    titles = [title for _, title in trainers]
    if titles:
        yield f"Given by: {', '.join(titles)}"
    if reason:
        yield f"Cancelled: {reason}"


def _lists(rows: Iterable[tuple[Id, Id]]) -> dict[Id, list[Id]]:
    found: dict[Id, list[Id]] = defaultdict(list)
    for subject, body in rows:
        found[subject].append(body)
    return found
