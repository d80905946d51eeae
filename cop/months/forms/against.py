"""What a form is taken over against: what it had shown, what holds now, and what is to be said of the difference."""

import dataclasses
from typing import Any

from cop.activities.pilots.records import Milestone
from cop.exchange.findings import Finding, quoted
from cop.kernel.errors import CopError
from cop.kernel.ids import derived_id
from cop.kernel.records import Record, as_text
from cop.kernel.types import Id, Word
from cop.meetings.records import Action, Attendance
from cop.months.forms import stamp
from cop.months.forms.filled import Filled
from cop.months.forms.form import NO, YES
from cop.store import references
from cop.store.journal import Draft
from cop.store.position import Then, records_then
from cop.store.typed import Reading

BOTH = "both are kept, and show marks the record as in conflict"


class Against:
    """One form on its way into a draft; `entries` are those that its maker's copy held when it was made.

    `found` gathers what is wrong in it, `remarks` what a person should know, `counts` what was written, by kind;
    `filled_in` tells whether it says anything that it had not shown.
    """

    def __init__(self, draft: Draft, filled: Filled, how: Reading, of: stamp.Stamp, entries: set[int]) -> None:
        self.draft, self.filled, self.how, self.of, self.entries = draft, filled, how, of, entries
        self.found: list[Finding] = []
        self.remarks: list[str] = []
        self.counts = dict.fromkeys(COUNTED, 0)
        self.filled_in = False
        self.words = filled.words

    def differs(self, said: object, shown: object) -> None:
        """Note whether the form says something that it had not shown."""
        self.filled_in |= said != shown

    def then(self, ids: list[Id]) -> dict[Id, Then]:
        """Return these records as the form's maker saw them."""
        found = records_then(self.draft.db, ids, self.entries)
        return {Id(record): then for (_, record), then in found.items()}

    def beside(self, then: Then | None, new: Record, fields: tuple[str, ...]) -> None:
        """Keep what the form says of a record that changed meanwhile beside what a colleague said."""
        values: dict[str, Any] = {name: getattr(new, name) for name in fields}
        nothing: dict[str, Any] = dict.fromkeys(values)
        old = then.record if then else dataclasses.replace(new, **nothing)
        self.draft.edit(old, dataclasses.replace(old, **values), then.heads if then else {})
        what = references.label(self.draft.db, new.declaration.name, new.id)
        self.remarks.append(f"{what}: something else was written meanwhile; {BOTH}")

    def stays(self, what: str, command: str) -> None:
        """Say that something is kept although the form no more says it."""
        self.remarks.append(f"{what} was emptied on the form; it stays as it was: {command} takes it away")

    def word(self, said: str) -> str:
        """Return a word as the form says it."""
        return self.words.gettext(said.replace("_", " "))

    def neither(self, answer: str) -> CopError:
        """Return the error of an answer that is neither yes nor no."""
        yes, no = self.word(YES), self.word(NO)
        return CopError(f"{quoted(answer)} is neither {yes} nor {no}", f"write {yes} or {no}; an x says {yes}")

    def complain(self, at: int, error: CopError) -> None:
        """Note what is wrong at a line of the form."""
        self.found.append(Finding(self.filled.file, at, error.message, error.hint))


COUNTED = {
    "meeting": "meetings", "mark of attendance": "marks of attendance", "action": "actions", "milestone": "milestones",
}  # fmt: skip
"""What a form may write beside its texts: of one, and of several."""


def status_shown(then: Then | None) -> Word | None:
    """Return the status that a form showed of a person at a meeting, of an action or of a milestone."""
    return then.record.status if then and isinstance(then.record, Attendance | Action | Milestone) else None


def derived(draft: Draft, record: Record) -> Id:
    """Return the id that a record has in every copy, because of what it joins."""
    kind = record.declaration
    return derived_id(kind.name, [as_text(getattr(record, name)) for name in kind.identity])
