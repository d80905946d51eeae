"""Taking a command back: a new entry that gives every field the value which the command replaced."""

from typing import NamedTuple

from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.types import Id
from cop.store import edits
from cop.store.database import Database, first
from cop.store.entry import REMOVED
from cop.store.journal import Draft, Head, Register, heads_of

UNDO = "undo "
"""An entry that takes another back has this and the other's hash as its verb."""


class Undoable(NamedTuple):
    """An entry as it lies in the file: its number, verb, first change and how many changes it has."""

    number: int
    verb: str
    start: int
    size: int

    @property
    def stop(self) -> int:
        """The number after its last change."""
        return self.start + self.size


class Step(NamedTuple):
    """One change to take back, and the head that stands for it now."""

    number: int
    register: Register
    head: Head


def undo(draft: Draft, digest: str) -> str:
    """Collect what takes an entry back, and return the entry's verb. Taking back an undo does the thing again.

    Raises:
        RuleBroken: It was taken back already, or something written later depends on it.
    """
    db, entry = draft.db, _undoable(draft.db, digest)
    changes = db.all(
        "SELECT c.n, g.kind, r.id, g.field FROM change c JOIN register g ON g.n = c.register "
        "JOIN record r ON r.n = c.record WHERE c.entry = :entry",
        entry=entry.number,
    )
    heads = heads_of(db, {record for _, _, record, _ in changes})
    steps = [_standing(db, entry, number, (kind, Id(record), field), heads) for number, kind, record, field in changes]
    draft.verb = UNDO + digest
    gone = _born(db, entry) | _brought_back(db, steps)
    _nothing_leans_on(db, entry, {step.register[:2] for step in steps if step.register[1] in gone}, heads)
    back = {step.register[:2] for step in steps if step.register[2] == REMOVED and step.head.value is not None}
    edits.can_return(db, back)
    for number, (kind, record, field), head in steps:
        if record in gone:
            draft.removals.add((kind, Id(record)))
        else:
            replaced = _replaced(db, number)
            draft.set(kind, Id(record), field, replaced[1] if replaced else None, seen=(head,))
    return entry.verb


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

    Without an actor those commands count that nobody put a name to.

    Raises:
        NotFound: There is none.
    """
    undone = undone_entries(db)
    rows = db.all(
        "SELECT hash FROM entry WHERE coalesce(actor, '') = :actor AND verb <> 'init' "
        "AND NOT (verb >= :undo AND verb < :past) ORDER BY clock DESC, hash DESC LIMIT :some",
        actor=actor or "", undo=UNDO, past="undo!", some=len(undone) + 1,
    )  # fmt: skip
    standing = [name for (digest,) in rows if (name := bytes(digest).hex()) not in undone]
    if not standing:
        who = actor or "you"
        raise NotFound(
            f"{who} did nothing that could be undone", "cop log lists what was done; cop undo ENTRY names one"
        )
    return standing[0]


def find_entry(db: Database, beginning: str) -> str:
    """Return the hash of the entry that begins so.

    Raises:
        NotFound: None does, or several do.
    """
    said = beginning.lower()
    rows = []
    if 4 <= len(said) <= 32 and not said.strip("0123456789abcdef"):
        least, most = bytes.fromhex(said.ljust(32, "0")), bytes.fromhex(said.ljust(32, "f"))
        rows = db.all("SELECT hash FROM entry WHERE hash >= :least AND hash <= :most", least=least, most=most)
    if len(rows) != 1:
        raise NotFound(f'"{beginning}" names {"several entries" if rows else "no entry"}', "cop log shows the entries")
    return bytes(rows[0][0]).hex()


def _undoable(db: Database, digest: str) -> Undoable:
    row = first(db, "SELECT n, verb, first, changes FROM entry WHERE hash = :digest", digest=bytes.fromhex(digest))
    entry = Undoable(*row)
    if entry.verb == "init":
        raise RuleBroken("the programme's first entry cannot be undone", "remove the file if it is not wanted")
    if digest in undone_entries(db):
        raise RuleBroken(
            f"{_spoken(entry)} was undone already", "cop log shows that undo; cop undo ENTRY takes it back"
        )
    return entry


def _standing(
    db: Database, entry: Undoable, number: int, register: Register, heads: dict[Register, list[Head]]
) -> Step:
    for head in heads.get(register, []):
        if number in (head.number, _origin(db, head.number)):
            return Step(number, register, head)
    raise RuleBroken(f"{_spoken(entry)} cannot be undone: its values were changed again later", _who(register))


def _origin(db: Database, number: int | None) -> int | None:
    """Return the change that a head stands for: what an undo put back is what was there before."""
    while number is not None:
        verb, record, register = first(
            db,
            "SELECT e.verb, c.record, c.register FROM change c JOIN entry e ON e.n = c.entry WHERE c.n = :n",
            n=number,
        )
        if not verb.startswith(UNDO):
            return number
        undone = first(
            db,
            "SELECT c.n FROM change c JOIN entry e ON e.n = c.entry "
            "WHERE e.hash = :digest AND c.record = :record AND c.register = :register",
            digest=bytes.fromhex(verb.removeprefix(UNDO)), record=record, register=register,
        )  # fmt: skip
        replaced = _replaced(db, undone[0]) if undone else None
        number = replaced[0] if replaced else None
    return None


def _replaced(db: Database, change: int) -> tuple[int, str | None] | None:
    """Return the number and value of what a change replaced: of several, the one that was shown."""
    rows = db.all(
        "SELECT c.n, c.value, e.clock, e.hash, c.idx FROM supersede s JOIN change c ON c.n = s.old "
        "JOIN entry e ON e.n = c.entry WHERE s.change = :change",
        change=change,
    )
    return max(rows, key=lambda row: (row[2], bytes(row[3]), row[4]))[:2] if rows else None


def _born(db: Database, entry: Undoable) -> set[str]:
    """Return the records that have no change older than this entry: without it they are not there."""
    rows = db.all(
        "SELECT r.id FROM record r WHERE r.n IN (SELECT record FROM change WHERE entry = :entry) "
        "AND NOT EXISTS (SELECT 1 FROM change c WHERE c.record = r.n AND c.entry < :entry)",
        entry=entry.number,
    )
    return {row[0] for row in rows}


def _brought_back(db: Database, steps: list[Step]) -> set[str]:
    """Return the records whose removal the entry had ended: without it they are removed, as they stand now."""
    ended = [step for step in steps if step.register[2] == REMOVED and step.head.value is None]
    return {step.register[1] for step in ended if (replaced := _replaced(db, step.number)) and replaced[1] is not None}


def _nothing_leans_on(
    db: Database, entry: Undoable, gone: set[tuple[str, str]], heads: dict[Register, list[Head]]
) -> None:
    for register, found in heads.items():
        if register[:2] in gone and any((_origin(db, head.number) or 0) >= entry.stop for head in found):
            raise RuleBroken(f"{_spoken(entry)} cannot be undone: something was added to it later", _who(register))
    ids = {record for _, record in gone}
    for leaning in edits.referring(db, ids):
        if leaning.id not in ids:
            kind = leaning.declaration.name.replace("_", " ")
            raise RuleBroken(f"{_spoken(entry)} cannot be undone: a {kind} added later depends on it",
                             f"cop {leaning.declaration.name} remove {leaning.id} comes first")  # fmt: skip


def _spoken(entry: Undoable) -> str:
    return "that undo" if entry.verb.startswith(UNDO) else f'"{entry.verb}"'


def _who(register: Register) -> str:
    return f"cop history {register[1]} shows by whom"
