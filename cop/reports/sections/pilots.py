"""What a report says of pilots: how each goes, its plan in time, what waits for what, and what partners bring."""

from collections.abc import Iterable, Iterator, Sequence

from cop.activities.pilots import wording
from cop.activities.pilots.wording import brief_day, slip
from cop.documents.blocks import Block, Bullets, Cell, Column, Facts, Gantt, GanttRow, Heading, Paragraph, Span, Table
from cop.documents.words import Text, Words
from cop.kernel import dates
from cop.kernel.types import Day, Month
from cop.reports.doing import Contribution, Milestone, Pilot
from cop.reports.report import Report
from cop.reports.sections.saying import NONE, day, marked, money, nothing, quoted, sentence, whose


def pilots(report: Report, words: Words) -> Iterator[Block]:
    """Yield each pilot: how it goes by the rule, its milestones in time and in a table, contributions."""
    if not report.pilots:
        yield nothing(words)
    for pilot in report.pilots:
        yield Heading(words.text(pilot.title), 2)
        yield Paragraph(sentence((_goes(words, pilot), _reached(words, pilot))))
        yield Facts(tuple(_facts(words, pilot)))
        shown = [one for one in pilot.milestones if one.status != "dropped"]
        if shown:
            yield _gantt(words, pilot, shown, report.work.by)
        if pilot.milestones:
            yield from milestones(words, pilot.milestones)
        if pilot.contributions:
            yield _contributions(words, pilot)


def milestones(words: Words, found: Sequence[Milestone]) -> Iterator[Block]:
    """Yield milestones with their slip, what they wait for, and why they were put off."""
    columns = (
        Column(words.gettext("Milestone"), share=4),
        Column(words.gettext("Who"), share=2),
        Column(words.gettext("First plan"), share=2),
        Column(words.gettext("Reached or expected"), share=2),
        Column(words.gettext("Slip"), share=2),
        Column(words.gettext("Waits for"), share=2),
    )
    yield Table(columns, tuple(_milestone(words, one) for one in found))
    notes = tuple(_notes(words, found))
    if notes:
        yield Bullets(notes)


def _milestone(words: Words, one: Milestone) -> tuple[Cell, ...]:
    expected = one.reached_on or one.forecast_on
    return (
        marked(words, f"{one.ref} {words.text(one.title)}", one.mark),
        Cell(whose(words, one.owner)),
        Cell(brief_day(one.baseline_on, words)),
        Cell(_when(words, one, expected)),
        Cell(slip(one.slip_days, words) or NONE, one.tone),
        Cell(words.joined(map(words.isolated, one.waits_for)) or NONE),
    )


def _when(words: Words, one: Milestone, expected: Day | None) -> str:
    if expected is None:
        return words.word(one.status)
    said = brief_day(expected, words)
    return words.gettext("{day}, reached", day=said) if one.reached_on else said


def _notes(words: Words, found: Iterable[Milestone]) -> Iterator[str]:
    """Yield which milestones cannot come before another one, and why any was put off or dropped."""
    for one in found:
        name = words.isolated(f"{one.ref} {words.text(one.title)}")
        if one.held_up_by and one.forecast_on:
            yield words.gettext(
                "{milestone} is held up by {other}: not before {day}",
                milestone=name, other=one.held_up_by, day=words.date(one.forecast_on),
            )  # fmt: skip
        if one.circle:
            round_trip = words.joined(map(words.isolated, one.circle))
            yield words.gettext("{milestone} waits for itself: {refs}", milestone=name, refs=round_trip)
        if one.reason and (one.status == "dropped" or one.due_on != one.baseline_on):
            yield words.gettext("{what}: {said}", what=name, said=quoted(words, one.reason))


def _goes(words: Words, of: Pilot) -> str:
    """Return how a pilot goes, and why, in a sentence."""
    stands = of.standing

    def said(text: Text | None) -> str | None:
        return words.text(text) if text else None

    return wording.goes(
        wording.Going(
            of.status, quoted(words, of.reason) if of.reason else None, stands.tone, stands.planned, stands.late,
            said(stands.next), said(stands.worst), stands.slip_days, said(stands.beyond), stands.beyond_on,
            stands.last_on, of.end_on is not None,
        ),
        words,
    )  # fmt: skip


