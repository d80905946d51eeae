"""Changes become rows here and nowhere else, for own commands, merges and looks at the past alike.

rows = fold(authorised(journal)): a field shows the head of its register with the greatest (clock, identity); a record
that was removed, or lacks a required field, has no row. docs/reference/entry-format.md gives the law.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, TypeVar

from cop.kernel import dates, text
from cop.kernel.errors import BadInput
from cop.kernel.records import KINDS, MODULES, TYPES, Field, Record, Value, from_text, kind_named
from cop.kernel.types import ZonedTime
from cop.store.database import Database, within
from cop.store.entry import REMOVED, heads_digest, identity

R = TypeVar("R", bound=Record)
HEADS = (
    "SELECT r.id, g.kind, g.field, c.value, e.clock, e.hash, c.idx FROM change c "
    "JOIN record r ON r.n = c.record JOIN register g ON g.n = c.register JOIN entry e ON e.n = c.entry "
)
FORMS: dict[str, Callable[[str], bool]] = {"str": bool, "Zone": bool, "ZonedTime": dates.has_zoned_form}
"""Checks on which all computers agree, where a field's own check asks for the zones that this one knows."""

Head = tuple[int, bytes, int, str | None]
"""A head's clock, its entry's hash, its place in the entry, and its value."""
Registers = dict[str, list[Head]]
"""The heads of each field of one record."""


class Shown(NamedTuple):
    """What the journal says of one record: the shown value of each field, and the fields in conflict."""

    kind: str
    record: str
    values: dict[str, str | None]
    conflicts: tuple[str, ...]
    removed: bool


class Derived(NamedTuple):
    """What settled records leave in the derived tables: rows by kind, names people may use, open conflicts."""

    rows: dict[str, list[dict[str, Value]]]
    names: list[dict[str, str]]
    conflicts: list[dict[str, str]]


def refold(db: Database, records: Iterable[str]) -> None:
    """Bring the rows of these records in line with the journal."""
    ids = sorted(set(records))
    shown = settle(within(db, HEADS + "WHERE c.head = 1 AND r.id IN (:values)", ids))
    gone = [{"id": record} for record in ids]
    for kind in sorted({one.kind for one in shown if known(one.kind)}):
        db.many(f"DELETE FROM {kind} WHERE id = :id", gone)
    db.many("DELETE FROM known_as WHERE source = :id", gone)
    db.many("DELETE FROM conflict WHERE record = :id", gone)
    write_rows(db, shown)


def refold_all(db: Database) -> None:
    """Empty every derived table and fill it again from the journal."""
    db.run("UPDATE change SET head = CASE WHEN n IN (SELECT old FROM supersede) THEN 0 ELSE 1 END")
    for table in (*MODULES, "known_as", "conflict"):
        db.run(f"DELETE FROM {table}")
    write_rows(db, settle(db.all(HEADS + "WHERE c.head = 1")))


def settle(heads: Iterable[Any]) -> list[Shown]:
    """Return what the heads say, record by record."""
    by_record: dict[tuple[str, str], Registers] = {}
    for record, kind, field, value, clock, digest, index in heads:
        by_record.setdefault((kind, record), {}).setdefault(field, []).append((clock, digest, index, value))
    return [_shown(kind, record, registers) for (kind, record), registers in by_record.items()]


def _shown(kind: str, record: str, registers: Registers) -> Shown:
    values = {field: found[0][3] if len(found) == 1 else _latest(found) for field, found in registers.items()}
    conflicts = {field for field, found in registers.items() if len(found) > 1 and len({head[3] for head in found}) > 1}
    if values.pop(REMOVED, None) is None:
        return Shown(kind, record, values, tuple(sorted(conflicts)), removed=False)
    seen = heads_digest(
        (field, identity(bytes(digest), index))
        for field, found in registers.items()
        if field != REMOVED
        for _, digest, index, _ in found
    )
    removed = all(head[3] == seen for head in registers[REMOVED])
    # A removal by somebody who had not seen what stands here now keeps the record in sight until a person chooses.
    clash = conflicts if removed else conflicts | {REMOVED}
    return Shown(kind, record, values, tuple(sorted(clash)), removed)


def _latest(found: list[Head]) -> str | None:
    return max(found, key=lambda head: (head[0], identity(bytes(head[1]), head[2])))[3]


def write_rows(db: Database, shown: Iterable[Shown]) -> None:
    """Write the domain rows, names and conflicts of settled records."""
    derived = derive(db, shown)
    for kind, found in derived.rows.items():
        db.many(insertion(kind_named(kind)), found)
    db.many(
        "INSERT INTO known_as (kind, folded, record, source) VALUES (:kind, :folded, :record, :source)", derived.names
    )
    db.many("INSERT INTO conflict (kind, record, field) VALUES (:kind, :record, :field)", derived.conflicts)


def derive(db: Database, shown: Iterable[Shown]) -> Derived:
    """Return what settled records leave in the derived tables; a removed one, or one of an unknown kind, nothing."""
    found = Derived(defaultdict(list), [], [])
    living = [one for one in _of_one_kind(db, list(shown)) if not one.removed and known(one.kind)]
    for one in _with_personal(db, living):
        row = row_of(kind_named(one.kind), one)
        if row is not None:
            found.rows[one.kind].append(row)
            found.names.extend(_names(kind_named(one.kind), row))
            found.conflicts.extend({"kind": one.kind, "record": one.record, "field": each} for each in one.conflicts)
    return found


