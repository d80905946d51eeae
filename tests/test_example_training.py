"""Who trained whom in the example, drawn by hand from examples/, as it stood on 5 April 2025."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cop.activities.training import queries
from cop.activities.training.queries.grown import DeliveryNode, TrainerNode
from cop.kernel.types import Day
from cop.store.store import Store
from tests.test_example_year import YEAR, arrives, begun, moment

TODAY = Day("2025-04-05")
Trainer = tuple[str, list[Any]]
"""A trainer, and the trainings the trainer gave: where and how many were counted, and who of them trained others."""

TREE: dict[str, tuple[str, int, int, list[Trainer]]] = {
    # cycle: its Training of Trainers, how many of how many came, and who of them gave what.
    "c2": ("tot2", 20, 20, [
        ("u-bng-tr1", [("m-bng", 12, [])]),
        ("u-tri-tr1", [("m-tri", 16, [])]),
        ("u-tri-tr2", ["m-tri"]),
    ]),
    "c3": ("tot3", 18, 20, [
        ("u-gha-tr1", [("m-gha", 13, [])]),
        ("u-seb-tr1", [("m-seb", 10, [])]),
    ]),
    "c4": ("tot4", 20, 20, [
        ("u-srt-tr2", [("m-srt", 12, [])]),
        ("u-zin-tr1", [("m-zin", 11, [])]),
        ("u-zin-tr2", ["m-zin"]),
    ]),
    "c5": ("tot5", 19, 20, [
        ("u-tbk-tr1", [("m-tbk", 15, [])]),
        # The second trainer of Bani Walid missed tot5, learnt in Zliten, and taught at home.
        ("u-zli-tr1", ["m-tbk", ("m-zli", 14, [("u-bwd-tr2", [("m-bwd", 11, [])])])]),
        ("u-zli-tr2", ["m-zli"]),
    ]),
    "c6": ("tot6", 18, 20, [
        # What a trainer of Benghazi was to give was cancelled, and is not drawn.
        ("u-zaw-tr1", [("m-zaw", 12, [])]),
        ("u-zaw-tr2", ["m-zaw"]),
    ]),
    "c7": ("tot7", 20, 20, [
        ("u-gha-tr1", [("m-gha", 15, [])]),
        ("u-srt-tr1", [("m-srt", 12, [])]),
        ("u-zin-tr1", ["m-gha"]),
    ]),
}  # fmt: skip
"""A place alone is a training that is told in full under another of its trainers."""


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COP_CONFIG_DIR", str(tmp_path_factory.mktemp("keys")))
        path = begun(tmp_path_factory.mktemp("year") / "year.cop.db")
        for file in YEAR:
            arrives(path, file)
    return path


@pytest.fixture
def year(replayed: Path) -> Iterator[Store]:
    with Store(str(replayed), now=moment(YEAR[-1])) as store, store.reading():
        yield store


def drawn(trainers: Iterable[TrainerNode]) -> list[Trainer]:
    """Return what hangs on trainers as it is drawn above."""
    return [(one.person.ref, [given(each) for each in one.deliveries]) for one in trainers]


def given(node: DeliveryNode) -> Any:
    of = node.delivery
    return of.partner_ref if node.under else (of.partner_ref, of.headcount, drawn(node.trainers))


def test_the_tree_of_the_example_is_the_one_drawn_by_hand(year: Store) -> None:
    found = {
        node.cycle.ref: (tot.tot.ref, len(tot.tot.came), len(tot.tot.enrolled), drawn(tot.trainers))
        for node in queries.tree(year.db, TODAY)
        for tot in node.tots
    }
    assert found == TREE
    assert [(node.others, node.without_trainer) for node in queries.tree(year.db, TODAY)] == [((), ())] * 6


def test_a_training_by_somebody_who_learnt_from_trainers_is_of_the_third_generation(year: Store) -> None:
    reached = {node.cycle.ref: node.reach.generation for node in queries.tree(year.db, TODAY)}
    assert reached == {"c2": 2, "c3": 2, "c4": 2, "c5": 3, "c6": 2, "c7": 2}


def test_the_cascade_of_the_year_in_numbers(year: Store) -> None:
    """From April 2024 to March 2025 three ToTs were held, and all 20 trainers came to one of them at least.

    Nine of them gave six trainings. Counted: 15 in Tobruk, 14 in Zliten, 12 in Azzawiya, 11 in Bani Walid, 12 in
    Sirte, 15 in Gharyan. By name stand 2 of Tobruk, the media officer of Zliten and a trainer of Bani Walid, the
    officer of Azzawiya, the project manager of Bani Walid, 2 of Sirte and 2 of Gharyan.
    """
    of = queries.cascade(year.db, Day("2024-04-01"), Day("2025-03-31"))
    assert (of.tots, of.attended, of.others_attended) == (3, 20, 0)
    assert of.trainers == len({"u-tbk-tr1", "u-zli-tr1", "u-zli-tr2", "u-zaw-tr1", "u-zaw-tr2", "u-bwd-tr2",
                               "u-srt-tr1", "u-gha-tr1", "u-zin-tr1"})  # fmt: skip
    assert (of.deliveries, of.headcount, of.named) == (6, 15 + 14 + 12 + 11 + 12 + 15, 2 + 2 + 1 + 1 + 2 + 2)
    assert (of.partners, of.partners_expected) == (6, 10)
    assert of.generation == 3


def test_whom_the_trainings_cover(year: Store) -> None:
    """A town is covered when a trainer of its university gave a training, anywhere, in the last twelve months.

    In Benghazi, Sebha and Tripoli nobody has since 2023.
    """
    found = {
        one.ref: (one.status, one.trainers, one.delivering, one.headcount) for one in queries.cover(year.db, TODAY)
    }
    assert found == {
        "m-zaw": ("covered", 2, 2, 12), "m-bng": ("not_delivering", 2, 0, 12), "m-bwd": ("covered", 2, 1, 11),
        "m-gha": ("covered", 2, 1, 13 + 15), "m-seb": ("not_delivering", 2, 0, 10), "m-srt": ("covered", 2, 1, 12 + 12),
        "m-tbk": ("covered", 2, 1, 15), "m-tri": ("not_delivering", 2, 0, 16), "m-zin": ("covered", 2, 1, 11),
        "m-zli": ("covered", 2, 2, 14),
    }  # fmt: skip


def test_how_far_the_trainers_of_cycle_5_have_come(year: Store) -> None:
    (cycle,) = year.db.all("SELECT id FROM cycle WHERE code = 'c5'")[0]
    found = {one.person.ref: one.standing for one in queries.standings(year.db, TODAY, cycle)}
    together = ("u-tbk-tr1", "u-zli-tr1", "u-zli-tr2")
    assert {one: found.pop(one) for one in together} == dict.fromkeys(together, "co_delivered")
    assert found.pop("u-bwd-tr2") == "delivering", "alone, in December"
    assert set(found.values()) == {"trained"} and len(found) == 16


def test_four_towns_were_covered_when_the_secretariat_asked_in_august(year: Store) -> None:
    """Gharyan (September 2023), Sebha (October 2023), Zintan (January 2024) and Sirte (February 2024)."""
    covered = {one.ref for one in queries.cover(year.db, Day("2024-08-03")) if one.covered}
    assert covered == {"m-gha", "m-seb", "m-zin", "m-srt"}
