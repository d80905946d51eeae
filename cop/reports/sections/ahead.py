"""What a report says of the next month: one calendar of meetings, events, trainings and milestones, and the plans."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Cell, Column, Table, Tone
from cop.documents.words import Words
from cop.kernel import dates
from cop.kernel.types import Day
from cop.reports.doing import Delivery, Event, Milestone
from cop.reports.report import MeetingLine, Report
from cop.reports.sections import teams
from cop.reports.sections.saying import NONE, hour, marked, named_days, nothing, whose
from cop.reports.sections.training import place_and_host

Row = tuple[tuple[Day, str], tuple[Cell, ...]]
"""A line of the calendar under what it is ordered by: its day and hour, then its name."""


def next_month(report: Report, words: Words) -> Iterator[Block]:
    """Yield the calendar of the next month, and what is planned."""
    events = {one.id: one for one in report.ahead.events}
    rows = [
        *(_meeting(words, report, one, events.get(one.id)) for one in report.next_meetings),
        *(_event(words, one) for one in report.ahead.events if one.id not in _ids(report)),
        *(_delivery(words, one) for one in report.ahead.deliveries),
        *(_milestone(words, one) for one in report.ahead.milestones),
    ]
    if rows:
        columns = (
            Column(words.gettext("When"), share=2), Column(words.gettext("What"), share=4),
            Column(words.gettext("Kind")), Column(words.gettext("Where, who"), share=3),
        )  # fmt: skip
        yield Table(columns, tuple(row for _, row in sorted(rows, key=lambda each: each[0])))
    else:
        yield nothing(words)
    yield from teams.coming(report, words)


def _ids(report: Report) -> set[str]:
    return {one.id for one in report.next_meetings}


def _meeting(words: Words, report: Report, one: MeetingLine, event: Event | None) -> Row:
    when, day = hour(words, one.start, report.timezone), dates.local_day(one.start)
    if event and event.end_on != event.start_on:
        when = named_days(words, event.start_on, event.end_on)
    where = place_and_host(words, event) if event else NONE
    kind = words.word(event.kind if event else "meeting")
    return (day, one.start[10:16] + one.ref), (
        Cell(when), marked(words, words.text(one.title), one.mark), Cell(kind), Cell(where),
    )  # fmt: skip


def _event(words: Words, one: Event) -> Row:
    return (one.start_on, one.start[10:16] + one.ref), (
        Cell(named_days(words, one.start_on, one.end_on)),
        marked(words, words.text(one.title), one.mark),
        Cell(words.word(one.kind)),
        Cell(place_and_host(words, one)),
    )


def _delivery(words: Words, one: Delivery) -> Row:
    trainers = words.gettext("; ").join(whose(words, each) for each in one.trainers)
    return (one.start_on, one.ref), (
        Cell(named_days(words, one.start_on, one.end_on)),
        marked(words, words.gettext("{what}, for {partner}", what=words.text(one.title),
                                    partner=words.text(one.partner.name)), one.mark),
        Cell(words.gettext("training")),
        Cell(trainers or NONE),
    )  # fmt: skip


def _milestone(words: Words, one: Milestone) -> Row:
    expected = one.forecast_on or one.due_on
    tone: Tone = "poor" if one.days_late else ""
    when = words.short_day(expected)
    if one.days_late:
        when = words.ngettext("late {n} day", "late {n} days", one.days_late)
    return (one.due_on if one.days_late else expected, one.ref), (
        Cell(when, tone),
        marked(words, f"{one.ref} {words.text(one.title)}", one.mark),
        Cell(words.gettext("milestone")),
        Cell(whose(words, one.owner)),
    )
