"""What can be asked about who trained whom: each cycle as a tree, every training told once."""

from collections.abc import Iterable
from typing import NamedTuple

from cop.activities.training.given import DeliveryLine, Person
from cop.activities.training.queries.covered import expected
from cop.activities.training.queries.facts import CycleLine, Facts, facts
from cop.activities.training.queries.reached import Cascade, hanging, so_far
from cop.activities.training.queries.tots import Tot
from cop.activities.training.queries.trainers import TrainerLine, of_cycle
from cop.activities.training.tree import Descent
from cop.kernel.types import Day, Id
from cop.store.database import Database


class TrainerNode(NamedTuple):
    """A trainer and what he or she gave; `line` is none of one who is only named in a training to come."""

    person: Person
    line: TrainerLine | None
    deliveries: "tuple[DeliveryNode, ...]"


class DeliveryNode(NamedTuple):
    """A training under one of its trainers.

    `generation` is that of those whom it trains. `under` is the trainer under whom it is told in full, where that is
    somebody else: then nothing hangs on it here. `trainers` are those of its trainees who later gave one themselves.
    """

    delivery: DeliveryLine
    generation: int
    under: Person | None
    trainers: tuple[TrainerNode, ...]


class TotNode(NamedTuple):
    """A ToT, those of its people who gave or will give a training, and those who came and do not."""

    tot: Tot
    trainers: tuple[TrainerNode, ...]
    waiting: tuple[Person, ...]


class CycleNode(NamedTuple):
    """A cycle: its ToTs, then trainers who were at none of them, then trainings of which nobody says who gave them."""

    cycle: CycleLine
    tots: tuple[TotNode, ...]
    others: tuple[TrainerNode, ...]
    without_trainer: tuple[DeliveryNode, ...]
    reach: Cascade


def tree(db: Database, today: Day, cycle: Id | None = None, known: Facts | None = None) -> list[CycleNode]:
    """Return every cycle, or one, as a tree of who trained whom, as known on a day; see `cover` for `known`."""
    known, to_cover = known or facts(db, today, cycle), set(expected(db))
    return [_Grown(known, each).node(to_cover) for each in known.cycles]


class _Grown:
    """One cycle's tree on its way."""

    def __init__(self, known: Facts, cycle: CycleLine) -> None:
        self.known, self.cycle = known, cycle
        self.deliveries = known.deliveries_of(cycle.id)
        self.hung: Descent = hanging(known, cycle.id)
        self.lines = {line.person.id: line for line in of_cycle(known, cycle)}
        self.people = {person.id: person for one in self.deliveries for person in one.trainers}
        self.tot_of = self._tots_of(known.tots_of(cycle.id))

    def _tots_of(self, tots: list[Tot]) -> dict[Id, Id]:
        """Return under which ToT each trainer is told: the first one the person came to, else was enrolled in.

        Who learnt from trainers and came to no ToT is told there.
        """
        found = {person: tot.id for tot in reversed(tots) for person in tot.enrolled if person not in self.hung.home}
        return found | {person: tot.id for tot in reversed(tots) for person in tot.came}

    def node(self, to_cover: set[Id]) -> CycleNode:
        tots = tuple(self._tot(tot) for tot in self.known.tots_of(self.cycle.id))
        rootless = [one for one in self.people if one not in self.tot_of and one not in self.hung.home]
        alone = tuple(self._delivery(one, None) for one in self.deliveries if not one.trainers)
        reach = so_far(self.known, self.cycle, to_cover)
        return CycleNode(self.cycle, tots, self._trainers(rootless), alone, reach)

    def _tot(self, tot: Tot) -> TotNode:
        here = [one for one in self.people if self.tot_of.get(one) == tot.id]
        waiting = [self.known.people[one] for one in tot.came if one not in self.people and one in self.known.people]
        return TotNode(tot, self._trainers(here), tuple(sorted(waiting, key=lambda one: (one.ref, one.id))))

    def _trainers(self, people: Iterable[Id]) -> tuple[TrainerNode, ...]:
        found = sorted((self.people[one] for one in people), key=lambda one: (one.ref, one.id))
        return tuple(TrainerNode(one, self.lines.get(one.id), self._given(one)) for one in found)

    def _given(self, trainer: Person) -> tuple[DeliveryNode, ...]:
        return tuple(self._delivery(one, trainer) for one in self.deliveries if trainer in one.trainers)

    def _delivery(self, one: DeliveryLine, trainer: Person | None) -> DeliveryNode:
        owner = self.hung.owner.get(one.id)
        elsewhere = self.people[owner] if owner and trainer and owner != trainer.id else None
        next_ones = [] if elsewhere else [who for who, home in self.hung.home.items() if home.id == one.id]
        return DeliveryNode(one, self.hung.generation[one.id], elsewhere, self._trainers(next_ones))
