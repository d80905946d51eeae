"""What people type about training, and what they read, from the front door."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.activities.training.conftest import Training, Type

TREE = """\
Who trained whom
1 December 2024
════════════════════════════════════════════════════════════════════════════════

Cycle c5
Local economy · 4 trainings given, 4 trainers, 40 counted, 1 by name, 3 of 3
│ partners reached, 3 generations
├─ ToT tot5 (tot5), 20–26 Apr 2024, Benghazi · 3 of 3 came
│  ├─ Trainer 1, University tbk (u-tbk-1) · co-delivered [G]
│  │  └─ Tobruk, 8–10 Sept 2024 (dl1) · 15 counted, with u-zli-1
│  ├─ Trainer 1, University zli (u-zli-1) · delivering [G]
│  │  ├─ Tobruk, 8–10 Sept 2024 (dl1) · told under u-tbk-1
│  │  └─ Zliten, 15–17 Sept 2024 (dl2) · 14 counted, 1 by name
│  │     └─ Officer, Bani Walid (bwd-off) · delivering [G]
│  │        └─ Bani Walid, 4 Nov 2024 (dl3) · 11 counted
│  └─ 1 came and has given none yet
└─ At no ToT of this cycle
   └─ Officer, Zliten (zli-off) · delivering, not trained in this cycle [F]
      └─ Zliten, 5 Mar 2024 (dl4) · counted: no data
