"""Certificates of attendance: a page to print for everyone who came to a training, a school or another event."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from cop.activities.training.standing import CAME
from cop.documents.words import Text, Texts, Words
from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.attending import FOR_ANOTHER
from cop.meetings.queries.attendance import attendance_of
from cop.meetings.queries.registrations import registrations_of
from cop.meetings.sitting import Sitting
from cop.meetings.wording import MeetingTexts
from cop.store.database import Database, first, within

DENSE, PACKED = 520, 820
"""Letters of a certificate beyond which all of it is written smaller, and smaller still."""
LONG = 60
"""Letters of a name or a title beyond which it is written smaller."""


class Holder(NamedTuple):
    """Somebody who came to an event, on some of its days; None stands for all of them.

    Who was represented did not come: the certificate is for the person who came instead. A person whom the programme
    does not know has an organisation and no role. Guests came beside, and get none.
    """

    person: Id | None
    name: str | None
    role: Text
    organisation: Text
    days: frozenset[Day | None]


class Page(NamedTuple):
    """What stands on one certificate; without a name it has a line to write it on."""

    words: Words
    programme: str
    name: str
    role: str
    event: str
    about: str
    facts: tuple[tuple[str, str], ...]
    statement: str
    said: Mapping[str, str]

    @property
    def letters(self) -> str:
        """How large all of it is written, so that it stays on one sheet of paper."""
        told = (self.programme, self.name, self.role, self.event, self.about, self.statement)
        count = sum(map(len, told)) + sum(map(len, chain.from_iterable(self.facts)))
        return "packed" if count > PACKED else "dense" if count > DENSE else "roomy"

    def size(self, said: str) -> str:
        """Return how large a text is written."""
        return "long" if len(said) > LONG else "short"


class _More(NamedTuple):
    """The topic of the cycle that an event concerns, who is host to it, and who funds the programme."""

    topic: Text
    host: Text
    funder: Text


def holders(db: Database, of: Sitting, texts: Texts) -> list[Holder]:
    """Return everyone who came to an event, by partner and role, and after them those whom the programme knows not."""
    came = _came(db, of)
    rows = within(
        db,
        "SELECT h.id, h.name, h.title, p.id, p.name FROM person h LEFT JOIN partner p ON p.id = h.partner "
        "WHERE h.id IN (:values)",
        sorted(came),
    )
    known = [
        Holder(person, name, texts.of(person, "title", title), texts.of(partner or "", "name", of_partner or ""),
               frozenset(came[person]))
        for person, name, title, partner, of_partner in rows
    ]  # fmt: skip
    others = [
        Holder(None, each.name, Text(""), Text(each.organisation or ""), frozenset([None]))
        for each in registrations_of(db, [of.id])[of.id]
        if each.person is None and each.status == "attended"
    ]
    by_place = sorted(known, key=lambda one: (one.organisation.words, one.role.words, one.person or ""))
    return by_place + sorted(others, key=lambda one: (one.organisation.words, one.name or ""))


def pages(db: Database, of: Sitting, found: Sequence[Holder], texts: Texts, words: Words) -> Iterator[Page]:
    """Yield a certificate for each of those who came to an event, in one language."""
    row = first(db, "SELECT id, title, funder_statement FROM programme ORDER BY id")
    programme, title, statement = row or ("", "", None)
    meetings, more, said = MeetingTexts(db, texts), _more(db, of, texts), _said(words)
    event, topic = words.text(meetings.title(of)), words.text(more.topic)
    for one in found:
        yield Page(
            words,
            words.text(texts.of(programme, "title", title)),
            one.name or "",
            words.joined(filter(None, (words.text(one.role), words.text(one.organisation)))),
            event,
            "" if topic.casefold() in event.casefold() else topic,
            tuple(_facts(of, one, meetings, more, words)),
            words.text(texts.of(programme, "funder_statement", statement or "")),
            said,
        )


def html(found: Sequence[Page]) -> str:
    """Return the pages as one file that needs no other and runs nothing."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("cop.activities.training"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip
    return environment.get_template("certificates.html").render(pages=found, words=found[0].words)


def _said(words: Words) -> dict[str, str]:
    """Return what stands on every certificate."""
    return {
        "title": words.gettext("Certificate of attendance"),
        "to": words.gettext("awarded to"),
        "for": words.gettext("for taking part in"),
        "name": words.gettext("Name"),
        "where": words.gettext("Place and date"),
        "who": words.gettext("Name and role"),
        "signature": words.gettext("Signature"),
    }


def _came(db: Database, of: Sitting) -> dict[Id, set[Day | None]]:
    """Return who of the programme sat there themselves, and on which days."""
    found: dict[Id, set[Day | None]] = {}
    for mark in attendance_of(db, [of.id])[of.id]:
        sat = mark.person if mark.status in CAME else mark.represented_by if mark.status in FOR_ANOTHER else None
        if sat:
            found.setdefault(sat, set()).add(mark.attended_on)
    for each in registrations_of(db, [of.id])[of.id]:
        if each.person and each.status == "attended":
            found.setdefault(each.person, {None})
    return found


def _more(db: Database, of: Sitting, texts: Texts) -> _More:
    row: Any = first(
        db,
        "SELECT c.id, c.title, p.id, p.name, f.id, f.name FROM meeting m LEFT JOIN cycle c ON c.id = m.concerns "
        "LEFT JOIN partner p ON p.id = m.host LEFT JOIN partner f ON f.id IN (SELECT funder FROM programme) "
        "WHERE m.id = :id",
        id=of.id,
    )
    cycle, topic, host, host_name, funder, funder_name = (said or "" for said in row or [""] * 6)
    return _More(
        texts.of(cycle, "title", topic), texts.of(host, "name", host_name), texts.of(funder, "name", funder_name)
    )


def _facts(of: Sitting, one: Holder, meetings: MeetingTexts, more: _More, words: Words) -> Iterator[tuple[str, str]]:
    """Yield when and where it was, and the days on which somebody came, where those are not all of it."""
    last = of.last_on or of.day
    yield words.gettext("Date"), _span(of.day, last, words)
    days = sorted(day for day in one.days if day)
    spans = list(_together(days))
    if None not in one.days and spans != [(of.day, last)]:
        yield words.gettext("Present on"), words.listed([_span(*each, words) for each in spans])
    if place := words.text(meetings.place(of)):
        yield words.gettext("Place"), place
    if host := words.text(more.host):
        yield words.gettext("Host"), host
    if of.mode:
        yield words.gettext("Held"), words.word(of.mode)
    if funder := words.text(more.funder):
        yield words.gettext("Funder"), funder


def _together(days: Iterable[Day]) -> Iterator[tuple[Day, Day]]:
    """Yield the first and the last of each row of days that follow one another."""
    begun = ended = None
    for day in days:
        if begun and ended and day != dates.shift(ended, 1):
            yield begun, ended
            begun = None
        begun, ended = begun or day, day
    if begun and ended:
        yield begun, ended


def _span(begins: Day, ends: Day, words: Words) -> str:
    return " – ".join(words.date(day) for day in dict.fromkeys((begins, ends)))
