"""Copies are whole or not there, old ones are let go by age, and bringing one back can itself be undone."""

import dataclasses
import os
import sqlite3
import threading
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cop.kernel.errors import CopError, FileTrouble, NotFound
from cop.store import backup, check, database, founding
from cop.store.backup import BEFORE_UPDATE, Copy, superfluous
from cop.store.difference import Difference
from cop.store.store import Store
from cop.teams.records import Partner, Programme


def write(path: Path, name: str) -> None:
    with Store(str(path)) as store, store.writing("partner new") as draft:
        draft.add(Partner(name=name))


def names(path: Path | str) -> list[str]:
    with Store(str(path)) as store, store.reading():
        assert [*check.faults(store.db)] == []
        return [row[0] for row in store.db.all("SELECT name FROM partner ORDER BY name")]


def test_a_copy_lies_beside_the_file_and_bears_the_moment(programme_file: Path) -> None:
    write(programme_file, "Zliten")
    made = backup.backup(str(programme_file))
    assert made == str(programme_file.parent / "backups" / "programme.20240701-090000.cop.db")
    assert names(made) == ["Zliten"]
    again = backup.backup(str(programme_file), reason="before-merge")
    assert os.path.basename(again) == "programme.20240701-090000.before-merge.cop.db"
    assert os.path.basename(backup.backup(str(programme_file))) == "programme.20240701-090000.2.cop.db"
    assert {copy.reason for copy in backup.copies(str(programme_file))} == {"", "before-merge"}


def test_a_damaged_file_gives_no_copy(programme_file: Path) -> None:
    with open(programme_file, "r+b") as file:
        file.seek(4096)
        file.write(os.urandom(4096 * 8))
    with pytest.raises(FileTrouble, match="damaged"):
        backup.backup(str(programme_file))
    assert os.listdir(programme_file.parent / "backups") == []


def test_a_full_disk_leaves_no_part_of_a_copy(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileTrouble, match=r"no backup can be made in .*: no space left"):
        backup.backup(str(programme_file))
    assert os.listdir(programme_file.parent / "backups") == []


def test_copies_made_while_others_write_are_all_whole(programme_file: Path) -> None:
    done = threading.Event()

    def writer() -> None:
        number = 0
        while not done.is_set():
            write(programme_file, f"Partner {(number := number + 1)}")

    thread = threading.Thread(target=writer)
    thread.start()
    try:
        made = [backup.backup(str(programme_file), reason=BEFORE_UPDATE) for _ in range(50)]
    finally:
        done.set()
        thread.join()
    counts = [len(names(copy)) for copy in made]
    assert counts == sorted(counts)
    assert len(set(made)) == 50


def kept(*ages_in_days: float, reason: str = "") -> list[Copy]:
    now = datetime(2024, 7, 1, 12, tzinfo=UTC)
    return [Copy(str(age), now - timedelta(days=age), reason) for age in sorted(ages_in_days)]


def test_the_newest_ten_a_copy_a_day_and_a_copy_a_month_are_kept() -> None:
    copies = kept(*(hour / 24 for hour in range(24 * 90)))
    gone = {copy.path for copy in superfluous(copies)}
    left = [copy for copy in copies if copy.path not in gone]
    assert left[:10] == copies[:10]
    days = [copy.at.date() for copy in left[10:]]
    assert len(days) == len(set(days)), "one a day"
    assert len(left) == 10 + 29 + 2, "thirty days, today among the ten; then two more months"
    assert superfluous(left) == [], "what was kept once is kept the next time"


def test_copies_made_before_an_update_are_never_thrown_away() -> None:
    assert superfluous(kept(*range(0, 3000, 3), reason=BEFORE_UPDATE)) == []
    assert len(superfluous(kept(*(hour / 24 for hour in range(500))))) > 400


