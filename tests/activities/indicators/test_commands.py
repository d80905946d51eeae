"""What people type about indicators, and what they read, from the front door."""

import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run

Type = Callable[[str], str]
DAYS = "indicator new 'Days to clear' --baseline 9 --target 4 --unit days --code i-days"
OPERATORS = "indicator new 'Operators trained to run the centre' --target 15 --unit persons --code i-oper"


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

    type_line("programme edit rebuild --set start_on=2024-01-01 --set end_on=2025-12-31")
    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_nine_days_to_four_are_thirty_percent_achieved_at_seven_and_a_half(types: Type) -> None:
    types(DAYS)
    types("indicator value i-days 7,5 --on 2024-07-31")
    assert "achieved  30 % of the way from 9 to 4 days\n" in types("indicator show i-days")
    assert told(types, "indicator show i-days")["achieved"] == "0.3"


def test_a_value_is_confirmed_with_how_far_that_is(types: Type) -> None:
    types(OPERATORS)
    assert types("indicator value i-oper 6 --on 2024-07-31") == (
        "saved  i-oper  Operators trained to run the centre\n"
        "       6 persons on Wed 31 July 2024 · 40 % of the way from 0 to 15 persons\n"
        "       next: cop indicator show i-oper\n"
    )
    again = types("indicator value i-oper ٧ --on 31/7/2024 --split sex=female:3 --split sex=male:3")
    assert "       instead of 6 persons, which stood there for that day\n" in again
    assert "       sex: female 3, male 3\n" in again
    assert "note: the parts by sex add up to 6, the total is 7\n" in again
    assert "unchanged  i-oper" in types("indicator value i-oper 7 --on 2024-07-31")


def test_a_value_without_a_day_is_todays_and_may_be_below_nothing(types: Type) -> None:
    types("indicator new 'Change in catch' --target 10 --code i-catch")
    assert "-3 on Thu 1 August 2024 · -30 % of the way from 0 to 10" in types("indicator value i-catch -3")
    saved = told(types, "indicator value i-catch 2 --on 2024-07-31")
    assert (saved["saved"], saved["ref"], saved["amount"], saved["measured_on"]) == (
        "saved", "i-catch", "2", "2024-07-31",
    )  # fmt: skip


def test_a_value_is_rehearsed_without_being_kept(types: Type) -> None:
    types(OPERATORS)
    said = types("indicator value i-oper 6 --dry-run")
    assert said.startswith("would be saved  i-oper") and "next:" not in said
    assert told(types, "indicator show i-oper")["values"] == []


def test_a_list_says_how_each_indicator_stands(types: Type) -> None:
    for line in (DAYS, OPERATORS, "indicator new 'Accidents at sea' --target 0 --code i-acc"):
        types(line)
    types("indicator value i-days 7.5 --on 2024-07-31")
    assert types("indicator list").splitlines() == [
        "title                                from → to         value  on      achieved  light    ref",
        "Accidents at sea                     0 → 0           no data               n/a  n/a      i-acc",
        "Days to clear                        9 → 4 days          7.5  31 Jul      30 %  good     i-days",
        "Operators trained to run the centre  0 → 15 persons  no data           no data  no data  i-oper",
    ]
    known = {one["ref"]: one for one in told(types, "indicator list")}
    assert known["i-acc"]["light"] is None and known["i-acc"]["achieved"] is None
    assert (known["i-days"]["amount"], known["i-days"]["unit"], known["i-days"]["light"]) == ("7.5", "days", "good")
    assert (known["i-oper"]["target_due_on"], known["i-oper"]["light"]) == ("2025-12-31", "unknown")


