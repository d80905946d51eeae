"""What people type about what was decided, and what they read, from the front door."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from tests.meetings.conftest import Partnership

Type = Callable[[str], str]
PLAN = 'decision new "Year-4 plan approved" --meeting sc6 --method consensus --result adopted --code d1'
COST = 'decision new "Share the cost" --body sc --method consent --result open --code d2'


@pytest.fixture
def types(
    partnership: Partnership, programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")
    partnership.plan("sc6", "sc", "2024-06-12T11:00[Europe/Rome]")
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    partnership.hold("sc6")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_what_a_meeting_decided_is_confirmed_with_its_number_and_day(types: Type) -> None:
    assert types(PLAN) == (
        "saved  d1  Year-4 plan approved\n"
        "       sc/2024/1 · adopted by consensus on Wed 12 June 2024 · Body sc (sc) · sc6\n"
        '       next: cop action new "..." --decision d1\n'
    )
    saved = types('decision new "Budget" --body sc --result adopted --method written')
    ref = saved.split()[1]
    assert len(ref) == 4 and "sc/2024/2 · adopted in writing on Mon 1 July 2024" in saved


def test_a_meeting_that_nobody_said_was_held_is_noted(types: Type) -> None:
    types("meeting new Fifth --code sc5 --body sc --at '2024-05-12 11:00'")
    assert "note: nobody has said yet that sc5 was held: cop meeting hold sc5" in types(
        'decision new "Budget" --meeting sc5 --result adopted'
    )


def test_the_register_is_listed_in_the_order_of_days(types: Type) -> None:
    types(COST)
    types('decision new "Budget" --body tb --result rejected --on 2023-11-02 --code d3')
    types(PLAN)
    assert types("decision list").splitlines() == [
        "number     day          title                 status    ref",
        "tb/2023/1  2 Nov 2023   Budget                rejected  d3",
        "sc/2024/1  12 Jun 2024  Year-4 plan approved  adopted   d1",
        "                        Share the cost        open      d2",
    ]
    first = told(types, "decision list --body sc")[0]
    assert (first["number"], first["body"], first["body_name"]) == ("sc/2024/1", "sc", "Body sc")
    assert (first["meeting"], first["meeting_name"], first["method"]) == ("sc6", "Meeting sc6", "consensus")
    assert [one["ref"] for one in told(types, "decision list --year ٢٠٢٤")] == ["d1"]
    assert [one["ref"] for one in told(types, "decision list --status open")] == ["d2"]
    assert "none of 3 decisions fits" in types("decision list --year 2020")


def test_what_is_to_be_looked_at_again_is_listed(types: Type) -> None:
    types(PLAN + " --review 2024-06-30")
    types('decision new "Budget" --meeting sc6 --result adopted --code d3 --review 2024-07-02')
    assert [one["ref"] for one in told(types, "decision list --review-due")] == ["d1"]


def test_an_empty_register_says_how_to_fill_it(types: Type) -> None:
    assert "cop decision new TITLE writes it down" in types("decision list")
    assert told(types, "decision list") == []


def test_members_answer_and_an_objection_is_met(types: Type) -> None:
    types(COST)
    assert types("decision respond d2 pat-dir consent") == (
        "answered  d2  Share the cost\n          pat-dir (pat-dir), consent\n          open · 1 consent\n"
    )
    assert "an objection needs a reason" in (said := types("decision respond d2 zli-mayor objection"))
    assert "exit 4" in said and '--because "..."' in said
    objected = types('decision respond d2 zli-mayor objection --because "no money left"')
    assert "zli-mayor (zli-mayor), objection: no money left" in objected
    assert "objected · 1 consent, 1 objection" in objected
    shown = types("decision show d2")
    assert "1 consent, 1 objection" in shown and "objection: zli-mayor, m-zli (zli-mayor) - no money left" in shown
    refused = types("decision adopt d2")
    assert "zli-mayor objects to d2" in refused and "exit 4" in refused
    assert "open · 2 consent" in types("decision respond d2 zli-mayor CONSENT")
    assert "sc/2024/1 · adopted by consent on Mon 1 July 2024" in types("decision adopt d2")


def test_a_script_reads_who_answered_what(types: Type) -> None:
    types(COST)
    types("decision respond d2 pat-dir concern --because 'it is late' --on 2024-06-30")
    shown = told(types, "decision show d2")
    assert shown["counted"] == {"consent": 0, "concern": 1, "objection": 0, "abstain": 0, "not_yet": 1}
    assert shown["responses"] == [
        {
            "person": "pat-dir", "person_name": "pat-dir", "answer": "concern", "reason": "it is late",
            "answered_on": "2024-06-30",
        }
    ]  # fmt: skip
    assert (shown["body"], shown["body_name"], shown["number"], shown["actions"]) == ("sc", "Body sc", None, [])


def test_a_later_decision_takes_the_place_of_an_earlier_one(types: Type) -> None:
    types(PLAN)
    types('decision new "New plan" --body sc --result adopted --code d3')
    assert types("decision supersede sc/2024/1 --by d3") == (
        "superseded  d1  Year-4 plan approved\n            by New plan (d3)\n"
    )
    assert told(types, "decision list")[0]["superseded_by"] == "d3"
    assert "superseded by  New plan (d3)" in types("decision show sc/2024/1")
    assert "exit 2" in types("decision supersede d3")


def test_a_slip_is_opened_again(types: Type) -> None:
    types(PLAN)
    refused = types("decision reject d1")
    assert "d1 was adopted on Wed 12 June 2024, so it cannot be rejected" in refused and "exit 4" in refused
    assert types("decision open d1").startswith("open  d1")
    assert told(types, "decision show d1")["decided_on"] is None
    assert types("decision reject d1 --on 2024-06-13").startswith("rejected  d1")
    assert types("decision reject d1").startswith("unchanged")


def test_an_action_follows_from_a_decision(types: Type) -> None:
    types(PLAN)
    assert "from sc/2024/1" in types("action new 'Pay' --owner pmu --due fri --decision sc/2024/1 --code a1")
    assert "Pay (a1), open" in types("decision show d1")
    assert told(types, "action list")[0]["origin_name"] == "Year-4 plan approved"
    assert "first change or remove action a1" in types("decision remove d1 --yes")


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("decision new", "TITLE is missing", 2),
        ("decision new '' --meeting sc6", "TITLE is missing", 2),
        ("decision new X", "--body is missing", 2),
        ("decision new X --meeting sc9", "no meeting or event is called", 3),
        ("decision new X --body scc", "no body is called", 3),
        ("decision new X --meeting sc6 --body tb", "Body tb is not invited to sc6", 4),
        ("decision new X --meeting sc7 --result adopted", "Wed 10 July 2024 is still to come", 4),
        ("decision new X --meeting sc6 --result agreed", 'no decision begins as "agreed"', 2),
        ("decision new X --meeting sc6 --method lots", "consent, consensus, majority, written", 2),
        ("decision new X --meeting sc6 --on fri", "proposed is no result that has a day", 2),
        ("decision new X --meeting sc6 --review soon", "no day could be read", 2),
        ("decision list --status agreed", 'no decision is "agreed"', 2),
        ("decision list --year 24", 'no year could be read from "24"', 2),
        ("decision adopt d9", 'no decision is called "d9"', 3),
        ("decision show sc/2024/7", 'no decision is called "sc/2024/7"', 3),
    ],
)
def test_what_cannot_be_understood_is_said_and_nothing_is_kept(types: Type, line: str, said: str, code: int) -> None:
    answer = types(line)
    assert said in answer and f"exit {code}" in answer, answer
    assert told(types, "decision list") == []


def test_a_corrected_decision_keeps_its_rules_and_a_removed_one_comes_back(types: Type) -> None:
    types(PLAN)
    types(COST)
    types("decision respond d2 pat-dir consent")
    types("decision edit d1 --set title='Plan approved' --set text='All of it'")
    assert told(types, "decision show d1")["text"] == "All of it"
    assert "exit 4" in types("decision edit d1 --set review_on=2024-06-01")
    assert "decided_on is not changed by --set" in types("decision edit d1 --set decided_on=2024-06-01")
    assert "removed  d2" in types("decision remove d2 --yes")
    assert "restored  d2" in types("decision restore d2")
    assert told(types, "decision show d2")["counted"]["consent"] == 1


def test_a_date_of_a_series_at_which_something_was_decided_is_named_as_people_type_it(types: Type) -> None:
    types("series new 'Virtual meeting' --code vpm --body pmu --rule 'monthly on first wed 11:00' --from 2024-04-03")
    assert "pmu/2024/1 · adopted on Wed 5 June 2024 · Body pmu (pmu) · vpm/2024-06-05" in types(
        "decision new Call --meeting vpm/2024-06-05 --result adopted --code d1"
    )
    assert told(types, "decision show d1")["meeting"] == "vpm/2024-06-05"
    assert "Virtual meeting (vpm/2024-06-05)" in types("decision show d1")


DESCRIBED = """cop: 1
decisions:
  - {{code: d1, title: Budget, body: sc, meeting: sc6, status: {status}, decided_on: {day}}}
actions:
  - {{code: a1, title: Pay, owner: pmu, due_on: 2024-07-31, origin: d1, status: {action}}}
"""


def test_a_description_brings_decisions_and_actions_under_the_same_rules(types: Type, tmp_path: Path) -> None:
    file = tmp_path / "more.yaml"
    file.write_text(DESCRIBED.format(status="adopted", day="", action="done"))
    said = types(f"import {file}")
    assert '"Budget" is adopted, and the day on which it was decided is missing' in said
    assert '"Pay" is done, and the day on which that was is missing' in said and "exit" in said
    assert told(types, "decision list") == []
    file.write_text(DESCRIBED.format(status="adopted", day="2024-06-12", action="open"))
    types(f"import {file}")
    assert told(types, "decision list")[0]["number"] == "sc/2024/1"
    assert told(types, "action list")[0]["origin"] == "d1"
    types(f"export -o {tmp_path}/out.yaml")
    assert types(f"import {tmp_path}/out.yaml").startswith("unchanged")
