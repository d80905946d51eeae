"""cop month in single commands."""

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

EXAMPLE = Path(__file__).parents[3] / "examples" / "rebuild.yaml"
Type = Callable[..., str]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line on the example as of 3 August and returns both streams."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")
    assert cli.run(["init", "--from", str(EXAMPLE), "rebuild.cop.db"]) == 0
    capsys.readouterr()
    monkeypatch.setenv("COP_NOW", "2024-08-03T08:00:00Z")
    monkeypatch.setenv("COP_AS", "pat-pm")

    def type_line(line: str, code: int = 0) -> str:
        ended = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert ended == code, f"{line}\n{shown.out}{shown.err}"
        return shown.out + shown.err

    return type_line


def test_the_status_says_who_has_told_and_what_is_missing(types: Type) -> None:
    types("cop meeting hold vpm/2024-07-03")
    types("cop attendance mark vpm/2024-07-03 m-zli-pm online")
    types('cop month write 2024-07 --done "Works" --as m-zli-pm')
    types("cop month submit 2024-07 --as m-zli-pm")
    types("cop month write july --nothing --team sebha")
    types("cop month submit 2024-07 --team sebha")
    lines = types("cop month status 2024-07").splitlines()
    assert lines[0] == "July 2024 is due on Mon 5 August 2024, today is Sat 3 August 2024"
    assert lines[1].split() == ["team", "submitted", "missing"]
    (zliten,) = [line for line in lines if line.startswith("Zliten")]
    assert "what became of fv3" in zliten and "Sat 3 Aug" in zliten
    (sebha,) = [line for line in lines if line.startswith("Sebha")]
    assert "Sat 3 Aug, by the secretariat" in sebha and "attendance of vpm/2024-07-03" in sebha
    (benghazi,) = [line for line in lines if line.startswith("Benghazi")]
    assert "not yet" in benghazi and "attendance of vpm/2024-07-03; no news" in benghazi
    assert lines[-1] == "2 of 10 teams submitted · 8 to go: cop month remind 2024-07"


def test_scripts_read_stable_keys(types: Type) -> None:
    rows = json.loads(types("cop month status 2024-07 --format json"))
    assert len(rows) == 10 and list(rows[0]) == [
        "id", "team", "team_name", "month", "status", "due_on", "submitted_on", "on_behalf", "late", "missing",
        "last_news_on",
    ]  # fmt: skip
    assert rows[0]["due_on"] == "2024-08-05" and rows[0]["missing"] == ["vpm/2024-07-03"]


def test_without_a_month_the_status_is_of_the_one_just_over(types: Type) -> None:
    assert types("cop month status").startswith("July 2024 is due on")


def test_what_was_written_is_shown_listed_and_remembered(types: Type) -> None:
    types('cop month write 2024-07 --done "Works began" --team lct-zli')
    types('cop month write 2024-07 --done "Works ended" --team lct-zli')
    assert "Works ended" in types("cop month show 2024-07 --team zliten")
    assert "2024-07  Zliten  draft" in types("cop month list")
    history = types("cop month history 2024-07 --team zliten")
    assert "Works began" in history and "Works ended" in history


def test_after_the_last_team_nobody_is_reminded(types: Type) -> None:
    assert "cop month 2024-07" in types("cop month remind 2024-07 --team lct-zli --lang en")
    types("cop month write 2024-07 --nothing --team lct-zli")
    types("cop month submit 2024-07 --team lct-zli")
    assert "nobody needs a reminder" in types("cop month remind 2024-07 --team lct-zli")


