"""The first pages of a report: its cover, what matters most, and how far its data can be trusted."""

from collections.abc import Iterator

from cop.documents.blocks import Block, Cell, Column, Heading, Paragraph, Table, Tile, Tiles, Tone
from cop.documents.words import Words, mark
from cop.reports.report import Completeness, Rated, Report, State, TeamStanding
from cop.reports.sections.saying import NONE, day, nothing, part, percent, sentence, share

TITLE, TEAM_TITLE = mark("Monthly report"), mark("Monthly report of a team")


def facts(report: Report, words: Words) -> tuple[tuple[str, str], ...]:
    """Return what stands on the cover."""
    of = report.programme
    pairs = [
        (words.gettext("Programme"), words.text(of.title)),
        (words.gettext("Team"), words.text(report.team.name) if report.team else ""),
        (words.gettext("Initiative"), of.initiative or ""),
        (words.gettext("Contract"), of.contract or ""),
        (words.gettext("Funder"), words.text(of.funder) if of.funder else ""),
        (words.gettext("Period"), f"{words.date(report.first_on)} – {words.date(report.last_on)}"),
        (words.gettext("State"), state(report.state, report, words)),
        (words.gettext("Data as of"), _moment(report, words)),
    ]
    return tuple((name, said) for name, said in pairs if said)


def state(of: State, report: Report, words: Words) -> str:
    """Return whether the report is final."""
    if of.status == "final":
        return words.gettext("final, version {version}", version=words.number(of.version))
    if of.status == "reopened":
        return words.gettext("draft, opened again after version {version}", version=words.number(of.version))
    return words.gettext("draft")


def statement(report: Report, words: Words) -> Iterator[Block]:
    """Yield what the funder wants to stand on every report."""
    if report.programme.funder_statement:
        yield Paragraph(words.text(report.programme.funder_statement), "quiet")


def summary(report: Report, words: Words) -> Iterator[Block]:
    """Yield the secretariat's summary, and four figures."""
    if report.narrative.summary:
        yield Paragraph(words.text(report.narrative.summary), "narrative")
    elif report.team is None:
        yield Paragraph(words.gettext("The secretariat has written no summary."), "empty")
    of = report.headline
    yield Tiles(
        (
            _tile(words, words.gettext("planned meetings held"), of.meetings_held),
            _tile(words, words.gettext("teams reported"), of.teams_reported),
            _tile(words, words.gettext("invited people came"), of.attendance),
            _tile(words, words.gettext("actions closed"), of.actions_closed),
        )
    )
    if report.narrative.problems:
        yield Heading(words.gettext("Problems"), 2)
        yield Paragraph(words.text(report.narrative.problems), "narrative")


def completeness(report: Report, words: Words) -> Iterator[Block]:
    """Yield which teams reported, when, and what is missing."""
    of = report.completeness
    if not of.teams:
        yield nothing(words)
        return
    yield Paragraph(
        sentence((words.gettext("Teams that reported: {figure}", figure=share(words, of.reported)), _due(words, of)))
    )
    if of.unwritten:
        yield Paragraph(
            words.gettext(
                "Nobody wrote who came to: {meetings}", meetings=words.joined(map(words.isolated, of.unwritten))
            )
        )
    yield Table(
        (
            Column(words.gettext("Team"), share=2),
            Column(words.gettext("Reported"), share=2),
            Column(words.gettext("Missing"), share=3),
            Column(words.gettext("Last news")),
        ),
        tuple(_standing(words, one, of.on_time.applies) for one in of.teams),
    )


def _due(words: Words, of: Completeness) -> str:
    day = words.date(of.due_on)
    if not of.on_time.applies:
        return words.gettext("due on {day}", day=day)
    return words.gettext("by the reporting day, {day}: {figure}", day=day, figure=share(words, of.on_time))


def _standing(words: Words, one: TeamStanding, overdue: bool) -> tuple[Cell, ...]:
    tone: Tone = ("fair" if one.late else "good") if one.submitted else "poor" if overdue else ""
    return (
        Cell(words.text(one.team.name)),
        Cell(_reported(words, one), tone),
        Cell(_missing(words, one) or NONE),
        Cell(day(words, one.last_news_on)),
    )


def _missing(words: Words, one: TeamStanding) -> str:
    """Return what nobody wrote of a team's meetings: whether they were held, and who came to those that were."""
    unsaid = words.joined(map(words.isolated, one.unsaid))
    unattended = words.joined(words.isolated(ref) for ref in one.missing if ref not in one.unsaid)
    parts = [words.gettext("what became of {meetings}", meetings=unsaid)] if unsaid else []
    parts += [words.gettext("attendance of {meetings}", meetings=unattended)] if unattended else []
    return words.gettext("; ").join(parts)


def _reported(words: Words, one: TeamStanding) -> str:
    if not one.submitted:
        return words.gettext("not yet")
    said = [words.date(one.submitted_on) if one.submitted_on else words.gettext("yes")]
    said += [words.gettext("late")] if one.late else []
    said += [words.gettext("by the secretariat on its behalf")] if one.on_behalf else []
    return words.joined(said)


def _tile(words: Words, label: str, rated: Rated) -> Tile:
    return Tile(label, part(words, rated.figure), percent(words, rated.figure), rated.tone)


def _moment(report: Report, words: Words) -> str:
    said = words.moment(report.as_of, report.timezone)
    return words.gettext("{when} ({city})", when=said, city=words.city(report.timezone))
