"""What the monthly report costs beside Python itself, and how little a long history adds: ratios of one run.

    python -m benchmarks.report [PAIRS]

The example's year up to July 2024 is read in, June's report is made final, and July's is written as HTML. Then the same
with a hundred times as many changes in the journal before June's report. F is a Python process that imports sqlite3 and
reads 2,000 of 20,000 rows.
"""

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
from cop.store import fold
from cop.store.database import first
from cop.store.entry import Change, Entry, entry_hash, next_clock
from cop.store.identity import open_site, sign_head, signing_key
from cop.store.journal import append
from cop.store.store import Store

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
    """Append entries that write notes of people and partners again and again, two changes an entry."""
    os.environ["COP_NOW"] = "2024-07-05T06:00:00Z"
    with Store(place) as store:
        db = store.db
        db.run("PRAGMA synchronous=OFF")
        db.begin(writing=True)
        site = open_site(db, signing_key())
        ids = [(kind, row[0]) for kind in ("partner", "person") for row in db.all(f"SELECT id FROM {kind} ORDER BY id")]
        (changes, clock) = first(db, "SELECT max(n), (SELECT max(clock) FROM site) FROM change")
        heads: dict[str, tuple[str, int]] = {}
        previous, seq, wall, wanted = site.head.hex(), site.seq, 1_720_159_200_000, changes * times
        while changes < wanted:
            seq += 1
            turn = [ids[(seq * 2 + at) % len(ids)] for at in range(2)]
            made = tuple(
                Change(kind, record, "note", f"Seen {seq} times", (heads[record][0],) if record in heads else ())
                for kind, record in turn
            )
            clock = next_clock(clock, wall)
            entry = Entry(site.id, seq, previous, clock, wall, "leader", "partner edit", None, made)
            digest = entry_hash(entry)
            append(db, entry, digest, site.number, [[heads[one][1]] if one in heads else [] for _, one in turn])
            for index, (_, record) in enumerate(turn):
                heads[record] = (f"{digest.hex()}/{index}", changes + 1 + index)
            previous, changes = digest.hex(), changes + 2
        if times > 1:
            signature = sign_head(signing_key(), site.id, seq, bytes.fromhex(previous), clock)
            db.run(
                "UPDATE site SET seq = :seq, hash = :hash, clock = :clock, signature = :signature WHERE n = :n",
                seq=seq, hash=bytes.fromhex(previous), clock=clock, signature=signature, n=site.number,
            )  # fmt: skip
            fold.refold_all(db)
        db.commit()
        print(f"{place}: {changes:,} changes", flush=True)


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
