"""Trees as lines: each branch before what grows from it, and its corners drawn."""

from hypothesis import given
from hypothesis import strategies as st

from cop.documents.as_markdown import render as as_markdown
from cop.documents.as_text import render as as_text
from cop.documents.blocks import Branch, Document, Tree
from cop.documents.branching import twigs
from cop.kernel.text import columns


def of(*roots: Branch) -> Document:
    return Document("T", "", (), (Tree("", "", roots),), "en-GB", "ltr", "", "2024-08-05T09:00:00Z")


TRAINED = (
    Branch("c5", "", "", (Branch("first", "2 deliveries", "good", (Branch("pupil"),)), Branch("second", "no data"))),
    Branch("c6"),
)


def test_a_branch_stands_before_those_that_grow_from_it() -> None:
    assert [(twig.branch.label, twig.depth) for twig in twigs(TRAINED)] == [
        ("c5", 0), ("first", 1), ("pupil", 2), ("second", 1), ("c6", 0)
    ]  # fmt: skip


def test_a_tree_has_corners_on_a_terminal() -> None:
    assert as_text(of(*TRAINED)).split("\n")[4:10] == [
        "c5",
        "├─ first · 2 deliveries [G]",
        "│  └─ pupil",
        "└─ second · no data",
        "c6",
        "",
    ]


def test_a_long_label_goes_on_below_itself_beside_the_line_of_its_branches() -> None:
    long = Branch("Comune di Monte San Giovanni Campano e dei comuni vicini", branches=(Branch("pupil"),))
    assert as_text(of(Branch("c5", branches=(long, Branch("last")))), 40).split("\n")[5:8] == [
        "├─ Comune di Monte San Giovanni",
        "│  │ Campano e dei comuni vicini",
        "│  └─ pupil",
    ]


def test_a_tree_is_a_list_within_a_list_in_markdown() -> None:
    assert "- c5\n  - first · 2 deliveries [G]\n    - pupil\n  - second" in as_markdown(of(*TRAINED)).decode()


def test_a_very_deep_tree_stays_on_the_screen_and_loses_no_word() -> None:
    deep = Branch("the last one of all")
    for at in range(60):
        deep = Branch(f"trainer {at}", branches=(deep,))
    said = as_text(of(deep), 60)
    assert "the last one of all" in said
    assert max(map(columns, said.split("\n"))) <= 60


branches = st.recursive(
    st.builds(Branch, st.text(st.characters(categories=("L", "N")), max_size=30)),
    lambda inner: st.builds(Branch, st.just("trainer"), branches=st.lists(inner, max_size=4).map(tuple)),
    max_leaves=30,
)


@given(st.lists(branches, max_size=4).map(tuple), st.integers(40, 100))
def test_every_branch_is_a_line_of_the_tree(roots: tuple[Branch, ...], width: int) -> None:
    def count(some: tuple[Branch, ...]) -> int:
        return sum(1 + count(branch.branches) for branch in some)

    assert len(list(twigs(roots))) == count(roots)
    assert all(columns(line) <= width for line in as_text(of(*roots), width).split("\n"))
