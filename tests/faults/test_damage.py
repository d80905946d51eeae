"""Flipped bytes, missing ends and full disks: refused, found by doctor, or without any consequence."""

import os
import random
import resource
import shutil
import signal
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from cop.store import backup
from cop.store.database import SqliteDatabase
from cop.store.doctor import WRONG, examine
from cop.store.store import Store
from cop.store.structure import structure
from cop.teams.records import Partner

NOW = datetime(2024, 7, 1, 9, tzinfo=UTC)
PAGE = 4096


def dump(path: Path) -> list[Any]:
    """Return all that the file says, table by table."""
    with closing(SqliteDatabase(str(path))) as db:
        made = structure(db)
        return [made, *(db.all(f"SELECT * FROM {name}") for name in sorted(made) if made[name][0] == "table")]


def harmed(content: bytes, number: int) -> bytes:
    """Return the file with a byte changed, a stretch of it lost, or its end missing."""
    chance = random.Random(number)
    octets, at = bytearray(content), chance.randrange(len(content))
    match number % 4:
        case 0:
            return content[:at]
        case 1:
            octets[at : at + 512] = bytes(len(octets[at : at + 512]))
        case _:
            octets[at] ^= 1 << chance.randrange(8)
    return bytes(octets)


def test_harm_is_refused_or_found_or_changes_nothing(filled: Path, times: Callable[[int, int], int]) -> None:
    content, said = filled.read_bytes(), dump(filled)
    found = without_consequence = 0
    for number in range(times(300, 5000)):
        filled.write_bytes(octets := harmed(content, number))
        if any(finding.level == WRONG for finding in examine(str(filled), NOW)):
            found += 1
        else:
            assert dump(filled) == said, f"harm {number} was not found"
            without_consequence += 1
        assert filled.read_bytes() == octets, "doctor changes nothing"
    assert min(found, without_consequence) > 30, "most of a small file is empty pages, which nobody reads"


@pytest.mark.parametrize("what", ["write", "backup"])
def test_a_disk_that_is_full_at_any_page_keeps_the_old_data_whole(
    filled: Path, tmp_path: Path, child: Any, times: Callable[[int, int], int], what: str
) -> None:
    said, size = dump(filled), os.path.getsize(filled)
    start = tmp_path / "start"
    shutil.copyfile(filled, start)
    first = size // PAGE if what == "write" else 0
    ends = []
    for pages in range(times(20, 200)):
        room = (first + pages) * PAGE
        (answer,) = child(short_of_room, str(filled), what, room).said()
        copies = [copy.path for copy in backup.copies(str(filled))]
        if answer == "saved":
            ends.append("done")
            shutil.copyfile(start, filled)
        else:
            assert answer.startswith("error: FileTrouble: "), answer
            assert dump(filled) == said
            assert copies == [], "no part of a copy bears a name"
        shutil.rmtree(filled.parent / "backups", ignore_errors=True)
    assert len(ends) < times(20, 200), "it was full at least once"


def short_of_room(path: str, what: str, room: int) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    if what == "backup":
        backup.backup(path)
    else:
        with Store(path) as store, store.writing("import") as draft:
            for number in range(300):
                draft.add(Partner(name=f"Imported {number}", note="y" * 300))


def test_copies_made_while_somebody_writes_are_whole(
    filled: Path, child: Any, times: Callable[[int, int], int]
) -> None:
    stop = filled.parent / "stop"
    writer = child(write_until, str(filled), stop)
    try:
        for _ in range(times(50, 500)):
            made = backup.backup(str(filled))
            assert not [finding for finding in examine(made, NOW) if finding.level == WRONG]
            os.remove(made)
    finally:
        stop.touch()
        assert writer.said() == ["saved"]


def write_until(path: str, stop: Path) -> None:
    with Store(path) as store:
        while not stop.exists():
            with store.writing("partner new") as draft:
                draft.add(Partner(name="One more"))
