"""The plan of work drawn in time: for each activity the first plan, what was done, and what is expected."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from cop.activities.indicators.achieving import Bounds
from cop.activities.indicators.queries import term
from cop.activities.pilots.plan import milestone_row
from cop.activities.pilots.queries import MilestoneLine, milestones
from cop.activities.pilots.wording import slip
from cop.activities.workplan import queries
from cop.activities.workplan.progressing import planned_share, whole_percent
from cop.activities.workplan.queries import ActivityLine, PackageLine
from cop.documents.blocks import Block, Document, Gantt, GanttRow, Paragraph, Span, Tone
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.kernel.numbers import exact
from cop.kernel.types import Day, Id, Moment, Month
from cop.store.database import Database


class Plan(NamedTuple):
    """What is drawn: packages, milestones (those of other things are left out), and the bounds of traffic lights."""

    packages: Sequence[PackageLine]
    milestones: Sequence[MilestoneLine]
    bounds: Bounds

    @property
    def activities(self) -> list[ActivityLine]:
        """The activities of all packages."""
        return [one for package in self.packages for one in package.activities]


def plan(db: Database, by: Day, package: str | None = None) -> Plan:
    """Return the plan of work as it stood at the end of a day, or one package of it, by its id."""
    packages = [one for one in queries.plan(db, by) if package in (None, one.id)]
    return Plan(packages, milestones(db, by), term(db).bounds)


def tone(one: ActivityLine, bounds: Bounds) -> Tone:
    """Return how an activity stands.

    Late is poor. What is under way is held against the programme's bounds: the share that is done, divided by the share
    that should be; at best it is fair where its end slipped, as is what was done too late. Unknown is what should have
    begun, and of which nobody has told; nothing is said of what was dropped, or has still to begin.
    """
    if one.status == "dropped":
        return ""
    if one.days_late:
        return "poor"
    should = planned_share(one.baseline_start_on, one.baseline_end_on, one.by)
    if one.done is None:
        return "unknown" if should else ""
    kept = exact(one.done) / should if should else 1
    if kept < exact(bounds.amber_from):
        return "poor"
    return "good" if kept >= exact(bounds.green_from) and (one.slip_days or 0) <= 0 else "fair"


def gantt(of: Plan, words: Words, texts: Texts) -> Gantt | None:
    """Return the plan of work as a picture; None of a plan without any activity."""
    if not of.activities:
        return None
    rows = tuple(row for package in of.packages for row in _package(package, of, words, texts))
    days = [day for row in rows for span in (row.baseline, row.actual, row.forecast) if span for day in span]
    late = sum(one.days_late is not None for one in of.activities)
    first, last = Month(min(days)[:7]), Month(max(days)[:7])
    return Gantt(
        title=f"{words.month(first)} – {words.month(last)}",
        alt=words.joined(
            [
                words.ngettext("{n} activity", "{n} activities", len(of.activities)),
                words.ngettext("{n} of them late", "{n} of them late", late),
            ]
        ),
        first_on=dates.month_days(first)[0],
        last_on=dates.month_days(last)[1],
        today=of.packages[0].by,
        rows=rows,
    )


def document(title: str, of: Plan, words: Words, texts: Texts, known: tuple[Moment, str]) -> Document:
    """Return a page with the plan of work of a programme that is called so.

    `known` is the moment of its data, in UTC and as the programme's clocks say it.
    """
    drawn: Block = gantt(of, words, texts) or Paragraph(words.gettext("nothing planned"), "empty")
    return Document(
        title=words.gettext("Plan of work"),
        subtitle=title,
        facts=((words.gettext("Data as of"), known[1]),),
        blocks=(drawn,),
        language=words.tag,
        direction=words.direction,
        footer=title,
        made_at=known[0],
    )


def _package(of: PackageLine, plan: Plan, words: Words, texts: Texts) -> Iterator[GanttRow]:
    if not of.activities:
        return
    yield GanttRow(_package_label(of, words, texts), _far(of, words))
    yield from _milestones(of.id, plan.milestones, words, texts)
    for one in of.activities:
        yield _activity(one, plan.bounds, words, texts)
        yield from _milestones(one.id, plan.milestones, words, texts)


def _package_label(of: PackageLine, words: Words, texts: Texts) -> str:
    if of.id is None:
        return words.gettext("Of no work package")
    return f"{of.ref} {words.text(texts.of(of.id, 'title', of.title))}"


def _far(of: PackageLine, words: Words) -> str:
    """Return how far a package is: what is done of what should be, and by how much its end moved."""
    far = of.progressed
    if far.planned is None:
        return ""
    done = words.gettext("no data")
    if far.earned is not None:
        done = words.gettext("{percent} % done", percent=words.number(whole_percent(far.earned)))
    said = words.gettext("{done}, {percent} % planned", done=done, percent=words.number(whole_percent(far.planned)))
    return words.joined(filter(None, (said, _slip(far.slip_days, words))))


def _activity(one: ActivityLine, bounds: Bounds, words: Words, texts: Texts) -> GanttRow:
    begun, over = _begun(one), one.closed_on or one.by
    return GanttRow(
        label=f"{one.ref} {words.text(texts.of(one.id, 'title', one.title))}",
        said=_said(one, words),
        baseline=(one.baseline_start_on, one.baseline_end_on),
        actual=(min(begun, over), over) if begun else None,
        forecast=_left(one, begun),
        tone=tone(one, bounds),
        level=1,
    )


def _left(one: ActivityLine, begun: Day | None) -> Span | None:
    """Return when what is left of an activity is expected; None of one that is over, or overdue since it was begun."""
    if one.status != "planned" or one.forecast_on is None:
        return None
    start = max(one.start_on, dates.shift(one.by, 1)) if begun else one.start_on
    return (start, one.forecast_on) if start <= one.forecast_on else None


def _begun(one: ActivityLine) -> Day | None:
    """Return the day from which an activity was worked on: its first, or that of the first month told of, if earlier.

    None while nobody has told of any work; what is done was worked on.
    """
    worked = [Day(f"{told.month}-01") for told in one.months if told.kept != "not" or told.done not in (None, "0")]
    if not worked and one.status != "done":
        return None
    return min([one.start_on, *(day for day in worked if day[:7] < one.start_on[:7])])


def _said(one: ActivityLine, words: Words) -> str:
    if one.status != "planned":
        return words.joined(filter(None, (words.word(one.status), _slip(one.slip_days, words))))
    begun = one.baseline_start_on <= one.by
    share = _percent(exact(one.done), words) if one.done is not None else words.gettext("no data") if begun else ""
    return words.joined(filter(None, (share, _slip(one.slip_days, words))))


def _slip(days: int | None, words: Words) -> str:
    """Return by how much an end moved; nothing where it did not, for a remark has little room."""
    return slip(days, words) if days else ""


def _milestones(
    of: Id | None, milestones: Sequence[MilestoneLine], words: Words, texts: Texts
) -> Iterator[GanttRow]:  # fmt: skip
    for one in milestones:
        if of and one.concerns == of and one.status != "dropped":
            yield milestone_row(one, words, texts, level=2 if one.concerns_kind == "activity" else 1)


def _percent(share: Fraction, words: Words) -> str:
    return words.gettext("{percent} %", percent=words.number(whole_percent(share)))
