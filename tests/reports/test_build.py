"""What a report holds, from the journal to the numbers, on each store."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime
from typing import Any

import pytest

from cop.documents.words import Text
from cop.kernel.errors import BadInput
from cop.kernel.types import Day, Month, Zone
from cop.meetings.attending import Quorum
from cop.months.queries import standing
from cop.reports import frozen, operations
from cop.reports.build import Report, State, build
from cop.reports.figures import Ageing
from cop.reports.ratio import Figure, Ratio
from cop.reports.report import Earlier, Group
from cop.store import as_of
from tests.reports.conftest import JULY, Programme

NA = Figure(None, False)
HELD = """
meetings:
  - {series: vpm, original_on: 2024-07-03, title: Partnership meeting, body: pmu, start: 2024-07-03T11:00, status: held,
     attendance: [{person: zli-pm, status: online}, {person: zli-media, status: absent},
                  {person: pat-pm, status: present}]}
  - {code: sc7, status: held,
     attendance: [{person: pat-dir, status: online}, {person: zli-mayor, status: represented, represented_by: zli-pm},
                  {person: zli-pm, status: acting}],
     guests: [{organisation: Ministry, country: LY}]}
"""
"""The partnership meeting: Zliten's Project Manager came, its Media Officer did not, of Zintan nobody wrote; the
Project Unit came. The committee: both members took part, Zliten's mayor through the Project Manager, not invited."""
ACTIONS = """
actions:
  - {code: a1, title: Send the map, owner: zli-pm, due_on: 2024-07-10, status: done, closed_on: 2024-07-09}
  - {code: a2, title: Send the list, owner: lct-zli, due_on: 2024-07-20}
  - {code: a3, title: Count the boats, owner: zin, due_on: 2024-06-20}
  - {code: a4, title: Print the guide, owner: pat-pm, due_on: 2024-07-31, status: dropped, closed_on: 2024-07-30,
     reason: Not needed}
  - {code: a5, title: Some day, owner: pat-pm}
  - {code: a6, title: In September, owner: zin-pm, due_on: 2024-09-10}
"""


def rates(groups: tuple[Group, ...]) -> dict[str | None, Ratio | None]:
    return {group.key: group.rate.ratio for group in groups}


def refs(report: Report, became: str) -> list[str]:
    return [line.ref for line in getattr(report.meetings, became)]


def test_a_month_in_which_nothing_was_written_is_honest(two_teams: Programme) -> None:
    """Three meetings were planned, of none of them is anything known, no team told anything."""
    report = two_teams.report()
    assert report.meetings.delivery == Figure(Ratio(0, 3))
    assert refs(report, "unsaid") == ["vpm/2024-07-03", "sc7", "port"]
    assert report.attendance.total.rate == NA, "nothing was held, so nobody could come"
    assert report.completeness.reported == Figure(Ratio(0, 2))
    assert report.actions.closure == NA
    assert report.channels.cadence == Figure(None), "nobody wrote whether anybody was heard"
    assert report.meetings.quorums == NA
    assert report.decisions == () and report.changes is None


def test_figures_of_a_month_that_has_not_begun_do_not_apply(two_teams: Programme) -> None:
    report = two_teams.report("2024-09", "2024-08-02")
    assert not report.begun
    of = report.headline
    assert [each.figure for each in (of.meetings_held, of.teams_reported, of.attendance, of.actions_closed)] == [NA] * 4
    assert refs(report, "coming") == ["vpm/2024-09-04"]


@pytest.mark.parametrize("month", ["2023-12", "2025-01"])
def test_a_month_outside_the_programme_is_refused(two_teams: Programme, month: str) -> None:
    with pytest.raises(BadInput, match="the programme") as refused:
        two_teams.report(month)
    assert refused.value.hint


