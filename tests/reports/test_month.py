"""A month's report, from the journal to the page, on each store."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cop import cli
from cop.kernel.types import Month
from cop.reports import as_json, as_table, text
from cop.reports.build import Report, build
from cop.reports.figures import Ratio
from tests.meetings.conftest import Partnership

On = Callable[[str], None]
JULY = Month("2024-07")


@pytest.fixture
def july(partnership: Partnership, on: On) -> Partnership:
    """What was planned by 1 July, and what became of it by 2 August."""
    on("2024-06-20")
    partnership.begin("vpm", "pmu", "monthly on first wed", "2024-04-03T11:00[Africa/Tripoli]", invite=["tb"])
    partnership.plan("sc7", "sc", "2024-07-10T11:00[Europe/Rome]")
    partnership.plan("tb7", "tb", "2024-07-16T10:00[Africa/Tripoli]")
    partnership.plan("zli1", "lct-zli", "2024-07-22T10:00[Africa/Tripoli]")
    partnership.plan("m1", "media-net", "2024-07-23T10:00[Africa/Tripoli]")
    on("2024-07-09")
    partnership.hold("vpm/2024-07-03")
    partnership.postpone("sc7", "2024-08-08T11:00[Europe/Rome]", why="Election day")
    partnership.cancel("zli1", "Storm")
    partnership.plan("sc7b", "sc", "2024-07-17T11:00[Europe/Rome]")
    partnership.hold("tb7")
    return partnership


def report(of: Partnership, month: Month = JULY, now: datetime = datetime(2024, 8, 2, 10, tzinfo=UTC)) -> Report:
    with of.store.reading():
        return build(of.db, month, now)


def test_the_plan_is_what_stood_when_the_month_began(july: Partnership) -> None:
    found = report(july).meetings
    assert [line.ref for line in found.planned] == ["vpm/2024-07-03", "sc7", "tb7", "zli1", "m1"]
    assert (found.planned_as_of, found.planned_by_first_state) == ("2024-06-30T22:00:00Z", False)
    assert found.planned[1].start == "2024-07-10T11:00[Europe/Rome]", "not where it went since"
    assert found.delivery == Ratio(2, 5)
    assert [line.ref for line in found.held] == ["vpm/2024-07-03", "tb7"]
    assert [(line.ref, line.reason) for line in found.postponed] == [("sc7", "Election day")]
    assert [(line.ref, line.reason) for line in found.cancelled] == [("zli1", "Storm")]
    assert [line.ref for line in found.added] == ["sc7b"]
    assert [line.ref for line in found.unsaid] == ["m1"]
    assert found.coming == ()


def test_what_is_still_to_come_is_not_held_against_anybody(july: Partnership) -> None:
    found = report(july, now=datetime(2024, 7, 18, 10, tzinfo=UTC)).meetings
    assert ([line.ref for line in found.unsaid], [line.ref for line in found.coming]) == ([], ["m1"])


def test_without_an_earlier_plan_the_first_state_counts_and_the_report_says_so(july: Partnership) -> None:
    may = report(july, Month("2024-05"))
    assert may.meetings.planned_by_first_state
    assert [line.ref for line in may.meetings.planned] == ["vpm/2024-05-01"]
    assert "planned      1   (as the programme was first described on Thu 20 June 2024)" in text.render(may)


def test_the_report_is_one_calm_screen(july: Partnership) -> None:
    assert (
        text.render(report(july))
        == """\
July 2024  REBUILD
Mon 1 July 2024 - Wed 31 July 2024, draft
data as of Fri 2 August 2024 12:00 Tripoli

MEETINGS
planned      5   (as far as the programme knew on Mon 1 July 2024)
held         2/5 (40 %)
postponed    1
cancelled    1
added since  1
not yet told what became of it: 1   (cop meeting hold, postpone or cancel REF)

held
  Wed 3 Jul   11:00 Tripoli  vpm/2024-07-03  Series vpm
  Tue 16 Jul  10:00 Tripoli  tb7             Meeting tb7

