"""What can be asked about pilots: where their milestones stand, who takes part, and what partners bring."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.activities.pilots import schedule
from cop.activities.pilots.schedule import Step
from cop.kernel.types import Day, Id, Money, Word
from cop.meetings.queries import naming
from cop.store.database import Database

if TYPE_CHECKING:  # Lists have no use for records.
    from cop.activities.pilots.records import Milestone

_MILESTONES = (
    f"SELECT {naming.columns('milestone')}, x.title, x.concerns, "
    "CASE WHEN p.id IS NOT NULL THEN 'pilot' WHEN w.id IS NOT NULL THEN 'work_package' "
    "WHEN a.id IS NOT NULL THEN 'activity' END, coalesce(p.code, w.code, a.code, substr(x.concerns, 1, 6)), "
    f"coalesce(p.title, w.title, a.title), {naming.OWNER}, "
    "coalesce(x.baseline_on, x.due_on), x.due_on, x.reached_on, x.dropped_on, x.status, x.reason FROM milestone x "
    "LEFT JOIN pilot p ON p.id = x.concerns LEFT JOIN work_package w ON w.id = x.concerns "
    f"LEFT JOIN activity a ON a.id = x.concerns {naming.OWNERS}"
)
_NEEDS = (
    "SELECT n.milestone, n.needed FROM milestone_need n JOIN milestone a ON a.id = n.milestone "
    "JOIN milestone b ON b.id = n.needed ORDER BY b.due_on, b.id"
)
_PILOTS = (
    f"SELECT {naming.columns('pilot')}, x.title, x.sector, x.lead, coalesce(l.code, substr(l.id, 1, 6)), l.name, "
    "x.implementer, coalesce(i.code, substr(i.id, 1, 6)), i.name, x.start_on, x.end_on, "
    "CASE WHEN x.closed_on > :by THEN 'active' ELSE x.status END, "
    "CASE WHEN x.closed_on > :by THEN NULL ELSE x.closed_on END, "
    "CASE WHEN x.closed_on > :by THEN NULL ELSE x.reason END FROM pilot x "
    "LEFT JOIN partner l ON l.id = x.lead LEFT JOIN partner i ON i.id = x.implementer "
)
_CONTRIBUTIONS = (
    "SELECT x.id, NULL, 1, (SELECT max(b.id) FROM contribution b WHERE b.id < x.id), "
    "(SELECT min(f.id) FROM contribution f WHERE f.id > x.id), x.title, "
    "x.partner, coalesce(o.code, substr(o.id, 1, 6)), o.name, x.concerns, "
    "CASE WHEN p.id IS NOT NULL THEN 'pilot' WHEN w.id IS NOT NULL THEN 'work_package' "
    "WHEN a.id IS NOT NULL THEN 'activity' WHEN m.id IS NOT NULL THEN 'meeting' END, "
    f"coalesce(p.code, w.code, a.code, {naming.MEETING}, substr(x.concerns, 1, 6)), "
    "coalesce(p.title, w.title, a.title, m.title), x.worth, x.given_on FROM contribution x "
    "LEFT JOIN partner o ON o.id = x.partner LEFT JOIN pilot p ON p.id = x.concerns "
    "LEFT JOIN work_package w ON w.id = x.concerns LEFT JOIN activity a ON a.id = x.concerns "
    "LEFT JOIN meeting m ON m.id = x.concerns LEFT JOIN series s ON s.id = m.series "
)


class MilestoneLine(NamedTuple):
    """One milestone as it stood on a day; `ref` is what people type for it.

    `baseline_on` is the day of the first plan: the day on which it is due where that was never put off. `status`,
    `reached_on` and `dropped_on` are those of that day: what was reached or dropped later was planned then; what was
    dropped on a day unknown was never planned. `slip_days` counts from the first plan to the day on which it was
    reached or, of an open one, is expected (`forecast_on`), and never less than it is overdue; none of a dropped one.
    `days_late` is how long an open one has been overdue. `waits_for` are those it needs, `holds_up` those that need
    it, `held_up_by` the one that lets it come no earlier; all as people type them. `circle` is not empty where it
    waits for itself.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    owner: Id | None
    owner_kind: str | None
    owner_ref: str | None
    owner_name: str | None
    owner_partner: str | None
    baseline_on: Day
    due_on: Day
    reached_on: Day | None
    dropped_on: Day | None
    status: Word
    reason: str | None
    slip_days: int | None = None
    forecast_on: Day | None = None
    days_late: int | None = None
    waits_for: tuple[str, ...] = ()
    holds_up: tuple[str, ...] = ()
    held_up_by: str | None = None
    circle: tuple[str, ...] = ()

    @property
    def owner_title(self) -> str | None:
        """How people tell this owner from others: a role with its town."""
        return naming.owner_title(self.owner_name or self.owner_ref, self.owner_partner)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be reached."""
        return self.status == "planned"

    @property
    def expected_on(self) -> Day:
        """The day that counts: on which it was reached, or is expected, or, of a dropped one, was due."""
        return self.reached_on or self.forecast_on or self.due_on


class Taking(NamedTuple):
    """A partner that takes part in a pilot."""

    pilot: Id
    partner: Id
    ref: str
    name: str
    role: Word


class PilotLine(NamedTuple):
    """One pilot as it stood on a day, with who leads it, carries it out and takes part; people type its `ref`.

    `status`, `closed_on` and `reason` are those of that day: what was done or stopped later was active then.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    sector: Word | None
    lead: Id | None
    lead_ref: str | None
    lead_name: str | None
    implementer: Id | None
    implementer_ref: str | None
    implementer_name: str | None
    start_on: Day | None
    end_on: Day | None
    status: Word
    closed_on: Day | None
    reason: str | None
    partners: tuple[Taking, ...] = ()


