"""Looking back: what a record was, what was done, how a command is taken back, and how things stood at a moment."""

from datetime import datetime, timedelta
from typing import Any, NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput, CopError, NotFound, RuleBroken
from cop.kernel.records import MODULES, Record, kind_named
from cop.kernel.types import Id
from cop.store import edits, fold, queries
from cop.store.database import Database, first, within
from cop.store.entry import REMOVED, wall_of, wall_text
from cop.store.journal import Draft
from cop.store.typed import Reading

UNDO = "undo "
"""An entry that takes another back has this and the other's hash as its verb."""


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
    """One command in the journal."""

    at: str
    actor: str | None
    verb: str
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
        Past(wall_text(wall), actor, field, told.get(value, value), verb, note, bytes(digest).hex())
        for wall, actor, field, value, verb, note, digest in rows
    ]


def log(db: Database, since: int = 0, until: int | None = None) -> list[Done]:
    """Return the commands written from one wall time to another (milliseconds), oldest first."""
    undone = undone_entries(db)
    rows = db.all(
        "SELECT wall, actor, verb, changes, note, hash FROM entry WHERE wall >= :since ORDER BY clock, hash", since=since
    )
    return [
        Done(wall_text(wall), actor, verb.split(" ")[0] if verb.startswith(UNDO) else verb, changes, note, name, name in undone)
        for wall, actor, verb, changes, note, digest in rows
        for name in (bytes(digest).hex(),)
        if until is None or wall < until
    ]


def undone_entries(db: Database) -> set[str]:
    """Return the hashes of the entries that stand taken back; an undo may itself have been undone."""
    undone: set[str] = set()
    rows = db.all("SELECT hash, verb FROM entry WHERE verb >= :undo AND verb < :past ORDER BY clock DESC, hash DESC",
                  undo=UNDO, past="undo!")  # fmt: skip
    for digest, verb in rows:
        if bytes(digest).hex() not in undone:
            undone.add(verb.removeprefix(UNDO))
    return undone


def last_command(db: Database, actor: str | None) -> str:
    """Return the hash of this actor's last command that still stands and is not an undo.

    Raises:
        NotFound: There is none.
    """
    undone = undone_entries(db)
    rows = db.all(
        "SELECT hash, verb FROM entry WHERE coalesce(actor, '') = :actor ORDER BY clock DESC, hash DESC", actor=actor or ""
    )
    for digest, verb in rows:
        if verb != "init" and not verb.startswith(UNDO) and bytes(digest).hex() not in undone:
            return bytes(digest).hex()
    raise NotFound(f"{actor or 'you'} did nothing that could be undone", "cop log lists what was done; cop undo ENTRY names one")


def find_entry(db: Database, beginning: str) -> str:
    """Return the hash of the entry that begins so.

    Raises:
        NotFound: None does, or several do.
    """
    found = [name for (digest,) in db.all("SELECT hash FROM entry") if (name := bytes(digest).hex()).startswith(beginning)]
    if len(found) == 1 and len(beginning) >= 4:
        return found[0]
    raise NotFound(f'"{beginning}" names {"several entries" if found else "no entry"}', "cop log shows the entries")


def undo(draft: Draft, digest: str) -> str:
    """Collect what takes an entry back: each field gets the value that the entry replaced. Return the entry's verb.

    Raises:
        RuleBroken: Something written later depends on it.
    """
    row = first(draft.db, "SELECT n, verb, first, changes FROM entry WHERE hash = :digest", digest=bytes.fromhex(digest))
    entry, verb, start, count = row
    if verb == "init":
        raise RuleBroken("the programme's first entry cannot be undone", "remove the file if it is not wanted")
    changes = draft.db.all(
        "SELECT c.n, g.kind, r.id, g.field, c.head FROM change c JOIN register g ON g.n = c.register "
        "JOIN record r ON r.n = c.record WHERE c.n >= :start AND c.n < :stop",
        start=start,
        stop=start + count,
    )
    if any(not head for *_, head in changes):
        raise RuleBroken(f"{verb} cannot be undone: its values were changed again later", "cop history REF shows by whom")
    draft.verb = UNDO + digest
    born = _born(draft.db, entry, start, count)
    _remove_born(draft, verb, {(kind, record) for _, kind, record, _, _ in changes if record in born})
    for number, kind, record, field, _ in changes:
        if record not in born:
            draft.set(kind, Id(record), field, _replaced(draft.db, number))
    return str(verb)


def _born(db: Database, entry: int, start: int, count: int) -> set[str]:
    """Return the records that have no change older than this entry: undoing it removes them."""
    rows = db.all(
        "SELECT r.id FROM record r WHERE r.n IN (SELECT record FROM change WHERE n >= :start AND n < :stop) "
        "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.record = r.n AND c.entry < :entry)",
        start=start, stop=start + count, entry=entry,
    )  # fmt: skip
    return {row[0] for row in rows}


