"""What people install: a wheel that holds everything, works from any folder, and needs no checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder into which only the built wheel was unpacked; what it needs comes from this environment."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder / "dist")], ROOT)
    (wheel,) = (folder / "dist").glob("*.whl")
    target = folder / "site"
    install = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", str(target), str(wheel)]
    _run([sys.executable, *install], folder)
    return target


def test_the_main_job_runs_from_another_folder(installed: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    where = _cop(installed, elsewhere, "-c", "import cop; print(cop.__file__)")
    assert str(installed) in where, "the checkout was used instead of the wheel"
    _cop(installed, elsewhere, "-m", "cop", "demo", "demo")
    assert list((elsewhere / "demo").rglob("*.cop.db"))
    assert list((elsewhere / "demo").rglob("*.ics"))


def test_the_wheel_holds_migrations_and_examples(installed: Path) -> None:
    assert (installed / "cop" / "migrations" / "env.py").exists()
    assert (installed / "cop" / "examples" / "rebuild.yaml").exists()
    assert (installed / "cop" / "examples" / "year" / "2024-07-31.yaml").exists()
    assert not (installed / "tests").exists()


def test_the_wheel_holds_what_documents_are_made_of(installed: Path) -> None:
    inside = installed / "cop"
    assert (inside / "locale" / "ar.po").exists()
    assert [*(inside / "documents" / "templates").iterdir()] and [*(inside / "calendars" / "templates").iterdir()]
    fonts = {path.suffix for path in (inside / "documents" / "fonts").iterdir()}
    assert {".ttf", ".txt"} <= fonts, "a font is given on with its licence"


def _cop(installed: Path, folder: Path, *words: str) -> str:
    # An isolated interpreter ignores the checkout; the wheel stands before what the environment holds.
    start = f"import sys; sys.path.insert(0, {str(installed)!r}); "
    if words[0] == "-c":
        return _run([sys.executable, "-P", "-c", start + words[1]], folder)
    run = (
        start + f"import runpy; sys.argv = ['cop', *{list(words[2:])!r}]; runpy.run_module('cop', run_name='__main__')"
    )
    return _run([sys.executable, "-P", "-c", run], folder)


def _run(command: list[str], folder: Path) -> str:
    environment = os.environ | {"PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
