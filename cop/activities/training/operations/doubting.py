"""What a person should know of a training that breaks no rule, a sentence each; it is said aloud and stands."""

from collections.abc import Collection, Iterable, Iterator

from cop.activities.training.given import lines
from cop.activities.training.queries.facts import Facts, facts
from cop.activities.training.records import Delivery
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.store.database import Database
from cop.store.references import label, short

HALF_A_YEAR = 183


def doubts(db: Database, one: Delivery, trainers: Iterable[Id], named: Collection[Id], today: Day) -> list[str]:
    """Return what should be known: trainers not trained, or elsewhere then; too many people; days out of the cycle."""
    people = list(trainers)
    known = facts(db, today, one.cycle)
    untrained = [said for person in people for said in _untrained(db, known, one, person)]
    return [*untrained, *_elsewhere(db, one, people), *_counts(one, len(named)), *_after_cycle(known, one)]


def _untrained(db: Database, known: Facts, one: Delivery, person: Id) -> Iterator[str]:
    """Yield why a trainer does not count as trained when a training begins; nobody is refused for it."""
    trained_on, cycle = known.trained(one.cycle).get(person), short(db, "cycle", one.cycle)
    who = f"{label(db, 'person', person)} ({short(db, 'person', person)})"
    asked = [tot for tot in known.tots if person in tot.enrolled]
    to_come = [tot for tot in asked if known.today <= tot.end_on < one.start_on]
    if trained_on:
        if one.start_on < trained_on:
            yield f"{who} was trained only on {dates.say_day(trained_on)}, after this training began"
    elif any(tot.held_by(known.today) and not tot.recorded for tot in asked):
        yield f"nobody wrote who came to the ToT of {cycle}, so it is not known whether {who} is trained"
    elif not to_come:
        yield f"{who} has not been trained in {cycle}"


def _elsewhere(db: Database, one: Delivery, people: Collection[Id]) -> Iterator[str]:
    """Yield who gives another training on the same days."""
    overlapping = (
        "x.status <> 'cancelled' AND x.id <> :id AND x.start_on <= :last AND coalesce(x.end_on, x.start_on) >= :first"
    )
    for other in lines(db, overlapping, id=one.id, first=one.start_on, last=one.end_on or one.start_on):
        for person in other.trainers:
            if person.id in people:
                yield (
                    f"{person.said} ({person.ref}) then also trains {other.partner_name} ({other.ref}), "
                    f"{dates.say_days(other.start_on, other.end_on)}"
                )


def _counts(one: Delivery, named: int) -> Iterator[str]:
    count = one.headcount
    if one.capacity is not None and max(count or 0, named) > one.capacity:
        yield f"{max(count or 0, named)} trainees are more than the {one.capacity} there is room for"
    if count is not None and named > count:
        yield f"{named} stand in the list by name, more than the {count} that were counted"


def _after_cycle(known: Facts, one: Delivery) -> Iterator[str]:
    for cycle in known.cycles:
        if cycle.end_on and (one.end_on or one.start_on) > cycle.end_on:
            yield f"{cycle.ref} is over by then: it ends on {dates.say_day(cycle.end_on)}"


def far_off(first_on: Day, today: Day) -> list[str]:
    """Return that a day lies more than half a year ahead: it may be of another year than was meant."""
    far = first_on > dates.shift(today, HALF_A_YEAR)
    return [f"{dates.say_day(first_on)} is more than half a year ahead"] if far else []
