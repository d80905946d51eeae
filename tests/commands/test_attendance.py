"""A table of who came, written by one computer and read by another."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from cop import cli

Type = Callable[[str], str]


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.chdir(programme_file.parent)
    monkeypatch.setenv("COP_FORMAT", "table")

    def type_line(line: str) -> str:
        code = cli.run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    for line in (
        'body new "Steering Committee" --code sc --kind steering_committee',
        "person new Mayor --code mayor",
        "person new Director --code director",
        "membership new sc mayor --from 2021-04-01",
        "membership new sc director --from 2021-04-01",
        'meeting new "7th Steering Committee" --code sc7 --body sc --at "2024-06-10 11:00"',
    ):
        assert "exit" not in (said := type_line(line)), f"{line}\n{said}"
    return type_line


def test_what_a_list_wrote_is_read_back(types: Type) -> None:
    types("attendance mark sc7 mayor represented --by director")
    types("attendance mark sc7 director acting")
    types('attendance guest sc7 --name "-Guest" --organisation "=HYPERLINK(1)" --sex male')
    table = types("attendance list sc7 --format csv")
    assert "'=HYPERLINK(1)" in table
    Path("came.csv").write_text(table, encoding="utf-8")
    assert types("attendance read sc7 came.csv").startswith("unchanged  sc7  7th Steering Committee\n")
    types("undo --yes")
    types("attendance clear sc7 mayor")
    said = types("attendance read sc7 came.csv")
    assert "read: 2 people, 1 guest\n" in said and "1 acting, 1 represented" in said
    assert types("attendance list sc7 --format csv").count("HYPERLINK") == 1


def test_a_file_in_which_anything_is_wrong_changes_nothing(types: Type) -> None:
    Path("came.csv").write_text("person,status\nmayor,present\nnobody,present\nmayor,absent\n", encoding="utf-8")
    said = types("attendance read sc7 came.csv")
    assert 'came.csv:3: no person is called "nobody"' in said and "came.csv:4: Mayor (mayor) stands in line 2" in said
    assert said.endswith("exit 2\n") and "2 invited, no data yet" in types("attendance list sc7")


def test_a_rehearsal_reads_and_keeps_nothing(types: Type) -> None:
    Path("came.csv").write_text("person\nmayor\n", encoding="utf-8")
    said = types("attendance read sc7 came.csv --dry-run")
    assert said.startswith("would be saved  sc7") and "1 present, 1 not recorded" in said
    assert "2 invited, no data yet" in types("attendance list sc7")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"PK\x03\x04", "is a workbook"),
        (b"", "the file has no header"),
        (b"person\n\xff\n", "this is not UTF-8 text"),
        (b"person\n", "nothing is said of anybody"),
    ],
)
def test_other_files_are_refused_with_what_to_do(types: Type, content: bytes, said: str) -> None:
    Path("came.csv").write_bytes(content)
    told = types("attendance read sc7 came.csv")
    assert said in told and told.endswith("exit 2\n")
    assert "there.csv cannot be read" in types("attendance read sc7 there.csv")
