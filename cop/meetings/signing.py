"""The sheet that people sign when they come to a meeting: everyone invited, a line each, and lines for guests."""

from cop.documents.blocks import Cell, Column, Document, Heading, Paragraph, Table
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.meetings.attending import days_of
from cop.meetings.queries.attendance import invited
from cop.meetings.sitting import Sitting
from cop.meetings.wording import MeetingTexts
from cop.store.database import Database, first, within

GUESTS = 6
"""Empty lines for those who come uninvited."""
LINE = "\n" + "." * 24
"""Where somebody signs: room for a hand, above a line that is seen on paper and in a plain text alike."""


def sheet(db: Database, of: Sitting, words: Words) -> Document:
    """Return the sheet of a meeting in one language, with a place to sign for each of its days."""
    texts = Texts(db)
    meetings = MeetingTexts(db, texts)
    people = _people(db, of, texts, words)
    signed = _places_to_sign(of, words)
    numbered = [(words.number(at), *person) for at, person in enumerate(people, start=1)]
    nobody = [("", LINE, LINE)] * GUESTS
    titles = (words.gettext("Role"), words.gettext("Partner"))
    of_guests = (words.gettext("Name"), words.gettext("Organisation"))
    invited_rows = (
        _table(numbered, titles, signed)
        if people
        else Paragraph(words.gettext("no data: nobody was invited"), role="empty")
    )
    return Document(
        title=words.gettext("Attendance sheet"),
        subtitle=words.text(meetings.title(of)),
        facts=_facts(db, of, texts, meetings, words),
        blocks=(invited_rows, Heading(words.gettext("Guests"), 2), _table(nobody, of_guests, signed)),
        language=words.tag,
        direction="rtl" if words.is_rtl else "ltr",
        footer=_programme(db, texts, words),
        made_at=of.start_utc,
    )


def _table(rows: list[tuple[str, str, str]], titles: tuple[str, str], signed: list[str]) -> Table:
    named = (Column("", "end"), *(Column(title, share=4) for title in titles))
    columns = (*named, *(Column(day, share=4) for day in signed))
    return Table(columns, tuple((*map(Cell, row), *(Cell(LINE) for _ in signed)) for row in rows))


def _places_to_sign(of: Sitting, words: Words) -> list[str]:
    days = days_of(of.day, of.last_on)
    return [words.gettext("Signature")] if len(days) == 1 else [words.short_day(day) for day in days]


def _people(db: Database, of: Sitting, texts: Texts, words: Words) -> list[tuple[str, str]]:
    """Return role and partner of everyone invited, by partner as the language calls it."""
    rows = within(
        db,
        "SELECT h.id, h.title, p.id, p.name FROM person h LEFT JOIN partner p ON p.id = h.partner "
        "WHERE h.id IN (:values)",
        invited(db, [of])[of.id],
    )
    told = [
        (words.text(texts.of(person, "title", title)), words.text(texts.of(partner, "name", name)) if partner else "")
        for person, title, partner, name in rows
    ]
    return sorted(told, key=lambda one: (one[1], one[0]))


def _facts(
    db: Database, of: Sitting, texts: Texts, meetings: MeetingTexts, words: Words
) -> tuple[tuple[str, str], ...]:
    (body,) = first(db, "SELECT title FROM body WHERE id = :id", id=of.body) or ("",)
    days = days_of(of.day, of.last_on)
    found = [
        (words.gettext("Convened by"), words.text(texts.of(of.body, "title", body))),
        (words.gettext("Date"), " - ".join(words.day(day) for day in dict.fromkeys((days[0], days[-1])))),
        (words.gettext("Hours"), "" if len(days) > 1 else _hours(of, words)),
        (words.gettext("Place"), words.text(meetings.place(of))),
        (words.gettext("Held"), words.word(of.mode) if of.mode else ""),
    ]
    return tuple(pair for pair in found if pair[1])


def _hours(of: Sitting, words: Words) -> str:
    zone = dates.zone_of(of.start)
    hours = dates.say_hours(of.start, of.duration_minutes).removesuffix(dates.city(zone)).strip()
    return words.gettext("{hours} in {city}", hours=hours, city=words.city(zone))


def _programme(db: Database, texts: Texts, words: Words) -> str:
    row = first(db, "SELECT id, title FROM programme ORDER BY id")
    return words.text(texts.of(row[0], "title", row[1])) if row else ""
