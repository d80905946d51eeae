"""Looking back: every value that a record had, every command that was given, and what was removed."""

from typing import Any, NamedTuple

from cop.kernel import text
from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.records import MODULES, Record, kind_named
from cop.kernel.types import Id
from cop.store import queries
from cop.store.database import Database, within
from cop.store.entry import REMOVED, wall_text
from cop.store.undoing import UNDO, undone_entries

FEW = 200
"""Changes of an entry that was about something; an import of more is about everything."""
SHORTEST = 4
"""So many letters of an id name a record."""


class Past(NamedTuple):
    """One value that a field had: since when, who wrote it, by which command, and why."""

    at: str
    actor: str | None
    field: str
    value: str | None
    verb: str
    why: str | None
    entry: str


class Done(NamedTuple):
    """One command in the journal; `about` names the record it was about, where it was about few."""

    at: str
    actor: str | None
    verb: str
    about: str | None
    changes: int
    why: str | None
    entry: str
    undone: bool


def history(db: Database, kind: str, record: str) -> list[Past]:
    """Return every value that a record ever had, oldest first."""
    rows = db.all(
        "SELECT e.wall, e.actor, g.field, c.value, e.verb, e.note, e.hash FROM record r "
        "JOIN change c ON c.record = r.n JOIN register g ON g.n = c.register JOIN entry e ON e.n = c.entry "
        "WHERE r.id = :record AND g.kind = :kind ORDER BY e.clock, e.hash, c.idx",
        record=record,
        kind=kind,
    )
    told = _personal(db, [row[3] for row in rows])
    return [
        Past(wall_text(wall), actor, field, _shown(field, value, told), _command(verb), note, bytes(digest).hex())
        for wall, actor, field, value, verb, note, digest in rows
    ]


def log(db: Database, since: int = 0, until: int | None = None) -> list[Done]:
    """Return the commands written from one wall time to another (milliseconds), oldest first."""
    undone, about = undone_entries(db), _subjects(db, since)
    asked = "SELECT n, wall, actor, verb, changes, note, hash FROM entry WHERE wall >= :since ORDER BY clock, hash"
    return [
        Done(wall_text(wall), actor, _command(verb), about.get(number), changes, note, name, name in undone)
        for number, wall, actor, verb, changes, note, digest in db.all(asked, since=since)
        for name in (bytes(digest).hex(),)
        if until is None or wall < until
    ]


def _subjects(db: Database, since: int) -> dict[int, str]:
    """Return for each entry of few changes the code or name of what it was about: no part if it touched a whole."""
    rows = db.all(
        "SELECT DISTINCT c.entry, g.kind, r.id FROM change c JOIN register g ON g.n = c.register "
        "JOIN record r ON r.n = c.record JOIN entry e ON e.n = c.entry WHERE e.wall >= :since AND e.changes <= :few",
        since=since, few=FEW,
    )  # fmt: skip
    touched: dict[int, list[tuple[bool, str, str]]] = {}
    for entry, kind, record in rows:
        if kind in MODULES and kind != "roster":
            touched.setdefault(entry, []).append((bool(kind_named(kind).declaration.part_of), kind, record))
    chosen = {entry: min(found) for entry, found in touched.items()}
    named = _named(db, {(kind, record) for _, kind, record in chosen.values()})
    return {entry: named[kind, record] for entry, (_, kind, record) in chosen.items() if (kind, record) in named}


def _named(db: Database, wanted: set[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return the codes, else the labels, of records that are still there."""
    found: dict[tuple[str, str], str] = {}
    for kind in {kind for kind, _ in wanted}:
        label = kind_named(kind).declaration.label
        name = f"coalesce(code, {label})" if any(each.name == "code" for each in kind_named(kind).fields()) else label
        ids = sorted(record for of, record in wanted if of == kind)
        rows = within(db, f"SELECT id, {name} FROM {kind} WHERE id IN (:values)", ids)
        found |= {(kind, record): str(said) for record, said in rows if said is not None}
    return found


def _command(verb: str) -> str:
    return "undo" if verb.startswith(UNDO) else verb


def _shown(field: str, value: str | None, told: dict[str, str]) -> str | None:
    """Return a value as people read it: a removal's is a digest, a personal one's a promise."""
    return value and ("yes" if field == REMOVED else told.get(value, value))


def find_ever(db: Database, record_type: type[Record], typed: str) -> Id:
    """Return the id of the record that is meant, among those that were removed too; one that stands comes first.

    Raises:
        NotFound: None was ever called so, or several were.
    """
    from cop.store.references import find

    try:
        return Id(find(db, record_type.declaration.name, typed))
    except NotFound as missing:
        removed = _removed_called(db, record_type, typed)
        if len(removed) == 1:
            return removed[0]
        raise _which(typed, record_type, removed) if removed else missing from None


def find_removed(db: Database, record_type: type[Record], typed: str) -> Id:
    """Return the id of the removed record that is meant.

    Raises:
        RuleBroken: It was not removed.
        NotFound: Nothing was ever called so, or several removed records were.
    """
    from cop.store.references import find

    removed = _removed_called(db, record_type, typed)
    if len(removed) == 1:
        return removed[0]
    if removed:
        raise _which(typed, record_type, removed)
    find(db, record_type.declaration.name, typed)
    raise RuleBroken(f'"{typed}" was not removed', f"cop {record_type.declaration.name} show {typed} shows it")


def _removed_called(db: Database, record_type: type[Record], typed: str) -> list[Id]:
    """Return the removed records whose id begins so, or whose code or label was ever this, in any spelling."""
    kind, folded = record_type.declaration.name, text.fold(typed)
    rows = db.all(
        "SELECT r.id, c.value FROM change c JOIN register g ON g.n = c.register JOIN record r ON r.n = c.record "
        "WHERE g.kind = :kind AND g.field IN ('code', :name, :removed) AND c.record IN (SELECT d.record FROM change d "
        "JOIN register h ON h.n = d.register WHERE h.kind = :kind AND h.field = :removed AND d.head = 1 "
        "AND d.value IS NOT NULL)",
        kind=kind, name=record_type.declaration.label, removed=REMOVED,
    )  # fmt: skip
    begins = len(typed) >= SHORTEST
    meant = {
        record
        for record, said in rows
        if (begins and record.startswith(typed.lower())) or (folded and text.fold(said or "") == folded)
    }
    return [Id(record) for record in sorted(meant) if queries.one(db, record_type, record) is None]


def _which(typed: str, record_type: type[Record], removed: list[Id]) -> NotFound:
    plural = record_type.declaration.plural
    return NotFound(f'"{typed}" may mean {len(removed)} removed {plural}', f"name one by its id: {', '.join(removed)}")


def _personal(db: Database, values: list[Any]) -> dict[str, str]:
    promises = sorted({value for value in values if isinstance(value, str) and len(value) == 32})
    return dict(within(db, "SELECT commitment, value FROM personal WHERE commitment IN (:values)", promises))
