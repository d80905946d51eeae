"""Opening a file: everything that may be wrong with it is said in a sentence, and the file is left as it was."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from cop.kernel.errors import CopError, FileTrouble, NotFound
from cop.store import check, database, migrate, opening
from cop.store.database import SqliteDatabase, first
from cop.store.opening import explain, inspect_header, open_database, shown
from cop.store.store import Store
from cop.teams.records import Partner


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    before = path.read_bytes()
    yield
    assert path.read_bytes() == before


def refused(path: Path) -> FileTrouble:
    with untouched(path), pytest.raises(FileTrouble) as caught:
        open_database(str(path))
    assert caught.value.exit_code == 5
    return caught.value


def stamped(path: Path, at: int, octets: bytes) -> None:
    with open(path, "r+b") as file:
        file.seek(at)
        file.write(octets)


def test_a_mistyped_path_creates_nothing(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file") as caught:
        open_database(str(tmp_path / "no.cop.db"))
    assert caught.value.exit_code == 3
    assert os.listdir(tmp_path) == []


def test_a_folder_is_no_programme(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="cannot be opened"):
        open_database(str(tmp_path))


def test_a_newer_file_is_refused_and_left_alone(programme_file: Path) -> None:
    stamped(programme_file, 60, (database.SCHEMA_VERSION + 1).to_bytes(4, "big"))
    assert "newer cop" in refused(programme_file).message


def test_another_applications_file_is_refused(programme_file: Path) -> None:
    stamped(programme_file, 68, b"\0\0\0\0")
    assert "another application" in refused(programme_file).message


@pytest.mark.parametrize("content", [b"", b"hello", b"SQLite format 3\0", b"PK\x03\x04" + bytes(2000)])
def test_a_file_of_something_else_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.cop.db"
    path.write_bytes(content)
    assert "is not a programme file" in refused(path).message


def test_a_file_cut_short_is_refused(programme_file: Path) -> None:
    os.truncate(programme_file, os.path.getsize(programme_file) - 4096)
    assert "cut short" in refused(programme_file).message


def test_a_file_that_a_killed_command_left_is_set_right_not_refused(programme_file: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(programme_file, isolation_level=None)) as link:
        link.execute("PRAGMA cache_size=1")
        link.execute("BEGIN IMMEDIATE")
        link.execute("CREATE TABLE big AS WITH t(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM t LIMIT 500) "
                     "SELECT randomblob(900) AS b FROM t")  # fmt: skip
        link.execute("UPDATE partner SET name = 'x'")
        torn = tmp_path / "torn.cop.db"
        for ending in ("", "-journal"):
            shutil.copyfile(f"{programme_file}{ending}", f"{torn}{ending}")
        link.execute("ROLLBACK")
    assert os.path.getsize(f"{torn}-journal") > 0
    with closing(open_database(str(torn))) as db:
        assert first(db, "SELECT name FROM sqlite_master WHERE name = 'big'") is None
        assert db.all("PRAGMA integrity_check") == [("ok",)]


def test_damage_inside_is_told_in_a_sentence(programme_file: Path) -> None:
    stamped(programme_file, 100, bytes(3000))
    with pytest.raises(FileTrouble, match="is damaged"), Store(str(programme_file)) as store, store.reading():
        store.db.all("SELECT * FROM partner")


def test_a_locked_file_is_told_after_the_wait(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(programme_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with (
            pytest.raises(FileTrouble, match="in use by another program") as caught,
            Store(str(programme_file)) as store,
            store.writing("partner new") as draft,
        ):
            draft.add(Partner(name="Zliten"))
    assert caught.value.hint is not None


def test_the_wait_is_half_a_minute() -> None:
    assert database.BUSY_SECONDS == 30


def test_a_read_only_file_can_be_read_and_says_why_it_cannot_be_written(programme_file: Path) -> None:
    with Store(str(programme_file)) as store:
        store.db.close()
        store.db = SqliteDatabase(str(programme_file), mode="ro")
        with store.reading():
            assert store.db.all("SELECT title FROM programme") == [("REBUILD",)]
        cannot = pytest.raises(FileTrouble, match="cannot be written")
        with untouched(programme_file), cannot, store.writing("partner new") as draft:
            draft.add(Partner(name="Zliten"))


def test_a_full_disk_is_told_and_nothing_is_kept(programme_file: Path) -> None:
    with Store(str(programme_file)) as store:
        assert isinstance(store.db, SqliteDatabase)
        (pages,) = first(store.db, "PRAGMA page_count")
        store.db.run(f"PRAGMA max_page_count={pages}")
        full = pytest.raises(FileTrouble, match="the disk is full")
        with untouched(programme_file), full, store.writing("partner new") as draft:
            for number in range(200):
                draft.add(Partner(name=f"Partner {number}", note="x" * 900))
        with store.reading():
            assert store.db.all("SELECT * FROM partner") == []


def test_the_recipe_is_followed(programme_file: Path) -> None:
    with closing(open_database(str(programme_file))) as db:
        told = {
            name: first(db, f"PRAGMA {name}")[0]
            for name in (
                "foreign_keys",
                "trusted_schema",
                "cell_size_check",
                "synchronous",
                "secure_delete",
                "journal_mode",
            )
        }
    assert told == {
        "foreign_keys": 1, "trusted_schema": 0, "cell_size_check": 1, "synchronous": 3, "secure_delete": 1,
        "journal_mode": "delete",
    }  # fmt: skip


def test_a_writer_waits_its_turn_before_it_reads(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with Store(str(programme_file)) as one, Store(str(programme_file)) as other, one.writing("partner new") as draft:
        draft.add(Partner(name="Zliten"))
        with pytest.raises(FileTrouble, match="in use"), other.writing("partner new"):
            raise AssertionError("it read while another one wrote")


def test_an_older_file_is_copied_and_brought_up_to_date(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch, next_step: str
) -> None:
    told: list[str] = []
    with Store(str(programme_file)) as store, store.writing("partner new") as draft:
        draft.add(Partner(name="Zliten"))
    monkeypatch.setattr(opening, "SCHEMA_VERSION", database.SCHEMA_VERSION + 1)
    monkeypatch.setattr(migrate, "_scripts", lambda: next_step)
    with Store(str(programme_file), tell=told.append) as store, store.reading():
        assert store.db.all("SELECT name FROM partner") == [("Zliten",)]
        assert store.db.all("SELECT who FROM greeting") == []
    assert inspect_header(str(programme_file)) == database.SCHEMA_VERSION + 1
    (kept,) = (programme_file.parent / "backups").iterdir()
    assert inspect_header(str(kept)) == database.SCHEMA_VERSION
    assert told == [f"{programme_file} was brought up to date for this cop; as it was before: {kept}"]


def test_a_file_that_the_first_version_wrote_opens_and_holds_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "ten-lines.cop.db"
    shutil.copyfile(Path(__file__).parents[1] / "samples" / "files" / "version-1.cop.db", path)
    assert inspect_header(str(path)) == 1
    with Store(str(path), tell=lambda said: None) as store, store.reading():
        assert first(store.db, "SELECT count(*) FROM meeting") == (1,)
        assert first(store.db, "SELECT count(*) FROM attendance") == (0,)
        assert [*check.faults(store.db)] == []


def test_a_file_that_the_second_version_wrote_opens_and_holds_what_it_held(tmp_path: Path) -> None:
    path = tmp_path / "sc.cop.db"
    shutil.copyfile(Path(__file__).parents[1] / "samples" / "files" / "version-2.cop.db", path)
    assert inspect_header(str(path)) == 2
    with Store(str(path), tell=lambda said: None) as store, store.reading():
        assert store.db.all("SELECT code, kind, host FROM meeting ORDER BY code") == [
            ("fv3", "field_visit", None), ("sc7", None, None),
        ]  # fmt: skip
        assert first(store.db, "SELECT count(*) FROM attendance") == (1,)
        assert first(store.db, "SELECT count(*) FROM pilot") == (0,)
        assert [*check.faults(store.db)] == []


def test_an_older_file_that_is_read_only_is_told_so(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", database.SCHEMA_VERSION + 1)
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert "older cop and is read-only here" in refused(programme_file).message


def test_a_newer_programme_on_a_server_is_refused(server_programme: str) -> None:
    with closing(opening.connect_server(server_programme)) as db:
        db.run("UPDATE alembic_version SET version_num = '0999'")
    with pytest.raises(FileTrouble, match="newer cop"):
        open_database(server_programme)


def test_an_empty_database_on_a_server_is_told_how_to_begin(server: str) -> None:
    with pytest.raises(FileTrouble, match="holds no programme yet"):
        open_database(server)


@pytest.mark.parametrize("url", ["nonsense://x/y", "postgresql+psycopg://nobody:secret@127.0.0.1:1/none"])
def test_a_wrong_address_is_told_without_the_password(url: str) -> None:
    with pytest.raises(FileTrouble) as caught:
        open_database(url)
    assert "secret" not in caught.value.message + str(caught.value.hint)
    assert isinstance(caught.value, CopError)


def test_a_password_is_never_shown() -> None:
    assert shown("postgresql+psycopg://leader:s3cret@host/cop") == "postgresql+psycopg://leader@host/cop"


def test_a_fault_of_ours_is_not_blamed_on_the_file() -> None:
    assert explain(KeyError("locked"), "x") is None
    assert explain(sqlite3.OperationalError('near "SELEC": syntax error'), "x") is None
