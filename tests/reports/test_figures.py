"""Each figure, by examples that can be counted on fingers."""

from cop.kernel.types import Id, Moment, ZonedTime
from cop.meetings.sitting import Sitting
from cop.reports.figures import Ratio, became, meeting_delivery


def sitting(ref: str, day: str, status: str = "planned") -> Sitting:
    return Sitting(
        Id(ref), ref, ref, None, Id("sc"), "sc", ZonedTime(f"{day}T11:00[Europe/Rome]"), Moment(f"{day}T09:00:00Z"), 60,
        None, None, None, None, status, None, None, None, False,
    )  # fmt: skip


def test_delivery_is_held_among_planned() -> None:
    assert meeting_delivery(["a", "b", "c"], ["a", "c", "added"]) == Ratio(2, 3)
    assert meeting_delivery(["a"], []) == Ratio(0, 1)
    assert meeting_delivery([], ["added"]) is None


def test_each_planned_meeting_became_one_thing() -> None:
    planned = [sitting(ref, "2024-07-10") for ref in ("held", "later", "august", "off", "skipped", "gone", "unsaid")]
    now = [
        sitting("held", "2024-07-11", "held"),
        sitting("later", "2024-07-20", "postponed"),
        sitting("august", "2024-08-10", "held"),
        sitting("off", "2024-07-10", "cancelled"),
        sitting("skipped", "2024-07-10", "skipped"),
        sitting("unsaid", "2024-07-10", "convened"),
        sitting("new", "2024-07-15", "held"),
        sitting("new and off", "2024-07-15", "cancelled"),
        sitting("other month", "2024-08-15", "held"),
    ]
    found = became(planned, now, "2024-07")
    assert {name: [one.ref for one in ones] for name, ones in found._asdict().items()} == {
        "held": ["held"],
        "postponed": ["later", "august"],
        "cancelled": ["off", "skipped", "gone"],
        "unsaid": ["unsaid"],
        "added": ["new"],
    }
