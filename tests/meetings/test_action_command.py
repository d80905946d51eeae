"""What people type about what they have promised, and what they read, from the front door."""

import json
import shlex
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from tests.meetings.conftest import Partnership

Type = Callable[[str], str]
SC7 = "2024-07-10T11:00[Europe/Rome]"
ZONE_MAP = 'action new "Send the zone map" --owner zli-pm --due 2024-06-27 --code a1'
FORM = 'action new "Send the form in Arabic" --owner pmu --due 31/07/2024 --meeting sc7 --code a2'


@pytest.fixture
def types(
    partnership: Partnership, programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")
    partnership.plan("sc7", "sc", SC7)

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_a_promise_is_confirmed_with_its_day_its_owner_and_its_meeting(types: Type) -> None:
    assert types(FORM) == (
        "saved  a2  Send the form in Arabic\n"
        "       due Wed 31 July 2024 · Body pmu (pmu) · from sc7\n"
        "       next: cop action done a2\n"
    )
    assert "note: Thu 27 June 2024 is over already" in types(ZONE_MAP)


def test_a_promise_without_a_code_is_named_by_the_beginning_of_its_id(types: Type) -> None:
    saved = types('action new "Send the form" --owner pmu --due "١٢ jul"')
    ref = saved.split()[1]
    assert len(ref) == 4 and f"next: cop action done {ref}" in saved and "due Fri 12 July 2024" in saved
    assert types(f"action done {ref}") == f"done  {ref}  Send the form\n      on Mon 1 July 2024\n"


def test_what_is_late_is_listed_first_with_its_days(types: Type) -> None:
    types(FORM)
    types(ZONE_MAP)
    assert types("action list").splitlines() == [
        "due         late    title                    who     ref",
        "Thu 27 Jun  4 days  Send the zone map        zli-pm  a1",
        "Wed 31 Jul          Send the form in Arabic  pmu     a2",
    ]
    late, form = told(types, "action list")
    assert (late["ref"], late["owner"], late["owner_kind"], late["owner_name"]) == (
        "a1", "zli-pm", "person", "zli-pm, m-zli",
    )  # fmt: skip
    assert (late["due_on"], late["days_late"], late["status"], late["origin"]) == ("2024-06-27", 4, "open", None)
    assert (form["days_late"], form["origin"], form["origin_kind"], form["origin_name"]) == (
        None, "sc7", "meeting", "Meeting sc7",
    )  # fmt: skip


def refs(types: Type, options: str) -> list[str]:
    return [one["ref"] for one in told(types, f"action list {options}")]


def test_a_list_is_narrowed_by_owner_meeting_and_day(types: Type) -> None:
    types(FORM)
    types(ZONE_MAP)
    types('action new "Open the port" --owner m-zli --due "1 jan 2025" --code a3')
    assert refs(types, "") == ["a1", "a2", "a3"]
    assert refs(types, "--late") == ["a1"]
    assert refs(types, "--owner pmu") == ["a2"] == refs(types, "--meeting sc7")
    assert refs(types, "--due-by 31/07/2024") == ["a1", "a2"]
    assert refs(types, "--mine --as zli-pm") == ["a1", "a3"]
    assert refs(types, "--mine --late --as zli-pm") == ["a1"]
    assert "Wed 1 Jan 2025" in types("action list") and "Thu 27 Jun 2024" in types("action list")
    types("action done a1")
    assert refs(types, "") == ["a2", "a3"] and refs(types, "--all") == ["a2", "a3", "a1"]
    assert "done" in types("action list --all")


def test_mine_needs_to_know_who_asks(types: Type) -> None:
    assert "cop does not know who you are" in (said := types("action list --mine")) and "exit 2" in said
    assert "--as PERSON" in said
    assert "exit 3" in types("action list --mine --as nobody-known")


def test_nothing_to_do_is_said_with_what_to_type(types: Type) -> None:
    assert "nothing is to be done: cop action new TITLE adds it" in types("action list")
    assert told(types, "action list") == []


def test_done_twice_is_unchanged(types: Type) -> None:
    types(ZONE_MAP)
    assert (
        types("action done a1 --on yesterday")
        == "done  a1  Send the zone map\n      on Sun 30 June 2024, 3 days late\n"
    )
    assert types("action done a1") == (
        "unchanged  a1  Send the zone map\n           it was done on Sun 30 June 2024 already\n"
    )
    said = types('action drop a1 --why "no use"')
    assert "a1 was done on Sun 30 June 2024, so it cannot be dropped" in said and "exit 4" in said
    assert "cop action reopen a1" in said
    assert "reopened  a1" in types("action reopen a1")
    assert "exit 4" in types("action done a1 --on tomorrow")


def test_a_dropped_action_keeps_its_reason(types: Type) -> None:
    types(ZONE_MAP)
    assert "--why is missing" in (said := types("action drop a1")) and "exit 2" in said
    assert types('action drop a1 --why "The port is closed"').startswith("dropped  a1")
    assert told(types, "action show a1")["reason"] == "The port is closed"
    assert "The port is closed" in types("action history a1")
    assert types("action drop a1").startswith("unchanged"), "the reason is known already"


def test_an_action_is_carried_over_and_keeps_the_day_agreed_first(types: Type) -> None:
    types(FORM)
    assert types("action carry a2 --to 15/08/2024 --why Storm") == (
        "carried over  a2  Send the form in Arabic\n"
        "              due Thu 15 August 2024 · at first Wed 31 July 2024 · Body pmu (pmu)\n"
    )
    shown = told(types, "action show a2")
    assert (shown["due_on"], shown["first_due_on"], shown["reason"]) == ("2024-08-15", "2024-07-31", "Storm")
    assert "exit 4" in types("action carry a2 --to 2024-08-01")
    assert "exit 2" in types("action carry a2")
    types("action edit a2 --due 2024-08-01 --owner zli-pm --title 'Send the Arabic form'")
    shown = told(types, "action show a2")
    assert (shown["due_on"], shown["owner"], shown["title"]) == ("2024-08-01", "zli-pm", "Send the Arabic form")


def test_an_action_is_shown_with_its_owner_and_where_it_comes_from(types: Type) -> None:
    types(FORM)
    shown = types("action show a2")
    assert "owner    Body pmu (pmu)" in shown and "origin   Meeting sc7 (sc7)" in shown
    read = told(types, "action show a2")
    assert (read["owner"], read["owner_kind"], read["owner_name"]) == ("pmu", "body", "Body pmu")
    assert (read["origin"], read["origin_name"], read["days_late"], read["ref"]) == ("sc7", "Meeting sc7", None, "a2")


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("action new", "TITLE is missing", 2),
        ('action new ""', "TITLE is missing", 2),
        ("action new X", "--owner is missing", 2),
        ("action new X --owner pmu", "--due is missing", 2),
        ("action new X --owner pmi --due fri", "did you mean", 3),
        ("action new X --owner '' --due fri", "--owner is missing", 2),
        ("action new X --owner zli --due fri", "may mean", 3),
        ("action new X --owner pmu --due 31/07/24", "write the year in full: 31/07/2024", 2),
        ("action new X --owner pmu --due 31/02/2024", "February 2024 has no day 31", 2),
        ("action new X --owner pmu --due soon", "no day could be read", 2),
        ("action new X --owner pmu --due fri --meeting sc9", "no meeting or event is called", 3),
        ("action new X --owner pmu --due fri --decision d9", "no decision is called", 3),
        ("action new X --owner pmu --due fri --meeting sc7 --decision d1", "from a meeting or from a decision", 2),
        ("action new X --owner pmu --due fri --set status=done", "status is not changed by --set", 2),
        ("action new X --owner pmu --due fri --code 'a 1'", "cannot be typed as a reference", 2),
        ("action done a9", 'no action is called "a9"', 3),
        ("action list --owner nobody", "no person, body or partner is called", 3),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_kept(types: Type, line: str, said: str, code: int) -> None:
    answer = types(line)
    assert said in answer and f"exit {code}" in answer, answer
    assert told(types, "action list --all") == []


def test_invisible_characters_and_markup_are_no_danger(types: Type) -> None:
    types("action new '\x1b[31m[red]Map\u202e of[/x] زليتن' --owner pmu --due fri --code a1")
    assert told(types, "action show a1")["title"] == "[31m[red]Map of[/x] زليتن"
    assert "\x1b" not in types("action list") and "[red]Map of[/x]" in types("action list")


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_what_is_missing_is_asked_for_until_it_is_understood(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = ["Send the zone map", "zlitten-pm", "zli-pm", "some day", "31/07/2024"]
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in answers)))
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    saved = types("action new --code a1")
    assert "saved  a1  Send the zone map" in saved and "due Wed 31 July 2024" in saved
    asked = screen.getvalue()
    assert 'no person, body or partner is called "zlitten-pm"; did you mean' in asked
    assert 'no day could be read from "some day"' in asked
    assert asked.count("By which day") == 2


