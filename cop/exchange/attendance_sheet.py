"""A table of who came to a meeting, as `attendance list` wrote it, as a call's own list, or as somebody made it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from cop.exchange import csv_file
from cop.exchange.csv_file import Row
from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.errors import BadInput, CopError
from cop.kernel.text import fold, nearest
from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import attends, usual
from cop.meetings.operations.attendance import check, check_guest
from cop.meetings.queries.attendance import guests_of
from cop.meetings.queries.registrations import strangers
from cop.meetings.records import Attendance, Guest, Registration
from cop.meetings.sitting import Sitting
from cop.meetings.typed import read_country, read_last_day, read_status, read_word
from cop.store import references
from cop.store.database import Database
from cop.store.typed import Reading

HEADINGS = {
    "person": "code, who, participant, attendee, participant code",
    "person_title": "role, title, position, function",
    "partner": "partner code",
    "partner_name": "municipality, works for",
    "status": "attendance, attended, how",
    "represented_by": "by, represented by, instead, instead came",
    "attended_on": "day, date, on",
    "name": "full name, name original name, participant name, guest name",
    "organisation": "organization, institution, company",
    "country": "country code",
    "sector": "",
    "sex": "gender",
    "meeting": "",
    "id": "",
}
"""What each column says, and other headings for it."""
PASSED_OVER = (
    "represented_by_title, invited, number, no, signature, email, user email, e-mail, join time, leave time, duration, "
    "total duration, recording consent, in waiting room, guest, note"
)
"""Headings of columns that say nothing cop needs: of its own list, of a sheet to sign, and of a call's list."""
WHO = ("person", "person_title", "name")
"""The column that says who it is: the first of these that the file has."""
OF_GUESTS = ("name", "organisation", "country", "sector")


class Told(NamedTuple):
    """What a file tells: marks of people, guests, each with what was known of the same one before, and strangers.

    Strangers are those registered whom the programme does not know: what their registration says, by its id.
    """

    marks: list[Attendance]
    guests: list[tuple[Guest | None, Guest]]
    strangers: dict[Id, Word]


def read(db: Database, of: Sitting, data: bytes, file: str, how: Reading) -> Told:
    """Return what a file tells of those who came to a meeting.

    A person without a status is passed over where there is a column for it; where there is none, everybody named came.

    Raises:
        Findings: All that is wrong in it, with the lines.
    """
    sheet = csv_file.read(data, file)
    columns = _columns(sheet.header, file)
    return _Rows(db, of, file, how, columns).told(sheet.rows)


