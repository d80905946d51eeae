"""Takes over what a form says: what its editor changed, against what the form had shown and against what holds now.

What the team itself changed meanwhile is not overwritten: both stand, and a person chooses. A form that is read twice
says nothing new the second time.
"""

import dataclasses
from typing import Any, NamedTuple

from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel import dates
from cop.kernel.errors import CopError
from cop.kernel.text import clean_block
from cop.kernel.types import Id, Month
from cop.months import operations
from cop.months.forms import stamp
from cop.months.forms.against import BOTH, COUNTED, Against, derived
from cop.months.forms.filled import Filled
from cop.months.forms.form import HEADINGS, NOTHING
from cop.months.forms.taking_meetings import take_meetings
from cop.months.forms.taking_promises import take_actions, take_milestones
from cop.months.forms.wording import yes_or_no
from cop.months.operations import TEXTS
from cop.months.records import TeamMonth
from cop.months.whose import TOLD
from cop.store import references
from cop.store.journal import Draft
from cop.store.position import Then, entries_until
from cop.store.typed import Reading, programme_today

OPTIONS = {"done": "--done", "problems": "--problems", "next_month": "--next", "help_asked": "--help-asked"}
"""How a text is written by command."""


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
    return _Taking(Against(draft, filled, how, of, entries_until(draft.db, position))).run(actor, submit)


class _Taking:
    """A form's texts, and the month as it is submitted, once its meetings and promises are taken over."""

    def __init__(self, at: Against) -> None:
        self.at = at
        self.told: list[str] = []
        self.clash = False
        self.emptied = False

    def run(self, actor: str | None, submit: bool | None) -> Taken:
        at = self.at
        operations.may_be_told(at.draft.db, at.of.team, at.of.month)
        take_meetings(at)
        take_actions(at)
        take_milestones(at)
        texts, nothing = self._texts()
        if at.found:
            raise Findings(sorted(at.found, key=lambda one: one.line or 0))
        record = self._write(texts, nothing)
        if not at.filled_in and not (record and (record.nothing_to_report or operations.told(record))):
            raise Findings([Finding(at.filled.file, None, "nobody filled this form in")])
        done = self._submit(record, actor, submit)
        self._not_read()
        counts = [f"{count} {one if count == 1 else COUNTED[one]}" for one, count in at.counts.items() if count]
        return Taken(at.of.team, at.of.month, done or record, counts + self.told, at.remarks, done is not None)

    def _not_read(self) -> None:
        """Say what stands after the last line; who sends a form signs there, or a mail quotes another."""
        if self.at.filled.after:
            told = quoted(" ".join(self.at.filled.after))
            self.at.remarks.append(f"not read, after the last line of the form: {told}")

    def _texts(self) -> tuple[dict[str, str], bool | None]:
        """Return the texts as the form has them, and whether it says that there is nothing to report."""
        texts = {name: clean_block(said.answer) for name, said in self.at.filled.texts.items() if said.answer.strip()}
        said = self.at.filled.nothing
        nothing = yes_or_no(said.answer) if said else None
        if said and nothing is None:
            self.at.complain(said.at, self.at.neither(said.answer))
        if said and nothing and texts:
            told = ", ".join(self.at.words.gettext(HEADINGS[name]) for name in texts)
            self.at.complain(said.at, CopError(f"it says that there is nothing to report, and tells: {told}", None))
        return texts, nothing or None

    def _write(self, texts: dict[str, str], nothing: bool | None) -> TeamMonth | None:
        """Write the texts that differ from what the form showed, and from what holds."""
        now = operations.found(self.at.draft.db, self.at.of.team, self.at.of.month)
        blank = TeamMonth(body=self.at.of.team, month=self.at.of.month)
        blank = dataclasses.replace(blank, id=derived(self.at.draft, blank))
        then = self.at.then([blank.id]).get(blank.id)
        shown = then.record if then else blank
        assert isinstance(shown, TeamMonth)
        self.at.differs({**{name: getattr(shown, name) for name in texts}, "nothing": shown.nothing_to_report},
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
            self.at.remarks.append(f"the team wrote {', '.join(both).replace('_', ' ')} too; {BOTH}")
        self.told = [*changed, *(["nothing to report"] if silent else [])]
        seen = Then(shown, then.heads if then else {}) if now else None
        written = operations.write(self.at.draft, self.at.of.team, self.at.of.month, changed, silent, seen)
        if now is None:
            return written
        said: dict[str, Any] = {name: getattr(written, name) for name in (*changed, "nothing_to_report")}
        return dataclasses.replace(now, **said)

    def _emptied(self, texts: dict[str, str], nothing: bool | None, shown: TeamMonth, now: TeamMonth | None) -> None:
        """Say what the form showed and no more says; taking that away is for a person to decide."""
        gone = [name for name in TEXTS if getattr(shown, name) and now and getattr(now, name) and name not in texts]
        for name in gone:
            self.at.stays(quoted(self.at.words.gettext(HEADINGS[name])), f'{self._command("write")} {OPTIONS[name]} ""')
        silent = shown.nothing_to_report and now is not None and now.nothing_to_report
        if silent and not nothing and not texts:
            self.at.stays(quoted(self.at.words.gettext(HEADINGS[NOTHING])), f'{self._command("write")} --done "..."')
        self.emptied = bool(gone) or (silent and not nothing and not texts)

    def _submit(self, record: TeamMonth | None, actor: str | None, submit: bool | None) -> TeamMonth | None:
        """Return the month as it is submitted; None when it is not, or was."""
        if submit is False or (record is not None and record.status in TOLD):
            return None
        today = programme_today(self.at.draft.db, self.at.how.now)
        over = today > dates.month_days(self.at.of.month)[1]
        has_words = record is not None and (record.nothing_to_report or operations.told(record))
        if submit is None and not (over and has_words):
            self.at.remarks.append("kept as a draft: " + ("nothing is told yet" if over else "the month is not over"))
            return None
        if submit is None and self.clash:
            self.at.remarks.append("kept as a draft until cop month write says which text shall hold")
            return None
        if submit is None and self.emptied:
            self.at.remarks.append(f"kept as a draft: {self._command('submit')} submits it as it stands")
            return None
        by = operations.acting(self.at.draft.db, actor)
        return operations.submit(self.at.draft, self.at.of.team, self.at.of.month, by, self.at.how.now, record)

    def _command(self, word: str) -> str:
        return (
            f"cop month {word} {self.at.of.month} --team {references.short(self.at.draft.db, 'body', self.at.of.team)}"
        )
