"""The guided telling of a month: a few numbered questions, each answer saved at once, so that one can stop anywhere.

What is asked is what the file does not know yet; so whoever goes on later is asked only what is left. The programme is
open only while an answer is read or saved, never while a person thinks.
"""

import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from cop.console import ask
from cop.console.emit import say
from cop.console.session import Session
from cop.kernel import dates
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Id, Month
from cop.months import operations
from cop.months.commands import asking
from cop.months.commands.asking import MARGIN, counted, going_on, note
from cop.months.known import Known, known
from cop.months.queries import Met
from cop.months.whose import last_over, span
from cop.store.database import Database
from cop.store.typed import programme_today

STEPS = 6
QUESTIONS = {
    "done": "What was done",
    "problems": "What went wrong, or is in the way",
    "next_month": "What comes next month",
    "help_asked": "What help do you ask for",
}
OPTIONS = {"done": "--done", "problems": "--problems", "next_month": "--next", "help_asked": "--help-asked"}


class Telling:
    """One sitting: a team, a month, and the session in which it is told."""

    def __init__(self, session: Session, body: Id, month: Month) -> None:
        self.session = session
        self.body = body
        self.month = month

    def run(self) -> None:
        """Go through all that is not known yet, and offer to submit.

        Raises:
            BadInput: Nobody is at a terminal; the hint names the commands that do the same.
            RuleBroken: The month was submitted, or is not this person's to tell.
        """
        self._check()
        say(f"{dates.say_month(self.month)} · {self.known().team.title}")
        say(f"{MARGIN}saved at every step; Ctrl-C stops, cop month {self.month} goes on")
        with stopping_softly(self.month):
            for step in (self._meetings, self._actions, self._done, self._problems, self._next, self._finish):
                step()

    def known(self) -> Known:
        """Return what the file knows by now."""
        with self.session.reading() as store:
            return known(store.db, self.body, self.month, dates.moment_text(self.session.now))

    def _check(self) -> None:
        """See that it can be told to the end, before anybody types for ten minutes."""
        if not ask.can_ask():
            raise BadInput("cop month asks, and nobody is at a terminal to answer", _commands(self.month))
        with self.session.reading() as store:
            today = programme_today(store.db, self.session.now)
            operations.may_be_told(store.db, self.body, self.month)
            operations.has_begun(self.month, today)
            by = operations.acting(store.db, self.session.actor)
            operations.acts_for(store.db, by, self.body, today)
            operations.is_open(store.db, self.body, self.month)

    def _meetings(self) -> None:
        at = self.known()
        if not at.meetings:
            say(f"1/{STEPS}  No meeting of yours has taken place in {dates.say_month(self.month)}.")
            return
        say(f"1/{STEPS}  {_took_place(at)}")
        for met in at.unsaid:
            with going_on():
                self._meeting(met)

    def _meeting(self, met: Met) -> None:
        from cop.meetings.commands.attending_dialogue import ask_who_came

        if not met.written and ask_who_came(self.session, met.sitting, met.people):
            met = next((one for one in self.known().meetings if one.sitting.id == met.sitting.id), met)
        if met.written and not met.held:
            asking.whether_held(self.session, met.sitting)

    def _actions(self) -> None:
        at = self.known()
        said = (
            _were_due(len(at.actions), len(at.due), "action", "actions")
            if at.actions
            else "No action of yours was due."
        )
        say(f"2/{STEPS}  {said}")
        asking.whether_done(self.session, at.due)
        if at.milestones:
            note(_were_due(len(at.milestones), len(at.unreached), "milestone", "milestones"))
            asking.whether_reached(self.session, at.unreached)

    def _done(self) -> None:
        record = self.known().record
        if record and record.nothing_to_report:
            say(f"3/{STEPS}  Nothing to report, you said.")
        elif record and record.done:
            say(_short(3, "done", record.done))
        else:
            question = f"3/{STEPS}  {QUESTIONS['done']} in {dates.say_month(self.month)}?"
            match ask.choose_or_write(question, ("write it", "nothing to report", "later"), option="--done"):
                case 0:
                    self._write("done")
                case 1:
                    self._save({}, nothing=True)
                case str(begun):
                    self._write("done", begun=begun)

    def _problems(self) -> None:
        self._text(4, "problems")
        self._text(None, "help_asked")

    def _next(self) -> None:
        self._text(5, "next_month")

    def _text(self, number: int | None, name: str) -> None:
        """Ask for one of the texts, unless it stands there or there is nothing to report."""
        record = self.known().record
        if record and record.nothing_to_report:
            return
        written = getattr(record, name) if record else None
        if written:
            say(_short(number, name, written))
            return
        self._ask_for(name, f"{number}/{STEPS}  " if number else MARGIN)

    def _ask_for(self, name: str, begin: str = "") -> None:
        match ask.choose_or_write(f"{begin}{QUESTIONS[name]}?", ("write it", "nothing", "later"), option=OPTIONS[name]):
            case 0:
                self._write(name)
            case str(begun):
                self._write(name, begun=begun)

    def _write(self, name: str, before: str = "", begun: str = "") -> None:
        """Take down a text of several lines, and save it also when it is broken off."""
        how = "Go on" if begun else "Type it"
        question = f"{MARGIN}{how}; several lines are fine, an empty line ends it."
        lines, whole = ask.lines(question, option=OPTIONS[name], begun=begun)
        text = "\n".join([*([before] if before else []), *lines])
        if lines:
            self._save({name: text})
            note(f"saved, {counted(len(text.split()), 'word', 'words')}")
        if not whole:
            raise KeyboardInterrupt

    def _save(self, texts: dict[str, str], *, nothing: bool | None = None) -> None:
        with self.session.writing("month write") as draft:
            operations.write(draft, self.body, self.month, texts, nothing)

    def _finish(self) -> None:
        while True:
            at = self.known()
            ready = at.record is not None and (at.record.nothing_to_report or operations.told(at.record))
            for line in _left(at):
                note(line)
            if not ready:
                say(f"{STEPS}/{STEPS}  Nothing is written yet: cop month {self.month} goes on.")
                return
            if not self._is_over():
                return
            answers = ("submit", "read it again", "change something", "later")
            match ask.choose(f"{STEPS}/{STEPS}  Ready: {_summary(at)}.", answers, option="cop month submit"):
                case 0:
                    return self._submit(at)
                case 1:
                    _read_aloud(at)
                case 2:
                    self._change()
                case _:
                    return None

    def _is_over(self) -> bool:
        with self.session.reading() as store:
            today = programme_today(store.db, self.session.now)
        last = dates.month_days(self.month)[1]
        if today <= last:
            say(f"{STEPS}/{STEPS}  {dates.say_month(self.month)} can be submitted from "
                f"{dates.say_day(dates.shift(last, 1))}: cop month {self.month} goes on then.")  # fmt: skip
        return today > last

    def _change(self) -> None:
        """Go through the texts: each stays, is written anew or goes on."""
        for name, question in QUESTIONS.items():
            record = self.known().record
            written = getattr(record, name) if record else None
            if not written:
                self._ask_for(name)
                continue
            say(f"{question}:")
            _say_text(written)
            match ask.choose("It stays so?", ("keep", "write anew", "add"), option=OPTIONS[name]):
                case 1:
                    self._write(name)
                case 2:
                    self._write(name, written)

    def _submit(self, at: Known) -> None:
        from cop.console import showing

        with self.session.writing("month submit") as draft:
            by = operations.acting(draft.db, self.session.actor)
            submitted = operations.submit(draft, self.body, self.month, by, self.session.now)
        lines = ["by the secretariat, on the team's behalf"] if submitted.on_behalf else []
        told = {"saved": "submitted"} | showing.brief(submitted)
        next_ = f"next: cop month status {self.month}"
        self.session.done("submitted", dates.say_month(self.month), at.team.name, [*lines, next_], told)


