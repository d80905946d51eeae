"""A meeting as it will happen: a single one, or what a series gives on one of its dates. Pure: rows in, sittings out.

A series gives dates by its rule; a slot skips one of them or moves it; a meeting of its own, whose id is derived from
both, holds what else was said about it. So an occurrence's hour is its slot's, else the rule's, and its title, status
and the rest are its own meeting's, else the series'.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from cop.kernel import dates
from cop.kernel.errors import NotFound
from cop.kernel.ids import derived_id
from cop.kernel.types import Day, Id, Moment, Rule, ZonedTime
from cop.meetings import recurrence

MOST_DAYS = 31
"""No meeting lasts longer (a rule), so none that began earlier can still be going on."""
SKIPPED = "skipped"
"""The status of a date that a series leaves out; no record ever holds it."""
OFF = (SKIPPED, "cancelled")
"""Statuses of what does not take place."""


class Sitting(NamedTuple):
    """One meeting as it will happen.

    `id` is the meeting's, derived for an occurrence; `ref` is what people type: sc7, or vpm/2024-07-03, the series and
    the date that its rule gives; `start` is where and when it really begins.
    """

    id: Id
    ref: str
    title: str
    kind: str | None
    body: Id
    body_code: str
    start: ZonedTime
    start_utc: Moment
    duration_minutes: int
    last_on: Day | None
    mode: str | None
    place: str | None
    link: str | None
    status: str
    reason: str | None
    series: Id | None
    original_on: Day | None
    moved: bool = False

    @property
    def day(self) -> Day:
        """The local day on which it begins."""
        return dates.local_day(self.start)

    @property
    def last_day(self) -> Day:
        """The last of its days."""
        return max(self.last_on or self.day, self.day)

    @property
    def takes_whole_days(self) -> bool:
        """Whether it is told by its days rather than by an hour."""
        return self.last_on is not None

    @property
    def end_utc(self) -> Moment:
        """The instant when it is over: after its minutes, or with its last day."""
        return end_of(self.start, self.duration_minutes, self.last_on)


class Rhythm(NamedTuple):
    """A series' row."""

    id: Id
    code: str | None
    title: str
    body: Id
    body_code: str
    rule: Rule
    start: ZonedTime
    duration_minutes: int
    until_on: Day | None
    mode: str | None
    place: str | None
    link: str | None

    @property
    def ref(self) -> str:
        """What people type for it."""
        return self.code or self.id[:6]

    def between(self, from_day: Day, to_day: Day) -> Iterator[Day]:
        """Yield the dates that the rule gives from one day to another."""
        return recurrence.between(self.rule, dates.local_day(self.start), self.until_on, from_day, to_day)

    def gives(self, wanted: Day) -> bool:
        """Tell whether a day is one of its dates."""
        return wanted in self.between(wanted, wanted)

    def hour_on(self, day: Day) -> ZonedTime:
        """Return its hour on one of its days; one that the clocks skip counts as before the change (RFC 5545 3.3.5)."""
        zone = dates.zone_of(self.start)
        return dates.from_instant(dates.instant(ZonedTime(f"{day}{self.start[10:16]}[{zone}]")), zone)

    def no_date(self, wanted: Day) -> NotFound:
        """Return the error that names the dates nearest to a day that is none of them."""
        before = [*self.between(dates.shift(wanted, -400), wanted)][-1:]
        after = [*self.between(wanted, dates.shift(wanted, 400))][:1]
        told = " or ".join(f"{day} ({dates.say_day(day)})" for day in (*before, *after))
        hint = f"the nearest is {told}" if told else f"cop series show {self.ref} tells its dates"
        return NotFound(f"{dates.say_day(wanted)} is no date of {self.ref}, which is {self.rule}", hint)


class Slot(NamedTuple):
    """What became of one date: moved, or, when it is moved to nowhere, skipped."""

    series: Id
    original_on: Day
    moved_to: ZonedTime | None
    reason: str | None


