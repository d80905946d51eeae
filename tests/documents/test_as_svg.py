"""One drawing as a file of its own."""

import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from cop.documents.as_svg import render
from cop.documents.blocks import Branch, Gantt, GanttRow, Tree
from cop.documents.words import Words
from cop.kernel.types import Day
from tests.documents import samples

ENGLISH = Words("en-GB")
TEXT = "{http://www.w3.org/2000/svg}text"


def test_a_tree_is_a_picture_that_needs_no_page() -> None:
    (tree,) = (block for block in samples.english().blocks if isinstance(block, Tree))
    picture = ET.fromstring(render(tree, ENGLISH))
    texts = [each.text for each in picture.iter(TEXT)]
    assert "c5 Data of fisheries" in texts and "G" in texts
    assert picture.get("width", "").isdigit()


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_in_the_data_a_picture_can_be_read(label: str, said: str) -> None:
    row = GanttRow(label, said, (Day("2024-01-01"), Day("2024-03-31")), tone="good")
    plan = Gantt(label, said, Day("2024-01-01"), Day("2024-12-31"), Day("2024-07-01"), (row,))
    for block in (plan, Tree(label, said, (Branch(label, said, "poor", (Branch(said),)),))):
        assert ET.fromstring(render(block, ENGLISH)).get("role") == "img"


def test_an_escape_sequence_in_a_title_does_not_break_a_picture() -> None:
    row = GanttRow("Equipment \x1b[31m\x07 bought", baseline=(Day("2024-01-01"), Day("2024-03-31")))
    plan = Gantt("", "", Day("2024-01-01"), Day("2024-12-31"), None, (row,))
    assert "Equipment" in "".join(ET.fromstring(render(plan, ENGLISH)).itertext())
