import json
import os
from pathlib import Path

import pytest

from cop import cli
from cop.exchange import outgoing
from cop.kernel.errors import BadInput, FileTrouble
from cop.store.files import write_whole


def test_a_file_is_replaced_whole_or_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "p.yaml"
    write_whole(str(path), [b"one\n"])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(FileTrouble, match="cannot be written: no space left on device"):
        write_whole(str(path), [b"two\n"])
    assert path.read_bytes() == b"one\n"
    assert os.listdir(tmp_path) == ["p.yaml"]


def test_the_format_is_asked_for_or_told_by_the_name() -> None:
    assert [outgoing.chosen(None, "-"), outgoing.chosen(None, "x.json"), outgoing.chosen("yaml", "x.json")] == [
        "yaml", "json", "yaml",
    ]  # fmt: skip
    with pytest.raises(BadInput, match=r"^an export is no csv$"):
        outgoing.chosen("csv", "-")


def test_export_writes_to_a_file_or_the_screen(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = ["--file", str(programme_file), "export"]
    assert cli.run(begin) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("cop: 1\nprogramme:\n  id: ")
    assert cli.run([*begin, "-o", str(tmp_path / "p.yaml")]) == 0
    assert capsys.readouterr().err == f"written  {tmp_path / 'p.yaml'}\n"
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == shown
    assert cli.run([*begin, "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["programme"]["title"] == "REBUILD"


def test_the_past_cannot_be_edited(programme_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--file", str(programme_file), "export", "--to-edit", "--as-of", "2024-07-01"]) == 2
    assert "the past cannot be edited" in capsys.readouterr().err


def test_an_edited_file_is_not_overwritten_without_asking(
    programme_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, asked = tmp_path / "p.yaml", list[str]()
    words = ["--file", str(programme_file), "export", "-o", str(path)]
    monkeypatch.setattr("cop.console.ask.can_ask", lambda: True)

    def refuse(question: str, *_: object, **__: object) -> int:
        asked.append(question)
        return 1

    monkeypatch.setattr("cop.console.ask.choose", refuse)
    assert cli.run(words) == cli.run(words) == 0 and asked == []
    written = path.read_bytes()
    path.write_text("hours of editing")
    assert cli.run(words) == 1
    assert asked == [f"{path} holds something else. Overwrite it?"]
    assert path.read_text() == "hours of editing"
    assert cli.run([*words, "--yes"]) == 0 and path.read_bytes() == written and len(asked) == 1


def test_a_script_overwrites_every_night(programme_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text("yesterday")
    assert cli.run(["--file", str(programme_file), "export", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8").startswith("cop: 1")


def test_an_export_says_how_many_names_and_addresses_it_leaves_out(
    programme_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin = ["--file", str(programme_file)]
    (tmp_path / "people.csv").write_text("Role,Name,E-mail\r\nMayor,Layla,l@example.org\r\nEngineer,Omar,\r\n")
    assert cli.run([*begin, "import", str(tmp_path / "people.csv")]) == 0
    capsys.readouterr()
    for more, said in (([], "names, e-mails and phones left out: 3; --with-addresses includes them\n"),
                       (["--with-addresses"], "")):  # fmt: skip
        assert cli.run([*begin, "export", *more]) == 0
        shown = capsys.readouterr()
        assert ("Layla" in shown.out, shown.err) == (not said, said)
