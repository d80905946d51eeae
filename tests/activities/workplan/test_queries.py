"""How the plan of work stood by a day, on every store."""

from fractions import Fraction

from cop.activities.workplan import operations, queries
from cop.activities.workplan.operations import outcomes
from cop.activities.workplan.records import Deliverable, Task
from cop.kernel.types import Day, Id
from cop.store import references
from tests.activities.workplan.conftest import HOW, TODAY, Work
from tests.store.conftest import store as store  # three stores, PostgreSQL among them


def test_packages_stand_in_the_order_in_which_people_count(work: Work) -> None:
    for code in ("wp10", "wp2", "wp1"):
        work.package(code)
    work.plan("a2.10", "2024-05-01", "2024-06-30", wp="wp2")
    work.plan("a2.9", "2024-05-01", "2024-06-30", wp="wp2")
    work.plan("b", "2024-05-01", "2024-06-30")
    plan = queries.plan(work.db, TODAY)
    assert [(one.ref, [each.ref for each in one.activities]) for one in plan] == [
        ("wp1", []), ("wp2", ["a2.9", "a2.10"]), ("wp10", []), (None, ["b"]),
    ]  # fmt: skip


def test_a_plan_without_anything_is_empty(work: Work) -> None:
    assert queries.plan(work.db, TODAY) == []


def test_a_line_names_its_package_and_its_owner(work: Work) -> None:
    work.package("wp2", "Fishery", lead=Id(references.find(work.db, "partner", "m-zli")))
    work.plan("a1", "2024-05-01", "2024-06-30", wp="wp2", owner=Id(references.find(work.db, "partner", "m-zli")))
    line = work.line("a1")
    assert (line.package_ref, line.package_name) == ("wp2", "Fishery")
    assert (line.owner_kind, line.owner_ref, line.owner_title) == ("partner", "m-zli", "Zliten")
    assert queries.plan(work.db, TODAY)[0].lead_name == "Zliten"


def test_a_later_day_changes_nothing_that_was_so_before(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-05-31")
    work.tell("a1", "2024-05", "partly", "0.4")
    work.tell("a1", "2024-06", "fully")
    work.done("a1", "2024-06-20")
    april, may, june = (work.line("a1", day) for day in ("2024-04-30", "2024-05-31", "2024-06-30"))
    assert (april.standing, april.done, april.forecast_on, april.slip_days) == ("planned", None, "2024-05-31", 0)
    assert (may.standing, may.done, may.closed_on, may.days_late) == ("running", "0.4", None, None)
    assert (june.standing, june.done, june.forecast_on, june.slip_days) == ("done", "1", "2024-06-20", 20)
    assert [one.month for one in may.months] == ["2024-05"] and june.told and june.told.month == "2024-06"


def test_an_overdue_activity_slips_further_every_day(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-06-01")
    work.move("a1", None, "2024-06-10")
    line = work.line("a1", "2024-06-25")
    assert (line.standing, line.days_late, line.forecast_on, line.slip_days) == ("late", 15, "2024-06-25", 24)


def test_a_share_stays_until_another_is_told(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-08-31")
    work.tell("a1", "2024-05", "fully", "0.3")
    work.tell("a1", "2024-06", "not", None)
    line = work.line("a1")
    assert line.done == "0.3" and line.told and (line.told.kept, line.told.done) == ("not", None)


def test_what_was_dropped_has_no_slip(work: Work) -> None:
    work.plan("a1", "2024-05-01", "2024-05-31")
    work.drop("a1")
    line = work.line("a1")
    assert (line.standing, line.forecast_on, line.slip_days, line.days_late) == ("dropped", None, None, None)


def test_a_package_sums_up_its_activities(work: Work) -> None:
    work.package("wp2")
    work.plan("a1", "2024-06-01", "2024-06-30", wp="wp2", weight=3)
    work.plan("a2", "2024-07-01", "2024-07-31", wp="wp2", weight=1)
    work.tell("a1", "2024-06", "partly", "0.5")
    (package,) = queries.plan(work.db, Day("2024-06-30"))
    far = package.progressed
    assert (far.planned, far.earned, far.spi, far.slip_days) == (Fraction(3, 4), Fraction(3, 8), Fraction(1, 2), 0)


def test_steps_are_told_as_they_were(work: Work) -> None:
    activity = work.plan("a1", "2024-05-01", "2024-06-30").activity
    with work.store.writing("task new") as draft:
        task = Task(activity=activity.id, ordinal=0, title="Venue", due_on=Day("2024-06-10"))
        made = outcomes.add_task(draft, task, (), HOW)
    with work.store.writing("task done") as draft:
        outcomes.done_task(draft, made, Day("2024-06-20"))
    assert [one.done_on for one in queries.tasks(work.db, Day("2024-06-19"))] == [None]
    (line,) = queries.tasks(work.db, TODAY, activity.id)
    assert (line.done_on, line.activity_ref, line.ref) == ("2024-06-20", "a1", made.id[:4])
    assert queries.tasks(work.db, TODAY, "nothing") == []
    assert (work.line("a1").tasks, work.line("a1").tasks_done) == (1, 1)
    assert work.line("a1", "2024-06-19").tasks_done == 0


def test_deliverables_stand_in_the_order_in_which_they_are_due(work: Work) -> None:
    package = work.package("wp2")
    with work.store.writing("import") as draft:
        operations.add(draft, Deliverable(code="d3", title="Map"))
        operations.add(draft, Deliverable(code="d2", title="List", due_on=Day("2024-07-15"), concerns=package.id))
        operations.add(
            draft,
            Deliverable(code="d1", title="Manual", due_on=Day("2024-06-10"), delivered_on=Day("2024-06-12")),
        )
    first, second, third = queries.deliverables(work.db, TODAY)
    assert (first.ref, first.days_late, first.delivered_on) == ("d1", 2, "2024-06-12")
    assert (second.ref, second.concerns_kind, second.concerns_ref, second.days_late) == (
        "d2", "work_package", "wp2", None,
    )  # fmt: skip
    assert (third.ref, third.due_on, third.days_late, third.evidence) == ("d3", None, None, 0)
    (before,) = (one for one in queries.deliverables(work.db, Day("2024-06-11")) if one.ref == "d1")
    assert (before.delivered_on, before.days_late) == (None, 1)
    assert [one.ref for one in queries.deliverables(work.db, TODAY, package.id)] == ["d2"]
