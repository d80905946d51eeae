"""What can be done with milestones, and what is said of them, on every store."""

from dataclasses import replace

import pytest

from cop.activities.pilots.judging import tone
from cop.activities.pilots.operations.milestones import keep_milestone
from cop.activities.pilots.queries import of_owner
from cop.activities.pilots.records import MilestoneNeed
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Word
from cop.store import queries as rows
from cop.store import references
from tests.activities.pilots.conftest import TODAY, Piloting
from tests.store.conftest import store as store  # three stores, PostgreSQL among them


def test_the_list_of_equipment_was_agreed_eighteen_days_late(pilots: Piloting) -> None:
    line = pilots.line("e-list")
    assert (line.slip_days, line.days_late, line.forecast_on) == (18, None, None)
    assert (line.waits_for, line.holds_up) == (("e-assess",), ("e-supply",))


def test_what_is_overdue_slips_a_day_every_day_and_leaves_less_to_what_waits(pilots: Piloting) -> None:
    supply, train = pilots.line("e-supply"), pilots.line("e-train")
    assert (supply.forecast_on, supply.slip_days, supply.days_late) == (TODAY, 11, 11)
    assert (train.forecast_on, train.slip_days, train.held_up_by) == ("2025-01-31", 0, None)
    spring = Day("2025-02-20")
    assert (pilots.line("e-train", spring).slip_days, pilots.line("e-train", spring).held_up_by) == (20, None)


def test_a_milestone_that_is_put_off_keeps_its_first_plan_and_holds_up_those_that_wait(pilots: Piloting) -> None:
    pilots.postpone("e-supply", "2025-02-20")
    pilots.postpone("e-supply", "2025-04-01", why="Still customs")
    supply, train, report = (pilots.line(code) for code in ("e-supply", "e-train", "e-report"))
    assert (supply.baseline_on, supply.due_on, supply.reason) == ("2024-11-30", "2025-04-01", "Still customs")
    assert (train.held_up_by, train.forecast_on, train.slip_days) == ("e-supply", "2025-04-01", 60)
    assert (report.held_up_by, report.forecast_on, report.slip_days) == ("e-supply", "2025-04-01", 17)


def test_a_milestone_back_on_its_first_day_has_no_other_first_plan(pilots: Piloting) -> None:
    pilots.postpone("f-open", "2025-03-01")
    doubts = pilots.postpone("f-open", "2025-02-15").doubts
    assert doubts == ["that is 14 days earlier than Sat 1 March 2025"]
    assert pilots.get("f-open").baseline_on is None


def test_a_milestone_is_reached_early_and_frees_what_waits(pilots: Piloting) -> None:
    assert pilots.reach("f-equip", "2024-12-10").doubts == []
    line = pilots.line("f-equip")
    assert (line.status, line.reached_on, line.slip_days) == ("reached", "2024-12-10", -5)
    assert pilots.line("f-open").waits_for == ("f-equip",)


def test_nothing_is_reached_in_the_future(pilots: Piloting) -> None:
    with pytest.raises(RuleBroken, match="Thu 12 December 2024 is still to come"):
        pilots.reach("f-equip", "2024-12-12")
    assert pilots.reach("f-equip", "2024-12-11").milestone.reached_on == TODAY


def test_what_is_reached_before_what_it_needs_is_said_and_not_refused(pilots: Piloting) -> None:
    assert pilots.reach("e-train", "2024-12-01").doubts == [
        "it needs Milestone e-supply (e-supply), which is not reached yet"
    ]
    pilots.reach("e-supply", "2024-12-10")
    assert pilots.reach("e-train").doubts == [
        "it needs Milestone e-supply (e-supply), which was reached only on Tue 10 December 2024"
    ]
    assert pilots.get("e-train").reached_on == "2024-12-01", "reached twice, its first day stays"


def test_what_is_put_off_to_before_what_it_needs_is_said(pilots: Piloting) -> None:
    pilots.postpone("e-supply", "2025-01-20")
    assert pilots.postpone("e-train", "2025-01-10").doubts == [
        "it waits for e-supply, which is due only on Mon 20 January 2025",
        "that is 21 days earlier than Fri 31 January 2025",
    ]


def test_what_is_planned_before_what_it_needs_is_said(pilots: Piloting) -> None:
    assert pilots.plan("e-news", "2025-01-01", "e-train").doubts == [
        "it waits for e-train, which is due only on Fri 31 January 2025"
    ]


def test_milestones_that_would_need_each_other_in_a_circle_are_refused_with_the_circle(pilots: Piloting) -> None:
    with pytest.raises(RuleBroken) as refused:
        pilots.need("e-list", "e-train")
    assert refused.value.message == (
        "e-list would wait for itself: it needs e-train, which needs e-supply, which needs e-list"
    )
    with pytest.raises(RuleBroken, match=r"f-open would wait for itself: it needs f-open$"):
        pilots.need("f-open", "f-open")
    assert len(rows.every(pilots.db, MilestoneNeed)) == 6


