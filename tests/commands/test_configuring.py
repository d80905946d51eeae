"""Settings of a person and of a programme, and the key that may write."""

import json
from pathlib import Path

import pytest

from cop import cli

Shown = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def folder(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(programme_file.parent)
    return programme_file.parent


def test_a_setting_is_kept_for_this_person(own_settings: Path, capsys: Shown) -> None:
    assert cli.run(["config", "set", "format", "json"]) == 0
    assert (own_settings / "config").read_text(encoding="utf-8") == "format = json\n"
    capsys.readouterr()
    assert cli.run(["partner", "list"]) == 0
    assert capsys.readouterr().out == "[]\n"
    assert cli.run(["config", "unset", "format"]) == 0
    assert (own_settings / "config").read_text(encoding="utf-8") == ""


def test_a_setting_beside_the_programme_holds_there_and_wins(folder: Path, capsys: Shown) -> None:
    (folder / "cop.conf").write_text("# ours\nmonth_first = yes\n", encoding="utf-8")
    assert cli.run(["config", "set", "format", "csv"]) == 0
    assert cli.run(["config", "set", "format", "json", "--here"]) == 0
    assert (folder / "cop.conf").read_text(encoding="utf-8") == "# ours\nmonth_first = yes\nformat = json\n"
    capsys.readouterr()
    cli.run(["config", "list"])
    told = {one["key"]: one for one in json.loads(capsys.readouterr().out)}
    assert told["format"]["value"] == "json" and told["format"]["said_by"] == str(folder / "cop.conf")
    assert told["as"]["value"] is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("colour", "red"), 2),
        (("format", "xlsx"), 2),
        (("month_first", "maybe"), 2),
        (("now", "soon"), 2),
        (("as", "nobody"), 3),
    ],
)
def test_a_setting_that_cannot_be_is_refused(words: tuple[str, str], code: int, own_settings: Path) -> None:
    assert cli.run(["config", "set", *words]) == code
    assert not (own_settings / "config").exists()


def test_who_acts_is_remembered_and_written_in_the_journal(capsys: Shown) -> None:
    assert cli.run(["person", "new", "Project officer", "--code", "pm"]) == 0
    assert cli.run(["config", "set", "as", "pm"]) == 0
    assert cli.run(["partner", "new", "Zliten"]) == 0
    capsys.readouterr()
    cli.run(["log", "--format", "json"])
    assert json.loads(capsys.readouterr().out)[-1]["actor"] == "pm"


def test_the_second_key_lets_another_computer_write(
    folder: Path, own_settings: Path, tmp_path: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.run(["config", "key"]) == 0
    (second,) = (own_settings / "second-keys").iterdir()
    monkeypatch.setenv("COP_CONFIG_DIR", str(tmp_path / "another"))
    assert cli.run(["config", "key"]) == 4
    assert cli.run(["partner", "new", "Zliten"]) == 4
    assert cli.run(["partner", "list"]) == 0
    assert cli.run(["config", "key", str(second)]) == 0
    assert cli.run(["partner", "new", "Zliten"]) == 0
    assert cli.run(["config", "key", str(folder / "missing.key")]) == 3


def test_a_file_that_holds_nonsense_is_named(folder: Path, capsys: Shown) -> None:
    (folder / "cop.conf").write_text("colour = red\n", encoding="utf-8")
    assert cli.run(["partner", "list"]) == 2
    assert "cop.conf, line 1" in capsys.readouterr().err
