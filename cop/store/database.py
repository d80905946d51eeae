"""One programme's tables, reached through sqlite3 for a file and through SQLAlchemy for a server, with the same SQL."""

import os
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from cop.kernel.errors import CopError, FileTrouble, NotFound

APPLICATION_ID = 0x636F7031
SCHEMA_VERSION = 1
"""Number of the newest migration; it stands in the file's user_version."""
BUSY_SECONDS = 30
CHUNK = 500
WRITERS_LOCK = 0x636F70

Params = Mapping[str, Any]


class Database(Protocol):
    """SQL with named parameters, in the subset that SQLite and PostgreSQL share (docs/adr/0004)."""

    dialect: str

    def all(self, sql: str, **params: Any) -> list[Any]:
        """Return every row as a tuple."""
        ...

    def run(self, sql: str, **params: Any) -> None:
        """Carry out one statement."""
        ...

    def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Carry out one statement once for each row."""
        ...

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; a writing one waits its turn first, so that it reads what it will change."""
        ...

    def commit(self) -> None:
        """Make the transaction last."""
        ...

    def rollback(self) -> None:
        """Forget the transaction."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


def first(db: Database, sql: str, **params: Any) -> Any:
    """Return the first row, or None."""
    rows = db.all(sql, **params)
    return rows[0] if rows else None


def within(db: Database, sql: str, values: Iterable[Any], **params: Any) -> list[Any]:
    """Return the rows of a query that holds `IN (:values)`, asked in chunks that every database accepts."""
    known, found = list(values), []
    for at in range(0, len(known), CHUNK):
        chunk = {f"v{number}": value for number, value in enumerate(known[at : at + CHUNK])}
        spelled = sql.replace(":values", ", ".join(f":{name}" for name in chunk))
        found += db.all(spelled, **chunk, **params)
    return found


class SqliteDatabase:
    """A programme file through the standard library, opened by the recipe in the design's promises."""

    dialect = "sqlite"

    def __init__(self, path: str) -> None:
        self.path = path
        uri = "file:" + _quoted(os.path.abspath(path)) + "?mode=rw"
        self.link = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
        self._careful()

    def _careful(self) -> None:
        # Each line was measured: docs/adr/0003 says which fault it prevents.
        for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "secure_delete=ON"):
            self.link.execute(f"PRAGMA {pragma}")
        self.link.execute("PRAGMA synchronous=EXTRA")
        (mode,) = self.link.execute("PRAGMA journal_mode=DELETE").fetchone()
        if mode != "delete":
            raise FileTrouble(f"{self.path} is kept in {mode} mode by another program", "close that program and try again")

    def all(self, sql: str, **params: Any) -> list[Any]:
        """Return every row as a tuple."""
        return self.link.execute(sql, params).fetchall()

    def run(self, sql: str, **params: Any) -> None:
        """Carry out one statement."""
        self.link.execute(sql, params)

    def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Carry out one statement once for each row."""
        self.link.executemany(sql, rows)

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; IMMEDIATE for a writer (the default lost 266 of 320 concurrent updates)."""
        self.link.execute("BEGIN IMMEDIATE" if writing else "BEGIN")

    def commit(self) -> None:
        """Make the transaction last."""
        self.link.execute("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction, if one is open (SQLite closes it by itself when the disk is full)."""
        if self.link.in_transaction:
            self.link.execute("ROLLBACK")

    def close(self) -> None:
        """Let go of the file."""
        self.link.close()


class SqlalchemyDatabase:
    """A database server, or in tests a file, through SQLAlchemy; it is imported nowhere else on the way of a command."""

    def __init__(self, url: str) -> None:
        from sqlalchemy import create_engine, text
        from sqlalchemy.pool import NullPool

        self._text = text
        self._engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self._link = self._engine.connect()
        self.dialect = self._engine.dialect.name

    def all(self, sql: str, **params: Any) -> list[Any]:
        """Return every row as a tuple."""
        return [tuple(row) for row in self._link.execute(self._text(sql), params)]

    def run(self, sql: str, **params: Any) -> None:
        """Carry out one statement."""
        self._link.execute(self._text(sql), params)

    def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Carry out one statement once for each row."""
        if rows:
            self._link.execute(self._text(sql), list(rows))

    def begin(self, *, writing: bool) -> None:
        """Open a transaction; a writer queues at one lock (READ COMMITTED alone lost 255 of 320 updates)."""
        self._link.exec_driver_sql("BEGIN IMMEDIATE" if writing and self.dialect == "sqlite" else "BEGIN")
        if writing and self.dialect != "sqlite":
            self._link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")

    def commit(self) -> None:
        """Make the transaction last."""
        self._link.exec_driver_sql("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction."""
        self._link.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        """Let go of the connection."""
        self._link.close()
        self._engine.dispose()


def is_url(place: str) -> bool:
    """Say whether the programme lives on a database server rather than in a file."""
    return "://" in place


def open_database(place: str) -> Database:
    """Open an existing programme.

    Raises:
        NotFound: There is no such file.
        FileTrouble: It is not a programme, cut short, newer than this cop, or cannot be opened.
    """
    if is_url(place):
        return SqlalchemyDatabase(place)
    version = inspect_header(place)
    if version > SCHEMA_VERSION:
        raise FileTrouble(f"{place} was written by a newer cop", "update cop; the file was left alone")
    return SqliteDatabase(place)


def inspect_header(path: str) -> int:
    """Return the schema version in a programme file's first 100 bytes, having checked the rest of them.

    Raises:
        NotFound: There is no such file.
        FileTrouble: It is a folder, another application's file, or shorter than its header says.
    """
    try:
        with open(path, "rb") as file:
            header, length = file.read(100), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        raise NotFound(f"there is no file {path}", "cop init makes a new programme, --file names another one") from None
    except OSError as error:
        raise FileTrouble(f"{path} cannot be opened: {(error.strerror or str(error)).lower()}") from None
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        raise FileTrouble(f"{path} is not a programme file", "programme files end in .cop.db and are made by cop init")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise FileTrouble(f"{path} belongs to another application", "it was left alone; --file names another one")
    if header[24:28] == header[92:96]:
        pages, size = int.from_bytes(header[28:32], "big"), int.from_bytes(header[16:18], "big")
        if pages * (65536 if size == 1 else size) > length:
            raise FileTrouble(f"{path} is cut short: part of it is missing", "fetch it again, or cop restore a backup")
    return int.from_bytes(header[60:64], "big")


def explain(error: Exception, place: str) -> CopError | None:
    """Return what a database's complaint means to a person; None when it is a fault of ours."""
    said = str(error).lower()
    for part, message, hint in TROUBLES:
        if part in said:
            return FileTrouble(message.format(place=place), hint)
    return None


TROUBLES = (
    ("locked", "{place} is in use by another program", f"it was busy for {BUSY_SECONDS} seconds; try again in a moment"),
    ("readonly", "{place} cannot be written", "it is read-only here; copy it to a folder of your own"),
    ("disk is full", "the disk is full", "nothing was saved; make room and try again"),
    ("disk i/o", "the disk did not answer as it should", "nothing was saved; check the disk or the stick"),
    ("unable to open", "{place} cannot be opened", "check that you may write in that folder"),
    ("malformed", "{place} is damaged", "cop doctor tells more; cop restore brings back a backup"),
    ("not a database", "{place} is damaged", "cop doctor tells more; cop restore brings back a backup"),
    ("no such table", "{place} is damaged: a table is missing", "cop doctor tells more"),
    ("connection", "the database server does not answer", "check the address in --file or COP_FILE"),
)


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return ("/" if os.name == "nt" else "") + quote(path.replace("\\", "/"))
