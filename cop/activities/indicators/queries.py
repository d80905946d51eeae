"""What can be asked about indicators: where each stands by a day, how it came there, and by which parts."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from cop.activities.indicators import achieving, amounts
from cop.activities.indicators.achieving import Aim, Bounds, Plan
from cop.kernel.types import Day, Id, Number, Word
from cop.meetings.queries import naming
from cop.store.database import Database, first, within

if TYPE_CHECKING:
    from fractions import Fraction

    from cop.documents.blocks import Tone

NO_DATA, NOT_APPLICABLE = "no data", "n/a"
PLACES = 4
"""Decimals of a share that scripts are told."""
_TOTAL = "v.split_by IS NULL AND v.part IS NULL"
_INDICATORS = (
    f"SELECT {naming.columns('indicator')}, x.title, x.concerns, "
    "CASE WHEN p.id IS NOT NULL THEN 'pilot' WHEN w.id IS NOT NULL THEN 'work_package' "
    "WHEN a.id IS NOT NULL THEN 'activity' WHEN y.id IS NOT NULL THEN 'cycle' END, "
    "coalesce(p.code, w.code, a.code, y.code, substr(x.concerns, 1, 6)), coalesce(p.title, w.title, a.title, y.title), "
    "x.level, x.unit, coalesce(x.baseline, '0'), x.target, x.baseline_on, x.target_on, x.source, "
    "v.amount, v.measured_on "
    "FROM indicator x LEFT JOIN pilot p ON p.id = x.concerns LEFT JOIN work_package w ON w.id = x.concerns "
    "LEFT JOIN activity a ON a.id = x.concerns LEFT JOIN cycle y ON y.id = x.concerns "
    f"LEFT JOIN indicator_value v ON v.indicator = x.id AND {_TOTAL} AND v.measured_on = "
    "(SELECT max(m.measured_on) FROM indicator_value m WHERE m.indicator = x.id AND m.split_by IS NULL "
    "AND m.part IS NULL AND m.measured_on <= :by) "
)


class IndicatorLine(NamedTuple):
    """One indicator as it stood by a day; `ref` is what people type for it.

    `concerns` is what it tells about, none for the programme; `amount` and `measured_on` are its latest total by that
    day, `interim` the target that fell due last by then, `target_due_on` the day of the target, which is the
    programme's last unless said. `achievement` is the exact part of the way that was gone, None without a value and
    where the target is the baseline; `light` holds it against what should have been gone (achieving.light), which puts
    the latest value at `expected`.
    """

    id: Id
    ref: str
    code: str | None
    title: str
    concerns: Id | None
    concerns_kind: str | None
    concerns_ref: str | None
    concerns_name: str | None
    level: Word
    unit: str | None
    baseline: Number
    target: Number
    baseline_on: Day | None
    target_on: Day | None
    source: str | None
    amount: Number | None
    measured_on: Day | None
    target_due_on: Day | None
    interim: Aim | None
    achievement: "Fraction | None"
    light: "Tone"
    expected: "Fraction | None"

    @property
    def applies(self) -> bool:
        """Whether anything can be achieved: the target is not the baseline."""
        return self.target != self.baseline

    @property
    def achieved(self) -> str:
        """How much was achieved, in a word for a list: 30 %, no data, or n/a."""
        if not self.applies:
            return NOT_APPLICABLE
        return amounts.say_share(self.achievement) if self.achievement is not None else NO_DATA

    @property
    def achieved_share(self) -> str | None:
        """How much was achieved, as a decimal for scripts: 0.3."""
        from cop.kernel.numbers import number_text

        return None if self.achievement is None else number_text(self.achievement, PLACES)

    @property
    def standing(self) -> str:
        """How it stands, in a word for a list: good, fair, poor, no data, or n/a."""
        return NOT_APPLICABLE if not self.applies else NO_DATA if self.light == "unknown" else self.light


class Value(NamedTuple):
    """Where an indicator stood on a day."""

    measured_on: Day
    amount: Number


class Part(NamedTuple):
    """Where one part of those stood that an indicator is split by: by sex, female, 3."""

    measured_on: Day
    split_by: Word
    part: str
    amount: Number


class Term(NamedTuple):
    """The programme's days, which hold for indicators that name none, and the bounds of its traffic lights."""

    start_on: Day | None
    end_on: Day | None
    bounds: Bounds


