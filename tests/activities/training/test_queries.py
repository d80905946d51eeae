"""Standings, cover, the cascade and the tree, on every store."""

from collections.abc import Iterable, Iterator

import pytest

from cop.activities.training import queries
from cop.activities.training.queries.grown import CycleNode, DeliveryNode, TrainerNode
from cop.activities.training.queries.tots import tots
from cop.kernel.types import Day, Id, Word
from cop.meetings.records import Attendance, Registration
from tests.activities.training.conftest import TODAY, Training

EVER = Day("2020-01-01")
DRAWN = """
c5
  tot5: 3 of 3 came
    u-tbk-1
      Tobruk, 2nd generation, 15 counted
    u-zli-1
      Tobruk, told under u-tbk-1
      Zliten, 2nd generation, 14 counted, 1 by name
        bwd-off
          Bani Walid, 3rd generation, 11 counted
    waiting: u-zli-2
  at no ToT
    zli-off: not_trained
      Zliten, 2nd generation, nobody counted
"""
"""What the fixture `given` tells, drawn by hand."""


def test_the_tree_agrees_with_one_drawn_by_hand(given: Training) -> None:
    (node,) = queries.tree(given.db, TODAY, given.id("cycle", "c5"))
    assert "\n".join(drawn(node)) == DRAWN.strip()


def test_a_tree_holds_what_was_known_on_a_day(given: Training) -> None:
    (node,) = queries.tree(given.db, Day("2024-09-30"))
    assert (node.reach.deliveries, node.reach.headcount, node.reach.generation) == (3, 29, 2)
    assert "Bani Walid" not in "\n".join(drawn(node))  # that came later


def test_a_training_to_come_is_drawn_and_trains_nobody_yet(given: Training) -> None:
    given.give("dl9", "c5", "m-bwd", "2025-02-03", by=["u-zli-2"], named=["zli-off"], headcount=20)
    (node,) = queries.tree(given.db, TODAY)
    (tot,) = node.tots
    assert [one.person.ref for one in tot.trainers] == ["u-tbk-1", "u-zli-1", "u-zli-2"] and tot.waiting == ()
    assert (node.reach.deliveries, node.reach.headcount, node.reach.named) == (4, 40, 1)


def test_a_cancelled_training_is_not_drawn(given: Training) -> None:
    from cop.activities.training.operations import deliveries
    from cop.activities.training.records import Delivery
    from cop.store import references

    with given.store.writing("delivery cancel") as draft:
        deliveries.reopen(draft, references.get(draft.db, Delivery, "dl3"))
    with given.store.writing("delivery cancel") as draft:
        deliveries.cancel(draft, references.get(draft.db, Delivery, "dl3"), lambda: "flood")
    (node,) = queries.tree(given.db, TODAY)
    assert "bwd-off" not in "\n".join(drawn(node)) and node.reach.generation == 2


def test_two_copies_that_let_two_people_train_each_other_still_draw_a_tree(training: Training) -> None:
    training.give("x1", "c5", "m-zli", "2024-09-01", by=["zli-off"], named=["bwd-off"])
    training.give("x2", "c5", "m-bwd", "2024-09-01", by=["bwd-off"], named=["zli-off"])
    (node,) = queries.tree(training.db, TODAY)
    assert [one.person.ref for one in node.others] == ["bwd-off", "zli-off"]


def test_standings_of_a_cycle(given: Training) -> None:
    given.tot("tot6", "c5", "2025-01-10", "2025-01-12", status="planned", invite=(), register=["pmu-pm"])
    told = {one.person.ref: (one.standing, one.delivered, one.remarks) for one in queries.standings(given.db, TODAY)}
    assert told == {
        "bwd-off": ("delivering", 1, ()),
        "u-zli-1": ("delivering", 2, ()),
        "zli-off": ("delivering", 1, ("not_trained",)),
        "u-tbk-1": ("co_delivered", 1, ()),
        "u-zli-2": ("trained", 0, ()),
        "pmu-pm": ("enrolled", 0, ()),
    }
    assert list(told)[:2] == ["bwd-off", "u-zli-1"]


def test_who_missed_most_of_a_tot_attended_it(training: Training) -> None:
    days = [f"2024-04-2{n}" for n in range(4)]
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"u-zli-1": days, "u-zli-2": days[:1], "u-tbk-1": []})
    told = {one.person.ref: one.standing for one in queries.standings(training.db, TODAY)}
    assert told == {"u-zli-1": "trained", "u-zli-2": "attended", "u-tbk-1": "enrolled"}


