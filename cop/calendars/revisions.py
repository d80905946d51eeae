"""Which revision of an event a calendar shows: SEQUENCE and LAST-MODIFIED, counted from the journal alone.

A SEQUENCE is a number of distinct journal entries. The journal is a set that only grows, and is the same in every copy:
so a SEQUENCE never falls, not even by an undo, and two copies agree on it (docs/adr/0006).
"""

from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel.ids import derived_id
from cop.kernel.records import kind_named
from cop.kernel.types import Day, Id, Moment
from cop.meetings.sitting import OFF
from cop.store.database import Database
from cop.store.entry import REMOVED, wall_text

OF_SERIES = {"series_slot": ("original_on", "moved_to", REMOVED), "meeting": (REMOVED,)}
"""What parts of a series say about its dates; a change of one of these changes the EXDATEs of the whole."""
IS_OFF = ", ".join(f"'{status}'" for status in sorted(OFF))
PARTS = (("series_slot", "series"), ("meeting", "series"), ("agenda_item", "meeting"), ("invitee", "subject"))
"""Kinds that hang on meetings and series, and the field that says on which; removed ones count too."""


class Revision(NamedTuple):
    """How often the time, place, rule, status or removal was written, and when anything was, in milliseconds."""

    entries: int
    wall: int

    @property
    def modified(self) -> Moment:
        """The time of the last entry, to the second."""
        return Moment(wall_text(self.wall)[:19] + "Z")


NEVER = Revision(0, 0)


class Revisions:
    """The revisions of all meetings and series, read in two queries."""

    def __init__(self, db: Database) -> None:
        registers = {(kind, field): number for number, kind, field in db.all("SELECT n, kind, field FROM register")}
        self._known = {row[0]: Revision(*row[1:]) for row in db.all(_query(registers))}

    def of(self, record: Id) -> Revision:
        """Return the revision of a single meeting or a whole series; the entry that created it counts for nothing."""
        found = self._known.get(record, NEVER)
        return Revision(max(found.entries - 1, 0), found.wall)

    def of_occurrence(self, series: Id, original_on: Day, meeting: Id) -> Revision:
        """Return the revision of one date of a series: the whole series' and what was said about this date."""
        whole = self.of(series)
        own = [self._known.get(one, NEVER) for one in (derived_id("series_slot", (series, original_on)), meeting)]
        return Revision(whole.entries + sum(one.entries for one in own), max(whole.wall, *(one.wall for one in own)))


def _query(registers: dict[tuple[str, str], int]) -> str:
    """Return the query that gives entries and last wall time by the id of what they concern.

    The first half finds a record's own changes, the second those of its parts, by what the parts ever said they hang
    on: a part that was removed has no row any more, and its removal must count.
    """
    own = [(kind, each.name) for kind in ("series", "meeting") for each in kind_named(kind).fields() if each.schedules]
    own += [("series", REMOVED), ("meeting", REMOVED), *(("series_slot", name) for name in OF_SERIES["series_slot"])]
    part = [(kind, name) for kind, names in OF_SERIES.items() for name in names]
    # Only a date that is called off, or no longer, changes the EXDATEs; one that was held is the same date.
    off = (
        f"c.register = {registers.get(('meeting', 'status'), -1)} AND (c.value IN ({IS_OFF}) OR EXISTS "
        f"(SELECT 1 FROM supersede s JOIN change o ON o.n = s.old WHERE s.change = c.n AND o.value IN ({IS_OFF})))"
    )
    every = [register for register in registers if register[0] in ("series", "series_slot", "meeting")]

    def listed(wanted: Iterable[tuple[str, str]]) -> str:
        return ", ".join(str(registers.get(register, -1)) for register in wanted)

    return (
        "SELECT t.subject, count(DISTINCT t.counted), max(e.wall) FROM ("
        "SELECT r.id AS subject, c.entry AS entry, "
        f"CASE WHEN c.register IN ({listed(own)}) THEN c.entry END AS counted "
        f"FROM change c JOIN record r ON r.n = c.record WHERE c.register IN ({listed(every) or -1}) "
        "UNION ALL "
        f"SELECT p.value, c.entry, CASE WHEN c.register IN ({listed(part)}) OR ({off}) THEN c.entry END "
        f"FROM change p JOIN change c ON c.record = p.record WHERE p.register IN ({listed(PARTS)})"
        ") t JOIN entry e ON e.n = t.entry GROUP BY t.subject"
    )
