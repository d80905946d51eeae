"""A draft collects what one command does; commit writes entry, changes and rows in the one open transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple, TypeVar

from cop.kernel.errors import RuleBroken
from cop.kernel.ids import derived_id, new_id, random_bytes
from cop.kernel.records import Field, Record, Value, as_text, checked, identifying, kind_named
from cop.kernel.types import Id
from cop.store import fold, identity
from cop.store.database import Database, first, within
from cop.store.entry import LATEST_WALL, REMOVED, Change, Entry, commitment, entry_hash, heads_digest, next_clock
from cop.store.entry import identity as change_identity

R = TypeVar("R", bound=Record)
Register = tuple[str, str, str]
"""Kind, record, field."""


class Head(NamedTuple):
    """A change that no other supersedes: its row number, identity, value and order of precedence."""

    number: int
    name: str
    value: str | None
    order: tuple[int, str]


class Writer(NamedTuple):
    """Who writes: this computer's key, the chain it continues, the person as they say, and the time on the wall."""

    seed: bytes
    site: identity.Site
    previous: str | None
    actor: str | None
    wall: int


class Saved(NamedTuple):
    """What a commit left: the entry's hash and place in its chain; None stands for a draft that changed nothing."""

    site: str
    seq: int
    digest: bytes
    changes: int


