"""What the file knows of a month before anybody is asked."""

from cop.kernel.types import Day
from cop.meetings.operations import actions
from cop.meetings.records import Action
from cop.store.references import get
from tests.months.conftest import HOW, Partnership


def test_a_month_gathers_the_meetings_of_the_teams_people(partnership: Partnership) -> None:
    assert [met.sitting.ref for met in partnership.known().meetings] == ["call", "sc7", "visit"]
    assert [met.sitting.ref for met in partnership.known("lct-seb").meetings] == ["call"]


def test_a_meeting_to_come_is_not_asked_about(partnership: Partnership) -> None:
    assert [met.sitting.ref for met in partnership.known(at="2024-07-10T12:00:00Z").meetings] == ["call", "sc7"]


def test_of_what_the_team_convenes_everybody_invited_counts(partnership: Partnership) -> None:
    call, sc7, visit = partnership.known().meetings
    people = {met.sitting.ref: len(met.people) for met in (call, sc7, visit)}
    assert people == {"call": 2, "sc7": 1, "visit": 2}
    assert (call.as_team, sc7.as_team, visit.as_team) == (True, False, True)


def test_attendance_that_is_written_is_not_asked_again(partnership: Partnership) -> None:
    partnership.mark("call", m_zli_pm="online")
    assert [met.sitting.ref for met in partnership.known().unsaid] == ["sc7", "visit"]
    assert [met.sitting.ref for met in partnership.known().held] == ["call"]


def test_actions_of_the_team_its_partner_and_its_people_are_due(partnership: Partnership) -> None:
    assert [line.ref for line in partnership.known().due] == ["a1", "a2"]
    assert partnership.known("lct-seb").actions == ()
    with partnership.store.writing("action done") as draft:
        actions.done(draft, get(draft.db, Action, "a1"), None, HOW)
    at = partnership.known()
    assert ([line.ref for line in at.due], len(at.actions)) == (["a2"], 2)


def test_an_action_that_was_put_off_counts_and_is_not_asked_again(partnership: Partnership) -> None:
    with partnership.store.writing("action carry") as draft:
        actions.carry(draft, get(draft.db, Action, "a1"), Day("2024-08-20"), None, HOW)
    at = partnership.known()
    assert ([line.ref for line in at.due], len(at.actions)) == (["a2"], 2)


def test_words_are_counted_over_all_texts(partnership: Partnership) -> None:
    assert partnership.known().words == 0
    partnership.write(done="Works began\nin the port", help_asked="A boat")
    assert partnership.known().words == 7
