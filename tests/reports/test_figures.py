"""Each figure, by examples that can be counted on fingers, and by what must hold of any numbers."""

from hypothesis import given
from hypothesis import strategies as some

from cop.kernel import dates
from cop.kernel.types import Day, Id
from cop.meetings.attending import STATUSES, Quorum
from cop.reports.definitions import NAMED, definition
from cop.reports.figures import (
    Ageing,
    Invitation,
    Promise,
    action_closure,
    ageing,
    attendance,
    cadence,
    completeness,
    meeting_delivery,
    quorum_rate,
    timeliness,
)
from cop.reports.ratio import Ratio

FIRST, LAST = Day("2024-07-01"), Day("2024-07-31")
DAYS = some.dates(dates.day(Day("2024-01-01")), dates.day(Day("2024-12-31"))).map(dates.day_text)
PROMISES = some.lists(some.builds(Promise, some.none() | DAYS, some.none() | DAYS, some.none() | DAYS))
NAMES = some.lists(some.sampled_from("abcdef"))
INVITATIONS = some.lists(
    some.builds(
        Invitation,
        some.sampled_from([Id("m1"), Id("m2")]),
        some.sampled_from([Id("p1"), Id("p2"), Id("p3")]),
        some.none() | some.sampled_from(STATUSES),
        some.booleans(),
    )
)


def invited(*statuses: str | None, written: bool = True) -> list[Invitation]:
    return [Invitation(Id("m"), Id(f"p{at}"), status, written) for at, status in enumerate(statuses)]


def promise(due: str | None, closed: str | None = None, first_due: str | None = None) -> Promise:
    return Promise(Day(due) if due else None, Day(first_due) if first_due else None, Day(closed) if closed else None)


def in_bounds(of: Ratio | None) -> bool:
    return of is None or (0 <= of.numerator <= of.denominator and of.denominator > 0)


def summed(*ratios: Ratio | None) -> tuple[int, int]:
    known = [each for each in ratios if each]
    return sum(each.numerator for each in known), sum(each.denominator for each in known)


def test_delivery_is_held_among_planned() -> None:
    """Of a, b and c two were held; what was added is apart, and of nothing planned there is no share."""
    assert meeting_delivery(["a", "b", "c"], ["a", "c", "added"]) == Ratio(2, 3)
    assert meeting_delivery(["a"], []) == Ratio(0, 1)
    assert meeting_delivery([], ["added"]) is None


@given(NAMES, NAMES)
def test_delivery_never_says_more_than_was_planned(planned: list[str], held: list[str]) -> None:
    found = meeting_delivery(planned, held)
    assert (found is None) == (not planned) and in_bounds(found)


def test_attendance_counts_who_came_in_person_or_through_another() -> None:
    """Six invited: present, online, acting and represented came, excused and absent did not."""
    assert attendance(invited("present", "online", "acting", "represented", "excused", "absent")) == Ratio(4, 6)


def test_who_stands_on_no_list_that_was_written_did_not_come() -> None:
    """Three invited, a list with two names on it: two came of three."""
    assert attendance(invited("present", "present", None)) == Ratio(2, 3)


def test_of_a_list_that_nobody_wrote_nothing_is_known() -> None:
    assert attendance(invited(None, None, written=False)) is None
    assert attendance([]) is None
    assert attendance(invited("absent")) == Ratio(0, 1), "nobody came: that is known"
    assert attendance([*invited("present"), *invited(None, None, written=False)]) == Ratio(1, 1)


@given(INVITATIONS, INVITATIONS)
def test_groups_add_up_to_the_whole(some_people: list[Invitation], others: list[Invitation]) -> None:
    whole = attendance([*some_people, *others])
    assert in_bounds(whole)
    assert summed(whole) == summed(attendance(some_people), attendance(others))


def test_the_quorum_rate_counts_meetings() -> None:
    assert quorum_rate([Quorum(8, 15, 8), Quorum(7, 15, 8), Quorum(15, 15, 8)]) == Ratio(2, 3)
    assert quorum_rate([]) is None


def test_actions_due_in_july_or_overdue_when_it_began() -> None:
    """Due in July: done on the 15th, open, done only in August. Overdue on the 1st: done on the 5th. Two of four.

    Due and done in June, due in August, and without a last day: none of July's business.
    """
    july = [promise("2024-07-10", "2024-07-15"), promise("2024-07-20"), promise("2024-07-31", "2024-08-02")]
    overdue = [promise("2024-06-20", "2024-07-05")]
    elsewhere = [promise("2024-06-20", "2024-06-20"), promise("2024-08-01"), promise(None)]
    assert action_closure([*july, *overdue, *elsewhere], FIRST, LAST, LAST) == Ratio(2, 4)


def test_on_the_day_of_the_data_only_what_is_closed_by_then_counts() -> None:
    assert action_closure([promise("2024-07-10", "2024-07-15")], FIRST, LAST, Day("2024-07-14")) == Ratio(0, 1)


def test_carrying_over_improves_no_figure() -> None:
    """Promised for 10 July, carried over to 10 August: July's promise was not kept; August's is counted in August."""
    carried = promise("2024-08-10", first_due="2024-07-10")
    assert action_closure([carried], FIRST, LAST, LAST) == Ratio(0, 1)
    assert action_closure([carried], Day("2024-08-01"), Day("2024-08-31"), Day("2024-08-31")) == Ratio(0, 1)


@given(PROMISES, PROMISES)
def test_actions_of_teams_add_up_to_all(some_of_them: list[Promise], others: list[Promise]) -> None:
    whole, first, second = (
        action_closure(each, FIRST, LAST, LAST) for each in ([*some_of_them, *others], some_of_them, others)
    )
    assert in_bounds(whole)
    assert summed(whole) == summed(first, second)


def test_open_actions_age() -> None:
    """On 31 July: due on the 31st is not late; 30 July is one day, 24 July seven, 23 eight, 30 June 31, 1 May 91."""
    due = ["2024-07-31", "2024-07-30", "2024-07-24", "2024-07-23", "2024-07-01", "2024-06-30", "2024-05-02",
           "2024-05-01"]  # fmt: skip
    closed = [promise("2024-05-01", "2024-07-31"), promise(None)]
    assert ageing([*map(promise, due), *closed], LAST) == Ageing(week=2, month=2, quarter=2, older=1)
    assert ageing([promise("2024-07-01", "2024-08-02")], LAST).late == 1, "it was still open then"


@given(PROMISES)
def test_each_late_action_has_one_age(promises: list[Promise]) -> None:
    assert ageing(promises, LAST).late == sum(each.days_late(LAST) > 0 for each in promises)


def test_cadence_sums_what_was_heard_and_expected() -> None:
    """Zliten on 20 of 23 days, Sebha on 6 of 23, nobody expects anything on demand."""
    assert cadence([(20, 23), (6, 23), (0, 0)]) == Ratio(26, 46)
    assert cadence([(0, 0)]) is None


def test_months_told_and_told_in_time() -> None:
    """Ten teams: eight told, seven of them by the 5th."""
    assert completeness([True] * 8 + [False] * 2) == Ratio(8, 10)
    assert timeliness([True] * 7 + [False] * 3) == Ratio(7, 10)
    assert completeness([]) is None and timeliness([]) is None


def test_every_figure_has_a_definition_that_can_be_printed() -> None:
    for name, figure in NAMED:
        said = definition(figure)
        assert said.endswith(".") and len(said) > 40, name