class Draft:
    """What one command is about to do. Nothing is written before commit; reads still show the rows of before.

    `now` is the moment by which rules judge what is still to come: the session's, which may stand still.
    """

    def __init__(self, db: Database, verb: str, note: str | None, now: datetime) -> None:
        self.db = db
        self.verb = verb
        self.note = note
        self.now = now
        self.sets: dict[Register, str | None] = {}
        self.seen: dict[Register, tuple[Head, ...]] = {}
        self.removals: set[tuple[str, Id]] = set()

    def add(self, record: R) -> R:
        """Collect a new record, or bring back the one that its identity derives; return it with its id.

        Raises:
            BadInput: A field cannot hold its value.
        """
        kind = record.declaration
        held = {each.name: checked(each, getattr(record, each.name)) for each in record.fields()}
        identity_of = [as_text(held[name]) for name in identifying(kind, held)]
        record_id = record.id or (derived_id(kind.name, identity_of) if identity_of else new_id())
        made = type(record).from_row([record_id, *held.values()])
        for each in record.fields():
            self._set(kind.name, record_id, each, held[each.name])
        if identity_of or record.id:
            self.sets[kind.name, record_id, REMOVED] = None
        return made

    def edit(self, old: R, new: R, seen: Mapping[str, tuple[Head, ...]] | None = None) -> R:
        """Collect the fields in which new differs from old; return new as it will be kept.

        Args:
            old: The record as its editor saw it.
            new: The record as it shall be.
            seen: The heads of each field that its editor saw, if not today's: what was written since stays beside it.
        """
        held: list[Value] = [old.id]
        for each in old.fields():
            before, after = getattr(old, each.name), getattr(new, each.name)
            held.append(before if before == after else checked(each, after))
            if held[-1] != before:
                self._set(old.declaration.name, old.id, each, held[-1])
                if seen is not None:
                    self.seen[old.declaration.name, old.id, each.name] = seen.get(each.name, ())
        return type(old).from_row(held)

    def set(self, kind: str, record: Id, field: str, value: str | None, seen: tuple[Head, ...] | None = None) -> None:
        """Collect one register as the journal spells it; `seen` are the heads its author saw, if not today's."""
        self.sets[kind, record, field] = value
        if seen is not None:
            self.seen[kind, record, field] = seen

    def remove(self, record: Record) -> None:
        """Collect the removal of a record as it stands now."""
        self.removals.add((record.declaration.name, record.id))

    def restore(self, kind: str, record: Id) -> None:
        """Collect the end of a removal."""
        self.sets[kind, record, REMOVED] = None

    def _set(self, kind: str, record: Id, declared: Field, value: Value) -> None:
        spelled = as_text(value)
        if spelled is not None and declared.personal:
            spelled = self._committed(kind, record, declared.name, spelled)
        self.sets[kind, record, declared.name] = spelled

    def _committed(self, kind: str, record: Id, field: str, value: str) -> str:
        salt = random_bytes(16).hex()
        promise = commitment(kind, record, field, salt, value)
        self.db.run(
            "INSERT INTO personal (commitment, salt, value) VALUES (:commitment, :salt, :value)",
            commitment=promise, salt=salt, value=value,
        )  # fmt: skip
        return promise

    def commit(self, writer: Writer) -> Saved | None:
        """Write the entry, its changes and the rows that follow; None when nothing differs from what is there.

        Raises:
            RuleBroken: A record's id belongs to a record of another kind, or the computer's clock is absurd.
        """
        heads = heads_of(self.db, [record for _, record, _ in self.sets] + [record for _, record in self.removals])
        self._ids_are_free(heads)
        self._spell_removals(heads)
        changes, replaced = self._changes(heads)
        if not changes:
            # A chain that was begun for this writing, as after a restore, would stay behind without an entry.
            self.db.run("DELETE FROM site WHERE n = :n AND seq = 0", n=writer.site.number)
            return None
        if writer.wall > LATEST_WALL:
            raise RuleBroken("this computer's clock is past the year 2200", "set its date right; nothing was saved")
        (latest,) = first(self.db, "SELECT coalesce(max(clock), 0) FROM site")
        clock = next_clock(latest, writer.wall)
        entry = Entry(
            writer.site.id, writer.site.seq + 1, writer.previous, clock, writer.wall,
            writer.actor, self.verb, self.note, tuple(changes),
        )  # fmt: skip
        digest = entry_hash(entry)
        append(self.db, entry, digest, writer.site.number, replaced)
        signature = identity.sign_head(writer.seed, entry.site, entry.seq, digest, clock)
        self.db.run(
            "UPDATE site SET seq = :seq, hash = :hash, clock = :clock, signature = :signature WHERE n = :n",
            seq=entry.seq, hash=digest, clock=clock, signature=signature, n=writer.site.number,
        )  # fmt: skip
        fold.refold(self.db, {change.record for change in changes})
        return Saved(entry.site, entry.seq, digest, len(changes))

    def _spell_removals(self, heads: dict[Register, list[Head]]) -> None:
        seen: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        for (kind, record, field), found in heads.items():
            if field != REMOVED:
                seen[kind, record] += [(field, head.name) for head in found]
        for kind, record in self.removals:
            self.sets[kind, record, REMOVED] = heads_digest(seen[kind, record])

    def _ids_are_free(self, heads: dict[Register, list[Head]]) -> None:
        kinds: dict[str, set[str]] = defaultdict(set)
        for kind, record, _ in [*heads, *self.sets]:
            kinds[record].add(kind)
        for record, several in kinds.items():
            if len(several) > 1:
                own = fold.kind_of(self.db, record) or min(several)
                if any(kind != own for kind, of, _ in self.sets if of == record):
                    raise RuleBroken(
                        f"the id {record} belongs to a {own.replace('_', ' ')}", "give the new record no id"
                    )

    def _changes(self, heads: dict[Register, list[Head]]) -> tuple[list[Change], list[list[int]]]:
        changes, replaced = [], []
        for register in sorted(self.sets):
            value, today = self.sets[register], heads.get(register, [])
            seen = self.seen.get(register)
            if _is_new(register, value, today) if seen is None else _adds(register, value, today):
                found = today if seen is None else seen
                changes.append(Change(*register, value, tuple(sorted(head.name for head in found))))
                replaced.append([head.number for head in found])
        return changes, replaced


