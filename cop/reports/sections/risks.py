"""What a report says of risks: those open by their score, what is done about them, and those that ended."""

from collections.abc import Iterator

from cop.activities.pilots.wording import TENDS, brief_day
from cop.documents.blocks import Block, Bullets, Cell, Column, Heading, Table
from cop.documents.words import Words
from cop.reports.doing import Risk
from cop.reports.report import Report
from cop.reports.sections.saying import NONE, marked, quoted, unrecorded, whose


def risks(report: Report, words: Words) -> Iterator[Block]:
    """Yield the open risks, the gravest first, and those closed or come true in the month."""
    of = report.risks
    if not of.open and not of.closed:
        yield unrecorded(words)
    if of.open:
        columns = (
            Column(words.gettext("Risk"), share=4),
            Column(words.gettext("Score"), share=2),
            Column(words.gettext("What is done"), share=3),
            Column(words.gettext("Who"), share=2),
            Column(words.gettext("Looked at again"), share=2),
        )
        yield Table(columns, tuple(_risk(words, one) for one in of.open))
    if of.closed:
        yield Heading(words.gettext("Closed or come true in the month"), 2)
        yield Bullets(tuple(_closed(words, one) for one in of.closed))


def _risk(words: Words, one: Risk) -> tuple[Cell, ...]:
    return (
        marked(words, _title(words, one), one.mark),
        Cell(_score(words, one), one.tone),
        Cell(words.text(one.response) if one.response else NONE),
        Cell(whose(words, one.owner)),
        Cell(_review(words, one), "poor" if one.review_days_late else ""),
    )


def _title(words: Words, one: Risk) -> str:
    said = words.text(one.title)
    return words.gettext("{title} ({of})", title=said, of=words.text(one.of.name)) if one.of else said


def _score(words: Words, one: Risk) -> str:
    """Return a score with what it consists of, and where it tends: 4 × 4 = 16 ↓, was 20."""
    if one.score is None or one.probability is None or one.impact is None:
        return words.gettext("no data")
    said = f"{one.probability} × {one.impact} = {one.score} {TENDS[one.trend or 'new']}".strip()
    if one.score_before is None:
        return words.isolated(said)
    return words.gettext("{score}, was {before}", score=words.isolated(said), before=words.number(one.score_before))


def _review(words: Words, one: Risk) -> str:
    if one.review_days_late:
        return words.ngettext("late {n} day", "late {n} days", one.review_days_late)
    return brief_day(one.review_on, words) if one.review_on else NONE


def _closed(words: Words, one: Risk) -> str:
    said = words.gettext("closed") if one.status == "closed" else words.gettext("happened")
    what = words.gettext("{title}, {what}", title=_title(words, one), what=said)
    if one.closed_on:
        what = words.gettext("{what}, {day}", what=what, day=words.short_day(one.closed_on))
    return words.gettext("{what}: {said}", what=what, said=quoted(words, one.reason)) if one.reason else what