def test_a_backup_lets_go_of_copies_no_longer_wanted(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for minute in range(13):
        monkeypatch.setenv("COP_NOW", f"2024-07-01T09:{minute:02d}:00Z")
        backup.backup(str(programme_file))
    assert len(backup.copies(str(programme_file))) == 10


def test_bringing_back_keeps_the_present_and_can_be_undone(programme_file: Path) -> None:
    write(programme_file, "Zliten")
    copy = backup.backup(str(programme_file))
    write(programme_file, "Sebha")
    seen = backup.preview(str(programme_file), copy)
    assert seen.told() == "2 commands, the last of 2024-07-01 09:00 UTC"
    assert seen.difference == Difference(Counter(partner=1), Counter(), Counter(), missing=1, more=0)
    present = backup.restore(str(programme_file), copy)
    assert present is not None
    assert names(programme_file) == ["Zliten"]
    backup.restore(str(programme_file), present)
    assert names(programme_file) == ["Sebha", "Zliten"]


def test_who_has_the_file_open_sees_the_restored_one(programme_file: Path) -> None:
    copy = backup.backup(str(programme_file))
    write(programme_file, "Zliten")
    with Store(str(programme_file)) as store:
        assert store.db.all("SELECT name FROM partner") == [("Zliten",)]
        backup.restore(str(programme_file), copy)
        assert store.db.all("SELECT name FROM partner") == []
        with store.writing("partner new") as draft:
            draft.add(Partner(name="Sebha"))
    assert names(programme_file) == ["Sebha"]


def test_a_busy_file_is_not_restored(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = backup.backup(str(programme_file))
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(programme_file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileTrouble, match="in use"):
            backup.restore(str(programme_file), copy)


def test_a_damaged_file_is_set_aside_for_the_copy(programme_file: Path) -> None:
    write(programme_file, "Zliten")
    copy = backup.backup(str(programme_file))
    damaged = b"SQLite format 3\0 and nothing else"
    programme_file.write_bytes(damaged)
    assert backup.preview(str(programme_file), copy).difference is None
    aside = backup.restore(str(programme_file), copy)
    assert aside is not None
    assert Path(aside).read_bytes() == damaged
    assert names(programme_file) == ["Zliten"]


def test_a_file_that_is_gone_comes_back(programme_file: Path) -> None:
    write(programme_file, "Zliten")
    copy = backup.backup(str(programme_file))
    assert backup.original(copy) == str(programme_file)
    programme_file.unlink()
    assert backup.restore(str(programme_file), copy) is None, "there was nothing to keep"
    assert names(programme_file) == ["Zliten"]


@pytest.mark.parametrize("name", ["programme.cop.db", "backups/programme.cop.db", "backups/notes.20240701-090000.txt"])
def test_only_a_backup_names_the_file_that_it_is_of(name: str, tmp_path: Path) -> None:
    assert backup.original(str(tmp_path / name)) is None


def test_a_healthy_file_is_never_set_aside_because_no_backup_can_be_made(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(programme_file, "Zliten")
    copy = backup.backup(str(programme_file))
    write(programme_file, "Sebha")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(FileTrouble, match="no backup can be made"):
        backup.restore(str(programme_file), copy)
    monkeypatch.undo()
    assert names(programme_file) == ["Sebha", "Zliten"]


def test_a_file_in_use_is_not_taken_for_a_damaged_one(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(programme_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FileTrouble, match="in use"):
            backup.is_whole(str(programme_file))
    assert backup.is_whole(str(programme_file))


def test_a_copy_that_a_newer_cop_wrote_is_not_brought_back(programme_file: Path) -> None:
    copy = backup.backup(str(programme_file))
    with open(copy, "r+b") as file:
        file.seek(60)
        file.write((999).to_bytes(4, "big"))
    with pytest.raises(FileTrouble, match="newer cop"):
        backup.restore(str(programme_file), copy)


def test_of_a_damaged_copy_another_one_is_named(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = backup.backup(str(programme_file))
    monkeypatch.setenv("COP_NOW", "2024-07-02T09:00:00Z")
    copy = backup.backup(str(programme_file))
    with open(copy, "r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096))
    with pytest.raises(FileTrouble, match="is damaged") as refused:
        backup.restore(str(programme_file), copy)
    assert refused.value.hint == f"cop restore {os.path.basename(other)} brings back another"


def test_a_copy_of_another_programme_or_a_damaged_one_is_refused(programme_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.cop.db"
    founding.found(str(other), Programme(title="Other"), None)
    with pytest.raises(FileTrouble, match="a copy of another programme"):
        backup.restore(str(programme_file), str(other))
    copy = backup.backup(str(programme_file))
    with open(copy, "r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096))
    with pytest.raises(FileTrouble, match="damaged"):
        backup.restore(str(programme_file), copy)


def test_a_copy_is_found_by_part_of_its_name_or_the_newest_is_taken(programme_file: Path) -> None:
    with pytest.raises(NotFound, match="has no backup"):
        backup.find_copy(str(programme_file), None)
    first, second = backup.backup(str(programme_file)), backup.backup(str(programme_file), reason="before-merge")
    assert backup.find_copy(str(programme_file), "before-merge") == second
    assert backup.find_copy(str(programme_file), first) == first
    assert backup.find_copy(str(programme_file), None) in (first, second)
    with pytest.raises(NotFound, match="names 2 backups"):
        backup.find_copy(str(programme_file), "2024")


def test_a_server_is_backed_up_and_brought_back_with_its_own_tools(programme_file: Path) -> None:
    for use in (backup.backup, backup.next_name):
        with pytest.raises(CopError, match="its own tools"):
            use("postgresql+psycopg://host/db")
    with pytest.raises(CopError, match="its own tools"):
        backup.restore("postgresql+psycopg://host/db", str(programme_file))


def test_a_command_that_changes_nothing_after_a_restore_begins_no_empty_chain(programme_file: Path) -> None:
    with Store(str(programme_file)) as store, store.writing("partner new") as draft:
        partner = draft.add(Partner(name="Zliten"))
    copy = backup.backup(str(programme_file))
    with Store(str(programme_file)) as store, store.writing("partner edit") as draft:
        draft.edit(partner, dataclasses.replace(partner, name="Zlitan"))
    backup.restore(str(programme_file), copy)
    with Store(str(programme_file)) as store, store.writing("partner edit") as draft:
        draft.edit(partner, dataclasses.replace(partner, name="Zliten"))
    with Store(str(programme_file)) as store, store.reading():
        assert [*check.faults(store.db)] == []
