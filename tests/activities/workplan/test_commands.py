"""What people type about the plan of work, and what they read, from the front door."""

import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run

Type = Callable[[str], str]


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setenv("COP_NOW", "2024-08-01T09:00:00Z")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def type_line(line: str) -> str:
        code = run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    type_line("partner new Zliten --code m-zli")
    type_line("work-package new Trainings --code wp2 --lead m-zli")
    type_line(
        "activity new Modules --code a2.1 --work-package wp2 --from 01/03/2024 --to 30/06/2024 --weight 2 --owner m-zli"
    )
    type_line(
        "activity new 'Train the trainers' --code a2.2 --work-package wp2 --from 2024-06-01 --to 2024-09-30 --weight 3"
    )
    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_a_new_activity_says_its_days_and_what_may_come_next(types: Type) -> None:
    assert types("activity new Website --code w --from 2024-08-01 --to 2024-12-31") == (
        "saved  w  Website\n"
        "       Thu 1 August 2024 to Tue 31 December 2024\n"
        "       next: cop activity progress w 2024-08 fully --done 40%\n"
    )
    assert "next: cop task new later" in types("activity new Later --code later --from 2024-09-01 --to 2024-09-01")


def test_an_activity_needs_both_its_days(types: Type) -> None:
    said = types("activity new Website --from 2024-08-01")
    assert "--to is missing" in said and "exit 2" in said


def test_a_move_needs_a_reason_and_tells_the_first_plan(types: Type) -> None:
    said = types("activity move a2.1 --to 2024-07-20")
    assert "--why is missing" in said and "exit 2" in said
    assert types("activity move a2.1 --to 2024-07-20 --why 'A seventh module'") == (
        "moved  a2.1  Modules\n"
        "       Fri 1 March 2024 to Sat 20 July 2024 · at first Fri 1 March 2024 to Sun 30 June 2024\n"
    )
    assert told(types, "activity list")[0]["reason"] == "A seventh module"


def test_a_month_is_told_beside_the_first_plan(types: Type) -> None:
    assert types("activity progress a2.2 2024-07 partly --done 40% --why 'Visas'") == (
        "told  a2.2  2024-07\n      Train the trainers: partly · done 40 %, by the first plan 50 %\n"
    )
    assert "done no data, by the first plan 100 %" in types("activity progress a2.1 2024-07 fully")
    said = told(types, "activity progress a2.2 2024-07 fully --done ٠٫٥")
    assert (said["saved"], said["kept"], said["done"], said["reason"]) == ("told", "fully", "0.5", "Visas")


def test_a_month_not_kept_asks_why(types: Type) -> None:
    said = types("activity progress a2.2 2024-07 partly --done 40%")
    assert "--why is missing" in said and "exit 2" in said
    assert told(types, "activity list")[1]["month"] is None


