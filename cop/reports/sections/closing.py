"""The last page of a report: what its figures mean, what it rests on, and what changed since the last one."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Cell, Column, Facts, Heading, Paragraph, Table
from cop.documents.words import Words, mark
from cop.reports.definitions import NAMED, definition
from cop.reports.report import Report
from cop.reports.sections.saying import sentence, share, unrecorded
from cop.reports.sections.visibility import practices

LISTS = {
    "meetings": mark("Meetings"),
    "decisions": mark("Decisions"),
    "actions": mark("Actions"),
    "activities": mark("Activities"),
    "milestones": mark("Milestones"),
    "indicators": mark("Indicators"),
    "risks": mark("Risks"),
}


def lessons(report: Report, words: Words) -> Iterator[Block]:
    """Yield what was learnt, in the secretariat's words."""
    if report.narrative.lessons:
        yield Paragraph(words.text(report.narrative.lessons), "narrative")
    elif not report.practices:
        yield unrecorded(words)
    yield from practices(report, words)


def grounds(report: Report, words: Words) -> Iterator[Block]:
    """Yield what changed since the last final report, the evidence, and the definitions."""
    yield Heading(words.gettext("Changes since the last report"), 2)
    yield from _changes(report, words)
    yield Heading(words.gettext("Evidence"), 2)
    yield Facts(tuple(_evidence(report, words)))
    yield Heading(words.gettext("Definitions"), 2)
    yield Facts(tuple((words.gettext(name), words.gettext(definition(figure))) for name, figure in NAMED))
    yield Paragraph(
        sentence(
            (
                words.gettext("0: nothing counted"),
                words.gettext("no data: nothing known"),
                words.gettext("n/a: does not apply"),
            ),
        ),
        "quiet",
    )


def _changes(report: Report, words: Words) -> Iterator[Block]:
    earlier = report.state.earlier
    if earlier is None or report.changes is None:
        yield Paragraph(words.gettext("There was no final report before this one."), "quiet")
        return
    yield Paragraph(
        words.gettext(
            "Compared with the report on {month}, version {version}.",
            month=words.month(earlier.month), version=words.number(earlier.version),
        )
    )  # fmt: skip
    columns = (
        Column(words.gettext("What"), share=2), Column(words.gettext("new"), "end"),
        Column(words.gettext("changed"), "end"), Column(words.gettext("removed"), "end"),
        Column(words.gettext("unchanged"), "end"),
    )  # fmt: skip
    rows = (
        (words.gettext(LISTS[one.what]), *map(words.number, (one.new, one.changed, one.removed, one.unchanged)))
        for one in report.changes
    )
    yield Table(columns, tuple(tuple(map(Cell, row)) for row in rows))


def _evidence(report: Report, words: Words) -> Iterator[tuple[str, str]]:
    held = len([line for line in (*report.meetings.held, *report.meetings.added) if line.status == "held"])
    known = held - len(report.completeness.unwritten)
    yield (
        words.gettext("Attendance lists"),
        words.gettext("of {n} of {all} meetings held", n=words.number(known), all=words.number(held)),
    )
    yield words.gettext("Months of teams"), share(words, report.completeness.reported)
    decided = [line.ref for line in report.decisions if line.decided_on]
    yield words.gettext("Register of decisions"), words.joined(map(words.isolated, decided)) or words.number(0)
