"""What people type about who came, what they are asked, and what they read."""

import json
import shlex
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from cop import cli

Type = Callable[[str], str]
Answer = Callable[..., str]


class Terminal(StringIO):
    """Somebody's terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line in late July and returns what stdout showed, then what stderr said."""
    monkeypatch.chdir(programme_file.parent)
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setenv("COP_NOW", "2024-07-31T09:00:00Z")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    for line in (
        "partner new Sirte --code m-srt --set country=LY --set timezone=Tripoli",
        "partner new Zliten --code m-zli --set country=LY --set timezone=Tripoli",
        "person new Mayor --code m-srt-mayor --partner m-srt",
        'person new "Project Manager" --code m-srt-pm --partner m-srt',
        "person new Mayor --code m-zli-mayor --partner m-zli",
        'body new "Steering Committee" --code sc --kind steering_committee --quorum 0.6',
        'body new "Media officers" --code media --kind working_group',
        "seat new sc --code sc-srt --partner m-srt",
        "seat new sc --code sc-zli --partner m-zli",
        "membership new sc m-srt-mayor --seat sc-srt --from 2021-04-01",
        "membership new sc m-zli-mayor --seat sc-zli --from 2021-04-01",
        'meeting new "7th Steering Committee" --code sc7 --body sc --at "2024-07-10 11:00" --mode online',
        'meeting new "8th Steering Committee" --code sc8 --body sc --at "2024-08-10 11:00" --mode hybrid',
        'meeting new "Workshop" --code com1 --body sc --at 2024-07-28 --last-day 2024-07-29',
        'meeting new "Media" --code med1 --body media --at "2024-07-11 11:00"',
        'agenda add sc7 "Budget"',
    ):
        assert "exit" not in (said := type_line(line)), f"{line}\n{said}"
    return type_line


