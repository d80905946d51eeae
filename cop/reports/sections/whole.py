"""The document of a report: every section in its order; one that has nothing to say says so."""

from collections.abc import Callable, Iterator

from cop.documents.blocks import Block, Document, Heading
from cop.documents.words import Words, mark
from cop.reports.report import Report
from cop.reports.sections import (
    ahead,
    closing,
    indicators,
    meetings,
    opening,
    pilots,
    promises,
    risks,
    teams,
    training,
    visibility,
    work,
)
from cop.reports.sections.saying import nothing

Section = Callable[[Report, Words], Iterator[Block]]


def later(report: Report, words: Words) -> Iterator[Block]:
    """Yield nothing: cop keeps no records of it yet."""
    yield from ()


SECTIONS: tuple[tuple[str, Section], ...] = (
    (mark("Summary"), opening.summary),
    (mark("Data completeness"), opening.completeness),
    (mark("Team by team"), teams.table),
    (mark("Meetings planned and held"), meetings.delivered),
    (mark("Attendance"), meetings.attended),
    (mark("Decisions"), promises.decisions),
    (mark("Actions"), promises.actions),
    (mark("Work packages and activities"), work.work),
    (mark("Indicators"), indicators.indicators),
    (mark("Training, schools and visits"), training.training),
    (mark("Pilots"), pilots.pilots),
    (mark("Channels"), teams.channels),
    (mark("Risks"), risks.risks),
    (mark("Visibility"), visibility.visibility),
    (mark("Lessons learnt"), closing.lessons),
    (mark("Cooperation"), later),
    (mark("Next month"), ahead.next_month),
    (mark("Definitions, evidence, changes"), closing.grounds),
)
"""The sections in the order of the report; the cover comes before them."""


def document(report: Report, words: Words) -> Document:
    """Return the report in one language."""
    of = words.month(report.month)
    team = words.text(report.team.name) if report.team else ""
    title = words.text(report.programme.title)
    return Document(
        title=words.gettext(opening.TEAM_TITLE if team else opening.TITLE),
        subtitle=words.gettext("{month} · {team}", month=of, team=team) if team else of,
        facts=opening.facts(report, words),
        blocks=(*opening.statement(report, words), *_sections(report, words)),
        language=words.tag,
        direction="rtl" if words.is_rtl else "ltr",
        footer=words.gettext(
            "{programme} · {month} · {state}",
            programme=title, month=of, state=opening.state(report.state, report, words),
        ),
        made_at=report.as_of,
    )  # fmt: skip


def _sections(report: Report, words: Words) -> Iterator[Block]:
    for number, (title, section) in enumerate(SECTIONS, start=1):
        yield Heading(f"{words.number(number)}. {words.gettext(title)}")
        yield from list(section(report, words)) or [nothing(words)]
