"""Every command that writes a file asks before it overwrites, rehearses without a trace, and harms no programme."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

Type = Callable[..., str]
WRITING = [
    ("export", "p.yaml"),
    ("report month 2024-06", "r.json"),
    ("report month 2024-06", "r.csv"),
    ("report month 2024-06", "r.md"),
    ("report sheet 2024-06 --lang ar", "t.csv"),
    ("month form 2024-06 zli", "f.md"),
    ("month form 2024-06 zli", "f.xlsx"),
]


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line in the folder of a programme with one team."""
    monkeypatch.chdir(programme_file.parent)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str, code: int = 0) -> str:
        ended = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        assert ended == code, f"{line}\n{shown.out}{shown.err}"
        return shown.out + shown.err

    type_line('body new "Zliten" --code zli --kind coordination_team')
    return type_line


@pytest.mark.parametrize(("line", "name"), WRITING)
def test_a_rehearsal_writes_no_file(types: Type, line: str, name: str) -> None:
    assert "would be written" in types(f"{line} -o {name} --dry-run")
    assert not Path(name).exists()


@pytest.mark.parametrize(("line", "name"), WRITING)
def test_what_somebody_wrote_into_a_file_is_not_overwritten_without_asking(
    types: Type, monkeypatch: pytest.MonkeyPatch, line: str, name: str
) -> None:
    asked = list[str]()

    def refuse(question: str, *_: object, **__: object) -> int:
        asked.append(question)
        return 1

    monkeypatch.setattr("cop.console.ask.can_ask", lambda: True)
    monkeypatch.setattr("cop.console.ask.choose", refuse)
    types(f"{line} -o {name}")
    types(f"{line} -o {name}")
    assert asked == [], "the same again needs no answer"
    written = Path(name).read_bytes()
    Path(name).write_text("hours of work")
    types(f"{line} -o {name}", code=1)
    assert asked == [f"{name} holds something else. Overwrite it?"]
    assert Path(name).read_text() == "hours of work"
    types(f"{line} -o {name} --yes")
    assert Path(name).read_bytes() == written


@pytest.mark.parametrize(("line", "name"), WRITING)
def test_no_file_takes_the_place_of_a_programme(types: Type, programme_file: Path, line: str, name: str) -> None:
    Path(name).write_bytes(programme_file.read_bytes())
    types(f"--file {programme_file} {line} -o {name}", code=5)
    assert Path(name).read_bytes() == programme_file.read_bytes()