Date = tuple[Id, Day]
"""A series and one of its dates."""


def occurrence_id(series: str, original_on: str) -> Id:
    """Return the id that the meeting of one date of a series has in every copy, before anybody has written it."""
    return derived_id("meeting", (series, original_on))


def earliest(since: Moment) -> Moment:
    """Return the instant before which nothing began that can still go on."""
    return later(since, days=-MOST_DAYS)


def days_about(since: Moment, until: Moment) -> tuple[Day, Day]:
    """Return the first and the last local date, of whatever zone, that may concern a period."""
    return dates.shift(Day(earliest(since)[:10]), -1), dates.shift(Day(until[:10]), 1)


def dates_given(
    series: Mapping[Id, Rhythm], slots: Mapping[Date, Slot], since: Moment, until: Moment
) -> Iterator[tuple[Rhythm, Day]]:
    """Yield every date that may fall in a period: by its rule, or moved there from far away."""
    from_day, to_day = days_about(since, until)
    for each in series.values():
        yield from ((each, day) for day in each.between(from_day, to_day))
    for of, day in slots:
        if of in series and not from_day <= day <= to_day and series[of].gives(day):
            yield series[of], day


def happening(
    own: Iterable[Sitting], series: Mapping[Id, Rhythm], slots: Mapping[Date, Slot], since: Moment, until: Moment
) -> list[Sitting]:
    """Return what takes place between two instants, or still goes on at the first, in the order of its beginning."""
    alone = {each.id: each for each in own}
    found = [
        occurrence(each, day, slots.get((each.id, day)), alone.pop(occurrence_id(each.id, day), None))
        for each, day in dates_given(series, slots, since, until)
    ]
    found += (single(each, series.get(each.series) if each.series else None) for each in alone.values())
    within = [one for one in found if one.start_utc < until and (one.start_utc >= since or one.end_utc > since)]
    return sorted(within, key=lambda one: (one.start_utc, one.ref))


def single(own: Sitting, series: Rhythm | None = None) -> Sitting:
    """Return a meeting that no series gives, or gives no more since its rhythm changed; then its name stays."""
    if series is None:
        return own
    return own._replace(
        ref=f"{series.ref}/{own.original_on}", mode=own.mode or series.mode, place=own.place or series.place,
        link=own.link or series.link,
    )  # fmt: skip


def occurrence(series: Rhythm, day: Day, slot: Slot | None, own: Sitting | None) -> Sitting:
    """Return what a series does on one of its dates."""
    start = slot.moved_to if slot and slot.moved_to else series.hour_on(day)
    said, status = own or series, own.status if own else "planned"
    if slot and not slot.moved_to:
        # A copy may have skipped a date about which another has already said something: that is a cancellation.
        status = "cancelled" if own else SKIPPED
    return Sitting(
        occurrence_id(series.id, day), f"{series.ref}/{day}", said.title, own.kind if own else None,
        said.body, said.body_code, start, dates.utc(start), said.duration_minutes, own.last_on if own else None,
        (own and own.mode) or series.mode, (own and own.place) or series.place, (own and own.link) or series.link,
        status, (own and own.reason) or (slot.reason if slot else None), series.id, day, bool(slot and slot.moved_to),
    )  # fmt: skip


def end_of(start: ZonedTime, minutes: int, last_on: Day | None) -> Moment:
    """Return when a meeting is over: after its minutes or, if it has a last day, when that is over."""
    if last_on and last_on >= dates.local_day(start):
        return dates.midnight(dates.shift(last_on, 1), dates.zone_of(start))
    return later(dates.utc(start), minutes=minutes)


def later(moment: Moment, *, days: int = 0, minutes: int = 0, seconds: int = 0) -> Moment:
    """Return the instant so much later."""
    when = datetime.fromisoformat(moment).astimezone(UTC) + timedelta(days=days, minutes=minutes, seconds=seconds)
    return dates.moment_text(when)
