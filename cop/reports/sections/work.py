"""What a report says of the plan of work: how far it is, what moved and why, what was handed over."""

from collections.abc import Iterable, Iterator

from cop.activities.pilots.wording import slip
from cop.documents.blocks import Bar, Bars, Block, Bullets, Cell, Column, Heading, Paragraph, Part, Table, Tone
from cop.documents.words import Text, Words, mark
from cop.reports.doing import Activity, Deliverable, Package, Progress, WorkPlan
from cop.reports.ratio import Figure, Ratio
from cop.reports.report import Report
from cop.reports.sections.pilots import milestones
from cop.reports.sections.saying import (
    NONE,
    called,
    day,
    index,
    marked,
    nothing,
    quoted,
    sentence,
    shared,
    span,
    whole,
    whose,
)

KEPT: dict[str, Tone] = {"fully": "good", "partly": "fair", "not": "poor"}
NOT_KEPT = mark("not kept")
"""A month of which nothing was kept: not, in the records."""


def work(report: Report, words: Words) -> Iterator[Block]:
    """Yield the plan of work: a chart, a table a package, the reasons for what moved, deliverables, milestones."""
    of = report.work
    if not of.packages and not of.milestones and not of.deliverables:
        yield nothing(words)
        return
    if of.packages:
        yield Paragraph(_far(words, of.progress))
        yield _chart(words, of)
        yield Paragraph(words.gettext("Days that were moved stand here as they are known by now."), "quiet")
    for package in of.packages:
        yield from _package(words, package)
    if of.deliverables:
        yield Heading(words.gettext("Deliverables due, handed over or late"), 2)
        yield _deliverables(words, of.deliverables)
    if of.milestones:
        yield Heading(words.gettext("Milestones"), 2)
        yield from milestones(words, of.milestones)


def _far(words: Words, of: Progress) -> str:
    """Return how far work is: done and planned, SPI where there are weights, always with the slip in days."""
    return sentence(
        (
            words.gettext("Done: {done}, by the first plan {planned}", done=whole(words, of.done),
                          planned=whole(words, of.planned)),
            words.gettext("SPI {spi}", spi=index(words, of.spi)) if of.spi.ratio else "",
            words.gettext("expected end: {slip}", slip=slip(of.slip_days, words)) if of.slip_days is not None else "",
            words.ngettext("of {n} activity nobody told", "of {n} activities nobody told", of.untold)
            if of.untold
            else "",
        )
    )  # fmt: skip


def _chart(words: Words, of: WorkPlan) -> Bars:
    return Bars(
        words.gettext("Done against the first plan"),
        words.gettext(
            "For each work package, how much of it is done, and how far that is behind or ahead of the plan."
        ),
        tuple(_bar(words, package) for package in of.packages),
    )


def _bar(words: Words, of: Package) -> Bar:
    """Return a bar whose whole length is all the work of a package."""
    done, planned = _percent(of.progress.done), _percent(of.progress.planned)
    told = words.gettext(
        "{done} of {planned}", done=whole(words, of.progress.done), planned=whole(words, of.progress.planned)
    )
    if of.progress.done.ratio is None:
        return Bar(_title(words, of), (Part(100, words.gettext("no data"), "unknown"),), told)
    parts = (
        Part(min(done, planned), words.gettext("done as planned"), "good"),
        Part(planned - done, words.gettext("behind the first plan"), "fair"),
        Part(done - planned, words.gettext("ahead of the first plan")),
        Part(100 - max(done, planned), words.gettext("to come"), "unknown"),
    )
    return Bar(_title(words, of), tuple(part for part in parts if part.value > 0), told)


def _percent(of: Figure) -> int:
    return of.ratio.percent if of.ratio else 0


def _title(words: Words, of: Package) -> str:
    return called(words, of.named) if of.named else words.gettext("Of no work package")


def _package(words: Words, of: Package) -> Iterator[Block]:
    yield Heading(_title(words, of), 2)
    lead = words.gettext("led by {partner}", partner=words.text(of.lead)) if of.lead else ""
    yield Paragraph(sentence((_far(words, of.progress), lead)))
    columns = (
        Column(words.gettext("Activity"), share=4),
        Column(words.gettext("Who"), share=2),
        Column(words.gettext("First plan"), share=2),
        Column(words.gettext("Now"), share=2),
        Column(words.gettext("Done of planned")),
        Column(words.gettext("Plan of the month kept"), share=3),
    )
    yield Table(columns, tuple(_activity(words, one) for one in of.activities))
    reasons = tuple(_moved(words, one) for one in of.activities if _is_moved(one))
    if reasons:
        yield Bullets(reasons)


