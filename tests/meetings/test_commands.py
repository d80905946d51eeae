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
    assert "Wed 10 Jul 11:00 " in july and "sc7" in july and "vpm/2024-07-03" in july and "Aug" not in july
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
    assert "Power cut" in types("meeting history vpm/2024-07-03")
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
    assert types("report month 2024-07").startswith("Monthly report\nJuly 2024\n")
    delivery = json.loads(types("report month 2024-07 --format json"))["meetings"]["delivery"]
    assert delivery == {"numerator": 0, "denominator": 1}


def test_a_list_tells_the_programmes_hour_first(types: Type) -> None:
    types('meeting new Winter --code w --body sc --at "11 dec 2024 09:30" --tz Rome')
    listed = types("meeting list")
    assert "when in Tripoli" in listed and "Wed 11 Dec 10:30 (09:30 Rome)" in listed


def test_a_status_that_is_none_is_met_with_all_there_are(types: Type) -> None:
    said = types("meeting list --status helded")
    assert 'no meeting is "helded"' in said and "planned, convened, held, postponed, cancelled" in said
    assert "exit 2" in said


def test_what_is_over_is_listed_without_saying_since_when(types: Type) -> None:
    types(VPM)
    types("meeting hold vpm/2024-04-03")
    types('meeting cancel vpm/2024-08-07 --why "Ministry visit"')
    assert "vpm/2024-04-03" in types("meeting list --status held")
    assert "vpm/2024-08-07" in types("meeting list --status cancelled")
    assert "vpm/2024-04-03" not in types("meeting list --status held --from today")


def test_an_empty_list_says_where_it_looked_and_how_to_look_elsewhere(types: Type) -> None:
    said = types("meeting list --month 2024-08")
    assert "no meeting from Thu 1 August 2024 to Sat 31 August 2024: --month, --from or --to looks elsewhere" in said
    assert "no held meeting up to " in types("meeting list --status held")


def test_meetings_are_listed_for_a_person_or_a_partner(types: Type) -> None:
    types(VPM)
    types('meeting new Board --code b1 --body pmu --at "9 jul 11:00"')
    types(SC7)
    mayor = json.loads(types("meeting list --month 2024-07 --person zli-mayor --format json"))
    assert [one["ref"] for one in mayor] == ["vpm/2024-07-03", "sc7"]
    both = json.loads(types("meeting list --month 2024-07 --partner pat --format json"))
    assert [one["ref"] for one in both] == ["vpm/2024-07-03", "b1", "sc7"]
    types("membership end sc zli-mayor --on 2024-07-05")
    assert "sc7" not in types("meeting list --month 2024-07 --person zli-mayor")


def test_skipping_or_moving_twice_keeps_the_reason(types: Type) -> None:
    types(VPM)
    for once, ref in (
        ("series skip vpm 2024-08-07", "2024-08-07"),
        ("series move vpm 2024-09-04 2024-09-11", "2024-09-04"),
    ):
        types(f'{once} --why "Ministry visit"')
        assert types(once).startswith("unchanged")
        found = json.loads(types(f"meeting show vpm/{ref} --format json"))
        assert found["reason"] == "Ministry visit"


def test_a_second_reason_for_a_skip_takes_the_place_of_the_first(types: Type) -> None:
    types(VPM)
    types('series skip vpm 2024-08-07 --why "Ministry visit"')
    assert types('series skip vpm 2024-08-07 --why "Holiday"').startswith("skipped")
    assert json.loads(types("meeting show vpm/2024-08-07 --format json"))["reason"] == "Holiday"


def test_cancelling_twice_keeps_the_reason(types: Type) -> None:
    types(SC7)
    types("meeting cancel sc7 --why Storm")
    assert types("meeting cancel sc7").startswith("unchanged")
    assert json.loads(types("meeting show sc7 --format json"))["reason"] == "Storm"


def test_a_date_that_was_moved_is_named_by_the_day_of_its_rhythm(types: Type) -> None:
    types(VPM)
    types("series move vpm 2024-09-04 2024-09-11")
    said = types("series move vpm 2024-09-11 2024-09-18")
    assert "what is on Wed 11 September 2024 is vpm/2024-09-04, moved there" in said and "exit 3" in said


def test_a_series_asked_for_as_a_meeting_says_so(types: Type) -> None:
    types(VPM)
    said = types("meeting show vpm")
    assert "vpm is a series" in said and "cop series show vpm" in said and "vpm/2024-04-03" in said


def test_no_reason_is_asked_for_where_a_rule_stands_in_the_way(types: Type) -> None:
    types(SC7)
    types('meeting new Other --code o1 --body sc --at "11 jul 2024 11:00" --tz Rome')
    assert "already meets then" in types('meeting postpone o1 --to "10 jul 2024 11:00"')
    types("meeting cancel sc7 --why Storm")
    assert "cancelled, so it cannot be held" in types("meeting hold sc7")
    assert "--why" in types('meeting postpone o1 --to "12 jul 2024"')


def test_a_meeting_is_moved_without_being_called_postponed(types: Type) -> None:
    types(SC7)
    moved = types('meeting move sc7 --to "11 jul 2024"')
    assert moved.startswith("moved  sc7") and "Thu 11 July 2024  11:00-14:00 Rome" in moved
    assert json.loads(types("meeting show sc7 --format json"))["status"] == "planned"
    types(VPM)
    types("meeting move vpm/2024-08-07 --to 2024-08-08")
    assert json.loads(types("meeting show vpm/2024-08-07 --format json"))["start"].startswith("2024-08-08T11:00")


def test_a_meeting_is_corrected_by_the_options_that_made_it(types: Type) -> None:
    types(SC7)
    types('meeting edit sc7 --title "8th Steering Committee" --place Sebha --mode hybrid --link https://example.org/8')
    found = json.loads(types("meeting show sc7 --format json"))
    assert (found["title"], found["place"], found["mode"], found["link"]) == (
        "8th Steering Committee", "Sebha", "hybrid", "https://example.org/8",
    )  # fmt: skip


def test_an_odd_length_or_a_day_gone_by_is_said_aloud(types: Type) -> None:
    said = types('meeting new Short --body sc --at "10 jul 2024 11:00" --for 2')
    assert "note: it lasts 2 minutes; for hours write --for 2h" in said and "saved" in said
    assert "note: Wed 5 June 2024 11:00 is over already" in types('meeting new Past --body sc --at "5 jun 2024 11:00"')
    assert "note" not in types('meeting new Fine --body pmu --at "12 jul 2024 11:00" --for 10m')


def test_hints_after_a_command_name_what_is_there(types: Type) -> None:
    rehearsed = types(SC7 + " --dry-run")
    assert "2 invited" in rehearsed and "next:" not in rehearsed
    assert "next:" not in types(VPM + " --dry-run")
    types('meeting new Past --code p1 --body sc --at "5 jun 2024 11:00"')
    assert "agenda outcome" not in types("meeting hold p1")
    types('agenda add p1 "Budget" --for 40m')
    types("meeting convene p1")
    assert 'next: cop agenda outcome p1/1 "..."' in types("meeting hold p1")
    types(SC7)
    assert "cop undo takes it back" in types("meeting cancel sc7 --why Storm")
    types("undo --yes")
    assert json.loads(types("meeting show sc7 --format json"))["status"] == "planned"


def test_minutes_say_how_long_an_item_takes(types: Type) -> None:
    types(SC7)
    assert "the agenda takes 40 of 180 minutes" in types("agenda add sc7 Budget --minutes 40")
