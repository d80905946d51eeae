"""What people type about contacts and momentum, from the words to the answer."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run
from cop.store.store import Store
from tests.community.conftest import TODAY, fill

Cop = Callable[..., str]


@pytest.fixture
def cop(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cop:
    """Type a command about the community and return what it answers; `code` is the exit code that it ends with."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_NOW", f"{TODAY}T09:00:00Z")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with Store(str(programme_file)) as store, store.writing("import") as draft:
        fill(draft)

    def typed(*words: str, code: int = 0) -> str:
        ended = run([*words])
        out, err = capsys.readouterr()
        assert ended == code, err
        return out + err

    return typed


def read(cop: Cop, *words: str) -> Any:
    return json.loads(cop(*words, "--format", "json"))


def test_a_weeks_count_is_of_the_askers_own_team_and_says_what_was_understood(cop: Cop) -> None:
    told = cop(
        "contact", "log", "viber", "--week", "2024-07-10", "--count", "14", "--as", "zli-pm", "--format", "table"
    )
    assert "Team lct-zli on Channel viber" in told
    assert "14 contacts, week of Mon 8 July 2024" in told
    (kept,) = read(cop, "contact", "list")
    assert {name: kept[name] for name in ("happened_on", "span", "times", "channel", "body", "recipients")} == {
        "happened_on": "2024-07-08", "span": "week", "times": 14, "channel": "viber", "body": "lct-zli",
        "recipients": [],
    }  # fmt: skip
    assert "14 were counted before" in cop("contact", "log", "viber", "--week", "8 jul 2024", "--count", "١٢", "--as",
                                           "zli-pm")  # fmt: skip
    assert [each["times"] for each in read(cop, "contact", "list")] == [12]
    assert "nothing was heard, week of Mon 1 July 2024" in cop(
        "contact", "log", "viber", "--week", "2024-07-01", "--count", "0", "--as", "zli-pm"
    )


