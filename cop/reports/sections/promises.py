"""What a report says of decisions and actions."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Cell, Column, Paragraph, Table
from cop.documents.words import Words
from cop.reports.report import ActionLine, Actions, DecisionLine, Report
from cop.reports.sections.saying import NONE, day, marked, owner, quoted, sentence, share, unrecorded


def decisions(report: Report, words: Words) -> Iterator[Block]:
    """Yield the decisions of the month."""
    if not report.decisions:
        yield unrecorded(words)
    yield from decided(report.decisions, words, with_body=True)


def decided(lines: tuple[DecisionLine, ...], words: Words, *, with_body: bool) -> Iterator[Block]:
    """Yield decisions by their number in the register."""
    if not lines:
        return
    columns = (
        Column(words.gettext("No.")),
        Column(words.gettext("Decision"), share=4),
        *([Column(words.gettext("Body"), share=2)] if with_body else []),
        Column(words.gettext("Result"), share=2),
    )
    yield Table(columns, tuple(_decision(words, line, with_body) for line in lines))


def actions(report: Report, words: Words) -> Iterator[Block]:
    """Yield what was promised for the month, what became of it, and how late the rest is."""
    of = report.actions
    if not of.lines and not of.open:
        yield unrecorded(words)
        return
    yield Paragraph(
        sentence(
            (
                words.gettext("Closed among those due: {figure}", figure=share(words, of.closure)),
                words.ngettext("{n} of them dropped", "{n} of them dropped", of.dropped) if of.dropped else "",
                words.gettext("open on {day}: {n}", day=words.date(of.by), n=words.number(of.open)),
                words.ngettext("{n} without a last day", "{n} without a last day", of.undated) if of.undated else "",
            ),
        )
    )
    yield from _ageing(words, of)
    if of.lines:
        yield promised(of.lines, words)


def promised(lines: tuple[ActionLine, ...], words: Words) -> Table:
    """Return actions with their owners."""
    columns = (
        Column(words.gettext("Action"), share=4),
        Column(words.gettext("Who"), share=3),
        Column(words.gettext("Last day")),
        Column(words.gettext("State"), share=2),
    )
    return Table(columns, tuple(_action(words, line) for line in lines))


def _decision(words: Words, line: DecisionLine, with_body: bool) -> tuple[Cell, ...]:
    said = words.word(line.status)
    if line.method:
        said = words.gettext("{status}, by {method}", status=said, method=words.word(line.method))
    if line.decided_on:
        said = words.gettext("{what}, {day}", what=said, day=words.short_day(line.decided_on))
    body = [Cell(words.text(line.body.name))] if with_body else []
    return (Cell(line.ref), marked(words, words.text(line.title), line.mark), *body, Cell(said))


def _ageing(words: Words, of: Actions) -> Iterator[Block]:
    if not of.ageing.late:
        yield Paragraph(words.gettext("No action is late."))
        return
    spans = (
        (words.gettext("1 to 7 days"), of.ageing.week),
        (words.gettext("8 to 30 days"), of.ageing.month),
        (words.gettext("31 to 90 days"), of.ageing.quarter),
        (words.gettext("more than 90 days"), of.ageing.older),
    )
    yield Table(
        (Column(words.gettext("Late for")), Column(words.gettext("Actions"), "end")),
        tuple((Cell(said), Cell(words.number(count))) for said, count in spans),
        total=(Cell(words.gettext("late")), Cell(words.number(of.ageing.late))),
    )


def _action(words: Words, line: ActionLine) -> tuple[Cell, ...]:
    return (
        marked(words, words.text(line.title), line.mark),
        Cell(owner(words, line.owner, line.place)),
        Cell(_last_day(words, line)),
        Cell(_state(words, line), "poor" if line.days_late else "good" if line.status == "done" else ""),
    )


def _last_day(words: Words, line: ActionLine) -> str:
    if line.first_due_on and line.first_due_on != line.due_on:
        return words.gettext("{day}, first {other}", day=day(words, line.due_on), other=day(words, line.first_due_on))
    return day(words, line.due_on)


def _state(words: Words, line: ActionLine) -> str:
    if line.days_late:
        return words.ngettext("late {n} day", "late {n} days", line.days_late)
    said = words.word(line.status)
    if line.status == "dropped" and line.reason:
        return words.gettext("{what}: {said}", what=said, said=quoted(words, line.reason))
    return said or NONE