def _remove_born(draft: Draft, verb: str, born: set[tuple[str, str]]) -> None:
    ids = {record for _, record in born}
    for leaning in edits.referring(draft.db, ids):
        if leaning.id not in ids:
            kind = leaning.declaration.name.replace("_", " ")
            raise RuleBroken(f"{verb} cannot be undone: a {kind} added later depends on it", f"first remove {leaning.id}")
    for kind, record in sorted(born):
        found = queries.one(draft.db, kind_named(kind), record)
        if found is not None:
            draft.remove(found)


def _replaced(db: Database, change: int) -> str | None:
    rows = db.all(
        "SELECT c.value, e.clock, e.hash, c.idx FROM supersede s JOIN change c ON c.n = s.old "
        "JOIN entry e ON e.n = c.entry WHERE s.change = :change",
        change=change,
    )
    return max(rows, key=lambda row: (row[1], bytes(row[2]), row[3]))[0] if rows else None


def find_ever(db: Database, record_type: type[Record], typed: str) -> Id:
    """Return the id of the record that is meant, among those that were removed too.

    Raises:
        NotFound: None was ever called so.
    """
    from cop.store.references import find

    kind = record_type.declaration.name
    try:
        return Id(find(db, kind, typed))
    except NotFound:
        removed = _once_called(db, record_type, typed)
        if len(removed) != 1:
            raise
        return removed[0]


def find_removed(db: Database, record_type: type[Record], typed: str) -> Id:
    """Return the id of the removed record that is meant.

    Raises:
        CopError: It was not removed.
        NotFound: Nothing was ever called so.
    """
    record = find_ever(db, record_type, typed)
    if queries.one(db, record_type, record) is not None:
        raise CopError(f'"{typed}" was not removed', f"cop {record_type.declaration.name} show {typed} shows it")
    return record


def _once_called(db: Database, record_type: type[Record], typed: str) -> list[Id]:
    kind, name = record_type.declaration.name, record_type.declaration.label
    rows = db.all(
        "SELECT DISTINCT r.id FROM change c JOIN register g ON g.n = c.register JOIN record r ON r.n = c.record "
        "WHERE g.kind = :kind AND (r.id = :typed OR (g.field IN ('code', :name) AND c.value = :typed))",
        kind=kind, name=name, typed=typed,
    )  # fmt: skip
    return [Id(row[0]) for row in rows if queries.one(db, record_type, row[0]) is None]


def look_back(db: Database, typed: str, how: Reading) -> str:
    """Let the domain tables of this connection show what had been written by a moment; return a sentence saying so.

    Temporary tables of the same names take the place of the real ones, so that queries run unchanged. Where the
    journal begins later, its first state is shown.

    Raises:
        BadInput: No moment is meant.
    """
    wall, said = _moment(typed, how)
    (founded,) = first(db, "SELECT min(wall) FROM entry WHERE verb <> 'init'")
    if founded is not None and wall < founded:
        wall, said = founded, f"{said} (the journal begins only on {wall_text(founded)[:10]}; its first state is shown)"
    for table in (*MODULES, "known_as", "conflict"):
        db.run(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} WHERE 1 = 0")
    heads = fold.HEADS + (
        "WHERE e.wall <= :wall AND c.n NOT IN (SELECT s.old FROM supersede s JOIN change d ON d.n = s.change "
        "JOIN entry f ON f.n = d.entry WHERE f.wall <= :wall)"
    )
    fold.write_rows(db, fold.settle(db.all(heads, wall=wall)))
    return f"as it had been written by {said}"


def _moment(typed: str, how: Reading) -> tuple[int, str]:
    try:
        when = dates.parse_moment(typed, how.zone, how.now, how.day_first).value
        return wall_of(dates.instant(when)), f"{dates.say_day(dates.local_day(when))} {when[11:16]}"
    except BadInput as no_hour:
        try:
            day = dates.parse_day(typed, how.now.date(), how.day_first)
        except BadInput:
            raise no_hour from None
        midnight = dates.instant(dates.make(datetime.fromisoformat(day), how.zone))
        return wall_of(midnight + timedelta(days=1)) - 1, f"the end of {dates.say_day(day)}"


def _personal(db: Database, values: list[Any]) -> dict[str, str]:
    promises = sorted({value for value in values if isinstance(value, str) and len(value) == 32})
    return dict(within(db, "SELECT commitment, value FROM personal WHERE commitment IN (:values)", promises))


def is_removed(db: Database, record: str) -> bool:
    """Say whether the record's latest removal still stands."""
    rows = db.all(
        "SELECT c.value FROM record r JOIN change c ON c.record = r.n JOIN register g ON g.n = c.register "
        "WHERE r.id = :record AND g.field = :removed AND c.head = 1",
        record=record, removed=REMOVED,
    )  # fmt: skip
    return any(row[0] is not None for row in rows)
