"""Looking back and taking back, as people type it."""

import json
import sqlite3
from pathlib import Path

import pytest

from cop import cli

Shown = pytest.CaptureFixture[str]


@pytest.fixture
def here(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown) -> Path:
    """Return a folder with a programme of two partners."""
    monkeypatch.chdir(programme_file.parent)
    assert cli.run(["partner", "new", "Zliten", "--code", "m-zli", "--as", "pmu"]) == 0
    assert cli.run(["partner", "new", "Sebha", "--code", "m-seb"]) == 0
    capsys.readouterr()
    return programme_file.parent


def test_the_log_says_what_each_command_was_about(here: Path, capsys: Shown) -> None:
    cli.run(["log", "--format", "json"])
    told = [(one["verb"], one["about"], one["actor"]) for one in json.loads(capsys.readouterr().out)]
    assert told[1:] == [("partner new", "m-zli", "pmu"), ("partner new", "m-seb", None)]


def test_undo_takes_back_only_ones_own_last_command(here: Path, capsys: Shown) -> None:
    assert cli.run(["undo", "--as", "pmu"]) == 0
    assert "m-zli is gone" in "".join(capsys.readouterr())
    cli.run(["partner", "list", "--format", "tsv", "--no-header", "--fields", "code"])
    assert capsys.readouterr().out == "m-seb\n"


def test_one_undo_too_many_does_not_empty_a_programme(here: Path, capsys: Shown) -> None:
    sheet = here / "people.csv"
    sheet.write_text("title,code\n" + "".join(f"Trainer {at},t-{at}\n" for at in range(30)), encoding="utf-8")
    assert cli.run(["import", str(sheet), "--kind", "people"]) == 0
    capsys.readouterr()
    assert cli.run(["undo"]) == 2
    assert 'This takes back "import" with 30 records. Go on?' in capsys.readouterr().err
    assert cli.run(["undo", "--yes"]) == 0
    cli.run(["person", "list", "--format", "json"])
    assert "Trainer" not in capsys.readouterr().out.replace("undone", "")


def test_history_names_what_people_know_and_scripts_get_what_is_kept(here: Path, capsys: Shown) -> None:
    assert cli.run(["partner", "edit", "m-seb", "--set", "paired=m-zli", "--why", "twinned"]) == 0
    capsys.readouterr()
    cli.run(["history", "m-seb", "--format", "table"])
    shown = capsys.readouterr().out
    assert "Zliten" in shown and "twinned" in shown and "2024-07-01 11:00" in shown
    cli.run(["history", "m-seb", "--format", "json"])
    paired = [one for one in json.loads(capsys.readouterr().out) if one["field"] == "paired"]
    assert len(paired[0]["value"]) == 12 and paired[0]["at"] == "2024-07-01T09:00:00.000Z"


def test_undoing_an_undo_does_it_again(here: Path, capsys: Shown) -> None:
    cli.run(["undo"])
    cli.run(["log", "--format", "json"])
    last = json.loads(capsys.readouterr().out.partition("[")[2].join(["[", ""]))[-1]
    assert last["verb"] == "undo"
    assert cli.run(["undo", last["entry"][:8]]) == 0
    assert cli.run(["partner", "show", "m-seb"]) == 0


@pytest.mark.parametrize(
    "line",
    [
        ["partner", "remove", "m-seb"],
        ["import", "people.csv", "--kind", "people"],
    ],
)
def test_nobody_waits_while_a_person_thinks(
    line: list[str], here: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cop.console import ask

    asked: list[str] = []

    def think(question: str, yes: bool = False, *, option: str = "--yes") -> bool:
        asked.append(question)
        other = sqlite3.connect(here / "programme.cop.db", isolation_level=None, timeout=0)
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
        other.close()
        return True

    (here / "people.csv").write_text("title,code\n" + "".join(f"Trainer {at},t-{at}\n" for at in range(30)), "utf-8")
    monkeypatch.setattr(ask, "confirm", think)
    assert cli.run(line) == 0
    if line[0] == "import":
        assert cli.run(["undo"]) == 0
    assert len(asked) == 1, "the question is put once"
    cli.run(["partner", "list", "--format", "json"])
    assert ("m-seb" in capsys.readouterr().out.rpartition("[")[2]) == (line[0] == "import")
