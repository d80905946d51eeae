"""The sheet of texts that lack a translation: written out for people with Excel, filled in, and read back."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from io import StringIO
from typing import NamedTuple
from unicodedata import bidirectional

from cop.console.formats import write_csv
from cop.documents.words import Texts, Words, languages
from cop.exchange import csv_file
from cop.exchange.csv_file import Row, Sheet
from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.errors import BadInput
from cop.kernel.text import clean_block
from cop.kernel.types import Id, Month, Word
from cop.store import queries
from cop.store.database import Database, first
from cop.store.journal import Draft
from cop.store.naming import code_of, digest_of, fits
from cop.store.records import Translation

TITLES = {
    "programme": ("title", "funder_statement"),
    "partner": ("name",),
    "body": ("title", "mandate"),
    "person": ("title",),
    "channel": ("title",),
    "series": ("title", "place"),
    "meeting": ("title", "place", "reason"),
    "agenda_item": ("title", "outcome"),
    "decision": ("title", "text"),
    "action": ("title", "reason"),
    "cycle": ("title",),
    "module": ("title",),
    "delivery": ("title", "place", "reason"),
    "practice_use": ("title",),
    "work_package": ("title", "goal"),
    "activity": ("title", "reason"),
    "progress": ("reason",),
    "deliverable": ("title",),
    "pilot": ("title", "reason"),
    "milestone": ("title", "reason"),
    "contribution": ("title",),
    "indicator": ("title", "unit"),
    "risk": ("title", "response", "reason"),
    "visibility_item": ("title",),
}
"""What documents print of records, by kind."""
NARRATIVES = {
    "team_month": ("done", "problems", "next_month", "help_asked"),
    "report": ("summary", "problems", "next_month", "lessons"),
}
"""What people write about a month."""
CALLED = {
    "agenda_item": "(SELECT coalesce(m.code, m.title) FROM meeting m WHERE m.id = t.meeting)",
    "team_month": "(SELECT coalesce(b.code, b.title) FROM body b WHERE b.id = t.body) || ' ' || t.month",
    "report": "t.month",
    "module": "(SELECT coalesce(c.code, c.title) FROM cycle c WHERE c.id = t.cycle) || ' ' || CAST(t.ordinal AS TEXT)",
    "practice_use": "coalesce(t.since_on, '')",
    "progress": "(SELECT coalesce(a.code, a.title) FROM activity a WHERE a.id = t.activity) || ' ' || t.month",
    "contribution": "(SELECT coalesce(p.code, p.name) FROM partner p WHERE p.id = t.partner)",
    "visibility_item": "t.published_on",
}
"""What a record without a code is called."""
COLUMNS = ("record", "what it is", "field", "text")
TRANSLATION = re.compile(r"translation \((\w+)\)", re.IGNORECASE)


class Line(NamedTuple):
    """A text of a record, and what it is in the sheet's language, if anybody knows."""

    record: Id
    what: str
    field: str
    text: str
    translation: str = ""


class Taken(NamedTuple):
    """What a sheet brought."""

    language: str
    new: int
    changed: int
    unchanged: int


def untranslated(db: Database, language: str, month: Month | None = None) -> list[Line]:
    """Return the texts that a reader of a language cannot read: every title and, with a month, its narratives.

    A translation of what stood there before is none. A text that stands there already, for a record of the same title,
    is offered again. What is written in the script of the language, or in the programme's own language, needs no
    translation; nor does a date of a series that is called as its series.

    Raises:
        BadInput: There is no such language.
    """
    words, texts = Words(code_of(language)), Texts(db)
    (own,) = first(db, "SELECT language FROM programme") or (None,)
    lacking: list[Line] = []
    known: dict[str, set[str]] = {}
    for line in _texts(db, month):
        told = texts.of(line.record, line.field, line.text).others.get(words.language)
        if told:
            known.setdefault(line.text, set()).add(told)
        elif _needs(line.text, words, own):
            lacking.append(line)
    offered = {text: next(iter(told)) for text, told in known.items() if len(told) == 1}
    return [line._replace(translation=offered.get(line.text, "")) for line in lacking]


def written(lines: Iterable[Line], language: str) -> str:
    """Return the sheet as CSV for Excel; its last column waits for the translations."""
    stream = StringIO(newline="")
    write_csv(lines, (*COLUMNS, f"translation ({code_of(language)})"), stream, header=True)
    return stream.getvalue()


