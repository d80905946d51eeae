"""What becomes of meetings, dates of series and agendas when people say something about them."""

from collections.abc import Callable

import pytest

from cop.kernel.errors import BadInput, NotFound, RuleBroken
from cop.kernel.types import Day, Id, Rule, ZonedTime
from cop.meetings.operations import agenda as agendas
from cop.meetings.operations import meeting as meetings
from cop.meetings.operations import series as all_series
from cop.meetings.queries.sittings import agenda, find_sitting, sittings
from cop.meetings.records import AgendaItem, Meeting, Series, SeriesSlot
from cop.store import queries, references
from cop.store.undoing import last_command, undo
from tests.meetings.conftest import HOW, Partnership

VPM = "2024-04-03T11:00[Africa/Tripoli]"
JUNE_12 = "2024-06-12T11:00[Africa/Tripoli]"
Put = Callable[..., AgendaItem]


@pytest.fixture
def vpm(partnership: Partnership) -> Partnership:
    """The partnership with its monthly virtual meeting."""
    partnership.begin(
        "vpm", "pmu", "monthly on first wed", VPM, until="2025-03-31", invite=["tb"], link="https://a.example"
    )
    return partnership


@pytest.fixture
def put(vpm: Partnership) -> Put:
    """Return a function that puts an item on an agenda."""

    def put(ref: str, title: str, at: int | None = None) -> AgendaItem:
        with vpm.store.writing("agenda add") as draft:
            item = AgendaItem(meeting=Id(""), ordinal=1, title=title)
            return agendas.add(draft, find_sitting(draft.db, ref), item, at)[0]

    return put


def titles(vpm: Partnership, ref: str) -> list[str]:
    return [f"{line.number} {line.title}" for line in agenda(vpm.db, vpm.sitting(ref))]


def series_of(vpm: Partnership, code: str = "vpm") -> Series:
    return references.get(vpm.db, Series, code)


def change(vpm: Partnership, rule: str, begin: str, code: str | None = None) -> Series:
    with vpm.store.writing("series change") as draft:
        old = series_of(vpm)
        return all_series.change(draft, old, ZonedTime(begin), Rule(rule), 90, code, force=False).series


def end(vpm: Partnership, last: str) -> Series:
    with vpm.store.writing("series end") as draft:
        return all_series.end(draft, series_of(vpm), Day(last), "funds are used")


def edit(vpm: Partnership, ref: str, *sets: str, start: str | None = None) -> Meeting:
    with vpm.store.writing("meeting edit") as draft:
        hour = meetings.Hour(ZonedTime(start) if start else None)
        return meetings.edit(draft, find_sitting(draft.db, ref), sets, HOW, hour, (), force=False).meeting


def refs(vpm: Partnership, since: str, until: str) -> list[str]:
    found = sittings(vpm.db, f"{since}T00:00:00Z", f"{until}T00:00:00Z")  # type: ignore[arg-type]
    return [f"{one.ref} {one.start[:10]} {one.status}" for one in found]


def test_nothing_is_stored_of_a_date_until_something_is_said(vpm: Partnership) -> None:
    assert queries.every(vpm.db, Meeting) == []
    before = vpm.sitting("vpm/2024-07-03")
    vpm.convene("vpm/2024-07-03")
    (own,) = queries.every(vpm.db, Meeting)
    assert own.id == before.id and own.start == before.start == "2024-07-03T11:00[Africa/Tripoli]"
    assert vpm.sitting("vpm/2024-07-03").status == "convened"


def test_an_occurrence_borrows_from_its_series_what_it_does_not_say(vpm: Partnership) -> None:
    vpm.convene("vpm/2024-07-03")
    with vpm.store.writing("series edit") as draft:
        all_series.edit(draft, series_of(vpm), ["link=https://b.example", "title=Monthly call"], HOW, (), force=False)
    of = vpm.sitting("vpm/2024-07-03")
    assert (of.title, of.link, of.status) == ("Monthly call", "https://b.example", "convened")
    edit(vpm, "vpm/2024-08-07", "title=Summer call")
    with vpm.store.writing("series edit") as draft:
        all_series.edit(draft, series_of(vpm), ["title=Virtual meeting"], HOW, (), force=False)
    assert vpm.sitting("vpm/2024-07-03").title == "Virtual meeting"
    assert vpm.sitting("vpm/2024-08-07").title == "Summer call"


