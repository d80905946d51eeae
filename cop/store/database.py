"""One programme's tables, reached through sqlite3 for a file and through SQLAlchemy for a server, with the same SQL."""

import os
import re
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Protocol

from cop.kernel.errors import FileTrouble

if TYPE_CHECKING:
    from sqlalchemy import Connection

APPLICATION_ID = 0x636F7031
SCHEMA_VERSION = 3
"""Number of the newest migration; it stands in the file's user_version."""
BUSY_SECONDS: float = 30
"""How long a command waits for another one that is writing."""
CHUNK = 500
NAMED = re.compile(":([a-z_0-9]+)")
WRITERS_LOCK = 0x636F70

Params = Mapping[str, Any]


class Database(Protocol):
    """SQL with named parameters, in the subset that SQLite and PostgreSQL share (docs/adr/0004)."""

    dialect: str
    errors: tuple[type[Exception], ...]
    """What it raises when a statement fails; cop.store.opening.explain puts it in words."""

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
    """A programme file through the standard library, opened by the recipe of docs/adr/0003.

    Args:
        path: An existing file; a mistyped one is never created.
        mode: "rw", or "ro" for one who only looks.
    """

    dialect = "sqlite"
    errors: tuple[type[Exception], ...] = (sqlite3.Error,)

    def __init__(self, path: str, *, mode: str = "rw") -> None:
        self.path = path
        self.link = connect(path, mode)
        try:
            self._careful()
        except BaseException:
            self.link.close()
            raise

    def _careful(self) -> None:
        # Each line was measured: docs/adr/0003 says which fault it prevents.
        for pragma in ("foreign_keys=ON", "trusted_schema=OFF", "cell_size_check=ON", "secure_delete=ON"):
            self.link.execute(f"PRAGMA {pragma}")
        self.link.execute("PRAGMA synchronous=EXTRA")
        self.link.execute("PRAGMA temp_store=MEMORY")
        (mode,) = self.link.execute("PRAGMA journal_mode=DELETE").fetchone()
        if mode != "delete":
            raise FileTrouble(
                f"{self.path} is kept in {mode} mode by another program", "close that program and try again"
            )

    def all(self, sql: str, **params: Any) -> list[Any]:
        """Return every row as a tuple."""
        return self.link.execute(sql, params).fetchall()

    def run(self, sql: str, **params: Any) -> None:
        """Carry out one statement."""
        self.link.execute(sql, params)

    def many(self, sql: str, rows: Sequence[Params]) -> None:
        """Carry out one statement once for each row (by place rather than by name, which takes half the time)."""
        names = NAMED.findall(sql)
        if len(rows) > 1 and len(names) > 1:
            self.link.executemany(NAMED.sub("?", sql), map(itemgetter(*names), rows))
        else:
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
    """A database server, or in tests a file, through SQLAlchemy; it is imported nowhere else on the way of a command.

    Args:
        where: The server's URL, or a connection that somebody else opened and will close.
    """

    def __init__(self, where: "str | Connection") -> None:
        from sqlalchemy import text
        from sqlalchemy.exc import SQLAlchemyError

        self.errors: tuple[type[Exception], ...] = (SQLAlchemyError,)
        self._text = text
        self._link = _autocommitting(where) if isinstance(where, str) else where
        self.dialect = self._link.dialect.name

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
        """Open a transaction; writers queue at one lock (READ COMMITTED alone lost 255 of 320 updates)."""
        if self.dialect == "sqlite":
            self._link.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
        elif writing:
            self._link.exec_driver_sql("BEGIN")
            self._link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS_LOCK})")
        else:
            self._link.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ")

    def commit(self) -> None:
        """Make the transaction last."""
        self._link.exec_driver_sql("COMMIT")

    def rollback(self) -> None:
        """Forget the transaction."""
        self._link.exec_driver_sql("ROLLBACK")

    def close(self) -> None:
        """Let go of the connection."""
        self._link.close()
        self._link.engine.dispose()


def connect(path: str, mode: str = "rw") -> sqlite3.Connection:
    """Return a bare connection to an existing file, which begins and ends no transaction by itself."""
    from urllib.parse import quote

    whole = os.path.abspath(path).replace("\\", "/")
    uri = f"file:{'/' if os.name == 'nt' else ''}{quote(whole)}?mode={mode}"
    return sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None)


def _autocommitting(url: str) -> "Connection":
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool).connect()
