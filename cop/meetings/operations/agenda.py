"""What can be done with an agenda; the numbers of its items count from 1 without gaps, whatever is added or removed."""

import dataclasses
from collections.abc import Iterable

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Id
from cop.meetings.operations.occurrences import own_meeting
from cop.meetings.queries.sittings import AgendaLine, agenda, find_sitting, sitting
from cop.meetings.records import AgendaItem
from cop.meetings.sitting import OFF, Sitting
from cop.store import edits, queries, references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.typed import Reading


def add(draft: Draft, of: Sitting, item: AgendaItem, at: int | None) -> tuple[AgendaItem, list[AgendaItem]]:
    """Put an item on a meeting's agenda, at its end or at a number; return it and the whole agenda.

    Raises:
        BadInput: The number is not one the agenda will have.
    """
    meeting, items = own_meeting(draft, of), _items(draft.db, of.id)
    place = _place(at, len(items) + 1)
    made = draft.add(dataclasses.replace(item, meeting=meeting.id, ordinal=place))
    items.insert(place - 1, made)
    return made, _renumber(draft, items)


def move(draft: Draft, item: AgendaItem, to: int) -> list[AgendaItem]:
    """Give an item another number; those between make room. Return the agenda.

    Raises:
        BadInput: The agenda has no such number.
    """
    items = [each for each in _items(draft.db, item.meeting) if each.id != item.id]
    items.insert(_place(to, len(items) + 1) - 1, item)
    return _renumber(draft, items)


def edit(draft: Draft, item: AgendaItem, sets: Iterable[str], how: Reading) -> AgendaItem:
    """Change what an item says; `agenda move` changes its number."""
    return edits.edit(draft, item, sets, how)


def outcome(draft: Draft, item: AgendaItem, text: str) -> AgendaItem:
    """Write down what came of an item.

    Raises:
        RuleBroken: The meeting does not take place.
    """
    of = sitting(draft.db, item.meeting)
    if of.status in OFF:
        raise RuleBroken(
            f"{of.ref} was {of.status}, so nothing came of its agenda",
            f"if that was a slip, first cop meeting convene {of.ref}",
        )
    return draft.edit(item, dataclasses.replace(item, outcome=text))


def remove(draft: Draft, item: AgendaItem) -> list[AgendaItem]:
    """Take an item off its agenda; those after it move up. Return the agenda."""
    edits.remove(draft, item)
    return _renumber(draft, [each for each in _items(draft.db, item.meeting) if each.id != item.id])


def make_room(draft: Draft, item: AgendaItem) -> AgendaItem:
    """Put an item that comes back at the number it had; those after it move down again."""
    items = _items(draft.db, item.meeting)
    items.insert(min(item.ordinal, len(items) + 1) - 1, item)
    return next(each for each in _renumber(draft, items) if each.id == item.id)


def find_item(db: Database, typed: str) -> AgendaItem:
    """Return the item that is meant: sc7/2 is the second of sc7; else part of its title, or the beginning of its id.

    Raises:
        NotFound: There is none, or several are meant.
    """
    line = _numbered(db, typed)
    found = queries.one(db, AgendaItem, line.id) if line else references.get(db, AgendaItem, typed)
    assert found is not None, "the agenda was read from the same rows"
    return found


def _numbered(db: Database, typed: str) -> AgendaLine | None:
    meeting, _, number = typed.rpartition("/")
    if not meeting or not number.isdecimal() or len(number) > 3:
        return None
    of = find_sitting(db, meeting)
    lines = agenda(db, of)
    if not 1 <= int(number) <= len(lines):
        raise NotFound(f"the agenda of {of.ref} has {len(lines)} items", f"cop agenda list {of.ref} shows them")
    return lines[int(number) - 1]


def _items(db: Database, meeting: Id) -> list[AgendaItem]:
    return queries.every(db, AgendaItem, "meeting = :meeting", order="ordinal, id", meeting=meeting)


def _place(at: int | None, last: int) -> int:
    if at is not None and not 1 <= at <= last:
        raise BadInput(f"the agenda has no place {at}", f"say a number from 1 to {last}")
    return at or last


def _renumber(draft: Draft, items: list[AgendaItem]) -> list[AgendaItem]:
    return [
        item if item.ordinal == at else draft.edit(item, dataclasses.replace(item, ordinal=at))
        for at, item in enumerate(items, start=1)
    ]
