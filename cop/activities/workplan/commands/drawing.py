"""cop activity gantt: the plan of work as a picture, in one language or several."""

from collections.abc import Sequence

from cop.activities.workplan.plan import Plan, document, gantt, plan
from cop.console.delivering import Copy, chosen_form, deliver, hand_over_picture, is_picture
from cop.console.session import Session
from cop.documents.words import Texts, Words, usual_language
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.store import references
from cop.teams.queries import programme


def draw(session: Session, package: str | None, spoken: Sequence[str], output: str) -> None:
    """Show the plan of work, or one package of it, or write it; into an .svg, the drawing alone.

    Raises:
        NotFound: No package is called so.
        BadInput: There is no such language or form, or nothing to draw.
    """
    with session.reading() as store:
        db, how, texts, of = store.db, session.words(store.db), Texts(store.db), programme(store.db)
        drawn = plan(db, how.today, references.find(db, "work_package", package) if package else None)
        heard = [Words(language, how.zone) for language in dict.fromkeys(spoken or [usual_language(db)])]
    if is_picture(output):
        _picture(session, drawn, heard, texts, output)
        return
    title, known = texts.of(of.id, "title", of.title), dates.moment_text(session.now)

    def page(words: Words) -> Copy:
        moment = known, words.moment(known, how.zone)
        return Copy(f"plan-of-work-{words.language}", document(words.text(title), drawn, words, texts, moment))

    deliver(session, [page(words) for words in heard], output, chosen_form(session, output))


def _picture(session: Session, drawn: Plan, heard: Sequence[Words], texts: Texts, output: str) -> None:
    picture = gantt(drawn, heard[0], texts)
    if len(heard) > 1:
        raise BadInput("a picture speaks one language", "say --lang once")
    if picture is None:
        raise BadInput("nothing is planned, so there is nothing to draw", "cop activity new TITLE --from DAY --to DAY")
    hand_over_picture(session, picture, heard[0], output)
