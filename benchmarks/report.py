"""What the monthly report costs beside Python itself, and how little a long history adds: ratios of one run.

    python -m benchmarks.report [PAIRS]

The example's year up to July 2024 is read in, June's report is made final, and July's is written as HTML. Then the same
with a hundred times as many changes in the journal before June's report. F is a Python process that imports sqlite3 and
reads 2,000 of 20,000 rows.
"""

import dataclasses
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

import cop.registry
from cop.store import queries
from cop.store.database import first
from cop.store.store import Store
from cop.teams.records import Partner, Person

EXAMPLES = Path(__file__).parents[1] / "examples"
TIMES = 100
F = "import sqlite3; list(sqlite3.connect('rows.db').execute('SELECT * FROM row WHERE id < 2000'))"
REPORT = ["report", "month", "2024-07", "-o", "july.html"]


def main(pairs: int = 9) -> None:
    """Print the ratios."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(Path(cop.registry.__file__).parent)], check=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in ("PYTHONDONTWRITEBYTECODE", "COP_FILE", "COP_FORMAT", "COP_AS"):
            os.environ.pop(name, None)
        os.environ |= {"COP_CONFIG_DIR": f"{folder}/config", "HOME": folder}
        _rows()
        for name in ("short", "long"):
            _programme(f"{name}.cop.db", TIMES if name == "long" else 1)
        command = [shutil.which("cop") or str(Path(sysconfig.get_path("scripts")) / "cop")]
        jobs = {"F": [sys.executable, "-c", F]}
        jobs |= {name: [*command, "--file", f"{name}.cop.db", *REPORT] for name in ("short", "long")}
        took: dict[str, list[float]] = {name: [] for name in jobs}
        for _ in range(pairs + 1):
            for name, job in jobs.items():
                took[name].append(_seconds(job))
        ratio = {
            name: statistics.median(t / f for t, f in zip(took[name][1:], took["F"][1:], strict=True)) for name in jobs
        }
        growth = statistics.median(b / a for a, b in zip(took["short"][1:], took["long"][1:], strict=True))
        print(f"report of a month, HTML             {ratio['short']:6.2f} F   goal 12")
        print(f"the same with {TIMES} times the history  {growth:6.2f} x   goal 1.15")


def _programme(place: str, times: int) -> None:
    """Read the example up to 1 August, with a journal so many times as long before June's report became final."""
    _cop("2024-03-25", "init", "--from", str(EXAMPLES / "rebuild.yaml"), place)
    arriving = sorted(path for path in (EXAMPLES / "year").glob("*.yaml") if path.stem <= "2024-08-01")
    for path in arriving:
        if path.stem > "2024-07-05":
            break
        _cop(path.stem, "--file", place, "import", str(path))
    _lengthen(place, times)
    _cop("2024-07-05", "--file", place, "report", "final", "2024-06")
    for path in arriving:
        if path.stem > "2024-07-05":
            _cop(path.stem, "--file", place, "import", str(path))


def _lengthen(place: str, times: int) -> None:
    os.environ["COP_NOW"] = "2024-07-05T06:00:00Z"
    with Store(place) as store:
        store.db.run("PRAGMA synchronous=OFF")
        (begun,) = first(store.db, "SELECT count(*) FROM change")
        while first(store.db, "SELECT max(n) FROM change")[0] < begun * times:
            with store.writing("partner edit") as draft:
                (turn,) = first(store.db, "SELECT max(n) FROM entry")
                for kind in (Partner, Person):
                    for one in queries.every(store.db, kind):
                        draft.edit(one, dataclasses.replace(one, note=f"Note {turn}", src=f"Source {turn}"))
        print(f"{place}: {first(store.db, 'SELECT count(*) FROM change')[0]:,} changes", flush=True)


def _cop(day: str, *words: str) -> None:
    env = os.environ | {"COP_NOW": f"{day}T16:00:00Z"}
    done = subprocess.run([sys.executable, "-m", "cop", *words], env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"cop {' '.join(words)} failed: {done.stderr}")


def _rows() -> None:
    with sqlite3.connect("rows.db") as link:
        link.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, code TEXT, title TEXT, start TEXT, status TEXT)")
        rows = ((at, f"m{at}", f"Meeting {at}", "2024-07-10T11:00[Europe/Rome]", "planned") for at in range(20_000))
        link.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", rows)


def _seconds(job: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(job, env=os.environ | {"COP_NOW": "2024-08-05T09:00:00Z"}, capture_output=True, check=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