def indicators(
    db: Database, by: Day, concerns: str | None = None, *, indicator: str | None = None
) -> list[IndicatorLine]:
    """Return indicators as they stood by a day: those of one pilot, package, activity or cycle; all, or one, by id.

    The programme's own come first, then those of each thing they tell about, in the order of their codes.
    """
    rows = db.all(
        f"{_INDICATORS}WHERE (CAST(:concerns AS TEXT) IS NULL OR x.concerns = :concerns) "
        "AND (CAST(:indicator AS TEXT) IS NULL OR x.id = :indicator)",
        by=by, concerns=concerns, indicator=indicator,
    )  # fmt: skip
    aims, known = interim_targets(db, [row[0] for row in rows]), term(db)
    return sorted((_line(row, by, known, aims.get(row[0], [])) for row in rows), key=_rank)


def series(db: Database, ids: Iterable[str], by: Day) -> dict[Id, list[Value]]:
    """Return every total of these indicators up to a day, the oldest first; none for one without a value."""
    rows = within(
        db,
        f"SELECT v.indicator, v.measured_on, v.amount FROM indicator_value v WHERE {_TOTAL} AND v.measured_on <= :by "
        "AND v.indicator IN (:values) ORDER BY v.measured_on, v.id",
        ids, by=by,
    )  # fmt: skip
    found: dict[Id, list[Value]] = {}
    for indicator, *value in rows:
        found.setdefault(indicator, []).append(Value(*value))
    return found


def parts(db: Database, ids: Iterable[str], by: Day) -> dict[Id, list[Part]]:
    """Return where every part of these indicators stood up to a day: by day, by what they are split, by part."""
    rows = within(
        db,
        "SELECT v.indicator, v.measured_on, v.split_by, v.part, v.amount FROM indicator_value v "
        "WHERE v.split_by IS NOT NULL AND v.part IS NOT NULL AND v.measured_on <= :by AND v.indicator IN (:values) "
        "ORDER BY v.measured_on, v.split_by, v.part, v.id",
        ids, by=by,
    )  # fmt: skip
    found: dict[Id, list[Part]] = {}
    for indicator, *part in rows:
        found.setdefault(indicator, []).append(Part(*part))
    return found


def interim_targets(db: Database, ids: Iterable[str]) -> dict[Id, list[Aim]]:
    """Return the targets on the way of these indicators, in the order of their days."""
    rows = within(
        db,
        "SELECT t.indicator, t.due_on, t.amount FROM interim_target t WHERE t.indicator IN (:values) "
        "ORDER BY t.due_on, t.id",
        ids,
    )
    found: dict[Id, list[Aim]] = {}
    for indicator, *aim in rows:
        found.setdefault(indicator, []).append(Aim(*aim))
    return found


def term(db: Database) -> Term:
    """Return from when to when the programme lasts, and the bounds of its traffic lights."""
    start, end, *bounds = first(db, "SELECT start_on, end_on, green_from, amber_from FROM programme ORDER BY id")
    return Term(start, end, Bounds(*bounds))


def _line(row: Any, by: Day, known: Term, aims: list[Aim]) -> IndicatorLine:
    named, rest, (amount, measured_on) = row[:5], row[5:-2], row[-2:]
    baseline, target, baseline_on, target_on = rest[7:11]
    last = target_on or known.end_on
    aims = [aim for aim in aims if last is None or aim.day < last]  # what is due after the target says nothing
    plan = Plan(baseline_on or known.start_on, baseline, target, [*aims, *([Aim(last, target)] if last else [])])
    unknown = "unknown" if baseline != target else ""
    told: list[Any] = [amount, measured_on, last, achieving.due(plan._replace(aims=aims), by), None, unknown, None]
    if amount is not None:
        gone, should = achieving.achievement(baseline, target, amount), achieving.expected(plan, measured_on, by)
        told[-3:] = gone, achieving.light(plan, amount, measured_on, by, known.bounds), should
    return IndicatorLine._make([named[0], naming.ref(*named), named[1], *rest, *told])


def _rank(line: IndicatorLine) -> tuple[object, ...]:
    return (line.concerns is not None, line.concerns_ref or "", line.code is None, line.code or line.title, line.id)
