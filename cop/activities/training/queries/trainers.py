"""What can be asked about trainers: how far each has come with each cycle."""

from typing import NamedTuple

from cop.activities.training import standing as law
from cop.activities.training.given import Person
from cop.activities.training.queries.facts import CycleLine, Facts, facts
from cop.kernel.types import Day, Id, Word
from cop.store.database import Database


class TrainerLine(NamedTuple):
    """How far one person has come with one cycle; `delivered` counts trainings held, alone and with others."""

    person: Person
    cycle: Id
    cycle_ref: str
    standing: Word
    certified_on: Day | None
    trained_on: Day | None
    delivered: int
    last_on: Day | None
    remarks: tuple[str, ...]


def standings(db: Database, today: Day, cycle: Id | None = None) -> list[TrainerLine]:
    """Return everybody enrolled in a cycle, or in any, and who gave a training of it, those who deliver first."""
    known = facts(db, today, cycle)
    return [line for each in known.cycles for line in of_cycle(known, each)]


def of_cycle(known: Facts, cycle: CycleLine) -> list[TrainerLine]:
    """Return everybody of one cycle, those who have come furthest first."""
    certified = known.certified.get(cycle.id, {})
    found = [
        TrainerLine(
            known.people.get(person) or Person(person, person[:6], person, None, None), cycle.id, cycle.ref,
            law.standing(each, known.today), _by(certified.get(person), known.today), each.trained_on, len(each.given),
            max((one.last_on for one in each.given), default=None), law.remarks(each),
        )
        for person, each in known.known(cycle.id).items()
    ]  # fmt: skip
    return sorted(found, key=lambda one: (law.STANDINGS.index(one.standing), one.person.ref, one.person.id))


def _by(day: Day | None, today: Day) -> Day | None:
    return day if day and day <= today else None