def test_attendance_by_team_country_sector_and_sex(two_teams: Programme) -> None:
    """The partnership meeting invites pat-pm, two of Zliten and two of Zintan, the committee pat-dir and a mayor.

    Known: pat-pm, pat-dir and the mayor came (through the Project Manager); of Zliten's two one came: 4 of 5. Of the
    two of Zintan nothing is known. The Project Manager of Zliten acted at the committee without being invited.
    """
    two_teams.on("2024-07-31", HELD)
    of = two_teams.report().attendance
    zli, zin = (two_teams.find("body", code) for code in ("lct-zli", "lct-zin"))
    assert of.total.rate == Figure(Ratio(4, 5)) and of.total.unwritten == 2
    assert rates(of.teams) == {zli: Ratio(2, 3), zin: None, None: Ratio(2, 2)}
    assert [group.name and group.name.words for group in of.teams] == ["Zintan", "Zliten", None]
    assert rates(of.countries) == {"IT": Ratio(2, 2), "LY": Ratio(2, 3)}
    assert rates(of.sectors) == {"municipality": Ratio(2, 3), "regional_government": Ratio(2, 2)}
    assert rates(of.sexes) == {"female": Ratio(2, 2), "male": Ratio(1, 1), None: Ratio(1, 2)}
    assert (of.total.represented, of.total.acting, of.walk_ins, of.guests) == (1, 0, 1, 1)


