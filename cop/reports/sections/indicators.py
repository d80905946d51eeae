"""What a report says of indicators: where each stood, what the month added, and how far it has come."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from cop.activities.indicators.amounts import sparkline
from cop.activities.pilots.wording import brief_day
from cop.documents.blocks import Block, Bullets, Cell, Column, Paragraph, Table
from cop.documents.words import Words
from cop.kernel.types import Day
from cop.reports.doing import Aim, Indicator, Split
from cop.reports.report import Report
from cop.reports.sections.saying import NONE, amount, marked, nothing, whole


def indicators(report: Report, words: Words) -> Iterator[Block]:
    """Yield a table of the indicators, and below it by what those are split that are."""
    found = report.indicators
    if not found:
        yield nothing(words)
        return
    drawn = any(len(one.values) > 1 for one in found)
    usual = _usual(found)
    columns = (
        Column(words.gettext("Indicator"), share=4),
        Column(words.gettext("Baseline"), "end"),
        Column(words.gettext("Interim target"), "end", 2),
        Column(words.gettext("Target"), "end", 2),
        Column(words.gettext("Before"), "end"),
        Column(words.gettext("This month"), "end"),
        Column(words.gettext("Now"), "end"),
        *([Column(words.gettext("Course"))] if drawn else []),
        Column(words.gettext("Achieved"), "end"),
    )
    yield Table(columns, tuple(_indicator(words, one, drawn, usual) for one in found))
    splits = tuple(_split(words, one, split) for one in found for split in one.splits)
    if splits:
        yield Bullets(splits)
    due = words.gettext("Targets are due on {day} unless said.", day=words.date(usual)) if usual else ""
    said = words.gettext("Before and now are totals as measured last; the month adds the difference.")
    yield Paragraph(" ".join(filter(None, (said, due))), "quiet")


def _indicator(words: Words, one: Indicator, drawn: bool, usual: Day | None) -> tuple[Cell, ...]:
    title = f"{one.ref} {words.text(one.title)}"
    if one.unit:
        title = words.gettext("{title} ({unit})", title=title, unit=words.text(one.unit))
    return (
        marked(words, title, one.mark),
        Cell(amount(words, one.baseline)),
        Cell(_aim(words, one.interim)),
        Cell(_target(words, one, usual)),
        Cell(amount(words, one.previous)),
        Cell(_added(words, one)),
        Cell(amount(words, one.cumulative)),
        *([Cell(_course(one))] if drawn else []),
        Cell(whole(words, one.achieved), one.tone),
    )


def _usual(found: Sequence[Indicator]) -> Day | None:
    """Return the day on which most targets are due, so that it is said once."""
    days = Counter(one.target_due_on for one in found if one.target_due_on)
    return max(sorted(days), key=days.__getitem__, default=None)


def _target(words: Words, one: Indicator, usual: Day | None) -> str:
    due = one.target_due_on
    return _aim(words, Aim(due, one.target)) if due and due != usual else amount(words, one.target)


def _aim(words: Words, of: Aim | None) -> str:
    if of is None:
        return NONE
    return words.gettext("{amount} by {day}", amount=amount(words, of.amount), day=brief_day(of.due_on, words))


def _added(words: Words, one: Indicator) -> str:
    said = amount(words, one.added)
    return f"+{said}" if one.added and not one.added.startswith("-") and one.added != "0" else said


def _course(one: Indicator) -> str:
    """Return the way from the baseline on as marks; nothing of what was measured never or once."""
    values = [value.amount for value in one.values]
    return sparkline([one.baseline, *values], one.target) if len(values) > 1 else NONE


def _split(words: Words, one: Indicator, of: Split) -> str:
    parts: Iterable[str] = (
        words.gettext(
            "{part} {amount}",
            part=words.text(each.name) if each.name else words.word(each.part), amount=amount(words, each.amount),
        )
        for each in of.parts
    )  # fmt: skip
    return words.gettext(
        "{indicator} by {split} on {day}: {parts}",
        indicator=one.ref, split=words.word(of.by), day=brief_day(of.measured_on, words), parts=words.joined(parts),
    )  # fmt: skip
