"""What can be done with a cycle: begin it, say what it teaches, enrol people, certify them, tell what is left of it."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cop.activities.training.operations.keeping import keep_certificate, keep_cycle, keep_use
from cop.activities.training.queries.facts import facts
from cop.activities.training.queries.tots import Tot, tots
from cop.activities.training.records import Certificate, Cycle, Module, PracticeUse
from cop.kernel import dates
from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.text import fold
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations import registering
from cop.meetings.queries.sittings import sitting
from cop.meetings.records import Registration
from cop.store import edits, queries
from cop.store.journal import Draft
from cop.store.references import find, label, short
from cop.store.typed import Reading


class Enrolled(NamedTuple):
    """Who was enrolled in which ToT, who was before, and what a person should know."""

    tot: Tot
    new: list[Id]
    known: list[Id]
    doubts: list[str]


def new(draft: Draft, cycle: Cycle, modules: Sequence[str], sets: Iterable[str], how: Reading) -> Cycle:
    """Begin a cycle, with its modules in order.

    Raises:
        BadInput: A field cannot hold its value.
        RuleBroken: Its code is taken.
    """
    made = keep_cycle(draft, edits.add(draft, cycle, sets, how))
    for ordinal, title in enumerate(modules, start=1):
        draft.add(Module(cycle=made.id, ordinal=ordinal, title=title))
    return made


def add_module(draft: Draft, of: Cycle, module: Module) -> Module:
    """Put a module at the end of what a cycle teaches."""
    last = max((each.ordinal for each in _modules(draft, of)), default=0)
    return draft.add(dataclasses.replace(module, cycle=of.id, ordinal=last + 1))


def drop_module(draft: Draft, of: Cycle, typed: str) -> Module:
    """Take a module away, by its number or its title; those after it move up.

    Raises:
        NotFound: The cycle has no such module.
        RuleBroken: A training is about it.
    """
    modules = _modules(draft, of)
    found = [each for each in modules if typed == str(each.ordinal) or fold(typed) == fold(each.title)]
    if not found:
        name = short(draft.db, "cycle", of.id)
        raise NotFound(f'{name} has no module "{typed}"', f"cop cycle show {name} lists them")
    edits.remove(draft, found[0])
    for ordinal, each in enumerate((one for one in modules if one is not found[0]), start=1):
        draft.edit(each, dataclasses.replace(each, ordinal=ordinal))
    return found[0]


def tot_meant(draft: Draft, cycle: Cycle, typed: str | None, today: Day) -> Tot:
    """Return the ToT of a cycle that is meant: the one named, else the next to come, else the last.

    Raises:
        NotFound: The cycle has no ToT, or not that one.
    """
    known, name = tots(draft.db, cycle.id), short(draft.db, "cycle", cycle.id)
    wanted = find(draft.db, "meeting", typed) if typed else None
    fits = [tot for tot in known if wanted in (None, tot.id)]
    if not fits:
        raise NotFound(
            f"{typed} is no ToT of {name}" if typed else f"{name} has no ToT yet",
            f'cop event new "TITLE" --kind tot --concerns {name} --from DAY --to-day DAY plans one',
        )
    return next((tot for tot in fits if tot.end_on >= today), fits[-1])


def enrol(draft: Draft, tot: Tot, people: Iterable[Id], how: Reading) -> Enrolled:
    """Register people for a ToT; who had cancelled is registered again, and who is enrolled stays so.

    Raises:
        RuleBroken: The ToT does not take place.
    """
    asked, known = list(dict.fromkeys(people)), tot.enrolled
    fresh = [person for person in asked if person not in known]
    before = {one.person: one for one in queries.every(draft.db, Registration, "meeting = :tot", tot=tot.id)}
    told = []
    for person in fresh:
        old = before.get(person)
        blank = old or Registration(meeting=tot.id, person=person)
        told.append((old, dataclasses.replace(blank, status=Word("registered"), registered_on=how.today)))
    over = [f"{tot.ref} is over: it ended on {dates.say_day(tot.end_on)}"] if tot.end_on < how.today else []
    doubts = [*over, *registering.put(draft, sitting(draft.db, tot.id), told)] if told else []
    return Enrolled(tot, fresh, [one for one in asked if one in known], doubts)


def certify(draft: Draft, certificate: Certificate, today: Day) -> tuple[Certificate, list[str]]:
    """Write down that somebody was certified; return what should be known of it too.

    Raises:
        RuleBroken: The person is certified for it already, or the day is still to come.
    """
    if known := _certificate(draft, certificate.person, certificate.concerns):
        raise RuleBroken(
            f"{_who(draft, known.person)} is certified for it already, since {known.awarded_on}",
            "cop training certify PERSON REF --remove takes a certificate away",
        )
    made = keep_certificate(draft, edits.add(draft, certificate))
    return made, _untrained(draft, made, today)


def drop_certificate(draft: Draft, person: Id, concerns: Id) -> Certificate:
    """Take a certificate away that was written down by mistake.

    Raises:
        NotFound: There is none.
    """
    known = _certificate(draft, person, concerns)
    if known is None:
        raise NotFound(f"{_who(draft, person)} is not certified for it", "cop training standing shows who is")
    edits.remove(draft, known)
    return known


def use(draft: Draft, made: PracticeUse) -> PracticeUse:
    """Write down what somebody does differently now.

    Raises:
        RuleBroken: It is said to begin on a day still to come.
    """
    return keep_use(draft, draft.add(made))


def _untrained(draft: Draft, made: Certificate, today: Day) -> list[str]:
    cycle = queries.one(draft.db, Cycle, made.concerns)
    if cycle is None:
        return []
    if made.person in facts(draft.db, today, cycle.id).trained(cycle.id):
        return []
    return [f"{_who(draft, made.person)} has not been trained in {short(draft.db, 'cycle', cycle.id)}"]


def _certificate(draft: Draft, person: Id, concerns: Id) -> Certificate | None:
    where = "person = :person AND concerns = :concerns"
    return next(iter(queries.every(draft.db, Certificate, where, person=person, concerns=concerns)), None)


def _modules(draft: Draft, of: Cycle) -> list[Module]:
    return queries.every(draft.db, Module, "cycle = :of", order="ordinal, id", of=of.id)


def _who(draft: Draft, person: Id) -> str:
    return f"{label(draft.db, 'person', person)} ({short(draft.db, 'person', person)})"