def _activity(words: Words, one: Activity) -> tuple[Cell, ...]:
    return (
        marked(words, f"{one.ref} {words.text(one.title)}", one.mark),
        Cell(whose(words, one.owner)),
        Cell(span(words, one.baseline_start_on, one.baseline_end_on)),
        Cell(_now(words, one), "poor" if one.days_late else ""),
        Cell(_done(words, one), _tone(one)),
        Cell(_kept(words, one.kept, one.kept_reason), KEPT.get(one.kept or "", "")),
    )


def _now(words: Words, one: Activity) -> str:
    if one.standing == "dropped":
        return words.word(one.standing)
    said = NONE
    if _days(one) != (one.baseline_start_on, one.baseline_end_on):
        said = span(words, one.start_on, one.end_on)
    if one.days_late:
        late = words.ngettext("late {n} day", "late {n} days", one.days_late)
        return late if said == NONE else words.joined((said, late))
    return said


def _days(one: Activity) -> tuple[str, str]:
    return (one.start_on, one.end_on)


def _done(words: Words, one: Activity) -> str:
    if one.standing == "dropped":
        return NONE
    planned = one.planned.ratio
    if one.done is None and planned is not None and planned.numerator == 0:
        return NONE
    return words.gettext("{done} of {planned}", done=shared(words, one.done), planned=whole(words, one.planned))


def _tone(one: Activity) -> Tone:
    planned = one.planned.ratio
    if one.standing == "dropped" or planned is None:
        return ""
    if one.done is None:
        return "unknown" if planned.numerator else ""
    done = _ratio(one.done)
    behind = done.numerator * planned.denominator < planned.numerator * done.denominator
    return ("poor" if one.days_late else "fair") if behind else "good"


def _ratio(share: str) -> Ratio:
    whole, _, decimals = share.partition(".")
    return Ratio(int(whole + decimals), 10 ** len(decimals))


def _kept(words: Words, kept: str | None, reason: Text | None) -> str:
    if kept is None:
        return NONE
    said = words.gettext(NOT_KEPT if kept == "not" else kept)
    return words.gettext("{what}: {said}", what=said, said=quoted(words, reason)) if reason else said


def _is_moved(one: Activity) -> bool:
    return one.standing == "dropped" or _days(one) != (one.baseline_start_on, one.baseline_end_on)


def _moved(words: Words, one: Activity) -> str:
    """Return why an activity was moved or dropped; that nobody wrote it, too."""
    what = words.word("dropped") if one.standing == "dropped" else words.gettext("moved")
    why = quoted(words, one.reason) if one.reason else words.gettext("nobody wrote why")
    name = words.isolated(f"{one.ref} {words.text(one.title)}")
    return words.gettext("{name}, {what}: {why}", name=name, what=what, why=why)


def _deliverables(words: Words, found: Iterable[Deliverable]) -> Table:
    columns = (
        Column(words.gettext("Deliverable"), share=4),
        Column(words.gettext("Who"), share=2),
        Column(words.gettext("Due"), share=2),
        Column(words.gettext("Handed over"), share=2),
        Column(words.gettext("Evidence")),
    )
    return Table(columns, tuple(_deliverable(words, one) for one in found))


def _deliverable(words: Words, one: Deliverable) -> tuple[Cell, ...]:
    tone: Tone = ("fair" if one.days_late else "good") if one.delivered_on else "poor" if one.days_late else ""
    said = day(words, one.delivered_on)
    if one.days_late and not one.delivered_on:
        said = words.ngettext("late {n} day", "late {n} days", one.days_late)
    shown = words.ngettext("{n} piece", "{n} pieces", one.evidence) if one.evidence else words.gettext("none")
    return (
        Cell(f"{one.ref} {words.text(one.title)}"),
        Cell(whose(words, one.owner)),
        Cell(day(words, one.due_on)),
        Cell(said, tone),
        Cell(
            shown if one.delivered_on or one.evidence else NONE,
            "unknown" if one.delivered_on and not one.evidence else "",
        ),
    )
