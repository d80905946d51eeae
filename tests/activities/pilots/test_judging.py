"""The one rule by which a pilot goes well, fairly or poorly."""

from dataclasses import replace

import pytest

from cop.activities.pilots import queries
from cop.activities.pilots.judging import Verdict, judge, tone
from cop.activities.pilots.operations.pilots import keep_pilot
from cop.activities.pilots.records import Pilot
from cop.kernel.errors import RuleBroken
from cop.kernel.types import Day, Word
from cop.store import references
from tests.activities.pilots.conftest import TODAY, Piloting


def verdict(pilots: Piloting, code: str, by: Day = TODAY, ends_on: Day | None = None) -> Verdict:
    (pilot,) = queries.pilots(pilots.db, by, "x.code = :code", code=code)
    return judge(pilot, queries.milestones(pilots.db, by, pilot.id), ends_on)


def test_a_pilot_whose_open_milestones_keep_their_first_plan_goes_well(pilots: Piloting) -> None:
    found = verdict(pilots, "p-fish")
    assert (found.tone, found.reached, found.planned, found.worst) == ("good", 2, 4, None)
    assert found.next is not None and found.next.ref == "f-equip"


def test_up_to_thirty_days_behind_is_fair_and_more_is_poor(pilots: Piloting) -> None:
    found = verdict(pilots, "p-env")
    assert found.tone == "fair" and found.worst is not None and found.worst.ref == "e-supply"
    assert verdict(pilots, "p-env", Day("2024-12-30")).tone == "fair"
    assert verdict(pilots, "p-env", Day("2024-12-31")).tone == "poor"


def test_what_was_reached_too_late_is_past_and_no_longer_counts(pilots: Piloting) -> None:
    pilots.reach("e-supply")
    assert verdict(pilots, "p-env").tone == "good"
    assert tone(pilots.line("e-supply")) == "fair"


def test_a_milestone_after_the_last_day_is_poor(pilots: Piloting) -> None:
    found = verdict(pilots, "p-fish", ends_on=Day("2025-01-31"))
    assert found.tone == "poor" and found.beyond is not None and found.beyond.ref == "f-open"


def test_what_holds_others_up_comes_before_them_and_is_named_as_the_cause(pilots: Piloting) -> None:
    pilots.postpone("e-supply", "2025-05-01")
    found = verdict(pilots, "p-env", ends_on=Day("2025-03-31"))
    assert [one and one.ref for one in (found.next, found.beyond, found.worst)] == ["e-supply"] * 3


def test_a_circle_is_no_better_than_fair(pilots: Piloting) -> None:
    pilots.merge_need("f-equip", "f-open")
    pilots.postpone("f-open", "2024-12-15")
    assert verdict(pilots, "p-fish").tone == "fair"


def test_only_what_is_under_way_is_judged_and_without_milestones_nothing_is_known(pilots: Piloting) -> None:
    assert verdict(pilots, "p-env").word == "fair"
    pilots.become("p-env", "on_hold")
    assert (verdict(pilots, "p-env").tone, verdict(pilots, "p-env").planned) == ("", 5)
    for code in ("f-equip", "f-open", "f-works", "f-design"):
        if pilots.get(code).status == "reached":
            pilots.reopen(code)
        pilots.drop(code)
    assert verdict(pilots, "p-fish").word == "no data"


def test_a_pilot_on_hold_goes_on_and_one_that_is_stopped_is_not_held(pilots: Piloting) -> None:
    assert pilots.become("p-fish", "on_hold", "Port closed").reason == "Port closed"
    assert pilots.become("p-fish", "active").reason is None
    pilots.become("p-fish", "stopped")
    with pytest.raises(RuleBroken, match="p-fish is stopped, so it cannot be held"):
        pilots.become("p-fish", "on_hold")


def test_a_pilot_that_was_stopped_later_was_still_active_on_a_day_before(pilots: Piloting) -> None:
    pilots.become("p-env", "stopped", on="2024-12-05")
    assert verdict(pilots, "p-env", Day("2024-12-04")).word == "fair"
    (before,) = queries.pilots(pilots.db, Day("2024-12-04"), "x.code = 'p-env'")
    (then,) = queries.pilots(pilots.db, Day("2024-12-05"), "x.code = 'p-env'")
    assert (before.status, before.closed_on, before.reason) == ("active", None, None)
    assert (then.status, then.closed_on, then.reason) == ("stopped", "2024-12-05", "No funds")
    assert verdict(pilots, "p-env").word == ""


def test_a_pilot_is_done_today_unless_a_day_is_said_and_has_no_such_day_when_it_goes_on(pilots: Piloting) -> None:
    assert pilots.become("p-fish", "done").closed_on == TODAY
    assert pilots.become("p-fish", "active").closed_on is None
    with pytest.raises(RuleBroken, match="is still to come, so no pilot can have ended on it"):
        pilots.become("p-fish", "done", on="2024-12-12")


def test_a_pilot_that_ended_on_a_day_unknown_counts_so_on_every_day(pilots: Piloting) -> None:
    with pilots.store.writing("import") as draft:
        old = references.get(draft.db, Pilot, "p-env")
        keep_pilot(draft, draft.edit(old, replace(old, status=Word("done"))))
        with pytest.raises(RuleBroken, match="is active, so no day closed it"):
            keep_pilot(draft, replace(old, closed_on=TODAY))
    (found,) = queries.pilots(pilots.db, Day("2024-01-01"), "x.code = 'p-env'")
    assert found.status == "done"
