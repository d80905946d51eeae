"""The guided telling of a month, as somebody at a terminal goes through it."""

import json
import shlex
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from cop import cli

EXAMPLE = Path(__file__).parents[3] / "examples" / "rebuild.yaml"
Type = Callable[[str], str]
Tell = Callable[..., str]


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line on the example programme and returns what stdout showed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}{shown.err}"
        return shown.out

    type_line(f"cop init --from {shlex.quote(str(EXAMPLE))} rebuild.cop.db")
    type_line('cop action new "Send the zone map" --owner m-zli --due 2024-07-15 --code zone')
    type_line("cop milestone reach f-design --on 2024-05-20")
    type_line('cop action new "Ask for the works permit" --owner m-zli-pm --due 2024-07-20 --code permit')
    monkeypatch.setenv("COP_NOW", "2024-08-03T08:00:00Z")
    monkeypatch.setenv("COP_AS", "m-zli-pm")
    type_line("cop meeting hold vpm/2024-07-03")
    return type_line


@pytest.fixture
def tells(types: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Tell:
    """Return a function that types `cop month` and answers; it returns the screen, both streams together."""

    def tell(*answers: str, line: str = "cop month", code: int = 0) -> str:
        with monkeypatch.context() as terminal:
            terminal.setattr(sys, "stdin", Terminal("".join(f"{answer}\n" for answer in answers)))
            terminal.setattr(sys, "stderr", screen := Terminal())
            assert cli.run(shlex.split(line)[1:]) == code, screen.getvalue()
        return screen.getvalue() + capsys.readouterr().out

    return tell


def month(types: Type) -> dict[str, object]:
    told: dict[str, object] = json.loads(types("cop month show 2024-07 --format json"))
    return told


EVERYBODY_CAME = ("1",) * 4
BOTH_DONE = ("1",)
REACHED = ("1", "15 jul")
DONE = ("1", "Works began in the port", "with the mayor", "")
NO_PROBLEMS, NO_HELP = ("2",), ("2",)
NEXT = ("1", "Equipment", "")
SUBMIT = ("1",)
WHOLE = (*EVERYBODY_CAME, *BOTH_DONE, *REACHED, *DONE, *NO_PROBLEMS, *NO_HELP, *NEXT, *SUBMIT)


def test_a_month_is_told_and_submitted_in_one_sitting(types: Type, tells: Tell) -> None:
    screen = tells(*WHOLE)
    assert "July 2024 · Local Coordination Team Zliten" in screen
    assert "1/6  4 meetings were planned. For 4 nobody wrote who came:" in screen
    assert "2/6  2 actions were due." in screen and "3/6  What was done in July 2024?" in screen
    assert "6/6  Ready: 4 meetings, 2 actions, 1 milestone, 9 words." in screen
    assert "submitted  July 2024  Zliten" in screen
    told = month(types)
    assert (told["status"], told["done"]) == ("submitted", "Works began in the port\nwith the mayor")
    assert told["next_month"] == "Equipment" and told["submitted_by"] == "m-zli-pm"
    assert json.loads(types("cop action list --format json")) == []
    assert types("cop month status").splitlines()[-1] == "1 of 10 teams submitted · 9 to go: cop month remind 2024-07"


def test_only_the_teams_own_people_are_asked_about(types: Type, tells: Tell) -> None:
    screen = tells(*EVERYBODY_CAME, code=130)
    assert "Virtual partnership meeting, Wed 3 July 2024, 3 of yours invited:" in screen
    lines = json.loads(types("cop attendance list vpm/2024-07-03 --format json"))
    came = {line["person"] for line in lines if line["status"]}
    assert came == {"m-zli-pm", "m-zli-media", "u-zli-po"}


def test_whoever_stops_goes_on_with_what_is_left(types: Type, tells: Tell) -> None:
    stopped = tells(*EVERYBODY_CAME, *BOTH_DONE, *REACHED, *DONE, code=130)
    assert "what you answered is saved: cop month 2024-07 goes on" in stopped
    again = tells(*NO_PROBLEMS, *NO_HELP, *NEXT, *SUBMIT)
    assert "everyone came" not in again and "both done" not in again
    assert "2/6  2 actions were due, none is still open." in again
    assert "3/6  What was done: 8 words stand written." in again
    assert month(types)["status"] == "submitted"


def test_a_text_that_is_broken_off_is_kept(types: Type, tells: Tell) -> None:
    tells(*EVERYBODY_CAME, *BOTH_DONE, *REACHED, "1", "Works began in the port", "with the", code=130)
    assert month(types)["done"] == "Works began in the port\nwith the"


def test_a_text_typed_where_a_number_is_asked_for_is_its_first_line(types: Type, tells: Tell) -> None:
    begun = ("Works began in the port", "with the mayor", "")
    screen = tells(*EVERYBODY_CAME, *BOTH_DONE, *REACHED, *begun, "انقطعت الكهرباء", "", *NO_HELP, "7", *NEXT, *SUBMIT)
    assert "Go on; several lines are fine" in screen and "type a number from 1 to 3" in screen
    told = month(types)
    assert (told["done"], told["problems"]) == ("Works began in the port\nwith the mayor", "انقطعت الكهرباء")
    assert (told["help_asked"], told["next_month"]) == (None, "Equipment")


def test_digits_of_an_arabic_keyboard_are_enough(types: Type, tells: Tell) -> None:
    digits = {"1": "١", "2": "٢", "3": "٣", "4": "٤"}
    tells(*(digits.get(answer, answer) for answer in WHOLE))
    assert month(types)["status"] == "submitted"


def test_some_were_missing(types: Type, tells: Tell) -> None:
    tells("2", "1 3", "1", "2", code=130)
    lines = json.loads(types("cop attendance list vpm/2024-07-03 --format json"))
    status = {line["person"]: line["status"] for line in lines if line["status"]}
    assert status == {"m-zli-media": "absent", "m-zli-pm": "online", "u-zli-po": "excused"}


def test_a_meeting_that_did_not_take_place_is_called_off(types: Type, tells: Tell) -> None:
    tells("4", "4", "3", "Storm at sea", code=130)
    shown = json.loads(types("cop meeting show fv3 --format json"))
    assert (shown["status"], shown["reason"]) == ("cancelled", "Storm at sea")


def test_of_a_meeting_to_which_nobody_came_it_is_asked_whether_it_was_held(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "2", "1 2 3", "1", "1", "1", "1", code=130)
    assert "Zliten fishing port, start of works, Mon 15 July 2024: did it take place?" in screen
    assert json.loads(types("cop meeting show fv3 --format json"))["status"] == "held"


def test_actions_are_gone_through_one_by_one(types: Type, tells: Tell) -> None:
    tells("4", "4", "4", "4", "2", "2", "+14d", "3", "No more needed", code=130)
    actions = {one["ref"]: one for one in json.loads(types("cop action list --all --format json"))}
    assert (actions["zone"]["status"], actions["zone"]["due_on"]) == ("open", "2024-08-17")
    assert (actions["permit"]["status"], actions["permit"]["reason"]) == ("dropped", "No more needed")


def test_a_milestone_is_reached_on_its_day(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "4", "4", "3", "1", "2024-09-01", "17 jul", code=130)
    assert "1 milestone was due." in screen and "f-works" in screen
    assert "Sun 1 September 2024 is still to come" in screen
    assert "reached on Wed 17 July 2024  f-works" in screen
    assert json.loads(types("cop milestone show f-works --format json"))["reached_on"] == "2024-07-17"


def test_a_milestone_is_put_off_with_a_reason(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "4", "4", "3", "2", "+14d", "The contractor is late", code=130)
    assert "put off to Sat 17 August 2024  f-works" in screen
    shown = json.loads(types("cop milestone show f-works --format json"))
    assert (shown["due_on"], shown["baseline_on"], shown["reason"]) == (
        "2024-08-17", "2024-07-15", "The contractor is late",
    )  # fmt: skip


def test_a_day_that_is_none_is_asked_for_again(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "4", "4", "2", "2", "no day at all", "+14d", "1", code=130)
    assert "no day could be read" in screen and "put off to Sat 17 August 2024" in screen


def test_nothing_is_put_off_to_a_day_gone_by(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "4", "4", "2", "2", "2024-07-01", "+14d", "1", code=130)
    assert "Mon 1 July 2024 is over already" in screen and "put off to Sat 17 August 2024" in screen


def test_nothing_to_report_asks_no_more_texts(types: Type, tells: Tell) -> None:
    screen = tells(*EVERYBODY_CAME, *BOTH_DONE, *REACHED, "2", "1")
    assert "6/6  Ready: 4 meetings, 2 actions, 1 milestone, nothing to report." in screen and "4/6" not in screen
    assert month(types)["nothing_to_report"] in (True, 1)


def test_later_leaves_everything_as_it_is(types: Type, tells: Tell) -> None:
    screen = tells("4", "4", "4", "4", "3", "3", "3", "2", "2", "2")
    assert "Nothing is written yet: cop month 2024-07 goes on." in screen
    assert {one["status"] for one in json.loads(types("cop action list --all --format json"))} == {"open"}


def test_before_submitting_it_can_be_read_and_changed(types: Type, tells: Tell) -> None:
    types('cop month write 2024-07 --done "Works began" --next "Equipment"')
    skip = ("4", "4", "4", "4", "3", "3", "2", "2")
    screen = tells(*skip, "2", "3", "3", "and the mayor came", "", "2", "2", "New boats", "", "2", "1")
    assert "What was done:\n     Works began\n" in screen
    told = month(types)
    assert (told["done"], told["next_month"]) == ("Works began\nand the mayor came", "New boats")


def test_a_month_that_goes_on_is_written_and_waits(types: Type, tells: Tell) -> None:
    screen = tells("3", "3", "1", "No news", "", "2", "2", "2", line="cop month 2024-08")
    assert "6/6  August 2024 can be submitted from Sun 1 September 2024: cop month 2024-08 goes on then." in screen


def test_the_secretariat_tells_it_for_a_team(types: Type, tells: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    types("cop month write 2024-07 --team sebha --nothing")
    screen = tells("4", "4", "4", "1", line="cop month 2024-07 --team sebha --as pat-pm")
    assert "by the secretariat, on the team's behalf" in screen


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("cop month --as m-seb-pm --team lct-zli", "is neither of Local Coordination", 4),
        ("cop month 2024-07 --team sc", "Steering Committee does not report its month", 4),
        ("cop month 2020-01", "before the programme", 4),
        ("cop month sttaus", "did you mean cop month status?", 2),
    ],
)
def test_what_cannot_be_told_to_the_end_is_not_begun(tells: Tell, line: str, said: str, code: int) -> None:
    assert said in tells(line=line, code=code)


def test_a_submitted_month_is_not_begun_again(tells: Tell) -> None:
    tells(*WHOLE)
    assert "cop month reopen 2024-07 --team lct-zli" in tells(line="cop month 2024-07", code=4)


def test_without_a_terminal_the_commands_are_named(types: Type, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["month"]) == 2
    said = capsys.readouterr().err
    assert "cop month write 2024-07 --done" in said and "cop month submit 2024-07" in said
    assert "cop attendance all MEETING" in said and "cop action done ACTION" in said


def test_nothing_is_held_while_somebody_thinks(types: Type, tells: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """A colleague writes in the middle of every question."""
    from cop.console import ask

    answered = ask._answer
    seen: list[str] = []

    def think(prompt: str) -> str:
        from cop.store.store import Store

        with Store("rebuild.cop.db") as store, store.writing("note") as draft:
            from cop.teams.records import Partner

            draft.add(Partner(name=f"Partner {len(seen)}"))
        seen.append(prompt)
        return answered(prompt)

    monkeypatch.setattr(ask, "_answer", think)
    tells(*WHOLE)
    assert len(seen) == len(WHOLE)
