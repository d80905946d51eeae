"""Importing and exporting 5,000 and 20,000 records, against what merely parsing the file, or starting Python, costs.

Run: python benchmarks/exchange.py
"""

import gc
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

import cop.registry  # noqa: F401  (it tells the store where each kind is declared)
from cop.exchange import exporting, importing, yaml_file, yaml_text
from cop.kernel import clock
from cop.store import founding
from cop.store.store import Store
from cop.teams.records import Programme

F = "import sqlite3; db = sqlite3.connect(r'{path}'); len(db.execute('SELECT * FROM meeting LIMIT 2000').fetchall())"


def described(records: int) -> str:
    """Return a description of so many records, a third of them meetings with agendas, the rest teams and people."""
    bodies = max(1, records // 50)
    lines = ["cop: 1", "partners:"]
    lines += [f"  - {{code: p{n}, name: Partner {n}, sector: municipality, country: LY}}" for n in range(bodies)]
    lines.append("people:")
    lines += [
        f"  - {{code: h{n}, title: Project Manager {n}, partner: p{n % bodies}, src: P}}"
        for n in range(records * 2 // 5)
    ]
    lines.append("bodies:")
    lines += [f"  - {{code: b{n}, title: Team {n}, kind: coordination_team, members: [h{n}]}}" for n in range(bodies)]
    lines.append("meetings:")
    for n in range(records - bodies * 3 - records * 2 // 5 - records // 5):
        day = f"{2020 + n // 336 % 20}-{1 + n // 28 % 12:02}-{1 + n % 28:02}"
        lines += [
            f"  - code: m{n}", f"    title: Meeting {n} of the team", f"    body: b{n % bodies}",
            f"    start: {day}T11:00[Africa/Tripoli]", "    mode: online", "    duration_minutes: 90",
        ]  # fmt: skip
        if n < records // 5:
            lines.append("    agenda: [What came of the last one]")
    return "\n".join(lines) + "\n"


def seconds(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the best of several runs: noise only ever adds."""
    best = float("inf")
    for _ in range(rounds):
        gc.collect()
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def brought(folder: str, text: str) -> Path:
    """Import into a new programme; return its file."""
    path = Path(tempfile.mktemp(".cop.db", dir=folder))
    founding.found(str(path), Programme(title="Benchmark"), None)
    with Store(str(path)) as store, store.writing("import") as draft:
        importing.import_into(draft, text.encode(), "bench.yaml", clock.now())
    return path


def import_ratio(folder: str) -> None:
    text = described(5_000)
    bare = seconds(lambda: yaml.load(text, yaml.CSafeLoader))
    ours = seconds(lambda: yaml_file.read(text.encode(), "bench.yaml"))
    empty = seconds(lambda: brought(folder, "cop: 1\n"))
    whole = seconds(lambda: brought(folder, text)) - empty
    print(f"parse 5,000 records with CSafeLoader   {bare:6.3f} s   1.0")
    print(f"parse them within bounds, with lines   {ours:6.3f} s   {ours / bare:.1f}")
    print(f"import them, saved                     {whole:6.3f} s   {whole / bare:.1f}   (goal 12)")


def export_ratio(folder: str) -> None:
    path = brought(folder, described(20_000))
    environment = os.environ | {"COP_FILE": str(path)}

    def run(*words: str) -> float:
        return seconds(
            lambda: subprocess.run([sys.executable, *words], env=environment, check=True, capture_output=True), 5
        )

    unit = run("-c", F.format(path=path))
    json = run("-m", "cop", "export", "--format", "json")
    print(f"F: Python, sqlite3 and 2,000 rows      {unit:6.3f} s   1.0")
    print(f"cop export --format json, 20,000       {json:6.3f} s   {json / unit:.1f}   (goal 8)")
    print(f"cop export, 20,000 as YAML             {run('-m', 'cop', 'export') / unit:14.1f}")
    with Store(str(path)) as store, store.reading():
        print(f"of which the tree                      {seconds(lambda: exporting.tree(store.db)):6.3f} s")
        tree = exporting.tree(store.db)
        print(f"of which the YAML                      {seconds(lambda: yaml_text.write(tree)):6.3f} s")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ["COP_CONFIG_DIR"] = folder
        import_ratio(folder)
        export_ratio(folder)
