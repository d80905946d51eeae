"""What a person is told of an indicator: how far it has come, value by value, and what is expected of it."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from cop.activities.indicators import achieving, amounts, queries
from cop.activities.indicators.achieving import Aim, Bounds
from cop.activities.indicators.operations import Aimed, Measured, aim_doubts
from cop.activities.indicators.queries import IndicatorLine, Part, Value
from cop.activities.indicators.records import Indicator
from cop.kernel import dates
from cop.kernel.numbers import exact, number_text
from cop.kernel.types import Day, Number
from cop.store.database import Database

NO_WAY = "n/a: the target is the baseline, so there is no way to go"
NO_VALUE = "no data: nothing was measured yet"

ROUGH = 1
"""Decimals of what a straight line passes; nobody planned it more exactly."""


class Course(NamedTuple):
    """An indicator with all that is known of its way by a day."""

    line: IndicatorLine
    values: list[Value]
    parts: list[Part]
    aims: list[Aim]
    bounds: Bounds
    by: Day


def confirmation(indicator: Indicator, done: Measured) -> list[str]:
    """Return the lines under a value: 6 persons on Wed 31 July 2024 · 40 % of the way from 0 to 15."""
    value, unit = done.value, indicator.unit
    gone = achieving.achievement(indicator.baseline, indicator.target, value.amount)
    told = [f"{amounts.say(value.amount, unit)} on {dates.say_day(value.measured_on)} · {_way(indicator, gone)}"]
    told += _instead(done.before, value.amount, unit)
    return [*told, *_splits((one.split_by or "", one.part or "", one.amount) for one in done.parts)]


def begun(db: Database, indicator: Indicator) -> list[str]:
    """Return the line under a new indicator: from 0 to 15 persons by Wed 31 December 2025."""
    last = indicator.target_on or queries.term(db).end_on
    by = f" by {dates.say_day(last)}" if last else ""
    way = f"from {indicator.baseline} to {amounts.say(indicator.target, indicator.unit)}{by}"
    return [way if indicator.target != indicator.baseline else NO_WAY]


def aimed(indicator: Indicator, done: Aimed) -> list[str]:
    """Return the lines under a target on the way."""
    target, unit = done.target, indicator.unit
    told = f"{amounts.say(target.amount, unit)} by {dates.say_day(target.due_on)}"
    return [told, *_instead(done.before, target.amount, unit)]


def gone(day: Day) -> str:
    """Return the line under what was taken away."""
    return f"nothing stands there for {dates.say_day(day)} any more"


def about(db: Database, indicator: Indicator, by: Day, *, for_people: bool) -> dict[str, object]:
    """Return what `indicator show` tells beside the record's own fields."""
    (line,) = queries.indicators(db, by, indicator=indicator.id)
    values, parts = queries.series(db, [line.id], by), queries.parts(db, [line.id], by)
    aims, bounds = queries.interim_targets(db, [line.id]), queries.term(db).bounds
    course = Course(line, values.get(line.id, []), parts.get(line.id, []), aims.get(line.id, []), bounds, by)
    return _told(course, indicator) | {"odd": aim_doubts(db, indicator)} if for_people else _as_data(course)


def _told(course: Course, indicator: Indicator) -> dict[str, object]:
    line, unit = course.line, course.line.unit
    last = f" by {dates.say_day(line.target_due_on)}" if line.target_due_on else ""
    return {
        "target": amounts.say(line.target, unit) + last,
        "achieved": _way(indicator, line.achievement) if line.amount or not line.applies else NO_VALUE,
        "light": line.standing + _expected(course),
        "course": _drawn(course),
        "interim_targets": [f"{amounts.say(one.amount, unit)} by {dates.say_day(one.day)}" for one in course.aims],
        "values": _measured(course),
    }


def _as_data(course: Course) -> dict[str, object]:
    line = course.line
    return {
        "ref": line.ref, "concerns_kind": line.concerns_kind, "concerns_name": line.concerns_name,
        "target_due_on": line.target_due_on, "amount": line.amount, "measured_on": line.measured_on,
        "achieved": line.achieved_share, "light": line.light,
        "interim_targets": [{"due_on": one.day, "amount": one.amount} for one in course.aims],
        "values": [value._asdict() for value in course.values],
        "parts": [part._asdict() for part in course.parts],
    }  # fmt: skip


def _instead(before: Number | None, amount: Number, unit: str | None) -> list[str]:
    """Return what stood there for that day before, where it was something else."""
    return (
        [f"instead of {amounts.say(before, unit)}, which stood there for that day"]
        if before not in (None, amount)
        else []
    )


def _way(of: Indicator, gone: Fraction | None) -> str:
    """Return how much of which way was gone."""
    if gone is None:
        return NO_WAY
    return f"{amounts.say_share(gone)} of the way from {of.baseline} to {amounts.say(of.target, of.unit)}"


def _expected(course: Course) -> str:
    """Return what the light was held against."""
    line = course.line
    if line.expected is None or not line.applies or line.measured_on is None:
        return ""
    said = amounts.say(number_text(line.expected, ROUGH), line.unit)
    due = line.target_due_on if (line.target_due_on or "9999") <= course.by else line.interim and line.interim.day
    if due:
        return f": it was to be {said} by {dates.say_day(due)}{_tolerance(course)}"
    day = dates.say_day(line.measured_on)
    return f": on the straight line to the next target it would be {said} on {day}{_tolerance(course)}"


def _tolerance(course: Course) -> str:
    """Return how much was gone of what was expected, and from how much on that is good or fair."""
    line, bounds = course.line, course.bounds
    if line.expected is None or line.amount is None or (line.achievement or 0) >= 1:
        return ""
    kept = achieving.of_expected(line.baseline, line.target, line.amount, line.expected)
    if kept is None:
        return ""
    least = {"good": bounds.green_from, "fair": bounds.green_from, "poor": bounds.amber_from}
    word = "fair" if line.light == "poor" else "good"
    percent = amounts.say_share(exact(least[line.light or "good"]))
    return f"; {amounts.say_share(kept)} of that was gone, and it is {word} from {percent}"


def _drawn(course: Course) -> str | None:
    """Return the way as a line of marks: 9 █▅ 7.5, the target 4."""
    line = course.line
    if not course.values:
        return None
    marks = amounts.sparkline([line.baseline, *(value.amount for value in course.values)], line.target)
    return f"{line.baseline} {marks} {line.amount}, the target {line.target}"


def _measured(course: Course) -> list[str]:
    """Return every value with its parts, the latest first, and whether these add up to it."""
    totals = {value.measured_on: value.amount for value in course.values}
    told = []
    for day in sorted({*totals, *(part.measured_on for part in course.parts)}, reverse=True):
        parts, total = [one for one in course.parts if one.measured_on == day], totals.get(day)
        said = amounts.say(total, course.line.unit) if total is not None else "no total"
        split = _splits((one.split_by, one.part, one.amount) for one in parts)
        told.append(" · ".join([f"{dates.say_day(day)}: {said}", *split]))
        told += achieving.uneven(total, [(one.split_by, one.amount) for one in parts]) if total is not None else []
    return told


def _splits(parts: Iterable[tuple[str, str, Number]]) -> list[str]:
    """Return the parts, gathered by what they are split by: sex: female 3, male 3."""
    by: dict[str, list[str]] = {}
    for split, part, amount in parts:
        by.setdefault(split, []).append(f"{part} {amount}")
    return [f"{split}: {', '.join(told)}" for split, told in by.items()]
