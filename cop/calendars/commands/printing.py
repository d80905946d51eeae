"""cop calendar print: a month as a page for the wall and the chat group, in one language or several."""

import os
import sys
from collections.abc import Sequence

from cop.calendars import wall
from cop.calendars.commands.showing import beside_between, days_off, found_between
from cop.calendars.files import file_name, make_way
from cop.calendars.telling import Told
from cop.console import page
from cop.console.session import Session
from cop.documents.words import Words, usual_language
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Id, Month
from cop.store import references
from cop.store.as_of import meant
from cop.store.database import Database, first
from cop.store.entry import LATEST_WALL, wall_text
from cop.store.files import write_whole
from cop.store.typed import local_today
from cop.teams.queries import programme

PAGE = ".html"


def show(
    session: Session, db: Database, month: str | None, said: Sequence[str], body: str | None, output: str | None
) -> None:
    """Write the month in each language, or open it in the browser.

    Raises:
        BadInput: The month cannot be read, there is no such language, or several pages would go into one file.
        NotFound: There is no such body.
    """
    today = local_today(session.words(db))
    meant = dates.parse_month(month, today) if month else Month(dates.day_text(today)[:7])
    spoken = list(dict.fromkeys(said)) or [usual_language(db)]
    pages = _pages(db, meant, spoken, body, session)
    if session.flags.open_page:
        for one in pages:
            page.open_page(one, session.output.notes)
    else:
        _write(session, pages, _paths(db, meant, spoken, body, output))


def _pages(db: Database, month: Month, spoken: Sequence[str], body: str | None, session: Session) -> list[str]:
    zone = session.words(db).zone
    found = found_between(db, *dates.month_days(month), zone, body)
    beside = beside_between(db, *dates.month_days(month), body)
    told, weekends, known = Told(db, found, zone), days_off(db), _known(db, session)
    about = programme(db)
    whose = Id(references.find(db, "body", body)) if body else None
    pages = []
    for language in spoken:
        words = Words(language, zone)
        events = [*(told.event(one, words) for one in found), *(told.days(one, words) for one in beside)]
        shown = wall.wall(month, sorted(events, key=lambda one: one.first), weekends, words)
        subject = told.body(whose, words) if whose else told.record(about.id, about.title, words)
        notes = [
            *wall.days_off(weekends, words),
            words.gettext("Hours of {city}", city=words.city(zone)),
            words.gettext("As known on {moment}", moment=words.moment(known, zone)),
        ]
        pages.append(wall.html(shown, words.month(month), subject, notes, words))
    return pages


def _known(db: Database, session: Session) -> str:
    """Return when somebody last wrote in what is shown: paper does not change, so it says how old it is."""
    until = meant(session.flags.as_of, session.words(db))[0] if session.flags.as_of else LATEST_WALL
    (latest,) = first(
        db, "SELECT coalesce(max(CASE WHEN wall <= :until THEN wall END), min(wall)) FROM entry", until=until
    )
    return wall_text(latest)


def _paths(db: Database, month: Month, spoken: Sequence[str], body: str | None, output: str | None) -> list[str]:
    """Return where each page goes: the file that is named, or a folder."""
    path = output or ""
    if path == "-" or path.endswith(PAGE):
        if len(spoken) > 1:
            raise BadInput(f"{len(spoken)} languages are {len(spoken)} pages", "-o names a folder, such as -o august/")
        return [path]
    if os.path.splitext(path)[1] and not os.path.isdir(path):
        raise BadInput(f"a calendar to print is a page, not {path}", f"-o FILE{PAGE}, or a folder such as -o august/")
    whose = [file_name(references.short(db, "body", references.find(db, "body", body)))] if body else []
    return [os.path.join(path, "-".join(["calendar", month, *whose, each]) + PAGE) for each in spoken]


def _write(session: Session, pages: Sequence[str], paths: Sequence[str]) -> None:
    if paths == ["-"]:
        sys.stdout.buffer.write(pages[0].encode())
        sys.stdout.buffer.flush()
        return
    for path in paths:
        make_way(path, session.confirm, wall.MARK)
    for one, path in zip(pages, paths, strict=True):
        if not session.flags.dry_run:
            write_whole(path, [one.encode()])
        session.done("written", path, "")