@pytest.fixture
def answers(types: Type, monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Return a function that types one line, then these answers at the terminal, and returns what the screen showed."""

    def type_line(line: str, *typed: str) -> str:
        with monkeypatch.context() as seat:
            seat.setattr(sys, "stdin", Terminal("".join(f"{one}\n" for one in typed)))
            seat.setattr(sys, "stderr", screen := Terminal())
            return types(line) + screen.getvalue()

    return type_line


def test_everyone_came_but_one(types: Type) -> None:
    assert types("attendance all sc7 --except m-srt-mayor") == (
        "saved  sc7  7th Steering Committee\n"
        "       Mayor, Sirte (m-srt-mayor): absent\n"
        "       1 online, 1 absent\n"
        "       quorum not reached: 1 of 2 seats, 2 needed\n"
        "       it counts as held now, since somebody came\n"
        '       next: cop agenda outcome sc7/1 "..."\n'
    )
    assert types("attendance all sc7 --except m-srt-mayor").startswith("unchanged  sc7")


def test_one_was_represented(types: Type) -> None:
    types("attendance all sc7 --except m-srt-mayor")
    said = types("attendance mark sc7 m-srt-mayor represented --by m-srt-pm")
    assert "Mayor, Sirte (m-srt-mayor): represented by Project Manager, Sirte (m-srt-pm)\n" in said
    assert "1 online, 1 represented\n" in said and "quorum reached: 2 of 2 seats, 2 needed\n" in said


def test_a_town_names_the_one_of_it_who_is_invited(types: Type) -> None:
    assert "Mayor, Sirte (m-srt-mayor): excused\n" in types("attendance all sc7 --excused Sirte")
    assert "may mean 2 people" in types("attendance mark sc7 Sirte present")


def test_nobody_is_named_twice(types: Type) -> None:
    said = types("attendance all sc7 --except m-srt-mayor --excused Sirte")
    assert said == (
        "cop: Mayor, Sirte (m-srt-mayor) is named twice\n"
        "try: name each person once, with --except or with --excused\nexit 2\n"
    )


@pytest.mark.parametrize(
    ("line", "said", "hint", "code"),
    [
        ("attendance all nothing", "no meeting or event is called", "cop meeting list", 3),
        ("attendance all sc8", "sc8 is only on Sat 10 August 2024", "cop meeting move sc8", 4),
        ("attendance all sc7 --except m-srt-pm", "was not invited to sc7", "cop attendance list sc7", 2),
        ("attendance all med1", "nobody was invited to med1", "cop membership new", 4),
        ("attendance mark sc7 m-srt-mayor pres", '"pres" does not say how', "did you mean present?", 2),
        ("attendance mark sc7 m-srt-mayor absnt", '"absnt" does not say how', "did you mean absent?", 2),
        ("attendance mark sc7 m-srt-mayor zzz", '"zzz" does not say how', "use one of present, online", 2),
        ("attendance mark sc7 m-srt-mayor", "STATUS is missing", "add STATUS", 2),
        ("attendance mark sc7", "PERSON STATUS is missing", "add PERSON STATUS", 2),
        ("attendance mark sc7 m-srt-mayor represented", "--by is missing", "add --by", 2),
        ("attendance guest sc7", "--organisation is missing", "add --organisation", 2),
        ("attendance clear sc7 m-srt-mayor", "nothing was written of Mayor, Sirte", "cop attendance list sc7", 3),
        ("attendance al sc7", "there is no command", "cop attendance all", 2),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(types: Type, line: str, said: str, hint: str, code: int) -> None:
    told = types(line)
    assert said in told and hint in told and told.endswith(f"exit {code}\n")


def test_a_list_tells_who_was_invited_then_others_then_guests(types: Type) -> None:
    types("attendance mark sc7 m-srt-mayor absent")
    types("attendance mark sc7 m-srt-pm online")
    types('attendance guest sc7 --name Guest --organisation "=1+1" --country ly --sex female')
    told = types("attendance list sc7")
    lines = [line.split("  ") for line in told.splitlines()]
    assert [line[0].strip() for line in lines[1:-2]] == ["m-srt-mayor", "m-zli-mayor", "m-srt-pm"]
    assert "guest: Guest" in told.splitlines()[-2] and "=1+1, LY" in told.splitlines()[-2]
    assert told.endswith("1 online, 1 absent, 1 guest, 1 not recorded · quorum not reached: 0 of 2 seats, 2 needed\n")
    rows = json.loads(types("attendance list sc7 --format json"))
    assert [(row["person"], row["status"], row["invited"]) for row in rows] == [
        ("m-srt-mayor", "absent", True), ("m-zli-mayor", None, True), ("m-srt-pm", "online", False),
        (None, "online", False),
    ]  # fmt: skip
    assert rows[3]["organisation"] == "=1+1" and "sex" not in rows[3]


def test_a_meeting_to_which_nobody_was_invited_has_no_data(types: Type) -> None:
    assert types("attendance list med1") == "no data: nobody was invited to med1\n"
    types("meeting hold med1")
    assert json.loads(types("meeting show med1 --format json"))["came"] == {}
    assert "no data" in types("meeting show med1")


def test_show_tells_who_came_and_whether_it_was_a_quorum(types: Type) -> None:
    before = json.loads(types("meeting show sc7 --format json"))
    assert (before["came"], before["quorum"]) == (None, None)
    types("attendance all sc7")
    told = types("meeting show sc7")
    assert "came              2 online\n" in told and "quorum            reached: 2 of 2 seats, 2 needed\n" in told
    after = json.loads(types("meeting show sc7 --format json"))
    assert after["came"] == {"online": 2}
    assert after["quorum"] == {"present": 2, "seats": 2, "needed": 2, "reached": True}


def test_each_day_of_a_workshop_is_told_apart(types: Type) -> None:
    types("attendance all com1 --day 28/07/2024")
    types("attendance all com1 --day 29/07/2024 --except Sirte")
    rows = json.loads(types("attendance list com1 --format json"))
    assert [(row["person"], row["attended_on"], row["status"]) for row in rows] == [
        ("m-srt-mayor", "2024-07-28", "present"), ("m-srt-mayor", "2024-07-29", "absent"),
        ("m-zli-mayor", "2024-07-28", "present"), ("m-zli-mayor", "2024-07-29", "present"),
    ]  # fmt: skip
    assert "Mon 29 Jul" in types("attendance list com1")
    assert "2 present · quorum reached" in types("attendance list com1")


def test_a_rehearsal_keeps_nothing(types: Type) -> None:
    assert types("attendance all sc7 --dry-run").startswith("would be saved  sc7")
    assert types("attendance list sc7").endswith("2 invited, no data yet\n")


def test_what_came_of_an_item_is_not_told_of_a_meeting_that_was_cancelled(types: Type) -> None:
    assert types('agenda outcome sc7/1 "Approved"').startswith("saved  sc7/1  Budget\n       Approved")
    assert "Approved" in types("agenda list sc7")
    types('meeting cancel sc7 --why "Storm"')
    told = types('agenda outcome sc7/1 "Refused"')
    assert "sc7 was cancelled, so nothing came of its agenda" in told and told.endswith("exit 4\n")
    assert "Approved" in types("agenda list sc7")


def test_by_numbers_everyone_came(types: Type, answers: Answer) -> None:
    told = answers("attendance mark sc7", "1")
    assert "7th Steering Committee, Wed 10 July 2024, 2 invited:\n  1 everyone came\n" in told
    assert "2 online" in types("meeting show sc7")
    assert "of everybody invited it is known who came to sc7" in types("attendance mark sc7")


def test_by_numbers_some_were_missing(types: Type, answers: Answer) -> None:
    told = answers("attendance mark sc7", "2", "١", "3", "nobody", "m-srt-mayor", "m-srt-pm")
    assert "Who was missing? Their numbers:\n  1 Mayor, Sirte\n  2 Mayor, Zliten\n" in told
    assert "Mayor, Sirte:   1 absent   2 excused   3 represented\n" in told
    assert 'no person is called "nobody"' in told and "nobody comes instead of themselves" in told
    assert "1 online, 1 represented" in types("meeting show sc7")


def test_who_stops_goes_on_with_those_who_are_left(types: Type, answers: Answer) -> None:
    types("attendance mark sc7 m-srt-mayor excused")
    told = answers("attendance mark sc7", "2", "1")  # and then the window is closed
    assert "Wed 10 July 2024, 1 of whom nobody wrote yet:\n  1 all of them came\n" in told and "exit 130" in told
    assert "1 all of them came" in answers("attendance mark sc7", "2", "1", "1"), "asked again of whom nothing was said"
    assert "1 excused, 1 absent" in types("meeting show sc7")


def test_by_numbers_it_did_not_take_place(types: Type, answers: Answer) -> None:
    types("meeting hold sc7")
    assert "cancelled  sc7" in answers("attendance mark sc7", "3", "Sandstorm")
    shown = types("meeting show sc7")
    assert "cancelled" in shown and "Sandstorm" in shown


def test_later_leaves_everything_as_it_is(types: Type, answers: Answer) -> None:
    answers("attendance mark sc7", "4")
    assert json.loads(types("meeting show sc7 --format json"))["status"] == "planned"


def test_a_status_is_chosen_by_its_number(types: Type, answers: Answer) -> None:
    told = answers("attendance mark sc7 m-srt-mayor", "4", "m-srt-pm")
    assert "represented by Project Manager, Sirte (m-srt-pm)" in told


def test_a_sheet_to_sign_is_shown_or_written_in_each_language(types: Type) -> None:
    shown = types("attendance sheet sc8")
    assert shown.startswith("Attendance sheet\n8th Steering Committee\n") and "Mayor" in shown and "Signature" in shown
    assert "written  sc8.html" in types("attendance sheet sc8 -o sc8.html")
    assert "<html" in Path("sc8.html").read_text(encoding="utf-8")
    types("attendance sheet sc8 --lang en --lang ar --format md -o sheets/")
    assert sorted(path.name for path in Path("sheets").iterdir()) == ["sc8-sheet-ar.md", "sc8-sheet-en.md"]
    assert "does not speak" in types("attendance sheet sc8 --lang xx")


def test_a_guest_can_be_taken_off_the_list(types: Type) -> None:
    types("attendance guest sc7 --organisation University --country ly")
    guest = json.loads(types("attendance list sc7 --format json"))[-1]["id"]
    told = types(f"attendance clear sc7 {guest[:6]}")
    assert told.startswith("removed  sc7") and "guest: University, LY, online" in told
    assert "University" not in types("attendance list sc7")
    types("undo --yes")
    assert "University" in types("attendance list sc7")
    assert types("attendance clear sc7 university").startswith("removed  sc7")
