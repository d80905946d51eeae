"""The commands of examples/README.md, run one after the other, and what they find."""

import re
import shlex
from pathlib import Path

import pytest

from cop import cli

ROOT = Path(__file__).parents[2]
FENCED = re.compile(r"^```\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def commands() -> list[str]:
    text = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    return [line for block in FENCED.findall(text) for line in block.splitlines()]


def test_every_command_of_the_examples_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    said = {}
    for line in commands():
        program, *words = shlex.split(line)
        assert (program, cli.run(words)) == ("cop", 0), capsys.readouterr().err
        said[line] = capsys.readouterr().out
    assert len(said) == 13
    assert "m-zaw" in said['cop --file rebuild.cop.db partner find "Az-Zawiyah"']
    assert {"fv3", "ogs-lead"} <= set(re.split(r"\s", said['cop --file rebuild.cop.db find "الصيد"']))
    assert "unchanged" in said["cop --file rebuild.cop.db import sheet.yaml"]
    assert (tmp_path / "rebuild-again.yaml").stat().st_size > 30_000


def test_ten_lines_are_ten() -> None:
    assert len((ROOT / "examples" / "ten-lines.yaml").read_text(encoding="utf-8").splitlines()) == 10


def test_no_example_holds_an_address() -> None:
    for path in (ROOT / "examples").glob("*.yaml"):
        assert not re.search(r"\b(email|phone):|@", path.read_text(encoding="utf-8"))
