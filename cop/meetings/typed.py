"""What people type of meetings becomes what records hold: hours in a zone, lengths, bodies, the dates of a series."""

from collections.abc import Collection, Iterable
from contextlib import suppress
from datetime import datetime

from cop.kernel import dates
from cop.kernel.dates import Understood
from cop.kernel.errors import BadInput, NotFound
from cop.kernel.text import fold, nearest
from cop.kernel.types import Day, Id, Rule, Word, Zone, ZonedTime
from cop.meetings import recurrence
from cop.meetings.attending import STATUSES
from cop.meetings.queries.attendance import guests_of
from cop.meetings.queries.registrations import registrations_of, strangers
from cop.meetings.queries.sittings import find_sitting, sitting
from cop.meetings.records import Guest, Registration
from cop.meetings.sitting import Sitting
from cop.store.database import Database
from cop.store.references import find, get
from cop.store.typed import Reading, local_today


def read_hour(typed: str, tz: str | None, how: Reading, *, whole_days: bool = False) -> Understood:
    """Return the hour that is meant, in the named zone or else the programme's; of whole days no hour is needed.

    Raises:
        BadInput: There is no such hour in the zone; the hint names those before and after.
    """
    zone = dates.parse_zone(tz) if tz else how.zone
    if whole_days and (day := read_if_day(typed, how)):
        return Understood(midnight(day, zone))
    return dates.parse_moment(typed, zone, how.now, how.day_first)


def read_new_hour(typed: str, tz: str | None, how: Reading, before: ZonedTime) -> Understood:
    """Return where something moves: a day alone keeps its hour, and without a zone it stays in its own."""
    zone = dates.parse_zone(tz) if tz else dates.zone_of(before)
    day = read_if_day(typed, how)
    said = f"{day} {before[11:16]}" if day else typed
    return dates.parse_moment(said, zone, how.now, how.day_first)


def read_day(typed: str, how: Reading) -> Day:
    """Return the day that is meant."""
    return dates.parse_day(typed, local_today(how), how.day_first)


def read_if_day(typed: str, how: Reading) -> Day | None:
    """Return the day that is meant; None when more, or something else, is said."""
    try:
        return read_day(typed, how)
    except BadInput:
        return None


def read_rhythm(rule: str, begin: str | None, tz: str | None, how: Reading) -> tuple[Rule, Understood]:
    """Return the rule and the first hour of a series: on the day given, else on the first from today that fits.

    Raises:
        BadInput: It is no rhythm, the hour is missing, or the first day does not fit.
    """
    words, clock = recurrence.parse_rule(rule)
    if clock is None:
        raise BadInput(f'the hour of "{words}" is missing', f'write it at the end: "{words} 10:00"')
    zone = dates.parse_zone(tz) if tz else how.zone
    today = dates.local_day(dates.from_instant(how.now, zone))
    if begin is None:
        first = recurrence.first_fit(words, today)
    else:
        first = read_day(begin, how)
        recurrence.check(words, first)
    return words, dates.parse_moment(f"{first} {clock}", zone, how.now)


def read_last_day(typed: str | None, how: Reading) -> Day | None:
    """Return the last of several whole days, where one is said."""
    return read_day(typed, how) if typed else None


def read_word(typed: str | None) -> Word | None:
    """Return a word of an open vocabulary as records spell it: Field visit is field_visit."""
    return Word(typed.strip().lower().replace(" ", "_")) if typed else None


def read_country(typed: str | None) -> str | None:
    """Return a country's code as records spell it; what is none stays as typed, for the rules to refuse."""
    return typed.upper() if typed and len(typed) == 2 else typed or None


def read_status(typed: str) -> Word:
    """Return the word that says how somebody took part in a meeting, in English or as documents in any language say it.

    Raises:
        BadInput: There is no such word; the hint names the one that may be meant.
    """
    word = read_word(typed) or Word("")
    if word in STATUSES:
        return word
    if said := _in_any_language().get(fold(typed)):
        return said
    near = [one for one in STATUSES if word and one.startswith(word)] or nearest(typed, STATUSES, 1)
    meant = f"did you mean {' or '.join(near)}? the words are" if near else "use one of"
    raise BadInput(f'"{typed}" does not say how somebody took part', f"{meant} {', '.join(STATUSES)}")


