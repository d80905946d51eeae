"""What people type about events and those who register for them, and what they read."""

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

Type = Callable[[str], str]
FORM = (
    "Timestamp,Full name *,E-mail address,Organisation,Country,Type of organisation,Gender,Consent to be listed,Food\n"
    "2024/06/02 10:22:11,Alpha,alpha@example.org,Azzawiya,Libia,Municipality,F,Yes,none\n"
    "2024/06/02 11:00:00,Beta,prof@example.org,University of Trento,Italy,,M,no,\n"
    "03/06/2024 09:00,Gamma,gamma@example.org,NGO Mare,تونس,civil society,,,\n"
)


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line in June 2024 and returns what stdout showed, then what stderr said."""
    monkeypatch.chdir(programme_file.parent)
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setenv("COP_NOW", "2024-06-10T09:00:00Z")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    for line in (
        "partner new Zliten --code m-zli --sector municipality --country LY",
        "partner new Azzawiya --code m-zaw --sector municipality --country LY",
        'partner new "University of Trento" --code u-tn --sector university --country IT',
        'person new "Project Manager" --code zli-pm --partner m-zli',
        "person new Mayor --code zli-mayor --partner m-zli",
        "person new Professor --code u-prof --partner u-tn --set email=prof@example.org",
        "body new Secretariat --code pmu --kind secretariat",
        "membership new pmu u-prof",
        'event new "Summer School" --kind "summer school" --code ss --from 2024-06-24 --to-day 2024-06-29 --host u-tn '
        "--seats 2",
        'event new Cafe --kind cafe --code cafe --at "13 jun 17:00" --for 90m --mode online --open-to-all',
    ):
        assert "exit" not in (said := type_line(line)), f"{line}\n{said}"
    return type_line


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Return a function after which it is July, and all events are over."""
    return lambda: monkeypatch.setenv("COP_NOW", "2024-07-02T09:00:00Z")


def asked(types: Type, line: str) -> list[dict[str, object]]:
    return [json.loads(one) for one in types(f"{line} --format jsonl").splitlines()]


def shown(types: Type, line: str) -> str:
    """Return what a line shows, two spaces between columns whatever their width."""
    return re.sub(" {2,}", "  ", types(line))


def test_the_secretariat_organises_what_nobody_else_does(types: Type) -> None:
    assert types('event new "Port" --kind field_visit --code fv --from 2024-06-26 --within ss').startswith(
        "saved  fv  Port\n       Wed 26 June 2024\n       organised by Secretariat\n"
        "       next: cop registration new fv PERSON\n"
    )
    shown = json.loads(types("event show fv --format json"))
    assert (shown["body"], shown["kind"], shown["within"], shown["last_on"]) == (
        "pmu",
        "field_visit",
        "ss",
        "2024-06-26",
    )
    assert json.loads(types("event show ss --format json"))["parts"] == ["fv"]


def test_an_event_takes_hours_or_whole_days(types: Type) -> None:
    assert "cop: an event takes hours or whole days\n" in types('event new X --kind cafe --from today --at "10:00"')
    assert types("event new X --kind meeting --from today").endswith("cop meeting new plans a meeting\nexit 2\n")
    assert "--kind is missing" in types("event new X --from today")


def test_an_event_is_for_one_thing(types: Type) -> None:
    said = types("event new X --kind cafe --from today --pilot p --cycle c")
    assert "cop: an event is for one thing\ntry: say one of --pilot, --cycle and --concerns\nexit 2" in said


def test_a_list_of_events_names_no_plain_meeting(types: Type) -> None:
    types('meeting new "Board" --body pmu --at "2024-06-20 10:00"')
    assert types("event list").splitlines() == [
        "when in Tripoli      title          people  status   ref",
        "Thu 13 Jun 17:00     Cafe                   planned  cafe",
        "Mon 24 Jun - 29 Jun  Summer School  0 of 2  planned  ss",
    ]
    assert [one["ref"] for one in asked(types, "event list --kind cafe")] == ["cafe"]
    assert types("event list --status over").endswith("exit 2\n")
    assert asked(types, "event list --month 2024-07") == []


