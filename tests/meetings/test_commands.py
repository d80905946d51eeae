"""What people type about meetings, and what they read, from the front door."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

Type = Callable[[str], str]
VPM = (
    'series new "Virtual partnership meeting" --code vpm --body pmu --rule "monthly on first wed 11:00" '
    "--from 2024-04-03 --for 90m --until 2025-03-31 --invite sc --mode online"
)
SC7 = 'meeting new "7th Steering Committee" --code sc7 --body sc --at "10 jul 2024 11:00" --tz Europe/Rome --for 3h'


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    for line in (
        "partner new Zliten --code m-zli --set country=LY --set timezone=Tripoli --set week=sun-thu",
        "partner new Trento --code pat --set country=IT --set timezone=Rome --set week=mon-fri",
        "person new Mayor --code zli-mayor --partner m-zli",
        "person new Director --code pat-dir --partner pat",
        'body new "Steering Committee" --code sc --kind steering_committee',
        'body new "Project Management Unit" --code pmu --kind secretariat',
        "membership new sc zli-mayor --from 2021-04-01",
        "membership new sc pat-dir --from 2021-04-01",
        "membership new pmu pat-dir --from 2021-04-01",
    ):
        assert "exit" not in (said := type_line(line)), f"{line}\n{said}"
    return type_line


def test_a_new_meeting_is_confirmed_with_hours_and_people(types: Type) -> None:
    assert types(SC7) == (
        "saved  sc7  7th Steering Committee\n"
        "       Wed 10 July 2024  11:00-14:00 Rome · 11:00-14:00 Tripoli\n"
        '       2 invited · next: cop agenda add sc7 "..."\n'
    )


def test_an_hour_that_comes_twice_or_never_is_said(types: Type) -> None:
    twice = types('meeting new Night --code n1 --body sc --at "2024-10-27 02:30" --tz Europe/Rome')
    assert "note: 02:30 comes twice on Sun 27 October 2024 in Rome; the first is taken" in twice
    assert "saved  n1" in twice
    never = types('meeting new Night --body sc --at "2024-03-31 02:30" --tz Europe/Rome')
    assert "does not exist in Rome" in never and "try: write 2024-03-31T01:30" in never and "exit 2" in never


def test_a_second_meeting_at_that_hour_is_refused_with_exit_4(types: Type) -> None:
    types(SC7)
    refused = types('meeting new X --body sc --at "2024-07-10 12:00" --tz Europe/Rome')
    assert "cop: Steering Committee already meets then: 7th Steering Committee (sc7)" in refused and "exit 4" in refused
    assert "exit 4" in types('meeting new X --body sc --at "2024-07-10 12:00" --tz Europe/Rome --force')
    assert "saved" in types(
        'meeting new X --body sc --at "2024-07-10 12:00" --tz Europe/Rome --force --why "two rooms"'
    )


def test_what_is_missing_is_named_for_a_script(types: Type) -> None:
    assert "--at" in types("meeting new X --body sc") and "exit 2" in types("meeting new X --body sc")
    types(SC7)
    assert "--why" in types("meeting cancel sc7")


def test_a_list_reaches_from_today_over_the_coming_year(types: Type) -> None:
    types(SC7)
    types(VPM)
    found = json.loads(types("meeting list --format json"))
    assert [one["ref"] for one in found][:3] == ["vpm/2024-07-03", "sc7", "vpm/2024-08-07"]
    assert found[0]["series"] == "vpm" and found[0]["body"] == "pmu" and found[-1]["ref"] == "vpm/2025-03-05"
    july = types("meeting list --month 2024-07")
    assert "Wed 10 Jul 11:00 Rome" in july and "sc7" in july and "vpm/2024-07-03" in july and "Aug" not in july
    assert types("meeting list --month 2024-07 --status held").strip().startswith("nothing is planned then")
    assert "sc7" not in types("meeting list --month 2024-07 --body pmu")


def test_dates_of_a_series_are_skipped_moved_and_put_back(types: Type) -> None:
    types(VPM)
    moved = types('series move vpm 2024-06-05 2024-06-12 --why "Ministry visit"')
    assert "moved  vpm/2024-06-05" in moved and "Wed 12 June 2024  11:00-12:30 Tripoli · 11:00-12:30 Rome" in moved
    assert "not on Wed 7 August 2024" in types("series skip vpm 2024-08-07")
    assert "vpm/2024-08-07" not in types("meeting list --month 2024-08")
    assert "vpm/2024-08-07" in types("meeting list --month 2024-08 --status skipped")
    assert "Wed 7 Aug skipped" in types("series show vpm")
    assert "moved from" not in types("series keep vpm 2024-08-07")
    assert "vpm/2024-08-07" in types("meeting list --month 2024-08")
    shown = types("meeting show vpm/2024-06-05")
    assert "Wed 5 June 2024 11:00 Tripoli" in shown and "Ministry visit" in shown


def test_a_date_becomes_a_meeting_when_something_is_said(types: Type) -> None:
    types(VPM)
    assert "saved  vpm/2024-07-03/1  Summer calendar" in types('agenda add vpm/2024-07-03 "Summer calendar" --for 20m')
    assert "cancelled  vpm/2024-07-03" in types('meeting cancel vpm/2024-07-03 --why "Power cut"')
    shown = types("meeting show vpm/2024-07-03")
    assert "cancelled" in shown and "Power cut" in shown and "1  Summer calendar (20 min)" in shown
    assert "meeting cancel" in types("meeting history vpm/2024-07-03")
    assert "exit 3" in types("meeting show vpm/2024-07-04")
    removed = types("meeting remove vpm/2024-07-03 --yes")
    assert "removed  vpm/2024-07-03" in removed
    assert "planned" in types("meeting show vpm/2024-07-03")


def test_a_new_rhythm_asks_before_it_takes_plans_away(types: Type) -> None:
    types(VPM)
    types("series skip vpm 2025-01-01")
    refused = types('series change vpm --rule "monthly on second tue 11:00" --from 2024-10-08')
    assert "exit 2" in refused and "--yes" in refused
    changed = types('series change vpm --rule "monthly on second tue 11:00" --from 2024-10-08 --yes')
    assert "ended  vpm" in changed and "its last day is Mon 7 October 2024" in changed
    assert "saved  vpm-2" in changed and "first Tue 8 October 2024" in changed


def test_a_rehearsal_saves_nothing(types: Type) -> None:
    assert "would be saved  sc7" in types(SC7 + " --dry-run")
    assert "exit 3" in types("meeting show sc7")
    types(SC7)
    assert "would be postponed  sc7" in types('meeting postpone sc7 --to "11 jul 2024" --why x --dry-run')
    assert "2024-07-10T11:00[Europe/Rome]" in types("meeting show sc7")


def test_a_day_alone_keeps_hour_and_zone(types: Type) -> None:
    types(SC7)
    assert "Thu 18 July 2024  11:00-14:00 Rome" in types('meeting postpone sc7 --to "18 jul 2024" --why "Election day"')
    shown = types("meeting show sc7")
    assert "postponed" in shown and "Wed 10 July 2024 11:00 Rome" in shown


def test_the_first_date_of_a_series_is_the_next_that_fits(types: Type) -> None:
    said = types('series new "Media call" --body pmu --rule "monthly on last tue 10:00" --for 45m')
    assert "first Tue 30 July 2024  10:00-10:45 Tripoli" in said
    assert "exit 2" in types('series new "Media call" --body pmu --rule "monthly on last tue"')
    off = types('series new "Media call" --body pmu --rule "monthly on last tue 10:00" --from 2024-07-29')
    assert "not a day of the rhythm" in off and "2024-07-30" in off


def test_a_script_gets_the_saved_meeting_as_json(types: Type) -> None:
    types(VPM)
    told = json.loads(types("meeting convene vpm/2024-07-03 --format json"))
    assert told["saved"] == "convened" and told["ref"] == "vpm/2024-07-03" and len(told["id"]) == 12
    shown = json.loads(types("meeting show vpm/2024-07-03 --format json"))
    assert shown["status"] == "convened" and shown["invited"] == 2 and shown["invited_bodies"] == ["pmu", "sc"]


def test_a_report_is_text_or_json(types: Type) -> None:
    types(VPM)
    assert types("report month 2024-07").startswith("July 2024  REBUILD\n")
    assert json.loads(types("report month 2024-07 --format json"))["meetings"]["delivery"] == [0, 1]
