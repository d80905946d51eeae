"""Verified copies of a programme file: how they are made, which are kept, and how one is brought back."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import datetime
from typing import NamedTuple

from cop.kernel import clock
from cop.kernel.errors import CopError, FileTrouble, NotFound
from cop.store.database import SCHEMA_VERSION, connect
from cop.store.difference import Difference, difference
from cop.store.entry import wall_text
from cop.store.locate import ENDING, is_url
from cop.store.migrate import discard, publish
from cop.store.opening import explained, inspect_header

FOLDER = "backups"
STAMP = "%Y%m%d-%H%M%S"
BEFORE_UPDATE = "before-update"
"""Copies made before an update are never thrown away: nothing else reads an older cop's file."""
NEWEST, DAYS, MONTHS = 10, 30, 24
"""Kept besides those: the newest ten, the last of each of 30 days, the last of each of 24 months."""


class Copy(NamedTuple):
    """A backup: where it lies, when it was made, and the reason when it was not asked for."""

    path: str
    at: datetime
    reason: str


class Preview(NamedTuple):
    """How many commands a copy holds, when the last of them was given, and how the present file differs from it.

    `difference` is None where there is no present file, or none that can be read.
    """

    commands: int
    last: str
    difference: Difference | None

    def told(self) -> str:
        """Return it in words."""
        return f"{self.commands} commands, the last of {self.last[:16].replace('T', ' ')} UTC"


def backup(path: str, *, reason: str = "") -> str:
    """Make a verified copy beside the file, let go of copies no longer wanted, and return its path.

    Args:
        path: The programme file.
        reason: Such as before-update; none when a person asked.

    Raises:
        FileTrouble: The file is damaged, or the disk is full; no incomplete copy is left.
    """
    _is_file(path)
    folder = os.path.join(os.path.dirname(os.path.abspath(path)), FOLDER)
    try:
        os.makedirs(folder, exist_ok=True)
        made = _copy(path, lambda number: _name(path, reason, number))
    except OSError as error:
        raise FileTrouble(f"no backup can be made in {folder}: {(error.strerror or str(error)).lower()}") from error
    for old in superfluous(copies(path)):
        with suppress(OSError):
            os.remove(old.path)
    return made


def next_name(path: str) -> str:
    """Return the path that a backup made now would get.

    Raises:
        CopError: The programme lives on a server, or the file is none.
    """
    _is_file(path)
    return next(name for number in range(100) if not os.path.exists(name := _name(path, "", number)))


def _is_file(path: str) -> None:
    if is_url(path):
        raise CopError("a database server is backed up with its own tools", "pg_dump does it")
    inspect_header(path)


def _copy(path: str, name: Callable[[int], str]) -> str:
    temporary = f"{name(0)}.part-{os.getpid()}"
    try:
        with explained(path), closing(connect(path)) as link:
            link.execute("VACUUM INTO ?", (temporary,))
        _verify(temporary)
        return _publish(temporary, name)
    finally:
        discard(temporary)


def _publish(temporary: str, name: Callable[[int], str]) -> str:
    for number in range(100):
        with suppress(CopError):
            publish(temporary, name(number))
            return name(number)
    raise FileTrouble("a hundred backups were made this second", "wait a moment")


def _verify(path: str) -> None:
    """Check every page of a copy (quick_check passed 53 bad copies that integrity_check refused).

    Raises:
        FileTrouble: It is not whole.
    """
    with explained(path), closing(connect(path, "ro")) as link:
        answer = link.execute("PRAGMA integrity_check").fetchall()
    if answer != [("ok",)]:
        raise FileTrouble(f"{path} is damaged", "nothing was changed; cop doctor tells more")


def copies(path: str) -> list[Copy]:
    """Return the backups of a programme file, newest first."""
    folder = os.path.join(os.path.dirname(os.path.abspath(path)), FOLDER)
    names = os.listdir(folder) if os.path.isdir(folder) else []
    found = [copy for name in names if (copy := _read_name(folder, name, _stem(path))) is not None]
    return sorted(found, key=lambda copy: (copy.at, copy.path), reverse=True)


def superfluous(kept: Iterable[Copy]) -> list[Copy]:
    """Return which of these copies, newest first, are no longer wanted."""
    days: set[str] = set()
    months: set[str] = set()
    old = []
    for number, copy in enumerate(kept):
        day, month = copy.at.strftime("%Y-%m-%d"), copy.at.strftime("%Y-%m")
        daily, monthly = day not in days and len(days) < DAYS, month not in months and len(months) < MONTHS
        if copy.reason != BEFORE_UPDATE and not (number < NEWEST or daily or monthly):
            old.append(copy)
        days.add(day)
        months.add(month)
    return old


def find_copy(path: str, said: str | None) -> str:
    """Return the backup that is meant: a path, part of a name, or the newest one.

    Raises:
        NotFound: There is none, or several.
    """
    if said and os.path.isfile(said):
        return said
    found = [copy.path for copy in copies(path) if (said or "") in os.path.basename(copy.path)]
    if not found or (said and len(found) > 1):
        which = f'"{said}" names {len(found)} backups' if said else f"{path} has no backup"
        raise NotFound(which, ", ".join(map(os.path.basename, found[:3])) or "cop backup makes one")
    return found[0]