def test_a_contact_is_of_today_unless_a_day_is_said(cop: Cop) -> None:
    cop("contact", "log", "viber", "--team", "lct-seb", "--from", "seb-pm", "--to", "pmu", "--about", "Zone map")
    cop("contact", "log", "viber", "--team", "lct-seb", "--on", "last fri")
    first, second = read(cop, "contact", "list", "--team", "lct-seb", "--channel", "viber", "--month", "2024-07")
    assert (first["happened_on"], second["happened_on"]) == ("2024-07-19", "2024-07-20")
    assert (second["sender"], second["recipients"], second["about"]) == ("seb-pm", ["pmu"], "Zone map")
    shown = cop("contact", "list", "--format", "table")
    assert "Sat 20 July 2024" in shown and "Zone map" in shown


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("log viber", 2, "--team is missing"),
        ("log viber --team lct-zli --week today", 2, "--count is missing"),
        ("log viber --team lct-zli --count 3", 2, "the week of this count is missing"),
        ("log viber --team lct-zli --on today --count 3", 2, "of one day, or counted for a week"),
        ("log viber --team lct-zli --week today --count -1", 2, "there cannot have been -1"),
        ("log viber --team lct-zli --on 2024-07-21", 4, "has not come yet"),
        ("log note --team lct-zli", 4, "takes no part"),
        ("log sms --team lct-zli", 3, 'no channel is called "sms"'),
        ("log viber --team nobody", 3, 'no body is called "nobody"'),
        ("log viber --team lct-zli --to nobody", 3, 'no person or body is called "nobody"'),
        ("list --month never", 2, "no month"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(cop: Cop, words: str, code: int, said: str) -> None:
    assert said in cop("contact", *words.split(), code=code)
    assert read(cop, "contact", "list") == []


def test_a_contact_is_written_down_by_digits_alone(cop: Cop, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("cop.console.ask.can_ask", lambda: True)
    # Of Zliten's channels, by title, viber is the fourth; then how many in the last week; then how many there were.
    monkeypatch.setattr("sys.stdin", Terminal("9\n4\n3\n١٤\n"))
    told = cop("contact", "log", "--as", "zli-pm", "--format", "table")
    assert "4 Channel viber (viber)" in told and "note" not in told, "only channels of the asker's own team"
    assert "14 contacts, week of Mon 8 July 2024" in told
    (kept,) = read(cop, "contact", "list")
    assert (kept["channel"], kept["body"], kept["span"]) == ("viber", "lct-zli", "week")


def test_without_a_terminal_the_channel_has_to_be_named(cop: Cop) -> None:
    assert "CHANNEL is missing" in cop("contact", "log", "--as", "zli-pm", code=2)


def test_somebody_whom_the_programme_does_not_know_names_the_team(cop: Cop) -> None:
    assert "--team is missing" in cop("contact", "log", "viber", "--as", "stranger", code=2)
    cop("contact", "log", "viber", "--as", "stranger", "--team", "pmu")


def test_a_contact_is_edited_removed_and_brought_back(cop: Cop) -> None:
    cop("contact", "log", "viber", "--team", "lct-seb", "--week", "2024-07-08", "--count", "3")
    ref = read(cop, "contact", "list")[0]["ref"]
    assert "there cannot have been -3" in cop("contact", "edit", ref, "--set", "times=-3", code=2)
    cop("contact", "edit", ref, "--set", "times=5", "--set", "about=Zone map")
    assert read(cop, "contact", "show", ref)["times"] == 5
    cop("contact", "remove", ref, "--yes")
    assert read(cop, "contact", "list") == []
    cop("contact", "restore", ref)
    assert read(cop, "contact", "list")[0]["about"] == "Zone map"


def test_momentum_tells_silence_by_team_and_channel(cop: Cop) -> None:
    cop("contact", "log", "viber", "--team", "lct-seb", "--on", "2024-07-12")
    cop("contact", "log", "moodle", "--team", "lct-zli", "--on", "2024-07-15")
    first, second, *others = read(cop, "momentum")
    assert {name: first[name] for name in ("body", "channel", "cadence", "last_contact_on", "silent_days", "missed",
                                           "too_long", "streak")} == {
        "body": "lct-seb", "channel": "viber", "cadence": "daily", "last_contact_on": "2024-07-12", "silent_days": 8,
        "missed": 5, "too_long": True, "streak": 0,
    }  # fmt: skip
    assert (second["channel"], second["silent_days"], second["too_long"]) == ("moodle", 5, None)
    assert {each["silent_days"] for each in others} == {None}
    assert {each["body"] for each in read(cop, "momentum", "--team", "lct-seb")} == {"lct-seb"}


def test_momentum_has_three_words_for_nothing(cop: Cop) -> None:
    cop("contact", "log", "viber", "--team", "lct-seb", "--on", "2024-07-12")
    cop("contact", "log", "moodle", "--team", "lct-zli", "--on", "2024-07-15")
    lines = {tuple(line.split()[:2]): " ".join(line.split()[2:])
             for line in cop("momentum", "--format", "table").splitlines()}  # fmt: skip
    assert lines["lct-seb", "viber"] == "daily Fri 12 Jul 2024 8 days yes 0 days"
    assert lines["lct-zli", "moodle"] == "on demand Mon 15 Jul 2024 5 days n/a n/a"
    assert lines["lct-zli", "viber"] == "daily no data no data no data no data"
    assert lines["lct-seb", "note"].startswith("about weekly")


def test_momentum_can_be_asked_of_an_earlier_day_and_of_no_later_one(cop: Cop) -> None:
    cop("contact", "log", "viber", "--team", "lct-seb", "--on", "2024-07-12")
    assert read(cop, "momentum", "--on", "2024-07-15")[0]["silent_days"] == 3
    assert read(cop, "momentum", "--on", "2024-07-11")[0]["silent_days"] is None
    assert "has not come yet" in cop("momentum", "--on", "tomorrow", code=2)
