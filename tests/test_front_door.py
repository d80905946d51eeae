"""The front door: every command explains itself, and no way of calling one ends in a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from cop.registry import COMMANDS

Shown = pytest.CaptureFixture[str]
HOSTILE = (
    "[red]markup[/x]", "\x1b[31mescape\x1b[0m", "\u202egnp.exe", "a" * 10_000, "'; DROP TABLE partner; --", "%s%n{0}",
    "=HYPERLINK(1)", "../../etc/passwd", "\ud800", "", " ", "-", "\N{PILE OF POO}", "زليتن\u200f", "a\nb\tc", "\x00",
)  # fmt: skip


def commands() -> Iterator[tuple[str, Any]]:
    """Yield every command with the words that call it."""
    door = cli.front_door()
    context = door.context_class(door, info_name="cop")
    for name in COMMANDS:
        command = door.get_command(context, name)
        verbs = command.list_commands(context) if hasattr(command, "list_commands") else []
        yield from ((f"{name} {verb}", command.get_command(context, verb)) for verb in verbs)
        if not verbs:
            yield name, command


def test_every_command_and_option_explains_itself() -> None:
    silent = []
    for words, command in commands():
        if not (command.help or "").strip().endswith("."):
            silent.append(words)
        shown = [each for each in command.params if not each.hidden]
        silent += [f"{words} {each.name}" for each in shown if not (each.help or "").strip()]
    assert silent == []


def test_help_is_shown_without_a_programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown) -> None:
    monkeypatch.chdir(tmp_path)
    for words, _ in commands():
        assert cli.run([*words.split(), "--help"]) == 0, words
        assert "Usage: cop" in "".join(capsys.readouterr()), words


def test_without_a_programme_cop_says_how_to_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.chdir(tmp_path)
    cli.run([])
    assert "cop init" in "".join(capsys.readouterr())
    assert cli.run(["partner", "list"]) == 3
    assert "cop init" in capsys.readouterr().err


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_no_text_harms_a_command_or_a_terminal(
    text: str, programme_file: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(programme_file.parent)
    for line in (
        ["partner", "new", text], ["partner", "show", text], ["find", text], ["partner", "list", "--country", text],
        ["body", "new", text, "--kind", "team"], ["partner", "new", "Zliten", "--set", f"note={text}"],
        ["partner", "edit", "Zliten", "--set", f"src={text}", "--why", text, "--as", text],
        ["meeting", "list", "--month", text], ["meeting", "show", text], ["import", text], [text], [text, text],
        ["calendar", "export", "--body", text, "-o", "-"], ["log"], ["partner", "list", "--format", "json"],
        ["partner", "list", "--fields", text], ["history", text], ["undo", text], ["help", text],
    ):  # fmt: skip
        code = cli.run(line)
        shown = "".join(capfd.readouterr())
        assert code in (0, 1, 2, 3, 4, 5), line
        assert "Traceback" not in shown and "inside cop" not in shown, (line, shown)
        assert "\x1b" not in shown and "\u202e" not in shown, line


def test_an_error_is_json_for_scripts_that_read_json(
    programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown
) -> None:
    monkeypatch.chdir(programme_file.parent)
    assert cli.run(["partner", "show", "nobody", "--format", "json"]) == 3
    told = json.loads(capsys.readouterr().err)
    assert told["exit"] == 3 and "nobody" in told["error"]


def test_a_reader_that_leaves_early_is_no_failure(programme_file: Path) -> None:
    command = [sys.executable, "-m", "cop", "help", "all"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        told = running.stderr.read().decode()
        assert running.wait() in (0, -signal.SIGPIPE)
    assert "Traceback" not in told and "Exception" not in told


@pytest.mark.skipif(os.name == "nt", reason="shells of Windows close streams otherwise")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_may_be_closed(programme_file: Path, closed: str) -> None:
    line = f'"{sys.executable}" -m cop partner list {closed}'
    done = subprocess.run(["sh", "-c", line], cwd=programme_file.parent, capture_output=True, text=True)
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr


def test_an_old_encoding_does_not_stop_arabic(programme_file: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    for line in (["partner", "new", "زليتن"], ["partner", "list"]):
        done = subprocess.run(
            [sys.executable, "-m", "cop", *line], cwd=programme_file.parent, env=environment, capture_output=True
        )
        assert done.returncode == 0, done.stderr
    assert "زليتن" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows sends other signals")
def test_ctrl_c_stops_with_130_and_saves_nothing(programme_file: Path) -> None:
    """A second process holds the file, so that the command waits; then the person loses patience."""
    import sqlite3

    holding = sqlite3.connect(programme_file, isolation_level=None)
    holding.execute("BEGIN IMMEDIATE")
    with subprocess.Popen(
        [sys.executable, "-m", "cop", "partner", "new", "Zliten"],
        cwd=programme_file.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as running:  # fmt: skip
        time.sleep(1)
        running.send_signal(signal.SIGINT)
        time.sleep(0.2)
        holding.execute("ROLLBACK")
        _, told = running.communicate(timeout=60)
    holding.close()
    assert running.returncode in (0, 130) and b"Traceback" not in told
    cli_list = subprocess.run(
        [sys.executable, "-m", "cop", "partner", "list", "--no-header"], cwd=programme_file.parent, capture_output=True
    )
    assert (b"Zliten" in cli_list.stdout) == (running.returncode == 0)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a device that is always full")
def test_a_full_device_behind_the_answer_does_not_deny_what_was_saved(programme_file: Path) -> None:
    line = f'"{sys.executable}" -m cop partner new Zliten --code m-zli > /dev/full'
    done = subprocess.run(["sh", "-c", line], cwd=programme_file.parent, capture_output=True, text=True)
    assert done.returncode == 1
    assert "what the command did stands" in done.stderr
    shown = subprocess.run(
        [sys.executable, "-m", "cop", "partner", "show", "m-zli"], cwd=programme_file.parent, capture_output=True
    )
    assert shown.returncode == 0
