"""What a long journal costs: bytes a change, and listing and adding beside a small file. Prints ratios to goals.

`python benchmarks/store.py [CHANGES]`; F is a Python process that imports sqlite3 and reads 2,000 of 20,000 rows.
"""

import gc
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop.kernel.ids import new_id
from cop.store import check, fold, founding
from cop.store.entry import Change, Entry, entry_hash, next_clock
from cop.store.identity import open_site, sign_head, signing_key
from cop.store.journal import append
from cop.store.store import Store
from cop.teams.records import Programme

ROUNDS = 9
READER = "import sqlite3,sys\nprint(len(sqlite3.connect(sys.argv[1]).execute('SELECT * FROM t LIMIT 2000').fetchall()))"


def main() -> None:
    changes = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COP_CONFIG_DIR"] = os.path.join(folder, "config")
        small, middle, large = (os.path.join(folder, f"{name}.cop.db") for name in ("small", "middle", "large"))
        fill(small, 40_000, 20_000)  # as many records as the large one, hardly any history
        fill(middle, 200_000, 20_000)
        fill(large, changes, 20_000)
        sizes(large, changes)
        times(folder, small, middle, large)


def fill(path: str, changes: int, partners: int) -> None:
    """Write a journal of entries with two changes each: partners, then edits of them, one after the other."""
    founding.found(path, Programme(title="Size"), None)
    with Store(path) as store:
        store.db.run("PRAGMA synchronous=OFF")
        store.db.begin(writing=True)
        site = open_site(store.db, signing_key())
        ids = [new_id() for _ in range(partners)]
        heads: dict[tuple[str, str], tuple[str, int]] = {}
        clock, previous, at = 0, store.programme, int(store.db.all("SELECT max(n) FROM change")[0][0])
        for seq in range(1, changes // 2 + 1):
            record, turn = ids[seq % partners], seq // partners
            fields = ("name", "code") if turn == 0 else ("region", "note") if turn % 2 else ("country", "src")
            made = []
            for field in fields:
                old = heads.get((record, field))
                value = f"{field[0]}-{record}" if field == "code" else f"{field} {seq}"
                made.append(Change("partner", record, field, value, (old[0],) if old else ()))
            wall = 1_719_824_400_000 + seq * 1000
            clock = next_clock(clock, wall)
            entry = Entry(site.id, seq, previous, clock, wall, "leader", "partner edit", None, tuple(made))
            digest = entry_hash(entry)
            olds = [[heads[record, field][1]] if (record, field) in heads else [] for field in fields]
            append(store.db, entry, digest, site.number, olds)
            for index, field in enumerate(fields):
                heads[record, field] = (f"{digest.hex()}/{index}", at + 1 + index)
            previous, at = digest.hex(), at + 2
        signature = sign_head(signing_key(), site.id, changes // 2, bytes.fromhex(previous), clock)
        store.db.run(
            "UPDATE site SET seq = :seq, hash = :hash, clock = :clock, signature = :signature WHERE n = :n",
            seq=changes // 2, hash=bytes.fromhex(previous), clock=clock, signature=signature, n=site.number,
        )  # fmt: skip
        fold.refold_all(store.db)
        store.db.commit()
        store.db.run("VACUUM")


def sizes(path: str, changes: int) -> None:
    size = os.path.getsize(path)
    print(f"{changes:,} changes: {size / 1e6:.1f} MB vacuumed, {size / changes:.1f} bytes a change (goal 150)")
    with sqlite3.connect(path) as link:
        try:
            parts = link.execute(
                "SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 8"
            ).fetchall()
            print("  " + ", ".join(f"{name} {octets / changes:.1f}" for name, octets in parts))
        except sqlite3.Error:
            print("  (this SQLite does not tell the parts)")


def times(folder: str, small: str, middle: str, large: str) -> None:
    reader = os.path.join(folder, "f.db")
    with sqlite3.connect(reader) as link:
        link.execute("CREATE TABLE t (a, b, c, d, e)")
        link.executemany("INSERT INTO t VALUES (?, ?, ?, ?, ?)", [(n, "x" * 20, n, "y", "z") for n in range(20_000)])
    cop = [sys.executable, "-m", "cop"]
    listing = ["partner", "list", "--format", "tsv", "--kind", "lead"]
    jobs = {
        "F": [sys.executable, "-c", READER, reader],
        "list, small": [*cop, *listing, "--file", small],
        "list, large": [*cop, *listing, "--file", large],
        "add, small": [*cop, "person", "new", "One more role", "--file", small],
        "add, large": [*cop, "person", "new", "One more role", "--file", large],
        "list --as-of, 200,000": [*cop, *listing, "--as-of", "2024-07-02", "--file", middle],
    }
    took: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(ROUNDS):
        for name, job in jobs.items():
            if number < 3 or not name.startswith("list --as-of"):
                took[name].append(seconds(job))
    best = {name: statistics.median(found) for name, found in took.items()}
    one = best["F"]
    for name, found in best.items():
        print(f"{name:24} {found * 1000:7.0f} ms {found / one:6.2f} F")
    print(f"list, large / small  {best['list, large'] / best['list, small']:.2f} (goal 1.1)")
    print(f"add, large / small   {best['add, large'] / best['add, small']:.2f} (goal 1.2)")
    print(f"list --as-of         {best['list --as-of, 200,000'] / one:.1f} F (goal 35)")
    began = time.perf_counter()
    with Store(large) as store, store.reading():
        faults = sum(1 for _ in check.faults(store.db))
    print(f"verify, large        {time.perf_counter() - began:.1f} s, {faults} faults")


def seconds(job: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(job, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[1])
    return time.perf_counter() - began


if __name__ == "__main__":
    gc.disable()
    main()
