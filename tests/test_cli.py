"""The front door: help for everything, an answer to every mistyped line, and exit codes that scripts rely on."""

import json
import os
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from cop.commands import helping
from cop.kernel import settings
from cop.registry import COMMANDS, SECTIONS

Shown = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parents[1] / "examples" / "rebuild.yaml"


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command that can be typed, by its words."""
    door: Any = cli.front_door()
    for name in COMMANDS:
        found = door.get_command(None, name)
        if not isinstance(found, cli.Nouns):
            yield name, found
            continue
        for verb in found.list_commands(None):
            yield f"{name} {verb}", found.get_command(None, verb)


ALL = dict(commands())


def cop(words: str, folder: Path, **how: Any) -> "subprocess.CompletedProcess[str]":
    """Run a command as the shell does."""
    line = [sys.executable, "-m", "cop", *shlex.split(words)]
    given: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "encoding": "utf-8"}
    return subprocess.run(line, cwd=folder, **given | how)


@pytest.fixture
def folder(programme_file: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a programme of two partners, one in Arabic."""
    monkeypatch.chdir(programme_file.parent)
    assert cli.run(["partner", "new", "Zliten", "--code", "m-zli"]) == 0
    assert cli.run(["partner", "new", "الزاوية", "--code", "m-zaw"]) == 0
    return programme_file.parent


