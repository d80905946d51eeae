"""What can be asked about trainings that trainers gave: to whom, when, by whom, and how many were trained."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from cop.kernel.types import Day, Id
from cop.meetings.queries import naming
from cop.store.database import Database, within

_PERSON = "coalesce(h.code, substr(h.id, 1, 6)), h.title, h.partner, p.name"
_DELIVERIES = (
    f"SELECT {naming.columns('delivery')}, coalesce(x.title, c.title), x.cycle, "
    "coalesce(c.code, substr(x.cycle, 1, 6)), x.partner, coalesce(p.code, substr(x.partner, 1, 6)), "
    "coalesce(p.name, x.partner), x.start_on, coalesce(x.end_on, x.start_on), x.mode, x.place, x.status, x.reason, "
    "x.capacity, x.headcount, (SELECT count(*) FROM trainee n WHERE n.delivery = x.id) "
    "FROM delivery x LEFT JOIN cycle c ON c.id = x.cycle LEFT JOIN partner p ON p.id = x.partner "
)
_TRAINERS = (
    f"SELECT t.delivery, t.person, {_PERSON} FROM delivery_trainer t LEFT JOIN person h ON h.id = t.person "
    "LEFT JOIN partner p ON p.id = h.partner WHERE t.delivery IN (:values)"
)


class Person(NamedTuple):
    """Somebody who trains or is trained, as people tell this holder of a role from others."""

    id: Id
    ref: str
    title: str
    partner: Id | None
    partner_name: str | None

    @property
    def said(self) -> str:
        """A role with its place: University trainer 1, Tobruk University."""
        return ", ".join(filter(None, (self.title, self.partner_name)))


class DeliveryLine(NamedTuple):
    """One training that trainers give to a partner's people.

    `title` is the cycle's unless it has one of its own; `end_on` is the first day where there is one day only.
    `headcount` is how many were counted, or are expected of one that is planned; `named` how many stand in its list by
    name: two ways of counting the same people, never to be added.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    cycle: Id
    cycle_ref: str
    partner: Id
    partner_ref: str
    partner_name: str
    start_on: Day
    end_on: Day
    mode: str | None
    place: str | None
    status: str
    reason: str | None
    capacity: int | None
    headcount: int | None
    named: int
    trainers: tuple[Person, ...]

    def held_by(self, day: Day) -> bool:
        """Tell whether it was held, and over by this day."""
        return self.status == "held" and self.end_on <= day

    def ahead_of(self, day: Day) -> bool:
        """Tell whether it was to come on this day, or not over yet: also one that is known to have been held since."""
        return self.status != "cancelled" and self.end_on >= day and not self.held_by(day)


def deliveries(db: Database, first: Day, last: Day) -> list[DeliveryLine]:
    """Return the trainings, cancelled ones too, that fall into a period on any of their days, in their order."""
    return lines(db, "x.start_on <= :last AND coalesce(x.end_on, x.start_on) >= :first", first=first, last=last)


def lines(db: Database, where: str = "", **params: Any) -> list[DeliveryLine]:
    """Return the trainings x that fit a condition, in the order of their days; two queries, however many there are."""
    rows = db.all(_DELIVERIES + (f"WHERE {where}" if where else ""), **params)
    given = _trainers(db, [row[0] for row in rows])
    found = [_line(row, given.get(row[0], ())) for row in rows]
    return sorted(found, key=lambda one: (one.start_on, one.end_on, one.partner_name, one.id))


def _line(row: Sequence[Any], trainers: tuple[Person, ...]) -> DeliveryLine:
    told = (row[0], naming.ref(*row[:5]), row[1], row[5] or row[7], *row[6:20], trainers)
    return DeliveryLine._make(told)


def _trainers(db: Database, found: Iterable[Id]) -> dict[Id, tuple[Person, ...]]:
    told: dict[Id, list[Person]] = {}
    for delivery, person, ref, title, partner, name in within(db, _TRAINERS, found):
        told.setdefault(delivery, []).append(Person(person, ref or person[:6], title or person, partner, name))
    return {delivery: tuple(sorted(people, key=lambda one: (one.ref, one.id))) for delivery, people in told.items()}
