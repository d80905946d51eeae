"""What people type about teams, from the words to the answer."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run

Cop = Callable[..., str]


@pytest.fixture
def cop(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cop:
    """Type a command about the programme and return what it answers; `code` is the exit code that it ends with."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def typed(*words: str, code: int = 0) -> str:
        ended = run([*words])
        out, err = capsys.readouterr()
        assert ended == code, err
        return out + err

    return typed


@pytest.fixture
def town(cop: Cop) -> Cop:
    """Sebha and its university, a board with two seats, one filled, and a chat."""
    cop("partner", "new", "Sebha", "--code", "m-seb", "--country", "ly", "--sector", "municipality")
    cop("partner", "new", "Sebha University", "--code", "u-seb", "--country", "LY", "--paired", "m-seb")
    cop("person", "new", "Municipality Project Manager", "--code", "m-seb-pm", "--partner", "Sebha University")
    cop("person", "edit", "m-seb-pm", "--set", "partner=m-seb")
    cop("person", "new", "Mayor", "--code", "m-seb-mayor", "--partner", "m-seb")
    cop("body", "new", "Technical Board", "--code", "tb", "--kind", "Technical Board", "--seats", "2")
    cop("seat", "fill", "tb-1", "m-seb-pm", "--from", "2024-04-01")
    return cop


def read(cop: Cop, *words: str) -> Any:
    return json.loads(cop(*words, "--format", "json"))


def test_what_was_typed_is_what_is_kept(town: Cop) -> None:
    kept = {row["code"]: row for row in read(town, "partner", "list")}
    assert kept["m-seb"] == {
        "id": kept["m-seb"]["id"], "code": "m-seb", "name": "Sebha", "kind": "partner", "sector": "municipality",
        "country": "LY", "timezone": None, "week": None, "paired": "u-seb", "status": "active",
    }  # fmt: skip
    assert [row["code"] for row in read(town, "partner", "list", "--country", "ly")] == ["m-seb", "u-seb"]
    assert [row["kind"] for row in read(town, "body", "list")] == ["technical_board"]


def test_a_list_of_seats_says_who_holds_which(town: Cop) -> None:
    first, second = read(town, "seat", "list", "tb")
    assert (first["code"], first["holder"], first["partner"], first["vacant"]) == ("tb-1", "m-seb-pm", "m-seb", False)
    assert (second["code"], second["holder"], second["partner"], second["vacant"]) == ("tb-2", None, None, True)
    assert [row["code"] for row in read(town, "seat", "vacant", "tb")] == ["tb-2"]
    assert [row["code"] for row in read(town, "seat", "vacant", "--on", "2024-03-31")] == ["tb-1", "tb-2"]
    assert "vacant" in town("seat", "list", "--format", "table")


def test_a_handover_says_what_changed(town: Cop) -> None:
    new = "Municipality Project Manager"
    said = town("person", "handover", "m-seb-pm", "--to", new, "--on", "1 aug", "--format", "table")
    assert said.splitlines() == [
        "saved  m-seb-pm-2  Municipality Project Manager",
        "       a new person, from Thu 1 August 2024; m-seb-pm leaves on Wed 31 July 2024",
        "       Technical Board (tb), member, seat tb-1",
    ]
    assert [row["person"] for row in read(town, "membership", "list", "tb", "--on", "2024-08-01")] == ["m-seb-pm-2"]
    ever = read(town, "membership", "list", "--ever")
    assert {(row["person"], row["to_on"]) for row in ever} == {("m-seb-pm", "2024-07-31"), ("m-seb-pm-2", None)}


def test_a_handover_can_be_rehearsed(town: Cop) -> None:
    assert town("person", "handover", "m-seb-pm", "--to", "Mayor", "--on", "2024-08-01", "--dry-run").startswith(
        "would be"
    )
    assert [row["to_on"] for row in read(town, "membership", "list", "--ever")] == [None]


def test_a_rehearsal_promises_no_next_step(cop: Cop) -> None:
    for words in (
        ("partner", "new", "Sebha"), ("person", "new", "Mayor"), ("channel", "new", "Chat", "--kind", "viber"),
        ("body", "new", "Board", "--kind", "board", "--seats", "2"),
    ):  # fmt: skip
        assert "next:" not in cop(*words, "--dry-run", "--format", "table")
        assert "next:" in cop(*words, "--format", "table")


