"""What people type about risks, and what they read, from the front door."""

import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run

Type = Callable[[str], str]
LATE = "risk new 'Supplier late with the cold room' --probability 3 --impact 4 --owner m-zli --code rk1"
REAGENTS = "risk new 'Reagents expire' --probability 4 --impact ٤ --code rk2 --review 2024-06-15"


@pytest.fixture
def types(programme_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setattr("sys.stdin", io.StringIO())

    def type_line(line: str) -> str:
        code = run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    type_line("partner new Zliten --code m-zli")
    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_a_risk_is_named_and_rated_in_one_line(types: Type) -> None:
    assert types(LATE) == (
        "saved  rk1  Supplier late with the cold room\n"
        "       probability 3, impact 4: 12 of 25, medium\n"
        "       next: cop risk show rk1\n"
    )
    unrated = types("risk new Storm --code rk3")
    assert "no data: nobody has rated it yet" in unrated and "next: cop risk rate rk3 3 4" in unrated
    assert "next:" not in types("risk new Flood --dry-run")


def test_a_rating_says_whether_it_got_worse(types: Type) -> None:
    types("risk new Storm --code rk1")
    assert types("risk rate rk1 2 4 --on 2024-06-01") == (
        "saved  rk1  Storm\n       probability 2, impact 4: 8 of 25, medium · on Sat 1 June 2024\n"
    )
    assert "15 of 25, high · on Mon 1 July 2024 · worse than before (8 on Sat 1 June 2024)" in types(
        "risk rate rk1 3 5"
    )
    corrected = types("risk rate rk1 1 5")
    assert "better than before (8 on" in corrected and "instead of 3 x 5, which stood there for that day" in corrected
    assert types("risk rate rk1 1 5").startswith("unchanged  rk1")
    assert told(types, "risk rate rk1 2 2")["probability"] == 2


def test_a_list_begins_with_the_gravest(types: Type) -> None:
    for line in (LATE, REAGENTS, "risk new Storm --code rk3"):
        types(line)
    assert types("risk list").splitlines() == [
        "  score  risk    trend  title                             who    look again   late  ref",
        "     16  high    new    Reagents expire                   -      15 Jun 2024        rk2",
        "     12  medium  new    Supplier late with the cold room  m-zli  -                  rk1",
        "no data                 Storm                             -      -                  rk3",
    ]
    known = told(types, "risk list")[0]
    assert (known["score"], known["band"], known["trend"], known["review_days_late"]) == (16, "high", "new", None)
    assert [one["ref"] for one in told(types, "risk list --owner zliten")] == ["rk1"]


def test_a_review_that_is_over_is_late_until_somebody_rates_it(types: Type) -> None:
    types("risk new Storm --code rk3 --review 2024-06-15")
    assert "16 days" in types("risk list --late")
    assert "review late  16 days" in types("risk show rk3")
    types("risk rate rk3 1 2")
    assert types("risk list --late") == "no risk fits\n"


def test_a_risk_shows_how_it_was_rated_over_time(types: Type) -> None:
    types(LATE)
    types("risk rate rk1 2 2 --on 2024-05-01")
    shown = types("risk show rk1")
    assert "stands   probability 3, impact 4: 12 of 25, medium · worse than before" in shown
    assert "ratings  Mon 1 July 2024: probability 3, impact 4: 12 of 25, medium\n" in shown
    assert "rated for the first time" in types("risk show rk1 --by 2024-06-30")
    data = told(types, "risk show rk1")
    assert (data["score"], data["trend"], data["owner_name"]) == (12, "up", "Zliten")
    assert [one["rated_on"] for one in data["ratings"]] == ["2024-05-01", "2024-07-01"]


def test_a_risk_is_closed_or_happens_and_is_taken_up_again(types: Type) -> None:
    types(LATE)
    types(REAGENTS)
    assert "closed  rk1" in types("risk close rk1 --why 'Second quote came'")
    happened = types("risk happened rk2 --why 'Two lots were lost'")
    assert "on Mon 1 July 2024: Two lots were lost" in happened and "next: cop action new" in happened
    assert types("risk list").startswith("no risk is open")
    over = types("risk list --all")
    assert "closed" in over and "happened" in over
    assert [one["status"] for one in told(types, "risk list --by 2024-06-30")] == ["open", "open"]
    assert "reopened  rk1" in types("risk reopen rk1")
    assert [one["ref"] for one in told(types, "risk list")] == ["rk1"]


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("risk rate rk1 2 6", 'impact cannot be "6"', 2),
        ("risk rate rk1 high 2", 'probability cannot be "high"', 2),
        ("risk rate rk1 2", "IMPACT is missing", 2),
        ("risk rate rk1 2 2 --on 2024-07-02", "nobody can have rated anything on it", 4),
        ("risk new Storm --probability 3", "a rating is two numbers", 2),
        ("risk new Storm --owner nobody", "no partner, body or person is called", 3),
        ("risk close rk1", "--why is missing", 2),
        ("risk close rk1 --why x --on 2024-07-02", "nothing can have been closed on it", 4),
        ("risk happened rk1 --on 2024-07-02", "nothing can have happened on it", 4),
        ("risk edit rk1 --set status=closed", "status is not changed by --set", 2),
        ("risk show rk9", "no risk is called", 3),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(types: Type, line: str, said: str, code: int) -> None:
    types(LATE)
    before = types("log --format tsv")
    answer = types(line)
    assert said in answer and answer.endswith(f"exit {code}\n")
    assert types("log --format tsv") == before
