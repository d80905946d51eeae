"""Programmes brought in from descriptions."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cop.exchange import exporting, importing, outgoing
from cop.store import founding
from cop.store.store import Store

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
Bring = Callable[..., importing.Outcome]


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a programme file that holds nothing but its keys; tests work on copies of it."""
    path = tmp_path_factory.mktemp("empty") / "empty.cop.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_CONFIG_DIR", str(tmp_path_factory.mktemp("founder")))
        founding.found(str(path), None, None)
    return path


@pytest.fixture
def empty(empty_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Store]:
    """Return what opens a new empty programme, however often."""
    monkeypatch.setenv("COP_CONFIG_DIR", str(sorted(empty_file.parents[1].glob("founder*"))[-1]))
    made: list[Path] = []

    def open_one() -> Store:
        made.append(tmp_path / f"{len(made)}.cop.db")
        shutil.copy(empty_file, made[-1])
        return Store(str(made[-1]))

    return open_one


def bring(store: Store, text: str, name: str = "x.yaml", why: str | None = None) -> importing.Outcome:
    """Import a description and save it."""
    with store.writing("import", why) as draft:
        return importing.import_into(draft, text.encode(), name, NOW)


def exported(store: Store, *, to_edit: bool = False, personal: bool = False) -> str:
    """Return the programme as YAML."""
    with store.reading():
        return outgoing.written(store.db, "yaml", to_edit=to_edit, personal=personal)


def tree(store: Store) -> dict[str, list[dict[str, object]]]:
    """Return the programme as an export tells it to scripts."""
    with store.reading():
        return exporting.tree(store.db, exporting.Manner(whole=True))
