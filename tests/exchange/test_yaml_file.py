import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cop.exchange import yaml_file
from cop.exchange.findings import Findings
from cop.exchange.incoming import MAX_BYTES, content
from cop.exchange.yaml_file import Flow, Mapping, Node, Sequence, Text, Tree, read, write
from cop.kernel.errors import BadInput

SAMPLES = Path(__file__).parents[1] / "samples" / "yaml"


def plain(node: Node) -> Any:
    """Return the texts of a tree, without lines."""
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.value: plain(value) for key, value in node.items}


def sample(name: str) -> Any:
    return plain(read((SAMPLES / name).read_bytes(), name))


def troubles(data: bytes, name: str = "x.yaml") -> list[str]:
    with pytest.raises(Findings) as caught:
        read(data, name)
    return [str(finding) for finding in caught.value.found]


# Reading


def test_plain_words_stay_as_typed() -> None:
    assert sample("norway.yaml") == {
        "country": "NO",
        "day": "2024-07-01",
        "count": "5",
        "hour": "11:00",
        "nothing": None,
        "blank": None,
        "word": "null",
        "empty": "",
        "version": "1.10",
        "answer": "yes",
    }


def test_nodes_know_their_lines() -> None:
    tree = read(b"# head\ncode: sc\nseats:\n  - {body: sc,\n     person: mayor}\n", "x.yaml")
    seat = Mapping([(Text("body", 4), Text("sc", 4)), (Text("person", 5), Text("mayor", 5))], 4)
    assert tree == Mapping([(Text("code", 2), Text("sc", 2)), (Text("seats", 3), Sequence([seat], 4))], 2)


def test_a_mark_at_the_beginning_and_windows_line_ends_are_accepted() -> None:
    assert sample("bom-and-crlf.yaml") == {"title": "لجنة التوجيه", "code": "sc"}


def test_a_merge_key_is_a_name_like_any_other() -> None:
    assert sample("merge-key.yaml") == {"<<": {"a": "b"}}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("duplicate-name.yaml", [':4: "code" stands twice in one group (first in line 2)']),
        ("python-tag.yaml", [':1: a type tag ("tag:yaml.org,2002:python/object/apply:os.system") is not accepted']),
        (
            "anchor-and-reference.yaml",
            [':2: an anchor ("&first") is not accepted', ':3: a reference ("*first") is not accepted'],
        ),
        ("two-documents.yaml", [":2: a second document begins here (---)"]),
        ("tab-for-indent.yaml", [":2: a value cannot begin with a tab, @, ` or %"]),
        ("unclosed-quote.yaml", [":2: a quotation mark is opened here and never closed"]),
        ("unclosed-list.yaml", [":2: a list opened with [ lacks a comma or its ]"]),
        ("colon-in-text.yaml", [":1: there is a colon where no name can stand"]),
        ("misaligned.yaml", [":2: there is a colon where no name can stand"]),
        ("list-as-name.yaml", [":1: a name before a colon must be text", ":3: a name before a colon must be text"]),
        (
            "control-character.yaml",
            [":2: a control character (U+0007) stands here", ":3: a control character (U+001B) stands here"],
        ),
        (
            "several-troubles.yaml",
            [
                ':1: an anchor ("&c") is not accepted',
                ':2: "code" stands twice in one group (first in line 1)',
                ':3: a type tag ("tag:yaml.org,2002:int") is not accepted',
                ':4: a reference ("*c") is not accepted',
            ],
        ),
        ("empty.yaml", [": the file is empty"]),
        ("utf16-from-notepad.yaml", [": the file is saved as UTF-16, not as UTF-8"]),
        ("utf16-without-mark.yaml", [":1: the file holds zero bytes: it is not UTF-8 text"]),
        ("windows-1256.yaml", [":2: this is not UTF-8 text"]),
    ],
)
def test_a_broken_file_is_refused_with_every_finding_and_its_line(name: str, expected: list[str]) -> None:
    assert troubles((SAMPLES / name).read_bytes(), name) == [name + line for line in expected]