def test_a_reminder_is_copied_or_it_says_that_it_cannot_be(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    from cop.console import clipboard

    taken: list[str] = []

    def copy(text: str) -> bool:
        taken.append(text)
        return True

    monkeypatch.setattr(clipboard, "copy", copy)
    said = types("cop month remind 2024-07 --team lct-zli --lang ar --copy")
    assert "on the clipboard" in said and taken[0] in said
    monkeypatch.setattr(clipboard, "copy", lambda text: False)
    assert "no clipboard here" in types("cop month remind 2024-07 --team lct-zli --copy")


def test_reminders_are_data_too(types: Type) -> None:
    rows = json.loads(types("cop month remind 2024-07 --format json"))
    assert {row["language"] for row in rows} == {"ar"} and len(rows) == 10


@pytest.mark.parametrize("name", ["sebha-july.md", "sebha-july.txt", "sebha-july.xlsx"])
def test_a_form_goes_out_and_comes_back(types: Type, name: str, tmp_path: Path) -> None:
    assert types(f"cop month form 2024-07 lct-seb --lang en -o {name}").startswith(f"written  {name}  July 2024, Sebha")
    assert "nobody filled this form in" in types(f"cop month read {name}", code=2)
    types('cop month write 2024-07 --team sebha --done "We met"')
    assert "submitted  July 2024  Sebha" in types(f"cop month read {name}")


def test_reading_is_rehearsed_first(types: Type, tmp_path: Path) -> None:
    types("cop month form 2024-07 lct-seb --lang en -o form.md")
    form = tmp_path / "form.md"
    form.write_text(form.read_text(encoding="utf-8").replace("## What was done\n", "## What was done\n\nWe met"))
    assert "would be submitted  July 2024  Sebha" in types("cop month read form.md --dry-run")
    types("cop month show 2024-07 --team sebha", code=3)
    assert "submitted  July 2024  Sebha" in types("cop month read form.md")
    assert "unchanged  July 2024  Sebha" in types("cop month read form.md")
    form.write_text(form.read_text(encoding="utf-8").replace("We met", "We meet"))
    assert "cop month reopen 2024-07 --team lct-seb" in types("cop month read form.md", code=4)


def test_without_a_file_a_form_is_shown(types: Type) -> None:
    assert "cop-form.1." in types("cop month form 2024-07 lct-seb --lang en")


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("cop month form 2024-07 lct-seb -o form.pdf", "there is no form of the kind .pdf", 2),
        ("cop month form 2024-07 sc", "does not report its month", 4),
        ("cop month form 2020-07 lct-seb", "before the programme", 4),
        ("cop month read nowhere.md", "cannot be read", 2),
        ("cop month write 2024-07 --team sebha", "nothing is said to be written", 2),
        ("cop month write 2024-07 --nothing", "pat-pm is of no team that reports", 2),
        ("cop month submit 2024-08 --team sebha", "it can be submitted from Sun 1 September 2024", 4),
        ("cop month submit 2024-07 --team sebha", "nothing was told", 4),
        ("cop month accept 2024-07 --team sebha", "is not submitted yet", 4),
        ("cop month reopen 2024-07 --team sebha", "is not submitted, so", 4),
        ("cop month show 2024-07 --team sebha", "Sebha has told nothing of July 2024 yet", 3),
        ("cop month remind 2024-07 --lang xx", 'cop does not speak "xx" yet', 2),
        ("cop month status nonsense", "no month could be read", 2),
    ],
)
def test_what_cannot_be_done_is_refused_in_a_sentence(types: Type, line: str, said: str, code: int) -> None:
    assert said in types(line, code=code)


def test_today_says_that_the_month_awaits_its_team(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    def line() -> list[str]:
        return [one for one in types("cop --as m-zli-pm").splitlines() if one.startswith("Month")]

    assert line()[0].split("  ")[-1].strip() == "cop month" and "July 2024 is not submitted yet" in line()[0]
    assert "due 5 Aug" in line()[0]
    monkeypatch.setenv("COP_NOW", "2024-08-07T08:00:00Z")
    assert "late 2 days" in line()[0]
    types("cop month write 2024-07 --nothing --as m-zli-pm")
    types("cop month submit 2024-07 --as m-zli-pm")
    assert line() == []


def test_the_group_explains_itself_and_a_slip_is_caught(types: Type) -> None:
    assert "Tell your team's month" in types("cop month --help")
    assert "did you mean cop month remind?" in types("cop month remnid", code=2)


@pytest.mark.parametrize("verb", ["status", "remind"])
@pytest.mark.parametrize(("month", "said"), [("2030-01", "after the programme"), ("2001-01", "before the programme")])
def test_nobody_is_expected_to_tell_a_month_outside_the_programme(
    types: Type, verb: str, month: str, said: str
) -> None:
    assert said in types(f"cop month {verb} {month}", code=4)


def test_in_the_month_after_the_programme_its_last_one_is_meant(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", "2025-04-10T08:00:00Z")
    assert types("cop month status").startswith("March 2025 was due on")
    assert "March 2025" in types("cop month remind --team zliten --lang en")


def test_who_has_submitted_what_is_over_is_not_asked_for_the_running_month(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    types("cop month write 2024-07 --nothing --as m-zli-pm")
    types("cop month submit 2024-07 --as m-zli-pm")
    begins = "July 2024 is submitted; cop month 2024-08 begins August 2024, which can be submitted from Sun 1 September"
    assert begins in types("cop month --as m-zli-pm")
    types('cop month write 2024-08 --done "Works" --as m-zli-pm')
    assert "cop month 2024-08 goes on with August 2024" in types("cop month --as m-zli-pm")
    monkeypatch.setenv("COP_NOW", "2025-04-10T08:00:00Z")
    for month in ("2024-08", "2025-03"):
        types(f"cop month write {month} --done Works --as m-zli-pm")
        types(f"cop month submit {month} --as m-zli-pm")
    assert "March 2025 is submitted, the programme's last month" in types("cop month --as m-zli-pm")


def test_nothing_is_written_of_a_month_that_has_not_begun(types: Type) -> None:
    told = types("cop month write 2024-09 --done Works --team zliten", code=4)
    assert "September 2024 has not begun" in told and "it can be written from Sun 1 September 2024" in told
