"""Pilots drawn in time: for each milestone the first plan, what was reached, and what is expected."""

from collections.abc import Iterable

from cop.activities.pilots import judging, wording
from cop.activities.pilots.queries import MilestoneLine, PilotLine, milestones, pilots
from cop.documents.blocks import Block, Document, Gantt, GanttRow, Paragraph, Span
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.kernel.types import Day, Month
from cop.store.database import Database


def gantt(db: Database, concerns: str | None, today: Day, words: Words) -> Gantt:
    """Return the plan of one pilot, or of all of them, as a picture; without any milestone it has no rows."""
    found = pilots(db, today, "x.id = :id", id=concerns) if concerns else pilots(db, today)
    steps, texts = milestones(db, today, concerns), Texts(db)
    rows = [row for pilot in found for row in _pilot(pilot, steps, today, words, texts)]
    if concerns and not found:
        rows = [milestone_row(one, words, texts) for one in steps if one.status != "dropped"]
    days = [day for row in rows for span in (row.baseline, row.actual, row.forecast) if span for day in span] or [today]
    shown = [one for one in steps if one.concerns in {pilot.id for pilot in found} | {concerns}]
    return Gantt(
        title=words.gettext("Milestones in time"),
        alt=wording.counted(shown, words),
        first_on=Day(f"{min(days)[:7]}-01"),
        last_on=dates.month_days(Month(max(days)[:7]))[1],
        today=today,
        rows=tuple(rows),
    )


def document(
    db: Database, concerns: str | None, title: str, today: Day, words: Words, known: tuple[str, str]
) -> Document:
    """Return a page with nothing but the plan; `known` is the moment of its data, in UTC and by the clocks here.

    `title` is what the pilot or the programme is called.
    """
    drawn = gantt(db, concerns, today, words)
    nothing: Block = Paragraph(words.gettext("Nothing is planned."), "empty")
    return Document(
        title=words.gettext("Milestones"),
        subtitle=title,
        facts=((words.gettext("Data as of"), known[1]),),
        blocks=(drawn if drawn.rows else nothing,),
        language=words.tag,
        direction=words.direction,
        footer=title,
        made_at=known[0],
    )


def milestone_row(line: MilestoneLine, words: Words, texts: Texts, level: int = 0) -> GanttRow:
    """Return the row of one milestone: a diamond for each of its days."""
    return GanttRow(
        label=f"{line.ref} {words.text(texts.of(line.id, 'title', line.title))}",
        said=wording.slip(line.slip_days, words),
        baseline=_diamond(line.baseline_on),
        actual=_diamond(line.reached_on),
        forecast=_diamond(line.forecast_on),
        tone=judging.tone(line),
        level=level,
    )


def _pilot(
    pilot: PilotLine, steps: Iterable[MilestoneLine], today: Day, words: Words, texts: Texts
) -> list[GanttRow]:  # fmt: skip
    """Return a pilot's bar, from its first day or milestone to its last, and a row for each of its milestones."""
    own = [one for one in steps if one.concerns == pilot.id and one.status != "dropped"]
    if not own:
        return []
    begin = min([*filter(None, [pilot.start_on]), *(min(one.baseline_on, one.expected_on) for one in own)])
    planned, expected = max(one.baseline_on for one in own), max(one.expected_on for one in own)
    going = pilot.status in ("planned", "active", "on_hold") and any(one.is_open for one in own)
    over = min(today, expected)
    head = GanttRow(
        label=words.text(texts.of(pilot.id, "title", pilot.title)),
        baseline=(begin, planned),
        actual=(begin, over) if begin <= over else None,
        forecast=(max(begin, dates.shift(over, 1)), expected) if going and expected > over else None,
    )
    return [head, *(milestone_row(one, words, texts, level=1) for one in own)]


def _diamond(day: Day | None) -> Span | None:
    return (day, day) if day else None
