"""cop calendar export: which calendars are meant, what they are called, and where they go."""

import os
import sys
from collections.abc import Iterator
from typing import NamedTuple

from cop.calendars import diary, files
from cop.calendars.feed import Feed, Window
from cop.console.emit import say
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Id, Month
from cop.meetings import whose
from cop.meetings.whose import ALWAYS, EVERYBODY, Whose
from cop.store import references
from cop.store.database import Database, first
from cop.store.files import write_whole
from cop.store.typed import local_today

PROGRAMME = "programme"
FOLDER = "calendars/"
KINDS = ("body", "person", "partner")


class Wanted(NamedTuple):
    """One calendar: its file's name without the ending, what a subscriber sees, and what is in it."""

    name: str
    title: str
    feed: Feed


def window(session: Session, db: Database, month: str | None, since: str | None, until: str | None) -> Window:
    """Return the first and last day that are meant.

    Raises:
        BadInput: They are said twice, or the wrong way round.
    """
    if month and (since or until):
        raise BadInput("--month and --from or --to exclude each other", "give the month, or the two days")
    how = session.words(db)
    if month:
        return dates.month_days(dates.parse_month(month, local_today(how)))
    first, last = (dates.parse_day(day, local_today(how), how.day_first) if day else None for day in (since, until))
    if first and last and last < first:
        raise BadInput(f"--to {last} lies before --from {first}", "the first day comes first")
    return first or ALWAYS[0], last or ALWAYS[1]


def one(db: Database, asked: dict[str, str | None], days: Window, *, with_milestones: bool = False) -> Wanted:
    """Return the one calendar that is meant; without a body, person or partner the whole programme's.

    Raises:
        BadInput: More than one is named.
        NotFound: There is no such body, person or partner.
    """
    given = [(kind, typed) for kind, typed in asked.items() if typed]
    if len(given) > 1:
        raise BadInput("a calendar is one body's, person's or partner's", "--all writes one for every body")
    held = diary.read(db, with_milestones=with_milestones)
    if not given:
        return Wanted(_whole_name(held), held.title, Feed(held, EVERYBODY, days))
    kind, typed = given[0]
    record = Id(references.find(db, kind, typed))
    called = _called(held, references.label(db, kind, record), _town(db, record))
    return Wanted(references.short(db, kind, record), called, Feed(held, _whose(db, kind, record), days))


def every(db: Database, days: Window, *, with_milestones: bool = False) -> list[Wanted]:
    """Return the whole programme's calendar and one for every body, by code."""
    held = diary.read(db, with_milestones=with_milestones)
    bodies = db.all("SELECT id, code, title FROM body ORDER BY code IS NULL, code, id")
    known = [(_whole_name(held), ""), *((code or record[:6], record) for record, code, _ in bodies)]
    names = files.distinct(known)
    found = [Wanted(next(names), held.title, Feed(held, EVERYBODY, days))]
    for record, _, title in bodies:
        found.append(Wanted(next(names), _called(held, title), Feed(held, whose.of_body(record), days)))
    return found


def write_all(session: Session, calendars: list[Wanted], folder: str) -> None:
    """Write each calendar into the folder, having made sure that all of them may be written."""
    paths = [os.path.join(folder, f"{wanted.name}.ics") for wanted in calendars]
    _write(session, calendars, paths)
    session.done("written", os.path.join(folder, ""), _plural(len(paths), "calendar"), list(_told(calendars, paths)))


def write_one(session: Session, wanted: Wanted, output: str | None, days: Window) -> None:
    """Write one calendar: to stdout for -, into a folder under its own name, or as the file that is named."""
    if output == "-":
        sys.stdout.buffer.writelines(wanted.feed.pieces(wanted.title))
        sys.stdout.buffer.flush()
        say(counted(wanted.feed))
        return
    path = output or ""
    if not path or path.endswith(("/", os.sep)) or os.path.isdir(path):
        path = os.path.join(path, f"{files.file_name(wanted.name)}{_suffix(days)}.ics")
    _write(session, [wanted], [path])
    session.done("written", path, wanted.title, [counted(wanted.feed)])


def counted(feed: Feed) -> str:
    """Return what a calendar holds in words: 5 meetings and 1 series."""
    single, series, beside = feed.count
    told = [
        _plural(single, "meeting") if single else "",
        f"{series:,} series" if series else "",
        f"{beside:,} whole-day {'entry' if beside == 1 else 'entries'}" if beside else "",
    ]
    *others, last = [part for part in told if part] or ["nothing"]
    return f"{', '.join(others)} and {last}" if others else last


def _write(session: Session, calendars: list[Wanted], paths: list[str]) -> None:
    for path in paths:
        files.make_way(path, session.confirm)
    if not session.flags.dry_run:
        for wanted, path in zip(calendars, paths, strict=True):
            write_whole(path, wanted.feed.pieces(wanted.title))


def _told(calendars: list[Wanted], paths: list[str]) -> Iterator[str]:
    for wanted, path in zip(calendars, paths, strict=True):
        yield f"{os.path.basename(path)}: {counted(wanted.feed)}"


def _whose(db: Database, kind: str, record: Id) -> Whose:
    if kind == "body":
        return whose.of_body(record)
    return whose.of_person(db, record) if kind == "person" else whose.of_partner(db, record)


def _called(held: diary.Diary, *whose: str | None) -> str:
    """Return what a subscriber sees in a narrow list: Mayor, Zliten · REBUILD."""
    return f"{', '.join(filter(None, whose))} · {held.code.upper() if held.code else held.title}"


def _town(db: Database, person: Id) -> str | None:
    """Return where a person works: ten mayors would have calendars of one name."""
    row = first(
        db, "SELECT p.name FROM person h JOIN partner p ON p.id = h.partner WHERE h.id = :person", person=person
    )
    return row[0] if row else None


def _whole_name(held: diary.Diary) -> str:
    return held.code or PROGRAMME


def _suffix(days: Window) -> str:
    """Return what a window adds to a file's name: -2024-08 for a month, else its days."""
    if days == ALWAYS:
        return ""
    if days == dates.month_days(Month(days[0][:7])):
        return f"-{days[0][:7]}"
    return "".join(f"-{day}" for day, end in zip(days, ALWAYS, strict=True) if day != end)


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
