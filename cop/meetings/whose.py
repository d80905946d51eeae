"""Whose meetings they are: the bodies whose meetings somebody is concerned with, and from which day to which."""

from collections.abc import Iterable
from typing import TypeAlias

from cop.kernel.dates import FIRST_YEAR, LAST_YEAR
from cop.kernel.types import Day, Id
from cop.store.database import Database

Span: TypeAlias = tuple[Day, Day]
"""First and last day, both included."""
ALWAYS: Span = (Day(f"{FIRST_YEAR}-01-01"), Day(f"{LAST_YEAR}-12-31"))
"""All days that cop keeps."""


class Whose:
    """The bodies of one calendar, each with the days on which its meetings belong there; without any, everything.

    Beside what bodies are invited to, it holds what its people are named for: registered, or giving a training.
    """

    def __init__(self, spans: dict[Id, list[Span]] | None = None, people: Iterable[Id] = ()) -> None:
        self._spans = spans
        self._people = frozenset(people)

    def spans(self, bodies: Iterable[Id]) -> list[Span]:
        """Return the days on which what these bodies are invited to belongs into the calendar, in order, joined."""
        if self._spans is None:
            return [ALWAYS]
        found: list[Span] = []
        for first, last in sorted(span for body in bodies for span in self._spans.get(body, ())):
            if found and first <= found[-1][1]:
                found[-1] = (found[-1][0], max(found[-1][1], last))
            else:
                found.append((first, last))
        return found

    def covers(self, bodies: Iterable[Id], day: Day) -> bool:
        """Say whether a meeting of these bodies on a day belongs into the calendar."""
        return any(first <= day <= last for first, last in self.spans(bodies))

    def names(self, people: Iterable[Id]) -> bool:
        """Say whether one of these people is one of the calendar's own."""
        return not self._people.isdisjoint(people)


EVERYBODY = Whose()
"""The whole programme."""


def of_body(body: Id) -> Whose:
    """Return the calendar of one body: what it convenes and what it is invited to."""
    return Whose({body: [ALWAYS]})


def of_person(db: Database, person: Id) -> Whose:
    """Return a person's calendar: the meetings of every body on the days of membership, and what names the person."""
    rows = db.all("SELECT body, from_on, to_on FROM membership WHERE person = :person", person=person)
    return Whose(_members(rows), [person])


def of_partner(db: Database, partner: Id) -> Whose:
    """Return a partner's calendar: its own team's, those of bodies where it has a seat, and those of its people."""
    rows = db.all(
        "SELECT id, NULL, NULL FROM body WHERE partner = :partner "
        "UNION ALL SELECT body, NULL, NULL FROM seat WHERE partner = :partner "
        "UNION ALL SELECT m.body, m.from_on, m.to_on FROM membership m JOIN person h ON h.id = m.person "
        "WHERE h.partner = :partner",
        partner=partner,
    )
    people = db.all("SELECT id FROM person WHERE partner = :partner", partner=partner)
    return Whose(_members(rows), [row[0] for row in people])


def _members(rows: Iterable[tuple[Id, Day | None, Day | None]]) -> dict[Id, list[Span]]:
    spans: dict[Id, list[Span]] = {}
    for body, first, last in rows:
        spans.setdefault(body, []).append((first or ALWAYS[0], last or ALWAYS[1]))
    return spans
