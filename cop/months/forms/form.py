"""What stands on a form: what is known of a team's month already, and places for the rest."""

from typing import NamedTuple

from cop.documents.plain import legible
from cop.documents.words import Texts, Words, languages, mark
from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import overall
from cop.meetings.queries.attendance import attendance_of, named
from cop.meetings.wording import MeetingTexts
from cop.months.forms.stamp import spell, stamp
from cop.months.known import Known
from cop.months.whose import due_of
from cop.store.database import Database
from cop.store.position import here

MEETINGS, ACTIONS, MILESTONES, NOTHING = "meetings", "actions", "milestones", "nothing"
HEADINGS = {
    MEETINGS: mark("Meetings"),
    ACTIONS: mark("Actions"),
    MILESTONES: mark("Milestones"),
    "done": mark("What was done"),
    "problems": mark("What went wrong, or is in the way"),
    "next_month": mark("What comes next month"),
    "help_asked": mark("What help we ask for"),
    NOTHING: mark("Nothing to report"),
}
"""The sections of a form, in their order."""
REQUEST = mark(
    "Please fill this in and send it back by {day}. Leave the headings, the references and the last line as they are."
)
"""What a team is asked to do with a form."""
OF_MEETINGS = mark(
    "Say after each meeting whether it took place, yes or no; after each name: present, online, excused or absent."
)
OF_ACTIONS = mark("Write an x between the brackets before what is done.")
OF_MILESTONES = mark("Write after each milestone that was reached the day, such as 15/07/2024.")
OF_NOTHING = mark("Write an x between the brackets if there is nothing to report.")
IS_NOTHING = mark("Choose yes if there is nothing to report.")
GUIDES = (OF_MEETINGS, OF_ACTIONS, OF_MILESTONES, OF_NOTHING, IS_NOTHING)
"""What a form says to whoever fills it in."""
OF_MEETING, OF_ACTION, OF_MILESTONE = mark("Took place? Who came?"), mark("Done?"), mark("Reached on")
COLUMNS = (OF_MEETING, OF_ACTION, OF_MILESTONE)
"""What stands over the answers of a sheet."""
YES, NO = mark("yes"), mark("no")
STATUSES = ("present", "online", "excused", "absent")
"""What a form asks of a person; who came instead of whom is told in cop."""


class Person(NamedTuple):
    """Somebody invited to a meeting: what cop calls them, what people do, and how they took part, if that is known."""

    ref: str
    said: str
    status: Word | None


class Meeting(NamedTuple):
    """A meeting of the month, and whether it is known to have been held."""

    ref: str
    title: str
    day: Day
    held: bool
    people: tuple[Person, ...]


class Action(NamedTuple):
    """An action that was due, and whether it is done."""

    ref: str
    title: str
    due_on: Day | None
    done: bool


class Milestone(NamedTuple):
    """A milestone that was due, and the day on which it was reached, if it was."""

    ref: str
    title: str
    due_on: Day
    reached_on: Day | None


class Form(NamedTuple):
    """A form in one language."""

    words: Words
    team: str
    programme: str
    of: Known
    due_on: Day
    meetings: tuple[Meeting, ...]
    actions: tuple[Action, ...]
    milestones: tuple[Milestone, ...]
    stamp: str

    @property
    def title(self) -> str:
        """What it is: July 2024, Zliten."""
        return self.words.gettext("{month}, {team}", month=self.words.month(self.of.month), team=self.team)

    @property
    def request(self) -> str:
        """What the team is asked to do with it."""
        return self.words.gettext(REQUEST, day=self.words.day(self.due_on))

    def heading(self, section: str) -> str:
        """Return the heading of a section."""
        return self.words.gettext(HEADINGS[section])

    def guide(self, of: str) -> str:
        """Return one of the sentences for whoever fills it in."""
        return self.words.gettext(of)

    def text(self, name: str) -> str:
        """Return what the team has written already."""
        return legible(getattr(self.of.record, name) or "") if self.of.record else ""

    @property
    def nothing(self) -> bool:
        """Whether the team says already that there is nothing to report."""
        return bool(self.of.record and self.of.record.nothing_to_report)


def form(db: Database, of: Known, words: Words) -> Form:
    """Return the form of a team's month, as it is known now."""
    texts = Texts(db)
    titles = MeetingTexts(db, texts)
    marks = attendance_of(db, [met.sitting.id for met in of.meetings])
    called = named(db, {person for met in of.meetings for person in met.people})
    meetings = []
    for met in of.meetings:
        statuses = overall((one.person, one.status) for one in marks[met.sitting.id])
        people = [
            Person(called[one].ref, _said(words, texts, one, called[one].title), statuses.get(one))
            for one in met.people
        ]
        title = legible(words.text(titles.title(met.sitting)))
        meetings.append(Meeting(met.sitting.ref, title, met.sitting.day, met.held, tuple(people)))
    actions = [
        Action(line.ref, legible(words.text(texts.of(line.id, "title", line.title))), line.due_on,
               line.status == "done")
        for line in of.actions
        if line.status != "dropped"
    ]  # fmt: skip
    row = db.all("SELECT id, title FROM programme")[0]
    return Form(
        words=words,
        team=legible(words.text(texts.of(of.team.partner or of.team.id, "name", of.team.name))),
        programme=legible(words.text(texts.of(row[0], "title", row[1]))),
        of=of,
        due_on=due_of(db, of.month),
        meetings=tuple(meetings),
        actions=tuple(actions),
        milestones=tuple(
            Milestone(
                line.ref, legible(words.text(texts.of(line.id, "title", line.title))), line.due_on, line.reached_on
            )
            for line in of.milestones
        ),
        stamp=spell(stamp(db, of.team.id, of.month, here(db))),
    )


def spoken() -> list[Words]:
    """Return all languages in which a form may come back."""
    return [Words(language) for language in languages()]


def _said(words: Words, texts: Texts, person: Id, title: str) -> str:
    return legible(words.text(texts.of(person, "title", title)))
