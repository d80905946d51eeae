"""The commands of examples/README.md, run one after the other, and what they find."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cop import cli

ROOT = Path(__file__).parents[2]
FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
SHELLS = {"sh": ("sh", "-e", "-c"), "powershell": ("pwsh", "-NoProfile", "-Command")}
YEAR_OVER = "2025-04-05T15:00:00Z"


def blocks() -> list[tuple[str, str]]:
    """Return the page's blocks: the shell whose language it is, if it needs one, and the text."""
    found = FENCED.findall((ROOT / "examples" / "README.md").read_text(encoding="utf-8"))
    assert {language for language, _ in found} <= {"", *SHELLS}
    return found


def in_shell(language: str, text: str, here: Path) -> None:
    """Run a block in its shell, which finds cop on its path; where there is no such shell it stays untried."""
    program, *options = SHELLS[language]
    if shutil.which(program) is None:
        return
    (here / "year.cop.db").unlink(missing_ok=True)
    tools = here / "bin"
    tools.mkdir(exist_ok=True)
    (tools / "cop").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cop "$@"\n')
    (tools / "cop").chmod(0o755)
    path = os.pathsep.join([str(tools), os.environ["PATH"]])
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([program, *options, text], cwd=here, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_command_of_the_examples_page_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    said = {}
    for language, text in blocks():
        if language:
            in_shell(language, text, tmp_path)
            continue
        if (tmp_path / "year.cop.db").exists():
            monkeypatch.setenv("COP_NOW", YEAR_OVER)
        for line in text.splitlines():
            program, *words = shlex.split(line)
            assert (program, cli.run(words)) == ("cop", 0), capsys.readouterr().err
            said[line] = capsys.readouterr().out
    assert len(said) == 13 + 7 + 10 + 1 + 8
    assert "m-zaw" in said['cop --file rebuild.cop.db partner find "Az-Zawiyah"']
    assert {"fv3", "ogs-lead"} <= set(re.split(r"\s", said['cop --file rebuild.cop.db find "الصيد"']))
    assert "unchanged" in said["cop --file rebuild.cop.db import sheet.yaml"]
    assert "unchanged" in said["cop --file year.cop.db import examples/year/2025-04-05.yaml"]
    assert said["cop --file year.cop.db month status 2024-08"].count("submitted") == 1 + 9
    assert (tmp_path / "rebuild-again.yaml").stat().st_size > 30_000
    assert "tot5" in said["cop --file year.cop.db training tree c5"]
    assert "m-bng" in said["cop --file year.cop.db training cover"]
    assert "m-seb" in said["cop --file year.cop.db event missing wsch"]
    assert "f-cold" in said["cop --file year.cop.db pilot show p-fish"]
    assert "santorso-3" in said["cop --file open.cop.db pilot show p-santorso"]
    assert (tmp_path / "open.ics").read_bytes().count(b"BEGIN:VEVENT") >= 3, "a cafe, a webinar, a session"


def test_both_shells_read_the_year_in_at_the_same_moments() -> None:
    told = {
        language: set(re.findall(r"T\d\d:00:00Z|year\.cop\.db|examples/\S+\.yaml", text)) for language, text in blocks()
    }
    assert told["sh"] == told["powershell"]


@pytest.mark.parametrize("name", ["ten-lines", "rebuild", "open-sessions"])
def test_an_example_handed_on_is_the_same_example(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    described, told, again = str(ROOT / "examples" / f"{name}.yaml"), tmp_path / "told.yaml", tmp_path / "again.yaml"
    for made, source, target in (("one.cop.db", described, told), ("two.cop.db", str(told), again)):
        assert cli.run(["init", made, "--from", source]) == 0
        assert cli.run(["--file", made, "export", "-o", str(target)]) == 0
    assert told.read_bytes() == again.read_bytes()
    for source in (described, str(told)):
        assert cli.run(["--file", "one.cop.db", "import", source]) == 0
        assert cli.run(["--file", "one.cop.db", "export", "-o", str(again)]) == 0
        assert told.read_bytes() == again.read_bytes(), "it says nothing new of what it made"


def test_ten_lines_are_ten() -> None:
    assert len((ROOT / "examples" / "ten-lines.yaml").read_text(encoding="utf-8").splitlines()) == 10


def test_no_example_holds_an_address() -> None:
    for path in (ROOT / "examples").rglob("*.yaml"):
        assert not re.search(r"\b(email|phone):|@", path.read_text(encoding="utf-8"))
