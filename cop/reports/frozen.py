"""What a final report froze: the journal position at which it shows the programme, and what changed since then."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from cop.kernel import dates
from cop.kernel.types import Id, Month
from cop.reports.records import MonthReport
from cop.store import queries
from cop.store.database import Database, within
from cop.store.entry import REMOVED
from cop.store.position import Position, chains

Change = Literal["new", "changed", "removed"]
WITH_PARENT = (
    ("attendance", "meeting"), ("guest", "meeting"), ("agenda_item", "meeting"), ("response", "decision"),
    ("registration", "meeting"), ("task", "activity"), ("progress", "activity"), ("milestone_need", "milestone"),
    ("indicator_value", "indicator"), ("interim_target", "indicator"), ("rating", "risk"),
    ("delivery_trainer", "delivery"), ("trainee", "delivery"),
)  # fmt: skip
"""Records whose change is one of the record on which they hang, as readers see it."""

LISTED = ("meeting", "decision", "action", "activity", "milestone", "indicator", "risk")
"""Records of which a report tells how many are gone."""


class Since(NamedTuple):
    """What was written since a position: what became of each record, and how many of each kind were removed."""

    changes: Mapping[Id, Change]
    removed: Mapping[str, int]


def report_on(db: Database, month: Month) -> MonthReport | None:
    """Return what was written of the report on a month, if anything was."""
    found = queries.every(db, MonthReport, "month = :month", month=month)
    return found[0] if found else None


def spelled(position: Position) -> str:
    """Return a position as a report keeps it: a line for each site."""
    return "\n".join(f"{site} {place}" for site, place in sorted(position.items()))


def position_of(report: MonthReport) -> dict[str, str]:
    """Return the position that a final report froze; empty if it never was final."""
    return dict(line.split(" ", 1) for line in (report.position or "").splitlines())


def last_final(db: Database, month: Month) -> MonthReport | None:
    """Return the final report with which this one is compared: its own earlier version, else the month before."""
    own = report_on(db, month)
    if own is not None and own.position:
        return own
    before = report_on(db, Month(dates.shift(dates.month_days(month)[0], -1)[:7]))
    return before if before is not None and before.position else None


def changed_since(db: Database, since: Position, until: Position | None = None) -> Since:
    """Return which records were written, changed or removed after a position, at most up to another.

    Only the entries in between are read, so that a long history costs nothing.
    """
    from_seq = chains(db, since)
    to_seq = chains(db, until) if until is not None else None
    found: dict[str, str | None] = {}  # Every record that was written, and of what was removed its kind.
    for site, latest in db.all("SELECT n, seq FROM site WHERE seq > 0"):
        last = latest if to_seq is None else to_seq.get(site, 0)
        rows = db.all(
            "SELECT r.id, max(CASE WHEN g.field = :removed AND c.value IS NOT NULL THEN g.kind END) FROM entry e "
            "JOIN change c ON c.n >= e.first AND c.n < e.first + e.changes JOIN record r ON r.n = c.record "
            "JOIN register g ON g.n = c.register WHERE e.site = :site AND e.seq > :first AND e.seq <= :last "
            "GROUP BY r.id",
            removed=REMOVED, site=site, first=from_seq.get(site, 0), last=last,
        )  # fmt: skip
        for record, kind in rows:
            found[record] = kind or found.get(record)
    known, there = _known_by(db, found, from_seq), _there(db, found)
    changes: dict[Id, Change] = {}
    for record, removed in sorted(found.items()):
        if record in known or not removed:
            gone = removed is not None and record not in there
            changes[Id(record)] = "removed" if gone else "changed" if record in known else "new"
    kinds = Counter(found[record] or "" for record, change in changes.items() if change == "removed")
    for kind, parent in WITH_PARENT:
        for (whole,) in within(db, f"SELECT DISTINCT {parent} FROM {kind} WHERE id IN (:values)", sorted(found)):
            changes.setdefault(whole, "changed")
    return Since(changes, kinds)


def _there(db: Database, records: Iterable[str]) -> set[str]:
    """Return those of the records that the tables show, of the kinds of which a report tells removals."""
    found = (within(db, f"SELECT id FROM {kind} WHERE id IN (:values)", sorted(records)) for kind in LISTED)
    return {row[0] for rows in found for row in rows}


def _known_by(db: Database, records: Iterable[str], seqs: Mapping[int, int]) -> set[str]:
    """Return those of the records that something was said about up to a position."""
    rows = within(
        db,
        "SELECT r.id, e.site, min(e.seq) FROM record r JOIN change c ON c.record = r.n JOIN entry e ON e.n = c.entry "
        "WHERE r.id IN (:values) GROUP BY r.id, e.site",
        sorted(records),
    )
    return {record for record, site, seq in rows if seq <= seqs.get(site, 0)}
