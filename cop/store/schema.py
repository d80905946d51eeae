"""The tables as SQLAlchemy sees them; migrations, servers and tests import this, the everyday commands never do."""

from sqlalchemy import BigInteger, Column, Connection, Index, Integer, MetaData, Table, Text, text

from cop.kernel.ids import blake, canonical
from cop.kernel.records import Record, every_kind
from cop.store.fold import columns

NUMBER = BigInteger().with_variant(Integer, "sqlite")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Ordered alike everywhere: by code point."""


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
    names = " ".join(table.name for table in metadata.sorted_tables)
    link.execute(text("INSERT INTO meta (name, value) VALUES ('derived', :names)"), {"names": names})


def drop_derived(link: Connection) -> None:
    """Drop the tables and views that an earlier declaration made; a server's database may hold others beside them."""
    made = link.execute(text("SELECT value FROM meta WHERE name = 'derived'")).scalar()
    for name in (made or "").split():
        link.exec_driver_sql(f"DROP VIEW IF EXISTS v_{name}")
    for name in (made or "").split():
        link.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
    link.execute(text("DELETE FROM meta WHERE name = 'derived'"))


def view(kind: type[Record]) -> str:
    """Return the read-only view of a kind, the documented way in for other tools: names stand beside references."""
    name, joins, shown = kind.declaration.name, [], [f"{kind.declaration.name}.{column}" for column, _ in columns(kind)]
    for field, targets in _references(kind):
        called = []
        for to, label in targets:
            also = f"j_{field}" if len(targets) == 1 else f"j_{field}_{to}"
            joins.append(f"LEFT JOIN {to} AS {also} ON {also}.id = {name}.{field}")
            called.append(f"{also}.{label}")
        name_of = called[0] if len(called) == 1 else f"coalesce({', '.join(called)})"
        shown.append(f"{name_of} AS {field}_name")
    return f"CREATE VIEW v_{name} AS SELECT {', '.join(shown)} FROM {name} {' '.join(joins)}"


def _references(kind: type[Record]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return each reference and the kinds it may name, with the field that names such a record to people."""
    labels = {other.declaration.name: other.declaration.label for other in every_kind()}
    return [(each.name, [(to, labels[to]) for to in each.kinds]) for each in kind.fields() if each.kinds]


def declarations_digest() -> str:
    """Return a digest of every kind's columns: when it changes, a migration has to rebuild the derived tables."""
    told = [f"{kind.declaration.name} {columns(kind)}" for kind in every_kind()]
    return blake(canonical(*told)).hex()


def views_page() -> str:
    """Return docs/reference/views.md: what other programs may read."""
    told = [VIEWS_INTRODUCTION]
    for kind in every_kind():
        rows = "".join(f"| {column} | {said} |\n" for column, said in described(kind))
        told.append(
            f"## v_{kind.declaration.name}\n\n{kind.__doc__}\n\n| column | what it holds |\n| --- | --- |\n{rows}"
        )
    return "\n".join(told)


def described(kind: type[Record]) -> list[tuple[str, str]]:
    """Return each column of a kind's view and what it holds, in the order of the view."""
    helps = {each.name: each.help for each in kind.fields()} | {"id": "Twelve characters that never change."}
    found = [(column, helps.get(column, f"The instant of {column[:-4]}, in UTC.")) for column, _ in columns(kind)]
    return found + [
        (f"{field}_name", f"What people call the {' or '.join(to for to, _ in targets)} of `{field}`.")
        for field, targets in _references(kind)
    ]


VIEWS_INTRODUCTION = """# Views for other programs

A spreadsheet, a statistics package or a database browser may read these views of a programme file, or of a programme on
a server. Open the file read-only: whatever is written into it by other means than cop is lost at the next
`cop verify --rebuild`, and `cop doctor` reports it. The tables under the views are private and change without notice.

Days are written 2024-07-10, times 2024-07-10T11:00[Europe/Rome], flags are 1 and 0. This page is made from the
declarations by `python -m cop.store.schema`.
"""


if __name__ == "__main__":
    import sys

    import cop.registry  # noqa: F401  (it tells the store where each kind is declared)

    sys.stdout.write(views_page())
