"""What follows from milestones' days and from what they need: pure, and never an endless loop."""

from hypothesis import given
from hypothesis import strategies as st

from cop.activities.pilots.schedule import Forecast, Step, circle, circles, forecasts, slip_days
from cop.kernel import dates
from cop.kernel.types import Day, Id

TODAY = Day("2024-12-11")
A, B, C, D = map(Id, "abcd")


def due(day: str, *, is_open: bool = True) -> Step:
    return Step(Day(day), is_open)


def test_a_milestone_reached_on_2_june_instead_of_15_may_slipped_by_18_days() -> None:
    assert slip_days(Day("2024-05-15"), Day("2024-06-02")) == 18
    assert slip_days(Day("2024-02-29"), Day("2024-02-16")) == -13


def test_what_is_overdue_is_expected_today_and_what_is_to_come_on_its_day() -> None:
    steps = {A: due("2024-11-30"), B: due("2024-12-15")}
    assert forecasts(steps, {}, TODAY) == {A: Forecast(TODAY, None), B: Forecast(Day("2024-12-15"), None)}


def test_a_slip_first_uses_up_the_days_between_then_pushes_what_waits_by_the_rest() -> None:
    steps = {A: due("2025-01-20"), B: due("2025-01-31"), C: due("2025-02-10")}
    needs = {B: [A], C: [B]}
    assert all(one.held_up_by is None for one in forecasts(steps, needs, TODAY).values())
    late = forecasts({**steps, A: due("2025-02-05")}, needs, TODAY)
    assert late[B] == Forecast(Day("2025-02-05"), A)
    assert late[C] == Forecast(Day("2025-02-10"), None)
    later = forecasts({**steps, A: due("2025-02-20")}, needs, TODAY)
    assert later[B] == later[C] == Forecast(Day("2025-02-20"), A)


def test_what_waits_for_something_reached_or_dropped_is_not_held_up_by_it() -> None:
    steps = {A: due("2025-06-01"), B: due("2025-03-01", is_open=False), C: due("2025-01-31")}
    assert forecasts(steps, {B: [A], C: [B]}, TODAY)[C] == Forecast(Day("2025-01-31"), None)


def test_in_a_circle_that_two_copies_made_all_come_on_the_latest_day() -> None:
    steps = {A: due("2025-01-01"), B: due("2025-03-01"), C: due("2025-02-01"), D: due("2025-01-15")}
    found = forecasts(steps, {A: [B], B: [C], C: [A], D: [A]}, TODAY)
    assert {one.day for one in found.values()} == {Day("2025-03-01")}


def test_a_circle_is_named_in_the_order_of_its_needs() -> None:
    assert circle({A: [B], B: [C], C: [A]}, B) == (B, C, A)
    assert circle({A: [A]}, A) == (A,)
    assert circle({A: [B], B: [C]}, A) == ()
    assert circle({A: [B], B: [C], C: [B]}, A) == ()
    assert circles({A: [B], B: [C], C: [B], D: [D]}) == [(B, C), (D,)]


NAMES = st.sampled_from([Id(each) for each in "abcdefgh"])
NEEDS = st.dictionaries(NAMES, st.frozensets(NAMES, max_size=4))
DAYS = st.dates(min_value=dates.day(Day("2024-01-01")), max_value=dates.day(Day("2026-12-31"))).map(dates.day_text)
PLANS = st.dictionaries(NAMES, st.builds(Step, DAYS, st.booleans()))


@given(PLANS, NEEDS)
def test_no_milestone_is_expected_before_today_its_day_or_what_it_waits_for(
    steps: dict[Id, Step], needs: dict[Id, frozenset[Id]]
) -> None:
    found = forecasts(steps, needs, TODAY)
    assert set(found) == {one for one, step in steps.items() if step.is_open}
    for one, forecast in found.items():
        assert forecast.day >= max(TODAY, steps[one].due_on)
        assert all(forecast.day >= found[other].day for other in needs.get(one, ()) if other in found)
        assert forecast.day in {TODAY, *(step.due_on for step in steps.values())}


@given(PLANS, NEEDS, st.integers(min_value=1, max_value=400))
def test_a_later_day_never_makes_anything_come_earlier(
    steps: dict[Id, Step], needs: dict[Id, frozenset[Id]], more: int
) -> None:
    before = forecasts(steps, needs, TODAY)
    for one in steps:
        late = {**steps, one: steps[one]._replace(due_on=dates.shift(steps[one].due_on, more))}
        after = forecasts(late, needs, TODAY)
        assert all(0 <= slip_days(before[each].day, after[each].day) <= more for each in before)


@given(NEEDS)
def test_a_circle_that_is_found_is_one_and_none_is_missed(needs: dict[Id, frozenset[Id]]) -> None:
    for round_trip in (circle(needs, one) for one in needs):
        assert all(
            after in needs[before] for before, after in zip(round_trip, round_trip[1:] + round_trip[:1], strict=True)
        )
    rest, went = dict(needs), True
    while went:  # take away what waits for nothing that is left: circles alone, and what waits for them, stay
        gone = [one for one in rest if not rest[one] & set(rest)]
        went = bool(gone)
        rest = {one: each for one, each in rest.items() if one not in gone}
    assert bool(rest) == bool(circles(needs))
