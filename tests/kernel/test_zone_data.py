import os
import shutil
import subprocess
import sys
from importlib import resources
from pathlib import Path

ROOT = Path(__file__).parents[2]


def told_on(machine_zones: Path, program: str) -> str:
    """What a program prints on a machine whose own zone files lie in that folder."""
    env = {**os.environ, "PYTHONTZPATH": str(machine_zones), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=env, cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_a_machine_with_wrong_zone_files_tells_the_same_hours(tmp_path: Path) -> None:
    (tmp_path / "Europe").mkdir()
    tokyo = resources.files("tzdata").joinpath("zoneinfo", "Asia", "Tokyo")
    with resources.as_file(tokyo) as file:
        shutil.copy(file, tmp_path / "Europe" / "Rome")
    asked = "from cop.kernel import dates; print(dates.utc('2024-07-10T11:00[Europe/Rome]'))"
    control = (
        "from datetime import *; from zoneinfo import *; print(datetime(2024, 7, 10, tzinfo=ZoneInfo('Europe/Rome')))"
    )
    assert told_on(tmp_path, control).endswith("+09:00"), "the wrong files were not in use: this test shows nothing"
    assert told_on(tmp_path, asked) == "2024-07-10T09:00:00Z"


def test_zone_data_is_not_loaded_before_an_hour_is_asked_for(tmp_path: Path) -> None:
    asked = "import sys; from cop.kernel import dates; print({'zoneinfo', 'tzdata'} & set(sys.modules))"
    assert told_on(tmp_path, asked) == "set()"
