"""How far somebody has come with a cycle."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cop.activities.training.standing import (
    ACTIVE,
    BEFORE_TRAINING,
    NOT_RECORDED,
    NOT_TRAINED,
    STANDINGS,
    Given,
    Known,
    is_trained,
    remarks,
    standing,
    year_before,
)
from cop.kernel.types import Day

TODAY, TOT = Day("2024-12-01"), Day("2024-04-26")
DAYS = st.dates(date(2022, 1, 1), date(2024, 12, 1)).map(lambda day: Day(day.isoformat()))
GIVEN = st.builds(lambda day, alone: Given(day, day, alone), DAYS, st.booleans())
KNOWN = st.builds(Known, st.booleans(), st.none() | DAYS, st.lists(GIVEN, max_size=4).map(tuple), st.booleans())


def gave(day: str, *, alone: bool = True) -> Given:
    return Given(Day(day), Day(day), alone)


def test_a_standing_is_the_highest_that_is_true() -> None:
    assert standing(Known(), TODAY) == "enrolled"
    assert standing(Known(came=True), TODAY) == "attended"
    assert standing(Known(True, TOT), TODAY) == "trained"
    assert standing(Known(True, TOT, (gave("2024-09-08", alone=False),)), TODAY) == "co_delivered"
    both = (gave("2024-09-08", alone=False), gave("2024-09-15"))
    assert standing(Known(True, TOT, both), TODAY) == "delivering"


def test_who_did_nothing_for_twelve_months_is_inactive() -> None:
    assert standing(Known(True, Day("2023-12-02")), TODAY) == "trained"
    assert standing(Known(True, Day("2023-12-01")), TODAY) == "inactive"
    assert standing(Known(True, Day("2022-09-11"), (gave("2023-12-01"),)), TODAY) == "inactive"
    assert standing(Known(given=(gave("2023-11-30"),)), TODAY) == "inactive"
    assert standing(Known(True, TOT, (gave("2023-02-01"),)), TODAY) == "trained"


def test_who_delivers_only_with_others_by_now_delivers_with_others() -> None:
    assert standing(Known(True, TOT, (gave("2023-11-30"), gave("2024-09-08", alone=False))), TODAY) == "co_delivered"


@given(KNOWN, DAYS)
def test_a_training_given_alone_makes_anybody_a_delivering_trainer(known: Known, day: Day) -> None:
    assert standing(known, TODAY) in STANDINGS
    more = known._replace(given=(*known.given, Given(day, day, True)))
    assert (standing(more, TODAY) == "delivering") >= (day > year_before(TODAY))
    assert (standing(known, TODAY) in ACTIVE) <= (standing(more, TODAY) in ACTIVE)


def test_half_of_the_days_of_a_tot_is_enough() -> None:
    days = [Day(f"2024-04-2{n}") for n in range(4)]
    assert is_trained(days[:2], days) and not is_trained(days[:1], days)
    assert is_trained([None], days) and is_trained([None], [])
    assert not is_trained([], days)


@given(st.sets(DAYS, min_size=1), st.data())
def test_who_came_on_more_days_is_no_less_trained(written: set[Day], data: st.DataObject) -> None:
    came = data.draw(st.sets(st.sampled_from(sorted(written))))
    more = came | data.draw(st.sets(st.sampled_from(sorted(written))))
    assert is_trained(came, written) <= is_trained(more, written)
    assert is_trained(written, written)


def test_a_trainer_who_trained_before_being_trained_is_remarked_upon() -> None:
    assert remarks(Known(True, TOT, (gave("2024-03-01"),))) == (BEFORE_TRAINING,)
    assert remarks(Known(True, TOT, (gave("2024-05-01"),))) == ()
    assert remarks(Known(given=(gave("2024-03-01"),))) == (NOT_TRAINED,)
    assert remarks(Known(given=(gave("2024-03-01"),), unrecorded=True)) == (NOT_RECORDED,)
    assert remarks(Known(unrecorded=True)) == (NOT_RECORDED,)
    assert remarks(Known(True, TOT)) == ()


def test_a_year_before_a_leap_day_begins_with_march() -> None:
    before = year_before(Day("2024-02-29"))
    assert Day("2023-02-28") < before < Day("2023-03-01")
