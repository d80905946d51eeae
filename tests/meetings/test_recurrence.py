from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr  # type: ignore[import-untyped]
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Moment, Rule
from cop.meetings.recurrence import between, check, occurrences, parse_rule, rrule

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine is no fault of a rhythm."""
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ORDINALS = ["first", "second", "third", "fourth", "last"]


def _every(unit: str, frequency: str) -> st.SearchStrategy[str]:
    return st.integers(1, 30).map(lambda n: frequency if n == 1 else f"every {n} {unit}s")


RULES = st.one_of(
    _every("day", "daily"),
    st.builds(
        "{} on {}".format, _every("week", "weekly"), st.lists(st.sampled_from(WEEKDAYS), min_size=1).map(" and ".join)
    ),
    st.builds("{} on {} {}".format, _every("month", "monthly"), st.sampled_from(ORDINALS), st.sampled_from(WEEKDAYS)),
    st.builds("{} on day {}".format, _every("month", "monthly"), st.integers(1, 28)),
    st.builds("{} on {} {}".format, _every("year", "yearly"), st.integers(1, 28), st.sampled_from(MONTHS)),
).map(lambda words: parse_rule(words)[0])
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def _first_fit(rule: Rule, day: date) -> Day:
    """Return the first day from here on which the rule says it may begin: always within a year."""
    for ahead in range(367):
        candidate = Day((day + timedelta(ahead)).isoformat())
        with suppress(BadInput):
            check(rule, candidate)
            return candidate
    raise AssertionError(f"{rule} has no first day within a year")


@pytest.mark.parametrize(
    ("typed", "rule", "hour"),
    [
        ("monthly on last tue 10:00", "monthly on last tue", "10:00"),
        ("Weekly on Tuesday", "weekly on tue", None),
        ("every tue", "weekly on tue", None),
        ("every second mon", "every 2 weeks on mon", None),
        ("every other mon at 9.30", "every 2 weeks on mon", "09:30"),
        ("weekly on wed and mon", "weekly on mon and wed", None),
        ("weekly on fri, mon and wed", "weekly on mon, wed and fri", None),
        ("every 2 weeks on thu", "every 2 weeks on thu", None),
        ("every 1 weeks on thu", "weekly on thu", None),
        ("monthly on the 1st wednesday", "monthly on first wed", None),
        ("every month on last fri 2pm", "monthly on last fri", "14:00"),
        ("monthly on day 15 10:00", "monthly on day 15", "10:00"),
        ("every 3 months on second mon", "every 3 months on second mon", None),
        ("every second month on first mon", "every 2 months on first mon", None),
        ("yearly on 4 mar", "yearly on 4 mar", None),
        ("every year on 31 december", "yearly on 31 dec", None),
        ("every day", "daily", None),
        ("weekly on الثلاثاء ١٠:٠٠", "weekly on tue", "10:00"),
    ],
)
def test_a_rhythm_is_read_as_people_say_it(typed: str, rule: str, hour: str | None) -> None:
    assert parse_rule(typed) == (rule, hour)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "10:00",
        "weekly",
        "weekly on",
        "weekly tue",
        "weekly on second tue",
        "monthly",
        "monthly on wed",
        "every",
        "monthly on fifth wed",
        "monthly on day 29",
        "monthly on day 0",
        "yearly on 29 feb",
        "yearly on 31 apr",
        "every 0 days",
        "every 367 days",
        "every third mon",
        "every second",
        "daily on mon",
        "hourly",
        "weekly on tue 25:00",
        "daily daily",
    ],
)
def test_a_rhythm_that_calendars_would_not_share_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_rule(typed)
    assert refused.value.hint


@calm
@given(RULES)
def test_canonical_words_read_back_as_themselves(rule: Rule) -> None:
    assert parse_rule(rule) == (rule, None)


@calm
@given(st.text(max_size=30))
def test_any_text_is_read_or_refused(typed: str) -> None:
    for said in (typed, f"weekly on {typed}", f"monthly on {typed}", f"every {typed}"):
        try:
            rule, _ = parse_rule(said)
        except BadInput as refused:
            assert refused.hint
        else:
            assert parse_rule(rule) == (rule, None)


@pytest.mark.parametrize(
    ("rule", "until", "value"),
    [
        ("monthly on first wed", Moment("2025-03-31T21:59:59Z"), "FREQ=MONTHLY;BYDAY=1WE;UNTIL=20250331T215959Z"),
        ("monthly on last tue", None, "FREQ=MONTHLY;BYDAY=-1TU"),
        ("every 2 weeks on mon and thu", None, "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH"),
        ("monthly on day 15", Day("2025-03-31"), "FREQ=MONTHLY;BYMONTHDAY=15;UNTIL=20250331"),
        ("yearly on 4 mar", None, "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=4"),
        ("daily", None, "FREQ=DAILY"),
    ],
)
def test_a_rhythm_is_written_for_calendars(rule: str, until: Moment | Day | None, value: str) -> None:
    assert rrule(Rule(rule), until) == value


def test_the_media_officers_call_has_its_dates() -> None:
    found = list(occurrences(Rule("monthly on last tue"), Day("2024-07-30"), Day("2024-10-29")))
    assert found == ["2024-07-30", "2024-08-27", "2024-09-24", "2024-10-29"]


def test_a_fortnight_keeps_its_weeks_from_the_first_day() -> None:
    found = list(occurrences(Rule("every 2 weeks on mon and fri"), Day("2024-07-05"), limit=4))
    assert found == ["2024-07-05", "2024-07-15", "2024-07-19", "2024-07-29"]


def test_a_series_ends_with_the_last_year_kept() -> None:
    assert list(occurrences(Rule("yearly on 4 mar"), Day("2198-03-04"))) == ["2198-03-04", "2199-03-04"]
    assert list(occurrences(Rule("daily"), Day("2199-12-30"))) == ["2199-12-30", "2199-12-31"]
    assert list(occurrences(Rule("weekly on mon and sun"), Day("2199-12-29"))) == ["2199-12-29", "2199-12-30"]


def test_a_first_day_off_the_rhythm_is_refused_with_the_nearest_days() -> None:
    check(Rule("monthly on first wed"), Day("2024-07-03"))
    with pytest.raises(BadInput, match="Thu 4 July 2024 is not a day of the rhythm") as refused:
        check(Rule("monthly on first wed"), Day("2024-07-04"))
    assert refused.value.hint == "begin on 2024-07-03 (Wed 3 July 2024) or 2024-08-07 (Wed 7 August 2024)"


@calm
@given(RULES, DAYS, st.integers(1, 60))
def test_the_dates_are_those_any_calendar_computes(rule: Rule, start: date, limit: int) -> None:
    first = _first_fit(rule, start)
    theirs = rrulestr(rrule(rule), dtstart=datetime.fromisoformat(first))
    expected = [f"{when:%Y-%m-%d}" for when, _ in zip(theirs, range(limit), strict=False) if when.year <= 2199]
    assert list(occurrences(rule, first, limit=limit)) == expected


@calm
@given(RULES, DAYS, st.integers(0, 4000), st.integers(0, 3000), st.none() | st.integers(-10, 5000))
def test_a_part_of_a_series_is_what_counting_from_the_first_gives(
    rule: Rule, start: date, skip: int, length: int, ends: int | None
) -> None:
    first = _first_fit(rule, start)
    begin = date.fromisoformat(first)
    lower, upper = begin + timedelta(skip - 100), begin + timedelta(skip - 100 + length)
    until = None if ends is None else Day((begin + timedelta(ends)).isoformat())
    counted = takewhile(lambda day: day <= upper.isoformat(), occurrences(rule, first, until))
    expected = [day for day in counted if day >= lower.isoformat()]
    assert list(between(rule, first, until, Day(lower.isoformat()), Day(upper.isoformat()))) == expected
