"""What can be done with a training that trainers give: plan it, write it down, move it, hold it, cancel it."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from cop.activities.training.operations.doubting import doubts, far_off
from cop.activities.training.operations.keeping import check_trainee, check_trainer, keep_delivery
from cop.activities.training.records import Delivery, DeliveryTrainer, Trainee
from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.store import edits, queries
from cop.store.journal import Draft
from cop.store.references import label, short
from cop.store.typed import Reading

MAY_BECOME = {
    "held": ("planned", "held"),
    "cancelled": ("planned", "cancelled"),
    "planned": ("planned", "held", "cancelled"),
}
"""From which statuses a training becomes what; `delivery reopen` is the way back from a slip."""


class Kept(NamedTuple):
    """A training as it will be saved, and what a person should know of it."""

    delivery: Delivery
    doubts: list[str]


def new(
    draft: Draft, delivery: Delivery, trainers: Sequence[Id], trainees: Sequence[Id], sets: Iterable[str], how: Reading
) -> Kept:
    """Plan a training, or write down one that is over: when its last day has gone by, it was held.

    Raises:
        BadInput: Nobody gives it, or a field cannot hold its value.
        RuleBroken: A rule of trainings says no, or its code is taken.
    """
    if not trainers:
        raise BadInput("nobody gives this training", "say who does: --by PERSON, once for each")
    over = (delivery.end_on or delivery.start_on) < how.today
    meant = dataclasses.replace(delivery, status=Word("held" if over else "planned"))
    made = keep_delivery(draft, edits.add(draft, meant, sets, how))
    for person in dict.fromkeys(trainers):
        draft.add(DeliveryTrainer(delivery=made.id, person=person))
    _name(draft, made, trainees, trainers)
    known = doubts(draft.db, made, trainers, set(trainees), how.today)
    return Kept(made, [*far_off(made.start_on, how.today), *known])


def hold(draft: Draft, old: Delivery, headcount: int | None, trainees: Sequence[Id], how: Reading) -> Kept:
    """Say that a training was held, with how many were counted and whom it trained by name.

    Raises:
        RuleBroken: It was cancelled, or its first day is still to come.
    """
    _may_become(draft, old, "held")
    if old.start_on > how.today:
        name = short(draft.db, "delivery", old.id)
        raise RuleBroken(
            f"{name} begins only on {dates.say_day(old.start_on)}, so it was not held yet",
            f"if that day is wrong: cop delivery move {name} --from DAY",
        )
    count = old.headcount if headcount is None else headcount
    new = keep_delivery(draft, draft.edit(old, dataclasses.replace(old, status=Word("held"), headcount=count)))
    trainers = _trainers(draft, old)
    _name(draft, new, trainees, trainers)
    return Kept(new, doubts(draft.db, new, trainers, {*_named(draft, old), *trainees}, how.today))


def cancel(draft: Draft, old: Delivery, ask_why: Callable[[], str]) -> Delivery:
    """Say that a training will not be given; the reason is asked for when the rules agree.

    Raises:
        RuleBroken: It was held.
    """
    _may_become(draft, old, "cancelled")
    return draft.edit(old, dataclasses.replace(old, status=Word("cancelled"), reason=ask_why()))


def reopen(draft: Draft, old: Delivery) -> Delivery:
    """Make a training a planned one again, after it was called held or cancelled by a slip."""
    return draft.edit(old, dataclasses.replace(old, status=Word("planned"), reason=None))


def move(draft: Draft, old: Delivery, start_on: Day | None, end_on: Day | None, why: str | None, how: Reading) -> Kept:
    """Put a training on other days; without a new last day it stays as long as it was.

    Raises:
        RuleBroken: It was cancelled, or would end before it begins.
    """
    if old.status == "cancelled":
        name = short(draft.db, "delivery", old.id)
        raise RuleBroken(f"{name} was cancelled, so it has no days", f"first cop delivery reopen {name}")
    begins = start_on or old.start_on
    days = (dates.day(begins) - dates.day(old.start_on)).days
    ends = end_on or (dates.shift(old.end_on, days) if old.end_on else None)
    moved = dataclasses.replace(old, start_on=begins, end_on=ends, reason=why or old.reason)
    new = keep_delivery(draft, draft.edit(old, moved))
    known = doubts(draft.db, new, _trainers(draft, old), _named(draft, old), how.today)
    return Kept(new, [*far_off(new.start_on, how.today), *known])


def edit(draft: Draft, old: Delivery, sets: Iterable[str], how: Reading) -> Kept:
    """Correct what was written of a training.

    Raises:
        BadInput: A field cannot hold its value, or a verb owns it.
    """
    new = keep_delivery(draft, edits.edit(draft, old, sets, how))
    return Kept(new, doubts(draft.db, new, _trainers(draft, old), _named(draft, old), how.today))


def add_trainer(draft: Draft, of: Delivery, person: Id, how: Reading) -> list[str]:
    """Let one more person give a training; return what should be known of that.

    Raises:
        RuleBroken: The person is trained by it.
    """
    check_trainer(draft, draft.add(DeliveryTrainer(delivery=of.id, person=person)))
    return doubts(draft.db, of, [person], set(), how.today)


def drop_trainer(draft: Draft, of: Delivery, person: Id) -> None:
    """Say that a person does not give a training.

    Raises:
        NotFound: The person did not in the first place.
    """
    known = queries.every(draft.db, DeliveryTrainer, "delivery = :of AND person = :person", of=of.id, person=person)
    if not known:
        raise NotFound(f"{_who(draft, person)} does not give this training", _shows(draft, of))
    edits.remove(draft, known[0])


def add_trainee(draft: Draft, of: Delivery, trainee: Trainee) -> Trainee:
    """Put somebody on the list of those whom a training trained, or will train.

    Raises:
        BadInput: Nothing is said of whom.
        RuleBroken: The person gives it.
    """
    if not (trainee.person or trainee.name):
        raise BadInput("nothing is said of whom it trained", "name a PERSON, or somebody else with --name")
    made = draft.add(dataclasses.replace(trainee, delivery=of.id))
    check_trainee(draft, made)
    return made


def drop_trainee(draft: Draft, of: Delivery, person: Id | None, name: str | None) -> Trainee:
    """Take somebody off the list of a training.

    Raises:
        NotFound: Nobody of that name stands in it.
    """
    known = queries.every(draft.db, Trainee, "delivery = :of", of=of.id)
    found = [one for one in known if (one.person == person if person else one.name == name)]
    if not found:
        said = _who(draft, person) if person else name
        raise NotFound(f"{said} does not stand in the list of this training", _shows(draft, of))
    edits.remove(draft, found[0])
    return found[0]


def _name(draft: Draft, of: Delivery, trainees: Iterable[Id], trainers: Iterable[Id]) -> None:
    """Put people on a training's list; its trainers are told here, since rows do not show them before the commit."""
    for person in dict.fromkeys(trainees):
        if person in trainers:
            raise RuleBroken(
                f"{_who(draft, person)} would be trainer and trainee of one training",
                "a person is the one or the other",
            )
        draft.add(Trainee(delivery=of.id, person=person))


def _may_become(draft: Draft, old: Delivery, status: str) -> None:
    if old.status not in MAY_BECOME[status]:
        name = short(draft.db, "delivery", old.id)
        raise RuleBroken(
            f"{name} was {old.status}, so it cannot be {status}",
            f"if that was a slip, first cop delivery reopen {name}",
        )


def _trainers(draft: Draft, of: Delivery) -> list[Id]:
    return [one.person for one in queries.every(draft.db, DeliveryTrainer, "delivery = :of", of=of.id)]


def _named(draft: Draft, of: Delivery) -> set[Id]:
    return {one.person or one.id for one in queries.every(draft.db, Trainee, "delivery = :of", of=of.id)}


def _who(draft: Draft, person: Id) -> str:
    return f"{label(draft.db, 'person', person)} ({short(draft.db, 'person', person)})"


def _shows(draft: Draft, of: Delivery) -> str:
    return f"cop delivery show {short(draft.db, 'delivery', of.id)} tells who does"
