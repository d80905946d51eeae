"""One person follows another: every membership ends and begins anew on one day."""

from dataclasses import replace
from typing import NamedTuple

from cop.kernel import dates, text
from cop.kernel.errors import NotFound, RuleBroken
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


def handover(draft: Draft, person: Person, to: str, on: Day) -> Handover:
    """End every membership of a person on the day before, and begin one like it for the successor on the day.

    Args:
        draft: Collects the changes.
        person: Who leaves.
        to: A person's code, other name or id, or a role at the same partner: that of somebody else there, or of a
            new holder. The title of the one who leaves always means a new holder.
        on: The successor's first day.

    Raises:
        RuleBroken: The person sits in no body by then, or joins one only later; or the successor already sits there.
        NotFound: `to` is spelled like a code, but nobody bears it; or several people are meant.
    """
    ending = _open_on(draft.db, person, on)
    found = _successor(draft.db, person, to)
    successor = found or add(
        draft,
        Person(code=_next_code(draft.db, person.code), title=to, partner=person.partner, team=person.team),
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
    if found and found[0].id == person.id:
        raise RuleBroken(f"{person.title} cannot hand over to the same person", "name the successor")
    return found[0] if found else None


def _named(db: Database, person: Person, typed: str) -> list[Person]:
    folded = text.fold(typed)
    called = "id IN (SELECT record FROM known_as WHERE folded = :folded AND kind = '')"
    found = queries.every(db, Person, f"code = :code OR {called}", code=typed, folded=folded)
    if not found and _is_reference(typed):
        return [references.get(db, Person, typed)]
    if found or folded == text.fold(person.title):
        return found
    there = queries.every(db, Person, "partner = :partner AND id <> :id", partner=person.partner, id=person.id)
    return [each for each in there if text.fold(each.title) == folded]


def _is_reference(typed: str) -> bool:
    """Tell a code or an id (m-seb-pm, 7k2m) from a role's title, so that a slip in a code makes no new person."""
    marked = "-" in typed or any(letter.isdecimal() for letter in typed)
    return typed.isascii() and " " not in typed and typed == typed.lower() and marked


def _next_code(db: Database, code: str | None) -> str | None:
    """Return the first free one of m-seb-pm-2, m-seb-pm-3, ... for the next holder of m-seb-pm's role."""
    if code is None:
        return None
    stem, _, number = code.rpartition("-")
    stem = stem if number.isdecimal() and stem else code
    taken = {row[0] for row in db.all("SELECT code FROM person WHERE code IS NOT NULL")}
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
