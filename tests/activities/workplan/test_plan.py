"""The plan of work drawn in time: what is drawn of each activity, how it stands, and in which language."""

from typing import Any

import pytest

from cop.activities.indicators.achieving import Bounds
from cop.activities.pilots.records import Milestone
from cop.activities.workplan import plan
from cop.documents.as_text import render
from cop.documents.blocks import Gantt, GanttRow
from cop.documents.words import Texts, Words
from cop.kernel.types import Day, Moment, Share
from cop.store import naming
from tests.activities.workplan.conftest import TODAY, Work
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

EN = Words("en")
BOUNDS = Bounds(Share("0.8"), Share("0.5"))


def drawn(work: Work, by: str = TODAY, words: Words = EN, package: str | None = None) -> Gantt:
    with work.store.reading():
        found = plan.gantt(plan.plan(work.db, Day(by), package), words, Texts(work.db))
    assert found is not None
    return found


def row(work: Work, code: str, by: str = TODAY) -> GanttRow:
    return next(one for one in drawn(work, by).rows if one.label.startswith(code))


def test_what_was_done_is_drawn_up_to_today_and_what_is_left_from_tomorrow(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-07-31")
    work.move("a1", None, "2024-08-15")
    work.tell("a1", "2024-06", "fully", "0.7")
    one = row(work, "a1")
    assert one.baseline == ("2024-05-01", "2024-07-31")
    assert (one.actual, one.forecast) == (("2024-05-01", "2024-07-01"), ("2024-07-02", "2024-08-15"))
    assert one.said == "70 %, 15 days late"


def test_of_what_nobody_has_told_nothing_is_drawn_as_done(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-07-31")
    one = row(work, "a1")
    assert (one.actual, one.forecast, one.said, one.tone) == (None, ("2024-05-01", "2024-07-31"), "no data", "unknown")


def test_what_was_done_has_no_forecast(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-07-31")
    work.done("a1", "2024-06-20")
    one = row(work, "a1")
    assert (one.actual, one.forecast, one.tone) == (("2024-05-01", "2024-06-20"), None, "good")
    assert one.said == "done, 41 days early"


def test_what_was_begun_before_its_day_is_drawn_from_the_month_told_of(work: Work) -> None:
    work.plan("a1", "2024-07-15", "2024-08-31")
    work.tell("a1", "2024-06", "fully", "0.1")
    one = row(work, "a1")
    assert (one.actual, one.forecast) == (("2024-06-01", "2024-07-01"), ("2024-07-15", "2024-08-31"))


def test_what_is_overdue_has_no_day_on_which_it_is_expected(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-10")
    work.tell("a1", "2024-06", "partly", "0.9")
    one = row(work, "a1")
    assert (one.actual, one.forecast, one.tone) == (("2024-05-01", "2024-07-01"), None, "poor")


def test_what_was_dropped_shows_its_first_plan_alone(work: Work) -> None:
    work.plan("a1", "2024-07-15", "2024-08-31")
    work.drop("a1")
    one = row(work, "a1")
    assert (one.baseline, one.actual, one.forecast, one.said, one.tone) == (
        ("2024-07-15", "2024-08-31"), None, None, "dropped", "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("done", "tone"), [("0.5", "good"), ("0.4", "good"), ("0.39", "fair"), ("0.25", "fair"), ("0.24", "poor")]
)
def test_what_is_done_is_held_against_what_should_be(work: Work, done: str, tone: str) -> None:
    work.plan("a1", "2024-06-01", "2024-07-30")
    work.tell("a1", "2024-06", "fully", done)
    assert plan.tone(work.line("a1", "2024-06-30"), BOUNDS) == tone


def test_an_end_that_slipped_is_fair_at_best(work: Work) -> None:
    work.plan("a1", "2024-06-01", "2024-07-30")
    work.tell("a1", "2024-06", "fully", "1")
    work.move("a1", None, "2024-08-10")
    assert plan.tone(work.line("a1", "2024-06-30"), BOUNDS) == "fair"


def test_packages_head_their_activities_and_milestones_stand_below_them(work: Work) -> None:
    package = work.package("wp2", "Fishery")
    activity = work.plan("a1", "2024-05-01", "2024-07-31", wp="wp2").activity
    milestones: list[dict[str, Any]] = [
        {"code": "m1", "title": "Permit", "concerns": activity.id, "due_on": Day("2024-07-10")},
        {"code": "m2", "title": "Opening", "concerns": package.id, "due_on": Day("2024-09-30")},
        {"code": "m3", "title": "Elsewhere", "due_on": Day("2025-09-30")},
    ]
    with work.store.writing("import") as draft:
        for fields in milestones:
            draft.add(Milestone(**fields))
    found = drawn(work)
    assert [(one.label, one.level) for one in found.rows] == [
        ("wp2 Fishery", 0), ("m2 Opening", 1), ("a1 Activity a1", 1), ("m1 Permit", 2),
    ]  # fmt: skip
    assert found.rows[3].forecast == ("2024-07-10", "2024-07-10")
    assert (found.first_on, found.last_on, found.today) == ("2024-05-01", "2024-09-30", TODAY)
    assert (found.title, found.alt) == ("May 2024 – September 2024", "1 activity, 0 of them late")
    assert found.rows[0].said == "no data, 67 % planned"


def test_one_package_is_drawn_alone(work: Work) -> None:
    wp1 = work.package("wp1")
    work.plan("a1", "2024-05-01", "2024-07-31", wp="wp1")
    work.plan("b1", "2024-05-01", "2024-07-31")
    assert [one.label for one in drawn(work, package=wp1.id).rows] == ["wp1 Trainings", "a1 Activity a1"]
    assert [one.label for one in drawn(work).rows][2:] == ["Of no work package", "b1 Activity b1"]


def test_titles_are_drawn_in_the_language_of_the_page(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-07-31")
    with work.store.writing("activity translate") as draft:
        naming.translate(draft, work.activity("a1"), "title", "ar", "تدريب المدربين")
    assert [one.label for one in drawn(work, words=Words("ar")).rows][1] == "a1 تدريب المدربين"


def test_a_plan_without_activities_says_so(work: Work) -> None:
    work.package("wp1")
    with work.store.reading():
        empty, texts = plan.plan(work.db, TODAY), Texts(work.db)
    page = plan.document("REBUILD", empty, EN, texts, (Moment("2024-07-01T09:00:00Z"), "1 July 2024, 11:00"))
    assert "nothing planned" in render(page, 80)
