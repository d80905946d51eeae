"""In which zones the members of a body work, by the day: an invitation prints the hour in each of them."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable

from cop.kernel.types import Day, Id, Zone
from cop.store.database import Database


class Zones:
    """The zones of all bodies' members through time, read in one query; teams.queries.zones_of asks for one day."""

    def __init__(self, db: Database) -> None:
        self._members: dict[Id, list[tuple[Id, Zone, Day, Day]]] = {}
        turns = set()
        for body, person, zone, first, last in db.all(
            "SELECT m.body, m.person, p.timezone, m.from_on, m.to_on FROM membership m "
            "JOIN person h ON h.id = m.person JOIN partner p ON p.id = h.partner WHERE p.timezone IS NOT NULL"
        ):
            self._members.setdefault(body, []).append((person, zone, first or Day(""), last or Day("~")))
            turns |= {first or "", (last or "") + "~"}
        self._turns = sorted(turns)
        self._told: dict[tuple[int, tuple[Id, ...]], list[Zone]] = {}

    def on(self, bodies: Iterable[Id], day: Day) -> list[Zone]:
        """Return the zones in which members of these bodies work on a day, the one with most people first."""
        asked = (bisect_right(self._turns, day), tuple(bodies))
        if asked not in self._told:
            self._told[asked] = self._count(asked[1], day)
        return self._told[asked]

    def ever(self, bodies: Iterable[Id]) -> list[Zone]:
        """Return the zones in which anybody worked who was ever a member of these bodies."""
        asked = (-1, tuple(bodies))
        if asked not in self._told:
            self._told[asked] = self._count(asked[1], None)
        return self._told[asked]

    def _count(self, bodies: tuple[Id, ...], day: Day | None) -> list[Zone]:
        people = {
            (person, zone)
            for body in bodies
            for person, zone, first, last in self._members.get(body, ())
            if day is None or first <= day <= last
        }
        counted = Counter(zone for _, zone in people)
        return sorted(counted, key=lambda zone: (-counted[zone], zone))
