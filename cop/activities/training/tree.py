"""Who learnt from whom in a cycle: which training hangs on which trainer, and how deep it goes. Pure."""

from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from cop.kernel.types import Day, Id

FIRST = 1
"""The generation of those whom a ToT trains; those whom they train are the second."""


class Teaching(NamedTuple):
    """One training: its days, who gave it (in the order in which people list them), and whom it trained by name."""

    id: Id
    first_on: Day
    last_on: Day
    trainers: tuple[Id, ...]
    trainees: tuple[Id, ...]


class Descent(NamedTuple):
    """Where everything hangs.

    Args:
        generation: Of each training, the generation of those whom it trains.
        owner: Of each training, the one trainer under whom it is told; a training that nobody gave has none.
        home: Of each trainer who learnt from trainers, the training under which the trainer is told.
    """

    generation: dict[Id, int]
    owner: dict[Id, Id]
    home: dict[Id, Teaching]


def descent(of_tot: Set[Id], teachings: Iterable[Teaching]) -> Descent:
    """Return where each training and each trainer hangs, whatever order things were written in.

    Somebody learnt from trainers who did not come to a ToT, and was named in a training that ended before the first day
    of the first one he or she gave. As that is strictly earlier, nothing ever hangs on itself, even where two copies
    together say that each of two people trained the other. Who learnt nowhere counts as of the first generation. A
    training given by several hangs on the one of the earliest generation, and among those on the first listed.
    """
    ordered = sorted(teachings, key=lambda one: (one.first_on, one.last_on, one.id))
    begun = _first_given(ordered)
    found = Descent({}, {}, {})
    for one in ordered:
        made = [_generation(person, of_tot, found) for person in one.trainers]
        found.generation[one.id] = min(made, default=FIRST) + 1
        if made:
            found.owner[one.id] = one.trainers[made.index(min(made))]
        for person in one.trainees:
            if person not in of_tot and one.last_on < begun.get(person, ""):
                found.home[person] = min(found.home.get(person, one), one, key=lambda each: (each.last_on, each.id))
    return found


def _first_given(ordered: Iterable[Teaching]) -> Mapping[Id, Day]:
    begun: dict[Id, Day] = {}
    for one in ordered:
        for person in one.trainers:
            begun.setdefault(person, one.first_on)
    return begun


def _generation(person: Id, of_tot: Set[Id], found: Descent) -> int:
    return FIRST if person in of_tot or person not in found.home else found.generation[found.home[person].id]
