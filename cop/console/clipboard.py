"""Puts a text on the clipboard, where the computer has one."""

import os
import shutil
import subprocess

PROGRAMS = (
    ("wl-copy",), ("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input"), ("pbcopy",), ("clip",),
)  # fmt: skip
"""What takes a text from its standard input, on Wayland, X11, macOS and Windows."""
PATIENCE = 5
"""Seconds after which a program that does not answer is let go."""


def copy(text: str) -> bool:
    """Put a text on the clipboard; return whether there was one to put it on."""
    # clip reads the console's old code page, unless a mark says that it is UTF-16.
    data = text.encode("utf-16" if os.name == "nt" else "utf-8")
    return any(shutil.which(words[0]) and _took(words, data) for words in PROGRAMS)


def _took(words: tuple[str, ...], data: bytes) -> bool:
    quiet = subprocess.DEVNULL  # xclip stays and would hold our own output open
    try:
        return subprocess.run(words, input=data, stdout=quiet, stderr=quiet, timeout=PATIENCE).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