class ContributionLine(NamedTuple):
    """What a partner brings in kind, with what it is for."""

    id: Id
    ref: str
    title: str
    partner: Id
    partner_ref: str
    partner_name: str
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    worth: Money | None
    given_on: Day | None


def pilots(db: Database, by: Day, where: str = "", **params: Any) -> list[PilotLine]:
    """Return the pilots that fit a condition on x as they stood on a day, by their first days, then by their codes."""
    rows = db.all(
        _PILOTS + (f"WHERE {where} " if where else "") + "ORDER BY x.start_on, x.code, x.title, x.id", by=by, **params
    )
    taking: dict[Id, list[Taking]] = {}
    for found in db.all(
        "SELECT t.pilot, t.partner, coalesce(p.code, substr(p.id, 1, 6)), p.name, t.role FROM pilot_partner t "
        "JOIN partner p ON p.id = t.partner ORDER BY p.name, p.id"
    ):
        taking.setdefault(found[0], []).append(Taking(*found))
    return [
        PilotLine(row[0], naming.ref(*row[:5]), row[1], *row[5:])._replace(partners=tuple(taking.get(row[0], ())))
        for row in rows
    ]


def milestones(
    db: Database, by: Day, concerns: str | None = None, *, changed: "Milestone | None" = None
) -> list[MilestoneLine]:
    """Return milestones as they stood on a day, in the order in which they are due.

    Args:
        db: The programme.
        by: The day, mostly today.
        concerns: Id of a pilot, work package or activity whose milestones alone are wanted.
        changed: One as it is about to be saved, which counts instead of its row.
    """
    rows = [_milestone(_as_changed(row, changed), by) for row in map(_line, db.all(_MILESTONES))]
    needs: dict[Id, list[Id]] = {}
    for waiting, needed in db.all(_NEEDS):
        needs.setdefault(waiting, []).append(needed)
    lines = _scheduled(rows, needs, by)
    return sorted((one for one in lines if concerns in (None, one.concerns)), key=_rank)


def of_owner(db: Database, person: str, day: Day) -> list[MilestoneLine]:
    """Return a person's open milestones: their own, their partner's, and those of the bodies they sit in that day."""
    rows = db.all(
        "SELECT body FROM membership WHERE person = :person AND coalesce(from_on, '') <= :day "
        "AND coalesce(to_on, '9999') >= :day UNION SELECT partner FROM person WHERE id = :person",
        person=person, day=day,
    )  # fmt: skip
    owners = {person, *(row[0] for row in rows if row[0])}
    return [one for one in milestones(db, day) if one.is_open and one.owner in owners]


