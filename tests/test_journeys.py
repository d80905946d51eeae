"""What people type in their month, line by line, on the example programme: the contract with users."""

import json
import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cop import cli

EXAMPLE = Path(__file__).parents[1] / "examples" / "rebuild.yaml"
Type = Callable[[str], str]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Type]:
    """Return a function that types one line in an empty folder and returns what stdout showed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert code == 0, f"{line}\n{shown.out}{shown.err}"
        return shown.out

    yield type_line


@pytest.fixture
def example(types: Type) -> Type:
    """Return the same, with the example programme made."""
    types(f"cop init --from {shlex.quote(str(EXAMPLE))} rebuild.cop.db")
    return types


def test_the_secretariat_sets_up_in_april(types: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COP_NOW", "2024-04-08T08:00:00Z")
    types(f"cop init --from {shlex.quote(str(EXAMPLE))} rebuild.cop.db")
    assert "Training of Trainers, cycle 5" in types("cop")
    assert "m-zaw" in types('cop partner find "Az-Zawiyah"')
    types("cop seat vacant")
    handed = types('cop person handover m-seb-pm --to "Municipality Project Manager" --on 2024-05-01')
    assert ("Technical Board" in handed and "2024-05-01" in handed) or "1 May 2024" in handed
    series = types(
        'cop series new "Media officers\' call" --body media-net --rule "monthly on last tue 10:00" '
        "--tz Africa/Tripoli --for 45m --until 2025-03-31"
    )
    assert "Tue 30 April 2024" in series
    assert "12 June 2024" in types('cop series move vpm 2024-06-05 2024-06-12 --why "Ministry visit"')
    assert "7 August 2024" in types("cop series skip vpm 2024-08-07")
    new = types(
        'cop meeting new "Extraordinary Steering Committee" --code sc7b --body sc --at "17 jul 2024 11:00" '
        "--tz Europe/Rome --for 3h --mode online"
    )
    assert "saved  sc7b  Extraordinary Steering Committee" in new
    assert "Wed 17 July 2024  11:00-14:00 Rome · 11:00-14:00 Tripoli" in new
    assert "15 invited" in new
    types('cop agenda add sc7b "Budget of the pilots" --by pat-pm --for 40m')
    assert "Thu 18 July 2024" in types(
        'cop meeting postpone sc7b --to "18 jul 2024 11:00" --why "Election day in Zliten"'
    )
    assert "Extraordinary Steering Committee" in types("cop calendar show --month 2024-07")
    types("cop calendar export --all -o calendars/")
    assert len(list((tmp_path / "calendars").glob("*.ics"))) >= 14, "one for each body, and the whole programme"
    assert "postpone" in types("cop undo")
    assert "17 July 2024" in types("cop meeting show sc7b")


def test_an_official_of_zliten_looks_ahead_in_july(example: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_AS", "m-zli-pm")
    today = example("cop")
    assert "vpm/2024-07-03" in today and "sc7" in today
    july = example("cop meeting list --month 2024-07")
    assert "sc7" in july and "vpm/2024-07-03" in july
    shown = example("cop meeting show sc7")
    assert "7th Steering Committee" in shown and "Tripoli" in shown and "Approve year-4 plan" in shown
    assert example('cop find "الصيد"').strip()


def test_the_secretariat_sends_out_august(example: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("COP_NOW", "2024-08-03T08:00:00Z")
    example("cop calendar export --month 2024-08 --all -o august/")
    assert list((tmp_path / "august").glob("*.ics"))
    assert ".cop.db" in example("cop backup")
    example("cop doctor")


def live_until(types: Type, monkeypatch: pytest.MonkeyPatch, day: str, *, begin: bool = True) -> None:
    """Make the example programme in March 2024, or go on with it, and let its year arrive file by file until a day."""
    lived = os.environ["COP_NOW"][:10] if not begin else ""
    if begin:
        monkeypatch.setenv("COP_NOW", "2024-03-25T08:00:00Z")
        types(f"cop init --from {shlex.quote(str(EXAMPLE))} rebuild.cop.db")
    for file in sorted((EXAMPLE.parent / "year").glob("*.yaml")):
        if lived < file.stem <= day:
            monkeypatch.setenv("COP_NOW", f"{file.stem}T07:00:00Z")
            types(f"cop import {shlex.quote(str(file))}")
    monkeypatch.setenv("COP_NOW", f"{day}T08:00:00Z")


def test_an_official_of_zliten_writes_down_the_month_in_july(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    live_until(types, monkeypatch, "2024-07-12")
    monkeypatch.setenv("COP_AS", "m-zli-pm")
    today = types("cop")
    assert "late 15 days" in today and "Send the zone map" in today, "what I promised stands there"
    assert "June 2024 is not submitted yet" in today and "cop month" in today
    assert "14 online, 1 absent" in types("cop attendance all sc7 --except m-srt-mayor")
    marked = types("cop attendance mark sc7 m-srt-mayor represented --by m-srt-pm")
    assert "quorum reached: 15 of 15 seats, 8 needed" in marked
    decided = types('cop decision new "Year-4 plan approved" --meeting sc7 --method consensus --result adopted')
    assert "sc/2024/1" in decided and "adopted by consensus on Wed 10 July 2024" in decided
    acted = types('cop action new "Send the form in Arabic" --owner pmu --due 31/07/2024 --meeting sc7')
    assert "due Wed 31 July 2024" in acted and "from sc7" in acted
    mine = types("cop action list --mine")
    assert "Send the zone map" in mine and "Send the form in Arabic" not in mine
    assert "15 days late" in types("cop action done a4")
    assert "14 contacts, week of Mon 8 July 2024" in types("cop contact log viber --week 2024-07-08 --count 14")


def test_an_official_of_zliten_tells_what_was_measured_taught_and_reached(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lines of the journey, each typed on the day on which an official would."""
    monkeypatch.setenv("COP_AS", "m-zli-pm")
    live_until(types, monkeypatch, "2024-07-31")
    measured = types("cop indicator value i-oper 6 --on 2024-07-31")
    assert "6 persons on Wed 31 July 2024 · 40 % of the way from 0 to 15 persons" in measured
    live_until(types, monkeypatch, "2024-09-18", begin=False)
    taught = types("cop delivery new c5 --by u-zli-tr1 --to m-zli --from 2024-09-15 --to-day 2024-09-17 --trainees 14")
    assert "Local and sustainable economic development" in taught and "Zliten" in taught
    assert "Sun 15 - Tue 17 September 2024" in taught and "held · 14 counted" in taught
    live_until(types, monkeypatch, "2024-12-11", begin=False)
    reached = types("cop milestone reach f-equip --on 2024-12-10")
    assert "f-equip" in reached and "Tue 10 December 2024" in reached and "5 days early" in reached


