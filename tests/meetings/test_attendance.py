"""Who came is written down once, by rules, and says beside it that the meeting was held."""

from datetime import datetime
from typing import Any

import pytest

from cop.kernel.errors import BadInput, CopError, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.meetings.attending import overall
from cop.meetings.operations import attendance, described
from cop.meetings.operations.attendance import Recorded
from cop.meetings.queries.attendance import attendance_of, guests_of, roll
from cop.meetings.queries.sittings import find_sitting
from cop.meetings.records import Attendance, Guest
from cop.store import references
from tests.meetings.conftest import Partnership

NOW = datetime.fromisoformat("2024-07-31T20:00:00+00:00")


@pytest.fixture
def met(partnership: Partnership) -> Partnership:
    """The partnership after a committee of Trento and Zliten, a monthly meeting, and a gathering of three days."""
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]", mode="online")
    partnership.begin("vpm", "pmu", "monthly on first wed", "2024-04-03T11:00[Africa/Tripoli]", invite=["lct-zli"])
    partnership.plan("com1", "media-net", "2024-07-30T00:00[Africa/Tripoli]", last_on=Day("2024-08-01"))
    return partnership


def person(of: Partnership, code: str) -> Id:
    return Id(references.find(of.db, "person", code))


def mark(
    of: Partnership, meeting: str, code: str, status: str, *, by: str | None = None, day: str | None = None,
    now: datetime = NOW,
) -> Recorded:  # fmt: skip
    with of.store.writing("attendance mark") as draft:
        found = find_sitting(draft.db, meeting)
        one = Attendance(
            meeting=found.id, person=person(of, code), status=Word(status),
            represented_by=person(of, by) if by else None, attended_on=Day(day) if day else None,
        )  # fmt: skip
        return attendance.record(draft, found, [one], now)


def everyone(of: Partnership, meeting: str, *, status: str = "online", **others: str) -> Recorded:
    with of.store.writing("attendance all") as draft:
        found = find_sitting(draft.db, meeting)
        said = {person(of, code.replace("_", "-")): Word(word) for code, word in others.items()}
        return attendance.everyone(draft, found, Word(status), said, None, NOW)


def welcome(of: Partnership, meeting: str, **said: Any) -> None:
    with of.store.writing("attendance guest") as draft:
        found = find_sitting(draft.db, meeting)
        attendance.welcome(draft, found, Guest(meeting=found.id, **said), NOW)


def statuses(of: Partnership, meeting: str) -> dict[str, str]:
    marks = attendance_of(of.db, [found := of.sitting_id(meeting)])[found]
    told = overall((one.person, one.status) for one in marks)
    return {references.short(of.db, "person", one): status for one, status in sorted(told.items(), key=str)}


def refused(of: Partnership, *words: Any, **how: Any) -> str:
    with pytest.raises(RuleBroken) as error:
        mark(of, *words, **how)
    assert error.value.hint
    return error.value.message


def test_who_was_represented_names_who_came_instead(met: Partnership) -> None:
    assert refused(met, "sc7", "zli-mayor", "represented") == "nobody says who represented zli-mayor, m-zli (zli-mayor)"
    assert refused(met, "sc7", "zli-mayor", "represented", by="zli-mayor").startswith("nobody comes instead of them")
    mark(met, "sc7", "zli-mayor", "represented", by="zli-pm")
    mark(met, "sc7", "pat-dir", "acting", by="pat-pm")
    assert statuses(met, "sc7") == {"zli-mayor": "represented", "pat-dir": "acting"}


def test_only_who_did_not_come_has_somebody_instead(met: Partnership) -> None:
    for status in ("present", "online", "excused", "absent"):
        assert "nobody came instead" in refused(met, "sc7", "zli-mayor", status, by="zli-pm")


