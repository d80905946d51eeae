"""What a report says of meetings: planned and held, who came, and which come next."""

from collections.abc import Callable, Iterator
from datetime import datetime

from cop.documents.blocks import Bar, Bars, Block, Cell, Column, Facts, Paragraph, Part, Table, Tone
from cop.documents.words import Words, mark
from cop.kernel import dates
from cop.reports.outcomes import REMOVED
from cop.reports.report import BodyDelivery, Group, MeetingLine, Plan, Report
from cop.reports.sections.saying import NONE, marked, nothing, part, quoted, share, unrecorded

BECAME = {
    "held": mark("held"),
    "postponed": mark("postponed"),
    "cancelled": mark("cancelled"),
    "unsaid": mark("nobody wrote what became of it"),
    "coming": mark("to come"),
    "added": mark("added"),
}
TONES: dict[str, Tone] = {
    "held": "good", "postponed": "fair", "cancelled": "poor", "unsaid": "unknown", "coming": "", "added": "",
}  # fmt: skip

EXTRA = (
    (mark("represented"), "represented"),
    (mark("acting"), "acting"),
    (mark("nobody wrote it"), "unwritten"),
)


def delivered(report: Report, words: Words) -> Iterator[Block]:
    """Yield the meetings planned and what became of them: a chart, a list, the reasons."""
    of = report.meetings
    if not of.planned and not of.added:
        yield nothing(words)
        return
    held = words.gettext("Planned meetings held: {figure}", figure=share(words, of.delivery))
    yield Paragraph(f"{held}. {_plan(of.plan, report, words)}")
    yield Bars(
        words.gettext("Meetings planned and held"),
        words.gettext("For each body, how many of its meetings were held, postponed, cancelled or added."),
        tuple(_bar(words, one) for one in of.bodies),
    )
    columns = (
        Column(words.gettext("When"), share=2),
        Column(words.gettext("Meeting"), share=4),
        Column(words.gettext("What became of it"), share=3),
        Column(words.gettext("Came"), "end"),
    )
    yield Table(columns, tuple(_row(words, word, line, report) for word, line in _lines(report)))


def attended(report: Report, words: Words) -> Iterator[Block]:
    """Yield who came, by team, country, sector and sex, the unknown among them."""
    of = report.attendance
    if not of.teams and not of.guests and not of.walk_ins:
        yield unrecorded(words)
        return
    yield Facts(
        (
            (words.gettext("Attendance"), share(words, of.total.rate)),
            (words.gettext("Quorum reached"), share(words, report.meetings.quorums)),
            (words.gettext("Came without being invited"), words.number(of.walk_ins)),
            (words.gettext("Guests and others registered"), words.number(of.guests)),
        )
    )
    no_team = words.gettext("of no team")
    yield from _groups(report, words, words.gettext("Team"), of.teams, lambda key: key, no_team)
    unknown = words.gettext("unknown")
    yield from _groups(report, words, words.gettext("Country"), of.countries, words.country, unknown)
    yield from _groups(report, words, words.gettext("Sector"), of.sectors, words.word, unknown)
    yield from _groups(report, words, words.gettext("Gender"), of.sexes, words.word, unknown)


def _lines(report: Report) -> list[tuple[str, MeetingLine]]:
    found = [(word, line) for word in BECAME for line in getattr(report.meetings, word)]
    return sorted(found, key=lambda each: (dates.utc(each[1].start), each[1].ref))


def _row(words: Words, word: str, line: MeetingLine, report: Report) -> tuple[Cell, ...]:
    return (
        Cell(words.short_day(dates.local_day(line.start))),
        marked(words, words.text(line.title), line.mark),
        Cell(_became(words, word, line, report)),
        Cell(_came(words, line)),
    )


def _became(words: Words, word: str, line: MeetingLine, report: Report) -> str:
    said = words.gettext(BECAME[word])
    if word == "added":
        said = words.gettext("{what}, {status}", what=said, status=words.word(line.status))
    elif line.status == REMOVED:
        said = words.gettext("removed from the programme")
    elif word == "postponed" and not line.start.startswith(report.month):
        said = words.gettext("postponed to another month")
    elif word == "held" and line.put_off_from:
        day = words.short_day(dates.local_day(line.put_off_from))
        said = words.gettext("held, put off from {day}", day=day)
    if line.reason and (line.put_off_from or line.status != "held"):
        return words.gettext("{what}: {said}", what=said, said=quoted(words, line.reason))
    return said


def _came(words: Words, line: MeetingLine) -> str:
    return part(words, line.attendance) if line.status == "held" else NONE


def _plan(plan: Plan, report: Report, words: Words) -> str:
    day = words.date(dates.local_day(dates.from_instant(datetime.fromisoformat(plan.as_of), report.timezone)))
    if plan.source == "report":
        return words.gettext("Planned is what the final report of the month before announced, as of {day}.", day=day)
    if plan.source == "written":
        return words.gettext("Planned is what the programme knew on {day}.", day=day)
    return words.gettext("Planned is what the programme knew when it was first described, on {day}.", day=day)


def _bar(words: Words, one: BodyDelivery) -> Bar:
    parts = tuple(
        Part(getattr(one, word), words.gettext(said), TONES[word])
        for word, said in BECAME.items()
        if getattr(one, word)
    )
    said = part(words, one.delivery)
    if one.added:
        said = words.gettext("{held}, {n} added", held=said, n=words.number(one.added))
    return Bar(words.text(one.body.name), parts, said)


def _groups(
    report: Report, words: Words, title: str, groups: tuple[Group, ...], name: Callable[[str], str], nobody: str
) -> Iterator[Block]:
    """Yield a table of groups; columns that say nothing in all of them are left out."""
    if not groups:
        return
    also = [
        (words.gettext(said), field)
        for said, field in EXTRA
        if any(getattr(group, field) for group in groups)
    ]  # fmt: skip
    columns = (
        Column(title, share=3), Column(words.gettext("Attended"), "end"),
        *(Column(said, "end") for said, _ in also),
    )  # fmt: skip
    fields = [field for _, field in also]
    rows = tuple(_group(words, _called(words, group, name, nobody), group, fields) for group in groups)
    everybody = _group(words, words.gettext("all"), report.attendance.total, fields)
    yield Table(columns, rows, total=everybody if len(rows) > 1 else ())


def _called(words: Words, group: Group, name: Callable[[str], str], nobody: str) -> str:
    if group.key is None:
        return nobody
    return words.text(group.name) if group.name else name(group.key)


def _group(words: Words, said: str, group: Group, fields: list[str]) -> tuple[Cell, ...]:
    more = (Cell(words.number(getattr(group, field))) for field in fields)
    return (Cell(said), Cell(share(words, group.rate)), *more)
