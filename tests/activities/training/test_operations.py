"""What can be done with cycles and trainings, and the rules, on every store."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from cop import cli
from cop.activities.training.operations import DOUBTS, RULES, cycles, deliveries
from cop.activities.training.operations.deliveries import Kept
from cop.activities.training.records import (
    Certificate,
    Cycle,
    Delivery,
    DeliveryTrainer,
    Module,
    PracticeUse,
    Trainee,
)
from cop.exchange.rules import rules_of
from cop.kernel.errors import BadInput, CopError, NotFound, RuleBroken
from cop.kernel.ids import derived_id
from cop.kernel.types import Day, Word
from cop.meetings.records import Registration
from cop.store import queries as rows
from cop.store import references
from tests.activities.training.conftest import HOW, TODAY, Training

REGISTERED = {"cycle", "module", "delivery", "delivery_trainer", "trainee", "certificate", "practice_use"}


def get(training: Training, code: str) -> Delivery:
    return references.get(training.db, Delivery, code)


def hold(training: Training, code: str, count: int | None = None, named: tuple[str, ...] = ()) -> Kept:
    with training.store.writing("delivery hold") as draft:
        return deliveries.hold(draft, get(training, code), count, [*map(training.person, named)], HOW)


def cancel(training: Training, code: str, why: str = "flood") -> Delivery:
    with training.store.writing("delivery cancel") as draft:
        return deliveries.cancel(draft, get(training, code), lambda: why)


def reopen(training: Training, code: str) -> Delivery:
    with training.store.writing("delivery reopen") as draft:
        return deliveries.reopen(draft, get(training, code))


def move(training: Training, code: str, first: str | None = None, last: str | None = None) -> Kept:
    with training.store.writing("delivery move") as draft:
        begins, ends = Day(first) if first else None, Day(last) if last else None
        return deliveries.move(draft, get(training, code), begins, ends, "rain", HOW)


def test_days_gone_by_were_held_and_days_to_come_are_planned(training: Training) -> None:
    statuses = {
        days: training.give(f"d{n}", "c5", "m-zli", *days, by=["u-zli-1"]).delivery.status
        for n, days in enumerate([("2024-11-28", "2024-11-30"), ("2024-11-28", "2024-12-01"), ("2024-12-02", None)])
    }
    assert [*statuses.values()] == ["held", "planned", "planned"]


def test_a_training_needs_somebody_who_gives_it(training: Training) -> None:
    with pytest.raises(BadInput, match="nobody gives this training"):
        training.give("d1", "c5", "m-zli", "2024-11-28", by=[])


def test_a_training_ends_after_it_begins(training: Training) -> None:
    with pytest.raises(RuleBroken, match="ends after it begins"):
        training.give("d1", "c5", "m-zli", "2024-11-28", "2024-11-27", by=["u-zli-1"])


@pytest.mark.parametrize(("field", "count"), [("headcount", -1), ("capacity", 0)])
def test_a_number_of_people_makes_sense(training: Training, field: str, count: int) -> None:
    more: dict[str, Any] = {field: count}
    with pytest.raises(BadInput, match=f"{field} cannot be {count}"):
        training.give("d1", "c5", "m-zli", "2024-11-28", by=["u-zli-1"], **more)


def test_a_training_teaches_a_module_of_its_own_cycle(training: Training) -> None:
    other = training.cycle("c6")
    with training.store.writing("cycle module") as draft:
        module = draft.add(Module(cycle=other, ordinal=1, title="Water")).id
    with pytest.raises(RuleBroken, match='"Water" is no module of Local economy'):
        training.give("d1", "c5", "m-zli", "2024-11-28", by=["u-zli-1"], module=module)
    training.give("d1", "c6", "m-zli", "2024-11-28", by=["u-zli-1"], module=module)


def test_nobody_is_trainer_and_trainee_of_one_training(training: Training) -> None:
    with pytest.raises(RuleBroken, match="trainer and trainee"):
        training.give("d1", "c5", "m-zli", "2024-11-28", by=["u-zli-1"], named=["u-zli-1"])
    training.give("d1", "c5", "m-zli", "2024-11-28", by=["u-zli-1"], named=["zli-off"])
    of = get(training, "d1")
    with pytest.raises(RuleBroken, match="trainer and trainee"), training.store.writing("delivery trainee") as draft:
        deliveries.add_trainee(draft, of, Trainee(delivery=of.id, person=training.person("u-zli-1")))
    with pytest.raises(RuleBroken, match="trainer and trainee"), training.store.writing("delivery trainer") as draft:
        deliveries.add_trainer(draft, of, training.person("zli-off"), HOW)


def test_who_was_not_trained_may_train_and_that_is_said(training: Training) -> None:
    assert training.give("d1", "c5", "m-zli", "2024-03-01", by=["u-zli-1"]).doubts == [
        "Trainer 1 (u-zli-1) has not been trained in c5"
    ]
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"u-zli-1": None})
    assert training.give("d2", "c5", "m-zli", "2024-03-05", by=["u-zli-1"]).doubts == [
        "Trainer 1 (u-zli-1) was trained only on Fri 26 April 2024, after this training began"
    ]
    assert training.give("d3", "c5", "m-zli", "2024-05-05", by=["u-zli-1"]).doubts == []


def test_who_is_enrolled_in_a_tot_before_the_training_raises_no_doubt(training: Training) -> None:
    training.tot("tot5", "c5", "2025-01-10", "2025-01-12", status="planned")
    assert training.give("d1", "c5", "m-zli", "2025-02-01", by=["u-zli-1"]).doubts == []
    assert "has not been trained" in training.give("d2", "c5", "m-zli", "2025-01-02", by=["u-zli-1"]).doubts[0]


def test_a_tot_of_which_nobody_wrote_who_came_leaves_it_open_who_is_trained(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26")
    (doubt,) = training.give("d1", "c5", "m-zli", "2024-05-01", by=["u-zli-1"]).doubts
    assert doubt == "nobody wrote who came to the ToT of c5, so it is not known whether Trainer 1 (u-zli-1) is trained"


def test_who_was_trained_by_trainers_counts_as_trained(given: Training) -> None:
    assert given.give("d9", "c5", "m-bwd", "2024-11-20", by=["bwd-off"]).doubts == []


def test_more_trainees_than_places_are_said_and_stand(given: Training) -> None:
    kept = given.give("d9", "c5", "m-tbk", "2024-10-01", by=["u-tbk-1"], headcount=15, capacity=12)
    assert kept.doubts == ["15 trainees are more than the 12 there is room for"]
    assert get(given, "d9").headcount == 15
    named = given.give("d8", "c5", "m-tbk", "2024-10-05", by=["u-tbk-1"], capacity=1, named=["bwd-off", "zli-off"])
    assert named.doubts == ["2 trainees are more than the 1 there is room for"]


def test_more_names_than_heads_are_said(given: Training) -> None:
    kept = given.give("d9", "c5", "m-tbk", "2024-10-01", by=["u-tbk-1"], headcount=1, named=["bwd-off", "zli-off"])
    assert kept.doubts == ["2 stand in the list by name, more than the 1 that were counted"]


def test_a_trainer_in_two_places_at_once_is_said(given: Training) -> None:
    (doubt,) = given.give("d9", "c5", "m-bwd", "2024-09-10", by=["u-tbk-1"]).doubts
    assert doubt == ("Trainer 1, University tbk (u-tbk-1) then also trains Tobruk (dl1), Sun 8 - Tue 10 September 2024")


def test_a_training_after_its_cycle_is_said(given: Training) -> None:
    with given.store.writing("cycle edit") as draft:
        old = references.get(draft.db, Cycle, "c5")
        draft.edit(old, dataclasses.replace(old, end_on=Day("2024-10-31")))
    (doubt,) = given.give("d9", "c5", "m-zli", "2024-11-20", by=["u-zli-1"]).doubts
    assert doubt == "c5 is over by then: it ends on Thu 31 October 2024"


def test_holding_a_training_counts_and_names(given: Training) -> None:
    given.give("d9", "c5", "m-bwd", "2024-11-30", "2024-12-01", by=["u-zli-2"], headcount=10)
    kept = hold(given, "d9", 12, ("bwd-off",))
    assert (kept.delivery.status, kept.delivery.headcount) == ("held", 12)
    assert [one.person for one in rows.every(given.db, Trainee, "delivery = :id", id=kept.delivery.id)] == [
        given.person("bwd-off")
    ]
    assert hold(given, "d9").delivery.headcount == 12


def test_a_training_to_come_cannot_have_been_held(given: Training) -> None:
    given.give("d9", "c5", "m-bwd", "2024-12-02", by=["u-zli-2"])
    with pytest.raises(RuleBroken, match="begins only on Mon 2 December 2024"):
        hold(given, "d9")


def test_what_was_held_is_not_cancelled_and_what_was_cancelled_not_held_unless_reopened(given: Training) -> None:
    with pytest.raises(RuleBroken, match="dl1 was held, so it cannot be cancelled"):
        cancel(given, "dl1")
    reopen(given, "dl1")
    assert cancel(given, "dl1").reason == "flood"
    with pytest.raises(RuleBroken, match="dl1 was cancelled, so it cannot be held"):
        hold(given, "dl1")
    with pytest.raises(RuleBroken, match="so it has no days"):
        move(given, "dl1", "2024-12-24")
    assert reopen(given, "dl1").reason is None
    assert hold(given, "dl1").delivery.status == "held"


def test_a_training_that_moves_stays_as_long_as_it_was(given: Training) -> None:
    moved = move(given, "dl1", "2024-09-28").delivery
    assert (moved.start_on, moved.end_on, moved.reason) == ("2024-09-28", "2024-09-30", "rain")
    longer = move(given, "dl1", None, "2024-10-03").delivery
    assert (longer.start_on, longer.end_on) == ("2024-09-28", "2024-10-03")
    with pytest.raises(RuleBroken, match="still to come, so no training was held on it"):
        move(given, "dl1", "2025-01-10")


def test_trainers_and_trainees_come_and_go(given: Training) -> None:
    of = get(given, "dl2")
    with given.store.writing("delivery trainer") as draft:
        assert deliveries.add_trainer(draft, of, given.person("u-zli-2"), HOW) == []
        deliveries.drop_trainee(draft, of, given.person("bwd-off"), None)
        deliveries.add_trainee(draft, of, Trainee(delivery=of.id, name="Head of works"))
    with given.store.writing("delivery trainer") as draft:
        deliveries.drop_trainer(draft, of, given.person("u-zli-2"))
        assert deliveries.drop_trainee(draft, of, None, "Head of works").name == "Head of works"
    assert rows.every(given.db, Trainee, "delivery = :of", of=of.id) == []
    with pytest.raises(NotFound, match="does not give this training"), given.store.writing("x") as draft:
        deliveries.drop_trainer(draft, of, given.person("u-zli-2"))
    with pytest.raises(NotFound, match="does not stand in the list"), given.store.writing("x") as draft:
        deliveries.drop_trainee(draft, of, None, "Nobody")
    with pytest.raises(BadInput, match="nothing is said of whom"), given.store.writing("x") as draft:
        deliveries.add_trainee(draft, of, Trainee(delivery=of.id))


def test_modules_keep_their_order(training: Training) -> None:
    with training.store.writing("cycle new") as draft:
        made = cycles.new(draft, Cycle(code="c6", title="Water"), ["Sources", "Pipes", "Bills"], (), HOW)
    with training.store.writing("cycle module") as draft:
        assert cycles.drop_module(draft, made, "pipes").title == "Pipes"
    with training.store.writing("cycle module") as draft:
        assert cycles.add_module(draft, made, Module(cycle=made.id, ordinal=1, title="Samples")).ordinal == 3
    found = rows.every(training.db, Module, "cycle = :id", order="ordinal", id=made.id)
    assert [(one.ordinal, one.title) for one in found] == [(1, "Sources"), (2, "Bills"), (3, "Samples")]
    with pytest.raises(NotFound, match='c6 has no module "9"'), training.store.writing("x") as draft:
        cycles.drop_module(draft, made, "9")


def test_people_are_enrolled_once_and_again_after_they_cancelled(training: Training) -> None:
    tot = training.tot("tot6", "c5", "2025-01-10", "2025-01-12", status="planned", invite=(), capacity=2)
    with training.store.writing("registration new") as draft:
        draft.add(Registration(meeting=tot, person=training.person("u-zli-1"), status=Word("cancelled")))
        draft.add(Registration(meeting=tot, person=training.person("u-zli-2")))
    with training.store.writing("training enrol") as draft:
        of = references.get(draft.db, Cycle, "c5")
        where = cycles.tot_meant(draft, of, None, TODAY)
        who = [*map(training.person, ("u-zli-1", "u-zli-2", "bwd-off"))]
        made = cycles.enrol(draft, where, who, HOW)
    assert (made.new, made.known) == ([who[0], who[2]], [who[1]])
    assert made.doubts and "3" in made.doubts[0] and "2" in made.doubts[0]
    found = rows.every(training.db, Registration, "meeting = :tot AND status = 'registered'", tot=tot)
    assert {one.person for one in found} == set(who)


def test_the_tot_that_is_meant_is_the_next_one_else_the_last(training: Training) -> None:
    of = references.get(training.db, Cycle, "c5")

    def meant(typed: str | None = None) -> str:
        with training.store.writing("x") as draft:
            return cycles.tot_meant(draft, of, typed, TODAY).ref

    with pytest.raises(NotFound, match="c5 has no ToT yet"):
        meant()
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26")
    assert meant() == "tot5"
    training.tot("tot6", "c5", "2025-01-10", "2025-01-12", status="planned")
    assert (meant(), meant("tot5")) == ("tot6", "tot5")
    training.cycle("c6")
    training.tot("tot9", "c6", "2025-01-20", "2025-01-22", status="planned")
    with pytest.raises(NotFound, match="tot9 is no ToT of c5"):
        meant("tot9")


def test_a_certificate_is_a_fact_given_once(given: Training) -> None:
    cycle, person = given.id("cycle", "c5"), given.person("u-zli-1")
    made = Certificate(person=person, concerns=cycle, awarded_on=Day("2024-05-01"))
    with given.store.writing("training certify") as draft:
        assert cycles.certify(draft, made, TODAY)[1] == []
    with pytest.raises(RuleBroken, match="certified for it already"), given.store.writing("x") as draft:
        cycles.certify(draft, made, TODAY)
    with given.store.writing("training certify") as draft:
        cycles.drop_certificate(draft, person, cycle)
    with pytest.raises(NotFound, match="is not certified"), given.store.writing("x") as draft:
        cycles.drop_certificate(draft, person, cycle)


def test_who_was_not_trained_may_be_certified_and_that_is_said(given: Training) -> None:
    made = Certificate(person=given.person("zli-off"), concerns=given.id("cycle", "c5"), awarded_on=TODAY)
    with given.store.writing("training certify") as draft:
        assert cycles.certify(draft, made, TODAY)[1] == ["Officer (zli-off) has not been trained in c5"]


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (lambda t: Cycle(title="C", start_on=Day("2024-02-01"), end_on=Day("2024-01-01")), "end before it starts"),
        (lambda t: Certificate(person=t.person("u-zli-1"), concerns=t.id("cycle", "c5"), awarded_on=Day("2025-01-01")),
         "no certificate was given on it"),
        (lambda t: PracticeUse(title="Maps", used_by=t.person("u-zli-1"), since_on=Day("2025-01-01")), "still to come"),
        (lambda t: Delivery(cycle=t.id("cycle", "c5"), partner=t.id("partner", "m-zli"), start_on=Day("2025-01-01"),
                            status=Word("held")), "no training was held on it"),
        (lambda t: Delivery(cycle=t.id("cycle", "c5"), partner=t.id("partner", "m-zli"), start_on=TODAY,
                            status=Word("cancelled")), "nobody says why"),
    ],
)  # fmt: skip
def test_the_rules_hold_for_imports_too(training: Training, record: Any, said: str) -> None:
    made = record(training)
    with pytest.raises(CopError, match=said), training.store.writing("import") as draft:
        RULES[made.declaration.name](draft, draft.add(made))


def test_a_certificate_that_two_copies_wrote_is_one(training: Training) -> None:
    person, cycle = training.person("u-zli-1"), training.id("cycle", "c5")
    with training.store.writing("training certify") as draft:
        made = draft.add(Certificate(person=person, concerns=cycle, awarded_on=TODAY))
    assert made.id == derived_id("certificate", [person, cycle])


def test_two_modules_of_one_number_are_doubted_for_copies_that_merge_may_bring_them(training: Training) -> None:
    cycle = training.id("cycle", "c5")
    with training.store.writing("cycle module") as draft:
        draft.add(Module(cycle=cycle, ordinal=1, title="One"))
    with pytest.raises(RuleBroken, match="already has a module 1"), training.store.writing("import") as draft:
        DOUBTS["module"](draft, draft.add(Module(cycle=cycle, ordinal=1, title="Two")))


def test_every_kind_of_training_has_its_rule_where_imports_look() -> None:
    assert set(RULES) | set(DOUBTS) == REGISTERED
    assert all(rules_of(kind) is rule for kind, rule in RULES.items())
    assert all(rules_of(kind, "DOUBTS") is rule for kind, rule in DOUBTS.items())


def test_a_trainer_whom_two_copies_named_twice_is_one(given: Training) -> None:
    of, person = get(given, "dl2"), given.person("u-zli-1")
    with given.store.writing("x") as draft:
        draft.add(DeliveryTrainer(delivery=of.id, person=person))
    assert len(rows.every(given.db, DeliveryTrainer, "delivery = :of", of=of.id)) == 1


def test_a_description_of_a_whole_programme_may_run_ahead_of_the_clock(tmp_path: Path) -> None:
    description = tmp_path / "year.yaml"
    description.write_text(
        "programme: {title: Rehearsal, timezone: Africa/Tripoli}\n"
        "partners: [{code: m-zli, name: Zliten}]\n"
        "cycles: [{code: c5, title: Local economy}]\n"
        "deliveries: [{code: dl1, cycle: c5, partner: m-zli, start_on: 2025-03-01, status: held}]\n"
    )
    assert cli.run(["init", "--from", str(description), str(tmp_path / "year.cop.db")]) == 0