def test_postponing_holding_and_calling_off_are_those_of_meetings(types: Type, later: Callable[[], None]) -> None:
    assert types('event postpone ss --to 2024-06-25 --why "No rooms"').startswith("postponed  ss  Summer School\n")
    shown = json.loads(types("event show ss --format json"))
    assert (shown["start"][:10], shown["last_on"], shown["status"]) == ("2024-06-25", "2024-06-30", "postponed")
    assert "only on Thu 13 June 2024, so it cannot have been held" in types("event hold cafe")
    later()
    assert "35 counted" in types("event hold cafe --headcount 35")
    assert types("event hold cafe --headcount -1").endswith("exit 2\n")
    assert types('event cancel ss --why "Flood"').startswith("cancelled  ss")
    assert types("registration new ss zli-pm").startswith("cop: ss was cancelled, so nobody can register\n")


def test_more_participants_than_places_are_said_not_refused(types: Type) -> None:
    assert "note" not in types("registration new ss zli-pm zli-mayor")
    said = types("registration new ss u-prof")
    assert said.startswith("registered  ss/u-prof  Professor, University of Trento\n")
    assert said.endswith("note: 3 are registered for 2 places\n")
    assert "places  3 registered for 2 places, 1 more than there are places" in shown(types, "event show ss")


def test_nobody_is_registered_twice(types: Type) -> None:
    types("registration new ss zli-pm")
    said = types("registration new ss zli-pm")
    assert said.startswith("cop: Project Manager, Zliten (zli-pm) is registered for ss already\n")
    assert types("registration cancel ss/zli-pm").startswith("cancelled  ss/zli-pm  Project Manager, Zliten\n")
    assert types("registration new ss zli-pm").startswith("registered  ss/zli-pm")
    assert [one["status"] for one in asked(types, "registration list ss")] == ["registered"]


def test_quotas_tell_who_is_missing(types: Type) -> None:
    assert "1 each for 2 partners: 2 places\n" in types("event quota ss 1 --each sector=municipality")
    types("event target ss municipality=60% university=20%")
    assert types("event missing ss").splitlines() == [
        "what     name          wanted  named  missing",
        "partner  Azzawiya           1      0        1",
        "partner  Zliten             1      0        1",
        "sector   municipality       2      0        2",
        "sector   university         1      0        1",
    ]
    assert "note: Zliten (m-zli) has 1 place, and 2 of its people are registered" in types(
        "registration new ss zli-pm zli-mayor"
    )
    assert [one["ref"] for one in asked(types, "event missing ss") if one["what"] == "partner"] == ["m-zaw"]
    types("registration new ss --name Delta --organisation AZZAWIYA")
    told = shown(types, "event show ss")
    assert "quotas  Azzawiya (m-zaw): 1 of 1 named\n" in told and "Zliten (m-zli): 2 of 1 named, 1 too" in told
    assert "municipality: 3 of 3 named (100 %), 60 % wished for" in told


def test_a_quota_of_none_is_taken_away_and_can_return(types: Type) -> None:
    types("event quota ss 1 --partner m-zli")
    assert "no quota any more for 1 partner\n" in types("event quota ss 0 --partner m-zli")
    assert types("event missing ss").startswith("no data: ss has no quotas")
    types("event quota ss 3 --partner m-zli")
    assert asked(types, "event missing ss")[0]["missing"] == 3


def test_sectors_wished_for_are_not_more_than_all(types: Type) -> None:
    said = types("event target ss municipality=90% university=20%")
    assert said.startswith("cop: the sectors wished for at ss would be 110 % together\n") and said.endswith("exit 4\n")
    types("event target ss municipality=90%")
    assert "110 %" in types("event target ss university=20%")
    assert "municipality no longer, university 20 %" in types("event target ss municipality= university=20%")
    for slip in ("municipality", "municipality=140%", "=40%", "municipality=1% municipality=2%"):
        assert types(f"event target ss {slip}").endswith("exit 2\n")