def test_the_first_day_is_understood_as_on_or_from(town: Cop) -> None:
    town("person", "handover", "m-seb-pm", "--to", "m-seb-mayor", "--from", "2024-08-01")
    town("seat", "fill", "tb-2", "m-seb-pm", "--on", "2024-08-01")
    assert {row["from_on"] for row in read(town, "membership", "list", "--on", "2024-08-01")} == {"2024-08-01"}


def test_members_are_listed_by_body_as_word_or_option(town: Cop) -> None:
    assert read(town, "membership", "list", "--body", "tb") == read(town, "membership", "list", "tb") != []


def test_a_seat_is_left_and_a_membership_ended(town: Cop) -> None:
    assert "that seat is free then: cop seat fill tb-1 PERSON" in town("seat", "leave", "tb-1", "--on", "2024-06-30")
    town("membership", "new", "tb", "m-seb-mayor", "--role", "observer", "--from", "2024-06-01")
    town("membership", "end", "tb", "m-seb-mayor", "--on", "2024-06-15")
    days = {row["person"]: row["to_on"] for row in read(town, "membership", "list", "--ever")}
    assert days == {"m-seb-pm": "2024-06-30", "m-seb-mayor": "2024-06-15"}
    left = next(row["id"] for row in read(town, "membership", "list", "--ever", "--person", "m-seb-mayor"))
    town("membership", "edit", left, "--set", "to_on=")
    town("membership", "end", left, "--on", "2024-06-20")
    assert read(town, "membership", "show", left)["to_on"] == "2024-06-20"


def test_showing_one_tells_what_hangs_on_it(town: Cop) -> None:
    assert read(town, "partner", "show", "sebha")["people"] == ["m-seb-mayor", "m-seb-pm"]
    assert read(town, "partner", "show", "m-seb")["paired_by"] == ["u-seb"]
    assert read(town, "person", "show", "m-seb-pm")["memberships"] == ["tb"]
    board = read(town, "body", "show", "tb")
    assert (board["seats"], board["filled"], board["members"]) == (2, 1, ["m-seb-pm"])
    assert "1 of 2 filled" in town("body", "show", "tb", "--format", "table")
    assert read(town, "programme", "show")["code"] == "rebuild"


def test_names_in_any_script_are_added_found_and_taken_away(town: Cop) -> None:
    town("partner", "alias", "m-seb", "سبها")
    town("body", "translate", "tb", "title", "it", "Consiglio tecnico")
    assert [row["code"] for row in read(town, "partner", "find", "سبها")] == ["m-seb"]
    assert read(town, "body", "show", "consiglio")["translations"] == [
        {"field": "title", "language": "it", "text": "Consiglio tecnico"}
    ]
    assert "so is Sebha: asked for by this name" in town("partner", "alias", "u-seb", "سبها")
    town("partner", "alias", "u-seb", "سبها", "--remove")
    town("partner", "tag", "m-seb", "south")
    town("programme", "language", "rebuild", "AR")
    assert read(town, "partner", "show", "m-seb")["tags"] == ["south"]
    assert read(town, "programme", "show")["languages"] == ["ar"]
    assert "what is personal belongs in --set name=NAME" in town("person", "alias", "m-seb-pm", "المدير")


def test_nothing_found_is_said_kindly_and_is_no_failure(town: Cop) -> None:
    assert 'no partner is called "Seba"; near: Sebha' in town("partner", "find", "Seba", "--format", "table")
    assert read(town, "partner", "find", "Seba") == []


def test_channels_gather_bodies(town: Cop) -> None:
    town(
        "channel",
        "new",
        "Chat",
        "--kind",
        "viber",
        "--cadence",
        "daily",
        "--approximate",
        "--body",
        "tb",
        "--code",
        "viber",
    )
    assert read(town, "channel", "list")[0]["bodies"] == ["tb"]
    town("channel", "drop", "viber", "tb")
    assert read(town, "channel", "show", "viber")["bodies"] == []
    town("channel", "add", "viber", "tb")
    assert read(town, "channel", "list")[0]["approximate"] is True


