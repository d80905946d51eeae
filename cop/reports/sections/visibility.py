"""What a report says of what the public saw, and of skills that were taken into daily work."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Bullets, Cell, Column, Heading, Table
from cop.documents.words import Words
from cop.reports.doing import Practice, Seen
from cop.reports.report import Report
from cop.reports.sections.saying import NONE, counted, day, quoted, unrecorded, whose


def visibility(report: Report, words: Words) -> Iterator[Block]:
    """Yield what came out in the month, with its addresses."""
    if not report.visibility:
        yield unrecorded(words)
        return
    linked = any(one.link for one in report.visibility)
    columns = (
        Column(words.gettext("When")),
        Column(words.gettext("What"), share=4),
        Column(words.gettext("Who"), share=2),
        Column(words.gettext("Seen by"), "end"),
        *([Column(words.gettext("Address"), share=3)] if linked else []),
    )
    yield Table(columns, tuple(_seen(words, one, linked) for one in report.visibility))


def practices(report: Report, words: Words) -> Iterator[Block]:
    """Yield the skills that were taken into daily work in the month."""
    if report.practices:
        yield Heading(words.gettext("Taken into daily work"), 2)
        yield Bullets(tuple(_practice(words, one) for one in report.practices))


def _seen(words: Words, one: Seen, linked: bool) -> tuple[Cell, ...]:
    what = words.gettext("{kind}: {title}", kind=words.word(one.kind), title=words.text(one.title))
    if one.of:
        what = words.gettext("{title} ({of})", title=what, of=words.text(one.of.name))
    return (
        Cell(day(words, one.published_on)),
        Cell(what),
        Cell(words.text(one.partner) if one.partner else NONE),
        Cell(counted(words, one.reach)),
        *([Cell(one.link or NONE)] if linked else []),
    )


def _practice(words: Words, one: Practice) -> str:
    said = words.gettext("{what}: {said}", what=whose(words, one.used_by), said=quoted(words, one.title))
    return words.gettext("{title} ({of})", title=said, of=words.text(one.cycle)) if one.cycle else said
