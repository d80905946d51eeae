"""A window that is closed in the middle of telling a month, at a real terminal."""

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("termios", reason="Windows has no such terminals")

EXAMPLE = Path(__file__).parents[3] / "examples" / "rebuild.yaml"
SEATED = (
    "import fcntl, sys, termios\n"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0)\n"
    "from cop.__main__ import main\n"
    "sys.argv = ['cop', 'month', '2024-07', '--as', 'm-zli-pm']\n"
    "sys.exit(main())\n"
)
"""cop month at a terminal that is its own: when the other end closes, the system hangs up."""
PATIENCE = 60


def cop(folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "cop", *words], cwd=folder, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout


def until(end: int, wanted: str, shown: str = "") -> str:
    """Return what the screen shows when it shows what is wanted."""
    while wanted not in shown:
        assert select.select([end], [], [], PATIENCE)[0], shown
        shown += os.read(end, 4096).decode()
    return shown


def test_what_was_typed_before_the_window_closed_is_kept(tmp_path: Path) -> None:
    cop(tmp_path, "init", "--from", str(EXAMPLE), "rebuild.cop.db")
    for milestone in ("f-design", "f-works"):
        cop(tmp_path, "milestone", "reach", milestone, "--on", "2024-06-30")
    window, terminal = os.openpty()
    telling = subprocess.Popen(
        [sys.executable, "-c", SEATED], cwd=tmp_path, stdin=terminal, stdout=terminal, stderr=terminal,
        start_new_session=True,
    )  # fmt: skip
    os.close(terminal)
    until(window, "What was done in July 2024?")
    os.write(window, b"1\n")
    until(window, "an empty line ends it.\r\n> ")
    os.write(window, b"Works began in the port\n")
    until(window, "Works began in the port\r\n> ")
    os.close(window)
    telling.wait(PATIENCE)
    assert "Works began in the port" in cop(tmp_path, "month", "show", "2024-07", "--as", "m-zli-pm")
