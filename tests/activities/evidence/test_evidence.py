"""What shows that something is so: files known by their digest, and addresses."""

import io
import json
import os
import shlex
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from cop.activities.evidence.queries import SUBJECTS, every_evidence, evidence
from cop.activities.evidence.shown import is_address
from cop.cli import run
from cop.kernel.ids import derived_id
from cop.kernel.records import kind_named
from cop.store.store import Store
from tests.store.conftest import store as store  # three stores, PostgreSQL among them

Type = Callable[[str], str]


@pytest.fixture
def types(
    programme_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Type:
    """Return a function that types one line and returns what stdout showed, then what stderr said."""
    monkeypatch.setenv("COP_FILE", str(programme_file))
    monkeypatch.setenv("COP_FORMAT", "table")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    monkeypatch.chdir(tmp_path)
    Path("list.pdf").write_bytes(b"signed")

    def type_line(line: str) -> str:
        code = run(shlex.split(line))
        shown = capsys.readouterr()
        return shown.out + shown.err + (f"exit {code}\n" if code else "")

    type_line('milestone new "Works start" --due 2024-07-15 --code f-works')
    return type_line


def test_a_file_is_known_by_its_digest_and_stays_where_it_is(types: Type) -> None:
    digest = sha256(b"signed").hexdigest()
    said = types('evidence add f-works list.pdf --title "Signed list"')
    assert said.startswith("saved  ") and "shows Works start (f-works)\n" in said and f"SHA-256 {digest}\n" in said
    (line,) = json.loads(types("evidence list f-works --format json"))
    assert (line["title"], line["file_name"], line["sha256"]) == ("Signed list", "list.pdf", digest)
    assert Path("list.pdf").read_bytes() == b"signed"


def test_a_copy_of_the_file_is_known_again_under_any_name(types: Type) -> None:
    types("evidence add f-works list.pdf")
    Path("copy.pdf").write_bytes(b"signed")
    assert types("evidence check copy.pdf") == (
        "unchanged  copy.pdf  is the file that was added\n           shows Works start (f-works)\n"
    )


def test_a_file_that_was_changed_is_told_from_the_one_that_was_added(types: Type) -> None:
    types("evidence add f-works list.pdf")
    Path("list.pdf").write_bytes(b"signed later")
    said = types("evidence check list.pdf")
    assert "list.pdf is not the file that was added for milestone f-works: its content differs\n" in said
    assert said.endswith("exit 4\n")


def test_a_file_that_nobody_added_is_evidence_of_nothing(types: Type) -> None:
    assert "cop: list.pdf is evidence of nothing so far\n" in types("evidence check list.pdf")
    assert "exit 3" in types("evidence check list.pdf")


def test_the_same_again_adds_nothing(types: Type) -> None:
    types("evidence add f-works list.pdf")
    types("evidence add f-works https://example.org/list")
    again = types("evidence add f-works list.pdf")
    assert again.startswith("unchanged") and "note: list.pdf was added before\n" in again
    assert types("evidence add f-works https://example.org/list").startswith("unchanged")
    assert len(json.loads(types("evidence list --format json"))) == 2


@pytest.mark.parametrize(
    ("typed", "said", "code"),
    [
        ("missing.pdf", "there is no file missing.pdf", 2),
        ("www.example.org/list", "try: write https://www.example.org/list", 2),
        (".", ". is a folder", 2),
        ("ftp://example.org/list", "is no address of a page", 2),
        ("javascript://alert", "is no address of a page", 2),
    ],
)
def test_what_is_neither_a_file_nor_an_address_is_refused(types: Type, typed: str, said: str, code: int) -> None:
    shown = types(f"evidence add f-works {typed}")
    assert said in shown and shown.endswith(f"exit {code}\n")


def test_evidence_of_nothing_known_is_refused(types: Type) -> None:
    assert 'cop: nothing that needs evidence is called "f-wrks"\n' in types("evidence add f-wrks list.pdf")


def test_an_empty_file_is_said(types: Type) -> None:
    Path("empty.pdf").touch()
    assert "note: empty.pdf is empty\n" in types("evidence add f-works empty.pdf")


def test_evidence_goes_with_what_it_shows_and_comes_back_with_it(types: Type) -> None:
    types("evidence add f-works list.pdf")
    types("milestone remove f-works --yes")
    assert json.loads(types("evidence list --format json")) == []
    types("milestone restore f-works")
    assert len(json.loads(types("evidence list --format json"))) == 1


def test_a_digest_or_an_address_that_is_none_is_refused_in_a_file(types: Type) -> None:
    Path("in.yaml").write_text(
        "milestones:\n  - {code: m, title: M, due_on: 2024-07-15, evidence: [{title: A, sha256: abc}, "
        '{title: B, link: "javascript:alert(1)"}]}\n', encoding="utf-8",
    )  # fmt: skip
    said = types("import in.yaml")
    assert 'sha256 cannot be "abc"' in said and 'link cannot be "javascript:alert(1)"' in said


def test_every_kind_that_evidence_is_shown_of_has_the_columns_it_is_named_by(store: Store) -> None:
    with store.reading():
        assert every_evidence(store.db) == evidence(store.db, ["0123456789ab"]) == []
    for kind, (code, _) in SUBJECTS.items():
        names = kind_named(kind).names()
        assert ("code" in names) == (code == "code"), kind


def test_an_address_is_one_that_a_browser_opens() -> None:
    assert is_address("https://example.org/a") and is_address("HTTP://example.org")
    assert not any(map(is_address, ["https://", "file:///etc", "https://a b", "example.org"]))


def test_what_has_no_end_is_refused_and_not_read(types: Type) -> None:
    os.mkfifo("pipe")
    for endless in ("/dev/zero", "pipe"):
        said = types(f"evidence add f-works {endless}")
        assert f"cop: {endless} is no file that can be read to its end\n" in said and "exit 2" in said
    assert json.loads(types("evidence list --format json")) == []


def test_a_file_is_read_before_anything_is_written_so_that_nobody_waits(
    types: Type, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cop.activities.evidence import shown
    from cop.console.session import Session

    order: list[str] = []
    read, writing = shown.read, Session.writing

    def noting(step: str, of: Callable[..., object]) -> Callable[..., object]:
        def noted(*given: object) -> object:
            order.append(step)
            return of(*given)

        return noted

    monkeypatch.setattr(shown, "read", noting("read", read))
    monkeypatch.setattr(Session, "writing", noting("write", writing))
    types("evidence add f-works list.pdf")
    types("milestone reach f-works --evidence list.pdf")
    assert order == ["read", "write"] * 2


@pytest.mark.parametrize("link", ["https://example.org/<b>", 'https://example.org/"x"', "https://example.org/`x`"])
def test_an_address_with_marks_of_another_language_in_it_is_refused(types: Type, link: str) -> None:
    said = types(f"evidence add f-works {shlex.quote(link)}")
    assert "is no address of a page" in said and "without spaces, quotes, < and >" in said and "exit 2" in said
    assert is_address("https://example.org/list%3Cb%3E?a='b'&c=(d)")


def test_the_same_evidence_from_two_copies_is_one(types: Type) -> None:
    def added(what: str) -> str:
        types(f"evidence add f-works {what}")
        (line,) = json.loads(types("evidence list f-works --format json"))
        types(f"evidence remove {line['id']} --yes")
        return str(line["id"])

    subject = json.loads(types("milestone show f-works --format json"))["id"]
    assert added("list.pdf") == derived_id("evidence", [subject, sha256(b"signed").hexdigest()])
    assert added("https://example.org/a") == derived_id("evidence", [subject, "https://example.org/a"])
    Path("in.yaml").write_text("milestones: [{code: f-works, evidence: [{title: A, link: https://example.org/a}]}]\n")
    types("import in.yaml")
    (line,) = json.loads(types("evidence list f-works --format json"))
    assert line["id"] == derived_id("evidence", [subject, "https://example.org/a"])