def test_a_name_is_shown_only_where_its_bearer_agreed(types: Type) -> None:
    said = types("registration new cafe --name Hidden --organisation Mare --email s@example.org --sex female")
    assert "Hidden" not in said and "not to be listed, Mare" in said
    said += types("registration new cafe --name Open --organisation Mare --consent")
    for line in ("registration list cafe", "registration list cafe --format csv", "registration show cafe/hidden",
                 "registration show cafe/hidden --format json", "event show cafe", "event show cafe --format json",
                 "attendance list cafe --format csv", "registration confirm cafe/hidden --format json", "find hidden",
                 "export"):  # fmt: skip
        shown = types(line)
        assert "Hidden" not in shown.replace("cafe/hidden", "") and "s@example" not in shown, line
    assert "Open" in types("registration list cafe")
    assert "Hidden" in types("registration list cafe --with-names")
    assert "s@example.org" in types("registration show cafe/hidden --with-names")


def test_a_stranger_at_a_closed_event_and_one_alike_are_said(types: Type) -> None:
    assert "note: ss is not open to everybody" in types("registration new ss --name Delta --organisation Mare")
    assert "note: somebody alike is registered already" in types("registration new ss --name delta --organisation mare")
    assert types("registration new ss").startswith("cop: nobody says who registers\n")
    assert types("registration new ss --country Libya").startswith('cop: "Libya" is no country code\n')
    assert types("registration new ss zli-pm --name X").endswith("exit 2\n")


def test_all_who_registered_came_but_those_named(types: Type, later: Callable[[], None]) -> None:
    types("registration new cafe zli-pm zli-mayor")
    types("registration new cafe --organisation Mare --sector civil_society")
    types("registration new cafe --organisation Port --country TN")
    later()
    assert types("attendance all cafe --except zli-mayor --except Mare").startswith(
        "saved  cafe  Cafe\n"
        "       Mayor, Zliten (zli-mayor): absent\n"
        "       Mare: absent\n"
        "       2 online, 2 absent\n"
        "       it counts as held now, since somebody came\n"
    )
    # The secretariat only organises it: its member is not among those invited.
    assert {one["person"] for one in asked(types, "attendance list cafe")} == {"zli-pm", "zli-mayor", None}
    assert [one["came"] for one in asked(types, "registration list cafe")].count(True) == 2
    assert types("event reach cafe").splitlines() == [
        "events      1",
        "people      1",
        "others      1",
        "headcount   no data",
        "by country  LY: 1 person",
        "            TN: 0 people, 1 other",
        "by sector   municipality: 1 person",
        "            unknown: 0 people, 1 other",
        "not set     mix",
    ]


def test_a_list_of_who_came_is_read_back_without_doubles(types: Type, later: Callable[[], None]) -> None:
    types("registration new cafe --name Hidden --organisation Mare")
    types("registration new cafe zli-pm")
    later()
    types("attendance all cafe --except Mare")
    Path("came.csv").write_text(types("attendance list cafe --format csv"), encoding="utf-8")
    assert types("attendance read cafe came.csv").startswith("unchanged  cafe  Cafe\n")
    Path("came.csv").write_text("name,status\nhidden,online\n", encoding="utf-8")
    assert "2 online" in types("attendance read cafe came.csv")
    assert [one["status"] for one in asked(types, "registration list cafe") if one["person"] is None] == ["attended"]


def test_of_a_person_attendance_says_who_came(types: Type, later: Callable[[], None]) -> None:
    types("registration new cafe zli-pm")
    types("registration new cafe --organisation Mare")
    assert "cannot have been held" in types("registration attended cafe/zli-pm")
    later()
    types("registration attended cafe/zli-pm cafe/mare")
    found = {str(one["status"]): one["came"] for one in asked(types, "registration list cafe")}
    assert found == {"registered": True, "attended": True}
    assert "so they cannot cancel" in types("registration cancel cafe/mare")
    types("registration absent cafe/zli-pm cafe/mare")
    assert [one["came"] for one in asked(types, "registration list cafe")] == [False, False]


