"""Every format on one sample in two languages: the agreed bytes, again and again, whatever stands in the texts."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cop.documents.blocks import (
    Bar,
    Bars,
    Block,
    Bullets,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Part,
    Strip,
    Strips,
    Table,
    Tile,
    Tiles,
)
from cop.documents.render import FORMS, render
from cop.kernel.errors import BadInput
from tests.documents import samples

GOLDEN = Path(__file__).parents[1] / "golden" / "documents"
SAMPLES = {"sample": samples.english, "sample-ar": samples.arabic}

HOSTILE = [
    "<script>alert(1)</script>",
    "</title></style></svg><img src=x onerror=alert(1)>",
    "| a | b |\n| - | - |",
    '=HYPERLINK("https://example.org")',
    "\u202eمعكوس\u202c \u2067inside",
    "# not a heading\n- not a list\n1. not a number\n> not a quote\n***",
    "[not a link](https://example.org) `code` _a_ *b* ~~c~~ $d$ &amp; \\",
    "x" * 5000,
    "س" * 5000,
    "\x00\x1b[31m\x07\ud800\ufffe",
    "{{ 7 * 7 }} {% raw %} #set page() \\u{1F600}",
    "",
    "\n\n\n",
]


@pytest.mark.parametrize("form", [".txt", ".md", ".html"])
@pytest.mark.parametrize("name", SAMPLES)
def test_the_files_are_byte_for_byte_those_agreed(name: str, form: str) -> None:
    """COP_REWRITE_GOLDEN=1 writes them anew."""
    path = GOLDEN / f"{name}{form}"
    written = render(SAMPLES[name](), form)
    if os.environ.get("COP_REWRITE_GOLDEN"):
        path.write_bytes(written)
    assert written == path.read_bytes()


def test_the_same_document_gives_the_same_bytes_in_every_process() -> None:
    code = (
        "import hashlib; from cop.documents.render import FORMS, render; from tests.documents import samples\n"
        "for sample in (samples.english, samples.arabic):\n"
        "    print(*(hashlib.sha256(render(sample(), form)).hexdigest() for form in FORMS))"
    )
    root = Path(__file__).parents[2]
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(root), "TZ": zone},
            cwd=root,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("1", "Asia/Tokyo"))
    ]
    assert said[0] == said[1]


def hostile(said: str) -> Document:
    """A document in which a text stands wherever a text may stand."""
    blocks: tuple[Block, ...] = (
        Heading(said),
        Heading(said, 2),
        *(Paragraph(said, role) for role in ("plain", "narrative", "quiet", "empty")),
        Facts(((said, said),)),
        Tiles((Tile(said, said, said, "good"),)),
        Bullets((said, said)),
        Table((Column(said), Column(said, "end")), ((Cell(said, "fair", said), Cell(said)),), said, (Cell(said),)),
        Bars(said, said, (Bar(said, (Part(1, said), Part(2, said + "2", "poor")), said),)),
        Strips(said, said, (said, said), (Strip(said, (("good", said), ("", said))),)),
    )
    return Document(said, said, ((said, said),), blocks, "en-GB", "ltr", said, "2024-08-05T09:00:00Z")


@pytest.mark.parametrize("said", HOSTILE, ids=lambda said: said[:12].encode("unicode_escape").decode())
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("rtl", [False, True], ids=["ltr", "rtl"])
def test_no_text_breaks_a_document(said: str, form: str, rtl: bool) -> None:
    document = hostile(said)
    if rtl:
        document = replace(document, direction="rtl", language="ar-LY")
    written = render(document, form)
    if form == ".docx":
        return
    shown = written.decode()
    assert not {"\u202e", "\u2067", "\x1b", "\x00", "\ufffe"} & {*shown}
    assert form == ".txt" or "<script" not in shown.replace("\\<script", "")
    assert form != ".html" or "<img" not in shown


@pytest.mark.parametrize("form", FORMS)
def test_a_document_with_nothing_in_it_is_still_one(form: str) -> None:
    empty: tuple[Block, ...] = (
        Table((Column("Team"), Column("Held", "end")), (), "Nobody"),
        Table((), ()),
        Bars("Nothing", "nothing", ()),
        Bars("Zero", "zero", (Bar("Zliten", (Part(0, "held", "good"),), "0/0"),)),
        Strips("Nothing", "nothing", (), ()),
        Strips("No weeks", "no weeks", (), (Strip("Zliten", ()),)),
        Facts(()),
        Tiles(()),
        Bullets(()),
        Paragraph(""),
    )
    document = Document("Empty", "", (), empty, "en-GB", "ltr", "", "1970-01-01T00:00:00Z")
    assert render(document, form)
    assert render(replace(document, blocks=()), form)


@pytest.mark.parametrize("form", FORMS)
def test_rows_of_unequal_length_are_shown(form: str) -> None:
    table = Table((Column("A"), Column("B")), ((Cell("one"),), (Cell("one"), Cell("two"))))
    strips = Strips("S", "s", ("1", "2"), (Strip("x", (("good", "1"),)), Strip("y", (("good", "1"),) * 3)))
    document = Document("T", "", (), (table, strips), "en-GB", "ltr", "", "2024-08-05T09:00:00Z")
    assert render(document, form)


def test_an_unknown_ending_names_those_there_are() -> None:
    with pytest.raises(BadInput, match=r"\.pages"):
        render(samples.english(), ".pages")
