"""Does the journal hold what was signed, and do the tables show what the journal says? Looks only, but for rebuild."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cop.kernel.ids import blake, canonical
from cop.kernel.records import MODULES, Value, every_kind, kind_named
from cop.store import fold, identity
from cop.store.database import Database, first
from cop.store.entry import Change, Entry, commitment, entry_hash, site_id
from cop.store.entry import identity as change_identity

DERIVED = {"known_as": ["kind", "folded", "record", "source"], "conflict": ["kind", "record", "field"]}
"""The derived tables that belong to no kind, and their columns."""
AT_ONCE = 5000
"""Entries held in memory at a time."""


class Fault(NamedTuple):
    """Something that is not as it was written, in words for a person."""

    check: str
    said: str


def faults(db: Database) -> Iterator[Fault]:
    """Yield everything in the programme that is not as it was written."""
    yield from _hashes(db)
    yield from _places(db)
    yield from _heads_of_chains(db)
    yield from _gaps(db)
    yield from _promises(db)
    yield from _superseded(db)
    yield from unlike_journal(db)


def unlike_journal(db: Database) -> Iterator[Fault]:
    """Yield the derived tables whose rows are not what the journal says."""
    derived = fold.derive(db, fold.settle(db.all(fold.HEADS + "WHERE c.head = 1")))
    for kind in MODULES:
        names = [name for name, _ in fold.columns(kind_named(kind))]
        due = (tuple(row[name] for name in names) for row in derived.rows.get(kind, []))
        yield from _compared(db, kind, names, due)
    for table, said in (("known_as", derived.names), ("conflict", derived.conflicts)):
        yield from _compared(db, table, DERIVED[table], (tuple(row.values()) for row in said))


def _compared(db: Database, table: str, names: list[str], said: Iterable[tuple[Value, ...]]) -> Iterator[Fault]:
    there, due = Counter(db.all(f"SELECT {', '.join(names)} FROM {table}")), Counter(said)
    wrong = sorted({str(row[0]) for row in (there - due) | (due - there)})
    if wrong:
        yield Fault("rows", f"{table}: {len(wrong)} rows are not what the journal says ({', '.join(wrong[:3])})")


def rebuild(db: Database) -> list[Fault]:
    """Fill every derived table anew from the journal, and return what had not been as the journal says."""
    found = [*_superseded(db), *unlike_journal(db)]
    fold.refold_all(db)
    return found


def digest(db: Database) -> str:
    """Return a digest of all derived rows: equal journals give equal digests."""
    tables = [(kind, [name for name, _ in fold.columns(kind_named(kind))]) for kind in MODULES]
    told = b""
    for table, names in (*tables, *DERIVED.items()):
        for row in sorted(db.all(f"SELECT {', '.join(names)} FROM {table}"), key=repr):
            told = blake(told + canonical(table, *row))
    return told.hex()


def incomplete(db: Database) -> list[tuple[str, str, str]]:
    """Return (kind, record, field) of records that have no row because a required field was never said."""
    missing = []
    for one in fold.settle(db.all(fold.HEADS + "WHERE c.head = 1")):
        if not one.removed and fold.known(one.kind):
            for each in kind_named(one.kind).fields():
                if each.required and one.values.get(each.name) is None:
                    missing.append((one.kind, one.record, each.name))
    return sorted(missing)


def dangling(db: Database) -> list[tuple[str, str, str, str]]:
    """Return (kind, record, field, target) of references whose target is not there."""
    everything = " UNION ALL ".join(f"SELECT id FROM {kind}" for kind in MODULES)
    lost = []
    for kind in every_kind():
        name = kind.declaration.name
        for each in kind.fields():
            if each.to:
                known = " UNION ALL ".join(f"SELECT id FROM {to}" for to in each.kinds) or everything
                asked = (
                    f"SELECT id, {each.name} FROM {name} WHERE {each.name} IS NOT NULL AND {each.name} NOT IN ({known})"
                )
                lost += [(name, record, each.name, target) for record, target in db.all(asked)]
    return lost


def _hashes(db: Database) -> Iterator[Fault]:
    chains: dict[tuple[str, int], set[str | None]] = defaultdict(set)
    row = first(db, "SELECT value FROM meta WHERE name = 'programme'")
    programme = str(row[0]) if row else None
    if programme is None or first(db, "SELECT n FROM entry WHERE hash = :hash", hash=_octets(programme)) is None:
        yield Fault("hashes", "the programme's first entry is missing")
    for site, seq, digest in db.all("SELECT s.id, e.seq, e.hash FROM entry e JOIN site s ON s.n = e.site"):
        chains[site, seq].add(bytes(digest).hex())
    (last,) = first(db, "SELECT coalesce(max(n), 0) FROM entry")
    for start in range(1, last + 1, AT_ONCE):
        for digest, entry in _entries(db, start, start + AT_ONCE):
            before = {None, programme} if entry.seq == 1 else chains[entry.site, entry.seq - 1]
            if not any(entry_hash(entry._replace(previous=one)) == digest for one in before):
                yield Fault("hashes", f"entry {digest.hex()} is not as it was written ({entry.verb})")


def _places(db: Database) -> Iterator[Fault]:
    """Check that each entry's changes lie together and in order: their places are part of their names."""
    (lost,) = first(
        db,
        "SELECT count(*) FROM entry e LEFT JOIN (SELECT entry, count(*) AS size FROM change GROUP BY entry) c "
        "ON c.entry = e.n WHERE coalesce(c.size, 0) <> e.changes",
    )
    (moved,) = first(db, "SELECT count(*) FROM change c JOIN entry e ON e.n = c.entry WHERE c.n <> e.first + c.idx")
    if lost or moved:
        yield Fault("hashes", f"{lost} entries lack changes, {moved} changes are not in their place")


