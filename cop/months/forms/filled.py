"""A form that came back, whatever it is written on: what it says, and at which line or row it says so.

Chats lose the signs of Markdown and add marks of direction, so a line is compared by its folded letters, in every
language in which a form is made. What it means is then taken strictly: nothing is guessed, nothing is passed over.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.text import ascii_digits, clean, fold, nearest
from cop.months.forms.form import ACTIONS, GUIDES, HEADINGS, MEETINGS, NO, NOTHING, STATUSES, YES, spoken
from cop.months.forms.stamp import ANEW, BEGIN
from cop.months.operations import TEXTS

NUMBERED = re.compile(r"\W*\d+\s*[.)-]")
"""How the line of a meeting begins; that of a person begins with a dash."""


class Line(NamedTuple):
    """One line of a text or row of a sheet: where, its words, the reference and the answer that stand in it."""

    at: int
    text: str
    ref: str = ""
    answer: str = ""
    beside: tuple[str, ...] = ()
    """What else stands in the row of a sheet, should somebody write a text there."""


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
    texts: dict[str, Said]
    nothing: Said | None


def assemble(lines: Iterable[Line], file: str) -> Filled:
    """Return what the lines of a form say.

    Raises:
        Findings: A heading is missing, changed or there twice, or a line stands where none can.
    """
    reader = _Reader(file)
    for line in lines:
        reader.take(line)
    return reader.filled()


def status_of(answer: str) -> str | None:
    """Return the status that an answer names in any language, None when it is none."""
    return _known(_statuses(), answer)


def yes_or_no(answer: str) -> bool | None:
    """Return what an answer to yes or no means in any language; a tick or an x is yes. None when it is neither."""
    words = {fold(words.gettext(said)): said for said in (YES, NO) for words in spoken()}
    said = _known(words | {"x": YES, "✓": YES, "✔": YES, "х": YES}, answer)
    return None if said is None else said == YES


def bare(text: str) -> str:
    """Return a line without marks of direction and what surrounds it."""
    return ascii_digits(clean(text)).strip("\u200e\u200f\u061c ")


def letters(text: str) -> str:
    """Return the folded letters and digits of a line: what Markdown, a chat or a hand puts around them is no matter."""
    return "".join(each for each in fold(text) if each.isalnum())


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Finding] = []
        self.section: str | None = None
        self.headings = {letters(words.gettext(said)): name for name, said in HEADINGS.items() for words in spoken()}
        self.guides = {letters(words.gettext(said)) for said in GUIDES for words in spoken()}
        self.seen: dict[str, int] = {}
        self.written: dict[str, list[str]] = {}
        self.stamps: list[Said] = []
        self.meetings: list[Met] = []
        self.actions: list[Said] = []
        self.nothing: Said | None = None

    def take(self, line: Line) -> None:
        said = bare(line.text)
        name = self.headings.get(letters(said))
        if BEGIN in said:
            self.stamps.append(Said(line.at, "", said[said.index(BEGIN) :].strip("`'\"* ")))
        elif name:
            self._heading(line.at, name)
        elif self.section in TEXTS:
            self.written[self.section].append(" ".join((line.text, *line.beside)))
        elif line.ref:
            self._answered(line, said)
        elif self.section == NOTHING and line.answer:
            self.nothing = self.nothing or Said(line.at, "", line.answer)
        elif self.section and not self.stamps and letters(said) and not self._is_guide(said):
            self._complain(line.at, f"{quoted(said)} answers nothing here", "tell it under one of the last headings")

    def filled(self) -> Filled:
        """Return all that was said.

        Raises:
            Findings: Something is amiss.
        """
        if not self.seen and not self.stamps:
            raise Findings([Finding(self.file, None, "this is no form of a month", ANEW)])
        for name in (*TEXTS, NOTHING):
            if name not in self.seen:
                self._complain(None, f"the heading {quoted(HEADINGS[name])} is missing", self._near(name))
        if not self.stamps:
            self._complain(None, f"the last line of the form is missing, which begins with {BEGIN}", ANEW)
        if self.found:
            raise Findings(self.found)
        texts = {
            name: Said(self.seen[name], "", "\n".join(lines).strip("\n"))
            for name, lines in self.written.items()
        }  # fmt: skip
        stamp = self.stamps[-1]
        return Filled(self.file, stamp.answer, stamp.at, self.meetings, self.actions, texts, self.nothing)

    def _is_guide(self, said: str) -> bool:
        return letters(said) in self.guides

    def _heading(self, at: int, name: str) -> None:
        if name in self.seen:
            self._complain(at, f"the heading {quoted(HEADINGS[name])} stands a second time", "leave each where it is")
        self.seen.setdefault(name, at)
        self.written.setdefault(name, []) if name in TEXTS else None
        self.section = name

    def _answered(self, line: Line, said: str) -> None:
        if self.section == MEETINGS and NUMBERED.match(said):
            self.meetings.append(Met(line.at, line.ref, line.answer, []))
        elif self.section == MEETINGS and self.meetings:
            self.meetings[-1].people.append(Said(line.at, line.ref, line.answer))
        elif self.section == ACTIONS:
            self.actions.append(Said(line.at, line.ref, line.answer))
        else:
            self._complain(line.at, f"{quoted(said)} stands under no heading", "leave the headings as they were")

    def _near(self, name: str) -> str:
        """Return which words may have been the heading that is missing."""
        near = nearest(HEADINGS[name], [line for lines in self.written.values() for line in lines], 1)
        return f"did {quoted(near[0])} stand for it?" if near else "write it back where it stood"

    def _complain(self, at: int | None, message: str, hint: str) -> None:
        self.found.append(Finding(self.file, at, message, hint))


def _statuses() -> dict[str, str]:
    known = (*STATUSES, "represented", "acting")
    return {fold(words.word(status)): status for status in known for words in spoken()}


def _known(words: dict[str, str], answer: str) -> str | None:
    return words.get(fold(bare(answer).strip("\"'«»“”.!*[]() ")))