def test_a_meeting_that_was_called_off_has_no_attendance(met: Partnership) -> None:
    met.cancel("sc7")
    assert refused(met, "sc7", "zli-mayor", "absent") == "sc7 was cancelled, so it cannot be held"
    met.skip("vpm/2024-07-03")
    assert refused(met, "vpm/2024-07-03", "zli-pm", "present") == "vpm/2024-07-03 was skipped, so it cannot be held"


def test_nobody_came_to_a_meeting_that_is_still_to_come(met: Partnership) -> None:
    before = datetime.fromisoformat("2024-07-09T21:59:59+00:00")
    assert "sc7 is only on Wed 10 July 2024" in refused(met, "sc7", "zli-mayor", "present", now=before)
    midnight = datetime.fromisoformat("2024-07-09T22:00:00+00:00")
    mark(met, "sc7", "zli-mayor", "present", now=midnight)
    assert statuses(met, "sc7") == {"zli-mayor": "present"}


def test_a_day_is_one_of_a_meeting_of_several(met: Partnership) -> None:
    assert refused(met, "sc7", "zli-mayor", "present", day="2024-07-10") == "sc7 has one day only"
    assert refused(met, "com1", "zin-pm", "present", day="2024-08-02") == "Fri 2 August 2024 is no day of com1"
    assert refused(met, "com1", "zin-pm", "present", day="2024-08-01") == "Thu 1 August 2024 has not come yet"
    mark(met, "com1", "zin-pm", "absent", day="2024-07-30")
    mark(met, "com1", "zin-pm", "present", day="2024-07-31")
    assert statuses(met, "com1") == {"zin-pm": "present"}
    days = [(line.attended_on, line.status) for line in roll(met.db, met.sitting("com1"))]
    assert days == [("2024-07-30", "absent"), ("2024-07-31", "present")]


def test_a_meeting_to_which_somebody_came_was_held(met: Partnership) -> None:
    made = mark(met, "sc7", "zli-mayor", "absent")
    assert (made.held, met.sitting("sc7").status) == (False, "planned")
    made = mark(met, "sc7", "pat-dir", "present")
    assert (made.held, met.sitting("sc7").status) == (True, "held")
    assert mark(met, "sc7", "pat-dir", "online").held is False


def test_a_guest_too_shows_that_a_meeting_was_held(met: Partnership) -> None:
    welcome(met, "sc7", organisation="University of Misrata", country="LY")
    assert met.sitting("sc7").status == "held"


def test_a_date_of_a_series_becomes_a_meeting_of_its_own(met: Partnership) -> None:
    made = everyone(met, "vpm/2024-07-03", zli_pm="excused")
    assert made.meeting.id == met.sitting("vpm/2024-07-03").id and met.sitting("vpm/2024-07-03").status == "held"
    assert statuses(met, "vpm/2024-07-03") == {"pat-pm": "online", "zli-mayor": "online", "zli-pm": "excused"}


def test_the_same_mark_again_changes_nothing(met: Partnership) -> None:
    mark(met, "sc7", "zli-mayor", "represented", by="zli-pm")
    mark(met, "sc7", "zli-mayor", "represented", by="zli-pm")
    assert met.store.saved is None


def test_a_mark_replaces_the_one_of_the_same_person_and_day(met: Partnership) -> None:
    mark(met, "sc7", "zli-mayor", "represented", by="zli-pm")
    mark(met, "sc7", "zli-mayor", "present")
    (only,) = attendance_of(met.db, [met.sitting_id("sc7")])[met.sitting_id("sc7")]
    assert (only.status, only.represented_by) == ("present", None)


def test_who_comes_uninvited_is_welcome_and_said(met: Partnership) -> None:
    made = mark(met, "sc7", "zin-pm", "online")
    assert made.doubts == ["zin-pm, m-zin (zin-pm) was not invited, and is listed apart"]
    assert [(line.person, line.invited) for line in roll(met.db, met.sitting("sc7"))] == [
        ("pat-dir", True), ("zli-mayor", True), ("zin-pm", False),
    ]  # fmt: skip


