"""What takes place in a period: single meetings and dates of series, in a handful of questions."""

from typing import Any

import pytest

from cop.kernel.errors import NotFound
from cop.kernel.types import Day, Id, Moment
from cop.meetings.queries.sittings import find_sitting, invited_bodies, occurrence_id, sittings
from tests.meetings.conftest import Partnership

JULY = Moment("2024-06-30T22:00:00Z"), Moment("2024-07-31T22:00:00Z")
AUGUST = Moment("2024-07-31T22:00:00Z"), Moment("2024-08-31T22:00:00Z")


@pytest.fixture
def year(partnership: Partnership) -> Partnership:
    """The partnership with its monthly meeting, a committee, and a gathering of three days."""
    partnership.begin("vpm", "pmu", "monthly on first wed", "2024-04-03T11:00[Africa/Tripoli]", invite=["lct-zli"])
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]", minutes=180)
    partnership.plan("com1", "media-net", "2024-07-30T00:00[Africa/Tripoli]", last_on=Day("2024-08-01"))
    return partnership


def refs(of: Partnership, period: tuple[Moment, Moment], **how: Any) -> list[str]:
    return [one.ref for one in sittings(of.db, *period, **how)]


def test_a_month_holds_meetings_and_dates_of_series(year: Partnership) -> None:
    assert refs(year, JULY) == ["vpm/2024-07-03", "sc7", "com1"]
    first = sittings(year.db, *JULY)[0]
    assert first.id == occurrence_id(str(first.series), "2024-07-03")
    assert (first.start, first.start_utc) == ("2024-07-03T11:00[Africa/Tripoli]", "2024-07-03T09:00:00Z")
    assert (first.title, first.body_code, first.status, first.moved) == ("Series vpm", "pmu", "planned", False)


def test_what_still_goes_on_belongs_to_the_period(year: Partnership) -> None:
    assert refs(year, AUGUST) == ["com1", "vpm/2024-08-07"]
    assert refs(year, (Moment("2024-07-10T11:59:59Z"), Moment("2024-07-10T13:00:00Z"))) == ["sc7"]
    assert refs(year, (Moment("2024-07-10T12:00:00Z"), Moment("2024-07-10T13:00:00Z"))) == []
    assert refs(year, (Moment("2024-07-10T08:00:00Z"), Moment("2024-07-10T09:00:00Z"))) == []


def test_a_moved_date_is_found_where_it_takes_place(year: Partnership) -> None:
    year.move("vpm/2024-07-03", "2024-09-11T11:00[Africa/Tripoli]")
    assert refs(year, JULY) == ["sc7", "com1"]
    september = Moment("2024-08-31T22:00:00Z"), Moment("2024-09-30T22:00:00Z")
    assert refs(year, september) == ["vpm/2024-09-04", "vpm/2024-07-03"]
    year.convene("vpm/2024-07-03")
    assert [one.status for one in sittings(year.db, *september)] == ["planned", "convened"]


def test_a_skipped_date_is_told_only_when_asked_for(year: Partnership) -> None:
    year.skip("vpm/2024-07-03", "holiday")
    assert refs(year, JULY) == ["sc7", "com1"]
    skipped = sittings(year.db, *JULY, with_skipped=True)[0]
    assert (skipped.ref, skipped.status, skipped.reason) == ("vpm/2024-07-03", "skipped", "holiday")


def test_a_cancelled_meeting_stays_in_sight(year: Partnership) -> None:
    year.cancel("vpm/2024-07-03", "Storm")
    first = sittings(year.db, *JULY)[0]
    assert (first.ref, first.status, first.reason) == ("vpm/2024-07-03", "cancelled", "Storm")


def test_a_body_sees_what_it_convenes_and_what_it_is_invited_to(year: Partnership) -> None:
    assert refs(year, JULY, bodies=[year.body("lct-zli")]) == ["vpm/2024-07-03"]
    assert refs(year, JULY, bodies=[year.body("sc"), year.body("pmu")]) == ["vpm/2024-07-03", "sc7"]
    assert refs(year, JULY, bodies=[]) == []
    assert invited_bodies(year.db, sittings(year.db, *JULY[:2])[:1]) == {
        year.sitting("vpm/2024-07-03").id: [year.body("pmu"), year.body("lct-zli")]
    }


def test_a_series_keeps_its_local_hour_when_clocks_change(partnership: Partnership) -> None:
    partnership.begin("mon", "sc", "monthly on last tue", "2024-09-24T10:00[Europe/Rome]")
    autumn = sittings(partnership.db, Moment("2024-09-01T00:00:00Z"), Moment("2024-12-01T00:00:00Z"))
    assert [one.start_utc for one in autumn] == ["2024-09-24T08:00:00Z", "2024-10-29T09:00:00Z", "2024-11-26T09:00:00Z"]


def test_an_hour_that_the_clocks_skip_counts_as_before_the_change(partnership: Partnership) -> None:
    partnership.begin("night", "sc", "weekly on sun", "2024-03-24T02:30[Europe/Rome]")
    assert partnership.sitting("night/2024-03-31").start == "2024-03-31T03:30[Europe/Rome]"


def test_a_meeting_without_a_code_is_named_by_its_id(partnership: Partnership) -> None:
    kept = partnership.plan("", "sc", "2024-07-10T11:00[Europe/Rome]")
    (found,) = sittings(partnership.db, *JULY)
    assert found.ref == kept.meeting.id[:4]
    assert find_sitting(partnership.db, found.ref) == found


def test_a_date_is_named_by_series_and_original_day(year: Partnership) -> None:
    with pytest.raises(NotFound, match="no date of vpm"):
        find_sitting(year.db, "vpm/2024-07-10")
    with pytest.raises(NotFound, match="no series is called"):
        find_sitting(year.db, "nothing/2024-07-03")
    assert find_sitting(year.db, "Series vpm/2024-07-03") == find_sitting(year.db, "vpm/2024-07-03")


class Counted:
    """A database that counts the questions."""

    def __init__(self, db: Any) -> None:
        self.db, self.asked = db, 0

    def all(self, sql: str, **params: Any) -> Any:
        self.asked += 1
        return self.db.all(sql, **params)


def questions(of: Partnership, bodies: list[Id]) -> int:
    counted = Counted(of.db)
    sittings(counted, *AUGUST, bodies=bodies)  # type: ignore[arg-type]
    return counted.asked


def test_upcoming_asks_a_constant_number_of_queries(year: Partnership) -> None:
    bodies = [year.body("sc"), year.body("pmu")]
    before = questions(year, bodies)
    assert before <= 6
    for day in range(1, 20):
        year.plan(f"a{day}", "sc", f"2024-08-{day + 1:02}T11:00[Europe/Rome]")
        year.begin(f"s{day}", "media-net", "weekly on mon", f"2024-07-01T{day:02}:00[Africa/Tripoli]", minutes=50)
    year.move("s9/2024-08-05", "2024-08-06T09:00[Africa/Tripoli]")
    year.convene("s8/2024-08-05")
    assert len(sittings(year.db, *AUGUST)) > 90
    assert questions(year, bodies) == before
