"""A table of who registered for an event: as a form on the web or `registration list` wrote it, or one's own."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from cop.exchange import csv_file
from cop.exchange.csv_file import Row
from cop.exchange.findings import Finding, Findings, quoted
from cop.kernel.errors import BadInput, CopError
from cop.kernel.text import fold, nearest
from cop.kernel.types import Day, Id, Word
from cop.meetings.operations.registering import check
from cop.meetings.queries.registrations import STATUSES, registrations_of
from cop.meetings.records import Registration
from cop.meetings.sitting import Sitting
from cop.meetings.typed import read_country, read_day, read_word
from cop.store import references
from cop.store.database import Database
from cop.store.typed import NO, YES, Reading

HEADINGS = {
    "person": "code, participant code, person code",
    "name": "full name, name and surname, name surname, your name, participant, participant name, nom, nom complet, "
    "nome, nome e cognome, الاسم, الاسم الكامل",
    "first_name": "first name, given name, forename, prénom",
    "last_name": "last name, surname, family name, cognome",
    "organisation": "organization, institution, company, municipality, employer, affiliation, works for, "
    "your organisation, organisme, ente, organizzazione, المؤسسة, الجهة, البلدية",
    "country": "country code, nation, pays, paese, البلد, الدولة",
    "sector": "type of organisation, type of organization, kind of organisation, secteur, settore, القطاع",
    "sex": "gender, genre, genere, sesso, sexe, الجنس",
    "email": "e-mail, mail, email address, e-mail address, user email, your email, courriel, البريد الإلكتروني",
    "relation": "relation to the theme, link to the theme, your link to the theme, motivation, role, title, position",
    "may_be_listed": "consent, consent to be listed, may be listed, may we list your name, "
    "do you agree to be listed, i agree to be listed, agreed, listed, موافقة",
    "registered_on": "registered, registration date, date, day, on, timestamp, submitted at, registration time, "
    "horodateur, informazioni cronologiche, طابع زمني",
    "status": "registration status, approval status",
    "meeting": "event",
    "id": "registration id",
}
"""What each column says, and other headings for it."""
PASSED_OVER = "ref, number, no, nr, person_title, partner, partner_name, came, signature"
"""Headings of columns that `registration list` writes beside, or that number rows."""
WORDS = {
    "female": "f, woman, w, femme, donna, femmina, أنثى, امرأة",
    "male": "m, man, homme, uomo, maschio, ذكر, رجل",
    "registered": "approved, pending, waiting, new",
    "confirmed": "accepted, yes",
    "cancelled": "canceled, withdrawn, denied, declined, no",
    "attended": "came, present, online",
    "absent": "no show, missing",
}
"""Other words for the values of sex and status."""
AGREED = "x, i agree, agree, agreed, yes i agree, oui, si, sì, d'accordo, d'accord, نعم, أوافق, موافق"
REFUSED = "i do not agree, i don't agree, disagree, non, لا, لا أوافق"


class Told(NamedTuple):
    """What a file tells: each registration with what was known of the same one, and columns that nobody read."""

    found: list[tuple[Registration | None, Registration]]
    unread: list[str]


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
    return Told(_Rows(db, of, file, how, columns).told(sheet.rows), unread)


class _Rows:
    """The rows of one file, read one by one; what is wrong in them is gathered."""

    def __init__(self, db: Database, of: Sitting, file: str, how: Reading, columns: dict[str, str]) -> None:
        self.db, self.of, self.file, self.how = db, of, file, how
        self.columns = columns
        self.found: list[Finding] = []
        self.lines: dict[tuple[str, ...], int] = {}
        self.known = registrations_of(db, [of.id])[of.id]
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
        try:
            new = self._registration(said)
            self._only_once(new, row.line)
            return self._met(new, said)
        except CopError as error:
            self.found.append(Finding(self.file, row.line, error.message, error.hint))
            return None

    def _registration(self, said: dict[str, str]) -> Registration:
        if said.get("meeting") and said["meeting"] != self.of.ref:
            raise BadInput(f"this row is about {quoted(said['meeting'])}, not about {self.of.ref}")
        name = said.get("name") or " ".join(filter(None, (said.get("first_name"), said.get("last_name"))))
        person = self._person(said)
        new = Registration(
            id=Id(said.get("id", "")), meeting=self.of.id, person=person, name=None if person else name or None,
            organisation=said.get("organisation") or None, country=_country(said.get("country")),
            sector=read_word(said.get("sector")), sex=_word(said, "sex", ("female", "male")),
            email=said.get("email") or None, relation=said.get("relation") or None,
            may_be_listed=_agreed(said.get("may_be_listed", "")), registered_on=self._day(said.get("registered_on")),
            status=_word(said, "status", STATUSES) or Word("registered"),
        )  # fmt: skip
        if person:
            new = replace(new, organisation=None, country=None, sector=None, sex=None, email=None)
        elif not any((new.name, new.organisation, new.email, new.sector, new.country)):
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
    known = {_spelled(word): name for name, others in HEADINGS.items() for word in (name, *others.split(", "))}
    passed = {_spelled(word) for word in PASSED_OVER.split(", ")}
    columns, unread, found = dict[str, str](), list[str](), list[Finding]()
    for heading in header:
        spelled = _spelled(heading)
        name = known.get(spelled)
        if name in columns.values():
            found.append(Finding(file, 1, f"the column {quoted(heading)} says {name} once more", "keep one of the two"))
        elif name:
            columns[heading] = name
        elif spelled not in passed:
            unread.append(heading)
    if not {"person", "name", "last_name", "organisation", "email"} & set(columns.values()):
        near = [f"{quoted(one)} is near to {known[close[0]]}" for one in unread if (close := nearest(one, known, 1))]
        hint = "; ".join(["name it person, name, organisation or email", *near])
        found.append(Finding(file, 1, "no column says who it is", hint))
    if found:
        raise Findings(found)
    return columns, unread


def _spelled(heading: str) -> str:
    """Return a heading without what forms add: brackets, marks that it is required, underscores."""
    return fold(re.sub(r"\(.*?\)|[:*?؟]", "", heading).replace("_", " ").strip())


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


def _word(said: dict[str, str], name: str, choices: tuple[str, ...]) -> Word | None:
    """Return one of a few words, in whatever way it is said.

    Raises:
        BadInput: It is none of them.
    """
    typed = said.get(name)
    if not typed:
        return None
    meant = {_spelled(word): choice for choice in choices for word in (choice, *WORDS[choice].split(", "))}
    if _spelled(typed) not in meant:
        raise BadInput(f"{name} cannot be {quoted(typed)}", f"it takes {', '.join(choices)}, or nothing")
    return Word(meant[_spelled(typed)])


def _agreed(typed: str) -> bool:
    """Return whether somebody agreed to be listed; an empty cell is no agreement.

    Raises:
        BadInput: It is neither a yes nor a no.
    """
    spelled = _spelled(typed)
    if not spelled or spelled in {*map(_spelled, NO), *map(_spelled, REFUSED.split(", "))}:
        return False
    if spelled in {*map(_spelled, YES), *map(_spelled, AGREED.split(", "))}:
        return True
    raise BadInput(f"consent cannot be {quoted(typed)}", "it takes yes, no, or nothing")


def _country(typed: str | None) -> str | None:
    """Return the code of a country, which forms call by its name in one of several languages.

    Raises:
        BadInput: No country is called so.
    """
    said = read_country(typed)
    if said is None or len(said) == 2:
        return said
    if fold(said) not in _countries():
        near = nearest(said, _countries(), 1)
        hint = f"did you mean {_countries()[near[0]]}?" if near else "write its code, such as LY, or its English name"
        raise BadInput(f"no country is called {quoted(said)}", hint)
    return _countries()[fold(said)]


SPOKEN = ("en", "ar", "fr", "it")
"""Languages in which people write the names of countries."""


@cache
def _countries() -> dict[str, str]:
    from babel import Locale

    return {
        fold(str(name)): str(code)
        for language in SPOKEN
        for code, name in Locale.parse(language).territories.items()
        if len(code) == 2
    }
