"""Schools, visits and other events: who came of those registered, who is missing, and whom they reached."""

from collections import Counter
from collections.abc import Collection, Iterable

from cop.activities.events import queries, reaching
from cop.activities.events.queries import Event
from cop.activities.events.reaching import Attendee
from cop.kernel import dates
from cop.kernel.types import Day, Id, Moment, Month
from cop.meetings.sitting import OFF
from cop.reports import doing
from cop.reports.parts.scope import Scope
from cop.reports.ratio import ratio
from cop.store.database import within

_QUOTAS = (
    "SELECT q.meeting, p.id, coalesce(p.code, p.id), p.name, q.places FROM quota q JOIN partner p ON p.id = q.partner "
    "WHERE q.meeting IN (:values)"
)


class Gathered:
    """The events of the month and the next, with everybody named for them and everybody who came, read once."""

    def __init__(self, scope: Scope, tots: Collection[Id]) -> None:
        self.scope = scope
        self.next_on = dates.shift(scope.last_on, 1)
        until = dates.month_days(Month(self.next_on[:7]))[1]
        found = queries.events(scope.db, _begin(dates.shift(scope.first_on, -1)), _begin(dates.shift(until, 2)))
        found = [one for one in found if one.sitting.id not in tots]
        ids = [one.sitting.id for one in found]
        self.named, self.came = queries.named(scope.db, ids), queries.came(scope.db, ids)
        self.found = [one for one in found if self._is_told(one)]
        rows = within(scope.db, "SELECT DISTINCT meeting FROM attendance WHERE meeting IN (:values)", ids)
        self.recorded = {row[0] for row in rows} | {one.meeting for one in self.came}
        self.quotas = sorted(within(scope.db, _QUOTAS, ids), key=lambda row: (row[3], row[1]))
        self.targets = queries.targets(scope.db, ids)
        self.registered, self.there = _counted(self.named), _counted(self.came)

    def of_month(self) -> tuple[doing.Event, ...]:
        """Return the events of which a day falls into the month."""
        return tuple(self._event(one) for one in self._in_month())

    def ahead(self) -> tuple[doing.Event, ...]:
        """Return the events that begin in the next month."""
        return tuple(
            self._event(one)
            for one in self.found
            if one.sitting.day[:7] == self.next_on[:7] and one.sitting.status not in OFF
        )

    def reach(self) -> doing.Reach | None:
        """Return whom those events reached that ended in the month."""
        over = [one for one in self._in_month() if self._is_over(one) and _last(one) <= self.scope.last_on]
        if not over:
            return None
        ids = {one.sitting.id for one in over}
        here = [one for one in self.came if one.meeting in ids]
        targets = [one for one in self.targets if one.meeting in ids]
        of = reaching.reach(here, (one.headcount for one in over), targets)
        return doing.Reach(
            of.people, of.others, of.headcount, tuple(doing.Reached(*each) for each in of.by_country),
            tuple(doing.Reached(*each) for each in of.by_sector),
            tuple(self._mix(each) for each in of.mix),
        )  # fmt: skip

    def _mix(self, of: reaching.MixLine) -> doing.Mix:
        return doing.Mix(of.sector, of.target, self.scope.figure(ratio(of.counted, of.among)), of.short)

    def _in_month(self) -> list[Event]:
        scope = self.scope
        return [one for one in self.found if one.sitting.day <= scope.last_on and _last(one) >= scope.first_on]

    def _is_over(self, one: Event) -> bool:
        return one.sitting.status == "held" and _last(one) <= self.scope.by

    def _is_told(self, one: Event) -> bool:
        """Tell whether an event belongs into the report: a team's what it hosts, or its people are named for."""
        scope = self.scope
        if scope.only is None or scope.serves(one.host) or one.sitting.body == scope.only:
            return True
        return any(self._is_theirs(each) for each in (*self.named, *self.came) if each.meeting == one.sitting.id)

    def _is_theirs(self, one: Attendee) -> bool:
        team = self.scope.team_of(one.person, self.scope.by) if one.person else None
        return team == self.scope.only or (one.partner is not None and self.scope.serves(one.partner))

    def _event(self, one: Event) -> doing.Event:
        scope, sitting, over = self.scope, one.sitting, self._is_over(one)
        known = over and sitting.id in self.recorded
        return doing.Event(
            id=sitting.id,
            ref=sitting.ref,
            kind=sitting.kind or "",
            title=scope.title(sitting),
            start=sitting.start,
            start_on=sitting.day,
            end_on=_last(one),
            place=scope.place(sitting),
            host=scope.text(one.host, "name", one.host_name) if one.host else None,
            status=sitting.status if over or sitting.status != "held" else "planned",
            reason=scope.text(sitting.id, "reason", sitting.reason),
            registered=self.registered[sitting.id],
            came=self.there[sitting.id] if known else None,
            headcount=one.headcount if over else None,
            capacity=one.capacity,
            quotas=tuple(self._quotas(sitting.id)),
            mark=scope.mark_of(sitting),
        )

    def _quotas(self, meeting: Id) -> Iterable[doing.Quota]:
        sent, there = (_by_partner(found, meeting) for found in (self.named, self.came))
        for of, partner, ref, name, places in self.quotas:
            if of == meeting:
                named = self.scope.named(partner, ref, name, "name")
                missing = max(0, places - sent[partner])
                yield doing.Quota(named, places, sent[partner], there[partner], missing)


def _by_partner(found: Iterable[Attendee], meeting: Id) -> "Counter[Id | None]":
    here = [one for one in found if one.meeting == meeting]
    return Counter(one.partner for one in queries.set_of_people(here))


def _counted(found: Iterable[Attendee]) -> "Counter[Id]":
    return Counter(one.meeting for one in queries.set_of_people(found))


def _last(one: Event) -> Day:
    return one.sitting.last_on or one.sitting.day


def _begin(day: Day) -> Moment:
    return Moment(f"{day}T00:00:00Z")
