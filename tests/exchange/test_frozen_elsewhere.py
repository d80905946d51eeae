"""Final reports in descriptions: what their journal alone can show does not come along."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli
from cop.exchange.findings import Findings
from cop.store.store import Store

from .conftest import bring, exported

REMARK = (
    "the report on June 2024 was final in another programme, whose journal did not come along: "
    "here it is open, and cop report final 2024-06 makes it final"
)
PLACE = f"cccccccccccc 3:{'0' * 32}"


@pytest.fixture
def final(programme_file: Path) -> list[str]:
    """Return how a command begins on a programme whose report on June is final and announces a meeting of July."""
    begin = ["--file", str(programme_file)]
    for words in (
        ["body", "new", "Project Unit", "--code", "pmu", "--kind", "secretariat"],
        ["meeting", "new", "Meeting", "--at", "2024-07-10 11:00", "--body", "pmu", "--for", "1h", "--code", "m1"],
        ["report", "write", "2024-06", "--summary", "All went well"],
        ["report", "final", "2024-06"],
    ):
        assert cli.run([*begin, *words]) == 0
    return begin


def handed_on(begin: list[str], folder: Path) -> tuple[Path, Path]:
    """Return the description of a programme, and another programme made of it."""
    told, path = folder / "told.yaml", folder / "again.cop.db"
    assert cli.run([*begin, "export", "-o", str(told)]) == 0
    assert cli.run(["init", str(path), "--from", str(told)]) == 0
    return told, path


def test_a_programme_with_a_final_report_is_handed_on_and_prints_that_month_and_the_next(
    final: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, path = handed_on(final, tmp_path)
    for month in ("2024-06", "2024-07"):
        capsys.readouterr()
        assert cli.run(["--file", str(path), "report", "month", month]) == 0
        shown = capsys.readouterr().out
        assert ("All went well" in shown) == (month == "2024-06")
    assert "Meeting" in shown
    assert cli.run(["--file", str(path), "report", "final", "2024-06"]) == 0


def test_a_report_that_was_final_elsewhere_keeps_texts_version_and_plan_and_is_open(
    final: list[str], tmp_path: Path, empty: Callable[[], Store]
) -> None:
    told, _ = handed_on(final, tmp_path)
    with empty() as store:
        outcome = bring(store, told.read_text(encoding="utf-8"))
        assert outcome.remarks == [REMARK]
        (row,) = store.db.all("SELECT status, version, final_at, position, summary FROM report")
        assert row == ("reopened", 1, "2024-07-01T09:00:00Z", None, "All went well")
        assert store.db.all("SELECT title FROM planned_meeting") == [("Meeting",)]


def test_read_twice_it_says_nothing_new_and_handed_on_again_it_is_the_same_to_the_byte(
    final: list[str], tmp_path: Path, empty: Callable[[], Store]
) -> None:
    told, _ = handed_on(final, tmp_path)
    with empty() as one, empty() as other:
        bring(one, told.read_text(encoding="utf-8"))
        again = bring(one, told.read_text(encoding="utf-8"))
        assert (again.said(), again.remarks) == ("", [])
        second = exported(one)
        assert bring(other, second).remarks == []
        assert exported(other) == second


def test_at_home_a_final_report_stays_final(final: list[str], tmp_path: Path, programme_file: Path) -> None:
    told, _ = handed_on(final, tmp_path)
    assert cli.run([*final, "import", str(told)]) == 0
    with Store(str(programme_file)) as store:
        assert store.db.all("SELECT status FROM report") == [("final",)]


def test_what_became_final_here_is_not_opened_by_what_was_final_elsewhere(final: list[str], tmp_path: Path) -> None:
    told, path = handed_on(final, tmp_path)
    assert cli.run(["--file", str(path), "report", "final", "2024-06"]) == 0
    assert cli.run(["--file", str(path), "import", str(told)]) == 0
    with Store(str(path)) as store:
        assert store.db.all("SELECT status, version, position IS NULL FROM report") == [("final", 2, 0)]


@pytest.mark.parametrize(
    "said",
    [
        "status: final",
        "status: final, final_at: '2024-07-01T09:00:00Z'",
        "status: final, position: abc def",
        "status: final, position: abc, final_at: '2024-07-01T09:00:00Z'",
        "status: reopened, position: abc def",
        "status: reopened, final_at: some day",
        "status: reopened, final_at: '2024-07-01'",
    ],
)
def test_a_final_report_without_a_readable_place_in_the_journal_is_refused(
    empty: Callable[[], Store], said: str
) -> None:
    with empty() as store, pytest.raises(Findings) as caught:
        bring(store, f"programme: {{title: T}}\nreports: [{{month: 2024-06, {said}, summary: x}}]")
    (found,) = caught.value.found
    assert found.message == (
        "the report on June 2024 does not say when it became final, and where this journal stood then"
    )
    assert found.hint is not None and found.hint.endswith("cop report final 2024-06 makes it final")


def test_a_report_final_at_a_place_of_another_journal_comes_in_open(empty: Callable[[], Store]) -> None:
    with empty() as store:
        said = f"{{month: 2024-06, status: final, position: '{PLACE}', summary: x}}"
        assert bring(store, f"programme: {{title: T}}\nreports: [{said}]").remarks == [REMARK]
        assert store.db.all("SELECT status, final_at FROM report") == [("reopened", None)]
