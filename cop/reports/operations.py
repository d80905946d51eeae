"""What can be done with a report: write its texts, make it final, reopen it; and the rules."""

import dataclasses
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from cop.kernel import dates
from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Day, Id, Month, Word, Zone
from cop.months.queries import standing
from cop.months.whose import has_secretariat, in_secretariat, last_over, outside, span
from cop.reports import frozen
from cop.reports.records import MonthReport, PlannedMeeting
from cop.store import position, queries, references
from cop.store.database import Database
from cop.store.journal import Draft
from cop.store.typed import Reading, local_today

TEXTS = ("summary", "problems", "next_month", "lessons")
"""The secretariat's own texts of a report."""


class Final(NamedTuple):
    """A report that became final, and the meetings of the next month that it announces."""

    report: MonthReport
    plan: list[PlannedMeeting]


def is_theirs(db: Database, actor: str | None, today: Day) -> None:
    """Check that whoever acts may write the programme's report: somebody of the secretariat, where there is one.

    Who it is that acts is what they say of themselves; without a word from them nothing is checked.

    Raises:
        RuleBroken: It is somebody else.
        NotFound: The programme knows nobody of this name.
    """
    if actor is None or not has_secretariat(db):
        return
    person = Id(references.find(db, "person", actor))
    if not in_secretariat(db, person, today):
        raise RuleBroken(
            f"the report is the secretariat's, and {references.label(db, 'person', person)} "
            f"({references.short(db, 'person', person)}) is not of it",
            "cop body list --kind secretariat shows who that is; --as CODE says who you are",
        )


def write(draft: Draft, month: Month, texts: Mapping[str, Any]) -> MonthReport:
    """Write texts of a report; those that are not mentioned stay.

    Raises:
        RuleBroken: It is final.
    """
    report = frozen.report_on(draft.db, month)
    if report is not None and report.status == "final":
        raise RuleBroken(
            f"the report on {dates.say_month(month)} is final", f'cop report reopen {month} --why "..." opens it again'
        )
    if report is None:
        return draft.add(MonthReport(month=month, **texts))
    return draft.edit(report, dataclasses.replace(report, **texts))


def final(draft: Draft, month: Month, now: datetime, zone: Zone) -> Final:
    """Freeze a report at the journal's present position, and keep the next month's meetings as its plan.

    Raises:
        RuleBroken: Its month is not over, or it is final already.
    """
    _, last_on = dates.month_days(month)
    following = dates.shift(last_on, 1)
    if dates.midnight(following, zone) > dates.moment_text(now):
        raise RuleBroken(
            f"{dates.say_month(month)} is not over, so its report cannot be final",
            f"cop report month {month} shows the draft; it can be final from {dates.say_day(following)}",
        )
    report = frozen.report_on(draft.db, month) or draft.add(MonthReport(month=month))
    if report.status == "final":
        raise RuleBroken(
            f"the report on {dates.say_month(month)} is final already",
            f'cop report month {month} prints it; cop report reopen {month} --why "..." opens it again',
        )
    made = dataclasses.replace(
        report, status=Word("final"), version=report.version + 1, final_at=dates.moment_text(now),
        position=frozen.spelled(position.here(draft.db)),
    )  # fmt: skip
    return Final(draft.edit(report, made), _keep_plan(draft, made, Month(following[:7]), now, zone))


def reopen(draft: Draft, month: Month) -> MonthReport:
    """Open a final report again; the state that it froze stays what the next version is compared with.

    Raises:
        RuleBroken: It is not final.
    """
    report = frozen.report_on(draft.db, month)
    if report is None or report.status != "final":
        raise RuleBroken(f"the report on {dates.say_month(month)} is not final", f"cop report month {month} shows it")
    return draft.edit(report, dataclasses.replace(report, status=Word("reopened")))


def keep(draft: Draft, report: MonthReport) -> MonthReport:
    """Check that a report's month is one of the programme's, and that what a final one froze can be found again.

    Raises:
        BadInput: The month lies before the programme or after it.
        RuleBroken: Nobody can tell when it became final, or where this journal stood then.
    """
    check_month(draft.db, report.month)
    try:
        found = position.chains(draft.db, frozen.position_of(report))
        at = report.final_at
        readable = at is None or dates.moment_text(datetime.fromisoformat(at)) == at
    except (BadInput, ValueError):
        found, readable = {}, False
    if not readable or (report.status == "final" and not (found and report.final_at)):
        raise RuleBroken(
            f"the report on {dates.say_month(report.month)} does not say when it became final, and where this journal "
            "stood then",
            f"leave status, version, final_at and position away; cop report final {report.month} makes it final",
        )
    return report


def meant_month(db: Database, typed: str, how: Reading) -> Month:
    """Return the month that was typed; the last or the present one is, after the programme's end, its last month."""
    if typed == "last":
        return last_over(db, how.today)
    month = dates.parse_month(typed, local_today(how))
    return min(month, span(db)[1]) if typed == "this" else month


def check_month(db: Database, month: Month) -> None:
    """Check that a month is one of the programme's.

    Raises:
        BadInput: It lies before the programme's first day, or after its last.
    """
    told = outside(db, month)
    if told:
        raise BadInput(*told)


def missing_teams(db: Database, month: Month, today: Day) -> list[str]:
    """Return the teams that have not submitted their month."""
    return [one.name for one in standing(db, month, today) if one.submitted_on is None]


def _keep_plan(draft: Draft, report: MonthReport, month: Month, now: datetime, zone: Zone) -> list[PlannedMeeting]:
    """Keep what is planned for the next month, as it had been written by now or, later on, when it began."""
    from cop.reports.parts.plan import written_by

    coming = written_by(draft.db, dates.moment_text(now), dates.midnight(dates.month_days(month)[0], zone), month)
    plan = [
        draft.add(PlannedMeeting(report=report.id, meeting=one.id, name=one.ref, title=one.title, start=one.start))
        for one in coming
    ]
    kept = {one.id for one in plan}
    for old in queries.every(draft.db, PlannedMeeting, "report = :report", report=report.id):
        if old.id not in kept:
            draft.remove(old)
    return plan


RULES: dict[str, Callable[[Draft, Any], Any]] = {"report": keep}
"""The rules of each kind that has some, for imports."""