def test_the_secretariat_looks_at_trainings_and_pilots_in_august(
    types: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    live_until(types, monkeypatch, "2024-08-03")
    cli.run(["training", "cover"])
    printed = capsys.readouterr()
    covered = {line.split("  ")[0]: " ".join(line.split()) for line in printed.out.splitlines()}
    assert "covered 1 11 m-zin" in covered["Zintan"] and covered["Zliten"].endswith("0 0 m-zli")
    assert "4 of 10 partners have a trainer who delivers" in printed.err
    assert "no training has reached Azzawiya, Bani Walid, Tobruk, Zliten" in printed.err
    tree = types("cop training tree c5")
    assert "19 of 20 came" in tree and "└─ Tobruk, 8–10 Sept 2024 (dl7) · planned, with u-zli-tr1" in tree
    screen = types("cop pilot show p-fish")
    assert len(screen.splitlines()) <= 24, "one screen"
    assert "f-works" in screen and "7 days late" in screen and "Next     f-equip" in screen


def test_the_secretariat_sees_who_has_told_july(
    types: Type, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    live_until(types, monkeypatch, "2024-08-03")
    monkeypatch.setenv("COP_AS", "pat-pm")
    cli.run(["month", "status", "2024-07"])
    printed = capsys.readouterr()
    shown = printed.out + printed.err
    lines = {line.split("  ")[0]: " ".join(line.split()) for line in shown.splitlines()}
    assert "due on Mon 5 August 2024, today is Sat 3 August 2024" in shown
    assert "Thu 1 Aug" in lines["Azzawiya"]
    assert "Fri 2 Aug" in lines["Benghazi"] and "attendance of vpm/2024-07-03" in lines["Benghazi"]
    assert "not yet" in lines["Sebha"] and "12 Jul" in lines["Sebha"]
    assert "7 of 10 teams submitted" in shown and "cop month remind 2024-07" in shown
    monkeypatch.setenv("PATH", "")  # no clipboard is touched by a test
    reminders = types("cop month remind 2024-07 --lang ar --copy")
    assert "سبها" in reminders and "زليتن" in reminders and "بنغازي" not in reminders


def test_a_team_without_cop_tells_its_month_on_a_form(
    types: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    live_until(types, monkeypatch, "2024-08-03")
    monkeypatch.setenv("COP_AS", "pat-pm")
    types("cop month form 2024-07 lct-seb -o sebha-july.xlsx")
    book = load_workbook(tmp_path / "sebha-july.xlsx")
    fill_in_what_was_done(book.active, "Samples were counted")
    book.save(tmp_path / "sebha-july.xlsx")
    types("cop month read sebha-july.xlsx")
    assert "Samples were counted" in types("cop month show 2024-07 --team lct-seb")
    standing = {row["team"]: row for row in json.loads(types("cop month status 2024-07 --format json"))}
    assert standing["lct-seb"]["status"] == "submitted" and standing["lct-seb"]["on_behalf"] is True


def fill_in_what_was_done(sheet: Any, text: str) -> None:
    """Write a text into the cell under the form's heading for what was done."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == "ما تم إنجازه":  # the team's own language
                sheet.cell(cell.row + 1, cell.column).value = text
                return
    raise AssertionError("the form does not ask what was done")


def test_the_secretariat_reports_on_july(types: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    live_until(types, monkeypatch, "2024-08-03")
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    types("cop report month 2024-07 --open")
    page = Path(opened[0].removeprefix("file://")).read_text(encoding="utf-8")
    assert "<svg" in page and "7/10" in page
    assert not re.search(r"https?://(?!www\.w3\.org/)", page), "it needs no network"
    types("cop report month 2024-07 --format docx --lang en --lang ar -o reports/")
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == [
        "report-2024-07-ar.docx",
        "report-2024-07-en.docx",
    ]
    assert "without 3 that had not submitted: Sebha, Tobruk, Zliten" in types("cop report final 2024-07")
    types("cop calendar print --month 2024-08 --lang ar --open")
    assert 'dir="rtl"' in Path(opened[1].removeprefix("file://")).read_text(encoding="utf-8")
    report = json.loads(types("cop report month last --format json"))
    assert report["month"] == "2024-07" and report["state"]["status"] == "final"


def test_scripts_read_stable_shapes(example: Type, tmp_path: Path) -> None:
    meetings = json.loads(example("cop meeting list --from today --format json"))
    assert {"id", "title", "body", "start", "start_utc", "status"} <= set(meetings[0])
    assert example("cop calendar export --body lct-zli --month next -o -").startswith("BEGIN:VCALENDAR")
    example("cop calendar export --person m-zli-pm -o m-zli-pm.ics")
    assert (tmp_path / "m-zli-pm.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    example("cop export --format yaml -o programme.yaml")
    assert (tmp_path / "programme.yaml").read_text(encoding="utf-8").startswith("cop: 1")
    lines = example("cop log --since 2024-07-01 --format jsonl").splitlines()
    assert all("verb" in json.loads(line) for line in lines)


def test_the_golden_numbers_of_the_example(example: Type) -> None:
    assert len(json.loads(example("cop seat list sc --format json"))) == 15
    assert len(json.loads(example("cop seat list tb --format json"))) == 24
    assert len(json.loads(example("cop body list --kind coordination_team --format json"))) == 10
    latin, arabic = (
        json.loads(example(f'cop partner show "{name}" --format json')) for name in ("Az-Zawiyah", "الزاوية")
    )
    assert latin["id"] == arabic["id"]


def test_a_mistyped_partner_is_met_with_the_nearest_names(example: Type, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["partner", "show", "sirt"]) == 3, "a municipality and a university are called so"
    told = capsys.readouterr().err
    assert "m-srt (Sirte)" in told and "u-srt (University of Sirte)" in told
    assert cli.run(["partner", "show", "sirtte"]) == 3
    told = capsys.readouterr().err
    assert 'cop: no partner is called "sirtte"' in told and "Sirte" in told
