"""What every test needs: a folder of settings of its own, a programme on each store, and an injected clock."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop.kernel.types import Zone
from cop.store import founding
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
