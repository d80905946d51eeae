"""What commands cost beside Python itself, a bare Typer program and other programs of the kind: ratios of one run.

    python -m benchmarks.commands [PAIRS]

Absolute times mean nothing on a shared machine, so every command runs in turn with what it is compared to, and the
median of the ratios is printed beside the goal. F is a Python process that imports sqlite3 and reads 2,000 of 20,000
rows. Programs that are not installed are left out.
"""

import itertools
import json
import os
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import cop.registry
from cop.completion.shells import ANSWER
from cop.kernel.types import Word, ZonedTime
from cop.meetings.records import Meeting
from cop.store.founding import found
from cop.store.store import Store
from cop.teams.records import Body, Person, Programme

MEETINGS = 20_000
PEERS = 2_000
"""Events for programs that keep a file each: with 20,000 their first run alone takes minutes."""
FIRST = datetime.fromisoformat("2000-01-01T09:00")
GAP = timedelta(hours=14, minutes=30)
"""Between two meetings: about fifty fall in a month."""
MONTH = "2010-03"
FREE_DAY = "DAY"
FREE_DAYS = (date(2040, 1, 1) + timedelta(days) for days in itertools.count())
"""Days on which nobody meets yet; a body does not meet twice at once."""
F = "import sqlite3; list(sqlite3.connect('rows.db').execute('SELECT * FROM row WHERE id < 2000'))"
BARE = '''
import sqlite3
from typing import Annotated
import typer

app = typer.Typer(rich_markup_mode=None, add_completion=False)

@app.command("list")
def list_(month: Annotated[str, typer.Option(help="Only this month.")]) -> None:
    """List meetings."""
    db = sqlite3.connect("cop.cop.db")
    rows = db.execute("SELECT m.id, m.code, m.title, b.code, m.start, m.duration_minutes, m.mode, m.place, m.status "
        "FROM meeting m LEFT JOIN body b ON b.id = m.body WHERE start_utc >= ? AND start_utc < ? "
        "ORDER BY start_utc", (month + "-01", month + "-32"))
    for row in rows:
        print("\\t".join("" if value is None else str(value) for value in row))

@app.command()
def new(title: Annotated[str, typer.Argument(help="Its title.")]) -> None:
    """Plan a meeting."""

app()
'''


class Race(NamedTuple):
    """One line of the table: what runs, beside what, and the ratio that it must not exceed."""

    what: str
    command: list[str]
    beside: str
    goal: float | None = None
    terminal: bool = False


