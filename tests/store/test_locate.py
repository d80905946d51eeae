"""Which programme is meant, and where none should be kept."""

import os
from pathlib import Path

import pytest

from cop.kernel.errors import BadInput, NotFound
from cop.store.locate import is_url, locate, nearest, remember_last, synced_by


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a programme, whose inner folder is where somebody works."""
    (tmp_path / "work" / "inner").mkdir(parents=True)
    (tmp_path / "work" / "rebuild.cop.db").touch()
    monkeypatch.chdir(tmp_path / "work" / "inner")
    return tmp_path


def test_the_nearest_file_upwards_is_meant(tree: Path) -> None:
    assert locate(None, writing=True) == str(tree / "work" / "rebuild.cop.db")
    (tree / "work" / "inner" / "mine.cop.db").touch()
    assert locate(None, writing=True) == str(tree / "work" / "inner" / "mine.cop.db")


def test_what_is_named_wins_over_what_is_near(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_FILE", "environment.cop.db")
    assert locate(None, writing=True) == "environment.cop.db"
    assert locate("said.cop.db", writing=True) == "said.cop.db"


def test_of_two_programmes_in_a_folder_neither_is_guessed(tree: Path) -> None:
    (tree / "work" / "other.cop.db").touch()
    with pytest.raises(BadInput, match=r"2 programmes: other\.cop\.db, rebuild\.cop\.db"):
        locate(None, writing=False)


def test_the_last_one_is_read_from_elsewhere_but_never_written(
    tree: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember_last("../rebuild.cop.db")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    assert locate(None, writing=False) == str(tree / "work" / "rebuild.cop.db")
    with pytest.raises(NotFound, match="no programme file here"):
        locate(None, writing=True)
    (tree / "work" / "rebuild.cop.db").unlink()
    with pytest.raises(NotFound):
        locate(None, writing=False)


def test_nothing_is_lost_where_the_last_one_cannot_be_kept(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_CONFIG_DIR", str(tree / "work" / "rebuild.cop.db"))  # a file where a folder should be
    remember_last("x.cop.db")


def test_an_address_is_no_file() -> None:
    assert is_url("postgresql+psycopg://localhost/cop")
    assert not is_url("C:\\Users\\x\\rebuild.cop.db")


@pytest.mark.parametrize(
    "name", ["OneDrive", "OneDrive - Comune di Trento", "Dropbox", "Dropbox (Personal)", "Google Drive", "iCloudDrive"]
)
def test_a_folder_of_a_cloud_client_is_recognised_by_its_name(name: str, tmp_path: Path) -> None:
    inner = tmp_path / name / "Desktop" / "programme"
    inner.mkdir(parents=True)
    assert synced_by(str(inner)) == str((tmp_path / name).resolve())


def test_or_by_what_the_client_leaves_in_it(tmp_path: Path) -> None:
    (tmp_path / "shared" / "x").mkdir(parents=True)
    (tmp_path / "shared" / ".dropbox.cache").mkdir()
    assert synced_by(str(tmp_path / "shared" / "x")) == str((tmp_path / "shared").resolve())


def test_or_by_what_windows_says_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "Desktop").mkdir()
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert synced_by(str(tmp_path / "Desktop")) == str(tmp_path.resolve())


def test_an_ordinary_folder_is_not_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OneDrive", raising=False)
    (tmp_path / ".dropbox").mkdir()  # a home folder holds the client's own settings under this name
    assert synced_by(str(tmp_path)) is None


def test_a_folder_that_cannot_be_read_is_passed_over(tmp_path: Path) -> None:
    assert nearest(os.path.join(str(tmp_path), "gone", "deeper")) is None
