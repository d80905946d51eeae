"""Files written whole or not at all: what people asked for, and cop's own in the folder of settings."""

import os
import stat
import sys
from collections.abc import Iterable

from cop.kernel.errors import FileTrouble

DATABASE = b"SQLite format 3"
"""How a programme begins, and any other SQLite database."""
HEAD = 200
"""Bytes by which a file is known."""
ELSEWHERE = "-o names another file"


def config_folder() -> str:
    """Return the folder of cop's own settings: COP_CONFIG_DIR, or where the system keeps such things."""
    said = os.environ.get("COP_CONFIG_DIR")
    if said:
        return said
    if sys.platform == "win32":
        return os.path.join(os.environ.get("APPDATA", os.path.expanduser("~")), "cop")
    if sys.platform == "darwin":
        return os.path.expanduser("~/Library/Application Support/cop")
    return os.path.join(os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config"), "cop")


def read_text(path: str) -> str | None:
    """Return a small file's text; None when it is missing or unreadable."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.read().strip()
    except (OSError, UnicodeDecodeError):
        return None


def replace_text(path: str, text: str) -> None:
    """Write a small file of cop's own whole or not at all, in a folder that is the user's alone."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    write_whole(path, [text.encode()])


def write_whole(path: str, pieces: Iterable[bytes]) -> None:
    """Write a file beside its place, then put it there: a reader sees the old one or the new one.

    Through a link, the file that it points to is written, and the link stays.

    Raises:
        FileTrouble: It cannot be written, or what stands there is not to be lost; it still stands.
    """
    check_replaceable(path)
    place = os.path.realpath(path)
    temporary = f"{place}.{os.getpid()}.part"
    try:
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(temporary, "wb") as file:
            file.writelines(pieces)
        os.replace(temporary, place)
    except OSError as error:
        raise FileTrouble(f"{path} cannot be written: {(error.strerror or str(error)).lower()}") from error
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)


def check_replaceable(path: str) -> bytes:
    """Return how the file begins that would be replaced, nothing where there is none.

    Raises:
        FileTrouble: A programme or another database stands there, a folder, or a device: never to be replaced.
    """
    try:
        mode = os.stat(path).st_mode
        if stat.S_ISDIR(mode):
            raise FileTrouble(f"{path} is a folder", ELSEWHERE)
        if not stat.S_ISREG(mode):
            raise FileTrouble(f"{path} is no ordinary file", ELSEWHERE)
        with open(path, "rb") as file:
            head = file.read(HEAD)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise FileTrouble(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", ELSEWHERE) from None
    if head.startswith(DATABASE):
        raise FileTrouble(f"{path} is a database, perhaps a programme", ELSEWHERE)
    return head


def write_new(path: str, text: str) -> None:
    """Write a private file unless it exists: of several processes that try at once, one wins whole."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    temporary = f"{path}.{os.getpid()}"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())  # It may be a key: without it what was saved could never be added to.
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:
        # A file system without hard links: os.rename does not overwrite on Windows, the only place where it matters.
        if not os.path.exists(path):
            os.replace(temporary, path)
    finally:
        if os.path.exists(temporary):
            os.remove(temporary)
