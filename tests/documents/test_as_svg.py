"""One drawing as a file of its own."""

import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from cop.documents.as_svg import render
from cop.documents.blocks import Paragraph, Tree
from cop.kernel.errors import BadInput
from tests.documents import samples


def test_a_tree_is_a_picture_that_needs_no_page() -> None:
    document = samples.english()
    tree = next(block for block in document.blocks if isinstance(block, Tree))
    picture = ET.fromstring(render(replace(document, blocks=(Paragraph("who trained whom"), tree))))
    texts = [each.text for each in picture.iter("{http://www.w3.org/2000/svg}text")]
    assert "c5 Data of fisheries" in texts and "G" in texts
    assert picture.get("width", "").isdigit()


def test_a_picture_of_several_drawings_is_refused() -> None:
    with pytest.raises(BadInput, match="this document has 4"):
        render(samples.english())
