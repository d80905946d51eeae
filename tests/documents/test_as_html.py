"""Documents as a page: well formed, closed to the outside, readable by day and by night, and mirrored for Arabic."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from cop.documents import as_html
from cop.documents.as_html import render
from cop.documents.blocks import Block, Cell, Column, Document, Heading, Paragraph, Table
from tests.documents import samples

VOID = {"meta", "col", "link", "br", "img"}


class Page(HTMLParser):
    """Reads a page and refuses what does not close."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def of(*blocks: Block) -> Document:
    return Document("T", "", (), blocks, "en-GB", "ltr", "", "2024-08-05T09:00:00Z")


@pytest.fixture(params=["english", "arabic"])
def document(request: pytest.FixtureRequest) -> Document:
    made: Document = getattr(samples, request.param)()
    return made


def test_the_page_says_its_language_and_direction(document: Document) -> None:
    assert Page(render(document)).all("html") == [{"lang": document.language, "dir": document.direction}]


def test_nothing_is_fetched_and_nothing_runs(document: Document) -> None:
    page = Page(render(document))
    policy = next(meta["content"] for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert policy and policy.startswith("default-src 'none'")
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "form"}
    assert not [key for _, attributes in page.tags for key in attributes if key.startswith("on") or key == "src"]
    said = render(document).decode().replace("http://www.w3.org/2000/svg", "")
    assert "http" not in said.replace("http-equiv", "") and "@import" not in said
    assert re.findall(r"url\(([^)]*)\)", said) and all(
        each.startswith("#") for each in re.findall(r"url\(([^)]*)\)", said)
    )


def test_the_style_names_no_left_and_no_right_but_what_mirrors_by_itself(document: Document) -> None:
    css = as_html.__file__.replace("as_html.py", "templates/document.css")
    with open(css, encoding="utf-8") as file:
        rules = re.findall(
            r"(?:margin|padding|border|text-align|float)[a-z-]*(?:left|right)|text-align: (?:left|right)", file.read()
        )
    assert not rules
    assert "overflow-wrap: break-word" in render(document).decode()
    assert "anywhere" not in render(document).decode()


def test_the_contents_lead_to_every_section(document: Document) -> None:
    page = Page(render(document))
    targets = [(link["href"] or "").removeprefix("#") for link in page.all("a")]
    assert targets == [head["id"] for head in page.all("h2") if head.get("id") != "contents"]
    assert len(targets) == sum(isinstance(each, Heading) and each.level == 1 for each in document.blocks)


def test_no_name_within_the_page_stands_twice(document: Document) -> None:
    names = [attributes["id"] for _, attributes in Page(render(document)).tags if "id" in attributes]
    assert len(names) == len({*names})


def test_what_people_wrote_finds_its_own_direction(document: Document) -> None:
    page = Page(render(document))
    narratives = [p for p in page.all("p") if p.get("class") == "narrative"]
    assert narratives and all(p["dir"] in ("ltr", "rtl") for p in narratives)
    assert page.all("bdi")


def test_a_text_in_two_scripts_runs_as_most_of_its_letters_do() -> None:
    arabic = replace(of(), language="ar-LY", direction="rtl", title="Comune di Sirte.")
    said = render(
        replace(
            arabic,
            facts=(("البرنامج", "REBUILD - إعادة بناء البلديات الليبية"), ("الممول", "AICS")),
            blocks=(Paragraph("REBUILD: بدأت الأعمال في الميناء\nIn due time", "narrative"),),
        )
    ).decode()
    assert '<bdi dir="rtl">REBUILD - إعادة' in said and "<bdi>AICS</bdi>" in said
    assert "<h1><bdi>Comune di Sirte.</bdi></h1>" in said
    assert '<p class="narrative" dir="rtl"><span dir="rtl">REBUILD' in said
    assert '<span dir="ltr">In due time</span>' in said


def test_a_tone_is_a_letter_with_its_word_as_well_as_a_colour() -> None:
    said = render(samples.english()).decode()
    assert '<span class="tone poor" title="poor">P</span>&nbsp;<bdi>0/2</bdi>' in said
    assert '<span class="mark">late</span>' in said


def test_charts_speak_to_those_who_cannot_see_them(document: Document) -> None:
    page = Page(render(document))
    pictures = [svg for svg in page.all("svg") if svg.get("role") == "img"]
    slim = sum(each.get("class") == "chart slim" for each in page.all("div"))  # a wide tree once more, for phones
    assert len(pictures) == 4 + slim
    assert all(svg["aria-label"] and svg["direction"] == "ltr" for svg in pictures)
    assert len(page.all("desc")) == 4 + slim


def test_heads_of_tables_are_heads() -> None:
    page = Page(render(of(Table((Column("Team"), Column("Held", "end")), ((Cell("Zliten"), Cell("3")),), "Teams"))))
    assert [head["scope"] for head in page.all("th")] == ["col", "col", "row"]
    assert "thead" in {tag for tag, _ in page.tags}


def test_the_footer_of_the_paper_cannot_leave_its_rule() -> None:
    said = render(replace(of(Paragraph("x")), footer='"; } </style> \\ * { display: none }')).decode()
    assert said.count("</style>") == 1
    assert "display: none }" not in said.split("</style>")[0].replace("nav { display: none; }", "")


def test_texts_of_people_never_become_markup() -> None:
    said = render(
        of(Heading("<b>"), Paragraph("<i>&amp;", "narrative"), Table((Column("<u>"),), ((Cell("<s>"),),)))
    ).decode()
    assert not re.search("<(b|i|u|s)>", said)
    assert "&lt;i&gt;&amp;amp;" in said


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours() -> Iterator[dict[str, str]]:
    said = render(samples.english()).decode()
    for found in re.findall(r":root \{ color-scheme: \w+; ([^}]*)\}", said):
        yield dict(re.findall(r"--([\w-]+): (#\w+);", found))


def test_every_text_stands_out_by_day_and_by_night() -> None:
    """WCAG AA: 4.5 for text, and a tone's own colour 3 against the card it lies on, where it has no outline."""
    faces = [*colours()]
    assert len(faces) == 2
    for face in faces:
        for ground in ("paper", "card"):
            for letters in ("ink", "soft", "sea"):
                assert contrast(face[letters], face[ground]) >= 4.5, (letters, ground)
        for tone in ("good", "fair", "poor", "unknown", "sea", "mist", "sand"):
            assert contrast(face[f"on-{tone}"], face[tone]) >= 4.5, tone


def test_the_contrast_of_black_on_white_is_21() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21
