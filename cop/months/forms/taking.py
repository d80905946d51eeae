"""Takes over what a form says: what its editor changed, against what the form had shown and against what holds now.

What the team itself changed meanwhile is not overwritten: both stand, and a person chooses. A form that is read twice
says nothing new the second time.
"""

import dataclasses
import re
from typing import Any, NamedTuple

from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel import dates
from cop.kernel.errors import CopError
from cop.kernel.records import Record
from cop.kernel.text import ascii_digits, clean_block, nearest
from cop.kernel.types import Id, Month, Word
from cop.meetings.attending import overall
from cop.meetings.operations import actions as promising
from cop.meetings.operations import attendance as attending
from cop.meetings.operations.meeting import hold
from cop.meetings.queries.attendance import attendance_of
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Action, Attendance, Meeting
from cop.meetings.sitting import Sitting
from cop.months import operations
from cop.months.forms import stamp
from cop.months.forms.filled import Filled, Met, Said
from cop.months.forms.form import HEADINGS, NO, NOTHING, STATUSES, YES
from cop.months.forms.wording import status_of, yes_or_no
from cop.months.operations import TEXTS
from cop.months.records import TeamMonth
from cop.months.whose import TOLD
from cop.store import references
from cop.store.journal import Draft
from cop.store.position import Then, entries_until, records_then
from cop.store.typed import Reading, programme_today

COMMA = re.compile(r"\s*[,،;؛:]\s*")
"""What divides a no from why."""
OPTIONS = {"done": "--done", "problems": "--problems", "next_month": "--next", "help_asked": "--help-asked"}
"""How a text is written by command."""
BOTH = "both are kept, and show marks the record as in conflict"


class Taken(NamedTuple):
    """What reading a form did: the month, what was written, what a colleague said otherwise, if it is submitted."""

    team: Id
    month: Month
    record: TeamMonth | None
    written: list[str]
    remarks: list[str]
    submitted: bool


def take(draft: Draft, filled: Filled, how: Reading, *, actor: str | None, submit: bool | None) -> Taken:
    """Take over a form that came back.

    Args:
        draft: Collects the changes.
        filled: What the form says.
        how: How days are understood, and what time it is.
        actor: Who reads it, and submits the month, in their own words.
        submit: Whether it is submitted too; if not said, when the month is over.

    Raises:
        Findings: All that is wrong in it; nothing of it was taken over.
        BadInput: It is of another programme, an old version, or nobody filled it in.
        RuleBroken: The month was submitted already, and this form says something else.
    """
    try:
        of = stamp.read(filled.stamp)
        position = stamp.position(draft.db, of)
    except CopError as error:
        raise Findings([Finding(filled.file, filled.stamp_at, error.message, error.hint)]) from None
    return _Taking(draft, filled, how, of, entries_until(draft.db, position)).run(actor, submit)


