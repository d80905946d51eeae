"""Questions at a terminal."""

import sys
from io import StringIO

import pytest

from cop.console.ask import ask, choose, choose_or_write, choose_several, confirm, lines, require
from cop.kernel.errors import BadInput


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def at_a_terminal(monkeypatch: pytest.MonkeyPatch, *typed: str) -> Terminal:
    """Seat somebody at a terminal who types these lines, and return what the screen shows."""
    monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in typed)))
    monkeypatch.setattr(sys, "stderr", screen := Terminal())
    return screen


def test_what_is_missing_is_asked_for(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    screen = at_a_terminal(monkeypatch, "", " زليتن ")
    assert require(None, "--title", "What is it called?") == "زليتن"
    assert screen.getvalue() == "What is it called?: " * 2
    assert capsys.readouterr().out == ""


def test_what_was_given_is_not_asked_again() -> None:
    assert require("Zliten", "--title", "Title") == "Zliten"


def test_an_empty_line_takes_what_was_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch, "")
    assert ask("Time zone", "Africa/Tripoli", option="--tz") == "Africa/Tripoli"
    assert screen.getvalue() == "Time zone [Africa/Tripoli]: "


@pytest.mark.parametrize("typed", ["2", "٢", "۲"])
def test_a_number_in_any_digits_chooses(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    screen = at_a_terminal(monkeypatch, typed)
    assert choose("Who came?", ["everyone came", "some were missing"], option="--except") == 1
    assert screen.getvalue() == "Who came?   1 everyone came   2 some were missing\n> "


@pytest.mark.parametrize("typed", ["0", "4", "yes", "", "²", "-1"])
def test_anything_else_is_asked_again(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    screen = at_a_terminal(monkeypatch, typed, "3")
    assert choose("Which?", ["a", "b", "c"], option="--which") == 2
    assert "type a number from 1 to 3" in screen.getvalue()


def test_a_text_typed_instead_of_a_number_is_not_thrown_away(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch, "", "9", "Works began", "in the port", "")
    begun = choose_or_write("What was done?", ["write it", "nothing"], option="--done")
    assert begun == "Works began"
    assert lines("Go on.", option="--done", begun=str(begun)) == (["Works began", "in the port"], True)


def test_long_answers_stand_below_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = at_a_terminal(monkeypatch, "1")
    choose("Which meeting?", ["7th Steering Committee, 10 July 2024", "Technical Board, 11 July 2024"], option="REF")
    assert screen.getvalue().splitlines()[1:3] == [
        "  1 7th Steering Committee, 10 July 2024",
        "  2 Technical Board, 11 July 2024",
    ]


@pytest.mark.parametrize(("typed", "agreed"), [("1", True), ("2", False)])
def test_a_removal_is_confirmed_with_a_digit(monkeypatch: pytest.MonkeyPatch, typed: str, agreed: bool) -> None:
    at_a_terminal(monkeypatch, typed)
    assert confirm("Remove sc7b?") is agreed


def test_yes_answers_without_a_question() -> None:
    assert confirm("Remove sc7b?", yes=True)


def test_a_script_is_told_which_option_to_give(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", StringIO("1\n"))
    for question in (
        lambda: ask("Title", option="--title"),
        lambda: choose("Which?", ["a"], option="--title"),
        lambda: confirm("Sure?", option="--title"),
        lambda: require(None, "--title", "Title"),
    ):
        with pytest.raises(BadInput, match="--title is missing"):
            question()
    assert sys.stdin.read() == "1\n"


def test_nobody_is_asked_where_stdin_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(BadInput):
        ask("Title", option="--title")


def test_ending_the_input_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    at_a_terminal(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        choose("Which?", ["a"], option="--which")


@pytest.mark.parametrize(
    ("typed", "chosen"), [("3 1", [0, 2]), ("٣، ١", [0, 2]), ("2-4", [1, 2, 3]), ("1,1", [0]), ("۲ 4-4", [1, 3])]
)
def test_several_are_chosen_by_their_numbers(monkeypatch: pytest.MonkeyPatch, typed: str, chosen: list[int]) -> None:
    screen = at_a_terminal(monkeypatch, typed)
    assert choose_several("Who was missing?", ["a", "b", "c", "d"], option="--except") == chosen
    assert screen.getvalue() == "Who was missing?\n  1 a\n  2 b\n  3 c\n  4 d\n> "


@pytest.mark.parametrize("typed", ["", "0", "5", "1 x", "4-2", "1-999999999999", "-1", "²", "1 5"])
def test_numbers_that_choose_nothing_are_asked_again(monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    screen = at_a_terminal(monkeypatch, typed, "4")
    assert choose_several("Who?", ["a", "b", "c", "d"], option="--except") == [3]
    assert "type one or more numbers from 1 to 4" in screen.getvalue()


def test_several_are_not_asked_for_off_a_terminal() -> None:
    with pytest.raises(BadInput, match="--except is missing"):
        choose_several("Who?", ["a"], option="--except")