def nothing_to_tell(db: Database, body: Id, today: Day) -> str:
    """Return what is said to a team whose months that are over are submitted, with what it may do meanwhile."""
    this, over = Month(today[:7]), last_over(db, today)
    done = f"{dates.say_month(over)} is submitted" if over < this else "no month of the programme is over yet"
    first_month, last_month = span(db)
    if not first_month <= this <= last_month:
        return f"{done}, the programme's last month" if this > last_month else done
    verb = "goes on with" if operations.found(db, body, this) else "begins"
    from_on = dates.say_day(dates.shift(dates.month_days(this)[1], 1))
    return f"{done}; cop month {this} {verb} {dates.say_month(this)}, which can be submitted from {from_on}"


@contextmanager
def stopping_softly(month: Month) -> Iterator[None]:
    """Let a closed window be the end of what is typed, so that a text broken off is saved; and tell how to go on."""
    hangup = getattr(signal, "SIGHUP", None)  # Windows has none
    before = signal.signal(hangup, signal.SIG_IGN) if hangup else None
    try:
        yield
    except KeyboardInterrupt:
        with suppress(OSError):
            say(f"\nwhat you answered is saved: cop month {month} goes on")
        raise
    finally:
        if hangup:
            signal.signal(hangup, before)


def _commands(month: Month) -> str:
    return "\n".join(
        [
            "the same by single commands:",
            "cop attendance all MEETING, cop action done ACTION",
            f'cop month write {month} --done "..." --problems "..." --next "..." --help-asked "..."',
            f"cop month write {month} --nothing",
            f"cop month submit {month}",
        ]
    )


