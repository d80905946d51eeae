"""June and July 2024 of the example, counted by hand from examples/year, as they stood on 3 August 2024.

The example's teams have three people each: the municipality's Project Manager and Media Officer and the university's
Project Officer. Mayors count for the team of their municipality.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cop.kernel.types import Day, Id, Month
from cop.meetings.attending import Quorum
from cop.months.queries import Standing, standing
from cop.reports.build import Report, build
from cop.reports.figures import Ageing
from cop.reports.ratio import Figure, Ratio
from cop.store.store import Store
from tests.test_example_year import YEAR, arrives, begun, moment

LAST = "2024-08-03"
TEAMS = ("zaw", "bwd", "bng", "gha", "seb", "srt", "tbk", "tri", "zin", "zli")
JUNE, JULY = Month("2024-06"), Month("2024-07")


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_CONFIG_DIR", str(tmp_path_factory.mktemp("keys")))
        path = begun(tmp_path_factory.mktemp("year") / "year.cop.db")
        for file in YEAR:
            if file.stem <= LAST:
                arrives(path, file)
    return path


@pytest.fixture
def august(replayed: Path) -> Iterator[Store]:
    """Return the programme on 3 August 2024."""
    with Store(str(replayed), now=next(moment(file) for file in YEAR if file.stem == LAST)) as store, store.reading():
        yield store


def told(store: Store, month: Month) -> tuple[Report, list[Standing]]:
    return build(store.db, month, store.now), standing(store.db, month, Day(LAST))


def by_team(report: Report, name: str) -> dict[str, Ratio | None]:
    """Return a figure of every row of the table of teams, by the short name of its town."""
    return {
        row.team.ref.removeprefix("lct-") if row.team else "others": getattr(row, name).ratio for row in report.teams
    }  # fmt: skip


def each_team(usual: Ratio | None, **others: Ratio | None) -> dict[str, Ratio | None]:
    return dict.fromkeys(TEAMS, usual) | others


@pytest.mark.parametrize("month", [JUNE, JULY])
def test_the_status_of_a_month_and_its_report_agree(august: Store, month: Month) -> None:
    report, found = told(august, month)
    assert [
        (one.team.id, one.status, one.submitted, one.submitted_on, one.late, one.on_behalf, one.missing)
        for one in report.completeness.teams
    ] == [
        (one.body, one.status, one.submitted, one.submitted_on, one.late, one.on_behalf, one.missing) for one in found
    ]
    assert report.completeness.reported.ratio == Ratio(sum(one.submitted for one in found), len(found))
    assert [row.submitted_on for row in report.teams if row.team] == [one.submitted_on for one in found]


def test_who_told_june(august: Store) -> None:
    """All ten told it; Tobruk on 7 July and Sebha on the 9th, after the 5th: eight of ten in time."""
    of = told(august, JUNE)[0].completeness
    assert (of.reported, of.on_time) == (Figure(Ratio(10, 10)), Figure(Ratio(8, 10)))
    assert {one.team.ref: one.submitted_on for one in of.teams if one.late} == {
        "lct-tbk": "2024-07-07", "lct-seb": "2024-07-09"
    }  # fmt: skip


def test_what_met_in_june(august: Store) -> None:
    """On 1 June three were planned: the partnership's meeting on the 5th, the media officers' on the 18th, the school.

    All were held, the media officers' a week later, on the second day of the Summer School that began on the 24th;
    Zintan's neighbourhood meeting on the 12th was added.
    """
    of = told(august, JUNE)[0].meetings
    assert of.plan.source == "written" and of.delivery == Figure(Ratio(3, 3))
    assert [line.ref for line in of.held] == ["vpm/2024-06-05", "ss", "mon/2024-06-18"]
    assert [line.ref for line in of.added] == ["zin-water"]
    assert of.quorums == Figure(None, False), "no body that has a quorum met"


def test_who_came_in_june(august: Store) -> None:
    """The partnership meeting invites 40: 8 of the Project Unit, 30 of ten teams, the expert and the funder's officer.

    27 came: 5 of the unit, 10 Project Managers, 2 Media Officers (Benghazi, Zliten), 8 Project Officers (all but those
    of Bani Walid and Sebha), and the two others. The media officers' exchange invites 11 and 7 came; to Zintan's
    neighbourhood meeting its 3 came. To the Summer School 18 were registered, and so asked: 10 Project Managers and 8
    municipal officers; all but the officer of Bani Walid came. So 27 + 7 + 3 + 17 of 40 + 11 + 3 + 18.

    Of no team: the 8 of the unit, the two others, and once more the Communication Manager at the exchange: 8 of 11.
    A team: 3 at the first, its Media Officer at the second, and 2 at the school; Sebha and Tobruk had named only their
    Project Manager. Zintan had 3 more at its own.
    """
    report = told(august, JUNE)[0]
    assert report.attendance.total.rate == Figure(Ratio(54, 72)) and report.attendance.total.unwritten == 0
    assert {line.ref: line.attendance.ratio for line in (*report.meetings.held, *report.meetings.added)} == {
        "vpm/2024-06-05": Ratio(27, 40), "mon/2024-06-18": Ratio(7, 11), "zin-water": Ratio(3, 3), "ss": Ratio(17, 18)
    }  # fmt: skip
    assert by_team(report, "attendance") == each_team(
        Ratio(5, 6), bng=Ratio(6, 6), tbk=Ratio(3, 5), bwd=Ratio(2, 6), seb=Ratio(2, 5), zin=Ratio(8, 9),
        others=Ratio(8, 11),
    )  # fmt: skip
    assert (report.attendance.walk_ins, report.attendance.guests) == (0, 3)


def test_what_was_promised_for_june(august: Store) -> None:
    """Two of four actions were closed.

    Overdue on 1 June: the equipment list (a3, done on the 2nd). Due in June: the incubator's contacts (a6, done on the
    9th), Sebha's samples (a5, open) and Zliten's zone map (a4, done only on 9 July).

    On 30 June the samples were 15 days late and the map 3.
    """
    of = told(august, JUNE)[0].actions
    assert of.closure == Figure(Ratio(2, 4))
    assert {line.ref: (line.status, line.days_late) for line in of.lines} == {
        "a3": ("done", 0), "a6": ("done", 0), "a5": ("open", 15), "a4": ("open", 3)
    }  # fmt: skip
    assert of.ageing == Ageing(week=1, month=1, quarter=0, older=0)


def test_how_zliten_kept_in_touch_in_june(august: Store) -> None:
    """June 2024 has 21 days from Sunday to Thursday, one partnership meeting, and five weeks that end in it: 27 slots.

    Zliten wrote 19, 20, 18, 4 and 14 times in the five weeks that reach into June: only in the fourth, with the feast,
    one of the five days stayed without; it came to the meeting, and got five weekly notes. 20 + 1 + 5 of 27.
    """
    assert by_team(told(august, JUNE)[0], "cadence")["zli"] == Ratio(26, 27)


def test_who_told_july_by_3_august(august: Store) -> None:
    """Azzawiya, Gharyan and Tripoli on the 1st, Benghazi and Bani Walid on the 2nd, Sirte and Zintan on the 3rd.

    The reporting day is the 5th, so that nobody is late yet. Of Benghazi and Zliten nobody wrote who came on 3 July.
    """
    of = told(august, JULY)[0].completeness
    assert (of.reported, of.on_time) == (Figure(Ratio(7, 10)), Figure(None, False))
    assert {one.team.ref for one in of.teams if not one.submitted} == {"lct-seb", "lct-tbk", "lct-zli"}
    assert {one.team.ref: one.missing for one in of.teams if one.missing} == dict.fromkeys(
        ("lct-bng", "lct-zli"), ("vpm/2024-07-03",)
    )


def test_what_met_in_july(august: Store) -> None:
    """On 1 July four were planned: the partnership meeting, the 7th committee, the media officers, the fishing port.

    Three were held, the port a week later; the media officers had no electricity. Zliten's harbour meeting was added.
    """
    of = told(august, JULY)[0].meetings
    assert (of.delivery, of.planned) == (Figure(Ratio(3, 4)), 4)
    assert [line.ref for line in of.held] == ["vpm/2024-07-03", "sc7", "fv3"]
    port = of.held[-1]
    assert (port.put_off_from, port.reason and port.reason.words) == (
        "2024-07-15T10:00[Africa/Tripoli]",
        "The contractor comes a week later",
    )
    assert [line.ref for line in of.cancelled] == ["mon/2024-07-16"]
    assert [line.ref for line in of.added] == ["zli-port"]
    assert of.held[1].quorum == Quorum(15, 15, 8) and of.quorums == Figure(Ratio(1, 1))


def test_who_came_in_july(august: Store) -> None:
    """The partnership meeting invited 40; of the 6 of Benghazi and Zliten nothing is known.

    Of the other 34, 20 came: 6 of the unit, the funder's officer, 7 Project Managers (not Tobruk's), 6 Project Officers
    (not those of Bani Walid and Sebha). Zliten's harbour meeting: 2 of 3. The committee: 15 of 15, one of them
    represented. The port: 2 of 3 invited, and 2 who were not. So 20 + 2 + 15 + 2 of 34 + 3 + 15 + 3. There were 3
    guests in the harbour and 4 at the port.

    A team: 3 at the partnership meeting and its mayor at the committee. Benghazi: the mayor. Zliten: the mayor, 2 of 3
    in the harbour, 2 of 3 at the port. Of no team: 7 of 10 at the partnership meeting, 5 of 5 of the committee.
    """
    report = told(august, JULY)[0]
    assert report.attendance.total.rate == Figure(Ratio(39, 55)) and report.attendance.total.unwritten == 6
    assert by_team(report, "attendance") == each_team(
        Ratio(3, 4), bwd=Ratio(2, 4), seb=Ratio(2, 4), tbk=Ratio(2, 4), bng=Ratio(1, 1), zli=Ratio(5, 7),
        others=Ratio(12, 15),
    )  # fmt: skip
    of = report.attendance
    assert (of.total.represented, of.walk_ins, of.guests) == (1, 2, 7)


def test_what_was_promised_for_july(august: Store) -> None:
    """Two of five actions were closed.

    Overdue on 1 July: Sebha's samples (open), Zliten's zone map (done on the 9th). Due in July: the media guide (done
    on the 12th), two fishermen by the 28th (open), the form in Arabic by the 31st (open).

    On 31 July the samples were 46 days late, the fishermen 3; the form was due that day and is not late.
    """
    of = told(august, JULY)[0].actions
    assert of.closure == Figure(Ratio(2, 5))
    assert {line.ref: (line.status, line.days_late) for line in of.lines} == {
        "a5": ("open", 46), "a4": ("done", 0), "a10": ("done", 0), "a9": ("open", 3), "a7": ("open", 0)
    }  # fmt: skip
    assert of.ageing == Ageing(week=1, month=0, quarter=1, older=0)


def test_how_sebha_fell_silent_in_july(august: Store) -> None:
    """July had 20 days from Sunday to Thursday up to the 28th, one partnership meeting, and four weeks: 25 slots.

    The week that began on the 29th was not over on 3 August, and nobody had counted it.

    Sebha wrote 4 times in the first week, on Tuesday the 9th, and on Friday the 12th, which is no working day; and it
    came to the meeting and got four weekly notes. 4 + 1 + 1 + 4 of 25.
    """
    assert by_team(told(august, JULY)[0], "cadence")["seb"] == Ratio(10, 25)


@pytest.mark.parametrize("month", [JUNE, JULY])
def test_teams_add_up_to_the_programme(august: Store, month: Month) -> None:
    report = told(august, month)[0]
    for name, total in (
        ("attendance", report.attendance.total.rate),
        ("actions", report.actions.closure),
        ("cadence", report.channels.cadence),
    ):
        known = [each for each in by_team(report, name).values() if each]
        assert total.ratio == Ratio(sum(each.numerator for each in known), sum(each.denominator for each in known))
    assert sum(row.late_actions for row in report.teams) == report.actions.ageing.late


def test_a_report_of_one_team_says_what_its_row_says(august: Store) -> None:
    whole = told(august, JULY)[0]
    for row in whole.teams:
        if row.team:
            assert build(august.db, JULY, august.now, team=Id(row.team.id)).teams == (row,)
