"""cop find: anything by any part of any of its names, in any script."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from cop.console.emit import View
from cop.console.session import Context
from cop.kernel.kinds import MODULES
from cop.store.database import Database, within

if TYPE_CHECKING:
    from cop.kernel.records import Record

app = typer.Typer(rich_markup_mode=None)
FOUND = View(
    name="found",
    keys=("kind", "id", "ref", "name", "matched", "belongs_to"),
    table=("kind", "ref", "name", "belongs_to", "matched"),
    titles={"matched": "found by", "belongs_to": "of"},
    keep=frozenset({"kind", "ref", "belongs_to"}),
    bare=frozenset({"belongs_to"}),
    say={"kind": lambda kind: kind.replace("_", " ")},
    ref="id",
)


PLACES = ("meeting", "body", "channel", "owner", "partner")
"""Fields that say where something is to be found, the nearest first."""
DATE_OF_SERIES = "(SELECT s.code FROM series s WHERE s.id = meeting.series) || '/' || original_on"
"""What people type for a meeting that is a date of a series: vpm/2024-07-03."""


class Hit(NamedTuple):
    """How well a name fits what was typed, 0 best, and which record says so."""

    fit: int
    source: str


@app.command("find")
def find(ctx: Context, text: Annotated[str, typer.Argument(help="Part of a name, in any script.")]) -> None:
    """Find anything by any part of any of its names."""
    with ctx.obj.reading() as store:
        rows = found(store.db, text)
        view = FOUND if any(row[4] for row in rows) else FOUND._replace(table=FOUND.table[:-1])
        ctx.obj.emit(rows, view if rows else view._replace(empty=_nothing(store.db, text)))


def found(db: Database, typed: str) -> list[Any]:
    """Return (kind, id, reference, name, other name it was found by, what it belongs to), the best first."""
    hits = _hits(db, typed)
    other = _spelled(db, hits) | _own_names(db, typed, hits)
    called = [(at, row) for at, kind in enumerate(_kinds(_tables_of(db, hits))) for row in _called(db, kind, hits)]
    places = _places(db, {row[4] for _, row in called if row[4]})
    rows = [(hits[row[1]].fit, at, (*row[:4], other.get(row[1]), places.get(row[4] or ""))) for at, row in called]
    return [row for _, _, row in sorted(rows, key=lambda one: (one[0], one[1], one[2][3], one[2][1]))]


def _hits(db: Database, typed: str) -> dict[str, Hit]:
    """Return the best hit for each record that any name leads to."""
    from cop.kernel.text import fold

    needle = fold(typed)
    best: dict[str, Hit] = {}
    for record, folded, source in db.all("SELECT record, folded, source FROM known_as"):
        if needle and needle in folded:
            hit = Hit(0 if folded == needle else 1 if folded.startswith(needle) else 2, source)
            best[record] = min(best.get(record, hit), hit, key=lambda one: (one.fit, one.source != record))
    return best


def _spelled(db: Database, hits: dict[str, Hit]) -> dict[str, str]:
    """Return the other names by which records were found: aliases and translations."""
    sources = {hit.source: record for record, hit in hits.items() if hit.source != record}
    rows = within(db, "SELECT id, name FROM alias WHERE id IN (:values)", sorted(sources))
    rows += within(db, "SELECT id, words FROM translation WHERE id IN (:values)", sorted(sources))
    return {sources[source]: name for source, name in rows}


def _own_names(db: Database, typed: str, hits: dict[str, Hit]) -> dict[str, str]:
    """Return the names of people who were found by them, rather than by their role."""
    from cop.kernel.text import fold

    own = [record for record, hit in hits.items() if hit.source == record]
    rows = within(db, "SELECT id, name FROM person WHERE name IS NOT NULL AND id IN (:values)", sorted(own))
    return {record: name for record, name in rows if fold(typed) in fold(name)}


def _places(db: Database, ids: "set[str]") -> dict[str, str]:
    """Return how people name the meetings, bodies, channels, people and partners that things belong to."""
    found: dict[str, str] = {}
    for kind, name in (
        ("meeting", f"coalesce(code, {DATE_OF_SERIES}, title)"), ("body", "coalesce(code, title)"),
        ("channel", "coalesce(code, title)"), ("person", "coalesce(code, title)"), ("partner", "coalesce(code, name)"),
    ):  # fmt: skip
        found |= dict(within(db, f"SELECT id, {name} FROM {kind} WHERE id IN (:values)", sorted(ids)))
    return found


def _called(
    db: Database, kind: "type[Record]", hits: dict[str, Hit]
) -> Iterator[tuple[str, str, str, str, str | None]]:
    """Yield kind, id, reference, name and the id of what it belongs to."""
    from cop.kernel.ids import shortest_unique

    name, label, code = _columns(kind)
    rows = db.all(f"SELECT id, {code}, {label}, {_place(kind)} FROM {name}")
    wanted = [row for row in rows if row[0] in hits]
    short = shortest_unique([row[0] for row in rows]) if wanted else {}
    borne = Counter(row[1] for row in rows)
    for record, code, said, place in wanted:
        ref = short[record] if code is None else code if borne[code] == 1 else f"{code}~{record[:4]}"
        yield name, record, ref, said or ref, place


def _columns(kind: "type[Record]") -> tuple[str, str, str]:
    name, code = kind.declaration.name, "code" if any(each.name == "code" for each in kind.fields()) else "NULL"
    return name, kind.declaration.label, f"coalesce(code, {DATE_OF_SERIES})" if name == "meeting" else code


def _place(kind: "type[Record]") -> str:
    """Return the SQL that gives what a record belongs to: the first of its PLACES that is set."""
    held = {each.name for each in kind.fields() if each.to}
    return f"coalesce({', '.join([*(place for place in PLACES if place in held), 'NULL', 'NULL'])})"


def _tables_of(db: Database, hits: dict[str, Hit]) -> list[str]:
    """Return the kinds of what was found, in the order of an export: only their slices need to be loaded."""
    every = " UNION ALL ".join(f"SELECT '{kind}' AS kind, id FROM {kind}" for kind in MODULES)
    rows = within(db, f"SELECT DISTINCT t.kind FROM ({every}) t WHERE t.id IN (:values)", sorted(hits))
    return [kind for kind in MODULES if kind in {row[0] for row in rows}]


def _kinds(names: Iterable[str]) -> "list[type[Record]]":
    """Return the kinds that have a name of their own; the others, such as memberships, are known by what they join."""
    from cop.kernel.records import kind_named

    kinds = map(kind_named, names)
    return [kind for kind in kinds if not kind.declaration.identity and kind.declaration.part_of != "*"]


def _nothing(db: Database, typed: str) -> str:
    from cop.kernel.text import nearest

    columns = [("alias", "name"), *((name, label) for name, label, _ in map(_columns, _kinds(MODULES)))]
    called = {row[0] for table, label in columns for row in db.all(f"SELECT {label} FROM {table}") if row[0]}
    labels = sorted({label for _, label in columns})
    called |= {row[0] for row in within(db, "SELECT words FROM translation WHERE attribute IN (:values)", labels)}
    near = nearest(typed, sorted(called))
    return f'nothing is called "{typed}"' + (f"; near: {', '.join(near)}" if near else ", in any spelling")
