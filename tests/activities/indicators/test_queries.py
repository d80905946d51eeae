"""Where indicators stand by a day, on every store."""

from fractions import Fraction
from typing import Any

import pytest

from cop.activities.indicators import queries
from cop.activities.indicators.achieving import Aim
from cop.activities.indicators.queries import IndicatorLine, Part, Value
from cop.activities.indicators.records import Indicator, IndicatorValue, InterimTarget
from cop.activities.pilots.records import Pilot
from cop.kernel.types import Day, Id, Number, Word
from cop.store import queries as rows
from cop.store.store import Store
from cop.teams.records import Programme
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

JULY, AUGUST, BY_THEN = Day("2024-07-31"), Day("2024-08-31"), Day("2024-12-31")


@pytest.fixture
def fishery(store: Store) -> Store:
    """A programme of two years with a pilot, whose clearing of fish shall take 4 days instead of 9."""
    with store.writing("programme edit") as draft:
        old = rows.every(draft.db, Programme)[0]
        draft.edit(old, Programme(**{**old.__dict__, "start_on": Day("2024-01-01"), "end_on": Day("2025-12-31")}))
    with store.writing("pilot new") as draft:
        pilot = draft.add(Pilot(title="Fishery", code="p-fish"))
        draft.add(Indicator(title="Days to clear", code="i-days", unit="days", concerns=pilot.id,
                            baseline=Number("9"), target=Number("4")))  # fmt: skip
        draft.add(Indicator(title="Cycles", code="i-cyc", target=Number("7")))
    return store


def indicator(store: Store, code: str = "i-days") -> Id:
    return rows.every(store.db, Indicator, "code = :code", code=code)[0].id


def measure(store: Store, day: str, amount: str, split: str | None = None, part: str | None = None) -> None:
    with store.writing("indicator value") as draft:
        draft.add(IndicatorValue(
            indicator=indicator(store), measured_on=Day(day), amount=Number(amount),
            split_by=Word(split) if split else None, part=part,
        ))  # fmt: skip


def line(store: Store, by: Day, **asked: Any) -> IndicatorLine:
    (found,) = queries.indicators(store.db, by, indicator=indicator(store), **asked)
    return found


def test_the_latest_total_by_a_day_counts(fishery: Store) -> None:
    measure(fishery, "2024-06-30", "8")
    measure(fishery, "2024-07-31", "7.5")
    measure(fishery, "2024-09-30", "6")
    measure(fishery, "2024-08-15", "3", "sex", "female")
    known = line(fishery, AUGUST)
    assert (known.amount, known.measured_on, known.achievement) == ("7.5", JULY, Fraction(3, 10))
    assert (known.achieved, known.achieved_share, known.applies) == ("30 %", "0.3", True)
    assert line(fishery, BY_THEN).amount == "6"
    assert line(fishery, Day("2024-06-29")).amount is None


def test_an_indicator_names_what_it_tells_about(fishery: Store) -> None:
    known = line(fishery, JULY)
    assert (known.ref, known.concerns_kind, known.concerns_ref, known.concerns_name) == (
        "i-days", "pilot", "p-fish", "Fishery",
    )  # fmt: skip
    assert [one.ref for one in queries.indicators(fishery.db, JULY)] == ["i-cyc", "i-days"]
    assert [one.ref for one in queries.indicators(fishery.db, JULY, known.concerns)] == ["i-days"]
    assert queries.indicators(fishery.db, JULY, known.id) == []


def test_without_a_value_there_is_no_data_and_without_a_way_nothing_applies(fishery: Store) -> None:
    with fishery.writing("indicator new") as draft:
        draft.add(Indicator(title="Accidents", code="i-acc", target=Number("0")))
    told = {one.ref: (one.achieved, one.standing, one.light) for one in queries.indicators(fishery.db, JULY)}
    assert told["i-days"] == ("no data", "no data", "unknown")
    assert told["i-acc"] == ("n/a", "n/a", "")


def test_the_programmes_days_hold_where_an_indicator_names_none(fishery: Store) -> None:
    measure(fishery, "2024-07-31", "7.5")
    known = line(fishery, JULY)
    assert (known.target_on, known.target_due_on) == (None, "2025-12-31")
    assert known.expected == 9 - Fraction(5 * 212, 730)
    assert known.light == known.standing == "good"


def test_the_light_follows_the_interim_target_and_the_programmes_bounds(fishery: Store) -> None:
    measure(fishery, "2024-07-31", "7.5")
    with fishery.writing("indicator target") as draft:
        draft.add(InterimTarget(indicator=indicator(fishery), due_on=Day("2024-09-30"), amount=Number("6")))
    assert (line(fishery, AUGUST).interim, line(fishery, AUGUST).light) == (None, "fair")
    late = line(fishery, BY_THEN)
    assert late.interim == Aim(Day("2024-09-30"), Number("6"))
    assert (late.expected, late.light) == (Fraction(6), "fair")
    with fishery.writing("programme edit") as draft:
        old = rows.every(draft.db, Programme)[0]
        draft.edit(old, Programme(**{**old.__dict__, "green_from": "0.4"}))
    assert line(fishery, BY_THEN).light == "good"


def test_a_series_and_its_parts_are_asked_in_the_order_of_their_days(fishery: Store) -> None:
    measure(fishery, "2024-07-31", "7.5")
    measure(fishery, "2024-06-30", "8")
    measure(fishery, "2024-07-31", "3", "sex", "male")
    measure(fishery, "2024-07-31", "4", "sex", "female")
    of = indicator(fishery)
    assert queries.series(fishery.db, [of, indicator(fishery, "i-cyc")], JULY) == {
        of: [Value(Day("2024-06-30"), Number("8")), Value(JULY, Number("7.5"))]
    }
    assert queries.series(fishery.db, [of], Day("2024-07-30"))[of] == [Value(Day("2024-06-30"), Number("8"))]
    assert queries.parts(fishery.db, [of], JULY)[of] == [
        Part(JULY, Word("sex"), "female", Number("4")), Part(JULY, Word("sex"), "male", Number("3")),
    ]  # fmt: skip
    assert queries.parts(fishery.db, [of], Day("2024-07-30")) == {}
    assert queries.series(fishery.db, [], JULY) == {}


def test_two_indicators_that_copies_gave_one_code_are_told_apart(fishery: Store) -> None:
    with fishery.writing("indicator new") as draft:
        draft.add(Indicator(title="Days at sea", code="i-days", target=Number("1")))
    refs = [one.ref for one in queries.indicators(fishery.db, JULY) if one.code == "i-days"]
    assert len(set(refs)) == 2 and all(ref.startswith("i-days~") for ref in refs)
