"""A form as a workbook: one sheet, lists to choose from, texts that wrap, from right to left where a language runs so.

Everything is written as text: nothing that somebody typed can become a formula.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cop.kernel.errors import CopError
from cop.months.forms.form import (
    ACTIONS,
    IS_NOTHING,
    MEETINGS,
    MILESTONES,
    NO,
    NOTHING,
    OF_ACTION,
    OF_MEETING,
    OF_MILESTONE,
    STATUSES,
    YES,
    Form,
)
from cop.months.operations import TEXTS

WIDTHS = (52, 20, 18, 24)
"""Of the columns, in characters: what, its reference, its day, the answer."""
LAST = len(WIDTHS) - 1
LINE, HEADING, ROOM, PER_LINE = 16, 21, 120, 100
"""Points of one line, of a heading and of an empty text, and characters that fit on a line of all columns."""
CELL = 32_767
"""Characters that a cell holds."""


def render(form: Form) -> bytes:
    """Return a form's workbook; the same form gives the same bytes.

    Raises:
        CopError: What writes workbooks is not installed, or a text is too long for a cell.
    """
    try:
        import xlsxwriter
    except ImportError:
        raise CopError("nothing here writes Excel files", "pip install 'cop-programme[docs]', or -o FILE.md") from None
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(
        stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": form.title, "created": datetime.fromisoformat(f"{form.of.month}-01")})
    _Sheet(book, form).write()
    book.close()
    return stream.getvalue()


class _Sheet:
    def __init__(self, book: Any, form: Form) -> None:
        self.form = form
        self.row = 0
        self.sheet = book.add_worksheet(form.of.month)
        rtl = {"reading_order": 2} if form.words.is_rtl else {}
        self.plain = book.add_format({"text_wrap": True, "valign": "top", **rtl})
        self.bold = book.add_format({"text_wrap": True, "valign": "top", "bold": True, **rtl})
        self.faint = book.add_format({"font_color": "#6b6b6b", "valign": "top"})
        self.title = book.add_format({"bold": True, "font_size": 15, **rtl})
        self.heading = book.add_format({"bold": True, "bg_color": "#e6eef5", "top": 1, **rtl})
        self.answer = book.add_format({"border": 1, "bg_color": "#fffbe6", "valign": "top", "locked": False, **rtl})
        self.text = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#fffbe6", "locked": False, **rtl}
        )

    def write(self) -> None:
        sheet, form = self.sheet, self.form
        if form.words.is_rtl:
            sheet.right_to_left()
        for at, width in enumerate(WIDTHS):
            sheet.set_column(at, at, width)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        self._whole(form.title, self.title, 24)
        self._whole(form.programme, self.plain)
        self._whole(form.request, self.plain, 2 * LINE)
        self._meetings()
        self._actions()
        self._milestones()
        for name in TEXTS:
            self._heading(form.heading(name))
            text = form.text(name)
            lines = sum(1 + len(line) // PER_LINE for line in text.split("\n"))
            self._whole(text, self.text, max(ROOM, (lines + 2) * LINE))
        self._heading(form.heading(NOTHING))
        self._row(form.guide(IS_NOTHING), "", "", [YES, NO], YES if form.nothing else "")
        self.row += 1
        self._whole(form.stamp, self.faint)

    def _meetings(self) -> None:
        words = self.form.words
        if self.form.meetings:
            self._heading(self.form.heading(MEETINGS), words.gettext(OF_MEETING))
        for number, meeting in enumerate(self.form.meetings, 1):
            day = words.short_day(meeting.day)
            held = YES if meeting.held else ""
            self._row(f"{number}. {meeting.title}", meeting.ref, day, [YES, NO], held, self.bold)
            for person in meeting.people:
                self._row(f"- {person.said}", person.ref, "", STATUSES, person.status or "")

    def _actions(self) -> None:
        words = self.form.words
        if self.form.actions:
            self._heading(self.form.heading(ACTIONS), words.gettext(OF_ACTION))
        for action in self.form.actions:
            due = words.short_day(action.due_on) if action.due_on else ""
            self._row(action.title, action.ref, due, [YES, NO], YES if action.done else "")

    def _milestones(self) -> None:
        words = self.form.words
        if self.form.milestones:
            self._heading(self.form.heading(MILESTONES), words.gettext(OF_MILESTONE))
        for one in self.form.milestones:
            self._row(one.title, one.ref, words.short_day(one.due_on), (), one.reached_on or "")

    def _row(
        self, what: str, ref: str, day: str, choice: Sequence[str], answer: str, look: Any = None
    ) -> None:  # fmt: skip
        """Write what is asked, and a cell in which a word is chosen or, without a choice, typed."""
        words = [self.form.words.gettext(one.replace("_", " ")) for one in choice]
        self.sheet.write_string(self.row, 0, what, look or self.plain)
        self.sheet.write_string(self.row, 1, ref, self.faint)
        self.sheet.write_string(self.row, 2, day, self.plain)
        self.sheet.write_string(self.row, 3, self.form.words.gettext(answer) if answer else "", self.answer)
        if words:
            self.sheet.data_validation(
                self.row, 3, self.row, 3, {"validate": "list", "source": words, "error_type": "warning"}
            )
        if 1 + len(what) // WIDTHS[0] > 1:
            self.sheet.set_row(self.row, LINE * (1 + len(what) // WIDTHS[0]))
        self.row += 1

    def _heading(self, text: str, of_answers: str = "") -> None:
        self.row += 1
        for at in range(LAST + 1):
            self.sheet.write_string(self.row, at, "", self.heading)
        self.sheet.write_string(self.row, 0, text, self.heading)
        self.sheet.write_string(self.row, LAST, of_answers, self.heading)
        self.sheet.set_row(self.row, HEADING)
        self.row += 1

    def _whole(self, text: str, look: Any, height: int = LINE) -> None:
        """Write a text over all columns."""
        if len(text) > CELL:
            raise CopError(f"a text of {len(text):,} characters does not fit into a cell", "-o FILE.md holds it")
        self.sheet.merge_range(self.row, 0, self.row, LAST, "", look)
        self.sheet.write_string(self.row, 0, text, look)
        self.sheet.set_row(self.row, height)
        self.row += 1
