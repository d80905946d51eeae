"""What people type about reports, and what they are told."""

import json
import shlex
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from cop import cli

EXAMPLES = Path(__file__).parents[2] / "examples"
Type = Callable[..., str]


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line on the example as of 5 August 2024."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str, code: int = 0) -> str:
        got = cli.run(shlex.split(line)[1:])
        shown = capsys.readouterr()
        assert got == code, f"{line}\n{shown.out}{shown.err}"
        return shown.out + shown.err

    monkeypatch.setenv("COP_NOW", "2024-03-25T08:00:00Z")
    type_line(f"cop init --from {shlex.quote(str(EXAMPLES / 'rebuild.yaml'))} rebuild.cop.db")
    for day in ("2024-04-30", "2024-05-31", "2024-06-30", "2024-07-31", "2024-08-01", "2024-08-03"):
        monkeypatch.setenv("COP_NOW", f"{day}T07:00:00Z")
        type_line(f"cop import {shlex.quote(str(EXAMPLES / 'year' / f'{day}.yaml'))}")
    monkeypatch.setenv("COP_NOW", "2024-08-05T08:00:00Z")
    return type_line


FORMS = ("txt", "md", "html", "docx", "json")


def test_a_final_report_printed_a_year_later_is_the_same_to_the_byte(
    types: Type, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    types("cop report final 2024-07")
    for form in FORMS:
        types(f"cop report month 2024-07 --lang ar -o then.{form}")
    for file in sorted((EXAMPLES / "year").glob("*.yaml")):
        if file.stem > "2024-08-03":
            monkeypatch.setenv("COP_NOW", f"{file.stem}T07:00:00Z")
            types(f"cop import {shlex.quote(str(file))}")
    monkeypatch.setenv("COP_NOW", "2025-08-05T08:00:00Z")
    types("cop partner edit m-zli --set name=Zlitan")
    for form in FORMS:
        types(f"cop report month 2024-07 --lang ar -o now.{form}")
        assert (tmp_path / f"now.{form}").read_bytes() == (tmp_path / f"then.{form}").read_bytes(), form


def test_a_final_report_keeps_its_months_names_when_the_programme_moves(types: Type, tmp_path: Path) -> None:
    types("cop report final 2024-07")
    types("cop report month 2024-07 --lang ar -o then.md")
    types("cop programme edit --set timezone=Africa/Tunis")
    types("cop report month 2024-07 --lang ar -o now.md")
    assert (tmp_path / "now.md").read_bytes() == (tmp_path / "then.md").read_bytes()


def test_after_its_end_a_programme_reports_on_its_last_month(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", "2025-05-02T08:00:00Z")
    assert "March 2025" in types("cop report month")


def test_an_empty_pipe_takes_no_text_away(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("  \n"))
    assert "nothing came" in types("cop report write 2024-07 --summary -", code=2)
    monkeypatch.setattr("sys.stdin", StringIO("From a pipe\n"))
    types("cop report write 2024-07 --summary -")
    assert "From a pipe" in types("cop report month 2024-07")


def test_the_report_is_the_secretariats(types: Type) -> None:
    for line in ("write 2024-07 --summary Ours", "final 2024-07"):
        assert "is not of it" in types(f"cop --as m-zli-pm report {line}", code=4)
    types("cop --as pat-pm report final 2024-07")


def test_the_same_draft_has_the_same_bytes_and_another_state_has_not(types: Type, tmp_path: Path) -> None:
    for form in FORMS:
        types(f"cop report month 2024-07 -o one.{form}")
        types(f"cop report month 2024-07 -o two.{form}")
        assert (tmp_path / f"one.{form}").read_bytes() == (tmp_path / f"two.{form}").read_bytes(), form
    types('cop report write 2024-07 --summary "Everything else is quiet."')
    for form in FORMS:
        types(f"cop report month 2024-07 -o two.{form}")
        assert (tmp_path / f"one.{form}").read_bytes() != (tmp_path / f"two.{form}").read_bytes(), form


def test_what_changed_since_the_last_final_report_is_marked(types: Type) -> None:
    types("cop report final 2024-07")
    types('cop report reopen 2024-07 --why "A decision was forgotten"')
    types('cop decision new "Boats are counted" --meeting sc7 --method consensus --result adopted')
    shown = types("cop report month 2024-07")
    assert "opened again after version 1" in shown
    assert "Boats are counted (new)" in " ".join(shown.split())
    again = types("cop report final 2024-07")
    assert "version 2" in again


def test_a_removed_decision_and_a_corrected_attendance_are_told_as_changes(types: Type) -> None:
    types("cop report final 2024-07")
    types("cop report reopen 2024-07 --why Slip")
    types("cop decision remove d3 --yes")
    types("cop attendance mark sc7 m-zli-mayor absent")
    shown = types("cop report month 2024-07")
    changes = [" ".join(line.split()) for line in shown.splitlines()]
    assert "What new changed removed unchanged" in changes
    assert "Decisions 0 0 1 1" in changes and "Meetings 0 1 0 4" in changes


def test_a_report_is_reopened_only_for_a_reason(types: Type) -> None:
    types("cop report final 2024-07")
    assert "--why is missing" in types("cop report reopen 2024-07", code=2)


def test_a_narrative_stays_when_the_report_is_made_again(types: Type) -> None:
    types('cop report write 2024-07 --lessons "Harbour works need a second quote." --next "The supplier is chosen."')
    shown = " ".join(types("cop report month 2024-07").split())
    assert "Harbour works need a second quote." in shown and "The supplier is chosen." in shown
    assert "unchanged" in types('cop report write 2024-07 --lessons "Harbour works need a second quote."')
    types('cop report write 2024-07 --lessons ""')
    assert "Harbour works" not in types("cop report month 2024-07")
    assert "no text was given" in types("cop report write 2024-07", code=2)


def test_several_languages_need_a_folder(types: Type, tmp_path: Path) -> None:
    told = types("cop report month 2024-07 --lang en --lang ar -o july.html", code=2)
    assert "do not fit into one file" in told
    types("cop report month 2024-07 --lang en --lang ar --format md -o out/")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "report-2024-07-ar.md",
        "report-2024-07-en.md",
    ]


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("cop report month 2021-03", 2, "lies before the programme"),
        ("cop report month 2025-04", 2, "lies after the programme"),
        ("cop report month 2024-13", 2, "month"),
        ("cop report month 2024-07 --format pdf", 2, "there is no document of the format"),
        ("cop report month 2024-07 --lang xx", 2, 'cop does not speak "xx"'),
        ("cop report month 2024-07 --team nobody", 3, "no body is called"),
        ("cop report final 2024-08", 4, "is not over"),
        ("cop report body nobody --year 2024", 3, "no body is called"),
        ("cop report read nothing.csv", 2, "cannot be read"),
    ],
)
def test_a_mistake_is_told_in_a_sentence_and_changes_nothing(types: Type, line: str, code: int, said: str) -> None:
    before = types("cop export")
    assert said in types(line, code=code)
    assert types("cop export") == before


def test_texts_without_a_translation_go_out_and_come_back(types: Type, tmp_path: Path) -> None:
    types("cop report sheet 2024-07 --lang ar -o texts.csv")
    sheet = (tmp_path / "texts.csv").read_text(encoding="utf-8-sig")
    line = next(line for line in sheet.splitlines() if "person pat-pm,title,Project Manager" in line)
    (tmp_path / "texts.csv").write_text(sheet.replace(line, line.rstrip(",") + ",مدير المشروع"), encoding="utf-8-sig")
    assert " new, 0 changed" in types("cop report read texts.csv")
    shown = json.loads(types("cop person show pat-pm --format json"))
    assert {"field": "title", "language": "ar", "text": "مدير المشروع"} in shown["translations"]
    assert "unchanged" in types("cop report read texts.csv")


def test_a_body_and_a_team_have_reports_of_their_own(types: Type) -> None:
    body = types("cop report body sc --year 2024")
    assert "Register of decisions" in body and "sc/2024/1" in body
    team = types("cop report team lct-zli 2024-07")
    assert "Zliten" in team and "Azzawiya" not in team
    assert json.loads(types("cop report body sc --year 2024 --format json"))["year"] == 2024
