"""What becomes of activities, and what is refused, on every store."""

from dataclasses import replace
from typing import Any

import pytest

from cop.activities.workplan import operations
from cop.activities.workplan.operations import activities as planning
from cop.activities.workplan.operations import outcomes
from cop.activities.workplan.records import Activity, Deliverable, Progress, Task
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Month, Word
from cop.store import queries as rows
from tests.activities.workplan.conftest import HOW, Work
from tests.store.conftest import store as store  # three stores, PostgreSQL among them


def never() -> str:
    raise AssertionError("no reason is needed here")


def test_a_move_keeps_the_first_plan_however_often_it_is_moved(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    work.move("a1", None, "2024-07-15", "Rain")
    work.move("a1", "2024-06-01", "2024-08-15", "Strike")
    held = work.activity("a1")
    assert (held.baseline_start_on, held.baseline_end_on) == ("2024-05-01", "2024-06-30")
    assert (held.start_on, held.end_on, held.reason) == ("2024-06-01", "2024-08-15", "Strike")
    assert work.line("a1").slip_days == 46


def test_a_move_to_the_same_days_asks_for_no_reason(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    with work.store.writing("activity move") as draft:
        planning.move(draft, work.activity("a1"), Day("2024-05-01"), None, never)
    assert work.activity("a1").baseline_start_on is None


def test_a_move_needs_a_day_and_an_activity_that_is_not_over(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    with pytest.raises(BadInput, match="nothing says to when"):
        work.move("a1", None, None)
    with pytest.raises(RuleBroken, match="before it begins"):
        work.move("a1", None, "2024-04-30")
    work.done("a1", "2024-06-20")
    with pytest.raises(RuleBroken, match="a1 was done on Thu 20 June 2024, so it cannot be moved"):
        work.move("a1", None, "2024-07-30")


def test_days_typed_wrongly_are_corrected_without_a_first_plan(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    with work.store.writing("activity edit") as draft:
        planning.correct(draft, work.activity("a1"), None, Day("2024-07-31"), ["weight=2"], HOW)
    held = work.activity("a1")
    assert (held.end_on, held.weight, held.baseline_end_on) == ("2024-07-31", 2, None)
    assert work.line("a1").baseline_end_on == "2024-07-31"


def test_days_outside_of_the_programme_are_said_and_not_refused(work: Work) -> None:
    assert work.plan("a1", "2024-04-01", "2025-03-31").doubts == []
    assert work.plan("a2", "2024-03-01", "2024-06-30").doubts == [
        "it begins before the programme does, on Mon 1 April 2024"
    ]
    assert work.move("a1", None, "2025-04-30").doubts == ["it ends after the programme does, on Mon 31 March 2025"]


def test_an_activity_that_ends_before_it_begins_is_refused(work: Work) -> None:
    with pytest.raises(RuleBroken, match='"Activity a1" would end on Fri 31 May 2024, before it begins'):
        work.plan("a1", "2024-06-01", "2024-05-31")
    with pytest.raises(RuleBroken, match="less than nothing"):
        work.plan("a1", "2024-06-01", "2024-06-30", weight=-1)
    with pytest.raises(RuleBroken, match="one day is known and the other is not"):
        work.plan("a1", "2024-06-01", "2024-06-30", baseline_start_on=Day("2024-06-01"))


def test_a_month_is_told_and_told_again_without_losing_its_share(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-08-31")
    work.tell("a1", "2024-05", "partly", "0.2", "Rain")
    work.tell("a1", "2024-05", "fully")
    assert [(one.kept, one.done, one.reason) for one in work.told("a1")] == [("fully", "0.2", "Rain")]


def test_a_month_kept_fully_needs_no_reason(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-08-31")
    with work.store.writing("activity progress") as draft:
        planning.tell(draft, work.activity("a1"), Month("2024-06"), Word("fully"), None, never)
    assert [one.reason for one in work.told("a1")] == [None]


@pytest.mark.parametrize("kept", ["partly", "not"])
def test_a_month_not_kept_needs_a_reason(work: Work, kept: str) -> None:
    work.plan("a1", "2024-05-01", "2024-08-31")
    assert work.tell("a1", "2024-06", kept, why="Visas").progress.reason == "Visas"
    with pytest.raises(RuleBroken, match="nobody says why"), work.store.writing("import") as draft:
        operations.keep(draft, replace(work.told("a1")[0], reason=None))


def test_a_month_still_to_come_tells_nothing(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-08-31")
    work.tell("a1", "2024-07", "fully")
    with pytest.raises(RuleBroken, match="August 2024 is still to come"):
        work.tell("a1", "2024-08", "fully")
    with pytest.raises(BadInput, match='kept cannot be "nearly"'):
        work.tell("a1", "2024-06", "nearly")


def test_odd_months_and_less_than_before_are_said_and_not_refused(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    assert work.tell("a1", "2024-05", "fully", "0.6").doubts == []
    assert work.tell("a1", "2024-06", "fully", "0.35").doubts == ["more was told to be done by May 2024"]
    (outside,) = work.tell("a1", "2024-04", "fully").doubts
    assert outside == "it is planned from Wed 1 May 2024 to Sun 30 June 2024, not for April 2024"


def test_what_was_told_is_taken_away_again(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    work.tell("a1", "2024-05", "fully")
    with work.store.writing("activity progress") as draft:
        planning.untell(draft, work.activity("a1"), Month("2024-05"))
    assert work.told("a1") == []
    with pytest.raises(NotFound, match="nothing was told of a1 for May 2024"), work.store.writing("x") as draft:
        planning.untell(draft, work.activity("a1"), Month("2024-05"))


def test_what_was_done_before_it_began_or_was_last_told_of_is_kept_and_said(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    work.tell("a1", "2024-06", "fully")
    with work.store.writing("activity done") as draft:
        kept = planning.done(draft, work.activity("a1"), Day("2024-04-20"))
    assert kept.doubts == ["it is planned to begin only on Wed 1 May 2024", "it was still told of for June 2024"]
    assert work.activity("a1").closed_on == "2024-04-20"


def test_done_keeps_its_day_and_dropped_its_reason(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-30")
    assert work.done("a1", "2024-06-20").closed_on == "2024-06-20"
    assert work.done("a1").closed_on == "2024-06-20"
    with pytest.raises(RuleBroken, match="was done on Thu 20 June 2024, so it cannot be dropped"):
        work.drop("a1")
    with work.store.writing("activity reopen") as draft:
        planning.reopen(draft, work.activity("a1"))
    dropped = work.drop("a1", "No funds")
    assert (dropped.status, dropped.closed_on, dropped.reason) == ("dropped", "2024-07-01", "No funds")
    with pytest.raises(RuleBroken, match="so it cannot be done"):
        work.done("a1")
    with pytest.raises(RuleBroken, match="is still to come, so nothing can have been done on it"):
        work.plan("a2", "2024-05-01", "2024-06-30")
        work.done("a2", "2024-07-02")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"status": "done"}, "the day on which that was is missing"),
        ({"closed_on": "2024-06-01"}, "so no day closed it"),
        ({"status": "dropped", "closed_on": "2024-06-01"}, "nobody says why"),
    ],
)
def test_a_file_cannot_close_an_activity_by_halves(work: Work, fields: dict[str, Any], told: str) -> None:
    visit = Activity(title="Site visit", start_on=Day("2024-05-01"), end_on=Day("2024-06-30"), **fields)
    with pytest.raises(RuleBroken, match=told), work.store.writing("import") as draft:
        operations.add(draft, visit)


def test_steps_stand_in_their_order_and_are_done_on_days_gone_by(work: Work) -> None:
    activity = work.plan("a1", "2024-05-01", "2024-06-30").activity
    for title in ("Venue", "Invitations"):
        with work.store.writing("task new") as draft:
            outcomes.add_task(draft, Task(activity=activity.id, ordinal=0, title=title), (), HOW)
    first, second = rows.every(work.db, Task, order="ordinal")
    assert [(one.ordinal, one.title) for one in (first, second)] == [(1, "Venue"), (2, "Invitations")]
    with work.store.writing("task done") as draft:
        assert outcomes.done_task(draft, first, None).done_on == "2024-07-01"
    with pytest.raises(RuleBroken, match="nothing can have been done on it"), work.store.writing("x") as draft:
        outcomes.done_task(draft, second, Day("2024-07-02"))


def test_what_is_handed_over_keeps_its_first_day(work: Work) -> None:
    with work.store.writing("deliverable new") as draft:
        made = operations.add(draft, Deliverable(code="d1", title="Manual", due_on=Day("2024-06-15")))
    with work.store.writing("deliverable deliver") as draft:
        made = outcomes.deliver(draft, made, Day("2024-06-17"))
    with work.store.writing("deliverable deliver") as draft:
        assert outcomes.deliver(draft, made, None).delivered_on == "2024-06-17"
    with pytest.raises(RuleBroken, match="nothing can have been handed over on it"), work.store.writing("x") as draft:
        outcomes.deliver(draft, made, Day("2024-07-02"))


def test_months_of_an_activity_go_with_it_and_come_back(work: Work) -> None:
    from cop.store import edits

    work.plan("a1", "2024-05-01", "2024-06-30")
    work.tell("a1", "2024-05", "fully", "0.5")
    held = work.activity("a1")
    with work.store.writing("activity remove") as draft:
        edits.remove(draft, held)
    assert rows.every(work.db, Progress) == []
    with work.store.writing("activity restore") as draft:
        operations.keep(draft, edits.restore(draft, Activity, held.id))
    assert [one.done for one in work.told("a1")] == ["0.5"]
