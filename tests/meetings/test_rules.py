"""The rules of meetings, each by its name, on every way of reaching a database."""

import pytest

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day
from tests.meetings.conftest import Partnership

SC7 = "2024-07-10T11:00[Europe/Rome]"
VPM = "2024-04-03T11:00[Africa/Tripoli]"


@pytest.fixture
def vpm(partnership: Partnership) -> Partnership:
    """The partnership with its monthly virtual meeting."""
    partnership.begin("vpm", "pmu", "monthly on first wed", VPM, invite=["lct-zli", "tb"], mode="online")
    return partnership


def test_a_body_cannot_meet_twice_at_once(partnership: Partnership) -> None:
    partnership.plan("sc7", "sc", SC7, minutes=180)
    with pytest.raises(RuleBroken, match="Body sc already meets then") as refused:
        partnership.plan("sc7b", "sc", "2024-07-10T13:59[Africa/Tripoli]")
    assert "(sc7), Wed 10 July 2024 11:00-14:00 Rome" in refused.value.message
    assert "--force --why" in str(refused.value.hint)
    partnership.plan("sc7b", "sc", "2024-07-10T14:00[Africa/Tripoli]")


def test_a_body_cannot_be_invited_where_it_already_meets(vpm: Partnership) -> None:
    with pytest.raises(RuleBroken, match="Body tb already meets then"):
        vpm.plan("tb7", "tb", "2024-08-07T12:00[Africa/Tripoli]")
    with pytest.raises(RuleBroken, match="Body lct-zli already meets then"):
        vpm.plan("fv3", "sc", "2024-08-07T12:00[Africa/Tripoli]", invite=["lct-zli"])


def test_two_meetings_at_once_stand_only_with_a_reason(partnership: Partnership) -> None:
    partnership.plan("sc7", "sc", SC7)
    with pytest.raises(RuleBroken, match="would meet twice"):
        partnership.plan("sc7b", "sc", SC7, force=True)
    partnership.plan("sc7b", "sc", SC7, force=True, why="two rooms")
    assert partnership.sitting("sc7b").start == SC7


def test_a_cancelled_or_skipped_meeting_leaves_its_hour_free(vpm: Partnership) -> None:
    vpm.skip("vpm/2024-08-07")
    vpm.plan("tb7", "tb", "2024-08-07T11:00[Africa/Tripoli]")
    vpm.cancel("tb7")
    vpm.plan("tb8", "tb", "2024-08-07T11:00[Africa/Tripoli]")
    with pytest.raises(RuleBroken, match="already meets then"):
        vpm.keep("vpm/2024-08-07")
    with pytest.raises(RuleBroken, match="already meets then"):
        vpm.convene("tb7")


def test_a_gathering_of_several_days_leaves_room_for_a_meeting(partnership: Partnership) -> None:
    days = "2024-07-27T00:00[Africa/Tripoli]"
    partnership.plan("com1", "tb", days, last_on=Day("2024-07-29"), place="Benghazi")
    kept = partnership.plan("tb6", "tb", "2024-07-28T09:00[Africa/Tripoli]")
    assert kept.doubts == [
        "3 of those invited are also invited to Meeting com1 (com1), Sat 27 July 2024 until Mon 29 Jul"
    ]


def test_a_new_series_may_not_meet_what_is_planned(partnership: Partnership) -> None:
    partnership.plan("tb7", "tb", "2024-10-02T11:30[Africa/Tripoli]")
    with pytest.raises(RuleBroken, match=r"\(tb7\), Wed 2 October 2024"):
        partnership.begin("vpm", "pmu", "monthly on first wed", VPM, invite=["tb"])
    partnership.begin("vpm", "pmu", "monthly on first wed", VPM, invite=["tb"], minutes=30)


def test_a_meeting_ends_after_it_starts(partnership: Partnership) -> None:
    with pytest.raises(RuleBroken, match="ends after it starts"):
        partnership.plan("sc7", "sc", SC7, minutes=0)
    with pytest.raises(RuleBroken, match="Tue 9 July 2024 is before Wed 10 July 2024"):
        partnership.plan("sc7", "sc", SC7, last_on=Day("2024-07-09"))
    with pytest.raises(RuleBroken, match="at most 31 days"):
        partnership.plan("sc7", "sc", SC7, last_on=Day("2024-08-10"))
    partnership.plan("sc7", "sc", SC7, last_on=Day("2024-08-09"))


def test_the_first_day_fits_the_rule(partnership: Partnership) -> None:
    with pytest.raises(BadInput, match="Thu 4 April 2024 is not a day of the rhythm") as refused:
        partnership.begin("vpm", "pmu", "monthly on first wed", "2024-04-04T11:00[Africa/Tripoli]")
    assert "2024-04-03" in str(refused.value.hint)


