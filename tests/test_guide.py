"""The guide tells the truth: its lines are typed one after the other on the example."""

import re
import shlex
from pathlib import Path

import pytest

from cop import cli

ROOT = Path(__file__).parents[1]
LINES = [
    line
    for block in re.findall(r"```sh\n(.*?)```", (ROOT / "docs/guide/first-steps.md").read_text("utf-8"), re.DOTALL)
    for line in block.splitlines()
]


def test_the_first_steps_run_as_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")
    assert len(LINES) > 20
    for line in LINES:
        code = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}{shown.err}"
        assert (shown.out + shown.err).strip(), f"{line} said nothing"
