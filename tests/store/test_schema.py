"""Tables, views and indexes follow from the declarations, and every step to them is a migration."""

import importlib.util
import os
import re
from pathlib import Path
from types import ModuleType

import pytest

from cop.kernel.errors import CopError
from cop.kernel.records import KINDS, MODULES, every_kind
from cop.kernel.types import Id, Word, ZonedTime
from cop.meetings.records import Meeting
from cop.store import edits, founding, migrate, queries, references
from cop.store.database import SCHEMA_VERSION, SqlalchemyDatabase, SqliteDatabase, first
from cop.store.opening import connect_server
from cop.store.schema import declarations_digest, described, view, views_page
from cop.store.store import Store
from cop.teams.records import Body, Partner, Programme, Seat

STEPS = sorted(Path(migrate._scripts()).glob("versions/0*.py"))
RESERVED = """
    all and any as asc between by case check collate column constraint create cross current_date default delete desc
    distinct do drop else end except exists for foreign from grant group having in index inner insert into is join left
    like limit natural not null offset on only or order outer primary references returning right select set some table
    then to transaction true false trigger union unique update user using values when where window with
"""
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "views.md"


def step(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_version_counts_the_migrations() -> None:
    assert [path.name[:4] for path in STEPS] == [f"{number:04d}" for number in range(1, SCHEMA_VERSION + 1)]
    assert [step(path).revision for path in STEPS] == [path.name[:4] for path in STEPS]


def test_columns_change_only_with_a_migration() -> None:
    assert step(STEPS[-1]).declared == declarations_digest(), (
        f"the declared columns changed. Until {STEPS[-1].name} has been released, write "
        f'declared = "{declarations_digest()}" in it; afterwards add the next step in migrations/versions, which calls '
        "rebuild_derived(op.get_bind()) and bears that digest, and raise SCHEMA_VERSION in cop/store/database.py."
    )


def test_no_kind_or_field_is_a_word_of_sql_or_of_the_journal() -> None:
    journal = {"meta", "site", "entry", "record", "register", "change", "supersede", "personal", "alembic_version"}
    reserved = set(RESERVED.split())
    for kind in every_kind():
        assert kind.declaration.name not in journal | reserved | {"known_as", "conflict"}
        assert not {each.name for each in kind.fields()} & (reserved | {"field", "ref", "record", "removed", "id"})
    assert set(KINDS) == set(MODULES)


def test_views_show_names_beside_references(store: Store) -> None:
    with store.writing("x") as draft:
        body = draft.add(Body(code="sc", title="Steering Committee", kind=Word("steering_committee")))
        draft.add(Seat(body=body.id, ordinal=1))
        start = ZonedTime("2024-07-10T11:00[Europe/Rome]")
        draft.add(Meeting(title="First", body=body.id, start=start))
    assert store.db.all("SELECT ordinal, body_name FROM v_seat") == [(1, "Steering Committee")]
    assert store.db.all("SELECT title, body_name, start_utc FROM v_meeting") == [
        ("First", "Steering Committee", "2024-07-10T09:00:00Z")
    ]


def test_every_view_has_the_columns_that_its_page_tells(store: Store) -> None:
    for kind in every_kind():
        told = ", ".join(column for column, _ in described(kind))
        assert store.db.all(f"SELECT {told} FROM v_{kind.declaration.name} WHERE 1 = 0") == []
        shown = view(kind).partition(" FROM ")[0]
        assert len(described(kind)) == len(re.sub(r"\([^)]*\)", "", shown).split(","))


def test_the_page_about_views_is_up_to_date() -> None:
    if os.environ.get("COP_REWRITE_GOLDEN"):
        PAGE.write_text(views_page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == views_page(), "python -m cop.store.schema > docs/reference/views.md"


def test_text_is_ordered_alike_everywhere(store: Store) -> None:
    names = ["Zliten", "al-Zawiya", "Éboli", "Ubari", "زليتن", "_x", "Al-Marj"]
    with store.writing("x") as draft:
        for name in names:
            draft.add(Partner(name=name))
    assert [row[0] for row in store.db.all("SELECT name FROM partner ORDER BY name")] == sorted(names)


def test_adding_and_finding_read_no_table_from_end_to_end(programme_file: Path) -> None:
    asked: set[str] = set()
    with Store(str(programme_file)) as store:
        assert isinstance(store.db, SqliteDatabase)
        with store.writing("partner new") as draft:
            draft.add(Partner(code="old", name="Old"))
        store.db.link.set_trace_callback(asked.add)
        with store.writing("partner new") as draft:
            partner = edits.add(draft, Partner(code="m-zli", name="Zliten"))
        with store.writing("partner edit") as draft:
            edits.code_is_free(draft.db, partner)
            draft.set("partner", partner.id, "country", "LY")
        queries.one(store.db, Partner, partner.id)
        references.short(store.db, "partner", partner.id)
        references.find(store.db, "partner", "Zliten")
        references.find(store.db, "partner", partner.id[:5])
        store.db.link.set_trace_callback(None)
        read = [line for sql in asked if re.match("SELECT|UPDATE|DELETE", sql) for line in plan(store, sql)]
    assert len(read) > 20
    small = ("register", "roster", "site", "programme", "meta", "CONSTANT")
    assert [line for line in read if line.startswith("SCAN") and not line.split()[1].startswith(small)] == []


def plan(store: Store, sql: str) -> list[str]:
    return [row[3] for row in store.db.all(f"EXPLAIN QUERY PLAN {re.sub(':[a-z_]+', 'NULL', sql)}")]


def test_a_server_keeps_what_other_applications_put_beside_the_programme(server_programme: str) -> None:
    db = connect_server(server_programme)
    db.run("CREATE TABLE theirs (n integer)")
    migrate.upgrade(server_programme, None)
    link = db._link
    from cop.store.schema import rebuild_derived

    rebuild_derived(link)
    assert first(db, "SELECT count(*) FROM theirs") == (0,)
    db.close()


def test_a_programme_is_founded_only_in_an_empty_database(server_programme: str) -> None:
    with pytest.raises(CopError, match="holds a programme already"):
        founding.found(server_programme, Programme(title="X"), None)
    db: SqlalchemyDatabase = connect_server(server_programme)
    db.run("DROP TABLE alembic_version")
    db.close()
    with pytest.raises(CopError, match="tables of another application"):
        founding.found(server_programme, Programme(title="X"), None)


def test_a_file_of_that_name_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "letter.cop.db"
    path.write_text("dear all")
    with pytest.raises(CopError, match="exists already"):
        founding.found(str(path), Programme(title="X"), None)
    assert path.read_text() == "dear all"
    assert os.listdir(tmp_path) == ["letter.cop.db"]


def test_an_id_is_a_text_everywhere(store: Store) -> None:
    assert queries.one(store.db, Partner, Id("123456789012")) is None
