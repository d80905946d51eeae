"""Whatever is not as it was written is found; what can be made anew from the journal is."""

from collections.abc import Callable
from typing import Any

import pytest

from cop.kernel.types import Id, Word
from cop.store import check
from cop.store.entry import Change
from cop.store.store import Store
from cop.teams.records import Body, Partner, Person, Seat


@pytest.fixture
def filled(store: Store) -> Store:
    with store.writing("x") as draft:
        body = draft.add(Body(code="sc", title="Board", kind=Word("board")))
        draft.add(Seat(body=body.id, ordinal=1))
        draft.add(Person(title="Manager", email="m@example.org"))
    for name in ("Zliten", "Sebha"):
        with store.writing("partner new") as draft:
            partner = draft.add(Partner(name=name))
    with store.writing("partner remove") as draft:
        draft.remove(partner)
    return store


def found(store: Store) -> set[str]:
    return {fault.check for fault in check.faults(store.db)}


def test_what_was_written_is_whole(filled: Store) -> None:
    assert [*check.faults(filled.db)] == []


TAMPERED = [
    ("UPDATE change SET value = 'x' WHERE n = 8", {"hashes"}),
    ("UPDATE change SET idx = idx + 1 WHERE entry = 2", {"hashes"}),
    ("UPDATE entry SET verb = 'other' WHERE n = 2", {"hashes"}),
    ("UPDATE entry SET note = 'x' WHERE n = 3", {"hashes"}),
    ("UPDATE entry SET actor = 'x' WHERE n = 3", {"hashes"}),
    ("UPDATE entry SET wall = wall - 1 WHERE n = 3", {"hashes"}),
    ("UPDATE entry SET clock = clock + 1 WHERE n = 4", {"hashes"}),
    ("UPDATE entry SET seq = 9 WHERE n = 3", {"hashes", "gaps"}),
    ("UPDATE record SET id = '0000000000zz' WHERE n = 3", {"hashes"}),
    ("UPDATE register SET field = 'x' WHERE n = 5", {"hashes"}),
    ("UPDATE site SET signature = :octets", {"signatures"}),
    ("UPDATE site SET key = :octets", {"signatures", "roster"}),
    ("UPDATE site SET clock = clock + 1", {"chains"}),
    ("UPDATE meta SET value = 'ab' WHERE name = 'programme'", {"hashes"}),
    ("UPDATE personal SET value = 'other@example.org'", {"personal", "rows"}),
    ("UPDATE change SET head = 0 WHERE n = 8", {"rows"}),
    ("UPDATE partner SET name = 'x'", {"rows"}),
    ("DELETE FROM body", {"rows"}),
    ("DELETE FROM known_as WHERE folded = 'board'", {"rows"}),
    ("INSERT INTO conflict (kind, record, field) VALUES ('body', 'x', 'y')", {"rows"}),
]


@pytest.mark.parametrize(("sql", "checks"), TAMPERED, ids=[sql[:40] for sql, _ in TAMPERED])
def test_every_kind_of_tampering_is_found(filled: Store, sql: str, checks: set[str]) -> None:
    params = {"octets": b"x" * 32} if ":octets" in sql else {}
    filled.db.run(sql, **params)
    assert checks <= found(filled)


def test_tables_are_made_anew_from_the_journal(filled: Store) -> None:
    before = check.digest(filled.db)
    for sql in ("UPDATE partner SET name = 'x'", "DELETE FROM body", "UPDATE change SET head = 1 - head"):
        filled.db.run(sql)
    assert check.digest(filled.db) != before
    with filled.mending():
        mended = check.rebuild(filled.db)
    assert {fault.check for fault in mended} == {"rows"}
    assert check.digest(filled.db) == before
    assert [*check.faults(filled.db)] == []


def test_a_rehearsed_rebuild_changes_nothing(filled: Store) -> None:
    filled.db.run("DELETE FROM body")
    with filled.mending(rehearse=True):
        assert check.rebuild(filled.db) != []
    assert filled.db.all("SELECT * FROM body") == []


def test_references_to_nothing_are_listed(filled: Store) -> None:
    assert check.dangling(filled.db) == []
    with filled.writing("x") as draft:
        seat = draft.add(Seat(body=Id("00000000000a")))
    assert check.dangling(filled.db) == [("seat", seat.id, "body", "00000000000a")]


def test_entries_of_a_forged_chain_are_found(
    filled: Store, colleague: Callable[[int], Any], receive: Callable[..., None]
) -> None:
    other = colleague(3)
    other.head = "00" * 16
    filled.db.begin(writing=True)
    receive(filled.db, other, other.write(Change("partner", "00000000000a", "name", "x")))
    filled.db.commit()
    assert {"hashes", "roster"} <= found(filled)
