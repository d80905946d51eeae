"""What people type about pilots, milestones and contributions, and what they read, from the front door."""

import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cop.cli import run
from cop.kernel.text import columns

Type = Callable[[str], str]
DESCRIPTION = """
programme: {title: REBUILD, timezone: Africa/Tripoli, start_on: 2021-04-01, end_on: 2025-03-31}
partners:
  - {code: pat, name: Trento}
  - {code: ogs, name: OGS}
  - {code: m-zli, name: Zliten}
  - {code: m-zin, name: Zintan}
people:
  - {code: m-zli-pm, title: Project Manager, partner: m-zli}
pilots:
  - {code: p-fish, title: Pilot project Fishery, lead: pat, implementer: ogs, partners: [m-zli]}
  - {code: p-env, title: Pilot project Environmental safety (water laboratories), lead: pat, start_on: 2024-01-10}
milestones:
  - {code: f-design, title: Engineering design of the Zliten collection centre, concerns: p-fish, due_on: 2024-05-31,
     reached_on: 2024-05-20, status: reached, owner: m-zli}
  - {code: f-works, title: Works start in the fishing port of Zliten, concerns: p-fish, due_on: 2024-07-15,
     reached_on: 2024-07-15, status: reached, owner: m-zli}
  - {code: f-equip, title: "Equipment bought in Libya, installed by local suppliers", concerns: p-fish,
     due_on: 2024-12-15, owner: ogs, needs: [f-works]}
  - {code: f-open, title: Centre opened and handed over, concerns: p-fish, due_on: 2025-02-15, owner: m-zli,
     needs: [f-equip]}
  - {code: e-assess, title: Laboratories assessed, concerns: p-env, due_on: 2024-02-29, reached_on: 2024-02-16,
     status: reached}
  - {code: e-list, title: Equipment list agreed with five municipalities, concerns: p-env, due_on: 2024-05-15,
     reached_on: 2024-06-02, status: reached, owner: pat, needs: [e-assess]}
  - {code: e-supply, title: Equipment and reagents delivered, concerns: p-env, due_on: 2024-11-30, owner: pat,
     needs: [e-list]}
  - {code: e-train, title: "Technicians trained, sampling zones drawn", concerns: p-env, due_on: 2025-01-31,
     needs: [e-supply]}
  - {code: e-report, title: First quarterly water-quality bulletin in each municipality, concerns: p-env,
     due_on: 2025-03-15, owner: m-zin, needs: [e-train]}
indicators:
  - {code: i-labs, title: Municipal water laboratories equipped, concerns: p-env, unit: labs, target: 5,
     measurements: [{measured_on: 2024-10-31, amount: 1}, {measured_on: 2024-11-30, amount: 3}]}
  - {code: i-tech, title: Technicians trained, concerns: p-env, unit: persons, target: 15}
  - {code: i-smp, title: Samples analysed a month, concerns: p-env, unit: samples, baseline: 20, target: 100}
risks:
  - {code: rk2, title: Reagents expire before technicians are trained, concerns: p-env,
     ratings: [{rated_on: 2024-07-01, probability: 3, impact: 4}, {rated_on: 2024-10-01, probability: 4, impact: 4}]}
contributions:
  - {title: Land of the collection centre, partner: m-zli, concerns: p-fish, worth: 120000 LYD}
  - {title: Working days of engineers, partner: ogs, concerns: p-fish, worth: 14500 EUR}
"""


