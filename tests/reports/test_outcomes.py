"""What became of the meetings of a month."""

from hypothesis import given
from hypothesis import strategies as some

from cop.kernel.types import Id, Moment, Month, ZonedTime
from cop.meetings.sitting import Sitting
from cop.reports.outcomes import became

JULY = Month("2024-07")


def sitting(ref: str, day: str, status: str = "planned") -> Sitting:
    return Sitting(
        Id(ref), ref, ref, None, Id("sc"), "sc", ZonedTime(f"{day}T11:00[Europe/Rome]"), Moment(f"{day}T09:00:00Z"), 60,
        None, None, None, None, status, None, None, None, False,
    )  # fmt: skip


STATUSES = some.sampled_from(["planned", "convened", "held", "postponed", "cancelled", "skipped"])
MEETINGS = some.lists(
    some.builds(sitting, some.sampled_from("abcdef"), some.sampled_from(["2024-07-10", "2024-08-10"]), STATUSES),
    unique_by=lambda one: one.id,
)


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
    found = became(planned, now, JULY)
    assert {name: [one.ref for one in ones] for name, ones in found._asdict().items()} == {
        "held": ["held"],
        "postponed": ["later", "august"],
        "cancelled": ["off", "skipped", "gone"],
        "unsaid": ["unsaid"],
        "added": ["new"],
    }


@given(MEETINGS, MEETINGS)
def test_no_planned_meeting_is_lost_or_counted_twice(planned: list[Sitting], now: list[Sitting]) -> None:
    *fates, added = became(planned, now, JULY)
    assert sorted(one.id for ones in fates for one in ones) == sorted(one.id for one in planned)
    assert {one.id for one in added}.isdisjoint(one.id for one in planned)
