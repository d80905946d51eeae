"""What the shell is told while somebody types."""

import os
import sys
from pathlib import Path

import pytest

from cop import cli
from cop.completion.answering import answer, candidates


@pytest.fixture(autouse=True)
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Work in a folder with the example programme of ten lines, and a few names more."""
    monkeypatch.chdir(tmp_path)
    example = Path(__file__).parents[2] / "examples" / "ten-lines.yaml"
    assert cli.run(["init", "ten", "--from", str(example)]) == 0
    assert cli.run(["partner", "new", "Az-Zawiyah", "--code", "m-zaw"]) == 0
    assert cli.run(["partner", "new", "University of $(Zliten)", "--code", "u-zli"]) == 0
    assert cli.run(["partner", "new", "No code"]) == 0
    capsys.readouterr()
    return tmp_path


def words(line: str) -> list[str]:
    """Return the candidates for the last word of a line."""
    *before, typed = line.split(" ")[1:]
    return [word for word, _ in candidates(before, typed)]


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("cop par", ["partner"]),
        ("cop partner li", ["list"]),
        ("cop --yes partner li", ["list"]),
        ("cop --as m-zli-pm partner li", ["list"]),
        ("cop partner list --for", ["--format"]),
        ("cop partner list --format j", ["json", "jsonl"]),
        ("cop partner list --format=json --no-h", ["--no-header"]),
        ("cop help fla", ["flags"]),
        ("cop completion z", ["zsh"]),
        ("cop partner show ", ["m-zaw", "m-zli", "u-zli"]),
        ("cop partner show m-z", ["m-zaw", "m-zli"]),
        ("cop partner show azzaw", ["Az-Zawiyah"]),
        ("cop partner show UNIV", ["University of $(Zliten)"]),
        ("cop partner show زليت", ["زليتن"]),
        ("cop partner show no-", ["No code"]),
        ("cop meeting show f", ["first", "First meeting"]),
        ("cop meeting new First --body l", ["lct-zli", "Local Coordination Team Zliten"]),
        ("cop history m-zli-", ["m-zli-pm"]),
        ("cop init --from x", []),
        ("cop nonsense sh", []),
    ],
)
def test_a_word_is_completed_by_what_may_stand_there(line: str, meant: list[str]) -> None:
    assert words(line) == meant


def test_the_file_that_the_line_names_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.chdir(tmp_path.parent)
    assert words(f"cop partner show --file {tmp_path / 'ten.cop.db'} m-za") == ["m-zaw"]


def test_a_line_without_programme_is_answered_with_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere.cop.db").write_text("no programme")
    monkeypatch.setenv("COP_FILE", str(tmp_path / "elsewhere.cop.db"))
    assert answer({"COMP_WORDS": "cop\npartner\nshow\nm", "COMP_CWORD": "3"}, sys.__stdout__) == 1  # type: ignore[arg-type]
    monkeypatch.setenv("COP_FILE", str(tmp_path / "nowhere.cop.db"))
    assert answer({"COMP_WORDS": "cop\npartner\nshow\nm", "COMP_CWORD": "3"}, sys.__stdout__) == 0  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")
    assert not (tmp_path / "nowhere.cop.db").exists()


def test_completing_changes_nothing_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "ten.cop.db"
    before = (file.read_bytes(), sorted(os.listdir(tmp_path)))
    words("cop partner show z")
    assert (file.read_bytes(), sorted(os.listdir(tmp_path))) == before