def _entries(db: Database, start: int, stop: int) -> Iterator[tuple[bytes, Entry]]:
    """Yield the entries with these numbers as their authors made them, but for the hash of the one before."""
    replaced: dict[int, list[str]] = defaultdict(list)
    for change, digest, index in db.all(
        "SELECT s.change, e.hash, o.idx FROM change c JOIN supersede s ON s.change = c.n JOIN change o ON o.n = s.old "
        "JOIN entry e ON e.n = o.entry WHERE c.entry >= :start AND c.entry < :stop",
        start=start, stop=stop,
    ):  # fmt: skip
        replaced[change].append(change_identity(bytes(digest), index))
    changes: dict[int, list[Change]] = defaultdict(list)
    for entry, number, kind, record, field, value in db.all(
        "SELECT c.entry, c.n, g.kind, r.id, g.field, c.value FROM change c JOIN register g ON g.n = c.register "
        "JOIN record r ON r.n = c.record WHERE c.entry >= :start AND c.entry < :stop ORDER BY c.entry, c.idx",
        start=start, stop=stop,
    ):  # fmt: skip
        changes[entry].append(Change(kind, record, field, value, tuple(sorted(replaced.get(number, ())))))
    for number, digest, *said in db.all(
        "SELECT e.n, e.hash, s.id, e.seq, e.clock, e.wall, e.actor, e.verb, e.note FROM entry e "
        "JOIN site s ON s.n = e.site WHERE e.n >= :start AND e.n < :stop ORDER BY e.n",
        start=start, stop=stop,
    ):  # fmt: skip
        site, seq, clock, wall, actor, verb, note = said
        yield bytes(digest), Entry(site, seq, None, clock, wall, actor, verb, note, tuple(changes[number]))


def _heads_of_chains(db: Database) -> Iterator[Fault]:
    for number, site, key, nonce, seq, digest, clock, signature in db.all(
        "SELECT n, id, key, nonce, seq, hash, clock, signature FROM site ORDER BY n"
    ):
        key, digest = bytes(key), bytes(digest)
        if site_id(key, bytes(nonce)) != site:
            yield Fault("signatures", f"site {site} does not belong to its key")
        head = db.all("SELECT hash, clock FROM entry WHERE site = :site AND seq = :seq", site=number, seq=seq)
        if (digest, clock) not in {(bytes(each), at) for each, at in head}:
            yield Fault("chains", f"the last entry of site {site} is missing")
        elif not identity.head_is_signed(key, bytes(signature), site, seq, digest, clock):
            yield Fault("signatures", f"the last entry of site {site} is not signed by its key")
        if first(db, "SELECT id FROM roster WHERE key = :key", key=key.hex()) is None:
            yield Fault("roster", f"site {site} was written with a key that may not write here")


def _gaps(db: Database) -> Iterator[Fault]:
    for site, last, count in db.all(
        "SELECT s.id, s.seq, count(DISTINCT CASE WHEN e.seq >= 1 AND e.seq <= s.seq THEN e.seq END) FROM site s "
        "LEFT JOIN entry e ON e.site = s.n GROUP BY s.id, s.seq"
    ):
        if count != last:
            yield Fault("gaps", f"site {site} should have {last} entries and has {count}")


def _promises(db: Database) -> Iterator[Fault]:
    """Check personal values, as far as they are there, against what the journal promises."""
    promised = (
        "SELECT p.commitment, g.kind, r.id, g.field, p.salt, p.value FROM personal p "
        "JOIN change c ON c.value = p.commitment JOIN register g ON g.n = c.register JOIN record r ON r.n = c.record"
    )
    for promise, *said in db.all(promised):
        if commitment(*said) != promise:
            yield Fault("personal", f"{said[2]} of {said[0]} {said[1]} is not what its author wrote")


def _superseded(db: Database) -> Iterator[Fault]:
    (wrong,) = first(
        db,
        "SELECT count(*) FROM change c LEFT JOIN (SELECT DISTINCT old FROM supersede) s ON s.old = c.n "
        "WHERE c.head <> CASE WHEN s.old IS NULL THEN 1 ELSE 0 END",
    )
    if wrong:
        yield Fault("rows", f"{wrong} changes do not say rightly whether a later one replaced them")


def _octets(digest: str) -> bytes:
    try:
        return bytes.fromhex(digest)
    except ValueError:
        return b""
