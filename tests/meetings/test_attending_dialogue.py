"""Who came, asked by numbers, when somebody stops in the middle."""

from tests.meetings.test_attendance_commands import Answer, Type, answers, types

__all__ = ["answers", "types"]


def test_who_stops_at_who_came_instead_is_asked_of_that_person_again(types: Type, answers: Answer) -> None:
    told = answers("attendance mark sc7", "2", "1", "3")  # represented, and then the window is closed
    assert "Who came instead" in told and "exit 130" in told
    shown = types("meeting show sc7")
    assert "1 online" in shown and "absent" not in shown
    told = answers("attendance mark sc7", "2", "1", "3", "m-srt-pm")
    assert "1 of whom nobody wrote yet" in told
    assert "1 online, 1 represented" in types("meeting show sc7")


def test_a_meeting_from_which_all_were_missing_is_told_of_each(types: Type, answers: Answer) -> None:
    answers("attendance mark sc7", "2", "1,2", "2", "1")
    assert "1 excused, 1 absent" in types("meeting show sc7")
