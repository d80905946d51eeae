import json
import os
from pathlib import Path

import pytest

from cop import cli
from cop.exchange import outgoing
from cop.kernel.errors import BadInput, FileTrouble


def test_a_file_is_replaced_whole_or_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    outgoing.replace(str(path), "one\n")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileTrouble, match="cannot be written: no space left on device"):
        outgoing.replace(str(path), "two\n")
    assert path.read_bytes() == b"one\n"
    assert os.listdir(tmp_path) == ["p.yaml"]


def test_the_format_is_asked_for_or_told_by_the_name() -> None:
    assert [outgoing.chosen(None, "-"), outgoing.chosen(None, "x.json"), outgoing.chosen("yaml", "x.json")] == [
        "yaml", "json", "yaml",
    ]  # fmt: skip
    with pytest.raises(BadInput, match=r"^an export is no csv$"):
        outgoing.chosen("csv", "-")


def test_export_writes_to_a_file_or_the_screen(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = ["--file", str(programme_file), "export"]
    assert cli.run(begin) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("cop: 1\nprogramme:\n  id: ")
    assert cli.run([*begin, "-o", str(tmp_path / "p.yaml")]) == 0
    assert capsys.readouterr().err == f"written  {tmp_path / 'p.yaml'}\n"
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == shown
    assert cli.run([*begin, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["programme"]["title"] == "REBUILD"


def test_the_past_cannot_be_edited(programme_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--file", str(programme_file), "export", "--to-edit", "--as-of", "2024-07-01"]) == 2
    assert "the past cannot be edited" in capsys.readouterr().err
