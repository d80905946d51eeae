"""An agenda keeps its order, whatever is taken away and brought back."""

import json
from pathlib import Path

import pytest

from cop import cli


def test_an_item_that_comes_back_stands_where_it_stood(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(programme_file.parent)
    cli.run(["body", "new", "Board", "--code", "tb", "--kind", "technical_board"])
    cli.run(["meeting", "new", "Call", "--code", "c1", "--body", "tb", "--at", "2024-07-10 10:00", "--for", "1h"])
    for title in ("One", "Two", "Three"):
        assert cli.run(["agenda", "add", "c1", title]) == 0
    capsys.readouterr()
    for place in ("1", "2", "3"):
        cli.run(["export", "-o", "before.yaml"])
        cli.run(["agenda", "show", f"c1/{place}", "--format", "json"])
        item = json.loads(capsys.readouterr().out.splitlines()[-1])["id"]
        assert cli.run(["agenda", "remove", f"c1/{place}", "--yes"]) == 0
        assert cli.run(["agenda", "restore", item, "--yes"]) == 0
        cli.run(["export", "-o", "after.yaml"])
        capsys.readouterr()
        assert Path("after.yaml").read_bytes() == Path("before.yaml").read_bytes(), place