def test_everyone_came_but_for_those_named(met: Partnership) -> None:
    everyone(met, "sc7", zli_mayor="absent")
    assert statuses(met, "sc7") == {"pat-dir": "online", "zli-mayor": "absent"}
    with pytest.raises(BadInput, match=r"zin-pm, m-zin .* was not invited to sc7"):
        everyone(met, "sc7", zin_pm="absent")


def test_everyone_leaves_who_was_represented_as_it_is_and_says_who_came_after_all(met: Partnership) -> None:
    mark(met, "sc7", "zli-mayor", "represented", by="zli-pm")
    mark(met, "sc7", "pat-dir", "excused")
    made = everyone(met, "sc7")
    assert statuses(met, "sc7") == {"pat-dir": "online", "zli-mayor": "represented"}
    assert made.doubts == ["marked as missing before, and as having come now: pat-dir"]


def test_of_a_body_without_members_everybody_is_nobody(met: Partnership) -> None:
    with met.store.writing("body new") as draft:
        from cop.teams.records import Body

        draft.add(Body(code="empty", title="Empty", kind=Word("working_group")))
    met.plan("e1", "empty", "2024-07-12T11:00[Europe/Rome]")
    with pytest.raises(RuleBroken, match="nobody was invited to e1"):
        everyone(met, "e1")


def test_what_was_written_of_a_person_can_be_taken_away(met: Partnership) -> None:
    everyone(met, "sc7")
    with met.store.writing("attendance clear") as draft:
        attendance.clear(draft, find_sitting(draft.db, "sc7"), person(met, "zli-mayor"), None)
    assert statuses(met, "sc7") == {"pat-dir": "online"}
    with pytest.raises(NotFound), met.store.writing("attendance clear") as draft:
        attendance.clear(draft, find_sitting(draft.db, "sc7"), person(met, "zli-mayor"), None)
    mark(met, "sc7", "zli-mayor", "present")
    assert statuses(met, "sc7") == {"pat-dir": "online", "zli-mayor": "present"}


def test_a_guest_is_known_by_something(met: Partnership) -> None:
    with pytest.raises(BadInput, match="nothing is said of this guest"):
        welcome(met, "sc7")
    with pytest.raises(BadInput, match="is no country code"):
        welcome(met, "sc7", country="Libya")
    with pytest.raises(BadInput, match="sex cannot be"):
        welcome(met, "sc7", country="LY", sex="f")
    welcome(met, "sc7", sector="university", sex="female")
    assert [guest.sex for guest in guests_of(met.db, [met.sitting_id("sc7")])[met.sitting_id("sc7")]] == ["female"]


def test_what_did_not_take_place_is_cancelled_though_it_counted_as_held(met: Partnership) -> None:
    met.hold("sc7")
    with met.store.writing("meeting cancel") as draft:
        attendance.did_not_take_place(draft, find_sitting(draft.db, "sc7"), "Sandstorm")
    assert (met.sitting("sc7").status, met.sitting("sc7").reason) == ("cancelled", "Sandstorm")


def test_what_somebody_came_to_did_take_place(met: Partnership) -> None:
    mark(met, "sc7", "zli-mayor", "present")
    with pytest.raises(RuleBroken, match="marked as having come"), met.store.writing("meeting cancel") as draft:
        attendance.did_not_take_place(draft, find_sitting(draft.db, "sc7"), "Sandstorm")


