"""Finding the record that somebody means, however they spell it."""

from dataclasses import replace

import pytest

from cop.activities.training.records import Cycle, Delivery, DeliveryTrainer
from cop.kernel.errors import NotFound, RuleBroken
from cop.kernel.types import Day, Id, Word
from cop.store import edits, queries
from cop.store.records import Alias, Translation
from cop.store.references import find, label, short
from cop.store.store import Store
from cop.teams.records import Body, Partner, Person

Ids = dict[str, str]


@pytest.fixture
def ids(store: Store) -> Ids:
    """Return the ids of a municipality with its team, project manager and trainer, and of a second municipality."""
    with store.writing("import") as draft:
        zliten = draft.add(Partner(code="m-zli", name="Zliten"))
        draft.add(Alias(subject=zliten.id, name="زليتن"))
        zaw = draft.add(Partner(code="m-zaw", name="Az-Zawiyah"))
        team = draft.add(Body(code="lct-zli", title="Local Coordination Team", kind=Word("team"), partner=zliten.id))
        manager = draft.add(Person(code="m-zli-pm", title="Project Manager", partner=zliten.id, name="Salem Omar"))
        trainer = draft.add(Person(title="Trainer", partner=zaw.id))
    return {"zliten": zliten.id, "zaw": zaw.id, "team": team.id, "manager": manager.id, "trainer": trainer.id}


@pytest.mark.parametrize(
    ("kind", "typed", "meant"),
    [
        ("partner", "m-zli", "zliten"),
        ("partner", "M-ZLI", "zliten"),
        ("partner", "زليتن", "zliten"),
        ("partner", "az zawiyah", "zaw"),
        ("partner", "zaw", "zaw"),
        ("person", "Salem Omar", "manager"),
        ("person", "trainer", "trainer"),
        ("body", "Zliten", "team"),
        ("body", "زليتن", "team"),
    ],
)
def test_a_record_is_found_by_what_people_call_it(store: Store, ids: Ids, kind: str, typed: str, meant: str) -> None:
    assert find(store.db, kind, typed) == ids[meant]


def test_what_has_no_name_of_its_own_is_called_by_what_it_joins(store: Store, ids: Ids) -> None:
    with store.writing("import") as draft:
        cycle = draft.add(Cycle(code="c5", title="Local economy"))
        plain = draft.add(Delivery(cycle=cycle.id, partner=Id(ids["zliten"]), start_on=Day("2024-09-08")))
        own = draft.add(replace(plain, id=Id(""), title="Heritage"))
        lost = draft.add(replace(plain, id=Id(""), cycle=Id("000000000000"), partner=Id("000000000001")))
        trainer = draft.add(DeliveryTrainer(delivery=own.id, person=Id(ids["trainer"])))
    said = [label(store.db, "delivery", one.id) for one in (plain, own, lost)]
    assert said == ["Local economy, Zliten", "Heritage", short(store.db, "delivery", lost.id)]
    assert label(store.db, "delivery_trainer", trainer.id) == "Heritage, Trainer"


def test_the_beginning_of_an_id_is_enough(store: Store, ids: Ids) -> None:
    assert find(store.db, "partner", ids["zliten"][:8]) == ids["zliten"]


def test_all_candidates_are_told_a_line_each(store: Store, ids: Ids) -> None:
    with pytest.raises(NotFound) as told:
        find(store.db, "person", "tr")
    assert told.value.exit_code == 3
    with store.writing("person new") as draft:
        draft.add(Person(code="a-tr", title="Trainer"))
    with pytest.raises(NotFound) as told:
        find(store.db, "person", "trainer")
    assert told.value.hint is not None and told.value.hint.count("Trainer") == 2


def test_nothing_found_names_the_nearest(store: Store, ids: Ids) -> None:
    with pytest.raises(NotFound) as told:
        find(store.db, "partner", "Zlitten")
    assert "Zliten" in (told.value.hint or "")


@pytest.mark.parametrize("typed", ["زليطن", "زلتن", "ازليتن"])
def test_a_name_misspelled_in_arabic_names_the_nearest(store: Store, ids: Ids, typed: str) -> None:
    with store.writing("partner translate") as draft:
        draft.add(Translation(subject=Id(ids["zaw"]), attribute=Word("name"), language=Word("ar"), words="الزاوية"))
    with pytest.raises(NotFound) as told:
        find(store.db, "partner", typed)
    assert told.value.hint == "did you mean زليتن?"
    with pytest.raises(NotFound) as told:
        find(store.db, "partner", "الزاويت")
    assert told.value.hint is not None and "الزاوية" in told.value.hint


def test_codes_that_differ_only_in_capitals_are_one(store: Store, ids: Ids) -> None:
    with pytest.raises(RuleBroken, match="taken by Zliten"), store.writing("partner new") as draft:
        edits.add(draft, Partner(code="M-Zli", name="Elsewhere"))
    assert len(queries.every(store.db, Partner)) == 2


def test_a_code_may_differ_by_a_hyphen(store: Store, ids: Ids) -> None:
    with store.writing("partner new") as draft:
        edits.add(draft, Partner(code="mzli", name="Elsewhere"))
    assert find(store.db, "partner", "m-zli") == ids["zliten"]