def test_where_nobody_wrote_who_came_nobody_is_trained_and_that_is_said(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26")
    training.give("dl1", "c5", "m-zli", "2024-09-15", by=["u-zli-1"])
    told = {one.person.ref: (one.standing, one.remarks) for one in queries.standings(training.db, TODAY)}
    assert told["u-zli-1"] == ("delivering", ("not_recorded",))
    assert told["u-zli-2"] == ("enrolled", ("not_recorded",))
    (node,) = queries.tree(training.db, TODAY)
    assert [one.person.ref for one in node.tots[0].trainers] == ["u-zli-1"]


def test_the_secretariat_accompanies_a_tot_and_is_not_trained_there(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"pmu-pm": None, "u-zli-1": None, "bwd-off": None})
    (tot,) = tots(training.db)
    assert {training.person(one) for one in ("u-zli-1", "bwd-off")} == set(tot.came)  # a walk-in learns as well
    assert len(tot.enrolled) == 3


def test_a_pool_of_trainers_that_convenes_its_tot_is_enrolled_beside_those_registered(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", body="trainers", invite=(), register=["bwd-off"])
    (tot,) = tots(training.db)
    assert len(tot.enrolled) == 4


def test_who_was_represented_learnt_nothing_but_whoever_came_instead_did(training: Training) -> None:
    tot = training.tot("tot5", "c5", "2024-04-20", "2024-04-26")
    with training.store.writing("attendance mark") as draft:
        draft.add(
            Attendance(
                meeting=tot,
                person=training.person("u-zli-1"),
                status=Word("represented"),
                represented_by=training.person("zli-off"),
            )
        )
    assert set(tots(training.db)[0].came) == {training.person("zli-off")}


def test_who_cancelled_is_not_enrolled_and_strangers_are_counted_apart(training: Training) -> None:
    tot = training.tot("tot5", "c5", "2024-04-20", "2024-04-26", invite=(), register=["u-zli-1"])
    with training.store.writing("registration new") as draft:
        draft.add(Registration(meeting=tot, person=training.person("u-zli-2"), status=Word("cancelled")))
        draft.add(Registration(meeting=tot, organisation="University of Sfax", status=Word("attended")))
        draft.add(Registration(meeting=tot, organisation="University of Sfax"))
    (found,) = tots(training.db)
    assert found.enrolled == {training.person("u-zli-1")}
    assert (found.others, found.others_came) == (2, 1)


def test_people_and_heads_are_counted_apart(given: Training) -> None:
    given.give("dl5", "c5", "m-bwd", "2024-11-20", by=["u-tbk-1"], named=["bwd-off"], headcount=3)
    did = queries.cascade(given.db, EVER, TODAY)
    assert (did.headcount, did.counted, did.deliveries) == (43, 4, 5)
    assert did.named == 1  # the same person twice
    assert (did.tots, did.attended, did.trainers) == (1, 3, 4)
    assert (did.partners, did.partners_expected, did.generation) == (3, 3, 3)


def test_a_cascade_counts_in_the_period_in_which_a_training_ended(given: Training) -> None:
    did = queries.cascade(given.db, Day("2024-09-10"), Day("2024-09-16"), given.id("cycle", "c5"))
    assert (did.deliveries, did.headcount, did.tots, did.attended) == (1, 15, 0, 0)
    nothing = queries.cascade(given.db, Day("2024-01-01"), Day("2024-01-31"))
    assert (nothing.deliveries, nothing.headcount, nothing.generation) == (0, None, 0)


def test_one_name_at_one_partner_is_one_person(given: Training) -> None:
    from cop.activities.training.operations import deliveries
    from cop.activities.training.records import Delivery, Trainee
    from cop.store import references

    with given.store.writing("delivery trainee") as draft:
        for of, name in (("dl2", "Head of works"), ("dl4", "head-of-works"), ("dl1", "Head of works")):
            deliveries.add_trainee(draft, references.get(draft.db, Delivery, of), Trainee(delivery=Id(""), name=name))
    assert queries.cascade(given.db, EVER, TODAY).named == 3


def test_cover_tells_who_has_trainers_who_deliver_and_who_was_reached(given: Training) -> None:
    told = {one.ref: one for one in queries.cover(given.db, TODAY)}
    assert list(told) == ["m-bwd", "m-tbk", "m-zli"]
    tobruk, zliten = told["m-tbk"], told["m-zli"]
    assert (tobruk.trainers, tobruk.delivering, tobruk.status, tobruk.paired_ref) == (1, 1, "covered", "u-tbk")
    assert (tobruk.deliveries, tobruk.headcount, tobruk.named, tobruk.last_on) == (1, 15, 0, "2024-09-10")
    assert (zliten.trainers, zliten.delivering, zliten.deliveries, zliten.headcount) == (3, 2, 2, 14)


def test_cover_tells_a_trainer_to_come_from_one_who_rests_and_from_none(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"u-zli-1": None, "u-tbk-1": None})
    training.give("dl1", "c5", "m-zli", "2025-02-01", by=["u-zli-1"], headcount=10)
    told = {one.ref: one for one in queries.cover(training.db, TODAY)}
    statuses = {ref: one.status for ref, one in told.items()}
    assert statuses == {"m-bwd": "no_trainer", "m-tbk": "not_delivering", "m-zli": "planned"}
    assert (told["m-zli"].deliveries, told["m-zli"].headcount, told["m-zli"].next_on) == (0, None, "2025-02-01")
    assert not told["m-zli"].reached


