"""How the teams stand with a month."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cop.kernel.types import Day, Month
from cop.months import queries
from cop.months.queries import Standing
from tests.months.conftest import AUGUST_3, JULY, Partnership


def standing(partnership: Partnership, team: str = "lct-zli", today: str = "2024-08-09") -> Standing:
    with partnership.store.reading():
        found = queries.standing(partnership.db, JULY, Day(today))
    return next(one for one in found if one.ref == team)


def test_every_team_has_a_line_in_order_of_title(partnership: Partnership) -> None:
    with partnership.store.reading():
        found = queries.standing(partnership.db, JULY, Day("2024-08-03"))
    assert [(one.ref, one.name) for one in found] == [("lct-seb", "Sebha"), ("lct-zli", "Zliten")]


def test_a_silent_team_has_submitted_nothing(partnership: Partnership) -> None:
    one = standing(partnership)
    assert (one.status, one.submitted, one.submitted_on, one.late) == (None, False, None, False)


def test_a_draft_is_no_report(partnership: Partnership) -> None:
    partnership.write(done="Works")
    assert standing(partnership).status == "draft" and not standing(partnership).submitted


def test_on_the_day_it_is_due_a_month_is_in_time_and_a_day_later_late(partnership: Partnership) -> None:
    partnership.write(done="Works")
    partnership.write("lct-seb", nothing=True)
    partnership.submit(on="2024-08-05")
    partnership.submit("lct-seb", "m-seb-pm", on="2024-08-06")
    assert not standing(partnership).late and standing(partnership, "lct-seb").late


def test_what_the_secretariat_submits_is_shown_as_such(partnership: Partnership) -> None:
    partnership.write(done="Works")
    partnership.submit(by="pat-pm")
    assert standing(partnership).on_behalf and standing(partnership).submitted


def test_a_month_that_was_opened_again_counts_as_not_submitted(partnership: Partnership) -> None:
    partnership.write(done="Works")
    partnership.submit()
    partnership.reopen()
    assert (standing(partnership).submitted, standing(partnership).submitted_on) == (False, None)


def test_a_held_meeting_of_the_team_without_its_people_is_missing(partnership: Partnership) -> None:
    partnership.hold("call")
    partnership.hold("visit")
    partnership.mark("call", m_seb_pm="online")
    assert standing(partnership).missing == ("call", "visit")
    assert standing(partnership, "lct-seb").missing == ()
    partnership.mark("call", u_zli_po="absent")
    assert standing(partnership).missing == ("visit",), "that nobody came is known too"


def test_a_meeting_that_is_over_and_of_which_nobody_wrote_what_became_is_missing(partnership: Partnership) -> None:
    assert standing(partnership, today="2024-07-03").missing == (), "it is going on today"
    assert standing(partnership, today="2024-07-04").missing == ("call",)
    partnership.mark("call", u_zli_po="online")
    one = standing(partnership)
    assert (one.missing, one.unsaid, one.unattended) == (("visit",), ("visit",), ())
    partnership.hold("visit")
    one = standing(partnership)
    assert (one.missing, one.unsaid, one.unattended) == (("visit",), (), ("visit",))


def test_the_mayors_committee_concerns_the_team_but_is_not_missing(partnership: Partnership) -> None:
    partnership.hold("sc7")
    assert "sc7" not in standing(partnership).missing
    assert "sc7" in [met.sitting.ref for met in partnership.known().unsaid]


def test_what_the_status_calls_missing_the_telling_asks(partnership: Partnership) -> None:
    for ref in ("call", "sc7", "visit"):
        partnership.hold(ref)
    asked = {met.sitting.ref for met in partnership.known().unsaid}
    assert set(standing(partnership).missing) <= asked == {"call", "sc7", "visit"}


def test_a_meeting_is_of_the_month_of_its_own_clock(partnership: Partnership) -> None:
    with partnership.store.reading():
        assert [one.ref for one in queries.meetings_of(partnership.db, JULY)] == ["call", "sc7", "visit"]
        assert queries.meetings_of(partnership.db, Month("2024-08")) == []


def test_months_are_listed_the_latest_first_with_their_words(partnership: Partnership) -> None:
    partnership.write(done="Works in the port")
    partnership.write(month=Month("2024-06"), done="Two words")
    with partnership.store.reading():
        found = queries.months(partnership.db)
    assert [(row[3], row[8]) for row in found] == [("2024-07", 4), ("2024-06", 2)]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["lct-zli", "lct-seb"]), st.sampled_from(["draft", "told", "reopened"])))
def test_submitted_and_to_go_are_all_teams(partnership: Partnership, did: dict[str, str]) -> None:
    undo = _as_it_was(partnership)
    for team, what in did.items():
        partnership.write(team, done="Works")
        if what != "draft":
            partnership.submit(team, "pat-pm")
        if what == "reopened":
            partnership.reopen(team, "pat-pm")
    with partnership.store.reading():
        found = queries.standing(partnership.db, JULY, Day(str((AUGUST_3 + timedelta(days=1)).date())))
    submitted = [one for one in found if one.submitted]
    to_go = [one for one in found if not one.submitted]
    assert len(submitted) + len(to_go) == len(found) == 2
    assert {one.ref for one in submitted} == {team for team, what in did.items() if what == "told"}
    assert all((one.submitted_on is not None) == one.submitted for one in found)
    undo()


def _as_it_was(partnership: Partnership) -> Callable[[], None]:
    """Return what takes every month away again."""

    def undo() -> None:
        with partnership.store.writing("month remove") as draft:
            for team in ("lct-zli", "lct-seb"):
                found = partnership_month(partnership, team)
                if found:
                    draft.remove(found)

    return undo


def partnership_month(partnership: Partnership, team: str):  # type: ignore[no-untyped-def]
    from cop.months import operations

    return operations.found(partnership.db, partnership.body(team), JULY)
