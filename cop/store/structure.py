"""The tables, indexes and views that a file should have: an empty one is made by the same steps and compared."""

import os
import tempfile
from functools import cache
from typing import Any

from cop.store.database import Database, SqliteDatabase

Structure = dict[str, list[Any]]


def misshapen(db: Database) -> list[str]:
    """Return the names of tables, indexes and views of a file that are missing, too many, or not as they should be."""
    there, due = structure(db), _due()
    return sorted(name for name in {*there, *due} if there.get(name) != due.get(name))


def structure(db: Database) -> Structure:
    """Return what SQLite understands of each table, index and view, and what the file says of them itself."""
    found: Structure = {
        "alembic_version's row": db.all("SELECT version_num FROM alembic_version"),
        "meta's list of tables": db.all("SELECT value FROM meta WHERE name = 'derived'"),
    }
    for kind, name, sql in db.all("SELECT type, name, sql FROM sqlite_master"):
        found[name] = [kind, *(_parts(db, kind, name) if kind != "view" else [sql])]
    return found


PARTS = {
    "table": (
        "SELECT * FROM pragma_table_xinfo(:name)",
        "SELECT * FROM pragma_foreign_key_list(:name)",
        # In no order: indexes are made in any.
        'SELECT name, "unique", origin, partial FROM pragma_index_list(:name)',
    ),
    "index": ("SELECT * FROM pragma_index_xinfo(:name)",),
}


def _parts(db: Database, kind: str, name: str) -> list[Any]:
    return [sorted(db.all(asked, name=name), key=repr) for asked in PARTS.get(kind, ())]


@cache
def _due() -> Structure:
    from cop.store import migrate

    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "empty")
        open(path, "wb").close()
        migrate.upgrade(path)
        db = SqliteDatabase(path)
        try:
            return structure(db)
        finally:
            db.close()
