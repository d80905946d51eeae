"""How a report is made: which state it shows, in which languages, in which form, and where it goes."""

from datetime import datetime
from io import StringIO
from typing import TYPE_CHECKING

from cop.console import delivering
from cop.console.delivering import Copy
from cop.console.emit import View, choose_output, emit
from cop.console.session import Session
from cop.documents.words import Words, usual_language
from cop.kernel import dates
from cop.kernel.types import Id, Month
from cop.reports import as_json, as_table, frozen
from cop.reports.build import build
from cop.reports.operations import meant_month
from cop.reports.report import Earlier, Report, State
from cop.store import as_of, references
from cop.store.store import Store
from cop.store.typed import Reading, local_today

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = ("json", "jsonl", "csv", "tsv")
"""Forms for programs, in which nothing is formatted."""


def month(session: Session, of: str, team: str | None, spoken: "Sequence[str]", output: str) -> None:
    """Make the report on a month, of one team if it is named."""
    with session.reading() as store:
        how = session.words(store.db)
        wanted = meant_month(store.db, of, how)
        body = Id(references.find(store.db, "body", team)) if team is not None else None
        name = f"report-{wanted}" + (f"-{references.short(store.db, 'body', body)}" if body else "")
        report = of_month(store, wanted, body, _moment(session, how, store), past=bool(session.flags.as_of))
        heard = [Words(language, report.timezone) for language in spoken or [usual_language(store.db)]]
    form = _data_form(session, output)
    if form and not session.flags.open_page:
        delivering.hand_over(session, _data(report, form, session), output)
        return
    from cop.reports.sections.whole import document

    made = [Copy(f"{name}-{words.language}", document(report, words)) for words in heard]
    delivering.deliver(session, made, output, delivering.chosen_form(session, output))


def body(session: Session, of: str, year: int | None, spoken: "Sequence[str]", output: str) -> None:
    """Make the report on a body's year."""
    from cop.reports.body import build_body
    from cop.reports.sections.body import document

    with session.reading() as store:
        how = session.words(store.db)
        wanted = Id(references.find(store.db, "body", of))
        years = year or local_today(how).year
        report = build_body(store.db, wanted, years, _moment(session, how, store))
        name = f"report-{references.short(store.db, 'body', wanted)}-{years}"
        heard = [Words(language, how.zone) for language in spoken or [usual_language(store.db)]]
    if _data_form(session, output):
        delivering.hand_over(session, as_json.render(report), output)
        return
    made = [Copy(f"{name}-{words.language}", document(report, words)) for words in heard]
    delivering.deliver(session, made, output, delivering.chosen_form(session, output))


def of_month(store: Store, wanted: Month, team: Id | None, now: datetime, *, past: bool = False) -> Report:
    """Return the report on a month: what a final one froze, else what the tables show."""
    record, until = frozen.report_on(store.db, wanted), None
    status, version, final_at = "draft", 0, None
    if record is not None:
        status, version, final_at = record.status, record.version, record.final_at
    if record is not None and status == "final" and not past:
        until = frozen.position_of(record)
        as_of.look_at(store.db, until)
        now = datetime.fromisoformat(str(final_at))
    before = frozen.last_final(store.db, wanted)
    since = frozen.changed_since(store.db, frozen.position_of(before), until) if before else None
    earlier = Earlier(before.month, before.version, before.final_at) if before else None
    state = State(status, version, final_at, earlier)
    return build(store.db, wanted, now, team=team, state=state, since=since, position=until)


def _data_form(session: Session, output: str) -> str | None:
    """Return the form for programs that --format asks for, or the file's name, or a script's settings on the screen."""
    usual = session.configured.get("format") if output == delivering.SCREEN else output.rpartition(".")[2].lower()
    said = session.flags.format or usual
    return said if said in DATA else None


def _data(report: Report, form: str, session: Session) -> str:
    if form == "json":
        return as_json.render(report)
    stream = StringIO(newline="")
    view = View(name="meetings of a report", keys=as_table.KEYS)
    emit(as_table.rows(report), view, choose_output(form, session.flags.fields, session.flags.no_header, stream=stream))
    return stream.getvalue()


def _moment(session: Session, how: Reading, store: Store) -> datetime:
    """Return the moment whose data are shown: now, or what --as-of means; of a day, its end."""
    from cop.meetings.typed import read_if_day

    typed = session.flags.as_of
    if not typed:
        return store.now
    day = read_if_day(typed, how)
    return dates.instant(dates.parse_moment(f"{day} 23:59" if day else typed, how.zone, how.now, how.day_first).value)