def test_groups_and_teams_add_up_to_the_programme(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", HELD + ACTIONS)
    report = two_teams.report()
    for groups in (report.attendance.teams, report.attendance.countries, report.attendance.sectors,
                   report.attendance.sexes):  # fmt: skip
        assert added(group.rate for group in groups) == report.attendance.total.rate.ratio
    assert added(row.attendance for row in report.teams) == report.attendance.total.rate.ratio
    assert added(row.actions for row in report.teams) == report.actions.closure.ratio
    assert sum(row.late_actions for row in report.teams) == report.actions.ageing.late


def added(figures: Iterable[Figure]) -> Ratio:
    known = [each.ratio for each in figures if each.ratio]
    return Ratio(sum(each.numerator for each in known), sum(each.denominator for each in known))


def test_each_meeting_tells_who_came_and_whether_that_was_enough(two_teams: Programme) -> None:
    """The committee has three seats, needs two, and two took part."""
    two_teams.on("2024-07-31", HELD)
    of = two_teams.report().meetings
    vpm, sc7 = of.held
    assert (vpm.attendance, vpm.quorum) == (Figure(Ratio(2, 3)), None)
    assert (sc7.attendance, sc7.quorum) == (Figure(Ratio(2, 2)), Quorum(2, 3, 2))
    assert of.quorums == Figure(Ratio(1, 1))
    assert [(one.body.ref, one.held, one.unsaid) for one in of.bodies] == [
        ("lct-zli", 0, 1), ("pmu", 1, 0), ("sc", 1, 0)
    ]  # fmt: skip


def test_a_quorum_of_which_nobody_wrote_who_came_is_not_known(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", "meetings: [{code: sc7, status: held}]")
    report = two_teams.report()
    assert report.meetings.quorums == Figure(None) and report.attendance.total.rate == Figure(None)
    assert report.completeness.unwritten == ("sc7",)


def test_actions_due_in_the_month_and_the_late_ones(two_teams: Programme) -> None:
    """Due in July: the map (done), the list (open), the guide (dropped). Overdue on 1 July: the boats. Two of four.

    On 31 July the list is 11 days late, the boats 41.
    """
    two_teams.on("2024-07-31", ACTIONS)
    of = two_teams.report().actions
    assert of.closure == Figure(Ratio(2, 4))
    assert (of.dropped, of.open, of.undated) == (1, 4, 1)
    assert of.ageing == Ageing(week=0, month=1, quarter=1, older=0)
    assert [(line.ref, line.status, line.days_late) for line in of.lines] == [
        ("a3", "open", 41), ("a2", "open", 11), ("a1", "done", 0), ("a4", "dropped", 0)
    ]  # fmt: skip
    assert [(line.owner.words, line.place and line.place.words) for line in of.lines] == [
        ("Zintan", None), ("Team of Zliten", None), ("Project Manager", "Zliten"),
        ("Programme Manager", "Province of Trento"),
    ]  # fmt: skip


def test_a_report_made_later_tells_how_actions_stood_at_its_end(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", ACTIONS)
    two_teams.on("2024-08-05", "actions: [{code: a2, status: done, closed_on: 2024-08-05}]")
    assert two_teams.report(day="2024-08-20").actions.closure == Figure(Ratio(2, 4))
    assert two_teams.report("2024-08", "2024-08-20").actions.closure == Figure(Ratio(1, 2)), "the boats are still open"


def test_an_action_belongs_to_the_team_of_its_owner(two_teams: Programme) -> None:
    """The map is its Project Manager's, the list its own: Zliten 1 of 2. The boats are Zintan's, the guide nobody's."""
    two_teams.on("2024-07-31", ACTIONS)
    rows = {row.team.ref if row.team else None: row for row in two_teams.report().teams}
    assert {ref: row.actions.ratio for ref, row in rows.items()} == {
        "lct-zin": Ratio(0, 1), "lct-zli": Ratio(1, 2), None: Ratio(1, 1)
    }  # fmt: skip
    assert {ref: row.late_actions for ref, row in rows.items()} == {"lct-zin": 1, "lct-zli": 1, None: 0}


def test_only_what_a_team_submitted_is_quoted(two_teams: Programme) -> None:
    two_teams.on(
        "2024-08-01",
        """
team_months:
  - {body: lct-zli, month: 2024-07, status: submitted, submitted_on: 2024-08-06, on_behalf: true,
     done: {en: Works began, ar: بدأت الأعمال}}
  - {body: lct-zin, month: 2024-07, done: Not to be read by others yet}
""",
    )
    report = two_teams.report(day="2024-08-07")
    (told,) = report.told
    assert (told.team.ref, told.done) == ("lct-zli", Text("Works began", {"ar": "بدأت الأعمال"}))
    of = report.completeness
    assert (of.reported, of.on_time) == (Figure(Ratio(1, 2)), Figure(Ratio(0, 2))), (
        "submitted on the 6th, due on the 5th"
    )
    zin, zli = of.teams
    assert (zli.submitted, zli.late, zli.on_behalf) == (True, True, True)
    assert (zin.submitted, zin.status) == (False, "draft")
    assert two_teams.report(day="2024-08-05").completeness.on_time == NA, "the reporting day is not over"


def test_the_report_and_the_status_of_the_month_agree(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", HELD)
    report = two_teams.report()
    with two_teams.store.reading():
        found = standing(two_teams.store.db, JULY, Day(report.as_of[:10]))
    assert [(one.body, one.submitted, one.missing) for one in found] == [
        (one.team.id, one.submitted, one.missing) for one in report.completeness.teams
    ]
    assert [one.missing for one in report.completeness.teams] == [("vpm/2024-07-03",), ("port",)]
    assert [one.unsaid for one in report.completeness.teams] == [(), ("port",)], "nobody wrote what became of it"


def test_a_report_of_one_team_holds_what_concerns_it(two_teams: Programme) -> None:
    """The committee invites Zliten's mayor, so it concerns Zliten; only the partnership meeting concerns Zintan."""
    two_teams.on("2024-07-31", HELD + ACTIONS)
    zli, zin = two_teams.report(team="lct-zli"), two_teams.report(team="lct-zin")
    assert (refs(zli, "held"), refs(zin, "held")) == (["vpm/2024-07-03", "sc7"], ["vpm/2024-07-03"])
    assert (zli.meetings.delivery, zin.meetings.delivery) == (Figure(Ratio(2, 3)), Figure(Ratio(1, 1)))
    whole = {row.team.ref: row for row in two_teams.report().teams if row.team}
    for ref, own in (("lct-zli", zli), ("lct-zin", zin)):
        assert own.teams == (whole[ref],), "a team's own report and its row in the programme's say the same"
        assert own.attendance.total.rate == whole[ref].attendance
        assert own.actions.closure == whole[ref].actions
    assert [line.ref for line in zli.actions.lines] == ["a2", "a1"]


def test_a_body_that_tells_no_month_has_no_report_of_a_team(two_teams: Programme) -> None:
    with pytest.raises(BadInput, match="Project Unit is not a team that reports"):
        two_teams.report(team="pmu")


def test_the_texts_of_the_secretariat_stay_when_the_report_is_made_again(two_teams: Programme) -> None:
    two_teams.on(
        "2024-08-01", "reports: [{month: 2024-07, summary: {en: A good month, ar: شهر جيد}, lessons: Ask twice}]"
    )
    of = two_teams.report().narrative
    assert of.summary == Text("A good month", {"ar": "شهر جيد"})
    assert (of.problems, of.lessons) == (None, Text("Ask twice", {}))
    assert two_teams.report(team="lct-zli").narrative.summary is None, "it is the programme's, not the team's"


def test_a_date_of_a_series_speaks_the_languages_of_its_series(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", HELD)
    (vpm, _) = two_teams.report().meetings.held
    assert vpm.title == Text("Partnership meeting", {"ar": "لقاء الشراكة"})


def test_decisions_of_the_month_and_what_was_put_to_its_meetings(two_teams: Programme) -> None:
    two_teams.on(
        "2024-07-31",
        HELD
        + """
decisions:
  - {title: Plan approved, body: sc, meeting: sc7, method: consensus, status: adopted, decided_on: 2024-07-10}
  - {code: d2, title: Budget, body: sc, meeting: sc7, status: open}
  - {title: Of June, body: sc, status: adopted, decided_on: 2024-06-10}
  - {code: d4, title: Of no meeting, body: sc, status: proposed}
""",
    )
    assert [(line.ref, line.status) for line in two_teams.report().decisions] == [
        ("sc/2024/2", "adopted"),
        ("d2", "open"),
    ]


def test_contacts_by_team_and_week(two_teams: Programme) -> None:
    """Four weeks end in July, and the chat expects a sign in each: Zliten wrote in two, of Zintan nobody knows."""
    two_teams.on(
        "2024-07-31",
        "contacts: [{channel: chat, body: lct-zli, happened_on: 2024-07-03}, "
        "{channel: chat, body: lct-zli, happened_on: 2024-07-08, span: week, times: 5}]",
    )
    of = two_teams.report().channels
    assert of.cadence == Figure(Ratio(2, 4))
    zin, zli = of.teams
    assert [week.cadence.ratio for week in zli.weeks] == [Ratio(1, 1), Ratio(1, 1), Ratio(0, 1), Ratio(0, 1), None]
    assert [week.tone for week in zli.weeks] == ["good", "good", "unknown", "unknown", ""]
    assert (zin.cadence, {week.tone for week in zin.weeks}) == (Figure(None), {"unknown", ""})


def make_final(of: Programme, month: str, day: str) -> None:
    of.monkeypatch.setenv("COP_NOW", f"{day}T12:00:00Z")
    with of.store.writing("report final") as draft:
        operations.final(draft, Month(month), of.noon(day), Zone("Africa/Tripoli"))


def compared(of: Programme, month: str = JULY, day: str = "2024-08-02") -> Report:
    """The report as the command makes it: compared with the last final one."""
    with of.store.reading():
        db = of.store.db
        before = frozen.last_final(db, Month(month))
        assert before is not None
        since = frozen.changed_since(db, frozen.position_of(before))
        state = State(earlier=Earlier(before.month, before.version, before.final_at))
        return build(db, Month(month), of.noon(day), state=state, since=since)


def test_the_plan_is_what_the_last_final_report_announced(two_teams: Programme) -> None:
    """By 28 June the works in the port had moved to August and a call was planned; June became final on 2 July."""
    two_teams.on("2024-06-28", "meetings: [{code: port, start: 2024-08-05T10:00}, "
                 "{code: call, title: Call, body: pmu, start: 2024-07-30T10:00, duration_minutes: 30}]")  # fmt: skip
    make_final(two_teams, "2024-06", "2024-07-02")
    two_teams.on("2024-07-31", HELD)
    of = two_teams.report().meetings
    assert (of.plan.source, of.plan.as_of, of.planned) == ("report", "2024-06-30T22:00:00Z", 3)
    assert of.delivery == Figure(Ratio(2, 3))
    assert [line.ref for line in of.unsaid] == ["call"]
    assert [line.ref for line in two_teams.report("2024-06", "2024-08-02").next_meetings] == [
        "vpm/2024-07-03",
        "sc7",
        "call",
    ]


def test_what_is_called_off_before_the_last_report_is_final_was_planned_all_the_same(two_teams: Programme) -> None:
    """July had three meetings on its first day; on 2 July the port moved to August, on the 5th June became final."""
    two_teams.on("2024-07-02", "meetings: [{code: port, start: 2024-08-05T10:00, reason: Storm}]")
    make_final(two_teams, "2024-06", "2024-07-05")
    two_teams.on("2024-07-31", HELD)
    of = two_teams.report().meetings
    assert (of.plan.source, of.planned, of.delivery) == ("report", 3, Figure(Ratio(2, 3)))
    assert [line.ref for line in of.postponed] == ["port"]


def test_a_report_with_a_stored_plan_reads_no_journal(two_teams: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    make_final(two_teams, "2024-06", "2024-07-02")
    asked = asked_in(two_teams, monkeypatch)
    assert asked and not [sql for sql in asked if " entry" in sql or " change" in sql]


def asked_in(of: Programme, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the questions that a report asks."""
    asked: list[str] = []
    plain = of.store.db.all

    def all_of(sql: str, **params: object) -> list[Any]:
        asked.append(sql)
        return plain(sql, **params)

    with monkeypatch.context() as patch:
        patch.setattr(of.store.db, "all", all_of)
        of.report()
    return asked


def test_a_report_asks_as_often_whatever_happened(two_teams: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a month like July, then ten of everything in the same month."""
    make_final(two_teams, "2024-06", "2024-07-02")
    two_teams.on("2024-07-31", HELD + ACTIONS)
    once = len(asked_in(two_teams, monkeypatch))
    more = "".join(
        f"  - {{code: x{n}, title: Extra {n}, body: sc, start: 2024-07-{n + 11}T11:00, duration_minutes: 60, "
        f"status: held, attendance: [{{person: zli-mayor, status: present}}], agenda: [{{title: Budget}}]}}\n"
        for n in range(10)
    )
    actions = "".join(
        f"  - {{code: y{n}, title: Extra {n}, owner: zli-pm, due_on: 2024-07-{n + 10}}}\n" for n in range(10)
    )
    two_teams.on("2024-07-31", f"meetings:\n{more}actions:\n{actions}")
    assert len(two_teams.report().meetings.added) == 10
    assert len(asked_in(two_teams, monkeypatch)) == once


def test_what_was_not_planned_when_the_month_before_became_final_is_new(two_teams: Programme) -> None:
    """July, compared with June's final report: what was announced and held is as expected; the rest is told."""
    make_final(two_teams, "2024-06", "2024-07-02")
    two_teams.on("2024-07-31", HELD + ACTIONS + """
  - {code: a7, title: Of August, owner: pat-pm, due_on: 2024-08-20}
""")  # fmt: skip
    two_teams.on(
        "2024-07-31",
        "meetings: [{code: port, status: cancelled, reason: Storm}, {code: call, title: Call, body: pmu, "
        "start: 2024-07-30T10:00, duration_minutes: 30, status: held}]",
    )
    report = compared(two_teams)
    marks = {
        line.ref: line.mark
        for name in ("held", "cancelled", "added")
        for line in getattr(report.meetings, name)
    }  # fmt: skip
    assert marks == {"vpm/2024-07-03": None, "sc7": None, "port": "changed", "call": "new"}
    assert {line.mark for line in report.actions.lines} == {"new"}
    assert report.changes is not None
    assert [(one.what, one.new, one.changed, one.unchanged) for one in report.changes][:3] == [
        ("meetings", 1, 1, 2), ("decisions", 0, 0, 0), ("actions", 4, 0, 0)
    ]  # fmt: skip


def test_the_second_version_tells_what_changed_since_the_first(two_teams: Programme) -> None:
    two_teams.on("2024-07-31", HELD + ACTIONS)
    make_final(two_teams, "2024-07", "2024-08-05")
    two_teams.on(
        "2024-08-10", "actions: [{code: a2, title: Send the long list}]\nmeetings: [{code: sc7, place: Trento}]"
    )
    report = compared(two_teams, day="2024-08-11")
    assert {line.ref: line.mark for line in report.actions.lines} == {
        "a1": None,
        "a2": "changed",
        "a3": None,
        "a4": None,
    }
    assert [line.mark for line in report.meetings.held] == [None, "changed"]
    assert two_teams.report().actions.lines[0].mark is None, "without an earlier report nothing is new"


def test_a_final_report_is_the_same_whatever_is_written_later(two_teams: Programme) -> None:
    """What it froze is looked at; the plan, for which no earlier report stands, is read from the same entries."""
    two_teams.on("2024-07-31", HELD)
    with two_teams.store.reading():
        first = build(two_teams.store.db, JULY, datetime(2024, 8, 5, 12, tzinfo=UTC))
    make_final(two_teams, "2024-07", "2024-08-05")
    with two_teams.store.reading():
        stood = frozen.position_of(frozen.report_on(two_teams.store.db, JULY))  # type: ignore[arg-type]
    two_teams.on("2024-06-21", "meetings: [{code: early, title: Told late, body: sc, start: 2024-07-15T11:00, "
                 "duration_minutes: 60}]\nbodies: [{code: sc, title: Renamed}]")  # fmt: skip
    with two_teams.store.reading():
        as_of.look_at(two_teams.store.db, stood)
        again = build(two_teams.store.db, JULY, datetime(2024, 8, 5, 12, tzinfo=UTC), position=stood)
    for field in fields(Report):
        assert getattr(again, field.name) == getattr(first, field.name), field.name
