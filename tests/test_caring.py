"""verify, doctor, backup and restore as they are typed."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from cop.cli import run
from cop.store import backup
from cop.store.store import Store
from cop.teams.records import Partner


@pytest.fixture
def place(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("COP_FILE", str(programme_file))
    write(str(programme_file), "Zliten")
    return str(programme_file)


def write(place: str, name: str) -> None:
    with Store(place) as store, store.writing("partner new") as draft:
        draft.add(Partner(name=name))


def partners(place: str) -> list[str]:
    with Store(place) as store, store.reading():
        return [row[0] for row in store.db.all("SELECT name FROM partner ORDER BY name")]


def tamper(place: str) -> None:
    with closing(sqlite3.connect(place)) as link, link:
        link.execute("UPDATE partner SET name = 'x'")


def test_verify_tells_what_is_not_as_it_was_written(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["verify", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
    tamper(place)
    assert run(["verify", "--format", "json"]) == 1
    assert [fault["check"] for fault in json.loads(capsys.readouterr().out)] == ["rows"]


def test_verify_rebuild_mends_after_a_backup(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    tamper(place)
    assert run(["verify", "--rebuild", "--dry-run"]) == 0
    assert partners(place) == ["x"]
    assert run(["verify", "--rebuild"]) == 0
    assert partners(place) == ["Zliten"]
    assert [copy.reason for copy in backup.copies(place)] == ["before-rebuild"]
    assert "partner: 1 rows" in capsys.readouterr().out


def test_doctor_speaks_json_and_its_exit_code_tells(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--format", "json"]) == 0
    assert {finding["level"] for finding in json.loads(capsys.readouterr().out)} == {"advice"}
    tamper(place)
    assert run(["doctor", "--format", "json"]) == 1
    assert {"level", "check", "said", "hint"} == set(json.loads(capsys.readouterr().out)[0])


def test_backup_prints_the_path(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup"]) == 0
    (copy,) = backup.copies(place)
    assert copy.path in capsys.readouterr().out


def test_restore_asks_says_and_can_be_undone(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backup.backup(place)
    write(place, "Sebha")
    assert run(["restore"]) == 2, "nobody is there to say yes"
    assert run(["restore", "--dry-run"]) == 0
    assert partners(place) == ["Sebha", "Zliten"]
    assert run(["restore", copy, "--yes"]) == 0
    assert partners(place) == ["Zliten"]
    said = capsys.readouterr()
    assert "takes it back" in said.out + said.err
    assert run(["restore", "before-restore", "--yes"]) == 0
    assert partners(place) == ["Sebha", "Zliten"]


def test_restore_says_what_would_change_before_it_asks(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    copy = backup.backup(place)
    write(place, "Sebha")
    write(place, "Sirte")
    assert run(["restore", "--dry-run", "--format", "table"]) == 0
    said = capsys.readouterr().err
    assert "not in it: 2 commands given since" in said
    assert "would go: 2 partners" in said
    assert run(["restore", "--dry-run", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "restored": copy, "kept": None, "lost": {"partner": 2}, "back": {}, "changed": {}, "missing": 2, "more": 0,
    }  # fmt: skip
    assert partners(place) == ["Sebha", "Sirte", "Zliten"]
    assert run(["restore", "--yes"]) == 0
    after = capsys.readouterr()
    assert "cannot merge single commands" in after.out + after.err, "what is not there yet is named"
    assert run(["restore", "before-restore", "--dry-run"]) == 0
    assert "would come back: 2 partners" in capsys.readouterr().err
    assert run(["restore", copy, "--dry-run"]) == 0
    assert "the present file holds the same" in capsys.readouterr().err


def test_a_file_that_is_gone_is_brought_back_by_its_backup(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = backup.backup(place)
    Path(place).unlink()
    monkeypatch.delenv("COP_FILE")
    monkeypatch.chdir(tmp_path)
    assert run(["restore", "--yes"]) == 3
    assert f"try: cop restore {Path('backups') / Path(copy).name}" in capsys.readouterr().err
    assert run(["restore", copy, "--yes"]) == 0
    assert "there is no present file" in capsys.readouterr().err
    assert partners(place) == ["Zliten"]


def test_a_rehearsed_backup_makes_none(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backup", "--dry-run", "--format", "table"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("would be kept")
    assert backup.copies(place) == []
    assert run(["backup"]) == 0
    assert backup.copies(place)[0].path in said


def test_a_finding_is_a_whole_sentence_on_a_narrow_screen(
    place: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "50")
    tamper(place)
    assert run(["doctor", "--format", "table"]) == 1
    told = " ".join(capsys.readouterr().out.split())
    assert "wrong partner: 1 rows are not what the journal says" in told
    assert "try: cop verify --rebuild mends it" in told and "…" not in told


def test_restore_without_a_backup_says_so(place: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["restore", "--yes"]) == 3
    assert "has no backup" in capsys.readouterr().err
