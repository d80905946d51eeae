"""The rules of cycles and of what is given on of them, each once; imports keep them too."""

from collections.abc import Callable
from typing import Any

from cop.activities.training.records import (
    Certificate,
    Cycle,
    Delivery,
    DeliveryTrainer,
    Module,
    PracticeUse,
    Trainee,
)
from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id
from cop.store import queries
from cop.store.database import first
from cop.store.journal import Draft
from cop.store.references import label, short
from cop.store.typed import programme_today


def keep_cycle(draft: Draft, cycle: Cycle) -> Cycle:
    """Check that a cycle ends after it began.

    Raises:
        BadInput: Its days stand the wrong way round.
    """
    if cycle.start_on and cycle.end_on and cycle.end_on < cycle.start_on:
        raise BadInput(f'"{cycle.title}" would end before it starts', "end_on comes after start_on")
    return cycle


def check_number(draft: Draft, module: Module) -> None:
    """Check that no other module of the cycle has its number; copies that merge may each have added one.

    Raises:
        RuleBroken: Another one has.
    """
    same = "cycle = :cycle AND ordinal = :ordinal AND id <> :id"
    if queries.every(draft.db, Module, same, cycle=module.cycle, ordinal=module.ordinal, id=module.id):
        raise RuleBroken(
            f"{label(draft.db, 'cycle', module.cycle)} already has a module {module.ordinal}", "choose another ordinal"
        )


def keep_delivery(draft: Draft, delivery: Delivery) -> Delivery:
    """Check that a training ends after it begins, is not held before its day, and teaches a module of its own cycle.

    Raises:
        RuleBroken: One of these does not hold, or it was cancelled and nobody says why.
        BadInput: A number of people makes no sense.
    """
    if delivery.end_on and delivery.end_on < delivery.start_on:
        raise RuleBroken(
            f"a training ends after it begins, and {dates.say_day(delivery.end_on)} is before "
            f"{dates.say_day(delivery.start_on)}",
            "the last day is the first one or a later one",
        )
    if delivery.status == "held":
        check_has_come(draft, delivery.start_on, "so no training was held on it", "say status: planned until then")
    if delivery.status == "cancelled" and not delivery.reason:
        raise RuleBroken("a training was cancelled, and nobody says why", "write it in reason")
    for name, least in (("headcount", 0), ("capacity", 1)):
        count = getattr(delivery, name)
        if count is not None and count < least:
            raise BadInput(f"{name} cannot be {count}", f"it takes a number of people, {least} or more")
    _check_module(draft, delivery)
    return delivery


def check_trainer(draft: Draft, trainer: DeliveryTrainer) -> None:
    """Check that nobody is trainer and trainee of one training; copies that merge may make somebody both.

    Raises:
        RuleBroken: The person is.
    """
    _check_apart(draft, trainer.delivery, trainer.person, "trainee")


def check_trainee(draft: Draft, trainee: Trainee) -> None:
    """Check the same of somebody who is trained.

    Raises:
        RuleBroken: The person is.
    """
    if trainee.person:
        _check_apart(draft, trainee.delivery, trainee.person, "delivery_trainer")


def keep_certificate(draft: Draft, certificate: Certificate) -> Certificate:
    """Check that a certificate was given on a day that has come.

    Raises:
        RuleBroken: It is still to come.
    """
    check_has_come(draft, certificate.awarded_on, "so no certificate was given on it", "write the day of the award")
    return certificate


def keep_use(draft: Draft, use: PracticeUse) -> PracticeUse:
    """Check that what is done differently has begun.

    Raises:
        RuleBroken: Its first day is still to come.
    """
    if use.since_on:
        check_has_come(draft, use.since_on, "so nothing is done differently since then", "leave the day away")
    return use


def check_has_come(draft: Draft, day: Day, so: str, hint: str) -> None:
    """Check that a day has come; a description of a whole programme, such as a rehearsal's, may run ahead.

    Raises:
        RuleBroken: It has not.
    """
    if day > programme_today(draft.db, draft.now) and not _begins(draft):
        raise RuleBroken(f"{dates.say_day(day)} is still to come, {so}", hint)


def _begins(draft: Draft) -> bool:
    return len(draft.db.all("SELECT n FROM entry LIMIT 2")) < 2  # The first one holds the founder's key alone.


def _check_module(draft: Draft, delivery: Delivery) -> None:
    row = first(draft.db, "SELECT cycle FROM module WHERE id = :id", id=delivery.module)
    if row and row[0] != delivery.cycle:
        raise RuleBroken(
            f'"{label(draft.db, "module", str(delivery.module))}" is no module of '
            f"{label(draft.db, 'cycle', delivery.cycle)}",
            f"cop cycle show {short(draft.db, 'cycle', delivery.cycle)} lists its modules",
        )


def _check_apart(draft: Draft, delivery: Id, person: Id, other: str) -> None:
    known = first(
        draft.db, f"SELECT id FROM {other} WHERE delivery = :delivery AND person = :person",
        delivery=delivery, person=person,
    )  # fmt: skip
    if known:
        raise RuleBroken(
            f"{label(draft.db, 'person', person)} ({short(draft.db, 'person', person)}) would be trainer and trainee "
            "of one training",
            "a person is the one or the other",
        )


RULES: dict[str, Callable[[Draft, Any], Any]] = {
    "cycle": keep_cycle,
    "delivery": keep_delivery,
    "certificate": keep_certificate,
    "practice_use": keep_use,
}
"""The rules of each kind."""
DOUBTS: dict[str, Callable[[Draft, Any], None]] = {
    "module": check_number,
    "delivery_trainer": check_trainer,
    "trainee": check_trainee,
}
"""What several records break together: commands refuse it, an import is told of it and brings it all the same."""
