"""The guides tell the truth: their lines are typed one after the other on the example."""

import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

ROOT = Path(__file__).parents[1]
Type = Callable[[str], str]


def lines_of(guide: str) -> list[str]:
    text = (ROOT / "docs" / "guide" / guide).read_text("utf-8")
    return [line for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line in a folder beside the examples."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}{shown.err}"
        assert (shown.out + shown.err).strip(), f"{line} said nothing"
        return shown.out + shown.err

    return type_line


def test_the_first_steps_run_as_written(types: Type) -> None:
    lines = lines_of("first-steps.md")
    assert len(lines) > 20
    for line in lines:
        types(line)


@pytest.fixture
def august(types: Type, monkeypatch: pytest.MonkeyPatch) -> Type:
    """Return the same on the example as it stood on 3 August 2024, for the secretariat."""
    monkeypatch.setenv("COP_NOW", "2024-03-25T08:00:00Z")
    types("cop init --from examples/rebuild.yaml rebuild.cop.db")
    for file in sorted((ROOT / "examples" / "year").glob("*.yaml")):
        if file.stem <= "2024-08-03":
            monkeypatch.setenv("COP_NOW", f"{file.stem}T07:00:00Z")
            types(f"cop import examples/year/{file.name}")
    monkeypatch.setenv("COP_NOW", "2024-08-03T08:00:00Z")
    monkeypatch.setenv("COP_AS", "pat-pm")
    return types


@pytest.mark.parametrize("guide", ["the-month.md", "trainings-and-pilots.md"])
def test_the_guide_runs_as_written(august: Type, guide: str) -> None:
    lines = lines_of(guide)
    assert len(lines) > 25
    for line in lines:
        august(line)
