"""Eight who write at once: every update survives and nobody is turned away, on a file and on a server."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.store import check, queries
from cop.store.database import SqliteDatabase
from cop.store.store import Store
from cop.teams.records import Partner

WRITERS, UPDATES = 8, 40


def count_up(place: str, times: int) -> None:
    with Store(place) as store:
        for _ in range(times):
            with store.writing("partner edit") as draft:
                (partner,) = queries.every(store.db, Partner, "code = :code", code="counter")
                draft.edit(partner, dataclasses.replace(partner, note=str(int(partner.note or 0) + 1)))


def counted(place: str) -> tuple[int, int]:
    with Store(place) as store, store.reading():
        (partner,) = queries.every(store.db, Partner, "code = :code", code="counter")
        return int(partner.note or 0), len([*check.faults(store.db)])


@pytest.fixture(params=["file", "server"])
def place(request: pytest.FixtureRequest) -> str:
    made = str(request.getfixturevalue("programme_file" if request.param == "file" else "server_programme"))
    with Store(made) as store, store.writing("partner new") as draft:
        draft.add(Partner(name="Counter", code="counter", note="0"))
    return made


def test_every_update_of_eight_writers_survives(place: str, child: Any, times: Callable[[int, int], int]) -> None:
    updates = UPDATES * times(1, 10)
    writers = [child(count_up, place, updates) for _ in range(WRITERS)]
    assert [writer.said() for writer in writers] == [["saved"]] * WRITERS, "0 locked"
    assert counted(place) == (WRITERS * updates, 0)


class Deferred(SqliteDatabase):
    """What Python does by default: a transaction begins only when something is written, after it was read."""

    def begin(self, *, writing: bool) -> None:
        """Wait for the first statement that writes."""

    def run(self, sql: str, **params: Any) -> None:
        """Begin as late as can be."""
        self._late()
        super().run(sql, **params)

    def many(self, sql: str, rows: Any) -> None:
        """Begin as late as can be."""
        self._late()
        super().many(sql, rows)

    def commit(self) -> None:
        """End what was begun."""
        if self.link.in_transaction:
            super().commit()

    def _late(self) -> None:
        if not self.link.in_transaction:
            self.link.execute("BEGIN")


def test_the_control_that_begins_late_loses_updates(
    programme_file: Path, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(programme_file)
    with Store(path) as store, store.writing("partner new") as draft:
        draft.add(Partner(name="Counter", code="counter", note="0"))
    monkeypatch.setattr("cop.store.opening.SqliteDatabase", Deferred)
    writers = [child(count_up, path, UPDATES) for _ in range(WRITERS)]
    ended = [writer.said() for writer in writers]
    monkeypatch.undo()
    assert ended != [["saved"]] * WRITERS or counted(path) != (WRITERS * UPDATES, 0), "the test would not have noticed"