def test_a_moved_date_keeps_its_name_and_comes_back(vpm: Partnership) -> None:
    vpm.move("vpm/2024-06-05", JUNE_12, "Ministry visit")
    of = vpm.sitting("vpm/2024-06-05")
    assert (of.start, of.status, of.moved, of.reason) == (JUNE_12, "planned", True, "Ministry visit")
    vpm.keep("vpm/2024-06-05")
    assert vpm.sitting("vpm/2024-06-05").start == "2024-06-05T11:00[Africa/Tripoli]"
    assert queries.every(vpm.db, SeriesSlot) == []


def test_moving_a_date_to_its_own_hour_puts_it_back(vpm: Partnership) -> None:
    vpm.move("vpm/2024-06-05", JUNE_12)
    vpm.move("vpm/2024-06-05", "2024-06-05T11:00[Africa/Tripoli]")
    assert queries.every(vpm.db, SeriesSlot) == []


def test_postponing_a_date_moves_its_slot_and_says_why(vpm: Partnership) -> None:
    vpm.postpone("vpm/2024-06-05", JUNE_12, why="Ministry visit")
    of = vpm.sitting("vpm/2024-06-05")
    assert (of.start, of.status, of.moved, of.reason) == (JUNE_12, "postponed", True, "Ministry visit")
    (slot,) = queries.every(vpm.db, SeriesSlot)
    assert slot.moved_to == JUNE_12
    vpm.move("vpm/2024-06-05", "2024-06-13T11:00[Africa/Tripoli]")
    (own,) = queries.every(vpm.db, Meeting)
    assert own.start == vpm.sitting("vpm/2024-06-05").start == "2024-06-13T11:00[Africa/Tripoli]"


def test_a_meeting_is_not_postponed_to_where_it_is(vpm: Partnership) -> None:
    with pytest.raises(BadInput, match="already begins then"):
        vpm.postpone("vpm/2024-06-05", "2024-06-05T11:00[Africa/Tripoli]")


def test_days_of_a_gathering_are_postponed_together(partnership: Partnership) -> None:
    partnership.plan("ss", "tb", "2024-06-24T00:00[Europe/Rome]", last_on=Day("2024-06-29"))
    kept = partnership.postpone("ss", "2024-07-01T00:00[Europe/Rome]")
    assert kept.meeting.last_on == "2024-07-06"


def test_correcting_an_hour_keeps_the_status(vpm: Partnership) -> None:
    edit(vpm, "vpm/2024-06-05", start=JUNE_12)
    assert (vpm.sitting("vpm/2024-06-05").start, vpm.sitting("vpm/2024-06-05").status) == (JUNE_12, "planned")
    vpm.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    edit(vpm, "sc7", "place=Trento", start="2024-07-10T12:00[Europe/Rome]")
    of = vpm.sitting("sc7")
    assert (of.start, of.place, of.status) == ("2024-07-10T12:00[Europe/Rome]", "Trento", "planned")


def test_a_removed_occurrence_stands_again_as_its_series_has_it(vpm: Partnership) -> None:
    vpm.cancel("vpm/2024-07-03")
    with vpm.store.writing("meeting remove") as draft:
        meetings.remove(draft, find_sitting(draft.db, "vpm/2024-07-03"))
    assert vpm.sitting("vpm/2024-07-03").status == "planned"
    with pytest.raises(RuleBroken, match="nothing more"), vpm.store.writing("meeting remove") as draft:
        meetings.remove(draft, find_sitting(draft.db, "vpm/2024-07-03"))


def test_undo_takes_a_postponed_date_back_whole(vpm: Partnership) -> None:
    vpm.postpone("vpm/2024-06-05", JUNE_12)
    with vpm.store.writing("undo") as draft:
        undo(draft, last_command(draft.db, None))
    of = vpm.sitting("vpm/2024-06-05")
    assert (of.start, of.status, of.moved) == ("2024-06-05T11:00[Africa/Tripoli]", "planned", False)


