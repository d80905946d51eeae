"""The store suite runs on three stores: sqlite3, SQLAlchemy on a file, and PostgreSQL where there is one."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cop.store import fold, identity
from cop.store.database import Database, SqlalchemyDatabase, first
from cop.store.entry import Change, Entry, entry_hash, next_clock, site_id
from cop.store.journal import Head, Register, append, heads_of
from cop.store.store import Store


@pytest.fixture(params=["sqlite3", "sqlalchemy", "postgresql"])
def store(request: pytest.FixtureRequest, programme_file: Path) -> Iterator[Store]:
    """Return the programme, opened through each way of reaching a database."""
    place = request.getfixturevalue("server_programme") if request.param == "postgresql" else str(programme_file)
    with Store(place) as opened:
        if request.param == "sqlalchemy":
            opened.db.close()
            opened.db = SqlalchemyDatabase(f"sqlite:///{programme_file}")
        yield opened


class Colleague:
    """Somebody who writes in a copy of the programme on another computer; merging brings the entries here."""

    def __init__(self, programme: str, number: int) -> None:
        self.seed = bytes([number]) * 32
        key, nonce = identity.public_key(self.seed), bytes([number]) * 16
        self.key, self.nonce, self.site = key, nonce, site_id(key, nonce)
        self.programme, self.head, self.seq, self.clock = programme, programme, 0, 0

    def write(self, *changes: Change, wall: int = 1_719_824_400_000, latest: int = 0, verb: str = "edit") -> Entry:
        """Return the entry that this colleague makes of these changes, the next of the chain."""
        self.clock = next_clock(max(self.clock, latest), wall)
        self.seq += 1
        entry = Entry(self.site, self.seq, self.head, self.clock, wall, "colleague", verb, None, changes)
        self.head = entry_hash(entry).hex()
        return entry


@pytest.fixture
def colleague(store: Store) -> Callable[[int], Colleague]:
    """Return a maker of colleagues with a copy of the programme in `store`."""
    return lambda number: Colleague(store.programme, number)


@pytest.fixture
def colleagues() -> type[Colleague]:
    """Return who makes colleagues in any programme."""
    return Colleague


@pytest.fixture
def receive() -> Callable[..., None]:
    """Return what a merge does with one entry whose predecessors are there: append it and fold."""
    return received


def received(db: Database, colleague: Colleague, entry: Entry) -> None:
    """Write a colleague's entry into the journal, as a merge will."""
    digest = entry_hash(entry)
    site = first(db, "SELECT n FROM site WHERE id = :id", id=entry.site)
    if site is None:
        site = (identity.open_site(db, colleague.seed).number,)
        db.run("UPDATE site SET id = :id, nonce = :nonce WHERE n = :n", id=entry.site, nonce=colleague.nonce, n=site[0])
    append(db, entry, digest, site[0], [[_number(db, name) for name in each.supersedes] for each in entry.changes])
    db.run(
        "UPDATE site SET seq = :seq, hash = :hash, clock = :clock, signature = :signature WHERE n = :n AND seq < :seq",
        seq=entry.seq, hash=digest, clock=entry.clock, n=site[0],
        signature=identity.sign_head(colleague.seed, entry.site, entry.seq, digest, entry.clock),
    )  # fmt: skip
    fold.refold(db, {each.record for each in entry.changes})


def _number(db: Database, name: str) -> int:
    digest, _, index = name.partition("/")
    (number,) = first(
        db, "SELECT c.n FROM change c JOIN entry e ON e.n = c.entry WHERE e.hash = :hash AND c.idx = :index",
        hash=bytes.fromhex(digest), index=int(index),
    )  # fmt: skip
    return int(number)


@pytest.fixture
def seen() -> Callable[..., dict[Register, list[Head]]]:
    """Return what shows the heads of a record's registers as somebody sees them now."""
    return lambda store, *records: dict(heads_of(store.db, list(records)))


def names(heads: Iterable[Head]) -> tuple[str, ...]:
    """Return the identities of heads, as a change supersedes them."""
    return tuple(sorted(head.name for head in heads))


@pytest.fixture
def replacing() -> Callable[..., Change]:
    """Return a maker of changes that replace the heads their author saw."""

    def make(heads: dict[Register, list[Head]], kind: str, record: str, field: str, value: Any) -> Change:
        return Change(kind, record, field, value, names(heads.get((kind, record, field), [])))

    return make
