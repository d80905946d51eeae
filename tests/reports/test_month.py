"""A month's report, from the journal to what is printed: the plan when no report announced one, and the formats."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cop import cli
from cop.documents.words import Text
from cop.kernel.types import Moment, Month
from cop.reports import as_json, as_table
from cop.reports.build import Report, build
from cop.reports.ratio import Figure, Ratio
from cop.reports.report import MeetingLine, Plan
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


def refs(lines: tuple[MeetingLine, ...]) -> list[str]:
    return [line.ref for line in lines]


def test_the_plan_is_what_stood_when_the_month_began(july: Partnership) -> None:
    """Planned on 30 June: five meetings. Two were held; one went to August, one was cancelled, one is unsaid."""
    found = report(july).meetings
    assert (found.plan, found.planned) == (Plan("written", Moment("2024-06-30T22:00:00Z")), 5)
    assert found.delivery == Figure(Ratio(2, 5))
    assert refs(found.held) == ["vpm/2024-07-03", "tb7"]
    assert [(line.ref, line.reason) for line in found.postponed] == [("sc7", Text("Election day"))]
    assert [(line.ref, line.reason) for line in found.cancelled] == [("zli1", Text("Storm"))]
    assert refs(found.added) == ["sc7b"]
    assert refs(found.unsaid) == ["m1"]
    assert found.coming == ()


def test_what_is_still_to_come_is_not_held_against_anybody(july: Partnership) -> None:
    found = report(july, now=datetime(2024, 7, 18, 10, tzinfo=UTC)).meetings
    assert (refs(found.unsaid), refs(found.coming)) == ([], ["m1"])


def test_without_an_earlier_plan_the_first_state_counts_and_the_report_says_so(july: Partnership) -> None:
    may = report(july, Month("2024-05")).meetings
    assert (may.plan.source, may.planned, refs(may.unsaid)) == ("first_state", 1, ["vpm/2024-05-01"])


def test_json_holds_numbers_and_nothing_formatted(july: Partnership) -> None:
    told = json.loads(as_json.render(report(july)))
    assert told["meetings"]["delivery"] == {"numerator": 2, "denominator": 5}
    assert told["attendance"]["total"]["rate"] is None
    assert told["month"] == "2024-07" and told["as_of"] == "2024-08-02T10:00:00Z"
    (cancelled,) = told["meetings"]["cancelled"]
    assert cancelled | {"id": ""} == {
        "id": "", "ref": "zli1", "title": {"words": "Meeting zli1", "others": {}}, "body": "lct-zli",
        "start": "2024-07-22T10:00[Africa/Tripoli]", "status": "cancelled",
        "reason": {"words": "Storm", "others": {}}, "attendance": None, "quorum": None, "mark": None,
        "put_off_from": None,
    }  # fmt: skip


def test_a_table_lists_every_meeting_with_what_became_of_it(july: Partnership) -> None:
    found = [dict(zip(as_table.KEYS, row, strict=True)) for row in as_table.rows(report(july))]
    assert [(row["became"], row["ref"]) for row in found] == [
        ("held", "vpm/2024-07-03"), ("held", "tb7"), ("postponed", "sc7"), ("cancelled", "zli1"), ("unsaid", "m1"),
        ("added", "sc7b"),
    ]  # fmt: skip
    assert (found[3]["reason"], found[3]["attended"]) == ("Storm", None)


@pytest.mark.parametrize(
    ("words", "begins"),
    [
        ([], "Monthly report\nJuly 2024\n"),
        (["--format", "csv"], "\ufeffmonth,became,ref,title,body,start,status,reason,attended,invited\r\n"),
        (["--format", "tsv"], "month\tbecame\tref\ttitle\tbody\tstart\tstatus\treason\tattended\tinvited\n"),
        (["--format", "json"], '{\n "programme": {\n  "title": {\n   "words": "REBUILD"'),
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


def test_the_same_journal_gives_the_same_report(july: Partnership) -> None:
    assert as_json.render(report(july)) == as_json.render(report(july))