postponed
  Thu 8 Aug   11:00 Rome  sc7  Meeting sc7: Election day

cancelled
  Mon 22 Jul  10:00 Tripoli  zli1  Meeting zli1: Storm

added since
  Wed 17 Jul  11:00 Rome  sc7b  Meeting sc7b (planned)

not yet told what became of it
  Tue 23 Jul  10:00 Tripoli  m1  Meeting m1

Meeting delivery: Meetings held among those planned for the period, divided by
those planned; meetings added later are apart.
"""
    )


def test_nothing_no_data_and_not_applicable_are_three_words(july: Partnership) -> None:
    assert "nothing planned" in text.render(report(july, Month("2023-07")))
    assert text.ratio(None) == "no data"
    assert text.ratio(Ratio(0, 3)) == "0/3 (0 %)"
    assert "held         n/a" in text.render(report(july, Month("2024-09")))


def test_json_holds_numbers_and_nothing_formatted(july: Partnership) -> None:
    told = json.loads(as_json.render(report(july)))
    assert told["meetings"]["delivery"] == [2, 5]
    assert told["month"] == "2024-07" and told["as_of"] == "2024-08-02T10:00:00Z"
    assert told["meetings"]["cancelled"] == [
        {"ref": "zli1", "title": "Meeting zli1", "body": "lct-zli", "start": "2024-07-22T10:00[Africa/Tripoli]",
         "status": "cancelled", "reason": "Storm"}
    ]  # fmt: skip


def test_a_table_lists_every_meeting_with_what_became_of_it(july: Partnership) -> None:
    found = [dict(zip(as_table.KEYS, row, strict=True)) for row in as_table.rows(report(july))]
    assert [(row["became"], row["ref"]) for row in found] == [
        ("held", "vpm/2024-07-03"), ("held", "tb7"), ("postponed", "sc7"), ("cancelled", "zli1"), ("unsaid", "m1"),
        ("added", "sc7b"),
    ]  # fmt: skip
    assert found[3]["reason"] == "Storm"


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ([], "July 2024  REBUILD\n"),
        (["--format", "csv"], "\ufeffmonth,became,ref,title,body,start,status,reason\r\n"),
        (["--format", "tsv"], "month\tbecame\tref\ttitle\tbody\tstart\tstatus\treason\n"),
        (["--format", "json"], '{\n "programme": "REBUILD"'),
    ],
)
def test_the_report_comes_in_the_format_that_is_asked_for(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], begins: str
) -> None:
    line = ["--file", str(programme_file), "report", "month", "july"]
    assert cli.run([*line, *words]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(begins)
    path = tmp_path / f"july.{words[-1] if words else 'txt'}"
    assert cli.run([*line, "-o", str(path)]) == 0
    assert path.read_bytes().decode() == shown
    assert capsys.readouterr() == ("", f"written  {path}\n")


def test_a_format_that_no_report_has_is_refused_and_a_file_that_cannot_be_written_left(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["--file", str(programme_file), "report", "month", "july"]
    assert cli.run([*line, "--format", "docx"]) == 2
    assert "table, plain, tsv, csv, json, jsonl" in capsys.readouterr().err
    (tmp_path / "taken").mkdir()
    assert cli.run([*line, "-o", str(tmp_path / "taken")]) == 5
    assert "taken cannot be written" in capsys.readouterr().err
    assert not list(tmp_path.glob("taken.*"))


def test_the_same_journal_gives_the_same_report(july: Partnership) -> None:
    assert as_json.render(report(july)) == as_json.render(report(july))
    assert text.render(report(july)) == text.render(report(july))


def test_no_line_is_broken_inside_a_word_or_a_reference(july: Partnership) -> None:
    long = "Research and Education Building Urban Institutions for Local Development in Ten Municipalities"
    shown = text.render(replace(report(july), programme=long))
    assert max(map(len, shown.splitlines())) <= text.WIDTH
    assert "Development" in shown
