"""What `show` tells of an activity and of a work package beside the record's own fields."""

from typing import TYPE_CHECKING

from cop.activities.pilots.commands.saying import days
from cop.activities.workplan import queries
from cop.activities.workplan.commands import saying
from cop.kernel import dates
from cop.kernel.types import Day

if TYPE_CHECKING:
    from fractions import Fraction

    from cop.activities.workplan.queries import ActivityLine, DeliverableLine, MonthLine, PackageLine, TaskLine
    from cop.store.database import Database

Beside = dict[str, object]


def beside(db: "Database", activity: str, by: Day, *, for_people: bool) -> Beside:
    """Return how far an activity is, what was told of its months, its tasks and what it delivers."""
    (one,) = queries.activities(db, by, "x.id = :id", id=activity)
    steps, delivered = queries.tasks(db, by, activity), queries.deliverables(db, by, activity)
    if not for_people:
        return {
            "ref": one.ref, "standing": one.standing, "planned": saying.exact_text(saying.planned_share(one)),
            "done": one.done, "slip_days": one.slip_days, "days_late": one.days_late,
            "months": [month._asdict() for month in one.months], "tasks": [_task(step) for step in steps],
            "deliverables": [each.ref for each in delivered],
        }  # fmt: skip
    return _far(one) | {
        "months": [*map(_month, one.months)],
        "tasks": [*map(_step, steps)], "deliverables": [*map(_delivered, delivered)],
    }  # fmt: skip


def _far(one: "ActivityLine") -> Beside:
    """Return how far an activity is beside its first plan; nothing of one that was dropped."""
    if one.status == "dropped":
        return {}
    late = {"overdue": days(one.days_late)} if one.days_late else {}
    return {
        "by the first plan": f"{saying.percent(saying.planned_share(one))} by {dates.say_day(one.by)}",
        "done": saying.percent(saying.done_share(one), saying.NO_DATA), "slip": saying.slipped(one.slip_days), **late,
    }  # fmt: skip


def of_package(db: "Database", package: str, by: Day, *, for_people: bool) -> Beside:
    """Return how far a work package is, its activities and what it delivers."""
    one = next(each for each in queries.plan(db, by) if each.id == package)
    delivered = queries.deliverables(db, by, package)
    if not for_people:
        names = [each.ref for each in one.activities]
        return figures(one) | {"activities": names, "deliverables": [each.ref for each in delivered]}
    return _figures(one) | {
        "activities": [*map(_activity, one.activities)], "deliverables": [*map(_delivered, delivered)],
    }  # fmt: skip


def figures(of: "PackageLine") -> Beside:
    """Return a package's figures for a script: shares as decimals, null where nothing is known or nothing applies."""
    far = of.progressed
    return {
        "planned": saying.exact_text(far.planned), "done": saying.exact_text(far.earned), "untold": far.untold,
        "weighted": far.weighted, "variance": saying.exact_text(far.variance), "spi": saying.exact_text(far.spi),
        "slip_days": far.slip_days, "late": sum(one.days_late is not None for one in of.activities),
    }  # fmt: skip


def _figures(of: "PackageLine") -> Beside:
    """Return the same for people; variance and index beside the slip, and only where all activities have weights."""
    from cop.kernel.numbers import number_text

    far = of.progressed
    told: Beside = {
        "by the first plan": saying.percent(far.planned),
        "done": saying.percent(far.earned, saying.NO_DATA if far.planned is not None else saying.NOT_APPLICABLE)
        + (f" (of {far.untold} nobody has told, counted as not done)" if far.untold and far.earned is not None else ""),
        "slip": saying.slipped(far.slip_days),
    }
    if not far.weighted:
        return told
    lacking = saying.NO_DATA if far.earned is None else saying.NOT_APPLICABLE
    index = number_text(far.spi, 2) if far.spi is not None else lacking
    variance = f"{_points(far.variance)} points" if far.variance is not None else lacking
    return told | {"schedule variance": variance, "SPI": index}


def _points(variance: "Fraction") -> str:
    """Return a variance in whole points of a percent, with its sign."""
    points = round(variance * 100)
    return f"{points:+d}" if points else "0"


def _activity(one: "ActivityLine") -> str:
    if one.status == "dropped":
        return f"{one.ref}  {one.title}: dropped"
    begun = one.done is not None or one.baseline_start_on <= one.by
    far = f"{saying.percent(saying.done_share(one), saying.NO_DATA)} of {saying.percent(saying.planned_share(one))}"
    slip = f", {saying.slipped(one.slip_days)}" if one.slip_days else ""
    return f"{one.ref}  {one.title}: {far if begun else 'not begun'}{slip}"


def _month(told: "MonthLine") -> str:
    from cop.kernel.numbers import exact

    share = f", {saying.percent(exact(told.done))} done" if told.done is not None else ""
    return f"{dates.say_month(told.month)}: {told.kept}{share}" + (f" ({told.reason})" if told.reason else "")


def _task(step: "TaskLine") -> Beside:
    return {"id": step.id, "title": step.title, "owner": step.owner_ref, "due_on": step.due_on,
            "done_on": step.done_on}  # fmt: skip


def _step(step: "TaskLine") -> str:
    when = f"done on {dates.say_day(step.done_on)}" if step.done_on else ""
    due = f"due {dates.say_day(step.due_on)}" if step.due_on else "to do"
    return f"{step.ordinal}. {step.title}: {when or due} ({step.ref})"


def _delivered(one: "DeliverableLine") -> str:
    when = f"handed over on {dates.say_day(one.delivered_on)}" if one.delivered_on else ""
    due = f"due {dates.say_day(one.due_on)}" if one.due_on else "not handed over yet"
    return f"{one.title} ({one.ref}): {when or due}"
