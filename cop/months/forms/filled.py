"""A form that came back, whatever it is written on: what it says, and at which line or row it says so.

Chats lose the signs of Markdown and add marks of direction, so a line is compared by its folded letters, in every
language in which a form is made. What it means is then taken strictly: nothing is guessed, nothing is passed over.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cop.documents.words import SOURCE, Words
from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.text import nearest
from cop.months.forms.form import ACTIONS, HEADINGS, MEETINGS, MILESTONES, NOTHING, STATUSES, spoken
from cop.months.forms.stamp import ANEW, BEGIN, FORM
from cop.months.forms.wording import (
    bare,
    columns,
    is_day,
    is_guide,
    last_line,
    letters,
    requests,
    status_of,
    yes_or_no,
)
from cop.months.operations import TEXTS

NUMBERED = re.compile(r"\W*\d+\s*[.)-]")
"""How the line of a meeting begins; that of a person begins with a dash."""
ENTRY = re.compile(r"\W*\d+\s*[.)-]|\s*[-–—•*\[]")
"""How any line begins after which something is answered."""


class Cell(NamedTuple):
    """What stands beside the first cell of a row, and where: D13."""

    where: str
    text: str


class Line(NamedTuple):
    """One line of a text or row of a sheet: where, its words, the reference and the answer that stand in it."""

    at: int
    text: str
    ref: str = ""
    answer: str = ""
    tick: str | None = ""
    """What stands between the brackets at its beginning; None when a text has none there."""
    beside: tuple[Cell, ...] = ()
    """All that stands in the row of a sheet after its first cell."""


class Said(NamedTuple):
    """A reference and what was answered to it."""

    at: int
    ref: str
    answer: str


class Met(NamedTuple):
    """What was answered of a meeting, and of each person under it."""

    at: int
    ref: str
    answer: str
    people: list[Said]


class Filled(NamedTuple):
    """All that a form says."""

    file: str
    stamp: str
    stamp_at: int
    meetings: list[Met]
    actions: list[Said]
    milestones: list[Said]
    texts: dict[str, Said]
    nothing: Said | None
    words: Words
    """The language of its headings."""
    after: list[str]
    """What stands after its last line, such as who sends it."""


def assemble(lines: Iterable[Line], file: str) -> Filled:
    """Return what the lines of a form say.

    Raises:
        Findings: A heading is missing, changed or there twice, or a line stands where none can.
    """
    reader = _Reader(file)
    for line in lines:
        reader.take(line)
    return reader.filled()


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []
        self.section: str | None = None
        self.headings = {
            letters(words.gettext(said)): (name, words) for words in spoken() for name, said in HEADINGS.items()
        }
        self.words = Words(SOURCE)
        self.before: list[tuple[Line, str]] = []
        self.seen: dict[str, int] = {}
        self.written: dict[str, list[str]] = {}
        self.stamps: list[Said] = []
        self.after: list[str] = []
        self.meetings: list[Met] = []
        self.actions: list[Said] = []
        self.milestones: list[Said] = []
        self.nothing: Said | None = None

    def take(self, line: Line) -> None:
        said = bare(line.text)
        heading = self.headings.get(letters(said))
        stamp = last_line(said)
        if stamp and (self.section not in TEXTS or FORM.fullmatch(stamp)):
            self.stamps.append(Said(line.at, "", stamp))
            self._stray(line.beside)
        elif heading:
            self._heading(line, *heading)
        elif self.section in TEXTS:
            self.written[self.section].append(" ".join((line.text, *(cell.text for cell in line.beside))).strip())
        elif self.section is None:
            self.before.append((line, said))
        elif self.stamps:
            self.after += ([said] if letters(said) else []) + [cell.text for cell in line.beside]
        elif line.ref and self.section in (MEETINGS, ACTIONS, MILESTONES):
            self._answered(line, said)
        elif self.section == NOTHING and (line.answer or line.tick):
            self._nothing(line, said)
        else:
            self._unasked(line, said)

    def filled(self) -> Filled:
        """Return all that was said.

        Raises:
            Findings: Something is amiss.
        """
        if not self.seen and not self.stamps:
            raise Findings([Finding(self.file, None, "this is no form of a month", ANEW)])
        self._before()
        for name in (*TEXTS, NOTHING):
            if name not in self.seen:
                self._complain(None, f"the heading {self._called(name)} is missing", self._near(name))
        if not self.stamps:
            self._complain(None, f"the last line of the form is missing, which begins with {BEGIN}", ANEW)
        if self.found:
            raise Findings(sorted(self.found, key=lambda one: one.line or 0))
        texts = {
            name: Said(self.seen[name], "", "\n".join(lines).strip("\n"))
            for name, lines in self.written.items()
        }  # fmt: skip
        stamp = self.stamps[-1]
        return Filled(
            self.file, stamp.answer, stamp.at, self.meetings, self.actions, self.milestones, texts, self.nothing,
            self.words, self.after,
        )  # fmt: skip

    def _unasked(self, line: Line, said: str) -> None:
        if not is_guide(said):
            self._idle(line.at, said)
        self._stray(line.beside)

    def _heading(self, line: Line, name: str, words: Words) -> None:
        if name in self.seen:
            self._complain(line.at, f"the heading {self._called(name)} stands a second time", "leave each where it is")
        self.words = self.words if self.seen else words
        self.seen.setdefault(name, line.at)
        self.section = name
        if name in TEXTS:
            self.written.setdefault(name, []).extend(cell.text for cell in line.beside)
        elif name == NOTHING and line.answer:
            self._nothing(line, line.text)
        else:
            self._stray(cell for cell in line.beside if letters(cell.text) not in columns())

    def _before(self) -> None:
        """Look for answers before the first heading: there cop itself wrote titles, and last what it asks for."""
        asked = [at for at, (_, said) in enumerate(self.before) if letters(said).startswith(requests())]
        for at, (line, said) in enumerate(self.before):
            is_after = bool(asked) and at > asked[-1]
            if line.ref and (is_after or (not asked and ENTRY.match(said))):
                self._complain(line.at, f"{quoted(said)} stands under no heading", "leave the headings as they were")
            elif is_after:
                self._unasked(line, said)
            else:
                self._stray(line.beside)

    def _answered(self, line: Line, said: str) -> None:
        """Take what is answered to a reference."""
        answer, is_met = line.answer, self.section == MEETINGS and NUMBERED.match(said)
        days = [cell for cell in line.beside if cell.where.startswith("C") and is_day(cell.text)]
        asked = ("B", "D", "C") if days and (is_met or self.section != MEETINGS) else ("B", "D")
        self._stray(cell for cell in line.beside if cell.where.rstrip("0123456789") not in asked)
        if self.section == ACTIONS:
            self._action(line, said)
        elif self.section == MILESTONES:
            self.milestones.append(Said(line.at, line.ref, answer))
        elif is_met:
            self.meetings.append(Met(line.at, line.ref, answer or _sign(line), []))
        elif self.meetings:
            self.meetings[-1].people.append(Said(line.at, line.ref, answer or _sign(line)))
        else:
            self._complain(line.at, f"{quoted(said)} stands under no meeting", "leave the lines in their order")

    def _action(self, line: Line, said: str) -> None:
        tick = (line.tick or "").strip()
        if line.tick is None and not line.answer:
            self._complain(
                line.at, f"the brackets before {quoted(said)} are missing", "an x in [ ] says that it is done"
            )
        if tick and line.answer and tick != line.answer:
            self._idle(line.at, line.answer)
        self.actions.append(Said(line.at, line.ref, tick or line.answer))

    def _nothing(self, line: Line, said: str) -> None:
        """Take a tick beside the sentence that asks for it; the same words twice say nothing more."""
        asked = said[said.index("]") + 1 :] if line.tick is not None and "]" in said else said
        if not is_guide(asked) and letters(asked) not in self.headings:
            self._idle(line.at, asked)
        if self.nothing:
            self._idle(line.at, said)
        self.nothing = self.nothing or Said(line.at, "", line.answer or line.tick or "")
        self._stray(cell for cell in line.beside if not cell.where.startswith("D"))

    def _stray(self, cells: Iterable[Cell]) -> None:
        """Complain of what stands where no answer is looked for."""
        for where, text in cells:
            at = int(where.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
            self._complain(at, f"{quoted(text)} in {where} answers nothing", self._elsewhere())

    def _idle(self, at: int, said: str) -> None:
        self._complain(at, f"{quoted(said)} answers nothing here", self._elsewhere())

    def _elsewhere(self) -> str:
        return f"tell it under {self._called('done')}"

    def _called(self, name: str) -> str:
        return quoted(self.words.gettext(HEADINGS[name]))

    def _near(self, name: str) -> str:
        """Return which words may have been the heading that is missing."""
        written = [line for lines in self.written.values() for line in lines]
        near = nearest(self.words.gettext(HEADINGS[name]), written, 1)
        return f"did {quoted(near[0])} stand for it?" if near else "write it back where it stood"

    def _complain(self, at: int | None, message: str, hint: str) -> None:
        self.found.append(Finding(self.file, at, message, hint))


def _sign(line: Line) -> str:
    """Return what stands in brackets before a meeting or a name, if it answers; a title may begin with brackets."""
    tick = line.tick or ""
    return tick if yes_or_no(tick) is not None or status_of(tick) in STATUSES else ""
