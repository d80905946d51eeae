"""The plan of work drawn in time: for each activity the first plan, what was done, and what is expected."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from cop.activities.pilots.queries import MilestoneLine
from cop.activities.workplan.progressing import whole_percent
from cop.activities.workplan.queries import ActivityLine, PackageLine
from cop.documents.blocks import Block, Document, Gantt, GanttRow, Paragraph, Span, Tone
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.kernel.numbers import exact
from cop.kernel.types import Day, Id, Month


def gantt(packages: Sequence[PackageLine], milestones: Sequence[MilestoneLine], words: Words, texts: Texts) -> Gantt:
    """Return the plan of work as a picture; `milestones` are those of its packages and activities, others are left out.

    What is drawn of a plan without any activity is empty: ask first.
    """
    by = packages[0].by
    found = [one for package in packages for one in package.activities]
    rows = tuple(row for package in packages for row in _package(package, milestones, words, texts))
    days = [day for row in rows for span in (row.baseline, row.actual, row.forecast) if span for day in span]
    late = sum(one.days_late is not None for one in found)
    return Gantt(
        title=words.gettext("Plan of work"),
        alt=words.joined(
            [
                words.ngettext("{n} activity", "{n} activities", len(found)),
                words.ngettext("{n} of them late", "{n} of them late", late),
            ]
        ),
        first_on=Day(f"{min(days)[:7]}-01"),
        last_on=dates.month_days(Month(max(days)[:7]))[1],
        today=by,
        rows=rows,
    )


def document(
    title: str, packages: Sequence[PackageLine], milestones: Sequence[MilestoneLine], words: Words, texts: Texts,
    known: tuple[str, str],
) -> Document:  # fmt: skip
    """Return a page with the plan of work; `known` is the moment of its data, in UTC and as the programme's clocks say.

    `title` is what the programme is called.
    """
    some = any(package.activities for package in packages)
    nothing: Block = Paragraph(words.gettext("Nothing is planned."), "empty")
    return Document(
        title=words.gettext("Plan of work"),
        subtitle=title,
        facts=((words.gettext("Data as of"), known[1]),),
        blocks=(gantt(packages, milestones, words, texts) if some else nothing,),
        language=words.tag,
        direction="rtl" if words.is_rtl else "ltr",
        footer=title,
        made_at=known[0],
    )


def _package(of: PackageLine, milestones: Sequence[MilestoneLine], words: Words, texts: Texts) -> Iterator[GanttRow]:
    if not of.activities:
        return
    yield GanttRow(_package_label(of, words, texts), _far(of, words))
    yield from _milestones(of.id, milestones, words, texts)
    for one in of.activities:
        yield _activity(one, words, texts)
        yield from _milestones(one.id, milestones, words, texts)


def _package_label(of: PackageLine, words: Words, texts: Texts) -> str:
    if of.id is None:
        return words.gettext("Of no work package")
    return f"{of.ref} {words.text(texts.of(of.id, 'title', of.title))}"


def _far(of: PackageLine, words: Words) -> str:
    """Return how far a package is: what is done of what should be, and by how much its end moved."""
    far = of.progressed
    if far.planned is None:
        return ""
    done = words.gettext("no data") if far.earned is None else _percent(far.earned, words)
    said = words.gettext("{done} done, {planned} planned", done=done, planned=_percent(far.planned, words))
    return words.joined(filter(None, (said, _slip(far.slip_days, words))))


def _activity(one: ActivityLine, words: Words, texts: Texts) -> GanttRow:
    begun, over, expected = _begun(one), one.closed_on or one.by, one.forecast_on
    rest = dates.shift(one.by, 1) if begun and one.start_on <= one.by else one.start_on
    return GanttRow(
        label=f"{one.ref} {words.text(texts.of(one.id, 'title', one.title))}",
        said=_said(one, words),
        baseline=(one.baseline_start_on, one.baseline_end_on),
        actual=(min(begun, over), over) if begun else None,
        forecast=(rest, max(rest, expected)) if one.status == "planned" and expected else None,
        tone=_tone(one),
        level=1,
    )


def _begun(one: ActivityLine) -> Day | None:
    """Return the day from which an activity was worked on: its first, or that of the first month told of, if earlier.

    None while nobody has told of any work; what is done was worked on.
    """
    worked = [Day(f"{told.month}-01") for told in one.months if told.kept != "not" or told.done not in (None, "0")]
    if not worked and one.status != "done":
        return None
    return min([one.start_on, *(day for day in worked if day[:7] < one.start_on[:7])])


def _said(one: ActivityLine, words: Words) -> str:
    if one.status != "planned":
        return words.joined(filter(None, (words.word(one.status), _slip(one.slip_days, words))))
    begun = one.baseline_start_on <= one.by
    share = _percent(exact(one.done), words) if one.done is not None else words.gettext("no data") if begun else ""
    return words.joined(filter(None, (share, _slip(one.slip_days, words))))


def _slip(days: int | None, words: Words) -> str:
    if not days:
        return ""
    if days > 0:
        return words.ngettext("{n} day later", "{n} days later", days)
    return words.ngettext("{n} day earlier", "{n} days earlier", -days)


def _tone(one: ActivityLine) -> Tone:
    """Return how an activity stands: late is poor, an end that slipped fair; of what nobody has told, it is unknown."""
    if one.status == "dropped":
        return ""
    if one.days_late:
        return "poor"
    if one.status == "planned" and one.done is None:
        return "unknown" if one.baseline_start_on <= one.by else ""
    return "fair" if (one.slip_days or 0) > 0 else "good"


def _milestones(
    of: Id | None, milestones: Sequence[MilestoneLine], words: Words, texts: Texts
) -> Iterator[GanttRow]:  # fmt: skip
    for one in milestones:
        if of and one.concerns == of and one.status != "dropped":
            reached, expected = one.reached_on, one.forecast_on
            yield GanttRow(
                label=f"{one.ref} {words.text(texts.of(one.id, 'title', one.title))}",
                said=_slip(one.slip_days, words),
                baseline=_diamond(one.baseline_on),
                actual=_diamond(reached),
                forecast=None if reached else _diamond(expected),
                tone="poor" if one.days_late else "fair" if (one.slip_days or 0) > 0 else "good" if reached else "",
                level=2 if one.concerns_kind == "activity" else 1,
            )


def _diamond(day: Day | None) -> Span | None:
    return (day, day) if day else None


def _percent(share: Fraction, words: Words) -> str:
    return words.gettext("{percent} %", percent=words.number(whole_percent(share)))
