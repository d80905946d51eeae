"""What a calendar in people's own language says of a meeting: its title, its hours on every clock, where it is."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cop.calendars.alongside import Days
from cop.calendars.month import days_of
from cop.calendars.places import Zones
from cop.documents.words import Texts, Words
from cop.kernel import dates
from cop.kernel.types import Day, Id, Zone
from cop.meetings.queries import sittings as meetings
from cop.meetings.sitting import OFF, Sitting
from cop.meetings.wording import MeetingTexts
from cop.store.database import Database

IN_PRESENCE = "in_presence"


class Event(NamedTuple):
    """One meeting in one language.

    `hours` are empty for whole days; `elsewhere` are those of other countries where their clocks differ; `mark` is a
    word such as cancelled.
    """

    title: str
    hours: str
    elsewhere: str
    where: str
    convener: str
    mark: str
    off: bool
    first: Day
    last: Day


class Told:
    """What meetings, bodies and the programme are called, in any language, asked for once."""

    def __init__(self, db: Database, found: Sequence[Sitting], zone: Zone) -> None:
        self.zone = zone
        self._texts, self._zones = Texts(db), Zones(db)
        self._bodies = dict(db.all("SELECT id, title FROM body"))
        self._meetings = MeetingTexts(db, self._texts)
        self._invited = meetings.invited_bodies(db, found)

    def event(self, one: Sitting, words: Words) -> Event:
        """Return a meeting as people of one language read it, in the hours of one zone."""
        first, last = days_of(one, self.zone)
        off, whole = one.status in OFF, one.takes_whole_days
        return Event(
            title=words.text(self._meetings.title(one)),
            hours="" if whole else self._hours(one),
            elsewhere="" if whole or off else self._elsewhere(one, words),
            where="" if off else self._where(one, words),
            convener=self.body(one.body, words),
            mark=words.word("cancelled") if off else words.gettext("new date") if _put_off(one) else "",
            off=off,
            first=first,
            last=last,
        )

    def days(self, one: Days, words: Words) -> Event:
        """Return a training given as people of one language read it."""
        return Event(
            title=words.gettext("Training: {topic}", topic=self.record(*one.about, words)),
            hours="",
            elsewhere="",
            where="" if one.off else one.place,
            convener=words.text(self._texts.of(one.partner[0], "name", one.partner[1])) if one.partner else "",
            mark=words.word("cancelled") if one.off else "",
            off=one.off,
            first=one.first,
            last=one.last,
        )

    def body(self, body: Id, words: Words) -> str:
        """Return what a body is called."""
        return words.text(self._texts.of(body, "title", self._bodies.get(body, "")))

    def record(self, record: Id, title: str, words: Words) -> str:
        """Return the title of any record."""
        return words.text(self._texts.of(record, "title", title))

    def _hours(self, one: Sitting) -> str:
        ends = dates.from_instant(datetime.fromisoformat(one.end_utc), self.zone)
        return f"{dates.at_zone(one.start, self.zone)[11:16]}–{ends[11:16]}"

    def _where(self, one: Sitting, words: Words) -> str:
        place = words.text(self._meetings.place(one))
        mode = words.word(one.mode) if one.mode and not (place and one.mode == IN_PRESENCE) else ""
        return " · ".join(part for part in (place, mode) if part)

    def _elsewhere(self, one: Sitting, words: Words) -> str:
        here = dates.at_zone(one.start, self.zone)[:16]
        cities: dict[str, list[str]] = defaultdict(list)
        for zone in dict.fromkeys((dates.zone_of(one.start), *self._zones.on(self._invited[one.id], one.day))):
            there = dates.at_zone(one.start, zone)[:16]
            day = f" ({words.short_day(Day(there[:10]))})" if there[:10] != here[:10] else ""
            if there != here:
                cities[there[11:] + day].append(words.city(zone))
        return " · ".join(f"{hour} {words.listed(where)}" for hour, where in cities.items())


def _put_off(one: Sitting) -> bool:
    return one.status == "postponed" or (one.moved and one.status != "held")