def last_day(db: Database) -> Day | None:
    """Return the programme's last day, which is that of a pilot without one of its own."""
    found = db.all("SELECT end_on FROM programme ORDER BY id")
    return found[0][0] if found else None


def needs_of(db: Database) -> dict[Id, set[Id]]:
    """Return what each milestone waits for."""
    found: dict[Id, set[Id]] = {}
    for waiting, needed in db.all(_NEEDS):
        found.setdefault(waiting, set()).add(needed)
    return found


def contributions(db: Database, where: str = "", **params: Any) -> list[ContributionLine]:
    """Return the contributions that fit a condition on x, by partner, then by day."""
    rows = db.all(
        _CONTRIBUTIONS + (f"WHERE {where} " if where else "") + "ORDER BY o.name, x.given_on, x.title, x.id", **params
    )
    return [ContributionLine(row[0], naming.ref(*row[:5]), *row[5:]) for row in rows]


def sums(worths: Iterable[Money | None]) -> list[Money]:
    """Return what amounts come to, one sum for each currency: they are never added across currencies."""
    cents: dict[str, int] = {}
    for worth in filter(None, worths):
        amount, _, currency = worth.partition(" ")
        whole, _, rest = amount.partition(".")
        cents[currency] = cents.get(currency, 0) + int(whole) * 100 + int(rest or 0)
    return [
        Money(f"{total // 100}{f'.{total % 100:02d}' if total % 100 else ''} {currency}")
        for currency, total in sorted(cents.items())
    ]


def _line(row: Any) -> MilestoneLine:
    return MilestoneLine(row[0], naming.ref(*row[:5]), row[1], *row[5:])


def _as_changed(line: MilestoneLine, changed: "Milestone | None") -> MilestoneLine:
    if changed is None or changed.id != line.id:
        return line
    return line._replace(
        title=changed.title, baseline_on=changed.baseline_on or changed.due_on, due_on=changed.due_on,
        reached_on=changed.reached_on, dropped_on=changed.dropped_on, status=changed.status, reason=changed.reason,
    )  # fmt: skip


def _milestone(line: MilestoneLine, by: Day) -> MilestoneLine:
    """Return a milestone as it stood on a day, as far as what happened to it since has a day of its own."""
    if line.reached_on and line.reached_on > by:
        return line._replace(status=Word("planned"), reached_on=None)
    if line.dropped_on and line.dropped_on > by:
        return line._replace(status=Word("planned"), dropped_on=None, reason=None)
    return line


def _scheduled(rows: Sequence[MilestoneLine], needs: dict[Id, list[Id]], by: Day) -> list[MilestoneLine]:
    """Return the milestones with what follows from their days and from what they need."""
    steps = {one.id: Step(one.due_on, one.is_open) for one in rows}
    expected, refs = schedule.forecasts(steps, needs, by), {one.id: one.ref for one in rows}
    held: dict[Id, list[str]] = {}
    for waiting, needed in needs.items():
        for one in needed:
            held.setdefault(one, []).append(refs[waiting])
    rounds = {one: each for each in schedule.circles(needs) for one in each}

    def scheduled(one: MilestoneLine) -> MilestoneLine:
        forecast = expected.get(one.id)
        day = one.reached_on or (forecast.day if forecast else None)
        late = schedule.slip_days(one.due_on, by) if one.is_open and one.due_on < by else None
        slip = schedule.slip_days(one.baseline_on, day) if day else None
        return one._replace(
            slip_days=max(slip, late) if slip is not None and late else slip,
            forecast_on=forecast.day if forecast else None,
            days_late=late,
            waits_for=tuple(refs[each] for each in needs.get(one.id, ())),
            holds_up=tuple(held.get(one.id, ())),
            held_up_by=refs[forecast.held_up_by] if forecast and forecast.held_up_by else None,
            circle=tuple(refs[each] for each in rounds.get(one.id, ())),
        )

    return [scheduled(one) for one in rows]


def _rank(line: MilestoneLine) -> tuple[object, ...]:
    return line.due_on, line.code or line.title, line.id
