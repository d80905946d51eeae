"""All that is known of training cycles on a day, read at once: a handful of queries, whatever the number of rows."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cop.activities.training.given import DeliveryLine, Person, lines
from cop.activities.training.queries.tots import TOT, Tot, tots
from cop.activities.training.standing import Given, Known
from cop.kernel.types import Day, Id
from cop.meetings.queries import naming
from cop.store.database import Database, within


class CycleLine(NamedTuple):
    """A training cycle."""

    id: Id
    ref: str
    code: str | None
    title: str
    start_on: Day | None
    end_on: Day | None


class Trainee(NamedTuple):
    """Somebody who stands by name in a list of those trained; no person where the programme does not know them."""

    id: Id
    delivery: Id
    person: Id | None
    name: str | None


class Facts(NamedTuple):
    """What is known of the cycles, or of one of them.

    `today` is the day on which it is asked: what is later was only meant by then. `certified` holds, of each cycle, the
    people and the days of their certificates for the cycle itself or for one of its ToTs.
    """

    today: Day
    cycles: list[CycleLine]
    tots: list[Tot]
    deliveries: list[DeliveryLine]
    trainees: dict[Id, list[Trainee]]
    people: dict[Id, Person]
    certified: dict[Id, dict[Id, Day]]

    def of(self, cycle: CycleLine) -> "Facts":
        """Return what is known of one of the cycles."""
        return self._replace(
            cycles=[cycle],
            tots=self.tots_of(cycle.id),
            deliveries=[one for one in self.deliveries if one.cycle == cycle.id],
            certified={cycle.id: self.certified.get(cycle.id, {})},
        )

    def tots_of(self, cycle: Id) -> list[Tot]:
        """Return a cycle's ToTs."""
        return [one for one in self.tots if one.cycle == cycle]

    def deliveries_of(self, cycle: Id) -> list[DeliveryLine]:
        """Return what was given on of a cycle, or is meant to be; not what was cancelled, or held after that day."""
        return [
            one
            for one in self.deliveries
            if one.cycle == cycle and (one.status == "planned" or one.held_by(self.today))
        ]

    def known(self, cycle: Id) -> dict[Id, Known]:
        """Return what is known of each person enrolled in a cycle, or who gave a training of it by today."""
        held = [one for one in self.deliveries_of(cycle) if one.held_by(self.today)]
        given: dict[Id, list[Given]] = defaultdict(list)
        for one in held:
            for person in one.trainers:
                given[person.id].append(Given(one.start_on, one.end_on, len(one.trainers) == 1))
        asked = self.tots_of(cycle)
        over = [tot for tot in asked if tot.held_by(self.today)]
        came = {person for tot in asked if tot.start_on <= self.today for person in tot.came}
        unrecorded = {person for tot in over if not tot.recorded for person in tot.enrolled}
        trained = self.trained(cycle)
        people = {person for tot in asked for person in tot.enrolled} | came | set(given)
        return {
            person: Known(person in came, trained.get(person), tuple(given.get(person, ())), person in unrecorded)
            for person in people
        }

    def trained(self, cycle: Id) -> dict[Id, Day]:
        """Return the first day by which each person counts as trained, at a ToT or by trainers."""
        found = [(tot.end_on, who) for tot in self.tots_of(cycle) if tot.held_by(self.today) for who in tot.trained]
        for one in self.deliveries_of(cycle):
            if one.held_by(self.today):
                found += [(one.end_on, each.person) for each in self.trainees.get(one.id, ()) if each.person]
        trained: dict[Id, Day] = {}
        for day, person in sorted(found):
            trained.setdefault(person, day)
        return trained


def facts(db: Database, today: Day, cycle: Id | None = None) -> Facts:
    """Return what is known of every cycle, or of one, on a day."""
    sessions = tots(db, cycle)
    given = lines(db, "CAST(:cycle AS TEXT) IS NULL OR x.cycle = :cycle", cycle=cycle)
    trainees = _trainees(db, [one.id for one in given])
    certified = _certified(db, cycle)
    wanted = {person for tot in sessions for person in (*tot.enrolled, *tot.came)}
    wanted |= {each.person for several in trainees.values() for each in several if each.person}
    people = _people(db, wanted) | {person.id: person for one in given for person in one.trainers}
    return Facts(today, _cycles(db, sessions, cycle), sessions, given, trainees, people, certified)


def _cycles(db: Database, sessions: Iterable[Tot], cycle: Id | None) -> list[CycleLine]:
    """Return the cycles by their first day, else that of their first ToT."""
    rows = db.all(
        f"SELECT {naming.columns('cycle')}, x.title, x.start_on, x.end_on FROM cycle x "
        "WHERE CAST(:cycle AS TEXT) IS NULL OR x.id = :cycle",
        cycle=cycle,
    )
    begun: dict[str, str] = {
        tot.cycle: tot.start_on for tot in sorted(sessions, key=lambda tot: tot.start_on, reverse=True)
    }
    found = [CycleLine(row[0], naming.ref(*row[:5]), row[1], *row[5:]) for row in rows]
    return sorted(found, key=lambda one: (one.start_on or begun.get(one.id, "9999"), one.ref, one.id))


def _trainees(db: Database, found: Iterable[Id]) -> dict[Id, list[Trainee]]:
    rows = within(
        db, "SELECT id, delivery, person, name FROM trainee WHERE delivery IN (:values) ORDER BY id", list(found)
    )
    told: dict[Id, list[Trainee]] = {}
    for one in rows:
        told.setdefault(one[1], []).append(Trainee(*one))
    return told


def _people(db: Database, wanted: Iterable[Id]) -> dict[Id, Person]:
    rows = within(
        db,
        "SELECT h.id, coalesce(h.code, substr(h.id, 1, 6)), h.title, h.partner, p.name FROM person h "
        "LEFT JOIN partner p ON p.id = h.partner WHERE h.id IN (:values)",
        sorted(wanted),
    )
    return {row[0]: Person(*row) for row in rows}


def _certified(db: Database, cycle: Id | None) -> dict[Id, dict[Id, Day]]:
    rows = db.all(
        "SELECT coalesce(c.id, m.concerns), x.person, min(x.awarded_on) FROM certificate x "
        f"LEFT JOIN cycle c ON c.id = x.concerns LEFT JOIN meeting m ON m.id = x.concerns AND m.kind = '{TOT}' "
        "WHERE CAST(:cycle AS TEXT) IS NULL OR coalesce(c.id, m.concerns) = :cycle "
        "GROUP BY coalesce(c.id, m.concerns), x.person",
        cycle=cycle,
    )
    found: dict[Id, dict[Id, Day]] = {}
    for of, person, day in rows:
        if of:
            found.setdefault(of, {})[person] = day
    return found
