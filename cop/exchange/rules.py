"""The rules that operations hold, kept for what a file brings too: each slice names its own, by kind.

A rule that one record breaks by itself refuses a file. What only several records break together does not: a later edit
of another one, or two copies that merged, may have made it, and what cop wrote out it must read. It is said aloud.
"""

import importlib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from cop.kernel.errors import CopError
from cop.kernel.kinds import MODULES
from cop.kernel.records import Record
from cop.store.database import Database
from cop.store.fold import insertion
from cop.store.journal import Draft

Rule = Callable[[Draft, Any], Any]


class Broken(NamedTuple):
    """A record that a rule of its kind does not agree with, the rule's own sentence, and whether it is refused."""

    record: Record
    error: CopError
    is_refused: bool


def broken(draft: Draft, records: Iterable[Record]) -> Iterator[Broken]:
    """Yield every record that a rule of its kind does not agree with.

    The rules read the rows as they will be: they are put in their place, and taken away again.
    """
    found = list(records)
    draft.db.run("SAVEPOINT as_it_will_be")
    _put(draft.db, found)
    for record in found:
        for named, is_refused in (("RULES", True), ("DOUBTS", False)):
            rule = rules_of(record.declaration.name, named)
            try:
                if rule:
                    rule(draft, record)
            except CopError as error:
                yield Broken(record, error, is_refused)
                break
    draft.db.run("ROLLBACK TO SAVEPOINT as_it_will_be")
    draft.db.run("RELEASE SAVEPOINT as_it_will_be")


@cache
def rules_of(kind: str, named: str = "RULES") -> Rule | None:
    """Return the rule of a kind that its slice's operations name in RULES, or in DOUBTS."""
    name = MODULES[kind].removesuffix("records") + "operations"
    try:
        module = importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None  # a slice that only carries records, such as the store's own
    rules: dict[str, Rule] = getattr(module, named, {})
    return rules.get(kind)


def _put(db: Database, records: list[Record]) -> None:
    by_kind: dict[type[Record], list[Record]] = {}
    for record in records:
        by_kind.setdefault(type(record), []).append(record)
    for kind, found in by_kind.items():
        db.many(f"DELETE FROM {kind.declaration.name} WHERE id = :id", [{"id": one.id} for one in found])
        db.many(insertion(kind), [_row(one) for one in found])


def _row(record: Record) -> dict[str, Any]:
    from cop.kernel import dates

    times = [each.name for each in record.fields() if each.type == "ZonedTime"]
    derived = {f"{name}_utc": dates.utc(getattr(record, name)) if getattr(record, name) else None for name in times}
    held = {name: int(value) if isinstance(value, bool) else value for name, value in record.__dict__.items()}
    return held | derived
