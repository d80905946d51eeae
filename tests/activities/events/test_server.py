"""The same questions on PostgreSQL: its types and its NULLs are stricter."""

from pathlib import Path

import pytest

from cop import cli

LINES = (
    "partner new Zliten --code m-zli --sector municipality --country LY",
    "person new Mayor --code mayor --partner m-zli",
    "body new Secretariat --code pmu --kind secretariat",
    "event new Cafe --kind cafe --code cafe --from 2024-06-13 --open-to-all",
    "event quota cafe 2 --each sector=municipality",
    "event target cafe municipality=50%",
    "registration new cafe mayor",
    "registration new cafe --organisation Zliten",
    "registration confirm cafe/zliten",
    "event missing cafe",
    "attendance all cafe",
    "attendance list cafe",
    "event hold cafe --headcount 12",
    "event show cafe",
    "event list --from 2024-01-01",
    "registration list cafe",
)


def test_an_event_is_planned_and_counted_on_a_server(
    server_programme: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COP_FILE", server_programme)
    monkeypatch.setenv("COP_FORMAT", "table")
    for line in LINES:
        assert cli.run(line.split()) == 0, line + capsys.readouterr().err
    capsys.readouterr()
    assert cli.run(["event", "reach", "cafe"]) == 0
    assert capsys.readouterr().out.splitlines()[1:4] == ["people      1", "others      1", "headcount   12"]
