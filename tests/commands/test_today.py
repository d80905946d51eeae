"""What is next for whoever asks, and how the programme stands."""

import json
from pathlib import Path

import pytest

from cop import cli

Shown = pytest.CaptureFixture[str]
EXAMPLE = Path(__file__).parents[2] / "examples" / "rebuild.yaml"


@pytest.fixture(autouse=True)
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Shown) -> None:
    """Work in a folder with the example programme, on Monday 1 July 2024."""
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "rebuild", "--from", str(EXAMPLE)]) == 0
    capsys.readouterr()


def refs(capsys: Shown, *words: str) -> list[str]:
    assert cli.run([*words, "--format", "json"]) == 0
    return [one["ref"] for one in json.loads(capsys.readouterr().out)]


def test_bare_cop_shows_what_comes_in_the_next_weeks(capsys: Shown) -> None:
    assert refs(capsys)[:2] == ["vpm/2024-07-03", "sc7"]


def test_somebody_known_sees_their_own_meetings_only(capsys: Shown) -> None:
    assert "fv3" in refs(capsys, "--as", "m-zli-pm"), "works begin in Zliten's port"
    assert "fv3" not in refs(capsys, "--as", "pat-pm")


def test_somebody_this_programme_does_not_know_sees_all(capsys: Shown) -> None:
    assert refs(capsys, "--as", "a-stranger") == refs(capsys)


def test_a_cancelled_meeting_is_not_next(capsys: Shown) -> None:
    assert cli.run(["meeting", "cancel", "sc7", "--why", "Election day"]) == 0
    capsys.readouterr()
    assert "sc7" not in refs(capsys)


def test_the_hours_are_those_of_the_askers_own_town(capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COP_NOW", "2024-11-10T08:00:00Z")
    cli.run(["today", "--format", "json"])
    told = {one["ref"]: one for one in json.loads(capsys.readouterr().out)}
    assert told["fv5"]["start"].endswith("T09:00[Africa/Tunis]")
    assert told["fv5"]["when"] == "Tue 12 Nov 10:00", "nine in Tunis is ten in Libya"


def test_vacant_seats_are_counted_until_somebody_fills_them(capsys: Shown) -> None:
    assert cli.run(["seat", "new", "--body", "sc"]) == 0 or cli.run(["seat", "new", "sc"]) == 0
    capsys.readouterr()
    assert cli.run(["today", "--format", "plain"]) == 0
    assert "cop seat vacant" in capsys.readouterr().out


def test_status_counts_what_there_is(capsys: Shown) -> None:
    assert cli.run(["status", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["partners"], told["people"], told["bodies"], told["series"], told["seats"]) == (30, 75, 15, 2, 39)
    assert told["next_meeting"] == "vpm/2024-07-03" and told["vacant_seats"] == 0


def test_status_tells_for_how_many_held_meetings_nobody_wrote_who_came(capsys: Shown) -> None:
    def missing() -> tuple[int, int]:
        assert cli.run(["status", "--format", "json"]) == 0
        told = json.loads(capsys.readouterr().out)
        return told["meetings_held"], told["attendance_missing"]

    assert missing() == (6, 2), "the description says who came to tot2, tot3, tot4 and fv4, not to com1 and tb6"
    assert cli.run(["attendance", "mark", "com1", "pat-com", "present"]) == 0
    capsys.readouterr()
    assert missing() == (6, 1)


def test_a_month_without_meetings_says_how_to_plan_one(capsys: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.run(["init", "ten.cop.db", "--from", str(EXAMPLE.with_name("ten-lines.yaml"))]) == 0
    capsys.readouterr()
    monkeypatch.setenv("COP_NOW", "2026-07-01T09:00:00Z")
    assert cli.run(["today", "--file", "ten.cop.db", "--format", "table"]) == 0
    assert "cop meeting new" in capsys.readouterr().err


def test_milestones_and_actions_of_ones_own_stand_together_the_latest_first(capsys: Shown) -> None:
    assert (
        cli.run(["action", "new", "Send the zone map", "--owner", "m-zli-pm", "--due", "2024-06-27", "--code", "z"])
        == 0
    )
    capsys.readouterr()
    assert cli.run(["today", "--as", "m-zli-pm", "--format", "json"]) == 0
    mine = [(one["when"], one["ref"]) for one in json.loads(capsys.readouterr().out) if one["what"] == "mine"]
    assert mine == [("late 31 days", "f-design"), ("late 4 days", "z"), ("due 15 Jul", "f-works")]


def test_for_nobody_known_late_milestones_are_counted(capsys: Shown) -> None:
    assert "cop milestone list --late" in refs(capsys)


def test_a_trainer_sees_the_trainings_to_give_and_a_town_those_to_come(
    capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COP_NOW", "2024-09-01T08:00:00Z")
    assert "dl7" in refs(capsys, "--as", "u-tbk-tr1"), "who gives it"
    assert "dl7" in refs(capsys, "--as", "m-tbk-pm"), "where it is given"
    assert "dl7" not in refs(capsys, "--as", "m-seb-pm")


def test_whoever_is_registered_sees_an_event_to_which_no_body_of_theirs_is_invited(
    capsys: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "fv3" not in refs(capsys, "--as", "u-srt-po")
    assert cli.run(["registration", "new", "fv3", "u-srt-po"]) == 0
    capsys.readouterr()
    assert "fv3" in refs(capsys, "--as", "u-srt-po")
