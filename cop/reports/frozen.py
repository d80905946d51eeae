"""What a final report froze: the journal position at which it shows the programme, and what changed since then."""

from collections.abc import Iterable, Mapping
from typing import Literal

from cop.kernel import dates
from cop.kernel.types import Id, Month
from cop.reports.records import MonthReport
from cop.store import queries
from cop.store.database import Database, within
from cop.store.position import Position, chains

Change = Literal["new", "changed"]


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


def changed_since(db: Database, since: Position, until: Position | None = None) -> dict[Id, Change]:
    """Return which records were written or changed after a position, at most up to another.

    Only the entries in between are read, so that a long history costs nothing.
    """
    from_seq = chains(db, since)
    to_seq = chains(db, until) if until is not None else None
    found: set[str] = set()
    for site, latest in db.all("SELECT n, seq FROM site WHERE seq > 0"):
        last = latest if to_seq is None else to_seq.get(site, 0)
        rows = db.all(
            "SELECT DISTINCT r.id FROM entry e JOIN change c ON c.n >= e.first AND c.n < e.first + e.changes "
            "JOIN record r ON r.n = c.record WHERE e.site = :site AND e.seq > :first AND e.seq <= :last",
            site=site, first=from_seq.get(site, 0), last=last,
        )  # fmt: skip
        found.update(row[0] for row in rows)
    known = _known_by(db, found, from_seq)
    return {Id(record): "changed" if record in known else "new" for record in sorted(found)}


def _known_by(db: Database, records: Iterable[str], seqs: Mapping[int, int]) -> set[str]:
    """Return those of the records that something was said about up to a position."""
    rows = within(
        db,
        "SELECT r.id, e.site, min(e.seq) FROM record r JOIN change c ON c.record = r.n JOIN entry e ON e.n = c.entry "
        "WHERE r.id IN (:values) GROUP BY r.id, e.site",
        sorted(records),
    )
    return {record for record, site, seq in rows if seq <= seqs.get(site, 0)}
