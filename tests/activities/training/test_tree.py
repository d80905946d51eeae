"""Who learnt from whom, however things were written down."""

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cop.activities.training.tree import FIRST, Descent, Teaching, descent
from cop.kernel.types import Day, Id

PEOPLE = "abcdef"
DAYS = st.integers(0, 30).map(lambda n: Day((date(2024, 9, 1) + timedelta(n)).isoformat()))
WHO = st.sets(st.sampled_from(PEOPLE), max_size=3).map(lambda found: tuple(map(Id, sorted(found))))
SPAN = st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair)))
TEACHING = st.builds(lambda span, by, to: (span, by, to), SPAN, WHO, WHO)
TEACHINGS = st.lists(TEACHING, max_size=8).map(
    lambda found: [Teaching(Id(f"t{n}"), span[0], span[1], by, to) for n, (span, by, to) in enumerate(found)]
)
OF_TOT = st.sets(st.sampled_from(PEOPLE)).map(lambda found: {Id(one) for one in found})


def teaching(name: str, first: str, last: str, by: str, to: str = "") -> Teaching:
    return Teaching(Id(name), Day(f"2024-{first}"), Day(f"2024-{last}"), tuple(map(Id, by)), tuple(map(Id, to)))


def test_a_tree_drawn_by_hand() -> None:
    """A and b came to the ToT; a trains c, who trains d, who trains nobody; b and c train together."""
    found = descent({Id("a"), Id("b")}, [
        teaching("t3", "10-05", "10-06", "bc", "e"),
        teaching("t2", "09-20", "09-20", "c", "d"),
        teaching("t1", "09-10", "09-12", "a", "c"),
    ])  # fmt: skip
    assert found.generation == {"t1": 2, "t2": 3, "t3": 2}
    assert found.owner == {"t1": "a", "t2": "c", "t3": "b"}
    assert {person: home.id for person, home in found.home.items()} == {"c": "t1"}


def test_who_was_trained_twice_hangs_on_the_earlier_training() -> None:
    found = descent({Id("a")}, [
        teaching("late", "09-05", "09-06", "a", "c"),
        teaching("long", "09-01", "09-09", "a", "c"),
        teaching("own", "10-01", "10-01", "c"),
    ])  # fmt: skip
    assert found.home[Id("c")].id == "late"


def test_who_trained_others_before_learning_hangs_nowhere() -> None:
    found = descent({Id("a")}, [teaching("own", "09-01", "09-01", "c"), teaching("t1", "09-10", "09-10", "a", "c")])
    assert found.home == {} and found.generation[Id("own")] == FIRST + 1


def test_two_who_trained_each_other_make_no_circle() -> None:
    found = descent(set(), [teaching("t1", "09-01", "09-01", "a", "b"), teaching("t2", "09-01", "09-01", "b", "a")])
    assert found.home == {}


def test_a_training_that_nobody_gave_has_no_owner() -> None:
    found = descent({Id("a")}, [teaching("t1", "09-01", "09-01", "", "b")])
    assert found.owner == {} and found.generation == {"t1": 2}


@given(OF_TOT, TEACHINGS)
def test_every_training_is_told_exactly_once(of_tot: set[Id], teachings: list[Teaching]) -> None:
    found = descent(of_tot, teachings)
    trainers = {person for one in teachings for person in one.trainers}
    roots = [person for person in trainers if person in of_tot or person not in found.home]
    alone = [one.id for one in teachings if not one.trainers]
    roots += [who for who, home in found.home.items() if home.id in alone]
    told = [one for person in roots for one in below(person, found, teachings, len(teachings) + 1)]
    assert sorted([*told, *alone]) == sorted(one.id for one in teachings)
    assert all(found.generation[one.id] > FIRST for one in teachings)


@given(OF_TOT, TEACHINGS, st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_matter(of_tot: set[Id], teachings: list[Teaching], chance: object) -> None:
    mixed = list(teachings)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert descent(of_tot, mixed) == descent(of_tot, teachings)


def below(person: Id, found: Descent, teachings: Sequence[Teaching], left: int) -> list[Id]:
    """Return the trainings told under a trainer, at any depth."""
    assert left, "it goes round in a circle"
    own = [one.id for one in teachings if found.owner.get(one.id) == person]
    learnt = [who for who, home in found.home.items() if home.id in own]
    return [*own, *(one for who in learnt for one in below(who, found, teachings, left - 1))]