def test_a_series_ends_after_it_starts(partnership: Partnership) -> None:
    with pytest.raises(RuleBroken, match="a series ends after it starts"):
        partnership.begin("vpm", "pmu", "monthly on first wed", VPM, until="2024-04-02")
    partnership.begin("vpm", "pmu", "monthly on first wed", VPM, until="2024-04-03")


def test_a_slot_is_never_both_skipped_and_moved(vpm: Partnership) -> None:
    vpm.skip("vpm/2024-08-07")
    with pytest.raises(RuleBroken, match="was skipped, so it cannot be moved") as refused:
        vpm.move("vpm/2024-08-07", "2024-08-14T11:00[Africa/Tripoli]")
    assert refused.value.hint == "cop series keep vpm 2024-08-07 puts it back first"
    vpm.move("vpm/2024-09-04", "2024-09-11T11:00[Africa/Tripoli]")
    with pytest.raises(RuleBroken, match="was moved, so it cannot be skipped"):
        vpm.skip("vpm/2024-09-04")


def test_only_dates_of_a_series_are_skipped_or_moved(vpm: Partnership) -> None:
    with pytest.raises(NotFound, match="Thu 4 July 2024 is no date of vpm") as refused:
        vpm.skip("vpm/2024-07-04")
    assert refused.value.hint == "the nearest is 2024-07-03 (Wed 3 July 2024) or 2024-08-07 (Wed 7 August 2024)"


def test_what_was_said_of_a_date_is_cancelled_not_skipped(vpm: Partnership) -> None:
    vpm.convene("vpm/2024-08-07")
    with pytest.raises(RuleBroken, match="a meeting of its own") as refused:
        vpm.skip("vpm/2024-08-07")
    assert str(refused.value.hint).startswith("cop meeting cancel vpm/2024-08-07")


def test_a_cancelled_meeting_is_not_held(partnership: Partnership) -> None:
    partnership.plan("sc7", "sc", SC7)
    partnership.cancel("sc7")
    with pytest.raises(RuleBroken, match="sc7 was cancelled, so it cannot be held"):
        partnership.hold("sc7")
    partnership.convene("sc7")
    assert partnership.sitting("sc7").reason is None
    partnership.hold("sc7")
    with pytest.raises(RuleBroken, match="sc7 was held, so it cannot be cancelled"):
        partnership.cancel("sc7")
    with pytest.raises(RuleBroken, match="sc7 was held, so it cannot be postponed"):
        partnership.postpone("sc7", "2024-08-10T11:00[Europe/Rome]")


def test_a_meeting_still_to_come_was_not_held(partnership: Partnership) -> None:
    partnership.plan("sc7", "sc", SC7)
    with pytest.raises(RuleBroken, match="only on Wed 10 July 2024"):
        partnership.hold("sc7", now="2024-07-09T21:00:00+00:00")
    partnership.hold("sc7", now="2024-07-09T22:30:00+00:00")  # half past midnight of that day in Rome
    assert partnership.sitting("sc7").status == "held"


def test_a_person_or_a_link_booked_twice_is_said_but_not_refused(partnership: Partnership) -> None:
    partnership.plan("tb7", "tb", SC7, link="https://meet.example/1")
    kept = partnership.plan("zli1", "lct-zli", SC7, link="https://meet.example/1")
    assert kept.doubts == [
        "the link is also that of Meeting tb7 (tb7), Wed 10 July 2024 11:00-12:00 Rome",
        "1 of those invited is also invited to Meeting tb7 (tb7), Wed 10 July 2024 11:00-12:00 Rome",
    ]
    assert partnership.plan("m1", "media-net", "2024-07-10T13:00[Europe/Rome]").doubts == []


@pytest.mark.parametrize(
    ("at", "mode", "said"),
    [
        ("2024-07-12T11:00[Africa/Tripoli]", "online", ["Fri 12 July 2024 is a weekend day in Libya"]),
        ("2024-07-13T11:00[Africa/Tripoli]", "online", ["Sat 13 July 2024 is a weekend day in Italy and in Libya"]),
        ("2024-07-14T11:00[Africa/Tripoli]", "online", ["Sun 14 July 2024 is a weekend day in Italy"]),
        ("2024-07-15T11:00[Africa/Tripoli]", "online", []),
        ("2024-07-13T11:00[Africa/Tripoli]", "in_presence", []),
    ],
)
def test_a_virtual_meeting_on_a_weekend_is_doubted(
    partnership: Partnership, at: str, mode: str, said: list[str]
) -> None:
    assert partnership.plan("sc7", "sc", at, mode=mode).doubts == said
