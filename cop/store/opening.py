"""Opens an existing programme: looks before it touches, brings an older one up to date, explains what goes wrong."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cop.kernel.errors import CopError, FileTrouble, NotFound
from cop.store import database
from cop.store.database import APPLICATION_ID, SCHEMA_VERSION, Database, SqlalchemyDatabase, SqliteDatabase
from cop.store.locate import is_url

HEADER = 100
LOOKS = 5
"""How often a file that seems short is looked at: another command may just be writing."""


def open_database(place: str, tell: Callable[[str], None] | None = None) -> Database:
    """Open an existing programme, bringing one of an older cop up to date after a verified backup.

    Args:
        place: A file's path or a server's URL.
        tell: Hears a sentence when the programme was brought up to date.

    Raises:
        NotFound: There is no such file.
        FileTrouble: It is not a programme, cut short, newer than this cop, or cannot be opened.
    """
    with explained(place):
        if is_url(place):
            return _open_server(place)
        version = inspect_header(place)
        _refuse_newer(version, place)
        if version < SCHEMA_VERSION:
            _bring_up_to_date(place, tell)
        return SqliteDatabase(place)


def inspect_header(path: str) -> int:
    """Return the schema version in a programme file's first 100 bytes, having checked the rest of them.

    Raises:
        NotFound: There is no such file.
        FileTrouble: It is a folder, another application's file, or shorter than its header says.
    """
    for _ in range(LOOKS):
        header, length = _first_bytes(path)
        if len(header) < HEADER or not header.startswith(b"SQLite format 3\0"):
            raise FileTrouble(
                f"{path} is not a programme file", "programme files end in .cop.db and are made by cop init"
            )
        if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
            raise FileTrouble(f"{path} belongs to another application", "it was left alone; --file names another one")
        # While a writer is at work, and after one was killed, a journal lies beside the file and SQLite sets it right.
        if _promised(header) <= length or os.path.exists(f"{path}-journal"):
            return int.from_bytes(header[60:64], "big")
    raise FileTrouble(f"{path} is cut short: part of it is missing", "fetch it again, or cop restore a backup")


def _first_bytes(path: str) -> tuple[bytes, int]:
    try:
        with open(path, "rb") as file:
            return file.read(HEADER), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", "cop init makes a new programme, --file names another one") from None
    except OSError as error:
        raise FileTrouble(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}") from None


def _promised(header: bytes) -> int:
    """Return how many bytes the header says there are; 0 when another library wrote it and left the count stale."""
    if header[24:28] != header[92:96]:
        return 0
    size = int.from_bytes(header[16:18], "big")
    return int.from_bytes(header[28:32], "big") * (65536 if size == 1 else size)


def _refuse_newer(version: int, place: str) -> None:
    if version > SCHEMA_VERSION:
        raise FileTrouble(f"{shown(place)} was written by a newer cop", "update cop; the programme was left alone")


def _bring_up_to_date(path: str, tell: Callable[[str], None] | None) -> None:
    from cop.store import backup, migrate

    if not os.access(path, os.W_OK) or not os.access(os.path.dirname(os.path.abspath(path)), os.W_OK):
        raise FileTrouble(
            f"{path} was written by an older cop and is read-only here", "copy it to a folder of your own"
        )
    kept = backup.backup(path, reason="before-update")
    migrate.upgrade(path)
    if tell is not None:
        tell(f"{path} was brought up to date for this cop; as it was before: {kept}")


def _open_server(url: str) -> Database:
    db = connect_server(url)
    version = server_version(db)
    try:
        _refuse_newer(version, url)
        if not version:
            raise FileTrouble(f"{shown(url)} holds no programme yet", f"cop init --file {shown(url)} makes one")
    except FileTrouble:
        db.close()
        raise
    if version < SCHEMA_VERSION:
        from cop.store import migrate

        migrate.upgrade(url)
    return db


def connect_server(url: str) -> SqlalchemyDatabase:
    """Return a connection to a database server, whatever it holds.

    Raises:
        FileTrouble: The address means nothing, or its driver is not installed.
    """
    try:
        return SqlalchemyDatabase(url)
    except ImportError as error:
        raise FileTrouble(f"{error.name} is missing here", "install cop-programme[postgres] to use a server") from error
    except Exception as error:
        if getattr(error, "orig", None) is not None or not type(error).__module__.startswith("sqlalchemy"):
            raise
        hint = "write it as postgresql+psycopg://NAME:PASSWORD@HOST/DATABASE"
        raise FileTrouble(f"{shown(url)} is no address of a database server", hint) from error


def server_version(db: SqlalchemyDatabase) -> int:
    """Return the schema version of the programme on a server; 0 when it holds none."""
    try:
        rows = db.all("SELECT version_num FROM alembic_version")
    except db.errors:
        return 0
    return int(rows[0][0]) if rows else 0


def is_empty(db: SqlalchemyDatabase) -> bool:
    """Say whether a server's database holds no table in its default schema."""
    (count,) = db.all("SELECT count(*) FROM information_schema.tables WHERE table_schema = current_schema()")[0]
    return not count


def shown(place: str) -> str:
    """Return a place as it may be shown: a server's URL without its password."""
    return re.sub(r"(://[^:/@]*):[^@/]*@", r"\1@", place)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database complains of inside the block into words for a person.

    Raises:
        FileTrouble: The programme is locked, read-only, full or damaged.
    """
    try:
        yield
    except Exception as error:
        told = explain(error, place)
        if told is None:
            raise
        raise told from error


def explain(error: Exception, place: str) -> CopError | None:
    """Return what a database's complaint means to a person; None when it is a fault of ours, or no such complaint."""
    cause = getattr(error, "orig", None) or error
    if not isinstance(cause, sqlite3.Error) and not type(cause).__module__.startswith("psycopg"):
        return None
    said = str(cause).lower()
    for part, message, hint in TROUBLES:
        if part in said:
            return FileTrouble(message.format(place=shown(place)), hint.format(seconds=database.BUSY_SECONDS))
    return None


TROUBLES = (
    ("locked", "{place} is in use by another program", "it was busy for {seconds:.0f} seconds; try again in a moment"),
    ("readonly", "{place} cannot be written", "it is read-only here; copy it to a folder of your own"),
    ("disk is full", "the disk is full", "nothing was saved; make room and try again"),
    ("disk i/o", "the disk did not answer as it should", "nothing was saved; check the disk or the stick"),
    ("unable to open", "{place} cannot be opened", "check that you may write in that folder"),
    ("malformed", "{place} is damaged", "cop doctor tells more; cop restore brings back a backup"),
    ("not a database", "{place} is damaged", "cop doctor tells more; cop restore brings back a backup"),
    (
        "no such table",
        "{place} is damaged: a table is missing",
        "cop doctor tells more; cop restore helps",
    ),
    ("no such column", "{place} is damaged: a column is missing", "cop doctor tells more"),
    ("does not exist", "{place} is damaged: a table is missing", "cop doctor tells more"),
    ("read-only transaction", "{place} cannot be written", "the server lets you only read"),
    ("permission denied", "{place} cannot be written", "the server does not let you; ask who looks after it"),
    ("no space left", "the server's disk is full", "nothing was saved; make room and try again"),
    ("connection", "the database server does not answer", "check the address in --file or COP_FILE"),
)
