"""doctor says everything that is wrong, or that a careful person would mend, and changes nothing."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cop.kernel.errors import NotFound
from cop.kernel.types import Id
from cop.store import backup, database, doctor
from cop.store.doctor import ADVICE, WRONG, examine
from cop.store.entry import Change
from cop.store.store import Store
from cop.teams.records import Partner, Seat

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)


@pytest.fixture
def healthy(programme_file: Path, own_settings: Path) -> Path:
    """Return a file of which there is nothing to say: backed up, its second key put away."""
    for key in (own_settings / "second-keys").iterdir():
        key.unlink()
    with Store(str(programme_file)) as store, store.writing("partner new") as draft:
        draft.add(Partner(name="Zliten"))
    backup.backup(str(programme_file))
    return programme_file


def told(path: Path, now: datetime = NOW) -> dict[str, str]:
    before = path.read_bytes(), sorted(os.listdir(path.parent))
    found = {finding.check: finding.level for finding in examine(str(path), now)}
    assert (path.read_bytes(), sorted(os.listdir(path.parent))) == before, "it only looks"
    return found


def test_of_a_healthy_file_there_is_nothing_to_say(healthy: Path) -> None:
    assert told(healthy) == {}


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        examine(str(tmp_path / "no.cop.db"), NOW)


def stamp(path: Path, at: int, octets: bytes) -> None:
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(octets)


def change(path: Path, sql: str) -> None:
    with closing(sqlite3.connect(path)) as link, link:
        link.execute(sql)


BROKEN: list[tuple[str, Callable[[Path], object]]] = [
    ("header", lambda path: stamp(path, 0, b"x")),
    ("header", lambda path: stamp(path, 68, b"xxxx")),
    ("header", lambda path: os.truncate(path, 8192)),
    ("version", lambda path: stamp(path, 60, (999).to_bytes(4, "big"))),
    ("file", lambda path: stamp(path, 100, bytes(2000))),
    ("hashes", lambda path: change(path, "UPDATE change SET value = 'x' WHERE n = 8")),
    ("gaps", lambda path: change(path, "UPDATE site SET seq = 7")),
    ("chains", lambda path: change(path, "UPDATE site SET seq = 7")),
    ("signatures", lambda path: change(path, "UPDATE site SET signature = x'00'")),
    ("rows", lambda path: change(path, "UPDATE partner SET name = 'x'")),
    ("foreign_key_check", lambda path: change(path, "DELETE FROM record WHERE n = 1")),
    ("file", lambda path: change(path, "DROP TABLE partner")),
    ("schema", lambda path: change(path, "DROP INDEX partner_code")),
    ("schema", lambda path: change(path, "CREATE TRIGGER t AFTER UPDATE ON partner BEGIN DELETE FROM body; END")),
    ("journal", lambda path: shutil.copyfile(path, f"{path}-wal")),
]


@pytest.mark.parametrize(("check", "harm"), BROKEN)
def test_what_is_broken_is_found(healthy: Path, check: str, harm: Callable[[Path], object]) -> None:
    harm(healthy)
    assert told(healthy)[check] == WRONG


def test_pages_that_are_damaged_are_found(healthy: Path) -> None:
    with Store(str(healthy)) as store:
        (root,) = store.db.all("SELECT rootpage FROM sqlite_master WHERE name = 'change'")[0]
    stamp(healthy, (root - 1) * 4096 + 3600, os.urandom(400))
    assert WRONG in told(healthy).values()


def test_an_unfinished_change_beside_the_file_is_looked_at_in_a_copy(healthy: Path, tmp_path: Path) -> None:
    torn = tmp_path / "torn.cop.db"
    with closing(sqlite3.connect(healthy, isolation_level=None)) as link:
        link.execute("PRAGMA cache_size=1")
        link.execute("BEGIN IMMEDIATE")
        link.execute("UPDATE partner SET name = 'half'")
        link.execute("CREATE TABLE big AS WITH t(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM t LIMIT 500) "
                     "SELECT randomblob(900) AS b FROM t")  # fmt: skip
        for ending in ("", "-journal"):
            shutil.copyfile(f"{healthy}{ending}", f"{torn}{ending}")
    assert told(torn) == {"journal": ADVICE, "backup": ADVICE}


def test_a_newer_or_older_file_is_not_looked_into(healthy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "SCHEMA_VERSION", database.SCHEMA_VERSION + 1)
    assert told(healthy)["version"] == ADVICE


def test_clocks_that_are_days_ahead_are_told(healthy: Path) -> None:
    assert told(healthy, NOW - timedelta(hours=20)) == {}
    assert "clocks" in told(healthy, NOW - timedelta(days=2))


def test_no_backup_for_a_week_is_told(healthy: Path) -> None:
    assert told(healthy, NOW + timedelta(days=6)) == {}
    assert told(healthy, NOW + timedelta(days=8)) == {"backup": ADVICE}


def test_a_backup_that_was_damaged_since_is_told(healthy: Path) -> None:
    (copy,) = backup.copies(str(healthy))
    stamp(Path(copy.path), 4096 * 3, bytes(4096))
    assert told(healthy) == {"backup": ADVICE}
    assert [(each.level, each.check) for each in examine(str(healthy), NOW)] == [
        (WRONG, "backup"), (ADVICE, "backup"),
    ], "the damaged one, and that there is no other"  # fmt: skip
    backup.backup(str(healthy))
    assert [each.check for each in examine(str(healthy), NOW) if each.level == ADVICE] == []


def test_a_reference_to_nothing_is_told(healthy: Path) -> None:
    with Store(str(healthy)) as store, store.writing("x") as draft:
        draft.add(Seat(body=Id("00000000000a")))
    assert told(healthy) == {"references": ADVICE}


def test_a_record_that_lacks_a_required_field_is_told(
    healthy: Path, receive: Callable[..., None], colleagues: Callable[..., Any]
) -> None:
    with Store(str(healthy)) as store:
        other = colleagues(store.programme, 1)
        store.db.begin(writing=True)
        receive(store.db, other, other.write(Change("partner", "00000000000a", "country", "LY")))
        store.db.commit()
    assert told(healthy) == {"required": ADVICE, "roster": WRONG}


def test_keys_are_looked_after(healthy: Path, own_settings: Path) -> None:
    if os.name != "nt":
        os.chmod(own_settings / "key", 0o644)
        assert told(healthy) == {"keys": WRONG}
    (own_settings / "key").write_text("00" * 32)
    os.chmod(own_settings / "key", 0o600)
    assert told(healthy) == {"keys": ADVICE}, "this computer may only read"
    (own_settings / "key").unlink()
    assert told(healthy) == {"keys": ADVICE}
    assert not (own_settings / "key").exists(), "looking makes no key"


def test_a_second_key_left_on_the_computer_is_told(programme_file: Path) -> None:
    assert told(programme_file) == {"keys": ADVICE, "backup": ADVICE}


def test_a_synced_folder_a_network_share_and_a_full_disk_are_told(
    healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "synced_by", lambda folder: folder)
    assert told(healthy) == {"folder": ADVICE}
    monkeypatch.undo()
    monkeypatch.setattr(doctor, "_file_system", lambda folder: "nfs4")
    monkeypatch.setattr(doctor, "ROOM", 10**18)
    found = told(healthy)
    assert found["folder"] == found["space"] == ADVICE


def test_a_server_is_examined_too(server_programme: str) -> None:
    assert {finding.check for finding in examine(server_programme, NOW)} == {"keys"}
