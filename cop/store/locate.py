"""Which programme is meant: --file, COP_FILE, the nearest *.cop.db upwards, or, to read, the last one used."""

import os

from cop.kernel.errors import BadInput, FileTrouble, NotFound
from cop.store.files import config_folder, read_text, replace_text

ENDING = ".cop.db"
SYNCED = ("onedrive", "dropbox", "google drive", "googledrive", "my drive", "icloud", "mobile documents", "nextcloud")
"""How the names of folders begin that cloud clients sync, in lower case."""
MARKERS = (".dropbox.cache", ".tmp.drivedownload", ".nextcloudsync.log")
"""What such clients leave in them."""


def locate(said: str | None, *, writing: bool) -> str:
    """Return the file or URL of the programme that is meant.

    Raises:
        NotFound: There is none; the hint says how to start.
        BadInput: The nearest folder with a programme holds more than one.
    """
    named = said or os.environ.get("COP_FILE")
    if named:
        return named
    found = nearest(os.getcwd())
    if found:
        return found
    last = read_text(_last())
    there = last is not None and (is_url(last) or os.path.exists(last))
    if last and there and not writing:
        return last
    raise NotFound(
        "there is no programme file here",
        f"the one used last is {last}: go to its folder, or name it with --file"
        if there
        else "cop init makes one, cop demo DIR an example, --file names another",
    )


def nearest(folder: str) -> str | None:
    """Return the programme file in this folder or the closest one above it."""
    while True:
        found = sorted(name for name in _entries(folder) if name.endswith(ENDING))
        if len(found) > 1:
            raise BadInput(f"{folder} holds {len(found)} programmes: {', '.join(found)}", "say which with --file")
        if found:
            return os.path.join(folder, found[0])
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def remember_last(place: str) -> None:
    """Keep the programme that was used last, for reading from elsewhere; where nothing can be kept, do without."""
    from contextlib import suppress

    path = place if is_url(place) else os.path.abspath(place)
    if read_text(_last()) != path:
        with suppress(FileTrouble, OSError):
            replace_text(_last(), path)


def is_url(place: str) -> bool:
    """Say whether the programme lives on a database server rather than in a file."""
    return "://" in place


def synced_by(folder: str) -> str | None:
    """Return the folder, this one or one above, that a cloud client syncs: it copies a file while it changes."""
    folder = os.path.realpath(folder)
    told = [os.path.realpath(os.environ[name]) for name in ("OneDrive", "OneDriveCommercial") if os.environ.get(name)]
    while True:
        name = os.path.basename(folder).lower()
        if folder in told or any(name.startswith(word) for word in SYNCED) or _marked(folder):
            return folder
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def _marked(folder: str) -> bool:
    return any(os.path.lexists(os.path.join(folder, marker)) for marker in MARKERS)


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _last() -> str:
    return os.path.join(config_folder(), "last-file")