def test_a_wrong_encoding_is_answered_with_how_to_save() -> None:
    with pytest.raises(Findings) as caught:
        sample("utf16-from-notepad.yaml")
    assert caught.value.hint == "save it again as UTF-8 (in Notepad: Save As, Encoding UTF-8)"


def test_a_reference_loop_is_refused() -> None:
    assert troubles(b"&a [*a]\n") == [
        'x.yaml:1: an anchor ("&a") is not accepted',
        'x.yaml:1: a reference ("*a") is not accepted',
    ]
    assert len(troubles((SAMPLES / "billion-laughs.yaml").read_bytes())) == 17


def test_fifty_lists_in_one_another_are_read_and_one_more_is_refused() -> None:
    assert read(b"[" * 50 + b"]" * 50, "x.yaml").line == 1
    assert troubles(b"[" * 51 + b"]" * 51) == ["x.yaml:1: lists and groups lie more than 50 deep within one another"]


def test_the_number_of_values_is_bounded() -> None:
    most = yaml_file.MAX_NODES
    assert len(plain(read(b"[" + b"a," * (most - 1) + b"]", "x.yaml"))) == most - 1
    assert troubles(b"[" + b"a," * most + b"]") == ["x.yaml:1: the file holds more than 500,000 values"]


def test_the_size_is_bounded(tmp_path: Path) -> None:
    big = tmp_path / "big.yaml"
    big.write_bytes(b"#" * (MAX_BYTES + 100))
    assert len(content(str(big))) == MAX_BYTES + 1
    assert troubles(content(str(big))) == ["x.yaml: the file is larger than 5 MB"]


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(BadInput, match=r"^nowhere\.yaml cannot be read: no such file or directory$"):
        content("nowhere.yaml")


def test_tag_lines_are_refused_before_the_parser_sees_them() -> None:
    lines = b"".join(b"%%TAG !a%d! x\n" % number for number in range(200_000))
    assert troubles(lines + b"---\na: b\n") == ["x.yaml:1: %TAG lines are not accepted"]
    assert sample("norway.yaml")["hour"] == "11:00"
    assert plain(read(b"note: use %TAG here\n", "x.yaml")) == {"note": "use %TAG here"}


def test_a_file_of_nothing_but_troubles_is_not_read_to_its_end() -> None:
    with pytest.raises(Findings) as caught:
        read(b"".join(b"- &a%d x\n" % number for number in range(100_000)), "x.yaml")
    assert len(caught.value.found) == 1_000


def test_without_libyaml_the_slower_parser_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert sample("norway.yaml")["country"] == "NO"
    assert len(troubles((SAMPLES / "several-troubles.yaml").read_bytes())) == 4
    assert troubles(b"a: b\x07\n") == ["x.yaml:1: a control character (U+0007) stands here"]
    assert troubles(b'"\\UFFFFFFFF"') == ["x.yaml: an escape after a backslash names no character"]
    assert troubles(b"[" * 100_000) == ["x.yaml:1: lists and groups lie more than 50 deep within one another"]


BOMBS: dict[str, Callable[[], bytes]] = {
    "lists in one line": lambda: b"[" * 100_000,
    "lists in lines": lambda: b"[\n" * 100_000,
    "dashes": lambda: b"- " * 100_000,
    "groups": lambda: b"{a: " * 100_000,
    "question marks": lambda: b"? " * 100_000,
    "tag lines": lambda: b"".join(b"%%TAG !a%d! x\n" % number for number in range(200_000)),
    "values": lambda: b"- a\n" * 1_250_000,
    "names": lambda: b"".join(b"k%d:\n" % number for number in range(490_000)),
    "duplicate names": lambda: b"a:\n" * 1_600_000,
    "anchors": lambda: b"".join(b"- &a%d x\n" % number for number in range(300_000)),
    "control characters": lambda: b"\x07\n" * 2_500_000,
    "one long text": lambda: b"a" * 5_000_000,
    "one unclosed text": lambda: b'"' + "\U0001f600\n".encode() * 990_000,
    "spaces": lambda: b" " * 5_000_000,
}
MEGABYTES = 200