def original(copy: str) -> str | None:
    """Return the programme file beside whose folder of backups a copy lies, as its name says; None for another file."""
    folder, name = os.path.split(os.path.abspath(copy))
    parts = name.removesuffix(ENDING).split(".")
    for at in range(1, len(parts)):
        if os.path.basename(folder) == FOLDER and name.endswith(ENDING) and _moment(parts[at]):
            return os.path.join(os.path.dirname(folder), ".".join(parts[:at]) + ENDING)
    return None


def is_whole(path: str) -> bool:
    """Tell whether a file is a programme, every page of which holds.

    Raises:
        FileTrouble: That cannot be seen now: the file is in use, or the disk does not answer.
    """
    try:
        inspect_header(path)
        _verify(path)
    except CopError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            raise
        return False
    return True


def preview(path: str, copy: str) -> Preview:
    """Return what bringing back a copy would mean, having checked that it is whole.

    Raises:
        FileTrouble: The copy is damaged, newer than this cop, or of another programme.
        CopError: The programme lives on a server.
    """
    if is_url(path):
        raise CopError("a database server is brought back with its own tools", "pg_restore does it")
    if inspect_header(copy) > SCHEMA_VERSION:
        raise FileTrouble(f"{copy} was written by a newer cop", "update cop; nothing was changed")
    if not is_whole(copy):
        others = [os.path.basename(other.path) for other in copies(path) if not os.path.samefile(other.path, copy)]
        raise FileTrouble(f"{copy} is damaged", f"cop restore {others[0]} brings back another" if others else None)
    programme, held = _entries(copy)
    try:
        inspect_header(path)
        present_programme, _ = _entries(path)
        found = difference(path, copy) if programme == present_programme else None
    except CopError:
        return Preview(len(held), _last(held), None)
    if programme != present_programme:
        raise FileTrouble(f"{copy} is a copy of another programme", "--file names the programme that it belongs to")
    return Preview(len(held), _last(held), found)


def restore(path: str, copy: str) -> str | None:
    """Let the file hold what a verified copy holds, and return the path of a copy of what it held until now, if any.

    The present file is changed in one transaction, so that whoever has it open sees the one or the other. A damaged
    one is set aside instead; one that is gone comes back.

    Raises:
        FileTrouble: The copy is damaged, or the file is in use or cannot be written.
        CopError: The programme lives on a server.
    """
    preview(path, copy)
    try:
        kept = backup(path, reason="before-restore")
    except CopError:
        # No room for a backup, or a folder that cannot be written, is no reason to set a healthy file aside.
        if is_whole(path):
            raise
        return _replace_damaged(path, copy)
    with explained(path), closing(connect(path)) as target, closing(connect(copy, "ro")) as source:
        # Asked for first, because the copying itself would wait for a busy file for ever.
        target.execute("BEGIN IMMEDIATE")
        target.execute("ROLLBACK")
        target.execute("PRAGMA synchronous=EXTRA")
        source.backup(target)
    return kept


def _replace_damaged(path: str, copy: str) -> str | None:
    there = os.path.exists(path)
    temporary = f"{path}.new-{os.getpid()}"
    kept = os.path.join(os.path.dirname(os.path.abspath(path)), FOLDER, f"{_stem(path)}.{_stamp()}.damaged")
    try:
        os.makedirs(os.path.dirname(kept), exist_ok=True)
        shutil.copyfile(copy, temporary)
        with open(temporary, "rb+") as file:
            os.fsync(file.fileno())
        for ending in ("", "-journal"):
            if os.path.exists(path + ending):
                os.replace(path + ending, kept + ending)
        os.replace(temporary, path)
    except OSError as error:
        raise FileTrouble(f"{path} cannot be replaced: {(error.strerror or str(error)).lower()}") from error
    finally:
        discard(temporary)
    return kept if there else None


def _entries(path: str) -> tuple[str, dict[bytes, int]]:
    with explained(path), closing(connect(path, "ro")) as link:
        programme = link.execute("SELECT value FROM meta WHERE name = 'programme'").fetchone()
        return str(programme and programme[0]), dict(link.execute("SELECT hash, wall FROM entry").fetchall())


def _last(held: dict[bytes, int]) -> str:
    return wall_text(max(held.values(), default=0))


def _name(path: str, reason: str, number: int) -> str:
    parts = [_stem(path), _stamp(), *([str(number + 1)] if number else []), *([reason] if reason else [])]
    return os.path.join(os.path.dirname(os.path.abspath(path)), FOLDER, ".".join(parts) + ENDING)


def _stamp() -> str:
    return clock.now().strftime(STAMP)


def _stem(path: str) -> str:
    return os.path.basename(path).removesuffix(ENDING)


def _read_name(folder: str, name: str, stem: str) -> Copy | None:
    if not name.startswith(f"{stem}.") or not name.endswith(ENDING):
        return None
    stamp, *more = name[len(stem) + 1 : -len(ENDING)].split(".")
    at = _moment(stamp)
    reason = next((word for word in more if not word.isdecimal()), "")
    return Copy(os.path.join(folder, name), at, reason) if at else None


def _moment(stamp: str) -> datetime | None:
    try:
        return datetime.strptime(f"{stamp} +0000", f"{STAMP} %z")
    except ValueError:
        return None
