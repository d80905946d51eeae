"""One person follows another: every membership ends and begins anew on one day."""

from dataclasses import replace
from typing import NamedTuple

from cop.kernel import dates, text
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day
from cop.store import queries, references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.references import label
from cop.teams.operations.seating import NEVER, keep_membership
from cop.teams.operations.upkeep import add
from cop.teams.records import Membership, Person


class Handover(NamedTuple):
    """What a handover did: who follows, whether that is a new holder, and the memberships that begin."""

    successor: Person
    new: bool
    begun: list[Membership]


def handover(draft: Draft, person: Person, to: str, on: Day, name: str | None = None) -> Handover:
    """End every membership of a person on the day before, and begin one like it for the successor on the day.

    Args:
        draft: Collects the changes.
        person: Who leaves.
        to: A person's code, name or id, or a role: at the same partner that of somebody else there, else that of a
            new holder. The title of the one who leaves always means a new holder.
        on: The successor's first day.
        name: What a new holder is called.

    Raises:
        RuleBroken: The person sits in no body by then, or joins one only later; or the successor already sits there.
        NotFound: `to` is neither a person nor a role that anybody holds; or several people are meant.
    """
    ending = _open_on(draft.db, person, on)
    found = _successor(draft.db, person, to)
    if name is not None:
        _nobody_yet(draft.db, found, name)
    successor = found or add(
        draft,
        Person(code=_next_code(draft.db, person.code), title=to, name=name, partner=person.partner, team=person.team),
    )
    eve, leaving = dates.shift(on, -1), {each.id for each in ending}
    begun = []
    for old in ending:
        draft.edit(old, replace(old, to_on=eve))
        new = Membership(body=old.body, person=successor.id, seat=old.seat, role=old.role,
                         from_on=on, to_on=old.to_on, team=old.team)  # fmt: skip
        begun.append(keep_membership(draft, draft.add(new), leaving))
    return Handover(successor, found is None, begun)


def _open_on(db: Database, person: Person, day: Day) -> list[Membership]:
    found = queries.every(db, Membership, "person = :person", order="to_on, id", person=person.id)
    who = references.short(db, "person", person.id)
    held = [each for each in found if (each.to_on or NEVER) >= day]
    if not held:
        last = max((each.to_on for each in found if each.to_on), default=None)
        left = f"left every body by {dates.say_day(last)}" if last else "sits in no body"
        raise RuleBroken(f"{person.title} ({who}) {left}", f"cop person show {who} tells more")
    for each in held:
        if each.from_on and each.from_on >= day:
            body = label(db, "body", each.body)
            raise RuleBroken(
                f"{person.title} ({who}) joins {body} only on {dates.say_day(each.from_on)}",
                "hand over on a later day, or remove that membership first",
            )
    return held


def _successor(db: Database, person: Person, typed: str) -> Person | None:
    """Return the person that is meant; None for a new holder of a role."""
    found = _named(db, person, typed)
    if len(found) > 1:
        told = ", ".join(f"{references.short(db, 'person', each.id)} ({each.title})" for each in found)
        raise NotFound(f'"{typed}" may mean {len(found)} people', told)
    if not found and not _is_role(db, typed):
        found = [_known(db, person, typed)]
    if found and found[0].id == person.id:
        raise RuleBroken(f"{person.title} cannot hand over to the same person", "name the successor")
    return found[0] if found else None


def _named(db: Database, person: Person, typed: str) -> list[Person]:
    """Return the people whose code or name was typed; else, unless it is the leaver's own, those there of that role."""
    folded = text.fold(typed)
    called = "id IN (SELECT record FROM known_as WHERE folded = :folded AND kind IN ('person', ''))"
    known = queries.every(db, Person, f"code = :code OR {called}", code=typed, folded=folded)
    found = [each for each in known if each.code == typed or text.fold(each.title) != folded]
    if found or folded == text.fold(person.title):
        return found
    return [each for each in known if each.partner == person.partner and each.id != person.id]


def _is_role(db: Database, typed: str) -> bool:
    return text.fold(typed) in {text.fold(row[0]) for row in db.all("SELECT title FROM person")}


def _known(db: Database, person: Person, typed: str) -> Person:
    """Return the person found by less than a whole name: a slip, or a stranger's name, makes nobody new."""
    try:
        return references.get(db, Person, typed)
    except NotFound as error:
        new = f'for somebody new: --to "{person.title}" --name NAME; for another role, first cop person new'
        raise NotFound(error.message, f"{error.hint}\n{new}") from None


def _nobody_yet(db: Database, successor: Person | None, name: str) -> None:
    """Check that a name is given to a new holder only, and is nobody's yet.

    Raises:
        BadInput: The successor is known already.
        RuleBroken: Somebody is called so.
    """
    if successor:
        who = f"{successor.title} ({references.short(db, 'person', successor.id)})"
        raise BadInput(f"{who} is known already, so --name names nobody", "leave --name away")
    same = [each for each in queries.every(db, Person) if text.fold(each.name or "") == text.fold(name)]
    if same:
        code = references.short(db, "person", same[0].id)
        raise RuleBroken(
            f"{name} is known already: {same[0].title} ({code})",
            f"--to {code} hands over to that person; cop person new adds another one of this name",
        )


def _next_code(db: Database, code: str | None) -> str | None:
    """Return the first free one of m-seb-pm-2, m-seb-pm-3, ... for the next holder of m-seb-pm's role."""
    if code is None:
        return None
    stem, _, number = code.rpartition("-")
    stem = stem if number.isdecimal() and stem else code
    taken = {row[0] for row in db.all("SELECT code FROM person WHERE code IS NOT NULL")}
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
