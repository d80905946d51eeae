"""The document of a body's year."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Bullets, Cell, Column, Document, Facts, Heading, Paragraph, Table
from cop.documents.words import Words
from cop.kernel import dates
from cop.reports.body_report import BodyMeeting, BodyReport, MemberChange
from cop.reports.sections.promises import decided, promised
from cop.reports.sections.saying import NONE, day, owner, part, share


def document(report: BodyReport, words: Words) -> Document:
    """Return the year of a body in one language."""
    name, year = words.text(report.body.name), f"{report.first_on[:4]}"
    programme = words.text(report.programme)
    return Document(
        title=name,
        subtitle=words.gettext("The year {year}", year=year),
        facts=_facts(report, words),
        blocks=(
            *_section(words, words.gettext("Meetings"), _meetings(report, words)),
            *_section(words, words.gettext("Agenda and outcomes"), _agendas(report, words)),
            *_section(words, words.gettext("Register of decisions"), decided(report.decisions, words, with_body=False)),
            *_section(words, words.gettext("Open actions"), _actions(report, words)),
            *_section(words, words.gettext("Who joined and who left"), _members(report, words)),
        ),
        language=words.tag,
        direction="rtl" if words.is_rtl else "ltr",
        footer=words.gettext("{programme} · {body} · {year}", programme=programme, body=name, year=year),
        made_at=report.as_of,
    )


def _section(words: Words, title: str, blocks: Iterator[Block]) -> Iterator[Block]:
    yield Heading(title)
    yield from list(blocks) or [Paragraph(words.gettext("none"), "empty")]


def _facts(report: BodyReport, words: Words) -> tuple[tuple[str, str], ...]:
    pairs = [
        (words.gettext("Programme"), words.text(report.programme)),
        (words.gettext("Mandate"), words.text(report.mandate) if report.mandate else ""),
        (words.gettext("Period"), f"{words.date(report.first_on)} – {words.date(report.last_on)}"),
        (words.gettext("Data as of"), words.moment(report.as_of, report.timezone)),
        (words.gettext("Meetings held"), _held(report, words)),
        (words.gettext("Attendance"), share(words, report.attendance)),
        (words.gettext("Quorum reached"), share(words, report.quorums)),
    ]
    return tuple((name, said) for name, said in pairs if said)


def _held(report: BodyReport, words: Words) -> str:
    held = words.number(report.held)
    if report.min_meetings is None:
        return held
    least = words.ngettext("at least {n} a year", "at least {n} a year", report.min_meetings)
    kept = {
        True: words.gettext("kept"), False: words.gettext("not kept"), None: words.gettext("the year is not over")
    }[report.min_kept]  # fmt: skip
    return words.gettext("{held} ({least}: {kept})", held=held, least=least, kept=kept)


def _meetings(report: BodyReport, words: Words) -> Iterator[Block]:
    if report.meetings:
        columns = (
            Column(words.gettext("When")), Column(words.gettext("Meeting"), share=3), Column(words.gettext("State")),
            Column(words.gettext("Came"), "end"), Column(words.gettext("Quorum"), share=2),
        )  # fmt: skip
        yield Table(columns, tuple(_meeting(words, one) for one in report.meetings))


def _meeting(words: Words, of: BodyMeeting) -> tuple[Cell, ...]:
    one = of.meeting
    held = one.status == "held"
    return (
        Cell(words.short_day(dates.local_day(one.start))),
        Cell(words.text(one.title)),
        Cell(words.word(one.status)),
        Cell(part(words, one.attendance) if held else NONE),
        _quorum(words, of) if held else Cell(NONE),
    )


def _quorum(words: Words, of: BodyMeeting) -> Cell:
    quorum = of.meeting.quorum
    if quorum is None:
        return Cell(words.gettext("no data") if of.meeting.attendance.ratio is None else NONE)
    seats = words.gettext(
        "{present} of {seats} seats, {needed} needed",
        present=words.number(quorum.present), seats=words.number(quorum.seats), needed=words.number(quorum.needed),
    )  # fmt: skip
    return Cell(seats, "good" if quorum.reached else "poor")


def _agendas(report: BodyReport, words: Words) -> Iterator[Block]:
    for of in report.meetings:
        if of.agenda:
            when = words.date(dates.local_day(of.meeting.start))
            yield Heading(words.gettext("{meeting}, {day}", meeting=words.text(of.meeting.title), day=when), 2)
            yield (
                Facts(
                    tuple(
                        (words.text(item.title), words.text(item.outcome) if item.outcome else NONE)
                        for item in of.agenda
                    )
                )
                if any(item.outcome for item in of.agenda)
                else Bullets(tuple(words.text(item.title) for item in of.agenda))
            )


def _actions(report: BodyReport, words: Words) -> Iterator[Block]:
    if report.actions:
        yield promised(report.actions, words)


def _members(report: BodyReport, words: Words) -> Iterator[Block]:
    if report.members:
        columns = (
            Column(words.gettext("Who"), share=3), Column(words.gettext("Role")), Column(words.gettext("First day")),
            Column(words.gettext("Last day")),
        )  # fmt: skip
        yield Table(columns, tuple(_member(words, one) for one in report.members))


def _member(words: Words, one: MemberChange) -> tuple[Cell, ...]:
    return (
        Cell(owner(words, one.person, one.place)), Cell(words.word(one.role)), Cell(day(words, one.joined_on)),
        Cell(day(words, one.left_on)),
    )  # fmt: skip