def _in_any_language() -> dict[str, Word]:
    from cop.documents.words import Words, languages

    spoken = [Words(language) for language in languages()]
    return {fold(words.word(status)): Word(status) for words in spoken for status in STATUSES}


def read_minutes(typed: str | None, default: int) -> int:
    """Return a length in minutes."""
    return dates.parse_minutes(typed) if typed else default


def find_invited(db: Database, typed: str, people: Collection[Id]) -> Id:
    """Return the person who is meant; one partner's name means the only one of its people among those invited.

    Raises:
        NotFound: There is none, or several.
    """
    try:
        return Id(find(db, "person", typed))
    except NotFound:
        with suppress(NotFound):
            rows = db.all("SELECT id FROM person WHERE partner = :partner", partner=find(db, "partner", typed))
            of_partner = [Id(row[0]) for row in rows if row[0] in people]
            if len(of_partner) == 1:
                return of_partner[0]
        raise


def find_guest(db: Database, of: Sitting, typed: str) -> Guest | None:
    """Return the one guest of a meeting who is meant, by the beginning of the id, by name or by organisation."""
    said = fold(typed)
    found = [
        guest
        for guest in guests_of(db, [of.id])[of.id]
        if (len(typed) >= 4 and guest.id.startswith(typed.lower()))
        or (said and said in (fold(guest.name or ""), fold(guest.organisation or "")))
    ]
    return found[0] if len(found) == 1 else None


def find_stranger(db: Database, of: Sitting, typed: str) -> Registration | None:
    """Return the one registered for a meeting, unknown to the programme, who is meant; by id, name or organisation."""
    return _called_so(strangers(db, of.id), typed)


def find_registration(db: Database, typed: str) -> tuple[Sitting, Registration]:
    """Return the registration that is meant, and its event: by the beginning of its id, or as EVENT/WHO.

    Raises:
        NotFound: There is none, or several.
    """
    event, slash, who = typed.rpartition("/")
    if not slash:
        try:
            one = get(db, Registration, typed)
        except NotFound as error:
            raise NotFound(error.message, _who_is_registered(db, typed)) from None
        return sitting(db, one.meeting), one
    of = find_sitting(db, event)
    known = registrations_of(db, [of.id])[of.id]
    with suppress(NotFound):
        person = find(db, "person", who)
        of_person = [one for one in known if one.person == person]
        if of_person:
            return of, of_person[0]
    of_stranger = find_stranger(db, of, who) or _called_so((one for one in known if one.person is None), who)
    if of_stranger:
        return of, of_stranger
    raise NotFound(f'nobody called "{who}" is registered for {of.ref}', f"cop registration list {of.ref} shows who is")


def _who_is_registered(db: Database, typed: str) -> str:
    """Return the hint for who named an event, and nobody who is registered for it."""
    with suppress(NotFound):
        of = find_sitting(db, typed)
        return f"{of.ref} is an event; cop registration list {of.ref} shows who is registered for it"
    return "cop registration list EVENT shows who is"


def _called_so(found: Iterable[Registration], typed: str) -> Registration | None:
    said = fold(typed)
    meant = [
        one
        for one in found
        if (len(typed) >= 4 and one.id.startswith(typed.lower()))
        or (said and said in (fold(one.name or ""), fold(one.organisation or "")))
    ]
    return meant[0] if len(meant) == 1 else None


def find_bodies(db: Database, typed: Iterable[str]) -> list[Id]:
    """Return the ids of the bodies that are named."""
    return [Id(find(db, "body", one)) for one in typed]


def midnight(day: Day, zone: Zone) -> ZonedTime:
    """Return the beginning of a day in a zone."""
    return dates.make(datetime.fromisoformat(f"{day}T00:00"), zone)
