"""The tables as SQLAlchemy sees them; migrations, servers and tests import this, the everyday commands never do."""

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, Table, Text

from cop.kernel.ids import blake, canonical
from cop.kernel.records import Record, every_kind
from cop.store.fold import columns

NUMBER = BigInteger().with_variant(Integer, "sqlite")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Ordered alike everywhere: by code point."""
JOURNAL = {"meta", "site", "entry", "record", "register", "change", "supersede", "personal", "alembic_version"}
"""The tables that migrations/versions own, step by step; every other one is derived from the journal."""


def derived_tables(metadata: MetaData) -> None:
    """Declare what the fold writes: a table a kind, the names people may use, and the open conflicts."""
    names = Table("known_as", metadata, *(Column(name, TEXT) for name in ("kind", "folded", "record", "source")))
    Index("known_as_folded", names.c.folded)
    Index("known_as_source", names.c.source)
    conflicts = Table("conflict", metadata, *(Column(name, TEXT) for name in ("kind", "record", "field")))
    Index("conflict_record", conflicts.c.record)
    for kind in every_kind():
        _domain_table(metadata, kind)


def _domain_table(metadata: MetaData, kind: type[Record]) -> None:
    name = kind.declaration.name
    held = [Column(column, NUMBER if number else TEXT, primary_key=column == "id") for column, number in columns(kind)]
    table = Table(name, metadata, *held, sqlite_with_rowid=False)
    for column, _ in columns(kind):
        if column in ("code", kind.declaration.parent) or column.endswith("_utc"):
            Index(f"{name}_{column}", table.c[column])


def rebuild_derived(link: Connection) -> None:
    """Drop every derived table and view and make them anew from today's declarations, empty."""
    drop_derived(link)
    metadata = MetaData()
    derived_tables(metadata)
    metadata.create_all(link)
    for kind in every_kind():
        link.exec_driver_sql(view(kind))


def drop_derived(link: Connection) -> None:
    """Drop the views and tables that an earlier declaration made."""
    from sqlalchemy import inspect

    inspector = inspect(link)
    for name in inspector.get_view_names():
        if name.startswith("v_"):
            link.exec_driver_sql(f"DROP VIEW {name}")
    for name in inspector.get_table_names():
        if name not in JOURNAL:
            link.exec_driver_sql(f"DROP TABLE {name}")


def view(kind: type[Record]) -> str:
    """Return the read-only view of a kind, the documented way in for other tools: names stand beside references."""
    name, joins, shown = kind.declaration.name, [], [f"{kind.declaration.name}.{column}" for column, _ in columns(kind)]
    for each in kind.fields():
        target = {other.declaration.name: other for other in every_kind()}.get(each.to)
        if target is not None:
            joins.append(f"LEFT JOIN {each.to} AS j_{each.name} ON j_{each.name}.id = {name}.{each.name}")
            shown.append(f"j_{each.name}.{target.declaration.label} AS {each.name}_name")
    return f"CREATE VIEW v_{name} AS SELECT {', '.join(shown)} FROM {name} {' '.join(joins)}"


def declarations_digest() -> str:
    """Return a digest of every kind's columns: when it changes, a migration has to rebuild the derived tables."""
    told = [f"{kind.declaration.name} {columns(kind)}" for kind in every_kind()]
    return blake(canonical(*told)).hex()
