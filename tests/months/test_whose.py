"""Whose month it is, and when it is due."""

import pytest

from cop.kernel.types import Day, Id, Month
from cop.months import whose
from cop.teams.queries import programme
from tests.months.conftest import JULY, Partnership


def test_july_is_due_on_the_fifth_of_august(partnership: Partnership) -> None:
    with partnership.store.reading():
        assert whose.due_on(programme(partnership.db), JULY) == "2024-08-05" == whose.due_of(partnership.db, JULY)


@pytest.mark.parametrize(
    ("reporting_day", "month", "due"),
    [(31, "2024-01", "2024-02-29"), (5, "2024-12", "2025-01-05"), (31, "2024-03", "2024-04-30")],
)  # fmt: skip
def test_a_reporting_day_that_a_month_lacks_is_its_last(reporting_day: int, month: str, due: str) -> None:
    assert whose.due_on_day(reporting_day, Month(month)) == due


@pytest.mark.parametrize(
    ("person", "team"),
    [("u-zli-po", "lct-zli"), ("m-zli-mayor", "lct-zli"), ("m-seb-pm", "lct-seb"), ("pat-pm", None)],
)
def test_a_member_has_a_team_and_so_has_a_mayor_of_its_town(
    partnership: Partnership, person: str, team: str | None
) -> None:
    with partnership.store.reading():
        found = whose.own_team(partnership.db, partnership.person(person), Day("2024-08-03"))
        assert found == (partnership.body(team) if team else None)


def test_only_the_unit_is_the_secretariat(partnership: Partnership) -> None:
    with partnership.store.reading():
        people = ("pat-pm", "m-zli-pm")
        asked = [whose.in_secretariat(partnership.db, partnership.person(one), Day("2024-08-03")) for one in people]
    assert asked == [True, False]


def test_the_month_to_tell_is_the_one_over_until_it_is_submitted(partnership: Partnership) -> None:
    def next_month(today: str) -> Month | None:
        with partnership.store.reading():
            return whose.to_be_told(partnership.db, partnership.body("lct-zli"), Day(today))

    assert next_month("2024-08-03") == "2024-07"
    partnership.write(done="Works began")
    partnership.submit()
    assert next_month("2024-08-03") is None, "August goes on"
    assert next_month("2024-09-01") == "2024-08"


def test_a_month_that_was_opened_again_is_told_before_the_present_one(partnership: Partnership) -> None:
    team = partnership.body("lct-zli")
    for month in (JULY, Month("2024-08")):
        partnership.write(month=month, on="2024-09-02", done="Works")
        partnership.submit(month=month, on="2024-09-02")
    partnership.reopen()
    with partnership.store.reading():
        assert whose.to_be_told(partnership.db, team, Day("2024-09-03")) == JULY


@pytest.mark.parametrize(
    ("today", "month"), [("2024-01-15", None), ("2024-02-01", "2024-01"), ("2025-06-01", "2024-12")]
)
def test_no_month_is_missed_before_the_programme_nor_after_it(
    partnership: Partnership, today: str, month: str | None
) -> None:
    with partnership.store.reading():
        team: Id = partnership.body("lct-seb")
        assert whose.untold(partnership.db, team, Day(today)) == month


@pytest.mark.parametrize(
    ("today", "month"),
    [("2023-05-01", "2024-01"), ("2024-01-15", "2024-01"), ("2024-08-03", "2024-07"), ("2025-06-01", "2024-12")],
)
def test_without_a_month_the_programmes_last_is_meant_after_its_end(
    partnership: Partnership, today: str, month: str
) -> None:
    with partnership.store.reading():
        assert whose.last_over(partnership.db, Day(today)) == month


def test_after_the_programme_its_last_month_is_told_and_then_none(partnership: Partnership) -> None:
    december = Month("2024-12")
    with partnership.store.reading():
        assert whose.to_be_told(partnership.db, partnership.body("lct-zli"), Day("2025-01-20")) == december
    partnership.write(month=december, on="2025-01-20", done="Works")
    partnership.submit(month=december, on="2025-01-20")
    with partnership.store.reading():
        assert whose.to_be_told(partnership.db, partnership.body("lct-zli"), Day("2025-02-20")) is None