def take(draft: Draft, data: bytes, file: str) -> Taken:
    """Take the translations of a filled sheet over; rows without one say nothing.

    Raises:
        Findings: Everything that is wrong in the sheet; nothing of it is taken then.
    """
    sheet = csv_file.read(data, file)
    column, language = _column(sheet, file)
    reading, findings, count = _Reading(draft.db, language), list[Finding](), Counter[str]()
    for row in sheet.rows:
        if row.cells[column].strip():
            try:
                count[reading.put(draft, row, row.cells[column].strip())] += 1
            except BadInput as error:
                findings.append(Finding(file, row.line, error.message, error.hint))
    if findings:
        raise Findings(findings)
    return Taken(language, count["new"], count["changed"], count["unchanged"])


class _Reading:
    """What stands in the programme, against which a sheet is read."""

    def __init__(self, db: Database, language: str) -> None:
        self.language = Word(language)
        self._texts = {(line.record, line.field): line for line in _texts(db, None, whole=True)}
        self._records = {record for record, _ in self._texts}
        held = queries.every(db, Translation, "language = :language", language=language)
        self._held = {(each.subject, str(each.attribute)): each for each in held}
        self._said: dict[tuple[Id, str], str] = {}

    def put(self, draft: Draft, row: Row, said: str) -> str:
        """Put a row's translation into the draft; return what became of it: new, changed or unchanged.

        Raises:
            BadInput: It is none of a text that still stands, or is said twice.
        """
        line = self._meant(row)
        if self._said.setdefault((line.record, line.field), said) != said:
            raise BadInput(f"the {line.field} of {line.what} has two translations", "keep one of them")
        old = self._held.get((line.record, line.field))
        source = digest_of(line.text)
        if old is None:
            draft.add(
                Translation(
                    subject=line.record, attribute=Word(line.field), language=self.language, words=said,
                    source_digest=source,
                )
            )  # fmt: skip
            return "new"
        if fits(old.source_digest, line.text) and clean_block(said) == old.words:
            return "unchanged"
        draft.edit(old, replace(old, words=said, source_digest=source))
        return "changed"

    def _meant(self, row: Row) -> Line:
        record, field = Id(row.cells["record"].strip().lower()), row.cells["field"].strip()
        if record not in self._records:
            raise BadInput(
                f"no record has the id {quoted(row.cells['record'])}", f"leave the column {COLUMNS[0]} alone"
            )
        stands = self._texts.get((record, field))
        if stands is None:
            raise BadInput(f"it has no text called {quoted(field)}", "leave the column field alone")
        if clean_block(row.cells["text"]) != clean_block(stands.text):
            raise BadInput(
                f"the {field} of {stands.what} was changed meanwhile", "write the sheet anew with cop report sheet"
            )
        return stands


def _texts(db: Database, month: Month | None, *, whole: bool = False) -> Iterator[Line]:
    """Yield the titles of all records, and the narratives of a month, or of every month."""
    of_series = {row[0]: row[1:] for row in db.all("SELECT id, title, place FROM series")}
    for kind, fields in {**TITLES, **(NARRATIVES if month or whole else {})}.items():
        called = CALLED.get(kind, "coalesce(t.code, '')")
        where = "" if whole or kind in TITLES else "WHERE t.month = :month"
        series = "t.series" if kind == "meeting" else "NULL"
        rows = db.all(
            f"SELECT t.id, {called} AS called, {series}, {', '.join(f't.{each}' for each in fields)} FROM {kind} t "
            f"{where} ORDER BY called, t.id",
            **({"month": month} if where else {}),
        )
        for record, ref, of, *texts in rows:
            what = f"{kind.replace('_', ' ')} {ref}".strip()
            shared = () if whole else of_series.get(of, ())
            yield from (
                Line(record, what, field, said)
                for field, said in zip(fields, texts, strict=True)
                if said and said not in shared
            )


def _needs(said: str, words: Words, own: str | None) -> bool:
    """Tell whether a reader of the language cannot read a text, by its letters."""
    letters = {bidirectional(letter) for letter in said if letter.isalpha()}
    is_latin, is_arabic = "L" in letters, bool(letters & {"R", "AL"})
    return is_latin and not is_arabic if words.is_rtl else is_arabic or (is_latin and words.language != own)


def _column(sheet: Sheet, file: str) -> tuple[str, str]:
    """Return the column of the translations and its language."""
    found = [(name, match[1].lower()) for name in sheet.header if (match := TRANSLATION.fullmatch(name.strip()))]
    missing = [name for name in COLUMNS if name not in sheet.header]
    hint = "cop report sheet writes them; leave the first line as it was"
    if missing or len(found) != 1:
        lacking = ", ".join([*missing, *([] if len(found) == 1 else ["one translation (ar)"])])
        raise Findings([Finding(file, 1, f"columns are missing: {lacking}", hint)])
    column, language = found[0]
    if language not in languages():
        raise Findings(
            [Finding(file, 1, f'cop does not speak "{language}" yet', f"it speaks {', '.join(languages())}")]
        )
    return column, language