@pytest.mark.parametrize("words", ALL)
def test_every_command_says_what_it_does_and_what_its_words_mean(words: str, capsys: Shown) -> None:
    command = ALL[words]
    first = command.help.strip().partition("\n")[0]
    assert first.endswith(".") and first[0].isupper(), words
    for each in command.params:
        assert each.help or each.hidden, f"{words} {each.name} has no help"
    assert cli.run([*words.split(), "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"Usage: cop {words}")
    assert "{" not in shown.partition("\n")[0] and "....." not in shown
    assert max(map(len, shown.splitlines())) <= 100


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_that_is_listed_is_missing(name: str, capsys: Shown) -> None:
    assert cli.run(["help", name]) == 0
    assert f"Usage: cop {name}" in capsys.readouterr().out
    assert COMMANDS[name][1].endswith(".")


def test_help_shows_the_everyday_words_and_help_all_the_rest(capsys: Shown) -> None:
    assert cli.run(["--help"]) == 0
    everyday = capsys.readouterr().out
    assert "meeting" in everyday and "doctor" not in everyday
    assert len(SECTIONS["Everyday"]) <= 12
    assert cli.run(["help", "all"]) == 0
    everything = capsys.readouterr().out
    assert all(f"  {name} " in everything for name in COMMANDS)
    assert max(map(len, everything.splitlines())) <= 80


@pytest.mark.parametrize("topic", ["flags", *helping.TOPICS])
def test_a_topic_fits_on_a_screen(topic: str, capsys: Shown) -> None:
    assert cli.run(["help", topic]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert 4 < len(lines) <= 22
    assert max(map(len, lines)) <= 84


@pytest.mark.parametrize("name", helping.EXAMPLES)
def test_an_example_in_the_help_is_a_line_that_cop_understands(name: str) -> None:
    assert name in ALL
    for line in helping.EXAMPLES[name]:
        words = shlex.split(line.partition(" >")[0], comments=False)
        assert " ".join(words[1 : 1 + len(name.split())]) == name
        _, rest = settings.take(words[1 + len(name.split()) :])
        ALL[name].make_context(name, rest, resilient_parsing=False)


def test_a_noun_alone_shows_its_verbs(capsys: Shown) -> None:
    assert cli.run(["partner"]) == 2
    assert "Usage: cop partner" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("partner new", "NAME is missing"),
        ("partner list --frmat json", "did you mean --format?"),
        ("partner list --kidn x", "did you mean --kind?"),
        ("partner show Al Zawiyah", "needs quotes"),
        ("partner add Zliten", "did you mean cop partner new?"),
        ("milestones", "did you mean cop milestone list?"),
        ("deliveries", "did you mean cop delivery list?"),
        ("activities show a2.2", "did you mean cop activity show?"),
        ("work package list", "did you mean cop work-package list?"),
        ("wp list", "did you mean cop work-package list?"),
        ("visibility new X --kind post --reach many", '--reach cannot be "many"'),
        ("partner list --format", "--format needs a value"),
        ("partner list --format xlsx", "use one of table"),
    ],
)
def test_what_cannot_be_understood_ends_with_2_and_a_hint(words: str, said: str, folder: Path, capsys: Shown) -> None:
    capsys.readouterr()
    assert cli.run(shlex.split(words)) == 2
    shown = capsys.readouterr()
    assert said in shown.err and shown.out == ""
    assert [line[:5] for line in shown.err.splitlines()] == ["cop: ", "try: "]


@pytest.mark.parametrize("how", ["flag", "equals", "environment", "configured"])
def test_errors_are_json_for_whoever_asked_for_json(
    how: str, folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["partner", "show", "nobody-json"]
    if how == "environment":
        monkeypatch.setenv("COP_FORMAT", "jsonl")
    if how == "configured":
        (folder / "cop.conf").write_text("format = json\n", encoding="utf-8")
    words += {"flag": ["--format", "json"], "equals": ["--format=jsonl"]}.get(how, [])
    capsys.readouterr()
    assert cli.run(words) == 3
    told = json.loads(capsys.readouterr().err)
    assert told["exit"] == 3 and "nobody-json" in told["error"]


def test_a_word_that_holds_json_does_not_make_errors_json(folder: Path, capsys: Shown) -> None:
    capsys.readouterr()
    assert cli.run(["partner", "show", "json"]) == 3
    assert capsys.readouterr().err.startswith("cop: ")


def test_a_fault_inside_is_one_sentence_and_debug_shows_where(
    folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("by nothing")

    monkeypatch.setattr("cop.teams.queries.partners", broken)
    capsys.readouterr()
    assert cli.run(["partner", "list"]) == 1
    told = capsys.readouterr().err
    assert "Traceback" not in told and len(told.splitlines()) == 2 and "--debug" in told
    assert cli.run(["partner", "list", "--debug"]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_bare_cop_without_a_programme_says_how_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run([]) == 0
    assert "cop demo" in capsys.readouterr().out
    assert cli.run(["today"]) == 3
    assert "cop init" in capsys.readouterr().err


def test_a_reader_that_goes_early_is_no_failure(folder: Path) -> None:
    for words in ("partner list", "help all", "log"):
        running = subprocess.Popen(
            [sys.executable, "-m", "cop", *words.split()], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
        running.stderr.close()
        assert running.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
def test_a_full_disk_behind_a_pipe_is_said_and_fails(folder: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = cop("partner list", folder, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr and done.stderr.startswith("cop: ")


@pytest.mark.skipif(os.name == "nt", reason="a shell of POSIX closes the streams")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_harm_nothing(closed: str, folder: Path) -> None:
    line = f"{shlex.quote(sys.executable)} -m cop partner list {closed}"
    done = subprocess.run(["sh", "-c", line], cwd=folder, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0 and "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp1256"])
def test_arabic_comes_out_whatever_the_console_speaks(encoding: str, folder: Path) -> None:
    how = {"env": os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}}
    assert "الزاوية" in cop("partner list", folder, **how).stdout
    assert "الزاوية" in cop("help references", folder, **how).stdout
    assert "صيد" in cop("partner show صيد", folder, **how).stderr


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_an_interrupted_command_ends_with_130_and_no_trace(folder: Path) -> None:
    program = "import cop.store.store as s, time; s.Store.reading = lambda self: time.sleep(60)\n" + (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # background jobs ignore it
        "from cop.cli import run; print('ready', flush=True); sys.exit(run(['partner', 'list']))"
    )
    running = subprocess.Popen(
        [sys.executable, "-c", program], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert running.stdout is not None and running.stdout.readline() == "ready\n"
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130 and "Traceback" not in told


def test_columns_rule_the_width_of_a_table(folder: Path, capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    capsys.readouterr()
    cli.run(["partner", "list", "--format", "table"])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 42


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_note_on_a_terminal_holds_no_escape_that_is_shown(folder: Path, tmp_path_factory: Any) -> None:
    import pty

    assert cop("partner list", folder).returncode == 0
    master, slave = pty.openpty()
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    surroundings = os.environ | {"TERM": "xterm"}
    done = cop("partner list", elsewhere, capture_output=False, stdout=slave, stderr=slave, env=surroundings)
    shown = os.read(master, 65536).decode("utf-8")
    os.close(slave)
    os.close(master)
    assert done.returncode == 0
    assert f"from {folder}" in shown.replace("\r\n", "") and "Zliten" in shown
    assert "[" not in shown.replace("\x1b[2m", "").replace("\x1b[0m", "")


def test_the_version_is_printed(capsys: Shown) -> None:
    assert cli.run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("cop ")
