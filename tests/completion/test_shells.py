"""The shells themselves complete, where they are installed."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cop import cli

pytestmark = pytest.mark.skipif(os.name == "nt", reason="shells of POSIX")
Shown = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown) -> Path:
    """Return a folder with a programme whose names are awkward for shells."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert cli.run(["init", "here", "--title", "Shells"]) == 0
    for code, name in (("odd", "It's: $(touch harm)"), ("ar", "الزاوية"), ("uni", "University of Zliten")):
        assert cli.run(["partner", "new", name, "--code", code]) == 0
    capsys.readouterr()
    for shell in ("bash", "zsh", "fish"):
        assert cli.run(["completion", shell]) == 0
        (tmp_path / shell).write_text(capsys.readouterr().out, encoding="utf-8")
    return tmp_path


def run(shell: str, program: str, folder: Path) -> list[str]:
    """Return the lines that a shell printed."""
    path = shutil.which(shell)
    if path is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([path, "-c", program], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert not (folder / "harm").exists()
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("Univ", ["University\\ of\\ Zliten"]),
        ("الز", ["الزاوية"]),
        ('"Univ', ["University of Zliten"]),
        ('"It', []),
        ("od", ["odd"]),
    ],
)
def test_bash_gets_words_that_it_takes_for_one(typed: str, completed: list[str], folder: Path) -> None:
    program = f"""source ./bash; COMP_WORDS=(cop partner show '{typed}'); COMP_CWORD=3; _cop cop
        (( ${{#COMPREPLY[@]}} )) && printf '%s\\n' "${{COMPREPLY[@]}}" """
    assert run("bash", program, folder) == completed


def test_bash_quotes_what_a_shell_would_run(folder: Path) -> None:
    program = """source ./bash; COMP_WORDS=(cop partner show it); COMP_CWORD=3; _cop cop
        eval "printf '%s\\n' ${COMPREPLY[0]}" """
    assert run("bash", program, folder) == ["It's: $(touch harm)"]


def test_fish_shows_codes_with_their_names(folder: Path) -> None:
    shown = run("fish", "source ./fish; complete -C 'cop partner show '", folder)
    assert {"uni\tUniversity of Zliten", "ar\tالزاوية"} <= set(shown)


def test_zsh_understands_the_lines(folder: Path) -> None:
    assert run("zsh", "autoload -Uz compinit; compinit -D -u; source ./zsh; print $_comps[cop]", folder) == ["_cop"]


def test_powershell_gets_lines_and_any_other_shell_a_sentence(folder: Path, capsys: Shown) -> None:
    assert cli.run(["completion", "powershell"]) == 0
    assert "Register-ArgumentCompleter" in capsys.readouterr().out
    assert cli.run(["completion", "csh"]) == 2
    assert "bash, zsh, fish" in capsys.readouterr().err
