"""A table of who registered for an event: as a form on the web or `registration list` wrote it, or one's own."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple, TypeVar

from cop.exchange import csv_file
from cop.exchange.csv_file import Row
from cop.exchange.findings import Finding, Findings, quoted
from cop.exchange.registration_words import (
    CONSENT,
    HEADINGS,
    PASSED_OVER,
    Sectors,
    agreed,
    country_meant,
    spelled,
    word_meant,
)
from cop.kernel.errors import BadInput, CopError
from cop.kernel.text import fold, nearest
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations.registering import TOLD, check
from cop.meetings.queries.registrations import STATUSES, registrations_of
from cop.meetings.records import Registration
from cop.meetings.sitting import Sitting
from cop.meetings.typed import read_day
from cop.store import references
from cop.store.database import Database
from cop.store.typed import Reading

T = TypeVar("T")


class Told(NamedTuple):
    """What a file tells: each registration with what was known of the same one, and columns that nobody read.

    `new_sectors` are those that nobody in the programme was of so far.
    """

    found: list[tuple[Registration | None, Registration]]
    unread: list[str]
    new_sectors: list[str]


def read(db: Database, of: Sitting, data: bytes, file: str, how: Reading) -> Told:
    """Return what a file tells of those who registered for an event.

    A person of the programme is known by code or by e-mail address; somebody else who is registered already, by
    address, or else by name and organisation. What a cell leaves empty stays as it was. Columns that mean nothing here,
    such as a form's further questions, are passed over and named.

    Raises:
        Findings: All that is wrong in it, with the lines.
    """
    sheet = csv_file.read(data, file)
    columns, unread = _columns(sheet.header, file)
    rows = _Rows(db, of, file, how, columns)
    found = rows.told(sheet.rows)
    said = dict.fromkeys(new.sector for _, new in found if new.sector)
    return Told(found, unread, [sector for sector in said if sector not in rows.sectors.used])


class _Rows:
    """The rows of one file, read one by one; what is wrong in them is gathered."""

    def __init__(self, db: Database, of: Sitting, file: str, how: Reading, columns: dict[str, str]) -> None:
        self.db, self.of, self.file, self.how = db, of, file, how
        self.columns = columns
        self.found: list[Finding] = []
        self.lines: dict[tuple[str, ...], int] = {}
        self.known = registrations_of(db, [of.id])[of.id]
        self.sectors = Sectors(db)
        self.addresses = {
            row[1].casefold(): Id(row[0]) for row in db.all("SELECT id, email FROM person WHERE email IS NOT NULL")
        }

    def told(self, rows: Iterable[Row]) -> list[tuple[Registration | None, Registration]]:
        """Return what all rows tell."""
        read = [one for row in rows if (one := self._heard(row)) is not None]
        if self.found:
            raise Findings(self.found)
        if not read:
            raise BadInput(f"{self.file} tells of nobody", "fill a row for each who registered")
        return read

    def _heard(self, row: Row) -> tuple[Registration | None, Registration] | None:
        said = {self.columns[heading]: cell.strip() for heading, cell in row.cells.items() if heading in self.columns}
        if not any(said.values()):
            return None
        before = len(self.found)
        new = self._registration(said, row.line)
        if len(self.found) == before:
            self._tried(row.line, lambda: self._only_once(new, row.line))
        return self._met(new, said) if len(self.found) == before else None

    def _tried(self, line: int, read: Callable[[], T]) -> T | None:
        """Return what one cell says; what is wrong in it is a finding, and the other cells are read all the same."""
        try:
            return read()
        except CopError as error:
            self.found.append(Finding(self.file, line, error.message, error.hint))
            return None

    def _registration(self, said: dict[str, str], line: int) -> Registration:
        """Return what a row says; where anything in it is wrong, that is among the findings."""
        name = said.get("name") or " ".join(filter(None, (said.get("first_name"), said.get("last_name"))))
        person = self._tried(line, lambda: self._person(said))
        new = Registration(
            id=Id(said.get("id", "")), meeting=self.of.id, person=person, name=None if person else name or None,
            organisation=said.get("organisation") or None,
            country=self._tried(line, lambda: country_meant(said.get("country"))),
            sector=self.sectors.meant(said.get("sector")),
            sex=self._tried(line, lambda: word_meant(said, "sex", ("female", "male"))),
            email=said.get("email") or None, relation=said.get("relation") or None,
            may_be_listed=self._tried(line, lambda: agreed(said.get("may_be_listed", ""))) or False,
            registered_on=self._tried(line, lambda: self._day(said.get("registered_on"))),
            status=self._status(said, line),
        )  # fmt: skip
        return self._tried(line, lambda: self._checked(new, said)) or new

    def _status(self, said: dict[str, str], line: int) -> Word:
        return self._tried(line, lambda: word_meant(said, "status", STATUSES)) or Word("registered")

    def _checked(self, new: Registration, said: dict[str, str]) -> Registration:
        """Return a registration that tells who it is and keeps the rules; of a person the rest is known already."""
        if said.get("meeting") and said["meeting"] != self.of.ref:
            raise BadInput(f"this row is about {quoted(said['meeting'])}, not about {self.of.ref}")
        if new.person:
            new = replace(new, organisation=None, country=None, sector=None, sex=None, email=None)
        elif not any(said.get(name) for name in ("person", *TOLD, "first_name", "last_name")):
            raise BadInput("nobody says who it is", "fill the name, the organisation or the e-mail address")
        check(self.db, self.of, new)
        return new

    def _person(self, said: dict[str, str]) -> Id | None:
        if said.get("person"):
            return Id(references.find(self.db, "person", said["person"]))
        return self.addresses.get(said.get("email", "").casefold())

    def _day(self, typed: str | None) -> Day | None:
        """Return the day of a registration; what a form writes of the hour behind it says nothing here."""
        return read_day(re.split(r"[ T]\d{1,2}[:.]", typed, maxsplit=1)[0].rstrip(" ,"), self.how) if typed else None

    def _only_once(self, new: Registration, line: int) -> None:
        if not (new.id or new.person or new.email or new.name):
            return  # an organisation may send several people whose names it does not know yet
        first = self.lines.setdefault(("id", new.id) if new.id else _known_by(new), line)
        if first != line:
            raise BadInput(f"the same registration stands in line {first} already", "keep one of the two rows")

    def _met(self, new: Registration, said: dict[str, str]) -> tuple[Registration | None, Registration]:
        """Return a registration with the record of the same one, so that a file read twice tells nothing new."""
        old = next((one for one in self.known if _same(one, new)), None)
        if old is None:
            day = new.registered_on or self.how.today
            return None, replace(new, id=Id(""), registered_on=day)
        self.known.remove(old)
        filled = {name: getattr(new, name) for name in new.names()[1:] if getattr(new, name) is not None}
        for name in ("may_be_listed", "status"):
            if not said.get(name):
                del filled[name]
        return old, replace(old, **filled)


def _columns(header: list[str], file: str) -> tuple[dict[str, str], list[str]]:
    """Return what each heading stands for, and those that mean nothing here.

    Raises:
        Findings: Headings that say the same twice, or that no one is named by any column.
    """
    known = {spelled(word): name for name, others in HEADINGS.items() for word in (name, *others.split(", "))}
    passed = {spelled(word) for word in PASSED_OVER.split(", ")}
    columns, unread, found = dict[str, str](), list[str](), list[Finding]()
    for heading in header:
        said = spelled(heading)
        name = known.get(said)
        if name in columns.values():
            found.append(Finding(file, 1, f"the column {quoted(heading)} says {name} once more", "keep one of the two"))
        elif name:
            columns[heading] = name
        elif any(fold(part) in said for part in CONSENT):
            hint = "name it consent if it says who may be named in lists; else give it another name"
            found.append(Finding(file, 1, f"the column {quoted(heading)} looks like a consent, but to what", hint))
        elif said not in passed:
            unread.append(heading)
    if not {"person", "name", "last_name", "organisation", "email"} & set(columns.values()):
        near = [f"{quoted(one)} is near to {known[close[0]]}" for one in unread if (close := nearest(one, known, 1))]
        hint = "; ".join(["name it person, name, organisation or email", *near])
        found.append(Finding(file, 1, "no column says who it is", hint))
    if found:
        raise Findings(found)
    return columns, unread


def _same(one: Registration, new: Registration) -> bool:
    if new.id and one.id == new.id:
        return True
    return _known_by(one) == _known_by(new)


def _known_by(one: Registration) -> tuple[str, ...]:
    """Return by what a registration is known again: the person, an address, or else all that tells it from others."""
    if one.person:
        return "person", one.person
    if one.email:
        return "email", one.email.casefold()
    if one.name:
        return "name", fold(one.name), fold(one.organisation or "")
    return "from", fold(one.organisation or ""), one.country or "", one.sector or ""
