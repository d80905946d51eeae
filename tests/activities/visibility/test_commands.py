"""What the public saw: written down, listed by month, refused where it cannot have come out."""

import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run

Type = Callable[[str], str]
PRESS = "visibility new 'Fishers meet the mayor' --kind Press --by m-zli --on 3/7/2024 --reach 1200"


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
    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_what_came_out_is_confirmed_with_its_day(types: Type) -> None:
    said = types(PRESS + " --link https://example.org/news")
    assert said.endswith("press · Wed 3 July 2024 · Zliten · seen by 1200 · https://example.org/news\n")
    assert "post · Thu 1 August 2024, today\n" in types("visibility new 'A word of thanks' --kind post")


def test_a_list_is_narrowed_by_kind_month_and_maker(types: Type) -> None:
    types(PRESS)
    types("visibility new Thanks --kind post")
    assert [one["title"] for one in told(types, "visibility list")] == ["Fishers meet the mayor", "Thanks"]
    assert [one["title"] for one in told(types, "visibility list --month 2024-08")] == ["Thanks"]
    assert [one["reach"] for one in told(types, "visibility list --by m-zli --kind press")] == [1200]
    assert "nothing fits: cop visibility new TITLE" in types("visibility list --month 2024-05")


@pytest.mark.parametrize(
    ("line", "message", "code"),
    [
        ("visibility new X --kind post --on 2024-08-02", "nothing can have come out on it", 4),
        ("visibility new X --kind post --link www.example.org", 'link cannot be "www.example.org"', 2),
        ("visibility new X --kind post --reach -3", "cannot have been seen by -3", 4),
        ("visibility new X --kind post --by nobody", 'no partner is called "nobody"', 3),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(types: Type, line: str, message: str, code: int) -> None:
    said = types(line)
    assert message in said and f"exit {code}\n" in said


def test_a_correction_keeps_the_rules(types: Type) -> None:
    types(PRESS)
    assert "saved" in types("visibility edit fishers --set reach=1500")
    assert "exit 4" in types("visibility edit fishers --set published_on=2025-01-01")
    assert told(types, "visibility list")[0]["reach"] == 1500


def test_nothing_is_taken_for_a_post_that_nobody_called_one(types: Type) -> None:
    said = types("visibility new Story")
    assert "--kind is missing" in said and "press, post, video" in said
    assert told(types, "visibility list") == []


def test_what_came_out_is_asked_for_by_what_it_is_about(types: Type) -> None:
    types("pilot new 'Pilot project Fishery' --code p-fish")
    types(PRESS + " --pilot fishery")
    types("visibility new Thanks --kind post")
    assert [one["concerns"] for one in told(types, "visibility list --pilot p-fish")] == ["p-fish"]