def test_a_form_is_read_and_read_twice_doubles_nobody(types: Type) -> None:
    Path("form.csv").write_text(FORM, encoding="utf-8")
    said = types("registration read cafe form.csv")
    assert "read: 3 new, 0 known before\n" in said and 'note: this column was not read: "Food"\n' in said
    assert types("registration read cafe form.csv").startswith("unchanged  cafe  Cafe\n")
    found = {str(one["person"] or one["organisation"]): one for one in asked(types, "registration list cafe")}
    assert {name: (one["country"], one["sector"]) for name, one in found.items()} == {
        "u-prof": ("IT", "university"), "Azzawiya": ("LY", "municipality"), "NGO Mare": ("TN", "civil_society"),
    }  # fmt: skip
    assert (found["Azzawiya"]["name"], found["NGO Mare"]["name"]) == ("Alpha", None)
    Path("back.csv").write_text(types("registration list cafe --format csv"), encoding="utf-8")
    assert types("registration read cafe back.csv").startswith("unchanged  cafe  Cafe\n")


def test_all_that_is_wrong_in_a_form_is_told_together(types: Type) -> None:
    rows = "A;Org;Atlantis;yes;registered\nB;Org;LY;perhaps;\nC;Org;Tunesia;yes;maybe\nD;Org;LY;;\nd;org;LY;;\n"
    Path("form.csv").write_text(f"name;organisation;country;consent;status\n{rows}", encoding="utf-8")
    said = types("registration read cafe form.csv")
    for line, trouble in ((2, 'no country is called "Atlantis"'), (3, 'consent cannot be "perhaps"'),
                          (4, "did you mean TN?"), (6, "the same registration stands in line 5 already")):  # fmt: skip
        assert f"form.csv:{line}: " in said and trouble in said
    assert said.endswith("exit 2\n") and types("registration list cafe").startswith("nobody is registered")
    Path("odd.csv").write_text("Orgnisation,Land\nx,y\n", encoding="utf-8")
    assert '"Orgnisation" is near to organisation' in types("registration read cafe odd.csv")


def test_a_form_in_arabic_says_sector_country_and_consent(types: Type) -> None:
    rows = "ألف,بلدية,ليبيا,نعم\nباء,جامعة,تونس,لا\nجيم,صيادون,تونس,أوافق\n"
    Path("form.csv").write_text(f"الاسم,القطاع,الدولة,موافق\n{rows}", encoding="utf-8")
    said = types("registration read cafe form.csv")
    assert "note: new sector: صيادون\n" in said and "new sector: بلدية" not in said
    found = [(one["sector"], one["country"], one["may_be_listed"]) for one in asked(types, "registration list cafe")]
    assert sorted(map(str, found)) == sorted(
        map(str, [("municipality", "LY", True), ("university", "TN", False), ("صيادون", "TN", True)])
    )


def test_a_consent_that_is_not_understood_is_never_a_no(types: Type) -> None:
    Path("form.csv").write_text("name,Do you agree to photographs?\nA,yes\n", encoding="utf-8")
    said = types("registration read cafe form.csv")
    assert 'the column "Do you agree to photographs?" looks like a consent' in said and said.endswith("exit 2\n")


def test_all_that_is_wrong_in_one_row_is_told_together_without_silly_guesses(types: Type) -> None:
    Path("form.csv").write_text("name,country,consent,sex\nA,Atlantis,perhaps,x\nB,Lybia,,\n", encoding="utf-8")
    said = types("registration read cafe form.csv")
    for trouble in ('form.csv:2: no country is called "Atlantis"', 'form.csv:2: consent cannot be "perhaps"',
                    'form.csv:2: sex cannot be "x"', "did you mean LY?"):  # fmt: skip
        assert trouble in said
    assert "AL?" not in said


def test_places_beyond_the_capacity_are_said(types: Type) -> None:
    said = types("event quota ss 3 --each sector=municipality")
    assert said.endswith("note: its partners have 6 places together, and ss has 2\n") and said.startswith("saved")
    assert "note" not in types("event quota ss 1 --each sector=municipality")


def test_a_registration_is_cancelled_as_it_was_made(types: Type) -> None:
    types("registration new ss zli-pm zli-mayor")
    assert types("registration cancel ss zli-pm zli-mayor").startswith("cancelled  ss/zli-pm")
    assert "ss is an event; cop registration list ss shows who is registered for it" in types("registration cancel ss")


