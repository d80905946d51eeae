"""Everything that may be wrong with a programme, its file, its folder and this computer's keys; changes nothing."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from cop.kernel.errors import CopError
from cop.store import backup, check, identity
from cop.store.database import SCHEMA_VERSION, Database, SqliteDatabase, first
from cop.store.entry import wall_of
from cop.store.files import config_folder, read_text
from cop.store.locate import is_url, synced_by
from cop.store.opening import explain, inspect_header, open_database
from cop.store.structure import misshapen

WRONG, ADVICE = "wrong", "advice"
NETWORK = ("nfs", "cifs", "smb", "fuse.sshfs", "9p", "afs", "davfs")
BESIDE = ("-journal", "-wal")
"""What SQLite keeps beside a file while it changes."""
DAY = timedelta(days=1)
ROOM = 50_000_000
SHOWN = 20


class Finding(NamedTuple):
    """One thing that is wrong, or that a careful person would mend."""

    level: str
    check: str
    said: str
    hint: str | None = None


def examine(place: str, now: datetime) -> list[Finding]:
    """Return all findings; whoever opens the programme afterwards finds it as it was.

    Raises:
        NotFound: There is no such file.
    """
    if is_url(place):
        db = open_database(place)
        try:
            return [*_inside(db, now), *_keys(db)]
        finally:
            db.close()
    try:
        version = inspect_header(place)
    except CopError as error:
        if error.exit_code != 5:
            raise
        return [Finding(WRONG, "header", error.message, error.hint), *_around(place, now)]
    found = [*_version(place, version), *_around(place, now)]
    return found if found and found[0].check == "version" else [*found, *_content(place, now)]


def _version(path: str, version: int) -> Iterator[Finding]:
    if version > SCHEMA_VERSION:
        yield Finding(WRONG, "version", f"{path} was written by a newer cop", "update cop")
    if version < SCHEMA_VERSION:
        yield Finding(
            ADVICE, "version", f"{path} was written by an older cop", "any other command brings it up to date"
        )


def _content(path: str, now: datetime) -> Iterator[Finding]:
    """Examine the tables; of a file with an unfinished change beside it a copy, as opening it would change it."""
    with tempfile.TemporaryDirectory() as folder:
        subject, left = path, [ending for ending in BESIDE if os.path.exists(path + ending)]
        if left:
            subject = os.path.join(folder, "copy")
            for ending in ("", *left):
                shutil.copyfile(path + ending, subject + ending)
        try:
            db = SqliteDatabase(subject, mode="ro" if subject == path else "rw")
            try:
                yield from _pages(db)
                yield from _inside(db, now)
                yield from _keys(db)
            finally:
                db.close()
        except Exception as error:
            told = error if isinstance(error, CopError) else explain(error, path)
            said = told.message if told else f"{path} cannot be understood ({type(error).__name__}: {error})"
            yield Finding(WRONG, "file", said, "cop restore brings back a backup")


def _pages(db: SqliteDatabase) -> Iterator[Finding]:
    for (said,) in db.all("PRAGMA integrity_check"):
        if said != "ok":
            yield Finding(WRONG, "integrity_check", said, "cop restore brings back a backup")
    for name in misshapen(db):
        yield Finding(WRONG, "schema", f"{name} is not as it should be", "cop restore brings back a backup")
    for table, *_ in db.all("PRAGMA foreign_key_check"):
        yield Finding(WRONG, "foreign_key_check", f"the journal is torn in its table {table}", "cop restore helps")


def _inside(db: Database, now: datetime) -> Iterator[Finding]:
    db.begin(writing=False)
    try:
        for number, fault in enumerate(check.faults(db)):
            if number < SHOWN:
                mend = "cop verify --rebuild mends it" if fault.check == "rows" else "cop restore brings back a backup"
                yield Finding(WRONG, fault.check, fault.said, mend)
        for kind, record, field in check.incomplete(db)[:SHOWN]:
            yield Finding(
                ADVICE, "required", f"{kind} {record} is not shown: {field} is missing", "it awaits its other half"
            )
        for kind, record, field, target in check.dangling(db)[:SHOWN]:
            yield Finding(ADVICE, "references", f"{kind} {record}: its {field} {target} is not there",
                          f"cop {kind} edit {record} --set {field}=...")  # fmt: skip
        yield from _clocks(db, now)
    finally:
        with suppress(*db.errors):
            db.rollback()


def _clocks(db: Database, now: datetime) -> Iterator[Finding]:
    late = wall_of(now + DAY)
    for site, wall, clock in db.all(
        "SELECT s.id, max(e.wall), max(e.clock) FROM site s JOIN entry e ON e.site = s.n GROUP BY s.id"
    ):
        if wall > late or clock >> 16 > late:
            yield Finding(
                ADVICE, "clocks", f"site {site} wrote with a clock that is days ahead", "set that computer's date"
            )


def _keys(db: Database) -> Iterator[Finding]:
    if read_text(identity.own_key_file()) is None:
        yield Finding(ADVICE, "keys", "this computer has no key yet", "the first change makes one")
    else:
        try:
            identity.writing_seed(db)
        except CopError as error:
            yield Finding(ADVICE, "keys", error.message, error.hint)
        if os.name != "nt" and os.stat(identity.own_key_file()).st_mode & 0o077:
            path = identity.own_key_file()
            yield Finding(WRONG, "keys", "others on this computer may read its key", f"chmod 600 {path}")
    (roots,) = first(db, "SELECT count(*) FROM roster WHERE role = 'root'")
    if roots < 2:
        yield Finding(ADVICE, "keys", "the programme has no second key: who loses this computer cannot go on", None)
    (programme,) = first(db, "SELECT coalesce(max(value), '') FROM meta WHERE name = 'programme'")
    lying = os.path.join(config_folder(), "second-keys", f"{programme[:12]}.key")
    if programme and os.path.exists(lying):
        yield Finding(ADVICE, "keys", f"the second key still lies on this computer: {lying}",
                      "move it to paper, to a stick or to a deputy")  # fmt: skip


def _around(path: str, now: datetime) -> Iterator[Finding]:
    folder = os.path.dirname(os.path.abspath(path))
    if os.path.exists(f"{path}-journal"):
        yield Finding(ADVICE, "journal", "an unfinished change lies beside the file, in -journal",
                      "leave it there: the next command takes the change back")  # fmt: skip
    for ending in ("-wal", "-shm"):
        if os.path.exists(path + ending):
            yield Finding(WRONG, "journal", f"another program opened the file and left {ending}", "close that program")
    if synced_by(folder):
        yield Finding(ADVICE, "folder", f"{folder} is synced by a cloud service while you work",
                      "keep the programme elsewhere and sync backups")  # fmt: skip
    if _file_system(folder).startswith(NETWORK):
        yield Finding(
            ADVICE, "folder", f"{folder} is on a network share", "locks fail there: use a folder of this computer"
        )
    if shutil.disk_usage(folder).free < max(ROOM, 3 * os.path.getsize(path)):
        yield Finding(ADVICE, "space", "the disk is nearly full", "make room: a backup needs as much as the file")
    yield from _backups(path, now)


def _backups(path: str, now: datetime) -> Iterator[Finding]:
    """Examine the newest copies until one of them is whole: a copy may have been damaged since it was verified."""
    for copy in backup.copies(path):
        if _is_whole(copy.path):
            if copy.at < now - 7 * DAY:
                yield Finding(ADVICE, "backup", f"the last backup is of {copy.at:%Y-%m-%d}", "cop backup makes one")
            return
        yield Finding(WRONG, "backup", f"the backup {os.path.basename(copy.path)} is damaged or cannot be read",
                      "cop backup makes another")  # fmt: skip
    yield Finding(ADVICE, "backup", "there is no backup", "cop backup makes one")


def _is_whole(path: str) -> bool:
    try:
        return backup.is_whole(path)
    except CopError:
        return False


def _file_system(folder: str) -> str:
    """Return the type of the file system that holds a folder; nothing where the system does not tell."""
    if not sys.platform.startswith("linux"):
        return ""
    mounts = [line.split()[1:3] for line in (read_text("/proc/mounts") or "").splitlines()]
    real = os.path.realpath(folder)
    held = [(point, kind) for point, kind in mounts if real == point or real.startswith(point.rstrip("/") + "/")]
    return max(held, key=lambda mount: len(mount[0]), default=("", ""))[1]
