"""What can be asked about decisions: the register of each body, and who answered what."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from cop.kernel.text import ascii_digits
from cop.kernel.types import Day, Id
from cop.meetings.queries import naming
from cop.store.database import Database, first, within
from cop.teams.queries import HOLDS

BLOCKING = "objection"
"""The answer that stands in the way of a decision by consent."""

_BODY = (
    "coalesce(b.code || CASE WHEN (SELECT count(*) FROM body c WHERE c.code = b.code) > 1 "
    "THEN '~' || substr(b.id, 1, 4) ELSE '' END, substr(b.id, 1, 6))"
)
_DECISIONS = (
    f"SELECT {naming.columns('decision')}, x.title, x.body, coalesce({_BODY}, substr(x.body, 1, 6)), "
    f"coalesce(b.title, x.body), x.meeting, {naming.MEETING}, m.title, x.method, x.status, x.decided_on, "
    "x.review_on, x.superseded_by, coalesce(n.code, substr(n.id, 1, 6)) "
    "FROM decision x LEFT JOIN body b ON b.id = x.body LEFT JOIN meeting m ON m.id = x.meeting "
    "LEFT JOIN series s ON s.id = m.series LEFT JOIN decision n ON n.id = x.superseded_by "
)
_NUMBERED = (
    f"SELECT x.id, coalesce({_BODY}, substr(x.body, 1, 6)), x.decided_on FROM decision x "
    "LEFT JOIN body b ON b.id = x.body WHERE x.decided_on IS NOT NULL"
)


class Line(NamedTuple):
    """One decision as the register tells it; `number` is none until it is adopted or rejected."""

    number: str | None
    id: Id
    ref: str
    code: str | None
    title: str
    body: Id
    body_ref: str
    body_name: str
    meeting: Id | None
    meeting_ref: str | None
    meeting_name: str | None
    method: str | None
    status: str
    decided_on: Day | None
    review_on: Day | None
    superseded_by: Id | None
    superseded_by_ref: str | None


class Answer(NamedTuple):
    """What one person answered to a decision."""

    decision: Id
    person: Id
    person_ref: str
    person_name: str
    person_partner: str | None
    answer: str
    reason: str | None
    answered_on: Day | None


def decisions(db: Database, where: str = "", **params: Any) -> list[Line]:
    """Return the decisions x that fit a condition in the order of the register, those still to be taken at its end."""
    rows = db.all(_DECISIONS + (f"WHERE {where}" if where else ""), **params)
    known = register(db, {row[6] for row in rows})
    found = [Line(known.get(row[0]), row[0], naming.ref(*row[:5]), row[1], *row[5:]) for row in rows]
    return sorted(found, key=lambda one: (one.decided_on or "9999", one.id))


def register(db: Database, bodies: Iterable[str]) -> dict[Id, str]:
    """Return the register number of every decision that these bodies have taken."""
    return numbers(within(db, f"{_NUMBERED} AND x.body IN (:values)", sorted(bodies)))


def number_of(db: Database, decision: str, body: str, day: Day) -> str:
    """Return the register number that a decision has once it is saved as taken on this day."""
    others = within(db, f"{_NUMBERED} AND x.body IN (:values)", [body])
    (name,) = first(db, f"SELECT {_BODY} FROM body b WHERE b.id = :id", id=body)
    return numbers([*(row for row in others if row[0] != decision), (Id(decision), name, day)])[Id(decision)]


def numbers(decided: Iterable[tuple[Id, str, Day]]) -> dict[Id, str]:
    """Return a number such as sc/2024/3 for each decision, told by its id, what its body is called, and its day.

    They count within a body's year by day, and on one day by id: every copy of a programme counts alike.
    """
    counted: dict[str, int] = {}
    found = {}
    for decision, body, day in sorted(decided, key=lambda one: (one[2], one[0])):
        year = f"{body}/{day[:4]}"
        counted[year] = counted.get(year, 0) + 1
        found[decision] = f"{year}/{counted[year]}"
    return found


def find_decision(db: Database, typed: str) -> Id:
    """Return the id of the decision that is meant: by its number in the register, or by any of its names.

    Raises:
        NotFound: There is none, or several.
    """
    from cop.store.references import find

    asked = ascii_digits(typed.strip()).casefold()
    if asked.count("/") == 2:
        known = {number.casefold(): decision for decision, number in numbers(db.all(_NUMBERED)).items()}
        if asked in known:
            return known[asked]
    return Id(find(db, "decision", typed))


def answers(db: Database, found: Iterable[str]) -> dict[Id, list[Answer]]:
    """Return what was answered to each of these decisions, in the order of the answers' days."""
    rows = within(
        db,
        "SELECT r.decision, r.person, coalesce(h.code, r.person), coalesce(h.title, r.person), p.name, r.answer, "
        "r.reason, r.answered_on FROM response r LEFT JOIN person h ON h.id = r.person "
        "LEFT JOIN partner p ON p.id = h.partner WHERE r.decision IN (:values)",
        sorted(set(found)),
    )
    told: dict[Id, list[Answer]] = {}
    for one in sorted((Answer(*row) for row in rows), key=lambda one: (one.answered_on or "", one.person_ref)):
        told.setdefault(one.decision, []).append(one)
    return told


def review_due(decision: Line, today: Day) -> bool:
    """Tell whether a decision that holds is to be looked at again by today."""
    return decision.status == "adopted" and decision.review_on is not None and decision.review_on <= today


def voices(db: Database, body: str, day: Day) -> set[str]:
    """Return the people who decide in a body on a day: its members, observers apart."""
    rows = db.all(
        f"SELECT DISTINCT m.person FROM membership m WHERE m.body = :body AND m.role <> 'observer' AND {HOLDS}",
        body=body, day=day,
    )  # fmt: skip
    return {row[0] for row in rows}


def objections(db: Database, decision: str) -> list[Answer]:
    """Return who objects to a decision."""
    return [one for one in answers(db, [decision]).get(Id(decision), []) if one.answer == BLOCKING]
