"""cop pilot show and gantt: a pilot on the screen, as a page, a picture or data."""

from typing import TYPE_CHECKING

from cop.console.delivering import SCREEN, WIDEST, WIDTH, Copy, chosen_form, deliver, hand_over_picture, is_picture
from cop.documents.words import Texts, Words, usual_language
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.store.references import short

if TYPE_CHECKING:
    from cop.activities.pilots.records import Pilot
    from cop.console.session import Session
    from cop.store.database import Database


def show(session: "Session", db: "Database", pilot: "Pilot", language: str | None, output: str) -> None:
    """Show a pilot: to a person on one screen, to a script as data, whole in the browser or in a file."""
    from cop.activities.pilots.about import about, as_data

    how, page = session.words(db), session.flags.open_page or output != SCREEN
    told = about(db, pilot.id, how.today)
    if not page and not session.output.for_people:
        session.one(db, pilot, as_data(told))
        return
    words, texts = Words(language or (usual_language(db) if page else "en"), how.zone), Texts(db)
    name = f"pilot-{short(db, 'pilot', pilot.id)}-{words.language}"
    if page:
        from cop.activities.pilots.page import document
        from cop.activities.pilots.plan import gantt

        known = dates.moment_text(session.now)
        made = document(
            told, gantt(db, pilot.id, how.today, words), words, texts, (known, words.moment(known, how.zone))
        )
    else:
        from cop.activities.pilots.screen import screen

        made = screen(told, words, texts, min(session.output.width or WIDTH, WIDEST))
    deliver(session, [Copy(name, made)], output, chosen_form(session, output))


def draw(session: "Session", db: "Database", pilot: "Pilot | None", language: str | None, output: str) -> None:
    """Show the plan of one pilot or of all of them, or write it; into an .svg, the drawing alone.

    Raises:
        BadInput: There is no such language or form, or nothing to draw.
    """
    from cop.activities.pilots.plan import document, gantt
    from cop.teams.queries import programme

    how, page = session.words(db), session.flags.open_page or output != SCREEN
    words = Words(language or (usual_language(db) if page else "en"), how.zone)
    if is_picture(output):
        drawn = gantt(db, pilot.id if pilot else None, how.today, words)
        if not drawn.rows:
            raise BadInput("nothing is planned, so there is nothing to draw", "cop milestone new TITLE --due DAY")
        hand_over_picture(session, drawn, words, output)
        return
    known = dates.moment_text(session.now)
    of = pilot or programme(db)
    title = words.text(Texts(db).of(of.id, "title", of.title))
    made = document(db, pilot.id if pilot else None, title, how.today, words, (known, words.moment(known, how.zone)))
    name = f"plan-{short(db, 'pilot', pilot.id)}" if pilot else "plan-pilots"
    deliver(session, [Copy(f"{name}-{words.language}", made)], output, chosen_form(session, output))