def _reached(words: Words, pilot: Pilot) -> str:
    of = pilot.standing
    return (
        words.ngettext(
            "{reached} of {n} milestone reached", "{reached} of {n} milestones reached", of.planned,
            reached=words.number(of.reached),
        )
        if of.planned
        else ""
    )  # fmt: skip


def _facts(words: Words, pilot: Pilot) -> Iterator[tuple[str, str]]:
    if pilot.lead:
        yield words.gettext("Led by"), words.text(pilot.lead)
    if pilot.implementer:
        yield words.gettext("Carried out by"), words.text(pilot.implementer)
    if pilot.partners:
        yield words.gettext("Takes part"), words.listed([words.text(one) for one in pilot.partners])
    if pilot.standing.next:
        yield words.gettext("Next"), words.text(pilot.standing.next)


def _gantt(words: Words, pilot: Pilot, shown: Sequence[Milestone], by: Day) -> Gantt:
    rows = [_head(words, pilot, shown, by), *(_row(words, one) for one in shown)]
    days = [day for row in rows for span in (row.baseline, row.actual, row.forecast) if span for day in span]
    return Gantt(
        title=words.gettext("Milestones in time"),
        alt=_alt(words, shown),
        first_on=Day(f"{min(days)[:7]}-01"),
        last_on=dates.month_days(Month(max(days)[:7]))[1],
        today=by,
        rows=tuple(rows),
    )


def _head(words: Words, pilot: Pilot, shown: Sequence[Milestone], by: Day) -> GanttRow:
    """Return the bar of the whole pilot, from its first day or milestone to its last."""
    expected = [one.reached_on or one.forecast_on or one.due_on for one in shown]
    begin = min([*filter(None, [pilot.start_on]), *expected, *(one.baseline_on for one in shown)])
    over = min(by, max(expected))
    going = pilot.status in ("planned", "active", "on_hold") and any(one.status == "planned" for one in shown)
    return GanttRow(
        label=words.text(pilot.title),
        baseline=(begin, max(one.baseline_on for one in shown)),
        actual=(begin, over) if begin <= over else None,
        forecast=(max(begin, dates.shift(over, 1)), max(expected)) if going and max(expected) > over else None,
    )


def _row(words: Words, one: Milestone) -> GanttRow:
    return GanttRow(
        label=f"{one.ref} {words.text(one.title)}",
        said=slip(one.slip_days, words),
        baseline=_diamond(one.baseline_on),
        actual=_diamond(one.reached_on),
        forecast=_diamond(one.forecast_on),
        tone=one.tone,
        level=1,
    )


def _diamond(of: Day | None) -> Span | None:
    return (of, of) if of else None


def _alt(words: Words, shown: Sequence[Milestone]) -> str:
    late = sum(one.status == "planned" and (one.slip_days or 0) > 0 for one in shown)
    return words.joined(
        (
            words.ngettext("{n} milestone", "{n} milestones", len(shown)),
            words.ngettext("{n} of them reached", "{n} of them reached", sum(bool(one.reached_on) for one in shown)),
            words.ngettext("{n} still open and late", "{n} still open and late", late),
        )
    )


def _contributions(words: Words, pilot: Pilot) -> Table:
    columns = (
        Column(words.gettext("Contribution in kind"), share=4),
        Column(words.gettext("Who brings it"), share=2),
        Column(words.gettext("Worth"), "end", 2),
        Column(words.gettext("Given"), share=2),
    )
    total = (words.gettext("all"), "", words.listed([money(words, one) for one in pilot.worth]), "")
    some = len(pilot.contributions) > 1 and bool(pilot.worth)
    rows = tuple(_contribution(words, one) for one in pilot.contributions)
    return Table(columns, rows, total=tuple(map(Cell, total)) if some else ())


def _contribution(words: Words, one: Contribution) -> tuple[Cell, ...]:
    return (
        Cell(words.text(one.title)),
        Cell(words.text(one.partner)),
        Cell(money(words, one.worth) if one.worth else words.gettext("no data")),
        Cell(day(words, one.given_on) if one.given_on else words.gettext("not yet")),
    )
