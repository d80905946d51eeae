"""Record ids and their shortest beginnings."""

from hypothesis import given
from hypothesis import strategies as st

from cop.kernel.ids import ALPHABET, LENGTH, is_id, new_id, shortest_unique

IDS = st.lists(st.text(ALPHABET, min_size=LENGTH, max_size=LENGTH), max_size=20)


def test_a_new_id_is_twelve_letters_nobody_confuses() -> None:
    made = new_id()
    assert is_id(made) and not set(made) & set("ilou")
    assert new_id() != made


def test_ids_are_told_apart_by_as_little_as_needed() -> None:
    alike = ["7k2m4f0000ab", "7k2m4f0000cd", "8000000000aa"]
    assert shortest_unique(alike) == {alike[0]: "7k2m4f0000a", alike[1]: "7k2m4f0000c", alike[2]: "8000"}
    assert shortest_unique(["7k2m4f0000ab"]) == {"7k2m4f0000ab": "7k2m"}
    assert shortest_unique([]) == {}


@given(IDS)
def test_each_beginning_names_one_id(ids: list[str]) -> None:
    for whole, beginning in shortest_unique(ids).items():
        assert [one for one in set(ids) if one.startswith(beginning)] == [whole]
