"""The page in the browser."""

import os
import stat
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cop.console.emit import View
from cop.console.page import html, html_of_one, open_page

PARTNERS = View(
    "partners",
    ("id", "code", "title", "people", "note"),
    table=("code", "title", "people"),
    titles={"title": "name"},
    right=frozenset({"people"}),
    empty="no partner yet",
    ref="code",
)


class Reader(HTMLParser):
    """Collects the tags of a page, and its text outside the style sheet."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.words.append(data)


def test_a_list_shows_the_columns_of_its_table() -> None:
    read = Reader(html([("1", "zli", "زليتن", 14, "secret")], PARTNERS, "Partners"))
    assert [word for word in read.words if word.strip()][1:] == [
        "Partners",
        "1",
        "code",
        "name",
        "people",
        "zli",
        "زليتن",
        "14",
    ]


def test_an_arabic_page_runs_from_right_to_left() -> None:
    assert '<html lang="ar" dir="rtl">' in html([], PARTNERS, "الشركاء", "ar", "rtl")


def test_every_cell_finds_its_own_direction() -> None:
    assert '<span dir="auto">زليتن</span>' in html([("1", "zli", "زليتن", 14, None)], PARTNERS, "Partners")


def test_an_empty_list_says_so() -> None:
    assert "no partner yet" in html([], PARTNERS, "Partners")


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><b>", "&amp;"]
)
def test_a_name_is_never_read_as_html(name: str) -> None:
    hostile = View(name, PARTNERS.keys, titles={"code": name}, ref="code")
    page = html([(name, name, name, 1, name)], hostile, name)
    assert name in "".join(Reader(page).words)
    assert not {"script", "img", "b"} & set(Reader(page).tags)


@given(st.text())
def test_any_name_leaves_the_page_whole(name: str) -> None:
    usual = Reader(html([("1", "zli", "x", 1, "x")], PARTNERS, "x", keys=PARTNERS.keys))
    page = html([("1", "zli", name or "x", 1, "x")], PARTNERS, name or "x", keys=PARTNERS.keys)
    assert Reader(page).tags == usual.tags or not name.isprintable()
    assert "\x1b" not in page


def test_a_page_fetches_nothing() -> None:
    page = html([("1", "zli", "زليتن", 14, None)], PARTNERS, "Partners")
    assert "default-src 'none'" in page
    assert not {"link", "script", "img", "iframe"} & set(Reader(page).tags)
    assert "url(" not in page


def test_a_record_names_what_is_not_set_below_the_rest() -> None:
    values = {"id": "1", "code": "zli", "title": "زليتن", "people": ["mayor", "project manager"], "note": None}
    page = html_of_one(values, PARTNERS, PARTNERS.keys)
    assert "<title>زليتن</title>" in page
    assert '<dd dir="auto">mayor</dd><dd dir="auto">project manager</dd>' in page
    assert "not set: note" in page


@pytest.mark.parametrize(("shown", "said"), [(True, "opened "), (False, "open this in a browser: ")])
def test_a_page_is_kept_where_only_its_reader_can_see_it(
    monkeypatch: pytest.MonkeyPatch, shown: bool, said: str
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda address: shown)
    path = Path(open_page("<p>زليتن \ud800", notes := StringIO()))
    assert notes.getvalue() == f"{said}{path}\n"
    assert path.read_text("utf-8") == "<p>زليتن &#55296;"
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.unlink()