@pytest.mark.skipif(sys.platform != "linux", reason="measures with /proc")
@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_within_200_megabytes(bomb: str, tmp_path: Path) -> None:
    """Run apart, since libyaml's composer would take the whole process with it; CPU seconds bound runaway parsing."""
    path = tmp_path / "bomb.yaml"
    path.write_bytes(BOMBS[bomb]())
    script = (
        "import re, resource, sys\n"
        "from cop.exchange import incoming, yaml_file\n"
        "from cop.exchange.findings import Findings\n"
        "resource.setrlimit(resource.RLIMIT_CPU, (20, 20))\n"
        "try:\n"
        "    yaml_file.read(incoming.content(sys.argv[1]), 'bomb.yaml')\n"
        "except Findings:\n"
        "    pass\n"
        # The kernel's own mark for this process: ru_maxrss would count what the parent held before.
        "print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) < MEGABYTES * 1024


# Writing

ODD_WORDS = [
    *(
        "yes",
        "No",
        "on",
        "OFF",
        "y",
        "N",
        "true",
        "False",
        "null",
        "NULL",
        "~",
        "",
        "=",
        "<<",
        "-",
        "?",
        ":",
        "...",
        "---",
    ),
    *(
        "0",
        "-1",
        "+218",
        "1_000",
        "1,000",
        "0x1F",
        "0o17",
        "0b11",
        "017",
        "1.5",
        ".5",
        "1e3",
        "1.",
        ".inf",
        "-.INF",
        ".nan",
    ),
    *("11:00", "190:20:30", "2024-07-01", "2024-02-30", "2024-13-01", "0000-01-01", "2024-07", "2024-7-1"),
    *("2024-07-01T10:00:00Z", "2024-07-10T11:00[Europe/Rome]", "4470000 EUR", "12e4", "e9", "E-5", "٢٠٢٤"),
    *(
        "a: b",
        "a:",
        "a #b",
        "a  #b",
        "a#b",
        " a",
        "a ",
        "a\tb",
        "#a",
        "&a",
        "*a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">",
        "[a",
        "{a",
    ),
    *(
        '"a"',
        "'a'",
        "a'b",
        'a"b',
        "a\\b",
        "a, b",
        "a]",
        "a}",
        "a:b",
        "a: ",
        "a ? b",
        "\ufeff",
        "a\ufeff",
        "\x85",
        "a\x85b",
    ),
    *(
        "a\u2028b",
        "a\x00b",
        "\x1b[31m",
        "a\u202eb",
        "می‌خواهم",
        "لجنة التوجيه",
        "\U0001f600",
        "\uffff",
        "a\rb",
        "a\r\nb",
    ),
    *(
        "a\nb",
        "a\nb\n",
        "a\nb\n\n",
        "\na",
        "\n",
        "\n\n",
        " a\nb",
        "\ta\nb",
        "a\n b",
        "a\n\n\nb",
        "a\n  ",
        "a \nb",
        "a\n# b\n",
    ),
    *(
        "a\n---\nb",
        "a\n...\n",
        "- a\n- b",
        "a: b\nc: d",
        "  \n a\n",
        " \n \n",
        "a\n\t\nb",
        "\n\n  a\n b\n\n\n",
        "%TAG a\nb",
    ),
]
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

texts = st.sampled_from(ODD_WORDS) | st.text() | st.text("\n\t ab-:#?|>'\"[]{},&*!%@`~=<.0159xeyno_/+\\é")
scalars = texts | st.none() | st.booleans() | st.integers()
flows = st.builds(Flow, st.dictionaries(texts, scalars))
trees = st.recursive(
    scalars | flows, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


def as_text(tree: Any, nothing: str | None) -> Any:
    if isinstance(tree, dict):
        return {key: as_text(value, nothing) for key, value in tree.items()}
    if isinstance(tree, list):
        return [as_text(value, nothing) for value in tree]
    if tree is None:
        return nothing
    return str(tree).lower() if isinstance(tree, bool) else str(tree)


def with_dates(tree: Any) -> Any:
    """Return the tree as a reader with types has it: real days as dates, everything else as it was."""
    if isinstance(tree, dict):
        return {key: with_dates(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [with_dates(value) for value in tree]
    try:
        return date.fromisoformat(tree) if isinstance(tree, str) and DAY.fullmatch(tree) else tree
    except ValueError:
        return tree


@given(trees.filter(lambda tree: tree is not None))
def test_what_is_written_is_read_back_and_other_readers_agree(tree: Tree) -> None:
    written = write(tree)
    assert plain(read(written.encode(), "x.yaml")) == as_text(tree, None)
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        assert yaml.load(written, loader) == as_text(tree, "null")
    for typed in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(written, typed) == with_dates(tree)


@pytest.mark.parametrize("word", ODD_WORDS)
def test_an_odd_word_survives_wherever_it_stands(word: str) -> None:
    tree: Tree = {word: word, "list": [word, [word]], "flow": Flow({word: word, "last": word}), "after": [{"a": word}]}
    written = write(tree)
    assert plain(read(written.encode(), "x.yaml")) == tree
    assert yaml.safe_load(written) == with_dates(tree)
    assert plain(read(write(word).encode(), "x.yaml")) == word


@pytest.mark.parametrize("word", ["e9", "E-5", "1,000", "yes", "y", "11:00", "2024-02-30"])
def test_what_any_reader_takes_for_something_else_is_quoted(word: str) -> None:
    assert write(word) == f'"{word}"\n'


def test_an_export_reads_as_a_person_would_write_it() -> None:
    tree: Tree = {
        "programme": {"title": "Rebuilding, together", "starts_on": "2024-01-01", "zone": "Africa/Tripoli"},
        "bodies": [
            {
                "code": "sc",
                "title": "لجنة التوجيه",
                "hour": "11:00",
                "minutes": "Opened at eleven.\n  - roads\n\nClosed.\n",
                "seats": [
                    Flow({"body": "sc", "person": "mayor", "share": "0.5"}),
                    Flow({"body": "sc", "person": "no"}),
                ],
                "tags": ["roads", "water"],
            },
            {"code": "tc", "seats": [], "options": {}, "chair": None, "order": 2, "open": True},
        ],
        "long": "word " * 60 + "end",
    }
    assert write(tree) == (
        "programme:\n"
        "  title: Rebuilding, together\n"
        "  starts_on: 2024-01-01\n"
        "  zone: Africa/Tripoli\n"
        "bodies:\n"
        "  - code: sc\n"
        "    title: لجنة التوجيه\n"
        '    hour: "11:00"\n'
        "    minutes: |\n"
        "      Opened at eleven.\n"
        "        - roads\n"
        "\n"
        "      Closed.\n"
        "    seats:\n"
        '      - {body: sc, person: mayor, share: "0.5"}\n'
        '      - {body: sc, person: "no"}\n'
        "    tags:\n"
        "      - roads\n"
        "      - water\n"
        "  - code: tc\n"
        "    seats: []\n"
        "    options: {}\n"
        "    chair: null\n"
        "    order: 2\n"
        "    open: true\n"
        "long: " + "word " * 60 + "end\n"
    )


def test_a_group_too_long_for_a_line_takes_several() -> None:
    assert write([Flow({"a": "x" * 103})]) == "- {a: " + "x" * 103 + "}\n"
    assert write([Flow({"a": "x" * 104})]) == "- a: " + "x" * 104 + "\n"


def test_half_a_character_is_refused_and_not_written() -> None:
    with pytest.raises(BadInput, match="half a character"):
        write({"title": "a\ud800"})


def test_a_name_too_long_for_yaml_is_refused() -> None:
    assert plain(read(write({"x" * 1_000: "y"}).encode(), "x.yaml")) == {"x" * 1_000: "y"}
    with pytest.raises(BadInput, match="is too long for a YAML file"):
        write({"x" * 1_001: "y"})
