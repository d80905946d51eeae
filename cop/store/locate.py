"""Which programme is meant: --file, COP_FILE, the nearest *.cop.db upwards from here, or, to read, the last one used."""

import os

from cop.kernel.errors import BadInput, NotFound
from cop.store.database import is_url
from cop.store.files import config_folder, read_text, replace_text

ENDING = ".cop.db"


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
    if last and not writing and (is_url(last) or os.path.exists(last)):
        return last
    raise NotFound("there is no programme file here", "cop init makes one, cop demo DIR an example, --file names another")


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
    """Keep the programme that was used last, for reading from elsewhere."""
    path = place if is_url(place) else os.path.abspath(place)
    if read_text(_last()) != path:
        replace_text(_last(), path)


def _entries(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _last() -> str:
    return os.path.join(config_folder(), "last-file")
