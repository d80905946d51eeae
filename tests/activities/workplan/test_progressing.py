"""How far work should be, and is, beside its first plan."""

from fractions import Fraction
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.activities.workplan import progressing
from cop.kernel import dates
from cop.kernel.types import Day, Share

NOTHING = Fraction(0)
DAYS = st.integers(0, 800).map(lambda count: dates.shift(Day("2024-01-01"), count))


class Activity(NamedTuple):
    """What the figures see of an activity."""

    baseline_start_on: Day
    baseline_end_on: Day
    weight: int | None = None
    done: Share | None = None
    status: str = "planned"
    moved_to: Day | None = None

    @property
    def forecast_on(self) -> Day | None:
        return None if self.status == "dropped" else self.moved_to or self.baseline_end_on


JUNE = Activity(Day("2024-06-01"), Day("2024-06-30"), weight=3, done=Share("0.4"))
JULY = Activity(Day("2024-07-01"), Day("2024-07-31"), weight=1, done=Share("0.5"))


@pytest.mark.parametrize(
    ("day", "share"),
    [
        ("2024-05-31", Fraction(0)),
        ("2024-06-01", Fraction(1, 30)),
        ("2024-06-15", Fraction(1, 2)),
        ("2024-06-30", Fraction(1)),
        ("2024-07-01", Fraction(1)),
    ],
)
def test_each_day_is_to_do_as_much_as_any_other(day: str, share: Fraction) -> None:
    assert progressing.planned_share(JUNE.baseline_start_on, JUNE.baseline_end_on, Day(day)) == share


def test_work_of_one_day_is_to_be_done_on_it() -> None:
    day = Day("2024-06-01")
    assert progressing.planned_share(day, day, Day("2024-05-31")) == 0
    assert progressing.planned_share(day, day, day) == 1


@given(DAYS, DAYS, DAYS, DAYS)
def test_the_share_that_should_be_done_never_falls_nor_leaves_its_bounds(a: Day, b: Day, c: Day, d: Day) -> None:
    (first, last), (sooner, later) = sorted((a, b)), sorted((c, d))
    before, after = (progressing.planned_share(first, last, day) for day in (sooner, later))
    assert 0 <= before <= after <= 1
    assert (after == 1) == (later >= last) and (after == 0) == (later < first)


def test_heavier_work_counts_for_more() -> None:
    both = [JUNE, JULY]
    assert progressing.planned_progress(both, Day("2024-06-15")) == Fraction(3, 8)
    told = progressing.progressed(both, Day("2024-06-30"))
    assert (told.planned, told.earned) == (Fraction(3, 4), Fraction(3 * 4 + 5, 40))
    assert told.variance == Fraction(17, 40) - Fraction(3, 4) and told.spi == Fraction(17, 30)


def test_without_all_weights_all_count_alike_and_no_variance_is_told() -> None:
    told = progressing.progressed([JUNE, JULY._replace(weight=None)], Day("2024-06-30"))
    assert told.planned == Fraction(1, 2) and told.earned == Fraction(9, 20)
    assert (told.weighted, told.variance, told.spi, told.slip_days) == (False, None, None, 0)


def test_what_nobody_has_told_of_is_no_data_and_beside_others_counts_as_not_done() -> None:
    silent = JUNE._replace(done=None)
    alone = progressing.progressed([silent], Day("2024-06-30"))
    assert (alone.planned, alone.earned, alone.untold, alone.spi) == (Fraction(1), None, 1, None)
    beside = progressing.progressed([silent, JUNE], Day("2024-06-30"))
    assert (beside.earned, beside.untold) == (Fraction(1, 5), 1)


def test_what_has_still_to_begin_is_nothing_done_rather_than_no_data() -> None:
    told = progressing.progressed([JULY._replace(done=None)], Day("2024-06-30"))
    assert (told.planned, told.earned, told.untold, told.spi, told.variance) == (NOTHING, NOTHING, 0, None, NOTHING)


def test_what_was_dropped_counts_nowhere() -> None:
    dropped = JUNE._replace(status="dropped", done=None)
    assert progressing.progressed([dropped, JULY], Day("2024-07-31")).planned == 1
    nothing = progressing.progressed([dropped], Day("2024-07-31"))
    assert (nothing.planned, nothing.earned, nothing.slip_days, nothing.weighted) == (None, None, None, False)
    assert progressing.progressed([], Day("2024-07-31")) == nothing


def test_work_that_weighs_nothing_has_no_share() -> None:
    told = progressing.progressed([JUNE._replace(weight=0)], Day("2024-06-30"))
    assert (told.planned, told.earned, told.spi) == (None, None, None)


def test_the_slip_is_that_of_the_end_of_all() -> None:
    assert progressing.slip_days([JUNE._replace(moved_to=Day("2024-07-20")), JULY]) == 0
    assert progressing.slip_days([JUNE._replace(moved_to=Day("2024-08-03")), JULY]) == 3
    assert progressing.slip_days([JULY._replace(moved_to=Day("2024-07-21"))]) == -10


@given(st.lists(st.tuples(DAYS, DAYS, st.integers(1, 9)), min_size=1, max_size=6), DAYS)
def test_what_is_done_as_planned_has_an_index_of_one(spans: list[tuple[Day, Day, int]], day: Day) -> None:
    works = []
    for one, other, weight in spans:
        first, last = min(one, other), max(one, other)
        done = Share("1") if last <= day else Share("0") if first > day else None
        if done is not None:
            works.append(Activity(first, last, weight, done))
    told = progressing.progressed(works, day)
    assert told.spi in (None, 1) and told.variance in (None, 0)


@pytest.mark.parametrize(("share", "percent"), [((1, 200), 1), ((1, 201), 0), ((2, 3), 67), ((1, 1), 100)])
def test_percents_round_halves_up(share: tuple[int, int], percent: int) -> None:
    assert progressing.whole_percent(Fraction(*share)) == percent