def test_a_list_fits_a_screen_and_names_years_where_there_are_several(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(OPERATORS)
    types("indicator value i-oper 2 --on 2023-12-31")
    monkeypatch.setenv("COLUMNS", "80")
    assert "31 Dec 2023" in types("indicator list")
    assert all(len(line) <= 80 for line in types("indicator list").splitlines())


def test_a_list_can_be_asked_as_of_a_day_a_pilot_or_a_level(types: Type) -> None:
    types(OPERATORS)
    types(f"{DAYS} --level outcome")
    types("indicator value i-oper 6 --on 2024-07-31")
    assert told(types, "indicator list --by 2024-07-30")[1]["amount"] is None
    assert [one["ref"] for one in told(types, "indicator list --level outcome")] == ["i-days"]
    assert types("indicator list --level impact") == "no indicator fits\n"
    assert "is called" in types("indicator list --concerns p-none")


def test_without_indicators_a_list_says_how_to_begin(types: Type) -> None:
    assert types("indicator list") == "nothing is measured yet: cop indicator new TITLE --target AMOUNT begins\n"


def test_a_target_equal_to_its_baseline_is_said_where_it_is_set_and_shown(types: Type) -> None:
    why = "n/a: the target is the baseline, so there is no way to go"
    assert why in types("indicator new 'Accidents at sea' --target 0 --code i-acc")
    assert why in types("indicator value i-acc 2")
    shown = types("indicator show i-acc")
    assert f"achieved  {why}" in shown and "light     n/a" in shown


def test_an_indicator_shows_its_way_value_by_value(types: Type) -> None:
    types(OPERATORS)
    types("indicator target i-oper 8 --on 2024-06-30")
    types("indicator target i-oper 12 --on 2024-12-31")
    types("indicator value i-oper 3 --on 2024-03-31")
    types("indicator value i-oper 6 --on 2024-07-31 --split sex=female:3 --split sex=male:2")
    shown = types("indicator show i-oper")
    assert "target           15 persons by Wed 31 December 2025" in shown
    assert "light            fair: it was to be 8 persons by Sun 30 June 2024" in shown
    assert "course           0 ▁▂▃ 6, the target 15" in shown
    assert "values           Wed 31 July 2024: 6 persons · sex: female 3, male 2" in shown
    assert "                 the parts by sex add up to 5, the total is 6\n" in shown
    assert "it would be 4 persons on Sun 31 March 2024" in types("indicator show i-oper --by 2024-04-01")
    assert "12 persons by Tue 31 December 2024" in shown
    data = told(types, "indicator show i-oper")
    assert data["interim_targets"][0] == {"due_on": "2024-06-30", "amount": "8"}
    assert data["parts"][0] == {"measured_on": "2024-07-31", "split_by": "sex", "part": "female", "amount": "3"}


def test_parts_without_a_total_are_shown_as_such(types: Type, tmp_path: Path) -> None:
    described = tmp_path / "more.yaml"
    described.write_text(
        "indicators:\n  - {code: i-vets, title: Veterinarians, target: 4, measurements: "
        "[{measured_on: 2024-07-31, split_by: partner, part: m-zli, amount: 2}]}\n"
    )
    types(f"import {described}")
    shown = types("indicator show i-vets")
    assert "Wed 31 July 2024: no total · partner: m-zli 2" in shown and "no data: nothing was measured yet" in shown


def test_values_and_targets_are_taken_away(types: Type) -> None:
    types(OPERATORS)
    types("indicator value i-oper 6 --on 2024-07-31")
    types("indicator target i-oper 8 --on 2024-12-31")
    assert "nothing stands there for Wed 31 July 2024 any more" in types(
        "indicator value i-oper --remove --on 31/7/2024"
    )
    assert "any more" in types("indicator target i-oper --remove --on 2024-12-31")
    data = told(types, "indicator show i-oper")
    assert data["values"] == data["interim_targets"] == []


@pytest.mark.parametrize(
    ("line", "said", "code"),
    [
        ("indicator value i-oper 6 --on 2024-08-02", "is still to come, so nothing can have been measured", 4),
        ("indicator value i-oper '6 days'", "i-oper is counted in persons, so it cannot be", 2),
        ("indicator value i-oper about6", '"about6" is no number', 2),
        ("indicator value i-oper 1,200", "may mean two numbers", 2),
        ("indicator value i-oper", "AMOUNT is missing", 2),
        ("indicator value i-oper 6 --remove", "--remove takes an amount away and writes none", 2),
        ("indicator value i-oper --remove", "nothing was measured on Thu 1 August 2024", 3),
        ("indicator value i-none 6", "no indicator is called", 3),
        ("indicator value i-oper 6 --split female", '"female" names no part', 2),
        ("indicator value i-oper 6 --onn 2024-07-31", "did you mean --on?", 2),
        ("indicator target i-oper 6", "--on is missing", 2),
        ("indicator target i-oper 20 --on 2025-12-31", "cop indicator edit i-oper --set target=20", 4),
        ("indicator new Boats --target 10 --pilott p-fish", "did you mean --pilot?", 2),
        ("indicator new Samples", "--target is missing", 2),
        ("indicator new Samples --target '5 km' --unit days", "Samples is counted in days", 2),
        ("indicator new Samples --target 5 --level great", "it takes output, outcome, impact", 2),
        ("indicator new Samples --target 5 --code i-oper", "is taken by Operators", 4),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence_and_changes_nothing(types: Type, line: str, said: str, code: int) -> None:
    types(OPERATORS)
    before = types("log --format tsv")
    answer = types(line)
    assert said in answer and answer.endswith(f"exit {code}\n")
    assert types("log --format tsv") == before


def test_an_import_keeps_the_rules_too(types: Type, tmp_path: Path) -> None:
    described = tmp_path / "more.yaml"
    described.write_text(
        "indicators:\n  - {code: i-x, title: X, target: 4, measurements: [{measured_on: 2024-08-02, amount: 2}]}\n"
    )
    assert "is still to come, so nothing can have been measured on it" in types(f"import {described}")
    assert told(types, "indicator list") == []


def test_a_changed_unit_and_what_a_common_verb_breaks_are_said(types: Type) -> None:
    types(OPERATORS)
    assert "note: all its amounts now count people; they were persons" in types(
        "indicator edit i-oper --set unit=people"
    )
    assert "baseline is missing" in types("indicator edit i-oper --set baseline=")
    assert "saved  i-oper" in types("indicator edit i-oper --set target=16,5")


def test_an_indicator_and_its_values_are_removed_and_brought_back(types: Type) -> None:
    types(OPERATORS)
    types("indicator value i-oper 6 --on 2024-07-31")
    types("indicator remove i-oper --yes")
    assert told(types, "indicator list") == []
    types("indicator restore i-oper")
    assert told(types, "indicator list")[0]["amount"] == "6"


def test_an_amount_below_nothing_needs_no_trick(types: Type) -> None:
    types("indicator new Balance --code i-bal --target 10 --baseline -20")
    types("indicator value i-bal -5 --on 2024-07-31")
    types("indicator target i-bal -2 --on 2024-12-31")
    data = told(types, "indicator show i-bal")
    assert (data["baseline"], data["amount"], data["interim_targets"][0]["amount"]) == ("-20", "-5", "-2")


def test_an_indicator_of_a_pilot_says_so_by_the_pilots_option(types: Type) -> None:
    types("pilot new 'Pilot project Fishery' --code p-fish")
    types("indicator new Boats --code i-boats --target 10 --pilot fishery")
    assert [one["ref"] for one in told(types, "indicator list --pilot p-fish")] == ["i-boats"]


def test_a_light_says_how_much_less_than_expected_is_still_good(types: Type) -> None:
    types("indicator new Boats --code i-boats --target 10 --since 2024-01-01 --by 2024-12-31")
    types("indicator value i-boats 5 --on 2024-07-31")
    shown = types("indicator show i-boats")
    assert "it would be 5.8 on Wed 31 July 2024; 86 % of that was gone, and it is good from 80 %" in shown


def test_a_hint_names_a_new_indicator_as_its_saved_line_does(types: Type) -> None:
    saved, _, hint = types("indicator new Boats --target 10").partition("\n")
    assert f"cop indicator value {saved.split()[1]} AMOUNT" in hint


def test_what_an_edit_left_behind_the_target_is_said_and_can_be_read_back(types: Type, tmp_path: Path) -> None:
    types(OPERATORS)
    types("indicator target i-oper 6 --on 2024-12-31")
    said = types("indicator edit i-oper --set target_on=2024-09-01")
    assert "note: the target by Tue 31 December 2024 is not before that of the target itself" in said
    assert "the target by Tue 31 December 2024" in types("indicator show i-oper")
    types(f"export -o {tmp_path / 'all.yaml'}")
    again = types(f"init {tmp_path / 'again.cop.db'} --from {tmp_path / 'all.yaml'}")
    assert "shall reach its target on Sun 1 September 2024" in again and "exit" not in again
