"""Which revision of an event a calendar shows: SEQUENCE and LAST-MODIFIED, counted from the journal alone.

A SEQUENCE is a number of distinct journal entries. The journal is a set that only grows, and is the same in every copy:
so a SEQUENCE never falls, not even by an undo, and two copies agree on it (docs/adr/0006).
"""

from collections.abc import Iterable
from typing import NamedTuple

from cop.kernel.ids import derived_id
from cop.kernel.records import kind_named
from cop.kernel.types import Day, Id, Moment
from cop.store.database import Database
from cop.store.entry import REMOVED, wall_text

SHOWN = ("series", "meeting", "delivery", "milestone")
"""The kinds of which each record is an event of its own."""
OF_SLOT = ("original_on", "moved_to", REMOVED)
"""What a slot says about a date of its series."""
HELD = ("meeting hold", "event hold", "delivery hold")
"""The commands that write a status and change nothing that a calendar shows."""
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
        """Return the revision of one date of a series: the number of the whole, and when this date was written of.

        All parts of one UID bear one number. A date whose own entries were counted apart would fall back to the
        series' lower number when what was said about it is taken back, and calendars would keep the old hour.
        """
        whole = self.of(series)
        own = [self._known.get(one, NEVER) for one in (derived_id("series_slot", (series, original_on)), meeting)]
        return Revision(whole.entries, max(whole.wall, *(one.wall for one in own)))


def _query(registers: dict[tuple[str, str], int]) -> str:
    """Return the query that gives entries and last wall time by the id of what they concern.

    The first half finds a record's own changes, the second those of its parts, by what the parts ever said they hang
    on: a part that was removed has no row any more, and its removal must count.
    """
    own = [(kind, each.name) for kind in SHOWN for each in kind_named(kind).fields() if each.schedules]
    own += [*((kind, REMOVED) for kind in SHOWN), *(("series_slot", name) for name in OF_SLOT)]
    part = [register for register in own if register[0] in ("meeting", "series_slot")]
    every = [register for register in registers if register[0] in (*SHOWN, "series_slot")]

    def listed(wanted: Iterable[tuple[str, str]]) -> str:
        return ", ".join(str(registers.get(register, -1)) for register in wanted)

    held = ", ".join(f"'{verb}'" for verb in HELD)
    return (
        f"SELECT t.subject, count(DISTINCT CASE WHEN e.verb NOT IN ({held}) THEN t.counted END), max(e.wall) FROM ("
        "SELECT r.id AS subject, c.entry AS entry, "
        f"CASE WHEN c.register IN ({listed(own)}) THEN c.entry END AS counted "
        f"FROM change c JOIN record r ON r.n = c.record WHERE c.register IN ({listed(every) or -1}) "
        "UNION ALL "
        f"SELECT p.value, c.entry, CASE WHEN c.register IN ({listed(part)}) THEN c.entry END "
        f"FROM change p JOIN change c ON c.record = p.record WHERE p.register IN ({listed(PARTS)})"
        ") t JOIN entry e ON e.n = t.entry GROUP BY t.subject"
    )
