"""Documents for Word, read back: real structure, told directions, one order of elements, the same bytes."""

import io
import sys
import zipfile
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from cop.documents.as_docx import render
from cop.documents.blocks import Block, Cell, Column, Document, Gantt, GanttRow, Paragraph, Table, Tile, Tiles
from cop.documents.word_styles import ROOM
from cop.kernel.errors import CopError
from cop.kernel.types import Day
from tests.documents import samples

# The order in which ECMA-376 wants the properties that are used here.
ORDER = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs bidi spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rFonts b bCs i iCs color sz szCs bdr shd rtl lang",
    "tblPr": "tblStyle bidiVisual tblW tblLayout tblCellMar tblLook tblCaption",
    "tcPr": "tcW tcBorders",
    "trPr": "cantSplit tblHeader",
    "sectPr": "footerReference pgSz pgMar cols bidi",
}


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(render(document)))


def of(*blocks: Block, direction: str = "ltr") -> Document:
    language = "en-GB" if direction == "ltr" else "ar-LY"
    return Document("T", "", (), blocks, language, direction, "", "2024-08-05T09:00:00Z")  # type: ignore[arg-type]


@pytest.mark.parametrize("sample", [samples.english, samples.arabic])
@pytest.mark.parametrize("name", ORDER)
def test_properties_stand_in_the_order_of_the_standard(sample: Any, name: str) -> None:
    wanted = ORDER[name].split()
    file = opened(sample())
    footer = file.sections[0].footer._element
    styles = [file.styles[style].element for style in ("Normal", "Heading 1", "List Bullet", "Narrative")]
    found = [each for root in (file.element, footer, *styles) for each in root.iter(qn(f"w:{name}"))]
    assert found
    for properties in found:
        names = [each.tag.split("}")[1] for each in properties]
        assert names == sorted(names, key=wanted.index)


def test_headings_lists_and_tables_are_real_ones() -> None:
    file = opened(samples.english())
    styles = [paragraph.style.name for paragraph in file.paragraphs]
    assert styles[:2] == ["Title", "Subtitle"]
    assert styles.count("Heading 1") == 6 and styles.count("Heading 2") == 1 and styles.count("List Bullet") == 2
    table = next(each for each in file.tables if each.cell(0, 0).text == "Team")
    assert [cell.text for cell in table.rows[2].cells][:2] == [
        "Comune di Monte San Giovanni Campano e dei comuni vicini",
        "Tue 6 August (late)",
    ]
    assert [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows] == [True, False, False, False, False]


@pytest.mark.parametrize("sample", [samples.english, samples.arabic])
def test_columns_and_cells_say_the_same_widths(sample: Any) -> None:
    for table in opened(sample()).element.iter(qn("w:tbl")):
        grid = [int(column.get(qn("w:w"))) for column in table.tblGrid]
        assert sum(grid) <= ROOM
        for row in table.iter(qn("w:tr")):
            assert [int(each.get(qn("w:w"))) for each in row.iter(qn("w:tcW"))] == grid


def test_columns_share_the_page_as_they_were_told() -> None:
    told = Table(
        (Column("A", share=3), Column("B", share=1)), ((Cell("A whole sentence that takes room. " * 4), Cell("2")),)
    )
    (table,) = opened(of(told)).element.iter(qn("w:tbl"))
    first, second = (int(column.get(qn("w:w"))) for column in table.tblGrid)
    assert first + second == ROOM and first == pytest.approx(3 * second, abs=3)


def test_a_table_of_few_figures_is_no_wider_than_it_needs_and_stays_on_one_page() -> None:
    (table,) = opened(of(Table((Column("A"), Column("B", "end")), ((Cell("1"), Cell("2")),) * 3))).element.iter(
        qn("w:tbl")
    )
    assert sum(int(column.get(qn("w:w"))) for column in table.tblGrid) < ROOM * 2 / 3
    *kept, last = table.iter(qn("w:tr"))
    assert all(len(list(row.iter(qn("w:keepNext")))) == 2 for row in kept) and not list(last.iter(qn("w:keepNext")))


def test_an_arabic_document_is_told_to_run_from_the_right() -> None:
    file = opened(samples.arabic())
    assert all(table._tbl.tblPr.find(qn("w:bidiVisual")) is not None for table in file.tables)
    heading = next(each for each in file.paragraphs if each.style.name == "Heading 1")
    assert heading._p.pPr.find(qn("w:bidi")).get(qn("w:val")) is None
    assert all(run._r.rPr.find(qn("w:rtl")) is not None for run in heading.runs)
    assert file.element.body.sectPr.find(qn("w:bidi")) is not None
    defaults = file.styles.element[0]
    assert next(defaults.iter(qn("w:lang"))).get(qn("w:bidi")) == "ar-LY"
    assert next(defaults.iter(qn("w:rFonts"))).get(qn("w:cs")) == "Arial"
    assert not list(opened(samples.english()).element.iter(qn("w:bidiVisual")))


def pieces(said: str, direction: str = "rtl") -> list[tuple[str, bool]]:
    """The runs of a paragraph, and which of them go to the left."""
    file = opened(of(Paragraph(said), direction=direction))
    (paragraph,) = (each for each in file.paragraphs if each.style.name == "Normal")
    return [(run.text, run._r.rPr.find(qn("w:rtl")) is not None) for run in paragraph.runs if run.text]


