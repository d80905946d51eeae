"""What can be done with an indicator: begin it, write down where it stands, set targets on the way."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

from cop.activities.indicators import achieving, amounts, queries
from cop.activities.indicators.queries import Term
from cop.activities.indicators.records import Indicator, IndicatorValue, InterimTarget
from cop.kernel import dates
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.records import Record
from cop.kernel.text import fold
from cop.kernel.types import Day, Number, Word
from cop.store import edits
from cop.store import queries as rows
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.references import find, short
from cop.store.typed import Reading, programme_today

R = TypeVar("R", bound=Record)


class Measured(NamedTuple):
    """A value as it will be saved, what stood there for that day before, its parts, and what a person should know."""

    value: IndicatorValue
    before: Number | None
    parts: list[IndicatorValue]
    doubts: list[str]


class Aimed(NamedTuple):
    """A target on the way as it will be saved, what stood there for that day before, and what should be known."""

    target: InterimTarget
    before: Number | None
    doubts: list[str]


def new(draft: Draft, title: str, target: str, baseline: str, sets: Iterable[str], how: Reading) -> Indicator:
    """Begin an indicator; its amounts may be typed with their unit, which `sets` name like every other field.

    Raises:
        RuleBroken: Its code is taken.
        BadInput: A field cannot hold its value, or an amount counts something else.
    """
    made = edits.add(draft, Indicator(title=title, target=Number("0")), sets, how)
    aim, start = (amounts.read(typed, made.unit, title) for typed in (target, baseline))
    return keep_indicator(draft, draft.edit(made, replace(made, target=aim, baseline=start)))


def measure(draft: Draft, indicator: Indicator, typed: str, on: Day, splits: Sequence[str] = ()) -> Measured:
    """Write down where an indicator stood on a day, and its parts; what stood there for that day is corrected.

    Args:
        draft: What the command is about to do.
        indicator: The indicator.
        typed: The total up to that day.
        on: The day.
        splits: Parts of it, as people type them: sex=female:3.

    Raises:
        RuleBroken: The day is still to come.
        BadInput: An amount is no number, or counts something else; a part is not understood.
        NotFound: A part names a partner that there is not.
    """
    ref = short(draft.db, "indicator", indicator.id)
    amount = amounts.read(typed, indicator.unit, ref)
    held = rows.every(draft.db, IndicatorValue, "indicator = :id", id=indicator.id)
    same_day = [one for one in held if one.measured_on == on]
    total = IndicatorValue(indicator=indicator.id, measured_on=on, amount=amount)
    value, before = _written(draft, total, same_day)
    parts: dict[tuple[str | None, str], IndicatorValue] = {
        (one.split_by, one.part): one for one in same_day if one.part is not None
    }
    told = [_part(draft, indicator, each, ref, held) for each in splits]
    for by, part, share in told:
        if sum((one[0], fold(one[1])) == (by, fold(part)) for one in told) > 1:
            raise BadInput(f'"{part}" is said twice', f"say {by}={part} once")
        split = replace(total, amount=share, split_by=by, part=part)
        parts[by, part] = _written(draft, split, same_day)[0]
    known = [*parts.values()]
    pairs = [(one.split_by or "", one.amount) for one in known]
    return Measured(
        value, before, known, [*_day_doubts(indicator, on, queries.term(draft.db)), *achieving.uneven(amount, pairs)]
    )


def forget(draft: Draft, indicator: Indicator, on: Day) -> IndicatorValue:
    """Take away what was written of a day, with its parts; return the first of it.

    Raises:
        NotFound: Nothing was.
    """
    held = rows.every(draft.db, IndicatorValue, "indicator = :id", order="measured_on", id=indicator.id)
    return _gone(draft, indicator, on, [(one.measured_on, one) for one in held], "was measured")


def aim(draft: Draft, indicator: Indicator, typed: str, on: Day) -> Aimed:
    """Say where an indicator shall stand on a day on the way; what stood there for that day is corrected.

    Raises:
        RuleBroken: The day is not between those of the baseline and the target.
        BadInput: The amount is no number, or counts something else.
    """
    amount = amounts.read(typed, indicator.unit, short(draft.db, "indicator", indicator.id))
    held = rows.every(draft.db, InterimTarget, "indicator = :id AND due_on = :on", id=indicator.id, on=on)
    if held:
        kept = draft.edit(held[0], replace(held[0], amount=amount))
    else:
        kept = draft.add(InterimTarget(indicator=indicator.id, due_on=on, amount=amount))
    check_aim(draft, kept)
    return Aimed(kept, held[0].amount if held else None, _before_the_first_day(indicator, on, queries.term(draft.db)))


def drop_aim(draft: Draft, indicator: Indicator, on: Day) -> InterimTarget:
    """Take away the target of a day on the way, and return it.

    Raises:
        NotFound: There is none.
    """
    held = rows.every(draft.db, InterimTarget, "indicator = :id", order="due_on", id=indicator.id)
    return _gone(draft, indicator, on, [(one.due_on, one) for one in held], "is to be reached")


def doubts(draft: Draft, indicator: Indicator) -> list[str]:
    """Return what else changes with an indicator: what its amounts count, and targets now outside of its days."""
    return [*_unit_doubts(draft, indicator), *aim_doubts(draft.db, indicator)]


def aim_doubts(db: Database, indicator: Indicator) -> list[str]:
    """Return which targets on the way do not lie between the days of the baseline and of the target."""
    held = rows.every(db, InterimTarget, "indicator = :id", order="due_on", id=indicator.id)
    said = [_odd(indicator, one.due_on, queries.term(db)) for one in held]
    return [f"the target by {dates.say_day(one.due_on)} is {odd}" for one, odd in zip(held, said, strict=True) if odd]


def _unit_doubts(draft: Draft, indicator: Indicator) -> list[str]:
    """Return that amounts which counted one thing count another now that the unit is another word."""
    old = rows.one(draft.db, Indicator, indicator.id)
    if old is None or old.unit == indicator.unit:
        return []
    return [f"all its amounts now count {indicator.unit or 'nothing named'}; they were {old.unit or 'without a unit'}"]


def keep_indicator(draft: Draft, indicator: Indicator) -> Indicator:
    """Check that an indicator has a baseline, which comes before its target.

    Raises:
        BadInput: It has none, or its days stand the wrong way round.
    """
    if indicator.baseline is None:
        raise BadInput("baseline is missing", "it takes 0 where there was nothing at first")
    if indicator.baseline_on and indicator.target_on and indicator.target_on <= indicator.baseline_on:
        raise BadInput(f'"{indicator.title}" would end before it begins', "target_on comes after baseline_on")
    return indicator


def check_aim(draft: Draft, target: InterimTarget) -> None:
    """Check that a target on the way lies between the days of the baseline and of the target.

    Those days may be moved later, and the programme's with them, so that only the command refuses it.

    Raises:
        RuleBroken: It does not.
    """
    of = rows.one(draft.db, Indicator, target.indicator)
    if of is None:
        return
    ref, last = short(draft.db, "indicator", of.id), of.target_on or queries.term(draft.db).end_on
    if last and target.due_on >= last:
        raise RuleBroken(
            f"{ref} shall reach its target on {dates.say_day(last)}, and {dates.say_day(target.due_on)} is not before",
            f"if the target itself is meant: cop indicator edit {ref} --set target={target.amount}",
        )
    if of.baseline_on and target.due_on <= of.baseline_on:
        raise RuleBroken(
            f"{ref} begins on {dates.say_day(of.baseline_on)}, and {dates.say_day(target.due_on)} is not after",
            "say a day between the baseline and the target",
        )


def keep_value(draft: Draft, value: IndicatorValue) -> IndicatorValue:
    """Check that a value was measured by now, and that a part says by what the indicator is split.

    Raises:
        RuleBroken: Its day is still to come.
        BadInput: It says only one of the two.
    """
    if value.measured_on > programme_today(draft.db, draft.now):
        raise RuleBroken(
            f"{dates.say_day(value.measured_on)} is still to come, so nothing can have been measured on it",
            "leave --on away for today; cop indicator target sets what shall be reached by a day",
        )
    if (value.split_by is None) != (value.part is None):
        raise BadInput("a part needs both split_by and part", "such as sex and female")
    return value


def _written(
    draft: Draft, value: IndicatorValue, held: Iterable[IndicatorValue]
) -> tuple[IndicatorValue, Number | None]:
    """Collect a value, as an edit of the one that stands there; return it and the amount that stood there."""
    old = next((one for one in held if (one.split_by, one.part) == (value.split_by, value.part)), None)
    kept = draft.edit(old, replace(old, amount=value.amount)) if old else draft.add(value)
    return keep_value(draft, kept), old.amount if old else None


def _part(
    draft: Draft, indicator: Indicator, typed: str, ref: str, held: Iterable[IndicatorValue]
) -> tuple[Word, str, Number]:
    """Return what was typed as sex=female:3; a part that was measured before is spelled as it was then."""
    by, equals, rest = typed.partition("=")
    part, colon, amount = rest.rpartition(":")
    if not (equals and colon and by.strip() and part.strip()):
        raise BadInput(f'"{typed}" names no part', "write --split sex=female:3")
    split, said = Word(by.strip().lower().replace(" ", "_")), part.strip()
    if split == "partner":
        said = short(draft.db, "partner", find(draft.db, "partner", said))
    spelled = {fold(one.part): one.part for one in held if one.part and one.split_by == split}
    return split, spelled.get(fold(said), said), amounts.read(amount, indicator.unit, ref)


def _day_doubts(indicator: Indicator, on: Day, term: Term) -> list[str]:
    """Return what is odd about the day of a value."""
    doubts = _before_the_first_day(indicator, on, term)
    if term.end_on and on > term.end_on:
        doubts.append(f"{dates.say_day(on)} is after the programme's last day, {dates.say_day(term.end_on)}")
    return doubts


def _before_the_first_day(indicator: Indicator, on: Day, term: Term) -> list[str]:
    begin = indicator.baseline_on or term.start_on
    if begin is None or on >= begin:
        return []
    what = "the day of the baseline" if indicator.baseline_on else "the programme's first day"
    return [f"{dates.say_day(on)} is before {what}, {dates.say_day(begin)}"]


def _odd(of: Indicator, day: Day, term: Term) -> str:
    """Return on which side a day is not between those of the baseline and of the target."""
    last = of.target_on or term.end_on
    if last and day >= last:
        return f"not before that of the target itself, {dates.say_day(last)}, so it does not count"
    begin = of.baseline_on
    return f"not after that of the baseline, {dates.say_day(begin)}" if begin and day <= begin else ""


def _gone(draft: Draft, of: Indicator, on: Day, held: Sequence[tuple[Day, R]], what: str) -> R:
    """Remove what is held of a day."""
    gone = [one for day, one in held if day == on]
    if not gone:
        days = ", ".join(dict.fromkeys(day for day, _ in held))
        raise NotFound(
            f"nothing {what} on {dates.say_day(on)} of {short(draft.db, 'indicator', of.id)}",
            f"there is {days}" if days else "there is nothing to take away",
        )
    for one in gone:
        draft.remove(one)
    return gone[0]


RULES: dict[str, Callable[[Draft, Any], Any]] = {
    "indicator": keep_indicator,
    "indicator_value": keep_value,
}
"""The rules of each kind; imports keep them too."""
DOUBTS: dict[str, Callable[[Draft, Any], None]] = {"interim_target": check_aim}
"""What several records break together: an import is told of it and brings it all the same."""
