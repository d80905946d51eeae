"""Turns a diary into the events of one calendar: a series is one event, and what differs stands beside it.

docs/adr/0006 says why a series is never cut to a window, and why a cancelled meeting stays in a feed.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import islice
from typing import NamedTuple, TypeAlias

from cop.calendars import ics, wording
from cop.calendars.alongside import Days
from cop.calendars.diary import Diary
from cop.calendars.ics import Event
from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment, Zone, ZonedTime
from cop.meetings import recurrence
from cop.meetings.sitting import OFF, Rhythm, Sitting, occurrence
from cop.meetings.whose import ALWAYS, EVERYBODY, Span, Whose

YEAR = 366
MOST_ALONE = 520
"""Of a series whose zone no rule can tell, so many dates are written one by one: ten years of a weekly one."""
Window: TypeAlias = Span


class Course(NamedTuple):
    """One series as one calendar shows it.

    Attributes:
        of: The series.
        until_on: The last date that it has here; None when it goes on.
        left_out: Dates of the rule up to then that are not to be shown as the rule says.
        exceptions: Dates that are shown in another way.
        whole: Whether the calendar shows more than the exceptions.
    """

    of: Rhythm
    until_on: Day | None
    left_out: list[Day]
    exceptions: list[Sitting]
    whole: bool


class Feed:
    """One calendar: the events of a diary that concern somebody and, with a window, have to do with its days.

    Of a series that has any date in the window all dates are shown, skipped ones included: the files of two months
    say the same of it, and either may be read after the other.
    """

    def __init__(self, diary: Diary, whose: Whose = EVERYBODY, window: Window = ALWAYS) -> None:
        self._diary = diary
        self._single = [
            one
            for one in diary.single
            if one.last_day >= window[0]
            and one.day <= window[1]
            and (whose.covers(diary.bodies_of(one), one.day) or whose.names(diary.registered.get(one.id, ())))
        ]
        self._alongside = [
            one
            for one in diary.alongside
            if one.last >= window[0]
            and one.first <= window[1]
            and (whose.covers(one.bodies, one.first) or whose.names(one.people))
        ]
        courses = (_course(diary, each, whose) for each in diary.series.values() if _in_window(diary, each, window))
        self._courses = [course for course in courses if course.whole or course.exceptions]

    @property
    def count(self) -> tuple[int, int, int]:
        """How many single meetings, how many series, and how many whole days beside them it shows."""
        return len(self._single), len(self._courses), len(self._alongside)

    def pieces(self, name: str) -> Iterator[bytes]:
        """Yield the calendar as bytes, event by event."""
        return ics.write(self.events(), self.zones(), name=name)

    def zones(self) -> set[Zone]:
        """Return the zones that the events name."""
        series = [course.of.start for course in self._courses]
        meetings = [*self._single, *(one for course in self._courses for one in course.exceptions)]
        hours = [one.start for one in meetings if not one.takes_whole_days]
        return {dates.zone_of(start) for start in (*series, *hours)}

    def events(self) -> Iterator[Event]:
        """Yield the events in the order in which a calendar is written."""
        found: list[tuple[Id, Sitting | Course | Days]] = [(one.id, one) for one in self._single]
        found += [(days.id, days) for days in self._alongside]
        found += [(course.of.id, course) for course in self._courses if ics.may_repeat(course.of.start)]
        for course in self._courses:
            if not ics.may_repeat(course.of.start):
                found += ((one.id, one) for one in _one_by_one(course))
        for _, one in sorted(found, key=lambda pair: pair[0]):
            if isinstance(one, Sitting):
                yield self._meeting(one)
            elif isinstance(one, Days):
                yield self._days(one)
            else:
                yield from self._series(one)

    def _meeting(self, one: Sitting) -> Event:
        revisions = self._diary.revisions
        of_series = one.series and one.original_on and revisions.of_occurrence(one.series, one.original_on, one.id)
        revision = of_series or revisions.of(one.id)
        return _event(self._diary, one, _uid(one.id), revision.entries, revision.modified)

    def _days(self, one: Days) -> Event:
        revision = self._diary.revisions.of(one.id)
        return Event(
            uid=_uid(one.id),
            sequence=revision.entries,
            modified=revision.modified,
            start=one.first,
            end=dates.shift(one.last, 1),
            summary=wording.summary(one.title, "cancelled" if one.off else ""),
            description="\n".join((*wording.days(one.first, one.last), *one.told)),
            location=one.place,
            status="CANCELLED" if one.off else "CONFIRMED",
            transparent=True,
        )

    def _series(self, course: Course) -> Iterator[Event]:
        if course.whole:
            yield _whole(self._diary, course)
        for one in sorted(course.exceptions, key=lambda one: dates.instant(_by_rule(course.of, one))):
            yield self._exception(course.of, one)

    def _exception(self, of: Rhythm, one: Sitting) -> Event:
        assert one.original_on is not None, "only dates of a series are exceptions"
        revision = self._diary.revisions.of_occurrence(of.id, one.original_on, one.id)
        return _event(
            self._diary, one, _uid(of.id), revision.entries, revision.modified, recurrence_id=_by_rule(of, one)
        )


def _course(diary: Diary, of: Rhythm, whose: Whose) -> Course:
    """Return what one calendar shows of a series: what its bodies sit in, on the days on which they do."""
    spans = whose.spans(diary.bodies_of(of))
    about = {one.original_on: one for one in diary.exceptions.get(of.id, []) if one.original_on}
    shown = [one for one in about.values() if one.status not in OFF and whose.covers(diary.bodies_of(one), one.day)]
    until_on = _until(of, spans, shown)
    kept = {one.original_on for one in shown}
    left_out = [day for day in _outside(of, spans, until_on) if day not in about]
    left_out += [day for day in about if day not in kept and (until_on is None or day <= until_on)]
    whole = bool(spans) and any(recurrence.occurrences(of.rule, dates.local_day(of.start), until_on, 1))
    return Course(of, until_on, sorted(left_out), shown, whole)


def _until(of: Rhythm, spans: list[Span], shown: list[Sitting]) -> Day | None:
    """Return the last date of a series that a calendar needs; None for no end."""
    if not spans or spans[-1] == ALWAYS or spans[-1][1] == ALWAYS[1]:
        return of.until_on
    last = max([spans[-1][1], *(one.original_on for one in shown if one.original_on)])
    return min(last, of.until_on) if of.until_on else last


def _outside(of: Rhythm, spans: list[Span], until_on: Day | None) -> Iterator[Day]:
    """Yield the dates of a series on which nobody whose calendar it is takes part."""
    if spans and spans != [ALWAYS]:
        settled = until_on or spans[-1][0]
        for day in recurrence.occurrences(of.rule, dates.local_day(of.start), settled):
            if not any(first <= day <= last for first, last in spans):
                yield day


def _whole(diary: Diary, course: Course) -> Event:
    """Return the event that stands for a series, with its rule."""
    of, revision = course.of, diary.revisions.of(course.of.id)
    first = dates.local_day(of.start)
    until = course.until_on and dates.utc(ZonedTime(f"{course.until_on}T23:59{of.start[16:]}"))
    year = recurrence.between(of.rule, first, course.until_on, first, dates.shift(first, YEAR))
    zones = diary.zones.ever(diary.bodies_of(of))
    when = wording.hours_of_series(year, of.start, of.duration_minutes, zones)
    return Event(
        uid=_uid(of.id),
        sequence=revision.entries,
        modified=revision.modified,
        start=of.start,
        end=_end(of.start, of.duration_minutes),
        summary=of.title,
        description=wording.describe(when, None, (), of.link),
        location=wording.location(of.place, of.mode),
        url=wording.address(of.link),
        conference=wording.address(of.link),
        rrule=recurrence.rrule(of.rule, until),
        exdates=tuple(_on(of, day) for day in course.left_out),
        categories=(diary.bodies[of.body],) if of.body in diary.bodies else (),
    )


def _event(
    diary: Diary, one: Sitting, uid: str, sequence: int, modified: Moment, recurrence_id: ZonedTime | None = None
) -> Event:
    """Return the event of one meeting."""
    off = one.status in OFF
    last, whole = one.last_day, one.takes_whole_days
    zones = diary.zones.on(diary.bodies_of(one), one.day)
    when = wording.days(one.day, last) if whole else wording.hours(one.start, one.duration_minutes, zones)
    return Event(
        uid=uid,
        sequence=sequence,
        modified=modified,
        recurrence_id=recurrence_id,
        start=one.day if whole else one.start,
        end=dates.shift(last, 1) if whole else _end(one.start, one.duration_minutes),
        summary=wording.summary(one.title, one.status),
        description=wording.describe(when, wording.why(one), diary.agendas.get(one.id, ()), one.link),
        location=wording.location(one.place, one.mode),
        url=wording.address(one.link),
        conference=wording.address(one.link),
        status="CANCELLED" if off else "CONFIRMED",
        transparent=off,
        categories=(diary.bodies[one.body],) if one.body in diary.bodies else (),
    )


def _one_by_one(course: Course) -> Iterator[Sitting]:
    """Yield the dates of a series that no RRULE can tell in its zone, as meetings of their own."""
    of, shown = course.of, {one.original_on: one for one in course.exceptions}
    given = recurrence.occurrences(of.rule, dates.local_day(of.start), course.until_on)
    yield from course.exceptions
    for day in islice(given if course.whole else (), MOST_ALONE):
        if day not in course.left_out and day not in shown:
            yield occurrence(of, day, None, None)


def _in_window(diary: Diary, of: Rhythm, window: Window) -> bool:
    """Say whether any date of a series, as its rule gives it or as it was moved, lies in the window."""
    if window == ALWAYS:
        return True
    said: Iterable[Sitting] = diary.exceptions.get(of.id, ())
    return any(of.between(*window)) or any(window[0] <= one.day <= window[1] for one in said)


def _uid(record: Id) -> str:
    """Return the UID of a meeting or series: from its id, so that renaming, moving and copying leave it alone.

    What follows the @ is the same everywhere: RFC 7986 section 5.3 warns against telling which machine or person made
    it.
    """
    return f"{record}@cop"


def _end(start: ZonedTime, minutes: int) -> ZonedTime:
    return dates.from_instant(dates.instant(start) + timedelta(minutes=minutes), dates.zone_of(start))


def _by_rule(of: Rhythm, one: Sitting) -> ZonedTime:
    """Return the original start of one date of a series, which is how a calendar knows it."""
    assert one.original_on is not None, "only dates of a series have one"
    return _on(of, one.original_on)


def _on(of: Rhythm, day: Day) -> ZonedTime:
    """Return the rule's hour on a day, spelled as readers work it out themselves, even where clocks skip it."""
    return ZonedTime(f"{day}{of.start[10:]}")