def test_a_new_rhythm_ends_the_series_and_begins_another(vpm: Partnership) -> None:
    vpm.skip("vpm/2025-01-01")
    vpm.convene("vpm/2024-12-04")
    old, new = series_of(vpm), change(vpm, "monthly on second tue", "2024-10-08T11:00[Africa/Tripoli]")
    assert new.id != old.id and new.code == "vpm-2" and new.until_on == "2025-03-31"
    assert series_of(vpm).until_on == "2024-10-07"
    assert queries.every(vpm.db, SeriesSlot) == []
    assert refs(vpm, "2024-10-01", "2025-01-01") == [
        "vpm/2024-10-02 2024-10-02 planned",
        "vpm-2/2024-10-08 2024-10-08 planned",
        "vpm-2/2024-11-12 2024-11-12 planned",
        "vpm/2024-12-04 2024-12-04 cancelled",
        "vpm-2/2024-12-10 2024-12-10 planned",
    ]
    with vpm.store.reading():
        invited = vpm.db.all("SELECT subject FROM invitee WHERE subject = :new", new=new.id)
    assert len(invited) == 1
    assert vpm.sitting("vpm/2024-12-04").reason == "new rhythm: monthly on second tue"


def test_a_series_is_not_changed_where_it_was_held(vpm: Partnership) -> None:
    vpm.hold("vpm/2024-07-03")
    with pytest.raises(RuleBroken, match="was held already"):
        end(vpm, "2024-06-30")
    with pytest.raises(RuleBroken, match="nothing of it would remain"):
        end(vpm, "2024-04-02")
    end(vpm, "2024-07-03")
    assert refs(vpm, "2024-07-01", "2025-01-01") == ["vpm/2024-07-03 2024-07-03 held"]


def test_a_series_may_also_end_later(vpm: Partnership) -> None:
    end(vpm, "2025-06-30")
    assert refs(vpm, "2025-04-01", "2026-01-01")[-1] == "vpm/2025-06-04 2025-06-04 planned"


def test_an_agenda_makes_a_date_a_meeting(vpm: Partnership, put: Put) -> None:
    put("vpm/2024-07-03", "Summer calendar")
    assert titles(vpm, "vpm/2024-07-03") == ["1 Summer calendar"]
    (own,) = queries.every(vpm.db, Meeting)
    assert own.original_on == "2024-07-03"


def test_agenda_numbers_have_no_gaps(vpm: Partnership, put: Put) -> None:
    vpm.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    for title in ("Results", "Plan", "Budget"):
        put("sc7", title)
    put("sc7", "Welcome", 1)
    assert titles(vpm, "sc7") == ["1 Welcome", "2 Results", "3 Plan", "4 Budget"]
    with vpm.store.writing("agenda move") as draft:
        agendas.move(draft, agendas.find_item(draft.db, "sc7/4"), 2)
    assert titles(vpm, "sc7") == ["1 Welcome", "2 Budget", "3 Results", "4 Plan"]
    with vpm.store.writing("agenda remove") as draft:
        agendas.remove(draft, agendas.find_item(draft.db, "Budget"))
    assert titles(vpm, "sc7") == ["1 Welcome", "2 Results", "3 Plan"]
    assert [item.ordinal for item in queries.every(vpm.db, AgendaItem, order="ordinal")] == [1, 2, 3]


def test_an_agenda_has_only_the_numbers_it_has(vpm: Partnership, put: Put) -> None:
    put("vpm/2024-07-03", "Summer calendar")
    with pytest.raises(BadInput, match="no place 3") as refused:
        put("vpm/2024-07-03", "Reports", 3)
    assert refused.value.hint == "say a number from 1 to 2"
    with pytest.raises(NotFound, match="has 1 items"):
        agendas.find_item(vpm.db, "vpm/2024-07-03/2")
    assert agendas.find_item(vpm.db, "vpm/2024-07-03/1").title == "Summer calendar"


def test_an_outcome_is_written_down(vpm: Partnership, put: Put) -> None:
    put("vpm/2024-07-03", "Summer calendar")
    with vpm.store.writing("agenda outcome") as draft:
        agendas.outcome(draft, agendas.find_item(draft.db, "vpm/2024-07-03/1"), "Agreed")
    (line,) = agenda(vpm.db, vpm.sitting("vpm/2024-07-03"))
    assert line.outcome == "Agreed" and line.ref == "vpm/2024-07-03/1"
