"""The law of cadence: which slots are expected, which are filled, how long a silence is; every figure counted out."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cop.community import momentum
from cop.community.momentum import (
    Heard,
    Ratio,
    Silence,
    Slot,
    cadence,
    over,
    settled,
    silence,
    slots,
    strip,
    with_contact,
)
from cop.kernel import dates
from cop.kernel.types import Day

JULY = Day("2024-07-01"), Day("2024-07-31")
calm = settings(deadline=None)
CADENCES = ("daily", "weekly", "monthly", "on_demand", None)

days = st.integers(0, 200).map(lambda n: Day((date(2024, 3, 1) + timedelta(n)).isoformat()))
mondays = days.map(momentum.monday)
anything_heard = st.builds(
    Heard, st.frozensets(days, max_size=40), st.dictionaries(mondays, st.integers(0, 20), max_size=20)
)
cadences = st.sampled_from(CADENCES)
weeks = st.sampled_from(["mon-fri", "sun-thu", "sat-wed", None])


def heard(*single: str, **counts: int) -> Heard:
    """Return contacts of single days, and counts by Monday as `jul_08=14`."""
    months = {"jun": "06", "jul": "07", "aug": "08"}
    told = {Day(f"2024-{months[name[:3]]}-{name[4:]}"): times for name, times in counts.items()}
    return Heard(frozenset(map(Day, single)), told)


def test_a_daily_slot_is_a_working_day_of_the_team() -> None:
    # July 2024 begins on a Monday and has 31 days: 23 from Monday to Friday; Sunday to Thursday are 23 too (four
    # Sundays, five each of Monday, Tuesday and Wednesday, four Thursdays), Saturday to Wednesday likewise.
    assert len(slots("daily", *JULY)) == 5 + 5 + 5 + 4 + 4
    assert len(slots("daily", *JULY, "sun-thu")) == 4 + 5 + 5 + 5 + 4
    first = [slot.first for slot in slots("daily", *JULY, "sun-thu")][:6]
    assert first == ["2024-07-01", "2024-07-02", "2024-07-03", "2024-07-04", "2024-07-07", "2024-07-08"]


def test_a_week_or_a_month_belongs_to_the_period_in_which_it_ends() -> None:
    # The week of Monday 29 July ends on Sunday 4 August.
    assert [slot.last[8:] for slot in slots("weekly", *JULY)] == ["07", "14", "21", "28"]
    assert slots("weekly", Day("2024-08-01"), Day("2024-08-31"))[0] == Slot(Day("2024-07-29"), Day("2024-08-04"))
    assert slots("monthly", *JULY) == [Slot(*JULY)]
    assert slots("monthly", Day("2024-07-01"), Day("2024-07-30")) == []


def test_nothing_is_expected_on_demand_or_without_a_cadence() -> None:
    assert slots("on_demand", *JULY) == slots(None, *JULY) == []
    assert cadence([], heard("2024-07-01")) == Ratio(0, 0)


@pytest.mark.parametrize(
    ("what", "filled"),
    [
        (heard("2024-07-09"), ["09"]),
        (heard("2024-07-13"), []),  # a Saturday is no working day from Monday to Friday
        (heard(jul_08=0), []),
        (heard(jul_08=1), ["08"]),
        (heard(jul_08=3), ["08", "09", "10"]),
        (heard(jul_08=14), ["08", "09", "10", "11", "12"]),  # fourteen contacts, but five days
        (heard("2024-07-11", jul_08=1), ["11"]),  # the count says how many there were in all
        (heard("2024-07-11", jul_08=3), ["08", "09", "11"]),
        (heard("2024-07-08", "2024-07-09", jul_08=1), ["08", "09"]),
    ],
)
def test_a_count_fills_as_many_days_of_its_week_as_it_has_contacts(what: Heard, filled: list[str]) -> None:
    found = with_contact(slots("daily", *JULY), what)
    assert sorted(slot.first[8:] for slot in found) == filled


def test_a_count_fills_its_week_and_the_month_in_which_that_ends() -> None:
    what = heard(jul_29=2)
    july, august = slots("weekly", *JULY), slots("weekly", Day("2024-08-01"), Day("2024-08-31"))
    assert (len(with_contact(july, what)), len(with_contact(august, what))) == (0, 1)
    both = [*slots("monthly", *JULY), *slots("monthly", Day("2024-08-01"), Day("2024-08-31"))]
    assert [slot.last for slot in with_contact(both, what)] == ["2024-08-31"]
    assert cadence(both, heard(jul_29=0)) == Ratio(0, 2)


@calm
@given(cadences, days, days, anything_heard, weeks)
def test_a_slot_with_a_contact_is_always_an_expected_one(
    every: str | None, one: Day, other: Day, what: Heard, week: str | None
) -> None:
    expected = slots(every, min(one, other), max(one, other), week)
    found, ratio = with_contact(expected, what, week), cadence(expected, what, week)
    assert found <= set(expected)
    assert len(expected) == len(set(expected))
    assert ratio == Ratio(len(found), len(expected))
    assert 0 <= ratio.numerator <= ratio.denominator


@calm
@given(cadences, st.tuples(days, days, days).map(sorted), anything_heard, weeks)
def test_periods_that_follow_one_another_share_no_slot_and_lose_none(
    every: str | None, ends: list[Day], what: Heard, week: str | None
) -> None:
    first, middle, last = ends
    whole = cadence(slots(every, first, last, week), what, week)
    after = Day((date.fromisoformat(middle) + timedelta(1)).isoformat())
    parts = [cadence(slots(every, *period, week), what, week) for period in ((first, middle), (after, last))]
    assert whole == Ratio(sum(part.numerator for part in parts), sum(part.denominator for part in parts))


@calm
@given(cadences, days, days, days, anything_heard, weeks)
def test_the_weeks_of_a_strip_add_up_to_its_period(
    every: str | None, one: Day, other: Day, today: Day, what: Heard, week: str | None
) -> None:
    first, last = min(one, other), max(one, other)
    told = strip(every, what, first, last, today, week)
    whole = cadence(settled(slots(every, first, last, week), what, today), what, week)
    assert (sum(each.with_contact for each in told), sum(each.expected for each in told)) == whole
    assert all(0 <= each.with_contact <= each.expected <= 7 for each in told)
    assert all(each.told for each in told if each.with_contact)


def test_a_strip_tells_nothing_heard_from_nothing_known() -> None:
    # Week of 1 July: five contacts in five days; of the 8th: none, and somebody said so; of the 15th: nobody wrote.
    told = strip("daily", heard(jul_01=5, jul_08=0), *JULY, Day("2024-07-22"))
    assert [(each.with_contact, each.expected, each.told) for each in told] == [
        (5, 5, True), (0, 5, True), (0, 5, False), (0, 0, False), (0, 0, False),
    ]  # fmt: skip


def test_the_days_of_a_running_week_are_held_against_nobody_until_its_count_is_in() -> None:
    # Thursday 18 July: three working days of its week are over, and counts are made on Fridays.
    *_, without, _, _ = strip("daily", heard(jul_08=5), *JULY, Day("2024-07-18"))
    assert (without.with_contact, without.expected) == (0, 0)
    *_, counted, _, _ = strip("daily", heard(jul_08=5, jul_15=2), *JULY, Day("2024-07-18"))
    assert (counted.with_contact, counted.expected) == (2, 3)
    *_, monthly = strip("monthly", heard(), *JULY, Day("2024-08-01"))
    assert monthly.expected == 1, "a month is over when it is over"


def test_what_is_still_running_or_to_come_is_not_expected_yet() -> None:
    assert [slot.first[8:] for slot in over(slots("daily", *JULY), Day("2024-07-03"))] == ["01", "02"]
    assert over(slots("weekly", *JULY), Day("2024-07-07")) == []
    assert len(over(slots("weekly", *JULY), Day("2024-07-08"))) == 1


def last_contact(what: Heard, today: Day) -> Day | None:
    """Return the last day on which something was heard; of a week's count its last day, or today in the running week.

    Nobody knows on which of its days it was; a team is not called silent for days that a count covers.
    """
    days = [*what.days, *(dates.shift(start, 6) for start, times in what.weeks.items() if times > 0)]
    return min(max(days), today) if days else None


def since(every: str, what: Heard, today: str, approximate: bool = False) -> Silence:
    return silence(every, approximate, what, last_contact(what, Day(today)), Day(today))


def test_a_team_is_silent_when_a_slot_went_by_without_a_contact() -> None:
    friday = heard("2024-07-12")
    assert since("daily", friday, "2024-07-15") == Silence(Day("2024-07-12"), 3, 0, False, 1)
    # On Tuesday Monday has gone by; the streak ends with it.
    assert since("daily", friday, "2024-07-16") == Silence(Day("2024-07-12"), 4, 1, True, 0)


def test_an_approximate_cadence_tolerates_one_missed_slot() -> None:
    june = heard("2024-06-12")
    # Weeks of 17 June and 24 June went by: two.
    assert since("weekly", june, "2024-06-24", approximate=True) == Silence(Day("2024-06-12"), 12, 1, False, 0)
    assert since("weekly", june, "2024-07-01", approximate=True) == Silence(Day("2024-06-12"), 19, 2, True, 0)
    assert since("weekly", june, "2024-06-24").too_long is True


def test_a_streak_counts_slots_in_a_row_and_a_running_one_does_not_break_it() -> None:
    what = heard("2024-06-27", jul_01=1, jul_08=2)
    # Weeks of 24 June, 1 July and 8 July; that of 15 July is running.
    assert since("weekly", what, "2024-07-17").streak == 3
    assert since("weekly", what, "2024-07-22").streak == 0
    assert since("weekly", heard("2024-06-20", "2024-07-02"), "2024-07-08").streak == 1


def test_silence_is_counted_from_the_end_of_a_counted_week() -> None:
    assert since("daily", heard(jul_08=2), "2024-07-10") == Silence(Day("2024-07-10"), 0, 0, False, 2)
    assert since("daily", heard(jul_08=2), "2024-07-15").last_on == "2024-07-14"
    assert since("daily", heard(jul_08=0), "2024-07-15").last_on is None


def test_of_whom_nothing_was_ever_heard_there_is_no_data() -> None:
    assert since("daily", Heard(), "2024-07-15") == Silence(None, None, None, None, None)


def test_where_nothing_is_expected_no_silence_is_too_long() -> None:
    assert since("on_demand", heard("2024-07-01"), "2024-07-15") == Silence(Day("2024-07-01"), 14, None, None, None)


@calm
@given(cadences, st.booleans(), days, anything_heard, weeks)
def test_a_silence_that_is_too_long_has_missed_slots_and_no_streak(
    every: str | None, approximate: bool, today: Day, what: Heard, week: str | None
) -> None:
    past = Heard(
        frozenset(day for day in what.days if day <= today),
        {start: times for start, times in what.weeks.items() if start <= today},
    )
    found = silence(every, approximate, past, last_contact(past, today), today, week)
    if found.too_long:
        assert found.missed is not None and found.missed > int(approximate)
        assert found.streak == 0
    if found.days is not None:
        assert found.days >= 0


@pytest.mark.parametrize(
    ("week", "working"),
    [("mon-fri", {0, 1, 2, 3, 4}), ("sun-thu", {6, 0, 1, 2, 3}), ("sat-wed", {5, 6, 0, 1, 2}), (None, {0, 1, 2, 3, 4}),
     ("whenever", {0, 1, 2, 3, 4})],
)  # fmt: skip
def test_the_working_days_are_read_off_their_word(week: str | None, working: set[int]) -> None:
    assert momentum.working_days(week) == working
