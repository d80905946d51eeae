"""Calendars as files: written whole or not at all, under names that stay the same and work on every system."""

import re
from collections.abc import Callable, Iterable, Iterator

from cop.kernel.errors import BadInput
from cop.store.files import ELSEWHERE, check_replaceable

OURS = b"PRODID:-//cop-programme//cop"
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def make_way(path: str, agrees: Callable[[str], bool], ours: bytes = OURS) -> None:
    """Check that no stranger's file is lost: what stands there is one of our calendars, or a person agrees.

    `ours` is what a calendar of cop says of itself in its first lines.

    Raises:
        BadInput: They do not.
        FileTrouble: What stands there is never replaced, such as a programme.
    """
    head = check_replaceable(path)
    if head and ours not in head and not agrees(f"{path} is no calendar that cop wrote. Overwrite it?"):
        raise BadInput(f"{path} was left alone", ELSEWHERE)


def file_name(code: str) -> str:
    """Return a name for a file: letters, digits, dots, hyphens; no word that Windows keeps for devices."""
    name = re.sub(r"[^\w.~-]+", "-", code).strip(".-") or "calendar"
    return f"{name}-" if RESERVED.fullmatch(name) else name


def distinct(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a file name for each (name, id); where two differ at most in capitals, the later bears its id too."""
    taken: set[str] = set()
    for code, record in names:
        name = file_name(code)
        if name.casefold() in taken:
            name = f"{name}-{record}"
        taken.add(name.casefold())
        yield name