"""
"""The picture of the fixture `given`, drawn by hand."""
STORES = pytest.mark.parametrize("store", ["sqlite3"], indirect=True)
pytestmark = STORES


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_a_training_is_written_down_as_people_say_it(types: Type) -> None:
    said = types(
        "delivery new c5 --by u-zli-1 --by u-zli-2 --to m-bwd --from 2024-10-15 --to-day 2024-10-17 --trainees 14 "
        "--code dl8"
    )
    assert said == (
        "saved  dl8  Local economy\n"
        "       c5 · for Bani Walid (m-bwd) · Tue 15 - Thu 17 October 2024\n"
        "       by Trainer 1 (u-zli-1), Trainer 2 (u-zli-2)\n"
        "       held · 14 counted\n"
        "       next: cop training tree c5\n"
    )


def test_a_training_to_come_is_planned_and_held_later(types: Type, monkeypatch: pytest.MonkeyPatch) -> None:
    said = types("delivery new c5 --by u-zli-1 --to m-zli --from 2025-01-12 --to-day 2025-01-14 --trainees 14")
    assert "planned · 14 expected" in said
    ref = said.split()[1]
    assert f"next: cop delivery hold {ref}\n" in said
    refused = types(f"delivery hold {ref}")
    assert "begins only on Sun 12 January 2025" in refused and "exit 4" in refused
    monkeypatch.setenv("COP_NOW", "2025-01-15T09:00:00Z")
    assert "held · 16 counted · 1 by name" in types(f"delivery hold {ref} --trainees 16 --trainee zli-off")
    shown = told(types, f"delivery show {ref}")
    assert (shown["trainers"], shown["trainees"], shown["named"]) == (["u-zli-1"], ["zli-off"], 1)


def test_a_training_by_somebody_unknown_names_the_nearest(types: Type) -> None:
    said = types("delivery new c5 --by u-zlo-1 --to m-zli --from 2024-10-15")
    assert 'no person is called "u-zlo-1"' in said and "u-zli-1" in said and "exit 3" in said


def test_more_trainees_than_places_are_said(types: Type) -> None:
    said = types("delivery new c5 --by u-zli-2 --to m-zli --from 2024-10-15 --trainees 15 --capacity 12")
    assert "note: 15 trainees are more than the 12 there is room for" in said and "saved" in said


def test_a_rehearsal_saves_nothing(types: Type) -> None:
    before = told(types, "delivery list")
    said = types("delivery new c5 --by u-zli-2 --to m-zli --from 2024-10-15 --dry-run")
    assert said.startswith("would be saved") and "next:" not in said
    assert told(types, "delivery list") == before


def test_trainings_are_listed_in_the_order_of_their_days(types: Type) -> None:
    assert types("delivery list").splitlines() == [
        "from         for         cycle  trainers  counted  named  status  ref",
        "5 Mar 2024   Zliten      c5            1  no data      0  held    dl4",
        "8 Sep 2024   Tobruk      c5            2       15      0  held    dl1",
        "15 Sep 2024  Zliten      c5            1       14      1  held    dl2",
        "4 Nov 2024   Bani Walid  c5            1       11      0  held    dl3",
    ]
    assert [one["ref"] for one in told(types, "delivery list --by u-zli-1 --month 2024-09")] == ["dl1", "dl2"]
    assert [one["ref"] for one in told(types, "delivery list --to m-zli --cycle c5")] == ["dl4", "dl2"]
    first = told(types, "delivery list --status held")[0]
    assert (first["headcount"], first["named"], first["trainers"], first["end_on"]) == (
        None,
        0,
        ["zli-off"],
        "2024-03-05",
    )
    assert "none of 4 trainings fits" in types("delivery list --status planned")
    assert 'no training is "done"' in types("delivery list --status done")


def test_a_training_is_corrected_moved_cancelled_and_reopened(types: Type) -> None:
    types("delivery new c5 --by u-zli-2 --to m-zli --from 2025-02-02 --to-day 2025-02-03 --code dl8")
    assert "Sun 9 - Mon 10 February 2025" in types("delivery move dl8 --from 2025-02-09 --why rain")
    assert "25 expected" in types("delivery edit dl8 --trainees 25 --place 'Town hall'")
    assert "--why is missing" in types("delivery cancel dl8")
    assert types("delivery cancel dl8 --why flood").splitlines()[0] == "cancelled  dl8  Local economy"
    assert "reopened" in types("delivery reopen dl8")
    shown = told(types, "delivery show dl8")
    assert (shown["status"], shown["reason"], shown["place"], shown["headcount"]) == ("planned", None, "Town hall", 25)


def test_trainers_and_trainees_are_added_and_taken_away(types: Type) -> None:
    assert "given by Trainer 2 (u-zli-2) too" in types("delivery trainer dl2 u-zli-2")
    assert "no longer given by Trainer 2" in types("delivery trainer dl2 u-zli-2 --remove")
    assert "Head of works stands in the list" in types("delivery trainee dl2 --name 'Head of works' --sex female")
    assert told(types, "delivery show dl2")["trainees"] == ["bwd-off", "Head of works"]
    assert "is off the list" in types("delivery trainee dl2 bwd-off --remove")


def test_the_tree_is_drawn_as_by_hand(types: Type) -> None:
    assert types("training tree c5")[: len(TREE)] == TREE
    assert types("training tree")[: len(TREE)] == TREE


def test_the_tree_as_it_stood_on_a_day(types: Type) -> None:
    assert "no training given yet" in types("training tree c5 --on 2024-03-01")


def test_what_nobody_said_was_held_stays_planned_and_says_so(types: Type, given: Training) -> None:
    given.cycle("c6")
    given.tot("tot6", "c6", "2024-10-01", "2024-10-03", status="planned")
    assert "planned, nobody said that it was held, 3 enrolled" in " ".join(types("training tree c6").split())


def test_a_script_reads_the_tree_row_by_row(types: Type) -> None:
    nodes = told(types, "training tree c5")
    assert [(one["level"], one["kind"], one["ref"]) for one in nodes] == [
        (0, "cycle", "c5"), (1, "tot", "tot5"), (2, "trainer", "u-tbk-1"), (3, "delivery", "dl1"),
        (2, "trainer", "u-zli-1"), (3, "delivery", "dl1"), (3, "delivery", "dl2"), (4, "trainer", "bwd-off"),
        (5, "delivery", "dl3"), (2, "person", "u-zli-2"), (1, "trainer", "zli-off"), (2, "delivery", "dl4"),
    ]  # fmt: skip
    assert [one["under"] for one in nodes if one["ref"] == "dl1"] == [None, "u-tbk-1"]
    assert nodes[-2]["remarks"] == ["not_trained"]


def test_the_tree_is_a_picture_and_a_page_in_the_language_that_is_asked_for(types: Type, tmp_path: Path) -> None:
    picture, page = tmp_path / "tree.svg", tmp_path / "tree.html"
    types(f"training tree c5 -o {picture}")
    drawn = picture.read_text()
    assert drawn.startswith("<svg") and "Bani Walid" in drawn
    types(f"training tree c5 --lang ar -o {page}")
    assert 'dir="rtl"' in page.read_text()
    assert "speaks one language" in types(f"training tree c5 --lang ar --lang en -o {picture}")


def test_cover_tells_whom_nobody_has_reached(types: Type, given: Training) -> None:
    assert types("training cover").splitlines() == [
        "partner     trainers  deliver  cover    given  counted  named  ref",
        "Bani Walid         1        1  covered      1       11      0  m-bwd",
        "Tobruk             1        1  covered      1       15      0  m-tbk",
        "Zliten             3        2  covered      2       14      1  m-zli",
        "3 of 3 partners have a trainer who delivers",
    ]
    given.cycle("c6")
    said = types("training cover c6")
    assert "0 of 3 partners have a trainer who delivers" in said
    assert "no training has reached Bani Walid, Tobruk, Zliten" in said
    assert {one["status"] for one in told(types, "training cover c6")} == {"no_trainer"}


def test_standings_are_listed_with_remarks(types: Type) -> None:
    assert types("training standing c5").splitlines() == [
        "trainer  role                       standing      given  remarks",
        "bwd-off  Bani Walid, Officer        delivering        1",
        "u-zli-1  University zli, Trainer 1  delivering        2",
        "zli-off  Zliten, Officer            delivering        1  not trained",
        "u-tbk-1  University tbk, Trainer 1  co-delivered      1",
        "u-zli-2  University zli, Trainer 2  trained           0",
    ]
    assert [one["ref"] for one in told(types, "training standing --standing co-delivered")] == ["u-tbk-1"]
    assert 'no trainer is "famous"' in types("training standing --standing famous")


def test_cycles_at_a_glance(types: Type, given: Training) -> None:
    given.cycle("c6")
    assert types("training list").splitlines() == [
        "cycle  title          ToT       came  deliver  given  counted  named  reached",
        "c5     Local economy  Apr 2024   3/3        4      4       40      1      3/3",
        "c6     Topic c6       -          n/a        0      0        0      0      0/3",
    ]
    first, second = told(types, "cycle list")
    assert (first["headcount"], first["named"], first["partners"], first["generation"]) == (40, 1, 3, 3)
    assert (second["attended"], second["headcount"]) == (None, None)


def test_a_tot_of_which_nobody_wrote_who_came_says_no_data(types: Type, given: Training) -> None:
    given.cycle("c6")
    given.tot("tot6", "c6", "2024-10-01", "2024-10-03")
    assert "no data" in types("training list").splitlines()[2]
    assert "came: no data" in types("training tree c6")


def test_a_cycle_is_shown_with_all_that_belongs_to_it(types: Type) -> None:
    types("cycle module c5 'Value chains' --mode e-learning --for 8h")
    types("training use 'Budgets are drawn up with residents' --by m-zli --cycle c5 --since 2024-10-01")
    shown = types("training show c5")
    assert "1 Value chains (e-learning)" in shown
    assert "ToT tot5 (tot5) · Sat 20 - Fri 26 April 2024 · Benghazi · 3 of 3 came" in shown
    assert "3 delivering · 1 co-delivered · 1 trained" in shown
    assert "Budgets are drawn up with residents" in shown
    script = told(types, "training show c5")
    assert script["trainers"]["delivering"] == 3 and script["deliveries"] == ["dl4", "dl1", "dl2", "dl3"]
    assert told(types, "training uses c5")[0]["used_by"] == "m-zli"


def test_a_cycle_is_begun_with_its_modules(types: Type) -> None:
    said = types("cycle new 'Water' --code c7 --module Sources --module Pipes --from 2024-11-01 --to-day 2025-03-31")
    assert said.splitlines()[:2] == ["saved  c7  Water", "       2 modules"]
    assert 'cop event new "ToT" --kind tot --concerns c7' in said
    assert "no longer teaches Pipes" in types("cycle module c7 2 --remove")
    assert "would end before it starts" in types("cycle edit c7 --set end_on=2024-01-01")


def test_people_are_enrolled_and_certified(types: Type, given: Training) -> None:
    given.tot("tot6", "c5", "2025-01-10", "2025-01-12", status="planned", invite=())
    assert types("training enrol c5 bwd-off zli-off").splitlines() == [
        "enrolled  tot6  ToT tot6", "          bwd-off, zli-off",
    ]  # fmt: skip
    assert "Officer is enrolled in tot6 already" in types("training enrol c5 bwd-off")
    said = types("training certify u-zli-1 c5 --number 17 --on 2024-05-01 --by pat")
    assert "Trainer 1 (u-zli-1) for Local economy" in said and "on Wed 1 May 2024" in said
    certified = {one["ref"]: one["certified_on"] for one in told(types, "training standing c5")}
    assert certified["u-zli-1"] == "2024-05-01" and certified["u-zli-2"] is None
    assert "no longer certified" in types("training certify u-zli-1 c5 --remove")


def test_a_cycle_without_a_tot_says_how_to_plan_one(types: Type, given: Training) -> None:
    given.cycle("c6")
    said = types("training enrol c6 bwd-off")
    assert "c6 has no ToT yet" in said and "--kind tot --concerns c6" in said and "exit 3" in said


def test_a_day_without_a_year_is_the_one_just_over_and_a_far_one_is_said(types: Type) -> None:
    assert "Sun 28 - Tue 30 July 2024" in types(
        "delivery new c5 --by u-zli-1 --to m-bwd --from '28 jul' --to-day '30 jul' --dry-run"
    )
    far = types("delivery new c5 --by u-zli-1 --to m-bwd --from 2025-07-28 --dry-run")
    assert "note: Mon 28 July 2025 is more than half a year ahead" in far


def test_a_name_that_the_programme_does_not_know_is_shown_how_to_be_written_down(types: Type) -> None:
    assert 'not of the programme? cop delivery trainee dl2 --name "سالم علي"' in types(
        'delivery trainee dl2 "سالم علي"'
    )


def test_a_training_without_a_title_is_removed_by_topic_and_place(types: Type) -> None:
    assert "Local economy, Tobruk" in types("delivery remove dl1")


def test_a_practice_use_is_written_down_corrected_and_taken_away(types: Type) -> None:
    said = types("training use 'Budgets are read aloud' --by m-zli --cycle c5 --since '1 oct'")
    ref = said.split()[1]
    assert f"next: cop evidence add {ref} FILE" in said
    assert ref in types("training uses") and told(types, "practice-use list")[0]["since_on"] == "2024-10-01"
    assert "saved" in types(f"practice-use edit {ref} --set title='Budgets are read in public'")
    assert "removed" in types(f"practice-use remove {ref} --yes")
    assert "nothing is written down yet" in types("training uses")


def test_one_trainer_is_asked_for_by_name(types: Type) -> None:
    found = told(types, "training standing u-zli-1")
    assert [(one["ref"], one["cycle"]) for one in found] == [("u-zli-1", "c5")]


def test_who_is_asked_is_asked_for_the_last_day_and_the_number_too(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cop.console import ask

    answers = iter(["Tobruk", "28 jul", "", "many", "١٤"])
    monkeypatch.setattr(ask, "_need_a_person", lambda question, option: None)
    monkeypatch.setattr(ask, "_answer", lambda prompt: next(answers))
    said = types("delivery new c5 --by u-zli-1")
    assert '"many" is no number of people' in said and "Sun 28 July 2024\n" in said and "held · 14 counted" in said
