"""Makes new programme files and brings older ones up to date, each in one transaction, by Alembic's steps."""

import os
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from cop.kernel.errors import CopError, FileTrouble
from cop.store import fold
from cop.store.database import APPLICATION_ID, SCHEMA_VERSION, SqlalchemyDatabase, connect
from cop.store.locate import is_url
from cop.store.opening import explained

if TYPE_CHECKING:
    from sqlalchemy import Connection


def create(path: str, fill: Callable[[str], None]) -> None:
    """Make a new programme file: empty tables, then what `fill` writes; the name appears only when all is done.

    Raises:
        CopError: Something of that name exists already.
        FileTrouble: The folder cannot be written, or the disk is full.
    """
    if os.path.exists(path):
        raise CopError(f"{path} exists already", "choose another name; cop never overwrites a programme")
    temporary = f"{path}.new-{os.getpid()}"
    try:
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        open(temporary, "wb").close()
        with explained(path):
            upgrade(temporary)
            fill(temporary)
        publish(temporary, path)
    except OSError as error:
        raise FileTrouble(f"{path} cannot be made: {(error.strerror or str(error)).lower()}") from error
    finally:
        discard(temporary)


def upgrade(place: str, scripts: str | None = None) -> None:
    """Carry out every step that the programme lacks, all or none of them, and fold the journal into the new tables.

    A file must have been backed up before (cop.store.opening does it); a killed run leaves it as it was.

    Args:
        place: A file's path or a server's URL.
        scripts: The folder of Alembic's steps; cop's own unless a test brings others.
    """
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    url, how = (place, {}) if is_url(place) else ("sqlite://", {"creator": lambda: connect(place)})
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool, **how)
    try:
        with engine.connect() as link:
            _upgrade(link, scripts or _scripts(), sqlite=engine.dialect.name == "sqlite")
    finally:
        engine.dispose()


def _upgrade(link: "Connection", scripts: str, *, sqlite: bool) -> None:
    if sqlite:
        # Outside the transaction, or a table made anew would empty the tables that refer to it.
        link.exec_driver_sql("PRAGMA foreign_keys=OFF")
        link.exec_driver_sql("PRAGMA synchronous=EXTRA")
    db = SqlalchemyDatabase(link)
    db.begin(writing=True)
    try:
        before = _journal_size(link)
        version = _run_steps(link, scripts)
        _check(link, before, sqlite=sqlite)
        if before:
            fold.refold_all(db)
        if sqlite:
            link.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            link.exec_driver_sql(f"PRAGMA user_version={version}")
        db.commit()
    except BaseException:
        with suppress(*db.errors):
            db.rollback()
        raise


def _run_steps(link: "Connection", scripts: str) -> int:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", scripts.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = link
    command.upgrade(config, "head")
    return int(ScriptDirectory.from_config(config).get_current_head() or SCHEMA_VERSION)


def _journal_size(link: "Connection") -> list[int]:
    from sqlalchemy import inspect

    if not inspect(link).has_table("change"):
        return []
    return [link.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one() for table in ("entry", "change")]


def _check(link: "Connection", before: list[int], *, sqlite: bool) -> None:
    if before and _journal_size(link) != before:
        raise FileTrouble("the update would have lost part of the journal", "nothing was changed; please report this")
    if sqlite and link.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
        raise FileTrouble("the update would have torn the journal", "nothing was changed; please report this")


def publish(temporary: str, path: str) -> None:
    """Give a finished file its name, on disk for good, never over another that appeared meanwhile."""
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise CopError(f"{path} exists already", "choose another name; cop never overwrites a programme") from None
    except OSError:
        # No hard links here: on Windows os.rename refuses to overwrite, elsewhere the first check has to do.
        os.rename(temporary, path)


def discard(temporary: str) -> None:
    """Remove a file of our own that never got its name, and what SQLite left beside it."""
    for left in (temporary, f"{temporary}-journal"):
        with suppress(FileNotFoundError):
            os.remove(left)


def _scripts() -> str:
    from importlib.resources import files

    shipped = files("cop") / "migrations"
    return str(shipped if shipped.is_dir() else files("cop") / ".." / "migrations")
