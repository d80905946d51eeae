"""Documents as Markdown: whatever people typed shows as they typed it."""

import pytest

from cop.documents.as_markdown import begun, escaped, render
from cop.documents.blocks import Block, Cell, Column, Document, Heading, Paragraph, Table, Tile, Tiles
from tests.documents import samples


def of(*blocks: Block) -> str:
    return render(Document("T", "", (), blocks, "en-GB", "ltr", "", "2024-08-05T09:00:00Z")).decode()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("a | b", r"a \| b"),
        ("<b>", r"\<b\>"),
        ("# one", r"\# one"),
        ("- one", r"\- one"),
        ("12. one", r"12\. one"),
        ("===", r"\==="),
        ("*a* `b` ~c~", r"\*a\* \`b\` \~c\~"),
        ("[a](b)", r"\[a\](b)"),
        ("_a_", r"\_a\_"),
        ("&lt;", r"\&lt;"),
        ("c:\\d", r"c:\\d"),
        ("    code", "code"),
    ],
)
def test_what_looks_like_markup_is_escaped(typed: str, written: str) -> None:
    assert begun(escaped(typed)) == written


@pytest.mark.parametrize(
    "plain", ["m_zli_pm", "vpm/2024-07-03", "5/6 (83 %)", "-5 days", "AT&T", "12.5 km", "a-b", "a.b"]
)
def test_what_is_no_markup_stays_readable(plain: str) -> None:
    assert begun(escaped(plain)) == plain


def test_a_number_before_a_heading_needs_no_escape() -> None:
    assert "## 1. Summary" in of(Heading("1. Summary"))


def test_a_cell_of_several_lines_stays_one_cell() -> None:
    said = of(Table((Column("A"), Column("B", "end")), ((Cell("one\ntwo | three"), Cell("3", "good", "new")),)))
    assert r"one<br>two \| three" in said
    assert "3 [G] *new*" in said
    assert "-:" in said


def test_a_narrative_is_a_quotation_whose_line_ends_stay() -> None:
    assert of(Paragraph("one\n\n# two", "narrative")).endswith("> one  \n>   \n> \\# two\n")


def test_tiles_are_a_list() -> None:
    assert "- **5/6** [G] meetings held (1 postponed)" in of(
        Tiles((Tile("meetings held", "5/6", "1 postponed", "good"),))
    )


def test_an_arabic_document_is_told_to_run_from_the_right() -> None:
    said = render(samples.arabic()).decode()
    assert said.startswith('<div dir="rtl">\n\n# ') and said.endswith("\n\n</div>\n")
    assert "<div" not in render(samples.english()).decode()