def _took_place(at: Known) -> str:
    """Return how many meetings there were, and what is to be said of how many."""
    count = len(at.meetings)
    if len(at.held) == count:
        told = f"{counted(count, 'meeting', 'meetings')} took place."
    else:
        told = f"{counted(count, 'meeting was', 'meetings were')} planned."
    left = len(at.unsaid)
    return f"{told} For {'one' if left == 1 else left} nobody wrote who came:" if left else told


def _were_due(count: int, left: int, one: str, many: str) -> str:
    """Return how many of something were due, and how many of them are still open."""
    told = f"{counted(count, f'{one} was', f'{many} were')} due"
    if left == count:
        return f"{told}."
    return f"{told}, {left} {'is' if left == 1 else 'are'} open:" if left else f"{told}, none is still open."


def _short(number: int | None, name: str, text: str) -> str:
    begin = f"{number}/{STEPS}  " if number else MARGIN
    return f"{begin}{QUESTIONS[name]}: {counted(len(text.split()), 'word stands', 'words stand')} written."


def _summary(at: Known) -> str:
    told = "nothing to report" if at.record and at.record.nothing_to_report else counted(at.words, "word", "words")
    milestones = [counted(len(at.milestones), "milestone", "milestones")] if at.milestones else []
    meetings, actions = counted(len(at.held), "meeting", "meetings"), counted(len(at.actions), "action", "actions")
    return ", ".join([meetings, actions, *milestones, told])


def _left(at: Known) -> Sequence[str]:
    """Return what is still open, which does not keep a month from being submitted."""
    unsaid = [met.sitting.ref for met in at.unsaid]
    lines = [f"nobody wrote who came to {', '.join(unsaid)}"] if unsaid else []
    still = [*(line.ref for line in at.due), *(line.ref for line in at.unreached)]
    return [*lines, *([f"still open: {', '.join(still)}"] if still else [])]


def _read_aloud(at: Known) -> None:
    for name, question in QUESTIONS.items():
        say(f"{question}:")
        _say_text((getattr(at.record, name) if at.record else None) or "-")


def _say_text(text: str) -> None:
    for line in text.splitlines():
        note(line)