def main(pairs: int = 15) -> None:
    """Print the table."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", str(Path(cop.registry.__file__).parent)], check=True)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name in ("PYTHONDONTWRITEBYTECODE", "COP_FILE", "COP_FORMAT", "COP_NOW", "COP_AS"):
            os.environ.pop(name, None)
        os.environ |= {"COP_CONFIG_DIR": f"{folder}/config", "COLUMNS": "100", "HOME": folder}
        print(f"{MEETINGS:,} meetings, {pairs} pairs each; F is a Python process that reads 2,000 of 20,000 rows\n")
        base = {"F": [sys.executable, "-c", F], "bare Typer": [sys.executable, "bare.py", "list", "--month", MONTH],
                "bare Typer's help": [sys.executable, "bare.py", "new", "--help"]}  # fmt: skip
        _prepare()
        for race in [*_own(), *_peers(Path(folder))]:
            ratio = _ratio(race, base[race.beside], pairs)
            goal = f"goal {race.goal:.2f}" if race.goal else ""
            marked = "  MISSED" if race.goal and ratio > race.goal else ""
            print(f"{race.what:<36} {ratio:5.2f} x {race.beside:<18} {goal}{marked}", flush=True)


def _own() -> Iterator[Race]:
    """Yield what cop must keep."""
    cop = [shutil.which("cop") or str(Path(sysconfig.get_path("scripts")) / "cop")]
    listing = [*cop, "meeting", "list", "--month", MONTH]
    for form in ("tsv", "json", "plain"):
        yield Race(f"cop meeting list, 50, {form}", [*listing, "--format", form], "bare Typer", 1.08)
    yield Race("cop meeting list, 50, tsv", [*listing, "--format", "tsv"], "F")
    yield Race("bare Typer", [sys.executable, "bare.py", "list", "--month", MONTH], "F")
    yield Race("cop meeting list, 50, on a terminal", listing, "F", 4.5, terminal=True)
    yield Race("cop meeting show", [*cop, "meeting", "show", "m70"], "F", 3.5)
    yield Race("cop person show", [*cop, "person", "show", "pm"], "F", 3.5)
    yield Race("cop today", [*cop], "F", 3.5)
    yield Race("cop status", [*cop, "status"], "F", 3.5)
    yield Race("cop meeting new", [*cop, "meeting", "new", "One more", "--body", "sc", "--at", FREE_DAY], "F", 4.5)
    yield Race("cop partner new", [*cop, "partner", "new", FREE_DAY], "F", 4.5)
    yield Race("cop meeting --help", [*cop, "meeting", "--help"], "bare Typer's help", 1.08)
    yield Race("cop meeting new --help", [*cop, "meeting", "new", "--help"], "bare Typer's help", 1.08)
    asked = ["/usr/bin/env", "_COP_COMPLETE=bash", "COMP_WORDS=cop\nmeeting\nshow\nm70", "COMP_CWORD=3"]
    yield Race("completion of a reference", [*asked, sys.executable, "-P", "-c", ANSWER], "F", 0.9)
    yield Race("the same, through cop", [*asked, *cop], "F")
    yield Race("cop export --format json", [*cop, "export", "--format", "json"], "F", 8)


def _peers(folder: Path) -> Iterator[Race]:
    """Yield the same jobs done by other programs, where they are installed."""
    for name, prepare in (("task", _taskwarrior), ("khal", _khal), ("todoman", _todoman)):
        if shutil.which(name):
            yield from prepare(folder)


def _ratio(race: Race, beside: list[str], pairs: int) -> float:
    _time(race.command, terminal=race.terminal), _time(beside)
    return statistics.median(_time(race.command, terminal=race.terminal) / _time(beside) for _ in range(pairs))


def _time(command: list[str], *, terminal: bool = False) -> float:
    """Return the seconds that a command takes; what it prints goes to a pipe or to a terminal nobody looks at."""
    command = [f"{next(FREE_DAYS)} 11:00" if word == FREE_DAY else word for word in command]
    run: Callable[[list[str]], None] = _on_terminal if terminal else _in_pipe
    start = time.perf_counter()
    run(command)
    return time.perf_counter() - start


def _in_pipe(command: list[str]) -> None:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command} failed: {done.stderr.decode()}")


def _on_terminal(command: list[str]) -> None:
    import pty

    master, slave = pty.openpty()
    running = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    while True:
        try:
            if not os.read(master, 65536):
                break
        except OSError:  # Linux's way of saying that the other end was closed
            break
    os.close(master)
    if running.wait():
        raise SystemExit(f"{command} failed")


def _prepare() -> None:
    """Make the rows of F, the bare program, and a programme of 20,000 meetings in one entry."""
    import sqlite3

    link = sqlite3.connect("rows.db")
    link.execute("CREATE TABLE row (id INTEGER PRIMARY KEY, code TEXT, title TEXT, start TEXT, status TEXT)")
    rows = ((at, f"m{at}", f"Meeting {at}", "2024-07-10T11:00[Europe/Rome]", "planned") for at in range(MEETINGS))
    link.executemany("INSERT INTO row VALUES (?, ?, ?, ?, ?)", rows)
    link.commit()
    link.close()
    Path("bare.py").write_text(BARE, encoding="utf-8")
    place = str(Path("cop.cop.db").absolute())
    found(place, Programme(title="Twenty thousand meetings"), None)
    with Store(place) as store, store.writing("import") as draft:
        body = draft.add(Body(code="sc", title="Steering Committee", kind=Word("steering_committee")))
        draft.add(Person(code="pm", title="Project manager"))
        for at in range(MEETINGS):
            start = ZonedTime(f"{(FIRST + at * GAP).isoformat(timespec='minutes')}[Europe/Rome]")
            draft.add(Meeting(code=f"m{at}", title=f"Meeting {at}", body=body.id, start=start))


def _taskwarrior(folder: Path) -> Iterator[Race]:
    (folder / ".taskrc").write_text(f"data.location={folder}/tasks\nconfirmation=off\n", encoding="utf-8")
    tasks = [{"description": f"Meeting {at}", "status": "pending", "project": f"p{at % 400}"} for at in range(MEETINGS)]
    subprocess.run(["task", "import", "-"], input=json.dumps(tasks).encode(), capture_output=True, check=True)
    yield Race("taskwarrior list, 50", ["task", "project:p7", "list"], "F")
    yield Race("taskwarrior export, json", ["task", "export"], "F")


def _khal(folder: Path) -> Iterator[Race]:
    _events(folder / "khal", "VEVENT", "DTSTART:{start:%Y%m%dT%H%M%SZ}\r\nDTEND:{end:%Y%m%dT%H%M%SZ}")
    config = folder / "khal.conf"
    config.write_text(
        f"[calendars]\n[[one]]\npath = {folder}/khal\n[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\nlocal_timezone = Europe/Rome\ndefault_timezone = Europe/Rome\ntimeformat = %H:%M\n"
        "dateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\n",
        encoding="utf-8",
    )
    khal = ["khal", "-c", str(config)]
    yield Race(f"khal list, 50 of {PEERS:,}", [*khal, "list", "2000-02-01", "31d"], "F")
    yield Race("khal new", [*khal, "new", "-a", "one", "2000-02-10", "11:00", "One more"], "F")


def _todoman(folder: Path) -> Iterator[Race]:
    _events(folder / "todo" / "one", "VTODO", "CATEGORIES:p{group}")
    config = folder / "todoman.py"
    config.write_text(f"path = '{folder}/todo/*'\ncache_path = '{folder}/todo.sqlite3'\n", encoding="utf-8")
    todo = ["todoman", "--config", str(config)]
    yield Race(f"todoman list, 50 of {PEERS:,}", [*todo, "list", "--category", "p7"], "F")
    yield Race("todoman new", [*todo, "new", "--list", "one", "One more"], "F")


def _events(folder: Path, component: str, lines: str) -> None:
    """Write a file of iCalendar for each event, as programs want it that keep a folder of them."""
    folder.mkdir(parents=True)
    for at in range(PEERS):
        start = FIRST + at * GAP
        own = lines.format(start=start, end=start + timedelta(hours=1), group=at % 40)
        text = (
            f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//cop//benchmarks//EN\r\nBEGIN:{component}\r\nUID:m{at}\r\n"
            f"DTSTAMP:20000101T000000Z\r\nSUMMARY:Meeting {at}\r\n{own}\r\nEND:{component}\r\nEND:VCALENDAR\r\n"
        )
        (folder / f"m{at}.ics").write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
