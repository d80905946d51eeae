"""kill -9 at many moments inside each writing command: the file is whole, and what was called saved is there."""

import dataclasses
import os
import random
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cop.store import backup, check, database, edits, founding, migrate, past, queries
from cop.store.database import SqliteDatabase
from cop.store.opening import inspect_header
from cop.store.store import Store
from cop.store.undoing import last_command, undo
from cop.teams.records import Partner, Programme

Act = Callable[[str], None]
FIRST = "Partner 0"


def one(store: Store) -> Partner:
    return queries.every(store.db, Partner, "name = :name", name=FIRST)[0]


def new(path: str) -> None:
    with Store(path) as store, store.writing("partner new") as draft:
        edits.add(draft, Partner(name="New", code="new"))


def edit(path: str) -> None:
    with Store(path) as store, store.writing("partner edit") as draft:
        draft.edit(one(store), dataclasses.replace(one(store), country="LY", region="Misrata"))


def remove(path: str) -> None:
    with Store(path) as store, store.writing("partner remove") as draft:
        edits.remove(draft, one(store))


def restore_record(path: str) -> None:
    with Store(path) as store, store.writing("partner restore") as draft:
        edits.restore(draft, Partner, past.find_removed(store.db, Partner, "gone"))


def undo_last(path: str) -> None:
    with Store(path) as store, store.writing("undo") as draft:
        undo(draft, last_command(draft.db, None))


def import_many(path: str) -> None:
    with Store(path) as store:
        assert isinstance(store.db, SqliteDatabase)
        store.db.run("PRAGMA cache_size=5")  # pages reach the disk long before the end
        with store.writing("import") as draft:
            for number in range(400):
                draft.add(Partner(name=f"Imported {number}", note="y" * 300))


def rebuild(path: str) -> None:
    with Store(path) as store, store.mending():
        check.rebuild(store.db)


def keep(path: str) -> None:
    backup.backup(path)


def bring_back(path: str) -> None:
    backup.restore(path, f"{path}.older")


ACTS: list[Act] = [new, edit, remove, restore_record, undo_last, import_many, rebuild, keep, bring_back]


def state(path: Path) -> str:
    with Store(str(path)) as store:
        with store.reading():
            assert [*check.faults(store.db)] == []
            assert store.db.all("PRAGMA integrity_check") == [("ok",)]
        told = store.db.all("SELECT count(*) FROM entry"), check.digest(store.db)
        return str(told[0]) if told[0] else ""


@pytest.mark.parametrize("act", ACTS, ids=lambda act: str(act.__name__))
def test_a_command_killed_at_any_moment_is_done_or_not_begun(
    filled: Path, tmp_path: Path, child: Any, times: Callable[[int, int], int], act: Act
) -> None:
    older = Path(f"{filled}.older")
    shutil.copyfile(filled, older)
    with Store(str(filled)) as store, store.writing("partner new") as draft:
        draft.add(Partner(name="Newer than the older copy"))
    start = tmp_path / "start"
    shutil.copyfile(filled, start)

    def begin() -> Any:
        for ending in ("-journal", ""):
            Path(f"{filled}{ending}").unlink(missing_ok=True)
        shutil.copyfile(start, filled)
        return child(act, str(filled))

    before = state(filled)
    began = time.perf_counter()
    assert begin().said() == ["saved"]
    lasts = time.perf_counter() - began
    after = state(filled)
    number = times(20, 300)
    ends: set[str] = set()
    for moment in range(number):
        running = begin()
        running.kill_after(lasts * (moment + random.random()) / number)
        said = running.said()
        found = state(filled)
        ends.add(found)
        assert found == after if said == ["saved"] else found in (before, after), "half of a command was kept"
        for copy in backup.copies(str(filled)):
            assert state(Path(copy.path)) != "", "a copy that bears a name is whole"
    assert ends <= {before, after}


def test_the_control_without_a_journal_on_disk_is_torn(
    filled: Path, tmp_path: Path, child: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = tmp_path / "start"
    shutil.copyfile(filled, start)

    def careless(self: SqliteDatabase) -> None:
        self.link.execute("PRAGMA journal_mode=MEMORY")
        self.link.execute("PRAGMA synchronous=OFF")

    monkeypatch.setattr(SqliteDatabase, "_careful", careless)
    began = time.perf_counter()
    child(import_many, str(filled)).said()
    lasts = time.perf_counter() - began
    torn = 0
    for moment in range(40):
        shutil.copyfile(start, filled)
        running = child(import_many, str(filled))
        running.kill_after(lasts * (0.3 + 0.7 * moment / 40))
        running.said()
        torn += not whole(filled)
    assert torn > 0, "the test would not have noticed"


def whole(path: Path) -> bool:
    try:
        with closing(sqlite3.connect(path)) as link:
            ok = link.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            entries = link.execute("SELECT count(*), sum(changes) FROM entry").fetchone()
            return ok and link.execute("SELECT count(*) FROM change").fetchone() == (entries[1],)
    except sqlite3.DatabaseError:
        return False


def test_founding_killed_at_any_moment_leaves_a_whole_file_or_none(
    tmp_path: Path, child: Any, times: Callable[[int, int], int]
) -> None:
    path = tmp_path / "new" / "new.cop.db"
    began = time.perf_counter()
    child(founding.found, str(path), Programme(title="New"), None).said()
    lasts = time.perf_counter() - began
    for moment in range(times(20, 300)):
        path.unlink(missing_ok=True)
        running = child(founding.found, str(path), Programme(title="New"), None)
        running.kill_after(lasts * moment / times(20, 300))
        said = running.said()
        assert path.exists() or not said
        if path.exists():
            assert state(path) == "[(1,)]"


def test_a_migration_killed_at_any_step_is_undone_and_runs_again(
    filled: Path, tmp_path: Path, child: Any, monkeypatch: pytest.MonkeyPatch, next_step: str
) -> None:
    with Store(str(filled)) as store:
        rows = check.digest(store.db)
    start = tmp_path / "start"
    shutil.copyfile(filled, start)
    steps: list[int] = []
    connect = database.connect

    def counting(path: str, mode: str = "rw") -> sqlite3.Connection:
        link, seen = connect(path, mode), iter(range(1, 1_000_000))
        link.set_trace_callback(lambda sql: os.kill(os.getpid(), 9) if next(seen) in steps else None)
        return link

    monkeypatch.setattr(migrate, "connect", counting)
    total = statements(filled, next_step, connect, monkeypatch)
    shutil.copyfile(start, filled)
    for step in range(1, total + 1):
        steps[:] = [step]
        assert child(migrate.upgrade, str(filled), next_step).said() == []
        with Store(str(filled)) as store:
            assert inspect_header(str(filled)) == database.SCHEMA_VERSION
            assert check.digest(store.db) == rows
    steps.clear()
    migrate.upgrade(str(filled), next_step)
    assert inspect_header(str(filled)) == database.SCHEMA_VERSION + 1


def statements(path: Path, scripts: str, connect: Any, monkeypatch: pytest.MonkeyPatch) -> int:
    ran: list[str] = []

    def telling(path: str, mode: str = "rw") -> sqlite3.Connection:
        link: sqlite3.Connection = connect(path, mode)
        link.set_trace_callback(ran.append)
        return link

    with monkeypatch.context() as counted:
        counted.setattr(migrate, "connect", telling)
        migrate.upgrade(str(path), scripts)
    return len(ran)
