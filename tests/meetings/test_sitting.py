"""The law of series, slots and meetings of their own, on generated years beside one that is written out."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.kernel.types import Day, Id, Moment, Rule, ZonedTime
from cop.meetings.recurrence import first_fit, occurrences, parse_rule
from cop.meetings.sitting import SKIPPED, Date, Rhythm, Sitting, Slot, happening, occurrence_id

calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
SERIES, BODY = Id("mw9hdbt29dg9"), Id("pxq27504aq7q")
SINCE, UNTIL = Moment("2023-01-01T00:00:00Z"), Moment("2027-01-01T00:00:00Z")
RULES = st.sampled_from(["weekly on tue", "monthly on first wed", "monthly on day 28", "every 3 weeks on mon and fri"])
ZONES = st.sampled_from(["Europe/Rome", "Africa/Tripoli", "America/New_York", "Asia/Tokyo"])


def rhythm(rule: str, begin: str, zone: str = "Africa/Tripoli", until: str | None = None) -> Rhythm:
    start = ZonedTime(f"{begin}T11:00[{zone}]")
    last = Day(until) if until else None
    return Rhythm(SERIES, "vpm", "Call", BODY, "pmu", Rule(rule), start, 90, last, "online", None, None)


def own(day: str, start: str, status: str) -> Sitting:
    return Sitting(
        occurrence_id(SERIES, day), "-", "Call", None, BODY, "pmu", ZonedTime(start), Moment(f"{day}T00:00:00Z"), 90,
        None, None, None, None, status, None, SERIES, Day(day),
    )  # fmt: skip


def test_a_year_is_told_with_its_exceptions() -> None:
    series = rhythm("monthly on first wed", "2024-04-03", until="2024-08-31")
    slots: dict[Date, Slot] = {
        (SERIES, Day("2024-05-01")): Slot(
            SERIES, Day("2024-05-01"), ZonedTime("2024-05-08T11:00[Africa/Tripoli]"), "May"
        ),
        (SERIES, Day("2024-08-07")): Slot(SERIES, Day("2024-08-07"), None, "Summer"),
    }
    held = own("2024-06-05", "2024-06-05T11:00[Africa/Tripoli]", "held")
    found = happening([held], {SERIES: series}, slots, SINCE, UNTIL)
    assert [(one.ref, one.start[:10], one.status, one.moved) for one in found] == [
        ("vpm/2024-04-03", "2024-04-03", "planned", False),
        ("vpm/2024-05-01", "2024-05-08", "planned", True),
        ("vpm/2024-06-05", "2024-06-05", "held", False),
        ("vpm/2024-07-03", "2024-07-03", "planned", False),
        ("vpm/2024-08-07", "2024-08-07", SKIPPED, False),
    ]


def test_a_date_skipped_in_one_copy_and_spoken_of_in_another_is_cancelled() -> None:
    series = rhythm("monthly on first wed", "2024-07-03", until="2024-07-31")
    slots: dict[Date, Slot] = {(SERIES, Day("2024-07-03")): Slot(SERIES, Day("2024-07-03"), None, "Summer")}
    (found,) = happening(
        [own("2024-07-03", "2024-07-03T11:00[Africa/Tripoli]", "convened")], {SERIES: series}, slots, SINCE, UNTIL
    )
    assert (found.status, found.reason) == ("cancelled", "Summer")


def test_a_slot_decides_the_hour_over_what_another_copy_wrote() -> None:
    series = rhythm("monthly on first wed", "2024-07-03", until="2024-07-31")
    moved = ZonedTime("2024-07-04T11:00[Africa/Tripoli]")
    slots: dict[Date, Slot] = {(SERIES, Day("2024-07-03")): Slot(SERIES, Day("2024-07-03"), moved, None)}
    (found,) = happening(
        [own("2024-07-03", "2024-07-03T11:00[Africa/Tripoli]", "convened")], {SERIES: series}, slots, SINCE, UNTIL
    )
    assert (found.start, found.status) == (moved, "convened")


@calm
@given(
    RULES, ZONES, st.dates(date(2023, 6, 1), date(2024, 6, 1)), st.sets(st.integers(0, 11)), st.sets(st.integers(0, 11))
)
def test_every_date_of_a_rule_is_told_once_whatever_became_of_it(
    words: str, zone: str, begin: date, skipped: set[int], moved: set[int]
) -> None:
    rule, _ = parse_rule(words)
    first = first_fit(rule, Day(begin.isoformat()))
    days = list(occurrences(rule, first, limit=12))
    series = rhythm(rule, first, zone, until=days[-1])
    slots: dict[Date, Slot] = {}
    for at in moved | skipped:
        later = (date.fromisoformat(days[at]) + timedelta(40)).isoformat()
        to = None if at in skipped else ZonedTime(f"{later}T15:00[{zone}]")
        slots[SERIES, days[at]] = Slot(SERIES, days[at], to, None)
    found = happening([], {SERIES: series}, slots, SINCE, UNTIL)
    assert sorted(str(one.original_on) for one in found) == days
    assert {one.original_on for one in found if one.status == SKIPPED} == {days[at] for at in skipped}
    assert {one.original_on for one in found if one.moved} == {days[at] for at in moved - skipped}
    assert [one.start_utc for one in found] == sorted(one.start_utc for one in found)
    assert all(one.start[11:16] == "11:00" for one in found if not one.moved)


@calm
@given(RULES, ZONES, st.dates(date(2023, 6, 1), date(2024, 6, 1)), st.integers(0, 300), st.integers(1, 90))
def test_periods_that_meet_tell_what_one_period_tells(words: str, zone: str, begin: date, at: int, length: int) -> None:
    rule, _ = parse_rule(words)
    series = {SERIES: rhythm(rule, first_fit(rule, Day(begin.isoformat())), zone)}
    cuts = [Moment(f"{(begin + timedelta(days)).isoformat()}T09:30:00Z") for days in (0, at, at + length)]
    whole = happening([], series, {}, cuts[0], cuts[2])
    parts = [one for since, until in pairwise(cuts) for one in happening([], series, {}, since, until)]
    assert set(parts) == set(whole)
    assert len(whole) <= len(parts) <= len(whole) + 1, "only one that goes on at the cut is told twice"
