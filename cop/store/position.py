"""Where a copy stands in everyone's chains, and what stood there: sheets revert nobody, final reports stay."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cop.kernel.errors import BadInput
from cop.kernel.records import Record, kind_named
from cop.store import fold
from cop.store.database import Database, first, within
from cop.store.entry import identity
from cop.store.journal import Head

PLACE = re.compile(r"([0-9]{1,15}):([0-9a-f]{32})")
AGAIN = "make it again from this programme"

Position = Mapping[str, str]
"""The head of every site's chain as SEQ:HASH, by site."""


class Then(NamedTuple):
    """A record as the editor of a sheet saw it, and the changes that said so, by field."""

    record: Record
    heads: dict[str, tuple[Head, ...]]


def here(db: Database) -> dict[str, str]:
    """Return where this copy stands."""
    rows = db.all("SELECT id, seq, hash FROM site WHERE seq > 0 ORDER BY id")
    return {site: f"{seq}:{bytes(digest).hex()}" for site, seq, digest in rows}


def chains(db: Database, said: Mapping[str, str | None]) -> dict[int, int]:
    """Return the last entry that a position holds of each site's chain, by the site's number here.

    Raises:
        BadInput: It is that of a copy whose news has not arrived here, or it was edited.
    """
    found: dict[int, int] = {}
    for site, place in said.items():
        match = PLACE.fullmatch(place or "")
        if match is None:
            raise BadInput("the position at which it was made cannot be read", AGAIN)
        row = first(
            db, "SELECT e.site, e.hash FROM entry e JOIN site s ON s.n = e.site WHERE s.id = :site AND e.seq = :seq",
            site=site, seq=int(match[1]),
        )  # fmt: skip
        if row is None or bytes(row[1]).hex() != match[2]:
            raise BadInput("it was made from another copy, whose news has not arrived here", AGAIN)
        found[row[0]] = int(match[1])
    return found


def entries_until(db: Database, said: Mapping[str, str | None]) -> set[int]:
    """Return the entries that were in the copy from which a sheet came.

    Raises:
        BadInput: The sheet comes from a copy whose news has not arrived here, or its position was edited.
    """
    found: set[int] = set()
    for site, seq in chains(db, said).items():
        found.update(
            row[0] for row in db.all("SELECT n FROM entry WHERE site = :site AND seq <= :seq", site=site, seq=seq)
        )
    return found


def records_then(db: Database, records: Iterable[str], entries: set[int]) -> dict[tuple[str, str], Then]:
    """Return what these records were when those entries were all there was; one that was removed is left out."""
    ids = sorted(set(records))
    gone = _replaced(db, ids, entries)
    rows = within(
        db,
        "SELECT r.id, g.kind, g.field, c.value, e.clock, e.hash, c.idx, c.n, c.entry FROM change c "
        "JOIN record r ON r.n = c.record JOIN register g ON g.n = c.register JOIN entry e ON e.n = c.entry "
        "WHERE r.id IN (:values)",
        ids,
    )
    heads = [row for row in rows if row[8] in entries and row[7] not in gone]
    by_field = _by_field(heads)
    found: dict[tuple[str, str], Then] = {}
    for kind, rows_of in fold.derive(db, fold.settle(row[:7] for row in heads)).rows.items():
        for row in rows_of:
            record = kind_named(kind).from_row(row[name] for name in kind_named(kind).names())
            found[kind, record.id] = Then(record, by_field[kind, record.id])
    return found


def _replaced(db: Database, ids: list[str], entries: set[int]) -> set[int]:
    """Return the changes of these records that another one among the entries replaced."""
    rows = within(
        db,
        "SELECT s.old, d.entry FROM record r JOIN change c ON c.record = r.n JOIN supersede s ON s.old = c.n "
        "JOIN change d ON d.n = s.change WHERE r.id IN (:values)",
        ids,
    )
    return {old for old, entry in rows if entry in entries}


def _by_field(rows: list[Any]) -> dict[tuple[str, str], dict[str, tuple[Head, ...]]]:
    found: dict[tuple[str, str], dict[str, tuple[Head, ...]]] = defaultdict(dict)
    for record, kind, field, value, clock, digest, index, number, _ in rows:
        name = identity(bytes(digest), index)
        head = Head(number, name, value, (clock, name))
        found[kind, record][field] = (*found[kind, record].get(field, ()), head)
    return found