class _Taking:
    def __init__(self, draft: Draft, filled: Filled, how: Reading, of: stamp.Stamp, entries: set[int]) -> None:
        self.draft, self.filled, self.how, self.of, self.entries = draft, filled, how, of, entries
        self.found: list[Finding] = []
        self.remarks: list[str] = []
        self.marked = 0
        self.met = 0
        self.closed = 0
        self.told: list[str] = []
        self.filled_in = False
        self.clash = False
        self.emptied = False
        self.words = filled.words

    def run(self, actor: str | None, submit: bool | None) -> Taken:
        operations.may_be_told(self.draft.db, self.of.team, self.of.month)
        self._meetings()
        self._actions()
        texts, nothing = self._texts()
        if self.found:
            raise Findings(sorted(self.found, key=lambda one: one.line or 0))
        record = self._write(texts, nothing)
        if not self.filled_in and not (record and (record.nothing_to_report or operations.told(record))):
            raise Findings([Finding(self.filled.file, None, "nobody filled this form in")])
        done = self._submit(record, actor, submit)
        self._not_read()
        return Taken(self.of.team, self.of.month, done or record, self._counts(), self.remarks, done is not None)

    def _not_read(self) -> None:
        """Say what stands after the last line; who sends a form signs there, or a mail quotes another."""
        if self.filled.after:
            self.remarks.append(f"not read, after the last line of the form: {quoted(' '.join(self.filled.after))}")

    def _meetings(self) -> None:
        seen: set[str] = set()
        for met in self.filled.meetings:
            try:
                of = find_sitting(self.draft.db, ascii_digits(met.ref))
                if of.id in seen:
                    raise CopError(f"{of.ref} stands a second time", "leave each meeting where it is")
                seen.add(of.id)
                self._meeting(met, of)
            except CopError as error:
                self._complain(met.at, error)

    def _meeting(self, met: Met, of: Sitting) -> None:
        word, why = [*COMMA.split(met.answer, 1), ""][:2]
        held = yes_or_no(word) if met.answer else None
        if met.answer and held is None:
            raise self._neither(met.answer)
        if held and why:
            done = quoted(self.words.gettext(HEADINGS["done"]))
            raise CopError(f"{quoted(why)} has no place after {word}", f"leave {word}, and tell the rest under {done}")
        was_held = self._was_held(of)
        if held is not None:
            self._differs(held, was_held)
        elif was_held and of.status == "held":
            self._stays(of.ref, f'cop meeting cancel {of.ref} --why "..."')
        if held is False:
            self._called_off(met, of, why)
            return
        marks = self._marks(met.people, of)
        if marks:
            attending.record(self.draft, of, marks, self.how.now)
            self.marked += len(marks)
        if held and of.status != "held":
            hold(self.draft, of, self.how.now)
            self.met += 1

    def _called_off(self, met: Met, of: Sitting, why: str) -> None:
        for said in met.people:
            if said.answer:
                error = f"{quoted(said.answer)} is said of a meeting that did not take place"
                self._complain(said.at, CopError(error, f"leave it empty, or the meeting at {self._word(YES)}"))
        if of.status != "cancelled":
            attending.did_not_take_place(self.draft, of, why or "as the team's form says")
            self.met += 1
        elif why and why != of.reason:
            self.remarks.append(f"{of.ref} is cancelled already, so this was not taken over: {quoted(why)}")

    def _marks(self, people: list[Said], of: Sitting) -> list[Attendance]:
        """Return what is to be written of a meeting's people; what a colleague wrote otherwise is kept beside it."""
        named, empty = self._named(people)
        held = attendance_of(self.draft.db, [of.id])[of.id]
        now = overall((mark.person, mark.status) for mark in held)
        blanks = {
            one: Attendance(meeting=of.id, person=one, status=Word(status)) for one, status in (named | empty).items()
        }
        ids = {one: _derived(self.draft, blank) for one, blank in blanks.items()}
        then = self._then([*ids.values(), *(mark.id for mark in held)])
        marks = []
        for person in empty:
            if _shown(then.get(ids[person])) and now.get(person):
                ref = references.short(self.draft.db, "person", person)
                self._stays(f"{ref} at {of.ref}", f"cop attendance clear {of.ref} {ref}")
        for person, status in named.items():
            before = then.get(ids[person])
            shown = _shown(before)
            self._differs(status, shown)
            if status in (shown, now.get(person)):
                continue
            if now.get(person) == shown:
                marks.append(blanks[person])
            else:
                self._beside(before, dataclasses.replace(blanks[person], id=ids[person]), ("status",))
        return marks

    def _named(self, people: list[Said]) -> tuple[dict[Id, str], dict[Id, str]]:
        """Return the status that is said of each person, and of whom none is said; every trouble is noted."""
        found: dict[Id, str] = {}
        empty: dict[Id, str] = {}
        seen: set[Id] = set()
        for said in people:
            try:
                person = Id(references.find(self.draft.db, "person", ascii_digits(said.ref)))
                if person in seen:
                    raise CopError(
                        f"{said.ref} stands a second time under this meeting", "say one thing of each person"
                    )
                seen.add(person)
                if said.answer:
                    found[person] = self._status(said.answer)
                else:
                    empty[person] = ""
            except CopError as error:
                self._complain(said.at, error)
        return found, empty

    def _actions(self) -> None:
        seen: set[Id] = set()
        for said in self.filled.actions:
            try:
                action = references.get(self.draft.db, Action, ascii_digits(said.ref))
                if action.id in seen:
                    raise CopError(f"{said.ref} stands a second time", "leave each action where it is")
                seen.add(action.id)
                done = yes_or_no(said.answer) if said.answer else False
                if done is None:
                    raise self._neither(said.answer)
                if done:
                    self._closed(action)
                else:
                    self._undone(action)
            except CopError as error:
                self._complain(said.at, error)

    def _undone(self, action: Action) -> None:
        then = self._then([action.id]).get(action.id)
        if _shown(then) == action.status == "done":
            self._stays(action.code or action.id, f"cop action reopen {action.code or action.id}")

    def _closed(self, action: Action) -> None:
        then = self._then([action.id]).get(action.id)
        shown = _shown(then) or "open"
        self._differs("done", shown)
        if "done" in (action.status, shown):
            return
        if action.status == shown:
            promising.done(self.draft, action, None, self.how)
        else:
            today = programme_today(self.draft.db, self.how.now)
            new = dataclasses.replace(action, status=Word("done"), closed_on=today)
            self._beside(then, new, ("status", "closed_on"))
        self.closed += 1

    def _texts(self) -> tuple[dict[str, str], bool | None]:
        """Return the texts as the form has them, and whether it says that there is nothing to report."""
        texts = {name: clean_block(said.answer) for name, said in self.filled.texts.items() if said.answer.strip()}
        said = self.filled.nothing
        nothing = yes_or_no(said.answer) if said else None
        if said and nothing is None:
            self._complain(said.at, self._neither(said.answer))
        if said and nothing and texts:
            told = ", ".join(self.words.gettext(HEADINGS[name]) for name in texts)
            self._complain(said.at, CopError(f"it says that there is nothing to report, and tells: {told}", None))
        return texts, nothing or None

    def _write(self, texts: dict[str, str], nothing: bool | None) -> TeamMonth | None:
        """Write the texts that differ from what the form showed, and from what holds."""
        now = operations.found(self.draft.db, self.of.team, self.of.month)
        blank = TeamMonth(body=self.of.team, month=self.of.month)
        blank = dataclasses.replace(blank, id=_derived(self.draft, blank))
        then = self._then([blank.id]).get(blank.id)
        shown = then.record if then else blank
        assert isinstance(shown, TeamMonth)
        self._differs({**{name: getattr(shown, name) for name in texts}, "nothing": shown.nothing_to_report},
                      {**texts, "nothing": bool(nothing)})  # fmt: skip
        self._emptied(texts, nothing, shown, now)
        changed = {
            name: text for name, text in texts.items() if text not in (getattr(shown, name), now and getattr(now, name))
        }
        silent = nothing if nothing and not (now and now.nothing_to_report) else None
        if not changed and silent is None:
            return now
        both = [name for name in changed if now and getattr(now, name) != getattr(shown, name)]
        if both:
            self.clash = True
            self.remarks.append(f"the team wrote {', '.join(both).replace('_', ' ')} too; {BOTH}")
        self.told = [*changed, *(["nothing to report"] if silent else [])]
        seen = Then(shown, then.heads if then else {}) if now else None
        written = operations.write(self.draft, self.of.team, self.of.month, changed, silent, seen)
        if now is None:
            return written
        said: dict[str, Any] = {name: getattr(written, name) for name in (*changed, "nothing_to_report")}
        return dataclasses.replace(now, **said)

    def _emptied(self, texts: dict[str, str], nothing: bool | None, shown: TeamMonth, now: TeamMonth | None) -> None:
        """Say what the form showed and no more says; taking that away is for a person to decide."""
        gone = [name for name in TEXTS if getattr(shown, name) and now and getattr(now, name) and name not in texts]
        for name in gone:
            self._stays(quoted(self.words.gettext(HEADINGS[name])), f'{self._command("write")} {OPTIONS[name]} ""')
        silent = shown.nothing_to_report and now is not None and now.nothing_to_report
        if silent and not nothing and not texts:
            self._stays(quoted(self.words.gettext(HEADINGS[NOTHING])), f'{self._command("write")} --done "..."')
        self.emptied = bool(gone) or (silent and not nothing and not texts)

    def _submit(self, record: TeamMonth | None, actor: str | None, submit: bool | None) -> TeamMonth | None:
        """Return the month as it is submitted; None when it is not, or was."""
        if submit is False or (record is not None and record.status in TOLD):
            return None
        today = programme_today(self.draft.db, self.how.now)
        over = today > dates.month_days(self.of.month)[1]
        has_words = record is not None and (record.nothing_to_report or operations.told(record))
        if submit is None and not (over and has_words):
            self.remarks.append("kept as a draft: " + ("nothing is told yet" if over else "the month is not over"))
            return None
        if submit is None and self.clash:
            self.remarks.append("kept as a draft until cop month write says which text shall hold")
            return None
        if submit is None and self.emptied:
            self.remarks.append(f"kept as a draft: {self._command('submit')} submits it as it stands")
            return None
        by = operations.acting(self.draft.db, actor)
        return operations.submit(self.draft, self.of.team, self.of.month, by, self.how.now, record)

    def _beside(self, then: Then | None, new: Record, fields: tuple[str, ...]) -> None:
        """Keep what the form says of a record that changed meanwhile beside what a colleague said."""
        values: dict[str, Any] = {name: getattr(new, name) for name in fields}
        nothing: dict[str, Any] = dict.fromkeys(values)
        old = then.record if then else dataclasses.replace(new, **nothing)
        self.draft.edit(old, dataclasses.replace(old, **values), then.heads if then else {})
        what = references.label(self.draft.db, new.declaration.name, new.id)
        self.remarks.append(f"{what}: a colleague said something else meanwhile; {BOTH}")

    def _was_held(self, of: Sitting) -> bool:
        """Return whether the form showed a meeting as held."""
        then = self._then([of.id]).get(of.id)
        return bool(then and isinstance(then.record, Meeting) and then.record.status == "held")

    def _stays(self, what: str, command: str) -> None:
        """Say that something is kept although the form no more says it."""
        self.remarks.append(f"{what} was emptied on the form; it stays as it was: {command} takes it away")

    def _command(self, word: str) -> str:
        return f"cop month {word} {self.of.month} --team {references.short(self.draft.db, 'body', self.of.team)}"

    def _word(self, said: str) -> str:
        """Return a word as the form says it."""
        return self.words.gettext(said.replace("_", " "))

    def _neither(self, answer: str) -> CopError:
        yes, no = self._word(YES), self._word(NO)
        return CopError(f"{quoted(answer)} is neither {yes} nor {no}", f"write {yes} or {no}; an x says {yes}")

    def _status(self, answer: str) -> Word:
        status = status_of(answer)
        if status is None:
            words = [self._word(each) for each in STATUSES]
            near = nearest(answer, words, 1)
            raise CopError(f"{quoted(answer)} is no way to take part", f"did you mean {near[0]}?" if near else
                           f"write {', '.join(words[:-1])} or {words[-1]}")  # fmt: skip
        return Word(status)

    def _differs(self, said: object, shown: object) -> None:
        self.filled_in |= said != shown

    def _then(self, ids: list[Id]) -> dict[Id, Then]:
        found = records_then(self.draft.db, ids, self.entries)
        return {Id(record): then for (_, record), then in found.items()}

    def _counts(self) -> list[str]:
        counts = ((self.met, "meeting", "meetings"), (self.marked, "mark of attendance", "marks of attendance"),
                  (self.closed, "action", "actions"))  # fmt: skip
        return [f"{count} {one if count == 1 else many}" for count, one, many in counts if count] + self.told

    def _complain(self, at: int, error: CopError) -> None:
        self.found.append(Finding(self.filled.file, at, error.message, error.hint))


def _shown(then: Then | None) -> Word | None:
    """Return the status that a form showed of a person at a meeting, or of an action."""
    return then.record.status if then and isinstance(then.record, Attendance | Action) else None


def _derived(draft: Draft, record: Record) -> Id:
    """Return the id that a record has in every copy, because of what it joins."""
    from cop.kernel.ids import derived_id
    from cop.kernel.records import as_text

    kind = record.declaration
    return derived_id(kind.name, [as_text(getattr(record, name)) for name in kind.identity])
