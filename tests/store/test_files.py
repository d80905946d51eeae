import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from cop import cli
from cop.kernel.errors import FileTrouble
from cop.store.files import write_whole


@pytest.mark.parametrize(
    "words",
    [
        ["report", "month", "2024-06", "--format", "md"],
        ["report", "month", "2024-06", "--format", "json"],
        ["report", "team", "wp7", "2024-06", "--format", "md"],
        ["report", "body", "wp7", "--year", "2024", "--format", "md"],
        ["report", "sheet", "2024-06", "--lang", "ar"],
        ["attendance", "sheet", "sc1", "--format", "md"],
        ["export"],
        ["calendar", "export"],
    ],
)
def test_no_document_is_ever_written_over_a_programme(
    programme_file: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    begin = ["--file", str(programme_file)]
    assert cli.run([*begin, "body", "new", "Team 7", "--code", "wp7", "--kind", "coordination_team"]) == 0
    meeting = ["--at", "2024-06-12 11:00", "--body", "wp7", "--for", "1h", "--code", "sc1"]
    assert cli.run([*begin, "meeting", "new", "Committee", *meeting]) == 0
    before = programme_file.read_bytes()
    for place in (str(programme_file), str(_linked(programme_file))):
        capsys.readouterr()
        assert cli.run([*begin, *words, "-o", place]) == 5
        assert "is a database, perhaps a programme" in capsys.readouterr().err
        assert programme_file.read_bytes() == before


def test_a_programme_is_refused_in_a_sentence_with_exit_5(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.md"
    shutil.copyfile(programme_file, other)
    assert cli.run(["--file", str(programme_file), "report", "month", "2024-06", "-o", str(other)]) == 5
    assert capsys.readouterr().err == (f"cop: {other} is a database, perhaps a programme\ntry: -o names another file\n")


def test_any_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    with sqlite3.connect(path) as link:
        link.execute("CREATE TABLE t (n)")
    link.close()
    before = path.read_bytes()
    with pytest.raises(FileTrouble, match="is a database, perhaps a programme"):
        write_whole(str(path), [b"new"])
    assert path.read_bytes() == before and os.listdir(tmp_path) == ["x.db"]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "july").mkdir()
    with pytest.raises(FileTrouble, match="july is a folder") as caught:
        write_whole(str(tmp_path / "july"), [b"new"])
    assert caught.value.hint == "-o names another file"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_device_or_a_pipe_is_not_replaced_by_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (str(tmp_path / "pipe"), os.devnull):
        with pytest.raises(FileTrouble, match="is no ordinary file"):
            write_whole(path, [b"new"])
        assert not os.path.isfile(path)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_through_a_link_its_file_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    real, link = tmp_path / "shared" / "report.md", tmp_path / "report.md"
    link.symlink_to(real)
    for text in (b"first", b"second"):
        write_whole(str(link), [text])
        assert link.is_symlink() and real.read_bytes() == text
    assert os.listdir(tmp_path / "shared") == ["report.md"]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_in_a_circle_is_a_plain_error(tmp_path: Path) -> None:
    link = tmp_path / "link"
    link.symlink_to(link)
    with pytest.raises(FileTrouble):
        write_whole(str(link), [b"new"])
    assert os.readlink(link) == str(link)


def _linked(path: Path) -> Path:
    link = path.parent / "link.md"
    if not link.is_symlink():
        link.symlink_to(path)
    return link
