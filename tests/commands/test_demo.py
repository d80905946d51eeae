"""The example that people look around in: what it shows, when its clock stands, and that it is whole or not there."""

import json
import os
import shlex
from pathlib import Path

import pytest

from cop import cli
from cop.commands import demo

Shown = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_the_demo_shows_a_programme_on_the_first_of_august(here: Path, capsys: Shown) -> None:
    assert cli.run(["demo", "rebuild"]) == 0
    assert files(here / "rebuild") == ["august", "cop.conf", "july.html", "july.md", "rebuild.cop.db"]
    assert "rebuild.ics" in files(here / "rebuild" / "august")
    # Planned on 1 July: vpm, sc7, mon and fv3; the exchange of the media officers was called off.
    assert "3/4 (75 %)" in (here / "rebuild" / "july.md").read_text(encoding="utf-8")
    assert (here / "rebuild" / "july.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")
    shown = capsys.readouterr()
    assert "next: cd rebuild" in shown.out + shown.err


def test_everything_that_the_demo_says_to_try_can_be_tried(
    here: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.run(["demo", "rebuild"])
    monkeypatch.delenv("COP_NOW")
    monkeypatch.chdir(here / "rebuild")
    lines = [line.strip() for line in demo._to_try("rebuild") if line.startswith("      cop")]
    assert len(lines) == 7
    for line in lines:
        capsys.readouterr()
        asks = line == "cop month"  # it asks at a terminal; a script hears what to type
        assert cli.run(shlex.split(line)[1:]) == (2 if asks else 0), (line, capsys.readouterr().err)
        assert not asks or "cop month submit 2024-07" in capsys.readouterr().err


def test_july_was_planned_with_the_visit_on_its_first_day(
    here: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli.run(["demo", "rebuild"])
    capsys.readouterr()
    for moment, status, start in (
        ("2024-07-01T00:00Z", "planned", "2024-07-15"),
        ("2024-07-10T00:00Z", "postponed", "2024-07-22"),
    ):
        cli.run(["--file", "rebuild/rebuild.cop.db", "meeting", "show", "fv3", "--as-of", moment, "--format", "json"])
        told = json.loads(capsys.readouterr().out)
        assert (told["status"], told["start"][:10]) == (status, start)


def test_the_demos_clock_stands_still(here: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    before = os.environ["COP_NOW"]
    cli.run(["demo", "rebuild"])
    assert os.environ["COP_NOW"] == before, "the clock is given back"
    monkeypatch.delenv("COP_NOW")
    monkeypatch.chdir(here / "rebuild")
    capsys.readouterr()
    assert cli.run(["--format", "table"]) == 0
    shown = capsys.readouterr().out
    assert "Thu 1 August 2024" in shown and "Municipality Project Manager, Zliten" in shown
    cli.run(["log", "--format", "json"])
    told = json.loads(capsys.readouterr().out)
    assert [one["at"] for one in told] == sorted(one["at"] for one in told)
    assert (told[0]["at"][:10], told[-1]["at"][:10]) == ("2024-03-25", "2024-08-01")
    assert [one["at"][:10] for one in told if one["verb"] == "import"][1:] == [
        "2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2024-08-01",
    ]  # fmt: skip


def test_the_demo_touches_no_folder_that_holds_something(here: Path, capsys: Shown) -> None:
    (here / "full").mkdir()
    (here / "full" / "letter.txt").touch()
    assert cli.run(["demo", "full"]) == 1
    assert "is not empty" in capsys.readouterr().err and files(here / "full") == ["letter.txt"]


@pytest.mark.parametrize("was_there", [True, False])
def test_a_demo_that_fails_leaves_everything_as_it_was(
    here: Path, own_settings: Path, monkeypatch: pytest.MonkeyPatch, was_there: bool
) -> None:
    if was_there:
        (here / "rebuild").mkdir()
    before = files(here)
    monkeypatch.setattr(demo, "TYPED", ((demo.STANDS, "cop meeting hold nothing-of-the-kind"),))
    assert cli.run(["demo", "rebuild"]) == 3
    assert files(here) == before and not list(here.rglob("rebuild/*"))
    assert not list(own_settings.rglob("second-keys/*"))