class _Rows:
    """The rows of one file, read one by one; what is wrong in them is gathered."""

    def __init__(self, db: Database, of: Sitting, file: str, how: Reading, columns: dict[str, str]) -> None:
        self.db, self.of, self.file, self.how = db, of, file, how
        self.columns = columns
        self.who = next((name for name in WHO if name in columns.values()), None)
        self.found: list[Finding] = []
        self.lines: dict[tuple[Id, Day | None], int] = {}
        self.known = guests_of(db, [of.id])[of.id]
        self.registered = strangers(db, of.id)
        if self.who is None:
            raise Findings([Finding(file, 1, "no column says who it is", "name it person, role or name")])

    def told(self, rows: list[Row]) -> Told:
        """Return what all rows tell."""
        read = [one for row in rows for one in self._heard(row)]
        if self.found:
            raise Findings(self.found)
        marks = [one for one in read if isinstance(one, Attendance)]
        guests = [self._met(one) for one in read if isinstance(one, Guest)]
        return Told(marks, guests, {one.id: one.status for one in read if isinstance(one, Registration)})

    def _heard(self, row: Row) -> Iterator[Attendance | Guest | Registration]:
        said = {self.columns[heading]: cell.strip() for heading, cell in row.cells.items() if heading in self.columns}
        try:
            self._same_meeting(said)
            if stranger := self._stranger(said):
                if "status" not in said or said["status"]:
                    yield replace(stranger, status=Word("attended" if attends(self._status(said)) else "absent"))
            elif said.get(self.who or ""):
                yield from self._mark(said, row.line)
            elif any(said.get(name) for name in OF_GUESTS):
                yield self._guest(said)
        except CopError as error:
            self.found.append(Finding(self.file, row.line, error.message, error.hint))

    def _same_meeting(self, said: dict[str, str]) -> None:
        if said.get("meeting") and said["meeting"] != self.of.ref:
            raise BadInput(f"this row is about {quoted(said['meeting'])}, not about {self.of.ref}")

    def _mark(self, said: dict[str, str], line: int) -> Iterator[Attendance]:
        if "status" in said and not said["status"]:
            if said.get("represented_by"):
                raise BadInput("status is missing", "say represented or acting where somebody came instead")
            return
        person, by = self._person(said), said.get("represented_by")
        mark = Attendance(
            meeting=self.of.id, person=person, status=self._status(said),
            represented_by=Id(references.find(self.db, "person", by)) if by else None, attended_on=self._day(said),
        )  # fmt: skip
        check(self.db, self.of, mark)
        first = self.lines.setdefault((mark.person, mark.attended_on), line)
        if first != line:
            who = references.label(self.db, "person", person)
            raise BadInput(f"{who} ({references.short(self.db, 'person', person)}) stands in line {first} already",
                           "keep one of the two rows")  # fmt: skip
        yield mark

    def _stranger(self, said: dict[str, str]) -> Registration | None:
        """Return who registered and is meant by a row: by the registration's id, or by name and organisation."""
        if said.get("person"):
            return None
        who = fold(said.get("name", "")), fold(said.get("organisation", ""))
        for one in self.registered:
            named = fold(one.name or ""), fold(one.organisation or "")
            if said.get("id") == one.id or (who[0] and who[0] == named[0] and who[1] in ("", named[1])):
                return one
        return None

    def _guest(self, said: dict[str, str]) -> Guest:
        country, sex = said.get("country"), said.get("sex")
        guest = Guest(
            id=Id(said.get("id", "")), meeting=self.of.id, name=said.get("name") or None,
            organisation=said.get("organisation") or None, country=read_country(country),
            sector=read_word(said.get("sector")), sex=read_word(sex), status=self._status(said),
            attended_on=self._day(said),
        )  # fmt: skip
        if guest.status not in ("present", "online"):
            raise BadInput(f"a guest is not {guest.status}", "a guest came present or online, else leave the row away")
        if guest.sex not in (None, "female", "male"):
            raise BadInput(f"sex cannot be {quoted(str(sex))}", "it takes female, male, or nothing")
        check_guest(self.of, guest)
        return guest

    def _met(self, guest: Guest) -> tuple[Guest | None, Guest]:
        """Return a guest with the record of the same one, so that a file read twice tells nothing new."""
        same = [one for one in self.known if one.id == guest.id or _alike(one, guest)]
        if not same:
            return None, replace(guest, id=Id(""))
        self.known.remove(same[0])
        return same[0], replace(guest, id=same[0].id, sex=guest.sex or same[0].sex, team=same[0].team,
                                src=same[0].src, note=same[0].note)  # fmt: skip

    def _status(self, said: dict[str, str]) -> Word:
        return read_status(said["status"]) if said.get("status") else usual(self.of.mode)

    def _day(self, said: dict[str, str]) -> Day | None:
        """Return the day of a meeting of several; that of any other may stand there and says nothing."""
        day = read_last_day(said.get("attended_on"), self.how)
        return None if day == self.of.day and not self.of.last_on else day

    def _person(self, said: dict[str, str]) -> Id:
        """Return the person who is meant: of many of the same role, the one of the partner that the row names."""
        typed = said[self.who or ""]
        at = {fold(said[name]) for name in ("partner", "partner_name") if said.get(name)}
        rows = self.db.all(
            "SELECT h.id, h.title, p.code, p.name FROM person h JOIN partner p ON p.id = h.partner ORDER BY h.id"
        ) if at else []  # fmt: skip
        of_partner = [row[0] for row in rows if fold(row[1]) == fold(typed) and at & {fold(row[2] or ""), fold(row[3])}]
        return Id(of_partner[0] if len(of_partner) == 1 else references.find(self.db, "person", typed))


def _columns(header: list[str], file: str) -> dict[str, str]:
    """Return what each heading stands for, passing over those that say nothing here.

    Raises:
        Findings: Headings that nobody understands, or that say the same twice.
    """
    known = {fold(word): name for name, others in HEADINGS.items() for word in (name, *others.split(", ")) if word}
    passed = {fold(word) for word in PASSED_OVER.split(", ")}
    columns, found = dict[str, str](), list[Finding]()
    for heading in header:
        spelled = fold(re.sub(r"\(.*?\)|[:*?]", "", heading))
        name = known.get(spelled)
        if name in columns.values():
            found.append(Finding(file, 1, f"the column {quoted(heading)} says {name} once more", "keep one of the two"))
        elif name:
            columns[heading] = name
        elif spelled not in passed:
            near = nearest(heading, known, 1)
            hint = f"did you mean {known[near[0]]}?" if near else f"columns are {', '.join(HEADINGS)}"
            found.append(Finding(file, 1, f"no list of those who came has a column {quoted(heading)}", hint))
    if found:
        raise Findings(found)
    return columns


def _alike(one: Guest, other: Guest) -> bool:
    told = (*OF_GUESTS, "attended_on")
    return all(getattr(one, name) == getattr(other, name) for name in told)