@pytest.mark.parametrize(
    "record",
    [
        {"status": Word("represented")},
        {"status": Word("present"), "attended_on": Day("2024-07-10")},
    ],
)
def test_descriptions_keep_the_same_rules(met: Partnership, record: dict[str, Any]) -> None:
    with pytest.raises(CopError), met.store.writing("import") as draft:
        one = Attendance(meeting=met.sitting_id("sc7"), person=person(met, "zli-mayor"), **record)
        described.RULES["attendance"](draft, one)
    with pytest.raises(CopError), met.store.writing("import") as draft:
        described.RULES["guest"](draft, Guest(meeting=met.sitting_id("sc7"), country="Libya"))
    met.cancel("sc7")
    with pytest.raises(RuleBroken, match="nobody came"), met.store.writing("import") as draft:
        described.RULES["guest"](draft, Guest(meeting=met.sitting_id("sc7"), country="LY"))


def test_a_guest_of_whom_an_export_left_out_the_name_can_be_brought_back(
    met: Partnership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_NOW", NOW.isoformat())
    with met.store.writing("import") as draft:
        guest = Guest(meeting=met.sitting_id("sc7"))
        assert described.RULES["guest"](draft, guest) is guest


def test_a_description_tells_nothing_of_a_meeting_to_come(met: Partnership, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind, told in (("attendance", {"person": person(met, "zli-mayor"), "status": Word("present")}), ("guest", {})):
        record = {"attendance": Attendance, "guest": Guest}[kind](meeting=met.sitting_id("sc7"), **told)
        monkeypatch.setenv("COP_NOW", "2024-07-09T20:00:00Z")
        with pytest.raises(RuleBroken, match="sc7 is only on Wed 10 July 2024"), met.store.writing("import") as draft:
            described.RULES[kind](draft, record)
        monkeypatch.setenv("COP_NOW", "2024-07-10T08:00:00Z")
        with met.store.writing("import") as draft:
            assert described.RULES[kind](draft, record) is record


@pytest.mark.parametrize("stayed_away", ["absent", "excused", "represented"])
def test_nobody_comes_instead_of_another_who_did_not_come(met: Partnership, stayed_away: str) -> None:
    by = "zli-pm" if stayed_away == "represented" else None
    mark(met, "sc7", "zli-mayor", stayed_away, by=by)
    said = refused(met, "sc7", "pat-dir", "represented", by="zli-mayor")
    assert said == (
        f"zli-mayor, m-zli (zli-mayor) is marked {stayed_away}, so they cannot have come to sc7 "
        "instead of pat-dir, pat (pat-dir)"
    )


@pytest.mark.parametrize("stayed_away", ["absent", "excused", "represented"])
def test_who_came_instead_of_another_is_not_said_to_have_stayed_away(met: Partnership, stayed_away: str) -> None:
    mark(met, "sc7", "pat-dir", "represented", by="zli-mayor")
    by = "pat-dir" if stayed_away == "represented" else None
    assert "cannot have come to sc7" in refused(met, "sc7", "zli-mayor", stayed_away, by=by)
    mark(met, "sc7", "zli-mayor", "online")


def test_who_came_on_one_day_comes_instead_of_another_on_that_day(met: Partnership) -> None:
    mark(met, "com1", "zin-pm", "present", day="2024-07-30")
    mark(met, "com1", "zin-pm", "absent", day="2024-07-31")
    mark(met, "com1", "pat-pm", "represented", by="zin-pm", day="2024-07-30")
    assert "cannot have come" in refused(met, "com1", "pat-pm", "represented", by="zin-pm", day="2024-07-31")


def test_descriptions_keep_who_came_instead(met: Partnership, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", NOW.isoformat())
    mark(met, "sc7", "zli-mayor", "absent")
    with pytest.raises(RuleBroken, match="is marked absent"), met.store.writing("import") as draft:
        one = Attendance(
            id=Id("0" * 12), meeting=met.sitting_id("sc7"), person=person(met, "pat-dir"), status=Word("acting"),
            represented_by=person(met, "zli-mayor"),
        )  # fmt: skip
        found = attendance_of(met.db, [one.meeting])
        monkeypatch.setattr(attendance, "attendance_of", lambda *_: {one.meeting: [*found[one.meeting], one]})
        described.RULES["attendance"](draft, one)