def heads_of(db: Database, records: Iterable[str]) -> dict[Register, list[Head]]:
    """Return the heads of every register of these records."""
    rows = within(
        db,
        "SELECT g.kind, r.id, g.field, c.n, c.idx, c.value, e.hash, e.clock FROM record r "
        "JOIN change c ON c.record = r.n JOIN register g ON g.n = c.register JOIN entry e ON e.n = c.entry "
        "WHERE c.head = 1 AND r.id IN (:values)",
        sorted(set(records)),
    )
    found: dict[Register, list[Head]] = defaultdict(list)
    for kind, record, field, number, index, value, digest, clock in rows:
        name = change_identity(bytes(digest), index)
        found[kind, record, field].append(Head(number, name, value, (clock, name)))
    return found


def append(db: Database, entry: Entry, digest: bytes, site: int, replaced: list[list[int]]) -> None:
    """Write an entry and its changes; `replaced` holds for each change the rows of those it supersedes."""
    (number, at) = first(
        db, "SELECT (SELECT coalesce(max(n), 0) + 1 FROM entry), (SELECT coalesce(max(n), 0) FROM change)"
    )
    db.run(
        "INSERT INTO entry (n, site, seq, hash, clock, wall, actor, verb, note, first, changes) "
        "VALUES (:n, :site, :seq, :hash, :clock, :wall, :actor, :verb, :note, :first, :changes)",
        n=number, site=site, seq=entry.seq, hash=digest, clock=entry.clock, wall=entry.wall,
        actor=entry.actor, verb=entry.verb, note=entry.note, first=at + 1, changes=len(entry.changes),
    )  # fmt: skip
    records, registers = _interned(db, entry.changes)
    rows = [
        {"n": at + 1 + index, "entry": number, "idx": index, "record": records[change.record],
         "register": registers[change.kind, change.field], "value": change.value}
        for index, change in enumerate(entry.changes)
    ]  # fmt: skip
    db.many(
        "INSERT INTO change (n, entry, idx, record, register, value, head) "
        "VALUES (:n, :entry, :idx, :record, :register, :value, 1)",
        rows,
    )
    pairs = [{"by": at + 1 + index, "old": old} for index, olds in enumerate(replaced) for old in olds]
    db.many("INSERT INTO supersede (change, old) VALUES (:by, :old)", pairs)
    db.many("UPDATE change SET head = 0 WHERE n = :old", [{"old": pair["old"]} for pair in pairs])


def _interned(db: Database, changes: tuple[Change, ...]) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    ids = sorted({change.record for change in changes})
    records = {row[0]: row[1] for row in within(db, "SELECT id, n FROM record WHERE id IN (:values)", ids)}
    (last,) = first(db, "SELECT coalesce(max(n), 0) FROM record")
    new = [{"n": last + at, "id": one} for at, one in enumerate((one for one in ids if one not in records), start=1)]
    db.many("INSERT INTO record (n, id) VALUES (:n, :id)", new)
    records |= {row["id"]: row["n"] for row in new}
    registers = {(row[0], row[1]): row[2] for row in db.all("SELECT kind, field, n FROM register")}
    wanted = sorted({(change.kind, change.field) for change in changes} - set(registers))
    last = max(registers.values(), default=0)
    fresh = [{"n": last + at, "kind": kind, "field": field} for at, (kind, field) in enumerate(wanted, start=1)]
    db.many("INSERT INTO register (n, kind, field) VALUES (:n, :kind, :field)", fresh)
    registers |= {(row["kind"], row["field"]): row["n"] for row in fresh}
    return records, registers


def _is_new(register: Register, value: str | None, heads: list[Head]) -> bool:
    if len(heads) == 1:
        return heads[0].value != value
    return bool(heads) or value != _default(register)


def _adds(register: Register, value: str | None, heads: list[Head]) -> bool:
    """Say whether a value that was written elsewhere, or on an old sheet, is none that stands here already."""
    return value not in {head.value for head in heads} if heads else value != _default(register)


def _default(register: Register) -> str | None:
    kind, _, name = register
    if name == REMOVED:
        return None
    return next((as_text(each.default) for each in kind_named(kind).fields() if each.name == name), None)
