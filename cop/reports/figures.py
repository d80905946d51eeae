"""The figures of a report, one function each; the first paragraph of its docstring is the printed definition."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from cop.activities.indicators import achieving
from cop.activities.risks import rating
from cop.activities.workplan import progressing
from cop.activities.workplan.progressing import Progressed, Work
from cop.kernel import dates
from cop.kernel.numbers import exact, number_text
from cop.kernel.types import Day, Id, Number
from cop.meetings.attending import Quorum, attends
from cop.reports.ratio import Ratio, exactly, ratio


class Invitation(NamedTuple):
    """One person invited to one held meeting; `status` is what was written of the person.

    `written` tells whether anybody wrote who of the person's team came: without that, nothing is known of the person.
    """

    meeting: Id
    person: Id
    status: str | None
    written: bool


class Promise(NamedTuple):
    """One action as the figures see it; `closed_on` is None while it is open."""

    due_on: Day | None
    first_due_on: Day | None
    closed_on: Day | None

    def concerns(self, first: Day, last: Day) -> bool:
        """Tell whether it was due in a period, as first agreed or since, or overdue when the period began."""
        if any(day is not None and first <= day <= last for day in (self.due_on, self.first_due_on)):
            return True
        return self.due_on is not None and self.due_on < first and (self.closed_on is None or self.closed_on >= first)

    def is_open(self, by: Day) -> bool:
        """Tell whether it was still open at the end of a day."""
        return self.closed_on is None or self.closed_on > by

    def days_late(self, by: Day) -> int:
        """Return for how many days it was late at the end of a day."""
        if self.due_on is None or not self.is_open(by):
            return 0
        return max(0, (dates.day(by) - dates.day(self.due_on)).days)


class Ageing(NamedTuple):
    """How many open actions are late, by how many days."""

    week: int
    """1 to 7 days."""
    month: int
    """8 to 30 days."""
    quarter: int
    """31 to 90 days."""
    older: int

    @property
    def late(self) -> int:
        """How many are late at all."""
        return sum(self)


def meeting_delivery(planned: Collection[str], held: Collection[str]) -> Ratio | None:
    """Meetings held among those planned for the period, divided by those planned; meetings added later are apart.

    None when nothing was planned. The measure of actual to expected reports in DHIS2, applied to meetings.
    """
    return ratio(len(set(planned) & set(held)), len(set(planned)))


def attendance(invitations: Iterable[Invitation]) -> Ratio | None:
    """People who attended, in person or through another, divided by those invited, of each team that wrote who came.

    Summed over the meetings held; once it was written of one of a team's people, those of whom nothing was written
    count as not there: people write down who came more often than who did not. None when nobody was invited, or nobody
    wrote it. Walk-ins and guests are apart. IATI's guidance on disaggregation.
    """
    written = [one for one in invitations if one.written]
    return ratio(sum(attends(one.status) for one in written), len(written))


def quorum_rate(quorums: Iterable[Quorum]) -> Ratio | None:
    """Meetings that reached their quorum, divided by those held that need one and of which it was written who came.

    None when there was none.
    """
    listed = list(quorums)
    return ratio(sum(one.reached for one in listed), len(listed))


def action_closure(promises: Iterable[Promise], first: Day, last: Day, by: Day) -> Ratio | None:
    """Actions done or dropped by the end of the period, divided by those due in it or overdue when it began.

    None when none was. An action that was carried over counts on the last day first agreed too, so that carrying over
    improves no figure.

    Args:
        promises: Any actions; those that do not concern the period are passed over.
        first: First day of the period.
        last: Its last day.
        by: The day of the data, if that is earlier than the last.
    """
    due = [one for one in promises if one.concerns(first, last)]
    return ratio(sum(not one.is_open(min(by, last)) for one in due), len(due))


def ageing(promises: Iterable[Promise], by: Day) -> Ageing:
    """Open actions whose last day is over, by the number of days since: 1 to 7, 8 to 30, 31 to 90, more than 90."""
    late = [one.days_late(by) for one in promises]
    bounds = ((1, 7), (8, 30), (31, 90), (91, 10**6))
    return Ageing(*(sum(least <= days <= most for days in late) for least, most in bounds))


def cadence(heard: Iterable[tuple[int, int]]) -> Ratio | None:
    """Times in which a team was heard on a channel, divided by those that the channel's rhythm expects.

    None when none was expected. A daily channel expects a sign of life on each working day of the team, a weekly one in
    each week, a monthly one in each month; times that are still to come are not expected.

    Args:
        heard: For each team and channel, the times with a contact and the times expected.
    """
    listed = list(heard)
    return ratio(sum(kept for kept, _ in listed), sum(expected for _, expected in listed))


def completeness(submitted: Iterable[bool]) -> Ratio | None:
    """Team months submitted, divided by those expected; the secretariat may submit for a team, which is then said.

    None when no team reports. The reporting rate of DHIS2.
    """
    listed = list(submitted)
    return ratio(sum(listed), len(listed))


def timeliness(on_time: Iterable[bool]) -> Ratio | None:
    """Team months submitted by the programme's reporting day, divided by those expected.

    None when no team reports. The reporting rate on time of DHIS2.
    """
    listed = list(on_time)
    return ratio(sum(listed), len(listed))


def planned_progress(works: Sequence[Work], by: Day) -> Ratio | None:
    """The share of the work that should be done by a day: of each activity (t - s + 1) / (e - s + 1), from 0 to 1.

    The days are those of the first plan, whatever moved since. Activities count by their weights, or each alike where
    one has none; dropped ones count nowhere. None when there is none. Earned value.
    """
    return exactly(progressing.planned_progress([one for one in works if one.status != "dropped"], by))


def schedule_variance(far: Progressed) -> Ratio | None:
    """The share of the work that is done less the share that should be: below 0 is behind the first plan.

    None where not every activity has a weight, or nobody has told. Earned value.
    """
    return exactly(far.variance)


def schedule_performance(far: Progressed) -> Ratio | None:
    """The share of the work that is done, divided by the share that should be (SPI): below 1 is behind the first plan.

    None where not every activity has a weight, nobody has told, or nothing should be done. It stands beside the slip in
    days, as it comes back to 1 once late work is done. Earned schedule.
    """
    return exactly(far.spi)


def indicator_achievement(baseline: Number, target: Number, value: Number) -> Ratio | None:
    """The part of the way from the baseline to the target that was gone: (value - baseline) / (target - baseline).

    It may be below 0 or above 100 %, and a target below its baseline needs no other rule: from 9 days to 4, 7.5 days
    are 30 %. None where the target is the baseline. IATI, indicators that rise and that fall.
    """
    return exactly(achieving.achievement(baseline, target, value))


def added(baseline: Number, previous: Number | None, cumulative: Number) -> Number:
    """What the month added: where it stands now, less where it stood before the month, or at the baseline.

    So that what was reported before and what the month added are what stands now. The practice of Jems.
    """
    before = exact(baseline if previous is None else previous)
    return number_text(exact(cumulative) - before)


def cascade(people: int, certified: int) -> Ratio | None:
    """Different people whom trained trainers have trained, by name, divided by the trainers certified.

    None when nobody is certified. People counted on the spot, who stand in no list, are never added to people.
    """
    return ratio(people, certified)


def cover(covered: Iterable[bool]) -> Ratio | None:
    """Partners with a trainer of their own who gave a training in the last twelve months, divided by those expected.

    Expected are the partners with a coordination team, else all full ones. None when there is none.
    """
    listed = list(covered)
    return ratio(sum(listed), len(listed))


def risk_score(probability: int, impact: int) -> int:
    """Probability times impact, both from 1 to 5, as rated last; the trend is from the rating before. ISO 31000."""
    return rating.score(probability, impact)