@pytest.mark.parametrize(
    ("line", "message", "code"),
    [
        ("activity progress a2.2 2024-07", "fully|partly|not is missing", 2),
        ("activity progress a2.2 2024-07 nearly", '"nearly" does not say whether the month went as planned', 2),
        ("activity new X --weight many", '--weight cannot be "many"\ntry: it takes a whole number\n', 2),
        ("activity progress a2.2 2024-09 fully", "September 2024 is still to come", 4),
        ("activity progress a2.2 2024-07 fully --done 140%", '"140%" is no share', 2),
        ("activity progress nix 2024-07 fully", 'no activity is called "nix"', 3),
        ("activity progress a2.2 2024-06 --remove", "nothing was told of a2.2 for June 2024", 3),
        ("activity done a2.2 --on 2024-08-02", "is still to come", 4),
        ("activity new X --from 2024-08-02 --to 2024-08-01", "before it begins", 4),
        ("activity new X --code a2.1 --from 2024-08-01 --to 2024-08-02", 'the code "a2.1" is taken by Modules', 4),
        ("activity new X --work-package wp9 --from 2024-08-01 --to 2024-08-02", 'no work package is called "wp9"', 3),
        ("activity edit a2.1 --set status=done", "status is not changed by --set", 2),
        ("activity gantt wp9", 'no work package is called "wp9"', 3),
        ("work-package remove wp2 --yes", "is still in use by 2 other records", 4),
        ("task new nix Venue", 'no activity is called "nix"', 3),
        ("deliverable new X --owner nobody", 'no person, body or partner is called "nobody"', 3),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(types: Type, line: str, message: str, code: int) -> None:
    said = types(line)
    assert message in said and f"exit {code}\n" in said and "Traceback" not in said


def test_the_list_sets_what_is_done_beside_what_should_be(types: Type) -> None:
    types("activity move a2.1 --to 2024-07-20 --why 'A seventh module'")
    types("activity progress a2.1 2024-07 fully --done 95%")
    assert types("activity list").splitlines() == [
        "ref   title               who    until   by plan     done  slip",
        "a2.1  Modules             m-zli  20 Jul    100 %     95 %  32 days late",
        "a2.2  Train the trainers  -      30 Sep     51 %  no data",
    ]
    modules, training = told(types, "activity list")
    assert (modules["planned"], modules["done"], modules["slip_days"], modules["days_late"]) == ("1", "0.95", 32, 12)
    assert (modules["baseline_end_on"], modules["end_on"], modules["standing"]) == ("2024-06-30", "2024-07-20", "late")
    assert (training["planned"], training["done"], training["work_package"]) == ("0.5082", None, "wp2")


def refs(types: Type, options: str) -> list[str]:
    return [one["ref"] for one in told(types, f"activity list {options}")]


def test_a_list_is_narrowed_by_package_owner_month_and_lateness(types: Type) -> None:
    types("activity new Website --code w --from 2024-12-01 --to 2024-12-31")
    assert refs(types, "") == ["a2.1", "a2.2", "w"]
    assert refs(types, "--work-package wp2") == ["a2.1", "a2.2"] and refs(types, "--owner m-zli") == ["a2.1"]
    assert refs(types, "--month 2024-06") == ["a2.1", "a2.2"] and refs(types, "--month 2024-12") == ["w"]
    assert refs(types, "--late") == ["a2.1"]
    types("activity done a2.1 --on 2024-06-28")
    assert refs(types, "--late") == []
    assert "done  2 days early" in types("activity list")


def test_an_activity_tells_its_months_steps_and_deliverables(types: Type) -> None:
    types("activity progress a2.2 2024-06 partly --done 20% --why Visas")
    types("task new a2.2 'Book the venue' --due 15/08/2024")
    types("deliverable new Manual --code d1 --concerns a2.2 --due 2024-09-30")
    shown = types("activity show a2.2")
    for part in (
        "by the first plan  51 % by Thu 1 August 2024\n",
        "done               20 %\n",
        "months             June 2024: partly, 20 % done (Visas)\n",
        "1. Book the venue: due Thu 15 August 2024",
        "Manual (d1): due Mon 30 September 2024",
    ):
        assert part in shown
    said = told(types, "activity show a2.2")
    assert said["months"] == [{"month": "2024-06", "kept": "partly", "done": "0.2", "reason": "Visas"}]
    assert [step["title"] for step in said["tasks"]] == ["Book the venue"] and said["deliverables"] == ["d1"]


def test_a_package_tells_variance_and_index_beside_the_slip(types: Type) -> None:
    types("activity progress a2.1 2024-06 fully --done 95%")
    types("activity progress a2.2 2024-07 fully --done 40%")
    shown = types("work-package show wp2")
    for part in ("slip               on time\n", "schedule variance  -8 points\n", "SPI                0.88\n"):
        assert part in shown, shown
    types("activity edit a2.2 --set weight=")
    assert "SPI" not in types("work-package show wp2")
    assert told(types, "work-package show wp2")["spi"] is None


def test_packages_are_listed_with_what_belongs_to_none(types: Type) -> None:
    types("activity new Website --code w --from 2024-09-01 --to 2024-12-31")
    types("work-package new Later --code wp10")
    assert types("work-package list").splitlines() == [
        "ref   title            lead   activities  late  by plan     done  slip",
        "wp2   Trainings        m-zli           2     1     70 %  no data  on time",
        "wp10  Later            -               0     0      n/a      n/a  n/a",
        "      (of no package)  -               1     0      0 %      0 %  on time",
    ]


def test_what_is_handed_over_is_shown_by_its_evidence(types: Type, tmp_path: Path) -> None:
    types("deliverable new Manual --code d1 --concerns wp2 --owner m-zli --due 2024-07-15")
    assert told(types, "deliverable list --late")[0]["days_late"] == 17
    (tmp_path / "manual.pdf").write_bytes(b"pages")
    said = types(f"deliverable deliver d1 --on 2024-07-20 --evidence {tmp_path / 'manual.pdf'}")
    assert said == (
        "delivered  d1  Manual\n           on Sat 20 July 2024, 5 days late\n           shown by manual.pdf\n"
    )
    assert told(types, "deliverable list --late") == []
    assert told(types, "deliverable list --work-package wp2")[0]["evidence"] == 1
    assert told(types, "deliverable show d1")["evidence"] == ["manual.pdf"]
    assert "reopened" in types("deliverable reopen d1")
    assert told(types, "deliverable list")[0]["delivered_on"] is None


def test_what_has_no_evidence_file_is_not_delivered_by_halves(types: Type) -> None:
    types("deliverable new Manual --code d1 --due 2024-07-15")
    assert "exit 2" in types("deliverable deliver d1 --evidence nowhere.pdf")
    assert told(types, "deliverable list")[0]["delivered_on"] is None


def test_steps_are_listed_until_they_are_done(types: Type) -> None:
    types("task new a2.2 Venue")
    types("task new a2.2 Invitations")
    assert types("task done Venue").endswith("on Thu 1 August 2024\n")
    assert [one["title"] for one in told(types, "task list")] == ["Invitations"]
    assert [one["ordinal"] for one in told(types, "task list a2.2")] == [1, 2]


def test_the_plan_is_drawn_on_the_screen_and_into_files(types: Type, tmp_path: Path) -> None:
    types("activity progress a2.2 2024-07 fully --done 50%")
    shown = types("activity gantt")
    assert "a2.2 Train the trainers" in shown and "█" in shown
    types(f"activity gantt wp2 --lang en --lang ar --format html -o {tmp_path}/plans/")
    page = (tmp_path / "plans" / "plan-of-work-ar.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in page and "<svg" in page


def test_a_rehearsal_saves_nothing(types: Type) -> None:
    assert types("activity drop a2.2 --why 'No funds' --dry-run").startswith("would be dropped  a2.2")
    assert "next:" not in types("activity new X --from 2024-08-01 --to 2024-08-02 --dry-run")
    assert refs(types, "") == ["a2.1", "a2.2"] and told(types, "activity list")[1]["status"] == "planned"


def test_a_month_told_twice_says_what_stood_there(types: Type) -> None:
    types("activity progress a2.2 2024-07 partly --done 5% --why 'The fuel did not come'")
    again = types("activity progress a2.2 2024-07 partly --done 40% --why Visas")
    assert "instead of partly, done 5 % (The fuel did not come), which stood there for July 2024" in again
    assert "instead of" not in types("activity progress a2.2 2024-07 partly --done 40% --why Visas")


@pytest.mark.parametrize("share", ["40", "40%", "'40 %'", "0.4"])
def test_forty_of_what_is_done_can_only_be_per_cent(types: Type, share: str) -> None:
    types(f"activity progress a2.2 2024-07 fully --done {share}")
    assert told(types, "activity show a2.2")["done"] == "0.4"


def test_more_than_all_cannot_be_done(types: Type) -> None:
    assert "is no share" in types("activity progress a2.2 2024-07 fully --done 140")


def test_the_plan_of_work_becomes_a_picture_for_a_slide(types: Type, tmp_path: Path) -> None:
    plan = tmp_path / "plan.svg"
    assert types(f"activity gantt -o {plan}") == f"written  {plan}\n"
    assert plan.read_text().startswith("<svg") and "a2.2 Train the trainers" in plan.read_text()
    assert "a picture speaks one language" in types(f"activity gantt -o {plan} --lang ar --lang en")
    types("work-package new Empty --code wp9")
    assert "nothing is planned, so there is nothing to draw" in types(f"activity gantt wp9 -o {plan}")


def test_a_hint_names_a_new_package_as_its_saved_line_does(types: Type) -> None:
    saved, _, hint = types("work-package new Schools").partition("\n")
    assert f"--work-package {saved.split()[1]} " in hint


def test_what_is_handed_over_is_of_one_thing_called_by_its_kind(types: Type) -> None:
    types("deliverable new Manual --code d1 --activity 'train the'")
    assert told(types, "deliverable list --activity a2.2")[0]["concerns"] == "a2.2"
    assert "it can be about one thing only" in types("deliverable new Plan --activity a2.2 --work-package wp2")
    assert 'no pilot is called "wp2"' in types("deliverable new Plan --pilot wp2")