def test_a_rehearsal_of_a_promise_keeps_nothing(types: Type) -> None:
    assert "would be saved" in types(FORM + " --dry-run")
    assert told(types, "action list --all") == []


def test_a_removed_action_comes_back(types: Type) -> None:
    types(ZONE_MAP)
    assert "removed  a1" in types("action remove a1 --yes")
    assert refs(types, "") == []
    assert "restored  a1" in types("action restore a1")
    assert refs(types, "") == ["a1"]
    types("action done a1")
    types("undo --yes")
    assert refs(types, "") == ["a1"]


def test_the_next_agenda_shows_what_is_still_open(types: Type) -> None:
    types("meeting new Eighth --code sc8 --body sc --at '2024-10-09 11:00'")
    types(FORM)
    assert "still open" not in types("agenda list sc7"), "it comes from that meeting"
    types("meeting cancel sc7 --why Storm")
    assert "still open from earlier meetings:\n  a2  Send the form in Arabic (pmu, due Wed 31 July 2024)\n" in types(
        "agenda list sc8"
    )
    assert "still open        a2  Send the form in Arabic (pmu, due Wed 31 July 2024)" in types("meeting show sc8")
    (open_one,) = told(types, "meeting show sc8")["still_open"]
    assert open_one == {
        "ref": "a2", "title": "Send the form in Arabic", "owner": "pmu", "due_on": "2024-07-31", "origin": "sc7",
    }  # fmt: skip


def test_today_shows_what_is_mine_late_ones_first_and_at_most_five(types: Type) -> None:
    for number in range(7):
        types(f"action new 'Action {number}' --owner zli-pm --due 2024-07-{10 + number} --code b{number}")
    types(ZONE_MAP)
    types("action new 'Next year' --owner zli-pm --due 2025-01-01")
    mine = [one for one in told(types, "today --as zli-pm") if one["what"] == "mine"]
    assert [one["ref"] for one in mine] == ["a1", "b0", "b1", "b2", "b3", "cop action list --mine"]
    assert [one["when"] for one in mine[:2]] == ["late 4 days", "due 10 Jul"]
    assert mine[-1]["title"] == "and 3 more" and mine[0]["start"] == "2024-06-27"
    assert "\nMine  late 4 days" in types("today --as zli-pm")


def test_somebody_unknown_is_told_how_much_is_late(types: Type) -> None:
    types(ZONE_MAP)
    assert "1 is late" in types("today") and "cop action list --late" in types("today")
    assert told(types, "status")["open_actions"] == 1 and told(types, "status")["late_actions"] == 1
    types("action done a1")
    assert "late" not in types("today")
    assert told(types, "status")["open_actions"] == 0
