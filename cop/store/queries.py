"""Rows become records: one(Meeting, id), every(Meeting, "body = :body", body=...)."""

from collections.abc import Iterable
from typing import Any, TypeVar

from cop.kernel.records import Record
from cop.store.database import Database, within

R = TypeVar("R", bound=Record)


def one(db: Database, record_type: type[R], record: str) -> R | None:
    """Return the record with this id; None when it is not there, or was removed."""
    found = every(db, record_type, "id = :id", id=record)
    return found[0] if found else None


def every(db: Database, record_type: type[R], where: str = "", *, order: str = "id", **params: Any) -> list[R]:
    """Return the records that fit a condition with named parameters, ordered by the named columns."""
    condition = f" WHERE {where}" if where else ""
    rows = db.all(f"{selection(record_type)}{condition} ORDER BY {order}", **params)
    return [record_type.from_row(row) for row in rows]


def every_of(db: Database, record_type: type[R], field: str, values: Iterable[str]) -> list[R]:
    """Return the records whose field holds one of the values."""
    rows = within(db, f"{selection(record_type)} WHERE {field} IN (:values) ORDER BY id", sorted(set(values)))
    return [record_type.from_row(row) for row in rows]


def selection(record_type: type[R]) -> str:
    """Return the beginning of a query whose rows from_row understands."""
    return f"SELECT {', '.join(record_type.names())} FROM {record_type.declaration.name}"