def test_names_in_other_letters_are_runs_of_their_own() -> None:
    assert pieces("اجتماع sc7 في روما") == [("اجتماع ", True), ("sc7", False), (" في روما", True)]
    assert pieces("اجتماع \u20687th Committee\u2069.") == [("اجتماع ", True), ("7th Committee", False), (".", True)]
    assert pieces("Committee (اللجنة) met", "ltr")[1] == ("اللجنة", True)


def test_a_figure_is_read_from_its_left_in_every_language() -> None:
    assert pieces("1/2 (50 %)") == [("\u200e1/2 (50 %)\u200e", False)]
    assert pieces("12") == [("12", False)]


def test_a_cell_in_the_other_direction_stands_at_the_edge_of_its_table() -> None:
    table = Table((Column("الفريق"),), ((Cell("Comune di Sirte."),), (Cell("زليتن"),)))
    file = opened(of(table, direction="rtl"))
    latin, arabic = (row.cells[0].paragraphs[0]._p.pPr for row in file.tables[0].rows[1:])
    assert latin.find(qn("w:bidi")).get(qn("w:val")) == "0" and latin.find(qn("w:jc")).get(qn("w:val")) == "end"
    assert arabic.find(qn("w:bidi")).get(qn("w:val")) is None and arabic.find(qn("w:jc")) is None


def test_an_arabic_programme_that_begins_with_a_latin_name_runs_from_the_right_on_the_cover() -> None:
    document = replace(of(direction="rtl"), facts=(("البرنامج", "REBUILD - إعادة بناء البلديات الليبية"),))
    name, title = opened(document).tables[0].rows[0].cells
    for cell in (name, title):
        assert cell.paragraphs[0]._p.pPr.find(qn("w:bidi")).get(qn("w:val")) is None


def test_a_narrow_table_is_as_wide_as_the_page_where_it_would_stand_at_the_wrong_edge() -> None:
    table = Table((Column("A"), Column("B")), ((Cell("1"), Cell("2")),))

    def width(direction: str) -> int:
        file = opened(of(table, direction=direction))
        return int(file.tables[0]._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w")))

    assert (width("rtl"), width("ltr") < ROOM) == (ROOM, True)
    tiles = opened(of(Tiles((Tile("Held", "2/3"),)), direction="rtl")).tables[0]
    assert len(tiles.columns) == 7, "four tiles and the room between them"


def test_pictures_speak_to_those_who_cannot_see_them() -> None:
    file = opened(samples.english())
    told = [each.get("descr") for each in file.element.iter(qn("wp:docPr"))]
    assert told == [
        "Meetings by team: Zliten held all of its 3 meetings, the Italian municipalities 1 of 2, Sirte none of 2.",
        "Contacts by team and week: Zliten was heard of in every week, Sirte in none.",
        "Water laboratory: The equipment came 24 days late; the training that waits for it is expected 24 days late "
        "too.",
        "Who trained whom: One trainer of two has given the training on.",
    ]
    assert len({each.get("id") for each in file.element.iter(qn("wp:docPr"))}) == 4
    assert all(shape.width <= docx.shared.Cm(17.1) for shape in file.inline_shapes)


def test_the_file_says_what_it_is_and_when_its_data_were_true() -> None:
    about = opened(samples.english()).core_properties
    assert about.title == "Monthly report · July 2024"
    assert (about.language, about.author) == ("en-GB", "")
    assert str(about.created) == str(about.modified) == "2024-08-05 09:00:00+00:00"
    with zipfile.ZipFile(io.BytesIO(render(samples.english()))) as file:
        assert {part.date_time for part in file.infolist()} == {(2024, 8, 5, 9, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"


def test_pages_are_a4_and_numbered() -> None:
    file = opened(samples.english())
    section = file.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [each.get(qn("w:instr")) for each in section.footer._element.iter(qn("w:fldSimple"))] == ["PAGE"]
    assert section.footer.paragraphs[0].text.startswith("REBUILD · Monthly report")


def test_every_line_of_a_narrative_finds_its_own_direction() -> None:
    file = opened(of(Paragraph("نعم\nYes", "narrative")))
    told = [
        each._p.pPr.find(qn("w:bidi")).get(qn("w:val")) for each in file.paragraphs if each.style.name == "Narrative"
    ]
    assert told == [None, "0"]


def test_without_the_part_for_word_one_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    monkeypatch.delitem(sys.modules, "cop.documents.as_docx")
    with pytest.raises(CopError) as raised:
        __import__("cop.documents.as_docx")
    assert raised.value.hint and 'pip install "cop-programme[docs]"' in raised.value.hint


def test_a_chart_too_tall_for_a_page_is_made_smaller() -> None:
    from cop.documents.blocks import Bar, Bars, Part

    bars = Bars("t", "a", tuple(Bar(f"Team {at}", (Part(1, "held"),)) for at in range(60)))
    (shape,) = opened(replace(of(bars))).inline_shapes
    assert shape.height <= docx.shared.Cm(25)


def test_a_plan_of_many_rows_is_several_pictures_and_each_is_as_large_as_the_others() -> None:
    rows = tuple(
        GanttRow(f"Activity {at}", baseline=(Day("2024-03-01"), Day("2024-05-31")), level=int(at % 6 > 0))
        for at in range(60)
    )
    plan = Gantt("Plan", "sixty activities", Day("2024-01-01"), Day("2027-12-31"), None, rows)
    shapes = opened(of(plan)).inline_shapes
    assert len(shapes) > 2
    assert len({shape.width for shape in shapes}) == 1
    assert all(shape.height < docx.shared.Cm(25) for shape in shapes)
