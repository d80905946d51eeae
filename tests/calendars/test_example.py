"""The calendar of the example's whole year: the same bytes always, and every hour where two readers expect it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cop import cli
from cop.calendars import alongside
from cop.kernel import dates
from cop.kernel.types import Day, Moment
from cop.meetings.queries import sittings as queries
from cop.meetings.sitting import OFF
from cop.store.store import Store
from tests.calendars.reading import at, by_icalendar, by_vobject, with_zones_of_its_own

ROOT = Path(__file__).parents[2]
YEAR = ["calendar", "export", "--from", "2024-04-01", "--to", "2025-03-31", "-o"]
END = "2025-04-01T00:00:00"


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that holds the example's programme alone."""
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "--from", str(ROOT / "examples" / "rebuild.yaml"), "rebuild.cop.db"]) == 0
    return tmp_path


def test_the_years_calendar_of_the_example_is_the_same_bytes_under_any_hash_seed(example: Path) -> None:
    assert cli.run([*YEAR, "year.ics"]) == cli.run([*YEAR, "again.ics"]) == 0
    expected = (example / "year.ics").read_bytes()
    assert (example / "again.ics").read_bytes() == expected
    for seed in ("0", "1", "20240710"):
        env = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(ROOT),
            "COP_FILE": str(example / "rebuild.cop.db"),
        }
        subprocess.run([sys.executable, "-m", "cop", *YEAR, f"{seed}.ics"], env=env, check=True, capture_output=True)
        assert (example / f"{seed}.ics").read_bytes() == expected


@pytest.mark.parametrize("zones", ["by name", "as the file tells them"])
def test_two_readers_find_every_meeting_of_the_examples_year(example: Path, zones: str) -> None:
    assert cli.run([*YEAR, "year.ics"]) == 0
    data = (example / "year.ics").read_bytes()
    data = data if zones == "by name" else with_zones_of_its_own(data)
    with Store(str(example / "rebuild.cop.db")) as store:
        found = queries.sittings(store.db, Moment("2024-04-01T00:00:00Z"), Moment(f"{END}Z"))
    planned = set()
    for one in found:
        several = one.last_on and one.last_on > one.day
        times = (one.day, dates.shift(one.last_on, 1)) if several and one.last_on else (one.start_utc, one.end_utc)
        planned |= {(f"{one.series or one.id}@cop", *times)} if one.status not in OFF else set()
    with Store(str(example / "rebuild.cop.db")) as store:
        given = alongside.between(store.db, Day("2024-04-01"), Day(END[:10]))
    planned |= {(f"{one.id}@cop", one.first, dates.shift(one.last, 1)) for one in given if not one.off}
    assert len(planned) > 25
    assert by_icalendar(data, at(END)) == by_vobject(data, at(END)) == planned
