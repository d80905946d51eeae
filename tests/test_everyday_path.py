"""What people do every day must start fast: exactly these modules, and never a heavy one.

The counts are of cop's own modules: Python's differ between versions and systems. One more needs a reason.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"rich", "pydantic", "sqlalchemy", "alembic", "icalendar", "yaml", "holidays", "babel", "nacl", "zoneinfo"}
EXAMPLE = Path(__file__).parents[1] / "examples" / "rebuild.yaml"
START = (
    "import sys\n"
    "from cop.__main__ import main\n"
    "sys.argv = ['cop', *sys.argv[1:]]\n"
    "code = main()\n"
    "print(*sorted(name for name in sys.modules), file=sys.stderr)\n"
    "sys.exit(code)\n"
)
EVERYDAY = {
    # what is typed: how many of cop's own modules, at most, and which of the heavy ones it may load
    "partner list": (28, set[str]()),
    "meeting list": (41, {"zoneinfo"}),
    "meeting show sc7": (58, {"zoneinfo"}),
    "series list": (40, {"zoneinfo"}),
    "seat list sc": (40, {"zoneinfo"}),
    "action list": (40, {"zoneinfo"}),
    "find zliten": (41, set[str]()),
    "contact list": (36, set[str]()),
    "contact log viber --team lct-zli": (51, {"nacl", "zoneinfo"}),
    "momentum": (45, {"zoneinfo"}),  # held meetings count by themselves, so it asks for meetings too
    "today": (41, {"zoneinfo"}),
    "status": (45, {"zoneinfo"}),  # it asks the one rule of who is asked and who came, registrations too
    "event list": (55, {"zoneinfo"}),
    "delivery list": (46, set[str]()),
    "pilot list": (46, {"zoneinfo"}),
    "milestone list": (46, {"zoneinfo"}),
    "milestone reach f-design --on 2024-05-20 --dry-run": (68, {"nacl", "zoneinfo"}),
    "indicator list": (45, {"zoneinfo"}),
    "indicator value i-oper 6 --on 2024-06-30 --dry-run": (62, {"nacl", "zoneinfo"}),
    "risk list": (44, {"zoneinfo"}),
    "activity list": (47, {"zoneinfo"}),
    "partner new Tripoli": (54, {"nacl", "zoneinfo"}),
    "partner edit m-zli --set region=West": (53, {"nacl", "zoneinfo"}),
    "partner --help": (28, set[str]()),
    "--help": (22, set[str]()),
    "help all": (24, set[str]()),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the example programme and settings of its own."""
    made = tmp_path_factory.mktemp("everyday")
    _type(made, "init", "--from", str(EXAMPLE), "rebuild.cop.db")
    return made


@pytest.mark.parametrize("line", EVERYDAY)
def test_an_everyday_command_loads_little_and_nothing_heavy(folder: Path, line: str) -> None:
    loaded = _type(folder, *line.split())
    most, allowed = EVERYDAY[line]
    assert {name.partition(".")[0] for name in loaded} & HEAVY <= allowed
    own = sorted(name for name in loaded if name.partition(".")[0] == "cop")
    assert len(own) <= most, f"{len(own)} modules of cop: {own}"


def test_completion_loads_not_even_typer(folder: Path) -> None:
    loaded = _type(folder, _COP_COMPLETE="bash", COMP_WORDS="cop\npartner\nshow\nm-z", COMP_CWORD="3")
    assert not {"typer", "dataclasses", "inspect", "zoneinfo", *HEAVY} & set(loaded)


def test_the_measure_would_see_a_heavy_module(folder: Path) -> None:
    loaded = _type(folder, "export", "--format", "yaml", "-o", "out.yaml")
    assert "yaml" in loaded or "cop.exchange.yaml_text" in loaded


def _type(folder: Path, *words: str, **environment: str) -> list[str]:
    surroundings = os.environ | {"COP_CONFIG_DIR": str(folder / "config"), "COP_NOW": "2024-07-01T09:00:00Z"}
    done = subprocess.run(
        [sys.executable, "-c", START, *words],
        cwd=folder, env=surroundings | environment, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr[:2000]
    return done.stderr.splitlines()[-1].split()
