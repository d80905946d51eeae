"""What a report says of each team: side by side, in its own words, and how it kept in touch."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Cell, Column, Facts, Heading, Paragraph, Strip, Strips, Table
from cop.documents.words import Words
from cop.reports.ratio import Figure
from cop.reports.report import Report, TeamRow, TeamTexts, TeamWeeks
from cop.reports.sections.saying import NONE, day, nothing, part, quoted, share


def table(report: Report, words: Words) -> Iterator[Block]:
    """Yield the teams side by side, and what each told of its month."""
    if not report.teams:
        yield nothing(words)
        return
    columns = (
        Column(words.gettext("Team"), share=3),
        Column(words.gettext("Meetings held"), "end"),
        Column(words.gettext("Attendance"), "end"),
        Column(words.gettext("Actions closed"), "end"),
        Column(words.gettext("late"), "end"),
        Column(words.gettext("Contacts"), "end"),
        Column(words.gettext("Reported"), share=2),
    )
    rows = tuple(_row(words, row) for row in report.teams if row.team or _tells(row))
    yield Table(columns, rows, total=_total(report, words) if len(rows) > 1 else ())
    for told in report.told:
        yield from _told(words, told)


def channels(report: Report, words: Words) -> Iterator[Block]:
    """Yield how the teams kept in touch, week by week, and how the rhythm of each channel was kept."""
    of = report.channels
    if not of.teams:
        yield nothing(words)
        return
    yield Paragraph(words.gettext("Signs of life among those expected: {figure}", figure=share(words, of.cadence)))
    yield Strips(
        words.gettext("Contacts by team and week"),
        words.gettext("For each team and each week, the times with a contact among those expected."),
        tuple(words.gettext("{day}/{month}", day=int(week[8:]), month=int(week[5:7])) for week in of.weeks),
        tuple(_strip(words, team) for team in of.teams),
    )
    yield Table(
        (Column(words.gettext("Channel"), share=3), Column(words.gettext("Contacts"), "end")),
        tuple((Cell(words.text(one.channel.name)), Cell(share(words, one.cadence))) for one in of.channels),
    )


def coming(report: Report, words: Words) -> Iterator[Block]:
    """Yield what the secretariat and the teams plan for the next month."""
    if report.narrative.next_month:
        yield Paragraph(words.text(report.narrative.next_month), "narrative")
    plans = [(words.text(told.team.name), words.text(told.next_month)) for told in report.told if told.next_month]
    if plans:
        yield Heading(words.gettext("Plans of the teams"), 2)
        yield Facts(tuple(plans))


def _row(words: Words, row: TeamRow) -> tuple[Cell, ...]:
    reported = (day(words, row.submitted_on) if row.submitted else words.gettext("not yet")) if row.team else NONE
    return (
        Cell(words.text(row.team.name) if row.team else words.gettext("others")),
        Cell(part(words, row.meetings) if row.team else NONE),
        Cell(part(words, row.attendance)),
        Cell(part(words, row.actions)),
        Cell(words.number(row.late_actions)),
        Cell(part(words, row.cadence)),
        Cell(reported),
    )


def _tells(row: TeamRow) -> bool:
    """Tell whether the row of those who are of no team has anything to say."""
    return any(figure.ratio for figure in (row.attendance, row.actions, row.cadence)) or row.late_actions > 0


def _total(report: Report, words: Words) -> tuple[Cell, ...]:
    figures: tuple[Figure, ...] = (report.meetings.delivery, report.attendance.total.rate, report.actions.closure)
    delivery, attendance, closure = (Cell(part(words, figure)) for figure in figures)
    return (
        Cell(words.gettext("programme")), delivery, attendance, closure,
        Cell(words.number(report.actions.ageing.late)), Cell(part(words, report.channels.cadence)),
        Cell(part(words, report.completeness.reported)),
    )  # fmt: skip


def _told(words: Words, told: TeamTexts) -> Iterator[Block]:
    pairs = (
        (words.gettext("Done"), told.done),
        (words.gettext("Problems"), told.problems),
        (words.gettext("Help asked"), told.help_asked),
    )
    said = tuple((name, quoted(words, text)) for name, text in pairs if text)
    if said:
        yield Heading(words.text(told.team.name), 2)
        for name, text in said:
            yield Paragraph(words.gettext("{what}: {said}", what=name, said=text), "narrative")
    elif told.nothing_to_report:
        yield Heading(words.text(told.team.name), 2)
        yield Paragraph(words.gettext("nothing to report"), "quiet")


def _strip(words: Words, team: TeamWeeks) -> Strip:
    return Strip(
        words.text(team.team.name),
        tuple((week.tone, part(words, week.cadence) if week.cadence.ratio else "") for week in team.weeks),
    )