@pytest.mark.parametrize(
    ("words", "option"),
    [
        (["programme", "new"], "TITLE"),
        (["partner", "new"], "NAME"),
        (["person", "new"], "ROLE"),
        (["person", "handover", "m-seb-pm"], "--to"),
        (["person", "handover", "m-seb-pm", "--to", "Mayor"], "--on"),
        (["body", "new", "Circle"], "--kind"),
        (["seat", "new"], "BODY"),
        (["seat", "fill", "tb-2"], "PERSON"),
        (["membership", "new", "tb"], "PERSON"),
        (["channel", "new", "Chat"], "--kind"),
    ],
)
def test_off_a_terminal_the_missing_word_is_named(town: Cop, words: list[str], option: str) -> None:
    assert f"{option} is missing" in town(*words, code=2)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["seat", "fill", "tb-1", "m-seb-mayor"], 4, "that seat is filled by Municipality Project Manager (m-seb-pm)"),
        (["membership", "new", "tb", "m-seb-pm"], 4, "already sits in Technical Board since Mon 1 April 2024"),
        (["membership", "end", "tb", "m-seb-pm", "--on", "2024-03-01"], 2, "it began on Mon 1 April 2024"),
        (["seat", "leave", "tb-2"], 3, "nobody fills that seat on Mon 1 July 2024"),
        (["partner", "show", "seb"], 3, "m-seb (Sebha)"),
        (["partner", "new", "Libya", "--country", "Libya"], 2, 'country cannot be "Libya"'),
        (["partner", "edit", "m-seb", "--set", "country=L1"], 2, 'country cannot be "L1"'),
        (["partner", "edit", "m-seb", "--set", "status=gone"], 2, "it takes invited, active, left"),
        (["partner", "new", "Again", "--code", "m-seb"], 4, 'the code "m-seb" is taken by Sebha'),
        (["programme", "new", "Another"], 4, "this file already holds a programme"),
        (["programme", "remove", "rebuild", "--yes"], 4, "a file always holds its programme"),
        (["body", "edit", "tb", "--set", "reports_to=tb"], 4, "Technical Board would report to itself"),
        (["person", "remove", "m-seb-pm", "--yes"], 4, "Municipality Project Manager is still in use"),
        (["body", "translate", "tb", "title", "italian", "x"], 2, '"italian" is no language code'),
    ],
)
def test_what_a_rule_forbids_is_said_and_changes_nothing(town: Cop, words: list[str], code: int, said: str) -> None:
    before = town("membership", "list", "--ever") + town("partner", "list")
    assert said in town(*words, code=code)
    assert town("membership", "list", "--ever") + town("partner", "list") == before


def test_no_removal_without_a_yes(town: Cop) -> None:
    assert "--yes is missing" in town("partner", "remove", "u-seb", code=2)
    town("partner", "remove", "u-seb", "--yes")
    assert [row["code"] for row in read(town, "partner", "list")] == ["m-seb"]
    town("partner", "restore", "u-seb")
    assert [row["code"] for row in read(town, "partner", "list")] == ["m-seb", "u-seb"]


def test_no_means_no(town: Cop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cop.console.ask.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("2\n"))
    assert "nothing was done" in town("partner", "remove", "u-seb", code=1)
    assert [row["code"] for row in read(town, "partner", "list")] == ["m-seb", "u-seb"]


def test_a_membership_that_no_longer_fits_does_not_come_back(town: Cop) -> None:
    (member,) = read(town, "membership", "list")
    town("membership", "remove", member["id"], "--yes")
    town("seat", "fill", "tb-1", "m-seb-mayor")
    assert "that seat is filled by Mayor" in town("membership", "restore", member["id"], code=4)


def test_a_code_of_two_alphabets_is_warned_about(cop: Cop) -> None:
    assert "letters of two alphabets that look alike" in cop("partner", "new", "Sebha", "--code", "m-s\u0435b")


def test_missing_words_are_asked_for_at_a_terminal(cop: Cop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cop.console.ask.can_ask", lambda: True)
    monkeypatch.setattr("sys.stdin", io.StringIO("Media network\nworking group\n"))
    assert "What is the body called" in cop("body", "new")
    assert [(row["title"], row["kind"]) for row in read(cop, "body", "list")] == [("Media network", "working_group")]


@pytest.mark.parametrize("noun", ["partner", "person", "body", "seat", "membership", "channel"])
def test_an_empty_list_says_what_to_type(cop: Cop, noun: str) -> None:
    assert f"cop {noun} new" in cop(noun, "list", "--format", "table")
