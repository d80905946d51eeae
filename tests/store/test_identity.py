"""Who writes: one chain for each copy of a file, never two writers in one, and keys only their owner reads."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cop.kernel.errors import CopError, NotFound, RuleBroken
from cop.store import backup, check, founding, identity
from cop.store.database import first
from cop.store.files import read_text
from cop.store.store import Store
from cop.teams.records import Partner, Programme


def write(path: Path | str, name: str = "Zliten") -> str:
    with Store(str(path)) as store:
        with store.writing("partner new") as draft:
            draft.add(Partner(name=name))
        assert store.saved is not None
        assert [*check.faults(store.db)] == []
        return store.saved.site


def sites(path: Path) -> int:
    with Store(str(path)) as store:
        return int(first(store.db, "SELECT count(*) FROM site")[0])


def test_one_computer_continues_one_chain(programme_file: Path) -> None:
    assert write(programme_file) == write(programme_file)
    assert sites(programme_file) == 1


def test_a_copied_file_begins_a_chain_of_its_own(programme_file: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.cop.db"
    original = write(programme_file)
    shutil.copyfile(programme_file, copy)
    copied = write(copy)
    assert copied != original
    assert write(copy) == copied, "but only once"
    assert write(programme_file) == original


def test_a_restored_file_begins_a_chain_of_its_own(programme_file: Path) -> None:
    kept = backup.backup(str(programme_file))
    before = write(programme_file, "lost by restoring")
    backup.restore(str(programme_file), kept)
    assert write(programme_file) != before


def test_an_older_copy_put_in_its_place_begins_a_chain_of_its_own(programme_file: Path, tmp_path: Path) -> None:
    before = write(programme_file)
    shutil.copyfile(programme_file, tmp_path / "old")
    write(programme_file)
    os.replace(tmp_path / "old", programme_file)
    assert write(programme_file) != before


def test_a_crash_before_the_chain_was_remembered_changes_nothing(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = write(programme_file)
    with monkeypatch.context() as crash:
        crash.setattr(identity, "remember", lambda *_: None)
        assert write(programme_file) == before
    assert write(programme_file) == before


def test_a_settings_folder_that_cannot_be_written_does_not_unsay_saved(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(identity, "replace_text", full)
    write(programme_file)


@pytest.mark.parametrize("content", ["", "nonsense", "a b c", "00 -1 00"])
def test_a_damaged_memory_begins_a_new_chain(programme_file: Path, own_settings: Path, content: str) -> None:
    before = write(programme_file)
    (memory,) = (own_settings / "sites").iterdir()
    memory.write_text(content)
    assert write(programme_file) != before


def test_only_the_owner_reads_a_key(programme_file: Path, own_settings: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows keeps rights in the folder")
    keys = [own_settings / "key", *(own_settings / "second-keys").iterdir()]
    assert [key.stat().st_mode & 0o777 for key in keys] == [0o600, 0o600]


def test_eight_processes_make_one_key(tmp_path: Path) -> None:
    program = "from cop.store import identity; print(identity.signing_key().hex())"
    environment = {**os.environ, "COP_CONFIG_DIR": str(tmp_path / "new")}
    started = [
        subprocess.Popen([sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE) for _ in range(8)
    ]
    keys = {process.communicate()[0] for process in started}
    assert len(keys) == 1
    assert len(keys.pop().strip()) == 64
    assert os.listdir(tmp_path / "new") == ["key"]


def test_a_damaged_key_is_told(own_settings: Path) -> None:
    (own_settings / "key").write_text("broken")
    with pytest.raises(CopError, match="is damaged"):
        identity.signing_key()


def test_a_computer_that_is_not_in_the_roster_may_only_read(
    programme_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_CONFIG_DIR", str(tmp_path / "another computer"))
    with pytest.raises(RuleBroken, match="may read the programme but not write") as caught:
        write(programme_file)
    assert caught.value.hint == "enter the programme's second key here: cop config key FILE"
    with Store(str(programme_file)) as store, store.reading():
        assert store.db.all("SELECT title FROM programme") == [("REBUILD",)]


def test_the_second_key_opens_the_programme_on_another_computer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = str(tmp_path / "a.cop.db")
    founded = founding.found(path, Programme(title="A"), None)
    founders = write(path)
    monkeypatch.setenv("COP_CONFIG_DIR", str(tmp_path / "deputy"))
    own = identity.signing_key()
    entered = identity.enter_key(founded.second_key)
    assert identity.signing_key() == own, "the computer keeps its own key for other programmes"
    assert write(path) != founders
    with Store(path) as store:
        assert store.db.all("SELECT label FROM roster WHERE key = :key", key=entered) == [("second key",)]
        assert entered in {bytes(key).hex() for (key,) in store.db.all("SELECT key FROM site")}


def test_a_file_that_holds_no_key_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no file"):
        identity.enter_key(str(tmp_path / "no.key"))
    (tmp_path / "bad.key").write_text("seed")
    with pytest.raises(CopError, match="is damaged"):
        identity.enter_key(str(tmp_path / "bad.key"))
    assert read_text(str(tmp_path / "keys")) is None


def test_a_chain_is_never_continued_with_another_key(programme_file: Path, own_settings: Path) -> None:
    before = write(programme_file)
    (second,) = (own_settings / "second-keys").iterdir()
    os.replace(second, own_settings / "key")
    assert write(programme_file) != before
