"""The first minutes: a programme of one's own, and one from a description."""

import json
import os
from pathlib import Path

import pytest

from cop import cli
from cop.console import ask
from cop.store.store import Store

Shown = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parents[2] / "examples" / "rebuild.yaml"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def files(folder: Path) -> list[str]:
    return sorted(os.listdir(folder))


def test_a_programme_begins_with_three_answers(here: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["REBUILD Zliten", "Zliten coordination team", "Project officer"])
    monkeypatch.setattr(ask, "can_ask", lambda: True)
    monkeypatch.setattr(ask, "_answer", lambda prompt: next(answers))
    assert cli.run(["init"]) == 0
    assert next(answers, None) is None, "it asks three things"
    assert files(here) == ["cop.conf", "programme.cop.db"]
    shown = capsys.readouterr()
    assert "second key:" in shown.out + shown.err
    assert cli.run(["today", "--format", "table"]) == 0
    assert "Project officer" in capsys.readouterr().out
    cli.run(["membership", "list", "--format", "json"])
    assert json.loads(capsys.readouterr().out)[0]["body_title"] == "Zliten coordination team"


def test_nobody_is_asked_where_nobody_can_answer(here: Path, capsys: Shown) -> None:
    assert cli.run(["init"]) == 2
    assert "--title" in capsys.readouterr().err and files(here) == []
    assert cli.run(["init", "--title", "Alone", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert Path(told["second_key"]).exists() and told["saved"] == "programme.cop.db"


@pytest.mark.parametrize(
    ("typed", "made"), [("zliten", "zliten.cop.db"), ("zliten.db", "zliten.cop.db"), ("a.cop.db", "a.cop.db")]
)
def test_a_file_gets_the_name_by_which_cop_finds_it(typed: str, made: str, here: Path) -> None:
    assert cli.run(["init", typed, "--title", "T"]) == 0
    assert made in files(here)


def test_a_programme_is_never_overwritten(here: Path, capsys: Shown) -> None:
    (here / "mine.cop.db").write_text("something dear")
    assert cli.run(["init", "mine", "--title", "T"]) == 1
    assert "exists already" in capsys.readouterr().err
    assert (here / "mine.cop.db").read_text() == "something dear" and files(here) == ["mine.cop.db"]


def test_a_description_with_a_finding_leaves_no_file_and_no_key(here: Path, own_settings: Path, capsys: Shown) -> None:
    (here / "bad.yaml").write_text("cop: 1\nprogramme: {title: T}\npartners:\n  - {nme: Zliten}\n", encoding="utf-8")
    assert cli.run(["init", "new", "--from", "bad.yaml"]) == 2
    assert "bad.yaml:4" in capsys.readouterr().err
    assert files(here) == ["bad.yaml"]
    assert not list(own_settings.rglob("second-keys/*"))
    assert cli.run(["init", "new", "--from", "missing.yaml"]) != 0
    assert files(here) == ["bad.yaml"]


def test_a_description_is_a_second_entry_and_the_file_can_be_written_on(here: Path, capsys: Shown) -> None:
    assert cli.run(["init", "rebuild", "--from", str(EXAMPLE)]) == 0
    assert cli.run(["partner", "new", "Ghat"]) == 0
    with Store("rebuild.cop.db") as store, store.reading():
        sites = store.db.all("SELECT site, verb FROM entry ORDER BY clock")
    assert [verb for _, verb in sites] == ["init", "import", "partner new"]
    assert len({site for site, _ in sites}) == 1, "one computer continues one chain"


def test_a_rehearsal_leaves_nothing_behind(here: Path, own_settings: Path, capsys: Shown) -> None:
    assert cli.run(["init", "x", "--title", "T", "--dry-run"]) == 0
    assert "would be saved" in capsys.readouterr().out
    assert files(here) == [] and not list(own_settings.rglob("second-keys/*"))


def test_a_folder_that_a_cloud_client_syncs_is_refused_unless_told(here: Path, capsys: Shown) -> None:
    (here / "OneDrive").mkdir()
    assert cli.run(["init", "OneDrive/x", "--title", "T"]) == 4
    told = capsys.readouterr().err
    assert "a cloud client syncs" in told and "--anyway" in told
    assert cli.run(["init", "OneDrive/x", "--title", "T", "--anyway"]) == 0
    assert files(here / "OneDrive") == ["x.cop.db"]