def _of_one_kind(db: Database, shown: list[Shown]) -> list[Shown]:
    """Leave out a record whose id was used for another kind before: it stays in the journal, in quarantine."""
    kinds = Counter(one.record for one in shown)
    first_kind = {record: kind_of(db, record) for record, count in kinds.items() if count > 1}
    return [one for one in shown if first_kind.get(one.record, one.kind) == one.kind]


def kind_of(db: Database, record: str) -> str | None:
    """Return the kind that an id stands for: that of its first change, the same in every copy; None for no record."""
    rows = db.all(
        "SELECT e.clock, e.hash, c.idx, g.kind FROM record r JOIN change c ON c.record = r.n "
        "JOIN register g ON g.n = c.register JOIN entry e ON e.n = c.entry WHERE r.id = :record",
        record=record,
    )
    return min(((clock, bytes(digest), index, kind) for clock, digest, index, kind in rows), default=(None,) * 4)[3]


def without_removal(db: Database, record_type: type[R], record: str) -> R:
    """Return a record as it would be if it had not been removed."""
    heads = within(db, HEADS + "WHERE c.head = 1 AND r.id IN (:values)", [record])
    of_kind = [one for one in settle(heads) if one.kind == record_type.declaration.name]
    (shown,) = _with_personal(db, of_kind)
    row = row_of(record_type, shown)
    assert row is not None, "only whole records can be removed"
    return record_type.from_row(row[name] for name in record_type.names())


def row_of(record_type: type[Record], shown: Shown) -> dict[str, Value] | None:
    """Return a record's row with its derived columns; None while a required field is missing."""
    shape = _shape(record_type.declaration.name)
    row = shape.blank | {"id": shown.record}
    for name, said in shown.values.items():
        # A register set to nothing, or to what the field cannot hold, reads as if nobody had said anything.
        if said is not None and name in shape.fields:
            value = held(shape.fields[name], said)
            row[name] = row[name] if value is None else value
    for name in shape.zoned:
        row[f"{name}_utc"] = _utc(row[name])
    return None if any(row[name] is None for name in shape.required) else row


class Shape(NamedTuple):
    """What a kind's rows have in common: a row of which nothing was said, and its fields."""

    blank: dict[str, Value]
    fields: dict[str, Field]
    required: tuple[str, ...]
    zoned: tuple[str, ...]


@cache
def _shape(kind: str) -> Shape:
    record_type = kind_named(kind)
    fields = {each.name: each for each in record_type.fields()}
    # A flag is a number, on PostgreSQL too.
    defaults = {
        name: int(each.default) if isinstance(each.default, bool) else each.default for name, each in fields.items()
    }
    required = tuple(name for name, each in fields.items() if each.required)
    return Shape(
        {name: defaults.get(name) for name, _ in columns(record_type)},
        fields,
        required,
        tuple(name for name, each in fields.items() if each.type == "ZonedTime"),
    )


def columns(record_type: type[Record]) -> list[tuple[str, bool]]:
    """Return the name of each column of a kind's table and whether it holds numbers; derived columns included."""
    found = [("id", False)]
    for each in record_type.fields():
        found.append((each.name, each.number))
        if each.type == "ZonedTime":
            found.append((f"{each.name}_utc", False))
    return found


def insertion(record_type: type[Record]) -> str:
    """Return the statement that writes one row of a kind."""
    names = [name for name, _ in columns(record_type)]
    return f"INSERT INTO {record_type.declaration.name} ({', '.join(names)}) VALUES (:{', :'.join(names)})"


def known(kind: str) -> bool:
    """Say whether this cop knows the kind; one of a newer cop stays in the journal, unfolded."""
    return kind in KINDS or kind in MODULES


def held(declared: Field, value: str) -> Value:
    """Return the value that the journal's text stands for; None where the field cannot hold it, as in a bad merge."""
    holds = FORMS.get(declared.type) or TYPES[declared.type].holds
    return from_text(declared, value) if holds(value) else None


def _utc(value: Value) -> str | None:
    try:
        return dates.utc(ZonedTime(value)) if isinstance(value, str) else None
    except BadInput:  # a zone that this computer does not know yet
        return None


def _names(record_type: type[Record], row: dict[str, Value]) -> Iterable[dict[str, str]]:
    """Yield what the record may be called by: its code and label, or what it calls its subject."""
    kind = record_type.declaration
    said = {row.get(name) for name in ("code", kind.label, *kind.also_called)} - {None}
    named, subject = kind.name, row["id"]
    if kind.names_parent:
        named, subject = "", row[kind.parent]
    for folded in sorted({text.fold(str(name)) for name in said}):
        yield {"kind": named, "folded": folded, "record": str(subject), "source": str(row["id"])}


def _with_personal(db: Database, shown: list[Shown]) -> list[Shown]:
    personal = {kind: names for kind in {one.kind for one in shown} if (names := personal_names(kind))}
    promises = [(one, name) for one in shown for name in personal.get(one.kind, ()) if one.values.get(name) is not None]
    promised = sorted({str(one.values[name]) for one, name in promises})
    told = dict(within(db, "SELECT commitment, value FROM personal WHERE commitment IN (:values)", promised))
    for one, name in promises:
        one.values[name] = told.get(one.values[name])
    return shown


def personal_names(kind: str) -> list[str]:
    """Return the fields of a kind whose values the journal only promises."""
    return [each.name for each in kind_named(kind).fields() if each.personal]
