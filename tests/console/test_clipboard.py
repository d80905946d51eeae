"""A text on the clipboard, where there is one."""

import os
import stat
from pathlib import Path

import pytest

from cop.console import clipboard

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs of this test are shell scripts")


def program(folder: Path, name: str, does: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{does}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_a_text_goes_to_the_first_program_that_takes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    program(tmp_path, "wl-copy", "exit 1")
    program(tmp_path, "xclip", f"cat > {tmp_path}/taken")
    assert clipboard.copy("سبها\n")
    assert (tmp_path / "taken").read_text(encoding="utf-8") == "سبها\n"


def test_without_a_clipboard_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not clipboard.copy("text")