def test_an_event_is_called_an_event(types: Type) -> None:
    assert types("event show ex").startswith('cop: no meeting or event is called "ex"\n')
    for verb in ("restore", "alias", "translate", "tag", "edit", "move"):
        assert "one event" in types(f"event {verb} --help") and "one meeting" not in types(f"event {verb} --help")
    assert "next: cop event show ss" in types("event move ss --to 2024-06-25")
    assert "cop event move ss --to" in types("event hold ss")


def test_who_organises_an_event_is_said_and_is_invited_nowhere_else(types: Type) -> None:
    types('meeting new "Weekly" --body pmu --at "2024-06-25 10:00"')
    said = types("event new Visit --kind field_visit --code fv --from 2024-06-25")
    assert "organised by Secretariat\n" in said and "note" not in said


def test_people_read_the_days_of_an_event_and_who_came(types: Type, later: Callable[[], None]) -> None:
    types("registration new ss zli-pm zli-mayor")
    types("registration new cafe --name A --organisation Mare --country TN --sector company")
    types("registration new cafe --name B --organisation Port --country TN --sector company")
    types("registration new cafe --name C --organisation Dar --country TN --sector company --consent")
    assert "not to be listed" in types("registration list cafe")
    later()
    types("attendance all ss --except zli-mayor")
    told = shown(types, "event show ss")
    assert "when  Mon 24 June 2024 - Sat 29 June 2024\n" in told
    assert not [one for one in told.splitlines() if one.startswith(("start", "duration", "last on", "is open"))]
    assert "Project Manager, Zliten (zli-pm): attended\n" in told and "Mayor, Zliten (zli-mayor): absent\n" in told
    assert json.loads(types("event show ss --format json"))["duration_minutes"] == 24 * 60
    cafe = shown(types, "event show cafe")
    assert "2 not to be listed, TN, company: registered\n" in cafe and "C, Dar, TN, company: registered\n" in cafe


def test_the_mixes_of_several_events_are_told_apart(types: Type, later: Callable[[], None]) -> None:
    types("event target ss municipality=50%")
    types("event target cafe company=50%")
    types("registration new ss zli-pm")
    later()
    types("attendance all ss")
    assert "ss: municipality: 1 of 1 came (100 %), 50 % wished for" in types("event reach ss cafe")
    assert "mix         municipality: 1 of 1 came" in types("event reach ss")


def test_where_heads_were_counted_a_list_tells_the_count(types: Type, later: Callable[[], None]) -> None:
    types("registration new cafe zli-pm")
    later()
    types("attendance all cafe")
    types("event hold cafe --headcount 41")
    assert "41 counted" in types("event list --from 2024-06-01")


def test_an_event_shows_what_follows_from_it(types: Type) -> None:
    types('action new "Write to all" --code a1 --owner zli-pm --due 2024-07-20 --meeting cafe')
    assert "actions  a1  Write to all (zli-pm, due Sat 20 July 2024)\n" in shown(types, "event show cafe")
    assert json.loads(types("event show cafe --format json"))["actions"] == ["a1"]


def test_an_event_belongs_to_no_circle(types: Type) -> None:
    types("event edit cafe --set within=ss")
    assert types("event edit ss --set within=cafe").startswith("cop: an event cannot belong to itself")
    assert types("event edit ss --set capacity=-3").startswith("cop: the capacity of an event is not -3\n")


def test_a_rehearsal_registers_nobody(types: Type) -> None:
    assert types("registration new ss zli-pm --dry-run").startswith("would be registered  ss/zli-pm")
    assert types("registration list ss").startswith("nobody is registered")


def test_a_registration_is_mended_removed_and_brought_back(types: Type) -> None:
    types("registration new cafe --organisation Mare --country TN")
    assert types("registration edit cafe/mare --set country=Malta").startswith('cop: "Malta" is no country code\n')
    types("registration edit cafe/mare --set country=MT")
    (one,) = asked(types, "registration list cafe")
    assert one["country"] == "MT"
    assert "brings it back" in types("registration remove cafe/mare --yes")
    assert types(f"registration restore {one['id']} --yes").startswith("restored")
    assert "MT" in types("registration history cafe/mare")