def test_deliveries_of_a_period_hold_each_that_touches_it(given: Training) -> None:
    found = queries.deliveries(given.db, Day("2024-09-10"), Day("2024-09-15"))
    assert [one.ref for one in found] == ["dl1", "dl2"]
    first = found[0]
    assert (first.title, first.cycle_ref, first.partner_ref, first.partner_name) == (
        "Local economy", "c5", "m-tbk", "Tobruk",
    )  # fmt: skip
    assert [one.said for one in first.trainers] == ["Trainer 1, University tbk", "Trainer 1, University zli"]
    assert queries.deliveries(given.db, Day("2024-09-11"), Day("2024-09-14")) == []


@pytest.mark.parametrize("more", [0, 12])
def test_what_is_asked_costs_as_many_queries_whatever_the_number_of_rows(
    training: Training, more: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"u-zli-1": None})
    for number in range(more):
        training.give(f"x{number}", "c5", "m-zli", f"2024-10-{number + 10}", by=["u-zli-1"], named=["zli-off"])
    asked, really = [], training.db.all

    def counting(sql: str, **params: object) -> list[object]:
        asked.append(sql)
        return really(sql, **params)

    monkeypatch.setattr(training.db, "all", counting)
    queries.tree(training.db, TODAY)
    assert len(asked) <= 16


def drawn(node: CycleNode) -> Iterator[str]:
    """Yield a tree as the picture drawn by hand tells it."""
    yield node.cycle.ref
    for branch in node.tots:
        yield f"  {branch.tot.ref}: {len(branch.tot.came)} of {len(branch.tot.enrolled)} came"
        yield from trainers(branch.trainers, "    ")
        if branch.waiting:
            yield f"    waiting: {', '.join(one.ref for one in branch.waiting)}"
    if node.others:
        yield "  at no ToT"
        yield from trainers(node.others, "    ")


def trainers(nodes: Iterable[TrainerNode], inset: str) -> Iterator[str]:
    for node in nodes:
        said = node.line.remarks if node.line else ()
        yield f"{inset}{node.person.ref}" + (f": {', '.join(said)}" if said else "")
        for each in node.deliveries:
            yield from delivery(each, f"{inset}  ")


def delivery(node: DeliveryNode, inset: str) -> Iterator[str]:
    one = node.delivery
    if node.under:
        yield f"{inset}{one.partner_name}, told under {node.under.ref}"
        return
    which = {2: "2nd", 3: "3rd"}[node.generation]
    counted = "nobody counted" if one.headcount is None else f"{one.headcount} counted"
    named = f", {one.named} by name" if one.named else ""
    yield f"{inset}{one.partner_name}, {which} generation, {counted}{named}"
    yield from trainers(node.trainers, f"{inset}  ")


def test_a_partner_is_planned_where_a_training_for_its_own_people_is(training: Training) -> None:
    training.tot("tot5", "c5", "2024-04-20", "2024-04-26", {"u-zli-1": None})
    training.give("dl1", "c5", "m-tbk", "2025-02-01", by=["u-zli-1"])
    statuses = {one.ref: one.status for one in queries.cover(training.db, TODAY)}
    assert statuses == {"m-bwd": "no_trainer", "m-tbk": "planned", "m-zli": "not_delivering"}


def test_as_of_an_earlier_day_what_was_held_since_was_planned(given: Training) -> None:
    told = {one.ref: one for one in queries.cover(given.db, Day("2024-09-01"))}
    assert (told["m-tbk"].status, told["m-tbk"].next_on, told["m-tbk"].deliveries) == ("planned", "2024-09-08", 0)


def test_words_of_standings_are_those_that_translators_see() -> None:
    from cop.activities.training.standing import SAID
    from cop.activities.training.wording import MESSAGES

    assert tuple(SAID.values()) == MESSAGES