def test_a_circle_that_two_copies_made_together_is_shown_and_can_be_ended(pilots: Piloting) -> None:
    pilots.merge_need("e-supply", "e-train")
    assert pilots.line("e-train").circle == ("e-supply", "e-train") or pilots.line("e-train").circle == (
        "e-train", "e-supply",
    )  # fmt: skip
    assert pilots.line("e-report").circle == ()
    assert pilots.line("e-supply").forecast_on == "2025-01-31", "both come on the later day"
    with pilots.store.writing("milestone need") as draft:
        from cop.activities.pilots.operations.milestones import need_no_longer

        need_no_longer(draft, pilots.get("e-supply"), [pilots.get("e-train")])
    assert pilots.line("e-train").circle == ()


def test_a_need_that_is_not_there_cannot_be_taken_away(pilots: Piloting) -> None:
    from cop.activities.pilots.operations.milestones import need_no_longer

    with pytest.raises(RuleBroken, match="f-open does not wait for f-design"), pilots.store.writing("need") as draft:
        need_no_longer(draft, pilots.get("f-open"), [pilots.get("f-design")])


def test_what_was_dropped_holds_nothing_up_and_is_not_reached(pilots: Piloting) -> None:
    pilots.postpone("e-supply", "2025-04-01")
    pilots.drop("e-supply")
    assert pilots.line("e-supply").slip_days is None
    assert pilots.line("e-train").forecast_on == "2025-01-31"
    with pytest.raises(RuleBroken, match="e-supply was dropped on Wed 11 December 2024, so it cannot be reached"):
        pilots.reach("e-supply")
    with pytest.raises(RuleBroken, match="f-works was reached on Mon 15 July 2024, so it cannot be dropped"):
        pilots.drop("f-works")
    with pytest.raises(RuleBroken, match="f-works was reached on Mon 15 July 2024, so it cannot be put off"):
        pilots.postpone("f-works", "2025-01-01")
    pilots.reopen("e-supply")
    assert (pilots.get("e-supply").status, pilots.get("e-supply").due_on) == ("planned", "2025-04-01")


def test_what_was_reached_later_was_still_planned_on_a_day_before(pilots: Piloting) -> None:
    line = pilots.line("e-list", Day("2024-05-20"))
    assert (line.status, line.reached_on, line.slip_days, line.days_late) == ("planned", None, 5, 5)


def test_what_was_dropped_later_was_still_planned_on_a_day_before(pilots: Piloting) -> None:
    pilots.drop("e-supply", on="2024-12-05")
    before, then = pilots.line("e-supply", Day("2024-12-04")), pilots.line("e-supply", Day("2024-12-05"))
    assert (before.status, before.dropped_on, before.reason, before.days_late) == ("planned", None, None, 4)
    assert (then.status, then.dropped_on, then.reason) == ("dropped", "2024-12-05", "No funds")


def test_what_is_dropped_is_so_since_today_unless_a_day_is_said_and_not_since_one_to_come(pilots: Piloting) -> None:
    assert pilots.drop("e-supply").dropped_on == TODAY
    assert pilots.drop("e-supply").dropped_on == TODAY, "said twice, its first day stays"
    assert pilots.reopen("e-supply").dropped_on is None
    with pytest.raises(RuleBroken, match="is still to come, so nothing can have been dropped on it"):
        pilots.drop("e-supply", on="2024-12-12")


def test_a_milestone_that_was_dropped_on_a_day_unknown_counts_so_on_every_day(pilots: Piloting) -> None:
    with pilots.store.writing("import") as draft:
        old = pilots.get("e-supply")
        made = replace(old, status=Word("dropped"), reason="No funds")
        assert keep_milestone(draft, draft.edit(old, made)) == made
        with pytest.raises(RuleBroken, match="so it has no day on which it was dropped"):
            keep_milestone(draft, replace(old, dropped_on=TODAY))
    assert pilots.line("e-supply", Day("2024-03-01")).status == "dropped"


def test_one_put_off_to_before_its_first_plan_and_overdue_is_late_and_not_on_time(pilots: Piloting) -> None:
    pilots.plan("f-paint", "2024-12-30")
    pilots.postpone("f-paint", "2024-12-01")
    line = pilots.line("f-paint")
    assert (line.baseline_on, line.due_on, line.days_late, line.slip_days) == ("2024-12-30", "2024-12-01", 10, 10)
    assert tone(line) == "fair"


def test_milestones_of_one_pilot_are_listed_in_the_order_of_their_days(pilots: Piloting) -> None:
    assert [one.ref for one in pilots.lines("p-fish")] == ["f-design", "f-works", "f-equip", "f-open"]
    assert {one.concerns_ref for one in pilots.lines("p-fish")} == {"p-fish"}
    assert len(pilots.lines()) == 9


def test_a_person_answers_for_milestones_of_their_own_their_partner_and_their_bodies(pilots: Piloting) -> None:
    with pilots.store.reading():
        person = references.find(pilots.db, "person", "m-zli-pm")
        assert [one.ref for one in of_owner(pilots.db, person, TODAY)] == ["f-open", "e-report"]