@pytest.fixture
def types(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Type:
    """Return a function that types one line on 11 December 2024 and returns what was shown, then what was said."""
    monkeypatch.setenv("COP_NOW", "2024-12-11T09:00:00Z")
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    Path("description.yaml").write_text(DESCRIPTION, encoding="utf-8")

    def type_line(line: str) -> str:
        code = run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    assert "saved" in type_line("init --from description.yaml programme.cop.db")
    monkeypatch.setenv("COP_FILE", str(tmp_path / "programme.cop.db"))
    return type_line


def told(types: Type, line: str) -> Any:
    return json.loads(types(f"{line} --format json"))


def test_a_milestone_is_reached_as_the_journey_types_it(types: Type) -> None:
    assert types("milestone reach f-equip --on 2024-12-10") == (
        "reached  f-equip  Equipment bought in Libya, installed by local suppliers\n"
        "         on Tue 10 December 2024, 5 days early\n"
        "         f-open can follow: due Sat 15 February 2025\n"
    )
    assert types("milestone reach f-equip --on 2024-12-10").startswith("unchanged  f-equip")


def test_a_milestone_that_is_reached_in_the_future_is_refused(types: Type) -> None:
    said = types("milestone reach f-equip --on 2024-12-15")
    assert "cop: Sun 15 December 2024 is still to come, so nothing can have been reached on it\n" in said
    assert said.endswith("exit 4\n")
    assert told(types, "milestone show f-equip")["status"] == "planned"


def test_a_milestone_reached_before_what_it_needs_is_saved_and_said(types: Type) -> None:
    said = types("milestone reach e-train")
    assert "reached  e-train" in said
    assert "note: it needs Equipment and reagents delivered (e-supply), which is not reached yet\n" in said


def test_a_milestone_that_is_put_off_names_what_then_waits(types: Type) -> None:
    said = types('milestone postpone e-supply --to 2025-02-20 --why "Customs"')
    assert said == (
        "postponed  e-supply  Equipment and reagents delivered\n"
        "           due Thu 20 February 2025 · at first Sat 30 November 2024, so 82 days late\n"
        "           e-train waits for it: due Fri 31 January 2025, so it becomes 20 days late\n"
    )
    assert "note: it waits for e-supply, which is due only on Thu 20 February 2025\n" in types(
        'milestone postpone e-train --to 2025-02-10 --why "Later"'
    )
    assert "cop: --why is missing" in types("milestone postpone e-report --to 2025-04-01")


def test_milestones_in_a_circle_are_refused_with_the_circle_in_the_sentence(types: Type) -> None:
    said = types("milestone need e-list e-report")
    assert (
        "cop: e-list would wait for itself: it needs e-report, which needs e-train, which needs e-supply, which needs "
        "e-list\n" in said
    )
    assert said.endswith("exit 4\n")


def test_a_circle_that_two_copies_made_is_read_from_a_file_and_said_aloud(types: Type) -> None:
    Path("circle.yaml").write_text(
        "milestones:\n  - {code: x, title: X, due_on: 2024-05-31, needs: [y]}\n"
        "  - {code: y, title: Y, due_on: 2024-06-30, needs: [x]}\n", encoding="utf-8",
    )  # fmt: skip
    said = types("import circle.yaml")
    assert "would wait for itself: it needs" in said and "exit" not in said
    types("export -o all.yaml")
    said = types("init again.cop.db --from all.yaml --file again.cop.db")
    assert "would wait for itself: it needs" in said and "exit" not in said


def test_a_rehearsal_changes_nothing(types: Type) -> None:
    assert types("milestone reach f-equip --dry-run").startswith("would be reached  f-equip")
    assert told(types, "milestone show f-equip")["reached_on"] is None


def test_evidence_of_a_milestone_is_kept_with_it(types: Type) -> None:
    Path("handover.txt").write_text("signed", encoding="utf-8")
    said = types("milestone reach f-equip --evidence handover.txt --evidence https://example.org/photo")
    assert "shown by handover.txt\n" in said and "shown by https://example.org/photo\n" in said
    assert len(told(types, "milestone show f-equip")["evidence"]) == 2
    assert types("evidence list f-equip").count("f-equip") == 2


def test_a_reach_whose_evidence_is_not_there_saves_nothing(types: Type) -> None:
    assert "cop: there is no file missing.pdf" in types("milestone reach f-equip --evidence missing.pdf")
    assert told(types, "milestone show f-equip")["status"] == "planned"


def test_a_new_milestone_waits_for_others_and_is_mine_when_my_partner_owns_it(types: Type) -> None:
    said = types('milestone new "Opening ceremony" --due 01/03/2025 --pilot p-fish --owner m-zli --needs f-open')
    ref = said.split()[1]
    assert "due Sat 1 March 2025 · Zliten (m-zli)\n" in said and f"next: cop milestone reach {ref}\n" in said
    mine = told(types, "milestone list --mine --as m-zli-pm")
    assert [one["title"] for one in mine] == ["Centre opened and handed over", "Opening ceremony"]
    assert mine[1]["waits_for"] == ["f-open"]


def test_milestones_are_listed_with_what_holds_now_and_their_slip(types: Type) -> None:
    assert types("milestone list --pilot p-env --late") == (
        "now                  slip          title                             who  ref\n"
        "was due 30 Nov 2024  11 days late  Equipment and reagents delivered  pat  e-supply\n"
    )
    (line,) = (one for one in told(types, "milestone list") if one["ref"] == "e-list")
    assert (line["baseline_on"], line["reached_on"], line["slip_days"]) == ("2024-05-15", "2024-06-02", 18)


def test_a_day_that_was_typed_wrong_is_corrected_without_a_first_plan(types: Type) -> None:
    types("milestone edit f-open --due 2025-02-20")
    assert told(types, "milestone show f-open")["baseline_on"] == "2025-02-20"


@pytest.mark.parametrize("pilot", ["p-env", "p-fish"])
def test_a_pilot_fits_one_screen(types: Type, monkeypatch: pytest.MonkeyPatch, pilot: str) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = types(f"pilot show {pilot}").splitlines()
    assert len(lines) <= 22 and max(map(columns, lines)) <= 80, "24 lines, less the one typed and the prompt"


def test_a_pilot_of_many_milestones_shows_the_last_reached_and_those_to_come(types: Type) -> None:
    for month in range(1, 13):
        types(f"milestone new 'Step {month} of a long way' --due 2025-{month:02}-15 --pilot p-env --code s{month}")
    shown = types("pilot show p-env")
    assert len(shown.splitlines()) <= 22
    assert "e-list " in shown and "e-supply " in shown and "e-assess " not in shown and "s12 " not in shown
    assert "Reached  2 of 17 milestones · cop milestone list --pilot p-env\n" in shown


def test_a_pilot_tells_how_it_goes_what_is_next_and_what_a_slip_does(types: Type) -> None:
    shown = types("pilot show p-env")
    for line in (
        "Pilot project Environmental safety (water laboratories) (p-env)\n",
        "Fair: e-supply is 11 days behind its first plan\n",
        "Reached  2 of 5 milestones · cop milestone list --pilot p-env\n",
        "Next     e-supply, was due on Saturday 30 November 2024, 11 days ago\n",
        "Then     e-train waits for e-supply, which leaves it 51 days\n",
        "15 May 2024  ✓ 2 Jun 2024   18 days late\n",
        "i-labs  3 of 5 labs 60 % ▁▂▅ · Municipal water laboratories equipped\n",
        "i-tech  no data, target 15 persons · Technicians trained\n",
        "rk2     16 ↑ high · Reagents expire before technicians are trained\n",
    ):
        assert line in shown
    assert "In kind  14500 EUR and 120000 LYD\n" in types("pilot show p-fish")


def test_a_pilot_is_data_for_scripts(types: Type) -> None:
    shown = told(types, "pilot show p-env")
    assert (shown["standing"], shown["next"], shown["milestones_reached"]) == ("fair", "e-supply", 2)
    assert [one["slip_days"] for one in shown["milestones"]] == [-13, 18, 11, 0, 0]
    assert shown["indicators"][0]["achieved"] == "0.6" and shown["risks"][0]["trend"] == "up"


def test_a_pilot_is_a_page_with_its_plan_in_time(types: Type, tmp_path: Path) -> None:
    types("pilot show p-env -o env.html")
    page = (tmp_path / "env.html").read_text(encoding="utf-8")
    assert "Fair: Equipment and reagents delivered is 11 days behind its first plan" in page and "<svg" in page
    types("pilot gantt -o plan.html --lang ar")
    plan = (tmp_path / "plan.html").read_text(encoding="utf-8")
    assert 'dir="rtl"' in plan and "f-equip" in plan and "e-supply" in plan


def test_pilots_are_listed_with_how_they_go(types: Type) -> None:
    rows = {one["ref"]: one for one in told(types, "pilot list")}
    assert (rows["p-env"]["standing"], rows["p-env"]["slip_days"], rows["p-env"]["next"]) == ("fair", 11, "e-supply")
    assert (rows["p-fish"]["standing"], rows["p-fish"]["lead_name"]) == ("good", "Trento")
    types("pilot stop p-fish --why 'Port closed'")
    assert [one["ref"] for one in told(types, "pilot list")] == ["p-env"]
    assert len(told(types, "pilot list --all")) == 2


def test_a_pilot_and_a_milestone_end_on_the_day_that_is_said(types: Type) -> None:
    types("pilot stop p-fish --on 2024-12-02 --why 'Port closed'")
    (stopped,) = (one for one in told(types, "pilot list --all") if one["ref"] == "p-fish")
    assert (stopped["status"], stopped["closed_on"]) == ("stopped", "2024-12-02")
    types("milestone drop f-open --on 2024-12-02 --why 'Port closed'")
    assert told(types, "milestone show f-open")["dropped_on"] == "2024-12-02"
    assert "dropped_on is not changed by --set" in types("milestone edit f-open --set dropped_on=2024-12-03")


def test_an_overdue_milestone_is_late_though_it_was_put_off_to_before_its_first_plan(types: Type) -> None:
    types("milestone new Paint --code f-paint --due 2024-12-30")
    types("milestone postpone f-paint --to 2024-12-01 --why 'The paint is here'")
    late = {one["ref"]: one["slip_days"] for one in told(types, "milestone list --late")}
    assert late["f-paint"] == 10


def test_partners_join_and_leave_a_pilot(types: Type) -> None:
    assert "Zintan (m-zin) takes part\n" in types("pilot partner add p-fish m-zin --role observer")
    assert told(types, "pilot show p-fish")["partners"][0] == {
        "partner": "m-zin", "partner_name": "Zintan", "role": "observer",
    }  # fmt: skip
    types("pilot partner remove p-fish m-zin")
    assert "cop: Zintan does not take part in p-fish\n" in types("pilot partner remove p-fish m-zin")
    assert 'cop: partners are not "take"\n' in types("pilot partner take p-fish m-zin")


def test_a_pilot_that_would_end_before_it_starts_is_refused(types: Type) -> None:
    said = types('pilot new "Market" --from 2025-01-10 --to 2025-01-01')
    assert 'cop: "Market" would end before it starts\n' in said and "exit 2" in said


def test_contributions_are_summed_by_currency_and_never_across(types: Type) -> None:
    types("contribution new 'Cold room' --partner ogs --pilot p-fish --worth '€ 500,50' --on 2024-10-01")
    types("contribution new 'Office' --partner m-zli --pilot p-fish")
    assert types("contribution list --pilot p-fish").endswith(
        "in all 15000.50 EUR and 120000 LYD; of 1 nobody says what it is worth\n"
    )


def test_an_amount_that_may_mean_two_or_has_no_currency_is_refused(types: Type) -> None:
    assert 'cop: "1,200" may mean two numbers\n' in types("contribution new X --partner ogs --worth '1,200 EUR'")
    assert 'no amount of money could be read from "1200"' in types("contribution new X --partner ogs --worth 1200")
    assert "is still to come" in types("contribution new X --partner ogs --on 2024-12-24")


def test_what_was_exported_can_be_imported(types: Type, tmp_path: Path) -> None:
    types('milestone postpone f-open --to 2025-03-01 --why "Elections"')
    types("pilot hold p-env --why 'Customs'")
    types("export --format yaml -o out.yaml")
    types("init --from out.yaml copy.cop.db")
    copy = tmp_path / "copy.cop.db"
    assert types(f"milestone list --format tsv --file {copy}") == types("milestone list --format tsv")


def test_a_pilots_milestones_are_asked_for_by_part_of_its_title(types: Type) -> None:
    types("work-package new 'Fishery and more' --code wp2")
    assert [one["ref"] for one in json.loads(types("milestone list --pilot fishery --format json"))] == [
        "f-design", "f-works", "f-equip", "f-open",
    ]  # fmt: skip
    assert 'no pilot is called "wp2"' in types("milestone list --pilot wp2")
    types("milestone new 'Report sent' --code r --due 2025-03-01 --work-package 'fishery and'")
    assert [one["ref"] for one in json.loads(types("milestone list --concerns wp2 --format json"))] == ["r"]


def test_the_milestones_of_a_pilot_become_a_picture_for_a_slide(types: Type, tmp_path: Path) -> None:
    drawn = tmp_path / "fish.svg"
    assert types(f"pilot gantt p-fish -o {drawn}") == f"written  {drawn}\n"
    assert drawn.read_text().startswith("<svg") and "Zliten" in drawn.read_text()
    types("pilot new 'Pilot project Bees' --code p-bees")
    assert "nothing is planned, so there is nothing to draw" in types(f"pilot gantt p-bees -o {drawn}")


def test_a_list_of_pilots_that_are_all_over_says_where_they_are(types: Type) -> None:
    for code in ("p-fish", "p-env"):
        types(f"pilot done {code}")
    said = types("pilot list")
    assert "there are no pilots yet" not in said and "cop pilot list --all lists them" in said


def test_what_is_expected_after_the_last_day_says_which_day_that_is(types: Type) -> None:
    types("milestone postpone e-report --to 2025-04-20 --why Reagents")
    said = " ".join(types("pilot show p-env").split())
    assert "e-report is expected only on 20 April 2025, after 31 March 2025, the programme's last day" in said
    types("pilot edit p-env --set end_on=2025-04-10")
    assert "after 10 April 2025, the pilot's last day" in " ".join(types("pilot show p-env").split())


def test_what_came_late_is_not_hidden_by_what_is_open_or_reached(types: Type) -> None:
    types("milestone reopen f-works")
    types("milestone reach f-works --on 2024-07-22")
    assert "Good: no open milestone is behind its first plan" in types("pilot show p-fish")
    types("milestone reach f-equip --on 2024-12-01")
    types("milestone drop f-open --why 'No funds'")
    assert "Good: all 3 reached, 1 of them late" in types("pilot show p-fish")


def test_a_hint_names_a_new_pilot_as_its_saved_line_does(types: Type) -> None:
    saved, _, hint = types("pilot new 'Pilot project Bees'").partition("\n")
    assert f"--pilot {saved.split()[1]}\n" in hint


def test_what_was_reached_before_the_programme_began_is_kept_and_said(types: Type) -> None:
    said = types("milestone reach f-equip --on 2021-03-15")
    assert "note: the programme begins only on Thu 1 April 2021\n" in said and "reached" in said
