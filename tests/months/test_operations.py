"""The rules of a team's month."""

from dataclasses import replace
from datetime import datetime

import pytest

from cop.exchange.rules import rules_of
from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Month, Word
from cop.months import operations
from cop.months.records import TeamMonth
from tests.months.conftest import AUGUST_3, JULY, Partnership


def test_a_text_is_kept_and_another_beside_it(partnership: Partnership) -> None:
    partnership.write(done="Works began\nin the port")
    partnership.write(problems="No permit")
    told = partnership.told()
    assert told is not None and (told.done, told.problems, told.status) == (
        "Works began\nin the port", "No permit", "draft",
    )  # fmt: skip


def test_an_empty_text_takes_one_away(partnership: Partnership) -> None:
    partnership.write(done="Works", problems="None")
    partnership.write(problems="")
    told = partnership.told()
    assert told is not None and (told.done, told.problems) == ("Works", None)


def test_a_month_is_written_before_it_is_over_but_not_submitted(partnership: Partnership) -> None:
    partnership.write(done="Works")
    with pytest.raises(RuleBroken, match="July 2024 is not over: it can be submitted from Thu 1 August 2024"):
        partnership.submit(on="2024-07-31")
    assert partnership.submit(on="2024-08-01").submitted_on == "2024-08-01"


def test_the_day_of_submission_is_that_of_the_programmes_clock(partnership: Partnership) -> None:
    partnership.write(done="Works")
    late_in_july = datetime.fromisoformat("2024-07-31T22:30:00+00:00")  # past midnight in Tripoli
    with partnership.store.writing("month submit") as draft:
        team, by = partnership.body("lct-zli"), partnership.person("m-zli-pm")
        assert operations.submit(draft, team, JULY, by, late_in_july).submitted_on == "2024-08-01"


@pytest.mark.parametrize(("month", "said"), [("2023-12", "before the programme"), ("2025-01", "after the programme")])
def test_a_month_outside_the_programme_is_refused(partnership: Partnership, month: str, said: str) -> None:
    with pytest.raises(RuleBroken, match=said):
        partnership.write(month=Month(month), done="Works")


def test_a_committee_reports_no_month(partnership: Partnership) -> None:
    with pytest.raises(RuleBroken, match="Steering Committee does not report its month"):
        partnership.write("sc", done="Works")


def test_what_was_submitted_is_opened_again_before_it_changes(partnership: Partnership) -> None:
    partnership.write(done="Works")
    partnership.submit(on="2024-08-02")
    with pytest.raises(RuleBroken, match="was submitted on Fri 2 August 2024, so it is not changed") as refused:
        partnership.write(done="More works")
    assert refused.value.hint == "cop month reopen 2024-07 --team lct-zli makes it a draft again"
    with pytest.raises(RuleBroken, match="submitted already"):
        partnership.submit()
    partnership.reopen()
    partnership.write(done="More works")
    assert partnership.submit(on="2024-08-20").submitted_on == "2024-08-02", "the first day stays"


def test_nothing_to_report_and_a_text_exclude_each_other(partnership: Partnership) -> None:
    partnership.write(done="Works")
    with pytest.raises(RuleBroken, match="has something to report already: done"):
        partnership.write(nothing=True)
    partnership.write("lct-seb", nothing=True)
    again = partnership.write("lct-seb", done="One thing, after all")
    assert (again.nothing_to_report, again.done) == (False, "One thing, after all")


def test_an_empty_month_is_not_submitted_but_nothing_to_report_is(partnership: Partnership) -> None:
    with pytest.raises(RuleBroken, match="nothing was told"):
        partnership.submit()
    partnership.write(nothing=True)
    assert partnership.submit().status == "submitted"


def test_the_secretariat_submits_on_behalf_and_a_neighbour_not_at_all(partnership: Partnership) -> None:
    partnership.write(done="Works")
    with pytest.raises(RuleBroken, match=r"Project Manager \(m-seb-pm\) is neither of Local Coordination Team Zliten"):
        partnership.submit(by="m-seb-pm")
    on_behalf = partnership.submit(by="pat-pm")
    assert on_behalf.on_behalf and on_behalf.submitted_by == partnership.person("pat-pm")


def test_the_mayor_submits_for_the_own_town(partnership: Partnership) -> None:
    partnership.write(done="Works")
    assert not partnership.submit(by="m-zli-mayor").on_behalf


def test_only_the_secretariat_accepts_and_only_what_was_submitted(partnership: Partnership) -> None:
    def accept(by: str) -> TeamMonth:
        with partnership.store.writing("month accept") as draft:
            return operations.accept(draft, partnership.body("lct-zli"), JULY, partnership.person(by), AUGUST_3)

    partnership.write(done="Works")
    with pytest.raises(RuleBroken, match="is not submitted yet"):
        accept("pat-pm")
    partnership.submit()
    with pytest.raises(RuleBroken, match="only the secretariat"):
        accept("m-zli-pm")
    assert accept("pat-pm").status == "accepted"


def test_a_draft_needs_no_opening(partnership: Partnership) -> None:
    partnership.write(done="Works")
    with pytest.raises(RuleBroken, match="is not submitted, so it can be written as it is"):
        partnership.reopen()


def test_who_acts_is_asked_for_by_name(partnership: Partnership) -> None:
    with partnership.store.reading():
        assert operations.acting(partnership.db, "m-zli-pm") == partnership.person("m-zli-pm")
        with pytest.raises(BadInput, match="who submits is not known"):
            operations.acting(partnership.db, None)
        with pytest.raises(NotFound):
            operations.acting(partnership.db, "m-zli-pn")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"month": "2023-12"}, "before the programme"),
        ({"status": "submitted", "submitted_on": None}, "the day is missing"),
        ({"status": "submitted", "submitted_on": "2024-07-31"}, "is not over"),
        ({"status": "submitted", "submitted_on": "2024-08-01", "done": None}, "without a word"),
        ({"nothing_to_report": True}, "has something to report already"),
    ],
)
def test_a_description_keeps_the_same_rules(partnership: Partnership, wrong: dict[str, object], said: str) -> None:
    rule = rules_of("team_month")
    assert rule is not None
    month = TeamMonth(body=partnership.body("lct-zli"), month=JULY, done="Works")
    right = replace(month, status=Word("submitted"), submitted_on=Day("2024-08-01"))
    with partnership.store.writing("import") as draft:
        assert rule(draft, right) == right
        with pytest.raises(RuleBroken, match=said):
            rule(draft, replace(month, **wrong))  # type: ignore[arg-type]
