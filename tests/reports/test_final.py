"""A report from draft to final: what it freezes, what changed since, and what the rules say."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from cop.kernel.errors import BadInput, RuleBroken
from cop.kernel.types import Month, Zone
from cop.reports import frozen, operations
from cop.reports.records import MonthReport, PlannedMeeting
from cop.store import as_of, position, queries
from tests.meetings.conftest import Partnership

On = Callable[[str], None]
JULY, AUGUST = Month("2024-07"), Month("2024-08")
TRIPOLI = Zone("Africa/Tripoli")
SECOND_OF_AUGUST = datetime(2024, 8, 2, 10, tzinfo=UTC)


@pytest.fixture
def july(partnership: Partnership, on: On) -> Partnership:
    on("2024-06-20")
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    partnership.plan("tb7", "tb", "2024-08-16T10:00[Africa/Tripoli]")
    on("2024-08-02")
    return partnership


def make_final(of: Partnership, month: Month = JULY, now: datetime = SECOND_OF_AUGUST) -> operations.Final:
    with of.store.writing("report final") as draft:
        return operations.final(draft, month, now, TRIPOLI)


def reports(of: Partnership) -> list[MonthReport]:
    return queries.every(of.db, MonthReport, order="month")


def test_a_final_report_keeps_where_the_journal_stood_and_what_comes_next(july: Partnership) -> None:
    stood = position.here(july.db)
    done = make_final(july)
    (kept,) = reports(july)
    assert (kept.status, kept.version, kept.final_at) == ("final", 1, "2024-08-02T10:00:00Z")
    assert frozen.position_of(kept) == stood
    assert [one.name for one in done.plan] == ["tb7"]
    assert [one.title for one in queries.every(july.db, PlannedMeeting)] == ["Meeting tb7"]


def test_a_month_that_is_not_over_has_no_final_report(july: Partnership) -> None:
    with pytest.raises(RuleBroken, match="July 2024 is not over"):
        make_final(july, now=datetime(2024, 7, 31, 21, 59, tzinfo=UTC))
    assert reports(july) == []
    make_final(july, now=datetime(2024, 7, 31, 22, 0, tzinfo=UTC))  # midnight in Tripoli


def test_a_final_report_is_written_no_more_until_it_is_reopened(july: Partnership) -> None:
    make_final(july)
    with july.store.writing("report write") as draft, pytest.raises(RuleBroken, match="is final"):
        operations.write(draft, JULY, {"summary": "Too late"})
    with pytest.raises(RuleBroken, match="final already"):
        make_final(july)
    with july.store.writing("report reopen") as draft:
        operations.reopen(draft, JULY)
    with july.store.writing("report write") as draft:
        operations.write(draft, JULY, {"summary": "In time"})
    make_final(july)
    (kept,) = reports(july)
    assert (kept.version, kept.summary) == (2, "In time")


def test_only_a_final_report_is_reopened(july: Partnership) -> None:
    with july.store.writing("report reopen") as draft, pytest.raises(RuleBroken, match="is not final"):
        operations.reopen(draft, JULY)


def test_a_report_announces_what_was_planned_when_the_month_began(july: Partnership) -> None:
    """On 2 August a meeting of August is called off and another is planned: the plan of August is that of the 1st."""
    july.cancel("tb7", "Storm")
    july.plan("zli1", "lct-zli", "2024-08-22T10:00[Africa/Tripoli]")
    first = make_final(july)
    assert [one.name for one in first.plan] == ["tb7"]
    with july.store.writing("report reopen") as draft:
        operations.reopen(draft, JULY)
    make_final(july, now=datetime(2024, 8, 20, tzinfo=UTC))
    assert [one.name for one in queries.every(july.db, PlannedMeeting)] == ["tb7"]


def test_the_tables_can_be_shown_as_the_final_report_saw_them(july: Partnership) -> None:
    make_final(july)
    july.cancel("sc7", "Election day")
    july.plan("late", "lct-zli", "2024-07-22T10:00[Africa/Tripoli]")
    (kept,) = reports(july)
    with july.store.reading():
        as_of.look_at(july.db, frozen.position_of(kept))
        assert july.db.all("SELECT code, status FROM meeting ORDER BY code") == [("sc7", "planned"), ("tb7", "planned")]
        assert july.db.all("SELECT status FROM report") == [], "the entry that made it final comes after"


def test_what_changed_since_a_final_report_is_known_record_by_record(july: Partnership) -> None:
    make_final(july)
    (kept,) = reports(july)
    sc7 = july.sitting("sc7").id
    july.cancel("sc7", "Election day")
    july.plan("late", "lct-zli", "2024-08-23T10:00[Africa/Tripoli]")
    changed, _ = frozen.changed_since(july.db, frozen.position_of(kept))
    assert changed[sc7] == "changed"
    assert changed[july.sitting("late").id] == "new"
    assert july.sitting("tb7").id not in changed
    assert frozen.changed_since(july.db, frozen.position_of(kept), frozen.position_of(kept)).changes == {}


def test_a_report_is_compared_with_its_own_last_version_else_with_the_month_before(july: Partnership) -> None:
    assert frozen.last_final(july.db, AUGUST) is None
    make_final(july)
    found = frozen.last_final(july.db, AUGUST)
    assert found is not None and found.month == JULY
    own = frozen.last_final(july.db, JULY)
    assert own is not None and own.month == JULY


@pytest.mark.parametrize(("month", "said"), [("2021-03", "before the programme"), ("2025-04", "after the programme")])
def test_a_month_outside_the_programme_has_no_report(july: Partnership, month: str, said: str) -> None:
    july.db.run("UPDATE programme SET start_on = '2021-04-01', end_on = '2025-03-31'")
    with pytest.raises(BadInput, match=said):
        operations.check_month(july.db, Month(month))
    operations.check_month(july.db, JULY)
